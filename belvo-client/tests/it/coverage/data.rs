use time::macros::date;

use super::{Case, done, id, none, one, page, session};
use crate::harness::link;

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "owners.list": |belvo| page(belvo.owners().list(&link()).send()).await;
        "owners.get": |belvo| one(&belvo.owners().get(&id()).send().await?);
        "owners.retrieve": |belvo| {
            done(belvo.owners().retrieve(&link()).send().await?)
        };
        "owners.resume": |belvo| {
            done(belvo.owners().resume(&link(), &session(), Some("1234".to_owned())).send().await?)
        };
        "owners.delete": |belvo| none(belvo.owners().delete(&id()).send().await?);
        "accounts.list": |belvo| page(belvo.accounts().list(&link()).send()).await;
        "accounts.get": |belvo| one(&belvo.accounts().get(&id()).send().await?);
        "accounts.retrieve": |belvo| {
            done(belvo.accounts().retrieve(&link()).send().await?)
        };
        "accounts.resume": |belvo| {
            done(belvo.accounts().resume(&link(), &session(), Some("1234".to_owned())).send().await?)
        };
        "accounts.delete": |belvo| none(belvo.accounts().delete(&id()).send().await?);
        "balances.list": |belvo| page(belvo.balances().list(&link()).send()).await;
        "balances.get": |belvo| one(&belvo.balances().get(&id()).send().await?);
        "balances.retrieve": |belvo| {
            done(belvo.balances().retrieve(&link()).send().await?)
        };
        "transactions.list": |belvo| page(belvo.transactions().list(&link()).send()).await;
        "transactions.get": |belvo| one(&belvo.transactions().get(&id()).send().await?);
        "transactions.retrieve": |belvo| {
            let (from, to) = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
            done(belvo.transactions().retrieve(&link(), from, to).send().await?)
        };
        "transactions.resume": |belvo| {
            done(belvo.transactions().resume(&link(), &session(), Some("1234".to_owned())).send().await?)
        };
        "transactions.delete": |belvo| none(belvo.transactions().delete(&id()).send().await?);
        "bills.list": |belvo| page(belvo.bills().list(&link()).send()).await;
        "bills.get": |belvo| one(&belvo.bills().get(&id()).send().await?);
        "bills.retrieve": |belvo| {
            done(belvo.bills().retrieve(&link()).send().await?)
        };
        "bills.delete": |belvo| none(belvo.bills().delete(&id()).send().await?);
        "investments.list": |belvo| page(belvo.investments().list(&link()).send()).await;
        "investments.get": |belvo| one(&belvo.investments().get(&id()).send().await?);
        "investments.retrieve": |belvo| {
            done(belvo.investments().retrieve(&link()).send().await?)
        };
        "investments.delete": |belvo| none(belvo.investments().delete(&id()).send().await?);
        "investment_transactions.list": |belvo| page(belvo.investment_transactions().list(&link()).send()).await;
        "investment_transactions.get": |belvo| one(&belvo.investment_transactions().get(&id()).send().await?);
        "investment_transactions.retrieve": |belvo| {
            done(belvo.investment_transactions().retrieve(&link()).send().await?)
        };
        "investment_transactions.delete": |belvo| none(belvo.investment_transactions().delete(&id()).send().await?);
        "exchanges.list": |belvo| page(belvo.exchanges().list(&link()).send()).await;
        "exchanges.get": |belvo| one(&belvo.exchanges().get(&id()).send().await?);
        "exchanges.retrieve": |belvo| {
            done(belvo.exchanges().retrieve(&link()).send().await?)
        };
        "exchanges.delete": |belvo| none(belvo.exchanges().delete(&id()).send().await?);
        "incomes.list": |belvo| page(belvo.incomes().list(&link()).send()).await;
        "incomes.get": |belvo| one(&belvo.incomes().get(&id()).send().await?);
        "incomes.retrieve": |belvo| {
            done(belvo.incomes().retrieve(&link()).send().await?)
        };
        "incomes.delete": |belvo| none(belvo.incomes().delete(&id()).send().await?);
        "incomes.resume": |belvo| {
            done(belvo.incomes().resume(&link(), &session(), Some("1234".to_owned())).send().await?)
        };
        "recurring_expenses.list": |belvo| page(belvo.recurring_expenses().list(&link()).send()).await;
        "recurring_expenses.get": |belvo| one(&belvo.recurring_expenses().get(&id()).send().await?);
        "recurring_expenses.retrieve": |belvo| {
            done(belvo.recurring_expenses().retrieve(&link()).send().await?)
        };
        "recurring_expenses.delete": |belvo| none(belvo.recurring_expenses().delete(&id()).send().await?);
        "recurring_expenses.resume": |belvo| {
            done(belvo.recurring_expenses().resume(&link(), &session(), Some("1234".to_owned())).send().await?)
        };
        "employments.list": |belvo| page(belvo.employments().list(&link()).send()).await;
        "employments.get": |belvo| one(&belvo.employments().get(&id()).send().await?);
        "employments.retrieve": |belvo| {
            done(belvo.employments().retrieve(&link()).send().await?)
        };
        "employments.delete": |belvo| none(belvo.employments().delete(&id()).send().await?);
        "exchanges.history": |belvo| page(belvo.exchanges().history(&id()).send()).await;
    }
}
