//! What a card acquirer or a payment service keeps: the contract, the net it leads to, and the
//! contract that explains what was paid.

mod explain;
mod row;

pub use explain::{Explained, Paid, explain};
pub use row::{Anticipation, Charges, DayCount, FeeRow, Sale};
pub(crate) use row::{Percent, half_up};

use crate::book::{Book, NONE, Row};
use crate::terms::Terms;
use row::BASIS_POINTS;
use std::collections::BTreeMap;
use thiserror::Error;
use time::Date;

/// A fee contract: which sale pays how much.
///
/// The net of a gross amount is `gross − round(gross × rate) − fixed`, less the price of being
/// paid early; every part is rounded half up to the minor unit, away from zero for refunds.
///
/// ```
/// use recon_core::{FeeContract, fee::{FeeRow, Sale}};
/// let contract = FeeContract::new()
///     .with_rate("visa_credito", 319)?
///     .with_fixed_fee("pix_qr", 99, 10)?
///     .with_row(FeeRow::new("credito", 249).with_brand("elo").with_installments(1, 1))?
///     .with_row(FeeRow::new("credito", 289).with_brand("elo").with_installments(2, 6))?;
/// assert_eq!(contract.net("visa_credito", 100_000), Some(96_810)); // R$ 1.000,00 at 3,19 %
/// assert_eq!(contract.net("pix_qr", 5_000), Some(4_940)); // 0,99 % and R$ 0,10
/// assert_eq!(contract.net("credito", 5_000), None); // one of two rows: nothing is guessed
///
/// let sale = Sale { product: "credito", installments: Some(3), gross: 100_000, ..Sale::default() };
/// assert_eq!(contract.charges(&sale).map(|c| c.net), Some(97_110));
/// # Ok::<(), recon_core::FeeError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "Vec<FeeRow>", into = "Vec<FeeRow>")
)]
pub struct FeeContract {
    rows: BTreeMap<String, Vec<FeeRow>>,
}

/// Why a row cannot be part of a fee contract.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FeeError {
    /// A sale could fall under two rows.
    #[error(
        "two fee rows overlap: \"{first}\" and \"{second}\"; keep one, or give them brands, installments or dates that do not meet"
    )]
    Overlap {
        /// The row that was there first.
        first: String,
        /// The row that was to be added.
        second: String,
    },
    /// The row has no product.
    #[error("a fee row has an empty `product`; name the product as the sales' tag does")]
    NoProduct,
    /// The rate takes the whole amount or more.
    #[error(
        "product {product:?}: a rate of {basis_points} basis points takes 100 % or more; give basis points (319 for 3.19 %)"
    )]
    RateTooHigh {
        /// The product as given.
        product: String,
        /// The rate as given.
        basis_points: u32,
    },
    /// The fixed fee is below zero.
    #[error(
        "product {product:?}: the fixed fee is negative; give what is kept per sale, in minor units"
    )]
    NegativeFixedFee {
        /// The product as given.
        product: String,
    },
    /// No sale can fall under the row.
    #[error(
        "fee row \"{row}\" holds for no sale: {field} ends before it begins, or begins at zero"
    )]
    EmptyRange {
        /// The row.
        row: String,
        /// `installments` or `valid_until`.
        field: &'static str,
    },
}

impl FeeContract {
    /// A contract without rows.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a product that pays a rate, in basis points (319 is 3.19 %).
    ///
    /// # Errors
    /// [`FeeError`] when the product is already there or the rate is 100 % or more.
    pub fn with_rate(
        self,
        product: impl Into<String>,
        basis_points: u32,
    ) -> Result<Self, FeeError> {
        self.with_row(FeeRow::new(product, basis_points))
    }

    /// Adds a product that pays a rate and a fixed fee in minor units on every sale.
    ///
    /// # Errors
    /// [`FeeError`] when the product is already there, the rate is 100 % or more, or the fixed fee
    /// is negative.
    pub fn with_fixed_fee(
        self,
        product: impl Into<String>,
        basis_points: u32,
        fixed: i64,
    ) -> Result<Self, FeeError> {
        self.with_row(FeeRow::new(product, basis_points).with_fixed_fee(fixed))
    }

    /// Adds a row.
    ///
    /// # Errors
    /// [`FeeError`] when a sale could fall under this row and another, when none can, or when the
    /// rate or fixed fee is out of range.
    pub fn with_row(mut self, row: FeeRow) -> Result<Self, FeeError> {
        check(&row)?;
        let rows = self
            .rows
            .entry(crate::text::fold(&row.product))
            .or_default();
        if let Some(first) = rows.iter().find(|first| first.overlaps(&row)) {
            return Err(FeeError::Overlap {
                first: first.to_string(),
                second: row.to_string(),
            });
        }
        rows.push(row);
        Ok(self)
    }

    /// The rows, product by product.
    pub fn rows(&self) -> impl Iterator<Item = &FeeRow> {
        self.rows.values().flatten()
    }

    /// What is left of `gross` after the product's fee; nothing when the product has no row, when
    /// it has several and more would have to be known, or when the result does not fit.
    #[must_use]
    pub fn net(&self, product: &str, gross: i64) -> Option<i64> {
        let sale = Sale {
            product,
            gross,
            ..Sale::default()
        };
        self.charges(&sale).map(|charges| charges.net)
    }

    /// What is kept of a sale, part by part; nothing when no row holds for it, when more would
    /// have to be known to choose between rows, or when the result does not fit.
    #[must_use]
    pub fn charges(&self, sale: &Sale<'_>) -> Option<Charges> {
        self.charges_of(&crate::text::fold(sale.product), sale)
    }

    /// The same for a product whose name is folded already.
    fn charges_of(&self, product: &str, sale: &Sale<'_>) -> Option<Charges> {
        let mut rows = self
            .rows
            .get(product)?
            .iter()
            .filter(|row| row.may_hold(sale));
        match (rows.next(), rows.next()) {
            (Some(row), None) => row.charge(sale),
            _ => None,
        }
    }

    /// The net of a book's row by its tags and terms.
    pub(crate) fn net_of(&self, book: &Book, row: &Row, terms: Option<&Terms>) -> Option<i64> {
        if row.product == NONE {
            return None;
        }
        let product = book.symbols.get(row.product);
        let date = |day: i32| Date::from_julian_day(day).ok();
        let due_day = terms.and_then(|t| t.due_day);
        let sale = Sale {
            product,
            brand: (row.brand != NONE).then(|| book.symbols.get(row.brand)),
            installments: terms.and_then(|t| t.installments),
            gross: row.amount,
            sold_on: date(due_day.unwrap_or(row.day)),
            due_on: due_day.and_then(date),
            paid_on: date(row.day),
        };
        self.charges_of(product, &sale).map(|charges| charges.net)
    }

    /// Whether the contract has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

fn check(row: &FeeRow) -> Result<(), FeeError> {
    let product = || row.product.clone();
    let out_of_range = |basis_points: u32| i128::from(basis_points) >= BASIS_POINTS;
    let monthly = row.anticipation.map_or(0, |a| a.monthly_basis_points);
    if crate::text::fold(&row.product).is_empty() {
        return Err(FeeError::NoProduct);
    }
    if let Some(basis_points) = [row.basis_points, monthly]
        .into_iter()
        .find(|r| out_of_range(*r))
    {
        return Err(FeeError::RateTooHigh {
            product: product(),
            basis_points,
        });
    }
    if row.fixed < 0 {
        return Err(FeeError::NegativeFixedFee { product: product() });
    }
    let no_count = row
        .installments
        .is_some_and(|(from, to)| from == 0 || to < from);
    let no_day = row
        .valid_from
        .zip(row.valid_until)
        .is_some_and(|(from, until)| until < from);
    let empty = [(no_count, "installments"), (no_day, "valid_until")];
    match empty.into_iter().find(|(is_empty, _)| *is_empty) {
        Some((_, field)) => Err(FeeError::EmptyRange {
            row: row.to_string(),
            field,
        }),
        None => Ok(()),
    }
}

impl TryFrom<Vec<FeeRow>> for FeeContract {
    type Error = FeeError;

    fn try_from(rows: Vec<FeeRow>) -> Result<Self, FeeError> {
        rows.into_iter().try_fold(Self::new(), Self::with_row)
    }
}

impl From<FeeContract> for Vec<FeeRow> {
    fn from(contract: FeeContract) -> Self {
        contract.rows.into_values().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn half_a_cent_rounds_away_from_zero() {
        let contract = FeeContract::new().with_rate("A", 250).unwrap();
        assert_eq!(contract.net("a", 20), Some(19)); // 0.5 cent of fee is one cent
        assert_eq!(contract.net("a", -20), Some(-19));
        assert_eq!(contract.net("a", 19), Some(19));
        assert_eq!(contract.net("a", i64::MAX), Some(8_992_787_735_933_406_412));
        assert!(contract.net("a", i64::MIN).is_some());
    }

    #[test]
    fn rows_are_checked() {
        let base = FeeContract::new().with_rate("Visa Débito", 99).unwrap();
        assert!(matches!(
            base.clone().with_rate("VISA DEBITO", 120),
            Err(FeeError::Overlap { .. })
        ));
        assert!(matches!(
            base.clone().with_rate("x", 10_000),
            Err(FeeError::RateTooHigh { .. })
        ));
        let negative = base.with_fixed_fee("x", 1, -1).unwrap_err();
        assert!(negative.to_string().contains("minor units"));
    }

    #[test]
    fn overlapping_rows_are_named() {
        let from = |day| {
            FeeRow::new("credito", 289)
                .with_brand("Elo")
                .valid_from(day)
        };
        let contract = FeeContract::new()
            .with_row(from(date!(2026 - 01 - 01)).valid_until(date!(2026 - 06 - 30)))
            .unwrap();
        assert!(
            contract
                .clone()
                .with_row(from(date!(2026 - 07 - 01)))
                .is_ok()
        );
        assert!(
            contract
                .clone()
                .with_row(FeeRow::new("credito", 1).with_brand("visa"))
                .is_ok()
        );
        let error = contract
            .with_row(
                FeeRow::new("Crédito", 319)
                    .with_brand("ELO")
                    .valid_from(date!(2026 - 06 - 30)),
            )
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("credito, Elo, from 2026-01-01, until 2026-06-30: 2.89 %"),
            "{error}"
        );
        assert!(
            error.contains("Crédito, ELO, from 2026-06-30: 3.19 %"),
            "{error}"
        );
    }

    #[test]
    fn rows_for_no_sale_are_refused() {
        let row = FeeRow::new("credito", 289);
        let no_count = FeeContract::new().with_row(row.clone().with_installments(6, 2));
        assert!(no_count.unwrap_err().to_string().contains("installments"));
        let no_day = row
            .valid_from(date!(2026 - 02 - 01))
            .valid_until(date!(2026 - 01 - 31));
        assert!(
            FeeContract::new()
                .with_row(no_day)
                .unwrap_err()
                .to_string()
                .contains("valid_until")
        );
        assert_eq!(
            FeeContract::new().with_rate(" ", 1),
            Err(FeeError::NoProduct)
        );
    }

    #[test]
    fn the_row_follows_brand_installments_and_day() {
        let row = |rate| FeeRow::new("credito", rate);
        let contract = FeeContract::new()
            .with_row(row(249).with_installments(1, 1))
            .unwrap()
            .with_row(
                row(289)
                    .with_installments(2, 6)
                    .valid_until(date!(2026 - 03 - 31)),
            )
            .unwrap()
            .with_row(
                row(299)
                    .with_installments(2, 6)
                    .valid_from(date!(2026 - 04 - 01)),
            )
            .unwrap();
        let net = |installments, sold_on| {
            let sale = Sale {
                product: "Credito",
                gross: 100_000,
                installments,
                sold_on,
                ..Sale::default()
            };
            contract.charges(&sale).map(|c| c.net)
        };
        assert_eq!(net(Some(1), None), Some(97_510));
        assert_eq!(net(Some(4), Some(date!(2026 - 03 - 31))), Some(97_110));
        assert_eq!(net(Some(4), Some(date!(2026 - 04 - 01))), Some(97_010));
        assert_eq!(net(Some(4), None), None);
        assert_eq!(net(Some(7), Some(date!(2026 - 04 - 01))), None);
    }

    /// Net 322.70 due in 30, 60 and 90 days at 1.99 % a month: 6.42, 12.84 and 19.27.
    #[test]
    fn early_payment_costs_pro_rata() {
        let early = |days| {
            FeeContract::new()
                .with_row(FeeRow::new("c", 0).with_anticipation(Anticipation {
                    monthly_basis_points: 199,
                    days,
                }))
                .unwrap()
        };
        let fee = |contract: &FeeContract, due_on: Date| {
            let sale = Sale {
                product: "c",
                gross: 32_270,
                paid_on: Some(date!(2026 - 01 - 16)),
                due_on: Some(due_on),
                ..Sale::default()
            };
            contract.charges(&sale).unwrap().anticipation
        };
        let calendar = early(DayCount::Calendar);
        assert_eq!(fee(&calendar, date!(2026 - 02 - 15)), 642);
        assert_eq!(fee(&calendar, date!(2026 - 03 - 17)), 1_284);
        assert_eq!(fee(&calendar, date!(2026 - 04 - 16)), 1_927);
        assert_eq!(fee(&calendar, date!(2026 - 01 - 10)), 0);
        // Friday the 16th to Friday the 23rd: five business days of 21.
        assert_eq!(fee(&early(DayCount::Business), date!(2026 - 01 - 23)), 153);
    }
}
