//! Reports of billing systems.

use super::*;

/// What a report about 150.99 sends.
async fn reported(report: PendingReport) -> Value {
    let provider = silent().await;
    provider
        .client
        .callbacks()
        .report(&report)
        .send()
        .await
        .unwrap();
    let request = provider.request().await;
    assert_eq!(request.method, Method::POST);
    let mut body: Value = serde_json::from_slice(&request.body).unwrap();
    body.as_object_mut().unwrap().remove("externalIdentifier");
    body
}

#[tokio::test]
async fn reports_say_what_came_and_what_was_expected() {
    let about =
        |outcome| PendingReport::of_transaction(PendingKind::Boleto, "T1", reais("150.5"), outcome);
    let report = about(PendingOutcome::Fulfilled).effective_on(date!(2026 - 11 - 20));
    let sent = json!({
        "receivedAmount": 150.5,
        "billingIdentifier": {"transactionId": "T1"},
        "status": "Fulfilled",
        "recipient": {"amount": 150.5},
        "effectiveDate": "2026-11-20",
        "transactionType": "Boleto",
        "contract": "C-1",
    });
    assert_eq!(reported(report.contract("C-1")).await, sent);

    let number = AccountIdentifier::of_number(AccountNumber::new(1, 3232));
    let reason = PendingOutcome::Canceled("conta encerrada".to_owned());
    let kind = PendingKind::DirectDebit;
    let report = PendingReport::of_account(kind, number, reais("150.5"), reason);
    let sent = json!({
        "status": "Canceled",
        "recipient": {"account": {"branch": 1, "account": 3232}, "amount": 150.5},
        "transactionType": "DirectDebit",
        "rejectionReason": "conta encerrada",
    });
    assert_eq!(reported(report).await, sent);

    let provider = silent().await;
    let area = provider.client.callbacks();
    let wrong = [
        (PendingOutcome::Partial(reais("150.5")), "receivedAmount"),
        (PendingOutcome::Unfinished(reais("0")), "receivedAmount"),
        (PendingOutcome::Overfilled(reais("150.5")), "receivedAmount"),
        (PendingOutcome::Canceled(String::new()), "rejectionReason"),
    ];
    for (outcome, field) in wrong {
        let result = area.report(&about(outcome)).send().await;
        assert_refused(&provider, result, field).await;
    }
    let nameless = PendingReport::of_account(
        PendingKind::Boleto,
        &account(),
        reais("1"),
        PendingOutcome::Fulfilled,
    );
    let result = area.report_v1(&account(), &nameless).send().await;
    assert_refused(&provider, result, "billingIdentifier.transactionId").await;
}

#[tokio::test]
async fn reports_are_hashed_in_the_order_of_the_providers_page() {
    let came = PendingOutcome::Partial(reais("150.5"));
    let report = PendingReport::of_transaction(PendingKind::Boleto, "T1", reais("200.9"), came);
    let provider = silent().await;
    let client = &provider.client;
    client
        .callbacks()
        .report_v1(&account(), &report)
        .send()
        .await
        .unwrap();
    let request = provider.request().await;
    let hash = client.secret_key().hash("150BoletoT1PartialA1200");
    assert_eq!(request.headers["transaction-hash"], *hash);

    let provider = silent().await;
    let reason = PendingOutcome::Canceled("conta encerrada".to_owned());
    let kind = PendingKind::DirectDebit;
    let report = PendingReport::of_account(kind, &account(), reais("200.9"), reason);
    provider
        .client
        .callbacks()
        .report(&report)
        .send()
        .await
        .unwrap();
    let request = provider.request().await;
    let hash = client.secret_key().hash("DirectDebitCanceledA1200");
    assert_eq!(request.headers["transaction-hash"], *hash);
}
