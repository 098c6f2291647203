//! Every style from its first page to its end.

use std::sync::Arc;

use client_core::ErrorKind;
use client_core::testing::{FakeTransport, Script};
use serde::Deserialize;

use super::Query;
use crate::client::Matera;
use crate::draft::Draft;
use crate::environment::{Credentials, Environment};
use crate::operations::{Endpoint, accounts, autopix_payer, autopix_receiver, limits, schedules};

#[derive(Debug, Deserialize, PartialEq)]
struct Item {
    id: u32,
}

/// Reads a list from these answers: its items, and what of each query is about pages.
async fn read(
    endpoint: &'static Endpoint,
    size: Option<u64>,
    answers: &[&'static str],
) -> (client_core::Result<Vec<u32>>, Vec<String>) {
    let scripts = answers.iter().map(|answer| Script::json(200, *answer));
    let transport = Arc::new(FakeTransport::new(scripts));
    let environment = Environment::custom("https://api.example.com", "https://id.example.com");
    let client = Matera::builder(environment, Credentials::access_key("k"), "K")
        .with_transport(transport.clone())
        .with_retry_policy(Arc::new(client_core::retry::NoRetry))
        .build()
        .unwrap();
    let mut draft = Draft::of(endpoint);
    for name in ["accountId", "branch", "account", "recId"] {
        draft = draft.argument(name, "1");
    }
    let mut query = Query::<Item>::new(&client, draft);
    if let Some(size) = size {
        query = query.page_size(size);
    }
    let items = query.send().try_collect().await;
    let requests = transport.requests();
    let queries = requests
        .iter()
        .map(|request| request.url.query().unwrap_or("").to_owned());
    (
        items.map(|items| items.into_iter().map(|item| item.id).collect()),
        queries.collect(),
    )
}

#[tokio::test]
async fn page_numbers_go_on_until_an_empty_page() {
    let (items, queries) = read(
        &accounts::STATEMENT,
        Some(2),
        &[
            r#"{"data":{"statement":[{"id":1},{"id":2}]}}"#,
            r#"{"data":{"statement":[{"id":3}]}}"#,
            r#"{"data":{"statement":null}}"#,
        ],
    )
    .await;
    // A short page is not the end: nobody knows whether the provider cut it.
    assert_eq!(items.unwrap(), [1, 2, 3]);
    let expected = [
        "pageSize=2&pageNumber=0",
        "pageSize=2&pageNumber=1",
        "pageSize=2&pageNumber=2",
    ];
    assert_eq!(queries, expected);

    let (items, queries) = read(
        &autopix_payer::LIST,
        None,
        &[r#"{"data":[{"id":1}]}"#, r#"{"data":[]}"#],
    )
    .await;
    assert_eq!(items.unwrap(), [1]);
    assert_eq!(queries, ["page=0", "page=1"]);
}

#[tokio::test]
async fn tokens_and_cursors_go_on_until_there_is_none() {
    let (items, queries) = read(
        &limits::LIST_FAVORED,
        Some(1),
        &[
            r#"{"favored":[{"id":1}],"count":1,"nextToken":"n/1","hasMore":true}"#,
            r#"{"favored":[],"count":0,"nextToken":"n2","hasMore":true}"#,
            r#"{"favored":[{"id":2}],"count":1,"nextToken":"n3","hasMore":false}"#,
        ],
    )
    .await;
    assert_eq!(
        items.unwrap(),
        [1, 2],
        "an empty page in the middle is not the end"
    );
    let expected = [
        "pageSize=1",
        "pageSize=1&nextToken=n%2F1",
        "pageSize=1&nextToken=n2",
    ];
    assert_eq!(queries, expected);

    let (items, _) = read(
        &limits::LIST_OF_BRANCH,
        None,
        &[r#"{"limits":[{"id":7}],"hasMore":false}"#],
    )
    .await;
    assert_eq!(items.unwrap(), [7]);

    let (items, queries) = read(
        &schedules::LIST,
        None,
        &[
            r#"{"payments":[{"id":1}],"cursor":"c1"}"#,
            r#"{"payments":[{"id":2}],"cursor":""}"#,
        ],
    )
    .await;
    assert_eq!(items.unwrap(), [1, 2]);
    assert_eq!(queries, ["", "cursor=c1"]);
}

#[tokio::test]
async fn pages_of_the_banco_central_are_counted() {
    let page = |number: u32, key: &str| {
        let pages = format!(r#"{{"paginaAtual":{number},"quantidadeDePaginas":2}}"#);
        let json =
            format!(r#"{{"parametros":{{"paginacao":{pages}}},"{key}":[{{"id":{number}}}]}}"#);
        &*String::leak(json)
    };
    for (endpoint, key) in [
        (&autopix_receiver::LIST, "recs"),
        (&autopix_receiver::LIST_CHARGES, "cobsr"),
        (&autopix_receiver::LIST_LOCATIONS, "loc"),
    ] {
        let (items, queries) = read(endpoint, Some(1), &[page(0, key), page(1, key)]).await;
        assert_eq!(items.unwrap(), [0, 1], "{key}");
        let second = "paginacao.itensPorPagina=1&paginacao.paginaAtual=1";
        assert_eq!(queries[1], second);
    }
}

#[tokio::test]
async fn sizes_that_the_provider_does_not_take_are_not_sent() {
    for (endpoint, size) in [
        (&accounts::STATEMENT, 101),
        (&autopix_receiver::LIST, 1_001),
    ] {
        let (items, queries) = read(endpoint, Some(size), &[]).await;
        assert_eq!(items.unwrap_err().kind(), ErrorKind::Input);
        assert!(queries.is_empty());
    }
}
