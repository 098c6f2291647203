//! Receiving signed events.

use std::sync::Arc;
use std::time::Duration;

use client_core::webhook::{MemoryReplayGuard, VerifierError, WebhookError, WebhookSigner};
use contaazul_client::model::{ChargeKind, NewCharge};
use contaazul_client::sandbox::{BankAccount, Bill, Company, Sandbox};
use contaazul_client::webhook::{
    ChargePaymentMethod, EventName, ReceiveError, Receiver, signature_scheme,
};
use contaazul_client::{Amount, Pace, SecretString};
use http::HeaderMap;
use time::OffsetDateTime;
use time::macros::{date, datetime};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::harness::fixture;

const NOW: OffsetDateTime = datetime!(2026-04-12 18:01:00 UTC);

fn receiver() -> Receiver {
    let guard = MemoryReplayGuard::new(100, Duration::from_secs(3_600));
    Receiver::builder()
        .with_secret("new", "a secret of this year")
        .with_secret("old", "a secret of last year")
        .with_replay_guard(Arc::new(guard))
        .build()
        .unwrap()
}

fn signed(secret: &str, body: &str) -> HeaderMap {
    let signer = WebhookSigner::new(signature_scheme(), &SecretString::from(secret));
    signer.sign(body.as_bytes(), NOW).unwrap()
}

#[test]
fn the_signature_is_what_the_contract_says() {
    // HMAC-SHA256 of "{}" under "segredo", worked out with another implementation.
    let headers = signed("segredo", "{}");
    let value = headers.get("X-CA-Signature").unwrap().to_str().unwrap();
    assert_eq!(
        value,
        "sha256=fb628fffaa33657454b42caedf691bd6a3ecb2b2f1e32a33d1f916632fa09b20"
    );
}

#[test]
fn an_event_of_either_secret_is_accepted_once() {
    let receiver = receiver();
    let body = fixture("webhook/charge_paid");
    let headers = signed("a secret of last year", &body);
    let received = receiver.receive(&headers, body.as_bytes(), NOW).unwrap();
    assert_eq!(received.verified.secret_id(), "old");
    let event = &received.event;
    assert_eq!(event.name, EventName::ChargePaid);
    assert_eq!(event.amount, Some(Amount::from_cents(25_000)));
    assert_eq!(event.method, Some(ChargePaymentMethod::Pix));
    assert_eq!(event.paid_at, Some(datetime!(2026-04-12 15:00:11 -3)));
    assert_eq!(event.charge_id.as_ref().unwrap().as_str(), "9f7a-4abc");
    assert_eq!(event.nfse_issued, Some(true));

    // Delivered again in other bytes: still the same event.
    let reworded = body.replace("  ", " ");
    let headers = signed("a secret of this year", &reworded);
    let again = receiver.receive(&headers, reworded.as_bytes(), NOW);
    assert!(matches!(
        again,
        Err(ReceiveError::Refused(WebhookError::Replayed { .. }))
    ));

    receiver.forget(&received).unwrap();
    receiver
        .receive(&headers, reworded.as_bytes(), NOW)
        .unwrap();
}

#[test]
fn events_of_later_versions_are_accepted() {
    let receiver = receiver();
    let body = r#"{"event":"cobranca.vencida"}"#;
    let headers = signed("a secret of this year", body);
    let received = receiver.receive(&headers, body.as_bytes(), NOW).unwrap();
    assert_eq!(received.event.name.as_str(), "cobranca.vencida");
    assert!(!received.event.name.is_known());
    assert_eq!(received.event.replay_key(), None);
    assert_eq!(received.replay_key(), received.verified.replay_key());
}

#[test]
fn forgeries_and_odd_messages_are_refused() {
    let receiver = receiver();
    let body = fixture("webhook/charge_paid");
    let receive = |headers: &HeaderMap, body: &str| {
        receiver.receive(headers, body.as_bytes(), NOW).unwrap_err()
    };
    let changed = body.replace("250.00", "950.00");
    let good = signed("a secret of this year", &body);
    let error = receive(&good, &changed);
    assert!(matches!(
        error,
        ReceiveError::Refused(WebhookError::NoSecretMatched { tried: 2 })
    ));
    let error = receive(&HeaderMap::new(), &body);
    assert!(matches!(
        error,
        ReceiveError::Refused(WebhookError::MissingHeader { .. })
    ));
    let mut other_prefix = HeaderMap::new();
    let hex = good
        .get("x-ca-signature")
        .unwrap()
        .to_str()
        .unwrap()
        .replace("sha256", "sha1");
    other_prefix.insert("x-ca-signature", hex.parse().unwrap());
    let error = receive(&other_prefix, &body);
    assert!(matches!(
        error,
        ReceiveError::Refused(WebhookError::MalformedSignature { .. })
    ));

    for body in [
        r#"{"event":7}"#,
        "[]",
        r#"{"cobranca_id":"SEGREDO"}"#,
        "SEGREDO",
    ] {
        let error = receive(&signed("a secret of this year", body), body);
        assert!(matches!(error, ReceiveError::Malformed { .. }), "{body}");
        assert!(!format!("{error} {error:?}").contains("SEGREDO"));
    }

    let early = datetime!(2026-04-12 17:00:00 UTC);
    let error = receiver.receive(&good, body.as_bytes(), early).unwrap_err();
    assert!(matches!(
        error,
        ReceiveError::Refused(WebhookError::TooNew { .. })
    ));
    receiver.receive(&good, body.as_bytes(), NOW).unwrap();
}

#[test]
fn upper_case_hex_is_the_same_signature() {
    let body = fixture("webhook/charge_paid");
    let mut headers = signed("a secret of this year", &body);
    let value = headers.get("x-ca-signature").unwrap().to_str().unwrap();
    let upper = format!(
        "sha256={}",
        value.trim_start_matches("sha256=").to_uppercase()
    );
    headers.insert("x-ca-signature", upper.parse().unwrap());
    receiver().receive(&headers, body.as_bytes(), NOW).unwrap();
}

#[test]
fn a_receiver_without_a_usable_secret_is_not_built() {
    assert!(matches!(
        Receiver::builder().build(),
        Err(VerifierError::NoSecret)
    ));
    let empty = Receiver::builder().with_secret("unset", "").build();
    assert!(matches!(empty, Err(VerifierError::EmptySecret { .. })));
    assert!(!format!("{:?}", receiver()).contains("secret of"));
}

#[tokio::test]
async fn the_sandbox_posts_what_the_receiver_accepts() {
    let company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181")
        .with_account(BankAccount::checking("Conta PJ", "OUTROS", 0).digital())
        .with_receivable(
            Bill::new("Bolo", date!(2026 - 04 - 20), 25_000)
                .counterparty("Ana Exemplo", "52998224725"),
        );
    let sandbox = Sandbox::builder()
        .with_company(company)
        .without_limits()
        .start()
        .await
        .unwrap();
    let client = sandbox.client_of(&sandbox.companies()[0]).await.unwrap();
    let erp = client.with_pace(Pace::Unlimited).build().unwrap();
    let account = erp
        .accounts()
        .list()
        .name("Conta PJ")
        .send()
        .try_collect()
        .await
        .unwrap();
    let account = account[0].id.clone().unwrap();
    let installment = sandbox.installments(&sandbox.companies()[0])[0].clone();
    let new = NewCharge::new(
        ChargeKind::Pix,
        installment,
        account,
        date!(2026 - 04 - 20),
        "Bolo",
    );
    let charge = erp.charges().create(&new).send().await.unwrap().id.unwrap();

    let shop = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(204))
        .mount(&shop)
        .await;
    let address = format!("{}/webhook/contaazul-pix", shop.uri())
        .parse()
        .unwrap();
    let secret = SecretString::from("a secret of this year");
    let unpaid = sandbox.post_charge_paid(&address, &secret, &charge).await;
    assert!(unpaid.is_err(), "an event of something that did not happen");

    sandbox.pay_charge(&charge, date!(2026 - 04 - 12)).unwrap();
    let status = sandbox
        .post_charge_paid(&address, &secret, &charge)
        .await
        .unwrap();
    assert_eq!(status, 204);
    let posted = shop.received_requests().await.unwrap().remove(0);
    let received = receiver()
        .receive(&posted.headers, &posted.body, NOW)
        .unwrap();
    assert_eq!(received.event.charge_id, Some(charge));
    assert_eq!(received.event.amount, Some(Amount::from_cents(25_000)));
}

#[test]
fn a_secret_is_changed_without_losing_what_was_seen() {
    let guard = Arc::new(MemoryReplayGuard::new(100, Duration::from_secs(3_600)));
    let with = |secrets: &[&str]| {
        let builder = Receiver::builder().with_replay_guard(guard.clone());
        let secrets = secrets.iter();
        let builder = secrets.fold(builder, |builder, id| builder.with_secret(*id, *id));
        builder.build().unwrap()
    };
    let body = fixture("webhook/charge_paid");
    let receive = |receiver: &Receiver, secret| {
        receiver.receive(&signed(secret, &body), body.as_bytes(), NOW)
    };
    receive(&with(&["old"]), "old").unwrap();
    let both = with(&["new", "old"]);
    assert!(matches!(
        receive(&both, "new"),
        Err(ReceiveError::Refused(WebhookError::Replayed { .. }))
    ));
    assert!(matches!(
        receive(&with(&["new"]), "old"),
        Err(ReceiveError::Refused(WebhookError::NoSecretMatched { .. }))
    ));
}

#[tokio::test]
async fn a_paid_charge_has_its_invoice_where_the_company_wants_one() {
    let company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181")
        .with_automatic_nfse()
        .with_account(BankAccount::checking("Conta PJ", "OUTROS", 0).digital())
        .with_receivable(
            Bill::new("Buffet", date!(2026 - 04 - 20), 25_000)
                .counterparty("Ana Exemplo", "52998224725"),
        );
    let (sandbox, erp) = crate::sandbox::start(company).await;
    let account = erp.accounts().list().name("Conta PJ").send();
    let account = account.try_collect().await.unwrap()[0].id.clone().unwrap();
    let installment = sandbox.installments(&sandbox.companies()[0])[0].clone();
    let day = date!(2026 - 04 - 20);
    let new = NewCharge::new(ChargeKind::Pix, installment, account, day, "Buffet");
    let charge = erp.charges().create(&new).send().await.unwrap().id.unwrap();
    sandbox.pay_charge(&charge, day).unwrap();

    let shop = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(204))
        .mount(&shop)
        .await;
    let secret = SecretString::from("a secret of this year");
    let address = shop.uri().parse().unwrap();
    sandbox
        .post_charge_paid(&address, &secret, &charge)
        .await
        .unwrap();
    let posted = shop.received_requests().await.unwrap().remove(0);
    let later = datetime!(2026-04-20 18:00 UTC);
    let received = receiver().receive(&posted.headers, &posted.body, later);
    assert_eq!(received.unwrap().event.nfse_issued, Some(true));
    let notes = erp.fiscal_notes().list_nfse(day, day).send();
    let notes = notes.try_collect().await.unwrap();
    assert_eq!(notes[0].total, Some(Amount::from_cents(25_000)));
    let customer = notes[0].customer_tax_id.as_ref().unwrap();
    assert_eq!(customer.expose(), "52998224725");
}
