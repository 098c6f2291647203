//! One choice per slot, no resource used beyond its capacity, the greatest total worth.
#![allow(
    clippy::indexing_slicing,
    reason = "slots and choices are walked by their own lengths"
)]

use crate::disjoint_sets::DisjointSets;

/// One way to fill a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is worth; a choice worth nothing or less is never taken.
    pub weight: i64,
    /// Which resources it uses, and how much of each.
    pub uses: Vec<(u32, u32)>,
}

/// The best filling found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packing {
    /// For each slot the choice taken, if any.
    pub chosen: Vec<Option<usize>>,
    /// Sum of the weights taken.
    pub total: i64,
    /// Whether this is proven best. When not, [`Packing::bound`] says what the best cannot exceed.
    pub exact: bool,
    /// No filling is worth more than this.
    pub bound: i64,
}

/// Slots that hang together through resources are searched exhaustively up to this many; beyond,
/// the dearest choice that fits is taken first.
const MOST_SLOTS: usize = 40;

/// Fills slots so that the total weight is greatest.
///
/// `capacity` holds what there is of each resource. Slots that share no resource are solved apart.
/// The search looks at no more than `budget` partial fillings of each connected part; when that is
/// not enough the best one found is returned with `exact` false. Exponential in the slots of a part
/// at worst, so parts of more than forty slots are filled greedily. Ties go to the lowest choice
/// numbers in the lowest slots. A choice that names an unknown resource is not taken.
///
/// Two lines, three rows of which each exists once:
///
/// ```
/// use recon_core::packing::{Choice, solve};
/// let choice = |weight, rows: &[u32]| Choice { weight, uses: rows.iter().map(|r| (*r, 1)).collect() };
/// let slots = [vec![choice(9, &[0, 1]), choice(7, &[0])], vec![choice(8, &[1, 2])]];
/// let best = solve(&slots, &[1, 1, 1], 1_000);
/// assert_eq!((best.chosen, best.total, best.exact), (vec![Some(1), Some(0)], 15, true));
/// ```
#[must_use]
pub fn solve(slots: &[Vec<Choice>], capacity: &[u32], budget: u64) -> Packing {
    let mut packing = Packing {
        chosen: vec![None; slots.len()],
        total: 0,
        exact: true,
        bound: 0,
    };
    let mut free = capacity.to_vec();
    for part in parts(slots, capacity.len()) {
        let found = if part.len() <= MOST_SLOTS {
            solve_part(slots, &part, &mut free, budget)
        } else {
            fill_greedily(slots, &part, &mut free)
        };
        for (slot, chosen) in part.iter().zip(found.chosen) {
            packing.chosen[*slot] = chosen;
        }
        packing.total += found.total;
        packing.bound += found.bound;
        packing.exact &= found.exact;
    }
    packing
}

/// Groups slots that compete for a resource, in the order of their first slot.
fn parts(slots: &[Vec<Choice>], resources: usize) -> Vec<Vec<usize>> {
    let mut sets = DisjointSets::new(slots.len());
    let mut first_user = vec![usize::MAX; resources];
    for (slot, choices) in slots.iter().enumerate() {
        for (resource, _) in choices.iter().flat_map(|c| &c.uses) {
            match first_user.get_mut(*resource as usize) {
                Some(user) if *user == usize::MAX => *user = slot,
                Some(user) => sets.join(*user, slot),
                None => {}
            }
        }
    }
    let mut number = vec![usize::MAX; slots.len()];
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for slot in 0..slots.len() {
        let root = sets.root(slot);
        if number[root] == usize::MAX {
            number[root] = parts.len();
            parts.push(Vec::new());
        }
        parts[number[root]].push(slot);
    }
    parts
}

fn solve_part(slots: &[Vec<Choice>], part: &[usize], free: &mut [u32], budget: u64) -> Packing {
    let slots: Vec<&[Choice]> = part.iter().map(|slot| slots[*slot].as_slice()).collect();
    let orders: Vec<Vec<usize>> = slots.iter().map(|choices| by_worth(choices)).collect();
    let mut after = vec![0_i64; slots.len() + 1];
    for slot in (0..slots.len()).rev() {
        let best = orders[slot].first().map_or(0, |at| slots[slot][*at].weight);
        after[slot] = after[slot + 1].saturating_add(best);
    }
    let bound = after[0];
    let unfilled = vec![None; slots.len()];
    let mut search = Search {
        orders,
        after,
        free,
        chosen: unfilled.clone(),
        best: (unfilled, 0),
        budget,
        slots,
    };
    search.fill(0, 0);
    let exact = search.budget > 0;
    let (chosen, total) = search.best;
    Packing {
        chosen,
        total,
        exact,
        bound: if exact { total } else { bound },
    }
}

fn fill_greedily(slots: &[Vec<Choice>], part: &[usize], free: &mut [u32]) -> Packing {
    let mut all: Vec<(usize, usize)> = Vec::new();
    let mut bound = 0_i64;
    for (place, slot) in part.iter().enumerate() {
        let order = by_worth(&slots[*slot]);
        bound = bound.saturating_add(order.first().map_or(0, |at| slots[*slot][*at].weight));
        all.extend(order.into_iter().map(|at| (place, at)));
    }
    all.sort_by_key(|(place, at)| std::cmp::Reverse(slots[part[*place]][*at].weight));
    let mut packing = Packing {
        chosen: vec![None; part.len()],
        total: 0,
        exact: false,
        bound,
    };
    for (place, at) in all {
        let choice = &slots[part[place]][at];
        if packing.chosen[place].is_none() && fits(choice, free) {
            spend(choice, free);
            packing.chosen[place] = Some(at);
            packing.total = packing.total.saturating_add(choice.weight);
        }
    }
    packing
}

pub(crate) fn fits(choice: &Choice, free: &[u32]) -> bool {
    choice
        .uses
        .iter()
        .all(|(resource, amount)| free.get(*resource as usize).is_some_and(|f| f >= amount))
}

pub(crate) fn spend(choice: &Choice, free: &mut [u32]) {
    for (resource, amount) in &choice.uses {
        free[*resource as usize] -= amount;
    }
}

pub(crate) fn give_back(choice: &Choice, free: &mut [u32]) {
    for (resource, amount) in &choice.uses {
        free[*resource as usize] += amount;
    }
}

fn by_worth(choices: &[Choice]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..choices.len())
        .filter(|at| choices[*at].weight > 0)
        .collect();
    order.sort_by_key(|at| std::cmp::Reverse(choices[*at].weight));
    order
}

struct Search<'a> {
    slots: Vec<&'a [Choice]>,
    orders: Vec<Vec<usize>>,
    /// The most that the slots from here on can add.
    after: Vec<i64>,
    free: &'a mut [u32],
    chosen: Vec<Option<usize>>,
    best: (Vec<Option<usize>>, i64),
    budget: u64,
}

impl Search<'_> {
    fn fill(&mut self, slot: usize, total: i64) {
        if self.budget == 0 {
            return;
        }
        self.budget -= 1;
        if total > self.best.1 {
            self.best = (self.chosen.clone(), total);
        }
        if slot == self.slots.len() || total.saturating_add(self.after[slot]) <= self.best.1 {
            return;
        }
        let choices = self.slots[slot];
        for rank in 0..self.orders[slot].len() {
            let at = self.orders[slot][rank];
            let with = total.saturating_add(choices[at].weight);
            if with.saturating_add(self.after[slot + 1]) <= self.best.1 {
                break;
            }
            if fits(&choices[at], self.free) {
                spend(&choices[at], self.free);
                self.chosen[slot] = Some(at);
                self.fill(slot + 1, with);
                self.chosen[slot] = None;
                give_back(&choices[at], self.free);
            }
        }
        self.fill(slot + 1, total);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spent_budget_is_admitted() {
        let slots: Vec<Vec<Choice>> = (0..12)
            .map(|s| {
                (0..4)
                    .map(|c| Choice {
                        weight: 10 + c,
                        uses: vec![(s % 3, 1)],
                    })
                    .collect()
            })
            .collect();
        let capacity = [1, 1, 1];
        let rushed = solve(&slots, &capacity, 5);
        assert!(!rushed.exact && rushed.bound >= 39);
        let full = solve(&slots, &capacity, 10_000_000);
        assert!(full.exact);
        assert_eq!(full.total, 39);
    }

    fn choice(weight: i64, resource: u32) -> Choice {
        Choice {
            weight,
            uses: vec![(resource, 1)],
        }
    }

    #[test]
    fn what_cannot_be_better_is_not_tried() {
        // Fifteen slots with nothing to choose between: every line of search but one is hopeless.
        let free: Vec<Vec<Choice>> = (0..15).map(|s| vec![choice(10, s)]).collect();
        let all: Vec<usize> = (0..15).collect();
        let found = solve_part(&free, &all, &mut [1; 15], 40);
        assert!(found.exact && found.total == 150, "{found:?}");
        // Only the first rank of each slot can be part of the best.
        let ranked: Vec<Vec<Choice>> = (0..15)
            .map(|s| vec![choice(10, s), choice(9, s + 15), choice(8, s + 30)])
            .collect();
        let found = solve_part(&ranked, &all, &mut [1; 45], 40);
        assert!(found.exact && found.total == 150, "{found:?}");
    }

    #[test]
    fn the_greedy_way_keeps_to_what_there_is() {
        // The best two want the same; what is worth nothing is never taken.
        let slots = [
            vec![choice(9, 0), choice(4, 1)],
            vec![choice(8, 0), choice(3, 2)],
            vec![choice(0, 3)],
        ];
        let found = fill_greedily(&slots, &[0, 1, 2], &mut [1; 4]);
        assert_eq!(found.chosen, [Some(0), Some(1), None]);
        assert_eq!((found.total, found.bound), (12, 17));
    }

    #[test]
    fn a_choice_of_unknown_resources_is_not_taken() {
        let slots = [vec![Choice {
            weight: 5,
            uses: vec![(7, 1)],
        }]];
        assert_eq!(solve(&slots, &[1], 100).chosen, [None]);
    }
}
