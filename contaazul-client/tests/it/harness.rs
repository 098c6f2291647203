//! A client on a mock server, and fixtures as the ERP sends them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use client_core::auth::HeaderCredential;
use client_core::retry::NoRetry;
use contaazul_client::{ContaAzul, Environment, Pace, SecretString};
use serde_json::Value;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub(crate) const TOKEN: &str = "token-6f1d2c-of-the-bakery";

/// An ERP that gives one answer to everything.
pub(crate) struct Erp {
    server: MockServer,
    pub(crate) client: ContaAzul,
}

impl Erp {
    pub(crate) async fn answering(answer: ResponseTemplate) -> Self {
        let server = MockServer::start().await;
        Mock::given(any())
            .respond_with(answer)
            .named("the ERP's one answer")
            .mount(&server)
            .await;
        let address = server.uri();
        let environment = Environment::custom(address.clone(), address.clone(), address);
        let credential = HeaderCredential::bearer(&SecretString::from(TOKEN)).unwrap();
        let client = ContaAzul::with_credential(environment, Arc::new(credential))
            .with_pace(Pace::Unlimited)
            .with_retry_policy(Arc::new(NoRetry))
            .build()
            .unwrap();
        Self { server, client }
    }

    /// An ERP that answers with a fixture.
    pub(crate) async fn with_fixture(name: &str) -> Self {
        let answer = ResponseTemplate::new(200);
        Self::answering(answer.set_body_raw(fixture(name), "application/json")).await
    }

    /// An ERP that answers with a file, and does not say what it is.
    pub(crate) async fn with_file(name: &str) -> Self {
        let content = std::fs::read(file_path(name)).unwrap();
        let answer = ResponseTemplate::new(200);
        Self::answering(answer.set_body_raw(content, "application/octet-stream")).await
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

fn fixture_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(format!("{name}.json"))
}

fn file_path(name: &str) -> PathBuf {
    fixture_path(name).with_extension("xml")
}

/// Operations that answer with a file have it as it is.
pub(crate) fn has_file(name: &str) -> bool {
    file_path(name).exists()
}

/// Operations that answer without a body have no fixture.
pub(crate) fn has_fixture(name: &str) -> bool {
    fixture_path(name).exists()
}

pub(crate) fn fixture(name: &str) -> String {
    let path = fixture_path(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
