use std::error::Error;
use std::fmt;

use crate::wire::Shape;

/// Why something is not an [`Amount`](super::Amount), or not one that fits where it should go.
///
/// Messages describe what was found by its shape and never repeat it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AmountError {
    /// The value is not written as an amount.
    Malformed {
        /// What was there instead.
        found: Shape,
    },
    /// Exact representation needs more than 28 digits. Check the unit, or round before.
    TooManyDigits,
    /// There are more decimals than the place allows. Round before, for example with
    /// [`round_to_cents`](super::Amount::round_to_cents).
    TooManyDecimals {
        /// How many decimals are allowed.
        allowed: u32,
    },
    /// The whole cents of the amount do not fit an `i64`.
    CentsOverflow,
    /// An amount cannot be split into zero parts.
    NoParts,
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { found } => {
                write!(f, "expected an amount such as 1234.50, found {found}")?;
                if let Some(remedy) = remedy(found) {
                    write!(f, "; {remedy}")?;
                }
                Ok(())
            }
            Self::TooManyDigits => f.write_str(
                "the amount needs more than 28 digits and is never rounded to fit: \
                 check its unit, or round it first",
            ),
            Self::TooManyDecimals { allowed } => write!(
                f,
                "the amount has more than {allowed} decimals and is never rounded to fit: \
                 round it first, or check its unit",
            ),
            Self::CentsOverflow => {
                f.write_str("the amount in cents does not fit 64 bits: check its unit")
            }
            Self::NoParts => {
                f.write_str("an amount cannot be split into 0 parts: ask for at least 1")
            }
        }
    }
}

impl Error for AmountError {}

fn remedy(found: &Shape) -> Option<&'static str> {
    match found {
        Shape::Null => Some("if there may be none, read it as an Option"),
        Shape::Text(picture) if picture.contains(',') => {
            Some("write a point before the cents and no thousands separator")
        }
        Shape::Text(picture) if picture.contains(char::is_whitespace) => Some("remove the spaces"),
        _ => None,
    }
}
