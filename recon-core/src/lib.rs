//! Pure, deterministic reconciliation: bank lines against receivables, payables and settlements,
//! with reasons.
//!
//! Two [`Book`]s of [`Entry`]s and a [`Plan`] go in; [`reconcile`] gives back an [`Outcome`]:
//! matches with their evidence, reviews with their alternatives, and for everything else the
//! reason why it stayed open. There is no I/O, no clock and no randomness: the same entries in any
//! order give the same answer, to the cent, on every machine.
//!
//! How it decides: passes propose pairs and groups; every clue adds or takes bits of evidence
//! ([`Bits`]), rare values more than common ones; where several claims meet, the set of greatest
//! total evidence wins, not the first one found. What is ahead by too little goes to review.
//!
//! Day by day, a [`Session`] keeps what was confirmed and says what new entries change; what cannot
//! meet may be solved apart ([`partition`]). [`Statistics`] that are kept make an answer depend on
//! nothing but the entries that may belong together.
//!
//! Every kind of match has a worked example in [`worked_examples`]. What clues are worth is a
//! [`learn::Model`], what acquirers keep a [`FeeContract`].
//!
//! The algorithms can be used on their own: [`assignment`], [`subset`], [`packing`], [`text`],
//! [`fee::explain`], [`learn::em`].
//!
//! # Features
//! - `serde`: entries, plans, fee contracts, models, outcomes and a session's state read and write
//!   as data.
//! - `parallel`: the work is spread over the threads of the current rayon pool. The answer is the
//!   same on any number of them.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod assignment;
mod bits;
mod book;
mod day;
mod disjoint_sets;
mod engine;
mod entry;
mod evidence;
pub mod fee;
mod hash;
pub mod learn;
mod outcome;
pub mod packing;
pub mod partition;
mod payment_terms;
mod plan;
mod radix;
mod session;
mod shares;
pub mod subset;
mod terms;
pub mod text;
mod threads;
pub mod worked_examples;

pub use bits::Bits;
pub use book::{Book, BookError, EntryIndex};
pub use engine::{Statistics, Weighed, Weigher, reconcile, reconcile_with};
pub use entry::{Entry, ReferenceKind, Tag};
pub use evidence::{Clue, Evidence};
pub use fee::{FeeContract, FeeError, FeeRow};
pub use outcome::{
    Alternative, Balance, Certificate, Difference, Match, MatchKind, Open, OpenReason, Outcome,
    PassReport, Review,
};
pub use payment_terms::{EarlyDiscount, PaymentTerms};
pub use plan::{Pass, Plan, PlanError, Proposal, Step, View};
pub use session::{
    Because, Change, Confirmed, Pairing, Session, SessionError, SessionState, Side, Standing,
};
pub use shares::Share;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
