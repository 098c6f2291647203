//! The steps of a plan, and passes of the caller's own.

use crate::bits::Bits;
use crate::book::{Book, EntryIndex};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A step of a [`Plan`](crate::Plan).
#[derive(Clone)]
#[non_exhaustive]
pub enum Step {
    /// The payment itself says which entries it pays.
    Remittance,
    /// A reference and the amount (or the net by contract) are the same.
    ExactReference,
    /// The amount (or the net) is the same and dates, names and tax ids make it likely.
    AmountAndClues,
    /// One left entry is the sum of several right ones of one payer, product or day.
    Groups,
    /// Several left entries of one payer are the sum of one or several right ones.
    ManyToMany,
    /// A reference or payer is the same and the amount is not: part of it, more, with interest,
    /// less a discount.
    DifferentAmount,
    /// Entries of one side that cancel out: returns, corrections, own transfers.
    SameSide,
    /// What is likely but not sure enough becomes a review.
    Doubts,
    /// A pass of the caller's own.
    Custom(Arc<dyn Pass>),
}

impl Step {
    /// All steps that ship with the crate.
    pub(crate) const ALL: [Self; 8] = [
        Self::Remittance,
        Self::ExactReference,
        Self::AmountAndClues,
        Self::Groups,
        Self::ManyToMany,
        Self::DifferentAmount,
        Self::SameSide,
        Self::Doubts,
    ];

    /// What the step does, in plain words.
    #[must_use]
    pub fn describe(&self) -> Cow<'static, str> {
        match self {
            Self::Remittance => "take payments at their word about which entries they pay".into(),
            Self::ExactReference => "match what has the same reference and amount".into(),
            Self::AmountAndClues => {
                "match equal amounts where days, names and tax ids make it likely".into()
            }
            Self::Groups => {
                "find the entries of one payer or card product that one line adds up".into()
            }
            Self::ManyToMany => {
                "find the entries of one payer that several lines together add up".into()
            }
            Self::DifferentAmount => {
                "explain other amounts: part payments, fines and interest, discounts, deductions"
                    .into()
            }
            Self::SameSide => {
                "pair what cancels out on one side: returns, corrections, own transfers".into()
            }
            Self::Doubts => "show a person what is likely but not sure".into(),
            Self::Custom(pass) => format!("run your own rule {:?}", pass.name()).into(),
        }
    }

    /// The stable name, used as `rule` of the matches it makes.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Remittance => "remittance".into(),
            Self::ExactReference => "exact_reference".into(),
            Self::AmountAndClues => "amount_and_clues".into(),
            Self::Groups => "group_sum".into(),
            Self::ManyToMany => "many_to_many".into(),
            Self::DifferentAmount => "different_amount".into(),
            Self::SameSide => "same_side".into(),
            Self::Doubts => "doubts".into(),
            Self::Custom(pass) => pass.name().to_owned().into(),
        }
    }
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

/// A matching rule of the caller's own.
///
/// It proposes; the engine takes, of all proposals that contradict each other, the set with the
/// greatest total score. Propose only open entries of this `view`; other proposals are ignored.
///
/// ```
/// use recon_core::{Bits, Book, Entry, Pass, Plan, Proposal, View, reconcile};
/// use time::{Date, Month};
///
/// /// Both systems use one id.
/// struct SameId;
///
/// impl Pass for SameId {
///     fn name(&self) -> &str {
///         "same_id"
///     }
///
///     fn propose(&self, view: &View<'_>) -> Vec<Proposal> {
///         let proposal = |line| {
///             Some(Proposal {
///                 left: vec![line],
///                 right: vec![view.right().find(view.left().id(line))?],
///                 score: Bits::from_milli(20_000),
///                 note: "both systems use one id".to_owned(),
///             })
///         };
///         view.open_left().filter_map(proposal).collect()
///     }
/// }
///
/// let day = Date::from_calendar_date(2026, Month::April, 10)?;
/// let bank = Book::from_entries([Entry::new("x", 15_000, day)])?;
/// let ledger = Book::from_entries([Entry::new("x", 15_900, day)])?;
/// let outcome = reconcile(&bank, &ledger, &Plan::brazilian_bank().with_pass(SameId));
/// assert_eq!(outcome.matches[0].rule, "same_id");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Pass: Send + Sync {
    /// A stable name, used as `rule` of the matches.
    fn name(&self) -> &str;
    /// What belongs together, in the eyes of this rule.
    fn propose(&self, view: &View<'_>) -> Vec<Proposal>;
}

/// What a [`Pass`] may look at.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub(crate) left: &'a Book,
    pub(crate) right: &'a Book,
    pub(crate) left_taken: &'a [bool],
    pub(crate) right_taken: &'a [bool],
}

impl<'a> View<'a> {
    /// The left book.
    #[must_use]
    pub fn left(&self) -> &'a Book {
        self.left
    }

    /// The right book.
    #[must_use]
    pub fn right(&self) -> &'a Book {
        self.right
    }

    /// Left entries that no earlier step has used.
    pub fn open_left(&self) -> impl Iterator<Item = EntryIndex> + '_ {
        self.left
            .indices()
            .filter(|i| self.left_taken.get(i.row()) == Some(&false))
    }

    /// Right entries that no earlier step has used.
    pub fn open_right(&self) -> impl Iterator<Item = EntryIndex> + '_ {
        self.right
            .indices()
            .filter(|i| self.right_taken.get(i.row()) == Some(&false))
    }
}

/// What a [`Pass`] proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Entries of the left book.
    pub left: Vec<EntryIndex>,
    /// Entries of the right book.
    pub right: Vec<EntryIndex>,
    /// How sure the rule is.
    pub score: Bits,
    /// Why, in words an accountant understands.
    pub note: String,
}
