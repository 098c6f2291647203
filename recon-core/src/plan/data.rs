//! Plans as data.

use super::{MOST_DAYS, MOST_SPAN, Plan, PlanError, Step, WHOLE};
use crate::bits::Bits;
use crate::fee::FeeContract;
use crate::learn::Model;
use crate::payment_terms::PaymentTerms;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use time::Date;

/// A plan as it is written: what is left out is taken from `based_on`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanData {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    based_on: Option<String>,
    #[serde(default)]
    steps: Option<Vec<Step>>,
    #[serde(default)]
    days_before: Option<i32>,
    #[serde(default)]
    days_after: Option<i32>,
    #[serde(default)]
    batch_span_days: Option<i32>,
    #[serde(default)]
    amount_tolerance: Option<i64>,
    #[serde(default)]
    tolerance_basis_points: Option<u32>,
    /// Thousandths of a bit.
    #[serde(default)]
    sure_from: Option<Bits>,
    #[serde(default)]
    review_from: Option<Bits>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period_start: Option<Date>,
    #[serde(default)]
    terms: Option<PaymentTerms>,
    #[serde(default)]
    fees: Option<FeeContract>,
    #[serde(default)]
    model: Option<Model>,
}

impl TryFrom<PlanData> for Plan {
    type Error = PlanError;

    fn try_from(data: PlanData) -> Result<Self, PlanError> {
        let base = base(data.based_on.as_deref())?;
        let days = |field, given: Option<i32>, otherwise: i32, most: i32| match given {
            Some(days) if !(0..=most).contains(&days) => Err(PlanError::new(
                field,
                format!("{days} is not between 0 and {most} days"),
            )),
            given => Ok(given.unwrap_or(otherwise)),
        };
        if data.amount_tolerance.is_some_and(|cents| cents < 0) {
            let problem = "is below zero; give minor units";
            return Err(PlanError::new("amount_tolerance", problem));
        }
        if data
            .tolerance_basis_points
            .is_some_and(|share| share >= WHOLE)
        {
            let problem = "is 100 % or more; give basis points (50 for half a per cent)";
            return Err(PlanError::new("tolerance_basis_points", problem));
        }
        let plan = Self {
            days_before: days("days_before", data.days_before, base.days_before, MOST_DAYS)?,
            days_after: days("days_after", data.days_after, base.days_after, MOST_DAYS)?,
            span_days: days(
                "batch_span_days",
                data.batch_span_days,
                base.span_days,
                MOST_SPAN,
            )?,
            tolerance: data.amount_tolerance.unwrap_or(base.tolerance),
            tolerance_basis_points: data
                .tolerance_basis_points
                .unwrap_or(base.tolerance_basis_points),
            sure: data.sure_from.unwrap_or(base.sure),
            worth_a_look: data.review_from.unwrap_or(base.worth_a_look),
            period_start: data.period_start.or(base.period_start),
            contract: data.fees.unwrap_or(base.contract),
            steps: data.steps.unwrap_or(base.steps),
            model: data.model.unwrap_or(base.model),
            terms: base.terms,
        };
        if plan.worth_a_look > plan.sure {
            let problem = "is above `sure_from`; what is sure must be worth a look";
            return Err(PlanError::new("review_from", problem));
        }
        match data.terms {
            Some(terms) => plan.with_terms(terms),
            None => Ok(plan),
        }
    }
}

fn base(name: Option<&str>) -> Result<Plan, PlanError> {
    match name {
        None => Ok(Plan::brazilian_bank()),
        Some(name) => Plan::named(name).ok_or_else(|| {
            let known = Plan::NAMES.join(", ");
            PlanError::new("based_on", format!("{name:?} is none of {known}"))
        }),
    }
}

impl From<Plan> for PlanData {
    fn from(plan: Plan) -> Self {
        Self {
            based_on: None,
            steps: Some(plan.steps),
            days_before: Some(plan.days_before),
            days_after: Some(plan.days_after),
            batch_span_days: Some(plan.span_days),
            amount_tolerance: Some(plan.tolerance),
            tolerance_basis_points: Some(plan.tolerance_basis_points),
            sure_from: Some(plan.sure),
            review_from: Some(plan.worth_a_look),
            period_start: plan.period_start,
            terms: Some(plan.terms),
            fees: Some(plan.contract),
            model: Some(plan.model),
        }
    }
}

/// A step by its stable name. A pass of the caller's own is code and cannot be written.
impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Custom(pass) => Err(ser::Error::custom(format!(
                "the pass {:?} of the plan's `steps` is code, not data; write the plan without it and add it with `with_pass_at` after reading",
                pass.name()
            ))),
            step => serializer.serialize_str(&step.name()),
        }
    }
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = Self::ALL.into_iter().find(|step| step.name() == name);
        known.ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(Self::name).collect();
            de::Error::custom(format!(
                "plan field `steps`: {name:?} is none of {}; passes of your own are added in code with `with_pass_at`",
                names.join(", ")
            ))
        })
    }
}
