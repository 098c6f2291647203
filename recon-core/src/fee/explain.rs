//! The contract behind what was paid: rates and fixed fees from pairs of gross and net.

use super::row::BASIS_POINTS;
use std::collections::BTreeMap;

/// Fewer pairs than this prove no row: any single one fits some rate.
const FEWEST: usize = 2;
/// Pairs compared with each other to find fixed fees.
const SAMPLE: usize = 48;
/// Fixed fees that are tried.
const MOST_FIXED: usize = 16;
/// A pair of pairs too close together says nothing about the rate.
const MOST_RATES: i128 = 64;
/// All rates that a contract may have.
const RATES: usize = 10_000;

/// What a sale was worth and what was paid for it, in minor units, both of one sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    /// Before fees.
    pub gross: i64,
    /// After fees.
    pub net: i64,
}

/// A rate and fixed fee that explain what was paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The rate, in basis points: the roundest of those that fit equally well.
    pub basis_points: u32,
    /// The rates next to it that explain the same pairs, both ends included. Small amounts leave
    /// more than one.
    pub basis_points_between: (u32, u32),
    /// The fixed fee, in minor units.
    pub fixed: i64,
    /// The pairs it explains to the minor unit, by their place in what was given.
    pub pairs: Vec<usize>,
}

/// Finds the fewest, simplest rows that explain the pairs to the cent, the one that explains most
/// first. Pairs that no row of at least two explains are in none.
///
/// Give it the sales of one product; a rate that changed on a day shows as two rows.
///
/// ```
/// use recon_core::fee::{Paid, explain};
/// let paid = [(10_000, 9_671), (25_050, 24_241), (3_990, 3_853), (77_700, 75_211)]
///     .map(|(gross, net)| Paid { gross, net });
/// let rows = explain(&paid);
/// assert_eq!((rows[0].basis_points, rows[0].fixed), (319, 10)); // 3.19 % and ten cents
/// assert_eq!(rows[0].pairs.len(), 4);
/// ```
#[must_use]
pub fn explain(paid: &[Paid]) -> Vec<Explained> {
    let mut rest: Vec<Fee> = paid.iter().enumerate().filter_map(Fee::of).collect();
    let mut rows = Vec::new();
    while rest.len() >= FEWEST {
        let fixed = fixed_fees(&rest);
        let best = fixed
            .into_iter()
            .filter_map(|fixed| best_rate(&rest, fixed));
        let Some(best) = best.max_by_key(|found| {
            (
                found.count,
                found.fixed == 0,
                roundness(found.rate),
                std::cmp::Reverse((found.fixed, found.rate)),
            )
        }) else {
            break;
        };
        let (explained, others) = rest.iter().partition(|fee| best.explains(fee));
        rest = others;
        let explained: Vec<Fee> = explained;
        rows.push(Explained {
            basis_points: best.rate,
            basis_points_between: best.between,
            fixed: best.fixed,
            pairs: explained.iter().map(|fee| fee.at).collect(),
        });
    }
    rows
}

/// A pair as magnitudes.
#[derive(Clone, Copy)]
struct Fee {
    at: usize,
    gross: i128,
    fee: i128,
}

impl Fee {
    /// Nothing for a pair that no fee leads to.
    fn of((at, paid): (usize, &Paid)) -> Option<Self> {
        let (gross, net) = (i128::from(paid.gross), i128::from(paid.net));
        let fee = gross.abs() - net.abs();
        let possible = gross != 0 && gross.signum() * net.signum() >= 0 && fee >= 0;
        possible.then_some(Self {
            at,
            gross: gross.abs(),
            fee,
        })
    }

    /// The rates, in basis points, that lead to this fee beside a fixed one.
    fn rates(&self, fixed: i64) -> Option<(usize, usize)> {
        let share = self.fee - i128::from(fixed);
        if share < 0 {
            return None;
        }
        let most = (share * BASIS_POINTS + BASIS_POINTS / 2 - 1).div_euclid(self.gross);
        let least = (share * BASIS_POINTS - BASIS_POINTS / 2 + self.gross - 1)
            .div_euclid(self.gross)
            .max(0);
        let most = most.min(BASIS_POINTS - 1);
        (least <= most).then_some((usize::try_from(least).ok()?, usize::try_from(most).ok()?))
    }
}

struct Found {
    rate: u32,
    between: (u32, u32),
    fixed: i64,
    count: usize,
}

impl Found {
    fn explains(&self, fee: &Fee) -> bool {
        let rate = usize::try_from(self.rate).unwrap_or(usize::MAX);
        fee.rates(self.fixed)
            .is_some_and(|(from, to)| (from..=to).contains(&rate))
    }
}

/// The rate that explains most pairs beside this fixed fee; nothing below [`FEWEST`].
fn best_rate(fees: &[Fee], fixed: i64) -> Option<Found> {
    let mut steps = vec![0_i64; RATES + 1];
    for (from, to) in fees.iter().filter_map(|fee| fee.rates(fixed)) {
        if let Some(step) = steps.get_mut(from) {
            *step += 1;
        }
        if let Some(step) = steps.get_mut(to + 1) {
            *step -= 1;
        }
    }
    let mut so_far = 0;
    let counts: Vec<i64> = steps
        .into_iter()
        .map(|step| {
            so_far += step;
            so_far
        })
        .collect();
    let most = counts.iter().copied().max()?;
    let count = usize::try_from(most).ok().filter(|n| *n >= FEWEST)?;
    let fits = |rate: u32| {
        usize::try_from(rate)
            .ok()
            .and_then(|at| counts.get(at).copied())
            == Some(most)
    };
    let rate = (0..).take(RATES).filter(|rate| fits(*rate));
    let rate = rate.max_by_key(|rate| (roundness(*rate), std::cmp::Reverse(*rate)))?;
    let low = (0..rate).rev().take_while(|r| fits(*r)).last();
    let high = (rate + 1..).take_while(|r| fits(*r)).last();
    Some(Found {
        rate,
        between: (low.unwrap_or(rate), high.unwrap_or(rate)),
        fixed,
        count,
    })
}

/// Zero, and the fixed fees that most pairs of pairs lead to.
fn fixed_fees(fees: &[Fee]) -> Vec<i64> {
    let mut sample: Vec<&Fee> = fees
        .iter()
        .step_by(fees.len().div_ceil(SAMPLE).max(1))
        .collect();
    sample.sort_unstable_by_key(|fee| (std::cmp::Reverse(fee.gross), fee.at));
    let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
    for (at, big) in sample.iter().enumerate() {
        for small in sample.iter().skip(at + 1) {
            let apart = big.gross - small.gross;
            let about = (big.fee - small.fee) * BASIS_POINTS;
            if apart == 0 || 2 * BASIS_POINTS / apart > MOST_RATES {
                continue;
            }
            let from = ((about - BASIS_POINTS) / apart).max(0);
            let to = (about + BASIS_POINTS) / apart;
            let mut ways: Vec<i64> = (from..=to.min(BASIS_POINTS - 1))
                .filter_map(|rate| {
                    let share = (small.gross * rate + BASIS_POINTS / 2) / BASIS_POINTS;
                    i64::try_from(small.fee - share).ok()
                })
                .filter(|fixed| *fixed > 0)
                .collect();
            ways.dedup();
            for fixed in ways {
                *votes.entry(fixed).or_default() += 1;
            }
        }
    }
    let mut ranked: Vec<(usize, i64)> = votes.into_iter().map(|(f, n)| (n, f)).collect();
    ranked.sort_unstable_by_key(|(votes, fixed)| (std::cmp::Reverse(*votes), *fixed));
    let likely = ranked.into_iter().take(MOST_FIXED).map(|(_, fixed)| fixed);
    std::iter::once(0).chain(likely).collect()
}

/// People agree on round rates.
fn roundness(rate: u32) -> u32 {
    [100, 50, 10, 5]
        .into_iter()
        .map(|step| u32::from(rate.is_multiple_of(step)))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fee::FeeContract;

    fn sales(contract: &FeeContract, product: &str, grosses: &[i64]) -> Vec<Paid> {
        let paid = |gross: &i64| Paid {
            gross: *gross,
            net: contract.net(product, *gross).unwrap(),
        };
        grosses.iter().map(paid).collect()
    }

    #[test]
    fn a_change_of_rate_shows_as_two_rows() {
        let contract = FeeContract::new()
            .with_rate("old", 319)
            .unwrap()
            .with_rate("new", 289)
            .unwrap();
        let mut paid = sales(&contract, "old", &[184_257, 99_900, 45_871]);
        paid.extend(sales(&contract, "new", &[200_000, 31_415]));
        paid.push(Paid {
            gross: 10_000,
            net: 1,
        });
        let rows = explain(&paid);
        let found: Vec<_> = rows
            .iter()
            .map(|r| (r.basis_points, r.fixed, r.pairs.clone()))
            .collect();
        assert_eq!(found, [(319, 0, vec![0, 1, 2]), (289, 0, vec![3, 4])]);
    }

    #[test]
    fn a_fixed_fee_is_told_from_a_rate() {
        let contract = FeeContract::new().with_fixed_fee("pix", 99, 40).unwrap();
        let paid = sales(
            &contract,
            "pix",
            &[5_000, 12_345, 100, 77_777, 250_000, 9_999],
        );
        let rows = explain(&paid);
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].basis_points, rows[0].fixed), (99, 40));
    }

    #[test]
    fn small_amounts_leave_a_range() {
        let paid = [
            Paid {
                gross: 1_000,
                net: 970,
            },
            Paid {
                gross: 900,
                net: 873,
            },
        ];
        let rows = explain(&paid);
        assert_eq!(rows[0].basis_points, 300);
        assert_eq!(rows[0].basis_points_between, (295, 304));
    }

    #[test]
    fn what_no_fee_leads_to_is_left_out() {
        let odd = |gross, net| Paid { gross, net };
        assert!(
            explain(&[
                odd(0, 0),
                odd(100, 101),
                odd(100, -5),
                odd(i64::MIN, i64::MAX)
            ])
            .is_empty()
        );
    }
}
