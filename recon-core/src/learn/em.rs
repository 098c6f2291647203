//! Expectation maximisation over agreement patterns (Fellegi and Sunter's model, estimated without
//! labels): how often each level of a clue occurs among true pairs and among chance ones.
//!
//! Candidate pairs are counted by pattern, so it takes the same time for a hundred pairs as for a
//! hundred million. Only additions, multiplications and divisions of `f64` are used, in one order,
//! so every machine comes to the same result.
#![allow(
    clippy::float_arithmetic,
    reason = "probabilities, not money; no function whose result depends on the machine"
)]

use crate::bits::{Bits, log2_milli};

/// One clue of a pair: its level, or nothing where it is not known.
pub type Agreement = Option<u8>;

/// At most so many rounds; they stop sooner when nothing changes any more.
const ROUNDS: usize = 500;
const SETTLED: f64 = 1e-10;
/// Imagined pairs on every level, so that what was not seen is not impossible.
const IMAGINED: f64 = 0.5;
/// Before anything is known: how many pairs are true, and how often a true pair has a clue's first
/// level.
const TRUE_AT_FIRST: f64 = 0.2;
const FIRST_LEVEL_AT_FIRST: f64 = 0.9;

/// How often each level occurs, in millionths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClueEstimate {
    /// Among true pairs, by level.
    pub among_true: Vec<u32>,
    /// Among chance pairs, by level.
    pub among_chance: Vec<u32>,
}

impl ClueEstimate {
    /// What a level is worth; nothing for a level there is not.
    #[must_use]
    pub fn weight(&self, level: u8) -> Option<Bits> {
        let at = usize::from(level);
        let (among_true, by_chance) = (self.among_true.get(at)?, self.among_chance.get(at)?);
        let bits = log2_milli(u64::from(*among_true)) - log2_milli(u64::from(*by_chance));
        Some(Bits::from_milli(bits))
    }
}

/// What the patterns say about true and chance pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// The share of true pairs, in millionths.
    pub true_share: u32,
    /// One per clue, in the order given.
    pub clues: Vec<ClueEstimate>,
}

/// Estimates from pairs counted by pattern. `levels` says how many levels each clue has, the first
/// being the one that speaks most for a pair; a pattern has one agreement per clue. Levels and
/// clues beyond these are read as not known.
///
/// Nothing comes of no pairs.
///
/// ```
/// use recon_core::learn::em::estimate;
/// // Name and day: 80 pairs agree in both, 15 in one, 900 in none.
/// let counts = [
///     (vec![Some(0), Some(0)], 80), (vec![Some(0), Some(1)], 8), (vec![Some(1), Some(0)], 7),
///     (vec![Some(1), Some(1)], 900),
/// ];
/// let estimate = estimate(&[2, 2], &counts).ok_or("no pairs")?;
/// assert!((70_000..110_000).contains(&estimate.true_share));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn estimate(levels: &[usize], counts: &[(Vec<Agreement>, u64)]) -> Option<Estimate> {
    let total: f64 = counts.iter().map(|(_, count)| as_float(*count)).sum();
    if total <= 0.0 {
        return None;
    }
    let mut belief = Belief::at_first(levels, counts);
    for _ in 0..ROUNDS {
        let next = belief.improved(levels, counts, total);
        let change = (next.share - belief.share).abs();
        belief = next;
        if change < SETTLED {
            break;
        }
    }
    Some(belief.estimate())
}

/// Shares of each level of each clue.
type Shares = Vec<Vec<f64>>;

struct Belief {
    share: f64,
    among_true: Shares,
    among_chance: Shares,
}

impl Belief {
    /// True pairs mostly have the first level; chance pairs are like all pairs.
    fn at_first(levels: &[usize], counts: &[(Vec<Agreement>, u64)]) -> Self {
        let first = |levels: &usize| {
            let others = as_float(u64::try_from(levels.saturating_sub(1)).unwrap_or(1)).max(1.0);
            (0..*levels)
                .map(|level| match level {
                    0 => FIRST_LEVEL_AT_FIRST,
                    _ => (1.0 - FIRST_LEVEL_AT_FIRST) / others,
                })
                .collect()
        };
        let all = counts
            .iter()
            .map(|(pattern, count)| (pattern, as_float(*count)));
        Self {
            share: TRUE_AT_FIRST,
            among_true: levels.iter().map(first).collect(),
            among_chance: shares(levels, all),
        }
    }

    fn improved(&self, levels: &[usize], counts: &[(Vec<Agreement>, u64)], total: f64) -> Self {
        let weighted: Vec<(&Vec<Agreement>, f64, f64)> = counts
            .iter()
            .map(|(pattern, count)| (pattern, as_float(*count), self.truth_of(pattern)))
            .collect();
        let found: f64 = weighted.iter().map(|(_, count, truth)| count * truth).sum();
        let among_true = weighted.iter().map(|(p, count, truth)| (*p, count * truth));
        let by_chance = weighted
            .iter()
            .map(|(p, count, truth)| (*p, count * (1.0 - truth)));
        Self {
            share: (found / total).clamp(1e-6, 1.0 - 1e-6),
            among_true: shares(levels, among_true),
            among_chance: shares(levels, by_chance),
        }
    }

    /// How likely a pair of this pattern is true.
    fn truth_of(&self, pattern: &[Agreement]) -> f64 {
        let likelihood = |shares: &Shares| -> f64 {
            let known = pattern.iter().zip(shares);
            known
                .filter_map(|(level, shares)| shares.get(usize::from((*level)?)))
                .product()
        };
        let yes = self.share * likelihood(&self.among_true);
        let no = (1.0 - self.share) * likelihood(&self.among_chance);
        if yes + no > 0.0 {
            yes / (yes + no)
        } else {
            0.0
        }
    }

    fn estimate(&self) -> Estimate {
        let millionths = |shares: &Vec<f64>| shares.iter().map(|s| in_millionths(*s)).collect();
        let clues = self.among_true.iter().zip(&self.among_chance);
        Estimate {
            true_share: in_millionths(self.share),
            clues: clues
                .map(|(among_true, by_chance)| ClueEstimate {
                    among_true: millionths(among_true),
                    among_chance: millionths(by_chance),
                })
                .collect(),
        }
    }
}

/// The share of each level among pairs that count so much; pairs whose level is not known count
/// for no level.
fn shares<'p>(levels: &[usize], pairs: impl Iterator<Item = (&'p Vec<Agreement>, f64)>) -> Shares {
    let mut sums: Shares = levels
        .iter()
        .map(|levels| vec![IMAGINED; *levels])
        .collect();
    for (pattern, weight) in pairs {
        for (level, sums) in pattern.iter().zip(&mut sums) {
            if let Some(sum) = level.and_then(|level| sums.get_mut(usize::from(level))) {
                *sum += weight;
            }
        }
    }
    for sums in &mut sums {
        let all: f64 = sums.iter().sum();
        sums.iter_mut().for_each(|sum| *sum /= all);
    }
    sums
}

/// Exact up to 2³² and near enough beyond.
fn as_float(count: u64) -> f64 {
    let high = u32::try_from(count >> 32).unwrap_or(u32::MAX);
    let low = u32::try_from(count & u64::from(u32::MAX)).unwrap_or(0);
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range first"
)]
fn in_millionths(share: f64) -> u32 {
    (share * 1e6).clamp(1.0, 1e6).round() as u32
}
