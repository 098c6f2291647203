//! How one provider words its failures.

use std::fmt;

use ::http::StatusCode;

use crate::error::Outcome;
use crate::http::Response;

/// What a provider says about a failure.
#[derive(Clone, Default)]
pub struct ProviderError {
    /// Its own code, for programs.
    pub code: Option<String>,
    /// Its prose, for people; may hold personal data.
    pub message: Option<String>,
}

impl fmt::Debug for ProviderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProviderError")
            .field("has_code", &self.code.is_some())
            .finish_non_exhaustive()
    }
}

/// Reads the answers of one provider. All methods have defaults that fit plain HTTP.
pub trait Dialect: fmt::Debug + Send + Sync + 'static {
    /// Whether the answer is a failure. Some providers say 200 and mean an error.
    fn is_failure(&self, response: &Response) -> bool {
        !response.status.is_success()
    }

    /// Reads code and prose out of a failure.
    fn provider_error(&self, response: &Response) -> ProviderError {
        let _ = response;
        ProviderError::default()
    }

    /// The provider's id of the request.
    fn request_id(&self, response: &Response) -> Option<String> {
        response.header("x-request-id").map(str::to_owned)
    }

    /// Whether the provider may have acted although it reports a failure.
    fn outcome(&self, response: &Response) -> Outcome {
        outcome_of_status(response.status)
    }

    /// Whether the answer refuses the moment and not the request: nothing was done, and the same
    /// request may be taken a little later. Only then is a call repeated that must not happen
    /// twice, if the retry policy asks for it; an [`outcome`](Self::outcome) that promises nothing
    /// weighs more.
    fn refuses_for_now(&self, response: &Response) -> bool {
        response.status == StatusCode::TOO_MANY_REQUESTS
    }

    /// Whether the answer says that the token, not the caller's right, is the problem.
    fn rejects_token(&self, response: &Response) -> bool {
        response.status == StatusCode::UNAUTHORIZED
    }
}

/// Plain HTTP: no code, no prose, the status decides.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainHttp;

impl Dialect for PlainHttp {}

/// What a failure status says by itself. A redirect is not followed, and only 307 and 308 promise
/// that nothing was done; 408 and server errors promise nothing.
pub fn outcome_of_status(status: StatusCode) -> Outcome {
    match status {
        StatusCode::REQUEST_TIMEOUT => Outcome::Unknown,
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => Outcome::Refused,
        status if status.is_client_error() => Outcome::Refused,
        _ => Outcome::Unknown,
    }
}
