//! What codes mean, in words of the owner of a small business.
//!
//! One function for each kind of code; both languages of a phrase stand side by side. A code that
//! is newer than this table is shown as it is.

mod advice;
mod clues;
mod findings;
mod outcomes;

pub(super) use advice::advice;
pub(super) use clues::{clue, evidence};
pub(super) use findings::{effect_code, fix, what};
pub use outcomes::open_reason;
pub(super) use outcomes::{certificate, difference, heading, rule};
