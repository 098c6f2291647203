//! Evidence as whole numbers: thousandths of a bit of log-odds.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};
use std::sync::LazyLock;

/// Log-odds in thousandths of a bit. Ten bits for something make it a thousand times likelier.
///
/// Whole numbers keep sums exact and the same on every machine.
///
/// ```
/// use recon_core::Bits;
/// let even = Bits::from_milli(0);
/// assert_eq!(even.probability_ppm(), 500_000);
/// assert!(Bits::from_milli(10_000).probability_ppm() > 999_000);
/// assert_eq!(Bits::from_milli(7_250).to_string(), "7.2 bits");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
pub struct Bits(i32);

impl Bits {
    /// No evidence either way.
    pub const ZERO: Self = Self(0);

    /// From thousandths of a bit.
    #[must_use]
    pub const fn from_milli(milli: i32) -> Self {
        Self(milli)
    }

    /// Thousandths of a bit.
    #[must_use]
    pub const fn milli(self) -> i32 {
        self.0
    }

    /// `log2` of the sum of what these odds stand for: `2^a + 2^b + …`.
    pub(crate) fn log_sum(terms: impl Iterator<Item = Self> + Clone) -> Self {
        let Some(most) = terms.clone().max() else {
            return Self(i32::MIN / 2);
        };
        let sum: u64 = terms.map(|t| exp2_share((t - most).0.into())).sum();
        most + Self(log2_milli(sum) - 32_000)
    }

    /// `log2(of / among)`; zero counts are read as one.
    pub(crate) fn ratio(of: u64, among: u64) -> Self {
        Self(log2_milli(of) - log2_milli(among))
    }

    /// The probability these odds stand for, in millionths.
    #[must_use]
    pub fn probability_ppm(self) -> u32 {
        const MILLION: u64 = 1_000_000;
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if whole >= 24 {
            return if self.0 > 0 { 1_000_000 } else { 0 };
        }
        let odds = exp2_millionths(part) << whole;
        let likely = odds * MILLION / (odds + MILLION);
        let ppm = if self.0 >= 0 {
            likely
        } else {
            MILLION - likely
        };
        u32::try_from(ppm).unwrap_or(1_000_000)
    }

    pub(crate) fn clamp(self, low: i32, high: i32) -> Self {
        Self(self.0.clamp(low, high))
    }
}

/// `2^(part / 1000)` in millionths, for a part below 1000: as 1 + f(0.6565 + 0.3435 f), which is
/// right to two parts in a thousand.
fn exp2_millionths(part: u32) -> u64 {
    let part = u64::from(part);
    1_000_000 + part * (656_500 + 3435 * part / 10) / 1000
}

/// `2^(milli / 1000)` in parts of 2³², for `milli` up to zero; more counts as zero.
pub(crate) fn exp2_share(milli: i64) -> u64 {
    let below = milli.min(0).unsigned_abs();
    let (whole, part) = (below / 1000, u32::try_from(below % 1000).unwrap_or(0));
    if whole >= 32 {
        return 0;
    }
    match part {
        0 => (1 << 32) >> whole,
        _ => ((exp2_millionths(1000 - part) << 32) / 2_000_000) >> whole,
    }
}

/// `1000 * log2(n)`, rounded down; zero is read as one.
pub(crate) fn log2_milli(n: u64) -> i32 {
    let small = usize::try_from(n).ok().and_then(|n| SMALL.get(n));
    small.copied().unwrap_or_else(|| log2_by_squaring(n))
}

/// The logarithms of small numbers, which are asked for most.
static SMALL: LazyLock<[i32; 256]> = LazyLock::new(|| {
    let mut logarithms = [0; 256];
    for (n, logarithm) in (0..).zip(&mut logarithms) {
        *logarithm = log2_by_squaring(n);
    }
    logarithms
});

fn log2_by_squaring(n: u64) -> i32 {
    let n = n.max(1);
    let whole = n.ilog2();
    // The mantissa in [1, 2) with 32 fractional bits; each squaring yields one bit of the logarithm.
    let mut mantissa = (u128::from(n) << 32) >> whole;
    let mut fraction = 0_u32;
    for _ in 0..10 {
        mantissa = (mantissa * mantissa) >> 32;
        fraction <<= 1;
        if mantissa >= 2 << 32 {
            mantissa >>= 1;
            fraction |= 1;
        }
    }
    i32::try_from(whole * 1000 + fraction * 1000 / 1024).unwrap_or(i32::MAX)
}

impl Add for Bits {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Bits {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Bits {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Bits {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        write!(
            f,
            "{sign}{}.{} bits",
            magnitude / 1000,
            magnitude % 1000 / 100
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_of_powers_are_exact() {
        for power in 0..64 {
            assert_eq!(log2_milli(1 << power), 1000 * power);
        }
        assert_eq!(log2_milli(10), 3321);
        assert_eq!(log2_milli(0), 0);
        assert!(log2_milli(u64::MAX) >= 63_990);
    }

    #[test]
    fn sums_of_odds() {
        let sum = |terms: &[i32]| Bits::log_sum(terms.iter().map(|t| Bits(*t))).milli();
        assert_eq!(sum(&[5_000, 5_000]), 6_000);
        assert_eq!(sum(&[-3_000; 8]), 0);
        assert!(sum(&[4_000, -40_000]).abs_diff(4_000) <= 1);
        assert!(sum(&[1_500, 500]).abs_diff(2_085) < 5);
        assert_eq!(exp2_share(0), 1 << 32);
        assert_eq!(exp2_share(-1_000), 1 << 31);
        assert_eq!(exp2_share(i64::MIN), 0);
    }

    #[test]
    fn probabilities_are_symmetric_and_rise() {
        let mut last = 0;
        for milli in (-30_000..30_000).step_by(37) {
            let here = Bits(milli).probability_ppm();
            assert!(here >= last);
            assert!((here + Bits(-milli).probability_ppm()).abs_diff(1_000_000) <= 1);
            last = here;
        }
        assert!(Bits(3_170).probability_ppm().abs_diff(900_000) < 600);
    }
}
