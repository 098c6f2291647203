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
    low: Sums,
    high: Sums,
    split: u32,
}

/// All subset sums of a half, in rising order, and which items make them.
#[derive(Debug, Clone, Default)]
struct Sums {
    sums: Vec<i64>,
    masks: Vec<u16>,
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
        let (low, high) = (self.low.sums.as_slice(), self.high.sums.as_slice());
        let (mut i, mut j) = (0, high.len());
        while i < low.len() && j > 0 {
            let sum = low[i] + high[j - 1];
            if sum == target {
                let (i_end, j_start) = (end_of_run(low, i), start_of_run(high, j));
                if !self.collect(i..i_end, j_start..j, limit, &mut found) {
                    break;
                }
                (i, j) = (i_end, j_start);
            } else {
                // Without a branch: which way it goes is a coin's throw.
                let short = usize::from(sum < target);
                i += short;
                j -= 1 - short;
            }
        }
        found.masks.sort_unstable();
        found
    }

    fn collect(
        &self,
        low: std::ops::Range<usize>,
        high: std::ops::Range<usize>,
        limit: usize,
        found: &mut Found,
    ) -> bool {
        for a in &self.low.masks[low] {
            for b in &self.high.masks[high.clone()] {
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

fn end_of_run(sums: &[i64], start: usize) -> usize {
    start
        + sums[start..]
            .iter()
            .take_while(|s| **s == sums[start])
            .count()
}

fn start_of_run(sums: &[i64], end: usize) -> usize {
    let last = sums[end - 1];
    end - sums[..end].iter().rev().take_while(|s| **s == last).count()
}

/// Each item merges the list with itself moved by the item.
fn sums(items: &[i64]) -> Sums {
    let size = 1_usize << items.len();
    let (mut all, mut next) = (Sums::sized(size), Sums::sized(size));
    for (at, item) in items.iter().enumerate() {
        next.merge(&all, 1 << at, *item);
        std::mem::swap(&mut all, &mut next);
    }
    all.sums.truncate(size);
    all.masks.truncate(size);
    all
}

impl Sums {
    /// The empty subset, and room for others.
    fn sized(size: usize) -> Self {
        Self {
            sums: vec![0; size],
            masks: vec![0; size],
        }
    }

    /// Becomes the first `len` sums of `from` and the same again with an item more.
    fn merge(&mut self, from: &Self, len: usize, item: i64) {
        let bit = u16::try_from(len).unwrap_or(0);
        let (sums, masks) = (&from.sums[..len], &from.masks[..len]);
        let (mut stay, mut moved) = (0, 0);
        let room = self.sums.iter_mut().zip(&mut self.masks).take(len * 2);
        for (sum, mask) in room {
            let without = sums.get(stay).copied().unwrap_or(i64::MAX);
            let with = sums.get(moved).map_or(i64::MAX, |sum| sum + item);
            let stays = stay < len && without <= with;
            let at = if stays { stay } else { moved };
            *sum = if stays { without } else { with };
            *mask = masks[at] | if stays { 0 } else { bit };
            stay += usize::from(stays);
            moved += usize::from(!stays);
        }
    }
}
