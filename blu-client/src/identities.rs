//! Which sums hold within a liquidation record.
//!
//! Blu documents the names of the amounts, not how they add up. Three readings fit the names; the
//! first fits the published examples and is the one to expect:
//!
//! | | settled net of an installment | gross of the operation | fee of the operation |
//! |---|---|---|---|
//! | [`Reading::A`] | after MDR and anticipation fee | after MDR | anticipation fees |
//! | [`Reading::B`] | after MDR only | after MDR | anticipation fees |
//! | [`Reading::C`] | not said | before MDR | anticipation fees and MDR |
//!
//! ```
//! use blu_client::identities::{self, Reading};
//! use blu_client::model::LiquidationRecord;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let record: LiquidationRecord = serde_json::from_str(
//!     r#"{"id":"70512345","gross_value":"195.00","rate_value":"7.80","net_value":"187.20",
//!         "liquidated_installments":[{"id":"0e6f7c10","gross_value":"500.00","net_value":"487.50",
//!         "liquidated_gross_value":"200.00","liquidated_net_value":"187.20",
//!         "installment_rate":"7.80","proportional_mdr":"5.00"}]}"#,
//! )?;
//! let findings = identities::check(&record)?;
//! assert!(findings.readings().eq([Reading::A]));
//! for finding in findings.failures(Reading::B) {
//!     println!("{}: {} apart", finding.identity, finding.difference.brazilian());
//! }
//! # Ok(()) }
//! ```

mod settled;

use std::fmt;

use client_core::money::{Amount, AmountError};

pub use self::settled::{SettledInstallment, settled_installments};
use crate::model::{InstallmentId, LiquidatedInstallment, LiquidationRecord};

/// How the amounts of a record are to be read; see the [module](self).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// The anticipation fee is taken from every installment.
    A,
    /// The anticipation fee is taken from the operation only.
    B,
    /// The operation's fee holds the MDR too.
    C,
}

impl Reading {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// What has to hold for this reading.
    fn identities(self) -> &'static [Identity] {
        use Identity::{
            FeeIsInstallmentFees, FeeIsInstallmentFeesAndMdr, GrossIsSettledAfterMdr,
            GrossIsSettledGross, MdrIsProportional, NetIsGrossLessFee, NetIsSettledNet,
            NetIsSettledNetLessFees, NetIsWithinGross, SettledGrossIsWithinGross,
            SettledNetIsAfterMdr, SettledNetIsAfterMdrAndFee,
        };
        match self {
            Self::A => &[
                NetIsGrossLessFee,
                NetIsWithinGross,
                SettledGrossIsWithinGross,
                MdrIsProportional,
                FeeIsInstallmentFees,
                GrossIsSettledAfterMdr,
                SettledNetIsAfterMdrAndFee,
                NetIsSettledNet,
            ],
            Self::B => &[
                NetIsGrossLessFee,
                NetIsWithinGross,
                SettledGrossIsWithinGross,
                MdrIsProportional,
                FeeIsInstallmentFees,
                GrossIsSettledAfterMdr,
                SettledNetIsAfterMdr,
                NetIsSettledNetLessFees,
            ],
            Self::C => &[
                NetIsGrossLessFee,
                NetIsWithinGross,
                SettledGrossIsWithinGross,
                MdrIsProportional,
                FeeIsInstallmentFeesAndMdr,
                GrossIsSettledGross,
            ],
        }
    }
}

/// One sum that may hold. Names follow the fields of [`LiquidationRecord`] and
/// [`LiquidatedInstallment`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Identity {
    /// Of the operation: net = gross − fee.
    NetIsGrossLessFee,
    /// Of an installment: net ≤ gross, for the MDR is not below zero. The difference is how much net
    /// is above.
    NetIsWithinGross,
    /// Of an installment: 0 ≤ settled gross ≤ gross. The difference is how far it is outside.
    SettledGrossIsWithinGross,
    /// Of an installment: MDR = (gross − net) × settled gross ÷ gross, to the cent.
    MdrIsProportional,
    /// Of the operation: fee = sum of the installments' fees.
    FeeIsInstallmentFees,
    /// Of the operation: fee = sum of the installments' fees and MDR.
    FeeIsInstallmentFeesAndMdr,
    /// Of the operation: gross = sum of settled gross − MDR.
    GrossIsSettledAfterMdr,
    /// Of the operation: gross = sum of settled gross.
    GrossIsSettledGross,
    /// Of an installment: settled net = settled gross − MDR − fee.
    SettledNetIsAfterMdrAndFee,
    /// Of an installment: settled net = settled gross − MDR.
    SettledNetIsAfterMdr,
    /// Of the operation: net = sum of settled net.
    NetIsSettledNet,
    /// Of the operation: net = sum of settled net − fees.
    NetIsSettledNetLessFees,
}

impl Identity {
    /// A stable snake-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NetIsGrossLessFee => "net_is_gross_less_fee",
            Self::NetIsWithinGross => "net_is_within_gross",
            Self::SettledGrossIsWithinGross => "settled_gross_is_within_gross",
            Self::MdrIsProportional => "mdr_is_proportional",
            Self::FeeIsInstallmentFees => "fee_is_installment_fees",
            Self::FeeIsInstallmentFeesAndMdr => "fee_is_installment_fees_and_mdr",
            Self::GrossIsSettledAfterMdr => "gross_is_settled_after_mdr",
            Self::GrossIsSettledGross => "gross_is_settled_gross",
            Self::SettledNetIsAfterMdrAndFee => "settled_net_is_after_mdr_and_fee",
            Self::SettledNetIsAfterMdr => "settled_net_is_after_mdr",
            Self::NetIsSettledNet => "net_is_settled_net",
            Self::NetIsSettledNetLessFees => "net_is_settled_net_less_fees",
        }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How far one identity is from holding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Which one.
    pub identity: Identity,
    /// The installment it is about; `None` for the operation.
    pub installment: Option<InstallmentId>,
    /// What is stated less what it should be.
    pub difference: Amount,
    /// How much rounding may explain: one cent per installment.
    pub tolerance: Amount,
}

impl Finding {
    /// Whether the difference is within the tolerance.
    pub fn holds(&self) -> bool {
        self.difference.abs() <= self.tolerance
    }
}

/// What was found out about one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    all: Vec<Finding>,
}

impl Findings {
    /// Every identity with its difference, whether it holds or not.
    pub fn all(&self) -> &[Finding] {
        &self.all
    }

    /// The readings that fit. Several may: without anticipation fee A and B say the same.
    pub fn readings(&self) -> impl Iterator<Item = Reading> {
        Reading::ALL
            .into_iter()
            .filter(|reading| self.failures(*reading).next().is_none())
    }

    /// What keeps a reading from fitting.
    pub fn failures(&self, reading: Reading) -> impl Iterator<Item = &Finding> {
        let needed = reading.identities();
        let all = self.all.iter();
        all.filter(move |finding| needed.contains(&finding.identity) && !finding.holds())
    }
}

/// Why a record cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unchecked {
    /// Blu left out an amount that the sums need.
    #[error("installment {installment} has no {field}")]
    Missing {
        /// The installment.
        installment: InstallmentId,
        /// The field in Blu's words.
        field: &'static str,
    },
    /// The sums need more digits than there are.
    #[error("the amounts are too large to add up")]
    TooLarge(#[from] AmountError),
}

/// Checks all identities of a record.
///
/// # Errors
/// [`Unchecked`] when an installment lacks an amount, or amounts are beyond 28 digits.
pub fn check(record: &LiquidationRecord) -> Result<Findings, Unchecked> {
    let parts: Vec<Parts> = record
        .installments
        .iter()
        .map(Parts::of)
        .collect::<Result<_, _>>()?;
    let mut all = Vec::new();
    for (installment, part) in record.installments.iter().zip(&parts) {
        all.extend(part.findings(&installment.id)?);
    }
    all.extend(operation_findings(record, &parts)?);
    Ok(Findings { all })
}

fn operation_findings(
    record: &LiquidationRecord,
    parts: &[Parts],
) -> Result<[Finding; 7], AmountError> {
    let sum = |amount: fn(&Parts) -> Amount| Amount::checked_sum(parts.iter().map(amount));
    let settled_gross = sum(|part| part.settled_gross)?;
    let settled_net = sum(|part| part.settled_net)?;
    let fees = sum(|part| part.fee)?;
    let mdr = sum(|part| part.mdr)?;
    let (gross, net, fee) = (record.gross_amount, record.net_amount, record.fee_amount);

    let cents = i64::try_from(parts.len()).unwrap_or(i64::MAX);
    let finding = |identity, stated: Amount, expected| {
        Ok(Finding {
            identity,
            installment: None,
            difference: stated.checked_sub(expected)?,
            tolerance: Amount::from_cents(cents),
        })
    };
    Ok([
        finding(Identity::NetIsGrossLessFee, net, gross.checked_sub(fee)?)?,
        finding(Identity::FeeIsInstallmentFees, fee, fees)?,
        finding(
            Identity::FeeIsInstallmentFeesAndMdr,
            fee,
            fees.checked_add(mdr)?,
        )?,
        finding(
            Identity::GrossIsSettledAfterMdr,
            gross,
            settled_gross.checked_sub(mdr)?,
        )?,
        finding(Identity::GrossIsSettledGross, gross, settled_gross)?,
        finding(Identity::NetIsSettledNet, net, settled_net)?,
        finding(
            Identity::NetIsSettledNetLessFees,
            net,
            settled_net.checked_sub(fees)?,
        )?,
    ])
}

/// The amounts of an installment, all of them stated.
#[derive(Clone, Copy)]
struct Parts {
    gross: Amount,
    net: Amount,
    settled_gross: Amount,
    settled_net: Amount,
    fee: Amount,
    mdr: Amount,
}

impl Parts {
    fn of(installment: &LiquidatedInstallment) -> Result<Self, Unchecked> {
        let stated = |amount: Option<Amount>, field| {
            amount.ok_or_else(|| Unchecked::Missing {
                installment: installment.id.clone(),
                field,
            })
        };
        Ok(Self {
            gross: stated(installment.gross_amount, "gross_value")?,
            net: stated(installment.net_amount, "net_value")?,
            settled_gross: stated(installment.settled_gross_amount, "liquidated_gross_value")?,
            settled_net: stated(installment.settled_net_amount, "liquidated_net_value")?,
            fee: stated(installment.fee_amount, "installment_rate")?,
            mdr: stated(installment.mdr_amount, "proportional_mdr")?,
        })
    }

    fn findings(&self, id: &InstallmentId) -> Result<[Finding; 5], AmountError> {
        let finding = |identity, stated: Amount, expected| {
            Ok(Finding {
                identity,
                installment: Some(id.clone()),
                difference: stated.checked_sub(expected)?,
                tolerance: Amount::from_cents(1),
            })
        };
        let after_mdr = self.settled_gross.checked_sub(self.mdr)?;
        let within = |amount: Amount| amount.clamp(Amount::ZERO, self.gross.max(Amount::ZERO));
        Ok([
            finding(
                Identity::NetIsWithinGross,
                self.net,
                self.net.min(self.gross),
            )?,
            finding(
                Identity::SettledGrossIsWithinGross,
                self.settled_gross,
                within(self.settled_gross),
            )?,
            finding(
                Identity::MdrIsProportional,
                self.mdr,
                self.proportional_mdr()?,
            )?,
            finding(Identity::SettledNetIsAfterMdr, self.settled_net, after_mdr)?,
            finding(
                Identity::SettledNetIsAfterMdrAndFee,
                self.settled_net,
                after_mdr.checked_sub(self.fee)?,
            )?,
        ])
    }

    /// The share of the installment's MDR that belongs to the settled part. Of nothing, nothing.
    fn proportional_mdr(&self) -> Result<Amount, AmountError> {
        if self.gross.is_zero() {
            return Ok(Amount::ZERO);
        }
        let mdr = self.gross.checked_sub(self.net)?.decimal();
        let share = mdr
            .checked_mul(self.settled_gross.decimal())
            .and_then(|product| product.checked_div(self.gross.decimal()))
            .ok_or(AmountError::TooManyDigits)?;
        Amount::from_decimal(share.round_dp(2))
    }
}
