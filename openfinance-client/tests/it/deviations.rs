//! Banks that differ from the contract in one way each: the client copes, or says what is wrong.

use std::collections::BTreeSet;
use std::sync::Arc;

use brazil_types::{Cnpj, Cpf};
use client_core::http::ReqwestTransport;
use client_core::retry::NoRetry;
use http::Method;
use openfinance_client::login::Authorization;
use openfinance_client::model::{
    AccountTransaction, CreditDebit, NewConsent, PaymentConsentStatus, PaymentDates, PixOrder,
    ResourceStatus,
};
use openfinance_client::sandbox::{Decision, Deviation, PaymentStory, Sandbox};
use openfinance_client::{
    Amount, Bank, ConfigureCall as _, Connection, Endpoints, ErrorKind, ExceededLimit, Outcome,
};
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime, Weekday};

use crate::coverage::payments::{asked, initiator};
use crate::visitor::log_in;

/// A Sunday evening in Brasília, when UTC is a day ahead.
const NOW: OffsetDateTime = datetime!(2026-11-23 01:30 UTC);
const TODAY: Date = date!(2026 - 11 - 22);
const MONTH_AGO: Date = date!(2026 - 10 - 22);

fn cpf() -> Cpf {
    Cpf::parse("52998224725").unwrap()
}

async fn bank_that(deviations: &[Deviation]) -> Sandbox {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.set_clock(NOW);
    deviations.iter().for_each(|one| sandbox.deviate(*one));
    sandbox
}

/// A bakery that lets us see everything there.
async fn connected(sandbox: &Sandbox) -> Connection {
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let bakery = Cnpj::parse("12ABC34501DE35").unwrap();
    let asked = NewConsent::of_company(bakery, cpf()).allow_all();
    let consent = bank.consents().create(&asked).send().await.unwrap();
    let request = Authorization::of_consent(&consent.id, sandbox.redirect_uri());
    let login = log_in(sandbox, &party, &request).await;
    party.save(&login, sandbox.store()).await.unwrap();
    bank.connect(&party, sandbox.store(), &consent.id)
}

async fn movements(connection: &Connection, from: Date, to: Date) -> Vec<AccountTransaction> {
    let accounts = connection.accounts();
    let list = accounts.movements(&"conta-001".into(), from, to, NOW);
    let movements = list.send().try_collect().await.unwrap();
    let ids: BTreeSet<_> = movements.iter().map(|one| &one.id).collect();
    assert_eq!(ids.len(), movements.len(), "nothing twice");
    movements
}

fn total(movements: &[AccountTransaction]) -> Amount {
    let signed = movements.iter().map(|one| match one.direction {
        CreditDebit::Debit => Amount::ZERO.checked_sub(one.amount.amount).unwrap(),
        _ => one.amount.amount,
    });
    Amount::checked_sum(signed).unwrap()
}

// 1

#[tokio::test]
async fn the_id_of_an_interaction_may_be_lost_or_another() {
    for deviation in [Deviation::NoInteractionId, Deviation::OtherInteractionId] {
        let sandbox = bank_that(&[deviation]).await;
        let connection = connected(&sandbox).await;
        connection
            .resources()
            .list()
            .send()
            .try_collect()
            .await
            .unwrap();
    }
}

// 2

#[tokio::test]
async fn signed_messages_may_write_one_audience_as_a_list() {
    let sandbox = bank_that(&[Deviation::AudienceAsList]).await;
    let bank = sandbox.bank().unwrap();
    bank.payments()
        .create_consent(&asked())
        .send()
        .await
        .unwrap();
}

// 3

#[tokio::test]
async fn links_may_lead_anywhere_and_pages_come_from_the_registered_host() {
    let (orderly, strange) = (
        bank_that(&[]).await,
        bank_that(&[Deviation::StrangeLinks]).await,
    );
    let mut lists = Vec::new();
    for sandbox in [&orderly, &strange] {
        let connection = connected(sandbox).await;
        let accounts = connection.accounts();
        let list = accounts.movements(&"conta-001".into(), MONTH_AGO, TODAY, NOW);
        let list = list.page_size(25).send().try_collect().await.unwrap();
        let ids: Vec<String> = list.iter().map(|one| one.id.to_string()).collect();
        lists.push(ids);
    }
    assert!(lists[0].len() > 25, "more than one page");
    assert_eq!(lists[0], lists[1]);
}

// 4

#[tokio::test]
async fn a_resource_that_is_away_for_now_is_spelt_in_two_ways() {
    let sandbox = bank_that(&[Deviation::OtherSpelling]).await;
    let connection = connected(&sandbox).await;
    let resources = connection.resources().list().send().try_collect().await;
    let away = |status: &ResourceStatus| *status == ResourceStatus::TemporarilyUnavailable;
    let resources = resources.unwrap();
    assert_eq!(resources.iter().filter(|one| away(&one.status)).count(), 1);
}

// 5

#[tokio::test]
async fn what_versions_disagree_on_may_be_absent() {
    let sandbox = bank_that(&[Deviation::MissingFields]).await;
    let connection = connected(&sandbox).await;
    let accounts = connection.accounts().list().send().try_collect().await;
    assert!(accounts.unwrap()[0].check_digit.is_none());
    let id = "conta-001".into();
    connection.accounts().get(&id).send().await.unwrap();
    connection.accounts().get_balance(&id).send().await.unwrap();
    let cards = connection.cards();
    let bought = cards.movements(&"cartao-001".into(), MONTH_AGO, TODAY, NOW);
    let bought = bought.send().try_collect().await.unwrap();
    assert!(bought.iter().all(|one| one.instalment.is_none()));
    let loans = connection.loans();
    let contract = &loans.list().send().try_collect().await.unwrap()[0].id;
    loans.get(contract).send().await.unwrap();
}

// 6

#[tokio::test]
async fn dummies_are_not_taken_for_days_and_texts_of_old_consents_are_told() {
    let sandbox = bank_that(&[Deviation::PlaceholderDates, Deviation::PlaceholderTexts]).await;
    let connection = connected(&sandbox).await;
    let id = connection.consent_id();
    let consent = connection.bank().consents().get(id).send().await.unwrap();
    assert!(consent.expiration.is_some() && consent.ends_at().is_none());
    let cards = connection.cards();
    let bought = cards.movements(&"cartao-001".into(), MONTH_AGO, TODAY, NOW);
    let bought = bought.send().try_collect().await.unwrap();
    assert!(!bought.is_empty() && bought.iter().all(|one| one.posted_on().is_none()));

    let payments = sandbox.bank().unwrap();
    let tomorrow = brazil_types::calendar::brasilia_date(OffsetDateTime::now_utc()) + Duration::DAY;
    let asked = asked().scheduled(PaymentDates::Once(tomorrow), "Aluguel");
    let consent = payments
        .payments()
        .create_consent(&asked)
        .send()
        .await
        .unwrap();
    let schedule = consent.payment.as_ref().unwrap().schedule.as_ref().unwrap();
    let told = schedule.additional_information.as_ref().unwrap();
    assert!(told.expose().starts_with("Informação não disponível"));
    PixOrder::under(&consent, &initiator()).unwrap();
}

// 7

#[tokio::test]
async fn names_may_be_longer_than_the_contract_allows() {
    let sandbox = bank_that(&[Deviation::LongNames]).await;
    let connection = connected(&sandbox).await;
    let companies = connection.customers().list_company_identifications();
    let companies = companies.send().try_collect().await.unwrap();
    let name = companies[0].name.as_ref().unwrap();
    assert!(name.expose().chars().count() > 150);
    let bank = sandbox.bank().unwrap();
    let consent = bank
        .payments()
        .create_consent(&asked())
        .send()
        .await
        .unwrap();
    assert!(consent.creditor.unwrap().name.expose().chars().count() > 150);
}

// 8

#[tokio::test]
async fn a_list_of_payments_may_name_its_consent() {
    for deviations in [&[][..], &[Deviation::ConsentInLists]] {
        let sandbox = bank_that(deviations).await;
        let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
        let consent = bank
            .payments()
            .create_consent(&asked())
            .send()
            .await
            .unwrap();
        let request = Authorization::of_payment(&consent.id, sandbox.redirect_uri());
        let login = log_in(&sandbox, &party, &request).await;
        let order = PixOrder::under(&consent, &initiator()).unwrap();
        let customer = login.credential().unwrap();
        bank.payments()
            .initiate(&order, customer)
            .send()
            .await
            .unwrap();
        let listed = bank.payments().list(&consent.id).send().await.unwrap();
        assert_eq!(listed.len(), 1);
    }
}

// 9

#[tokio::test]
async fn a_page_too_small_for_a_bank_is_not_asked_for() {
    let sandbox = bank_that(&[Deviation::LargePagesOnly]).await;
    let connection = connected(&sandbox).await;
    movements(&connection, MONTH_AGO, TODAY).await;
    let before = sandbox.front().total();
    let list = connection.resources().list().page_size(24).send();
    let error = list.try_collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input, "{error}");
    assert_eq!(sandbox.front().total(), before);
}

// 10 and 11

#[tokio::test]
async fn instalments_may_come_as_one_purchase_and_bills_may_keep_what_is_on_them() {
    let sandbox = bank_that(&[Deviation::InstalmentsInOne]).await;
    let connection = connected(&sandbox).await;
    let (cards, card) = (connection.cards(), "cartao-001".into());
    let whole = cards.movements(&card, date!(2026 - 09 - 01), TODAY, NOW);
    let whole = whole.send().try_collect().await.unwrap();
    let oven = whole
        .iter()
        .filter(|one| one.day() == date!(2026 - 09 - 12));
    let oven: Vec<_> = oven.filter(|one| one.bill_id.is_none()).collect();
    assert_eq!(oven.len(), 1, "told once, on no bill");
    assert_eq!((oven[0].instalment, oven[0].instalments), (None, None));

    let sandbox = bank_that(&[Deviation::BillsKeepTransactions]).await;
    let connection = connected(&sandbox).await;
    let cards = connection.cards();
    let open = cards.movements(&card, date!(2026 - 09 - 01), TODAY, NOW);
    let open = open.send().try_collect().await.unwrap();
    assert!(!open.is_empty() && open.iter().all(|one| one.bill_id.is_none()));
    let bills = cards.list_bills(&card).send().try_collect().await.unwrap();
    let closed = cards.list_bill_transactions(&card, &bills[0].id).send();
    let closed = closed.try_collect().await.unwrap();
    let ids: BTreeSet<_> = open.iter().map(|one| &one.id).collect();
    assert!(!closed.is_empty() && closed.iter().all(|one| !ids.contains(&one.id)));
}

// 12 and 13

#[tokio::test]
async fn consolidated_days_add_up_and_what_is_not_told_is_not_made_up() {
    let detailed = bank_that(&[]).await;
    let consolidated = bank_that(&[Deviation::Consolidated]).await;
    let silent = bank_that(&[Deviation::UntoldTransfers]).await;
    let read = async |sandbox: &Sandbox| {
        let connection = connected(sandbox).await;
        let list = movements(&connection, MONTH_AGO, TODAY).await;
        let balance = connection.accounts().get_balance(&"conta-001".into());
        (list, balance.send().await.unwrap().available)
    };
    let (all, balance) = read(&detailed).await;
    let (by_day, _) = read(&consolidated).await;
    assert!(by_day.len() < all.len());
    assert_eq!(total(&by_day), total(&all));
    let (told, same_balance) = read(&silent).await;
    assert_eq!(same_balance, balance, "the balance is the bank's to say");
    let untold = total(&told).checked_sub(total(&all)).unwrap();
    assert_eq!(
        untold,
        Amount::parse("500").unwrap(),
        "one transfer to savings"
    );
}

// 14

#[tokio::test]
async fn what_is_in_progress_is_marked_and_counts_once_it_is_booked() {
    let sandbox = bank_that(&[Deviation::ChangingEntries]).await;
    let connection = connected(&sandbox).await;
    let in_progress = |list: &[AccountTransaction]| {
        let open = list.iter().filter(|one| !one.is_booked());
        let open: Vec<String> = open.map(|one| one.id.to_string()).collect();
        open
    };
    let first = in_progress(&movements(&connection, TODAY, TODAY).await);
    let second = in_progress(&movements(&connection, TODAY, TODAY).await);
    assert_eq!((first.len(), second.len()), (1, 1));
    assert_ne!(first, second, "no id to rely on");
    sandbox.settle_transactions();
    let settled = movements(&connection, TODAY, TODAY).await;
    assert!(in_progress(&settled).is_empty());
    let boleto = Amount::parse("750").unwrap();
    let paid = settled.iter().filter(|one| one.amount.amount == boleto);
    assert_eq!(paid.count(), 1);
}

// 15

#[tokio::test]
async fn what_moves_at_a_weekend_may_be_of_monday() {
    let sandbox = bank_that(&[Deviation::NextBusinessDay]).await;
    let connection = connected(&sandbox).await;
    let (monday, saturday) = (date!(2026 - 11 - 16), date!(2026 - 11 - 14));
    let weekend = movements(&connection, saturday, monday.previous_day().unwrap()).await;
    assert!(weekend.is_empty(), "{weekend:?}");
    let on_monday = movements(&connection, monday, monday).await;
    assert_eq!(on_monday.len(), 4, "three days of sales, and a bill");
    let whole = movements(&connection, date!(2026 - 11 - 09), monday).await;
    let at_weekends = whole.iter().filter(|one| {
        let day = one.day().weekday();
        day == Weekday::Saturday || day == Weekday::Sunday
    });
    assert_eq!((whole.len() >= 8, at_weekends.count()), (true, 0));
}

// 16

#[tokio::test]
async fn two_consents_of_one_customer_reach_the_same_accounts() {
    let sandbox = bank_that(&[]).await;
    let mut reached = BTreeSet::new();
    for _ in 0..2 {
        let connection = connected(&sandbox).await;
        let accounts = connection.accounts().list().send().try_collect().await;
        reached.extend(accounts.unwrap().into_iter().map(|one| one.id.to_string()));
    }
    assert_eq!(reached.len(), 2, "keyed by account, nothing is there twice");
}

// 17

#[tokio::test]
async fn a_quota_that_says_when_to_come_back_is_asked_again() {
    let sandbox = bank_that(&[]).await;
    let connection = connected(&sandbox).await;
    sandbox.deviate(Deviation::QuotaForASecond);
    let before = sandbox.front().total();
    let accounts = connection.accounts().list().send().try_collect().await;
    assert_eq!(accounts.unwrap().len(), 2);
    assert!(sandbox.front().total() - before >= 2);

    // Without retries the error names the limit.
    sandbox.deviate(Deviation::QuotaForASecond);
    let call = connection.accounts().get(&"conta-001".into());
    let error = call
        .with_retry_policy(Arc::new(NoRetry))
        .send()
        .await
        .unwrap_err();
    assert_eq!(ExceededLimit::of(&error), Some(ExceededLimit::MonthlyQuota));
    assert!(error.retry_after().is_some());
}

// 18; chains that are cut short are tried where TLS is.

#[tokio::test]
async fn a_bank_whose_root_is_in_no_common_bundle_is_sent_nothing() {
    let sandbox = bank_that(&[]).await;
    let party = sandbox.relying_party().unwrap();
    let bank = |transport: ReqwestTransport| {
        Bank::builder(Endpoints::at(sandbox.url()))
            .with_relying_party(&party)
            .with_transport(Arc::new(transport))
            .with_retry_policy(Arc::new(NoRetry))
            .build()
            .unwrap()
    };
    let asked = NewConsent::of_person(cpf()).allow_all();
    let created = |bank: Bank| async move { bank.consents().create(&asked).send().await };
    let without = bank(ReqwestTransport::new().unwrap());
    let error = created(without).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent));
    assert_eq!(sandbox.front().count(&Method::POST, "/open-banking/consents/v3/consents"), 0);
}

// 19

#[tokio::test]
async fn a_login_page_may_ask_again_for_what_was_pushed() {
    let sandbox = bank_that(&[Deviation::AuthorizeWantsParameters]).await;
    connected(&sandbox).await;
}

#[tokio::test]
async fn a_refusal_may_come_back_in_the_query() {
    let sandbox = bank_that(&[Deviation::ErrorsInQuery]).await;
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let asked = NewConsent::of_person(cpf()).allow_all();
    let consent = bank.consents().create(&asked).send().await.unwrap();
    let request = Authorization::of_consent(&consent.id, sandbox.redirect_uri());
    let (address, pending) = party.start(&request).await.unwrap();
    let callback = sandbox.visit(&address, Decision::Decline).await.unwrap();
    assert!(callback.contains("?state="), "{callback}");
    let error = party.finish(&pending, &callback).await.unwrap_err();
    assert_eq!(error.code(), Some("access_denied"));
}

#[tokio::test]
async fn a_bank_may_go_on_encrypting_to_a_key_that_was_replaced() {
    let sandbox = bank_that(&[Deviation::RetiredEncryptionKey]).await;
    connected(&sandbox).await;
}

// 20

#[tokio::test]
async fn a_refresh_names_no_scopes_and_loses_none() {
    let sandbox = bank_that(&[Deviation::RefreshShrinks]).await;
    let connection = connected(&sandbox).await;
    for _ in 0..2 {
        sandbox.expire_access_tokens();
        connection
            .resources()
            .list()
            .send()
            .try_collect()
            .await
            .unwrap();
        connection
            .accounts()
            .list()
            .send()
            .try_collect()
            .await
            .unwrap();
    }
}

/// An answer about something else is an error that says so, and settles nothing.
#[tokio::test]
async fn an_answer_about_another_consent_or_payment_is_refused() {
    let sandbox = bank_that(&[]).await;
    sandbox.tell_of_payments(PaymentStory::LeftPending);
    let connection = connected(&sandbox).await;
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let payments = bank.payments();
    let consent = payments.create_consent(&asked()).send().await.unwrap();
    let request = Authorization::of_payment(&consent.id, sandbox.redirect_uri());
    let login = log_in(&sandbox, &party, &request).await;
    let order = PixOrder::under(&consent, &initiator()).unwrap();

    sandbox.deviate(Deviation::AnotherId);
    let id = connection.consent_id();
    let initiate = payments.initiate(&order, login.credential().unwrap());
    for (error, field) in [
        (
            bank.consents().get(id).send().await.unwrap_err(),
            "consentId",
        ),
        (
            payments.get_consent(&consent.id).send().await.unwrap_err(),
            "consentId",
        ),
        (initiate.send().await.unwrap_err(), "consentId"),
    ] {
        let found = (error.kind(), error.outcome());
        assert_eq!(found, (ErrorKind::Decode, Outcome::Unknown));
        assert!(error.to_string().contains(field), "{error}");
    }
    assert_eq!(consent.status, PaymentConsentStatus::AwaitingAuthorisation);
}
