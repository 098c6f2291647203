//! Prints how well and how fast the engine does on the reference mixture, class by class.
//!
//! `cargo run --release -p recon-core --example quality -- 10000 100000`; `--steps` times the plan
//! step by step, `--card-memo=acquirer` (or `silent`) takes the customer's name off card lines, and `SHOW=NoisyName` prints the wrong matches of a class.
#![allow(
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::expect_used,
    reason = "a measuring program, not part of the library"
)]

#[path = "../benches/mixture/mod.rs"]
mod mixture;

use mixture::{CardMemo, Class, Mixture, contract, generate};
use recon_core::{Book, BookError, Certificate, Match, Outcome, Plan, reconcile};
use std::collections::BTreeMap;
use std::time::Instant;

#[derive(Default)]
struct Tally {
    lines: usize,
    /// Matched automatically, exactly as in the truth.
    right: usize,
    /// Matched automatically, and not so.
    wrong: usize,
    review_first: usize,
    review_top: usize,
    review: usize,
    open: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let by_step = words.iter().any(|w| w == "--steps");
    let card_memo = if words.iter().any(|w| w == "--card-memo=acquirer") {
        CardMemo::Acquirer
    } else if words.iter().any(|w| w == "--card-memo=silent") {
        CardMemo::Silent
    } else {
        CardMemo::Customer
    };
    words.retain(|w| !w.starts_with("--"));
    let mut sizes: Vec<usize> = words.iter().map(|w| w.parse()).collect::<Result<_, _>>()?;
    if sizes.is_empty() {
        sizes = vec![10_000];
    }
    for size in sizes {
        measure(size, by_step, card_memo)?;
    }
    Ok(())
}

fn measure(size: usize, by_step: bool, card_memo: CardMemo) -> Result<(), BookError> {
    let Mixture {
        bank,
        ledger,
        truth,
    } = generate(size, 7, card_memo);
    let start = Instant::now();
    let (left, right) = (Book::from_entries(bank)?, Book::from_entries(ledger)?);
    let built = start.elapsed();
    let plan = Plan::brazilian_bank().with_fee_contract(contract());
    for steps in 0..if by_step { plan.steps().len() } else { 0 } {
        let part = plan.clone().with_steps(plan.steps()[..steps].to_vec());
        let start = Instant::now();
        let open = reconcile(&left, &right, &part).open_left.len();
        println!(
            "  first {steps} steps: {:.1?}, {open} lines open",
            start.elapsed()
        );
    }
    let start = Instant::now();
    let outcome = reconcile(&left, &right, &plan);
    let matched = start.elapsed();
    println!(
        "{} lines, {} entries: books {built:.1?}, matching {matched:.1?}",
        left.len(),
        right.len()
    );
    let mut tallies: BTreeMap<Class, Tally> = BTreeMap::new();
    for line in &truth {
        tallies.entry(line.class).or_default().lines += 1;
    }
    count(&outcome, &left, &right, &truth, &mut tallies);
    print(&tallies);
    print_calibration(&outcome, &left, &right, &truth);
    for report in &outcome.reports {
        println!("  {report:?}");
    }
    Ok(())
}

/// How often proposals with so many bits, automatic or in review, are right; without those that
/// rest on a choice among entries that nothing tells apart.
fn print_calibration(outcome: &Outcome, left: &Book, right: &Book, truth: &[mixture::Truth]) {
    let mut buckets: BTreeMap<(&str, i32), (usize, usize)> = BTreeMap::new();
    let reviewed = outcome.reviews.iter().map(|r| &r.proposal);
    let told_apart = |m: &&Match| m.certificate != Certificate::Interchangeable;
    let all = outcome.matches.iter().chain(reviewed);
    for found in all.filter(told_apart) {
        let sure = found.margin.unwrap_or(found.score).min(found.score);
        let bits = sure.milli().div_euclid(1_000).clamp(-3, 16);
        let (count, good) = buckets.entry((&found.rule, bits)).or_default();
        let pays = &truth[left.position(found.left[0])].pays;
        *count += 1;
        *good += usize::from(is_right(&found.right, right, pays));
    }
    for ((rule, bits), (count, good)) in buckets {
        let percent = 100.0 * good as f64 / count as f64;
        println!("  {rule}, {bits:>3} bits: {count:>8} of which right {percent:>7.3} %");
    }
}

fn is_right(found: &[recon_core::EntryIndex], right: &Book, pays: &[usize]) -> bool {
    let mut got: Vec<usize> = found.iter().map(|r| right.position(*r)).collect();
    let mut want = pays.to_vec();
    got.sort_unstable();
    want.sort_unstable();
    got == want
}

fn count(
    outcome: &Outcome,
    left: &Book,
    right: &Book,
    truth: &[mixture::Truth],
    tallies: &mut BTreeMap<Class, Tally>,
) {
    let verbose = std::env::var("SHOW").ok();
    let show = |found: &Match, class: Class| {
        if verbose.as_deref() == Some(&format!("{class:?}")) {
            println!("wrong {class:?}: {found:?}");
        }
    };
    for found in &outcome.matches {
        for line in &found.left {
            let truth = &truth[left.position(*line)];
            let tally = tallies.entry(truth.class).or_default();
            if is_right(&found.right, right, &truth.pays) {
                tally.right += 1;
            } else {
                show(found, truth.class);
                tally.wrong += 1;
            }
        }
    }
    for review in &outcome.reviews {
        for line in &review.proposal.left {
            let truth = &truth[left.position(*line)];
            let tally = tallies.entry(truth.class).or_default();
            tally.review += 1;
            let first = is_right(&review.proposal.right, right, &truth.pays);
            let mut others = review
                .alternatives
                .iter()
                .filter(|a| a.left.contains(line))
                .take(2);
            tally.review_first += usize::from(first);
            tally.review_top +=
                usize::from(first || others.any(|a| is_right(&a.right, right, &truth.pays)));
        }
    }
    for open in &outcome.open_left {
        tallies
            .entry(truth[left.position(open.entry)].class)
            .or_default()
            .open += 1;
    }
}

fn print(tallies: &BTreeMap<Class, Tally>) {
    println!(
        "{:<16}{:>8}{:>9}{:>7}{:>9}{:>9}{:>9}{:>8}{:>10}{:>10}",
        "class",
        "lines",
        "auto ok",
        "wrong",
        "review",
        "1st ok",
        "top3 ok",
        "open",
        "wholly %",
        "auto P %"
    );
    let mut all = Tally::default();
    let mut wholly = 0;
    for (class, t) in tallies {
        let stays_open = matches!(class, Class::NoCounterpart | Class::PaidTwice);
        let right = t.right + t.review_first + if stays_open { t.open } else { 0 };
        wholly += right;
        row(&format!("{class:?}"), t, right);
        all.lines += t.lines;
        all.right += t.right;
        all.wrong += t.wrong;
        all.review += t.review;
        all.review_first += t.review_first;
        all.review_top += t.review_top;
        all.open += t.open;
    }
    row("all", &all, wholly);
}

fn row(name: &str, t: &Tally, right: usize) {
    let percent = |of: usize, among: usize| 100.0 * of as f64 / among.max(1) as f64;
    println!(
        "{name:<16}{:>8}{:>9}{:>7}{:>9}{:>9}{:>9}{:>8}{:>10.2}{:>10.3}",
        t.lines,
        t.right,
        t.wrong,
        t.review,
        t.review_first,
        t.review_top,
        t.open,
        percent(right, t.lines),
        percent(t.right, t.right + t.wrong)
    );
}
