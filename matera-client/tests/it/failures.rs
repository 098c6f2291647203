//! What goes wrong, and what the error says then.

use http::Method;
use matera_client::model::AccountNumber;
use matera_client::{
    ConfigureCall as _, ErrorKind, IdempotencyKey, Matera, MateraBuilder, Outcome, Result,
};
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

#[tokio::test]
async fn a_guessed_path_that_is_not_found_says_so_unless_it_is_the_callers_own() {
    let refund = |provider: &Provider| {
        let client = provider.client.clone();
        async move {
            client
                .payments()
                .refund(&"7".into(), "twice")
                .send()
                .await
                .unwrap_err()
        }
    };
    let provider = not_found(|builder| builder).await;
    let error = refund(&provider).await;
    assert!(error.to_string().contains("with_path"), "{error}");

    let given = not_found(|builder| {
        let path = "/v1/payments/{transactionId}/refund";
        builder.with_path("matera.payments.refund", Method::POST, path)
    })
    .await;
    let error = refund(&given).await;
    assert!(!error.to_string().contains("with_path"), "{error}");
}

#[tokio::test]
async fn the_key_is_known_before_it_is_sent_and_is_the_one_that_is_sent() {
    let provider = Provider::with_fixture("payments/unlock").await;
    let fresh = provider.client.payments().unlock(&"7".into());
    let key = fresh.idempotency_key().unwrap().as_str().to_owned();
    fresh.send().await.unwrap();
    assert_eq!(provider.body().await["externalIdentifier"], key);

    let provider = Provider::with_fixture("payments/unlock").await;
    let own = IdempotencyKey::new(r#"order"871\x"#).unwrap();
    let action = provider.client.payments().unlock(&"7".into());
    action.with_idempotency_key(own).send().await.unwrap();
    assert_eq!(
        provider.body().await["externalIdentifier"],
        r#"order"871\x"#
    );
}

#[tokio::test]
async fn an_operation_without_a_key_takes_none() {
    let provider = Provider::with_json("").await;
    let action = provider.client.accounts().deactivate(&"A1".into());
    let key = IdempotencyKey::new("mine").unwrap();
    let error = action.with_idempotency_key(key).send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Input, Outcome::NotSent)
    );
    assert_eq!(provider.requests().await, 0);
}
