//! The arguments.

use clap::{Parser, Subcommand};
use url::Url;

use super::openfinance;
use crate::contaazul::{Addresses, GrantStore};

/// A call that works, for messages about bad usage.
pub(super) const EXAMPLE: &str = "CONTAAZUL_CLIENT_ID=… CONTAAZUL_CLIENT_SECRET=… \
    cargo run --release --example login -- contaazul --redirect-uri http://127.0.0.1:8910/callback";

const NOTES: &str = "\
Prints the address to open in a browser, signed in as a user of the company's ERP. When the redirect
URI is plain http on this machine, the answer is received there; otherwise paste the address that the
browser ends up at. The grant is then stored in --store, where the other programs find it, and a line
is added to audit.jsonl beside it. No token is ever printed; the last lines on stdout are the variables
that the other programs need.

The redirect URI must be the one registered in the developer portal, letter by letter.

Variables:
  CONTAAZUL_CLIENT_ID      the application, as the developer portal shows it
  CONTAAZUL_CLIENT_SECRET  its secret

Exit code: 0 done, 1 failed, 2 wrong arguments or variables.

Example:
  CONTAAZUL_CLIENT_ID=… CONTAAZUL_CLIENT_SECRET=… \\
      cargo run --release --example login -- contaazul --redirect-uri http://127.0.0.1:8910/callback";

/// Connects somebody at a provider: a person agrees in the browser, and tokens come of it.
#[derive(Debug, Clone, Parser)]
#[command(name = "login", max_term_width = 100)]
pub(super) struct Args {
    /// Whom to log in at
    #[command(subcommand)]
    pub(super) provider: Provider,
}

/// A provider whose login needs a person.
#[derive(Debug, Clone, Subcommand)]
pub(super) enum Provider {
    /// Connects a company of the ERP; the grant is stored
    #[command(name = "contaazul", after_help = NOTES)]
    ContaAzul(Box<ContaAzulArgs>),
    /// Logs a customer in at a bank by the profile of Open Finance Brasil
    #[command(name = "openfinance", after_help = openfinance::NOTES)]
    OpenFinance(Box<openfinance::Args>),
}

#[derive(Debug, Clone, clap::Args)]
pub(super) struct ContaAzulArgs {
    #[command(flatten)]
    pub(super) addresses: Addresses,
    /// Another address for the person's browser
    #[arg(long, value_name = "URL")]
    pub(super) authorize_url: Option<Url>,
    #[command(flatten)]
    pub(super) grants: GrantStore,
    /// Where the provider sends the person back to, exactly as registered
    #[arg(
        long,
        value_name = "URI",
        default_value = "http://127.0.0.1:8910/callback"
    )]
    pub(super) redirect_uri: String,
    /// Leave PKCE out, for servers that refuse it
    #[arg(long)]
    pub(super) no_pkce: bool,
    /// Store the grant under this id, for servers that do not tell whose it is
    #[arg(long, value_name = "ID")]
    pub(super) company: Option<String>,
}

impl ContaAzulArgs {
    pub(super) fn environment(&self) -> contaazul_client::Environment {
        let mut environment = self.addresses.environment();
        if let Some(url) = &self.authorize_url {
            environment = environment.with_authorize_url(url.to_string());
        }
        if self.no_pkce {
            environment = environment.without_pkce();
        }
        environment
    }
}
