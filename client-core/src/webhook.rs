//! Webhooks: is this request really from the provider, recent, and new?
//!
//! Framework-free: hand over the headers and the body *as received* (before any JSON parsing,
//! which would change the bytes) and the current time.
//!
//! ```
//! use std::{sync::Arc, time::Duration};
//! use client_core::webhook::{MemoryReplayGuard, SignatureScheme, Verifier, WebhookError};
//! use http::{HeaderMap, HeaderName};
//! use secrecy::SecretString;
//! use time::OffsetDateTime;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let scheme = SignatureScheme::new(HeaderName::from_static("x-ca-signature"))
//!     .with_prefix("sha256=");
//! let verifier = Verifier::builder(scheme)
//!     // During a rotation both secrets are accepted; the result says which one matched.
//!     .with_secret("2026-11", SecretString::from("new secret of the webhook"))
//!     .with_secret("2026-05", SecretString::from("old secret of the webhook"))
//!     .with_replay_guard(Arc::new(MemoryReplayGuard::new(10_000, Duration::from_secs(3600))))
//!     .build()?;
//!
//! let mut headers = HeaderMap::new();
//! headers.insert("x-ca-signature", "sha256=00".parse()?);
//! let refused = verifier.verify(&headers, br#"{"event":"cobranca.pago"}"#, OffsetDateTime::now_utc());
//! assert!(matches!(refused, Err(WebhookError::MalformedSignature { .. })));
//! # Ok(())
//! # }
//! ```
//!
//! # What to answer
//!
//! | result | HTTP answer |
//! |---|---|
//! | `Ok`, handled | 2xx |
//! | `Ok`, but handling failed | call [`Verifier::forget`], then 5xx: the provider delivers again |
//! | [`WebhookError::Replayed`] | 2xx: it was accepted before, a refusal would only bring it back |
//! | [`WebhookError::ReplayGuard`] | 503 |
//! | any other error | 401, without the reason |

mod error;
mod replay;
mod scheme;
#[cfg(any(test, feature = "test-util"))]
mod signer;
mod verifier;

pub use error::{VerifierError, WebhookError};
pub use replay::{MemoryReplayGuard, ReplayGuard, ReplayGuardError, Sight};
pub use scheme::{SignatureEncoding, SignatureScheme, TimestampFormat, TimestampRule};
#[cfg(any(test, feature = "test-util"))]
pub use signer::WebhookSigner;
pub use verifier::{Verified, Verifier, VerifierBuilder};
