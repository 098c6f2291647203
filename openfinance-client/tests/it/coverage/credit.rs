use openfinance_client::Result;
use openfinance_client::api::CreditOperations;
use serde_json::Value;

use super::{Case, ID, all, as_customer, one};

async fn list(credit: CreditOperations<'_>) -> Result<Option<Value>> {
    all(credit.list().send()).await
}

async fn get(credit: CreditOperations<'_>) -> Result<Option<Value>> {
    one(&credit.get(&ID.into()).send().await?)
}

async fn list_warranties(credit: CreditOperations<'_>) -> Result<Option<Value>> {
    all(credit.list_warranties(&ID.into()).send()).await
}

async fn get_instalments(credit: CreditOperations<'_>) -> Result<Option<Value>> {
    one(&credit.get_instalments(&ID.into()).send().await?)
}

async fn get_payments(credit: CreditOperations<'_>) -> Result<Option<Value>> {
    one(&credit.get_payments(&ID.into()).send().await?)
}

pub(super) fn cases() -> Vec<Case> {
    as_customer! {
        "loans.list": |connection| list(connection.loans()).await;
        "loans.get": |connection| get(connection.loans()).await;
        "loans.list_warranties": |connection| list_warranties(connection.loans()).await;
        "loans.get_instalments": |connection| get_instalments(connection.loans()).await;
        "loans.get_payments": |connection| get_payments(connection.loans()).await;
        "financings.list": |connection| list(connection.financings()).await;
        "financings.get": |connection| get(connection.financings()).await;
        "financings.list_warranties": |connection| {
            list_warranties(connection.financings()).await
        };
        "financings.get_instalments": |connection| {
            get_instalments(connection.financings()).await
        };
        "financings.get_payments": |connection| get_payments(connection.financings()).await;
        "invoice_financings.list": |connection| list(connection.invoice_financings()).await;
        "invoice_financings.get": |connection| get(connection.invoice_financings()).await;
        "invoice_financings.list_warranties": |connection| {
            list_warranties(connection.invoice_financings()).await
        };
        "invoice_financings.get_instalments": |connection| {
            get_instalments(connection.invoice_financings()).await
        };
        "invoice_financings.get_payments": |connection| {
            get_payments(connection.invoice_financings()).await
        };
        "overdrafts.list": |connection| list(connection.overdrafts()).await;
        "overdrafts.get": |connection| get(connection.overdrafts()).await;
        "overdrafts.list_warranties": |connection| {
            list_warranties(connection.overdrafts()).await
        };
        "overdrafts.get_instalments": |connection| {
            get_instalments(connection.overdrafts()).await
        };
        "overdrafts.get_payments": |connection| get_payments(connection.overdrafts()).await;
    }
}
