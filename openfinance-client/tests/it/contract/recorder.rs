//! What goes over the network, both ways.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use client_core::http::{Request, Response, Transport, TransportError};
use http::HeaderMap;
use openfinance_client::sandbox::Sandbox;
use openfinance_client::{Bank, Endpoints, OPERATIONS};
use serde::Serialize;

/// One request and its answer, as they were sent.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Exchange {
    pub(super) method: String,
    pub(super) path: String,
    query: BTreeMap<String, String>,
    request_headers: BTreeMap<String, String>,
    request_body: String,
    pub(super) status: u16,
    answer_headers: BTreeMap<String, String>,
    answer_body: String,
}

impl Exchange {
    fn new(request: &Request, response: &Response) -> Self {
        Self {
            method: request.method.to_string(),
            path: request.url.path().to_owned(),
            query: request.url.query_pairs().into_owned().collect(),
            request_headers: texts(&request.headers),
            request_body: String::from_utf8(request.body.to_vec()).unwrap(),
            status: response.status.as_u16(),
            answer_headers: texts(&response.headers),
            answer_body: String::from_utf8(response.body.to_vec()).unwrap(),
        }
    }

    /// What the bank sent to us, and that we took it.
    pub(super) fn notification(request: &wiremock::Request) -> Self {
        Self {
            method: request.method.to_string(),
            path: request.url.path().to_owned(),
            query: BTreeMap::new(),
            request_headers: texts(&request.headers),
            request_body: String::from_utf8(request.body.clone()).unwrap(),
            status: 202,
            answer_headers: BTreeMap::new(),
            answer_body: String::new(),
        }
    }
}

fn texts(headers: &HeaderMap) -> BTreeMap<String, String> {
    let text = |value: &http::HeaderValue| value.to_str().unwrap().to_owned();
    let pairs = headers.iter();
    pairs
        .map(|(name, value)| (name.to_string(), text(value)))
        .collect()
}

/// Keeps what banks' clients exchange. Clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Recorder {
    exchanges: Arc<Mutex<Vec<Exchange>>>,
}

impl Recorder {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.lock().unwrap().clone()
    }

    pub(super) fn keep(&self, exchange: Exchange) {
        self.exchanges.lock().unwrap().push(exchange);
    }

    /// The sandbox's transport, overheard.
    pub(super) fn listen(&self, sandbox: &Sandbox) -> Arc<dyn Transport> {
        Arc::new(Overheard {
            inner: Arc::new(sandbox.transport()),
            recorder: self.clone(),
        })
    }

    /// The sandbox's bank, overheard.
    pub(super) fn bank(&self, sandbox: &Sandbox) -> Bank {
        Bank::builder(Endpoints::at(sandbox.url()))
            .with_relying_party(&sandbox.relying_party().unwrap())
            .with_signed_messages(sandbox.signed_messages().unwrap())
            .with_transport(self.listen(sandbox))
            .build()
            .unwrap()
    }
}

#[derive(Debug)]
struct Overheard {
    inner: Arc<dyn Transport>,
    recorder: Recorder,
}

#[async_trait::async_trait]
impl Transport for Overheard {
    async fn call(&self, request: Request, timeout: Duration) -> Result<Response, TransportError> {
        let asked = request.clone();
        let response = self.inner.call(request, timeout).await?;
        self.recorder.keep(Exchange::new(&asked, &response));
        Ok(response)
    }
}

/// The client's operation that goes there.
pub(super) fn operation_of(method: &str, path: &str) -> Option<&'static str> {
    let fits = |template: &str| {
        let (template, path) = (template.split('/'), path.split('/'));
        template.clone().count() == path.clone().count()
            && template
                .zip(path)
                .all(|(named, found)| named.starts_with('{') || named == found)
    };
    let mut rows = OPERATIONS.iter();
    let row = rows.find(|row| row.method.as_str() == method && fits(row.path));
    row.map(|row| row.name)
}
