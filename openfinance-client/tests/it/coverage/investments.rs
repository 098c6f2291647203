use openfinance_client::Result;
use openfinance_client::api::{InvestmentProduct, Investments};
use serde_json::Value;
use time::macros::date;

use super::{Case, ID, all, as_customer, one};

async fn list<P: InvestmentProduct>(family: Investments<'_, P>) -> Result<Option<Value>> {
    all(family.list().send()).await
}

async fn get<P: InvestmentProduct>(family: Investments<'_, P>) -> Result<Option<Value>> {
    one(&family.get(&ID.into()).send().await?)
}

async fn get_balance<P: InvestmentProduct>(family: Investments<'_, P>) -> Result<Option<Value>> {
    one(&family.get_balance(&ID.into()).send().await?)
}

async fn list_transactions<P: InvestmentProduct>(
    family: Investments<'_, P>,
) -> Result<Option<Value>> {
    let (from, to) = (date!(2026 - 01 - 01), date!(2026 - 06 - 30));
    all(family.list_transactions(&ID.into(), from, to).send()).await
}

async fn list_recent_transactions<P: InvestmentProduct>(
    family: Investments<'_, P>,
) -> Result<Option<Value>> {
    let (from, to) = (date!(2026 - 11 - 15), date!(2026 - 11 - 21));
    all(family.list_recent_transactions(&ID.into(), from, to).send()).await
}

pub(super) fn cases() -> Vec<Case> {
    as_customer! {
        "bank_fixed_incomes.list": |connection| list(connection.bank_fixed_incomes()).await;
        "bank_fixed_incomes.get": |connection| get(connection.bank_fixed_incomes()).await;
        "bank_fixed_incomes.get_balance": |connection| {
            get_balance(connection.bank_fixed_incomes()).await
        };
        "bank_fixed_incomes.list_transactions": |connection| {
            list_transactions(connection.bank_fixed_incomes()).await
        };
        "bank_fixed_incomes.list_recent_transactions": |connection| {
            list_recent_transactions(connection.bank_fixed_incomes()).await
        };
        "credit_fixed_incomes.list": |connection| list(connection.credit_fixed_incomes()).await;
        "credit_fixed_incomes.get": |connection| get(connection.credit_fixed_incomes()).await;
        "credit_fixed_incomes.get_balance": |connection| {
            get_balance(connection.credit_fixed_incomes()).await
        };
        "credit_fixed_incomes.list_transactions": |connection| {
            list_transactions(connection.credit_fixed_incomes()).await
        };
        "credit_fixed_incomes.list_recent_transactions": |connection| {
            list_recent_transactions(connection.credit_fixed_incomes()).await
        };
        "variable_incomes.list": |connection| list(connection.variable_incomes()).await;
        "variable_incomes.get": |connection| get(connection.variable_incomes()).await;
        "variable_incomes.get_balance": |connection| {
            get_balance(connection.variable_incomes()).await
        };
        "variable_incomes.list_transactions": |connection| {
            list_transactions(connection.variable_incomes()).await
        };
        "variable_incomes.list_recent_transactions": |connection| {
            list_recent_transactions(connection.variable_incomes()).await
        };
        "treasure_titles.list": |connection| list(connection.treasure_titles()).await;
        "treasure_titles.get": |connection| get(connection.treasure_titles()).await;
        "treasure_titles.get_balance": |connection| get_balance(connection.treasure_titles()).await;
        "treasure_titles.list_transactions": |connection| {
            list_transactions(connection.treasure_titles()).await
        };
        "treasure_titles.list_recent_transactions": |connection| {
            list_recent_transactions(connection.treasure_titles()).await
        };
        "funds.list": |connection| list(connection.funds()).await;
        "funds.get": |connection| get(connection.funds()).await;
        "funds.get_balance": |connection| get_balance(connection.funds()).await;
        "funds.list_transactions": |connection| list_transactions(connection.funds()).await;
        "funds.list_recent_transactions": |connection| {
            list_recent_transactions(connection.funds()).await
        };
        "variable_incomes.get_broker_note": |connection| {
            one(&connection.variable_incomes().get_broker_note(&ID.into()).send().await?)
        };
    }
}
