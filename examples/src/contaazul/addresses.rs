//! Where Conta Azul is.

use std::sync::Arc;

use clap::ValueEnum;
use client_core::Result;
use client_core::http::Transport;
use contaazul_client::{ContaAzulBuilder, Environment};
use url::Url;

use client_core::sandbox::loopback_transport;

/// Where the API and its authorization server are.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Addresses {
    /// Another address of the API; login and tokens are then taken to be below it too
    #[arg(long, value_name = "URL")]
    pub base_url: Option<Url>,
    /// Another address for tokens
    #[arg(long, value_name = "URL")]
    pub token_url: Option<Url>,
    /// A server of its own for what Conta Azul does not publish, such as issuing invoices; the
    /// company's token goes there too
    #[arg(long, value_name = "URL")]
    pub partner_url: Option<Url>,
    /// Which generation of Conta Azul's addresses to start from
    #[arg(long, value_enum, default_value_t, value_name = "GENERATION")]
    pub environment: Generation,
}

/// A generation of Conta Azul's addresses and of how the application proves itself there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Generation {
    /// Since August 2026: /oauth/token, Basic, PKCE
    #[default]
    Current,
    /// 2025 to 2026: the Cognito front, /oauth2/token, Basic, no PKCE
    Cognito,
    /// The commissioned description: /oauth2/token, id and secret in the form, PKCE
    Seed,
}

impl Generation {
    fn environment(self) -> Environment {
        match self {
            Self::Current => Environment::current(),
            Self::Cognito => Environment::cognito(),
            Self::Seed => Environment::seed(),
        }
    }

    /// Paths of the authorize page and of the token endpoint.
    fn paths(self) -> [&'static str; 2] {
        match self {
            Self::Current => ["oauth/authorize", "oauth/token"],
            Self::Cognito => ["login", "oauth2/token"],
            Self::Seed => ["auth/authorize", "oauth2/token"],
        }
    }
}

impl Addresses {
    /// The environment they make up. With a base URL and nothing else, everything is below it: a
    /// secret never goes to Conta Azul on behalf of another server, nor the other way round.
    pub fn environment(&self) -> Environment {
        let mut environment = self.environment.environment();
        if let Some(base) = &self.base_url {
            let [authorize, token] = self.environment.paths().map(|path| below(base, path));
            environment = environment
                .with_api_url(base.to_string())
                .with_authorize_url(authorize)
                .with_token_url(token);
        }
        match &self.token_url {
            Some(url) => environment.with_token_url(url.to_string()),
            None => environment,
        }
    }

    /// Tells the client where the partner's server is, if it was named.
    pub(super) fn with_partner(&self, builder: ContaAzulBuilder) -> ContaAzulBuilder {
        match &self.partner_url {
            Some(url) => builder.with_partner_url(url.to_string()),
            None => builder,
        }
    }

    /// The transport to use instead of the default one, if all are on this machine.
    ///
    /// # Errors
    /// As [`loopback_transport`].
    pub fn transport(&self) -> Result<Option<Arc<dyn Transport>>> {
        let is_plain = |url: &Url| url.scheme() == "http";
        let all_plain = self.base_url.as_ref().is_some_and(is_plain)
            && [&self.token_url, &self.partner_url]
                .into_iter()
                .flatten()
                .all(is_plain);
        all_plain.then(loopback_transport).transpose()
    }
}

fn below(base: &Url, path: &str) -> String {
    format!("{}/{path}", base.as_str().trim_end_matches('/'))
}
