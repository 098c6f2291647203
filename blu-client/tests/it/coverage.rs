//! Every operation, sent and answered once over real HTTP: what goes out, and the fixture of what
//! comes back.
//!
//! A fixture is read into the client's types and written again. All it held must come out, under
//! Blu's own names: a misspelt name would lose its value. Only fields called `campo_novo`, which no
//! version of the client knows, may go; values that begin with `NOVO_`, which no enum knows, must
//! stay. The body that goes out is compared with a file under `tests/requests`, to the letter.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;

use blu_client::{Amount, Blu, OPERATIONS, Operation, Pager, Result};
use brazil_types::{Cnpj, Cpf, TaxId};
use client_core::testing::RoundTrip;
use serde::Serialize;
use serde_json::Value;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::harness::{TOKEN, builder, fixture, has_fixture, request_body};

/// What came back, written again; `None` for operations without an answer, or with a secret one.
type Answer = Pin<Box<dyn Future<Output = Result<Option<Value>>>>>;

#[derive(Clone)]
struct Case {
    operation: &'static str,
    query: &'static [(&'static str, &'static str)],
    send: fn(Blu) -> Answer,
}

macro_rules! cases {
    ($($operation:literal $([$($query:expr),* $(,)?])?, |$blu:ident| $answer:expr;)+) => {
        vec![$(Case {
            operation: concat!("blu.", $operation),
            query: &[$($($query),*)?],
            send: |$blu: blu_client::Blu| Box::pin(async move { $answer }),
        }),+]
    };
}

mod business;
mod charges;
mod reports;

fn one<T: Serialize>(answer: &T) -> Result<Option<Value>> {
    Ok(Some(serde_json::to_value(answer).unwrap()))
}

async fn all<T: Serialize + Send + 'static>(list: Pager<T>) -> Result<Option<Value>> {
    one(&list.try_collect().await?)
}

fn id<T: From<&'static str>>() -> T {
    T::from("id/with#odd%letters")
}

const ENCODED_ID: &str = "id%2Fwith%23odd%25letters";

/// Of the token that the portal hands out.
const PORTAL_TOKEN: &str = "tok-do-portal";

fn cents(cents: i64) -> Amount {
    Amount::from_cents(cents)
}

fn cnpj() -> Cnpj {
    Cnpj::parse("12345678000195").unwrap()
}

fn cpf() -> Cpf {
    Cpf::parse("11144477735").unwrap()
}

fn tax_id() -> TaxId {
    TaxId::parse("111.444.777-35").unwrap()
}

fn cases() -> Vec<Case> {
    [reports::cases(), charges::cases(), business::cases()].concat()
}

#[test]
fn every_operation_has_a_case_and_every_case_an_operation() {
    let offered: BTreeSet<_> = OPERATIONS.iter().map(|operation| operation.name).collect();
    let tested: BTreeSet<_> = cases().iter().map(|case| case.operation).collect();
    assert_eq!(offered, tested);
    assert_eq!(offered.len(), OPERATIONS.len(), "a name is used twice");
}

#[test]
fn names_marks_and_paths_are_of_one_form() {
    let mut paths = BTreeSet::new();
    for operation in OPERATIONS {
        let name = operation.name;
        assert_eq!(name.split('.').count(), 3, "{name}");
        let plain =
            |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'.');
        assert!(name.bytes().all(plain), "{name}");
        assert!(operation.path.starts_with('/'), "{name}");
        let known = ["doc", "code", "inferred", "guess"].contains(&operation.mark);
        assert!(known, "{name}");
        let is_new = paths.insert((operation.method.as_str(), operation.path));
        assert!(is_new || name == "blu.anticipations.list_v2", "{name}");
    }
}

#[tokio::test]
async fn every_operation_is_sent_as_documented_and_loses_nothing_of_the_answer() {
    for case in cases() {
        let operation = OPERATIONS.iter().find(|row| row.name == case.operation);
        let operation = operation.unwrap();
        let file = case.operation.trim_start_matches("blu.").replace('.', "/");
        let answer = match has_fixture(&file) {
            true => ResponseTemplate::new(200)
                .set_body_raw(fixture(&format!("{file}.json")), "application/json"),
            false => ResponseTemplate::new(204),
        };
        let server = MockServer::start().await;
        Mock::given(any())
            .respond_with(answer)
            .expect(1)
            .named(case.operation)
            .mount(&server)
            .await;
        let blu = builder(&server.uri()).build().unwrap();
        let answer = (case.send)(blu).await;
        let answer = answer.unwrap_or_else(|error| panic!("{file}: {error} {error:?}"));

        let requests = server.received_requests().await.unwrap();
        check_request(&case, operation, &requests[0]);
        let sent = serde_json::from_slice(&requests[0].body).ok();
        assert_eq!(sent, request_body(&file), "{file}");
        match answer {
            Some(written) => {
                let round_trip = RoundTrip::ignoring("campo_novo").taking(alike);
                let (written, sent) = (respelt(written), respelt(unwrapped(&file)));
                let loss = round_trip.loss(&written.to_string(), &sent.to_string());
                assert_eq!(loss, None, "{file}");
            }
            None => assert!(!has_fixture(&file) || file == "clients/login", "{file}"),
        }
    }
}

fn check_request(case: &Case, operation: &Operation, request: &Request) {
    let name = operation.name;
    assert_eq!(request.method, operation.method, "{name}");
    let at_portal = ["blu.clients.login", "blu.clients.create"].contains(&name);
    let base = if at_portal { "/api" } else { "" };
    let path = format!("{base}{}", filled(operation.path));
    assert_eq!(request.url.path(), path, "{name}");

    let sent: BTreeSet<(String, String)> = request.url.query_pairs().into_owned().collect();
    let wanted = case.query.iter();
    let wanted = wanted.map(|(name, value)| (name.to_string(), value.to_string()));
    assert_eq!(sent, wanted.collect(), "{name}");

    let header = |name| request.headers.get(name).map(|it| it.to_str().unwrap());
    let bearer = format!("Bearer {TOKEN}");
    let token_token = format!("Token token={PORTAL_TOKEN}");
    let (token, version, accept) = match name {
        "blu.anticipations.list_v2" => (Some(TOKEN), Some("2"), "application/json"),
        "blu.payment_links.create" | "blu.payment_links.get" => (Some(TOKEN), None, "version=1"),
        "blu.clients.login" => (None, None, "version=1"),
        "blu.clients.create" => (Some(token_token.as_str()), None, "version=1"),
        _ => (Some(bearer.as_str()), None, "application/json"),
    };
    assert_eq!(header("authorization"), token, "{name}");
    assert_eq!(header("version"), version, "{name}");
    assert_eq!(header("accept"), Some(accept), "{name}");
    let kind = (!request.body.is_empty()).then_some("application/json");
    assert_eq!(header("content-type"), kind, "{name}");
}

/// The path with every argument filled in as the cases do.
fn filled(template: &str) -> String {
    let segments = template.split('/').map(|segment| match segment {
        "{cpf_cnpj}" => "11144477735",
        "{date}" => "2026-02-03",
        _ if segment.starts_with('{') => ENCODED_ID,
        _ => segment,
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Amounts and ids may come as numbers, and are written as text; a day may come as its first moment
/// in Brasília.
fn alike(written: &str, sent: &str) -> bool {
    let [written, sent] = [written, sent].map(|text| text.trim_matches('"'));
    let same_amount = Amount::parse(written).is_ok_and(|it| Ok(it) == Amount::parse(sent));
    same_amount || *sent == format!("{written}T03:00:00.000Z")
}

/// The records of a report, out of their wrapping.
fn unwrapped(file: &str) -> Value {
    let mut value: Value = serde_json::from_str(&fixture(&format!("{file}.json"))).unwrap();
    for wrapping in ["body", "items", "data"] {
        if value.get(wrapping).is_some_and(Value::is_array) {
            value = value[wrapping].take();
        }
    }
    value
}

/// The first generation of charges spells the status otherwise.
fn respelt(mut value: Value) -> Value {
    respell(&mut value);
    value
}

fn respell(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(code) = fields.remove("status_code") {
                fields.insert("statusCode".to_owned(), code);
            }
            fields.values_mut().for_each(respell);
        }
        Value::Array(items) => items.iter_mut().for_each(respell),
        _ => {}
    }
}

#[test]
fn every_fixture_has_an_unknown_field_and_where_there_is_an_enum_an_unknown_value() {
    // These answers hold no enum. The first generation takes an answer for success only with a
    // number it knows.
    let without_enum = [
        "charges/list_conciliation",
        "charges_v1/list_conciliation",
        "charges_v1/send",
        "charges_v1/cancel",
        "charges_v1/cancel_invoice",
        "charges_v1/return_excess",
        "pix/create",
        "payment_links/create",
        "clients/login",
        "clients/create",
        "clients/create_draft",
        "anticipations/list_v1",
        "anticipations/list_v2",
        "debits/list",
        "credits/list",
    ];
    for case in cases() {
        let file = case.operation.trim_start_matches("blu.").replace('.', "/");
        if !has_fixture(&file) {
            continue;
        }
        let fixture = fixture(&format!("{file}.json"));
        assert!(fixture.contains("\"campo_novo\""), "{file}");
        let has_unknown_value = fixture.contains("\"NOVO_");
        assert_eq!(
            has_unknown_value,
            !without_enum.contains(&file.as_str()),
            "{file}"
        );
    }
}
