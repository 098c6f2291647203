//! What speaks for a match, clue by clue.

use crate::bits::Bits;
use crate::entry::ReferenceKind;
use crate::outcome::Money;
use std::fmt;

/// What was compared, and how it came out. Values appear as ranges or counts, never as names, tax
/// ids or references.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Clue {
    /// A reference is the same on both sides; so many right entries carry it.
    ReferenceAgrees {
        /// What the reference is.
        kind: ReferenceKind,
        /// How many entries of the right book carry it.
        carried_by: u32,
    },
    /// Both sides have references and none is the same.
    ReferenceDiffers,
    /// The left reference is that of another right entry.
    ReferencePointsElsewhere,
    /// The amounts are equal; so many open right entries nearby have this amount.
    AmountEqual {
        /// Right entries of this amount in the window.
        shared_by: u32,
    },
    /// The amount is what the contract leaves of the gross.
    NetOfContract {
        /// The fee, in minor units.
        fee: i64,
        /// Right entries of this net amount in the window.
        shared_by: u32,
    },
    /// The amounts differ by so many minor units (left less right).
    AmountDiffers {
        /// Left less right.
        by: i64,
    },
    /// Several right entries add up to the left one.
    SumEqual {
        /// How many entries are added up.
        entries: u32,
        /// In how many ways the total can be made from the pool, as far as counted.
        ways: u32,
        /// How many entries the pool has.
        pool: u32,
    },
    /// A person said so.
    Confirmed,
    /// CPF or CNPJ is the same.
    TaxIdAgrees,
    /// CPF or CNPJ is known on both sides and differs.
    TaxIdDiffers,
    /// This share of the name is recognisable in the other text, in per cent.
    NameAgrees {
        /// Per cent of the name's distinctive words.
        percent: u8,
    },
    /// The names have little in common.
    NameDiffers,
    /// The left entry came this many business days after the right one (before, when negative).
    Lag {
        /// By the bank calendar: weekends and bank holidays do not count.
        business_days: i32,
    },
    /// The payment says itself which entries it pays.
    Remitted {
        /// How many it names.
        named: u32,
        /// How many of these are open here.
        found: u32,
    },
    /// Several left entries add up to one or several right ones.
    SumsEqual {
        /// How many left entries.
        left: u32,
        /// How many right ones.
        right: u32,
    },
    /// The text says that it is a return.
    SaysReturn,
    /// The text says that money moved between own accounts.
    SaysOwnTransfer,
    /// Opposite amounts, and the texts or references are the same.
    CancelsOut,
    /// The same payment was made again afterwards.
    MadeAgain,
    /// A person confirmed before that this name stands for that one.
    KnownAlias,
    /// The caller's own words.
    Note(String),
}

/// A clue and what it was worth.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Evidence {
    /// What was compared.
    pub clue: Clue,
    /// For (positive) or against (negative) the match.
    pub worth: Bits,
}

impl Evidence {
    /// A clue and its worth.
    #[must_use]
    pub fn new(clue: Clue, worth: Bits) -> Self {
        Self { clue, worth }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.clue, self.worth)
    }
}

impl fmt::Display for Clue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReferenceAgrees {
                kind,
                carried_by: 1,
            } => {
                write!(f, "same {}, carried by this entry alone", kind.as_str())
            }
            Self::ReferenceAgrees { kind, carried_by } => {
                write!(f, "same {}, carried by {carried_by} entries", kind.as_str())
            }
            Self::ReferenceDiffers => f.write_str("references differ"),
            Self::ReferencePointsElsewhere => f.write_str("the reference is that of another entry"),
            Self::AmountEqual { shared_by: 0 | 1 } => {
                f.write_str("amount equal, the only one nearby")
            }
            Self::AmountEqual { shared_by } => {
                write!(f, "amount equal, as in {shared_by} entries nearby")
            }
            Self::NetOfContract { fee, .. } => {
                write!(
                    f,
                    "amount equal to the gross less the contract's fee of {}",
                    Money(*fee)
                )
            }
            Self::AmountDiffers { by } => write!(f, "amount differs by {}", Money(*by)),
            Self::SumEqual {
                entries,
                ways: 0 | 1,
                pool,
            } => {
                write!(
                    f,
                    "{entries} entries add up to it, the only way among {pool}"
                )
            }
            Self::SumEqual {
                entries,
                ways,
                pool,
            } => {
                write!(
                    f,
                    "{entries} entries add up to it, one of {ways} ways among {pool}"
                )
            }
            Self::Confirmed => f.write_str("confirmed by a person"),
            Self::TaxIdAgrees => f.write_str("same CPF or CNPJ"),
            Self::TaxIdDiffers => f.write_str("CPF or CNPJ differs"),
            Self::NameAgrees { percent } => write!(f, "name recognisable to {percent} %"),
            Self::NameDiffers => f.write_str("names have little in common"),
            Self::Lag { business_days: 0 } => f.write_str("on the day"),
            Self::Lag { business_days } if *business_days < 0 => {
                write!(f, "{} business days early", business_days.unsigned_abs())
            }
            Self::Lag { business_days } => write!(f, "{business_days} business days late"),
            Self::Remitted { named, found } if named == found => {
                write!(f, "the payment says which {named} it pays")
            }
            Self::Remitted { named, found } => {
                write!(f, "the payment names {named}, of which {found} are open")
            }
            Self::SumsEqual { left, right } => {
                write!(f, "{left} together are {right} together, and no fewer are")
            }
            Self::SaysOwnTransfer => f.write_str("the text says: between own accounts"),
            Self::CancelsOut => f.write_str("opposite amounts that say the same"),
            Self::MadeAgain => f.write_str("the same payment was made again afterwards"),
            Self::KnownAlias => f.write_str("a person confirmed this name before"),
            Self::SaysReturn => f.write_str("the text says that it is a return"),
            Self::Note(text) => f.write_str(text),
        }
    }
}
