//! Clients on a fake transport or a mock server, and fixtures as Blu sends them.

use std::path::Path;
use std::sync::Arc;

use blu_client::model::LiquidationRecord;
use blu_client::{Blu, BluBuilder, Environment, SecretString, Transport};
use client_core::retry::NoRetry;
use client_core::testing::{FakeTransport, Script};
use serde::de::DeserializeOwned;
use time::macros::datetime;

pub(crate) const TOKEN: &str = "tok-6f1d2c";

/// A client on a Wednesday morning in the middle of March.
pub(crate) fn builder(base_url: &str) -> BluBuilder {
    let environment = Environment::custom(base_url.to_owned());
    Blu::builder(environment, SecretString::from(TOKEN))
        .with_clock(|| datetime!(2026-03-18 10:00 -3))
        .with_retry_policy(Arc::new(NoRetry))
}

/// A client that is answered by a script.
pub(crate) fn scripted(scripts: impl IntoIterator<Item = Script>) -> (Blu, Arc<FakeTransport>) {
    let transport = Arc::new(FakeTransport::new(scripts));
    (on(&transport), transport)
}

pub(crate) fn on(transport: &Arc<FakeTransport>) -> Blu {
    let transport: Arc<dyn Transport> = Arc::clone(transport) as _;
    builder("https://blu.invalid")
        .with_transport(transport)
        .build()
        .unwrap()
}

pub(crate) fn answer(body: impl Into<String>) -> Script {
    Script::json(200, body.into())
}

pub(crate) fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    std::fs::read_to_string(path).unwrap()
}

pub(crate) fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap()
}

pub(crate) fn records(name: &str) -> Vec<LiquidationRecord> {
    read(&fixture(name))
}

/// What was asked for, one text per request: path and query.
pub(crate) fn asked(transport: &FakeTransport) -> Vec<String> {
    let requests = transport.requests().into_iter();
    requests
        .map(|it| it.url[url::Position::BeforePath..].to_owned())
        .collect()
}

/// Operations that answer without a body have no fixture.
pub(crate) fn has_fixture(name: &str) -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(format!("{name}.json"))
        .exists()
}

/// The body that an operation is to send, if any.
pub(crate) fn request_body(name: &str) -> Option<serde_json::Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/requests")
        .join(format!("{name}.json"));
    let body = std::fs::read_to_string(path).ok()?;
    Some(read(&body))
}
