//! What became of installments over all liquidations.

use std::collections::BTreeMap;

use client_core::money::Amount;

use super::{Parts, Unchecked};
use crate::model::{InstallmentId, LiquidationRecord};

/// How much of one installment a set of liquidations settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SettledInstallment {
    /// The whole installment before MDR.
    pub gross_amount: Amount,
    /// The MDR of the whole installment.
    pub mdr_amount: Amount,
    /// What was settled of the gross amount.
    pub settled_gross_amount: Amount,
    /// The MDR of what was settled.
    pub settled_mdr_amount: Amount,
    /// How many liquidations settled a part of it.
    pub liquidations: u32,
}

impl SettledInstallment {
    /// What is still to be settled of the gross amount; below zero when too much was.
    ///
    /// # Errors
    /// [`Unchecked::TooLarge`] for amounts beyond 28 digits.
    pub fn open_gross_amount(&self) -> Result<Amount, Unchecked> {
        Ok(self.gross_amount.checked_sub(self.settled_gross_amount)?)
    }

    /// Whether the parts add up to the whole: the gross amount exactly, the MDR to a cent per part.
    ///
    /// # Errors
    /// [`Unchecked::TooLarge`] for amounts beyond 28 digits.
    pub fn is_whole(&self) -> Result<bool, Unchecked> {
        let mdr = self.mdr_amount.checked_sub(self.settled_mdr_amount)?;
        let rounding = Amount::from_cents(i64::from(self.liquidations));
        Ok(self.open_gross_amount()?.is_zero() && mdr.abs() <= rounding)
    }
}

/// Adds up, over all `records`, what was settled of each installment. Give it anticipations, debit
/// and credit settlements together: a partial anticipation and its rest are in two reports.
///
/// # Errors
/// [`Unchecked`] when an installment lacks an amount, or amounts are beyond 28 digits.
pub fn settled_installments<'a>(
    records: impl IntoIterator<Item = &'a LiquidationRecord>,
) -> Result<BTreeMap<InstallmentId, SettledInstallment>, Unchecked> {
    let mut all: BTreeMap<InstallmentId, SettledInstallment> = BTreeMap::new();
    let installments = records.into_iter().flat_map(|record| &record.installments);
    for installment in installments {
        let part = Parts::of(installment)?;
        let settled = all
            .entry(installment.id.clone())
            .or_insert(SettledInstallment {
                gross_amount: part.gross,
                mdr_amount: part.gross.checked_sub(part.net)?,
                settled_gross_amount: Amount::ZERO,
                settled_mdr_amount: Amount::ZERO,
                liquidations: 0,
            });
        settled.settled_gross_amount = settled
            .settled_gross_amount
            .checked_add(part.settled_gross)?;
        settled.settled_mdr_amount = settled.settled_mdr_amount.checked_add(part.mdr)?;
        settled.liquidations = settled.liquidations.saturating_add(1);
    }
    Ok(all)
}
