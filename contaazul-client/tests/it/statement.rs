//! The statement against the sandbox: what it holds, what it costs, and that it goes on.

use std::collections::BTreeSet;

use contaazul_client::model::{AccountId, NewSettlement, PersonId, ValueBreakdown};
use contaazul_client::sandbox::{Bill, Company, Fault, FaultRule, Payment, Sandbox};
use contaazul_client::statement::{
    Detail, Direction, Movement, MovementKind, MovementStatus, Statement, StatementCursor,
};
use contaazul_client::{Amount, ContaAzul, ErrorKind, PageSize};
use http::{Method, StatusCode};
use serde_json::json;
use time::macros::date;
use time::{Date, Duration};

use crate::harness::Erp;
use crate::sandbox::{RECEIVABLES, april, bakery, reais, start};

const PAYABLES: &str = "/v1/financeiro/eventos-financeiros/contas-a-pagar/buscar";
const TRANSFERS: &str = "/v1/financeiro/transferencias";
const TODAY: Date = date!(2026 - 05 - 04);

async fn all(mut statement: Statement) -> Vec<Movement> {
    let mut movements = Vec::new();
    while let Some(movement) = statement.try_next().await.unwrap() {
        movements.push(movement);
    }
    assert!(statement.cursor().is_none(), "finished");
    movements
}

/// Status, day and signed amount.
fn lines(movements: &[Movement]) -> Vec<(MovementStatus, Date, Amount)> {
    movements
        .iter()
        .map(|one| (one.status, one.date, one.signed_amount()))
        .collect()
}

fn calls(sandbox: &Sandbox) -> [u64; 3] {
    [RECEIVABLES, PAYABLES, TRANSFERS].map(|path| sandbox.front().count(&Method::GET, path))
}

#[tokio::test]
async fn a_month_shows_what_moved_and_what_is_open_day_by_day() {
    use MovementStatus::{Overdue, Paid, Scheduled};
    let (sandbox, erp) = start(bakery()).await;
    let (from, _) = april();
    let statement = erp.statement(from, date!(2026 - 05 - 31)).as_of(TODAY);
    let movements = all(statement.send()).await;
    let expected = [
        (Overdue, date!(2026 - 04 - 10), reais("842.57")),
        (Paid, date!(2026 - 04 - 12), reais("1000")),
        (Paid, date!(2026 - 04 - 15), reais("-700")),
        (Overdue, date!(2026 - 04 - 20), reais("300")),
        (Paid, date!(2026 - 04 - 28), reais("-500")),
        (Paid, date!(2026 - 04 - 28), reais("500")),
        // Due on May 20 and paid early, less an acquirer's fee.
        (Paid, date!(2026 - 05 - 02), reais("294")),
    ];
    assert_eq!(lines(&movements), expected);
    assert_eq!(calls(&sandbox), [2 * 61, 2 * 61, 61], "five calls a day");

    let receipt = &movements[1];
    assert_eq!(receipt.kind, MovementKind::Receivable);
    assert!(receipt.account_id.is_some() && receipt.settlement_id.is_some());
    assert_eq!(receipt.invoice_number, Some(1_042));
    assert_eq!(receipt.due_date, Some(date!(2026 - 04 - 10)));
    assert_eq!(receipt.installment_id, movements[0].installment_id);
    let name = receipt.counterparty.as_ref().unwrap().name.as_ref();
    assert_eq!(name.unwrap().expose(), "Escola Aurora");
    assert_eq!(receipt.categories[0].name.as_deref(), Some("Eventos"));
    assert_eq!(receipt.cost_centers[0].name.as_deref(), Some("Loja Centro"));
    assert!(!format!("{movements:?}").contains("Escola"));

    let later = erp.statement(date!(2026 - 04 - 10), date!(2026 - 04 - 10));
    let later = all(later.as_of(date!(2026 - 04 - 10)).send()).await;
    assert_eq!(later[0].status, Scheduled, "due today is not overdue");
}

#[tokio::test]
async fn the_cheap_detail_costs_five_calls_and_shows_installments() {
    use MovementStatus::{Overdue, Paid};
    let (sandbox, erp) = start(bakery()).await;
    let (from, to) = april();
    let statement = erp.statement(from, to).as_of(TODAY);
    let movements = all(statement.detail(Detail::Installments).send()).await;
    let expected = [
        (Paid, date!(2026 - 04 - 10), reais("1000")),
        (Paid, date!(2026 - 04 - 15), reais("-700")),
        (Paid, date!(2026 - 04 - 28), reais("-500")),
        (Paid, date!(2026 - 04 - 28), reais("500")),
        (Overdue, date!(2026 - 04 - 10), reais("842.57")),
        (Overdue, date!(2026 - 04 - 20), reais("300")),
    ];
    assert_eq!(lines(&movements), expected);
    assert_eq!(calls(&sandbox), [2, 2, 1]);
    assert_eq!(
        (movements[0].paid_on, &movements[0].account_id),
        (None, &None)
    );
}

/// One receivable paid in three parts over two days, to two accounts; its rest is open.
fn in_parts() -> Company {
    let bill = Bill::new("Casamento", date!(2026 - 04 - 10), 90_000)
        .counterparty("Noivos Ltda", "44555666000172")
        .paid(Payment::on(date!(2026 - 04 - 02), 10_000))
        .paid(Payment::on(date!(2026 - 04 - 05), 20_000).interest(150))
        .paid(Payment::on(date!(2026 - 04 - 05), 30_000).account("Conta PJ"));
    Company::new("Padaria Flor de Trigo Ltda", "11222333000181").with_receivable(bill)
}

#[tokio::test]
async fn each_part_of_a_payment_counts_once_on_its_own_day() {
    let (_sandbox, erp) = start(in_parts()).await;
    let (from, to) = april();
    let movements = all(erp.statement(from, to).as_of(TODAY).send()).await;
    let amounts: Vec<_> = lines(&movements).into_iter().map(|one| one.2).collect();
    let expected = ["100", "201.50", "300", "300"].map(reais);
    assert_eq!(amounts, expected, "three parts and the rest");
    let keys: BTreeSet<_> = movements.iter().map(Movement::key).collect();
    assert_eq!(keys.len(), 4);

    // A period that begins between the parts sees those that are in it.
    let rest = erp.statement(date!(2026 - 04 - 03), date!(2026 - 04 - 09));
    assert_eq!(all(rest.send()).await.len(), 2);
}

#[tokio::test]
async fn filters_narrow_the_statement_and_its_cost() {
    let (sandbox, erp) = start(bakery().with_payable(
        Bill::new("Aluguel", date!(2026 - 05 - 10), 400_000).counterparty("Imoveis Sol", "1"),
    ))
    .await;
    let statement = || {
        erp.statement(date!(2026 - 04 - 01), date!(2026 - 05 - 31))
            .as_of(TODAY)
    };
    let everything = all(statement().send()).await;
    let before = calls(&sandbox);

    let scheduled = all(statement().status(MovementStatus::Scheduled).send()).await;
    assert_eq!(lines(&scheduled)[0].2, reais("-4000"));
    let spent: Vec<_> = calls(&sandbox)
        .iter()
        .zip(before)
        .map(|(now, then)| now - then)
        .collect();
    assert_eq!(
        spent,
        [28, 28, 0],
        "days before the reference day are not asked for"
    );

    let transfers = all(statement().kind(MovementKind::Transfer).send()).await;
    let ways: Vec<_> = transfers.iter().map(|one| one.direction).collect();
    assert_eq!(ways, [Direction::Out, Direction::In]);

    let by = |person: &PersonId| statement().counterparty(person).send();
    for movement in &everything {
        let Some(person) = movement.counterparty.clone().and_then(|party| party.id) else {
            continue;
        };
        let expected: Vec<_> = everything
            .iter()
            .filter(|one| one.counterparty == movement.counterparty)
            .cloned()
            .collect();
        assert_eq!(all(by(&person)).await, expected);
    }

    let on = |account: &AccountId| {
        statement()
            .status(MovementStatus::Paid)
            .account(account)
            .send()
    };
    let account = transfers[1].account_id.clone().unwrap();
    let there = all(on(&account)).await;
    assert!(
        there
            .iter()
            .all(|one| one.account_id.as_ref() == Some(&account))
    );
    assert_eq!(there.len(), 1, "one leg of the transfer");
}

#[tokio::test]
async fn settlements_count_on_the_account_they_were_made_on() {
    let (_sandbox, erp) = start(in_parts()).await;
    let accounts = erp.accounts().list().send().try_collect().await.unwrap();
    let other = accounts[1].id.clone().unwrap();
    let statement = erp
        .statement(april().0, april().1)
        .status(MovementStatus::Paid);
    let there = all(statement.account(&other).send()).await;
    assert_eq!(
        lines(&there)[0].2,
        reais("300"),
        "planned on another account"
    );
    assert_eq!(there.len(), 1);
}

/// A month of 120 receivables, some paid, some in two parts.
fn busy() -> Company {
    let mut company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181").with_transfer(
        date!(2026 - 04 - 03),
        100,
        "Conta Corrente",
        "Conta PJ",
    );
    for number in 0..120_i64 {
        let due = date!(2026 - 04 - 01) + Duration::days(number % 5);
        let mut bill = Bill::new("Encomenda", due, 1_000 + number);
        if number % 3 == 0 {
            bill = bill.paid(Payment::on(due, 400)).paid(Payment::on(due, 200));
        }
        company = company.with_receivable(bill);
    }
    company
}

#[tokio::test]
async fn a_statement_killed_after_every_movement_loses_and_repeats_nothing() {
    let (_sandbox, erp) = start(busy()).await;
    for detail in [Detail::Settlements, Detail::Installments] {
        let statement = || {
            erp.statement(date!(2026 - 04 - 01), date!(2026 - 04 - 05))
                .as_of(TODAY)
                .page_size(PageSize::N10)
                .detail(detail)
                .send()
        };
        let whole = all(statement()).await;
        let mut kept: Option<String> = None;
        let mut pieced = Vec::new();
        loop {
            let mut run = match &kept {
                Some(text) => statement().starting_at(text.parse().unwrap()).unwrap(),
                None => statement(),
            };
            // Every run hands out one movement, and dies.
            let Some(movement) = run.try_next().await.unwrap() else {
                break;
            };
            pieced.push(movement);
            kept = run.cursor().map(|cursor| cursor.to_string());
        }
        let expected = match detail {
            Detail::Settlements => 120 + 80 + 2,
            _ => 120 + 40 + 2,
        };
        assert_eq!(whole.len(), expected);
        assert!(pieced == whole, "{detail:?}");
    }
}

#[tokio::test]
async fn an_error_is_told_once_and_the_statement_goes_on() {
    let (sandbox, erp) = start(busy()).await;
    let statement = || {
        erp.statement(date!(2026 - 04 - 01), date!(2026 - 04 - 05))
            .page_size(PageSize::N10)
            .send()
    };
    let whole = all(statement()).await;
    for status in [StatusCode::FORBIDDEN, StatusCode::BAD_REQUEST] {
        for skipped in [0, 1, 7, 20] {
            let fault = FaultRule::new(Fault::status(status)).nth(skipped + 1);
            sandbox
                .front()
                .inject(fault.on(Method::GET, "/v1/financeiro"));
            let mut run = statement();
            let (mut errors, mut movements) = (0, Vec::new());
            loop {
                match run.try_next().await {
                    Ok(Some(movement)) => movements.push(movement),
                    Ok(None) => break,
                    Err(error) => {
                        assert_eq!(error.status(), Some(status));
                        errors += 1;
                    }
                }
            }
            assert_eq!(errors, 1);
            assert!(movements == whole, "fault after {skipped}");
        }
    }
}

/// Pays an installment in full.
async fn pay(erp: &ContaAzul, open: &Movement) {
    let account = erp.accounts().list().send().try_next().await.unwrap();
    let value = ValueBreakdown::gross_of(open.amount);
    let settlement = NewSettlement::new(TODAY, account.unwrap().id.unwrap(), value);
    let id = open.installment_id.as_ref().unwrap();
    let paid = erp.settlements().create(id, &settlement).send().await;
    paid.unwrap();
}

#[tokio::test]
async fn a_list_that_changed_while_nobody_read_comes_again_from_its_beginning() {
    let (_sandbox, erp) = start(busy()).await;
    let statement = || {
        erp.statement(date!(2026 - 04 - 01), date!(2026 - 04 - 01))
            .status(MovementStatus::Overdue)
            .as_of(TODAY)
            .page_size(PageSize::N10)
            .send()
    };
    let mut run = statement();
    let mut handed_out = Vec::new();
    for _ in 0..15 {
        handed_out.push(run.try_next().await.unwrap().unwrap());
    }
    let cursor = run.cursor().unwrap();
    // Two of the first page are paid meanwhile: all others move up, some over its edge.
    for paid in &handed_out[..2] {
        pay(&erp, paid).await;
    }
    let rest = all(statement().starting_at(cursor).unwrap()).await;
    assert_eq!(rest.len(), 22, "all that is still open");
    assert_eq!(rest[..13], handed_out[2..], "twice rather than never");
}

#[tokio::test]
async fn a_future_that_is_dropped_loses_nothing_and_repeats_no_call() {
    let (sandbox, erp) = start(busy()).await;
    let statement = || {
        erp.statement(date!(2026 - 04 - 01), date!(2026 - 04 - 05))
            .page_size(PageSize::N10)
            .send()
    };
    let whole = all(statement()).await;
    let before = sandbox.front().total();
    let (mut impatient, mut movements, mut dropped) = (statement(), Vec::new(), 0);
    loop {
        let patience = std::time::Duration::from_micros(50);
        match tokio::time::timeout(patience, impatient.try_next()).await {
            Ok(Ok(Some(movement))) => movements.push(movement),
            Ok(Ok(None)) => break,
            Ok(Err(error)) => panic!("{error}"),
            Err(_) => dropped += 1,
        }
    }
    assert!(dropped > 0 && movements == whole);
    // The first run began with a token, so it made one call more.
    assert_eq!(sandbox.front().total() - before, before - 1);
}

#[tokio::test]
async fn cursors_of_other_statements_are_refused() {
    let (_sandbox, erp) = start(busy()).await;
    let (from, to) = april();
    let mut run = erp.statement(from, to).send();
    run.try_next().await.unwrap().unwrap();
    let cursor: StatementCursor = run.cursor().unwrap();
    assert!(
        erp.statement(from, to)
            .send()
            .starting_at(cursor.clone())
            .is_ok()
    );
    for other in [
        erp.statement(from, date!(2026 - 05 - 01)),
        erp.statement(from, to).as_of(from),
        erp.statement(from, to).detail(Detail::Installments),
        erp.statement(from, to).status(MovementStatus::Paid),
        erp.statement(from, to).kind(MovementKind::Payable),
        erp.statement(from, to).account(&"a1".into()),
        erp.statement(from, to).counterparty(&"p1".into()),
        erp.statement(from, to).page_size(PageSize::N10),
    ] {
        let error = other.send().starting_at(cursor.clone()).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Pagination, 0));
    }
}

#[tokio::test]
async fn a_period_that_ends_before_it_begins_is_told_and_not_asked_for() {
    let erp = Erp::with_json("{}").await;
    let (from, to) = april();
    let backwards = || erp.client.statement(to, from).send();
    let mut statement = backwards();
    for _ in 0..2 {
        let error = statement.try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(
            error.to_string().contains("from is after its to"),
            "{error}"
        );
    }
    let window = erp.client.statement(from, to).paid_of_due_between(to, from);
    let error = window.send().try_next().await.unwrap_err();
    assert!(error.to_string().contains("window of due dates"), "{error}");
    assert_eq!(erp.requests().await, 0);
}

#[tokio::test]
async fn a_record_without_an_amount_is_told_until_it_is_passed_over() {
    let page = json!({ "itens_totais": 2, "itens": [
        { "id": "i1", "data_vencimento": "2026-04-01" },
        { "id": "i2", "data_vencimento": "2026-04-02", "nao_pago": 10, "campo_novo": 1 },
    ]});
    let erp = Erp::with_json(&page.to_string()).await;
    let statement = erp.client.statement(april().0, april().1);
    let statement = statement.kind(MovementKind::Receivable).as_of(TODAY);
    let statement = statement.detail(Detail::Installments);
    let mut statement = statement.status(MovementStatus::Overdue).send();
    assert!(!statement.pass_over(), "nothing was complained of");
    for _ in 0..2 {
        let error = statement.try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(
            error.to_string().contains("installment i1 has no nao_pago"),
            "{error}"
        );
    }
    assert!(statement.pass_over());
    assert!(!statement.pass_over(), "only once");
    let next = statement.try_next().await.unwrap().unwrap();
    assert_eq!(next.key(), "open:i2");
    assert!(statement.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn an_installment_that_is_not_found_any_more_is_told_and_can_be_passed_over() {
    let (sandbox, erp) = start(bakery()).await;
    let id = sandbox.installments(&sandbox.companies()[0])[0].clone();
    let path = format!("/v1/financeiro/eventos-financeiros/parcelas/{id}");
    let missing = FaultRule::new(Fault::status(StatusCode::NOT_FOUND)).times(2);
    sandbox.front().inject(missing.on(Method::GET, path));
    let statement = erp.statement(april().0, april().1);
    let mut statement = statement.status(MovementStatus::Paid).send();
    for _ in 0..2 {
        let error = statement.try_next().await.unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    }
    assert!(statement.pass_over());
    let next = statement.try_next().await.unwrap().unwrap();
    assert_eq!(next.signed_amount(), reais("-700"));
}

fn of(client: &ContaAzul, detail: Detail) -> Statement {
    let (from, to) = april();
    let statement = client.statement(from, to).as_of(TODAY).detail(detail);
    statement.page_size(PageSize::N500).send()
}

/// Every item of the month is read while no more than a page of them is in memory. The measure is
/// the sandbox's: a page is asked for only when the one before was handed out.
#[tokio::test]
async fn twenty_thousand_installments_stream_a_page_at_a_time() {
    const COUNT: i64 = 20_000;
    let mut company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181");
    for number in 0..COUNT {
        let due = date!(2026 - 04 - 01) + Duration::days(number % 30);
        company = company.with_receivable(Bill::new("Encomenda", due, 1_000 + number));
    }
    let (sandbox, erp) = start(company).await;
    let mut statement = of(&erp, Detail::Installments);
    let (mut cents, mut count) = (0, 0);
    while let Some(movement) = statement.try_next().await.unwrap() {
        cents += movement.amount.to_cents().unwrap();
        count += 1;
        // One call was for payments, which were none.
        let pages = sandbox.front().count(&Method::GET, RECEIVABLES) - 1;
        assert!(
            pages * 500 < count + 500,
            "{pages} pages for {count} movements"
        );
    }
    assert_eq!(count, 20_000);
    assert_eq!(cents, (0..COUNT).map(|number| 1_000 + number).sum::<i64>());
}
