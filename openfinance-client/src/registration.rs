//! Registering with a bank, and keeping the registration (DCR and DCM).
//!
//! A software statement registers once with each authorization server. What comes of it is a client
//! id for [`RelyingParty`](crate::login::RelyingParty), and a token that manages the registration:
//! keep both, for no bank gives the token again.

use std::fmt;
use std::sync::Arc;

use client_core::auth::HeaderCredential;
use client_core::http::{Call, Transport};
use client_core::secret::SecretString;
use client_core::{Action, Error, Executor, Idempotency, Operation, Paging, Result};
use http::Method;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::dialect::BankDialect;
use crate::directory::SoftwareStatementAssertion;
use crate::login::ServerMetadata;

/// Registrations with one authorization server. Cheap to clone.
#[derive(Clone)]
pub struct Registrar {
    url: Url,
    executor: Executor,
    transport: Arc<dyn Transport>,
}

static REGISTER: Operation = operation("openfinance.registration.register", Method::POST);
static READ: Operation = operation("openfinance.registration.read", Method::GET);
static UPDATE: Operation = operation("openfinance.registration.update", Method::PUT);
static DELETE: Operation = operation("openfinance.registration.delete", Method::DELETE);

const fn operation(name: &'static str, method: Method) -> Operation {
    let idempotency = match method {
        Method::GET => Idempotency::Safe,
        _ => Idempotency::Unsafe,
    };
    Operation {
        name,
        method,
        path: "/",
        idempotency,
        paging: Paging::None,
        mark: "doc",
    }
}

impl Registrar {
    /// Registrations with the server of `metadata`; `transport` presents the transport certificate.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the server takes none.
    pub fn new(metadata: &ServerMetadata, transport: Arc<dyn Transport>) -> Result<Self> {
        let url = metadata.registration_url().ok_or_else(|| {
            Error::config("the authorization server names no registration endpoint")
        })?;
        Ok(Self {
            url: url.clone(),
            executor: executor(url, &transport)?,
            transport,
        })
    }

    /// Registers. When the outcome is unknown the bank may know a client that you do not: ask its
    /// support, for it takes one registration per software statement.
    ///
    /// # Errors
    /// Status 400 with `invalid_software_statement` (fetch a fresh one), `invalid_redirect_uri`,
    /// `invalid_client_metadata`, `unapproved_software_statement` or `invalid_webhook_uris`.
    #[doc(alias = "DCR")]
    pub fn register(&self, client: &NewClient) -> Action<RegisteredClient> {
        let call = Call::new(&REGISTER).at_link(self.url.clone());
        Action::json(&self.executor, call.json(&client.body(None)))
    }

    /// Reads the registration as the bank has it.
    ///
    /// # Errors
    /// Status 401 when the registration is gone, or its token is another's.
    #[doc(alias = "DCM")]
    pub fn read(&self, client: &RegisteredClient) -> Action<RegisteredClient> {
        self.manage(&READ, client, Ok)
    }

    /// Replaces the registration as a whole, with a fresh software statement.
    ///
    /// # Errors
    /// As [`Registrar::register`].
    pub fn update(
        &self,
        client: &RegisteredClient,
        replacement: &NewClient,
    ) -> Action<RegisteredClient> {
        let body = replacement.body(Some(&client.client_id));
        self.manage(&UPDATE, client, |call| call.json(&body))
    }

    /// Ends the registration, and with it every consent and token under it.
    pub fn delete(&self, client: &RegisteredClient) -> Action<()> {
        let (executor, call) = self.managing(&DELETE, client);
        Action::empty(&executor, call)
    }

    fn manage(
        &self,
        operation: &'static Operation,
        client: &RegisteredClient,
        change: impl FnOnce(Call) -> Result<Call>,
    ) -> Action<RegisteredClient> {
        let (executor, call) = self.managing(operation, client);
        Action::json(&executor, call.and_then(change))
    }

    /// A call to the registration's own address, with its own token. Servers may keep it on another
    /// host than the registration endpoint.
    fn managing(
        &self,
        operation: &'static Operation,
        client: &RegisteredClient,
    ) -> (Executor, Result<Call>) {
        let token = &client.registration_access_token.0;
        let ready = executor(&client.registration_client_uri, &self.transport)
            .and_then(|executor| Ok((executor, HeaderCredential::bearer(token)?)));
        match ready {
            Ok((executor, credential)) => {
                let call = Call::new(operation)
                    .at_link(client.registration_client_uri.clone())
                    .credential(Arc::new(credential));
                (executor, Ok(call))
            }
            Err(error) => (
                self.executor.clone(),
                Err(error.with_operation(operation.name)),
            ),
        }
    }
}

impl fmt::Debug for Registrar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registrar")
            .field("host", &self.url.host_str())
            .finish_non_exhaustive()
    }
}

fn executor(url: &Url, transport: &Arc<dyn Transport>) -> Result<Executor> {
    let mut origin = url.clone();
    origin.set_path("/");
    origin.set_query(None);
    Executor::builder("openfinance", origin)
        .transport(Arc::clone(transport))
        .dialect(Arc::new(BankDialect { signed: false }))
        .build()
}

/// What to register: our software as the directory knows it, with the profile's algorithms.
#[derive(Clone, Debug)]
pub struct NewClient {
    statement: SoftwareStatementAssertion,
    jwks_uri: Url,
    redirect_uris: Vec<String>,
    webhook_uris: Vec<String>,
    scope: Option<String>,
    native: bool,
}

impl NewClient {
    /// The software of `statement`, whose keys are at `jwks_uri`: the statement's own
    /// `software_jwks_uri`. Redirect addresses are some of the statement's, letter by letter.
    pub fn new<S: Into<String>>(
        statement: SoftwareStatementAssertion,
        jwks_uri: Url,
        redirect_uris: impl IntoIterator<Item = S>,
    ) -> Self {
        Self {
            statement,
            jwks_uri,
            redirect_uris: redirect_uris.into_iter().map(Into::into).collect(),
            webhook_uris: Vec::new(),
            scope: None,
            native: false,
        }
    }

    /// Wants to be told of payments: exactly the statement's `software_api_webhook_uris`. Without
    /// them the bank tells nothing.
    #[must_use]
    pub fn webhook_uris<S: Into<String>>(mut self, uris: impl IntoIterator<Item = S>) -> Self {
        self.webhook_uris = uris.into_iter().map(Into::into).collect();
        self
    }

    /// Registers for these scopes only; all that the software's roles allow otherwise.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// The software runs on the customer's own device.
    #[must_use]
    pub fn native(mut self) -> Self {
        self.native = true;
        self
    }

    fn body<'a>(&'a self, client_id: Option<&'a str>) -> Body<'a> {
        Body {
            client_id,
            software_statement: self.statement.as_str(),
            application_type: if self.native { "native" } else { "web" },
            grant_types: ["client_credentials", "authorization_code", "refresh_token"],
            response_types: ["code id_token"],
            token_endpoint_auth_method: "private_key_jwt",
            id_token_signed_response_alg: "PS256",
            id_token_encrypted_response_alg: "RSA-OAEP",
            id_token_encrypted_response_enc: "A256GCM",
            request_object_signing_alg: "PS256",
            require_signed_request_object: true,
            require_pushed_authorization_requests: true,
            tls_client_certificate_bound_access_tokens: true,
            subject_type: "public",
            jwks_uri: &self.jwks_uri,
            redirect_uris: &self.redirect_uris,
            webhook_uris: &self.webhook_uris,
            scope: self.scope.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<&'a str>,
    software_statement: &'a str,
    application_type: &'static str,
    grant_types: [&'static str; 3],
    response_types: [&'static str; 1],
    token_endpoint_auth_method: &'static str,
    id_token_signed_response_alg: &'static str,
    id_token_encrypted_response_alg: &'static str,
    id_token_encrypted_response_enc: &'static str,
    request_object_signing_alg: &'static str,
    require_signed_request_object: bool,
    require_pushed_authorization_requests: bool,
    tls_client_certificate_bound_access_tokens: bool,
    subject_type: &'static str,
    jwks_uri: &'a Url,
    redirect_uris: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    webhook_uris: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'a str>,
}

/// A registration as the bank has it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct RegisteredClient {
    /// The id to log in with.
    pub client_id: String,
    /// Where the registration is managed.
    pub registration_client_uri: Url,
    /// What manages it; read it by [`RegisteredClient::access_token`].
    registration_access_token: AccessToken,
    /// For what it is good.
    pub scope: Option<String>,
    /// Where customers may come back to.
    #[serde(default, deserialize_with = "client_core::wire::null_as_empty")]
    pub redirect_uris: Vec<String>,
    /// Where the bank tells of payments.
    #[serde(default, deserialize_with = "client_core::wire::null_as_empty")]
    pub webhook_uris: Vec<String>,
    /// How the bank will encrypt id tokens: `RSA-OAEP`, unless it did not listen.
    pub id_token_encrypted_response_alg: Option<String>,
    /// How the client proves itself: `private_key_jwt`, unless the bank did not listen.
    pub token_endpoint_auth_method: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
struct AccessToken(SecretString);

impl From<String> for AccessToken {
    fn from(token: String) -> Self {
        Self(token.into())
    }
}

impl RegisteredClient {
    /// A registration that was kept.
    pub fn known(
        client_id: impl Into<String>,
        registration_client_uri: Url,
        access_token: impl Into<SecretString>,
    ) -> Self {
        Self {
            client_id: client_id.into(),
            registration_client_uri,
            registration_access_token: AccessToken(access_token.into()),
            scope: None,
            redirect_uris: Vec::new(),
            webhook_uris: Vec::new(),
            id_token_encrypted_response_alg: None,
            token_endpoint_auth_method: None,
        }
    }

    /// The token that manages the registration. It never changes: keep it.
    #[doc(alias = "registration_access_token")]
    pub fn access_token(&self) -> &SecretString {
        &self.registration_access_token.0
    }
}
