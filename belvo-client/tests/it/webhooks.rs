//! Events as Belvo sends them.

use belvo_client::model::payments::{
    ChargeStatus, EnrollmentStatus, ExternalId, PaymentIntentStatus,
};
use belvo_client::webhook::{
    DataCode, DataEvent, Delivery, PaymentCode, PaymentEvent, PaymentObjectStatus, ProcessType,
    Reaction, ReceiveError, Receiver,
};
use http::{HeaderMap, HeaderValue};
use time::macros::date;

fn authorized(value: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("authorization", HeaderValue::from_static(value));
    headers
}

fn receive(body: &str) -> Result<Delivery, ReceiveError> {
    let receiver = Receiver::bearer("segredo").unwrap();
    receiver.receive(&authorized("Bearer segredo"), body.as_bytes())
}

fn data(body: &str) -> DataEvent {
    match receive(body).unwrap() {
        Delivery::Data(event) => event,
        other => panic!("{other:?}"),
    }
}

fn payment(body: &str) -> PaymentEvent {
    match receive(body).unwrap() {
        Delivery::Payment(event) => event,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_update_of_transactions_is_read_whole() {
    let event = data(
        r#"{"webhook_id":"0c1d2e3f","webhook_type":"TRANSACTIONS","campo_novo":1,
        "process_type":"historical_update","webhook_code":"historical_update","link_id":"l1",
        "request_id":"r1","external_id":"cust-000917",
        "data":{"total_transactions":412,"total_inflow_transactions":97,
        "first_transaction_date":"2025-02-03","last_transaction_date":"2026-02-02"}}"#,
    );
    assert_eq!(event.resource.as_deref(), Some("TRANSACTIONS"));
    assert_eq!(event.process_type, Some(ProcessType::HistoricalUpdate));
    assert_eq!(event.code, DataCode::HistoricalUpdate);
    let details = event.data.as_ref().unwrap();
    assert_eq!(details.counts["total_transactions"], 412);
    assert_eq!(details.last_transaction_date, Some(date!(2026 - 02 - 02)));
    assert_eq!(event.reaction(), Reaction::Read);
}

#[test]
fn every_event_says_what_to_do() {
    let event = |code: &str, rest: &str| {
        data(&format!(
            r#"{{"webhook_code":"{code}","link_id":"l1","request_id":"r1"{rest}}}"#
        ))
    };
    let named = r#","data":{"count":2,"transactions":["t1","t2"]}"#;
    let ids = ["t1".into(), "t2".into()];
    let updated = event("transactions_updated", named);
    assert_eq!(updated.reaction(), Reaction::ReadAgain(&ids));
    let deleted = event("transactions_deleted", named);
    assert_eq!(deleted.reaction(), Reaction::Drop(&ids));
    assert_ne!(updated.replay_key(), deleted.replay_key());
    assert_eq!(
        updated.replay_key(),
        event("transactions_updated", named).replay_key()
    );

    for (code, reaction) in [
        ("transactions_deleted", Reaction::Read),
        ("new_bills_available", Reaction::Read),
        ("invalid_credentials", Reaction::UpdateLink),
        ("token_required", Reaction::UpdateLink),
        ("link_deleted", Reaction::ForgetLink),
        (
            "openfinance_consent_about_to_expire",
            Reaction::RenewConsent,
        ),
        ("NOVO_CODIGO", Reaction::LookUp),
    ] {
        assert_eq!(
            event(code, r#","data":null"#).reaction(),
            reaction,
            "{code}"
        );
    }
}

#[test]
fn an_event_without_a_request_has_no_key() {
    let event = data(
        r#"{"webhook_type":"CONSENT","webhook_code":"openfinance_consent_about_to_expire",
        "external_id":null,"data":{"consent_id":"c1","consent_due_date":"2026-12-01"}}"#,
    );
    assert_eq!(event.replay_key(), None);
    assert_eq!(event.data.unwrap().consent_id.unwrap().as_str(), "c1");
}

#[test]
fn an_event_of_payments_is_told_by_its_object() {
    let body = |status: &str| {
        format!(
            r#"{{"webhook_id":"7c9a2b10","webhook_type":"PAYMENT_INTENTS",
            "webhook_code":"STATUS_UPDATE","object_id":"o1","external_id":null,
            "data":{{"status":"{status}","metadata":{{"order":"1"}},"failure_message":"Lia",
            "end_to_end_id":"E12345678202603101503abcdef01234"}}}}"#
        )
    };
    let event = payment(&body("SUCCEEDED"));
    assert_eq!(event.code, PaymentCode::StatusUpdate);
    assert_eq!(event.replay_key(), payment(&body("SUCCEEDED")).replay_key());
    assert_ne!(event.replay_key(), payment(&body("FAILED")).replay_key());
    assert!(!format!("{event:?}").contains("Lia"));
    let status = PaymentObjectStatus::PaymentIntent(PaymentIntentStatus::Succeeded);
    assert_eq!(event.status(), Some(status));
    assert_eq!(
        event.data.unwrap().metadata.unwrap().get("order"),
        Some("1")
    );
}

#[test]
fn every_object_of_payments_has_statuses_of_its_own() {
    let event = |object: &str, status: &str| {
        let id = "6B1D2C3E-4F50-4A61-8B72-9C83AD94BE05";
        payment(&format!(
            r#"{{"webhook_type":"{object}","webhook_code":"STATUS_UPDATE","object_id":"o1",
            "external_id":"{id}","data":{{"status":{status},"status_reason_code":"X"}}}}"#
        ))
    };
    for (object, status, expected) in [
        (
            "CHARGES",
            "\"SETTLED\"",
            Some(PaymentObjectStatus::Charge(ChargeStatus::Settled)),
        ),
        (
            "ENROLLMENTS",
            "\"CANCELED\"",
            Some(PaymentObjectStatus::Enrollment(EnrollmentStatus::Canceled)),
        ),
        (
            "PAYMENT_AUTHORIZATIONS",
            "\"NEW_STATUS\"",
            Some(PaymentObjectStatus::PaymentAuthorization(
                "NEW_STATUS".into(),
            )),
        ),
        ("CHARGES", "null", None),
        ("TRANSACTIONS", "\"X\"", None),
        ("NEW_OBJECT", "\"X\"", None),
    ] {
        assert_eq!(event(object, status).status(), expected, "{object}");
    }
    let ours = ExternalId::new("6b1d2c3e-4f50-4a61-8b72-9c83ad94be05").unwrap();
    assert!(event("CUSTOMERS", "null").is_of(&ours));
    assert!(!event("CUSTOMERS", "null").is_of(&ExternalId::derived_from("other")));
}

#[test]
fn only_who_brings_the_header_is_heard() {
    let body = br#"{"webhook_code":"historical_update"}"#;
    let bearer = Receiver::bearer("antigo")
        .unwrap()
        .or_bearer("novo")
        .unwrap();
    let basic = Receiver::basic("user", "senha").unwrap();
    for (receiver, header, accepted) in [
        (&bearer, "Bearer antigo", true),
        (&bearer, "Bearer novo", true),
        (&bearer, "Bearer outro", false),
        (&bearer, "antigo", false),
        (&basic, "Basic dXNlcjpzZW5oYQ==", true),
        (&basic, "Bearer senha", false),
    ] {
        let received = receiver.receive(&authorized(header), body);
        assert_eq!(received.is_ok(), accepted, "{header}");
    }
    let refused = bearer.receive(&HeaderMap::new(), body);
    assert!(matches!(refused, Err(ReceiveError::Unauthorized)));
    assert!(Receiver::bearer("").is_err());
    assert!(!format!("{bearer:?}").contains("antigo"));
}

#[test]
fn what_is_no_event_is_refused_without_being_quoted() {
    for body in [
        "",
        "[]",
        "SEGREDO",
        r#"{"webhook_type":"SEGREDO"}"#,
        r#"{"webhook_code":"a","link_id":[1]}"#,
    ] {
        let error = receive(body).unwrap_err();
        assert!(matches!(error, ReceiveError::Malformed(_)), "{body}");
        assert!(!error.to_string().contains("SEGREDO"));
    }
}
