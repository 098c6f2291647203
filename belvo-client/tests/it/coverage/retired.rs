//! What Belvo's description has no longer.

use belvo_client::Amount;
use belvo_client::model::Direction;
use belvo_client::model::retired::{
    AccountHolder, LinkLifetime, NewPaymentLink, OwnAccountCategory, OwnTransaction,
};
use time::macros::date;
use url::Url;

use super::{Case, done, id, none, one, page, session};
use crate::harness::link;

const DAYS: (time::Date, time::Date) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));

/// A salary.
pub(crate) fn salary() -> OwnTransaction {
    OwnTransaction::new("entry-7", date!(2026 - 11 - 05), "SALARIO PADARIA")
        .amount(Direction::Inflow, Amount::from_cents(312_627), "BRL")
        .account(
            "account-1",
            OwnAccountCategory::Checking,
            "Banco de mentira",
        )
        .holder(
            "a61bc801-9fa5-457b-88ad-850c96eaca30",
            AccountHolder::Individual,
        )
}

pub(crate) fn bread() -> NewPaymentLink {
    let shop = |path: &str| {
        Url::parse("https://loja.example")
            .unwrap()
            .join(path)
            .unwrap()
    };
    NewPaymentLink::new(
        Amount::from_cents(990),
        &"customer-1".into(),
        "Pão",
        &"account-1".into(),
    )
    .callback(shop("banco"))
    .then(&shop("sim"), &shop("nao"))
    .expires_in(LinkLifetime::Days(7))
}

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "retired.receivables.list": |belvo| page(belvo.retired().receivables().list(&link()).send()).await;
        "retired.receivables.get": |belvo| one(&belvo.retired().receivables().get(&id()).send().await?);
        "retired.receivables.retrieve": |belvo| {
            done(belvo.retired().receivables().retrieve(&link(), DAYS.0, DAYS.1).send().await?)
        };
        "retired.receivables.delete": |belvo| none(belvo.retired().receivables().delete(&id()).send().await?);
        "retired.daily_balances.list": |belvo| page(belvo.retired().daily_balances().list(&link()).send()).await;
        "retired.daily_balances.get": |belvo| one(&belvo.retired().daily_balances().get(&id()).send().await?);
        "retired.daily_balances.retrieve": |belvo| {
            done(belvo.retired().daily_balances().retrieve(&link(), DAYS.0, DAYS.1).send().await?)
        };
        "retired.daily_balances.resume": |belvo| {
            done(belvo.retired().daily_balances().resume(&link(), &session(), None).send().await?)
        };
        "retired.daily_balances.delete": |belvo| none(belvo.retired().daily_balances().delete(&id()).send().await?);
        "retired.portfolios.list": |belvo| page(belvo.retired().portfolios().list(&link()).send()).await;
        "retired.portfolios.get": |belvo| one(&belvo.retired().portfolios().get(&id()).send().await?);
        "retired.portfolios.retrieve": |belvo| {
            done(belvo.retired().portfolios().retrieve(&link()).send().await?)
        };
        "retired.portfolios.resume": |belvo| {
            done(belvo.retired().portfolios().resume(&link(), &session(), None).send().await?)
        };
        "retired.portfolios.delete": |belvo| none(belvo.retired().portfolios().delete(&id()).send().await?);
        "retired.enrichment.categorize": |belvo| {
            let found = belvo.retired().categorize("pt", &[salary()]).await?;
            Ok(Some(serde_json::json!({"transactions": found})))
        };
        "retired.enrichment.find_incomes": |belvo| {
            let search = belvo.retired().find_incomes("pt", vec![salary()]);
            one(&search.period(DAYS.0, DAYS.1).send().await?)
        };
        "retired.payment_links.create": |belvo| {
            one(&belvo.retired().payment_links().create(&bread()).send().await?)
        };
        "retired.payment_links.list": |belvo| page(belvo.retired().payment_links().list().send()).await;
        "retired.payment_links.get": |belvo| one(&belvo.retired().payment_links().get(&id()).send().await?);
        "retired.secret_keys.create": |belvo| one(&belvo.retired().secret_keys().create().send().await?);
        "retired.secret_keys.list": |belvo| page(belvo.retired().secret_keys().list().send()).await;
    }
}
