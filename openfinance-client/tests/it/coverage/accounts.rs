use time::macros::date;

use openfinance_client::model::{AccountKind, CreditDebit};

use super::{Case, ID, all, as_customer, one};

pub(super) fn cases() -> Vec<Case> {
    as_customer! {
        "accounts.list": |connection| {
            all(connection.accounts().list().kind(&AccountKind::Checking).send()).await
        };
        "accounts.get": |connection| one(&connection.accounts().get(&ID.into()).send().await?);
        "accounts.get_balance": |connection| {
            one(&connection.accounts().get_balance(&ID.into()).send().await?)
        };
        "accounts.list_reserved_balances": |connection| {
            all(connection.accounts().list_reserved_balances(&ID.into()).send()).await
        };
        "accounts.list_transactions": |connection| {
            let list = connection.accounts().list_transactions(&ID.into());
            let list = list.booked_between(date!(2026 - 10 - 01), date!(2026 - 10 - 31));
            all(list.direction(&CreditDebit::Credit).send()).await
        };
        "accounts.list_recent_transactions": |connection| {
            all(connection.accounts().list_recent_transactions(&ID.into()).send()).await
        };
        "accounts.get_overdraft_limits": |connection| {
            one(&connection.accounts().get_overdraft_limits(&ID.into()).send().await?)
        };
    }
}
