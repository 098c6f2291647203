//! What is owed, and what is invested.

use std::collections::BTreeSet;

use openfinance_client::Connection;
use openfinance_client::api::{CreditOperations, InvestmentProduct, Investments};
use openfinance_client::model::{ContractId, InvestmentId, VariableIncomeTransaction};

use super::{one, parts};
use crate::dump::Period;
use crate::dump::source::{Lines, Source};

const CONTRACT: &str = "contractId";
const INVESTMENT: &str = "investmentId";

/// A contract under the name of its family, and its parts under names that all families share.
pub(super) fn credit(
    kind: &'static str,
    contracts: CreditOperations<'_>,
    id: &ContractId,
) -> Vec<Source> {
    let whole = (CONTRACT, id.as_str());
    vec![
        one(kind, whole, contracts.get(id)),
        parts(
            "credit_warranty",
            whole,
            contracts.list_warranties(id).send(),
        ),
        one("credit_instalments", whole, contracts.get_instalments(id)),
        one("credit_payments", whole, contracts.get_payments(id)),
    ]
}

/// An investment under the name of its family, and its parts under names that all families share.
pub(super) fn investment<P: InvestmentProduct>(
    kind: &'static str,
    family: Investments<'_, P>,
    id: &InvestmentId,
    period: Period,
) -> Vec<Source> {
    let whole = (INVESTMENT, id.as_str());
    let transactions = family.list_transactions(id, period.from, period.to);
    let mut sources = holding(kind, &family, id);
    sources.push(parts("investment_transaction", whole, transactions.send()));
    sources
}

/// Shares, with the brokers' notes of what was bought and sold.
pub(super) fn shares(connection: &Connection, id: &InvestmentId, period: Period) -> Vec<Source> {
    let family = connection.variable_incomes();
    let transactions = family.list_transactions(id, period.from, period.to);
    let mut sources = holding("variable_income", &family, id);
    let name = format!("investment_transaction {id}");
    sources.push(Source::list_with(name, transactions.send(), {
        let (connection, id) = (connection.clone(), id.clone());
        async move |transactions| with_notes(&connection, &id, &transactions).await
    }));
    sources
}

fn holding<P: InvestmentProduct>(
    kind: &'static str,
    family: &Investments<'_, P>,
    id: &InvestmentId,
) -> Vec<Source> {
    let whole = (INVESTMENT, id.as_str());
    vec![
        one(kind, whole, family.get(id)),
        one("investment_balance", whole, family.get_balance(id)),
    ]
}

async fn with_notes(
    connection: &Connection,
    id: &InvestmentId,
    transactions: &[VariableIncomeTransaction],
) -> client_core::Result<Lines> {
    let mut lines = Lines::default();
    let whole = (INVESTMENT, id.as_str());
    lines.add_parts("investment_transaction", whole, transactions)?;
    let notes = transactions
        .iter()
        .filter_map(|one| one.broker_note_id.as_ref());
    let mut told = BTreeSet::new();
    for note in notes.filter(|note| told.insert(note.as_str())) {
        let found = connection
            .variable_incomes()
            .get_broker_note(note)
            .send()
            .await?;
        lines.add_parts("broker_note", ("brokerNoteId", note.as_str()), [&found])?;
    }
    Ok(lines)
}
