//! How Belvo words its failures.

use client_core::http::Response;
use client_core::{Dialect, Outcome, ProviderError, outcome_of_status};
use http::StatusCode;

use crate::error::{ErrorCode, reasons};

/// A list of reasons; the first gives code and request id. Proxies answer anything: then the
/// status is all there is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BelvoDialect;

impl Dialect for BelvoDialect {
    fn provider_error(&self, response: &Response) -> ProviderError {
        let first = reasons(&response.body).into_iter().next();
        let (code, message) = first.map_or((None, None), |first| (first.code, first.message));
        ProviderError {
            code: code.map(|code| code.as_str().to_owned()),
            message: message.or_else(|| beginning_of(&response.body)),
        }
    }

    fn request_id(&self, response: &Response) -> Option<String> {
        let mut reasons = reasons(&response.body).into_iter();
        reasons
            .find_map(|reason| reason.request_id)
            .or_else(|| response.header("x-request-id").map(str::to_owned))
    }

    /// An idempotency key that is in use says that an earlier attempt may be paying.
    fn outcome(&self, response: &Response) -> Outcome {
        match code_of(response) {
            Some(ErrorCode::IdempotencyKeyConflict) => Outcome::Unknown,
            _ => outcome_of_status(response.status),
        }
    }

    /// Beside throttling, a person who is logged in elsewhere: Belvo did not begin then.
    fn refuses_for_now(&self, response: &Response) -> bool {
        response.status == StatusCode::TOO_MANY_REQUESTS
            || code_of(response) == Some(ErrorCode::TooManySessions)
    }
}

/// The code of the first reason.
fn code_of(response: &Response) -> Option<ErrorCode> {
    reasons(&response.body).into_iter().next()?.code
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

    fn read(body: &'static str) -> (Option<String>, Option<String>, Option<String>) {
        let response = Response::new(StatusCode::BAD_REQUEST, HeaderMap::new(), body);
        let said = BelvoDialect.provider_error(&response);
        (said.code, said.message, BelvoDialect.request_id(&response))
    }

    fn some(text: &str) -> Option<String> {
        (!text.is_empty()).then(|| text.to_owned())
    }

    #[test]
    fn every_shape_is_read_as_far_as_it_goes() {
        for (body, code, message, request_id) in [
            (
                r#"[{"code":"required","message":"faltou","request_id":"a1","field":"link"},{"code":"null"}]"#,
                "required",
                "faltou",
                "a1",
            ),
            (
                r#"{"code":"not_found","message":"nada"}"#,
                "not_found",
                "nada",
                "",
            ),
            (
                "<html>bad gateway</html>",
                "",
                "<html>bad gateway</html>",
                "",
            ),
            ("", "", "", ""),
            (
                r#"[{"code":"novo_codigo"}]"#,
                "novo_codigo",
                r#"[{"code":"novo_codigo"}]"#,
                "",
            ),
        ] {
            assert_eq!(
                read(body),
                (some(code), some(message), some(request_id)),
                "{body}"
            );
        }
    }
}
