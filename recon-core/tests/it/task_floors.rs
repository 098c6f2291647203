//! Tasks that people set other engines: floors a little under what was measured.

use crate::tasks::{Task, bank_feed, bank_month, cash_application, is_consistent, mark};
use recon_core::Plan;

#[test]
fn a_month_at_the_bank() {
    let task = bank_month::generate(2_000, 8);
    assert!(is_consistent(&task));
    let plan = Plan::brazilian_bank().with_period_start(bank_month::start());
    let (marks, _) = mark(task, &plan);
    assert!(
        marks.f1(false) >= 9_900,
        "F1 {}: {:?}",
        marks.f1(false),
        marks.errors
    );
    let all = marks.total();
    assert!(
        all.named * 100 >= all.right * 99,
        "{} of {} kinds",
        all.named,
        all.right
    );
}

#[test]
fn cash_is_applied_to_the_cent() {
    let task = cash_application::generate(2_000, 9);
    assert!(is_consistent(&task));
    let (marks, _) = mark(task, &Plan::cash_application());
    assert!(
        marks.f1(false) >= 9_850,
        "F1 {}: {:?}",
        marks.f1(false),
        marks.errors
    );
    assert!(marks.wrong <= 2, "{:?}", marks.errors);
    let all = marks.total();
    assert!(
        all.named * 100 >= all.right * 99,
        "{} of {} kinds",
        all.named,
        all.right
    );
}

/// Most amounts differ, so a person confirms many; the first proposal is the right one.
#[test]
fn two_feeds_of_one_card() {
    let task = bank_feed::generate(1_000, 10);
    assert!(is_consistent(&task));
    let (marks, _) = mark(task, &Plan::bank_feed());
    assert!(marks.precision() >= 9_980, "{:?}", marks.errors);
    assert!(marks.recall() >= 5_800, "recall {}", marks.recall());
    assert!(marks.f1(true) >= 9_700, "F1 {}", marks.f1(true));
}

#[test]
fn tasks_are_the_same_every_time() {
    let ids = |task: Task| {
        task.left
            .iter()
            .map(|e| (e.id().to_owned(), e.amount()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ids(cash_application::generate(300, 1)),
        ids(cash_application::generate(300, 1))
    );
    assert_ne!(
        ids(bank_month::generate(300, 1)),
        ids(bank_month::generate(300, 2))
    );
}
