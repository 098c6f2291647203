//! How banks word their failures.

use client_core::http::Response;
use client_core::secret::Redacted;
use client_core::{Dialect, Error, Outcome, ProviderError, outcome_of_status};
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

use crate::interaction::INTERACTION_ID;
use crate::message::is_unsigned_refusal;

/// One complaint of a bank. An answer holds up to thirteen.
///
/// Codes mean something fixed only under status 422 and, for the state of a resource, 403.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The code, such as `DATA_EXPIRACAO_INVALIDA`.
    pub code: String,
    /// A short text, usually the code in words.
    pub title: Option<String>,
    /// A text for people; may hold personal data.
    pub detail: Option<Redacted<String>>,
}

/// The bank's complaints in the order given; empty when the error holds no answer of a bank, or
/// one of a gateway before it, which may be anything ([`Error::body`]).
pub fn problems(error: &Error) -> Vec<Problem> {
    error
        .body()
        .map_or_else(Vec::new, |body| read_problems(body))
}

fn read_problems(body: &[u8]) -> Vec<Problem> {
    #[derive(Deserialize)]
    struct Envelope {
        errors: Vec<Value>,
    }
    let Ok(envelope) = serde_json::from_slice::<Envelope>(body) else {
        return Vec::new();
    };
    let text = |one: &Value, name: &str| {
        let text = one.get(name)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    envelope
        .errors
        .iter()
        .map(|one| Problem {
            code: text(one, "code").unwrap_or_default(),
            title: text(one, "title"),
            detail: text(one, "detail").map(Redacted::new),
        })
        .collect()
}

/// Reads failures of all families.
///
/// | shape | code | message |
/// |---|---|---|
/// | `{"errors": [{"code", "title", "detail"}]}` | the first code | the first detail, else title |
/// | `{"error", "error_description"}` of the authorization server | `error` | the description |
/// | `{"message"}`, HTML, plain text of a gateway | none | `message`, or none |
#[derive(Clone, Copy, Debug)]
pub(crate) struct BankDialect {
    /// Whether the operation's refusals are signed.
    pub(crate) signed: bool,
}

impl Dialect for BankDialect {
    fn is_failure(&self, response: &Response) -> bool {
        !response.status.is_success() || (!self.signed && is_still_assembling(response))
    }

    fn provider_error(&self, response: &Response) -> ProviderError {
        if let Some(first) = read_problems(&response.body).into_iter().next() {
            return ProviderError {
                code: Some(first.code).filter(|code| !code.is_empty()),
                message: first.detail.map(Redacted::expose_owned).or(first.title),
            };
        }
        let body: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        ProviderError {
            code: text("error"),
            message: text("error_description").or_else(|| text("message")),
        }
    }

    fn request_id(&self, response: &Response) -> Option<String> {
        response.header(INTERACTION_ID.as_str()).map(str::to_owned)
    }

    fn outcome(&self, response: &Response) -> Outcome {
        if response.status.is_success() {
            Outcome::Refused
        } else if self.signed && is_unsigned_refusal(response) {
            Outcome::Unknown
        } else {
            outcome_of_status(response.status)
        }
    }
}

/// Resources answers 202 without a body while the bank puts the list together.
fn is_still_assembling(response: &Response) -> bool {
    response.status == StatusCode::ACCEPTED && response.body.is_empty()
}
