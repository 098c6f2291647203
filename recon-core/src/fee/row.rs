//! One row of a contract: for which sales it holds, and what it takes.

use brazil_types::calendar;
use std::fmt;
use time::Date;

/// One basis point is a hundredth of a per cent.
pub(super) const BASIS_POINTS: i128 = 10_000;

/// How the days between being paid and being due are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum DayCount {
    /// All days; a month has 30.
    #[default]
    Calendar,
    /// Days on which banks settle; a month has 21.
    Business,
}

/// The price of being paid before the due date: a rate a month, pro rata by day, on what the other
/// fees leave.
#[doc(alias = "antecipacao")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Anticipation {
    /// The rate of one month, in basis points (199 is 1.99 %).
    pub monthly_basis_points: u32,
    /// Which days count.
    #[cfg_attr(feature = "serde", serde(default))]
    pub days: DayCount,
}

impl Anticipation {
    /// What is kept of `net` when it is paid on one day instead of another; zero when it is not
    /// paid early.
    fn fee(self, net: i128, paid_on: Date, due_on: Date) -> i128 {
        let (days, month) = match self.days {
            DayCount::Calendar => ((due_on - paid_on).whole_days(), 30),
            DayCount::Business => (
                calendar::business_days_between(paid_on, due_on).into(),
                21_i64,
            ),
        };
        let days = i128::from(days.max(0));
        let share = net * i128::from(self.monthly_basis_points) * days;
        half_up(share, BASIS_POINTS * i128::from(month)).min(net)
    }
}

/// A row of a [`FeeContract`](super::FeeContract).
///
/// ```
/// use recon_core::fee::{Anticipation, DayCount, FeeRow};
/// let row = FeeRow::new("credito", 289)
///     .with_brand("visa")
///     .with_installments(2, 6)
///     .with_anticipation(Anticipation { monthly_basis_points: 199, days: DayCount::Calendar });
/// assert_eq!(row.to_string(), "credito, visa, 2 to 6 installments: 2.89 %, 1.99 % a month for early payment");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct FeeRow {
    pub(super) product: String,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(super) brand: Option<String>,
    /// From and to, both included.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(super) installments: Option<(u32, u32)>,
    pub(super) basis_points: u32,
    #[cfg_attr(feature = "serde", serde(default))]
    pub(super) fixed: i64,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(super) anticipation: Option<Anticipation>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(super) valid_from: Option<Date>,
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub(super) valid_until: Option<Date>,
}

impl FeeRow {
    /// A rate in basis points (319 is 3.19 %) for all sales of a product.
    #[must_use]
    pub fn new(product: impl Into<String>, basis_points: u32) -> Self {
        Self {
            product: product.into(),
            brand: None,
            installments: None,
            basis_points,
            fixed: 0,
            anticipation: None,
            valid_from: None,
            valid_until: None,
        }
    }

    /// Only for cards of this brand.
    #[must_use]
    pub fn with_brand(mut self, brand: impl Into<String>) -> Self {
        self.brand = Some(brand.into());
        self
    }

    /// Only for sales in so many installments, both ends included.
    #[must_use]
    pub fn with_installments(mut self, from: u32, to: u32) -> Self {
        self.installments = Some((from, to));
        self
    }

    /// A fixed fee on every sale, in minor units.
    #[must_use]
    pub fn with_fixed_fee(mut self, minor_units: i64) -> Self {
        self.fixed = minor_units;
        self
    }

    /// The price of being paid early.
    #[must_use]
    pub fn with_anticipation(mut self, anticipation: Anticipation) -> Self {
        self.anticipation = Some(anticipation);
        self
    }

    /// Only for sales from this day on.
    #[must_use]
    pub fn valid_from(mut self, day: Date) -> Self {
        self.valid_from = Some(day);
        self
    }

    /// Only for sales until this day, the day included.
    #[must_use]
    pub fn valid_until(mut self, day: Date) -> Self {
        self.valid_until = Some(day);
        self
    }

    /// The product.
    #[must_use]
    pub fn product(&self) -> &str {
        &self.product
    }

    /// The rate, in basis points.
    #[must_use]
    pub fn basis_points(&self) -> u32 {
        self.basis_points
    }

    /// Whether a sale can fall under both rows, their products being the same.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let brands = match (&self.brand, &other.brand) {
            (Some(a), Some(b)) => crate::text::fold(a) == crate::text::fold(b),
            _ => true,
        };
        let (from, to) = self.installments.unwrap_or((1, u32::MAX));
        let (other_from, other_to) = other.installments.unwrap_or((1, u32::MAX));
        let begins = self.valid_from.max(other.valid_from);
        let ends = self.valid_until.unwrap_or(Date::MAX);
        let ends = ends.min(other.valid_until.unwrap_or(Date::MAX));
        brands && from <= other_to && other_from <= to && begins.is_none_or(|day| day <= ends)
    }

    /// Whether a sale may fall under this row; what is not known of it excludes nothing.
    pub(super) fn may_hold(&self, sale: &Sale<'_>) -> bool {
        let brand = match (&self.brand, sale.brand) {
            (Some(ours), Some(theirs)) => crate::text::fold(ours) == crate::text::fold(theirs),
            _ => true,
        };
        let count = match (self.installments, sale.installments) {
            (Some((from, to)), Some(count)) => (from..=to).contains(&count),
            _ => true,
        };
        let day = sale.sold_on.is_none_or(|day| {
            self.valid_from.is_none_or(|from| from <= day)
                && self.valid_until.is_none_or(|until| day <= until)
        });
        brand && count && day
    }

    /// What this row takes; nothing when the result does not fit.
    pub(super) fn charge(&self, sale: &Sale<'_>) -> Option<Charges> {
        let gross = i128::from(sale.gross).abs();
        let rate = half_up(gross * i128::from(self.basis_points), BASIS_POINTS);
        let fixed = i128::from(self.fixed);
        let anticipation = match (self.anticipation, sale.paid_on, sale.due_on) {
            (Some(terms), Some(paid), Some(due)) => {
                terms.fee((gross - rate - fixed).max(0), paid, due)
            }
            _ => 0,
        };
        let sign = if sale.gross < 0 { -1 } else { 1 };
        let signed = |amount: i128| i64::try_from(sign * amount).ok();
        Some(Charges {
            rate: signed(rate)?,
            fixed: signed(fixed)?,
            anticipation: signed(anticipation)?,
            net: signed(gross - rate - fixed - anticipation)?,
        })
    }
}

/// A quotient rounded half up; neither side is negative.
pub(crate) fn half_up(amount: i128, by: i128) -> i128 {
    (amount + by / 2) / by
}

impl fmt::Display for FeeRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.product)?;
        if let Some(brand) = &self.brand {
            write!(f, ", {brand}")?;
        }
        match self.installments {
            Some((from, to)) if from == to => write!(f, ", {from} installments")?,
            Some((from, to)) => write!(f, ", {from} to {to} installments")?,
            None => {}
        }
        if let Some(day) = self.valid_from {
            write!(f, ", from {day}")?;
        }
        if let Some(day) = self.valid_until {
            write!(f, ", until {day}")?;
        }
        write!(f, ": {}", Percent(self.basis_points))?;
        if self.fixed != 0 {
            write!(f, " and {}", crate::outcome::Money(self.fixed))?;
        }
        if let Some(terms) = self.anticipation {
            let rate = Percent(terms.monthly_basis_points);
            write!(f, ", {rate} a month for early payment")?;
        }
        Ok(())
    }
}

/// Basis points as people read them.
pub(crate) struct Percent(pub(crate) u32);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02} %", self.0 / 100, self.0 % 100)
    }
}

/// What is known of a sale. What is left out is unknown, and no row is guessed from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sale<'a> {
    /// The product, as the contract names it.
    pub product: &'a str,
    /// The card brand.
    pub brand: Option<&'a str>,
    /// Into how many installments it was split.
    pub installments: Option<u32>,
    /// The amount before fees; negative for a refund.
    pub gross: i64,
    /// The day that decides which row is in force.
    pub sold_on: Option<Date>,
    /// The day it was to be paid.
    pub due_on: Option<Date>,
    /// The day it was paid, if earlier.
    pub paid_on: Option<Date>,
}

/// What is kept of a sale, part by part, and what is left; all negative for a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charges {
    /// The rate's part.
    pub rate: i64,
    /// The fixed fee.
    pub fixed: i64,
    /// The price of being paid early.
    pub anticipation: i64,
    /// What is left.
    pub net: i64,
}
