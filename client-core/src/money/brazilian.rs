use std::fmt;

use super::Amount;

/// Displays an amount as people in Brazil write it; made by [`Amount::brazilian`].
///
/// At least two decimals, and never fewer than the amount holds. Width and fill apply.
///
/// ```
/// use client_core::money::Amount;
///
/// assert_eq!(Amount::parse("-1234.5")?.brazilian().to_string(), "-R$ 1.234,50");
/// assert_eq!(format!("{:>10}", Amount::from_cents(500).brazilian()), "   R$ 5,00");
/// # Ok::<(), client_core::money::AmountError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brazilian(pub(super) Amount);

impl fmt::Display for Brazilian {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.abs().to_string();
        let (integer, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
        let sign = if self.0.is_negative() { "-" } else { "" };
        let grouped = group_thousands(integer);
        f.pad_integral(true, "", &format!("{sign}R$ {grouped},{decimals:0<2}"))
    }
}

fn group_thousands(integer: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in integer.chars().enumerate() {
        let digits_left = integer.len() - index;
        if index > 0 && digits_left.is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}
