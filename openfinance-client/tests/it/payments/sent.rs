//! What is sent, and what is refused before it is sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use brazil_types::{EndToEndId, Ispb, PixKey, TaxId};
use client_core::http::{ConfigureCall as _, IdempotencyKey};
use openfinance_client::model::{
    Creditor, NewPaymentConsent, PaymentConsent, PaymentDates, PixAccount, PixAccountKind,
    PixOrder, PixTarget,
};
use openfinance_client::{Amount, Bank, BankRetry, Endpoints, ErrorKind, Outcome};
use serde_json::{Value, json};
use time::macros::date;
use time::{Duration as Days, Weekday};
use wiremock::{Request, ResponseTemplate};

use crate::coverage::fixture_about;
use crate::coverage::payments::{account, asked, initiator, order};
use crate::harness::{CUSTOMER_TOKEN, MockBank, bearer, fixture, header, opened, signed};

use super::{at_sandbox_bank, cpf, static_code, tomorrow};

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

#[tokio::test]
async fn an_attempt_that_is_repeated_is_signed_anew_under_the_same_key() {
    let answer = signed(201, &fixture_about("openfinance.payments.initiate")).await;
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
