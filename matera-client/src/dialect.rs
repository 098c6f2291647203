//! How the provider words its failures: five envelopes.

use client_core::http::Response;
use client_core::{Dialect, Outcome, ProviderError, outcome_of_status};
use http::StatusCode;
use serde::Deserialize;
use serde_json::Value;

/// Reads the failures of all services behind the API.
///
/// | who | shape | code | message |
/// |---|---|---|---|
/// | core | `{"error": {"code", "description", "field"}}` | `code` | description and field |
/// | schedules, limits | `{"statusCode", "message", "error"}`, message one or several | `error` | `message` |
/// | Pix Automático | RFC 7807, `violacoes` | last part of `type` | `title`, `detail`, violations |
/// | identity provider | `{"error", "error_description"}`, both text | `error` | description |
/// | gateway | `{"message"}`, or no JSON | none | `message`, or the first 500 characters |
///
/// An answer of success that holds an `error` object and no `data` is a failure too.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FlagshipDialect;

impl Dialect for FlagshipDialect {
    fn is_failure(&self, response: &Response) -> bool {
        !response.status.is_success() || holds_only_an_error(&response.body)
    }

    fn provider_error(&self, response: &Response) -> ProviderError {
        let envelope: Envelope = serde_json::from_slice(&response.body).unwrap_or_default();
        match envelope.into_provider_error() {
            ProviderError {
                code: None,
                message: None,
            } => ProviderError {
                code: None,
                message: beginning_of(&response.body),
            },
            known => known,
        }
    }

    fn request_id(&self, response: &Response) -> Option<String> {
        ["x-request-id", "x-amzn-requestid", "apigw-requestid"]
            .into_iter()
            .find_map(|name| response.header(name))
            .map(str::to_owned)
    }

    fn outcome(&self, response: &Response) -> Outcome {
        if response.status.is_success() {
            return Outcome::Refused;
        }
        match response.status {
            // By then a repetition may have met the first attempt, which may have been done.
            StatusCode::CONFLICT => Outcome::Unknown,
            status => outcome_of_status(status),
        }
    }
}

/// Whether an answer of success is `{"error": {…}}` without `data`.
fn holds_only_an_error(body: &[u8]) -> bool {
    const NAME: &[u8] = b"\"error\"";
    // Almost no answer has the word, and then nothing is parsed twice.
    if !body.windows(NAME.len()).any(|window| window == NAME) {
        return false;
    }
    #[derive(Deserialize)]
    struct Outer {
        error: Option<serde::de::IgnoredAny>,
        data: Option<serde::de::IgnoredAny>,
    }
    serde_json::from_slice::<Outer>(body)
        .is_ok_and(|outer| outer.error.is_some() && outer.data.is_none())
}

/// All envelopes in one. Nothing about them is certain, not even that texts are texts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Envelope {
    error: Option<Value>,
    error_description: Option<Value>,
    message: Option<Value>,
    #[serde(rename = "type")]
    kind: Option<Value>,
    title: Option<Value>,
    detail: Option<Value>,
    #[serde(rename = "violacoes")]
    violations: Option<Vec<Violation>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Violation {
    #[serde(rename = "razao")]
    reason: Option<Value>,
    #[serde(rename = "propriedade")]
    property: Option<Value>,
}

impl Envelope {
    fn into_provider_error(self) -> ProviderError {
        if let Some(Value::Object(error)) = &self.error {
            let part = |name: &str| error.get(name).cloned().and_then(text);
            return ProviderError {
                code: part("code"),
                message: joined([
                    part("description").or_else(|| part("message")),
                    part("field"),
                ]),
            };
        }
        let is_problem = self.title.is_some() || self.detail.is_some();
        if is_problem {
            let kind = self.kind.and_then(text);
            let code = kind.as_deref().and_then(|kind| kind.rsplit('/').next());
            let violations = self.violations.unwrap_or_default().into_iter();
            let violations = violations.map(|violation| {
                joined([
                    violation.property.and_then(text),
                    violation.reason.and_then(text),
                ])
            });
            let prose = [self.title.and_then(text), self.detail.and_then(text)];
            return ProviderError {
                code: code.map(str::to_owned),
                message: joined(prose.into_iter().chain(violations)),
            };
        }
        ProviderError {
            code: self.error.and_then(text),
            message: self.error_description.or(self.message).and_then(text),
        }
    }
}

fn joined(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(": "))
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let items: Vec<_> = items.into_iter().filter_map(text).collect();
            (!items.is_empty()).then(|| items.join("; "))
        }
        Value::Null => None,
        other => Some(other.to_string()),
    }
}

fn beginning_of(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body);
    let text = text.trim();
    (!text.is_empty()).then(|| text.chars().take(500).collect())
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    fn answer(status: u16, body: &'static str) -> Response {
        let status = StatusCode::from_u16(status).unwrap();
        Response::new(status, HeaderMap::new(), body)
    }

    fn said(body: &'static str) -> (Option<String>, Option<String>) {
        let said = FlagshipDialect.provider_error(&answer(400, body));
        (said.code, said.message)
    }

    fn both(code: &str, message: &str) -> (Option<String>, Option<String>) {
        (Some(code.to_owned()), Some(message.to_owned()))
    }

    #[test]
    fn every_envelope_gives_its_code_and_its_prose() {
        let core = r#"{"error":{"code":"MP0042","description":"saldo","field":"totalAmount"}}"#;
        assert_eq!(said(core), both("MP0042", "saldo: totalAmount"));
        let schedules = r#"{"statusCode":400,"message":["a","b"],"error":"Bad Request"}"#;
        assert_eq!(said(schedules), both("Bad Request", "a; b"));
        let problem = r#"{"type":"https://pix.example/error/RecNaoEncontrada","title":"t",
            "detail":"d","violacoes":[{"razao":"r","propriedade":"p"}]}"#;
        assert_eq!(said(problem), both("RecNaoEncontrada", "t: d: p: r"));
        let token = r#"{"error":"invalid_client","error_description":"who?"}"#;
        assert_eq!(said(token), both("invalid_client", "who?"));
        assert_eq!(
            said(r#"{"message":"Forbidden"}"#),
            (None, Some("Forbidden".into()))
        );
        assert_eq!(
            said("<html>503</html>"),
            (None, Some("<html>503</html>".into()))
        );
        assert_eq!(said(""), (None, None));
    }

    #[test]
    fn a_success_that_holds_only_an_error_is_a_refusal() {
        let refused = answer(200, r#"{"error":{"code":"X"}}"#);
        assert!(FlagshipDialect.is_failure(&refused));
        assert_eq!(FlagshipDialect.outcome(&refused), Outcome::Refused);
        let fine = [
            r#"{"data":{"error":{"code":"X"}}}"#,
            r#"{"data":{},"error":null}"#,
            r#"{"data":{},"error":{"code":"X"}}"#,
            "",
        ];
        for body in fine {
            assert!(!FlagshipDialect.is_failure(&answer(200, body)), "{body}");
        }
    }

    #[test]
    fn a_conflict_may_be_the_echo_of_what_was_done() {
        let conflict = answer(409, r#"{"error":{"code":"DUPLICATE"}}"#);
        assert_eq!(FlagshipDialect.outcome(&conflict), Outcome::Unknown);
    }
}
