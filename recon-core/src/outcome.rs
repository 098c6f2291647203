//! What comes out: matches that explain themselves, doubts, and what stayed open and why.

use crate::bits::Bits;
use crate::book::EntryIndex;
use crate::evidence::Evidence;
use std::borrow::Cow;
use std::fmt;

/// How the entries of a match belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum MatchKind {
    /// One left entry is one right entry, to the cent.
    OneToOne,
    /// What arrived is what was sold less the contract's fee; one or many sales.
    NetOfFee,
    /// One left entry pays several right ones.
    Batch,
    /// Several left entries pay one right entry in full.
    Installments,
    /// What arrived pays only part; the residual is still owed.
    PartialPayment,
    /// More arrived than was owed.
    Overpayment,
    /// A payment and its return, both on one side.
    Reversal,
    /// Proposed by a pass of the caller's own.
    Custom,
}

impl MatchKind {
    /// The stable name used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OneToOne => "one_to_one",
            Self::NetOfFee => "net_of_fee",
            Self::Batch => "batch",
            Self::Installments => "installments",
            Self::PartialPayment => "partial_payment",
            Self::Overpayment => "overpayment",
            Self::Reversal => "reversal",
            Self::Custom => "custom",
        }
    }
}

impl fmt::Display for MatchKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OneToOne => "one payment for one entry",
            Self::NetOfFee => "sales less the contract's fee",
            Self::Batch => "one payment for several entries",
            Self::Installments => "several payments for one entry",
            Self::PartialPayment => "a partial payment; the rest is still owed",
            Self::Overpayment => "more was paid than was owed",
            Self::Reversal => "a payment and its return",
            Self::Custom => "a match of your own rule",
        })
    }
}

/// Where the money of a match goes, in signed minor units.
///
/// Always `left = gross − fee − discount + interest − residual`, where `left` is the sum of the left
/// entries and `gross` that of the right ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Balance {
    /// Sum of the right entries.
    pub gross: i64,
    /// Kept by the acquirer under the contract.
    pub fee: i64,
    /// Deducted by the payer by agreement.
    pub discount: i64,
    /// Interest or fine the payer added.
    pub interest: i64,
    /// Still owed; negative when too much was paid.
    pub residual: i64,
}

impl Balance {
    /// What the left entries must add up to; nothing when it does not fit in 64 bits.
    #[must_use]
    pub fn left_total(&self) -> Option<i64> {
        let wide = i128::from(self.gross) - i128::from(self.fee) - i128::from(self.discount)
            + i128::from(self.interest)
            - i128::from(self.residual);
        i64::try_from(wide).ok()
    }
}

/// How sure an answer is, in kind rather than in degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Certificate {
    /// No other answer exists.
    Only,
    /// Others exist, but nothing in the data tells them apart from this one.
    Interchangeable,
    /// Others exist and are worse by the margin.
    Likely,
    /// Another is as good, or nearly; a person must choose.
    Tie,
}

impl Certificate {
    /// The stable name used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Only => "only",
            Self::Interchangeable => "interchangeable",
            Self::Likely => "likely",
            Self::Tie => "tie",
        }
    }
}

impl fmt::Display for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Only => "no other answer exists",
            Self::Interchangeable => "others cannot be told apart from this one",
            Self::Likely => "others are clearly worse",
            Self::Tie => "another answer is about as good",
        })
    }
}

/// Entries that belong together.
///
/// `left` and `right` are indices of the two books; a same-side pair has its other list empty.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Match {
    /// Entries of the left book, in its order.
    pub left: Vec<EntryIndex>,
    /// Entries of the right book, in its order.
    pub right: Vec<EntryIndex>,
    /// How they belong together.
    pub kind: MatchKind,
    /// Where the money goes.
    pub balance: Balance,
    /// Log-odds that this is right; [`Bits::probability_ppm`] reads them as a probability.
    pub score: Bits,
    /// How far the best other answer is behind; nothing when there is none.
    pub margin: Option<Bits>,
    /// How sure it is in kind.
    pub certificate: Certificate,
    /// The stable name of the pass that proposed it.
    pub rule: Cow<'static, str>,
    /// Each clue, and what it was worth.
    pub evidence: Vec<Evidence>,
}

/// Another answer to a [`Review`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Alternative {
    /// Entries of the left book.
    pub left: Vec<EntryIndex>,
    /// Entries of the right book. They may be part of another match or review.
    pub right: Vec<EntryIndex>,
    /// Its score, comparable with that of the proposal.
    pub score: Bits,
}

/// A match that is not sure enough to be made without a person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Review {
    /// The best answer. Its entries count as under review.
    pub proposal: Match,
    /// The next best, best first; at most a handful.
    pub alternatives: Vec<Alternative>,
    /// How many other answers there are in all, as far as was counted.
    pub alternative_count: usize,
}

/// What keeps an entry apart from the nearest candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Difference {
    /// The amounts differ by this much (candidate less entry).
    Amount(i64),
    /// The dates are this many business days apart.
    Date(i32),
    /// The names have little in common.
    Name,
    /// Each names another reference.
    Reference,
    /// All clues together are too weak.
    Evidence,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(by) => write!(f, "the amount differs by {}", Money(*by)),
            Self::Date(by) => write!(f, "the dates are {} working days apart", by.unsigned_abs()),
            Self::Name => f.write_str("the names have little in common"),
            Self::Reference => f.write_str("the references differ"),
            Self::Evidence => f.write_str("the clues together are too weak"),
        }
    }
}

/// Why an entry stayed open.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum OpenReason {
    /// Nothing on the other side comes near.
    NoCandidate,
    /// The nearest open entry on the other side, and what speaks against it.
    Nearest {
        /// The candidate, on the other side.
        candidate: EntryIndex,
        /// What does not agree.
        differs: Vec<Difference>,
    },
    /// What it fits went to a better claim.
    TakenByBetterClaim {
        /// The entry on the other side that it fits.
        candidate: EntryIndex,
        /// The entry on this side that got it.
        by: EntryIndex,
    },
    /// It repeats a payment that has found its counterpart.
    LooksLikeDuplicate {
        /// The first payment, on this side.
        of: EntryIndex,
    },
    /// It returns a payment of this side that has found its counterpart.
    LooksLikeReversal {
        /// The payment returned, on this side.
        of: EntryIndex,
    },
    /// The memo reads like a bank charge that nobody entered.
    LooksLikeFee,
}

impl OpenReason {
    /// The stable name used in files.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NoCandidate => "no_candidate",
            Self::Nearest { .. } => "nearest",
            Self::TakenByBetterClaim { .. } => "taken_by_better_claim",
            Self::LooksLikeDuplicate { .. } => "looks_like_duplicate",
            Self::LooksLikeReversal { .. } => "looks_like_reversal",
            Self::LooksLikeFee => "looks_like_fee",
        }
    }
}

impl fmt::Display for OpenReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCandidate => f.write_str("nothing on the other side comes near"),
            Self::Nearest { differs, .. } => {
                f.write_str("the nearest entry does not fit: ")?;
                for (at, difference) in differs.iter().enumerate() {
                    let comma = if at == 0 { "" } else { ", " };
                    write!(f, "{comma}{difference}")?;
                }
                Ok(())
            }
            Self::TakenByBetterClaim { .. } => {
                f.write_str("what it fits belongs to an entry that fits better")
            }
            Self::LooksLikeDuplicate { .. } => {
                f.write_str("looks like the same payment made twice; the first one was matched")
            }
            Self::LooksLikeReversal { .. } => {
                f.write_str("looks like the return of a matched payment")
            }
            Self::LooksLikeFee => f.write_str("looks like a bank charge that was not entered"),
        }
    }
}

/// An entry without a match.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Open {
    /// The entry.
    pub entry: EntryIndex,
    /// Why it stayed open.
    pub reason: OpenReason,
    /// Calendar days from its date to the latest date in either book.
    pub age_days: i32,
}

/// What one pass did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PassReport {
    /// The pass's stable name.
    pub rule: Cow<'static, str>,
    /// Candidates it looked at.
    pub candidates: u64,
    /// Matches it made.
    pub matches: usize,
    /// Reviews it made.
    pub reviews: usize,
    /// Blocks of look-alikes too large to compare in full; only the nearest were.
    pub blocks_cut: usize,
    /// Searches stopped by their budget; their answers go to review.
    pub budgets_hit: usize,
}

/// The whole answer. Every entry of both books is in exactly one of a match, a review's proposal,
/// or the open lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Outcome {
    /// What belongs together, surely enough.
    pub matches: Vec<Match>,
    /// What a person should look at.
    pub reviews: Vec<Review>,
    /// Left entries without a match.
    pub open_left: Vec<Open>,
    /// Right entries without a match.
    pub open_right: Vec<Open>,
    /// One per pass, in the order they ran.
    pub reports: Vec<PassReport>,
}

/// Minor units as people read them: `-1234.56`.
pub(crate) struct Money(pub(crate) i64);

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}
