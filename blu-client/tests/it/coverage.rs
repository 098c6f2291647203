//! Every operation, sent and answered once over real HTTP: what goes out, and that the fixture,
//! which holds things nobody knows yet, comes back as a value. An operation without a row fails.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;

use blu_client::model::{Nsu, SaleStatus};
use blu_client::{Blu, OPERATIONS, Result};
use brazil_types::TaxId;
use time::macros::date;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::harness::{TOKEN, builder, fixture};

type Count = Pin<Box<dyn Future<Output = Result<usize>>>>;

struct Row {
    operation: &'static str,
    fixture: &'static str,
    /// Lists everything and gives the number of records.
    list: fn(Blu) -> Count,
    query: &'static [(&'static str, &'static str)],
    bearer: bool,
    version: Option<&'static str>,
    records: usize,
}

const FEBRUARY: [(&str, &str); 2] = [("beginDate", "2026-02-01"), ("endDate", "2026-02-28")];

fn rows() -> Vec<Row> {
    vec![
        Row {
            operation: "blu.anticipations.list_v1",
            fixture: "anticipations/v1.json",
            list: |blu| {
                Box::pin(async move {
                    let list = blu
                        .anticipations()
                        .list_v1(date!(2026 - 02 - 01), date!(2026 - 02 - 28))
                        .client_tax_id(&TaxId::parse("12.345.678/0001-95").unwrap());
                    Ok(list.send().try_collect().await?.len())
                })
            },
            query: &[FEBRUARY[0], FEBRUARY[1], ("cpfCnpj", "12345678000195")],
            bearer: true,
            version: None,
            records: 1,
        },
        Row {
            operation: "blu.anticipations.list_v2",
            fixture: "anticipations/v2.json",
            list: |blu| {
                Box::pin(async move {
                    let list = blu
                        .anticipations()
                        .list_v2(date!(2026 - 02 - 01), date!(2026 - 02 - 28))
                        .client_tax_id(&TaxId::parse("12345678000195").unwrap())
                        .per_page(4_000);
                    Ok(list.send().try_collect().await?.len())
                })
            },
            query: &[
                FEBRUARY[0],
                FEBRUARY[1],
                ("cpfCnpj", "12345678000195"),
                ("per_page", "4000"),
                ("page", "1"),
            ],
            bearer: false,
            version: Some("2"),
            records: 1,
        },
        Row {
            operation: "blu.debits.list",
            fixture: "debits/list.json",
            list: |blu| {
                Box::pin(async move {
                    let list = blu
                        .debits()
                        .list(date!(2026 - 02 - 01), date!(2026 - 02 - 28));
                    Ok(list.send().try_collect().await?.len())
                })
            },
            query: &FEBRUARY,
            bearer: true,
            version: None,
            records: 1,
        },
        Row {
            operation: "blu.credits.list",
            fixture: "credits/list.json",
            list: |blu| {
                Box::pin(async move {
                    let list = blu
                        .credits()
                        .list(date!(2026 - 02 - 01), date!(2026 - 02 - 28));
                    Ok(list.send().try_collect().await?.len())
                })
            },
            query: &FEBRUARY,
            bearer: true,
            version: None,
            records: 1,
        },
        Row {
            operation: "blu.sales.list",
            fixture: "sales/list.json",
            list: |blu| {
                Box::pin(async move {
                    let list = blu
                        .sales()
                        .list(date!(2026 - 02 - 01), date!(2026 - 02 - 28))
                        .nsu(&Nsu::from("000987001234"))
                        .status(SaleStatus::AntifraudAnalysis)
                        .canceled_between(date!(2026 - 02 - 03), date!(2026 - 02 - 04));
                    Ok(list.send().try_collect().await?.len())
                })
            },
            query: &[
                FEBRUARY[0],
                FEBRUARY[1],
                ("nsuCode", "000987001234"),
                ("status", "antifraud_analysis"),
                ("begindatecancel", "2026-02-03"),
                ("enddatecancel", "2026-02-04"),
            ],
            bearer: true,
            version: None,
            records: 2,
        },
    ]
}

#[test]
fn no_operation_is_without_a_test() {
    let offered: BTreeSet<_> = OPERATIONS.iter().map(|operation| operation.name).collect();
    let tested: BTreeSet<_> = rows().iter().map(|row| row.operation).collect();
    assert_eq!(offered, tested);
    assert_eq!(offered.len(), OPERATIONS.len(), "a name is used twice");
}

#[tokio::test]
async fn every_operation_is_sent_as_documented_and_its_answer_is_read() {
    for row in rows() {
        let server = MockServer::start().await;
        Mock::given(any())
            .respond_with(ResponseTemplate::new(200).set_body_string(fixture(row.fixture)))
            .expect(1)
            .named(row.operation)
            .mount(&server)
            .await;
        let blu = builder(&server.uri()).build().unwrap();
        let count = (row.list)(blu).await.expect(row.operation);
        assert_eq!(count, row.records, "{}", row.operation);
        let requests = server.received_requests().await.unwrap();
        check(&row, &requests[0]);
    }
}

fn check(row: &Row, request: &Request) {
    let operation = OPERATIONS
        .iter()
        .find(|it| it.name == row.operation)
        .unwrap();
    assert_eq!(
        request.method.as_str(),
        operation.method.as_str(),
        "{}",
        row.operation
    );
    assert_eq!(request.url.path(), operation.path, "{}", row.operation);
    let sent: BTreeSet<(String, String)> = request.url.query_pairs().into_owned().collect();
    let wanted = row
        .query
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()));
    assert_eq!(sent, wanted.collect(), "{}", row.operation);
    let header = |name| {
        request
            .headers
            .get(name)
            .map(|value| value.to_str().unwrap())
    };
    let token = if row.bearer {
        format!("Bearer {TOKEN}")
    } else {
        TOKEN.to_owned()
    };
    assert_eq!(
        header("authorization"),
        Some(token.as_str()),
        "{}",
        row.operation
    );
    assert_eq!(header("version"), row.version, "{}", row.operation);
    assert_eq!(
        header("accept"),
        Some("application/json"),
        "{}",
        row.operation
    );
    assert!(request.body.is_empty(), "{}", row.operation);
}
