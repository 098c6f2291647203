//! The register of consents, fed by the fictional bank and by what banks answer.

use std::sync::Arc;

use brazil_types::{Cnpj, Cpf};
use client_core::SystemClock;
use client_core::audit::{
    AuditTrail, LegalBasis, MemorySink, OnAuditFailure, Pseudonymizer, read_entries,
};
use client_core::consent::{
    ConsentEvent, ConsentRecord, ConsentRegistry, EndedBy, MemoryConsentStore,
};
use openfinance_client::login::Authorization;
use openfinance_client::model::{
    Consent, NewConsent, PaymentConsent, PermissionGroup, RecurringConsent,
};
use openfinance_client::register::{AnsweredConsent, ConsentRegister, Grounds};
use openfinance_client::sandbox::{Decision, Sandbox};
use openfinance_client::webhook;
use openfinance_client::{Bank, ErrorKind};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::harness::{MockBank, fixture};

const CPF: &str = "52998224725";
const CNPJ: &str = "12ABC34501DE35";
const ISSUER: &str = "https://auth.bancoficticio.example";

fn pseudonyms() -> Pseudonymizer {
    Pseudonymizer::new(&"padaria-tres-irmaos-tenant-key".into()).unwrap()
}

fn register(issuer: &str) -> (ConsentRegister, Arc<MemorySink>) {
    let log = Arc::new(MemorySink::new());
    let trail = AuditTrail::new(log.clone(), OnAuditFailure::Stop);
    let store = Arc::new(MemoryConsentStore::new());
    let registry = ConsentRegistry::new(store, trail, Arc::new(SystemClock));
    let register = ConsentRegister::new(registry, issuer, Arc::new(pseudonyms()));
    (register, log)
}

fn grounds() -> Grounds {
    Grounds::new(LegalBasis::Contract, "conciliação bancária")
}

fn of_company() -> NewConsent {
    NewConsent::of_company(Cnpj::parse(CNPJ).unwrap(), Cpf::parse(CPF).unwrap())
        .allow(PermissionGroup::AccountStatements)
        .allow(PermissionGroup::Exchanges)
        .until(OffsetDateTime::now_utc() + Duration::days(20))
}

async fn record(register: &ConsentRegister, id: &str) -> ConsentRecord {
    let found = register.registry().get(&register.key(id)).await.unwrap();
    found.unwrap()
}

async fn agreed(sandbox: &Sandbox, bank: &Bank, decision: Decision) -> Consent {
    let consent = bank.consents().create(&of_company()).send().await.unwrap();
    let party = sandbox.relying_party().unwrap();
    let request = Authorization::of_consent(&consent.id, sandbox.redirect_uri());
    let (address, _) = party.start(&request).await.unwrap();
    sandbox.visit(&address, decision).await.unwrap();
    consent
}

#[tokio::test]
async fn the_life_of_a_consent_at_a_bank_is_taken_down() {
    let sandbox = Sandbox::start().await.unwrap();
    let bank = sandbox.bank().unwrap();
    let (register, log) = register(ISSUER);
    let consent = agreed(&sandbox, &bank, Decision::Agree).await;
    let other = agreed(&sandbox, &bank, Decision::Decline).await;
    let dropped = agreed(&sandbox, &bank, Decision::Agree).await;
    for answer in [&consent, &other, &dropped] {
        register
            .asked(&of_company(), answer, &grounds())
            .await
            .unwrap();
    }

    let unknown = answer("consents/get", |data| {
        data["consentId"] = "urn:no-such".into()
    });
    register
        .asked(&of_company(), &unknown, &grounds())
        .await
        .unwrap();

    let found = register.refresh(&bank).await.unwrap();
    assert_eq!(found.changes.len(), 3);
    assert_eq!(found.failures.len(), 1);
    assert_eq!(found.failures[0].0.id, "urn:no-such");
    assert_eq!(found.failures[0].1.status().unwrap(), 404);
    assert!(register.refresh(&bank).await.unwrap().changes.is_empty());
    let first = record(&register, consent.id.as_str()).await;
    assert_eq!(*first.state(), ConsentEvent::Granted);
    assert_eq!(*first.subject(), pseudonyms().tax_id(CNPJ).unwrap());
    assert_eq!(first.given_by(), Some(&pseudonyms().tax_id(CPF).unwrap()));
    assert!(first.granted_scopes().contains(&"ACCOUNTS_READ".to_owned()));
    let declined = record(&register, other.id.as_str()).await;
    assert_eq!(*declined.state(), ConsentEvent::Rejected);
    let last = declined.history().last().unwrap();
    assert_eq!(last.ended_by, Some(EndedBy::Holder));
    assert_eq!(last.reason.as_deref(), Some("CUSTOMER_MANUALLY_REJECTED"));
    let due = register
        .registry()
        .due_for_renewal(Duration::days(30))
        .await;
    assert_eq!(due.unwrap().len(), 2);

    let change = register.revoke(&bank, &dropped.id).await.unwrap().unwrap();
    assert_eq!(change.ended_by, Some(EndedBy::Receiver));
    sandbox.revoke_consents();
    let found = register.refresh(&bank).await.unwrap();
    assert_eq!(found.changes.len(), 1);
    let (key, change) = &found.changes[0];
    assert_eq!(key.id, consent.id.as_str());
    assert_eq!(change.what, ConsentEvent::Revoked);
    assert_eq!(change.ended_by, Some(EndedBy::Holder));

    let log = log.json_lines();
    let kinds = read_entries(log.as_bytes()).map(|entry| entry.unwrap().kind().to_owned());
    let count = |wanted: &str, kinds: &[String]| kinds.iter().filter(|k| *k == wanted).count();
    let kinds: Vec<_> = kinds.collect();
    assert_eq!(count("consent.created", &kinds), 4);
    assert_eq!(count("consent.authorised", &kinds), 2);
    assert_eq!(count("consent.rejected", &kinds), 1);
    assert_eq!(count("consent.revoked", &kinds), 2);
    assert!(!log.contains(CPF) && !log.contains(CNPJ));
}

fn answer<T: DeserializeOwned>(name: &str, change: impl FnOnce(&mut Value)) -> T {
    let mut document: Value = serde_json::from_str(&fixture(name)).unwrap();
    change(&mut document["data"]);
    serde_json::from_value(document["data"].take()).unwrap()
}

/// What one status after the other makes of a consent that was asked for.
async fn lives<T: AnsweredConsent>(
    register: &ConsentRegister,
    first: &T,
    then: impl IntoIterator<Item = T>,
) -> Vec<(String, Option<String>)> {
    for answer in then {
        register.observed(&answer).await.unwrap();
    }
    let record = record(register, first.consent_id()).await;
    let steps = record.history().iter();
    steps
        .map(|change| (change.what.to_string(), change.reason.clone()))
        .collect()
}

#[tokio::test]
async fn consents_to_payments_are_used_rejected_or_revoked() {
    let (register, _) = register(ISSUER);
    let pay = |status: &str, extra: Value| -> PaymentConsent {
        answer("payments/get_consent", |data| {
            data["consentId"] = "urn:bancoficticio:p1".into();
            data["status"] = status.into();
            data["rejectionReason"] = extra;
        })
    };
    let first = pay("AWAITING_AUTHORISATION", Value::Null);
    register.asked_to_pay(&first, &grounds()).await.unwrap();
    let then = [pay("AUTHORISED", Value::Null), pay("CONSUMED", Value::Null)];
    let steps = lives(&register, &first, then).await;
    let steps: Vec<_> = steps.iter().map(|(what, _)| what.as_str()).collect();
    assert_eq!(steps, ["asked", "granted", "used"]);

    let recurring = |status: &str, member: &str, detail: Value| -> RecurringConsent {
        answer("automatic_payments/get_consent", |data| {
            data["recurringConsentId"] = "urn:bancoficticio:r1".into();
            data["status"] = status.into();
            data[member] = detail;
        })
    };
    let none = || recurring("AUTHORISED", "revocation", Value::Null);
    register
        .asked_to_pay_automatically(&none(), &grounds())
        .await
        .unwrap();
    let revoked = json!({"revokedBy": "USUARIO", "revokedFrom": "DETENTORA",
        "revokedAt": "2026-11-20T13:06:01Z",
        "reason": {"code": "REVOGADO_USUARIO", "detail": "Lia quis"}});
    let revoked = recurring("REVOKED", "revocation", revoked);
    let steps = lives(&register, &none(), [none(), revoked]).await;
    assert_eq!(steps[2].0, "revoked");
    assert_eq!(steps[2].1.as_deref(), Some("REVOGADO_USUARIO"));
    let last = record(&register, "urn:bancoficticio:r1").await;
    let ended_by = last.history().last().unwrap().ended_by.clone();
    assert_eq!(ended_by, Some(EndedBy::Holder));
    assert!(!format!("{last:?}").contains("Lia"));

    let nobody: PaymentConsent = answer("payments/get_consent", |data| {
        data["loggedUser"] = Value::Null;
    });
    let error = register
        .asked_to_pay(&nobody, &grounds())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains("loggedUser"), "{error}");
}

#[tokio::test]
async fn the_end_of_a_consent_is_told_by_its_reason() {
    let ended = |code: &str| -> Consent {
        answer("consents/get", |data| {
            data["status"] = "REJECTED".into();
            data["rejection"] = json!({"rejectedBy": "ASPSP", "reason": {"code": code}});
        })
    };
    for (code, what) in [
        ("CONSENT_EXPIRED", ConsentEvent::Expired),
        ("CONSENT_MAX_DATE_REACHED", ConsentEvent::Expired),
        ("CUSTOMER_MANUALLY_REVOKED", ConsentEvent::Revoked),
        ("INTERNAL_SECURITY_REASON", ConsentEvent::Rejected),
        ("NOVO_MOTIVO", ConsentEvent::Rejected),
    ] {
        let (register, _) = register(ISSUER);
        let answer = ended(code);
        register
            .asked(&of_company(), &answer, &grounds())
            .await
            .unwrap();
        let change = register.observed(&answer).await.unwrap().unwrap();
        assert_eq!((change.what, change.reason.as_deref()), (what, Some(code)));
    }
}

#[tokio::test]
async fn a_notification_makes_the_register_read_the_consent() {
    let body: Value = serde_json::from_str(&fixture("payments/get_consent")).unwrap();
    let id = body["data"]["consentId"].as_str().unwrap().to_owned();
    let answer = crate::harness::signed(200, &body.to_string()).await;
    let mock = MockBank::answering(answer).await;
    let (register, _) = register(ISSUER);
    let first: PaymentConsent = self::answer("payments/get_consent", |data| {
        data["status"] = "AWAITING_AUTHORISATION".into();
    });
    register.asked_to_pay(&first, &grounds()).await.unwrap();
    let path = format!("/open-banking/webhook/v1/payments/v5/consents/{id}");
    let data = br#"{"data": {"timestamp": "2026-11-20T13:06:01Z"}}"#;
    let notification = webhook::read(&path, &http::HeaderMap::new(), data).unwrap();
    let change = register.notified(&mock.bank, &notification).await.unwrap();
    assert!(change.unwrap().what != ConsentEvent::Asked);
}
