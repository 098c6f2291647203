//! Signs what goes out and verifies what comes back, attempt by attempt.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use client_core::http::{Request, Response, Transport, TransportError, TransportErrorKind};
use client_core::{Error, Result};
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::claims::{Expected, Outgoing};
use super::{Direction, MessageError, SignedMessages};
use crate::jose::sign;

const JWT: HeaderValue = HeaderValue::from_static("application/jwt");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// On answers that were verified; never from outside.
const VERIFIED: HeaderName = HeaderName::from_static("x-message-verified");
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("x-idempotency-key");
const LONGEST_KEY: usize = 40;

/// Speaks `application/jwt` on the network and JSON to the executor.
#[derive(Debug)]
pub(crate) struct Signing {
    inner: Arc<dyn Transport>,
    messages: SignedMessages,
}

impl Signing {
    pub(crate) fn over(inner: Arc<dyn Transport>, messages: &SignedMessages) -> Arc<dyn Transport> {
        Arc::new(Self {
            inner,
            messages: messages.clone(),
        })
    }

    /// The request as it goes out. Whatever fails here has reached nobody.
    async fn outgoing(&self, mut request: Request, now: OffsetDateTime) -> Result<Request> {
        request.headers.insert(ACCEPT, JWT);
        if let Some(key) = request.headers.get(IDEMPOTENCY_KEY)
            && key.len() > LONGEST_KEY
        {
            return Err(Error::input(
                "the idempotency key has more than 40 characters, which banks refuse",
            ));
        }
        // Without the bank's keys its answer could not be verified: better not to ask at all.
        self.messages.bank_keys.prepare().await?;
        if request.body.is_empty() {
            return Ok(request);
        }
        let content: Map<String, Value> = serde_json::from_slice(&request.body)
            .map_err(|_| Error::input("the body is not a JSON object"))?;
        let claims = Outgoing {
            issuer: &self.messages.organisation_id,
            audience: request.url.as_str(),
            now,
        };
        let jws = sign(self.messages.signer.as_ref(), &claims.around(content)?).await?;
        if let Some(archive) = &self.messages.archive {
            archive.keep(Direction::Sent, &jws).await?;
        }
        request.headers.insert(CONTENT_TYPE, JWT);
        request.body = jws.into();
        Ok(request)
    }

    /// The answer with what was signed as its body.
    async fn verified(&self, mut response: Response, asked_at: OffsetDateTime) -> Result<Response> {
        let messages = &self.messages;
        let unreadable = |_| Error::from(crate::jose::JoseError::NotSigned);
        let jws = std::str::from_utf8(&response.body).map_err(unreadable)?;
        let verified = messages.bank_keys.verify(jws.trim()).await?;
        let expected = Expected {
            issuer: &messages.bank_id,
            audience: &messages.organisation_id,
            asked_at,
            now: OffsetDateTime::now_utc(),
        };
        expected
            .check(&verified.payload)
            .map_err(|reason: MessageError| {
                Error::new(
                    client_core::ErrorKind::Untrusted,
                    client_core::Outcome::Unknown,
                    reason.to_string(),
                )
                .with_source(reason)
            })?;
        if let Some(archive) = &messages.archive
            && let Err(error) = archive.keep(Direction::Received, jws.trim()).await
        {
            tracing::warn!(%error, "a signed answer could not be kept");
        }
        response.body = verified.payload.into();
        response.headers.insert(CONTENT_TYPE, JSON);
        response
            .headers
            .insert(VERIFIED, HeaderValue::from_static("1"));
        Ok(response)
    }
}

#[async_trait]
impl Transport for Signing {
    async fn call(&self, request: Request, timeout: Duration) -> Result<Response, TransportError> {
        let asked_at = OffsetDateTime::now_utc();
        let request = self.outgoing(request, asked_at).await.map_err(|cause| {
            TransportError::new(TransportErrorKind::NotReady).with_source(cause)
        })?;
        let mut response = self.inner.call(request, timeout).await?;
        response.headers.remove(VERIFIED);
        if !must_be_signed(&response) {
            return Ok(response);
        }
        let status = response.status;
        self.verified(response, asked_at).await.map_err(|cause| {
            TransportError::new(TransportErrorKind::Untrusted)
                .with_status(status)
                .with_source(cause)
        })
    }
}

/// Whatever says that something was done, and whatever claims to be signed. Refusals of a gateway
/// come as JSON, and pass as such.
fn must_be_signed(response: &Response) -> bool {
    let says_done = response.status.is_success() && !response.body.is_empty();
    let content_type = response.header(CONTENT_TYPE.as_str()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    says_done || essence.eq_ignore_ascii_case("application/jwt")
}

/// Whether an answer refuses by a rule of business, which banks sign, without a signature: no
/// ground to pay again.
pub(crate) fn is_unsigned_refusal(response: &Response) -> bool {
    response.status == StatusCode::UNPROCESSABLE_ENTITY && !response.headers.contains_key(VERIFIED)
}
