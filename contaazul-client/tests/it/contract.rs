//! `openapi.yaml`: every operation is in it, and every exchange with the sandbox keeps to it.

mod document;
mod rest;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use client_core::http::{Request, Response, Transport, TransportError};
use contaazul_client::{OPERATIONS, Operation};
use serde_json::Value;

use self::document::{Document, Route};

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.yaml");
    Document::read(&std::fs::read_to_string(path).unwrap())
});

/// Names of the operations that went over a [`Checked`] transport, and were answered well.
pub(crate) type Seen = Arc<Mutex<BTreeSet<&'static str>>>;

/// Carries requests to the sandbox and fails the test when one side does not keep to the file.
#[derive(Debug)]
pub(crate) struct Checked {
    inner: Arc<dyn Transport>,
    seen: Seen,
}

/// A transport to the sandbox that checks what goes over it.
pub(crate) fn checked() -> (Arc<dyn Transport>, Seen) {
    let seen = Seen::default();
    let inner = client_core::sandbox::loopback_transport().unwrap();
    let transport = Checked {
        inner,
        seen: Arc::clone(&seen),
    };
    (Arc::new(transport), seen)
}

#[async_trait]
impl Transport for Checked {
    async fn call(&self, request: Request, timeout: Duration) -> Result<Response, TransportError> {
        let asked = request.clone();
        let answer = self.inner.call(request, timeout).await?;
        if answer.status.is_success() {
            let route = DOCUMENT.route(asked.method.as_str(), asked.url.path());
            route.check_request(&asked);
            route.check_answer(answer.status.as_u16(), &answer.body);
            self.seen.lock().unwrap().insert(operation(route).name);
        }
        Ok(answer)
    }
}

fn operation(route: &Route) -> &'static Operation {
    let same = |row: &&&Operation| row.method == route.method.as_str() && row.path == route.path;
    OPERATIONS.iter().find(same).unwrap()
}

#[test]
fn the_file_and_the_table_hold_the_same_operations() {
    let offered: BTreeMap<_, _> = OPERATIONS
        .iter()
        .map(|row| ((row.method.as_str(), row.path), (row.name, row.mark)))
        .collect();
    let described: BTreeMap<_, _> = DOCUMENT
        .routes()
        .map(|route| {
            let (name, mark) = (route.text("operationId"), route.text("x-mark"));
            ((route.method.as_str(), route.path.as_str()), (name, mark))
        })
        .collect();
    assert_eq!(offered, described);
}

#[test]
fn every_operation_says_what_it_does_and_what_comes_back() {
    for route in DOCUMENT.routes() {
        assert!(!route.text("summary").is_empty(), "{route:?}");
        assert!(route.has_success(), "{route:?} has no answer");
        let placeholders: BTreeSet<_> = route.placeholders().collect();
        let declared: BTreeSet<_> = route.parameters("path").collect();
        assert_eq!(placeholders, declared, "{route:?}");
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_schema_is_used() {
    let mut used = BTreeSet::new();
    DOCUMENT.references(&mut used);
    let defined: BTreeSet<_> = DOCUMENT.schemas().collect();
    assert_eq!(used, defined);
}

#[test]
fn fixtures_keep_to_the_file() {
    for route in DOCUMENT.routes() {
        let name = route.text("operationId").trim_start_matches("contaazul.");
        let file = name.replace('.', "/");
        if crate::harness::has_fixture(&file) {
            let fixture: Value = serde_json::from_str(&crate::harness::fixture(&file)).unwrap();
            route.check_foreign_answer(&fixture);
        }
    }
}
