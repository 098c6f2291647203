//! How Blu words its failures.

use client_core::http::Response;
use client_core::{Dialect, Fault, Outcome, outcome_of_status};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// Failures are `{"message": "…"}` in Portuguese prose without a code. Older endpoints send them
/// under 200.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BluDialect;

/// An error object is small; a larger body is a report and is not read twice.
const LARGEST_FAILURE: usize = 16 * 1024;

#[derive(Deserialize)]
struct Answer {
    message: Option<String>,
    success: Option<bool>,
    body: Option<IgnoredAny>,
    data: Option<IgnoredAny>,
    items: Option<IgnoredAny>,
}

impl Answer {
    fn read(response: &Response) -> Option<Self> {
        let fits = response.body.len() <= LARGEST_FAILURE;
        fits.then(|| serde_json::from_slice(&response.body).ok())
            .flatten()
    }

    fn is_failure(&self) -> bool {
        let holds_nothing = self.body.is_none() && self.data.is_none() && self.items.is_none();
        self.success == Some(false) || (self.message.is_some() && holds_nothing)
    }
}

impl Dialect for BluDialect {
    fn is_failure(&self, response: &Response) -> bool {
        !response.status.is_success()
            || Answer::read(response).is_some_and(|answer| answer.is_failure())
    }

    fn fault(&self, response: &Response) -> Fault {
        Fault {
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
            assert!(BluDialect.is_failure(&answer), "{body}");
            assert_eq!(BluDialect.outcome(&answer), Outcome::Refused);
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
            assert!(!BluDialect.is_failure(&answer(200, body)), "{body}");
        }
    }

    #[test]
    fn the_prose_is_kept_for_who_asks() {
        let refusal = answer(401, r#"{"message":"Usuário não encontrado","extra":[1]}"#);
        let message = BluDialect.fault(&refusal).message;
        assert_eq!(message.as_deref(), Some("Usuário não encontrado"));
        assert!(BluDialect.fault(&answer(502, "<html>")).message.is_none());
    }
}
