//! Card sales: the ERP knows what was sold, the acquirer what it paid for that, and when.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use blu_client::model::{LiquidatedInstallment, LiquidationRecord};
use blu_client::recon::{EntryError, Valued, installment_entries};
use brazil_types::calendar::{self, Roll};
use client_core::money::Amount;
use contaazul_client::model::InstallmentId;
use contaazul_client::recon as erp_recon;
use recon_core::{Book, BookError, Entry, Outcome, Plan, Step, reconcile};
use time::Date;

use super::sources::{AcquirerMonth, Booked, SettlementKind};
use crate::report::{CardFigures, Cause, Finding, Reais};
use crate::story::CalendarMonth;

/// What the acquirer is called in findings.
const ACQUIRER: &str = "blu";

/// A card sale, as far as one settlement paid it. Amounts are cents.
#[derive(Debug, Clone)]
pub(super) struct CardPart {
    /// The ledger's id: the ERP's where the ERP knows the sale.
    pub(super) ledger_id: String,
    /// The ERP's installment, where the ERP knows the sale.
    pub(super) sale: Option<InstallmentId>,
    /// The acquirer's id of the settlement.
    pub(super) settlement: String,
    /// Why it was paid.
    pub(super) kind: SettlementKind,
    /// The day the money was at the acquirer.
    pub(super) released_on: Date,
    /// The business day on which it can be at the bank.
    pub(super) arrives_on: Date,
    /// The number on the receipt.
    pub(super) nsu: Option<String>,
    /// Of the sale, as far as it was settled.
    pub(super) gross: i64,
    /// Kept of the sale.
    pub(super) mdr: i64,
    /// Kept for paying early.
    pub(super) fee: i64,
    /// Paid.
    pub(super) net: i64,
}

/// The card sales of a month.
#[derive(Debug, Default)]
pub(super) struct CardSales {
    /// Those whose money can arrive at the bank in the month.
    pub(super) parts: Vec<CardPart>,
    /// The ERP's installments that the acquirer settled, whenever the money arrives.
    pub(super) settled: BTreeSet<InstallmentId>,
}

impl CardSales {
    /// Finds the ERP's installment of every sale that the acquirer settled, by NSU and amount.
    pub(super) fn join(
        acquirer: &AcquirerMonth,
        sales: &[&Booked],
        month: CalendarMonth,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, BookError> {
        let mut report = SettlementReport::default();
        for (kind, record) in &acquirer.records {
            report.read(*kind, record, findings);
        }
        let left = Book::from_entries(report.entries)?;
        let sales: Vec<(Entry, &InstallmentId)> = sales
            .iter()
            .filter_map(|one| Some((sale_entry(one)?, &one.id)))
            .collect();
        let right = Book::from_entries(sales.iter().map(|(entry, _)| entry.clone()))?;
        let plan = Plan::empty().with_steps([Step::ExactReference, Step::DifferentAmount]);
        let outcome = reconcile(&left, &right, &plan);
        let mut parts = report.parts;
        let settled = name_after_sales(&mut parts, &outcome, &left, &right, &sales);
        parts.retain(|part| month.contains(part.arrives_on));
        Ok(Self { parts, settled })
    }

    /// Sums over the parts.
    pub(super) fn figures(&self) -> CardFigures {
        let sum = |cents: fn(&CardPart) -> i64| {
            let cents = self.parts.iter().map(cents).map(i128::from);
            Reais::from_cents(cents.sum())
        };
        CardFigures {
            sales: self.parts.len(),
            not_booked: self.parts.iter().filter(|part| part.sale.is_none()).count(),
            gross: sum(|part| part.gross),
            mdr: sum(|part| part.mdr),
            anticipation_fee: sum(|part| part.fee),
            net: sum(|part| part.net),
        }
    }

    /// Writes one row per part: what was sold, what was kept, what was paid.
    pub(super) fn write(&self, file: impl Write) -> io::Result<()> {
        let mut csv = csv::Writer::from_writer(file);
        csv.write_record([
            "ledger_id",
            "nsu",
            "settlement_id",
            "kind",
            "released_on",
            "arrives_on",
            "gross",
            "mdr",
            "anticipation_fee",
            "net",
        ])?;
        for part in &self.parts {
            let money = |cents| Amount::from_cents(cents).to_string();
            csv.write_record([
                &part.ledger_id,
                part.nsu.as_deref().unwrap_or_default(),
                &part.settlement,
                part.kind.as_str(),
                &part.released_on.to_string(),
                &part.arrives_on.to_string(),
                &money(part.gross),
                &money(part.mdr),
                &money(part.fee),
                &money(part.net),
            ])?;
        }
        csv.flush()
    }
}

/// The acquirer's records part by part, with an entry for each in the same order.
#[derive(Default)]
struct SettlementReport {
    parts: Vec<CardPart>,
    entries: Vec<Entry>,
}

impl SettlementReport {
    fn read(
        &mut self,
        kind: SettlementKind,
        record: &LiquidationRecord,
        findings: &mut Vec<Finding>,
    ) {
        match parts_of(kind, record) {
            Ok((parts, entries)) => {
                self.parts.extend(parts);
                self.entries.extend(entries);
            }
            Err(error) => findings.push(Finding {
                file: ACQUIRER.into(),
                cause: Cause::Unusable {
                    record: record.id.as_str().to_owned(),
                    field: field_of(&error),
                },
            }),
        }
    }
}

type Parts = (Vec<CardPart>, Vec<Entry>);

fn parts_of(kind: SettlementKind, record: &LiquidationRecord) -> Result<Parts, EntryError> {
    let gross = installment_entries(record, Valued::SettledGross)?;
    let net = installment_entries(record, Valued::SettledNet)?;
    // Whether an installment's net is after the fee for paying early is not documented; the
    // operation's own net tells.
    let fees: i64 = record.installments.iter().map(fee).sum();
    let nets: i64 = net.iter().map(Entry::amount).sum();
    let paid = record.net_amount.to_cents().unwrap_or_default();
    let fee_is_left = nets != paid && nets - fees == paid;
    let part = |(installment, (gross, net)): (&LiquidatedInstallment, (&Entry, &Entry))| {
        let fee = fee(installment);
        let net = if fee_is_left {
            net.amount() - fee
        } else {
            net.amount()
        };
        let released_on = gross.date();
        CardPart {
            ledger_id: gross.id().to_owned(),
            sale: None,
            settlement: record.id.as_str().to_owned(),
            kind,
            released_on,
            arrives_on: calendar::roll(released_on, Roll::Following).unwrap_or(released_on),
            nsu: installment.nsu.as_ref().map(|nsu| nsu.as_str().to_owned()),
            gross: gross.amount(),
            mdr: gross.amount() - net - fee,
            fee,
            net,
        }
    };
    let parts = record
        .installments
        .iter()
        .zip(gross.iter().zip(&net))
        .map(part)
        .collect();
    Ok((parts, gross))
}

fn fee(installment: &LiquidatedInstallment) -> i64 {
    let fee = installment.fee_amount.unwrap_or(Amount::ZERO);
    fee.to_cents().unwrap_or_default()
}

fn field_of(error: &EntryError) -> &'static str {
    match error {
        EntryError::NoDay { .. } => "released_at",
        EntryError::NoAmount { field, .. } => field,
        _ => "value",
    }
}

/// The whole of a card sale as the ERP has it. What cannot be an entry is told when the ledger is
/// made of it.
fn sale_entry(one: &Booked) -> Option<Entry> {
    erp_recon::installment(&one.detail, erp_recon::Valued::Total)
        .ok()
        .flatten()
}

/// Gives every part the id of its sale, with a number behind it from the second part of a sale on.
/// Returns the sales that have any.
fn name_after_sales(
    parts: &mut [CardPart],
    outcome: &Outcome,
    left: &Book,
    right: &Book,
    sales: &[(Entry, &InstallmentId)],
) -> BTreeSet<InstallmentId> {
    let mut parts_so_far: BTreeMap<&InstallmentId, usize> = BTreeMap::new();
    for found in &outcome.matches {
        let sale = found
            .right
            .first()
            .and_then(|sale| sales.get(right.position(*sale)));
        for part in &found.left {
            let (Some((entry, id)), Some(part)) = (sale, parts.get_mut(left.position(*part)))
            else {
                continue;
            };
            let number = parts_so_far.entry(id).or_default();
            *number += 1;
            part.sale = Some((*id).clone());
            part.ledger_id = match number {
                1 => entry.id().to_owned(),
                number => format!("{}#{number}", entry.id()),
            };
        }
    }
    parts_so_far.into_keys().cloned().collect()
}
