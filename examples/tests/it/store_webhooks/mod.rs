//! The program `store_webhooks`, with a provider that repeats itself and senders that lie.

mod kills;
mod world;

use std::ffi::OsString;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use examples::cli::Exit;
use examples::store_webhooks;
use examples::variables::Variables;
use http::{Method, StatusCode};
use serde_json::Value;
use tokio::sync::oneshot;
use url::Url;

use self::world::{BUYER, BUYER_ID, SECRET, World, post, text};
use crate::terminal::Terminal;

const OLD_SECRET: &str = "last year's secret";

fn call(args: &[&str], variables: &Variables) -> (Exit, String, String) {
    let never = std::future::pending();
    let (exit, terminal) = Terminal::run("store_webhooks", args, |args, console| {
        store_webhooks::run_until(never, args, variables, console)
    });
    (exit, terminal.stdout(), terminal.stderr())
}

fn lines(stdout: &str) -> Vec<Value> {
    let lines = stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn dead_letters(database: &Path) -> Vec<Value> {
    let args = ["dead-letters", "--json", "--database", text(database)];
    lines(&call(&args, &Variables::default()).1)
}

/// `serve`, in a thread of its own.
struct Serving {
    terminal: Terminal,
    stop: oneshot::Sender<()>,
    thread: JoinHandle<Exit>,
    desk: Url,
}

impl Serving {
    fn start(world: &World) -> Self {
        let variables = Variables::from_iter([
            ("CONTAAZUL_ACCESS_TOKEN", world.token.as_str()),
            ("CONTAAZUL_WEBHOOK_SECRET", SECRET),
        ]);
        let args = world.serve_args("127.0.0.1:0");
        let args = std::iter::once("store_webhooks".to_owned()).chain(args);
        let args: Vec<OsString> = args.map(OsString::from).collect();
        let (stop, stopped) = oneshot::channel();
        let stopped = async {
            let _ = stopped.await;
        };
        let terminal = Terminal::default();
        let screen = terminal.clone();
        let thread = std::thread::spawn(move || {
            screen.with_console(|console| {
                store_webhooks::run_until(stopped, args, &variables, console)
            })
        });
        let desk = terminal.wait_for_line(|line| line.strip_prefix("listening on ")?.parse().ok());
        Self {
            terminal,
            stop,
            thread,
            desk,
        }
    }

    fn end(self) -> String {
        self.stop.send(()).unwrap();
        assert_eq!(self.thread.join().unwrap(), Exit::Done);
        self.terminal.stderr()
    }
}

async fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[test]
fn the_demo_tells_a_whole_day_and_nobodys_name() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("demo.db");
    let file = ["--database", text(&database)];
    let none = Variables::default();
    let (exit, stdout, stderr) = call(&[&["demo", "--json"], &file[..]].concat(), &none);
    assert_eq!(exit, Exit::Done, "{stderr}");
    let orders = lines(&stdout);
    assert_eq!(orders.len(), 4, "{stdout}");
    for order in &orders[..3] {
        assert_eq!(order["state"], "complete", "{stdout}");
        assert!(order["invoice"].is_i64(), "{stdout}");
    }
    assert_eq!(orders[3]["state"], "waiting to be paid");
    assert!(stderr.contains("booked 10 events"), "{stderr}");

    let dead = dead_letters(&database);
    let reasons: Vec<_> = dead
        .iter()
        .map(|one| one["reason"].as_str().unwrap())
        .collect();
    assert_eq!(reasons.len(), 3, "{reasons:?}");
    for reason in ["matches none of the 1", "does not know", "is not an event"] {
        assert!(
            reasons.iter().any(|one| one.contains(reason)),
            "{reasons:?}"
        );
    }
    for told in [&stdout, &stderr, &format!("{dead:?}")] {
        for kept in ["Marlene", BUYER_ID, "Aurora", "Curso"] {
            assert!(!told.contains(kept), "{told}");
        }
    }
    let (exit, _, stderr) = call(&[&["demo"], &file[..]].concat(), &none);
    assert_eq!(exit, Exit::Usage);
    assert!(stderr.contains("needs a new file"), "{stderr}");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn what_is_stored_can_be_read_by_its_user_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::of_orders(1).await;
    let (orders, database) = (world.orders_file(), world.database());
    let serving = Serving::start(&world);
    let take = ["take", text(&orders), "--database", text(&database)];
    call(&take, &Variables::default());
    let files = std::fs::read_dir(database.parent().unwrap()).unwrap();
    let mut seen = 0;
    for file in files.map(Result::unwrap) {
        let name = file.file_name().into_string().unwrap();
        // The lock file is empty.
        if name.starts_with("shop.db") && !name.ends_with(".lock") {
            assert_eq!(
                file.metadata().unwrap().permissions().mode() & 0o077,
                0,
                "{name}"
            );
            seen += 1;
        }
    }
    assert!(seen > 1, "the log of changes stands beside it");
    serving.end();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_may_come_before_its_order_and_a_charge_may_be_there_already() {
    let world = World::of_orders(2).await;
    // As if an earlier run had been killed, and its database lost, before it heard the answers.
    for index in 0..2 {
        let charge = world.order(index).charge();
        world.erp.charges().create(&charge).send().await.unwrap();
        world.pay(&world.charges(index).await[0]);
    }
    let serving = Serving::start(&world);
    let secret = SECRET.into();
    for index in 0..2 {
        let charge = world.charges(index).await.remove(0);
        let posted = world
            .sandbox
            .post_charge_paid(&serving.desk, &secret, &charge);
        assert_eq!(posted.await.unwrap(), StatusCode::OK);
    }
    let (orders, database) = (world.orders_file(), world.database());
    let take = ["take", text(&orders), "--database", text(&database)];
    let (_, stdout, _) = call(&take, &Variables::default());
    assert_eq!(stdout, "2 orders taken, 0 known before\n");
    let (_, stdout, _) = call(&take, &Variables::default());
    assert_eq!(stdout, "0 orders taken, 2 known before\n");

    until("all is told", || world.is_complete()).await;
    let stderr = serving.end();
    world.assert_complete();
    let created = world.sandbox.front().count(
        &Method::POST,
        "/v1/financeiro/eventos-financeiros/contas-a-receber/gerar-cobranca",
    );
    assert_eq!(created, 2, "the program issued none");
    assert_eq!(world.charges(0).await.len(), 1);
    assert_eq!(world.invoices().await, ["pedido-8841", "pedido-8842"]);
    assert!(!stderr.contains(BUYER), "{stderr}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_refused_or_given_up_can_be_replayed_but_not_past_the_signature() {
    let world = World::of_orders(1).await;
    let serving = Serving::start(&world);
    let (orders, database) = (world.orders_file(), world.database());
    let take = ["take", text(&orders), "--database", text(&database)];
    call(&take, &Variables::default());
    until("the shop knows where to pay", || {
        world.shop.heard().booked.len() == 1
    })
    .await;
    let charge = world.charges(0).await.remove(0);
    let event = |cents: &str| {
        format!(
            r#"{{"event":"cobranca.pago","cobranca_id":"{charge}","valor":{cents},"metodo":"PIX","pago_em":"2026-04-12T15:00:00Z"}}"#
        )
    };
    let too_little = event("99.99").replace("15:00", "14:00");
    assert_eq!(
        post(&serving.desk, SECRET, &too_little).await,
        Some(StatusCode::OK)
    );
    world.pay(&charge);
    let whole = event("100.01");
    for _ in 0..2 {
        let answer = post(&serving.desk, OLD_SECRET, &whole).await;
        assert_eq!(answer, Some(StatusCode::UNAUTHORIZED));
    }
    until("both are put aside", || dead_letters(&database).len() == 2).await;
    let dead = dead_letters(&database);
    let find = |words: &str| {
        let letter = dead
            .iter()
            .find(|one| one["reason"].as_str().unwrap().contains(words));
        letter.unwrap_or_else(|| panic!("{dead:?}")).clone()
    };
    assert_eq!(find("less was paid")["what"], "message 1");
    let refused = find("matches none");
    assert_eq!(refused["seen"], 2);

    let id = refused["id"].to_string();
    let replay = ["replay", &id, "--database", text(&database)];
    let known = |secret: &str| Variables::from_iter([("CONTAAZUL_WEBHOOK_SECRET", secret)]);
    let (exit, _, stderr) = call(&replay, &known("another"));
    assert_eq!(exit, Exit::Failed);
    assert!(stderr.contains("stays: webhook refused"), "{stderr}");
    let (exit, stdout, stderr) = call(&replay, &known(OLD_SECRET));
    assert_eq!(
        (exit, stdout),
        (Exit::Done, format!("{id}: accepted\n")),
        "{stderr}"
    );
    until("all is told", || world.is_complete()).await;
    serving.end();
    world.assert_complete();
    assert_eq!(dead_letters(&database).len(), 1);
    let (exit, _, stderr) = call(&replay, &known(OLD_SECRET));
    assert_eq!(exit, Exit::Usage);
    assert!(stderr.contains("no dead letter"), "{stderr}");
}

#[test]
fn what_is_wrong_with_a_call_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("no.db");
    let none = Variables::default();
    for command in [&["orders"][..], &["dead-letters"], &["replay", "1"]] {
        let args = [command, &["--database", text(&missing)]].concat();
        let (exit, _, stderr) = call(&args, &none);
        assert_eq!(exit, Exit::Usage);
        assert!(stderr.contains("there is no database"), "{stderr}");
        assert!(!missing.exists());
    }
    let orders = folder.path().join("orders.jsonl");
    std::fs::write(&orders, "{}\n").unwrap();
    let take = ["take", text(&orders), "--database", text(&missing)];
    let (exit, _, stderr) = call(&take, &none);
    assert_eq!(exit, Exit::Failed);
    assert!(stderr.contains("line 1: not an order"), "{stderr}");
    let serve = ["serve", "--storefront", "http://127.0.0.1:1/"];
    let (exit, _, stderr) = call(&serve, &none);
    assert_eq!(exit, Exit::Usage);
    assert!(stderr.contains("CONTAAZUL_WEBHOOK_SECRET"), "{stderr}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_taken_once_and_not_changed_behind_our_back() {
    let world = World::of_orders(2).await;
    let (orders, database) = (world.orders_file(), world.database());
    let take = ["take", text(&orders), "--database", text(&database)];
    let none = Variables::default();
    let whole = std::fs::read_to_string(&orders).unwrap();
    let (first, _) = whole.split_once('\n').unwrap();
    std::fs::write(&orders, first).unwrap();
    assert_eq!(call(&take, &none).1, "1 orders taken, 0 known before\n");
    let changed = whole.replacen("100.01", "1.00", 1);
    let (second, third) = changed.trim().split_once('\n').unwrap();
    std::fs::write(&orders, format!("{third}\n{second}\n")).unwrap();
    let (exit, _, stderr) = call(&take, &none);
    assert_eq!(exit, Exit::Usage);
    assert!(stderr.contains("order 8841 was taken before"), "{stderr}");
    let list = ["orders", "--json", "--database", text(&database)];
    assert_eq!(lines(&call(&list, &none).1).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_do_not_work_on_one_database() {
    let world = World::of_orders(1).await;
    let serving = Serving::start(&world);
    let args = world.serve_args("127.0.0.1:0");
    let args: Vec<_> = args.iter().map(String::as_str).collect();
    let variables = Variables::from_iter([
        ("CONTAAZUL_ACCESS_TOKEN", world.token.as_str()),
        ("CONTAAZUL_WEBHOOK_SECRET", SECRET),
    ]);
    // A runtime cannot be begun within another.
    let second = std::thread::scope(|scope| scope.spawn(|| call(&args, &variables)).join());
    let (exit, _, stderr) = second.unwrap();
    assert_eq!(exit, Exit::Failed);
    assert!(stderr.contains("another process works on"), "{stderr}");
    serving.end();
}
