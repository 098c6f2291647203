//! Every operation: what is sent, and the fixture of what comes back.
//!
//! A fixture is read into the client's types and written again. All it held must come out, under
//! the provider's own names: a misspelt name would lose its value. Only fields called `newField`,
//! which no version of the client knows, may go; values that begin with `NEW_`, which no enum
//! knows, must stay.
//!
//! One file an area gives its cases.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use client_core::retry::NoRetry;
use client_core::testing::RoundTrip;
use matera_client::sandbox::Sandbox;
use matera_client::{ENDPOINTS, Endpoint, KeyCarrier, Matera, Pager, Result};
use serde::Serialize;
use serde_json::Value;
use wiremock::{Request, ResponseTemplate};

use crate::harness::{Provider, TOKEN, fixture};

/// What came back, written again; `None` for operations without an answer.
type Answer = Pin<Box<dyn Future<Output = Result<Option<Value>>>>>;

struct Case {
    /// Without `matera.`: also the path of the fixture.
    operation: &'static str,
    /// Where in the fixture the answer is, as a JSON pointer: `""` is all of it.
    answer_at: &'static str,
    send: fn(Matera) -> Answer,
}

/// `"area.verb" at "/data": |matera| …` for answers, `"area.verb": |matera| …` without one.
macro_rules! cases {
    ($($operation:literal $(at $answer_at:literal)?: |$matera:ident| $answer:expr;)+) => {
        vec![$(crate::coverage::Case {
            operation: $operation,
            answer_at: concat!($($answer_at)?),
            send: |$matera| Box::pin(async move { $answer }),
        }),+]
    };
}

mod accounts;
mod aliases;
mod autopix_payer;
mod autopix_receiver;
mod balances;
mod bills;
mod callbacks;
mod cash_in;
mod deposits;
mod income_reports;
mod instant_payments;
mod limits;
mod payments;
mod push;
mod qr_codes;
mod recharge;
mod schedules;
mod side_accounts;
mod transactions;
mod wallet;
mod withdrawals;

fn cases() -> Vec<Case> {
    [
        accounts::cases(),
        aliases::cases(),
        autopix_payer::cases(),
        autopix_receiver::cases(),
        balances::cases(),
        bills::cases(),
        callbacks::cases(),
        cash_in::cases(),
        deposits::cases(),
        income_reports::cases(),
        instant_payments::cases(),
        limits::cases(),
        payments::cases(),
        push::cases(),
        qr_codes::cases(),
        recharge::cases(),
        schedules::cases(),
        side_accounts::cases(),
        transactions::cases(),
        wallet::cases(),
        withdrawals::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What an answer is written back as.
fn one<T: Serialize>(answer: &T) -> Result<Option<Value>> {
    Ok(Some(serde_json::to_value(answer).unwrap()))
}

/// What the items of the first page are written back as.
async fn page<T: Serialize + Send + 'static>(list: Pager<T>) -> Result<Option<Value>> {
    let page = list.into_pages().try_next().await?;
    one(&page.unwrap().items)
}

fn none((): ()) -> Result<Option<Value>> {
    Ok(None)
}

/// An id that must be encoded in the URL and not in the hash.
fn id<T: From<&'static str>>() -> T {
    T::from(RAW_ID)
}

const RAW_ID: &str = "id/with#odd%letters";
const ENCODED_ID: &str = "id%2Fwith%23odd%25letters";

fn named(operation: &str) -> &'static Endpoint {
    let name = format!("matera.{operation}");
    let found = ENDPOINTS.iter().find(|row| row.operation.name == name);
    found.unwrap_or_else(|| panic!("{operation} is not in the table"))
}

#[test]
fn every_operation_has_a_case() {
    let tested: BTreeSet<_> = cases().iter().map(|case| case.operation).collect();
    let offered: BTreeSet<_> = ENDPOINTS
        .iter()
        .map(|row| row.operation.name.trim_start_matches("matera."))
        // Performed by `client_core::auth::oauth`, and tested by `login`.
        .filter(|name| *name != "auth.token")
        .collect();
    assert_eq!(tested, offered);
}

#[tokio::test]
async fn every_operation_goes_where_the_table_says_and_loses_nothing_of_the_answer() {
    for case in cases() {
        let endpoint = named(case.operation);
        let name = case.operation.replace('.', "/");
        let silent = !has_fixture(&name);
        let provider = match silent {
            true => Provider::answering(ResponseTemplate::new(204)).await,
            false => Provider::with_fixture(&name).await,
        };
        let answer = (case.send)(provider.client.clone()).await;
        let answer = answer.unwrap_or_else(|error| panic!("{name}: {error} {error:?}"));
        check_request(&provider.request().await, endpoint, &name);
        match answer {
            Some(written) => {
                let fixture: Value = serde_json::from_str(&fixture(&name)).unwrap();
                let sent = fixture.pointer(case.answer_at).unwrap();
                let round_trip = RoundTrip::ignoring("newField");
                let loss = round_trip.loss(&written.to_string(), &sent.to_string());
                assert_eq!(loss, None, "{name}");
            }
            None => assert!(silent, "{name} has a fixture and no answer"),
        }
    }
}

/// The sandbox has its hash rules by hand and apart from the table: whatever it answers otherwise,
/// a hash is never wrong.
#[tokio::test]
async fn the_sandbox_takes_the_hash_of_every_operation() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let builder = sandbox.client_builder();
    let matera = builder
        .with_retry_policy(Arc::new(NoRetry))
        .build()
        .unwrap();
    for case in cases() {
        let Err(error) = (case.send)(matera.clone()).await else {
            continue;
        };
        let message = error.provider_message().unwrap_or_default();
        let status = error.status().map(|status| status.as_u16());
        assert_ne!(status, Some(401), "{}: {message}", case.operation);
    }
}

fn has_fixture(name: &str) -> bool {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::path::Path::new(&path).exists()
}

/// Method, path, credential, hash, key and body are those of the row.
fn check_request(request: &Request, endpoint: &Endpoint, name: &str) {
    let operation = &endpoint.operation;
    assert_eq!(request.method, operation.method, "{name}");
    assert_eq!(request.url.path(), filled(operation.path), "{name}");
    let header = |name: &str| {
        request
            .headers
            .get(name)
            .map(|value| value.to_str().unwrap())
    };
    assert_eq!(header("authorization"), Some(&*format!("Bearer {TOKEN}")));

    let wants_hash = !matches!(endpoint.hash, matera_client::HashRule::None);
    assert_eq!(header("transaction-hash").is_some(), wants_hash, "{name}");
    let in_header = endpoint.key == KeyCarrier::Header;
    assert_eq!(header("idempotency-id").is_some(), in_header, "{name}");
    if !request.body.is_empty() {
        assert_eq!(header("content-type"), Some("application/json"), "{name}");
    }
    if endpoint.key == KeyCarrier::Body {
        let body: Value = serde_json::from_slice(&request.body).unwrap();
        let text = String::from_utf8(request.body.clone()).unwrap();
        assert_eq!(text.matches("\"externalIdentifier\"").count(), 1, "{name}");
        assert!(body["externalIdentifier"].is_string(), "{name}");
    }
}

/// The path with every argument filled in as the cases do.
fn filled(template: &str) -> String {
    let segments = template.split('/').map(|segment| match segment {
        "{country}" | "{countryCode}" => "BRA",
        "{branch}" => "1",
        "{account}" => "3232",
        "{areaCode}" => "47",
        "{limitType}" => "DAILY",
        "{data}" => "2026-12-01",
        "{id}" if template.contains("/locrec/") => "1042",
        argument if argument.starts_with('{') => ENCODED_ID,
        literal => literal,
    });
    segments.collect::<Vec<_>>().join("/")
}

#[test]
fn every_fixture_has_an_unknown_field_and_where_it_has_an_enum_an_unknown_value() {
    // These answers hold no enum.
    let without_enum = [
        "accounts.list_by_phone",
        "accounts.propose_overdraft",
        "accounts.propose_overdraft_by_number",
        "aliases.answer_ownership",
        "aliases.answer_portability",
        "aliases.cancel_ownership",
        "aliases.cancel_portability",
        "aliases.claim_ownership",
        "aliases.update",
        "autopix_payer.get_webhook",
        "autopix_payer.put_webhook",
        "autopix_receiver.create_location",
        "autopix_receiver.get_location",
        "autopix_receiver.get_webhook",
        "autopix_receiver.list_locations",
        "autopix_receiver.register_receiver",
        "autopix_receiver.unlink_location",
        "balances.get",
        "balances.get_by_number",
        "balances.period",
        "bills.get",
        "bills.get_boleto",
        "deposits.list",
        "income_reports.get",
        "instant_payments.participants",
        "instant_payments.return_codes",
        "instant_payments.send_batch",
        "limits.adjust",
        "limits.get",
        "limits.list_of_branch",
        "limits_v1.adjust",
        "limits_v1.get",
        "limits_v1.get_by_kind",
        "limits_v1.list_of_branch",
        "limits_v1.remove_favored",
        "qr_codes.decode",
        "recharge.carriers",
        "recharge.values",
        "schedules.delete_webhook",
        "schedules.get_webhook",
        "schedules.put_webhook",
        "side_accounts.balance",
        "side_accounts.create",
        "side_accounts.statement",
        "wallet.add",
        "wallet.balance",
        "wallet.list",
        "wallet.statement",
    ];
    for case in cases() {
        let name = case.operation.replace('.', "/");
        if !has_fixture(&name) {
            continue;
        }
        let fixture = fixture(&name);
        assert!(fixture.contains("\"newField\""), "{name}");
        let has_unknown_value = fixture.contains("\"NEW_");
        let has_enum = !without_enum.contains(&case.operation);
        assert_eq!(has_unknown_value, has_enum, "{name}");
    }
}
