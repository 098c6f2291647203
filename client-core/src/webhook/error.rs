use std::error::Error;
use std::fmt;
use std::time::Duration;

use http::HeaderName;
use time::OffsetDateTime;

use super::replay::ReplayGuardError;
use super::scheme::TimestampFormat;

/// Why a received message was not accepted: one variant per check.
///
/// Neither the body nor a signature nor a secret appears in any of them, so they can be logged.
/// Do not send the reason to the caller: it helps only someone who is guessing.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookError {
    /// A header the scheme demands was not sent.
    MissingHeader {
        /// Its name.
        header: HeaderName,
    },
    /// The signature header holds no signature of the expected shape.
    MalformedSignature {
        /// Its name.
        header: HeaderName,
        /// The shape that was expected.
        expected: String,
        /// Length of what came, in bytes.
        length: usize,
    },
    /// More signatures than any rotation needs; none was checked.
    TooManySignatures {
        /// The header they came in.
        header: HeaderName,
        /// How many are accepted.
        limit: usize,
    },
    /// The timestamp header was sent twice or is not an instant in the expected format.
    MalformedTimestamp {
        /// Its name.
        header: HeaderName,
        /// The format that was expected.
        expected: TimestampFormat,
    },
    /// No configured secret produces this signature: a forgery, a changed body, or a secret that
    /// was rotated at the provider and not here.
    NoSecretMatched {
        /// How many secrets were tried.
        tried: usize,
    },
    /// Authentic, but sent longer ago than tolerated.
    TooOld {
        /// Time since it was sent.
        age: Duration,
        /// The configured limit.
        tolerance: Duration,
    },
    /// Authentic, but dated further in the future than tolerated: check the clocks.
    TooNew {
        /// How far ahead of our clock it is dated.
        ahead: Duration,
        /// The configured limit.
        tolerance: Duration,
    },
    /// Authentic, but accepted before.
    Replayed {
        /// When it was accepted.
        first_seen: OffsetDateTime,
    },
    /// The replay guard could not answer. The message may be good: ask for it again with a 503.
    ReplayGuard(ReplayGuardError),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingHeader { header } => {
                write!(f, "webhook refused: header `{header}` is missing")
            }
            Self::MalformedSignature {
                header,
                expected,
                length,
            } => write!(
                f,
                "webhook refused: header `{header}` must hold {expected}, got {length} bytes of another shape"
            ),
            Self::TooManySignatures { header, limit } => {
                write!(
                    f,
                    "webhook refused: header `{header}` holds more than {limit} signatures"
                )
            }
            Self::MalformedTimestamp { header, expected } => {
                write!(
                    f,
                    "webhook refused: header `{header}` must be sent once and hold {expected}"
                )
            }
            Self::NoSecretMatched { tried } => write!(
                f,
                "webhook refused: the signature matches none of the {tried} configured secrets"
            ),
            Self::TooOld { age, tolerance } => write!(
                f,
                "webhook refused: sent {} s ago, {} s are tolerated",
                age.as_secs(),
                tolerance.as_secs()
            ),
            Self::TooNew { ahead, tolerance } => write!(
                f,
                "webhook refused: dated {} s in the future, {} s are tolerated; check the clocks",
                ahead.as_secs(),
                tolerance.as_secs()
            ),
            Self::Replayed { first_seen } => {
                write!(f, "webhook refused: already accepted at {first_seen}")
            }
            Self::ReplayGuard(_) => write!(f, "webhook not accepted: the replay guard failed"),
        }
    }
}

impl Error for WebhookError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::ReplayGuard(source) => Some(source),
            _ => None,
        }
    }
}

impl From<ReplayGuardError> for WebhookError {
    fn from(source: ReplayGuardError) -> Self {
        Self::ReplayGuard(source)
    }
}

/// Why a [`Verifier`](super::Verifier) could not be built. All are mistakes of configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifierError {
    /// No secret was given; every message would be refused.
    NoSecret,
    /// The secret is empty or blank: anyone could sign with it. Usually an unset variable.
    EmptySecret {
        /// The id it was given under.
        id: String,
    },
    /// Two secrets share an id, so the result could not say which one matched.
    DuplicateSecretId {
        /// The id.
        id: String,
    },
    /// The replay guard forgets a message while its timestamp is still acceptable.
    RetentionTooShort {
        /// How long the guard remembers.
        retention: Duration,
        /// How long it must: the tolerances to both sides together.
        needed: Duration,
    },
}

impl fmt::Display for VerifierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSecret => write!(f, "webhook verifier: give at least one secret"),
            Self::EmptySecret { id } => write!(
                f,
                "webhook verifier: the secret `{id}` is empty; is its variable set?"
            ),
            Self::DuplicateSecretId { id } => write!(
                f,
                "webhook verifier: two secrets have the id `{id}`; give each its own"
            ),
            Self::RetentionTooShort { retention, needed } => write!(
                f,
                "webhook verifier: the replay guard remembers {} s, the timestamp tolerances need {} s",
                retention.as_secs(),
                needed.as_secs()
            ),
        }
    }
}

impl Error for VerifierError {}
