//! A client on a mock server, and fixtures as Belvo sends them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use belvo_client::model::LinkId;
use belvo_client::{Belvo, BelvoBuilder, Environment, Keys};
use client_core::retry::NoRetry;
use serde_json::Value;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub(crate) const SECRET: &str = "pw-7c1d2e3f-of-the-tests";
pub(crate) const BASIC: &str = "Basic a2V5LWlkOnB3LTdjMWQyZTNmLW9mLXRoZS10ZXN0cw==";

/// A provider that gives one answer to everything.
pub(crate) struct Provider {
    pub(crate) server: MockServer,
    pub(crate) client: Belvo,
}

impl Provider {
    pub(crate) async fn answering(answer: ResponseTemplate) -> Self {
        let server = MockServer::start().await;
        Mock::given(any())
            .respond_with(answer)
            .named("the provider's one answer")
            .mount(&server)
            .await;
        let client = builder_for(&server).build().unwrap();
        Self { server, client }
    }

    pub(crate) async fn with_fixture(name: &str) -> Self {
        let answer = ResponseTemplate::new(200);
        Self::answering(answer.set_body_raw(fixture(name), "application/json")).await
    }

    pub(crate) async fn with_json(status: u16, body: &str) -> Self {
        let answer = ResponseTemplate::new(status);
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
        serde_json::from_slice(&self.request().await.body).unwrap()
    }
}

/// A client of this server without retries.
pub(crate) fn builder_for(server: &MockServer) -> BelvoBuilder {
    let environment = Environment::custom(server.uri());
    Belvo::builder(environment, Keys::new("key-id", SECRET)).with_retry_policy(Arc::new(NoRetry))
}

pub(crate) fn link() -> LinkId {
    LinkId::from("7d2f8a3e-1111-4c22-9b33-5a6b7c8d9e0f")
}

fn path_of(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(format!("{name}.json"))
}

pub(crate) fn fixture(name: &str) -> String {
    let path = path_of(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether the operation has an answer.
pub(crate) fn has_fixture(name: &str) -> bool {
    path_of(name).exists()
}
