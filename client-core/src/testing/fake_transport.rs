//! A transport that plays a script and remembers what it was asked.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use ::http::{HeaderMap, StatusCode};
use async_trait::async_trait;
use bytes::Bytes;

use crate::http::{Request, Response, Transport, TransportError, TransportErrorKind};

/// What the fake does with one request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Script {
    /// Answers.
    Answer(Response),
    /// Fails without an answer.
    Fail(TransportErrorKind),
    /// Reads the status, then fails within the body.
    TornBody(StatusCode),
    /// Waits on the runtime's clock, then goes on with the rest.
    After(Duration, Box<Script>),
}

impl Script {
    /// An answer with a JSON body.
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::IM_A_TEAPOT);
        Self::Answer(Response::new(status, headers, body))
    }

    /// An answer without a body.
    pub fn status(status: u16) -> Self {
        Self::json(status, Bytes::new())
    }

    /// The same answer with one more header.
    #[must_use]
    pub fn with_header(self, name: &'static str, value: &'static str) -> Self {
        match self {
            Self::Answer(mut response) => {
                response.headers.insert(
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                );
                Self::Answer(response)
            }
            Self::After(wait, rest) => Self::After(wait, Box::new(rest.with_header(name, value))),
            other => other,
        }
    }

    /// The same after a wait.
    #[must_use]
    pub fn after(self, wait: Duration) -> Self {
        Self::After(wait, Box::new(self))
    }
}

/// Plays its scripts in order, one per request; when they are used up it fails to connect.
#[derive(Debug, Default)]
pub struct FakeTransport {
    scripts: Mutex<VecDeque<Script>>,
    requests: Mutex<Vec<Request>>,
}

impl FakeTransport {
    /// A transport with this script.
    pub fn new(scripts: impl IntoIterator<Item = Script>) -> Self {
        Self {
            scripts: Mutex::new(scripts.into_iter().collect()),
            requests: Mutex::default(),
        }
    }

    /// Adds to the end of the script.
    pub fn push(&self, script: Script) {
        lock(&self.scripts).push_back(script);
    }

    /// Every request so far, in order of sending.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.requests).clone()
    }
}

#[async_trait]
impl Transport for FakeTransport {
    async fn call(&self, request: Request, _: Duration) -> Result<Response, TransportError> {
        lock(&self.requests).push(request);
        let mut script = lock(&self.scripts)
            .pop_front()
            .unwrap_or(Script::Fail(TransportErrorKind::Connect));
        loop {
            match script {
                Script::Answer(response) => return Ok(response),
                Script::Fail(kind) => return Err(TransportError::new(kind)),
                Script::TornBody(status) => {
                    return Err(TransportError::new(TransportErrorKind::Body).with_status(status));
                }
                Script::After(wait, rest) => {
                    tokio::time::sleep(wait).await;
                    script = *rest;
                }
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
