//! The solvers against slow and obvious ones.

use proptest::prelude::*;
use recon_core::assignment::{self, Pair};
use recon_core::packing::{self, Choice};
use recon_core::subset::{MAX_ITEMS, Pool, SubsetError};

/// The best pairing by trying everything.
pub(crate) fn best_by_force(left: u32, lefts: u32, pairs: &[Pair], used: u32) -> i64 {
    if left == lefts {
        return 0;
    }
    let mut best = best_by_force(left + 1, lefts, pairs, used);
    for pair in pairs
        .iter()
        .filter(|p| p.left == left && used >> p.right & 1 == 0)
    {
        let rest = best_by_force(left + 1, lefts, pairs, used | 1 << pair.right);
        best = best.max(rest + i64::from(pair.weight.max(0)));
    }
    best
}

fn pairs(nodes: u32, weights: std::ops::Range<i32>) -> impl Strategy<Value = Vec<Pair>> {
    let pair = (0..nodes, 0..nodes, weights).prop_map(|(left, right, weight)| Pair {
        left,
        right,
        weight,
    });
    prop::collection::vec(pair, 0..24)
}

proptest! {
    #[test]
    fn assignment_is_the_best_there_is(pairs in prop_oneof![pairs(6, -5..20), pairs(6, 1..4), pairs(5, 0..30_000)]) {
        let found = assignment::solve(6, 6, &pairs);
        prop_assert_eq!(found.total, best_by_force(0, 6, &pairs, 0));
        let mut rights: Vec<u32> = found.mate.iter().flatten().copied().collect();
        rights.sort_unstable();
        let count = rights.len();
        rights.dedup();
        prop_assert_eq!(rights.len(), count);
        for pair in pairs.iter().filter(|p| p.weight > 0) {
            prop_assert!(found.slack(*pair) >= 0);
        }
    }

    #[test]
    fn slack_is_a_true_bound(pairs in pairs(5, 1..30)) {
        let found = assignment::solve(5, 5, &pairs);
        for forced in pairs.iter().filter(|p| found.mate[p.left as usize] != Some(p.right)) {
            let rest: Vec<Pair> =
                pairs.iter().filter(|p| p.left != forced.left && p.right != forced.right).copied().collect();
            let with = best_by_force(0, 5, &rest, 0) + i64::from(forced.weight);
            prop_assert!(found.total - with >= found.slack(*forced));
        }
    }

    #[test]
    fn assignment_does_not_care_about_order(mut pairs in pairs(6, 1..9), seed in any::<u64>()) {
        let before = assignment::solve(6, 6, &pairs);
        let len = pairs.len().max(1);
        for at in 0..pairs.len() {
            pairs.swap(at, (seed as usize).wrapping_mul(at + 1) % len);
        }
        prop_assert_eq!(before, assignment::solve(6, 6, &pairs));
    }

    #[test]
    fn subsets_are_all_found(items in prop::collection::vec(-20_i64..60, 0..11), target in -30_i64..150) {
        let found = Pool::new(&items).unwrap().find(target, 4_096);
        let mut expected = Vec::new();
        for mask in 1_u64..1 << items.len() {
            let sum: i64 = (0..items.len()).filter(|i| mask >> i & 1 == 1).map(|i| items[i]).sum();
            if sum == target {
                expected.push(mask);
            }
        }
        prop_assert!(found.complete);
        prop_assert_eq!(found.masks, expected);
    }

    #[test]
    fn packing_is_the_best_there_is(
        slots in prop::collection::vec(prop::collection::vec((0_i64..12, prop::collection::vec((0_u32..4, 1_u32..3), 1..3)), 0..4), 0..5),
        capacity in prop::collection::vec(0_u32..3, 4),
    ) {
        let slots: Vec<Vec<Choice>> = slots
            .into_iter()
            .map(|slot| slot.into_iter().map(|(weight, mut uses)| {
                uses.sort_unstable();
                uses.dedup_by_key(|u| u.0);
                Choice { weight, uses }
            }).collect())
            .collect();
        let found = packing::solve(&slots, &capacity, 1_000_000);
        prop_assert!(found.exact);
        prop_assert_eq!(found.total, pack_by_force(&slots, &capacity));
    }
}

pub(crate) fn pack_by_force(slots: &[Vec<Choice>], free: &[u32]) -> i64 {
    let Some((first, rest)) = slots.split_first() else {
        return 0;
    };
    let mut best = pack_by_force(rest, free);
    for choice in first {
        let mut left = free.to_vec();
        let fits = choice.uses.iter().all(|(resource, amount)| {
            let slot = &mut left[*resource as usize];
            let enough = *slot >= *amount;
            *slot = slot.saturating_sub(*amount);
            enough
        });
        if fits {
            best = best.max(choice.weight + pack_by_force(rest, &left));
        }
    }
    best
}

#[test]
fn subset_searches_refuse_what_they_cannot_do() {
    let many = vec![1; MAX_ITEMS + 1];
    assert_eq!(
        Pool::new(&many).unwrap_err(),
        SubsetError::TooManyItems { items: 33 }
    );
    assert_eq!(
        Pool::new(&[i64::MAX, 1]).unwrap_err(),
        SubsetError::Overflow
    );
    assert_eq!(Pool::new(&[i64::MIN]).unwrap_err(), SubsetError::Overflow);
}

#[test]
fn as_many_items_as_are_allowed_are_searched_in_halves() {
    let items: Vec<i64> = (0..i64::try_from(MAX_ITEMS).unwrap())
        .map(|bit| 1 << bit)
        .collect();
    let found = Pool::new(&items)
        .unwrap()
        .find(0b1010_0000_0000_0000_0000_0000_0000_0101, 4);
    assert_eq!(found.masks, [0b1010_0000_0000_0000_0000_0000_0000_0101]);
    assert!(found.complete);
}

#[test]
fn a_limit_on_subsets_is_admitted() {
    let found = Pool::new(&[100; 20]).unwrap().find(1_000, 50);
    assert_eq!((found.masks.len(), found.complete), (50, false));
}

#[test]
fn long_chains_are_solved() {
    // Each line prefers the row of the next by a little; all must shift by one for the best total.
    let pairs: Vec<Pair> = (0..2_000_u32)
        .flat_map(|i| {
            [
                Pair {
                    left: i,
                    right: i,
                    weight: 10,
                },
                Pair {
                    left: i,
                    right: i + 1,
                    weight: 11,
                },
            ]
        })
        .collect();
    let found = assignment::solve(2_000, 2_001, &pairs);
    assert_eq!(found.total, 22_000);
}
