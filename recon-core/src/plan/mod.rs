//! What to do, in which order, and how sure to be.

#[cfg(feature = "serde")]
mod data;
mod defaults;
mod step;

pub use step::{Pass, Proposal, Step, View};

use crate::bits::Bits;
use crate::fee::FeeContract;
use crate::learn::Model;
use crate::payment_terms::PaymentTerms;
use std::fmt;
use std::sync::Arc;
use thiserror::Error;
use time::Date;

/// Windows reach at most ten years.
const MOST_DAYS: i32 = 3_660;
/// The entries of a batch are spread over at most two months.
const MOST_SPAN: i32 = 60;
/// Shares are below 100 %.
const WHOLE: u32 = 10_000;

/// How the books are reconciled: the steps, the fee contract, and the limits.
///
/// ```
/// use recon_core::{FeeContract, Plan};
/// let plan = Plan::brazilian_bank()
///     .with_fee_contract(FeeContract::new().with_rate("visa_credito", 319)?)
///     .with_window(5, 20)
///     .with_amount_tolerance(1);
/// println!("{plan}"); // what it does, step by step, in plain words
/// # Ok::<(), recon_core::FeeError>(())
/// ```
///
/// # As data
/// With the feature `serde` a plan reads and writes as data. What is left out is as in the plan
/// named by `based_on` (`brazilian_bank` unless given); a field nobody knows is an error:
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use recon_core::Plan;
/// let plan: Plan = serde_json::from_str(
///     r#"{"based_on": "card_settlement", "days_after": 3, "steps": ["exact_reference", "group_sum"],
///         "fees": [{"product": "credito", "installments": [2, 6], "basis_points": 289}]}"#,
/// )?;
/// assert_eq!(plan.steps().len(), 2);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "data::PlanData", into = "data::PlanData")
)]
pub struct Plan {
    pub(crate) steps: Vec<Step>,
    pub(crate) contract: FeeContract,
    pub(crate) terms: PaymentTerms,
    pub(crate) days_before: i32,
    pub(crate) days_after: i32,
    pub(crate) tolerance: i64,
    pub(crate) tolerance_basis_points: u32,
    pub(crate) sure: Bits,
    pub(crate) worth_a_look: Bits,
    pub(crate) span_days: i32,
    pub(crate) period_start: Option<Date>,
    pub(crate) model: Model,
}

/// Why a plan cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("plan field `{field}`: {problem}")]
pub struct PlanError {
    field: &'static str,
    problem: String,
}

impl PlanError {
    /// An error of this field.
    pub(crate) fn new(field: &'static str, problem: impl Into<String>) -> Self {
        Self {
            field,
            problem: problem.into(),
        }
    }

    /// The field, as it is called in data.
    #[must_use]
    pub fn field(&self) -> &'static str {
        self.field
    }
}

impl Plan {
    /// Replaces the steps.
    #[must_use]
    pub fn with_steps(mut self, steps: impl IntoIterator<Item = Step>) -> Self {
        self.steps = steps.into_iter().collect();
        self
    }

    /// Puts a pass of your own before all other steps.
    #[must_use]
    pub fn with_pass(self, pass: impl Pass + 'static) -> Self {
        self.with_pass_at(0, pass)
    }

    /// Puts a pass of your own before the step at this position; after all when there are fewer.
    #[must_use]
    pub fn with_pass_at(mut self, position: usize, pass: impl Pass + 'static) -> Self {
        let at = position.min(self.steps.len());
        self.steps.insert(at, Step::Custom(Arc::new(pass)));
        self
    }

    /// The contract by which right entries tagged with a product become net amounts.
    #[must_use]
    pub fn with_fee_contract(mut self, contract: FeeContract) -> Self {
        self.contract = contract;
        self
    }

    /// The contract.
    #[must_use]
    pub fn fee_contract(&self) -> &FeeContract {
        &self.contract
    }

    /// What may be added to a debt or taken off it.
    ///
    /// # Errors
    /// [`PlanError`] when a rate is 100 % or more or the rounding is below zero.
    pub fn with_terms(mut self, terms: PaymentTerms) -> Result<Self, PlanError> {
        let rates = [
            ("terms.fine_basis_points", terms.fine_basis_points),
            (
                "terms.monthly_interest_basis_points",
                terms.monthly_interest_basis_points,
            ),
            ("terms.short_pay_basis_points", terms.short_pay_basis_points),
        ];
        let discounts = terms.early_discounts.iter();
        let discounts = discounts.map(|d| ("terms.early_discounts", d.basis_points));
        if let Some((field, rate)) = rates.into_iter().chain(discounts).find(|r| r.1 >= WHOLE) {
            let problem = format!("{rate} is 100 % or more; give basis points (200 for 2 %)");
            return Err(PlanError::new(field, problem));
        }
        if terms.rounding < 0 {
            let problem = "is below zero; give minor units, usually 1";
            return Err(PlanError::new("terms.rounding", problem));
        }
        self.terms = terms;
        Ok(self)
    }

    /// How many calendar days a payment may come before and after the right entry's day, when no
    /// reference ties them. Negative values count as zero, more than ten years as ten years.
    #[must_use]
    pub fn with_window(mut self, days_before: i32, days_after: i32) -> Self {
        self.days_before = days_before.clamp(0, MOST_DAYS);
        self.days_after = days_after.clamp(0, MOST_DAYS);
        self
    }

    /// How many minor units amounts may differ and still count as equal, when other clues agree.
    /// Negative values count as zero.
    #[must_use]
    pub fn with_amount_tolerance(mut self, minor_units: i64) -> Self {
        self.tolerance = minor_units.max(0);
        self
    }

    /// The same as a share of the amount, in basis points; the wider of the two holds. 100 % and
    /// more count as one basis point less.
    #[must_use]
    pub fn with_relative_tolerance(mut self, basis_points: u32) -> Self {
        self.tolerance_basis_points = basis_points.min(WHOLE - 1);
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
        self.span_days = days.clamp(0, MOST_SPAN);
        self
    }

    /// The first day of the period under reconciliation. What is paid from then on and was due
    /// before is a [`PriorPeriod`](crate::MatchKind::PriorPeriod) item.
    #[must_use]
    pub fn with_period_start(mut self, day: Date) -> Self {
        self.period_start = Some(day);
        self
    }

    /// What clues are worth, and what was learned. Where enough was decided by a person, it also
    /// says from which score on matches are made without one ([`Model::sure_from`]); call
    /// [`Plan::with_sure_from`] afterwards to have it otherwise.
    #[must_use]
    pub fn with_model(mut self, model: Model) -> Self {
        self.sure = model.sure_from().unwrap_or(self.sure);
        self.worth_a_look = self.worth_a_look.min(self.sure);
        self.model = model;
        self
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The steps, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How far from this amount another may be and still count as equal.
    pub(crate) fn tolerance_of(&self, amount: i64) -> i64 {
        let share =
            i128::from(amount).abs() * i128::from(self.tolerance_basis_points) / i128::from(WHOLE);
        self.tolerance.max(i64::try_from(share).unwrap_or(i64::MAX))
    }

    /// What the plan does, step by step, in plain words; the same as its `Display`.
    #[must_use]
    pub fn describe(&self) -> String {
        self.to_string()
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self::brazilian_bank()
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in (1..).zip(&self.steps) {
            writeln!(f, "{number}. {}: {}", step.name(), step.describe())?;
        }
        let percent = crate::fee::Percent;
        writeln!(
            f,
            "Payments may come {} days before to {} days after; a batch spans up to {} days.",
            self.days_before, self.days_after, self.span_days
        )?;
        match (self.tolerance, self.tolerance_basis_points) {
            (0, 0) => writeln!(f, "Amounts must be equal to the cent.")?,
            (cents, 0) => writeln!(f, "Amounts may differ by {}.", crate::outcome::Money(cents))?,
            (cents, share) => writeln!(
                f,
                "Amounts may differ by {} or {}, whichever is more.",
                crate::outcome::Money(cents),
                percent(share)
            )?,
        }
        writeln!(
            f,
            "Matched from {} on; shown to a person from {} on.",
            self.sure, self.worth_a_look
        )?;
        writeln!(
            f,
            "Late: a fine of {} and {} a month. Up to {} missing is a deduction.",
            percent(self.terms.fine_basis_points),
            percent(self.terms.monthly_interest_basis_points),
            percent(self.terms.short_pay_basis_points)
        )?;
        if let Some(day) = self.period_start {
            writeln!(f, "What was due before {day} belongs to an earlier period.")?;
        }
        for row in self.contract.rows() {
            writeln!(f, "Fee: {row}.")?;
        }
        Ok(())
    }
}
