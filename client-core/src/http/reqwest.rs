//! The default transport: reqwest over rustls.

mod builder;
mod identity;
mod tls;

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use ::http::StatusCode;
use async_trait::async_trait;
use bytes::{Bytes, BytesMut};

pub use self::builder::ReqwestTransportBuilder;
use self::builder::Settings;
pub use self::identity::ClientIdentity;
use super::{Request, Response, Transport, TransportError, TransportErrorKind};
use crate::error::Result;

/// Carries requests by HTTP/1.1 or HTTP/2 over rustls. Follows no redirects, keeps no cookies,
/// repeats nothing, reads no proxy or certificate setting from the environment.
///
/// Cheap to clone; clones share connections and client identity. Keep one to
/// [swap the identity](Self::swap_identity) of a running client:
///
/// ```
/// # use client_core::http::{ClientIdentity, ReqwestTransport};
/// # use client_core::{Executor, Result};
/// # fn start(url: url::Url, first: ClientIdentity, renewed: ClientIdentity) -> Result<()> {
/// use std::sync::Arc;
///
/// let transport = ReqwestTransport::builder().identity(first).build()?;
/// let executor = Executor::builder("bank", url)
///     .transport(Arc::new(transport.clone()))
///     .build()?;
/// // Some months later, without a restart:
/// transport.swap_identity(renewed)?;
/// # drop(executor);
/// # Ok(())
/// # }
/// ```
///
/// # How failures are told apart
///
/// Name resolution, TCP, proxy and TLS failures are [`Connect`](TransportErrorKind::Connect):
/// nothing was sent. Whatever happens on an open connection before a status comes counts as
/// possibly sent. That includes a server that refuses the client certificate under TLS 1.3: the
/// refusal arrives when the request is already on its way, and is told as
/// [`Interrupted`](TransportErrorKind::Interrupted) with the alert in the error's sources.
#[derive(Clone)]
pub struct ReqwestTransport {
    shared: Arc<Shared>,
}

struct Shared {
    settings: Settings,
    client: RwLock<::reqwest::Client>,
}

impl ReqwestTransport {
    /// A transport with default settings.
    ///
    /// # Errors
    /// As [`ReqwestTransportBuilder::build`].
    pub fn new() -> Result<Self> {
        Self::builder().build()
    }

    /// Starts to configure a transport.
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder::default()
    }

    fn with_settings(settings: Settings, identity: Option<&ClientIdentity>) -> Result<Self> {
        let client = RwLock::new(settings.client(identity)?);
        Ok(Self {
            shared: Arc::new(Shared { settings, client }),
        })
    }

    /// Presents `identity` on every connection from now on, in all clones.
    ///
    /// Requests under way finish on the connection they have; no later request uses a connection
    /// or a TLS session that was opened with the old identity.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when TLS cannot be set up with it. The old
    /// identity then stays.
    pub fn swap_identity(&self, identity: ClientIdentity) -> Result<()> {
        // A new client has a pool and a session cache of its own: nothing of the old can leak in.
        let client = self.shared.settings.client(Some(&identity))?;
        let mut current = self
            .shared
            .client
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *current = client;
        Ok(())
    }

    fn client(&self) -> ::reqwest::Client {
        self.shared
            .client
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

#[async_trait]
impl Transport for ReqwestTransport {
    async fn call(&self, request: Request, timeout: Duration) -> Result<Response, TransportError> {
        let settings = &self.shared.settings;
        let limit = request
            .max_response_bytes
            .map_or(settings.max_response_bytes, |wanted| {
                wanted.min(settings.max_response_bytes)
            });
        let mut answer = self
            .client()
            .request(request.method, request.url)
            .headers(request.headers)
            .body(request.body)
            .timeout(timeout)
            .send()
            .await
            .map_err(before_status)?;
        let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
        let body = read_body(&mut answer, status, limit).await?;
        Ok(Response::new(status, headers, body))
    }
}

/// How far a request got that has no status to show.
fn before_status(cause: ::reqwest::Error) -> TransportError {
    let kind = if cause.is_connect() || cause.is_builder() {
        TransportErrorKind::Connect
    } else if cause.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind).with_source(cause.without_url())
}

/// Reads the body to its end, or to the limit, whatever length the server announced.
async fn read_body(
    answer: &mut ::reqwest::Response,
    status: StatusCode,
    limit: usize,
) -> Result<Bytes, TransportError> {
    /// More is reserved only as bytes arrive: the announced length is only a claim.
    const MOST_RESERVED_AT_ONCE: usize = 1 << 20;

    let too_large = || {
        TransportError::new(TransportErrorKind::TooLarge)
            .with_status(status)
            .with_source(format!(
                "more than {limit} bytes; ask for smaller pages or raise `max_response_bytes`"
            ))
    };
    let announced = answer.content_length().unwrap_or(0);
    let announced = usize::try_from(announced).map_err(|_| too_large())?;
    if announced > limit {
        return Err(too_large());
    }
    let torn = |cause: ::reqwest::Error| {
        TransportError::new(TransportErrorKind::Body)
            .with_status(status)
            .with_source(cause.without_url())
    };
    // Most answers come in one piece, which needs no copy.
    let first = answer.chunk().await.map_err(torn)?.unwrap_or_default();
    if first.len() > limit {
        return Err(too_large());
    }
    let Some(mut chunk) = answer.chunk().await.map_err(torn)? else {
        return Ok(first);
    };
    let mut body = BytesMut::with_capacity(announced.min(MOST_RESERVED_AT_ONCE));
    body.extend_from_slice(&first);
    loop {
        if chunk.len() > limit - body.len() {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
        chunk = match answer.chunk().await.map_err(torn)? {
            Some(chunk) => chunk,
            None => return Ok(body.freeze()),
        };
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport")
            .field("settings", &self.shared.settings)
            .finish_non_exhaustive()
    }
}
