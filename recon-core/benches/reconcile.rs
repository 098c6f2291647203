//! How long the reference mixture takes. `cargo bench -p recon-core`; sizes beyond these with
//! `cargo run --release -p recon-core --example quality -- 1000000`.
#![allow(
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    dead_code,
    missing_docs,
    reason = "a measuring program, not part of the library; the truth is not looked at here"
)]

mod mixture;

use recon_core::{Book, Plan, reconcile};

fn main() {
    divan::main();
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 5)]
fn books(bencher: divan::Bencher<'_, '_>, lines: usize) {
    let made = mixture::generate(lines, 7, mixture::CardMemo::Customer);
    bencher
        .with_inputs(|| made.ledger.clone())
        .bench_values(|ledger| Book::from_entries(ledger).expect("valid"));
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 5)]
fn matching(bencher: divan::Bencher<'_, '_>, lines: usize) {
    let made = mixture::generate(lines, 7, mixture::CardMemo::Customer);
    let left = Book::from_entries(made.bank).expect("valid");
    let right = Book::from_entries(made.ledger).expect("valid");
    let plan = Plan::brazilian_bank().with_fee_contract(mixture::contract());
    bencher.bench(|| reconcile(&left, &right, &plan));
}
