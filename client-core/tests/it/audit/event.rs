use client_core::audit::{
    Actor, AuditEvent, AuditKind, AuditOutcome, AuditSink, EventError, Evidence, Expiry,
    LegalBasis, MemorySink, Sensitive, verify_chain,
};
use serde_json::{Value, json};
use time::macros::{date, datetime};

use super::{NOON, PLANTED_CPF, PLANTED_TOKEN, pseudonyms};

#[tokio::test]
async fn writes_every_fact_in_fixed_order() {
    let pseudonyms = pseudonyms();
    let event = AuditEvent::builder(AuditKind::DATA_PULLED, NOON)
        .outcome(AuditOutcome::Succeeded)
        .actor(Actor::User(pseudonyms.opaque("user-778").unwrap()))
        .controller("Padaria Três Irmãos Ltda, CNPJ 12.345.678/0001-95")
        .processor("Escritório Contábil Exemplo")
        .subject(pseudonyms.tax_id(PLANTED_CPF).unwrap())
        .source("open_finance_brasil")
        .institution("18236120")
        .consent_id("urn:bancoex:C1DD33123")
        .legal_basis(LegalBasis::Consent)
        .purpose("conciliação bancária")
        .scope("ACCOUNTS_READ")
        .scope("RESOURCES_READ")
        .date_range(date!(2026 - 10 - 01), date!(2026 - 10 - 31))
        .record_count("transactions", 412)
        .record_count("accounts", 2)
        .expires_at(Expiry::Indefinite)
        .evidence(
            Evidence::of(b"abc")
                .text_version("2026-10-01")
                .channel("redirect")
                .ip(pseudonyms.opaque("203.0.113.9").unwrap()),
        )
        .reference("01JD5XKQ6W8Y3B7F2M9N4P0RST")
        .request_id("4b2f1c9e-8d3a-4f6b-9c7d-123456789012")
        .note("second attempt")
        .build()
        .unwrap();
    let sink = MemorySink::new();
    sink.append(&event).await.unwrap();

    let log = sink.json_lines();
    let record: Value = serde_json::from_str(&log).unwrap();
    let zeros = "0".repeat(64);
    assert_eq!(
        record,
        json!({
            "seq": 1,
            "record_id": event.record_id(),
            "recorded_at": "2026-11-21T12:00:00Z",
            "event": "data.pulled",
            "outcome": "succeeded",
            "actor": { "user": "hmac-sha256:4360356fc3faf726" },
            "controller": "Padaria Três Irmãos Ltda, CNPJ 12.345.678/0001-95",
            "processor": "Escritório Contábil Exemplo",
            "subject": "hmac-sha256:46054b9e6c921834",
            "source": "open_finance_brasil",
            "institution": "18236120",
            "consent_id": "urn:bancoex:C1DD33123",
            "legal_basis": { "lgpd_article": "7", "item": "I", "label": "consent" },
            "purpose": "conciliação bancária",
            "scopes": ["ACCOUNTS_READ", "RESOURCES_READ"],
            "date_range": { "from": "2026-10-01", "to": "2026-10-31" },
            "record_counts": { "accounts": 2, "transactions": 412 },
            "expires_at": null,
            "evidence": {
                "text_sha256":
                    "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "text_version": "2026-10-01",
                "channel": "redirect",
                "ip": pseudonyms.opaque("203.0.113.9").unwrap().as_str(),
            },
            "reference": "01JD5XKQ6W8Y3B7F2M9N4P0RST",
            "request_id": "4b2f1c9e-8d3a-4f6b-9c7d-123456789012",
            "note": "second attempt",
            "prev_hash": format!("sha256:{zeros}"),
            "hash": sink.head().hash().to_string(),
        })
    );
    let order = [
        "seq",
        "record_id",
        "recorded_at",
        "event",
        "outcome",
        "note",
        "prev_hash",
    ];
    let positions: Vec<_> = order
        .iter()
        .map(|member| log.find(&format!(r#""{member}":"#)).unwrap())
        .collect();
    assert!(positions.is_sorted(), "{positions:?}");
    assert_eq!(verify_chain(log.as_bytes()).unwrap(), sink.head());
}

#[test]
fn processing_needs_a_basis_and_a_purpose() {
    for kind in [
        AuditKind::DATA_PULLED,
        AuditKind::EXPORT_CREATED,
        AuditKind::CONSENT_RENEWED,
    ] {
        let missing = |field| EventError::Missing {
            field,
            kind: kind.clone(),
        };
        let bare = AuditEvent::builder(kind.clone(), NOON).build();
        assert_eq!(bare.err(), Some(missing("legal_basis")));
        let unexplained = AuditEvent::builder(kind.clone(), NOON)
            .legal_basis(LegalBasis::LegalObligation)
            .build();
        assert_eq!(unexplained.err(), Some(missing("purpose")));
    }
    assert!(
        AuditEvent::builder(AuditKind::PAYMENT_SENT, NOON)
            .build()
            .is_ok()
    );
}

#[test]
fn refuses_planted_personal_data_by_field_without_repeating_it() {
    let start = || AuditEvent::builder(AuditKind::PAYMENT_SENT, NOON);
    let purpose = format!("pay {PLANTED_CPF}");
    let evidence = Evidence::of(b"").channel(PLANTED_TOKEN);
    for (builder, field, found) in [
        (start().purpose(purpose), "purpose", Sensitive::Cpf),
        (
            start().controller("ana@exemplo.com.br"),
            "controller",
            Sensitive::Email,
        ),
        (
            start().processor("(11) 91234-5678"),
            "processor",
            Sensitive::Phone,
        ),
        (
            start().actor(Actor::System(PLANTED_TOKEN.into())),
            "actor",
            Sensitive::Token,
        ),
        (start().source(PLANTED_CPF), "source", Sensitive::Cpf),
        (
            start().consent_id(PLANTED_TOKEN),
            "consent_id",
            Sensitive::Token,
        ),
        (
            start().reference("52998224725"),
            "reference",
            Sensitive::Cpf,
        ),
        (
            start().request_id(PLANTED_TOKEN),
            "request_id",
            Sensitive::Token,
        ),
        (
            start().scope("OK").scope(PLANTED_CPF),
            "scopes",
            Sensitive::Cpf,
        ),
        (
            start().record_count(PLANTED_CPF, 1),
            "record_counts",
            Sensitive::Cpf,
        ),
        (
            start().evidence(evidence),
            "evidence.channel",
            Sensitive::Token,
        ),
    ] {
        let unchecked = format!("{builder:?}");
        let error = builder.build().unwrap_err();
        assert_eq!(error, EventError::Sensitive { field, found });
        let printed = format!("{unchecked} {error} {error:?}");
        for planted in [
            PLANTED_CPF,
            "52998224725",
            PLANTED_TOKEN,
            "exemplo",
            "91234",
        ] {
            assert!(!printed.contains(planted), "{printed}");
        }
    }
}

#[test]
fn refuses_values_of_another_shape() {
    let start = || AuditEvent::builder(AuditKind::PAYMENT_SENT, NOON);
    let field_of = |error| match error {
        EventError::Malformed { field, .. } | EventError::Time { field } => field,
        other => panic!("{other:?}"),
    };
    let many_scopes = (0..257).fold(start(), |event, index| event.scope(format!("s{index}")));
    for (builder, field) in [
        (start().purpose(" "), "purpose"),
        (start().purpose("a".repeat(301)), "purpose"),
        (start().institution("1823 6120"), "institution"),
        (start().request_id("a".repeat(129)), "request_id"),
        (many_scopes, "scopes"),
        (
            AuditEvent::builder(AuditKind::PAYMENT_SENT, datetime!(1969-12-31 0:00 UTC)),
            "recorded_at",
        ),
        (
            start().expires_at(Expiry::At(datetime!(-0001-01-01 0:00 UTC))),
            "expires_at",
        ),
    ] {
        assert_eq!(field_of(builder.build().unwrap_err()), field);
    }
    let backwards = start()
        .date_range(date!(2026 - 10 - 31), date!(2026 - 10 - 01))
        .build();
    assert_eq!(backwards.err(), Some(EventError::DateRange));
}

#[test]
fn kinds_are_open_but_shaped() {
    assert_eq!(
        AuditKind::custom("data.pulled").unwrap(),
        AuditKind::DATA_PULLED
    );
    assert!(
        AuditKind::custom("data.pulled")
            .unwrap()
            .needs_legal_basis()
    );
    assert_eq!(
        AuditKind::custom("ledger.month_closed").unwrap().as_str(),
        "ledger.month_closed"
    );
    for name in [
        "",
        "closed",
        "Ledger.closed",
        "ledger.",
        "ledger..closed",
        "a.b c",
        "a.é",
    ] {
        assert!(AuditKind::custom(name).is_err(), "{name}");
    }
}
