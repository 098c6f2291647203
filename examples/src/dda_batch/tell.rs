//! What came of it, for people and machines.

use std::io::{self, Write};

use serde::Serialize;

use super::batch::reais;
use super::matching::Doubt;
use super::stage::Stage;
use super::state::Stored;

/// Where everything stands.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    batches: Vec<BatchLine>,
    doubtful: Vec<Doubt>,
}

#[derive(Debug, Serialize)]
struct BatchLine {
    reference: String,
    stage: &'static str,
    total: String,
    approvals: usize,
    items: Vec<ItemLine>,
}

#[derive(Debug, Serialize)]
struct ItemLine {
    payee_name: String,
    amount: String,
    pay_on: String,
    barcode: String,
    /// `null` while nothing is known.
    fate: Option<&'static str>,
}

impl Report {
    pub(super) fn add(&mut self, stored: &Stored, approvals: usize) {
        let items = stored.batch.items.iter().zip(&stored.fates);
        self.batches.push(BatchLine {
            reference: stored.batch.reference.clone(),
            stage: stored.stage.as_str(),
            total: reais(stored.batch.total()),
            approvals,
            items: items
                .map(|(item, fate)| ItemLine {
                    payee_name: item.payee_name.clone(),
                    amount: reais(item.cents),
                    pay_on: item.pay_on.to_string(),
                    barcode: item.barcode.clone(),
                    fate: fate.map(|fate| fate.as_str()),
                })
                .collect(),
        });
    }

    pub(super) fn doubt(&mut self, doubtful: Vec<Doubt>) {
        self.doubtful = doubtful;
    }

    pub(super) fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }

    pub(super) fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.batches.is_empty() {
            writeln!(out, "There is no batch.")?;
        }
        // The oldest first, as it happened.
        for batch in self.batches.iter().rev() {
            writeln!(
                out,
                "{}  {}  R$ {}  approvals: {}",
                batch.reference, batch.stage, batch.total, batch.approvals
            )?;
            let is_void = batch.stage == Stage::Void.as_str();
            for (place, item) in batch.items.iter().enumerate() {
                let fate = if is_void {
                    "-"
                } else {
                    item.fate.unwrap_or("open")
                };
                writeln!(
                    out,
                    "  {:>2}. {:<32} {:>12}  {}  {fate}",
                    place + 1,
                    item.payee_name,
                    item.amount,
                    item.pay_on
                )?;
            }
            writeln!(out)?;
        }
        if !self.doubtful.is_empty() {
            writeln!(out, "Not paid, for a person to look at:")?;
        }
        for doubt in &self.doubtful {
            let amount = doubt.amount.as_deref().unwrap_or("?");
            writeln!(
                out,
                "   -  {:<32} {amount:>12}  {}",
                doubt.payee_name, doubt.reason
            )?;
        }
        Ok(())
    }
}
