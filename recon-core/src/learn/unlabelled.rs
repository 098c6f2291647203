//! Learning from two books without any answers.

use super::em::{self, Agreement, Estimate};
use super::{Level, Model};
use crate::bits::Bits;
use crate::book::Book;
use crate::plan::Plan;

/// The clues whose agreement is counted, in this order, with how many levels each has.
pub(crate) const LEVELS: [usize; 4] = [2, 2, 3, 5];
const REFERENCE: usize = 0;
const TAX_ID: usize = 1;
const NAME: usize = 2;

/// Agreement of one pair in reference, tax id, name and lag.
pub(crate) type Pattern = [Agreement; LEVELS.len()];

/// With fewer pairs than this nothing is taken over.
const ENOUGH: u64 = 200;
/// What is learned without a person stays within these.
const MOST: i32 = 16_000;
const LEAST: i32 = -10_000;

impl Model {
    /// The default model with the weights that these books speak for, and the estimate behind
    /// them: all pairs of equal amounts within the plan's window are counted by which clues agree.
    /// Nothing is taken over from fewer than two hundred pairs.
    ///
    /// What a reference is worth follows from how rare it is and is not estimated; nor is what a
    /// name is worth that agrees.
    #[must_use]
    pub fn estimated(left: &Book, right: &Book, plan: &Plan) -> (Self, Option<Estimate>) {
        let counts = crate::engine::patterns(left, right, plan);
        let pairs: u64 = counts.values().sum();
        let counts: Vec<(Vec<Agreement>, u64)> = counts
            .into_iter()
            .map(|(pattern, count)| (pattern.to_vec(), count))
            .collect();
        let estimate = em::estimate(&LEVELS, &counts);
        let mut model = plan.model.clone();
        if let Some(estimate) = estimate.as_ref().filter(|_| pairs >= ENOUGH) {
            // A level that was hardly ever seen says nothing about its weight.
            let seen = |clue: usize, level: u8| {
                let with = counts
                    .iter()
                    .filter(|(p, _)| p.get(clue) == Some(&Some(level)));
                with.map(|(_, count)| count).sum::<u64>() >= ENOUGH / 10
            };
            for (clue, at, level) in [
                (TAX_ID, 0, Level::TaxIdAgrees),
                (TAX_ID, 1, Level::TaxIdDiffers),
                (REFERENCE, 1, Level::ReferenceDiffers),
                (NAME, 2, Level::NameDiffers),
            ] {
                let weight = estimate.clues.get(clue).and_then(|c| c.weight(at));
                if let Some(weight) = weight.filter(|_| seen(clue, at)) {
                    let worth = weight.milli().clamp(LEAST, MOST);
                    model.weights.set(level, Bits::from_milli(worth));
                }
            }
        }
        (model, estimate)
    }
}
