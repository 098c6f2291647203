//! What the engine believes clues are worth, and how it learns better.
//!
//! A [`Model`] is one value: weights per clue, habits of lateness, names that stand for others,
//! answers a person refused. It learns in three ways, each of which gives the same model for the
//! same data in any order:
//!
//! - [`Model::estimated`]: from two books without any answers, by expectation maximisation over
//!   how often which clues agree together ([`em`]);
//! - [`Model::confirm`], [`Model::confirm_entries`] and [`Model::reject`]: from what a person
//!   decided;
//! - within every run, from the matches that were sure, which changes no model.
//!
//! It prints as a table, and with the feature `serde` it reads and writes as data. It then holds
//! names of counterparties and ids of entries: keep it where the books are kept.
//!
//! ```
//! use recon_core::{Book, Entry, Plan, learn::Model, reconcile};
//! use time::{Date, Month};
//!
//! let may = |day| Date::from_calendar_date(2026, Month::May, day);
//! let books = |day, amount| -> Result<_, Box<dyn std::error::Error>> {
//!     let bank = Entry::new("b", amount, may(day)?).with_text("PIX ZE DA ESQUINA");
//!     let owed = |id, name| Ok::<_, time::error::ComponentRange>(Entry::new(id, amount, may(day)?).with_name(name));
//!     let ledger = [owed("r", "José Prado Bar ME")?, owed("s", "Ótica Lima")?];
//!     Ok((Book::from_entries([bank])?, Book::from_entries(ledger)?))
//! };
//! let (bank, ledger) = books(6, 48_310)?;
//! assert!(reconcile(&bank, &ledger, &Plan::brazilian_bank()).matches.is_empty());
//!
//! // A person knows who that is.
//! let pair = bank.find("b").zip(ledger.find("r")).ok_or("no such entry")?;
//! let mut model = Model::default();
//! model.confirm_entries(&bank, &ledger, &[pair.0], &[pair.1]);
//!
//! let (bank, ledger) = books(20, 9_940)?;
//! let outcome = reconcile(&bank, &ledger, &Plan::brazilian_bank().with_model(model));
//! assert_eq!(ledger.id(outcome.matches[0].right[0]), "r");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod em;
mod feedback;
mod levels;
mod print;
mod unlabelled;

pub(crate) use feedback::alias_key;
pub use levels::Level;
pub(crate) use levels::Weights;
pub(crate) use unlabelled::Pattern;

use crate::bits::Bits;
use std::collections::{BTreeMap, BTreeSet};

/// How a match came together; each way has its own habits of lateness and of naming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub(crate) enum Class {
    /// A reference ties them.
    Referenced,
    /// The amount is the contract's net.
    Net,
    /// Only amount, day and name do.
    Unreferenced,
    /// One line for several entries.
    Group,
}

/// Confirmed matches of one class.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub(crate) struct Habits {
    /// How many came so many business days late.
    pub(crate) lags: BTreeMap<i32, u32>,
    /// How many had names on both sides, and how many of these had little in common.
    pub(crate) named: u32,
    pub(crate) named_otherwise: u32,
}

/// What a person decided about matches of one worth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
struct Decisions {
    confirmed: u32,
    rejected: u32,
}

/// A match as ids: those of the left book and those of the right.
type Ids = (Vec<String>, Vec<String>);

/// What clues are worth, and what was learned from a person. See the [module](self).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
pub struct Model {
    weights: Weights,
    habits: BTreeMap<Class, Habits>,
    /// By what the left side writes: the right names it stands for, and how often.
    aliases: BTreeMap<String, BTreeMap<String, u32>>,
    rejected: BTreeSet<Ids>,
    /// By whole bits of what the match claimed.
    decisions: BTreeMap<i32, Decisions>,
}

/// With fewer decisions than this, thresholds stay as the plan has them.
const ENOUGH: u64 = 50;
/// Of those claimed at the threshold and above, one in so many may be wrong.
const ONE_WRONG_IN: u64 = 200;
/// Nothing is sure below, and everything above.
const LOWEST: i32 = 4;
const HIGHEST: i32 = 16;

impl Model {
    /// What this level of a clue is worth.
    #[must_use]
    pub fn weight(&self, level: Level) -> Bits {
        self.weights.of(level)
    }

    /// Sets what a level is worth.
    #[must_use]
    pub fn with_weight(mut self, level: Level, worth: Bits) -> Self {
        self.weights.set(level, worth);
        self
    }

    /// The claim from which on a person has refused at most one in two hundred; nothing before
    /// there are fifty decisions to go by.
    #[must_use]
    pub fn sure_from(&self) -> Option<Bits> {
        let all: u64 = self
            .decisions
            .values()
            .map(|d| u64::from(d.confirmed) + u64::from(d.rejected))
            .sum();
        if all < ENOUGH {
            return None;
        }
        let right_from = |bits: &i32| {
            let above = self.decisions.range(*bits..).map(|(_, d)| d);
            let (mut total, mut wrong) = (0, 0);
            for decisions in above {
                total += u64::from(decisions.confirmed) + u64::from(decisions.rejected);
                wrong += u64::from(decisions.rejected);
            }
            total > 0 && wrong * ONE_WRONG_IN <= total
        };
        let lowest = (LOWEST..HIGHEST).find(right_from).unwrap_or(HIGHEST);
        Some(Bits::from_milli(lowest * 1_000))
    }

    pub(crate) fn weights(&self) -> Weights {
        self.weights
    }

    pub(crate) fn habits(&self) -> impl Iterator<Item = (Class, &Habits)> {
        self.habits.iter().map(|(class, habits)| (*class, habits))
    }

    pub(crate) fn aliases(&self) -> &BTreeMap<String, BTreeMap<String, u32>> {
        &self.aliases
    }

    pub(crate) fn rejected(&self) -> impl Iterator<Item = &Ids> {
        self.rejected.iter()
    }
}
