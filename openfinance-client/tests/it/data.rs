//! Customers, accounts and cards of the fictional bank, and their movements from end to end.

use std::collections::BTreeSet;

use brazil_types::{Cnpj, Cpf};
use http::StatusCode;
use openfinance_client::login::Authorization;
use openfinance_client::model::{
    AccountKind, AccountTransaction, CardTransactionKind, CreditDebit, NewConsent, TransactionKind,
    TransactionStatus,
};
use openfinance_client::sandbox::{Fault, Sandbox};
use openfinance_client::{Amount, Connection, Cursor, ErrorKind};
use time::macros::{date, datetime};
use time::{Date, OffsetDateTime, Weekday};

/// A Sunday evening in Brasília, when UTC is a day ahead.
const NOW: OffsetDateTime = datetime!(2026-11-23 01:30 UTC);
const TODAY: Date = date!(2026 - 11 - 22);
const YEAR_AGO: Date = date!(2025 - 11 - 22);

fn of_baker() -> NewConsent {
    NewConsent::of_person(Cpf::parse("52998224725").unwrap())
}

fn of_bakery() -> NewConsent {
    let (user, company) = ("52998224725", "12ABC34501DE35");
    NewConsent::of_company(Cnpj::parse(company).unwrap(), Cpf::parse(user).unwrap())
}

/// A bank whose clock stands, and a connection to all that it knows of a customer.
async fn connected(consent: NewConsent) -> (Sandbox, Connection) {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.set_clock(NOW);
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let consent = bank
        .consents()
        .create(&consent.allow_all())
        .send()
        .await
        .unwrap();
    let request = Authorization::of_consent(&consent.id, sandbox.redirect_uri());
    let (address, pending) = party.start(&request).await.unwrap();
    let callback = sandbox.agree(&address).await.unwrap();
    let login = party.finish(&pending, &callback).await.unwrap();
    let store = sandbox.store();
    party.save(&login, store.clone()).await.unwrap();
    let connection = bank.connect(&party, store, &consent.id);
    (sandbox, connection)
}

fn ids(movements: &[AccountTransaction]) -> Vec<&str> {
    let mut ids: Vec<&str> = movements.iter().map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn a_person_and_a_company_are_who_they_are() {
    let (_sandbox, connection) = connected(of_baker()).await;
    let customers = connection.customers();
    let list = customers.list_person_identifications().send();
    let people = list.try_collect().await.unwrap();
    assert_eq!(
        people[0].civil_name.as_ref().unwrap().expose(),
        "Lia Fictícia de Souza"
    );
    assert_eq!(
        people[0].born_on.as_ref().unwrap().expose(),
        &date!(1990 - 02 - 28)
    );
    assert!(!format!("{people:?}").contains("Lia"), "names are redacted");
    let relation = customers.get_person_relation().send().await.unwrap();
    assert_eq!(relation.accounts.len(), 2);
    customers.get_person_qualification().send().await.unwrap();
    let refused = customers.get_company_relation().send().await.unwrap_err();
    assert_eq!(refused.status().unwrap().as_u16(), 403);

    let (_sandbox, connection) = connected(of_bakery()).await;
    let customers = connection.customers();
    let list = customers.list_company_identifications().send();
    let companies = list.try_collect().await.unwrap();
    assert_eq!(
        companies[0].cnpj.as_ref().unwrap().expose(),
        "12ABC34501DE35"
    );
    assert_eq!(
        companies[0].parties[0].share,
        Some(Amount::parse("1.000000").unwrap())
    );
    let qualification = customers.get_company_qualification().send().await.unwrap();
    assert_eq!(qualification.revenue.unwrap().year, Some(2025));
    let relation = customers.get_company_relation().send().await.unwrap();
    assert_eq!(relation.representatives.len(), 1);
    let list = customers.list_person_identifications().send();
    let refused = list.try_collect().await.unwrap_err();
    assert_eq!(refused.status().unwrap().as_u16(), 403);
}

#[tokio::test]
async fn the_account_of_thirteen_months_agrees_with_its_balance_and_its_neighbours() {
    let (sandbox, connection) = connected(of_bakery()).await;
    let accounts = connection.accounts();
    let list = accounts.list().kind(&AccountKind::Savings).send();
    let savings = list.try_collect().await.unwrap().remove(0);
    assert_eq!(savings.id.as_str(), "conta-002");
    let checking = "conta-001".into();
    assert_eq!(
        accounts.get(&checking).send().await.unwrap().kind,
        AccountKind::Checking
    );
    let reserves = accounts.list_reserved_balances(&checking).send();
    assert_eq!(reserves.try_collect().await.unwrap().len(), 1);
    let limits = accounts
        .get_overdraft_limits(&checking)
        .send()
        .await
        .unwrap();
    assert_eq!(
        limits.contracted.unwrap().amount,
        Amount::parse("5000.0000").unwrap()
    );

    // What the bank holds back for the boleto goes when it is settled, and only then.
    let before = accounts.get_balance(&checking).send().await.unwrap();
    sandbox.settle_transactions();
    let after = accounts.get_balance(&checking).send().await.unwrap();
    assert_eq!(before.available, after.available);
    assert_eq!(before.blocked.amount, Amount::parse("750.0000").unwrap());
    assert!(after.blocked.amount.is_zero());

    // What the card's bills ask for is what left the account.
    let paid = accounts.movements(&checking, YEAR_AGO, TODAY, NOW).send();
    let paid = paid.try_collect().await.unwrap();
    let paid: BTreeSet<(Date, Amount)> = paid
        .iter()
        .filter(|one| one.kind == TransactionKind::Other)
        .map(|one| (one.day(), one.amount.amount))
        .collect();
    let bills = connection.cards().list_bills(&"cartao-001".into());
    let bills = bills.due_between(YEAR_AGO, TODAY).send();
    let bills = bills.try_collect().await.unwrap();
    let billed: BTreeSet<(Date, Amount)> = bills
        .iter()
        .map(|bill| (bill.due_date, bill.total.amount))
        .collect();
    assert_eq!(billed.len(), 12);
    assert_eq!(paid, billed);
    let bill = &bills[0];
    let list = connection
        .cards()
        .list_bill_transactions(&"cartao-001".into(), &bill.id);
    let on_it = list.send().try_collect().await.unwrap();
    let sum = Amount::checked_sum(on_it.iter().map(|one| one.amount.amount)).unwrap();
    assert_eq!(sum, bill.total.amount);
    assert!(
        on_it
            .iter()
            .all(|one| one.bill_id.as_ref() == Some(&bill.id))
    );
}

#[tokio::test]
async fn a_year_of_movements_is_read_without_gap_or_repeat() {
    let (_sandbox, connection) = connected(of_bakery()).await;
    let accounts = connection.accounts();
    let id = "conta-001".into();
    let list = accounts
        .movements(&id, YEAR_AGO, TODAY, NOW)
        .page_size(25)
        .send();
    let movements = list.try_collect().await.unwrap();
    let distinct: BTreeSet<_> = movements.iter().map(|one| &one.id).collect();
    assert_eq!(distinct.len(), movements.len(), "nothing twice");
    // The bakery sells every day, Saturdays and Sundays too.
    let sales = movements
        .iter()
        .filter(|one| one.kind == TransactionKind::Pix);
    let days: BTreeSet<Date> = sales.clone().map(AccountTransaction::day).collect();
    assert_eq!(sales.count(), 366);
    assert_eq!(days.len(), 366);
    assert_eq!((days.first(), days.last()), (Some(&YEAR_AGO), Some(&TODAY)));
    assert!(days.iter().any(|day| day.weekday() == Weekday::Saturday));
    // Split anywhere, the parts are the whole.
    for age in [1, 4, 5, 6, 7, 8, 9, 40] {
        let split = TODAY - time::Duration::days(age);
        let mut parts = Vec::new();
        for (from, to) in [(YEAR_AGO, split), (split.next_day().unwrap(), TODAY)] {
            let part = accounts.movements(&id, from, to, NOW).send();
            parts.extend(part.try_collect().await.unwrap());
        }
        assert_eq!(ids(&parts), ids(&movements), "split {age} days ago");
    }
}

#[tokio::test]
async fn what_is_in_progress_comes_last_and_once_it_is_settled_as_booked() {
    let (sandbox, connection) = connected(of_baker()).await;
    let accounts = connection.accounts();
    let id = "conta-001".into();
    let (from, to) = (date!(2026 - 11 - 10), date!(2026 - 12 - 11));
    let read = || accounts.movements(&id, from, to, NOW).send().try_collect();
    let movements = read().await.unwrap();
    let open: Vec<_> = movements.iter().skip_while(|one| one.is_booked()).collect();
    assert!(open.iter().all(|one| !one.is_booked()), "they come last");
    let processing = open
        .iter()
        .find(|one| one.status == TransactionStatus::Processing);
    let processing = processing.unwrap().id.clone();
    let future = open
        .iter()
        .filter(|one| one.status == TransactionStatus::Future);
    let future: Vec<_> = future.map(|one| one.day()).collect();
    assert!(future.contains(&date!(2026 - 12 - 10)), "the rent is due");

    sandbox.settle_transactions();
    let movements = read().await.unwrap();
    let mut it = movements.iter().filter(|one| one.id == processing);
    assert!(it.next().unwrap().is_booked());
    assert!(it.next().is_none());
}

#[tokio::test]
async fn movements_go_on_where_they_were_and_after_a_failure() {
    let (sandbox, connection) = connected(of_baker()).await;
    let accounts = connection.accounts();
    let id = "conta-001".into();
    let from = date!(2026 - 09 - 01);
    let request = |now| accounts.movements(&id, from, TODAY, now).page_size(25);
    let whole = request(NOW).send().try_collect().await.unwrap();

    let mut pages = request(NOW).send().into_pages();
    let mut read = Vec::new();
    let mut cuts = 0;
    while let Some(page) = pages.try_next().await.unwrap() {
        read.extend(page.items);
        // A new process with what was kept, each time on another answer.
        let Some(cursor) = pages.cursor() else { break };
        let kept: Cursor = serde_json::from_str(&serde_json::to_string(cursor).unwrap()).unwrap();
        pages = request(NOW).send().starting_at(kept).unwrap().into_pages();
        cuts += 1;
    }
    assert!(cuts >= 4, "{cuts} pages");
    assert_eq!(ids(&read), ids(&whole));

    let mut list = request(NOW).send();
    sandbox.front().inject(Fault::status(StatusCode::LOCKED));
    let error = list.try_next().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 423);
    assert_eq!(ids(&list.try_collect().await.unwrap()), ids(&whole));

    let mut list = request(NOW).send();
    list.try_next().await.unwrap();
    let kept = list.cursor().unwrap().clone();
    let tomorrow = request(NOW + time::Duration::days(1)).send();
    let error = tomorrow.starting_at(kept).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
}

#[tokio::test]
async fn days_that_banks_do_not_keep_are_not_asked_for() {
    let (sandbox, connection) = connected(of_baker()).await;
    let before = sandbox.front().total();
    let (account, card) = ("conta-001".into(), "cartao-001".into());
    let (accounts, cards) = (connection.accounts(), connection.cards());
    let too_early = date!(2025 - 11 - 21);
    for (list, name) in [
        (
            accounts.movements(&account, too_early, TODAY, NOW),
            "(from)",
        ),
        (accounts.movements(&account, TODAY, YEAR_AGO, NOW), "(from)"),
        (
            accounts.movements(&account, TODAY, date!(2027 - 11 - 23), NOW),
            "(to)",
        ),
    ] {
        let error = list.send().try_collect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().contains(name), "{error}");
    }
    let tomorrow = date!(2026 - 11 - 23);
    let list = cards.movements(&card, TODAY, tomorrow, NOW).send();
    assert_eq!(
        list.try_collect().await.unwrap_err().kind(),
        ErrorKind::Input
    );
    let list = accounts.list_transactions(&account);
    let error = list
        .booked_between(TODAY, YEAR_AGO)
        .send()
        .try_collect()
        .await;
    assert!(error.unwrap_err().to_string().contains("fromBookingDate"));
    let list = cards.list_transactions(&card).merchant_category(10_000);
    let error = list.send().try_collect().await.unwrap_err();
    assert!(error.to_string().contains("payeeMCC"), "{error}");
    assert_eq!(sandbox.front().total(), before);
}

#[tokio::test]
async fn the_card_tells_instalments_one_by_one_and_its_limit() {
    let (_sandbox, connection) = connected(of_baker()).await;
    let cards = connection.cards();
    let card = &cards.list().send().try_collect().await.unwrap()[0].id;
    assert_eq!(cards.get(card).send().await.unwrap().cards.len(), 1);
    let movements = cards
        .movements(card, YEAR_AGO, TODAY, NOW)
        .page_size(25)
        .send();
    let movements = movements.try_collect().await.unwrap();
    let distinct: BTreeSet<_> = movements.iter().map(|one| &one.id).collect();
    assert_eq!(distinct.len(), movements.len(), "nothing twice");
    let oven: Vec<_> = movements
        .iter()
        .filter(|one| one.day() == date!(2026 - 09 - 12) && one.instalments == Some(3))
        .map(|one| (one.instalment, one.posted_on()))
        .collect();
    assert_eq!(oven.len(), 3, "all three are known by now");
    assert!(oven.contains(&(Some(3), Some(date!(2026 - 11 - 12)))));
    let payments = movements
        .iter()
        .filter(|one| one.kind == CardTransactionKind::BillPayment);
    assert!(
        payments
            .clone()
            .all(|one| one.direction == CreditDebit::Credit)
    );
    assert_eq!(payments.count(), 12);

    let limit = &cards.get_limits(card).send().await.unwrap()[0];
    let left = limit.available.as_ref().unwrap().amount.unwrap();
    let whole = limit.limit.as_ref().unwrap().amount;
    let used = limit.used.as_ref().unwrap().amount;
    assert_eq!(left.checked_add(used).unwrap(), whole);
    let list = cards.list_recent_transactions(card);
    let list = list.kind(&CardTransactionKind::Fee).send();
    assert!(list.try_collect().await.unwrap().is_empty());
}

#[tokio::test]
async fn every_operation_of_the_sandbox_is_in_its_directory() {
    let sandbox = Sandbox::start().await.unwrap();
    let participants = sandbox.directory().unwrap().participants().await.unwrap();
    let server = participants
        .server("00000000-0000-4000-8000-0000000000a1")
        .unwrap();
    let endpoints = server.endpoints();
    for operation in openfinance_client::OPERATIONS {
        assert!(endpoints.base_of(operation).is_some(), "{}", operation.name);
    }
}
