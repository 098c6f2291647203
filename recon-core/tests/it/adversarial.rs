//! Books made to hurt: the work stays in proportion, and what could not be read is told.

use crate::invariants::{assert_conserved, plan};
use crate::support::april;
use recon_core::{Book, Entry, MatchKind, Outcome, reconcile};
use time::Duration;

fn book(entries: impl Iterator<Item = Entry>) -> Book {
    Book::from_entries(entries).unwrap()
}

fn solved(left: &Book, right: &Book) -> Outcome {
    let outcome = reconcile(left, right, &plan());
    assert_conserved(left, right, &outcome);
    let looked_at: u64 = outcome.reports.iter().map(|r| r.candidates).sum();
    let rows = (left.len() + right.len()) as u64;
    assert!(
        looked_at <= 100 * rows,
        "{looked_at} candidates for {rows} rows"
    );
    outcome
}

fn cut(outcome: &Outcome) -> usize {
    outcome
        .reports
        .iter()
        .map(|r| r.blocks_cut + r.budgets_hit)
        .sum()
}

#[test]
fn all_amounts_equal_and_every_name_another() {
    let name = |at: i64| format!("CLIENTE {:05}X", at * 7_919 % 100_000);
    let day = |at: i64| april(1) + Duration::days(at % 28);
    let left = (0..3_000).map(|at| {
        Entry::new(format!("l{at}"), 10_000, day(at)).with_text(format!("PIX {}", name(at)))
    });
    let right =
        (0..3_000).map(|at| Entry::new(format!("r{at}"), 10_000, day(at)).with_name(name(at)));
    let (left, right) = (book(left), book(right));
    let outcome = solved(&left, &right);
    assert!(cut(&outcome) > 0);
    for found in &outcome.matches {
        assert_eq!(left.id(found.left[0])[1..], right.id(found.right[0])[1..]);
    }
}

#[test]
fn all_amounts_equal_and_nothing_else_said() {
    let many = |prefix: &'static str, count: i64, days: i64| {
        let day = move |at: i64| april(1) + Duration::days(at % days);
        book((0..count).map(move |at| Entry::new(format!("{prefix}{at}"), 10_000, day(at))))
    };
    solved(&many("l", 5_000, 25), &many("r", 5_000, 25));
    solved(&many("l", 5_000, 1), &many("r", 50, 25));
}

#[test]
fn a_batch_of_five_thousand_entries_is_found_as_a_whole_day() {
    let amount = |at: i64| 1_000 + at * 37 % 9_000;
    let right = (0..5_000)
        .map(|at| Entry::new(format!("r{at}"), amount(at), april(10)).with_name("Padaria Aurora"));
    let total = (0..5_000).map(amount).sum();
    let left = Entry::new("l", total, april(11)).with_text("PIX PADARIA AURORA");
    let (left, right) = (book([left].into_iter()), book(right));
    let outcome = solved(&left, &right);
    assert_eq!(outcome.matches.len(), 1);
    assert_eq!(outcome.matches[0].kind, MatchKind::Batch);
    assert_eq!(outcome.matches[0].right.len(), 5_000);
}

#[test]
fn a_batch_of_a_thousand_entries_over_many_days_stays_open_and_says_so() {
    let amount = |at: i64| 1_000 + at * 37 % 9_000;
    let day = |at: i64| april(1) + Duration::days(at % 6);
    let own = (0..1_000)
        .map(|at| Entry::new(format!("r{at}"), amount(at), day(at)).with_name("Padaria Aurora"));
    let others = (0..6_000).map(|at| {
        Entry::new(format!("x{at}"), amount(at), day(at)).with_name(format!("Cliente {at}"))
    });
    let total = (0..1_000).map(amount).sum();
    let left = Entry::new("l", total, april(8)).with_text("PIX PADARIA AURORA");
    let (left, right) = (book([left].into_iter()), book(own.chain(others)));
    let outcome = solved(&left, &right);
    assert_eq!((outcome.matches.len(), outcome.open_left.len()), (0, 1));
    assert!(cut(&outcome) > 0);
}

#[test]
fn one_payer_with_everything_and_many_equal_sums() {
    let row = |at: i64| {
        let day = april(1) + Duration::days(at % 20);
        Entry::new(format!("r{at}"), 1_000 * (1 + at % 3), day).with_name("Padaria Aurora")
    };
    let line = |at: i64| {
        let day = april(3) + Duration::days(at % 20);
        Entry::new(format!("l{at}"), 7_000 + 1_000 * (at % 5), day).with_text("PIX PADARIA AURORA")
    };
    let outcome = solved(&book((0..300).map(line)), &book((0..900).map(row)));
    assert!(outcome.matches.len() < 300);
}
