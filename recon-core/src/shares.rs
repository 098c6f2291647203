//! How the money of a match is shared out: which left entry brings how much for which right one.

use crate::book::{Book, EntryIndex};
use crate::outcome::Match;

/// What one left entry brings for one right entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Share {
    /// The entry that brings the money.
    pub left: EntryIndex,
    /// The entry that it is for.
    pub right: EntryIndex,
    /// So much of the left entry, in minor units, signed.
    pub amount: i64,
    /// What of the right entry no money has come for after this share: fee, discount or what is
    /// still owed; negative when more came, as interest or by mistake.
    pub gap: i64,
}

impl Match {
    /// One share for every left with every right entry. The amounts of a left entry add up to all
    /// of it. `None` for a same-side pair, or where a sum does not fit in 64 bits.
    ///
    /// Fees are taken off the entry they belong to, a discount or interest off all in proportion;
    /// what was paid too much is with the last. Several left entries pay in order.
    #[must_use]
    pub fn shares(&self, left: &Book, right: &Book) -> Option<Vec<Share>> {
        if self.left.is_empty() || self.right.is_empty() {
            return None;
        }
        let mut money = self.money_for_each(left, right)?;
        let mut gaps: Vec<i128> = self.right.iter().map(|r| right.amount(*r).into()).collect();
        let mut shares = Vec::with_capacity(self.left.len() * self.right.len());
        for (at, entry) in self.left.iter().enumerate() {
            let is_last = at + 1 == self.left.len();
            let mut rest = i128::from(left.amount(*entry));
            // What has the other sign, such as a credit, makes this entry's money go further.
            let credits: i128 = money.iter().filter(|m| m.signum() == -rest.signum()).sum();
            let mut to_give = rest - credits;
            for ((index, money), gap) in self.right.iter().zip(&mut money).zip(&mut gaps) {
                let given = if is_last || money.signum() == -rest.signum() {
                    *money
                } else if money.abs() <= to_give.abs() {
                    to_give -= *money;
                    *money
                } else {
                    std::mem::take(&mut to_give)
                };
                *money -= given;
                *gap -= given;
                rest -= given;
                shares.push(Share {
                    left: *entry,
                    right: *index,
                    amount: i64::try_from(given).ok()?,
                    gap: i64::try_from(*gap).ok()?,
                });
            }
        }
        Some(shares)
    }

    /// The money that comes for each right entry; in all, what the left ones bring.
    fn money_for_each(&self, left: &Book, right: &Book) -> Option<Vec<i128>> {
        let settled = self.applied(right);
        let mut money: Vec<i128> = settled
            .iter()
            .map(|(_, amount)| i128::from(*amount))
            .collect();
        if self.fees.len() == money.len() {
            for (money, fee) in money.iter_mut().zip(&self.fees) {
                *money -= i128::from(*fee);
            }
        }
        let paid: i128 = self.left.iter().map(|l| i128::from(left.amount(*l))).sum();
        let too_much = match self.balance.residual.signum() == -self.balance.gross.signum() {
            true => -i128::from(self.balance.residual),
            false => 0,
        };
        let missing = money.iter().sum::<i128>() + too_much - paid;
        let all: i128 = money.iter().map(|m| m.abs()).sum();
        let mut taken = 0;
        for amount in &mut money {
            let part = missing
                .checked_mul(amount.abs())?
                .checked_div(all)
                .unwrap_or(0);
            *amount -= part;
            taken += part;
        }
        let last = money.last_mut()?;
        *last += too_much - (missing - taken);
        Some(money)
    }
}
