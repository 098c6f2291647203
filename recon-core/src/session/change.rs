//! What an update did to the proposals, and why.

use super::{Pairing, Standing};
use std::collections::BTreeMap;
use std::fmt;

/// One proposal that came, went or changed its standing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Change {
    /// A match or review that was not there before.
    Proposed(Standing),
    /// The same entries, now surer or less sure: a match became a review, or the other way round.
    Reassessed(Standing),
    /// A proposal that is no longer made.
    Withdrawn {
        /// What belonged together until now.
        pairing: Pairing,
        /// Why not any more.
        because: Because,
    },
}

/// Why a proposal was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Because {
    /// One of its entries is gone, was corrected, or is confirmed with others.
    EntriesChanged,
    /// A person said that it is wrong.
    Rejected,
    /// These fit better: each has at least one of its entries.
    BetterAnswer(Vec<Pairing>),
    /// New entries make it too doubtful to be shown.
    TooDoubtful,
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EntriesChanged => f.write_str("one of its entries changed"),
            Self::Rejected => f.write_str("it was rejected"),
            Self::BetterAnswer(better) => {
                write!(
                    f,
                    "its entries fit better elsewhere ({} proposals)",
                    better.len()
                )
            }
            Self::TooDoubtful => f.write_str("too many others are about as likely now"),
        }
    }
}

/// What is different, withdrawn ones first, each by its entries.
pub(super) fn between(
    before: &BTreeMap<Pairing, Standing>,
    after: &BTreeMap<&Pairing, &Standing>,
    why_gone: impl Fn(&Pairing) -> Option<Because>,
) -> Vec<Change> {
    let mut owners: BTreeMap<(bool, &str), &Pairing> = BTreeMap::new();
    for pairing in after.keys() {
        owners.extend(pairing.sides().map(|entry| (entry, *pairing)));
    }
    let mut changes = Vec::new();
    for pairing in before.keys().filter(|p| !after.contains_key(*p)) {
        let better = || {
            let takers = pairing.sides().filter_map(|entry| owners.get(&entry));
            let mut takers: Vec<Pairing> = takers.map(|p| (*p).clone()).collect();
            takers.sort_unstable();
            takers.dedup();
            if takers.is_empty() {
                Because::TooDoubtful
            } else {
                Because::BetterAnswer(takers)
            }
        };
        changes.push(Change::Withdrawn {
            pairing: pairing.clone(),
            because: why_gone(pairing).unwrap_or_else(better),
        });
    }
    for (pairing, standing) in after {
        match before.get(*pairing) {
            None => changes.push(Change::Proposed((*standing).clone())),
            Some(old) if old.is_sure != standing.is_sure => {
                changes.push(Change::Reassessed((*standing).clone()));
            }
            Some(_) => {}
        }
    }
    changes
}
