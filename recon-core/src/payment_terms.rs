//! Why a payment may differ from its debt: fine, interest, discounts, deductions.

use crate::fee::half_up;
use crate::outcome::MatchKind;
use crate::terms::Terms;

/// What may be added to or taken off a debt, and still settle it.
///
/// The defaults are those of a Brazilian boleto: when late, a fine of 2 % once, and interest of
/// 1 % a month, pro rata by calendar day of 30; a due date on a weekend or bank holiday counts as
/// the next business day.
///
/// ```
/// use recon_core::{PaymentTerms, Plan};
/// let plan = Plan::brazilian_bank().with_terms(PaymentTerms {
///     monthly_interest_basis_points: 300,
///     ..PaymentTerms::default()
/// })?;
/// # let _ = plan;
/// # Ok::<(), recon_core::PlanError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
pub struct PaymentTerms {
    /// Added once to a late payment, in basis points.
    #[doc(alias = "multa")]
    pub fine_basis_points: u32,
    /// Added per month of 30 calendar days, pro rata, in basis points.
    #[doc(alias = "juros")]
    pub monthly_interest_basis_points: u32,
    /// Discounts that hold for every debt, beside those of the entries themselves.
    #[doc(alias = "desconto")]
    pub early_discounts: Vec<EarlyDiscount>,
    /// What is missing up to this share of the debt counts as a deduction that the payer thinks
    /// is settled; more is a partial payment. In basis points.
    pub short_pay_basis_points: u32,
    /// How many minor units the fine, the interest and a discount may each be off, because others
    /// round otherwise.
    pub rounding: i64,
}

/// A share taken off when paid early enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct EarlyDiscount {
    /// At least so many calendar days before it is due.
    pub days_before_due: u32,
    /// The share, in basis points.
    pub basis_points: u32,
}

impl Default for PaymentTerms {
    fn default() -> Self {
        Self {
            fine_basis_points: 200,
            monthly_interest_basis_points: 100,
            early_discounts: Vec::new(),
            short_pay_basis_points: 500,
            rounding: 1,
        }
    }
}

/// One debt and one payment, as far as their terms go.
#[derive(Clone, Copy)]
pub(crate) struct Settlement<'a> {
    /// What is owed, fees taken off.
    pub(crate) owed: i64,
    pub(crate) paid: i64,
    pub(crate) due_day: i32,
    pub(crate) paid_day: i32,
    /// Whether it was paid after the first business day on or after the due date.
    pub(crate) is_late: bool,
    pub(crate) terms: Option<&'a Terms>,
}

/// How a difference is read: what was taken off, what was added, what is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) kind: MatchKind,
    pub(crate) discount: i64,
    pub(crate) interest: i64,
    pub(crate) residual: i64,
    /// The terms lead to this very amount.
    pub(crate) exact: bool,
}

impl PaymentTerms {
    /// Reads the difference between a debt and what was paid for it; nothing when amounts are of
    /// two signs or too large.
    pub(crate) fn read(&self, given: Settlement<'_>) -> Option<Reading> {
        let Settlement { owed, paid, .. } = given;
        if owed.signum() != paid.signum() || owed == 0 {
            return None;
        }
        let difference = owed.checked_sub(paid)?;
        let none = Reading {
            kind: MatchKind::OneToOne,
            discount: 0,
            interest: 0,
            residual: 0,
            exact: true,
        };
        let less = paid.unsigned_abs() < owed.unsigned_abs();
        if difference == 0 {
            return Some(none);
        }
        if less && self.explains_discount(given) {
            let (kind, discount) = (MatchKind::DiscountTaken, difference);
            return Some(Reading {
                kind,
                discount,
                ..none
            });
        }
        if !less && self.explains_interest(given) {
            let (kind, interest) = (MatchKind::InterestAdded, difference.checked_neg()?);
            return Some(Reading {
                kind,
                interest,
                ..none
            });
        }
        let kind = match less {
            true if difference.unsigned_abs() <= self.largest_deduction(owed) => {
                MatchKind::ShortPayment
            }
            true => MatchKind::PartialPayment,
            false => MatchKind::Overpayment,
        };
        Some(Reading {
            kind,
            residual: difference,
            exact: false,
            ..none
        })
    }

    fn explains_discount(&self, given: Settlement<'_>) -> bool {
        let missing = given.owed.abs_diff(given.paid);
        if let Some(terms) = given.terms {
            let until = |(day, amount): (i32, i64)| {
                given.paid_day <= day && amount.unsigned_abs() == missing
            };
            if terms.due_amount == Some(given.paid) || terms.discount.is_some_and(until) {
                return true;
            }
        }
        self.discounts_on(given.due_day, given.paid_day)
            .any(|discount| self.is_about(missing, share(given.owed, discount.basis_points), 1))
    }

    fn discounts_on(&self, due_day: i32, day: i32) -> impl Iterator<Item = &EarlyDiscount> {
        let early = i64::from(due_day) - i64::from(day);
        self.early_discounts
            .iter()
            .filter(move |discount| early >= i64::from(discount.days_before_due))
    }

    /// The largest discount, without sign, that every such debt has on this day.
    pub(crate) fn early_discount(&self, owed: i64, due_day: i32, day: i32) -> i64 {
        let discounts = self.discounts_on(due_day, day);
        let largest = discounts.map(|d| share(owed, d.basis_points)).max();
        i64::try_from(largest.unwrap_or(0)).unwrap_or(i64::MAX)
    }

    fn explains_interest(&self, given: Settlement<'_>) -> bool {
        let added = given.paid.abs_diff(given.owed);
        if given.terms.and_then(|t| t.due_amount) == Some(given.paid) {
            return true;
        }
        if !given.is_late {
            return false;
        }
        let days = i128::from(given.paid_day) - i128::from(given.due_day);
        let owed = i128::from(given.owed).abs();
        let fine = share(given.owed, self.fine_basis_points);
        let interest = half_up(
            owed * i128::from(self.monthly_interest_basis_points) * days.max(0),
            10_000 * 30,
        );
        self.is_about(added, fine, 1)
            || self.is_about(added, interest, 1)
            || self.is_about(added, fine + interest, 2)
    }

    fn is_about(&self, amount: u64, wanted: i128, parts: i128) -> bool {
        let off = (i128::from(amount) - wanted).abs();
        wanted > 0 && off <= i128::from(self.rounding) * parts
    }

    /// The most that may be missing, without sign, and still be a deduction.
    pub(crate) fn largest_deduction(&self, owed: i64) -> u64 {
        u64::try_from(share(owed, self.short_pay_basis_points)).unwrap_or(u64::MAX)
    }
}

/// A share of an amount without sign.
fn share(amount: i64, basis_points: u32) -> i128 {
    half_up(i128::from(amount).abs() * i128::from(basis_points), 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1000.00 due on day 100.
    fn read(paid: i64, paid_day: i32, terms: &PaymentTerms) -> Reading {
        let given = Settlement {
            owed: 100_000,
            paid,
            due_day: 100,
            paid_day,
            is_late: paid_day > 100,
            terms: None,
        };
        terms.read(given).unwrap()
    }

    #[test]
    fn a_boleto_ten_days_late() {
        let boleto = PaymentTerms::default();
        // Fine 20.00; interest 1000.00 × 1 % × 10 / 30 = 3.33.
        for (paid, interest) in [(102_333, 2_333), (102_000, 2_000), (100_333, 333)] {
            let reading = read(paid, 110, &boleto);
            assert_eq!(
                (reading.kind, reading.interest),
                (MatchKind::InterestAdded, interest)
            );
        }
        assert_eq!(read(101_000, 110, &boleto).kind, MatchKind::Overpayment);
        assert_eq!(read(102_000, 100, &boleto).kind, MatchKind::Overpayment);
    }

    #[test]
    fn what_is_missing_is_a_discount_a_deduction_or_still_owed() {
        let terms = PaymentTerms {
            early_discounts: vec![EarlyDiscount {
                days_before_due: 20,
                basis_points: 200,
            }],
            ..PaymentTerms::default()
        };
        let kinds = [(98_000, 80), (98_000, 81), (95_000, 80), (94_999, 80)]
            .map(|(paid, day)| read(paid, day, &terms).kind);
        assert_eq!(
            kinds,
            [
                MatchKind::DiscountTaken,
                MatchKind::ShortPayment,
                MatchKind::ShortPayment,
                MatchKind::PartialPayment
            ]
        );
    }

    #[test]
    fn payables_read_like_receivables() {
        let given = Settlement {
            owed: -100_000,
            paid: -102_333,
            due_day: 100,
            paid_day: 110,
            is_late: true,
            terms: None,
        };
        let reading = PaymentTerms::default().read(given).unwrap();
        assert_eq!(
            (reading.kind, reading.interest),
            (MatchKind::InterestAdded, -2_333)
        );
        let two_signs = Settlement { paid: 1, ..given };
        assert_eq!(PaymentTerms::default().read(two_signs), None);
    }
}
