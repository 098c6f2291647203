//! What each clue is worth, from defaults, from how rare values are, and from sure matches.

use super::coincidence::Coincidences;
use super::learned::Aliases;
use super::observed::{CLASSES, LAGS, Observed, default_lag, lag_slot, usual_lags, usual_span};
use super::statistics::Statistics;
use crate::bits::{Bits, exp2_share, log2_milli};
use crate::book::{Book, Row};
use crate::entry::ReferenceKind;
use crate::evidence::Clue;
pub(super) use crate::learn::Class;
use crate::learn::{Level, Weights};
use crate::plan::Plan;
use crate::radix::{self, Seen};
use crate::text::Agreement;
use std::borrow::Cow;

/// Words worth less than this are no name.
const LEAST_FOUND: i32 = 1_000;
/// A number that stands alone in a text may be any number.
const BARE_REFERENCE: i32 = 4_000;

pub(super) struct Scorer<'a> {
    left: &'a Book,
    right: &'a Book,
    /// For each left reference the number of right entries that have it.
    carried_by: Vec<u32>,
    pub(super) coincidences: Coincidences,
    pub(super) aliases: Aliases,
    weights: Weights,
    lag: [[i32; LAGS]; CLASSES],
    /// The most that any lag is worth.
    best_lag: [i32; CLASSES],
    name_differs: [i32; CLASSES],
    /// Between which lags, in business days, groups come.
    group_lags: (i32, i32),
    /// Over how many calendar days a group reaches at most.
    group_span: i32,
    /// All left amounts, in order.
    left_amounts: Cow<'a, [i64]>,
    right_rows: u64,
}

/// A pair under comparison. Name agreement is the dear part and is computed by the caller.
#[derive(Clone, Copy)]
pub(super) struct Pairing {
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) net: bool,
    pub(super) name: Option<Agreement>,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(
        left: &'a Book,
        right: &'a Book,
        plan: &Plan,
        usual: Option<&'a Statistics>,
    ) -> Self {
        let mut scorer = Self {
            left,
            right,
            carried_by: carried_by(left, right),
            coincidences: Coincidences::uncounted(
                usual.map_or_else(|| rows_per_window(right, plan), |u| u.rows_per_window),
            ),
            aliases: Aliases::of(left, right, &plan.model),
            weights: plan.model.weights(),
            lag: [[0; LAGS]; CLASSES],
            best_lag: [0; CLASSES],
            name_differs: [0; CLASSES],
            group_lags: (-plan.days_before, plan.days_after),
            group_span: plan.span_days,
            left_amounts: usual.map_or_else(
                || amounts_in_order(left).into(),
                |u| u.left_amounts.as_slice().into(),
            ),
            right_rows: usual.map_or(right.len() as u64, |u| u.right_rows),
        };
        match usual {
            Some(usual) => scorer.learn(&usual.seen, plan),
            None => scorer.learn(&Observed::of(&plan.model), plan),
        }
        scorer
    }

    /// Mixes what was seen into the defaults: four parts of five once there is enough of it.
    pub(super) fn learn(&mut self, seen: &Observed, plan: &Plan) {
        let weekdays = u64::try_from((plan.days_before + plan.days_after) * 5 / 7 + 1).unwrap_or(1);
        for (class, lags) in self.lag.iter_mut().enumerate() {
            let counts = seen.lags.get(class).copied().unwrap_or([0; LAGS]);
            let total: u64 = counts.iter().map(|c| u64::from(*c)).sum();
            for ((slot, bits), count) in lags.iter_mut().enumerate().zip(counts) {
                // Per million; a prior of 50 observations keeps small samples from ruling.
                let default = default_lag(slot, class);
                let seen = (u64::from(count) * 1_000_000 + 50 * default) / (total + 50);
                let likely = (seen * 4 + default) / 5;
                *bits = (log2_milli(likely) - log2_milli(1_000_000) + log2_milli(weekdays))
                    .max(-10_000);
            }
        }
        self.best_lag = self.lag.map(|lags| lags.into_iter().max().unwrap_or(0));
        let groups = seen.lags.get(Class::Group as usize);
        self.group_lags = groups
            .and_then(usual_lags)
            .unwrap_or((-plan.days_before, plan.days_after));
        self.group_span = usual_span(&seen.spans).map_or(plan.span_days, |s| s.min(plan.span_days));
        for (class, bits) in self.name_differs.iter_mut().enumerate() {
            // Of memos that belong to someone else, nearly all differ.
            let default = per_mille(self.weights.of(if class == Class::Net as usize {
                Level::NameDiffersOnCard
            } else {
                Level::NameDiffers
            }));
            let (all, differ) = (
                seen.names.get(class).copied(),
                seen.names_differ.get(class).copied(),
            );
            let (all, differ) = (u64::from(all.unwrap_or(0)), u64::from(differ.unwrap_or(0)));
            let per_mille = (differ * 1000 + 50 * default) / (all + 50);
            *bits = (log2_milli(per_mille) - log2_milli(1000)).clamp(-8_000, -50);
        }
    }

    pub(super) fn score(&self, pairing: Pairing) -> Bits {
        let mut total = Bits::ZERO;
        self.weigh(pairing, |_, worth| total += worth);
        total
    }

    /// Calls `tell` with each clue and its worth.
    pub(super) fn weigh(&self, pairing: Pairing, mut tell: impl FnMut(Clue, Bits)) {
        let (Some(left), Some(right)) = (
            self.row(self.left, pairing.left),
            self.row(self.right, pairing.right),
        ) else {
            return;
        };
        let other_name = pairing.name.is_some_and(is_different);
        let referenced = self.weigh_reference(left, right, other_name, &mut tell);
        let class = match (referenced, pairing.net) {
            (_, true) => Class::Net,
            (true, _) => Class::Referenced,
            (false, _) => Class::Unreferenced,
        };
        self.weigh_amount(left, right, pairing, &mut tell);
        if left.tax_id != 0 && right.tax_id != 0 {
            if left.tax_id == right.tax_id {
                tell(Clue::TaxIdAgrees, self.weights.of(Level::TaxIdAgrees));
            } else if pairing.net {
                tell(
                    Clue::TaxIdDiffers,
                    self.weights.of(Level::TaxIdDiffersOnCard),
                );
            } else {
                tell(Clue::TaxIdDiffers, self.weights.of(Level::TaxIdDiffers));
            }
        }
        if self.aliases.link(left, right) {
            tell(Clue::KnownAlias, self.weights.of(Level::KnownAlias));
        } else if let Some(name) = pairing.name {
            self.weigh_name(name, class, &mut tell);
        }
        let business_days = left.lag_after(right);
        tell(
            Clue::Lag { business_days },
            self.lag_worth(class, business_days),
        );
    }

    /// The most that lag and name are worth together, where words worth `found` are found.
    pub(super) fn most_beside_amount(&self, found: i32, net: bool) -> i32 {
        let class = if net { Class::Net } else { Class::Unreferenced } as usize;
        let differs = self.name_differs.get(class).copied().unwrap_or(0);
        let name = if found < LEAST_FOUND { differs } else { found };
        self.best_lag.get(class).copied().unwrap_or(0) + name
    }

    fn row(&self, book: &'a Book, index: u32) -> Option<&'a Row> {
        book.rows().get(index as usize)
    }

    /// Says whether a reference agrees.
    fn weigh_reference(
        &self,
        left: &Row,
        right: &Row,
        other_name: bool,
        tell: &mut impl FnMut(Clue, Bits),
    ) -> bool {
        let (ours, theirs) = (self.left.references(left), self.right.references(right));
        let mut best: Option<(Bits, ReferenceKind, u32)> = None;
        let pairs = (0..).zip(ours);
        let pairs = pairs.flat_map(|our| theirs.iter().map(move |their| (our, their)));
        for ((at, our), their) in pairs {
            if our.key != their.key {
                continue;
            }
            // Beside another's name, a number that stands alone is a branch, an account or a day.
            if other_name && (our.bare || their.bare) {
                continue;
            }
            let carried = self.carried(left, at);
            let found = our.from_text || their.from_text;
            let most = |level| self.weights.of(level).milli().max(0);
            let rarity = Bits::ratio(self.right_rows, u64::from(carried));
            let mut worth = rarity.clamp(1_000, most(Level::ReferenceAgrees).max(1_000));
            if our.bare || their.bare {
                worth = worth.clamp(0, BARE_REFERENCE);
            } else if found {
                worth = worth.clamp(0, most(Level::ReferenceInTextAgrees));
            }
            if our.kind != their.kind
                && our.kind != ReferenceKind::Free
                && their.kind != ReferenceKind::Free
            {
                worth = worth.clamp(0, most(Level::ReferenceOfOtherKindAgrees));
            }
            if best.is_none_or(|b| worth > b.0) {
                let kind = if our.kind == ReferenceKind::Free {
                    their.kind
                } else {
                    our.kind
                };
                best = Some((worth, kind, carried));
            }
        }
        if let Some((worth, kind, carried_by)) = best {
            tell(Clue::ReferenceAgrees { kind, carried_by }, worth);
            return true;
        }
        let given = |references: &[crate::book::Reference]| references.iter().any(|r| !r.from_text);
        let mut given_ones = (0..).zip(ours).filter(|(_, r)| !r.from_text);
        if given_ones.any(|(at, _)| self.carried(left, at) > 0) {
            tell(
                Clue::ReferencePointsElsewhere,
                self.weights.of(Level::ReferenceElsewhere),
            );
        } else if given(ours) && given(theirs) {
            tell(
                Clue::ReferenceDiffers,
                self.weights.of(Level::ReferenceDiffers),
            );
        }
        false
    }

    fn weigh_amount(
        &self,
        left: &Row,
        right: &Row,
        pairing: Pairing,
        tell: &mut impl FnMut(Clue, Bits),
    ) {
        let coincidence = self.coincidences.of(pairing.right, pairing.net);
        let shared_by = coincidence.shared_by;
        let worth = coincidence.worth(pairing.name.map_or(Bits::ZERO, worth_of));
        let by = left.amount.saturating_sub(right.amount);
        if pairing.net {
            tell(
                Clue::NetOfContract {
                    fee: by.saturating_neg(),
                    shared_by,
                },
                worth,
            );
        } else if by == 0 {
            tell(Clue::AmountEqual { shared_by }, worth);
        } else {
            let looser = Bits::from_milli(log2_milli(by.unsigned_abs()));
            let differs = self.weights.of(Level::AmountDiffers);
            tell(Clue::AmountDiffers { by }, worth - looser + differs);
        }
    }

    fn weigh_name(&self, name: Agreement, class: Class, tell: &mut impl FnMut(Clue, Bits)) {
        let differs = Bits::from_milli(self.name_differs.get(class as usize).copied().unwrap_or(0));
        if is_different(name) {
            tell(Clue::NameDiffers, differs);
        } else {
            let percent = u8::try_from(name.share() / 10).unwrap_or(100);
            tell(Clue::NameAgrees { percent }, name_worth(name).max(differs));
        }
    }

    pub(super) fn lag_worth(&self, class: Class, lag: i32) -> Bits {
        let lags = self.lag.get(class as usize);
        let bits = lags
            .and_then(|l| l.get(lag_slot(lag)))
            .copied()
            .unwrap_or(0);
        // Far apart is worse than the last slot says; and of two equal lags, the even ones win.
        let far = lag.unsigned_abs();
        let beyond = i32::try_from(far.saturating_sub(43).min(500)).unwrap_or(0);
        let order = i32::try_from(far.min(20) * far.min(20)).unwrap_or(0);
        Bits::from_milli(bits - beyond * 20 - order)
    }

    /// Between which lags, in business days, nearly all groups come.
    pub(super) fn usual_group_lags(&self) -> (i32, i32) {
        self.group_lags
    }

    /// Over how many calendar days nearly all groups reach at most.
    pub(super) fn usual_group_span(&self) -> i32 {
        self.group_span
    }

    /// Bits against hitting an amount by accident: the more the larger it is and the fewer lines
    /// have it.
    pub(super) fn rarity(&self, amount: i64) -> Bits {
        let lines = self.left_amounts.len() as u64;
        let from = self.left_amounts.partition_point(|a| *a < amount);
        let to = self.left_amounts.partition_point(|a| *a <= amount);
        let others = (to - from).saturating_sub(1) as u64;
        let size = amount.unsigned_abs().clamp(1, 1 << 23);
        // One in 2 × size, and how often it occurs beside this line; in parts of 2³².
        let by_size = (1_u64 << 31) / size;
        let by_count = (others << 32) / lines.max(1);
        Bits::from_milli(32_000 - log2_milli(by_size + by_count))
    }

    /// How many right rows there are, in the whole that these books are part of.
    pub(super) fn right_rows(&self) -> u64 {
        self.right_rows
    }

    pub(super) fn left_amounts(&self) -> &[i64] {
        &self.left_amounts
    }

    /// How many right entries have this one of a left row's references.
    pub(super) fn carried(&self, left: &Row, reference: usize) -> u32 {
        let at = self.left.first_reference(left) + reference;
        self.carried_by.get(at).copied().unwrap_or(0)
    }
}

/// For each left reference, how many times the right book has it.
fn carried_by(left: &Book, right: &Book) -> Vec<u32> {
    let ours = left.all_references().iter().map(|r| r.key);
    let ours: Vec<(u64, usize)> = ours.zip(0..).collect();
    let mut wanted = Seen::with_capacity(ours.len());
    ours.iter().for_each(|(key, _)| wanted.insert(*key));
    let theirs = right.all_references().iter().map(|r| r.key);
    let theirs: Vec<u64> = theirs.filter(|key| wanted.may_have(*key)).collect();
    let mut counts = vec![0; ours.len()];
    let ours = radix::sort_by_hash(ours, |(key, _)| *key);
    let theirs = radix::sort_by_hash(theirs, |key| *key);
    let mut rest = ours.iter().peekable();
    for same in theirs.chunk_by(|a, b| a == b) {
        let key = same.first().copied().unwrap_or(0);
        while rest.next_if(|(our, _)| *our < key).is_some() {}
        while let Some((_, at)) = rest.next_if(|(our, _)| *our == key) {
            if let Some(count) = counts.get_mut(*at) {
                *count = u32::try_from(same.len()).unwrap_or(u32::MAX);
            }
        }
    }
    counts
}

/// Log-odds for a name found in a memo: rarity of what is there, less what is not.
pub(super) fn name_worth(name: Agreement) -> Bits {
    Bits::from_milli(name.found.min(24_000) - name.missing / 5 * 3)
}

/// The same for a name of which little may be found at all.
pub(super) fn worth_of(name: Agreement) -> Bits {
    if is_different(name) {
        Bits::from_milli(-5_600)
    } else {
        name_worth(name)
    }
}

pub(super) fn is_different(name: Agreement) -> bool {
    name.found < LEAST_FOUND || name.share() < 250
}

/// How many in a thousand stand for these odds.
fn per_mille(odds: Bits) -> u64 {
    (exp2_share(odds.milli().into()) * 1_000 + (1 << 31)) >> 32
}

fn amounts_in_order(book: &Book) -> Vec<i64> {
    let mut amounts: Vec<i64> = book.rows().iter().map(|row| row.amount).collect();
    amounts.sort_unstable();
    amounts
}

/// How many right rows one window holds on average.
pub(super) fn rows_per_window(right: &Book, plan: &Plan) -> u64 {
    (right.len() as u64 * window_days(plan) / calendar_days(right).max(window_days(plan))).max(1)
}

pub(super) fn window_days(plan: &Plan) -> u64 {
    u64::try_from(plan.days_before + plan.days_after + 1).unwrap_or(1)
}

/// Days from the first to the last entry.
pub(super) fn calendar_days(book: &Book) -> u64 {
    let (first, last) = (book.rows().first(), book.rows().last());
    let days = first
        .zip(last)
        .map_or(0, |(a, b)| i64::from(b.day) - i64::from(a.day));
    u64::try_from(days + 1).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weight_of_a_name_that_differs_is_a_share() {
        assert_eq!(per_mille(Bits::from_milli(-5_644)), 20);
        assert_eq!(per_mille(Bits::from_milli(-1_000)), 500);
        assert_eq!(per_mille(Bits::from_milli(3_000)), 1_000);
    }
}
