//! What customers let us see: a person's, and a company's.

use std::net::{IpAddr, Ipv4Addr};

use brazil_types::{Cnpj, Cpf};
use openfinance_client::api::{CreditOperations, InvestmentProduct, Investments};
use openfinance_client::login::Authorization;
use openfinance_client::model::{NewConsent, NewExtension};
use openfinance_client::sandbox::Sandbox;
use openfinance_client::{Connection, CustomerPresence};
use time::{Date, Duration, OffsetDateTime};

use super::recorder::Recorder;
use crate::visitor::log_in;

pub(super) async fn drive(recorder: &Recorder) {
    let user = Cpf::parse("52998224725").unwrap();
    let bakery = Cnpj::parse("12ABC34501DE35").unwrap();

    let (_bank, person) = connected(recorder, NewConsent::of_person(user)).await;
    let customers = person.customers();
    let identities = customers.list_person_identifications().send();
    identities.try_collect().await.unwrap();
    customers.get_person_qualification().send().await.unwrap();
    customers.get_person_relation().send().await.unwrap();

    let (_bank, company) = connected(recorder, NewConsent::of_company(bakery, user)).await;
    let customers = company.customers();
    let identities = customers.list_company_identifications().send();
    identities.try_collect().await.unwrap();
    customers.get_company_qualification().send().await.unwrap();
    customers.get_company_relation().send().await.unwrap();
    company
        .resources()
        .list()
        .send()
        .try_collect()
        .await
        .unwrap();
    accounts(&company).await;
    cards(&company).await;
    for credit in [
        company.loans(),
        company.financings(),
        company.invoice_financings(),
        company.overdrafts(),
    ] {
        contracts(credit).await;
    }
    investments(&company).await;
    exchanges(&company).await;
    consent(&company).await;
}

/// A bank, and a customer of it who lets us see everything.
async fn connected(recorder: &Recorder, asked: NewConsent) -> (Sandbox, Connection) {
    let sandbox = Sandbox::start().await.unwrap();
    let bank = recorder.bank(&sandbox);
    let asked = asked.allow_all();
    let consent = bank.consents().create(&asked).send().await.unwrap();
    let request = Authorization::of_consent(&consent.id, sandbox.redirect_uri());
    let party = sandbox.relying_party().unwrap();
    let login = log_in(&sandbox, &party, &request).await;
    party.save(&login, sandbox.store()).await.unwrap();
    let connection = bank.connect(&party, sandbox.store(), &consent.id);
    (sandbox, connection)
}

fn today() -> Date {
    (OffsetDateTime::now_utc() - Duration::hours(3)).date()
}

async fn accounts(connection: &Connection) {
    let accounts = connection.accounts();
    let (month_ago, today) = (today() - Duration::days(30), today());
    for account in accounts.list().send().try_collect().await.unwrap() {
        let id = &account.id;
        accounts.get(id).send().await.unwrap();
        accounts.get_balance(id).send().await.unwrap();
        accounts.get_overdraft_limits(id).send().await.unwrap();
        let reserved = accounts.list_reserved_balances(id).send();
        reserved.try_collect().await.unwrap();
        let past = accounts.list_transactions(id);
        let past = past.booked_between(month_ago, today).send();
        past.try_collect().await.unwrap();
        let recent = accounts.list_recent_transactions(id).send();
        recent.try_collect().await.unwrap();
    }
}

async fn cards(connection: &Connection) {
    let cards = connection.cards();
    for card in cards.list().send().try_collect().await.unwrap() {
        let id = &card.id;
        cards.get(id).send().await.unwrap();
        cards.get_limits(id).send().await.unwrap();
        let bills = cards.list_bills(id).send().try_collect().await.unwrap();
        let charged = cards.list_bill_transactions(id, &bills[0].id).send();
        charged.try_collect().await.unwrap();
        let past = cards.list_transactions(id);
        let past = past.made_between(today() - Duration::days(60), today());
        past.send().try_collect().await.unwrap();
        let recent = cards.list_recent_transactions(id).send();
        recent.try_collect().await.unwrap();
    }
}

async fn contracts(credit: CreditOperations<'_>) {
    for contract in credit.list().send().try_collect().await.unwrap() {
        let id = &contract.id;
        credit.get(id).send().await.unwrap();
        credit.get_instalments(id).send().await.unwrap();
        credit.get_payments(id).send().await.unwrap();
        let warranties = credit.list_warranties(id).send();
        warranties.try_collect().await.unwrap();
    }
}

async fn investments(connection: &Connection) {
    family(connection.bank_fixed_incomes()).await;
    family(connection.credit_fixed_incomes()).await;
    family(connection.treasure_titles()).await;
    family(connection.variable_incomes()).await;
    family(connection.funds()).await;
    let shares = connection.variable_incomes();
    for share in shares.list().send().try_collect().await.unwrap() {
        let past = shares.list_transactions(&share.id, today() - Duration::days(90), today());
        let past = past.send().try_collect().await.unwrap();
        for note in past.iter().filter_map(|one| one.broker_note_id.as_ref()) {
            shares.get_broker_note(note).send().await.unwrap();
        }
    }
}

async fn family<P: InvestmentProduct>(family: Investments<'_, P>) {
    let today = today();
    for investment in family.list().send().try_collect().await.unwrap() {
        let id = &investment.id;
        // One of the sandbox's funds is never to be read: 403.
        if family.get(id).send().await.is_err() {
            continue;
        }
        family.get_balance(id).send().await.unwrap();
        let past = family.list_transactions(id, today - Duration::days(300), today);
        past.send().try_collect().await.unwrap();
        let recent = family.list_recent_transactions(id, today - Duration::days(6), today);
        recent.send().try_collect().await.unwrap();
    }
}

async fn exchanges(connection: &Connection) {
    let exchanges = connection.exchanges();
    for exchange in exchanges.list().send().try_collect().await.unwrap() {
        exchanges.get(&exchange.id).send().await.unwrap();
        let events = exchanges.list_events(&exchange.id).send();
        events.try_collect().await.unwrap();
    }
}

/// The consent's own life, to its end.
async fn consent(connection: &Connection) {
    let id = connection.consent_id();
    let consents = connection.bank().consents();
    consents.get(id).send().await.unwrap();
    let browser = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7));
    let present = CustomerPresence::new(browser, "Navegador/1.0").unwrap();
    let asker = Cpf::parse("52998224725").unwrap();
    let company = Cnpj::parse("12ABC34501DE35").unwrap();
    let end = OffsetDateTime::now_utc() + Duration::days(300);
    let longer = NewExtension::by_company(company, asker).until(end);
    let renewal = connection.renewal();
    renewal.extend(&longer, &present).send().await.unwrap();
    let extensions = consents.list_extensions(id).send();
    extensions.try_collect().await.unwrap();
    consents.revoke(id).send().await.unwrap();
}
