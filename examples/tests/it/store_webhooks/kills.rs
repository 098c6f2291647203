//! Killed at random moments, the program loses nothing and does nothing twice.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use client_core::secret::SecretString;
use examples::store_webhooks;
use tokio::runtime::Runtime;
use url::Url;

use super::world::{SECRET, World, text};
use crate::killed::{Call, Ended};
use crate::terminal::Terminal;

const KILLS: u32 = 50;
const TOWNS_AT_ONCE: u32 = 5;
const KILLS_PER_WORLD: u32 = 5;
const ORDERS: usize = 3;
const PATIENCE: Duration = Duration::from_secs(60);

/// Numbers that only look random, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, most: Duration) -> Duration {
        let step = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = step.wrapping_add(1_442_695_040_888_963_407);
        most * u32::try_from(self.0 >> 48).unwrap() / (1 << 16)
    }
}

/// A world with its provider sending, and the program to be run in it.
struct Stage {
    world: Arc<World>,
    serve: Call,
    over: Arc<AtomicBool>,
}

impl Stage {
    fn set(runtime: &Runtime) -> Self {
        let world = Arc::new(runtime.block_on(World::of_orders(ORDERS)));
        let (orders, database) = (world.orders_file(), world.database());
        let take = ["take", text(&orders), "--database", text(&database)];
        Terminal::run("store_webhooks", &take, store_webhooks::run);
        let listen = free_address();
        let serve = Call::new("store_webhooks", world.serve_args(&listen))
            .with_variable("CONTAAZUL_ACCESS_TOKEN", &world.token)
            .with_variable("CONTAAZUL_WEBHOOK_SECRET", SECRET);
        let over = Arc::new(AtomicBool::new(false));
        let desk = format!("http://{listen}/").parse().unwrap();
        runtime.spawn(send(Arc::clone(&world), desk, Arc::clone(&over)));
        Self { world, serve, over }
    }

    /// Runs the program until the shop has heard everything, and the program knows; then nothing
    /// more may come.
    fn finish(&self, seed: u64) -> Duration {
        let begun = Instant::now();
        let mut child = self.serve.spawn();
        while !self.world.is_complete() && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(5));
        }
        let took = begun.elapsed();
        // The last answer may have been lost, and is asked for again.
        while self.complete_orders() < ORDERS && begun.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(50));
        }
        thread::sleep(Duration::from_millis(300));
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        self.over.store(true, Ordering::Relaxed);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let heard = self.world.shop.heard();
        assert!(self.world.is_complete(), "seed {seed}: {heard:?}\n{said}");
        took
    }

    /// What the ERP and the shop have is what there should be.
    fn check(&self, runtime: &Runtime) {
        self.world.assert_complete();
        for index in 0..ORDERS {
            let charges = runtime.block_on(self.world.charges(index));
            assert_eq!(charges.len(), 1, "order {index} was charged once");
        }
        let invoices = runtime.block_on(self.world.invoices());
        let wanted: Vec<_> = (0..ORDERS)
            .map(|one| format!("pedido-{}", 8841 + one))
            .collect();
        assert_eq!(invoices, wanted);
        assert_eq!(self.complete_orders(), ORDERS, "{}", self.list("orders"));
        assert_eq!(self.list("dead-letters"), "");
    }

    fn complete_orders(&self) -> usize {
        let orders = self.list("orders");
        orders.matches(r#""state":"complete""#).count()
    }

    fn list(&self, what: &str) -> String {
        let database = self.world.database();
        let args = [what, "--json", "--database", text(&database)];
        let (_, terminal) = Terminal::run("store_webhooks", &args, store_webhooks::run);
        terminal.stdout()
    }
}

/// Customers pay as soon as there is a charge, often before the program heard of it; the provider
/// tells each payment until it is accepted, and then once more.
async fn send(world: Arc<World>, desk: Url, over: Arc<AtomicBool>) {
    let secret = SecretString::from(SECRET);
    let mut accepted = [0; ORDERS];
    let mut paid = [false; ORDERS];
    while !over.load(Ordering::Relaxed) {
        for index in 0..ORDERS {
            let charges = world.charges(index).await;
            let Some(charge) = charges.first().filter(|_| accepted[index] < 2) else {
                continue;
            };
            if !std::mem::replace(&mut paid[index], true) {
                world.pay(charge);
            }
            let answer = world.sandbox.post_charge_paid(&desk, &secret, charge).await;
            if answer.is_ok_and(|status| status.is_success()) {
                accepted[index] += 1;
            }
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Below the ports that systems give away by themselves: between two runs it must stay free.
fn free_address() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let offset = std::process::id() % 1_000 * 11 + NEXT.fetch_add(1, Ordering::Relaxed);
        let address = format!("127.0.0.1:{}", 20_000 + offset % 12_000);
        if TcpListener::bind(&address).is_ok() {
            return address;
        }
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
}

/// Kills so often, a few times per world; gives how often there was still something to do.
fn kill(kills: u32, whole: Duration, seed: u64) -> u32 {
    let runtime = runtime();
    let mut dice = Dice(seed);
    let mut hits = 0;
    let mut left = kills;
    while left > 0 {
        let stage = Stage::set(&runtime);
        for _ in 0..left.min(KILLS_PER_WORLD) {
            if stage.world.is_complete() {
                break;
            }
            let ended = stage.serve.kill_after(dice.up_to(whole));
            hits += u32::from(ended == Ended::Killed && !stage.world.is_complete());
            left -= 1;
        }
        stage.finish(seed);
        stage.check(&runtime);
    }
    hits
}

#[test]
fn killed_at_fifty_moments_it_loses_nothing_and_does_nothing_twice() {
    let calm = runtime();
    let stage = Stage::set(&calm);
    let whole = stage.finish(0);
    stage.check(&calm);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let seed = u64::try_from(now.as_nanos()).unwrap_or(u64::MAX);
    println!("seed {seed}; a run takes {whole:?}");
    let hits: u32 = thread::scope(|scope| {
        let towns: Vec<_> = (0..TOWNS_AT_ONCE)
            .map(|town| {
                let seed = seed.wrapping_add(u64::from(town));
                scope.spawn(move || kill(KILLS / TOWNS_AT_ONCE, whole, seed))
            })
            .collect();
        towns.into_iter().map(|town| town.join().unwrap()).sum()
    });
    assert!(
        hits * 2 >= KILLS,
        "seed {seed}: {hits} of {KILLS} kills hit"
    );
}
