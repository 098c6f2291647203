//! The id that ties a request to its answer across both houses.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use client_core::http::{
    IdempotencyKey, Request, Response, Transport, TransportError, TransportErrorKind,
};
use http::{HeaderName, HeaderValue};

pub(crate) const INTERACTION_ID: HeaderName = HeaderName::from_static("x-fapi-interaction-id");
const API_VERSION: &str = "x-v";

/// Puts a fresh `x-fapi-interaction-id` on every attempt. A bank that does not echo it is forgiven:
/// the answer then carries ours, so that errors can always be traced.
#[derive(Debug)]
pub(crate) struct Interaction {
    inner: Arc<dyn Transport>,
}

impl Interaction {
    pub(crate) fn over(inner: Arc<dyn Transport>) -> Arc<dyn Transport> {
        Arc::new(Self { inner })
    }
}

#[async_trait]
impl Transport for Interaction {
    async fn call(
        &self,
        mut request: Request,
        timeout: Duration,
    ) -> Result<Response, TransportError> {
        let id = fresh_uuid().map_err(|cause| {
            TransportError::new(TransportErrorKind::NotReady).with_source(cause)
        })?;
        let value = HeaderValue::from_str(&id).map_err(|cause| {
            TransportError::new(TransportErrorKind::NotReady).with_source(cause)
        })?;
        tracing::debug!(interaction_id = id, "request");
        request.headers.insert(INTERACTION_ID, value.clone());
        let mut response = self.inner.call(request, timeout).await?;
        if let Some(version) = response.header(API_VERSION) {
            tracing::debug!(version, "API version of the answer");
        }
        response.headers.entry(INTERACTION_ID).or_insert(value);
        Ok(response)
    }
}

/// A random UUID.
pub(crate) fn fresh_uuid() -> client_core::Result<String> {
    // Idempotency keys are UUIDs of version 4, made by the one generator of this family of crates.
    IdempotencyKey::generate().map(|key| key.as_str().to_owned())
}
