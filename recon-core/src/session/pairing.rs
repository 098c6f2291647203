//! What belongs together, by the ids of the entries.

use crate::bits::Bits;
use crate::evidence::Evidence;
use crate::outcome::{Balance, MatchKind};

/// One of the two books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Side {
    /// Usually the bank.
    Left,
    /// Usually the ledger.
    Right,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// Its place in lists of both.
    pub(super) fn slot(self) -> usize {
        match self {
            Self::Left => 0,
            Self::Right => 1,
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// Which entries belong together, by id; the name of a match from one day to the next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Pairing {
    pub(super) left: Vec<String>,
    pub(super) right: Vec<String>,
}

impl Pairing {
    /// The order in which ids are given does not matter.
    #[must_use]
    pub fn new<S: Into<String>>(
        left: impl IntoIterator<Item = S>,
        right: impl IntoIterator<Item = S>,
    ) -> Self {
        let sorted = |ids: &mut Vec<String>| {
            ids.sort_unstable();
            ids.dedup();
        };
        let mut left = left.into_iter().map(Into::into).collect();
        let mut right = right.into_iter().map(Into::into).collect();
        sorted(&mut left);
        sorted(&mut right);
        Self { left, right }
    }

    /// Ids of left entries, sorted.
    #[must_use]
    pub fn left(&self) -> &[String] {
        &self.left
    }

    /// Ids of right entries, sorted.
    #[must_use]
    pub fn right(&self) -> &[String] {
        &self.right
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (Side, &str)> {
        self.sides()
            .map(|(is_left, id)| (if is_left { Side::Left } else { Side::Right }, id))
    }

    pub(super) fn has(&self, side: Side, id: &str) -> bool {
        let ids = match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        };
        ids.iter().any(|own| own == id)
    }

    pub(super) fn sides(&self) -> impl Iterator<Item = (bool, &str)> {
        let left = self.left.iter().map(|id| (true, id.as_str()));
        left.chain(self.right.iter().map(|id| (false, id.as_str())))
    }
}

/// A proposed match.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Standing {
    /// Its entries.
    pub pairing: Pairing,
    /// Whether it is sure enough to be made without a person; otherwise it is a review.
    pub is_sure: bool,
    /// How they belong together.
    pub kind: MatchKind,
    /// Where the money goes.
    pub balance: Balance,
    /// Log-odds that it is right.
    pub score: Bits,
    /// How far the best other answer is behind.
    pub margin: Option<Bits>,
    /// Each clue, and what it was worth.
    pub evidence: Vec<Evidence>,
    /// For a review, the next best answers.
    pub alternatives: Vec<Pairing>,
}

/// A match that a person confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Confirmed {
    /// Its entries.
    pub pairing: Pairing,
    /// How they belong together; [`MatchKind::Custom`] where it was never proposed.
    pub kind: MatchKind,
    /// Where the money goes.
    pub balance: Balance,
}
