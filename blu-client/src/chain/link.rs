//! What a chain consists of.

use client_core::money::{Amount, AmountError};
use time::Date;

use crate::identities::{Reading, Unchecked};
use crate::model::{
    AuthorizationCode, CategoryId, InstallmentId, LiquidatedInstallment, LiquidationId,
    LiquidationRecord, Nsu, Sale,
};

/// One piece of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChainLink {
    /// A sale and what was settled of it.
    Sale(ChainedSale),
    /// What was settled of no sale that was read.
    WithoutSale(SettledPart),
}

/// A sale and what was settled of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChainedSale {
    /// The sale as Blu sent it.
    pub sale: Sale,
    /// Whether it came from the report of split sales.
    pub is_split: bool,
    /// Its installments, in Blu's order.
    pub installments: Vec<ChainedInstallment>,
    /// What NSU and authorization code say is of this sale, without saying of which installment.
    pub unplaced: Vec<SettledPart>,
}

/// An installment of a sale and what was settled of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChainedInstallment {
    /// Identifies it.
    pub id: InstallmentId,
    /// The whole installment before MDR, from a settlement or else from the sale.
    pub gross_amount: Option<Amount>,
    /// The whole installment after MDR, from a settlement or else from the sale.
    pub net_amount: Option<Amount>,
    /// The day on which the sale expected it.
    pub expected_on: Option<Date>,
    /// What was settled, the earliest first.
    pub parts: Vec<SettledPart>,
}

/// From which report a settlement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SettlementKind {
    /// Paid before its date.
    Anticipation,
    /// Of a debit sale.
    Debit,
    /// Of a credit sale, on its original date.
    Credit,
}

/// By what a settlement was found to be of its sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum JoinedBy {
    /// By the id of the installment.
    Installment,
    /// By NSU and authorization code, which repeat over the years.
    Authorization,
    /// By nothing.
    Nothing,
}

/// What one liquidation settled of one installment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SettledPart {
    /// From which report it is.
    pub kind: SettlementKind,
    /// The liquidation.
    pub liquidation: LiquidationId,
    /// Its category.
    pub category_id: Option<CategoryId>,
    /// The day on which the money became available.
    pub released_on: Option<Date>,
    /// The installment.
    pub installment: InstallmentId,
    /// The sale's sequence number.
    pub nsu: Option<Nsu>,
    /// The issuer's authorization of the sale.
    pub authorization_code: Option<AuthorizationCode>,
    /// The whole installment before MDR.
    pub whole_gross_amount: Option<Amount>,
    /// The whole installment after MDR.
    pub whole_net_amount: Option<Amount>,
    /// What was settled of it before MDR.
    pub gross_amount: Option<Amount>,
    /// The MDR of that.
    pub mdr_amount: Option<Amount>,
    /// The anticipation fee of that.
    pub fee_amount: Option<Amount>,
    /// How the amounts of the liquidation are to be read; `None` when they do not add up in any
    /// way, or not all are there.
    pub reading: Option<Reading>,
    /// By what its sale was found.
    pub joined_by: JoinedBy,
}

/// What was settled, and what is still to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Totals {
    /// Settled before MDR and fees.
    pub settled_gross: Amount,
    /// The MDR of that.
    pub mdr: Amount,
    /// The anticipation fees of that.
    pub fees: Amount,
    /// What was paid: settled gross less MDR and fees.
    pub paid: Amount,
    /// What is still to come after MDR, when nothing of it is anticipated; below zero when more was
    /// settled than sold. `None` when the sale does not say what it is worth.
    pub open_net: Option<Amount>,
}

impl SettledPart {
    pub(super) fn new(
        kind: SettlementKind,
        reading: Option<Reading>,
        record: &LiquidationRecord,
        installment: LiquidatedInstallment,
    ) -> Self {
        Self {
            kind,
            liquidation: record.id.clone(),
            category_id: record.category_id.clone(),
            released_on: record.released_on,
            installment: installment.id,
            nsu: installment.nsu,
            authorization_code: installment.authorization_code,
            whole_gross_amount: installment.gross_amount,
            whole_net_amount: installment.net_amount,
            gross_amount: installment.settled_gross_amount,
            mdr_amount: installment.mdr_amount,
            fee_amount: installment.fee_amount,
            reading,
            joined_by: JoinedBy::Nothing,
        }
    }

    /// What was paid: settled gross less MDR and anticipation fee.
    ///
    /// # Errors
    /// [`Unchecked`] when Blu left one of them out, or amounts are beyond 28 digits.
    pub fn paid_amount(&self) -> Result<Amount, Unchecked> {
        let mut totals = Totals::default();
        totals.add(self)?;
        Ok(totals.paid)
    }

    fn stated(&self, amount: Option<Amount>, field: &'static str) -> Result<Amount, Unchecked> {
        amount.ok_or_else(|| Unchecked::Missing {
            installment: self.installment.clone(),
            field,
        })
    }
}

impl Totals {
    fn add(&mut self, part: &SettledPart) -> Result<(), Unchecked> {
        let gross = part.stated(part.gross_amount, "liquidated_gross_value")?;
        let mdr = part.stated(part.mdr_amount, "proportional_mdr")?;
        let fee = part.stated(part.fee_amount, "installment_rate")?;
        self.settled_gross = self.settled_gross.checked_add(gross)?;
        self.mdr = self.mdr.checked_add(mdr)?;
        self.fees = self.fees.checked_add(fee)?;
        self.paid = self.settled_gross.checked_sub(self.mdr)?;
        self.paid = self.paid.checked_sub(self.fees)?;
        Ok(())
    }

    fn settled_net(&self) -> Result<Amount, AmountError> {
        self.settled_gross.checked_sub(self.mdr)
    }
}

impl ChainedInstallment {
    /// What was settled of it, and what is still to come.
    ///
    /// # Errors
    /// [`Unchecked`] when Blu left an amount of a part out, or amounts are beyond 28 digits.
    pub fn totals(&self) -> Result<Totals, Unchecked> {
        let mut totals = Totals::default();
        for part in &self.parts {
            totals.add(part)?;
        }
        totals.open_net = match self.net_amount {
            Some(net) => Some(net.checked_sub(totals.settled_net()?)?),
            None => None,
        };
        Ok(totals)
    }
}

impl ChainedSale {
    /// What was settled of all its installments, and what is still to come.
    ///
    /// # Errors
    /// [`Unchecked`] when Blu left an amount of a part out, or amounts are beyond 28 digits.
    pub fn totals(&self) -> Result<Totals, Unchecked> {
        let mut totals = Totals::default();
        for part in self.parts() {
            totals.add(part)?;
        }
        let nets = self.installments.iter().map(|it| it.net_amount);
        let nets: Option<Vec<Amount>> = nets.collect();
        totals.open_net = match nets {
            Some(nets) if !nets.is_empty() => {
                let net = Amount::checked_sum(nets)?;
                Some(net.checked_sub(totals.settled_net()?)?)
            }
            _ => None,
        };
        Ok(totals)
    }

    /// Everything that was settled of it.
    pub fn parts(&self) -> impl Iterator<Item = &SettledPart> {
        let placed = self.installments.iter().flat_map(|it| &it.parts);
        placed.chain(&self.unplaced)
    }
}
