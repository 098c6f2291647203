//! Several payments of one payer that together are one or several of its debts.
#![allow(
    clippy::indexing_slicing,
    reason = "members and masks are numbered here"
)]

use super::Run;
use crate::bits::{Bits, log2_milli};
use crate::book::{EntryIndex, HashedMap, NONE};
use crate::evidence::{Clue, Evidence};
use crate::outcome::{Balance, Certificate, Match, MatchKind, Review};
use std::collections::BTreeMap;

/// More open lines or entries of one payer than this and anything adds up.
const MOST_LEFT: usize = 8;
const MOST_RIGHT: usize = 10;
/// Payments or debts in one such match.
const MOST_TOGETHER: u32 = 4;
/// How clearly a memo must name its payer, and how much likelier than all others it must be.
const NAMED: Bits = Bits::from_milli(4_000);
const LIKELIEST: Bits = Bits::from_milli(-1_000);
/// What a tax id says about the payer.
const SAME_TAX_ID: Bits = Bits::from_milli(14_000);
/// Such sums fit by accident more often than pairs, and few payers pay so.
const CAUTION: Bits = Bits::from_milli(6_000);

/// Open lines that name one payer, and how surely they do.
#[derive(Default)]
struct Lines {
    rows: Vec<u32>,
    /// The least sure of them.
    named: Option<Bits>,
}

/// Lines and entries that add up to the same.
struct Sums {
    left: Vec<u32>,
    right: Vec<u32>,
}

impl Run<'_> {
    pub(super) fn many_to_many(&mut self) {
        self.read_mentions();
        for (payer, lines) in self.lines_of_payers() {
            let open = self.payers.rows(payer).iter().copied();
            let rights: Vec<u32> = open.filter(|r| self.is_right_open(*r)).collect();
            if (2..=MOST_LEFT).contains(&lines.rows.len())
                && (1..=MOST_RIGHT).contains(&rights.len())
            {
                self.sums_of(&lines, &rights);
            }
        }
    }

    /// Open lines by the one payer that each names best.
    fn lines_of_payers(&self) -> BTreeMap<u32, Lines> {
        let mut lines: BTreeMap<u32, Lines> = BTreeMap::new();
        let mut by_tax_id: HashedMap<u32> = HashedMap::default();
        for (right, row) in (0_u32..)
            .zip(self.right.rows())
            .filter(|(_, r)| r.tax_id != 0)
        {
            by_tax_id.insert(row.tax_id, self.payers.of_row(right));
        }
        let has_open = |payer: u32| {
            self.payers
                .rows(payer)
                .iter()
                .any(|r| self.is_right_open(*r))
        };
        for left in self.open_left() {
            let row = self.left_row(left);
            let known = by_tax_id.get(&row.tax_id).copied().filter(|p| *p != NONE);
            let payer = match known {
                Some(payer) => Some((payer, SAME_TAX_ID)),
                None => {
                    let mut named = self.mentioned_by(left);
                    named
                        .find(|n| has_open(n.payer))
                        .filter(|n| n.belief >= LIKELIEST)
                        .map(|n| (n.payer, n.worth))
                }
            };
            if let Some((payer, worth)) = payer.filter(|(_, worth)| *worth >= NAMED) {
                let lines = lines.entry(payer).or_default();
                lines.rows.push(left);
                lines.named = Some(lines.named.map_or(worth, |w| w.min(worth)));
            }
        }
        lines
    }

    fn sums_of(&mut self, lines: &Lines, rights: &[u32]) {
        let (lefts, rights) = self.within_reach(&lines.rows, rights);
        let (found, tried) = self.equal_sums(&lefts, &rights);
        self.report.candidates += tried;
        let Some(best) = found.first() else { return };
        let Some(proposal) = self.summed(best, lines.named, tried) else {
            return;
        };
        if found.len() == 1 && proposal.score >= self.plan.sure + CAUTION {
            self.accept(proposal);
        } else if proposal.score >= self.plan.sure {
            let certificate = if found.len() == 1 {
                Certificate::Likely
            } else {
                Certificate::Tie
            };
            self.doubtful_groups.push(Review {
                proposal: Match {
                    certificate,
                    ..proposal
                },
                alternatives: Vec::new(),
                alternative_count: found.len() - 1,
            });
        }
    }

    /// Those that lie within the window of each other.
    fn within_reach(&self, lefts: &[u32], rights: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let meets = |l: u32, r: u32| {
            let (left, right) = (self.left_row(l), self.right_row(r));
            self.compatible(left, right)
                && self.in_window(left.day, right.day)
                && left.amount != 0
                && left.amount.signum() == right.amount.signum()
        };
        let near_left = lefts
            .iter()
            .filter(|l| rights.iter().any(|r| meets(**l, *r)));
        let near_left: Vec<u32> = near_left.copied().collect();
        let near_right = rights
            .iter()
            .filter(|r| !near_left.is_empty() && near_left.iter().all(|l| meets(*l, **r)));
        (near_left.clone(), near_right.copied().collect())
    }

    /// Choices of at least two lines and one entry that add up, without any that only joins
    /// smaller ones; and how many pairs of choices were compared.
    fn equal_sums(&self, lefts: &[u32], rights: &[u32]) -> (Vec<Sums>, u64) {
        let left_sums = sums(lefts, |l| self.left_row(l).amount);
        let right_sums = sums(rights, |r| self.expected(r));
        let mut by_sum: BTreeMap<i128, Vec<u32>> = BTreeMap::new();
        for (sum, mask) in &right_sums {
            by_sum.entry(*sum).or_default().push(*mask);
        }
        let tried = left_sums.len() as u64 * right_sums.len() as u64;
        let mut found: Vec<(u32, u32)> = Vec::new();
        for (sum, left) in &left_sums {
            let rights = by_sum.get(sum).into_iter().flatten();
            found.extend(rights.map(|right| (*left, *right)));
        }
        found.sort_unstable_by_key(|(l, r)| (l.count_ones() + r.count_ones(), *l, *r));
        let mut least: Vec<(u32, u32)> = Vec::new();
        for (left, right) in found {
            let joins =
                |known: &(u32, u32)| known.0 & left == known.0 && known.1 & right == known.1;
            if !least.iter().any(joins) {
                least.push((left, right));
            }
        }
        let of = |rows: &[u32], mask: u32| -> Vec<u32> {
            (0..)
                .zip(rows)
                .filter(|(at, _)| mask >> at & 1 == 1)
                .map(|(_, row)| *row)
                .collect()
        };
        // One line that adds up alone is for `groups`, and was not sure enough there.
        least.retain(|(left, _)| left.count_ones() >= 2);
        let sums = least.into_iter().map(|(left, right)| Sums {
            left: of(lefts, left),
            right: of(rights, right),
        });
        (sums.collect(), tried)
    }

    fn summed(&self, sums: &Sums, named: Option<Bits>, tried: u64) -> Option<Match> {
        let index =
            |rows: &[u32]| -> Vec<EntryIndex> { rows.iter().map(|row| EntryIndex(*row)).collect() };
        let (left, right) = (index(&sums.left), index(&sums.right));
        let net = sums.right.iter().any(|r| self.net(*r).is_some());
        let balance = self.balance(&left, &right, net)?;
        let by_name = named.unwrap_or(Bits::ZERO);
        let by_sum = self.surprise(sums, balance, tried);
        let count = |rows: &[u32]| u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let clue = Clue::SumsEqual {
            left: count(&sums.left),
            right: count(&sums.right),
        };
        let known = Clue::Note("all name the same payer".to_owned());
        Some(Match {
            kind: match sums.right.len() {
                1 => MatchKind::Installments,
                _ => MatchKind::ManyToMany,
            },
            left,
            right,
            balance,
            score: by_sum + by_name.clamp(0, 4_000),
            margin: None,
            certificate: Certificate::Only,
            rule: self.report.rule.clone(),
            evidence: vec![
                Evidence::new(clue, by_sum),
                Evidence::new(known, by_name.clamp(0, 4_000)),
            ],
            applied: Vec::new(),
            fees: Vec::new(),
        })
    }

    /// How surprising it is that one of so many comparisons came out equal. Round amounts meet
    /// more easily: what counts is the total in units of what divides all of them.
    fn surprise(&self, sums: &Sums, balance: Balance, tried: u64) -> Bits {
        let amounts = sums.left.iter().map(|l| self.left_row(*l).amount);
        let amounts = amounts.chain(sums.right.iter().map(|r| self.expected(*r)));
        let unit = amounts.fold(0, |unit, amount| gcd(unit, amount.unsigned_abs()));
        let steps = balance.gross.unsigned_abs() / unit.max(1);
        Bits::from_milli(log2_milli(steps) - log2_milli(tried))
    }
}

/// All sums of at most [`MOST_TOGETHER`] members, with their members.
fn sums(rows: &[u32], amount: impl Fn(u32) -> i64) -> Vec<(i128, u32)> {
    let amounts: Vec<i128> = rows.iter().map(|row| amount(*row).into()).collect();
    let masks = 1_u32..1 << amounts.len().min(MOST_RIGHT);
    let sized = masks.filter(|mask| mask.count_ones() <= MOST_TOGETHER);
    let total = |mask: u32| -> i128 {
        let members = amounts
            .iter()
            .enumerate()
            .filter(|(at, _)| mask >> at & 1 == 1);
        members.map(|(_, amount)| amount).sum()
    };
    sized.map(|mask| (total(mask), mask)).collect()
}

fn gcd(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_unit() {
        assert_eq!(gcd(0, 7), 7);
        assert_eq!(gcd(12_000, 4_500), 1_500);
        assert_eq!(gcd(0, 0), 0);
    }

    #[test]
    fn sums_have_their_members() {
        let found = sums(&[10, 20], i64::from);
        assert_eq!(found, [(10, 0b01), (20, 0b10), (30, 0b11)]);
    }
}
