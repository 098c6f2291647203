//! What Blu delivers by itself.

use std::sync::Arc;
use std::time::Duration;

use blu_client::SecretString;
use blu_client::model::{PaymentLinkStatus, PixStatus};
use blu_client::webhook::{PersonType, PixEventStatus, ReceiveError, Receiver};
use client_core::testing::LeakCheck;
use client_core::webhook::MemoryReplayGuard;
use http::{HeaderMap, HeaderName, HeaderValue};
use time::OffsetDateTime;
use time::macros::datetime;

const SECRET: &str = "segredo+de teste&1";
const QUERY: Option<&str> = Some("a=1&token=segredo%2Bde+teste%261");
const NOW: OffsetDateTime = datetime!(2026-02-02 15:00 -3);

const PIX: &str = r#"{"created_at":"2026-02-02 14:59:49 -0300","debit_party":{"account":"7654321",
    "bank":"00000000","branch":"1","personType":"NATURAL_PERSON","taxId":"11144477735",
    "accountType":"NOVO_TIPO","name":"JOANA FICTICIA","campo_novo":1},
    "debt_id":"6a0f4f9a-7b7d-4c5e-8c33-1d2e3f4a5b6c","e2e_id":"E00000000202602021759abcdef012345",
    "id":"9d1c2b3a-4e5f-4a6b-8c7d-0e1f2a3b4c5d","movement_id":1000659000001,"value":"158.14",
    "status":"success","campo_novo":{}}"#;

fn receiver() -> Receiver {
    let guard = MemoryReplayGuard::new(10, Duration::from_secs(3_600));
    Receiver::builder()
        .with_secret(SecretString::from("o segredo de ontem"))
        .with_secret(SecretString::from(SECRET))
        .with_replay_guard(Arc::new(guard))
        .build()
        .unwrap()
}

#[test]
fn a_paid_pix_is_read_to_the_cent_and_by_all_its_ids() {
    let none = HeaderMap::new();
    let event = receiver()
        .receive_pix(QUERY, &none, PIX.as_bytes(), NOW)
        .unwrap();
    assert!(event.is_paid());
    assert_eq!(event.created_at, Some(datetime!(2026-02-02 14:59:49 -3)));
    assert_eq!(event.amount.unwrap().to_string(), "158.14");
    let payer = event.payer.as_ref().unwrap();
    assert_eq!(payer.person_type, Some(PersonType::Natural));
    assert_eq!(payer.account_type.as_ref().unwrap().as_str(), "NOVO_TIPO");
    assert_eq!(payer.bank.as_deref(), Some("00000000"));
    let ids: Vec<_> = event.ids().collect();
    assert_eq!(
        ids,
        [
            "9d1c2b3a-4e5f-4a6b-8c7d-0e1f2a3b4c5d",
            "6a0f4f9a-7b7d-4c5e-8c33-1d2e3f4a5b6c",
            "1000659000001",
        ]
    );
    let shown = format!("{event:?} {:?}", receiver());
    let planted = ["JOANA FICTICIA", "11144477735", "7654321", "segredo"];
    LeakCheck::planted(planted).assert_clean("event", &shown);
}

#[test]
fn success_means_paid_in_an_event_and_nothing_in_a_query() {
    assert!(!PixStatus::Success.is_paid());
    assert!(!PixStatus::Processed.is_paid());
    assert!(PixStatus::Paid.is_paid());
    let none = HeaderMap::new();
    let other = PIX.replace("\"success\"", "\"NOVO_STATUS\"");
    let event = receiver().receive_pix(QUERY, &none, other.as_bytes(), NOW);
    let event = event.unwrap();
    assert!(!event.is_paid());
    assert_ne!(event.status, Some(PixEventStatus::Success));
}

#[test]
fn only_who_brings_the_secret_is_heard() {
    let none = HeaderMap::new();
    for query in [
        None,
        Some(""),
        Some("token="),
        Some("token=segredo"),
        Some("token=segredo%2Bde+teste%2612"),
        Some("Token=segredo%2Bde+teste%261"),
    ] {
        let answer = receiver().receive_pix(query, &none, PIX.as_bytes(), NOW);
        assert!(matches!(answer, Err(ReceiveError::Stranger)), "{query:?}");
    }
    let name = HeaderName::from_static("x-blu-token");
    let by_header = Receiver::builder()
        .with_secret(SecretString::from(SECRET))
        .with_header(name.clone())
        .build()
        .unwrap();
    let answer = by_header.receive_pix(QUERY, &none, PIX.as_bytes(), NOW);
    assert!(matches!(answer, Err(ReceiveError::Stranger)), "not there");
    let headers: HeaderMap = [(name, HeaderValue::from_static(SECRET))]
        .into_iter()
        .collect();
    let answer = by_header.receive_pix(None, &headers, PIX.as_bytes(), NOW);
    assert!(answer.is_ok());
    assert!(Receiver::builder().build().is_err());
    let empty = Receiver::builder().with_secret(SecretString::from(""));
    assert!(empty.build().is_err());
}

#[test]
fn an_event_is_accepted_once_unless_its_handling_failed() {
    let (receiver, none) = (receiver(), HeaderMap::new());
    let receive = || receiver.receive_pix(QUERY, &none, PIX.as_bytes(), NOW);
    let event = receive().unwrap();
    let again = receive().unwrap_err();
    assert!(matches!(again, ReceiveError::Replayed { first_seen } if first_seen == NOW));
    receiver.forget(&event.replay_key().unwrap()).unwrap();
    assert!(receive().is_ok());
}

#[test]
fn a_payment_link_event_needs_an_id_and_a_status() {
    let (receiver, none) = (receiver(), HeaderMap::new());
    let receive = |body: &str| receiver.receive_payment_link(QUERY, &none, body.as_bytes(), NOW);
    let paid = receive(r#"{"id":774411,"status":"confirmed"}"#).unwrap();
    assert_eq!(paid.id.as_str(), "774411");
    assert!(paid.status.is_paid());
    let next = receive(r#"{"id":774411,"status":"expired","campo_novo":1}"#).unwrap();
    assert_eq!(next.status, PaymentLinkStatus::Expired);
    assert!(!next.status.is_paid());
    let malformed = receive(r#"{"status":"confirmed"}"#).unwrap_err();
    assert!(matches!(malformed, ReceiveError::Malformed { line: 1, .. }));
    assert!(!malformed.to_string().contains("confirmed"));
}
