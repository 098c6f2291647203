//! The client against the sandbox.

use belvo_client::model::Direction;
use belvo_client::sandbox::{BankAccount, Fault, Sandbox, TOKEN, Webhook};
use belvo_client::webhook::{DataEvent, Delivery, Reaction, Receiver};
use belvo_client::{Belvo, BelvoError as _, ErrorCode, Keys, Lookup, Outcome, Retrieval};
use client_core::retry::NoRetry;
use http::HeaderMap;
use std::sync::Arc;
use time::macros::{date, datetime};

async fn started() -> (Sandbox, Belvo) {
    let account = BankAccount::checking("Conta corrente")
        .with_entry(date!(2026 - 11 - 02), 15_814, "PIX RECEBIDO")
        .with_entry(date!(2026 - 11 - 03), -990, "TARIFA");
    let sandbox = Sandbox::builder()
        .with_account(account)
        .start()
        .await
        .unwrap();
    let builder = sandbox
        .client_builder()
        .with_retry_policy(Arc::new(NoRetry));
    let belvo = builder.build().unwrap();
    (sandbox, belvo)
}

fn received(webhook: &Webhook) -> DataEvent {
    let mut headers = HeaderMap::new();
    let bearer = format!("Bearer {}", Webhook::BEARER);
    headers.insert("authorization", bearer.parse().unwrap());
    let receiver = Receiver::bearer(Webhook::BEARER).unwrap();
    match receiver
        .receive(&headers, webhook.body().as_bytes())
        .unwrap()
    {
        Delivery::Data(event) => event,
        other => panic!("{other:?}"),
    }
}

async fn stored(belvo: &Belvo, sandbox: &Sandbox) -> usize {
    let list = belvo.transactions().list(sandbox.link()).page_size(2);
    list.send().try_collect().await.unwrap().len()
}

#[tokio::test]
async fn the_keys_decide() {
    let (sandbox, belvo) = started().await;
    belvo.check_keys().send().await.unwrap();
    let wrong = Belvo::builder(sandbox.environment(), Keys::new("id", "wrong"))
        .build()
        .unwrap();
    let error = wrong.links().list().send().try_next().await.unwrap_err();
    assert_eq!(error.belvo_code(), Some(ErrorCode::AuthenticationFailed));
}

#[tokio::test]
async fn what_belvo_has_stored_is_listed_and_filtered() {
    let (sandbox, belvo) = started().await;
    let links = belvo.links().list().send().try_collect().await.unwrap();
    assert_eq!(links[0].id.as_ref(), Some(sandbox.link()));
    let accounts = belvo
        .accounts()
        .list_all()
        .send()
        .try_collect()
        .await
        .unwrap();
    let balance = accounts[0].balance.as_ref().unwrap().current.unwrap();
    assert_eq!(balance.to_cents().unwrap(), 14_824);

    let list = || belvo.transactions().list(sandbox.link());
    let out = list()
        .kind([&Direction::Outflow])
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(out.len(), 1);
    let early = list().value_date(Lookup::until(date!(2026 - 11 - 02)));
    let early = early.send().try_collect().await.unwrap();
    assert_eq!(early[0].amount.unwrap().to_cents().unwrap(), 15_814);
    let found = belvo
        .transactions()
        .get(early[0].id.as_ref().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(found, early[0]);
}

#[tokio::test]
async fn the_nightly_refresh_brings_what_is_new_and_says_so() {
    let (sandbox, belvo) = started().await;
    assert!(sandbox.pass_night().is_empty(), "nothing is new");
    for place in 0..3 {
        sandbox
            .book(0, date!(2026 - 11 - 04), 100 + place, "PIX")
            .unwrap();
    }
    assert_eq!(stored(&belvo, &sandbox).await, 2, "Belvo does not know yet");
    let webhooks = sandbox.pass_night();
    let event = received(&webhooks[0]);
    assert_eq!(event.reaction(), Reaction::Read);
    assert_eq!(event.data.unwrap().counts["new_transactions"], 3);
    assert_eq!(stored(&belvo, &sandbox).await, 5, "read over three pages");
    assert!(sandbox.book(1, date!(2026 - 11 - 04), 1, "?").is_err());
}

#[tokio::test]
async fn a_retrieval_in_the_background_is_told_by_its_request() {
    let (sandbox, belvo) = started().await;
    sandbox.book(0, date!(2026 - 11 - 04), 100, "PIX").unwrap();
    let (from, to) = (date!(2026 - 11 - 01), date!(2026 - 11 - 05));
    let retrieve = belvo.transactions().retrieve(sandbox.link(), from, to);
    let Retrieval::Accepted(accepted) = retrieve.in_background().send().await.unwrap() else {
        panic!("it is done later");
    };
    assert_eq!(stored(&belvo, &sandbox).await, 2);
    let webhooks = sandbox.finish_background();
    assert_eq!(received(&webhooks[0]).request_id, accepted.request_id);
    assert_eq!(stored(&belvo, &sandbox).await, 3);
    assert!(sandbox.finish_background().is_empty(), "done once");
}

#[tokio::test]
async fn a_retrieval_now_hands_over_its_period_and_may_ask_for_a_token() {
    let (sandbox, belvo) = started().await;
    let retrieve = || {
        let (from, to) = (date!(2026 - 11 - 03), date!(2026 - 11 - 30));
        belvo.transactions().retrieve(sandbox.link(), from, to)
    };
    let found = retrieve().send().await.unwrap().into_done().unwrap();
    assert_eq!(found.len(), 1);

    sandbox.require_tokens();
    let Retrieval::TokenRequired(session) = retrieve().send().await.unwrap() else {
        panic!("a token is asked for");
    };
    let error = session.resume("000000").send().await.unwrap_err();
    assert_eq!(error.belvo_code(), Some(ErrorCode::LoginError));
    let found = session
        .resume(TOKEN)
        .send()
        .await
        .unwrap()
        .into_done()
        .unwrap();
    assert_eq!(found.len(), 2);
}

#[tokio::test]
async fn a_link_is_gone_with_its_data() {
    let (sandbox, belvo) = started().await;
    let delete = belvo.links().delete(sandbox.link()).in_background();
    let accepted = delete.send().await.unwrap().unwrap();
    let webhooks = sandbox.finish_background();
    let event = received(&webhooks[0]);
    assert_eq!(event.request_id, accepted.request_id);
    assert_eq!(event.reaction(), Reaction::ForgetLink);
    assert_eq!(stored(&belvo, &sandbox).await, 0);
    let error = belvo.links().get(sandbox.link()).send().await.unwrap_err();
    assert_eq!(error.belvo_code(), Some(ErrorCode::NotFound));
}

#[tokio::test]
async fn a_torn_retrieval_is_of_unknown_outcome() {
    let (sandbox, belvo) = started().await;
    sandbox.front().inject(Fault::DropAfterHeaders);
    let error = belvo
        .accounts()
        .retrieve(sandbox.link())
        .send()
        .await
        .unwrap_err();
    assert!(error.outcome() >= Outcome::Unknown, "{error}");
    assert!(
        belvo
            .accounts()
            .retrieve(sandbox.link())
            .send()
            .await
            .is_ok()
    );
}

/// Lists, reads, retrieves and deletes the one that is stored.
macro_rules! works {
    ($data:expr, $link:expr, $retrieve:expr) => {{
        let (data, retrieve) = ($data, $retrieve);
        let listed = data.list($link).send().try_collect().await.unwrap();
        assert_eq!(listed.len(), 1);
        let id = listed[0].id.clone().unwrap();
        assert_eq!(data.get(&id).send().await.unwrap(), listed[0]);
        let retrieved = retrieve.send().await.unwrap().into_done().unwrap();
        assert_eq!(retrieved, listed);
        data.delete(&id).send().await.unwrap();
        let error = data.get(&id).send().await.unwrap_err();
        assert_eq!(error.belvo_code(), Some(ErrorCode::NotFound));
        assert!(
            data.list($link)
                .send()
                .try_collect()
                .await
                .unwrap()
                .is_empty()
        );
    }};
}

#[tokio::test]
async fn what_offices_and_employers_know_is_stored_retrieved_and_deleted() {
    let (sandbox, belvo) = started().await;
    let link = sandbox.link();
    let (from, to) = (date!(2026 - 01 - 01), date!(2026 - 10 - 31));
    works!(
        belvo.employment_records(),
        link,
        belvo.employment_records().retrieve(link).with_pdf()
    );
    works!(
        belvo.current_employments(),
        link,
        belvo.current_employments().retrieve(link)
    );
    works!(
        belvo.employment_metrics(),
        link,
        belvo.employment_metrics().retrieve(link)
    );
    works!(
        belvo.risk_insights(),
        link,
        belvo.risk_insights().retrieve(link)
    );
    works!(
        belvo.financial_statements(),
        link,
        belvo.financial_statements().retrieve(link)
    );
    let invoices = belvo.invoices();
    works!(
        invoices,
        link,
        invoices.retrieve(link, &Direction::Outflow, from, to)
    );
    works!(
        belvo.tax_compliance_status(),
        link,
        belvo.tax_compliance_status().retrieve(link)
    );
    works!(
        belvo.tax_returns(),
        link,
        belvo.tax_returns().retrieve_monthly(link, from, to)
    );
    let retentions = belvo.tax_retentions();
    works!(
        retentions,
        link,
        retentions.retrieve(link, &Direction::Outflow, from, to)
    );
    works!(belvo.tax_status(), link, belvo.tax_status().retrieve(link));
    works!(
        belvo.chilean_invoices(),
        link,
        belvo.chilean_invoices().retrieve(link, from, to)
    );
    works!(
        belvo.chilean_tax_status(),
        link,
        belvo.chilean_tax_status().retrieve(link)
    );
    works!(
        belvo.chilean_debt_reports(),
        link,
        belvo.chilean_debt_reports().retrieve(link)
    );
}

#[tokio::test]
async fn what_is_stored_is_exact_and_filtered_by_day() {
    let (sandbox, belvo) = started().await;
    let insights = belvo.risk_insights().retrieve(sandbox.link()).send().await;
    let insights = insights.unwrap().into_done().unwrap();
    let balances = insights[0].balances_metrics.clone().unwrap();
    assert_eq!(balances.min_balance.week.unwrap().to_cents().unwrap(), -990);
    assert_eq!(balances.min_balance.month, None);
    assert_eq!(balances.days_balance_below_0.week, Some(1));

    let invoices = || belvo.invoices().list_all();
    let later = invoices().created_at(Lookup::after(date!(2026 - 11 - 01)));
    assert!(later.send().try_collect().await.unwrap().is_empty());
    let then = invoices().created_at(Lookup::is(date!(2026 - 11 - 01)));
    assert_eq!(then.send().try_collect().await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_account_has_its_numbers_and_says_when_it_was_read() {
    let account = BankAccount::checking("Conta corrente").with_numbers("0001", "220022", "X");
    let sandbox = Sandbox::builder().with_account(account);
    let sandbox = sandbox.start().await.unwrap();
    let now = datetime!(2026-11-20 09:30:00 UTC);
    sandbox.set_clock(now).unwrap();
    let belvo = sandbox.client().unwrap();
    let read = async || {
        let accounts = belvo.accounts().list(sandbox.link()).send();
        accounts.try_collect().await.unwrap().remove(0)
    };
    assert!(
        read().await.last_accessed_at < Some(now),
        "the night has not passed"
    );
    sandbox.pass_night();
    let account = read().await;
    assert_eq!(account.last_accessed_at, Some(now));
    let told = [&account.agency, &account.number, &account.check_digit];
    let told = told.map(|text| text.as_ref().unwrap().expose().as_str());
    assert_eq!(told, ["0001", "220022", "X"]);
}
