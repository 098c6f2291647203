//! What the sandbox tells: callbacks and webhooks, in the order they came about.

use std::sync::Arc;
use std::time::Duration;

use client_core::http::{Request, Transport};
use http::{HeaderName, HeaderValue, Method};
use serde_json::Value;
use url::Url;

/// One request to somebody's webhook.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    url: String,
    headers: Vec<(String, String)>,
    body: Value,
}

impl Notice {
    pub(super) fn new(url: String, headers: Vec<(String, String)>, body: Value) -> Self {
        Self { url, headers, body }
    }

    fn request(&self) -> Option<Request> {
        let mut request = Request::new(Method::POST, Url::parse(&self.url).ok()?);
        let json = HeaderValue::from_static("application/json");
        request.headers.insert(http::header::CONTENT_TYPE, json);
        for (name, value) in &self.headers {
            let name = HeaderName::try_from(name.as_str()).ok()?;
            let value = HeaderValue::try_from(value.as_str()).ok()?;
            request.headers.insert(name, value);
        }
        request.body = self.body.to_string().into();
        Some(request)
    }

    /// Whether it was taken: answered with 2xx.
    pub(super) async fn send(&self, transport: &Arc<dyn Transport>) -> bool {
        let Some(request) = self.request() else {
            return false;
        };
        let answer = transport.call(request, Duration::from_secs(10)).await;
        answer.is_ok_and(|answer| answer.status.is_success())
    }
}
