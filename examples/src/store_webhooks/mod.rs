//! The program `store_webhooks`: a shop's orders charged, paid, invoiced and reported, once each.
//!
//! ```text
//!   orders ──take──▶ task: charge ──▶ ERP: the charge ──▶ task: tell the shop where to pay
//!  webhook ──desk──▶ message + task: payment ──▶ task: tell the shop, task: invoice
//!                                          ERP: the invoice ──▶ task: tell the shop its number
//! ```
//!
//! Each arrow between two tasks is one transaction of the `store`. What cannot be done is
//! tried again; what cannot ever be done becomes a dead letter, for a person to mend and replay.

mod args;
mod demo;
mod desk;
mod listing;
mod order;
mod stand_in;
mod steps;
mod store;
mod storefront;
mod worker;

use std::ffi::OsString;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use client_core::webhook::VerifierError;
use contaazul_client::ContaAzul;
use contaazul_client::webhook::Receiver;
use thiserror::Error;
use time::OffsetDateTime;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use self::args::{Args, Command, Demo, EXAMPLE, Look, Replay, Serve, Take};
use self::desk::{StillRefused, StoringDesk, receive_again};
pub use self::order::{Customer, Order, OrderError, PayBy, read as read_orders};
pub use self::stand_in::{Heard, Shop};
use self::steps::Steps;
use self::store::{Store, StoreError, Taken};
use self::storefront::Storefront;
use self::worker::Worker;
use crate::cli::{self, Console, Exit};
use crate::contaazul::{self, AccessError, Watch, webhook_secrets};
use crate::variables::{Unset, Variables};
use crate::webhook_server;

const STOREFRONT_TOKEN: &str = "STOREFRONT_TOKEN";

/// Why the program failed.
#[derive(Debug, Error)]
enum Failure {
    #[error("{0}")]
    Usage(String),
    #[error(transparent)]
    Unset(#[from] Unset),
    #[error(transparent)]
    Secrets(#[from] VerifierError),
    #[error(transparent)]
    Access(#[from] AccessError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Client(#[from] client_core::Error),
    #[error("cannot read {}: {cause}", path.display())]
    Orders { path: PathBuf, cause: io::Error },
    #[error("{}: {cause}", path.display())]
    BadOrder { path: PathBuf, cause: OrderError },
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        address: SocketAddr,
        cause: io::Error,
    },
    #[error("{0} dead letters stay what they are")]
    Stay(usize),
    #[error("the demo: {0}")]
    Demo(&'static str),
    #[error(transparent)]
    System(#[from] io::Error),
}

impl Failure {
    fn is_usage(&self) -> bool {
        match self {
            Self::Usage(_) | Self::Unset(_) | Self::Secrets(_) => true,
            Self::Access(cause) => cause.is_usage(),
            _ => false,
        }
    }
}

/// Runs the program, `serve` until Ctrl-C, on the variables of this process.
pub fn run(args: Vec<OsString>, console: &mut Console<'_>) -> Exit {
    let stop = async {
        // Where signals cannot be had, the program ends as any other that is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    run_until(stop, args, &Variables::of_process(), console)
}

/// Runs the program, `serve` until `stop` is ready.
pub fn run_until(
    stop: impl Future<Output = ()>,
    args: Vec<OsString>,
    variables: &Variables,
    console: &mut Console<'_>,
) -> Exit {
    let args: Args = match cli::parse(args, console, EXAMPLE) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    let done = match args.command.unwrap_or(Command::Demo(Demo::default())) {
        Command::Demo(args) => block_on(demo::run(&args, console)),
        Command::Serve(args) => block_on(serve(stop, &args, variables, console)),
        Command::Take(args) => take(&args, console),
        Command::Orders(args) => orders(&args, console),
        Command::DeadLetters(args) => dead_letters(&args, console),
        Command::Replay(args) => replay(&args, variables, console),
    };
    match done {
        Ok(()) => Exit::Done,
        Err(failure) if failure.is_usage() => console.refuse(failure, EXAMPLE),
        Err(failure) => console.fail(failure),
    }
}

fn block_on(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    runtime.block_on(work)
}

/// `take`: orders into the database, all or none.
fn take(args: &Take, console: &mut Console<'_>) -> Result<(), Failure> {
    let path = &args.orders;
    let text = std::fs::read_to_string(path).map_err(|cause| Failure::Orders {
        path: path.clone(),
        cause,
    })?;
    let orders = order::read(&text).map_err(|cause| Failure::BadOrder {
        path: path.clone(),
        cause,
    })?;
    let store = Store::open(&args.file.database)?;
    match store.take_orders(&orders, OffsetDateTime::now_utc())? {
        Taken::New(new) => {
            let known = orders.len() - new;
            writeln!(console.stdout, "{new} orders taken, {known} known before")?;
            Ok(())
        }
        Taken::Differs(id) => Err(Failure::Usage(format!(
            "order {id} was taken before with another content; none of the file was taken"
        ))),
    }
}

/// `serve`: the desk and the worker on one database, until `stop`.
async fn serve(
    stop: impl Future<Output = ()>,
    args: &Serve,
    variables: &Variables,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let receiver = webhook_secrets(variables)?.build()?;
    let erp = contaazul::erp(variables, &args.addresses, &args.grants, Watch::default()).await?;
    let token = variables.get(STOREFRONT_TOKEN);
    let storefront = Storefront::new(args.storefront.clone(), token)?;
    let _lock = store::lock(&args.file.database)?;
    let store = Arc::new(Store::open(&args.file.database)?);
    let listen = |cause| Failure::Listen {
        address: args.listen,
        cause,
    };
    let listener = TcpListener::bind(args.listen).await.map_err(listen)?;
    let address = listener.local_addr().map_err(listen)?;
    // Nobody needs to read it.
    let _ = writeln!(console.stderr, "listening on http://{address}/");
    let business = Business {
        store,
        receiver,
        erp,
        storefront,
        settling: Duration::from_millis(args.settling),
        patience: Duration::from_secs(u64::from(args.patience) * 3_600),
    };
    business.run(stop, listener, console).await
}

/// What a running receiver is made of.
struct Business {
    store: Arc<Store>,
    receiver: Receiver,
    erp: ContaAzul,
    storefront: Storefront,
    settling: Duration,
    patience: Duration,
}

impl Business {
    /// Takes messages and works on tasks until `stop`. Nothing is lost by stopping, however
    /// suddenly.
    async fn run<T>(
        self,
        stop: impl Future<Output = T>,
        listener: TcpListener,
        console: &mut Console<'_>,
    ) -> Result<T, Failure> {
        let (notes, mut noted) = mpsc::unbounded_channel();
        let desk = StoringDesk {
            receiver: self.receiver,
            store: Arc::clone(&self.store),
            notes: notes.clone(),
        };
        let worker = Worker {
            steps: Steps {
                store: Arc::clone(&self.store),
                erp: self.erp,
                storefront: self.storefront,
                settling: self.settling,
            },
            store: self.store,
            patience: self.patience,
            notes,
        };
        let server = tokio::spawn(webhook_server::serve(listener, Arc::new(desk)));
        let print = async {
            while let Some(line) = noted.recv().await {
                let _ = writeln!(console.stderr, "{line}");
            }
            std::future::pending::<Failure>().await
        };
        let outcome = tokio::select! {
            stopped = stop => Ok(stopped),
            error = worker.run() => Err(error.into()),
            failure = print => Err(failure),
        };
        server.abort();
        outcome
    }
}

/// To look at; a misspelt name is not to become an empty database.
fn existing(path: &Path) -> Result<Store, Failure> {
    if !path.exists() {
        let path = path.display();
        let missing = format!("there is no database {path}; `take` makes one");
        return Err(Failure::Usage(missing));
    }
    Ok(Store::open(path)?)
}

/// `orders`: how far they have come.
fn orders(args: &Look, console: &mut Console<'_>) -> Result<(), Failure> {
    let store = existing(&args.file.database)?;
    Ok(listing::orders(&store, args.json, console.stdout)??)
}

/// `dead-letters`: what needs a person.
fn dead_letters(args: &Look, console: &mut Console<'_>) -> Result<(), Failure> {
    let letters = existing(&args.file.database)?.dead_letters()?;
    Ok(listing::dead_letters(&letters, args.json, console.stdout)?)
}

/// `replay`: a task is tried again, a message verified again. `serve` does the rest.
fn replay(args: &Replay, variables: &Variables, console: &mut Console<'_>) -> Result<(), Failure> {
    let store = existing(&args.file.database)?;
    let mut stay = 0;
    for &id in &args.ids {
        match replay_one(&store, id, variables)? {
            Ok(outcome) => writeln!(console.stdout, "{id}: {outcome}")?,
            Err(reason) => {
                stay += 1;
                writeln!(console.stderr, "{id} stays: {reason}")?;
            }
        }
    }
    match stay {
        0 => Ok(()),
        _ => Err(Failure::Stay(stay)),
    }
}

/// What became of a dead letter, or why it stays one.
fn replay_one(
    store: &Store,
    id: i64,
    variables: &Variables,
) -> Result<Result<String, StillRefused>, Failure> {
    let now = OffsetDateTime::now_utc();
    let letter = store.dead_letter(id)?;
    let letter = letter.ok_or_else(|| Failure::Usage(format!("there is no dead letter {id}")))?;
    let Some(message) = letter.refused else {
        store.retry(id, now)?;
        return Ok(Ok(format!("{}: to be tried again", letter.what)));
    };
    let receiver = webhook_secrets(variables)?.build()?;
    match receive_again(store, &receiver, id, &message, now) {
        Ok(true) => Ok(Ok("accepted".to_owned())),
        Ok(false) => Ok(Ok("the event was accepted before".to_owned())),
        Err(StillRefused::Store(error)) => Err(error.into()),
        Err(reason) => Ok(Err(reason)),
    }
}
