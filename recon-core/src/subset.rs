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
/// (Horowitz and Sahni, 1974). Where all items have one sign, what is left out is looked for
/// instead of what is in, if it is less: no sum beyond half of all is ever made.
#[derive(Debug, Clone)]
pub struct Pool {
    /// The item behind each bit of the half lists' masks, and how many of these are in the low one.
    places: Vec<u8>,
    split: usize,
    halves: Halves,
    /// All items, where none of them has another sign than the others.
    whole: Option<Whole>,
}

/// Items of one sign.
#[derive(Debug, Clone, Copy)]
struct Whole {
    sign: i64,
    total: i64,
    mask: u64,
}

/// The sums of each half. Money fits the narrow form; the other is for all the rest.
#[derive(Debug, Clone)]
enum Halves {
    Narrow([Vec<i64>; 2]),
    Wide([Vec<i128>; 2]),
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
        Self::for_reach(items, i64::MAX, &mut Spare::default())
    }

    /// The same in memory that other pools have given back, for targets of no more than this
    /// [`reach`].
    pub(crate) fn for_reach(
        items: &[i64],
        reach: i64,
        spare: &mut Spare,
    ) -> Result<Self, SubsetError> {
        if items.len() > MAX_ITEMS {
            return Err(SubsetError::TooManyItems { items: items.len() });
        }
        let total: u128 = items.iter().map(|a| u128::from(a.unsigned_abs())).sum();
        let total = i64::try_from(total).map_err(|_| SubsetError::Overflow)?;
        let whole = sign_of_all(items).map(|sign| Whole {
            sign,
            total,
            mask: (1_u64 << items.len()) - 1,
        });
        let most = whole.map(|whole| reach.min(whole.total / 2));
        let usable = |item: &i64| most.is_none_or(|most| item.abs() <= most);
        let used = (0_u8..).zip(items).filter(|(_, item)| usable(item));
        let sign = whole.map_or(1, |whole| whole.sign);
        let (places, amounts): (Vec<u8>, Vec<i64>) =
            used.map(|(at, item)| (at, item * sign)).unzip();
        let split = amounts.len() / 2;
        let (low, high) = amounts.split_at(split);
        let halves = if total < NARROW {
            Halves::Narrow([low, high].map(|half| sums(half, most, &mut spare.0)))
        } else {
            Halves::Wide([low, high].map(|half| sums(half, most, &mut Vec::new())))
        };
        Ok(Self {
            places,
            split,
            halves,
            whole,
        })
    }

    pub(crate) fn give_back(self, spare: &mut Spare) {
        if let Halves::Narrow(lists) = self.halves {
            spare.0.extend(lists);
        }
    }

    /// The non-empty subsets that add up to `target`, at most `limit` of them.
    #[must_use]
    pub fn find(&self, target: i64, limit: usize) -> Found {
        let mut found = Found {
            masks: Vec::new(),
            complete: true,
        };
        let Some((target, without)) = self.shorter_way(target) else {
            return found;
        };
        let mut add = |low: u32, high: u32| {
            let mask = self.items_of(low, high) ^ without;
            if mask == 0 {
                return true;
            }
            found.complete = found.masks.len() < limit;
            if found.complete {
                found.masks.push(mask);
            }
            found.complete
        };
        match &self.halves {
            Halves::Narrow([low, high]) => meet(low, high, target, &mut add),
            Halves::Wide([low, high]) => meet(low, high, target, &mut add),
        }
        found.masks.sort_unstable();
        found
    }

    /// What to look for, and what to take its answers from; nothing when it cannot be reached.
    fn shorter_way(&self, target: i64) -> Option<(i64, u64)> {
        let Some(whole) = self.whole else {
            return Some((target, 0));
        };
        let target = target.checked_mul(whole.sign)?;
        let rest = whole.total.checked_sub(target)?;
        match (target, rest) {
            (i64::MIN..0, _) | (_, i64::MIN..0) => None,
            _ if target <= rest => Some((target, 0)),
            _ => Some((rest, whole.mask)),
        }
    }

    fn items_of(&self, low: u32, high: u32) -> u64 {
        let mut mask = 0;
        let mut rest = u64::from(low) | u64::from(high) << self.split;
        while rest != 0 {
            mask |= 1 << self.places[rest.trailing_zeros() as usize];
            rest &= rest - 1;
        }
        mask
    }
}

/// How far the half lists must reach to find this among items of one sign; `i64::MAX` for others.
pub(crate) fn reach(items: &[i64], target: i64) -> i64 {
    let total = items
        .iter()
        .map(|a| i128::from(a.unsigned_abs()))
        .sum::<i128>();
    let target = i128::from(target.unsigned_abs());
    i64::try_from(target.min(total - target)).unwrap_or(i64::MAX)
}

/// The sign that all items have, or a plus; nothing when some have another than others.
fn sign_of_all(items: &[i64]) -> Option<i64> {
    let has = |sign: i64| items.iter().any(|item| item.signum() == sign);
    match (has(1), has(-1)) {
        (true, true) => None,
        (false, true) => Some(-1),
        _ => Some(1),
    }
}

/// A sum and the items that make it, in one word that orders and adds up like the sum.
trait Packed: Copy + Ord + std::ops::Add<Output = Self> {
    const ZERO: Self;
    fn pack(sum: i64, items: u32) -> Self;
    fn sum(self) -> i64;
    fn items(self) -> u32;
}

/// Bits for the items of a half, and one more as two halves are added.
const ITEM_BITS: u32 = 17;
/// Sums below this fit beside their items in 64 bits.
const NARROW: i64 = i64::MAX >> ITEM_BITS;

impl Packed for i64 {
    const ZERO: Self = 0;
    fn pack(sum: i64, items: u32) -> Self {
        (sum << ITEM_BITS) + Self::from(items)
    }
    fn sum(self) -> i64 {
        self >> ITEM_BITS
    }
    fn items(self) -> u32 {
        u32::try_from(self & ((1 << ITEM_BITS) - 1)).unwrap_or(0)
    }
}

impl Packed for i128 {
    const ZERO: Self = 0;
    fn pack(sum: i64, items: u32) -> Self {
        (Self::from(sum) << ITEM_BITS) + Self::from(items)
    }
    fn sum(self) -> i64 {
        i64::try_from(self >> ITEM_BITS).unwrap_or(i64::MAX)
    }
    fn items(self) -> u32 {
        u32::try_from(self & ((1 << ITEM_BITS) - 1)).unwrap_or(0)
    }
}

/// Parts of the low list that are walked at the same time: each step waits for the one before it
/// in its own part only.
const WALKS: usize = 4;

/// Calls `add` with the items of each pair of sums that make the target, until it says no.
fn meet<P: Packed>(low: &[P], high: &[P], target: i64, add: &mut impl FnMut(u32, u32) -> bool) {
    let mut walks = [(0, 0, 0); WALKS];
    for (number, walk) in walks.iter_mut().enumerate() {
        let (from, to) = (low.len() * number / WALKS, low.len() * (number + 1) / WALKS);
        let above = |first: &P| high.partition_point(|sum| (*sum + *first).sum() <= target);
        *walk = (from, to, low[from..to].first().map_or(0, above));
    }
    loop {
        let mut walking = false;
        for (i, end, j) in &mut walks {
            if i >= end || *j == 0 {
                continue;
            }
            walking = true;
            let sum = (low[*i] + high[*j - 1]).sum();
            if sum == target {
                let lows = &low[*i..*i + run(low[*i..*end].iter())];
                let highs = &high[*j - run(high[..*j].iter().rev())..*j];
                let mut of_low = |a: &P| highs.iter().all(|b| add(a.items(), b.items()));
                if !lows.iter().all(&mut of_low) {
                    return;
                }
                (*i, *j) = (*i + lows.len(), *j - highs.len());
            } else {
                // Without a branch: which way it goes is a coin's throw.
                let short = usize::from(sum < target);
                *i += short;
                *j -= 1 - short;
            }
        }
        if !walking {
            return;
        }
    }
}

/// How many of the same sum come first.
fn run<'p, P: Packed + 'p>(mut sums: impl Iterator<Item = &'p P>) -> usize {
    let first = sums.next().map(|first| first.sum());
    first.map_or(0, |first| 1 + sums.take_while(|p| p.sum() == first).count())
}

/// Memory for half lists, kept from pool to pool.
#[derive(Default)]
pub(crate) struct Spare(Vec<Vec<i64>>);

/// All sums of a half in rising order, or those up to `most`. Each item merges the list with
/// itself moved by the item.
fn sums<P: Packed>(items: &[i64], most: Option<i64>, spare: &mut Vec<Vec<P>>) -> Vec<P> {
    let mut take = || spare.pop().unwrap_or_default();
    let (mut all, mut next) = (take(), take());
    all.clear();
    all.push(P::ZERO);
    for (at, item) in items.iter().enumerate() {
        let item_moved = P::pack(*item, 1 << at);
        let fits = |sum: &P| most.is_none_or(|most| (*sum + item_moved).sum() <= most);
        let moved = match most {
            Some(_) => all.partition_point(fits),
            None => all.len(),
        };
        if *item < 0 {
            merge(&all, item_moved, moved, P::ZERO, &mut next);
        } else {
            merge(&all, P::ZERO, moved, item_moved, &mut next);
        }
        std::mem::swap(&mut all, &mut next);
    }
    spare.push(next);
    all
}

/// All sums moved by `less`, merged with the first so many of them moved by `more`. From both ends
/// at the same time, as each step must wait for the one before it from the same end.
fn merge<P: Packed>(from: &[P], less: P, count: usize, more: P, into: &mut Vec<P>) {
    into.resize(from.len() + count, P::ZERO);
    let higher = &from[..count];
    let half = into.len() / 2;
    let (front, back) = into.split_at_mut(half);
    let (mut a, mut b) = (0, 0);
    let (mut a_end, mut b_end) = (from.len(), count);
    let last = |a_end: &mut usize, b_end: &mut usize| {
        // The least of all is lower than any of the higher ones: it is never taken from behind.
        let low = from[*a_end - 1] + less;
        let high = higher.get(b_end.wrapping_sub(1)).map(|sum| *sum + more);
        let high = high.unwrap_or(low);
        let takes = usize::from(*b_end > 0 && high > low);
        *b_end -= takes;
        *a_end -= 1 - takes;
        low.max(high)
    };
    let (odd, even) = back.split_at_mut(back.len() - half);
    for (first, end) in front.iter_mut().zip(even.iter_mut().rev()) {
        let low = from[a] + less;
        let high = higher.get(b).map_or(low, |sum| *sum + more);
        let takes = usize::from(b < count && high < low);
        *first = if takes == 1 { high } else { low };
        b += takes;
        a += 1 - takes;
        *end = last(&mut a_end, &mut b_end);
    }
    for end in odd.iter_mut().rev() {
        *end = last(&mut a_end, &mut b_end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brute_force(items: &[i64], target: i64) -> Vec<u64> {
        let sum = |mask: u64| -> i128 {
            let chosen = items.iter().enumerate();
            let chosen = chosen.filter(|(at, _)| mask >> at & 1 == 1);
            chosen.map(|(_, item)| i128::from(*item)).sum()
        };
        let masks = 1..1_u64 << items.len();
        masks.filter(|mask| sum(*mask) == target.into()).collect()
    }

    #[test]
    fn lists_that_reach_just_far_enough_find_the_same() {
        let money = [1_990, 5_000, 5_000, 0, 12_345, 700, 30_010, 5_000, 45];
        let large = money.map(|item| item * (i64::MAX >> 17));
        for items in [money, money.map(|item| -item), large] {
            let mut spare = Spare::default();
            for chosen in 0..1_u64 << items.len() {
                let of_item = |(at, item): (usize, &i64)| item * i64::from(chosen >> at & 1 == 1);
                let target = items.iter().enumerate().map(of_item).sum();
                let reach = reach(&items, target);
                let pool = Pool::for_reach(&items, reach, &mut spare).unwrap();
                let found = pool.find(target, usize::MAX);
                assert_eq!(found.masks, brute_force(&items, target), "{target}");
                assert!(found.complete);
                pool.give_back(&mut spare);
            }
        }
    }

    #[test]
    fn what_no_items_of_one_sign_can_reach_is_not_found() {
        let pool = Pool::new(&[100, 200, 300]).unwrap();
        for target in [-100, 601, i64::MIN, i64::MAX] {
            assert_eq!(pool.find(target, 8).masks, [], "{target}");
        }
        assert_eq!(pool.find(600, 8).masks, [0b111]);
    }
}
