//! Every operation: what is sent, and the fixture of what comes back.
//!
//! A fixture is read into the client's types and written again. All it held must come out, under
//! Belvo's own names: a misspelt name would lose its value. Only fields called `new_field`, which
//! no version of the client knows, may go; values that begin with `NEW_`, which no enum knows, must
//! stay.
//!
//! One file an area gives its cases; every operation has one.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;

use belvo_client::model::SessionId;
use belvo_client::{Belvo, Idempotency, OPERATIONS, Operation, Pager, Paging, Result, Retrieval};
use client_core::testing::RoundTrip;
use serde::Serialize;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use wiremock::{Request, ResponseTemplate};

use crate::harness::{BASIC, Provider, fixture, has_fixture};

/// What came back, written again; `None` for operations without an answer.
pub(crate) type Answer = Pin<Box<dyn Future<Output = Result<Option<Value>>>>>;

pub(crate) struct Case {
    /// Without `belvo.`: also the path of the fixture.
    pub(crate) operation: &'static str,
    pub(crate) send: fn(Belvo) -> Answer,
}

macro_rules! cases {
    ($($operation:literal: |$belvo:ident| $answer:expr;)+) => {
        vec![$(crate::coverage::Case {
            operation: $operation,
            send: |$belvo| Box::pin(async move { $answer }),
        }),+]
    };
}

mod data;
mod fiscal;
pub(crate) mod links;
pub(crate) mod payments;
pub(crate) mod retired;
mod work;

pub(crate) fn cases() -> Vec<Case> {
    let areas = [
        data::cases(),
        fiscal::cases(),
        links::cases(),
        payments::cases(),
        retired::cases(),
        work::cases(),
    ];
    areas.into_iter().flatten().collect()
}

/// What an answer is written back as.
fn one<T: Serialize>(answer: &T) -> Result<Option<Value>> {
    Ok(Some(serde_json::to_value(answer).unwrap()))
}

/// What a retrieval brought.
fn done<T: Serialize>(retrieval: Retrieval<T>) -> Result<Option<Value>> {
    one(&retrieval.into_done()?)
}

/// What the items of the first page are written back as.
async fn page<T: Serialize + Send + 'static>(list: Pager<T>) -> Result<Option<Value>> {
    let page = list.into_pages().try_next().await?;
    one(&page.unwrap().items)
}

fn none((): ()) -> Result<Option<Value>> {
    Ok(None)
}

/// An id that must be encoded in the URL.
fn id<T: From<&'static str>>() -> T {
    T::from("id/with#odd%letters")
}

/// A login that waits for a token.
fn session() -> SessionId {
    SessionId::from("aa11bb22cc33dd44ee55ff6677889900")
}

const ENCODED_ID: &str = "id%2Fwith%23odd%25letters";

pub(crate) fn named(operation: &str) -> &'static Operation {
    let name = format!("belvo.{operation}");
    let found = OPERATIONS.iter().find(|row| row.name == name);
    found.unwrap_or_else(|| panic!("{operation} is not in the table"))
}

#[test]
fn every_operation_has_a_case() {
    let tested: BTreeSet<_> = cases().iter().map(|case| case.operation).collect();
    let offered: BTreeSet<_> = OPERATIONS
        .iter()
        .map(|row| row.name.trim_start_matches("belvo."))
        .collect();
    assert_eq!(tested, offered);
}

#[test]
fn the_table_holds_all_148_operations_of_the_description_in_one_form() {
    let described = OPERATIONS.iter().filter(|row| row.mark == "doc");
    assert_eq!(described.count(), 148);
    let mut places = BTreeSet::new();
    for row in OPERATIONS {
        let (name, method) = (row.name, row.method.as_str());
        assert!(places.insert((method, row.path)), "{name} stands twice");
        assert!(row.path.ends_with('/'), "{name}");
        let reads = row.idempotency == Idempotency::Safe;
        let retrieves = name.ends_with(".retrieve") || name.ends_with("create_token");
        assert_eq!(reads, method == "GET" || retrieves, "{name}");
        let lists = row.paging == Paging::NextLink;
        let is_list = name.ends_with(".list") || name.ends_with(".history");
        assert_eq!(lists, is_list || name.ends_with(".list_charges"), "{name}");
    }
}

#[tokio::test]
async fn every_operation_goes_where_the_table_says_and_loses_nothing_of_the_answer() {
    for case in cases() {
        let operation = named(case.operation);
        let name = case.operation.replace('.', "/");
        let silent = !has_fixture(&name);
        let provider = match silent {
            true => Provider::answering(ResponseTemplate::new(204)).await,
            false => Provider::with_fixture(&name).await,
        };
        let answer = (case.send)(provider.client.clone()).await;
        let answer = answer.unwrap_or_else(|error| panic!("{name}: {error} {error:?}"));
        check_request(&provider.request().await, operation);
        match answer {
            Some(written) => assert_holds(&written, &expected(&fixture(&name)), &name),
            None => assert!(silent, "{name} has a fixture and no answer"),
        }
    }
}

/// Method, path and credential are those of the row.
fn check_request(request: &Request, operation: &Operation) {
    let name = operation.name;
    assert_eq!(request.method, operation.method, "{name}");
    assert_eq!(request.url.path(), filled(operation.path), "{name}");
    let keys = request.headers.get("authorization");
    let keys = keys.map(|value| value.to_str().unwrap());
    // Alone among them it takes the keys in the body.
    let in_body = name == "belvo.widget.create_token";
    assert_eq!(keys, (!in_body).then_some(BASIC), "{name}");
    if operation.paging == Paging::NextLink {
        let size = request
            .url
            .query_pairs()
            .find(|(name, _)| name == "page_size");
        assert_eq!(size.unwrap().1, "1000", "{name}");
    }
}

/// The path with an id that must be encoded in every place for one.
fn filled(path: &str) -> String {
    let mut pieces = path.split('{');
    let first = pieces.next().unwrap().to_owned();
    pieces.fold(first, |path, piece| {
        path + ENCODED_ID + piece.split_once('}').unwrap().1
    })
}

/// Fails unless `written` holds all that was `sent`, and beyond that only what is empty.
pub(crate) fn assert_holds(written: &Value, sent: &Value, place: &str) {
    // Belvo describes the same thing as one object here and as a list there.
    let sent = match (written, sent) {
        (Value::Array(written), Value::Object(_)) if written.len() == 1 => json!([sent]),
        (Value::Object(_), Value::Array(sent)) if sent.len() == 1 => sent[0].clone(),
        _ => sent.clone(),
    };
    let round_trip = RoundTrip::ignoring("new_field").taking(alike);
    let loss = round_trip.loss(&written.to_string(), &sent.to_string());
    assert_eq!(loss, None, "{place}");
}

/// One moment has several spellings, and some identifiers are sent as numbers and kept as text.
fn alike(written: &str, sent: &str) -> bool {
    let moment = |text: &str| OffsetDateTime::parse(text.trim_matches('"'), &Rfc3339).ok();
    let is_same = moment(sent).is_some() && moment(written) == moment(sent);
    is_same || written == format!("\"{sent}\"")
}

/// What a fixture must come out as: the items of a page, and no null in any list.
pub(crate) fn expected(fixture: &str) -> Value {
    let mut value: Value = serde_json::from_str(fixture).unwrap();
    if let Value::Object(fields) = &mut value
        && let Some(items) = fields.remove("results")
    {
        value = items;
    }
    drop_null_items(&mut value);
    value
}

fn drop_null_items(value: &mut Value) {
    match value {
        Value::Object(fields) => fields.values_mut().for_each(drop_null_items),
        Value::Array(items) => {
            items.retain(|item| !item.is_null());
            items.iter_mut().for_each(drop_null_items);
        }
        _ => {}
    }
}

#[test]
fn every_fixture_has_an_unknown_field_and_where_it_has_an_enum_an_unknown_value() {
    for case in cases() {
        let name = case.operation.replace('.', "/");
        if !has_fixture(&name) {
            continue;
        }
        let fixture = fixture(&name);
        assert!(fixture.contains("\"new_field\""), "{name}");
        // These answers hold no enum.
        let without_enum = [
            "links/refresh",
            "widget/create_token",
            "payment_widget/create_token",
            "retired/secret_keys/create",
            "retired/secret_keys/list",
        ];
        let area = name.split('/').next().unwrap();
        let areas_without_enum = ["balances", "financial_statements", "tax_status"];
        let has_enum = !without_enum.contains(&&*name) && !areas_without_enum.contains(&area);
        assert_eq!(fixture.contains("\"NEW_"), has_enum, "{name}");
    }
}
