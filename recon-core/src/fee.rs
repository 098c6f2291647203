//! What a card acquirer or a payment service keeps: the contract, and the net it leads to.

use std::collections::BTreeMap;
use thiserror::Error;

/// One basis point is a hundredth of a per cent.
const BASIS_POINTS: i128 = 10_000;

/// The fee of one product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
struct Rate {
    basis_points: u32,
    fixed: i64,
}

/// A fee contract: which product pays how much.
///
/// The net of a gross amount is `gross − round(gross × rate) − fixed`, the rate's part rounded
/// half up to the minor unit, away from zero for refunds.
///
/// ```
/// use recon_core::FeeContract;
/// let contract = FeeContract::new()
///     .with_rate("visa_credito", 319)?
///     .with_fixed_fee("pix_qr", 99, 10)?;
/// assert_eq!(contract.net("visa_credito", 100_000), Some(96_810)); // R$ 1.000,00 at 3,19 %
/// assert_eq!(contract.net("pix_qr", 5_000), Some(4_940)); // 0,99 % and R$ 0,10
/// assert_eq!(contract.net("elo_debito", 5_000), None);
/// # Ok::<(), recon_core::FeeError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
pub struct FeeContract {
    rates: BTreeMap<String, Rate>,
}

/// Why a row cannot be part of a fee contract.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FeeError {
    /// The product is named twice.
    #[error("product {product:?} has two fee rows; keep the one that applies")]
    DuplicateProduct {
        /// The product as given.
        product: String,
    },
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
        self.with_fixed_fee(product, basis_points, 0)
    }

    /// Adds a product that pays a rate and a fixed fee in minor units on every sale.
    ///
    /// # Errors
    /// [`FeeError`] when the product is already there, the rate is 100 % or more, or the fixed fee
    /// is negative.
    pub fn with_fixed_fee(
        mut self,
        product: impl Into<String>,
        basis_points: u32,
        fixed: i64,
    ) -> Result<Self, FeeError> {
        let product = product.into();
        if i128::from(basis_points) >= BASIS_POINTS {
            return Err(FeeError::RateTooHigh {
                product,
                basis_points,
            });
        }
        if fixed < 0 {
            return Err(FeeError::NegativeFixedFee { product });
        }
        let key = product_key(&product);
        if self.rates.contains_key(&key) {
            return Err(FeeError::DuplicateProduct { product });
        }
        self.rates.insert(
            key,
            Rate {
                basis_points,
                fixed,
            },
        );
        Ok(self)
    }

    /// What is left of `gross` after the product's fee; nothing when the product has no row or
    /// the result does not fit.
    #[must_use]
    pub fn net(&self, product: &str, gross: i64) -> Option<i64> {
        let rate = self.rates.get(&product_key(product))?;
        let wide = i128::from(gross);
        let share = wide.abs() * i128::from(rate.basis_points);
        let fee = (share + BASIS_POINTS / 2).div_euclid(BASIS_POINTS) + i128::from(rate.fixed);
        i64::try_from(if gross < 0 { wide + fee } else { wide - fee }).ok()
    }

    /// Whether the contract has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rates.is_empty()
    }
}

/// Products are compared without regard to case, accents and punctuation.
fn product_key(product: &str) -> String {
    crate::text::fold(product)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            Err(FeeError::DuplicateProduct { .. })
        ));
        assert!(matches!(
            base.clone().with_rate("x", 10_000),
            Err(FeeError::RateTooHigh { .. })
        ));
        let negative = base.with_fixed_fee("x", 1, -1).unwrap_err();
        assert!(negative.to_string().contains("minor units"));
    }
}
