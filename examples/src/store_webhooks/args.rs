//! The arguments.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};
use url::Url;

use crate::contaazul::{Addresses, GrantStore};

/// A call that works, for messages about bad usage.
pub(super) const EXAMPLE: &str =
    "cargo run --features store-webhooks --example store_webhooks -- demo";

const NOTES: &str = "\
Orders come as JSON lines:
  {\"id\":\"8841\",\"pay_by\":\"pix\",\"installment\":\"<id in the ERP>\",\"account\":\"<id in the ERP>\",
   \"due_date\":\"2026-12-01\",\"amount\":150.10,\"description\":\"Curso de bolos\",
   \"service_code\":\"8.02\",\"customer\":{\"name\":\"…\",\"tax_id\":\"…\",\"email\":\"…\"}}
with pay_by one of pix, boleto, link. Taking the same order twice changes nothing.

`serve` issues their charges, receives webhooks, has invoices issued and tells the shop, by
POST {storefront}/orders/{order}/events with an Idempotency-Key. It answers a webhook 200 when it is
on the disk, 400 or 401 when it put it aside, 503 when it could not store it. Kill it when you like.

What needs a person stands in `dead-letters`, and is taken up again by `replay`.
The database and its files can be read by you alone.

Variables of `serve`:
  CONTAAZUL_WEBHOOK_SECRET    the secret shared with the sender; `replay` of a message needs it too
  CONTAAZUL_WEBHOOK_SECRET_*  further ones, accepted too while a secret is rotated
  STOREFRONT_TOKEN            sent to the storefront as a bearer token, if set
";

/// Charges a shop's orders, takes payment webhooks, has invoices issued and tells the shop.
#[derive(Debug, Clone, Parser)]
#[command(name = "store_webhooks", after_help = help(), max_term_width = 100)]
pub(super) struct Args {
    /// What to do; without it, `demo`
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

fn help() -> String {
    format!(
        "{NOTES}{}\n\nExit code: 0 done or stopped by Ctrl-C, 1 failed, 2 wrong arguments or \
         variables.\n\nExample:\n  {EXAMPLE}",
        crate::contaazul::VARIABLES
    )
}

#[derive(Debug, Clone, Subcommand)]
pub(super) enum Command {
    /// A day of a shop that does not exist, on sandboxes
    Demo(Demo),
    /// Takes orders to be charged; `serve` works on them
    Take(Take),
    /// Receives webhooks and works on all that is to be done, until Ctrl-C
    Serve(Box<Serve>),
    /// Lists the orders and how far they have come
    Orders(Look),
    /// Lists what needs a person
    DeadLetters(Look),
    /// Takes up dead letters again
    Replay(Replay),
}

#[derive(Debug, Clone, Default, ClapArgs)]
pub(super) struct Demo {
    /// Keep the demo's database here, to look at it by the other commands; must be new
    #[arg(long, value_name = "FILE")]
    pub(super) database: Option<PathBuf>,
    /// Print the orders as JSON lines
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Clone, ClapArgs)]
pub(super) struct DatabaseFile {
    /// The database
    #[arg(long, value_name = "FILE", default_value = "store_webhooks.db")]
    pub(super) database: PathBuf,
}

#[derive(Debug, Clone, ClapArgs)]
pub(super) struct Take {
    /// The orders
    #[arg(value_name = "FILE")]
    pub(super) orders: PathBuf,
    #[command(flatten)]
    pub(super) file: DatabaseFile,
}

#[derive(Debug, Clone, ClapArgs)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) file: DatabaseFile,
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub(super) listen: SocketAddr,
    /// The shop's server; plain http on this machine only
    #[arg(long, value_name = "URL")]
    pub(super) storefront: Url,
    /// For how many hours a task is tried before a person must look at it
    #[arg(long, value_name = "HOURS", default_value_t = 72)]
    pub(super) patience: u32,
    /// After how many milliseconds a charge or invoice whose answer was lost, and that the ERP does
    /// not show, counts as not issued
    #[arg(long, value_name = "MS", default_value_t = 120_000)]
    pub(super) settling: u64,
    #[command(flatten)]
    pub(super) addresses: Addresses,
    #[command(flatten)]
    pub(super) grants: GrantStore,
}

#[derive(Debug, Clone, ClapArgs)]
pub(super) struct Look {
    #[command(flatten)]
    pub(super) file: DatabaseFile,
    /// Print JSON lines
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Clone, ClapArgs)]
pub(super) struct Replay {
    /// Numbers of dead letters, as `dead-letters` lists them
    #[arg(value_name = "ID", required = true)]
    pub(super) ids: Vec<i64>,
    #[command(flatten)]
    pub(super) file: DatabaseFile,
}
