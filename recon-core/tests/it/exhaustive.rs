//! The solvers on every small instance there is.

use crate::algorithms::{best_by_force, pack_by_force};
use recon_core::assignment::{self, Pair};
use recon_core::packing::{self, Choice};
use recon_core::subset::Pool;

/// All lists of so many digits below `base`.
fn all(digits: u32, base: usize) -> impl Iterator<Item = Vec<usize>> {
    let digit = move |n: usize, at: u32| n / base.pow(at) % base;
    (0..base.pow(digits)).map(move |n| (0..digits).map(|at| digit(n, at)).collect())
}

fn check_assignments(lefts: u32, rights: u32, weights: &[i32]) {
    for chosen in all(lefts * rights, weights.len()) {
        let cells = (0..lefts).flat_map(|left| (0..rights).map(move |right| (left, right)));
        let pairs: Vec<Pair> = cells
            .zip(&chosen)
            .map(|((left, right), at)| Pair {
                left,
                right,
                weight: weights[*at],
            })
            .collect();
        let found = assignment::solve(lefts as usize, rights as usize, &pairs);
        assert_eq!(found.total, best_by_force(0, lefts, &pairs, 0), "{pairs:?}");
        let chosen = pairs
            .iter()
            .filter(|p| found.mate[p.left as usize] == Some(p.right));
        let worth: i64 = chosen.clone().map(|p| i64::from(p.weight)).sum();
        assert_eq!(worth, found.total, "{pairs:?}");
        assert!(chosen.clone().all(|p| found.slack(*p) == 0 && p.weight > 0));
        let prices = (0..lefts).map(|l| found.left_price(l));
        let prices = prices.chain((0..rights).map(|r| found.right_price(r)));
        assert_eq!(prices.sum::<i64>(), found.total, "duality: {pairs:?}");
    }
}

#[test]
fn every_small_assignment() {
    check_assignments(3, 3, &[0, 1, 2]);
    check_assignments(2, 3, &[-1, 0, 1, 2, 5]);
    check_assignments(4, 2, &[0, 1, 3]);
}

#[test]
fn every_small_sum() {
    for len in 0..6 {
        for digits in all(len, 5) {
            let items: Vec<i64> = digits
                .iter()
                .map(|d| i64::try_from(*d).unwrap() - 1)
                .collect();
            let pool = Pool::new(&items).unwrap();
            for target in -6..16 {
                let fits = |mask: &u64| {
                    let of_mask = (0..items.len()).filter(|at| mask >> at & 1 == 1);
                    of_mask.map(|at| items[at]).sum::<i64>() == target
                };
                let expected: Vec<u64> = (1..1 << len).filter(fits).collect();
                let found = pool.find(target, 64);
                assert_eq!(
                    (found.masks, found.complete),
                    (expected, true),
                    "{items:?} {target}"
                );
            }
        }
    }
}

/// Choices of each weight and set of three resources, and none at all.
fn choice(number: usize) -> Option<Choice> {
    let (weight, mask) = (number / 7 + 1, number % 7 + 1);
    let uses = (0..3_u32).filter(|r| mask >> r & 1 == 1).map(|r| (r, 1));
    (number < 14).then(|| Choice {
        weight: i64::try_from(weight).unwrap(),
        uses: uses.collect(),
    })
}

#[test]
fn every_small_packing() {
    for slots in [vec![2, 2], vec![1, 1, 1]] {
        let count: u32 = slots.iter().sum();
        for numbers in all(count, 15) {
            let mut numbers = numbers.into_iter();
            let slots: Vec<Vec<Choice>> = slots
                .iter()
                .map(|n| {
                    numbers
                        .by_ref()
                        .take(*n as usize)
                        .filter_map(choice)
                        .collect()
                })
                .collect();
            for capacity in [[1, 1, 1], [2, 1, 0]] {
                let found = packing::solve(&slots, &capacity, 10_000);
                assert!(found.exact && found.bound == found.total);
                assert_eq!(found.total, pack_by_force(&slots, &capacity), "{slots:?}");
                assert_eq!(
                    worth(&slots, &found.chosen, &capacity),
                    found.total,
                    "{slots:?}"
                );
            }
        }
    }
}

/// What the chosen are worth, having checked that they fit.
fn worth(slots: &[Vec<Choice>], chosen: &[Option<usize>], capacity: &[u32]) -> i64 {
    let mut free = capacity.to_vec();
    let mut total = 0;
    for (slot, at) in slots.iter().zip(chosen) {
        let Some(choice) = at.map(|at| &slot[at]) else {
            continue;
        };
        total += choice.weight;
        for (resource, amount) in &choice.uses {
            let left = &mut free[*resource as usize];
            *left = left.checked_sub(*amount).unwrap();
        }
    }
    total
}
