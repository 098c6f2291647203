//! The arguments.

use std::path::PathBuf;

use clap::{Args as Arguments, Parser, Subcommand};

use crate::contaazul::{self, Addresses, GrantStore};

/// A call that works, for messages about bad usage.
pub(super) const EXAMPLE: &str = "cargo run --features sqlite --example dda_batch -- run";

fn more() -> String {
    format!(
        "\
A batch goes from hand to hand: `propose` makes it of the bills presented to the company's CNPJ
that are certainly for one of its payables; two people `approve` it, each with a key of their own;
`send` verifies both, asks the DDA once more what the bills cost, and sends it; `follow` says what
became of each item. Any of them may be killed and run again: nothing is paid twice. Where a bill
costs something else by now, `send` makes a new batch, which needs new approvals, and says why.

`run` does all of it, by default on a sandbox with two throw-away keys. DDA and payments are in no
published API of Conta Azul: --live needs a server that has them, at --base-url.

With --live, from the environment:
{variables}

The list of approvers has a line for each, as keygen prints it:
  ed25519 <public key, Base64> <name>

The folder holds state.db and audit.jsonl.
Exit code: 0 done, 1 failed or approvals are missing, 2 wrong arguments.

Examples:
  cargo run --features sqlite --example dda_batch -- run
  cargo run --features sqlite --example dda_batch -- keygen --name 'Joana Ficticia' --out joana.pem
  cargo run --features sqlite --example dda_batch -- propose --live --base-url https://gateway.example
  cargo run --features sqlite --example dda_batch -- approve --key joana.pem --approvers approvers.txt",
        variables = contaazul::VARIABLES
    )
}

/// Pays the bills that suppliers present by DDA: matched to payables, approved by two keys, sent as
/// one batch, followed to the end.
#[derive(Debug, Clone, Parser)]
#[command(name = "dda_batch", after_help = more(), max_term_width = 100)]
pub(super) struct Args {
    /// What to do
    #[command(subcommand)]
    pub(super) command: Command,
    /// The folder for state and audit log [default: out/dda-batch; of `run` on the sandbox a new
    /// one]
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
    /// Machines read: what came of it as one JSON object
    #[arg(long, global = true)]
    pub(super) json: bool,
}

/// Which server.
#[derive(Debug, Clone, Default, Arguments)]
pub(super) struct Server {
    /// Talk to a real server instead of a sandbox
    #[arg(long)]
    pub(super) live: bool,
    /// Where it is.
    #[command(flatten)]
    pub(super) addresses: Addresses,
    /// Where grants are kept.
    #[command(flatten)]
    pub(super) grants: GrantStore,
}

/// A step of the work.
#[derive(Debug, Clone, Subcommand)]
pub(super) enum Command {
    /// Make a key that approves, and print its line of the list of approvers
    Keygen {
        /// Whose key
        #[arg(long)]
        name: String,
        /// The new PEM file for the private key
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Match the bills with the payables and propose a batch of the certain ones
    Propose {
        /// Bills that are due within so many days
        #[arg(long, value_name = "DAYS", default_value_t = 7)]
        days: u16,
        /// Which server.
        #[command(flatten)]
        server: Server,
    },
    /// Sign the open batch with a key
    Approve {
        /// The PEM file of a private key
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// The list of who may approve
        #[arg(long, value_name = "FILE")]
        approvers: PathBuf,
    },
    /// Verify the approvals and send the batch
    Send {
        /// The list of who may approve
        #[arg(long, value_name = "FILE")]
        approvers: PathBuf,
        /// Which server.
        #[command(flatten)]
        server: Server,
    },
    /// Ask what became of every item that was sent
    Follow {
        /// Ask again for so many seconds
        #[arg(long, value_name = "SECONDS", default_value_t = 0)]
        wait: u64,
        /// Which server.
        #[command(flatten)]
        server: Server,
    },
    /// Show every batch
    Show,
    /// All of it, one step after the other
    Run {
        /// Bills that are due within so many days
        #[arg(long, value_name = "DAYS", default_value_t = 7)]
        days: u16,
        /// The PEM file of a private key; two of them [default: on the sandbox, throw-away keys]
        #[arg(long, value_name = "FILE", requires = "approvers")]
        key: Vec<PathBuf>,
        /// The list of who may approve
        #[arg(long, value_name = "FILE")]
        approvers: Option<PathBuf>,
        /// Which server.
        #[command(flatten)]
        server: Server,
    },
}

impl Command {
    /// The server that the command talks to, if it talks to one.
    pub(super) fn server(&self) -> Option<&Server> {
        match self {
            Self::Propose { server, .. }
            | Self::Send { server, .. }
            | Self::Follow { server, .. }
            | Self::Run { server, .. } => Some(server),
            Self::Keygen { .. } | Self::Approve { .. } | Self::Show => None,
        }
    }

    /// What is wrong with the arguments taken together.
    pub(super) fn flaw(&self) -> Option<&'static str> {
        let is_live = self.server().is_none_or(|server| server.live);
        match self {
            Self::Run { key, .. } if is_live && key.len() < 2 => {
                Some("run --live needs --key twice, and --approvers")
            }
            Self::Run { .. } => None,
            _ if !is_live => Some(
                "a sandbox would be gone when the command ends: add --live and a server, or try \
                 `run`",
            ),
            _ => None,
        }
    }
}
