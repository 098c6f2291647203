//! Every operation: what is sent, and the fixture of what comes back.
//!
//! A fixture is read into the client's types and written again. All its `data` held must come out,
//! under the bank's own names: a misspelt name would lose its value. Only fields called
//! `campoNovo`, which no version of the client knows, may go; values that begin with `NOVO_`, which
//! no enum knows, must stay.
//!
//! To add a family: a file beside `consents.rs` with its cases, a line in [`cases`], and a fixture
//! `tests/fixtures/<area>/<verb>.json` per operation with an answer.

mod accounts;
mod automatic_payments;
mod cards;
mod consents;
mod credit;
mod customers;
pub(crate) mod enrollments;
mod exchanges;
mod investments;
pub(crate) mod payments;
mod resources;

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;

use openfinance_client::{
    Bank, Connection, FAMILIES, Idempotency, OPERATIONS, Operation, Pager, Result,
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::harness::{
    CLIENT_TOKEN, CONSENT, CUSTOMER_TOKEN, MockBank, US, fixture, header, opened,
};

/// What came back, written again; `None` for operations without an answer.
pub(crate) type Answer = Pin<Box<dyn Future<Output = Result<Option<Value>>>>>;

/// One operation as it is called.
pub(crate) struct Case {
    pub(crate) operation: &'static str,
    pub(crate) token: &'static str,
    pub(crate) send: fn(Bank, Connection) -> Answer,
}

/// `"area.verb": |client| answer` for calls in our own name.
macro_rules! as_client {
    ($($operation:literal: |$bank:ident| $answer:expr;)+) => {
        vec![$($crate::coverage::Case {
            operation: concat!("openfinance.", $operation),
            token: $crate::harness::CLIENT_TOKEN,
            send: |$bank, _| Box::pin(async move { $answer }),
        }),+]
    };
}

/// `"area.verb": |connection| answer` for calls in the customer's name.
macro_rules! as_customer {
    ($($operation:literal: |$connection:ident| $answer:expr;)+) => {
        vec![$($crate::coverage::Case {
            operation: concat!("openfinance.", $operation),
            token: $crate::harness::CUSTOMER_TOKEN,
            send: |_, $connection| Box::pin(async move { $answer }),
        }),+]
    };
}

pub(crate) use {as_client, as_customer};

pub(crate) fn one<T: Serialize>(answer: &T) -> Result<Option<Value>> {
    Ok(Some(serde_json::to_value(answer).unwrap()))
}

pub(crate) async fn all<T: Serialize + Send + 'static>(list: Pager<T>) -> Result<Option<Value>> {
    one(&list.try_collect().await?)
}

pub(crate) fn none((): ()) -> Result<Option<Value>> {
    Ok(None)
}

pub(crate) fn cases() -> Vec<Case> {
    [
        consents::cases(),
        resources::cases(),
        payments::cases(),
        automatic_payments::cases(),
        enrollments::cases(),
        customers::cases(),
        accounts::cases(),
        cards::cases(),
        credit::cases(),
        investments::cases(),
        exchanges::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The value of every path argument: the consent's id, or any other made of the same letters.
pub(crate) const ID: &str = CONSENT;
const ENCODED_ID: &str = "urn%3Abancoficticio%3AC1%2F2%233";

#[test]
fn every_operation_has_a_case_and_every_case_an_operation() {
    let cases = cases();
    let tested: BTreeSet<_> = cases.iter().map(|case| case.operation).collect();
    let offered: BTreeSet<_> = OPERATIONS.iter().map(|operation| operation.name).collect();
    assert_eq!(tested, offered);
    assert_eq!(OPERATIONS.len(), offered.len(), "names are unique");
    assert_eq!(cases.len(), tested.len(), "one case per operation");
    let of_families = FAMILIES.iter().flat_map(|family| family.operations);
    let of_families: Vec<_> = of_families.map(|operation| operation.name).collect();
    let in_order: Vec<_> = OPERATIONS.iter().map(|operation| operation.name).collect();
    assert_eq!(
        of_families, in_order,
        "the two tables of operations.rs agree"
    );
}

#[tokio::test]
async fn every_operation_goes_where_the_table_says_and_loses_nothing_of_the_answer() {
    for case in cases() {
        let operation = OPERATIONS.iter().find(|row| row.name == case.operation);
        let operation = operation.unwrap();
        let name = fixture_of(case.operation);
        let silent = has_no_answer(operation);
        let signs = speaks_signed_messages(operation);
        let mock = match (silent, signs) {
            (true, _) => MockBank::with_json(204, "").await,
            (false, true) => MockBank::with_signed(200, &fixture_about(case.operation)).await,
            (false, false) => MockBank::with_json(200, &fixture_about(case.operation)).await,
        };
        let answer = (case.send)(mock.bank.clone(), mock.connection.clone()).await;
        let answer = answer.unwrap_or_else(|error| panic!("{name}: {error} {error:?}"));

        let request = mock.request().await;
        assert_eq!(request.method, operation.method, "{name}");
        assert_eq!(request.url.path(), filled(operation.path), "{name}");
        let authorization = format!("Bearer {}", case.token);
        assert_eq!(
            header(&request, "authorization"),
            Some(authorization.as_str()),
            "{name}"
        );
        assert_is_uuid(header(&request, "x-fapi-interaction-id").unwrap());
        let has_body = !request.body.is_empty();
        let writes = ["POST", "PATCH"].contains(&operation.method.as_str());
        assert_eq!(has_body, writes, "{name}");
        if has_body && signs {
            let message = opened(&request);
            let called = format!("{}{}", mock.address(), request.url.path());
            let parties = (&message["iss"], &message["aud"]);
            assert_eq!(parties, (&json!(US), &json!(called)), "{name}");
            assert_is_uuid(message["jti"].as_str().unwrap());
            assert!(!message["data"].is_null(), "{name}");
        }
        let content_type = has_body.then_some(match signs {
            true => "application/jwt",
            false => "application/json",
        });
        assert_eq!(header(&request, "content-type"), content_type, "{name}");
        let key = header(&request, "x-idempotency-key");
        let is_keyed = operation.idempotency == Idempotency::Keyed;
        assert_eq!(key.is_some(), is_keyed, "{name}");
        key.into_iter().for_each(assert_is_uuid);

        match answer {
            Some(written) => {
                assert_holds(&written, &expected(&fixture_about(case.operation)), &name)
            }
            None => assert!(silent, "{name}"),
        }
    }
}

#[test]
fn every_fixture_has_an_unknown_field_and_an_unknown_enum_value() {
    for case in cases() {
        let operation = OPERATIONS.iter().find(|row| row.name == case.operation);
        if has_no_answer(operation.unwrap()) {
            continue;
        }
        let name = fixture_of(case.operation);
        let text = fixture(&name);
        assert!(
            text.contains("\"campoNovo\""),
            "{name} has no unknown field"
        );
        assert!(text.contains("\"NOVO_"), "{name} has no unknown value");
    }
}

#[test]
fn both_kinds_of_token_are_used() {
    let tokens: BTreeSet<_> = cases().iter().map(|case| case.token).collect();
    assert_eq!(tokens, BTreeSet::from([CLIENT_TOKEN, CUSTOMER_TOKEN]));
}

/// What succeeds without saying anything.
fn has_no_answer(operation: &Operation) -> bool {
    operation.method == http::Method::DELETE || SILENT.contains(&operation.name)
}

const SILENT: &[&str] = &[
    "openfinance.payments.cancel_all",
    "openfinance.enrollments.cancel",
    "openfinance.enrollments.send_risk_signals",
    "openfinance.enrollments.register",
    "openfinance.enrollments.authorise",
    "openfinance.enrollments.authorise_recurring",
];

pub(crate) fn speaks_signed_messages(operation: &Operation) -> bool {
    let signed = ["/payments/", "/automatic-payments/", "/enrollments/"];
    signed.iter().any(|api| operation.path.contains(api))
}

/// Makes an answer be about what the cases ask for: the client refuses one that is not.
pub(crate) fn asked_about(operation: &Operation, answer: &mut Value) {
    let ids = asked_by(operation);
    let things: Vec<&mut Value> = match answer.get_mut("data") {
        Some(Value::Array(several)) => several.iter_mut().collect(),
        one => one.into_iter().collect(),
    };
    for thing in things.into_iter().filter_map(Value::as_object_mut) {
        for (name, id) in &ids {
            if let Some(value) = thing.get_mut(name) {
                *value = id.as_str().into();
            }
        }
    }
}

/// The ids that a case names, in its path and in what it sends.
fn asked_by(operation: &Operation) -> Vec<(String, String)> {
    let named = |name: &str, id: &str| (name.to_owned(), id.to_owned());
    let mut ids = match operation.name {
        "openfinance.payments.initiate" | "openfinance.payments_v4.initiate" => vec![
            named("consentId", payments::order().consent_id().as_str()),
            named(
                "endToEndId",
                payments::order().payments()[0].end_to_end_id.as_str(),
            ),
        ],
        "openfinance.automatic_payments.initiate" => {
            let id = automatic_payments::payment().end_to_end_id();
            vec![
                named("recurringConsentId", ID),
                named("endToEndId", id.as_str()),
            ]
        }
        "openfinance.automatic_payments.list" => vec![named("recurringConsentId", ID)],
        "openfinance.automatic_payments.retry" => {
            let id = automatic_payments::again().end_to_end_id();
            vec![named("endToEndId", id.as_str())]
        }
        _ => Vec::new(),
    };
    let arguments = operation.path.split('/');
    let arguments = arguments.filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    ids.extend(arguments.map(|name| named(name, ID)));
    ids
}

/// The fixture of an operation, about what its case asks for.
pub(crate) fn fixture_about(operation: &str) -> String {
    let row = OPERATIONS.iter().find(|row| row.name == operation).unwrap();
    let mut answer: Value = serde_json::from_str(&fixture(&fixture_of(operation))).unwrap();
    asked_about(row, &mut answer);
    answer.to_string()
}

fn fixture_of(operation: &str) -> String {
    operation
        .trim_start_matches("openfinance.")
        .replace('.', "/")
}

fn assert_is_uuid(text: &str) {
    let groups: Vec<_> = text.split('-').map(str::len).collect();
    assert_eq!(groups, [8, 4, 4, 4, 12], "{text}");
    assert!(text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit()));
}

/// The path with every argument filled in as the cases do.
fn filled(template: &str) -> String {
    let segments = template
        .split('/')
        .map(|segment| match segment.starts_with('{') {
            true => ENCODED_ID,
            false => segment,
        });
    segments.collect::<Vec<_>>().join("/")
}

/// Fails unless `written` holds all that was `sent`, and beyond that only what is empty.
fn assert_holds(written: &Value, sent: &Value, place: &str) {
    match (written, sent) {
        (Value::Object(written), Value::Object(sent)) => {
            for (name, sent) in sent {
                let place = format!("{place}.{name}");
                let written = written
                    .get(name)
                    .unwrap_or_else(|| panic!("{place} is lost"));
                assert_holds(written, sent, &place);
            }
            for (name, extra) in written.iter().filter(|(name, _)| !sent.contains_key(*name)) {
                let is_empty = extra.is_null() || extra.as_array().is_some_and(Vec::is_empty);
                assert!(is_empty, "{place}.{name} was made up");
            }
        }
        (Value::Array(written), Value::Array(sent)) => {
            assert_eq!(written.len(), sent.len(), "{place}");
            for (written, sent) in written.iter().zip(sent) {
                assert_holds(written, sent, &format!("{place}[]"));
            }
        }
        _ => assert_eq!(written, sent, "{place}"),
    }
}

/// What a fixture must come out as: its data, without what nobody knows.
fn expected(fixture: &str) -> Value {
    let mut document: Value = serde_json::from_str(fixture).unwrap();
    let mut data = document["data"].take();
    drop_unknown(&mut data);
    data
}

fn drop_unknown(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("campoNovo");
            fields.values_mut().for_each(drop_unknown);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_unknown),
        _ => {}
    }
}
