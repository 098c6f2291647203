//! What goes wrong, and what the error says then.

use http::Method;
use matera_client::model::AccountNumber;
use matera_client::{ErrorKind, Matera, MateraBuilder, Outcome, Result};
use wiremock::ResponseTemplate;

use crate::harness::{Provider, builder_for};

async fn not_found(build: impl FnOnce(MateraBuilder) -> MateraBuilder) -> Provider {
    let body = r#"{"error":{"code":"NOT_FOUND","description":"nothing here"}}"#;
    let answer = ResponseTemplate::new(404).set_body_raw(body, "application/json");
    Provider::built(answer, build).await
}

#[tokio::test]
async fn a_documented_path_that_is_not_found_is_the_things_fault() {
    let provider = not_found(|builder| builder).await;
    let error = provider
        .client
        .balances()
        .get(&"A1".into())
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Api, Outcome::Refused)
    );
    assert_eq!(error.code(), Some("NOT_FOUND"));
    assert!(!error.to_string().contains("guess"), "{error}");
}

#[tokio::test]
async fn an_override_must_fit_its_row() {
    let server = wiremock::MockServer::start().await;
    let build = |name: &str, path: &str| -> Result<Matera> {
        builder_for(&server)
            .with_path(name, Method::POST, path)
            .build()
    };
    let refund = "matera.payments.refund";
    assert!(build(refund, "/v1/payments/{transactionId}/refund").is_ok());
    let wrong = [
        (
            "matera.payments.no_such",
            "/v1/payments/{transactionId}/refund",
        ),
        (refund, "/v1/payments/refund"),
        (refund, "/v1/payments/{id}/refund"),
        (refund, "v1/payments/{transactionId}"),
        (refund, "/v1/payments/{transactionId}?now=true"),
    ];
    for (name, path) in wrong {
        let error = build(name, path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{path}");
    }
}

#[tokio::test]
async fn an_override_is_where_the_call_goes() {
    let provider = not_found(|builder| {
        let path = "/bank/{branch}/{account}/now";
        builder.with_path("matera.balances.get_by_number", Method::POST, path)
    })
    .await;
    let number = AccountNumber::new("0001", 77);
    let error = provider
        .client
        .balances()
        .get_by_number(&number)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    let request = provider.request().await;
    assert_eq!(
        (request.method.as_str(), request.url.path()),
        ("POST", "/bank/0001/77/now")
    );
}
