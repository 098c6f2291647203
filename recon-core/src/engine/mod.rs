//! Running a plan: who is taken, what was found, and what is left to explain.

mod candidates;
mod claims;
mod coincidence;
mod custom;
mod different_amount;
mod groups;
mod kinds;
mod learned;
mod many_to_many;
mod memo;
mod mentions;
mod observed;
mod payers;
mod payment;
mod reasons;
mod remittance;
mod same_side;
mod scoring;
mod statistics;
mod weigher;

use crate::bits::Bits;
use crate::book::{Book, EntryIndex, Row};
use crate::evidence::{Clue, Evidence};
use crate::outcome::{Balance, Match, MatchKind, Outcome, PassReport, Review};
use crate::plan::{Plan, Step};
use claims::Edge;
pub(crate) use learned::patterns;
use learned::{IdsOfBoth, Refused};
pub(crate) use memo::Memo;
use mentions::Mentions;
use observed::Observed;
use payers::Payers;
pub(crate) use payers::name_keys;
pub(crate) use same_side::{TRANSFER_DAYS, says_transfer};
use scoring::{Class, Pairing, Scorer};
pub use statistics::Statistics;
pub use weigher::{Weighed, Weigher};

/// From how many matches habits are learned, spread evenly.
const LESSONS: usize = 8_192;
/// As many clues as most pairs have: reference, amount, name and lag.
const USUAL_CLUES: usize = 4;

/// Reconciles two books.
///
/// `left` is usually the bank, `right` the ledger. The answer depends only on what the books hold:
/// not on the order of entries, the machine, or the time it takes. Every entry ends in exactly one
/// match, review or open list, and every match balances to the minor unit.
///
/// ```
/// use recon_core::{Book, Entry, Plan, ReferenceKind, reconcile};
/// use time::{Date, Month};
///
/// let day = |d| Date::from_calendar_date(2026, Month::April, d);
/// let bank = Book::from_entries([
///     Entry::new("b1", 184_257, day(13)?).with_text("PIX RECEB PADARIA S JOSE NF 17"),
/// ])?;
/// let ledger = Book::from_entries([
///     Entry::new("inv-17", 184_257, day(10)?)
///         .with_reference(ReferenceKind::InvoiceNumber, "17")
///         .with_name("Padaria São José Ltda"),
///     Entry::new("inv-18", 9_900, day(10)?).with_name("Ótica Lima"),
/// ])?;
///
/// let outcome = reconcile(&bank, &ledger, &Plan::brazilian_bank());
/// let found = &outcome.matches[0];
/// assert_eq!(ledger.id(found.right[0]), "inv-17");
/// for evidence in &found.evidence {
///     println!("{evidence}"); // name recognisable to 68 % (7.1 bits) …
/// }
/// assert_eq!(outcome.open_right.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn reconcile(left: &Book, right: &Book, plan: &Plan) -> Outcome {
    reconcile_without(left, right, plan, [])
}

/// The same, never proposing these entries together either; what the plan's model knows as refused
/// is never proposed.
pub(crate) fn reconcile_without<'p>(
    left: &Book,
    right: &Book,
    plan: &Plan,
    refused: impl IntoIterator<Item = IdsOfBoth<'p>>,
) -> Outcome {
    let mut run = Run::new(left, right, plan);
    run.refused.add(left, right, refused);
    for step in &plan.steps {
        run.step(step);
    }
    run.finish()
}

/// The same, and what is usual in the two books.
pub(crate) fn reconcile_and_count<'p>(
    left: &Book,
    right: &Book,
    plan: &Plan,
    refused: impl IntoIterator<Item = IdsOfBoth<'p>>,
) -> (Outcome, Statistics) {
    let mut run = Run::new(left, right, plan);
    run.refused.add(left, right, refused);
    plan.steps.iter().for_each(|step| run.step(step));
    let usual = run.count();
    (run.finish(), usual)
}

/// Reconciles two books by what is usual elsewhere: in the books that they are part of.
///
/// Nothing is counted and no habit is learned in the two books themselves, so that entries that
/// cannot meet do not matter to each other. See [`Statistics`].
#[must_use]
pub fn reconcile_with(left: &Book, right: &Book, plan: &Plan, usual: &Statistics) -> Outcome {
    reconcile_by(left, right, plan, usual, [])
}

/// The same, never proposing these entries together.
pub(crate) fn reconcile_by<'p>(
    left: &Book,
    right: &Book,
    plan: &Plan,
    usual: &Statistics,
    refused: impl IntoIterator<Item = IdsOfBoth<'p>>,
) -> Outcome {
    let mut run = Run::by(left, right, plan, Some(usual));
    run.refused.add(left, right, refused);
    plan.steps.iter().for_each(|step| run.step(step));
    run.finish()
}

/// The state between steps.
struct Run<'a> {
    left: &'a Book,
    right: &'a Book,
    plan: &'a Plan,
    /// What is usual, where that is not to be counted here.
    usual: Option<&'a Statistics>,
    scorer: Scorer<'a>,
    payers: Payers<'a>,
    /// Whom the lines mention that were open when it was first asked.
    mentions: Option<Mentions>,
    /// The net of each right row under the contract; empty without a contract.
    nets: Vec<Option<i64>>,
    left_taken: Vec<bool>,
    right_taken: Vec<bool>,
    /// What a person refused before.
    refused: Refused,
    /// Habits seen in the first so many matches.
    seen: (Observed, usize),
    /// Pairs that were likely but not sure, for the doubts at the end.
    pending: Vec<Edge>,
    doubtful_groups: Vec<Review>,
    outcome: Outcome,
    report: PassReport,
}

impl<'a> Run<'a> {
    fn new(left: &'a Book, right: &'a Book, plan: &'a Plan) -> Self {
        Self::by(left, right, plan, None)
    }

    fn by(left: &'a Book, right: &'a Book, plan: &'a Plan, usual: Option<&'a Statistics>) -> Self {
        Self {
            left,
            right,
            plan,
            usual,
            scorer: Scorer::new(left, right, plan, usual),
            payers: Payers::new(right, usual),
            mentions: None,
            nets: nets(right, plan),
            left_taken: vec![false; left.len()],
            right_taken: vec![false; right.len()],
            refused: Refused::of(left, right, &plan.model),
            seen: (Observed::of(&plan.model), 0),
            pending: Vec::new(),
            doubtful_groups: Vec::new(),
            outcome: Outcome::default(),
            report: PassReport::default(),
        }
    }

    fn step(&mut self, step: &Step) {
        self.report = PassReport {
            rule: step.name(),
            ..PassReport::default()
        };
        let (matches, reviews) = (self.outcome.matches.len(), self.outcome.reviews.len());
        match step {
            Step::Remittance => self.remittance(),
            Step::ExactReference => self.exact_reference(),
            Step::AmountAndClues => self.amount_and_clues(),
            Step::Groups => self.groups(),
            Step::ManyToMany => self.many_to_many(),
            Step::DifferentAmount => self.different_amount(),
            Step::SameSide => self.same_side(),
            Step::Doubts => self.doubts(),
            Step::Custom(pass) => self.custom(pass.as_ref()),
        }
        self.report.matches = self.outcome.matches.len() - matches;
        self.report.reviews = self.outcome.reviews.len() - reviews;
        self.outcome.reports.push(std::mem::take(&mut self.report));
    }

    fn exact_reference(&mut self) {
        let edges = self.reference_edges();
        self.report.candidates = edges.len() as u64;
        self.pending = self.settle(edges);
        self.learn();
    }

    fn amount_and_clues(&mut self) {
        let mut edges = self.amount_edges();
        self.report.candidates = edges.len() as u64;
        edges.append(&mut self.pending);
        let rest = self.settle(edges);
        // What was sure shows how late such payments come, which decides some of the others.
        self.learn();
        let rest = self.rescored(rest);
        self.pending = self.settle(rest);
    }

    /// Takes lags and name damages from the matches made since the last time.
    fn learn(&mut self) {
        if self.usual.is_some() {
            return;
        }
        let (mut seen, from) = std::mem::take(&mut self.seen);
        let new = self.outcome.matches.get(from..).unwrap_or_default();
        for found in new.iter().step_by(new.len() / LESSONS + 1) {
            self.observe(found, &mut seen);
        }
        self.scorer.learn(&seen, self.plan);
        self.seen = (seen, self.outcome.matches.len());
    }

    fn observe(&self, found: &Match, seen: &mut Observed) {
        let ([left], [.., right]) = (found.left.as_slice(), found.right.as_slice()) else {
            return;
        };
        let referenced = found
            .evidence
            .iter()
            .any(|e| matches!(e.clue, Clue::ReferenceAgrees { .. }));
        let class = match found.kind {
            _ if found.right.len() > 1 => Class::Group,
            MatchKind::NetOfFee => Class::Net,
            _ if referenced => Class::Referenced,
            _ => Class::Unreferenced,
        };
        let (l, r) = (self.left_row(left.0), self.right_row(right.0));
        if let (Class::Group, Some(first)) = (class, found.right.first()) {
            seen.add_span(r.day.saturating_sub(self.right_row(first.0).day));
        }
        let name = self.payers.agreement(&Memo::of(self.left, l), right.0);
        seen.add(class, l.lag_after(r), name);
    }

    #[allow(
        clippy::indexing_slicing,
        reason = "row numbers come from the book itself"
    )]
    fn left_row(&self, row: u32) -> &'a Row {
        &self.left.rows()[row as usize]
    }

    #[allow(
        clippy::indexing_slicing,
        reason = "row numbers come from the book itself"
    )]
    fn right_row(&self, row: u32) -> &'a Row {
        &self.right.rows()[row as usize]
    }

    fn is_left_open(&self, row: u32) -> bool {
        self.left_taken.get(row as usize) == Some(&false)
    }

    fn is_right_open(&self, row: u32) -> bool {
        self.right_taken.get(row as usize) == Some(&false)
    }

    fn open_left(&self) -> Vec<u32> {
        open(&self.left_taken)
    }

    fn net(&self, right: u32) -> Option<i64> {
        self.nets.get(right as usize).copied().flatten()
    }

    /// What a right entry is expected to bring: its net when a contract applies.
    fn expected(&self, right: u32) -> i64 {
        self.net(right)
            .unwrap_or_else(|| self.right_row(right).amount)
    }

    /// Whether money and account allow the two to meet at all.
    fn compatible(&self, left: &Row, right: &Row) -> bool {
        let account = left.account == right.account || left.account == 0 || right.account == 0;
        account && left.currency == right.currency
    }

    fn explain(&self, pairing: Pairing) -> (Vec<Evidence>, Bits) {
        let (mut evidence, mut total) = (Vec::with_capacity(USUAL_CLUES), Bits::ZERO);
        self.scorer.weigh(pairing, |clue, worth| {
            total += worth;
            evidence.push(Evidence::new(clue, worth));
        });
        (evidence, total)
    }

    fn take(&mut self, found: &Match) {
        for index in &found.left {
            if let Some(taken) = self.left_taken.get_mut(index.row()) {
                *taken = true;
            }
        }
        for index in &found.right {
            if let Some(taken) = self.right_taken.get_mut(index.row()) {
                *taken = true;
            }
        }
    }

    fn accept(&mut self, found: Match) {
        if self.refused.has_match(&found) {
            return;
        }
        self.take(&found);
        self.outcome.matches.push(found);
    }

    fn doubt(&mut self, review: Review) {
        if self.refused.has_match(&review.proposal) {
            return;
        }
        self.take(&review.proposal);
        self.outcome.reviews.push(review);
    }

    fn is_all_open(&self, found: &Match) -> bool {
        found.left.iter().all(|l| self.is_left_open(l.0))
            && found.right.iter().all(|r| self.is_right_open(r.0))
    }

    /// The balance of left entries against right ones, the contract's fees taken off; what is
    /// then missing is the residual. Nothing when a sum does not fit.
    fn balance(
        &self,
        left: &[EntryIndex],
        right: &[EntryIndex],
        with_fees: bool,
    ) -> Option<Balance> {
        let paid = sum(left.iter().map(|l| self.left_row(l.0).amount))?;
        let gross = sum(right.iter().map(|r| self.right_row(r.0).amount))?;
        let fee = if with_fees {
            sum(right.iter().map(|r| {
                self.right_row(r.0)
                    .amount
                    .saturating_sub(self.expected(r.0))
            }))?
        } else {
            0
        };
        let residual = gross.checked_sub(fee)?.checked_sub(paid)?;
        Some(Balance {
            gross,
            fee,
            residual,
            ..Balance::default()
        })
    }

    fn finish(mut self) -> Outcome {
        let mut matches = std::mem::take(&mut self.outcome.matches);
        let mut reviews = std::mem::take(&mut self.outcome.reviews);
        let proposals = reviews.iter_mut().map(|r| &mut r.proposal);
        for found in matches.iter_mut().chain(proposals) {
            self.name_kinds(found);
            found.fees = self.fees_of(found);
        }
        (self.outcome.matches, self.outcome.reviews) = (matches, reviews);
        let order = |m: &Match| (m.left.first().copied(), m.right.first().copied());
        self.outcome.matches = in_order(std::mem::take(&mut self.outcome.matches), order);
        let reviews = std::mem::take(&mut self.outcome.reviews);
        self.outcome.reviews = in_order(reviews, |r| order(&r.proposal));
        let (open_left, open_right) = self.explain_open();
        self.outcome.open_left = open_left;
        self.outcome.open_right = open_right;
        self.outcome
    }
}

impl Run<'_> {
    /// The fee of each right entry of a match of several; nothing where none was taken off.
    fn fees_of(&self, found: &Match) -> Vec<i64> {
        if found.balance.fee == 0 {
            return Vec::new();
        }
        let fee = |r: &EntryIndex| {
            let amount = self.right_row(r.0).amount;
            amount.saturating_sub(self.expected(r.0))
        };
        found.right.iter().map(fee).collect()
    }
}

/// Sorts what comes in a few sorted runs and is too large to be moved about.
fn in_order<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut order: Vec<(K, usize)> = items.iter().map(key).zip(0..).collect();
    order.sort();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let mut take = |at: usize| items.get_mut(at).and_then(Option::take);
    order.iter().filter_map(|(_, at)| take(*at)).collect()
}

fn open(taken: &[bool]) -> Vec<u32> {
    (0..)
        .zip(taken)
        .filter(|(_, taken)| !**taken)
        .map(|(row, _)| row)
        .collect()
}

/// A sum that does not overflow on the way.
fn sum(amounts: impl Iterator<Item = i64>) -> Option<i64> {
    i64::try_from(amounts.map(i128::from).sum::<i128>()).ok()
}

/// What each right row brings where that is not its amount; empty when none has a fee.
pub(crate) fn nets(right: &Book, plan: &Plan) -> Vec<Option<i64>> {
    if plan.contract.is_empty() && !right.terms().have_fees() {
        return Vec::new();
    }
    let net = |(at, row): (u32, &Row)| {
        let terms = right.terms().of(at);
        match terms.and_then(|t| t.fee) {
            Some(fee) => row
                .amount
                .checked_sub(fee.checked_mul(row.amount.signum())?),
            None => plan.contract.net_of(right, row, terms),
        }
    };
    (0..).zip(right.rows()).map(net).collect()
}
