//! The seam to the network: plain requests and answers, and one object-safe trait.

mod call;
mod multipart;
#[cfg(feature = "reqwest")]
mod reqwest;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use ::http::{HeaderMap, Method, StatusCode};
use async_trait::async_trait;
use bytes::Bytes;
use url::Url;

pub(crate) use self::call::same_origin;
pub use self::call::{Call, CallOptions, ConfigureCall, IdempotencyKey};
pub use self::multipart::Multipart;
#[cfg(feature = "reqwest")]
pub use self::reqwest::{ClientIdentity, ReqwestTransport, ReqwestTransportBuilder};

/// One HTTP request, ready to go out. `Debug` shows neither query, header values nor body.
#[derive(Clone)]
#[non_exhaustive]
pub struct Request {
    /// HTTP method.
    pub method: Method,
    /// Full address, query included.
    pub url: Url,
    /// Headers, credential included.
    pub headers: HeaderMap,
    /// Whole body; empty for none.
    pub body: Bytes,
    /// The largest answer body worth reading, when it is smaller than what the transport takes.
    pub max_response_bytes: Option<usize>,
}

impl Request {
    /// A request without headers and body.
    pub fn new(method: Method, url: Url) -> Self {
        Self {
            method,
            url,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            max_response_bytes: None,
        }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("host", &self.url.host_str())
            .field(
                "headers",
                &self
                    .headers
                    .keys()
                    .map(|name| name.as_str())
                    .collect::<Vec<_>>(),
            )
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// One HTTP answer with its whole body. `Debug` shows neither header values nor body.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers as received.
    pub headers: HeaderMap,
    /// Whole body.
    pub body: Bytes,
}

impl Response {
    /// An answer.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            headers,
            body: body.into(),
        }
    }

    /// A header's value when it is plain text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field(
                "headers",
                &self
                    .headers
                    .keys()
                    .map(|name| name.as_str())
                    .collect::<Vec<_>>(),
            )
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Carries one request to the provider and its whole answer back.
///
/// Implementations follow no redirects, repeat nothing and keep no cookies: the
/// [`Executor`](crate::Executor) decides all that. Dropping the future abandons the attempt.
#[async_trait]
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends `request` and reads the answer to its end. `timeout` bounds the whole attempt. What
    /// does not keep to it is cut off by the executor a moment later, which then can tell nothing
    /// of the outcome; an implementation that keeps time itself can.
    async fn call(&self, request: Request, timeout: Duration) -> Result<Response, TransportError>;
}

/// Why a transport has no answer, and so whether the request can have reached the provider.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    status: Option<StatusCode>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// How far an attempt got before it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: no byte of the request was sent.
    Connect,
    /// Time ran out after a connection was there: the request may have been processed.
    Timeout,
    /// The connection broke before a status came: the request may have been processed.
    Interrupted,
    /// The status came, the body did not come whole.
    Body,
    /// The status came, the body is larger than the transport takes.
    TooLarge,
    /// The transport could not make the request ready, such as by signing it: no byte was sent.
    NotReady,
    /// An answer came, and it cannot be shown to be the server's: a signature does not hold.
    /// Whatever it says, the request may have been processed.
    Untrusted,
    /// Anything else. Treated as if the request may have been processed.
    Other,
}

impl TransportError {
    /// An error of this kind.
    pub fn new(kind: TransportErrorKind) -> Self {
        Self {
            kind,
            status: None,
            source: None,
        }
    }

    /// Keeps the cause. It must hold no URL: queries can hold personal data.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Keeps the status when it was read before the failure.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    /// How far the attempt got.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The status, when it was read before the failure.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection to the server",
            TransportErrorKind::Timeout => "the server did not answer in time",
            TransportErrorKind::Interrupted => "the connection broke before an answer",
            TransportErrorKind::Body => "the connection broke within the answer",
            TransportErrorKind::TooLarge => "the answer is larger than the transport takes",
            TransportErrorKind::NotReady => "the request could not be made ready to be sent",
            TransportErrorKind::Untrusted => "the answer cannot be shown to be the server's",
            TransportErrorKind::Other => "the transport failed",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
