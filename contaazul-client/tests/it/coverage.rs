//! Every operation: what is sent, and the fixture of what comes back.
//!
//! A fixture is read into the client's types and written again. All it held must come out, under
//! the ERP's own names: a misspelt name would lose its value. Only fields called `campo_novo`,
//! which no version of the client knows, may go; values that begin with `NOVO_`, which no enum
//! knows, must stay.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;

use contaazul_client::model::{
    ChargeKind, NewCharge, NewEvent, NewInstallment, NewSettlement, ValueBreakdown,
};
use contaazul_client::{Amount, ContaAzul, OPERATIONS, Operation, Pager, Result};
use serde::Serialize;
use serde_json::Value;
use time::macros::{date, datetime};

use crate::harness::{
    ACCOUNT, CATEGORY, Erp, INSTALLMENT, PERSON, TOKEN, answer_of, fixture, has_fixture,
};

/// What came back, written again; `None` for operations without an answer.
type Answer = Pin<Box<dyn Future<Output = Result<Option<Value>>>>>;

#[derive(Clone)]
struct Case {
    operation: &'static str,
    send: fn(ContaAzul) -> Answer,
}

macro_rules! cases {
    ($($operation:literal: |$erp:ident| $answer:expr;)+) => {
        vec![$(Case {
            operation: concat!("contaazul.", $operation),
            send: |$erp: contaazul_client::ContaAzul| Box::pin(async move { $answer }),
        }),+]
    };
}

mod capture;
mod connection;
mod finance;
mod first_generation;
mod fiscal_notes;
mod partner;
mod people;
mod products;
mod sales;
mod second_generation;
mod services;

fn one<T: Serialize>(answer: &T) -> Result<Option<Value>> {
    Ok(Some(serde_json::to_value(answer).unwrap()))
}

async fn all<T: Serialize + Send + 'static>(list: Pager<T>) -> Result<Option<Value>> {
    one(&list.try_collect().await?)
}

fn none((): ()) -> Result<Option<Value>> {
    Ok(None)
}

fn id<T: From<&'static str>>() -> T {
    T::from("id/with#odd%letters")
}

const ENCODED_ID: &str = "id%2Fwith%23odd%25letters";

/// Of an invented invoice.
const ACCESS_KEY: &str = "35261112345678000195550010000001231456789013";

fn cents(cents: i64) -> Amount {
    Amount::from_cents(cents)
}

fn event() -> NewEvent {
    NewEvent::new(
        "Bolo",
        date!(2026 - 11 - 01),
        cents(35_000),
        ACCOUNT,
        PERSON,
    )
    .category(CATEGORY, cents(35_000))
    .installment(NewInstallment::new(
        "1/1",
        date!(2026 - 12 - 10),
        cents(35_000),
    ))
}

fn settlement() -> NewSettlement {
    let value = ValueBreakdown::gross_of(cents(4_000));
    NewSettlement::new(date!(2026 - 12 - 01), ACCOUNT, value)
}

fn charge() -> NewCharge {
    NewCharge::new(
        ChargeKind::Pix,
        INSTALLMENT,
        ACCOUNT,
        date!(2026 - 12 - 10),
        "Bolo",
    )
}

const YEAR: (time::Date, time::Date) = (date!(2026 - 01 - 01), date!(2026 - 12 - 31));
const DAYS: (time::OffsetDateTime, time::OffsetDateTime) = (
    datetime!(2026-01-01 00:00 -3),
    datetime!(2026-01-31 23:59:59 -3),
);

/// Every case, area by area.
fn cases() -> Vec<Case> {
    [
        capture::cases(),
        connection::cases(),
        finance::cases(),
        first_generation::cases(),
        fiscal_notes::cases(),
        second_generation::cases(),
        sales::cases(),
        people::cases(),
        products::cases(),
        services::cases(),
        partner::cases(),
    ]
    .concat()
}

/// Operations that take a body though they read or delete, or none though they write.
const ODD_BODIES: [&str; 4] = [
    "contaazul.capture.accept",
    "contaazul.contracts.end",
    "contaazul.quotes.delete",
    "contaazul.services.delete",
];

/// Operations that send a form with a file.
const FORMS: [&str; 1] = ["contaazul.capture.upload"];

/// Performed by `client_core::auth::oauth`, and tested by `login`.
const TOKEN_OPERATION: &str = "contaazul.oauth.token";

#[test]
fn every_operation_has_a_case_and_every_case_an_operation() {
    let tested: BTreeSet<_> = cases().into_iter().map(|case| case.operation).collect();
    let offered: BTreeSet<_> = OPERATIONS
        .iter()
        .map(|operation| operation.name)
        .filter(|name| *name != TOKEN_OPERATION)
        .collect();
    assert_eq!(tested, offered);
    assert_eq!(OPERATIONS.len(), offered.len() + 1, "names are unique");
}

/// The provider's pages list 113 operations; three paths stand there in both generations.
#[test]
fn the_whole_published_api_is_there_and_the_seed_s() {
    let (seed, published): (Vec<_>, Vec<_>) = OPERATIONS.iter().partition(|row| row.mark == "seed");
    assert_eq!((published.len(), seed.len()), (110, 26));
    let in_both_generations = [
        "/v1/financeiro/categorias-dre",
        "/v1/financeiro/eventos-financeiros/alteracoes",
        "/v1/financeiro/transferencias",
    ];
    let shared = |row: &&&Operation| in_both_generations.contains(&row.path);
    assert_eq!(
        published.len() + published.iter().filter(shared).count(),
        113
    );
}

#[tokio::test]
async fn every_operation_goes_where_the_table_says_and_loses_nothing_of_the_answer() {
    for case in cases() {
        let operation = OPERATIONS.iter().find(|row| row.name == case.operation);
        let operation = operation.unwrap();
        let name = case
            .operation
            .trim_start_matches("contaazul.")
            .replace('.', "/");
        let erp = Erp::answering(answer_of(&name)).await;
        let answer = (case.send)(erp.client.clone()).await;
        let answer = answer.unwrap_or_else(|error| panic!("{name}: {error} {error:?}"));

        let request = erp.request().await;
        assert_eq!(request.method, operation.method, "{name}");
        assert_eq!(request.url.path(), filled(operation.path), "{name}");
        let sent = request.headers.get("authorization").unwrap();
        assert_eq!(sent.to_str().unwrap(), format!("Bearer {TOKEN}"));
        let has_body = !request.body.is_empty();
        let writes = ["POST", "PUT", "PATCH"].contains(&operation.method.as_str());
        let is_odd = ODD_BODIES.contains(&case.operation);
        assert_eq!(has_body, writes != is_odd, "{name}");
        if has_body {
            let form = "multipart/form-data; boundary=";
            let kind = if FORMS.contains(&case.operation) {
                form
            } else {
                "application/json"
            };
            let sent = request.headers.get("content-type").unwrap();
            assert!(sent.to_str().unwrap().starts_with(kind), "{name}");
        }

        match answer {
            Some(written) => assert_holds(&written, &expected(&fixture(&name)), &name),
            None => assert!(!has_fixture(&name), "{name}"),
        }
    }
}

/// The path with every argument filled in as the cases do.
fn filled(template: &str) -> String {
    let segments = template.split('/').map(|segment| match segment {
        "{chave}" => ACCESS_KEY,
        _ if segment.starts_with('{') => ENCODED_ID,
        _ => segment,
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

/// What a fixture must come out as: the items of a page, and nothing that nobody knows.
fn expected(fixture: &str) -> Value {
    let mut value: Value = serde_json::from_str(fixture).unwrap();
    if let Value::Object(fields) = &mut value {
        let is_page = [
            "paginacao",
            "itens_totais",
            "total_itens",
            "totalItems",
            "total_items",
            "total",
        ];
        if is_page.iter().any(|total| fields.contains_key(*total)) {
            let items = fields.remove("itens").or_else(|| fields.remove("items"));
            value = items.unwrap();
        }
    }
    drop_unknown(&mut value);
    value
}

fn drop_unknown(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("campo_novo");
            fields.values_mut().for_each(drop_unknown);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_unknown),
        _ => {}
    }
}

#[test]
fn every_fixture_with_an_enum_has_an_unknown_value_and_every_one_an_unknown_field() {
    // These answers hold no enum.
    let without_enum = [
        "changes.list",
        "transfers.list",
        "accounts.balance",
        "second_generation.account_balance",
        "categories.income_statement",
        "connection.company",
        "cost_centers.list",
        "cost_centers.create",
        "cost_centers.update",
        "second_generation.list_cost_centers",
        "second_generation.create_cost_center",
        "first_generation.create_payable",
        "charges.create",
        "people.activate",
        "people.deactivate",
        "products.list_categories",
        "products.list_ncm",
        "products.list_cest",
        "products.list_units",
        "products.list_ecommerce_brands",
        "products.ecommerce_categories",
        "superseded_products.deactivate",
        "capture.upload",
        "sales.replace",
        "sales.sellers",
        "sales.delete",
        "quotes.create",
        "contracts.create",
    ];
    // These answer with a bare number.
    let without_fields = ["sales.next_number", "contracts.next_number"];
    for case in cases() {
        let name = case.operation.trim_start_matches("contaazul.");
        let file = name.replace('.', "/");
        if !has_fixture(&file) || without_fields.contains(&name) {
            continue;
        }
        let fixture = fixture(&file);
        assert!(fixture.contains("\"campo_novo\""), "{name}");
        let has_unknown_value = fixture.contains("\"NOVO_");
        assert_eq!(has_unknown_value, !without_enum.contains(&name), "{name}");
    }
}

#[test]
fn names_and_paths_are_of_one_form() {
    let mut paths = BTreeSet::new();
    for operation in OPERATIONS {
        let name = operation.name;
        let parts: Vec<_> = name.split('.').collect();
        assert_eq!(parts.len(), 3, "{name}");
        let plain = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        assert!(parts.iter().all(|part| plain(part)), "{name}");
        assert!(operation.path.starts_with('/'), "{name}");
        let known = ["doc", "prod", "code", "seed", "inferred"].contains(&operation.mark);
        assert!(known, "{name}");
        assert!(
            paths.insert((operation.method.as_str(), operation.path)),
            "{name}"
        );
    }
}
