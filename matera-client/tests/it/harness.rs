//! A client on a mock server, and fixtures as the provider sends them.

use std::path::Path;
use std::sync::Arc;

use client_core::auth::HeaderCredential;
use client_core::retry::NoRetry;
use matera_client::{Credentials, Environment, Matera, MateraBuilder, SecretString};
use serde_json::Value;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub(crate) const TOKEN: &str = "token-5b2e90-of-the-marketplace";
pub(crate) const SECRET_KEY: &str = "7C1D2E3F-0000-4444-8888-ABCDEFABCDEF";

/// A provider that gives one answer to everything.
pub(crate) struct Provider {
    pub(crate) server: MockServer,
    pub(crate) client: Matera,
}

impl Provider {
    pub(crate) async fn answering(answer: ResponseTemplate) -> Self {
        Self::built(answer, |builder| builder).await
    }

    pub(crate) async fn built(
        answer: ResponseTemplate,
        build: impl FnOnce(MateraBuilder) -> MateraBuilder,
    ) -> Self {
        let server = MockServer::start().await;
        Mock::given(any())
            .respond_with(answer)
            .named("the provider's one answer")
            .mount(&server)
            .await;
        let client = build(builder_for(&server)).build().unwrap();
        Self { server, client }
    }

    /// A provider that answers with a fixture.
    pub(crate) async fn with_fixture(name: &str) -> Self {
        let answer = ResponseTemplate::new(200);
        Self::answering(answer.set_body_raw(fixture(name), "application/json")).await
    }

    pub(crate) async fn with_json(body: &str) -> Self {
        let answer = ResponseTemplate::new(200);
        Self::answering(answer.set_body_raw(body, "application/json")).await
    }

    /// The one request that came.
    pub(crate) async fn request(&self) -> Request {
        let mut requests = self.server.received_requests().await.unwrap();
        assert_eq!(requests.len(), 1, "one request");
        requests.remove(0)
    }

    pub(crate) async fn requests(&self) -> usize {
        self.server.received_requests().await.unwrap().len()
    }

    /// Name and value of every query parameter of the one request, in order.
    pub(crate) async fn query(&self) -> Vec<(String, String)> {
        let request = self.request().await;
        request.url.query_pairs().into_owned().collect()
    }

    /// The body of the one request.
    pub(crate) async fn body(&self) -> Value {
        let request = self.request().await;
        serde_json::from_slice(&request.body).unwrap()
    }
}

/// A client of this server, with a token that never changes and no retries.
pub(crate) fn builder_for(server: &MockServer) -> MateraBuilder {
    let credential = HeaderCredential::bearer(&SecretString::from(TOKEN)).unwrap();
    let environment = Environment::custom(server.uri(), server.uri());
    let credentials = Credentials::custom(Arc::new(credential));
    Matera::builder(environment, credentials, SECRET_KEY).with_retry_policy(Arc::new(NoRetry))
}

pub(crate) fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(format!("{name}.json"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
