//! How Blu words its failures.

use client_core::http::Response;
use client_core::{Dialect, Outcome, ProviderError, outcome_of_status, wire};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// Failures are `{"message": "…"}` in Portuguese prose without a code. How they are told from
/// successes differs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BluDialect {
    /// By the HTTP status, or by a message in the place of records, which may come under 200.
    Reports,
    /// By the HTTP status, or by `"success": false`. Answers that succeed have messages too.
    Business,
    /// By what the answer holds, whatever the HTTP status.
    ChargesV1,
}

/// An error object is small; a larger body is a report and is not read twice.
const LARGEST_FAILURE: usize = 16 * 1024;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Answer {
    message: Option<String>,
    success: Option<bool>,
    body: Option<IgnoredAny>,
    data: Option<IgnoredAny>,
    items: Option<IgnoredAny>,
    #[serde(with = "wire::string_or_number")]
    uuid: Option<String>,
    #[serde(with = "wire::string_or_number", alias = "statusCode")]
    status_code: Option<String>,
}

impl Answer {
    fn read(response: &Response) -> Option<Self> {
        let is_object = response.body.trim_ascii_start().starts_with(b"{");
        let fits = response.body.len() <= LARGEST_FAILURE;
        (is_object && fits)
            .then(|| serde_json::from_slice(&response.body).ok())
            .flatten()
    }

    fn is_failed_report(&self) -> bool {
        let holds_nothing = self.body.is_none() && self.data.is_none() && self.items.is_none();
        self.success == Some(false) || (self.message.is_some() && holds_nothing)
    }

    /// A charge or invoice was accepted when it has a `uuid`, and a state if any (1 and up; HTTP
    /// statuses begin at 100).
    fn is_accepted(&self) -> bool {
        let state = self.status_code.as_deref().map(str::parse::<u32>);
        let is_state = state.is_none_or(|state| matches!(state, Ok(1..100)));
        is_state && self.uuid.as_deref().is_some_and(|uuid| !uuid.is_empty())
    }
}

impl Dialect for BluDialect {
    fn is_failure(&self, response: &Response) -> bool {
        let failed = !response.status.is_success();
        match self {
            Self::Reports => {
                failed || Answer::read(response).is_some_and(|answer| answer.is_failed_report())
            }
            Self::Business => {
                let answer = (!failed).then(|| Answer::read(response)).flatten();
                failed || answer.is_some_and(|answer| answer.success == Some(false))
            }
            Self::ChargesV1 => match Answer::read(response) {
                Some(answer) => !answer.is_accepted(),
                // The conciliation is a list.
                None => failed || !response.body.trim_ascii_start().starts_with(b"["),
            },
        }
    }

    fn provider_error(&self, response: &Response) -> ProviderError {
        ProviderError {
            code: None,
            message: Answer::read(response).and_then(|answer| answer.message),
        }
    }

    fn outcome(&self, response: &Response) -> Outcome {
        match response.status {
            status if status.is_success() => Outcome::Refused,
            status => outcome_of_status(status),
        }
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, StatusCode};

    use super::*;

    fn answer(status: u16, body: &'static str) -> Response {
        Response::new(
            StatusCode::from_u16(status).unwrap(),
            HeaderMap::new(),
            body,
        )
    }

    #[test]
    fn an_error_object_under_200_is_a_failure_that_did_nothing() {
        for body in [
            r#"{"message":"A data deve ser no formato: YYYY-MM-DD."}"#,
            r#"{"success":false,"statusCode":422}"#,
            r#"{"message":"x","items":null}"#,
        ] {
            let answer = answer(200, body);
            assert!(BluDialect::Reports.is_failure(&answer), "{body}");
            assert_eq!(BluDialect::Reports.outcome(&answer), Outcome::Refused);
        }
    }

    #[test]
    fn reports_are_no_failures_whatever_they_say_besides() {
        for body in [
            "[]",
            r#"{"body":[]}"#,
            r#"{"message":"ok","items":[]}"#,
            r#"{"data":{"x":1},"message":"ok"}"#,
            "not json",
        ] {
            assert!(
                !BluDialect::Reports.is_failure(&answer(200, body)),
                "{body}"
            );
        }
    }

    #[test]
    fn the_prose_is_kept_for_who_asks() {
        let refusal = answer(401, r#"{"message":"Usuário não encontrado","extra":[1]}"#);
        let message = BluDialect::Reports.provider_error(&refusal).message;
        assert_eq!(message.as_deref(), Some("Usuário não encontrado"));
        assert!(
            BluDialect::Reports
                .provider_error(&answer(502, "<html>"))
                .message
                .is_none()
        );
    }

    #[test]
    fn business_answers_that_succeed_may_have_messages() {
        let fails = |status, body| BluDialect::Business.is_failure(&answer(status, body));
        assert!(!fails(200, r#"{"message":"Cadastro recebido"}"#));
        assert!(!fails(201, r#"{"id":7,"message":"ok","success":true}"#));
        assert!(fails(
            200,
            r#"{"success":false,"message":"x","statusCode":422}"#
        ));
        assert!(fails(422, r#"{"success":true}"#));
    }

    #[test]
    fn the_first_generation_is_read_by_what_it_holds() {
        let fails = |status, body| BluDialect::ChargesV1.is_failure(&answer(status, body));
        assert!(!fails(
            200,
            r#"{"uuid":"u","status_code":1,"message":"ok"}"#
        ));
        assert!(!fails(500, r#"{"uuid":"u","status":"billed"}"#));
        assert!(!fails(200, " []"));
        for refused in [
            r#"{"uuid":"","status_code":1,"message":"x"}"#,
            r#"{"uuid":"u","status_code":"404","message":"x"}"#,
            r#"{"uuid":"u","status_code":0}"#,
            r#"{"message":"x"}"#,
            "",
            "<html>",
        ] {
            assert!(fails(200, refused), "{refused}");
        }
        assert!(fails(401, "[]"));
    }
}
