//! What Belvo refuses, and what is tried again.

use std::sync::Arc;
use std::time::Duration;

use belvo_client::model::NewLink;
use belvo_client::{
    BelvoError as _, BelvoRetry, ConfigureCall as _, ErrorCode, ErrorKind, Outcome,
};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::harness::{Provider, builder_for, link};

#[tokio::test]
async fn all_reasons_are_kept_and_the_first_one_is_the_errors() {
    let body = r#"[
        {"code":"required","message":"This field is required.","field":"link","request_id":"r1"},
        {"code":"codigo_novo","message":"?","field":"date_from","request_id":"r1"}]"#;
    let provider = Provider::with_json(400, body).await;
    let error = provider
        .client
        .bills()
        .retrieve(&link())
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Api, Outcome::Refused)
    );
    assert_eq!(error.request_id(), Some("r1"));
    assert_eq!(error.belvo_code(), Some(ErrorCode::Required));
    let reasons = error.reasons();
    assert_eq!(reasons.len(), 2);
    assert_eq!(reasons[0].field.as_deref(), Some("link"));
    assert_eq!(reasons[1].code, Some(ErrorCode::from("codigo_novo")));
    let shown = format!("{error} {reasons:?}");
    assert!(
        shown.contains("required") && !shown.contains("This field"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_consent_without_accounts_is_told_from_wrong_keys() {
    for (code, expected) in [
        ("authentication_failed", ErrorCode::AuthenticationFailed),
        (
            "consent_without_accounts",
            ErrorCode::ConsentWithoutAccounts,
        ),
    ] {
        let provider = Provider::with_json(401, &format!(r#"[{{"code":"{code}"}}]"#)).await;
        let error = provider
            .client
            .accounts()
            .retrieve(&link())
            .send()
            .await
            .unwrap_err();
        assert_eq!(error.belvo_code(), Some(expected));
        assert_eq!(
            provider.requests().await,
            1,
            "fixed keys are not tried twice"
        );
    }
}

#[tokio::test]
async fn a_page_of_a_proxy_is_a_failure_without_reasons() {
    let provider = Provider::with_json(502, "<html>bad gateway</html>").await;
    let error = provider
        .client
        .links()
        .list()
        .send()
        .try_next()
        .await
        .unwrap_err();
    assert!(error.reasons().is_empty());
    assert_eq!(error.provider_message(), Some("<html>bad gateway</html>"));
}

/// A server that gives `answer` so many times, and then an empty list.
async fn recovering(answer: ResponseTemplate, times: u64) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(answer)
        .up_to_n_times(times)
        .mount(&server)
        .await;
    let done = ResponseTemplate::new(200).set_body_string("[]");
    Mock::given(any()).respond_with(done).mount(&server).await;
    server
}

#[tokio::test]
async fn a_session_elsewhere_is_waited_for_with_belvos_schedule() {
    let body = serde_json::json!([{"code": "too_many_sessions"}]);
    let server = recovering(ResponseTemplate::new(400).set_body_json(body), 1).await;
    let belvo = builder_for(&server)
        .with_retry_policy(Arc::new(BelvoRetry))
        .build()
        .unwrap();
    let retrieve = || belvo.bills().retrieve(&link());
    // Its wait of three seconds does not fit: the reason of the provider stands.
    let hurried = retrieve()
        .with_deadline(Duration::from_secs(2))
        .send()
        .await
        .unwrap_err();
    assert_eq!(hurried.belvo_code(), Some(ErrorCode::TooManySessions));
    assert!(hurried.to_string().contains("a wait of 3 s"), "{hurried}");
    assert!(retrieve().send().await.is_ok());
}

fn taxpayer() -> NewLink {
    NewLink::fiscal_mexico("tatooine_mx_fiscal", "KIGE930831AB1", "abcd1234")
}

#[tokio::test]
async fn registering_a_link_waits_for_a_session_elsewhere_too() {
    let body = serde_json::json!([{"code": "too_many_sessions"}]);
    let server = recovering(ResponseTemplate::new(400).set_body_json(body), 1).await;
    let belvo = builder_for(&server)
        .with_retry_policy(Arc::new(BelvoRetry))
        .build()
        .unwrap();
    let register = belvo.links().register(&taxpayer());
    let hurried = register.with_deadline(Duration::from_secs(2)).send().await;
    let hurried = hurried.unwrap_err();
    assert!(hurried.to_string().contains("a wait of 3 s"), "{hurried}");
    assert_eq!(hurried.outcome(), Outcome::Refused);
}

#[tokio::test]
async fn registering_a_link_is_not_repeated_when_its_outcome_is_not_known() {
    let server = recovering(ResponseTemplate::new(500), 1).await;
    let belvo = builder_for(&server)
        .with_retry_policy(Arc::new(BelvoRetry))
        .build()
        .unwrap();
    let error = belvo
        .links()
        .register(&taxpayer())
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}
