//! What lists are narrowed by, and how they go on.

use belvo_client::model::{
    AccountField, AccountId, Direction, LinkStatus, TransactionField, TransactionId,
};
use belvo_client::{Amount, ErrorKind, Lookup, Pager, Query};
use serde::de::DeserializeOwned;
use time::macros::date;
use wiremock::matchers::{method, query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::harness::{BASIC, Provider, builder_for, link};

const EMPTY: &str = r#"{"count":0,"next":null,"previous":null,"results":[]}"#;

/// The query of the one page that `list` asks for, without the page size.
async fn sent<T: DeserializeOwned + Send + 'static>(
    list: impl FnOnce(&belvo_client::Belvo) -> Query<T>,
) -> Vec<(String, String)> {
    let provider = Provider::with_json(200, EMPTY).await;
    let items = list(&provider.client).send().try_collect().await.unwrap();
    assert!(items.is_empty());
    let query = provider.query().await;
    query
        .into_iter()
        .filter(|(name, _)| name != "page_size")
        .collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

#[tokio::test]
async fn lookups_go_out_as_belvo_spells_them() {
    let query = sent(|belvo| {
        belvo
            .transactions()
            .list(&link())
            .value_date(Lookup::between(
                date!(2026 - 01 - 01),
                date!(2026 - 01 - 31),
            ))
            .created_at(Lookup::from(date!(2026 - 02 - 01)))
            .created_at(Lookup::before(date!(2026 - 02 - 03)))
            .amount(Lookup::after(Amount::parse("100.10").unwrap()))
            .kind([&Direction::Inflow, &Direction::Outflow])
            .currency(["BRL"])
            .omit([TransactionField::Account])
    })
    .await;
    let link = link();
    let expected = [
        ("link", link.as_str()),
        ("value_date__range", "2026-01-01,2026-01-31"),
        ("created_at__gte", "2026-02-01"),
        ("created_at__lt", "2026-02-03"),
        ("amount__gt", "100.10"),
        ("type__in", "INFLOW,OUTFLOW"),
        ("currency", "BRL"),
        ("omit", "account"),
    ];
    assert_eq!(query, pairs(&expected));
}

#[tokio::test]
async fn lists_without_a_link_take_several() {
    let other = belvo_client::model::LinkId::from("another-link");
    let query = sent(|belvo| {
        belvo
            .accounts()
            .list_all()
            .links([&link(), &other])
            .name_contains("corrente")
            .balance_current(Lookup::until(Amount::from_cents(0)))
            .only([AccountField::Id, AccountField::Balance])
    })
    .await;
    let links = format!("{},another-link", link());
    assert_eq!(query[0], ("link__in".to_owned(), links));
    assert_eq!(
        query[1],
        ("name__icontains".to_owned(), "corrente".to_owned())
    );
    assert_eq!(query[2].0, "balance__current__lte");
    assert_eq!(query[3], ("fields".to_owned(), "id,balance".to_owned()));

    let query = sent(|belvo| {
        let links = belvo.links().list().status([&LinkStatus::Invalid]);
        links.institution(["ofmockbank_br_retail", "planet_mx_retail"])
    })
    .await;
    assert_eq!(query[0], ("status".to_owned(), "invalid".to_owned()));
    assert_eq!(query[1].0, "institution__in");

    let query = sent(|belvo| belvo.institutions().list().resources(["BILLS", "OWNERS"])).await;
    assert_eq!(query, pairs(&[("resources__allin", "BILLS,OWNERS")]));
}

#[tokio::test]
async fn tax_lists_are_narrowed_as_documented() {
    let query = sent(|belvo| {
        belvo
            .invoices()
            .list_all()
            .invoice_date(Lookup::between(
                date!(2026 - 01 - 01),
                date!(2026 - 12 - 31),
            ))
            .total_amount(Lookup::from(Amount::from_cents(100_002)))
            .kind([&Direction::Inflow])
            .status(["Vigente", "Cancelado"])
            .identification(["5f1c2d3e"])
    })
    .await;
    let expected = [
        ("invoice_date__range", "2026-01-01,2026-12-31"),
        ("total_amount__gte", "1000.02"),
        ("type", "INFLOW"),
        ("status__in", "Vigente,Cancelado"),
        ("invoice_identification", "5f1c2d3e"),
    ];
    assert_eq!(query, pairs(&expected));

    let query = sent(|belvo| {
        let returns = belvo.tax_returns().list_all();
        returns
            .year(Lookup::between(2024, 2025))
            .declaration(["Normal"])
    })
    .await;
    let expected = [
        ("ejercicio__range", "2024,2025"),
        ("tipo_declaracion", "Normal"),
    ];
    assert_eq!(query, pairs(&expected));

    let query = sent(|belvo| {
        let records = belvo.employment_records().list_all();
        records
            .internal_identification(["123", "456"])
            .collected_at(Lookup::before(date!(2026 - 11 - 01)))
    })
    .await;
    let expected = [
        ("internal_identification__in", "123,456"),
        ("collected_at__lt", "2026-11-01"),
    ];
    assert_eq!(query, pairs(&expected));
}

#[tokio::test]
async fn the_field_selection_of_one_thing_goes_out_too() {
    let provider = Provider::with_json(200, r#"{"id":"t1"}"#).await;
    let belvo = &provider.client;
    let only = [TransactionField::Id, TransactionField::Amount];
    let get = belvo
        .transactions()
        .get(&TransactionId::from("t1"))
        .only(only);
    assert_eq!(get.send().await.unwrap().id.unwrap().as_str(), "t1");
    assert_eq!(provider.query().await, pairs(&[("fields", "id,amount")]));
}

async fn refused<T: Send + 'static>(mut list: Pager<T>, says: &str) {
    let error = list
        .try_next()
        .await
        .err()
        .unwrap_or_else(|| panic!("not refused: {says}"));
    assert_eq!(error.kind(), ErrorKind::Input);
    assert!(error.to_string().contains(says), "{error}");
}

#[tokio::test]
async fn filters_that_cannot_be_sent_are_told_before_anything_is() {
    let provider = Provider::with_json(200, EMPTY).await;
    let belvo = &provider.client;
    let list = || belvo.transactions().list(&link());
    let (early, late) = (date!(2026 - 01 - 01), date!(2026 - 02 - 01));

    refused(
        list().value_date(Lookup::between(late, early)).send(),
        "value_date__range",
    )
    .await;
    let twice = list()
        .value_date(Lookup::is(early))
        .value_date(Lookup::is(late));
    refused(twice.send(), "value_date is given twice").await;
    refused(list().page_size(0).send(), "page_size is 0").await;
    refused(list().page_size(1_001).send(), "page_size is 1001").await;
    let none: [&AccountId; 0] = [];
    refused(list().account(none).send(), "account__in is empty").await;
    refused(list().currency(["BRL,USD", "EUR"]).send(), "comma").await;
    refused(list().omit([]).send(), "omit is empty").await;
    refused(
        belvo.accounts().list_all().name_contains("ab").send(),
        "three",
    )
    .await;
    refused(
        belvo.institutions().list().resources(["BILLS"]).send(),
        "two",
    )
    .await;
    assert_eq!(provider.requests().await, 0);
}

fn page_of(ids: &[&str], next: Option<String>) -> ResponseTemplate {
    let items: Vec<_> = ids.iter().map(|id| serde_json::json!({"id": id})).collect();
    let body = serde_json::json!({"count": 99, "next": next, "previous": null, "results": items});
    ResponseTemplate::new(200).set_body_json(body)
}

/// Two pages, the first of which links to the second.
async fn two_pages() -> MockServer {
    let server = MockServer::start().await;
    let next = format!("{}/api/bills/?link=x&page_size=1000&page=2", server.uri());
    Mock::given(method("GET"))
        .and(query_param_is_missing("page"))
        .respond_with(page_of(&["b1", "b2"], Some(next)))
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .and(query_param("page", "2"))
        .respond_with(page_of(&["b3"], None))
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn a_list_follows_its_link_with_the_keys_and_can_be_taken_up_again() {
    let server = two_pages().await;
    let belvo = builder_for(&server).build().unwrap();
    let mut bills = belvo.bills().list(&link()).send();
    let mut ids = Vec::new();
    let mut kept = None;
    while let Some(bill) = bills.try_next().await.unwrap() {
        ids.push(bill.id.unwrap().into_string());
        kept = bills.cursor().map(ToString::to_string);
    }
    assert_eq!(
        ids,
        ["b1", "b2", "b3"],
        "the wrong count of 99 does no harm"
    );
    for request in server.received_requests().await.unwrap() {
        assert_eq!(request.headers.get("authorization").unwrap(), BASIC);
    }

    let again = belvo.bills().list(&link()).send();
    let again = again.starting_at(kept.unwrap().parse().unwrap()).unwrap();
    assert_eq!(
        again.try_collect().await.unwrap().len(),
        1,
        "the second page alone"
    );
    let other = belvo.bills().list(&"another".into()).send();
    let cursor = belvo.bills().list(&link()).send().cursor().unwrap().clone();
    assert!(other.starting_at(cursor).is_err());
}

#[tokio::test]
async fn a_link_to_another_host_gets_no_keys() {
    let server = MockServer::start().await;
    let elsewhere = "https://belvo.example.net/api/bills/?page=2".to_owned();
    Mock::given(method("GET"))
        .respond_with(page_of(&["b1"], Some(elsewhere)))
        .mount(&server)
        .await;
    let belvo = builder_for(&server).build().unwrap();
    let error = belvo
        .bills()
        .list(&link())
        .send()
        .try_collect()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_page_without_results_is_an_error_and_not_the_end() {
    let provider = Provider::with_json(200, r#"{"count":5,"next":null}"#).await;
    let error = provider
        .client
        .bills()
        .list(&link())
        .send()
        .try_next()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("results"), "{error}");
}
