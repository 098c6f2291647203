//! Which of these amounts add up to that one: every answer, or as many as asked for.
#![allow(
    clippy::indexing_slicing,
    reason = "indices are made here and bounded by the list lengths"
)]

use thiserror::Error;

/// The most items one search takes. Two half lists of 2¹⁶ sums are the dearest it gets.
pub const MAX_ITEMS: usize = 32;

/// Why a search was not started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SubsetError {
    /// More items than [`MAX_ITEMS`].
    #[error(
        "{items} items are too many for an exhaustive search (at most {MAX_ITEMS}); split them, for example by day"
    )]
    TooManyItems {
        /// How many were given.
        items: usize,
    },
    /// Their sum does not fit in 64 bits.
    #[error("the amounts add up to more than 64 bits; they cannot be minor units of money")]
    Overflow,
}

/// All ways to pay amounts out of one pool of items.
///
/// The two half lists are built once, in order and without sorting, and serve any number of
/// targets: `O(2^(n/2))` time and memory to build, the same per target plus the answers
/// (Horowitz and Sahni, 1974).
#[derive(Debug, Clone)]
pub struct Pool {
    low: Vec<(i64, u32)>,
    high: Vec<(i64, u32)>,
    split: u32,
}

/// The answers for one target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Each answer as a mask: bit `i` set means item `i` is in it. Sorted.
    pub masks: Vec<u64>,
    /// Whether these are all the answers there are.
    pub complete: bool,
}

impl Pool {
    /// Prepares a pool.
    ///
    /// # Errors
    /// [`SubsetError`] when there are more than [`MAX_ITEMS`] items or their sum could overflow.
    ///
    /// ```
    /// use recon_core::subset::Pool;
    /// let pool = Pool::new(&[1000, 2000, 3000, 4000, 5537])?;
    /// let found = pool.find(8537, 16);
    /// assert_eq!(found.masks, [0b10011, 0b10100]); // 10 + 20 + 55.37 and 30 + 55.37
    /// assert!(found.complete);
    /// # Ok::<(), recon_core::subset::SubsetError>(())
    /// ```
    pub fn new(items: &[i64]) -> Result<Self, SubsetError> {
        if items.len() > MAX_ITEMS {
            return Err(SubsetError::TooManyItems { items: items.len() });
        }
        let reach: u128 = items.iter().map(|a| u128::from(a.unsigned_abs())).sum();
        if i64::try_from(reach).is_err() {
            return Err(SubsetError::Overflow);
        }
        let (low, high) = items.split_at(items.len() / 2);
        let split = u32::try_from(low.len()).unwrap_or(u32::MAX);
        Ok(Self {
            low: sums(low),
            high: sums(high),
            split,
        })
    }

    /// The non-empty subsets that add up to `target`, at most `limit` of them.
    #[must_use]
    pub fn find(&self, target: i64, limit: usize) -> Found {
        let mut found = Found {
            masks: Vec::new(),
            complete: true,
        };
        let (mut i, mut j) = (0, self.high.len());
        while i < self.low.len() && j > 0 {
            let sum = self.low[i].0 + self.high[j - 1].0;
            if sum < target {
                i += 1;
            } else if sum > target {
                j -= 1;
            } else {
                let (i_end, j_start) = self.equal_runs(i, j);
                if !self.collect(i..i_end, j_start..j, limit, &mut found) {
                    break;
                }
                (i, j) = (i_end, j_start);
            }
        }
        found.masks.sort_unstable();
        found
    }

    /// The ends of the runs of equal sums that start at `i` (upwards) and at `j - 1` (downwards).
    fn equal_runs(&self, i: usize, j: usize) -> (usize, usize) {
        let (low, high) = (self.low[i].0, self.high[j - 1].0);
        let i_run = self.low[i..].iter().take_while(|s| s.0 == low).count();
        let j_run = self.high[..j]
            .iter()
            .rev()
            .take_while(|s| s.0 == high)
            .count();
        (i + i_run, j - j_run)
    }

    fn collect(
        &self,
        low: std::ops::Range<usize>,
        high: std::ops::Range<usize>,
        limit: usize,
        found: &mut Found,
    ) -> bool {
        for (_, a) in &self.low[low] {
            for (_, b) in &self.high[high.clone()] {
                let mask = u64::from(*a) | u64::from(*b) << self.split;
                if mask == 0 {
                    continue;
                }
                if found.masks.len() == limit {
                    found.complete = false;
                    return false;
                }
                found.masks.push(mask);
            }
        }
        true
    }
}

/// All subset sums in rising order: each item merges the list with itself moved by the item.
fn sums(items: &[i64]) -> Vec<(i64, u32)> {
    let mut list = vec![(0, 0)];
    let mut next = Vec::new();
    for (at, item) in items.iter().enumerate() {
        next.clear();
        next.reserve(list.len() * 2);
        let (mut stay, mut move_) = (list.iter().peekable(), list.iter().peekable());
        loop {
            let moved = move_.peek().map(|(sum, mask)| (sum + item, mask | 1 << at));
            match (stay.peek(), moved) {
                (Some(s), Some(m)) if s.0 <= m.0 => next.extend(stay.next()),
                (_, Some(m)) => {
                    next.push(m);
                    move_.next();
                }
                (Some(_), None) => next.extend(stay.next()),
                (None, None) => break,
            }
        }
        std::mem::swap(&mut list, &mut next);
    }
    list
}
