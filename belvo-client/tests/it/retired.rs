//! What Belvo's description has no longer: what is sent, what is refused, and paths that moved.

use belvo_client::model::retired::{OwnTransaction, PaymentKeys};
use belvo_client::{Amount, ErrorKind};
use http::Method;
use serde_json::json;
use time::macros::date;
use wiremock::{MockServer, ResponseTemplate};

use crate::coverage::retired::{bread, salary};
use crate::harness::{Provider, builder_for, link};

#[tokio::test]
async fn a_payment_link_says_all_that_belvo_requires() {
    let provider = Provider::with_fixture("retired/payment_links/create").await;
    let links = provider.client.retired();
    links.payment_links().create(&bread()).send().await.unwrap();
    let wanted = json!({
        "amount": "9.90", "customer": "customer-1", "description": "Pão",
        "allowed_payment_method_types": ["open_finance"], "provider": "belvo",
        "payment_method_details": {"open_finance": {"beneficiary_bank_account": "account-1",
            "callback_url": "https://loja.example/banco"}},
        "callback_urls": {"cancel": "https://loja.example/nao",
            "success": "https://loja.example/sim"},
        "expires_in": "7d",
    });
    assert_eq!(provider.body().await, wanted);
}

#[tokio::test]
async fn transactions_from_elsewhere_go_whole() {
    let provider = Provider::with_fixture("retired/enrichment/categorize").await;
    let retired = provider.client.retired();
    retired.categorize("pt", &[salary()]).await.unwrap();
    let wanted = json!({"language": "pt", "transactions": [{
        "transaction_id": "entry-7", "value_date": "2026-11-05", "description": "SALARIO PADARIA",
        "type": "INFLOW", "amount": 3126.27, "currency": "BRL", "account_id": "account-1",
        "account_category": "CHECKING_ACCOUNT", "institution": "Banco de mentira",
        "account_holder_id": "a61bc801-9fa5-457b-88ad-850c96eaca30",
        "account_holder_type": "INDIVIDUAL",
    }]});
    assert_eq!(provider.body().await, wanted);
}

#[tokio::test]
async fn what_lacks_something_is_not_sent() {
    let provider = Provider::answering(ResponseTemplate::new(200)).await;
    let retired = provider.client.retired();
    let bare = OwnTransaction::new("entry-7", date!(2026 - 11 - 05), "segredo");
    let many = vec![salary(); 10_001];
    for (language, transactions, told) in [
        ("pt", vec![bare], "transactions.currency is empty"),
        ("pt", Vec::new(), "transactions has 0 entries"),
        ("pt", many, "transactions has 10001 entries"),
        ("português", vec![salary()], "language has 9 characters"),
    ] {
        let error = retired
            .categorize(language, &transactions)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().contains(told), "{error}");
        assert!(!error.to_string().contains("segredo"), "{error}");
        let search = retired.find_incomes(language, transactions);
        assert_eq!(search.send().await.unwrap_err().kind(), ErrorKind::Input);
    }
    let search = retired.find_incomes("pt", vec![salary()]);
    let search = search.period(date!(2026 - 11 - 05), date!(2026 - 11 - 04));
    let error = search.send().await.unwrap_err();
    assert!(error.to_string().contains("date_from"), "{error}");
    assert_eq!(provider.requests().await, 0);
}

#[tokio::test]
async fn a_retired_operation_goes_where_the_caller_says() {
    let provider = Provider::with_fixture("retired/receivables/list").await;
    let belvo = builder_for(&provider.server)
        .with_path(
            "belvo.retired.receivables.list",
            Method::GET,
            "/api/receivables/",
        )
        .build()
        .unwrap();
    let mut sales = belvo.retired().receivables().list(&link()).send();
    let sale = sales.try_next().await.unwrap().unwrap();
    assert_eq!(sale.net_amount, Some(Amount::parse("154.19").unwrap()));
    assert_eq!(provider.request().await.url.path(), "/api/receivables/");
}

#[tokio::test]
async fn only_a_retired_operation_can_be_moved_and_with_its_arguments() {
    let server = MockServer::start().await;
    for (operation, path) in [
        ("belvo.accounts.list", "/api/contas/"),
        ("belvo.retired.receivables.get", "/api/receivables/"),
    ] {
        let builder = builder_for(&server).with_path(operation, Method::GET, path);
        assert_eq!(builder.build().unwrap_err().kind(), ErrorKind::Config);
    }
}

#[test]
fn a_password_of_keys_is_not_printed() {
    let keys: PaymentKeys = serde_json::from_str(r#"{"id":"1","password":"segredo"}"#).unwrap();
    assert!(!format!("{keys:?}").contains("segredo"));
}
