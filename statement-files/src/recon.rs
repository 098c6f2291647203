//! Lines, ledger entries and fees as `recon_core` takes them (feature `recon`).

use recon_core::fee::FeeRow as ContractRow;
use recon_core::{Entry, FeeContract, FeeError, ReferenceKind, Tag};
use rust_decimal::Decimal;
use thiserror::Error;

use crate::fees::{FeeRow, Fees};
use crate::ledger::{LedgerEntry, LedgerKind};
use crate::{Effect, Line, Position, Problem, ProblemKind, Statement};

impl Line {
    /// A name for this line within its statement: the bank's `id` where it has one that no earlier
    /// line has, the [`identity`](Self::identity) otherwise.
    #[must_use]
    pub fn entry_id(&self) -> String {
        match &self.id {
            Some(id) if !self.id_is_repeated => id.clone(),
            _ => self.identity.to_string(),
        }
    }

    /// The line as one side of a reconciliation, under an id of the caller's choice
    /// ([`entry_id`](Self::entry_id) will do for a single statement).
    ///
    /// # Errors
    /// [`ProblemKind::NotInCents`].
    pub fn to_entry(&self, id: impl Into<String>) -> Result<Entry, Problem> {
        let cents = self.cents().ok_or_else(|| not_in_cents(self.position))?;
        let mut entry = Entry::new(id, cents, self.date);
        // Banks put a counterparty into either text, and a mere "Pix" into the other.
        let text = match &self.name {
            Some(name) => format!("{name} {}", self.memo),
            None => self.memo.clone(),
        };
        if !text.is_empty() {
            entry = entry.with_text(text);
        }
        if let Some(number) = &self.check_number {
            entry = entry.with_reference(ReferenceKind::Document, number);
        }
        if let Some(reference) = &self.reference {
            entry = entry.with_reference(ReferenceKind::Free, reference);
        }
        if let Some(currency) = &self.currency {
            entry = entry.with_currency(currency);
        }
        Ok(entry.with_remittance(&self.remittance))
    }
}

impl Statement {
    /// The lines as one side of a reconciliation, in the statement's currency.
    ///
    /// # Errors
    /// [`ProblemKind::NotInCents`] for a line whose amount is not whole cents.
    pub fn entries(&self) -> impl Iterator<Item = Result<Entry, Problem>> {
        self.lines.iter().map(|line| {
            let entry = line.to_entry(line.entry_id())?;
            Ok(match (&line.currency, &self.currency) {
                (None, Some(currency)) => entry.with_currency(currency),
                _ => entry,
            })
        })
    }
}

impl LedgerEntry {
    /// The entry as one side of a reconciliation.
    ///
    /// `document` counts as a tax id if it has the length of a CPF or CNPJ.
    ///
    /// # Errors
    /// [`ProblemKind::NotInCents`].
    pub fn to_entry(&self) -> Result<Entry, Problem> {
        let cents = self.cents().ok_or_else(|| not_in_cents(self.position))?;
        let mut entry = Entry::new(&self.id, cents, self.due_date);
        if let Some(name) = &self.name {
            entry = entry.with_name(name);
        }
        if let Some(document) = &self.document {
            entry = if has_tax_id_length(document) {
                entry.with_tax_id(document)
            } else {
                entry.with_reference(ReferenceKind::Document, document)
            };
        }
        if let Some(reference) = &self.reference {
            entry = entry.with_reference(ReferenceKind::Free, reference);
        }
        let of_kind = match &self.kind {
            LedgerKind::Card { product } => Some(product),
            _ => None,
        };
        for (tag, value) in [
            (Tag::Product, of_kind.or(self.product.as_ref())),
            (Tag::Brand, self.brand.as_ref()),
            (Tag::Account, self.account.as_ref()),
        ] {
            if let Some(value) = value {
                entry = entry.with_tag(tag, value);
            }
        }
        let in_cents = |amount: Decimal| {
            crate::statement::cents(amount).ok_or_else(|| not_in_cents(self.position))
        };
        if let Some(due) = self.due_amount {
            entry = entry.with_due_amount(in_cents(due)?);
        }
        if let Some((until, amount)) = self.discount {
            entry = entry.with_discount(until, in_cents(amount)?);
        }
        if let Some(day) = self.booked_at {
            entry = entry.with_paid_on(day);
        }
        Ok(entry)
    }
}

/// A row of a fee table that the contract refuses.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{position}: {cause}")]
#[non_exhaustive]
pub struct FeeRowError {
    /// Where the row stands.
    pub position: Position,
    /// What is wrong with it, and the fix.
    pub cause: FeeError,
}

impl Fees {
    /// The table as a fee contract.
    ///
    /// # Errors
    /// [`FeeRowError`] for the first row that the contract refuses, such as one that a sale could
    /// fall under as well as under an earlier row.
    pub fn to_contract(&self) -> Result<FeeContract, FeeRowError> {
        self.rows
            .iter()
            .try_fold(FeeContract::new(), |contract, row| {
                contract
                    .with_row(row.to_contract_row())
                    .map_err(|cause| FeeRowError {
                        position: row.position,
                        cause,
                    })
            })
    }
}

impl FeeRow {
    fn to_contract_row(&self) -> ContractRow {
        let mut row =
            ContractRow::new(&self.product, self.basis_points).with_fixed_fee(self.fixed_cents);
        if let Some(brand) = &self.brand {
            row = row.with_brand(brand);
        }
        if let Some(day) = self.valid_from {
            row = row.valid_from(day);
        }
        match self.valid_until {
            Some(day) => row.valid_until(day),
            None => row,
        }
    }
}

fn has_tax_id_length(document: &str) -> bool {
    let is_punctuation = |c: char| matches!(c, '.' | '-' | '/' | ' ');
    let mut length = 0;
    let mut all_digits = true;
    for c in document.chars().filter(|c| !is_punctuation(*c)) {
        if !c.is_ascii_alphanumeric() {
            return false;
        }
        length += 1;
        all_digits &= c.is_ascii_digit();
    }
    (length == 11 && all_digits) || length == 14
}

fn not_in_cents(position: Position) -> Problem {
    Problem::new(
        position,
        "amount",
        ProblemKind::NotInCents,
        Effect::LineLost,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tax_ids_by_length() {
        for document in ["529.982.247-25", "52998224725", "12.ABC.345/01DE-35"] {
            assert!(has_tax_id_length(document), "{document}");
        }
        for document in ["NF 123", "1234567890A", "•••.456.789-••", ""] {
            assert!(!has_tax_id_length(document), "{document}");
        }
    }
}
