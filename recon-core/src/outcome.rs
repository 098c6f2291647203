//! What comes out: matches that explain themselves, doubts, and what stayed open and why.

use crate::bits::Bits;
use crate::book::{Book, EntryIndex};
use crate::evidence::Evidence;
use std::borrow::Cow;
use std::fmt;

/// How the entries of a match belong together.
///
/// Each has a worked example in [`worked_examples`](crate::worked_examples).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum MatchKind {
    /// One left entry is one right entry, to the cent.
    OneToOne,
    /// What arrived is what was sold less the fee; one or many sales.
    NetOfFee,
    /// One left entry pays several right ones.
    Batch,
    /// Several left entries pay one right entry in full.
    Installments,
    /// Several left entries pay several right ones, and no fewer of them add up.
    ManyToMany,
    /// What arrived pays only part; the residual is still owed.
    PartialPayment,
    /// More arrived than was owed.
    Overpayment,
    /// Less arrived, by an agreed discount; nothing is owed any more.
    DiscountTaken,
    /// More arrived, by the fine or interest of a late payment.
    InterestAdded,
    /// A little less arrived, and the payer thinks that it is settled; the residual is disputed.
    ShortPayment,
    /// The payer took a credit memo off what it paid.
    CreditMemoApplied,
    /// Paid by somebody else than the one who owed it.
    CrossReference,
    /// One left entry is one right entry of an earlier period.
    PriorPeriod,
    /// A payment and its return, both on one side.
    Reversal,
    /// A sale and the money given back for it, both on one side.
    Refund,
    /// A sale and what the card holder's bank took back, both on one side.
    Chargeback,
    /// A cheque or debit and its return unpaid, both on one side.
    ReturnedItem,
    /// A payment and its cancellation on one side, which also has the payment that replaces it.
    VoidedAndReissued,
    /// A booking and the one that undoes it, on one side, though no text says so.
    SelfCorrecting,
    /// Out of one account and into another on one side.
    OwnTransfer,
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
            Self::ManyToMany => "many_to_many",
            Self::PartialPayment => "partial_payment",
            Self::Overpayment => "overpayment",
            Self::DiscountTaken => "discount_taken",
            Self::InterestAdded => "interest_added",
            Self::ShortPayment => "short_payment",
            Self::CreditMemoApplied => "credit_memo_applied",
            Self::CrossReference => "cross_reference",
            Self::PriorPeriod => "prior_period",
            Self::Reversal => "reversal",
            Self::Refund => "refund",
            Self::Chargeback => "chargeback",
            Self::ReturnedItem => "returned_item",
            Self::VoidedAndReissued => "voided_and_reissued",
            Self::SelfCorrecting => "self_correcting",
            Self::OwnTransfer => "own_transfer",
            Self::Custom => "custom",
        }
    }
}

impl fmt::Display for MatchKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OneToOne => "one payment for one entry",
            Self::NetOfFee => "sales less the fee",
            Self::Batch => "one payment for several entries",
            Self::Installments => "several payments for one entry",
            Self::ManyToMany => "several payments for several entries",
            Self::PartialPayment => "a partial payment; the rest is still owed",
            Self::Overpayment => "more was paid than was owed",
            Self::DiscountTaken => "paid less an agreed discount",
            Self::InterestAdded => "paid late, with fine or interest",
            Self::ShortPayment => "paid less a deduction",
            Self::CreditMemoApplied => "paid less a credit memo",
            Self::CrossReference => "paid by somebody else",
            Self::PriorPeriod => "an entry of an earlier period",
            Self::Reversal => "a payment and its return",
            Self::Refund => "a sale and its refund",
            Self::Chargeback => "a sale and its chargeback",
            Self::ReturnedItem => "an item and its return unpaid",
            Self::VoidedAndReissued => "a payment that was cancelled and made again",
            Self::SelfCorrecting => "a booking and its correction",
            Self::OwnTransfer => "a transfer between own accounts",
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
    /// What is settled of each right entry, where it is not all of it and the payer said how much.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(crate) applied: Vec<i64>,
    /// The fee of each right entry, where there are several.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub(crate) fees: Vec<i64>,
}

impl Match {
    /// What this match settles of each right entry, fees, discounts and deductions agreed on
    /// included; in all the gross less the residual, or the gross when too much was paid.
    ///
    /// Where the payer did not say how much is for which, credits count in full, and then the
    /// oldest debts are paid first. Same-side pairs settle nothing.
    #[must_use]
    pub fn applied(&self, right: &Book) -> Vec<(EntryIndex, i64)> {
        if self.left.is_empty() {
            return Vec::new();
        }
        let amounts: Vec<i64> = self.right.iter().map(|r| right.amount(*r)).collect();
        let settled = if self.applied.len() == amounts.len() {
            self.applied.clone()
        } else {
            oldest_first(&amounts, self.balance)
        };
        self.right.iter().copied().zip(settled).collect()
    }
}

/// Takes what is still owed off the newest debts.
fn oldest_first(amounts: &[i64], balance: Balance) -> Vec<i64> {
    let side = balance.gross.signum();
    let mut owed = match balance.residual.signum() == side {
        true => balance.residual,
        false => 0,
    };
    let mut settled = amounts.to_vec();
    for amount in settled.iter_mut().rev().filter(|a| a.signum() == side) {
        let left = if amount.unsigned_abs() < owed.unsigned_abs() {
            *amount
        } else {
            owed
        };
        *amount -= left;
        owed -= left;
    }
    settled
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
