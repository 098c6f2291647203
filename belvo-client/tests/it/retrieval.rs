//! The four ends of a retrieval, and how each goes on.

use std::time::Duration;

use belvo_client::{ConfigureCall as _, ErrorKind, Outcome, Retrieval};
use serde_json::{Value, json};
use time::macros::date;
use wiremock::matchers::{body_partial_json, method};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::harness::{Provider, builder_for, fixture, link};

fn asks_for_token(session: &str) -> ResponseTemplate {
    let body = json!([{
        "request_id": "5b0c2f1e9d8a7b6c5d4e3f2a1b0c9d8e", "code": "token_required",
        "message": "A MFA token is required by the institution to login",
        "session": session, "expiry": 9600, "link": link().as_str(),
        "token_generation_data": {"instructions": "Digite o codigo", "type": "numeric",
            "value": "48213", "expects_user_input": true},
    }]);
    ResponseTemplate::new(428).set_body_json(body)
}

#[tokio::test]
async fn a_token_is_asked_for_twice_and_the_retrieval_goes_on() {
    let server = MockServer::start().await;
    let mount = |mock: wiremock::MockBuilder, answer| mock.respond_with(answer).mount(&server);
    mount(Mock::given(method("POST")), asks_for_token("first")).await;
    let resumed = |session: &str, token: &str| {
        let body = json!({"session": session, "token": token, "link": link().as_str(),
            "save_data": false});
        Mock::given(method("PATCH")).and(body_partial_json(body))
    };
    mount(resumed("first", "111111"), asks_for_token("second")).await;
    let accounts =
        ResponseTemplate::new(201).set_body_raw(fixture("accounts/retrieve"), "application/json");
    mount(resumed("second", "222222"), accounts).await;

    let belvo = builder_for(&server).build().unwrap();
    let retrieve = belvo.accounts().retrieve(&link()).without_saving();
    let Retrieval::TokenRequired(session) = retrieve.send().await.unwrap() else {
        panic!("a token is asked for");
    };
    assert_eq!(session.expires_in(), Some(Duration::from_secs(9_600)));
    assert_eq!(
        session.prompt().instructions.as_deref(),
        Some("Digite o codigo")
    );
    assert!(session.prompt().expects_input());
    assert_eq!(session.id().unwrap().as_str(), "first");
    let shown = format!("{session:?}");
    assert!(
        !shown.contains("first") && !shown.contains("48213"),
        "{shown}"
    );

    let Retrieval::TokenRequired(session) = session.resume("111111").send().await.unwrap() else {
        panic!("a second token is asked for");
    };
    let accounts = session
        .resume("222222")
        .send()
        .await
        .unwrap()
        .into_done()
        .unwrap();
    assert_eq!(accounts.len(), 1);
}

#[tokio::test]
async fn who_confirms_elsewhere_sends_no_token() {
    let server = MockServer::start().await;
    let body = json!([{"code": "token_required", "session": "s1", "link": "l1",
        "token_generation_data": {"type": "qr", "expects_user_input": false}}]);
    let asks = ResponseTemplate::new(428).set_body_json(body);
    Mock::given(method("POST"))
        .respond_with(asks)
        .mount(&server)
        .await;
    let done = ResponseTemplate::new(200).set_body_json(json!([]));
    Mock::given(method("PATCH"))
        .respond_with(done)
        .mount(&server)
        .await;
    let belvo = builder_for(&server).build().unwrap();
    let Retrieval::TokenRequired(session) = belvo.owners().retrieve(&link()).send().await.unwrap()
    else {
        panic!("a token is asked for");
    };
    assert!(!session.prompt().expects_input());
    let owners = session.resume_without_token().send().await.unwrap();
    assert!(owners.into_done().unwrap().is_empty());
    let requests = server.received_requests().await.unwrap();
    let sent: Value = serde_json::from_slice(&requests[1].body).unwrap();
    assert_eq!(sent, json!({"session": "s1", "link": "l1"}));
}

#[tokio::test]
async fn what_no_patch_is_documented_for_cannot_go_on_and_says_so() {
    let provider = Provider::answering(asks_for_token("s1")).await;
    let retrieval = provider
        .client
        .balances()
        .retrieve(&link())
        .send()
        .await
        .unwrap();
    let Retrieval::TokenRequired(session) = retrieval else {
        panic!("a token is asked for");
    };
    let error = session.resume("1").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert_eq!(provider.requests().await, 1);
}

#[tokio::test]
async fn belvo_stops_waiting() {
    let body = r#"[{"code":"request_timeout","message":"less data","request_id":"r1"}]"#;
    let provider = Provider::with_json(408, body).await;
    let (from, to) = (date!(2026 - 01 - 01), date!(2026 - 11 - 20));
    let retrieve = || provider.client.transactions().retrieve(&link(), from, to);
    let Retrieval::TimedOut { request_id } = retrieve().send().await.unwrap() else {
        panic!("it timed out");
    };
    assert_eq!(request_id.unwrap().as_str(), "r1");
    let error = retrieve().send().await.unwrap().into_done().unwrap_err();
    assert_eq!(
        (error.outcome(), error.code()),
        (Outcome::Unknown, Some("request_timeout"))
    );
}

#[tokio::test]
async fn what_is_done_later_is_told_by_a_webhook() {
    for (body, expected) in [(r#"{"request_id":"r7"}"#, Some("r7")), ("", None)] {
        let provider = Provider::with_json(202, body).await;
        let (from, to) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
        let retrieve = provider.client.transactions().retrieve(&link(), from, to);
        let Retrieval::Accepted(accepted) = retrieve.in_background().send().await.unwrap() else {
            panic!("it is done later");
        };
        assert_eq!(accepted.request_id.as_ref().map(|id| id.as_str()), expected);
        let request = provider.request().await;
        assert_eq!(
            request.headers.get("x-belvo-request-mode").unwrap(),
            "async"
        );
    }
    let provider = Provider::with_json(202, r#"{"request_id":"r8"}"#).await;
    let deleted = provider
        .client
        .links()
        .delete(&link())
        .in_background()
        .send()
        .await
        .unwrap();
    assert_eq!(deleted.unwrap().request_id.unwrap().as_str(), "r8");
    let request = provider.request().await;
    assert_eq!(
        request.headers.get("x-belvo-request-mode").unwrap(),
        "async"
    );
}

#[tokio::test]
async fn an_object_a_list_and_a_list_with_nulls_are_all_answers() {
    for (body, count) in [(r#"{"id":"a"}"#, 1), (r#"[{"id":"a"},null]"#, 1), ("[]", 0)] {
        let provider = Provider::with_json(201, body).await;
        let bills = provider
            .client
            .bills()
            .retrieve(&link())
            .send()
            .await
            .unwrap();
        assert_eq!(bills.into_done().unwrap().len(), count, "{body}");
    }
}

#[tokio::test]
async fn a_detail_is_exactly_one() {
    for body in [r#"{"id":"a"}"#, r#"[{"id":"a"}]"#] {
        let provider = Provider::with_json(200, body).await;
        let bill = provider
            .client
            .bills()
            .get(&"a".into())
            .send()
            .await
            .unwrap();
        assert_eq!(bill.id.unwrap().as_str(), "a", "{body}");
    }
    for body in ["[]", r#"[{"id":"a"},{"id":"b"}]"#, ""] {
        let provider = Provider::with_json(200, body).await;
        let error = provider
            .client
            .bills()
            .get(&"a".into())
            .send()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn a_retrieval_has_more_time_than_a_reading() {
    let slow = ResponseTemplate::new(200)
        .set_body_json(json!([]))
        .set_delay(Duration::from_millis(400));
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(slow)
        .mount(&server)
        .await;
    let builder = builder_for(&server).with_attempt_timeout(Duration::from_millis(50));
    let belvo = builder.build().unwrap();
    assert!(belvo.bills().retrieve(&link()).send().await.is_ok());
    let hasty = belvo
        .bills()
        .retrieve(&link())
        .with_attempt_timeout(Duration::from_millis(50));
    assert_eq!(hasty.send().await.unwrap_err().kind(), ErrorKind::Timeout);
}
