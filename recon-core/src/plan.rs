//! What to do, in which order, and how sure to be.

use crate::bits::Bits;
use crate::book::{Book, EntryIndex};
use crate::fee::FeeContract;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A step of a [`Plan`].
#[derive(Clone)]
#[non_exhaustive]
pub enum Step {
    /// A reference and the amount (or the net by contract) are the same.
    ExactReference,
    /// The amount (or the net) is the same and dates, names and tax ids make it likely.
    AmountAndClues,
    /// One left entry is the sum of several right ones of one payer, product or day.
    Groups,
    /// A reference is the same and the amount is not.
    DifferentAmount,
    /// A payment and its return on one side.
    SameSide,
    /// What is likely but not sure enough becomes a review.
    Doubts,
    /// A pass of the caller's own.
    Custom(Arc<dyn Pass>),
}

impl Step {
    /// The stable name, used as `rule` of the matches it makes.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            Self::ExactReference => "exact_reference".into(),
            Self::AmountAndClues => "amount_and_clues".into(),
            Self::Groups => "group_sum".into(),
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

/// How the books are reconciled: the steps, the fee contract, and the limits.
///
/// ```
/// use recon_core::{FeeContract, Plan};
/// let plan = Plan::brazilian_bank()
///     .with_fee_contract(FeeContract::new().with_rate("visa_credito", 319)?)
///     .with_window(5, 20)
///     .with_amount_tolerance(1);
/// # let _ = plan;
/// # Ok::<(), recon_core::FeeError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Plan {
    pub(crate) steps: Vec<Step>,
    pub(crate) contract: FeeContract,
    pub(crate) days_before: i32,
    pub(crate) days_after: i32,
    pub(crate) tolerance: i64,
    pub(crate) sure: Bits,
    pub(crate) worth_a_look: Bits,
    pub(crate) span_days: i32,
}

impl Plan {
    /// A plan without steps, with the limits of [`Plan::brazilian_bank`].
    #[must_use]
    pub fn empty() -> Self {
        Self {
            steps: Vec::new(),
            contract: FeeContract::new(),
            days_before: 7,
            days_after: 20,
            tolerance: 0,
            sure: Bits::from_milli(7_000),
            worth_a_look: Bits::from_milli(1_000),
            span_days: 6,
        }
    }

    /// Bank lines on the left; receivables, payables and card sales on the right.
    #[must_use]
    pub fn brazilian_bank() -> Self {
        Self {
            steps: vec![
                Step::ExactReference,
                Step::AmountAndClues,
                Step::Groups,
                Step::DifferentAmount,
                Step::SameSide,
                Step::Doubts,
            ],
            ..Self::empty()
        }
    }

    /// Replaces the steps.
    #[must_use]
    pub fn with_steps(mut self, steps: impl IntoIterator<Item = Step>) -> Self {
        self.steps = steps.into_iter().collect();
        self
    }

    /// Puts a pass of your own before all other steps.
    #[must_use]
    pub fn with_pass(mut self, pass: impl Pass + 'static) -> Self {
        self.steps.insert(0, Step::Custom(Arc::new(pass)));
        self
    }

    /// The contract by which right entries tagged with a product become net amounts.
    #[must_use]
    pub fn with_fee_contract(mut self, contract: FeeContract) -> Self {
        self.contract = contract;
        self
    }

    /// How many calendar days a payment may come before and after the right entry's day, when no
    /// reference ties them. Negative values count as zero, more than ten years as ten years.
    #[must_use]
    pub fn with_window(mut self, days_before: i32, days_after: i32) -> Self {
        self.days_before = days_before.clamp(0, 3_660);
        self.days_after = days_after.clamp(0, 3_660);
        self
    }

    /// How many minor units amounts may differ and still count as equal, when other clues agree.
    /// Negative values count as zero.
    #[must_use]
    pub fn with_amount_tolerance(mut self, minor_units: i64) -> Self {
        self.tolerance = minor_units.max(0);
        self
    }

    /// The score and margin from which a match is made without a person.
    #[must_use]
    pub fn with_sure_from(mut self, score: Bits) -> Self {
        self.sure = score;
        self
    }

    /// The score from which a doubtful match is shown to a person.
    #[must_use]
    pub fn with_review_from(mut self, score: Bits) -> Self {
        self.worth_a_look = score;
        self
    }

    /// Over how many calendar days the entries of one batch may be spread. Negative values count
    /// as zero, more than sixty as sixty.
    #[must_use]
    pub fn with_batch_span(mut self, days: i32) -> Self {
        self.span_days = days.clamp(0, 60);
        self
    }

    /// The steps, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self::brazilian_bank()
    }
}
