//! The answer is the same on any number of threads.

use crate::mixture::{CardMemo, Mixture, contract, generate};
use recon_core::{Book, Entry, Outcome, Plan, reconcile};

fn on_threads(threads: usize, work: impl Fn() -> Outcome + Sync + Send) -> Outcome {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
    pool.build().unwrap().install(work)
}

fn assert_same_on_any_number(left: Vec<Entry>, right: Vec<Entry>) {
    let (left, right) = (
        Book::from_entries(left).unwrap(),
        Book::from_entries(right).unwrap(),
    );
    let plan = Plan::brazilian_bank().with_fee_contract(contract());
    let alone = on_threads(1, || reconcile(&left, &right, &plan));
    for threads in [2, 8] {
        let together = on_threads(threads, || reconcile(&left, &right, &plan));
        assert!(together == alone, "{threads} threads answer otherwise");
    }
}

#[test]
fn one_two_or_eight_threads_answer_alike() {
    for (lines, card_memo) in [(4_000, CardMemo::Customer), (1_500, CardMemo::Acquirer)] {
        let Mixture { bank, ledger, .. } = generate(lines, 11, card_memo);
        assert_same_on_any_number(bank, ledger);
    }
}

#[test]
fn dense_blocks_too() {
    let many = |prefix: &str, names: [&str; 2]| -> Vec<Entry> {
        let day = crate::support::april(10);
        let entry = |at: usize| {
            Entry::new(format!("{prefix}{at}"), 5_000, day).with_name(names[at % 7 / 6])
        };
        (0..3_000).map(entry).collect()
    };
    assert_same_on_any_number(
        many("l", ["Ana Lima", "Rui Sá"]),
        many("r", ["Ana Lima", "Rui Sá"]),
    );
}
