//! Lists, page by page.

use matera_client::ErrorKind;
use matera_client::model::TransactionStatus;
use serde_json::json;
use time::macros::date;
use wiremock::matchers::{query_param, query_param_is_missing};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::harness::{Provider, builder_for};

fn page(ids: &[&str], next: Option<&str>) -> ResponseTemplate {
    let items: Vec<_> = ids.iter().map(|id| json!({"transactionId": id})).collect();
    let body = json!({"data": {"transactions": items, "hashNextPage": next}});
    ResponseTemplate::new(200).set_body_json(body)
}

#[tokio::test]
async fn a_hash_token_leads_from_page_to_page() {
    let server = MockServer::start().await;
    Mock::given(query_param_is_missing("hashNextPage"))
        .respond_with(page(&["t1", "t2"], Some("bmV4dA==")))
        .named("first page")
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(query_param("hashNextPage", "bmV4dA=="))
        .respond_with(page(&["t3"], None))
        .named("second page")
        .expect(1)
        .mount(&server)
        .await;
    let client = builder_for(&server).build().unwrap();
    let list = client
        .transactions()
        .list(&"A1".into())
        .between(date!(2026 - 10 - 01), date!(2026 - 10 - 31))
        .status(TransactionStatus::Approved)
        .kinds(["Boleto", "Deposit"])
        .page_size(2)
        .send();
    let all = list.try_collect().await.unwrap();
    let ids: Vec<_> = all
        .iter()
        .map(|one| one.id.as_ref().unwrap().as_str())
        .collect();
    assert_eq!(ids, ["t1", "t2", "t3"]);
    for request in server.received_requests().await.unwrap() {
        let query = request.url.query().unwrap();
        let filters = "begin=2026-10-01&end=2026-10-31&status=APPROVED\
                       &paymentTypes=Boleto%2CDeposit&pageLimit=2";
        assert!(query.starts_with(filters), "{query}");
    }
}

#[tokio::test]
async fn a_page_without_its_list_is_an_error_and_not_the_end() {
    let provider = Provider::with_json(r#"{"data":{"hashNextPage":null}}"#).await;
    let mut list = provider.client.transactions().list(&"A1".into()).send();
    let error = list.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("transactions"), "{error}");
}

#[tokio::test]
async fn what_cannot_be_sent_is_told_by_the_first_page() {
    let provider = Provider::with_json("{}").await;
    let transactions = provider.client.transactions();
    let backwards = (date!(2026 - 10 - 31), date!(2026 - 10 - 01));
    let lists = [
        (
            transactions
                .list(&"A1".into())
                .between(backwards.0, backwards.1),
            "begin is after end",
        ),
        (
            transactions.list(&"A1".into()).page_size(0),
            "page_size is 0",
        ),
        (transactions.list(&"".into()), "accountId"),
    ];
    for (list, message) in lists {
        let error = list.send().try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().contains(message), "{error}");
    }
    assert_eq!(provider.requests().await, 0);
}
