//! How the ERP words its failures: eight shapes, from a JSON envelope to nothing at all.

use client_core::http::Response;
use client_core::{Dialect, ProviderError};
use serde::Deserialize;
use serde_json::Value;

/// Reads the failures of all areas.
///
/// | shape | code | message |
/// |---|---|---|
/// | `{"code", "message"}` | `code` | `message` |
/// | `{"error"}` | none | `error` |
/// | `{"timestamp", "status", "error", "message", "path"}` | none | `message` |
/// | `{"error", "error_subtype", "error_description"}` | the subtype, else `error` | the description |
/// | `{"status_conta", ...}` | `status_conta` | `message` |
/// | plain text, HTML, other JSON | none | its first 500 characters |
/// | nothing | none | none |
#[derive(Clone, Copy, Debug)]
pub(crate) struct ErpDialect;

impl Dialect for ErpDialect {
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
}

/// All envelopes in one. Nothing about them is certain, not even that texts are texts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Envelope {
    code: Option<Value>,
    message: Option<Value>,
    error: Option<Value>,
    error_subtype: Option<Value>,
    error_description: Option<Value>,
    status_conta: Option<Value>,
}

impl Envelope {
    fn into_provider_error(self) -> ProviderError {
        let error = self.error.and_then(text);
        let description = self.error_description.and_then(text);
        let subtype = self.error_subtype.and_then(text);
        let names_a_code = subtype.is_some() || description.is_some();
        let oauth_code = error
            .clone()
            .filter(|error| names_a_code || is_oauth_code(error));
        let prose = error.filter(|_| oauth_code.is_none());
        ProviderError {
            code: self
                .status_conta
                .and_then(text)
                .or(subtype)
                .or(oauth_code)
                .or_else(|| self.code.and_then(text)),
            message: self.message.and_then(text).or(description).or(prose),
        }
    }
}

/// `invalid_grant`, `access_denied`: one word in lower case, which no sentence is.
fn is_oauth_code(text: &str) -> bool {
    text.contains('_') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
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
    use http::{HeaderMap, StatusCode};

    use super::*;

    fn read(body: &'static str) -> (Option<String>, Option<String>) {
        let response = Response::new(StatusCode::BAD_REQUEST, HeaderMap::new(), body);
        let said = ErpDialect.provider_error(&response);
        (said.code, said.message)
    }

    fn parts(code: &str, message: &str) -> (Option<String>, Option<String>) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (some(code), some(message))
    }

    #[test]
    fn every_shape_gives_code_and_message() {
        let cases = [
            (
                r#"{"code":400,"message":"valor invalido"}"#,
                parts("400", "valor invalido"),
            ),
            (
                r#"{"error":"pessoa nao encontrada"}"#,
                parts("", "pessoa nao encontrada"),
            ),
            (
                r#"{"timestamp":"2026-11-21T10:00:00Z","status":400,"error":"Bad Request","message":"campo faltando","path":"/v1/x"}"#,
                parts("", "campo faltando"),
            ),
            (
                r#"{"error":"invalid_grant","error_subtype":"access_revoked","error_description":"Access revoked"}"#,
                parts("access_revoked", "Access revoked"),
            ),
            (r#"{"error":"invalid_token"}"#, parts("invalid_token", "")),
            (
                r#"{"status_conta":"END_TRIAL","message":"plano encerrado"}"#,
                parts("END_TRIAL", "plano encerrado"),
            ),
            ("404 page not found\n", parts("", "404 page not found")),
            (
                "<html><body>Bad</body></html>",
                parts("", "<html><body>Bad</body></html>"),
            ),
            ("", parts("", "")),
        ];
        for (body, expected) in cases {
            assert_eq!(read(body), expected, "{body}");
        }
    }

    #[test]
    fn odd_types_and_long_pages_do_no_harm() {
        assert_eq!(
            read(r#"{"code":null,"message":["a","b"]}"#),
            parts("", r#"["a","b"]"#)
        );
        assert_eq!(read("[]"), parts("", "[]"));
        let response = Response::new(StatusCode::BAD_REQUEST, HeaderMap::new(), "ç".repeat(2_000));
        let message = ErpDialect.provider_error(&response).message.unwrap();
        assert_eq!(message.chars().count(), 500);
    }
}
