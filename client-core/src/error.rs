//! One error type for everything a client can fail at.
//!
//! Two questions matter after a failed call that moves money, and each has one accessor:
//! *what went wrong* ([`Error::kind`]) and *did it happen anyway* ([`Error::outcome`]).

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

/// What a fallible call of this family returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed, whether the provider may have acted, and what it answered.
///
/// One word wide. `Display` is one line for a person on call: operation, what failed, HTTP status
/// and the provider's code. Neither `Display` nor `Debug` ever shows a token, a body, a full URL or
/// the provider's prose, which may name people; ask [`Error::provider_message`] and
/// [`Error::body`] for those on purpose.
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    outcome: Outcome,
    operation: Option<&'static str>,
    what: Cow<'static, str>,
    status: Option<StatusCode>,
    code: Option<String>,
    provider_message: Option<String>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    body: Option<Bytes>,
    attempts: u32,
    elapsed: Duration,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client was built with something unusable: a URL, a certificate, a header name.
    /// Fix the configuration; nothing was sent.
    Config,
    /// An argument of this call cannot be sent as it is. The message names the field and the fix.
    Input,
    /// No usable credential: the grant was refused, revoked or could not be renewed. When the
    /// provider said so, [`Error::code`] is its OAuth error. Authorise again.
    Auth,
    /// The token store failed to load or save. No token was handed out that is not stored.
    Store,
    /// No connection could be made. Nothing was sent.
    Connect,
    /// An attempt or the whole call ran out of time.
    Timeout,
    /// The connection broke while the request or the answer was under way.
    Transport,
    /// The provider, or our own limiter within the deadline, allows no call now.
    RateLimited,
    /// The provider answered with an error status. See [`Error::status`] and [`Error::code`].
    Api,
    /// The provider answered, and the answer does not fit the documented type. The message names
    /// the field; [`Error::body`] keeps the bytes.
    Decode,
    /// An answer came that cannot be shown to be the provider's: it is not signed, or its signature
    /// or claims do not hold. Nothing it says counts; the cause tells which check failed.
    Untrusted,
    /// Paging cannot go on: the provider repeated a cursor, or the cursor is of another list.
    Pagination,
    /// The audit log could not be written and the caller asked that calls fail then.
    Audit,
}

impl ErrorKind {
    /// A stable snake-case name, for metrics and logs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Input => "input",
            Self::Auth => "auth",
            Self::Store => "store",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Transport => "transport",
            Self::RateLimited => "rate_limited",
            Self::Api => "api",
            Self::Decode => "decode",
            Self::Untrusted => "untrusted",
            Self::Pagination => "pagination",
            Self::Audit => "audit",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether the provider may have done what was asked.
///
/// Ordered by how careful the caller must be; over several attempts the most careful one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// No byte of the request can have reached the provider. Safe to repeat.
    NotSent,
    /// The provider answered that it did not do it. Repeating needs a change first.
    Refused,
    /// It may or may not have happened: a timeout, a torn connection, a server error. Look it up
    /// by your own reference before repeating anything that is not idempotent.
    Unknown,
    /// The provider said it is done, but the answer was lost or could not be read. Do not repeat.
    Applied,
}

impl Outcome {
    /// A stable snake-case name, for metrics and logs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Applied => "applied",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotSent => "not sent",
            Self::Refused => "refused",
            Self::Unknown => "outcome unknown",
            Self::Applied => "applied",
        })
    }
}

impl Error {
    /// A new error. `what` is one clause without personal data, secrets or a URL.
    pub fn new(kind: ErrorKind, outcome: Outcome, what: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            outcome,
            operation: None,
            what: what.into(),
            status: None,
            code: None,
            provider_message: None,
            request_id: None,
            retry_after: None,
            body: None,
            attempts: 0,
            elapsed: Duration::ZERO,
            source: None,
        }))
    }

    /// An argument that cannot be sent: names the field, what is wrong with its shape, the fix.
    pub fn input(what: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Input, Outcome::NotSent, what)
    }

    /// A client that cannot be built as configured.
    pub fn config(what: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Config, Outcome::NotSent, what)
    }

    /// Keeps the cause. Its text must be free of secrets; it is shown by error reporters that
    /// walk [`std::error::Error::source`], never by `Display` here.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(Arc::from(source.into()));
        self
    }

    /// Names the operation, such as `contaazul.receivables.search`.
    #[must_use]
    pub fn with_operation(mut self, operation: &'static str) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Adds the HTTP status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status);
        self
    }

    /// Adds the provider's own error code.
    #[must_use]
    pub fn with_code(mut self, code: Option<String>) -> Self {
        self.0.code = code;
        self
    }

    /// Adds the provider's prose. Kept out of `Display` and `Debug`.
    #[must_use]
    pub fn with_provider_message(mut self, message: Option<String>) -> Self {
        self.0.provider_message = message;
        self
    }

    /// Adds the provider's id of this request.
    #[must_use]
    pub fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id;
        self
    }

    /// Adds how long the provider asked to wait.
    #[must_use]
    pub fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.0.retry_after = retry_after;
        self
    }

    /// Keeps the answer's bytes.
    #[must_use]
    pub fn with_body(mut self, body: Bytes) -> Self {
        self.0.body = Some(body);
        self
    }

    /// Records how often and how long was tried.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32, elapsed: Duration) -> Self {
        self.0.attempts = attempts;
        self.0.elapsed = elapsed;
        self
    }

    /// Raises the outcome to at least `floor`: what an earlier attempt may have done stays true
    /// whatever a later one met.
    #[must_use]
    pub fn with_outcome_at_least(mut self, floor: Outcome) -> Self {
        self.0.outcome = self.0.outcome.max(floor);
        self
    }

    /// Sets the outcome, for a layer that knows more: a token that could not be had leaves the
    /// request itself unsent.
    #[must_use]
    pub fn with_outcome(mut self, outcome: Outcome) -> Self {
        self.0.outcome = outcome;
        self
    }

    /// Sets the kind, for a layer that knows more: a token endpoint's refusal is about the grant.
    #[must_use]
    pub fn with_kind(mut self, kind: ErrorKind) -> Self {
        self.0.kind = kind;
        self
    }

    /// Adds a clause to the message, such as why no further attempt was made.
    #[must_use]
    pub fn with_note(mut self, note: &str) -> Self {
        self.0.what = Cow::Owned(format!("{}; {note}", self.0.what));
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the provider may have done what was asked, over all attempts.
    pub fn outcome(&self) -> Outcome {
        self.0.outcome
    }

    /// The operation, such as `contaazul.receivables.search`.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// The HTTP status of the last answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The provider's own error code, as sent.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The provider's prose, as sent. It may name people or accounts: do not log it blindly, and
    /// never branch on it.
    pub fn provider_message(&self) -> Option<&str> {
        self.0.provider_message.as_deref()
    }

    /// The provider's id of the request, to quote to its support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How long to wait before the next call, as the provider asked or our own limiter knows.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The answer's bytes. They may hold personal data.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.body.as_ref()
    }

    /// How many times the request was tried; zero when nothing was attempted.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Time spent on the whole call, waits included.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }
}

/// A provider's code may be shown when it looks like one: short, plain, and without a run of digits
/// long enough to be a document, a telephone or an account, punctuated or not.
fn looks_like_a_code(text: &str) -> bool {
    let (mut digits, mut longest_digit_run) = (0, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'_' | b'-' | b'.' | b':' => {}
            byte if byte.is_ascii_alphabetic() => digits = 0,
            _ => return false,
        }
        longest_digit_run = longest_digit_run.max(digits);
    }
    (1..=64).contains(&text.len()) && longest_digit_run < 9
}

/// A request id may be shown when it looks like a code or is 128 bits in hexadecimal, as UUIDs and
/// trace ids are.
fn looks_like_a_request_id(text: &str) -> bool {
    let hex = || text.bytes().filter(|&byte| byte != b'-');
    looks_like_a_code(text) || (hex().count() == 32 && hex().all(|byte| byte.is_ascii_hexdigit()))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        if let Some(operation) = inner.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str(&inner.what)?;
        if let Some(status) = inner.status {
            write!(f, " (HTTP {})", status.as_u16())?;
        }
        if let Some(code) = inner.code.as_deref().filter(|code| looks_like_a_code(code)) {
            write!(f, " [{code}]")?;
        }
        write!(f, " — {}", inner.outcome)?;
        if inner.attempts > 1 {
            write!(f, " after {} attempts", inner.attempts)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        f.debug_struct("Error")
            .field("kind", &inner.kind)
            .field("outcome", &inner.outcome)
            .field("operation", &inner.operation)
            .field("what", &inner.what)
            .field("status", &inner.status)
            .field(
                "code",
                &inner.code.as_deref().filter(|code| looks_like_a_code(code)),
            )
            .field(
                "request_id",
                &inner
                    .request_id
                    .as_deref()
                    .filter(|id| looks_like_a_request_id(id)),
            )
            .field("retry_after", &inner.retry_after)
            .field("body_bytes", &inner.body.as_ref().map(Bytes::len))
            .field("attempts", &inner.attempts)
            .field("elapsed", &inner.elapsed)
            .field("source", &inner.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
