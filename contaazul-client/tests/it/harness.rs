//! A client on a mock server, and fixtures as the ERP sends them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use client_core::auth::HeaderCredential;
use client_core::retry::NoRetry;
use contaazul_client::{ContaAzul, ContaAzulBuilder, Environment, Pace, Result, SecretString};
use serde_json::Value;
use wiremock::matchers::{any, path_regex};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

pub(crate) const TOKEN: &str = "token-6f1d2c-of-the-bakery";

// Ids for bodies, where only UUIDs go.
pub(crate) const ACCOUNT: &str = "000000ac-4e74-11ee-8a55-000000000001";
pub(crate) const OTHER_ACCOUNT: &str = "000000ac-4e74-11ee-8a55-000000000002";
pub(crate) const PERSON: &str = "000000be-4e74-11ee-8a55-000000000001";
pub(crate) const CATEGORY: &str = "000000ca-4e74-11ee-8a55-000000000001";
pub(crate) const OTHER_CATEGORY: &str = "000000ca-4e74-11ee-8a55-000000000002";
pub(crate) const COST_CENTER: &str = "000000cc-4e74-11ee-8a55-000000000001";
pub(crate) const OTHER_COST_CENTER: &str = "000000cc-4e74-11ee-8a55-000000000002";
pub(crate) const INSTALLMENT: &str = "000000AA-4e74-11ee-8a55-000000000001";

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
        let client = builder(server.uri()).build().unwrap();
        Self { server, client }
    }

    /// Another answer for paths that fit.
    pub(crate) async fn answering_at(&self, path: &str, answer: ResponseTemplate) {
        Mock::given(path_regex(path))
            .respond_with(answer)
            .with_priority(1)
            .named("the ERP's answer at a path")
            .mount(&self.server)
            .await;
    }

    pub(crate) fn address(&self) -> String {
        self.server.uri()
    }

    /// Another client of this ERP.
    pub(crate) fn rebuilt(
        &self,
        change: impl FnOnce(ContaAzulBuilder) -> ContaAzulBuilder,
    ) -> Result<ContaAzul> {
        change(builder(self.address())).build()
    }

    /// An ERP that answers with a fixture.
    pub(crate) async fn with_fixture(name: &str) -> Self {
        Self::answering(answer_of(name)).await
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

fn builder(address: String) -> ContaAzulBuilder {
    let environment = Environment::custom(address.clone(), address.clone(), address);
    let credential = HeaderCredential::bearer(&SecretString::from(TOKEN)).unwrap();
    ContaAzul::with_credential(environment, Arc::new(credential))
        .with_pace(Pace::Unlimited)
        .with_retry_policy(Arc::new(NoRetry))
}

fn fixture_path(name: &str, extension: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(format!("{name}.{extension}"))
}

/// The fixture of an operation as its answer; without one, an answer without a body.
pub(crate) fn answer_of(name: &str) -> ResponseTemplate {
    if let Ok(pdf) = std::fs::read(fixture_path(name, "pdf")) {
        return ResponseTemplate::new(200).set_body_raw(pdf, "application/pdf");
    }
    // The ERP does not say what this file is.
    if let Ok(xml) = std::fs::read(fixture_path(name, "xml")) {
        return ResponseTemplate::new(200).set_body_raw(xml, "application/octet-stream");
    }
    match has_fixture(name) {
        true => ResponseTemplate::new(200).set_body_raw(fixture(name), "application/json"),
        false => ResponseTemplate::new(204),
    }
}

/// Operations that answer without JSON have no such fixture.
pub(crate) fn has_fixture(name: &str) -> bool {
    fixture_path(name, "json").exists()
}

pub(crate) fn fixture(name: &str) -> String {
    let path = fixture_path(name, "json");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
