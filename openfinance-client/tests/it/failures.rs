//! What banks answer when they do not answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use client_core::retry::NoRetry;
use openfinance_client::{
    Bank, BankRetry, ClientScope, Endpoints, ErrorKind, ExceededLimit, FAMILIES, OPERATIONS,
    Outcome, problems,
};
use url::Url;
use wiremock::{Request, Respond, ResponseTemplate};

use crate::harness::{CONSENT, MockBank, fixture, header};

#[tokio::test]
async fn the_envelope_is_read_and_prose_stays_out_of_sight() {
    let body = r#"{"errors":[
        {"code":"DATA_EXPIRACAO_INVALIDA","title":"Data inválida","detail":"Lia não pode"},
        {"code":"ERRO_NAO_MAPEADO","title":"Outro"}],
        "meta":{"requestDateTime":"2026-11-21T15:00:00Z"}}"#;
    let mock = MockBank::with_json(422, body).await;
    let error = mock
        .bank
        .consents()
        .get(&CONSENT.into())
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Api, Outcome::Refused)
    );
    assert_eq!(error.code(), Some("DATA_EXPIRACAO_INVALIDA"));
    assert_eq!(error.provider_message(), Some("Lia não pode"));
    let problems = problems(&error);
    let codes: Vec<_> = problems
        .iter()
        .map(|problem| problem.code.as_str())
        .collect();
    assert_eq!(codes, ["DATA_EXPIRACAO_INVALIDA", "ERRO_NAO_MAPEADO"]);
    let shown = format!("{error} {error:?} {problems:?}");
    assert!(!shown.contains("Lia"), "{shown}");
}

#[tokio::test]
async fn what_a_gateway_says_is_kept_and_not_taken_for_a_banks_code() {
    for (body, message) in [
        (r#"{"message":"no route"}"#, Some("no route")),
        ("<html>502</html>", None),
        ("", None),
        (r#"{"errors":"what"}"#, None),
        (r#"{"errors":[]}"#, None),
    ] {
        let mock = MockBank::with_json(502, body).await;
        let error = mock
            .bank
            .consents()
            .get(&CONSENT.into())
            .send()
            .await
            .unwrap_err();
        assert_eq!((error.code(), error.provider_message()), (None, message));
        assert_eq!(&error.body().unwrap()[..], body.as_bytes());
        assert!(problems(&error).is_empty());
    }
}

#[tokio::test]
async fn the_three_limits_are_told_apart() {
    for (status, kind, limit) in [
        (423, ErrorKind::Api, ExceededLimit::MonthlyQuota),
        (429, ErrorKind::RateLimited, ExceededLimit::Traffic),
        (529, ErrorKind::Api, ExceededLimit::Overload),
    ] {
        let mock = MockBank::with_json(status, "").await;
        let error = mock
            .bank
            .consents()
            .get(&CONSENT.into())
            .send()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!(ExceededLimit::of(&error), Some(limit));
    }
}

#[tokio::test]
async fn an_error_can_be_traced_even_when_the_bank_echoes_nothing() {
    let mock = MockBank::with_json(500, "").await;
    let error = mock
        .bank
        .consents()
        .get(&CONSENT.into())
        .send()
        .await
        .unwrap_err();
    let sent = mock.request().await;
    assert_eq!(error.request_id(), header(&sent, "x-fapi-interaction-id"));

    let answer = ResponseTemplate::new(400).insert_header("x-fapi-interaction-id", "of-the-bank");
    let mock = MockBank::answering(answer).await;
    let error = mock
        .bank
        .consents()
        .get(&CONSENT.into())
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.request_id(), Some("of-the-bank"));
}

/// 202 without a body twice, then the list.
struct Assembling(AtomicUsize);

impl Respond for Assembling {
    fn respond(&self, _: &Request) -> ResponseTemplate {
        if self.0.fetch_add(1, Ordering::SeqCst) < 2 {
            return ResponseTemplate::new(202);
        }
        ResponseTemplate::new(200).set_body_raw(fixture("resources/list"), "application/json")
    }
}

#[tokio::test]
async fn a_list_in_the_making_is_waited_for_and_each_attempt_has_an_id_of_its_own() {
    let rule = Assembling(AtomicUsize::new(0));
    let mock = MockBank::with_retry(rule, Arc::new(BankRetry::new())).await;
    let resources = mock.connection.resources().list().send();
    assert_eq!(resources.try_collect().await.unwrap().len(), 3);
    let requests = mock.requests().await;
    let mut ids: Vec<_> = requests
        .iter()
        .map(|request| header(request, "x-fapi-interaction-id").unwrap())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn a_list_in_the_making_is_no_empty_list() {
    let mock = MockBank::with_json(202, "").await;
    let resources = mock.connection.resources().list().send();
    let error = resources.try_collect().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 202);
}

#[tokio::test]
async fn what_the_bank_has_not_registered_is_not_sent() {
    let consents = FAMILIES.iter().find(|family| family.name == "consents");
    let base = Url::parse("http://127.0.0.1:9").unwrap();
    let endpoints = Endpoints::new().with_family(consents.unwrap(), &base);
    let bank = Bank::builder(endpoints)
        .with_retry_policy(Arc::new(NoRetry))
        .build()
        .unwrap();
    let row = |name: &str| OPERATIONS.iter().find(|row| row.name == name).unwrap();
    assert!(bank.offers(row("openfinance.consents.get")));
    assert!(!bank.offers(row("openfinance.resources.list")));

    let nobody = Arc::new(client_core::auth::Anonymous);
    let connection = bank.under_consent(CONSENT.into(), nobody);
    let resources = connection.resources().list().send();
    let error = resources.try_collect().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Config, 0));
    assert_eq!(error.operation(), Some("openfinance.resources.list"));
    assert!(error.to_string().contains("has not registered"), "{error}");

    let error = bank
        .consents()
        .get(&CONSENT.into())
        .send()
        .await
        .unwrap_err();
    assert!(error.to_string().contains("scope consents"), "{error}");
    assert_eq!(ClientScope::Consents.as_str(), "consents");

    let nowhere = Bank::builder(Endpoints::new()).build().unwrap_err();
    assert_eq!(nowhere.kind(), ErrorKind::Config);
}
