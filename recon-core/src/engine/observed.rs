//! How late payments come and how names are damaged, counted over sure matches.

use super::scoring::{Class, is_different};
use crate::learn::Habits;
use crate::text::Agreement;

/// Lags outside of this range of business days are all alike.
const EARLIEST: i32 = -20;
const LATEST: i32 = 43;
pub(super) const LAGS: usize = 64;

pub(super) const CLASSES: usize = 4;

/// Lags of pairs without a reference, in parts per million, where the table of those with one is
/// too strict: nobody chases what nobody can tell apart.
const PATIENT: u64 = 20_000;

/// How often each lag and a name without likeness occurred among sure matches.
#[derive(Clone)]
pub(super) struct Observed {
    pub(super) lags: [[u32; LAGS]; CLASSES],
    /// Over how many calendar days groups of more than one day reach.
    pub(super) spans: [u32; LAGS],
    pub(super) names: [u32; CLASSES],
    pub(super) names_differ: [u32; CLASSES],
}

impl Default for Observed {
    fn default() -> Self {
        Self {
            lags: [[0; LAGS]; CLASSES],
            spans: [0; LAGS],
            names: [0; CLASSES],
            names_differ: [0; CLASSES],
        }
    }
}

impl Observed {
    pub(super) fn add(&mut self, class: Class, lag: i32, name: Option<Agreement>) {
        let class = class as usize;
        if let Some(count) = self
            .lags
            .get_mut(class)
            .and_then(|l| l.get_mut(lag_slot(lag)))
        {
            *count += 1;
        }
        let Some(name) = name else { return };
        if let (Some(all), Some(differ)) =
            (self.names.get_mut(class), self.names_differ.get_mut(class))
        {
            *all += 1;
            *differ += u32::from(is_different(name));
        }
    }
}

impl Observed {
    /// Adds matches that were confirmed before this run.
    pub(super) fn add_habits(&mut self, class: Class, habits: &Habits) {
        let at = class as usize;
        if let Some(lags) = self.lags.get_mut(at) {
            for (lag, count) in &habits.lags {
                if let Some(slot) = lags.get_mut(lag_slot(*lag)) {
                    *slot = slot.saturating_add(*count);
                }
            }
        }
        if let (Some(all), Some(differ)) = (self.names.get_mut(at), self.names_differ.get_mut(at)) {
            *all = all.saturating_add(habits.named);
            *differ = differ.saturating_add(habits.named_otherwise);
        }
    }

    /// Adds a group whose entries are due over so many days.
    pub(super) fn add_span(&mut self, days: i32) {
        let slot = usize::try_from(days).ok().filter(|days| *days > 0);
        if let Some(count) = slot.and_then(|days| self.spans.get_mut(days)) {
            *count += 1;
        }
    }
}

/// Fewer lags than this say nothing about what is usual.
const ENOUGH_LAGS: u32 = 60;

/// With fewer than this, what was not seen yet may still come: a day more is allowed.
const PLENTY: u32 = 600;

/// The range without the rarest half per cent at each end.
pub(super) fn usual_lags(counts: &[u32; LAGS]) -> Option<(i32, i32)> {
    let total: u32 = counts.iter().sum();
    if total < ENOUGH_LAGS {
        return None;
    }
    let rare = total / 200;
    let first = first_above(counts.iter(), rare)?;
    let last = LAGS - 1 - first_above(counts.iter().rev(), rare)?;
    let lag = |slot: usize| i32::try_from(slot).map_or(LATEST, |slot| slot + EARLIEST);
    let slack = i32::from(total < PLENTY);
    Some((lag(first) - slack, lag(last) + slack))
}

/// The span that all but the widest half per cent keep to.
pub(super) fn usual_span(counts: &[u32; LAGS]) -> Option<i32> {
    let total: u32 = counts.iter().sum();
    let last = LAGS - 1 - first_above(counts.iter().rev(), total / 200)?;
    let span = i32::try_from(last).ok().filter(|_| total >= ENOUGH_LAGS)?;
    Some(span + i32::from(total < PLENTY))
}

/// How many counts come before their sum is more than this.
fn first_above<'c>(counts: impl Iterator<Item = &'c u32>, sum: u32) -> Option<usize> {
    let mut so_far = 0;
    let mut counts = counts;
    counts.position(|count| {
        so_far += count;
        so_far > sum
    })
}

pub(super) fn lag_slot(lag: i32) -> usize {
    let lag = lag.clamp(EARLIEST, LATEST);
    usize::try_from(lag - EARLIEST).unwrap_or(0)
}

/// Parts per million for each slot: most come on the day or in the days after it.
pub(super) fn default_lag(slot: usize, class: usize) -> u64 {
    let lag = i32::try_from(slot).unwrap_or(0) + EARLIEST;
    let default = match lag {
        i32::MIN..=-11 => 500,
        -10..=-4 => 4_000,
        -3..=-1 => 15_000,
        0 => 250_000,
        1 => 200_000,
        2 => 130_000,
        3 => 100_000,
        4..=6 => 35_000,
        7..=10 => 18_000,
        11..=20 => 4_000,
        _ => 800,
    };
    let patient = class == Class::Unreferenced as usize && (4..=10).contains(&lag);
    if patient {
        default.max(PATIENT)
    } else {
        default
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lags(of: &[(i32, u32)]) -> [u32; LAGS] {
        let mut counts = [0; LAGS];
        for (lag, count) in of {
            counts[lag_slot(*lag)] += count;
        }
        counts
    }

    #[test]
    fn what_is_usual_leaves_out_the_rarest_and_allows_for_what_was_not_seen() {
        let few = lags(&[(0, 30), (1, 20), (2, 20)]);
        assert_eq!(usual_lags(&few), Some((-1, 3)));
        let many = lags(&[(-9, 2), (0, 500), (1, 300), (2, 200), (30, 3)]);
        assert_eq!(usual_lags(&many), Some((0, 2)));
        assert_eq!(usual_lags(&lags(&[(0, 59)])), None);
    }

    #[test]
    fn the_usual_span_is_that_of_nearly_all() {
        let mut spans = [0; LAGS];
        (spans[1], spans[4], spans[40]) = (400, 400, 2);
        assert_eq!(usual_span(&spans), Some(4));
        spans[4] = 0;
        assert_eq!(usual_span(&spans), Some(2));
    }
}
