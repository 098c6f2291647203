//! Payments: what is sent, what is refused before it is sent, and payments at the sandbox.

use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use brazil_types::{Cpf, EndToEndId, Ispb, PixKey, TaxId};
use client_core::http::{ConfigureCall as _, IdempotencyKey};
use openfinance_client::api::OrderFate;
use openfinance_client::jose::JoseError;
use openfinance_client::login::Authorization;
use openfinance_client::message::MessageError;
use openfinance_client::model::{
    Creditor, LifeCycle as _, NewPaymentConsent, PaymentConsent, PaymentConsentStatus,
    PaymentDates, PaymentRejectionCode, PaymentStatus, PixAccount, PixAccountKind, PixOrder,
    PixTarget,
};
use openfinance_client::sandbox::{Decision, MessageForgery, PaymentStory, Sandbox};
use openfinance_client::{Amount, Bank, BankRetry, Endpoints, Error, ErrorKind, Outcome, Polling};
use serde_json::{Value, json};
use time::macros::date;
use time::{Date, Duration as Days, OffsetDateTime, Weekday};
use wiremock::{Request, ResponseTemplate};

use crate::coverage::payments::{account, asked, initiator, order};
use crate::harness::{CUSTOMER_TOKEN, MockBank, bearer, fixture, header, opened, signed};

fn cpf() -> Cpf {
    Cpf::parse("52998224725").unwrap()
}

fn tomorrow() -> Date {
    brazil_types::calendar::brasilia_date(OffsetDateTime::now_utc()) + Days::days(1)
}

fn quickly() -> Polling {
    let wait = Duration::from_millis(1);
    Polling::new()
        .with_waits(wait, wait)
        .with_limit(Duration::from_secs(20))
}

#[tokio::test]
async fn a_consent_says_all_that_the_contract_asks_for() {
    let mock = MockBank::with_signed(201, &fixture("payments/create_consent")).await;
    let today = tomorrow() - Days::days(1);
    let consent = asked().from_account(account()).payer_town("5300108");
    mock.bank
        .payments()
        .create_consent(&consent)
        .send()
        .await
        .unwrap();
    let account = json!({
        "ispb": "12345678", "issuer": "1774", "number": "1234567", "accountType": "CACC"
    });
    let sent = mock.signed_data().await;
    assert_eq!(
        sent,
        json!({
            "loggedUser": {"document": {"identification": "52998224725", "rel": "CPF"}},
            "creditor": {
                "personType": "PESSOA_JURIDICA",
                "cpfCnpj": "12ABC34501DE35",
                "name": "Loja Fictícia",
            },
            "payment": {
                "type": "PIX",
                "purpose": "IMMEDIATE",
                "date": today.to_string(),
                "currency": "BRL",
                "amount": "10.50",
                "ibgeTownCode": "5300108",
                "details": {
                    "localInstrument": "DICT",
                    "proxy": "loja@example.com",
                    "creditorAccount": account,
                },
            },
            "debtorAccount": account,
        })
    );
}

#[tokio::test]
async fn every_kind_of_schedule_is_written_as_the_contract_has_it() {
    let start = tomorrow();
    let cases = [
        (
            PaymentDates::Once(start),
            json!({"single": {"date": start.to_string()}}),
        ),
        (
            PaymentDates::Daily { start, count: 3 },
            json!({"daily": {"startDate": start.to_string(), "quantity": 3}}),
        ),
        (
            PaymentDates::Weekly {
                day: Weekday::Thursday,
                start,
                count: 4,
            },
            json!({"weekly": {
                "dayOfWeek": "QUINTA_FEIRA", "startDate": start.to_string(), "quantity": 4
            }}),
        ),
        (
            PaymentDates::Monthly {
                day: 31,
                start,
                count: 24,
            },
            json!({"monthly": {
                "dayOfMonth": 31, "startDate": start.to_string(), "quantity": 24
            }}),
        ),
        (
            PaymentDates::Custom(vec![start, start + Days::days(9)]),
            json!({"custom": {
                "dates": [start.to_string(), (start + Days::days(9)).to_string()]
            }}),
        ),
    ];
    for (dates, mut written) in cases {
        let mock = MockBank::with_signed(201, &fixture("payments/create_consent")).await;
        let consent = asked().scheduled(dates.clone(), "Aluguel");
        mock.bank
            .payments()
            .create_consent(&consent)
            .send()
            .await
            .unwrap();
        let mut sent = mock.signed_data().await;
        written["additionalInformation"] = "Aluguel".into();
        assert_eq!(sent["payment"]["schedule"], written);
        assert!(sent["payment"].get("date").is_none());
        let purpose = match dates {
            PaymentDates::Once(_) => "SINGLE_SCHEDULED",
            _ => "RECURRENT_SCHEDULED",
        };
        assert_eq!(sent["payment"]["purpose"].take(), json!(purpose));
    }
}

#[test]
fn days_follow_the_calendar() {
    let monthly = |day, start, count| PaymentDates::Monthly { day, start, count };
    let days = monthly(31, date!(2027 - 01 - 31), 4).days().unwrap();
    // A month without that day pays on the first of the next.
    let expected = [
        date!(2027 - 01 - 31),
        date!(2027 - 03 - 01),
        date!(2027 - 03 - 31),
        date!(2027 - 05 - 01),
    ];
    assert_eq!(days, expected);
    let days = monthly(5, date!(2026 - 12 - 06), 2).days().unwrap();
    assert_eq!(days, [date!(2027 - 01 - 05), date!(2027 - 02 - 05)]);
    // 2026-12-01 is a Tuesday.
    let weekly = |day| PaymentDates::Weekly {
        day,
        start: date!(2026 - 12 - 01),
        count: 2,
    };
    let monday = weekly(Weekday::Monday).days().unwrap();
    assert_eq!(monday, [date!(2026 - 12 - 07), date!(2026 - 12 - 14)]);
    let tuesday = weekly(Weekday::Tuesday).days().unwrap();
    assert_eq!(tuesday, [date!(2026 - 12 - 01), date!(2026 - 12 - 08)]);
}

#[test]
fn an_order_holds_one_payment_a_day_with_an_id_for_that_day() {
    let order = order();
    assert_eq!(order.payments().len(), 24);
    let ids: Vec<EndToEndId> = order.end_to_end_ids().collect();
    let first = ids[0];
    assert_eq!(first.ispb().as_str(), "87654321");
    assert!(first.as_str().starts_with("E87654321202612311500"));
    // February 2027 has no 31st.
    assert!(ids[2].as_str().starts_with("E87654321202703011500"));
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), 24);
    let stored = serde_json::to_string(&order).unwrap();
    let restored: PixOrder = serde_json::from_str(&stored).unwrap();
    assert_eq!(restored, order, "an order survives a restart");
}

fn at_sandbox_bank(instrument: PixTarget, amount: &str) -> NewPaymentConsent {
    let shop = Creditor::new(TaxId::parse("12ABC34501DE35").unwrap(), "Loja Fictícia");
    NewPaymentConsent::of_person(cpf(), shop, Amount::parse(amount).unwrap(), instrument)
}

#[tokio::test]
async fn what_cannot_be_paid_is_not_sent_and_the_field_is_named() {
    let key = PixKey::parse("loja@example.com").unwrap();
    let by_key = || PixTarget::key(&key, account());
    let no_branch = PixAccount::new(
        Ispb::parse("12345678").unwrap(),
        "12",
        PixAccountKind::Savings,
    );
    let lettered = PixAccount::new(
        Ispb::parse("12345678").unwrap(),
        "12X",
        PixAccountKind::Payment,
    );
    let shop = |name: &str| {
        let creditor = Creditor::new(TaxId::parse("52998224725").unwrap(), name);
        let amount = Amount::parse("1").unwrap();
        NewPaymentConsent::of_person(cpf(), creditor, amount, by_key())
    };
    let on = |dates| asked().scheduled(dates, "Aluguel");
    let today = tomorrow() - Days::days(1);
    let twice = vec![tomorrow(), tomorrow()];
    let dynamic = PixTarget::dynamic_qr("000201", "a.b.c", &key, account());
    let cases = [
        (at_sandbox_bank(by_key(), "0"), "payment.amount"),
        (at_sandbox_bank(by_key(), "-1"), "payment.amount"),
        (at_sandbox_bank(by_key(), "1.005"), "payment.amount"),
        (
            at_sandbox_bank(PixTarget::account(no_branch), "1"),
            "creditorAccount.issuer",
        ),
        (
            at_sandbox_bank(PixTarget::account(lettered), "1"),
            "creditorAccount.number",
        ),
        (at_sandbox_bank(dynamic.clone(), "1"), "qrCode"),
        (shop(""), "creditor.name"),
        (shop("日本"), "creditor.name"),
        (shop(&"x".repeat(151)), "creditor.name"),
        (asked().payer_town("123"), "ibgeTownCode"),
        (on(PaymentDates::Once(today)), "schedule begins"),
        (on(PaymentDates::Once(today + Days::days(800))), "two years"),
        (on(PaymentDates::Custom(twice)), "custom.dates"),
        (
            on(PaymentDates::Daily {
                start: tomorrow(),
                count: 61,
            }),
            "daily.quantity",
        ),
        (
            on(PaymentDates::Monthly {
                day: 32,
                start: tomorrow(),
                count: 2,
            }),
            "monthly.dayOfMonth",
        ),
        (
            asked().scheduled(PaymentDates::Once(tomorrow()), ""),
            "additionalInformation",
        ),
        (
            on(PaymentDates::Once(tomorrow())).withdrawal(),
            "payment.purpose",
        ),
    ];
    let mock = MockBank::with_signed(201, &fixture("payments/create_consent")).await;
    for (consent, field) in cases {
        let answer = mock.bank.payments().create_consent(&consent).send().await;
        let error = answer.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Input, Outcome::NotSent),
            "{field}"
        );
        assert!(error.to_string().contains(field), "{field}: {error}");
    }
    assert_eq!(mock.requests().await.len(), 0);
}

/// A static code of the key and amount.
fn static_code(key: &PixKey, cents: u64) -> String {
    brazil_types::br_code::BrCodeBuilder::for_key(*key, "Loja Ficticia", "Brasilia")
        .amount_cents(cents)
        .txid(brazil_types::Txid::parse("PEDIDO42").unwrap())
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_static_code_must_be_for_this_key_and_amount_and_names_the_payment() {
    let key = PixKey::parse("loja@example.com").unwrap();
    let other = PixKey::parse("outra@example.com").unwrap();
    let code = static_code(&key, 1050);
    let mock = MockBank::with_signed(201, &fixture("payments/create_consent")).await;
    for (key, amount, field) in [
        (&other, "10.50", "proxy"),
        (&key, "10.51", "payment.amount"),
    ] {
        let target = PixTarget::static_qr(code.clone(), key, account());
        let consent = at_sandbox_bank(target, amount);
        let answer = mock.bank.payments().create_consent(&consent).send().await;
        assert!(answer.unwrap_err().to_string().contains(field), "{field}");
    }
    let target = PixTarget::static_qr(code, &key, account()).by_nfc();
    let consent = at_sandbox_bank(target.clone(), "10.50");
    mock.bank
        .payments()
        .create_consent(&consent)
        .send()
        .await
        .unwrap();
    let sent = mock.signed_data().await;
    assert_eq!(sent["payment"]["details"]["localInstrument"], "APES");

    let mut answer: Value = serde_json::from_str(&fixture("payments/get_consent")).unwrap();
    answer["data"]["payment"]["details"] = serde_json::to_value(&target).unwrap();
    let consent: PaymentConsent = serde_json::from_value(answer["data"].take()).unwrap();
    let order = PixOrder::under(&consent, &initiator()).unwrap();
    let txid = order.payments()[0].txid.unwrap();
    assert_eq!(txid.as_str(), "PEDIDO42");
}

#[tokio::test]
async fn payments_that_break_a_rule_of_their_instrument_are_not_sent() {
    let mock = MockBank::with_signed(201, &fixture("payments/initiate")).await;
    let txid = brazil_types::Txid::parse("PEDIDO42").unwrap();
    let cases = [
        (order().txid(txid), "transactionIdentification"),
        (order().note("x".repeat(141)), "remittanceInformation"),
    ];
    for (order, field) in cases {
        let call = mock
            .bank
            .payments()
            .initiate(&order, bearer(CUSTOMER_TOKEN));
        let error = call.send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input, "{field}");
        assert!(error.to_string().contains(field), "{error}");
    }
    assert_eq!(mock.requests().await.len(), 0);
}

#[tokio::test]
async fn without_signatures_nothing_is_initiated() {
    let base = url::Url::parse("http://127.0.0.1:9").unwrap();
    let bank = Bank::builder(Endpoints::at(&base))
        .with_client_credential(
            openfinance_client::ClientScope::Payments,
            bearer(CUSTOMER_TOKEN),
        )
        .build()
        .unwrap();
    let error = bank.payments().get(&"1".into()).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("with_signed_messages"));
}

#[tokio::test]
async fn a_refusal_counts_when_it_is_signed_and_is_doubted_when_not() {
    let body = json!({"errors": [{"code": "SALDO_INSUFICIENTE", "title": "x", "detail": "y"}]});
    let body = body.to_string();
    let plain = ResponseTemplate::new(422).set_body_raw(body.clone(), "application/json");
    for (answer, outcome) in [
        (signed(422, &body).await, Outcome::Refused),
        (plain, Outcome::Unknown),
    ] {
        let mock = MockBank::answering(answer).await;
        let call = mock
            .bank
            .payments()
            .initiate(&order(), bearer(CUSTOMER_TOKEN));
        let error = call.send().await.unwrap_err();
        assert_eq!(error.code(), Some("SALDO_INSUFICIENTE"));
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Api, outcome));
    }
}

#[tokio::test]
async fn a_key_too_long_for_banks_is_not_sent() {
    let mock = MockBank::with_signed(201, &fixture("payments/create_consent")).await;
    let key: IdempotencyKey = IdempotencyKey::new("k".repeat(41)).unwrap();
    let call = mock.bank.payments().create_consent(&asked());
    let error = call.with_idempotency_key(key).send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Input, Outcome::NotSent)
    );
    assert_eq!(mock.requests().await.len(), 0);
}

/// A consent that the customer agreed to, and their token.
async fn agreed(
    sandbox: &Sandbox,
    asked: &NewPaymentConsent,
) -> (
    Bank,
    PaymentConsent,
    Arc<dyn openfinance_client::Credential>,
) {
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let consent = bank.payments().create_consent(asked).send().await.unwrap();
    let request = Authorization::of_payment(&consent.id, sandbox.redirect_uri());
    let (address, pending) = party.start(&request).await.unwrap();
    let callback = sandbox.agree(&address).await.unwrap();
    let login = party.finish(&pending, &callback).await.unwrap();
    let consent = bank
        .payments()
        .get_consent(&consent.id)
        .send()
        .await
        .unwrap();
    assert_eq!(consent.status, PaymentConsentStatus::Authorised);
    assert!(consent.debtor_account.is_some());
    (bank, consent, login.credential().unwrap())
}

#[tokio::test]
async fn a_payment_walks_through_its_states_at_the_sandbox() {
    let sandbox = Sandbox::start().await.unwrap();
    let (bank, consent, customer) = agreed(&sandbox, &asked()).await;
    let order = PixOrder::under(&consent, &initiator()).unwrap();
    let payments = bank.payments();
    assert!(matches!(
        payments.what_became_of(&order).await.unwrap(),
        OrderFate::NotInitiated(_)
    ));
    let key = IdempotencyKey::generate().unwrap();
    let initiate = || {
        payments
            .initiate(&order, customer.clone())
            .with_idempotency_key(key.clone())
    };
    let initiated = initiate().send().await.unwrap();
    assert_eq!(initiated.len(), 1);
    assert_eq!(initiated[0].status, PaymentStatus::Received);
    let id = order.end_to_end_ids().next().unwrap();
    assert_eq!(initiated[0].end_to_end_id.as_deref(), Some(id.as_str()));

    let again = initiate().send().await.unwrap();
    assert_eq!(again[0].id, initiated[0].id, "one key, one payment");
    let fate = payments.what_became_of(&order).await.unwrap();
    assert!(matches!(fate, OrderFate::Initiated(found) if found[0].id == initiated[0].id));

    let watched = payments
        .wait_until_final(&initiated[0].id, &quickly())
        .await
        .unwrap();
    assert_eq!(watched.last.status, PaymentStatus::Settled);
    assert!(!watched.timed_out && watched.illegal.is_empty());
    let consent = payments.get_consent(&consent.id).send().await.unwrap();
    assert_eq!(consent.status, PaymentConsentStatus::Consumed);
    let error = payments
        .cancel(&initiated[0].id, cpf())
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("PAGAMENTO_NAO_PERMITE_CANCELAMENTO"));
    assert_eq!(error.outcome(), Outcome::Refused);
}

#[tokio::test]
async fn what_banks_do_with_payments_is_seen() {
    for (story, status, timed_out, illegal) in [
        (PaymentStory::HeldBack, PaymentStatus::Settled, false, 0),
        (PaymentStory::Rejected, PaymentStatus::Rejected, false, 0),
        (PaymentStory::LeftPending, PaymentStatus::Pending, true, 0),
        (PaymentStory::Contradicts, PaymentStatus::Settled, false, 1),
    ] {
        let sandbox = Sandbox::start().await.unwrap();
        sandbox.tell_of_payments(story);
        let (bank, consent, customer) = agreed(&sandbox, &asked()).await;
        let order = PixOrder::under(&consent, &initiator()).unwrap();
        let paid = bank
            .payments()
            .initiate(&order, customer)
            .send()
            .await
            .unwrap();
        let limit = match timed_out {
            true => Duration::from_millis(300),
            false => Duration::from_secs(20),
        };
        let polling = quickly().with_limit(limit);
        let watched = bank
            .payments()
            .wait_until_final(&paid[0].id, &polling)
            .await
            .unwrap();
        assert_eq!(watched.last.status, status);
        assert_eq!(
            (watched.timed_out, watched.illegal.len()),
            (timed_out, illegal)
        );
        if story == PaymentStory::Rejected {
            let rejection = watched.last.rejection.unwrap();
            assert_eq!(rejection.code, PaymentRejectionCode::RefusedBySettlement);
        }
        if story == PaymentStory::LeftPending {
            let cancelled = bank
                .payments()
                .cancel(&paid[0].id, cpf())
                .send()
                .await
                .unwrap();
            assert_eq!(cancelled.status, PaymentStatus::Cancelled);
            assert!(cancelled.cancellation.is_some());
        }
    }
}

#[tokio::test]
async fn a_series_is_scheduled_at_once_and_cancelled_at_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let dates = PaymentDates::Daily {
        start: tomorrow(),
        count: 5,
    };
    let asked = asked().scheduled(dates, "Cinco dias");
    let (bank, consent, customer) = agreed(&sandbox, &asked).await;
    let order = PixOrder::under(&consent, &initiator())
        .unwrap()
        .note("Parcela");
    let paid = bank
        .payments()
        .initiate(&order, customer)
        .send()
        .await
        .unwrap();
    assert_eq!(paid.len(), 5);
    let watched = bank
        .payments()
        .wait_until_final(&paid[0].id, &quickly())
        .await
        .unwrap();
    assert_eq!(watched.last.status, PaymentStatus::Scheduled);
    let two_days = bank
        .payments()
        .list(&consent.id)
        .from(tomorrow() + Days::days(1))
        .to(tomorrow() + Days::days(2));
    assert_eq!(two_days.send().await.unwrap().len(), 2);

    bank.payments()
        .cancel_all(&consent.id, cpf())
        .send()
        .await
        .unwrap();
    let left = bank.payments().list(&consent.id).send().await.unwrap();
    assert!(
        left.iter()
            .all(|payment| payment.status == PaymentStatus::Cancelled)
    );
}

#[tokio::test]
async fn a_declined_consent_pays_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let consent = bank
        .payments()
        .create_consent(&asked())
        .send()
        .await
        .unwrap();
    let order = PixOrder::under(&consent, &initiator()).unwrap();
    let request = Authorization::of_payment(&consent.id, sandbox.redirect_uri());
    let (address, _) = party.start(&request).await.unwrap();
    sandbox.visit(&address, Decision::Decline).await.unwrap();
    let watched = bank
        .payments()
        .wait_until_decided(&consent.id, &quickly())
        .await
        .unwrap();
    assert_eq!(watched.last.status, PaymentConsentStatus::Rejected);
    assert!(matches!(
        bank.payments().what_became_of(&order).await.unwrap(),
        OrderFate::NeverPaid(_)
    ));
}

fn cause<T: std::error::Error + Copy + 'static>(error: &Error) -> Option<T> {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(found) = cause.downcast_ref::<T>() {
            return Some(*found);
        }
        source = cause.source();
    }
    None
}

#[tokio::test]
async fn a_forged_answer_is_refused_with_its_reason_and_settles_nothing() {
    use MessageForgery as F;
    let sandbox = Sandbox::start().await.unwrap();
    let bank = sandbox.bank().unwrap();
    let jose = [
        (F::NotSigned, JoseError::NotSigned),
        (F::Unsigned, JoseError::Algorithm),
        (F::SwappedKey, JoseError::Signature),
        (F::UnknownKey, JoseError::UnknownKey),
    ];
    let claims = [
        (F::OtherIssuer, MessageError::Issuer),
        (F::OtherAudience, MessageError::Audience),
        (F::Stale, MessageError::Stale),
        (F::FromTheFuture, MessageError::FromTheFuture),
        (F::NoTime, MessageError::NoTime),
        (F::NoId, MessageError::NoId),
    ];
    let meet = async |forgery| {
        sandbox.forge_message(forgery);
        let answer = bank.payments().create_consent(&asked()).send().await;
        let error = answer.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Untrusted, Outcome::Unknown),
            "{forgery:?}"
        );
        assert_eq!(error.attempts(), 1, "{forgery:?} is not asked again");
        error
    };
    for (forgery, reason) in jose {
        assert_eq!(cause::<JoseError>(&meet(forgery).await), Some(reason));
    }
    for (forgery, reason) in claims {
        assert_eq!(cause::<MessageError>(&meet(forgery).await), Some(reason));
    }
}

#[tokio::test]
async fn an_attempt_that_is_repeated_is_signed_anew_under_the_same_key() {
    let answer = signed(201, &fixture("payments/initiate")).await;
    let asked = AtomicUsize::new(0);
    let busy_first = move |_: &Request| match asked.fetch_add(1, Ordering::SeqCst) {
        0 => ResponseTemplate::new(503),
        _ => answer.clone(),
    };
    let mock = MockBank::with_retry(busy_first, Arc::new(BankRetry::new())).await;
    let order = order();
    let call = mock
        .bank
        .payments()
        .initiate(&order, bearer(CUSTOMER_TOKEN));
    call.send().await.unwrap();
    let requests = mock.requests().await;
    assert_eq!(requests.len(), 2);
    let key = |request| header(request, "x-idempotency-key").unwrap().to_owned();
    assert_eq!(key(&requests[0]), key(&requests[1]));
    let (first, second) = (opened(&requests[0]), opened(&requests[1]));
    assert_ne!(first["jti"], second["jti"]);
    assert_eq!(first["data"], second["data"]);
}

#[test]
fn no_status_follows_a_final_one() {
    for last in [
        PaymentStatus::Settled,
        PaymentStatus::Rejected,
        PaymentStatus::Cancelled,
    ] {
        assert!(last.is_final());
        for next in PaymentStatus::KNOWN {
            let next = PaymentStatus::from(*next);
            assert_eq!(last.may_become(&next), last == next);
        }
        assert!(last.may_become(&"NOVO".into()));
    }
    let (settling, held) = (PaymentStatus::InSettlement, PaymentStatus::Pending);
    let error = settling.check_next(&held).unwrap_err();
    assert_eq!((error.from, error.to), (settling, held));
    assert!(PaymentStatus::Scheduled.may_become(&PaymentStatus::Settled));
    assert!(!PaymentConsentStatus::Authorised.may_become(&PaymentConsentStatus::PartiallyAccepted));
}

#[tokio::test]
async fn version_4_says_the_same_in_its_own_words() {
    let sandbox = Sandbox::start().await.unwrap();
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let payments = bank.payments_v4();
    let dates = PaymentDates::Custom(vec![tomorrow(), tomorrow() + Days::days(3)]);
    let asked = asked().scheduled(dates, "Dois dias");
    let consent = payments.create_consent(&asked).send().await.unwrap();
    let request = Authorization::of_payment(&consent.id, sandbox.redirect_uri());
    let (address, pending) = party.start(&request).await.unwrap();
    let callback = sandbox.agree(&address).await.unwrap();
    let login = party.finish(&pending, &callback).await.unwrap();
    let consent = payments.get_consent(&consent.id).send().await.unwrap();
    let terms = consent.payment.as_ref().unwrap();
    assert_eq!(terms.purpose, None);
    let schedule = terms.schedule.as_ref().unwrap();
    assert_eq!(schedule.additional_information, None);
    let told = schedule
        .custom
        .as_ref()
        .unwrap()
        .additional_information
        .as_ref();
    assert_eq!(told.unwrap().expose(), "Dois dias");

    let order = PixOrder::under(&consent, &initiator()).unwrap();
    let fate = payments.what_became_of(&order).await.unwrap();
    assert!(matches!(fate, OrderFate::NotInitiated(_)));
    let customer = login.credential().unwrap();
    let paid = payments.initiate(&order, customer).send().await.unwrap();
    assert_eq!(paid.len(), 2);
    let fate = payments.what_became_of(&order).await.unwrap();
    assert!(matches!(fate, OrderFate::Unclear(_)));
    let cancelled = payments.cancel(&paid[0].id, cpf()).send().await.unwrap();
    assert_eq!(cancelled.status, PaymentStatus::Cancelled);
    let rest = payments
        .cancel_all(&consent.id, cpf())
        .send()
        .await
        .unwrap();
    assert_eq!(rest.len(), 1);
    assert_eq!(rest[0].id, paid[1].id);
}

#[tokio::test]
async fn what_only_version_5_can_do_is_not_sent_to_version_4() {
    let mock = MockBank::with_signed(201, &fixture("payments_v4/create_consent")).await;
    let key = PixKey::parse("loja@example.com").unwrap();
    let code = static_code(&key, 100);
    let by_nfc = PixTarget::static_qr(code, &key, account()).by_nfc();
    for (consent, field) in [
        (at_sandbox_bank(by_nfc, "1"), "localInstrument"),
        (asked().withdrawal(), "payment.purpose"),
    ] {
        let error = mock
            .bank
            .payments_v4()
            .create_consent(&consent)
            .send()
            .await
            .unwrap_err();
        assert!(error.to_string().contains(field), "{error}");
    }
    assert_eq!(mock.requests().await.len(), 0);
}
