//! From what an attempt met to an error with an honest outcome.

use std::time::Duration;

use ::http::StatusCode;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use crate::dialect::Dialect;
use crate::error::{Error, ErrorKind, Outcome};
use crate::http::{Response, TransportError, TransportErrorKind};

pub(super) fn no_credential_in_time() -> Error {
    Error::new(
        ErrorKind::Timeout,
        Outcome::NotSent,
        "no credential before the deadline",
    )
}

pub(super) fn no_time_left() -> Error {
    Error::new(
        ErrorKind::Timeout,
        Outcome::NotSent,
        "no time left for an attempt",
    )
}

pub(super) fn attempt_timed_out() -> Error {
    Error::new(ErrorKind::Timeout, Outcome::Unknown, "no answer in time")
}

pub(super) fn transport(error: TransportError) -> Error {
    let succeeded = error.status().is_some_and(|status| status.is_success());
    let after_status = if succeeded {
        Outcome::Applied
    } else {
        Outcome::Unknown
    };
    let (kind, outcome, what) = match error.kind() {
        TransportErrorKind::Connect => (
            ErrorKind::Connect,
            Outcome::NotSent,
            "no connection to the server",
        ),
        TransportErrorKind::Timeout => (ErrorKind::Timeout, Outcome::Unknown, "no answer in time"),
        TransportErrorKind::Body => (
            ErrorKind::Transport,
            after_status,
            "the answer's body did not come whole",
        ),
        // Not a fault of the connection: asking again would bring the same answer.
        TransportErrorKind::TooLarge => (
            ErrorKind::Decode,
            after_status,
            "the answer is larger than the transport takes",
        ),
        TransportErrorKind::NotReady => match cause_of(&error) {
            Some(cause) => return cause.clone().with_outcome(Outcome::NotSent),
            None => (
                ErrorKind::Config,
                Outcome::NotSent,
                "the request could not be made ready to be sent",
            ),
        },
        // Not even its status counts as the provider's word.
        TransportErrorKind::Untrusted => (
            ErrorKind::Untrusted,
            Outcome::Unknown,
            "an answer came that cannot be shown to be the provider's",
        ),
        TransportErrorKind::Interrupted | TransportErrorKind::Other => (
            ErrorKind::Transport,
            Outcome::Unknown,
            "the connection broke before an answer",
        ),
    };
    let status = error.status();
    let classified = Error::new(kind, outcome, what).with_source(error);
    match status {
        Some(status) => classified.with_status(status),
        None => classified,
    }
}

/// Our own error behind a transport's: it tells best what is wrong.
fn cause_of(error: &TransportError) -> Option<&Error> {
    std::error::Error::source(error)?.downcast_ref()
}

pub(super) fn answer(dialect: &dyn Dialect, response: &Response) -> Error {
    let said = dialect.provider_error(response);
    let (kind, what) = match response.status {
        StatusCode::TOO_MANY_REQUESTS => (
            ErrorKind::RateLimited,
            "the provider allows no further call now",
        ),
        StatusCode::UNAUTHORIZED => (
            ErrorKind::Auth,
            "the provider does not accept the credential",
        ),
        status if status.is_redirection() => (
            ErrorKind::Api,
            "the provider answered with a redirect, which is not followed",
        ),
        _ => (ErrorKind::Api, "the provider answered with an error"),
    };
    Error::new(kind, dialect.outcome(response), what)
        .with_status(response.status)
        .with_code(said.code)
        .with_provider_message(said.message)
        .with_request_id(dialect.request_id(response))
        .with_retry_after(retry_after(response))
        .with_body(response.body.clone())
}

/// `Retry-After` as seconds or as a date. A date counts from the server's own clock when the
/// answer tells it, so that a wrong clock here does no harm.
fn retry_after(response: &Response) -> Option<Duration> {
    let value = response.header("retry-after")?.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let at = http_date(value)?;
    let now = response
        .header("date")
        .and_then(http_date)
        .unwrap_or_else(OffsetDateTime::now_utc);
    Some(Duration::try_from(at - now).unwrap_or_default())
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`: RFC 2822 but for the name of the zone.
fn http_date(text: &str) -> Option<OffsetDateTime> {
    let text = text.strip_suffix("GMT")?;
    OffsetDateTime::parse(&format!("{text}+0000"), &Rfc2822).ok()
}
