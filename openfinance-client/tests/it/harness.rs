//! A client on a mock server, and fixtures as banks send them.

use std::path::Path;
use std::sync::Arc;

use client_core::auth::HeaderCredential;
use client_core::retry::NoRetry;
use openfinance_client::{
    Bank, ClientScope, Connection, Credential, Endpoints, RetryPolicy, SecretString,
};
use serde_json::Value;
use url::Url;
use wiremock::matchers::any;
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
        let builder = Bank::builder(Endpoints::at(&base)).with_retry_policy(policy);
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

    pub(crate) async fn requests(&self) -> Vec<Request> {
        self.server.received_requests().await.unwrap()
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
}

fn bearer(token: &str) -> Arc<dyn Credential> {
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
