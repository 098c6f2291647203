//! The arguments.

use std::net::SocketAddr;

use clap::{Parser, ValueEnum};

/// A call that works, for messages about bad usage.
pub(super) const EXAMPLE: &str = "CONTAAZUL_WEBHOOK_SECRET=… cargo run --release \
    --features webhook-receiver --example webhook_receiver -- --provider contaazul";

const NOTES: &str = "\
Takes POST on any path. An event that a secret signed is printed on stdout as one line,
{\"provider\":…,\"secret\":…,\"received_at\":…,\"event\":{…}}, with the provider's own field names in
`event` and the variable that held the secret in `secret`. What is refused is told on stderr with the
reason, without anything of the message.

Answers: 200 printed, or accepted before; 400 signed but no event; 401 forged or dated in the future;
405 no POST; 413 longer than 1 MiB; 503 could not be printed, so that the sender tries again.
Accepted events are remembered for a day, in memory: after a restart one may be printed again.

Variables:
  CONTAAZUL_WEBHOOK_SECRET    the secret shared with the sender
  CONTAAZUL_WEBHOOK_SECRET_*  further ones, accepted too while a secret is rotated

Exit code: 0 stopped by Ctrl-C, 1 failed, 2 wrong arguments or variables.

Example:
  CONTAAZUL_WEBHOOK_SECRET=… CONTAAZUL_WEBHOOK_SECRET_OLD=… cargo run --release \\
      --features webhook-receiver --example webhook_receiver -- --listen 127.0.0.1:8080 \\
      --provider contaazul";

/// Receives webhooks, verifies them, and prints their events.
#[derive(Debug, Clone, Parser)]
#[command(name = "webhook_receiver", after_help = NOTES, max_term_width = 100)]
pub(super) struct Args {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub(super) listen: SocketAddr,
    /// Whose webhooks
    #[arg(long, value_enum, default_value = "contaazul")]
    pub(super) provider: Provider,
}

/// A provider whose webhooks are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub(super) enum Provider {
    /// The ERP, in the commissioned description's form: X-CA-Signature
    ContaAzul,
}
