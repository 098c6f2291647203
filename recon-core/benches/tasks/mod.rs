//! Tasks that people set other engines, with the truth beside them, and how answers are marked.
//!
//! What counts is an *application*: so much of this payment is for that debt, or these two entries
//! of one side cancel out. It is right only to the cent, and a match only if all of it is.

pub(crate) mod bank_feed;
pub(crate) mod bank_month;
pub(crate) mod cash_application;

use recon_core::{Book, Entry, FeeContract, Match, MatchKind, Outcome, Plan, reconcile};
use std::collections::{BTreeMap, BTreeSet};

/// What belongs together: ids of both sides.
pub(crate) struct Truth {
    pub(crate) class: &'static str,
    pub(crate) kind: MatchKind,
    pub(crate) left: Vec<String>,
    /// Ids, with what is settled of each.
    pub(crate) right: Vec<(String, i64)>,
}

/// Two books and the truth; entries in no truth must stay open.
#[derive(Default)]
pub(crate) struct Task {
    pub(crate) left: Vec<Entry>,
    pub(crate) right: Vec<Entry>,
    pub(crate) truth: Vec<Truth>,
    pub(crate) contract: FeeContract,
}

/// What came of one class.
#[derive(Default, Clone)]
pub(crate) struct Mark {
    pub(crate) expected: usize,
    /// Matched without a person, wholly right.
    pub(crate) right: usize,
    /// Right and called by its kind.
    pub(crate) named: usize,
    /// Right as the first proposal of a review.
    pub(crate) proposed: usize,
}

/// The marks of a whole answer.
#[derive(Default)]
pub(crate) struct Marks {
    pub(crate) classes: BTreeMap<&'static str, Mark>,
    /// Matches made without a person that are in no truth.
    pub(crate) wrong: usize,
    /// First proposals of reviews that are in no truth.
    pub(crate) wrong_proposals: usize,
    /// The wrong matches, in words.
    pub(crate) errors: Vec<String>,
}

impl Marks {
    pub(crate) fn total(&self) -> Mark {
        let mut all = Mark::default();
        for mark in self.classes.values() {
            all.expected += mark.expected;
            all.right += mark.right;
            all.named += mark.named;
            all.proposed += mark.proposed;
        }
        all
    }

    /// How many of the matches made without a person are right, in hundredths of a per cent.
    pub(crate) fn precision(&self) -> usize {
        let right = self.total().right;
        10_000 * right / (right + self.wrong).max(1)
    }

    /// How many of what belongs together were matched without a person, likewise.
    pub(crate) fn recall(&self) -> usize {
        let all = self.total();
        10_000 * all.right / all.expected.max(1)
    }

    /// The harmonic mean of precision and recall, in hundredths of a per cent; `with_reviews`
    /// counts what a person only has to confirm.
    pub(crate) fn f1(&self, with_reviews: bool) -> usize {
        let all = self.total();
        let (right, wrong) = if with_reviews {
            (all.right + all.proposed, self.wrong + self.wrong_proposals)
        } else {
            (all.right, self.wrong)
        };
        20_000 * right / (right + wrong + all.expected).max(1)
    }
}

/// What a match says: the ids of the left, and what is settled of each right one.
type Said = (Vec<String>, Vec<(String, i64)>);

/// Reconciles the task and marks the answer.
pub(crate) fn mark(task: Task, plan: &Plan) -> (Marks, Outcome) {
    let left = Book::from_entries(task.left).expect("a valid book");
    let right = Book::from_entries(task.right).expect("a valid book");
    let plan = plan.clone().with_fee_contract(task.contract);
    let outcome = reconcile(&left, &right, &plan);
    let mut marks = Marks::default();
    let mut truths: BTreeMap<Said, (&'static str, MatchKind)> = BTreeMap::new();
    for truth in task.truth {
        marks.classes.entry(truth.class).or_default().expected += 1;
        let said = sorted((truth.left, truth.right));
        truths.insert(said, (truth.class, truth.kind));
    }
    for found in &outcome.matches {
        let said = said(found, &left, &right);
        match truths.get(&said) {
            Some((class, kind)) => {
                let mark = marks.classes.entry(class).or_default();
                mark.right += 1;
                mark.named += usize::from(found.kind == *kind);
            }
            None => {
                marks.wrong += 1;
                marks
                    .errors
                    .push(format!("{} {said:?}", found.kind.as_str()));
            }
        }
    }
    for review in &outcome.reviews {
        match truths.get(&said(&review.proposal, &left, &right)) {
            Some((class, _)) => marks.classes.entry(class).or_default().proposed += 1,
            None => marks.wrong_proposals += 1,
        }
    }
    (marks, outcome)
}

fn said(found: &Match, left: &Book, right: &Book) -> Said {
    let lefts = found.left.iter().map(|l| left.id(*l).to_owned());
    let rights: Vec<(String, i64)> = if found.left.is_empty() {
        found
            .right
            .iter()
            .map(|r| (right.id(*r).to_owned(), 0))
            .collect()
    } else {
        let applied = found.applied(right).into_iter();
        applied
            .map(|(r, amount)| (right.id(r).to_owned(), amount))
            .collect()
    };
    sorted((lefts.collect(), rights))
}

fn sorted((mut left, mut right): Said) -> Said {
    left.sort();
    right.sort();
    (left, right)
}

/// No entry is promised twice.
pub(crate) fn is_consistent(task: &Task) -> bool {
    let mut seen = BTreeSet::new();
    let lefts = task
        .truth
        .iter()
        .flat_map(|t| t.left.iter().map(|id| ('l', id.clone())));
    let rights = task
        .truth
        .iter()
        .flat_map(|t| t.right.iter().map(|(id, _)| ('r', id.clone())));
    lefts.chain(rights).all(|id| seen.insert(id))
}
