//! A client on a mock server, and fixtures as banks send them.

use std::path::Path;
use std::sync::Arc;

use client_core::auth::HeaderCredential;
use client_core::http::ReqwestTransport;
use client_core::retry::NoRetry;
use openfinance_client::jose::{JwkSet, KeySource, SigningKey, sign, verify};
use openfinance_client::message::SignedMessages;
use openfinance_client::{
    Bank, ClientScope, Connection, Credential, Endpoints, RetryPolicy, SecretString,
};
use serde_json::Value;
use time::OffsetDateTime;
use url::Url;
use wiremock::matchers::{any, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// The token of calls in our own name.
pub(crate) const CLIENT_TOKEN: &str = "client-token-4be1";
/// The token of calls in the customer's name.
pub(crate) const CUSTOMER_TOKEN: &str = "customer-token-90ad";
/// A consent of an id that must be encoded in paths.
pub(crate) const CONSENT: &str = "urn:bancoficticio:C1/2#3";

/// A bank that answers by one rule, and its clients.
pub(crate) struct MockBank {
    server: MockServer,
    pub(crate) bank: Bank,
    pub(crate) connection: Connection,
}

impl MockBank {
    pub(crate) async fn answering(answer: impl Respond + 'static) -> Self {
        Self::with_retry(answer, Arc::new(NoRetry)).await
    }

    pub(crate) async fn with_retry(
        answer: impl Respond + 'static,
        policy: Arc<dyn RetryPolicy>,
    ) -> Self {
        let server = MockServer::start().await;
        Mock::given(any())
            .respond_with(answer)
            .named("the bank's one rule")
            .mount(&server)
            .await;
        let base = Url::parse(&server.uri()).unwrap();
        let keys = serde_json::json!({"keys": [signing_key().public_jwk()]});
        Mock::given(path(KEYS))
            .respond_with(ResponseTemplate::new(200).set_body_json(keys))
            .with_priority(1)
            .named("the bank's keys")
            .mount(&server)
            .await;
        let transport = Arc::new(ReqwestTransport::new().unwrap());
        let bank_keys = KeySource::new(base.join(KEYS).unwrap(), transport).unwrap();
        let messages = SignedMessages::new(US, Arc::new(signing_key()), BANK, bank_keys);
        let builder = Bank::builder(Endpoints::at(&base))
            .with_signed_messages(messages)
            .with_retry_policy(policy);
        let bank = ClientScope::ALL
            .into_iter()
            .fold(builder, |builder, scope| {
                builder.with_client_credential(scope, bearer(CLIENT_TOKEN))
            })
            .build()
            .unwrap();
        let connection = bank.under_consent(CONSENT.into(), bearer(CUSTOMER_TOKEN));
        Self {
            server,
            bank,
            connection,
        }
    }

    /// A bank that answers everything with a fixture.
    pub(crate) async fn with_fixture(name: &str) -> Self {
        Self::with_json(200, &fixture(name)).await
    }

    pub(crate) async fn with_json(status: u16, body: &str) -> Self {
        let answer = ResponseTemplate::new(status);
        Self::answering(answer.set_body_raw(body, "application/json; charset=utf-8")).await
    }

    /// A bank that answers everything with one signed message.
    pub(crate) async fn with_signed(status: u16, body: &str) -> Self {
        Self::answering(signed(status, body).await).await
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> String {
        self.server.uri()
    }

    /// The requests but those for keys.
    pub(crate) async fn requests(&self) -> Vec<Request> {
        let mut requests = self.server.received_requests().await.unwrap();
        requests.retain(|request| request.url.path() != KEYS);
        requests
    }

    /// The one request that came.
    pub(crate) async fn request(&self) -> Request {
        let mut requests = self.requests().await;
        assert_eq!(requests.len(), 1, "one request");
        requests.remove(0)
    }

    /// The body of the one request.
    pub(crate) async fn body(&self) -> Value {
        serde_json::from_slice(&self.request().await.body).unwrap()
    }

    /// The `data` of the one request, which is signed.
    pub(crate) async fn signed_data(&self) -> Value {
        opened(&self.request().await)["data"].take()
    }
}

pub(crate) fn bearer(token: &str) -> Arc<dyn Credential> {
    Arc::new(HeaderCredential::bearer(&SecretString::from(token)).unwrap())
}

pub(crate) fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(format!("{name}.json"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request
        .headers
        .get(name)
        .map(|value| value.to_str().unwrap())
}

/// Our organisation.
pub(crate) const US: &str = "00000000-0000-4000-8000-000000000001";
/// The mock bank's.
pub(crate) const BANK: &str = "00000000-0000-4000-8000-000000000002";
const KEYS: &str = "/bank.jwks";

/// One key signs for both sides.
fn signing_key() -> SigningKey {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/jose/signing.pem");
    SigningKey::from_pem_file("both", path).unwrap()
}

/// An answer with the members of `body` signed by the bank.
pub(crate) async fn signed(status: u16, body: &str) -> ResponseTemplate {
    let mut claims: Value = serde_json::from_str(body).unwrap();
    claims["iss"] = BANK.into();
    claims["aud"] = US.into();
    claims["jti"] = "c0ffee".into();
    claims["iat"] = OffsetDateTime::now_utc().unix_timestamp().into();
    let jws = sign(&signing_key(), &claims).await.unwrap();
    ResponseTemplate::new(status).set_body_raw(jws, "application/jwt; charset=utf-8")
}

/// What we signed, if we did.
pub(crate) fn opened(request: &Request) -> Value {
    let keys = JwkSet::new([signing_key().public_jwk()]);
    let jws = std::str::from_utf8(&request.body).unwrap();
    serde_json::from_slice(&verify(jws, &keys).unwrap().payload).unwrap()
}
