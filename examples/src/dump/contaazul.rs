//! What Conta Azul has of a company.

mod commerce;
mod partner;

use client_core::{Error, Result};
use contaazul_client::api::CostCenterState;
use contaazul_client::model::{Account, AccountId, Balance, InstallmentId};
use contaazul_client::{Action, ContaAzul};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use http::StatusCode;
use serde::Serialize;

pub(super) use self::partner::sources as partner_sources;
use super::Period;
use super::source::{Lines, Source};

/// Enough to keep ten calls a second busy over a slow line.
const CALLS_AT_ONCE: usize = 8;

/// Everything readable of the company behind `erp`: bills due, money moved, sales and invoices within
/// `period`, and the registers.
pub fn sources(erp: &ContaAzul, period: Period) -> Vec<Source> {
    let Period { from, to } = period;
    let mut sources = vec![
        Source::once("company", one("company", erp.connection().company())),
        Source::list_with("accounts", erp.accounts().list().send(), {
            let erp = erp.clone();
            async move |accounts| accounts_with_balances(&erp, accounts).await
        }),
        Source::list("categories", "category", erp.categories().list().send()),
        Source::once("default_categories", {
            let erp = erp.clone();
            async move {
                let mut lines = Lines::default();
                for default in erp.categories().defaults().send().await? {
                    lines.add("default_category", &default)?;
                }
                Ok(lines)
            }
        }),
        Source::once(
            "income_statement",
            one("income_statement", erp.categories().income_statement()),
        ),
        Source::list(
            "cost_centers",
            "cost_center",
            erp.cost_centers().list().state(CostCenterState::Any).send(),
        ),
        Source::list_with("receivables", erp.receivables().search(from, to).send(), {
            let erp = erp.clone();
            async move |items| bills(&erp, "receivable", items, |item| item.id.clone()).await
        }),
        Source::list_with("payables", erp.payables().search(from, to).send(), {
            let erp = erp.clone();
            async move |items| bills(&erp, "payable", items, |item| item.id.clone()).await
        }),
        Source::list(
            "transfers",
            "transfer",
            erp.transfers().list().between(from, to).send(),
        ),
    ];
    sources.extend(period.windows().map(|(begin, end)| {
        Source::list(
            format!("opening_balances from {}", begin.date()),
            "opening_balance",
            erp.accounts().opening_balances(begin, end).send(),
        )
        .window()
    }));
    sources.extend(commerce::registers(erp));
    sources.extend(commerce::trade(erp, period));
    sources.extend(commerce::invoices(erp, period));
    sources
}

/// One answer as one record.
async fn one<T: Serialize>(kind: &'static str, answer: Action<T>) -> Result<Lines> {
    let mut lines = Lines::default();
    lines.add(kind, &answer.send().await?)?;
    Ok(lines)
}

/// A balance with the account that it is of.
#[derive(Serialize)]
struct AccountBalance<'a> {
    #[serde(rename = "id_conta_financeira")]
    account: &'a AccountId,
    #[serde(flatten)]
    balance: Balance,
}

async fn accounts_with_balances(erp: &ContaAzul, accounts: Vec<Account>) -> Result<Lines> {
    let mut lines = Lines::default();
    for account in &accounts {
        lines.add("account", account)?;
    }
    let ids = accounts.iter().filter_map(|account| account.id.as_ref());
    let balances = stream::iter(ids).map(async |id| {
        let balance = found(erp.accounts().balance(id).send().await)?;
        Ok::<_, Error>((id, balance))
    });
    let mut balances = balances.buffered(CALLS_AT_ONCE);
    while let Some((account, balance)) = balances.try_next().await? {
        let balance = balance.map(|balance| AccountBalance { account, balance });
        lines.add_found("balance", balance.as_ref())?;
    }
    Ok(lines)
}

/// A page of a search, and each of its installments as a whole: only there are the settlements.
async fn bills<T: Serialize>(
    erp: &ContaAzul,
    kind: &'static str,
    items: Vec<T>,
    id: impl Fn(&T) -> Option<InstallmentId>,
) -> Result<Lines> {
    let mut lines = Lines::default();
    for item in &items {
        lines.add(kind, item)?;
    }
    let installments = stream::iter(items.iter().filter_map(id))
        .map(async |id| found(erp.installments().get(&id).send().await));
    let mut installments = installments.buffered(CALLS_AT_ONCE);
    while let Some(installment) = installments.try_next().await? {
        lines.add_found("installment", installment.as_ref())?;
    }
    Ok(lines)
}

/// What was listed a moment ago may be deleted by now.
fn found<T>(answer: Result<T>) -> Result<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => Ok(None),
        Err(error) => Err(error),
    }
}
