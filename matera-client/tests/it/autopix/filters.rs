//! Filters of lists.

use super::*;

#[tokio::test]
async fn filters_go_under_the_providers_names() {
    let (from, to) = (datetime!(2026-11-01 0:00 -3), datetime!(2026-11-20 0:00 -3));
    let moments = [
        ("initialDate", "2026-11-01T00:00:00-03:00"),
        ("endDate", "2026-11-20T00:00:00-03:00"),
    ];
    let number = AccountNumber::new(1, 3232);
    let payer = account();
    let empty = r#"{"data":[]}"#;

    let provider = Provider::with_json(empty).await;
    let list = provider
        .client
        .autopix_payer(&payer, PAYER)
        .list_billings(from, to);
    let list = list
        .due_on(date!(2026 - 12 - 05))
        .txid(&"TX".into())
        .end_to_end_id(&"E".into())
        .recurrence(&"R".into())
        .progress(BillingProgress::Settling)
        .payer_account(&number)
        .receiver("11222333000181")
        .by_due_date(SortDirection::Descending);
    assert!(list.send().try_collect().await.unwrap().is_empty());
    check_query(
        &provider,
        &moments,
        &[
            ("dueDate", "2026-12-05"),
            ("txId", "TX"),
            ("e2eId", "E"),
            ("recId", "R"),
            ("integrationStatus", "SETTLING_PAYMENT"),
            ("payerBranch", "1"),
            ("payerAccount", "3232"),
            ("receiverDocument", "11222333000181"),
            ("sort", "dueDate,desc"),
            ("page", "0"),
        ],
    )
    .await;

    let provider = Provider::with_json(empty).await;
    let list = provider
        .client
        .autopix_payer(&payer, PAYER)
        .list_requests(from, to);
    let list = list
        .payer_account(&number)
        .request(&"SC".into())
        .recurrence(&"R".into())
        .progress(RequestProgress::AwaitingAnswer)
        .by_creation(SortDirection::Ascending)
        .page_size(50);
    list.send().try_collect().await.unwrap();
    check_query(
        &provider,
        &moments,
        &[
            ("recipientBranch", "1"),
            ("recipientAccount", "3232"),
            ("requestRecId", "SC"),
            ("recId", "R"),
            ("integrationStatus", "ACCEPTANCE_PENDING"),
            ("sort", "createdAt,asc"),
            ("size", "50"),
            ("page", "0"),
        ],
    )
    .await;

    let provider = Provider::with_json(empty).await;
    let (first, last) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
    let list = provider
        .client
        .autopix_payer(&payer, PAYER)
        .histories(&"R".into());
    let list = list.between(first, last).status(RecurrenceStatus::Approved);
    let list = list
        .payer_account(&number)
        .progress(RecurrenceProgress::AwaitingApproval);
    list.by_creation(SortDirection::Descending)
        .send()
        .try_collect()
        .await
        .unwrap();
    check_query(
        &provider,
        &[("recId", "R")],
        &[
            ("initialDate", "2026-11-01"),
            ("finalDate", "2026-11-20"),
            ("status", "APPROVED"),
            ("payerBranch", "1"),
            ("payerAccount", "3232"),
            ("integrationStatus", "WAITING_APPROVAL_CONFIRMATION"),
            ("sort", "createdAt,desc"),
            ("page", "0"),
        ],
    )
    .await;

    let provider = Provider::with_json(empty).await;
    let list = provider
        .client
        .autopix_payer(&payer, PAYER)
        .list(first, last);
    let list = list
        .recurrence(&"R".into())
        .debtor(PAYER)
        .status(RecurrenceStatus::Expired);
    list.send().try_collect().await.unwrap();
    check_query(
        &provider,
        &[("initialDate", "2026-11-01"), ("endDate", "2026-11-20")],
        &[
            ("recId", "R"),
            ("debtorTaxDocument", PAYER),
            ("status", "EXPIRED"),
            ("page", "0"),
        ],
    )
    .await;
}

#[tokio::test]
async fn filters_of_receivers_go_under_the_banco_centrals_names() {
    let (from, to) = (datetime!(2026-11-01 0:00 -3), datetime!(2026-11-20 0:00 -3));
    let moments = [
        ("inicio", "2026-11-01T00:00:00-03:00"),
        ("fim", "2026-11-20T00:00:00-03:00"),
    ];
    let receiver = account();
    let page = [("paginacao.paginaAtual", "0")];

    let provider = Provider::with_json(r#"{"recs":[]}"#).await;
    let list = provider.client.autopix_receiver(&receiver).list(from, to);
    let list = list.debtor(PAYER).has_location(true).agreement("C7");
    list.send().try_collect().await.unwrap();
    let filters = [
        ("cpf", PAYER),
        ("locationPresente", "true"),
        ("convenio", "C7"),
    ];
    check_query(&provider, &moments, &[&filters[..], &page].concat()).await;

    let provider = Provider::with_json(r#"{"cobsr":[]}"#).await;
    let list = provider
        .client
        .autopix_receiver(&receiver)
        .list_charges(from, to);
    let list = list
        .recurrence(&"R".into())
        .debtor("11222333000181")
        .agreement("C7");
    list.send().try_collect().await.unwrap();
    let filters = [
        ("idRec", "R"),
        ("cnpj", "11222333000181"),
        ("convenio", "C7"),
    ];
    check_query(&provider, &moments, &[&filters[..], &page].concat()).await;

    let provider = Provider::with_json(r#"{"loc":[]}"#).await;
    let list = provider
        .client
        .autopix_receiver(&receiver)
        .list_locations(from, to);
    let list = list.has_recurrence(false).agreement("C7").page_size(1_000);
    list.send().try_collect().await.unwrap();
    let filters = [
        ("idRecPresente", "false"),
        ("convenio", "C7"),
        ("paginacao.itensPorPagina", "1000"),
    ];
    check_query(&provider, &moments, &[&filters[..], &page].concat()).await;
}

async fn check_query(provider: &Provider, first: &[(&str, &str)], then: &[(&str, &str)]) {
    let expected: Vec<_> = first
        .iter()
        .chain(then)
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    assert_eq!(provider.query().await, expected);
}

#[tokio::test]
async fn a_txid_asks_for_the_qr_code() {
    let provider = Provider::with_fixture("autopix_receiver/get").await;
    let receiver = account();
    let area = provider.client.autopix_receiver(&receiver);
    area.get_with_charge(&"R1".into(), &"TX1".into())
        .send()
        .await
        .unwrap();
    assert_eq!(
        provider.query().await,
        [("txId".to_owned(), "TX1".to_owned())]
    );
}
