//! The eight ways the ERP says no.

use contaazul_client::{ErrorKind, Outcome};
use wiremock::ResponseTemplate;

use crate::harness::Erp;

#[tokio::test]
async fn every_shape_of_failure_becomes_kind_code_and_message() {
    let json =
        |status, body: &str| ResponseTemplate::new(status).set_body_raw(body, "application/json");
    let text =
        |status, body: &str, kind: &str| ResponseTemplate::new(status).set_body_raw(body, kind);
    let cases = [
        (
            json(401, r#"{"code":401,"message":"The Token has expired."}"#),
            (
                ErrorKind::Auth,
                Outcome::Refused,
                Some("401"),
                Some("The Token has expired."),
            ),
        ),
        (
            json(400, r#"{"error":"documento invalido"}"#),
            (
                ErrorKind::Api,
                Outcome::Refused,
                None,
                Some("documento invalido"),
            ),
        ),
        (
            json(
                400,
                r#"{"timestamp":"2026-11-21T10:00:00","status":400,"error":"Bad Request",
                    "message":"Required parameter","path":"/v1/categorias"}"#,
            ),
            (
                ErrorKind::Api,
                Outcome::Refused,
                None,
                Some("Required parameter"),
            ),
        ),
        (
            json(
                403,
                r#"{"status_conta":"END_TRIAL","message":"Conta nao elegivel"}"#,
            ),
            (
                ErrorKind::Api,
                Outcome::Refused,
                Some("END_TRIAL"),
                Some("Conta nao elegivel"),
            ),
        ),
        (
            text(404, "404 page not found\n", "text/plain"),
            (
                ErrorKind::Api,
                Outcome::Refused,
                None,
                Some("404 page not found"),
            ),
        ),
        (
            text(400, "<html>Bad Request</html>", "text/html"),
            (
                ErrorKind::Api,
                Outcome::Refused,
                None,
                Some("<html>Bad Request</html>"),
            ),
        ),
        (
            ResponseTemplate::new(404),
            (ErrorKind::Api, Outcome::Refused, None, None),
        ),
        (
            ResponseTemplate::new(500),
            (ErrorKind::Api, Outcome::Unknown, None, None),
        ),
        (
            ResponseTemplate::new(429),
            (ErrorKind::RateLimited, Outcome::Refused, None, None),
        ),
    ];
    for (answer, (kind, outcome, code, message)) in cases {
        let erp = Erp::answering(answer).await;
        let error = erp.client.connection().company().send().await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{error}");
        assert_eq!(error.code(), code, "{error}");
        assert_eq!(error.provider_message(), message, "{error}");
        if let Some(message) = message {
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains(message), "prose stays out of logs: {shown}");
        }
    }
}
