//! What a program meets that works against the sandbox: lists, limits, faults, money.

use std::sync::Arc;
use std::time::Duration;

use client_core::retry::NoRetry;
use contaazul_client::model::{InstallmentStatus, SearchStatus};
use contaazul_client::partner::StatementStatus;
use contaazul_client::sandbox::{BankAccount, Bill, Company, Fault, FaultRule, Payment, Sandbox};
use contaazul_client::{Amount, ConfigureCall as _, ContaAzul, ErrorKind, Outcome, Pace, PageSize};
use http::Method;
use time::macros::{date, datetime};

use crate::contract::checked;

pub(crate) const RECEIVABLES: &str = "/v1/financeiro/eventos-financeiros/contas-a-receber/buscar";

pub(crate) fn april() -> (time::Date, time::Date) {
    (date!(2026 - 04 - 01), date!(2026 - 04 - 30))
}

pub(crate) async fn start(company: Company) -> (Sandbox, ContaAzul) {
    let sandbox = Sandbox::builder()
        .with_company(company)
        .without_limits()
        .with_today(date!(2026 - 05 - 04))
        .start()
        .await
        .unwrap();
    let client = sandbox.client_of(&sandbox.companies()[0]).await.unwrap();
    let (transport, _) = checked();
    let client = client.with_transport(transport);
    let erp = client.with_pace(Pace::Unlimited).build().unwrap();
    (sandbox, erp)
}

pub(crate) fn bakery() -> Company {
    Company::new("Padaria Flor de Trigo Ltda", "11222333000181")
        .with_account(
            BankAccount::checking("Conta PJ", "OUTROS", 0)
                .digital()
                .opening_balance(date!(2026 - 01 - 02), -15_025),
        )
        .with_receivable(
            Bill::new("Coffee break", date!(2026 - 04 - 10), 184_257)
                .counterparty("Escola Aurora", "44555666000172")
                .category("Eventos")
                .cost_center("Loja Centro")
                .method("PIX_COBRANCA")
                .nfe(1_042)
                .paid(Payment::on(date!(2026 - 04 - 12), 100_000)),
        )
        .with_receivable(
            Bill::new("Paes do mes", date!(2026 - 04 - 20), 30_000)
                .unidentified_counterparty("Mercado Lua")
                .installment(date!(2026 - 05 - 20), 30_000)
                .paid(Payment::on(date!(2026 - 05 - 02), 30_000).fee(600)),
        )
        .with_payable(
            Bill::new("Farinha", date!(2026 - 04 - 15), 70_000)
                .counterparty("Moinho Serra Azul", "77888999000163")
                .paid(Payment::on(date!(2026 - 04 - 15), 70_000)),
        )
        .with_transfer(date!(2026 - 04 - 28), 50_000, "Conta Corrente", "Conta PJ")
}

pub(crate) fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

#[tokio::test]
async fn a_month_is_searched_in_pages_of_one_size() {
    let mut company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181");
    for number in 0..523_i64 {
        let due = date!(2026 - 04 - 01) + time::Duration::days(number % 30);
        company = company.with_receivable(Bill::new("Encomenda", due, 1_000 + number));
    }
    let (sandbox, erp) = start(company).await;
    let (from, to) = april();
    let list = erp
        .receivables()
        .search(from, to)
        .page_size(PageSize::N200)
        .send();
    let all = list.try_collect().await.unwrap();
    assert_eq!(all.len(), 523);
    let total = Amount::checked_sum(all.iter().map(|one| one.total.unwrap())).unwrap();
    assert_eq!(
        total,
        Amount::from_cents((0..523).map(|number| 1_000 + number).sum())
    );
    assert_eq!(sandbox.front().count(&Method::GET, RECEIVABLES), 3);
}

#[tokio::test]
async fn the_search_shows_state_amounts_and_who() {
    let (_sandbox, erp) = start(bakery()).await;
    let (from, to) = april();
    let all = erp
        .receivables()
        .search(from, to)
        .send()
        .try_collect()
        .await
        .unwrap();
    let [partly, overdue] = all.as_slice() else {
        panic!("{} found", all.len());
    };
    assert_eq!(partly.status, Some(SearchStatus::PartlyReceived));
    assert_eq!(partly.open, Some(reais("842.57")));
    assert_eq!(partly.paid, Some(reais("1000")));
    let customer = partly.customer.as_ref().unwrap();
    assert_eq!(customer.name.as_ref().unwrap().expose(), "Escola Aurora");
    assert_eq!(partly.categories[0].name.as_deref(), Some("Eventos"));
    assert_eq!(partly.cost_centers[0].name.as_deref(), Some("Loja Centro"));
    assert_eq!(overdue.status, Some(SearchStatus::Overdue));
    assert_eq!(overdue.internal_status.as_deref(), Some("OVERDUE"));

    let paid = erp
        .payables()
        .search(from, to)
        .status(SearchStatus::Received)
        .send();
    let paid = paid.try_collect().await.unwrap();
    assert_eq!(paid.len(), 1, "payables say received too");
    assert!(paid[0].supplier.is_some());
}

#[tokio::test]
async fn filters_narrow_the_search() {
    let (_sandbox, erp) = start(bakery()).await;
    let (from, to) = (date!(2021 - 01 - 01), date!(2028 - 12 - 31));
    let search = || erp.receivables().search(from, to);
    let count = |query: contaazul_client::Query<_>| async move {
        query.send().try_collect().await.unwrap().len()
    };
    assert_eq!(count(search()).await, 3);
    assert_eq!(
        count(search().paid_between(date!(2026 - 05 - 01), date!(2026 - 05 - 31))).await,
        1
    );
    assert_eq!(count(search().amount_from(reais("300.01"))).await, 1);
    assert_eq!(count(search().amount_to(reais("300.0"))).await, 2);
    assert_eq!(count(search().description("coffee")).await, 1);
    let states = search()
        .status(SearchStatus::Overdue)
        .status(SearchStatus::Received);
    assert_eq!(count(states).await, 2);
    let morning = datetime!(2026-04-12 00:00 -3);
    assert_eq!(
        count(search().changed_between(morning, datetime!(2026-04-13 00:00 -3))).await,
        1
    );
    let everyone = search().send().try_collect().await.unwrap();
    let school = everyone[0].customer.as_ref().unwrap().id.clone().unwrap();
    assert_eq!(count(search().customer(&school)).await, 1);
}

#[tokio::test]
async fn one_installment_leads_to_event_settlements_and_invoice() {
    let (sandbox, erp) = start(bakery()).await;
    let ids = sandbox.installments(&sandbox.companies()[0]);
    let one = erp.installments().get(&ids[0]).send().await.unwrap();
    assert_eq!(one.status, Some(InstallmentStatus::PartlyReceived));
    assert_eq!(one.settlements[0].paid_on, Some(date!(2026 - 04 - 12)));
    assert_eq!(one.invoice.as_ref().unwrap().number, Some(1_042));
    let event = one.event.unwrap();
    let siblings = erp
        .installments()
        .of_event(&event.id.unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(siblings.len(), 1);

    let twice = erp.installments().get(&ids[2]).send().await.unwrap();
    assert_eq!(
        (twice.index, twice.status),
        (Some(2), Some(InstallmentStatus::Settled))
    );
    let value = twice.settlements[0].value.clone().unwrap();
    assert_eq!(
        (value.fee, value.net),
        (Some(reais("6")), Some(reais("294")))
    );
}

#[tokio::test]
async fn registers_balances_and_transfers_are_there() {
    let (_sandbox, erp) = start(bakery()).await;
    let accounts = erp.accounts().list().send().try_collect().await.unwrap();
    let mut balances = Vec::new();
    for account in &accounts {
        let balance = erp.accounts().balance(account.id.as_ref().unwrap()).send();
        balances.push(balance.await.unwrap().current.unwrap());
    }
    // 1000 + 294 - 700 - 500, and -150.25 + 500.
    assert_eq!(balances, [reais("94"), reais("349.75")]);

    let window = (
        datetime!(2026-01-01 00:00 -3),
        datetime!(2026-12-31 00:00 -3),
    );
    let opening = erp.accounts().opening_balances(window.0, window.1).send();
    let opening = opening.try_collect().await.unwrap();
    assert_eq!(opening[0].signed(), Some(reais("-150.25")));

    let transfers = erp.transfers().list().between(april().0, april().1).send();
    let transfers = transfers.try_collect().await.unwrap();
    assert_eq!(transfers[0].amount, Some(reais("500")));

    let centers = erp
        .cost_centers()
        .list()
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(
        centers[0].name.as_deref(),
        Some("Loja Centro"),
        "`items`, not `itens`"
    );
    let statement = erp.categories().income_statement().send().await.unwrap();
    assert_eq!(statement.rows.len(), 2);
    assert_eq!(erp.categories().defaults().send().await.unwrap().len(), 3);
}

#[tokio::test]
async fn changes_lead_to_installments() {
    let (_sandbox, erp) = start(bakery()).await;
    let day = (
        datetime!(2026-05-02 00:00 -3),
        datetime!(2026-05-03 00:00 -3),
    );
    let changed = erp
        .changes()
        .list(day.0, day.1)
        .page_size(PageSize::N1000)
        .send();
    let changed = changed.try_collect().await.unwrap();
    assert_eq!(changed.len(), 1);
    let event = changed[0].id.as_ref().unwrap();
    assert_eq!(
        erp.installments()
            .of_event(event)
            .send()
            .await
            .unwrap()
            .len(),
        2
    );

    let year = datetime!(2025-01-01 00:00 -3);
    let error = erp
        .changes()
        .list(year, day.1)
        .send()
        .try_next()
        .await
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Input, 0));
    assert!(error.to_string().contains("365 days"), "{error}");
}

#[tokio::test]
async fn the_statement_of_the_seed_works_against_a_server_that_has_it() {
    let (_sandbox, erp) = start(bakery()).await;
    let (from, to) = april();
    let both = [StatementStatus::Paid, StatementStatus::Overdue];
    let lines = erp.partner().statement(from, to).status(&both).send();
    let lines = lines.try_collect().await.unwrap();
    let signs: Vec<_> = lines
        .iter()
        .map(|line| (line.kind.clone().unwrap().to_string(), line.amount.unwrap()))
        .collect();
    let expected = [
        ("RECEITA".to_owned(), reais("1000")),
        ("RECEITA".to_owned(), reais("300")),
        ("DESPESA".to_owned(), reais("700")),
    ];
    assert_eq!(signs, expected);
}

#[tokio::test]
async fn the_second_generation_answers_and_an_ignored_filter_is_noticed() {
    let (sandbox, erp) = start(bakery()).await;
    let second = erp.second_generation();
    let listed = second.list_receivables(april().0, april().1).send();
    let listed = listed.try_collect().await.unwrap();
    assert_eq!(listed.len(), 2);
    let event = listed[0].event.clone().unwrap().id.unwrap();
    let of_event = second
        .installments_of_event(&event)
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(of_event.len(), 1);
    let ids = sandbox.installments(&sandbox.companies()[0]);
    let settled = second
        .list_settlements(&ids[0])
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(settled[0].paid_on, Some(date!(2026 - 04 - 12)));
    let centers = second
        .list_cost_centers()
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(centers[0].version, Some(0));
}

#[tokio::test]
async fn the_limit_holds_and_the_default_pace_stays_below_it() {
    let sandbox = Sandbox::builder()
        .with_company(bakery())
        .start()
        .await
        .unwrap();
    let company = sandbox.companies()[0].clone();
    let hasty = sandbox.client_of(&company).await.unwrap();
    let hasty = hasty
        .with_pace(Pace::Unlimited)
        .with_retry_policy(Arc::new(NoRetry))
        .build()
        .unwrap();
    let mut refused = 0;
    for _ in 0..15 {
        if let Err(error) = hasty.connection().company().send().await {
            assert_eq!(error.kind(), ErrorKind::RateLimited);
            assert_eq!(
                (error.retry_after(), error.outcome()),
                (None, Outcome::Refused)
            );
            refused += 1;
        }
    }
    assert!(refused >= 4, "{refused} of 15 refused");

    tokio::time::sleep(Duration::from_millis(1_100)).await;
    let polite = sandbox.client_of(&company).await.unwrap();
    let polite = polite.with_retry_policy(Arc::new(NoRetry)).build().unwrap();
    for _ in 0..15 {
        polite.connection().company().send().await.unwrap();
    }
}

#[tokio::test]
async fn a_company_whose_trial_is_over_is_told_as_such() {
    let company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181").with_trial_ended();
    let (_sandbox, erp) = start(company).await;
    let error = erp.connection().company().send().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Api, Some("END_TRIAL"))
    );
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts()),
        (403, 1)
    );
}

#[tokio::test]
async fn per_call_options_reach_the_call() {
    let (sandbox, erp) = start(bakery()).await;
    erp.connection().company().send().await.unwrap();
    sandbox
        .front()
        .inject(FaultRule::new(Fault::Slow(Duration::from_secs(5))).always());
    let error = erp
        .accounts()
        .list()
        .with_deadline(Duration::from_millis(200))
        .with_retry_policy(Arc::new(NoRetry))
        .send()
        .try_next()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}
