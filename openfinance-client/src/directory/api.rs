//! The protected side of the directory, for members.

use std::fmt;
use std::sync::Arc;

use client_core::auth::oauth::{ClientAuth, OAuthClient};
use client_core::auth::{Bearer, TokenCache};
use client_core::http::{Response, Transport};
use client_core::{
    Action, Error, ErrorKind, Executor, Idempotency, Operation, Outcome, Paging, Result,
};
use http::Method;
use url::Url;

use crate::dialect::BankDialect;

/// The protected side of the directory: reached by [`Directory::api`](super::Directory::api). Cheap
/// to clone.
#[derive(Clone, Debug)]
pub struct DirectoryApi {
    executor: Executor,
}

static ASSERTION: Operation = Operation {
    name: "openfinance.directory.software_statement",
    method: Method::GET,
    path: "/organisations/{organisationId}/softwarestatements/{softwareStatementId}/assertion",
    idempotency: Idempotency::Safe,
    paging: Paging::None,
    mark: "doc",
};

impl DirectoryApi {
    pub(super) fn new(
        token_url: &Url,
        api: &Url,
        software_id: &str,
        transport: Arc<dyn Transport>,
    ) -> Result<Self> {
        let oauth = OAuthClient::builder(software_id, ClientAuth::Tls)
            .token_url(token_url.clone())
            .transport(Arc::clone(&transport))
            .build()?;
        let tokens = oauth.client_credentials().scope("directory:software");
        let executor = Executor::builder("openfinance", api.clone())
            .credential(Arc::new(Bearer::new(TokenCache::new(Arc::new(tokens)))))
            .dialect(Arc::new(BankDialect { signed: false }))
            .transport(transport)
            .build()?;
        Ok(Self { executor })
    }

    /// A software statement, signed by the directory just now. Banks take it for five minutes, so
    /// ask for it right before every registration and every change of one.
    #[doc(alias = "SSA")]
    pub fn software_statement(
        &self,
        organisation_id: &str,
        software_id: &str,
    ) -> Action<SoftwareStatementAssertion> {
        let call = client_core::http::Call::new(&ASSERTION)
            .argument("organisationId", organisation_id)
            .argument("softwareStatementId", software_id);
        Action::reading(&self.executor, Ok(call), read_assertion)
    }
}

/// A signed software statement (SSA): what the directory says of our software, for banks to read.
#[derive(Clone, PartialEq, Eq)]
pub struct SoftwareStatementAssertion(String);

impl SoftwareStatementAssertion {
    /// A statement that was fetched elsewhere: a compact JWS.
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }

    /// The compact JWS.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SoftwareStatementAssertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SoftwareStatementAssertion")
            .field("bytes", &self.0.len())
            .finish()
    }
}

fn read_assertion(
    _: &Executor,
    _: &'static str,
    response: Response,
) -> Result<SoftwareStatementAssertion> {
    let text = std::str::from_utf8(&response.body)
        .unwrap_or_default()
        .trim();
    // Some gateways wrap a text into quotes.
    let token = text.trim_matches('"');
    if token.split('.').count() != 3 {
        return Err(Error::new(
            ErrorKind::Decode,
            Outcome::Applied,
            "the directory's software statement is not a compact JWS",
        ));
    }
    Ok(SoftwareStatementAssertion::new(token))
}
