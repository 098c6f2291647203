//! The default transport: reqwest over rustls.

use std::time::Duration;

use ::reqwest::redirect::Policy;
use async_trait::async_trait;

use super::{Request, Response, Transport, TransportError, TransportErrorKind};
use crate::error::{Error, Result};

/// Carries requests by reqwest over rustls. Follows no redirects, keeps no cookies, repeats
/// nothing.
#[derive(Debug)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
}

impl ReqwestTransport {
    /// A transport with default settings.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when TLS cannot be set up.
    pub fn new() -> Result<Self> {
        let client = ::reqwest::Client::builder()
            .redirect(Policy::none())
            .retry(::reqwest::retry::never())
            .connect_timeout(Duration::from_secs(10))
            .build()
            .map_err(|cause| {
                Error::config("the TLS client cannot be set up").with_source(cause.without_url())
            })?;
        Ok(Self { client })
    }
}

#[async_trait]
impl Transport for ReqwestTransport {
    async fn call(&self, request: Request, timeout: Duration) -> Result<Response, TransportError> {
        let answer = self
            .client
            .request(request.method, request.url)
            .headers(request.headers)
            .body(request.body)
            .timeout(timeout)
            .send()
            .await
            .map_err(|cause| {
                let kind = if cause.is_connect() {
                    TransportErrorKind::Connect
                } else if cause.is_timeout() {
                    TransportErrorKind::Timeout
                } else {
                    TransportErrorKind::Interrupted
                };
                TransportError::new(kind).with_source(cause.without_url())
            })?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.bytes().await.map_err(|cause| {
            TransportError::new(TransportErrorKind::Body)
                .with_status(status)
                .with_source(cause.without_url())
        })?;
        Ok(Response::new(status, headers, body))
    }
}
