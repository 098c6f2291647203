//! Prints how well and how fast the engine does on the reference mixture, class by class.
//!
//! `cargo run --release -p recon-core --example quality -- 10000 100000`; `--steps` times each
//! step, `--memory` keeps the entries and says how many bytes a row the engine takes beside
//! them, `--card-memo=acquirer` (or `silent`) takes the customer's name off card lines, and
//! `SHOW=NoisyName` prints the wrong matches of a class. Times are the processor's for this thread
//! where the system tells them.
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
use recon_core::{
    Book, BookError, Certificate, Match, Outcome, Pass, Plan, Proposal, Step, View, reconcile,
};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

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
    let memory = words.iter().any(|w| w == "--memory");
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
        if memory {
            measure_memory(size)?;
        } else {
            measure(size, by_step, card_memo)?;
        }
    }
    Ok(())
}

/// Time on the processor, and on the wall.
struct Stopwatch {
    processor: Option<Duration>,
    wall: Instant,
}

impl Stopwatch {
    fn start() -> Self {
        Self {
            processor: processor_time(),
            wall: Instant::now(),
        }
    }

    fn read(&self) -> String {
        let wall = self.wall.elapsed();
        match self.processor.zip(processor_time()) {
            Some((before, now)) => format!("{:.1?} ({wall:.1?} on the wall)", now - before),
            None => format!("{wall:.1?}"),
        }
    }
}

/// What this thread has had of the processor.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanos = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanos))
}

/// Says when each step of a plan was done.
#[derive(Clone, Default)]
struct Clock(Arc<Mutex<Vec<(String, Duration)>>>);

/// A pass that proposes nothing and looks at the clock.
struct Look(String, Clock);

impl Pass for Look {
    fn name(&self) -> &str {
        &self.0
    }

    fn propose(&self, _: &View<'_>) -> Vec<Proposal> {
        let time = processor_time().unwrap_or_default();
        let mut looks = self.1.0.lock().expect("no look panics");
        looks.push((self.0.clone(), time));
        Vec::new()
    }
}

impl Clock {
    fn beside_steps_of(&self, plan: &Plan) -> Plan {
        let look = |name: &str| Step::Custom(Arc::new(Look(name.to_owned(), self.clone())));
        let steps = plan.steps().iter();
        let steps = steps.flat_map(|step| [step.clone(), look(&step.name())]);
        let steps = std::iter::once(look("start")).chain(steps);
        plan.clone().with_steps(steps.collect::<Vec<_>>())
    }

    fn print(&self, end: Option<Duration>) {
        let mut looks = self.0.lock().expect("no look panics").clone();
        looks.extend(end.map(|end| ("reasons and order".to_owned(), end)));
        for pair in looks.windows(2) {
            println!(
                "  {}: {:.1?}",
                pair[1].0,
                pair[1].1.saturating_sub(pair[0].1)
            );
        }
    }
}

/// A line of the process's status, in bytes.
fn status(name: &str) -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let kib: u64 = line
        .trim_start_matches(':')
        .trim()
        .trim_end_matches(" kB")
        .parse()
        .ok()?;
    Some(kib * 1024)
}

/// Bytes a row, for books and matching, beside the caller's own entries.
fn measure_memory(size: usize) -> Result<(), BookError> {
    let Mixture { bank, ledger, .. } = generate(size, 7, CardMemo::Customer);
    let rows = (bank.len() + ledger.len()) as u64;
    let before = status("VmRSS").unwrap_or(0);
    let (left, right) = (
        Book::from_entries(bank.iter().cloned())?,
        Book::from_entries(ledger.iter().cloned())?,
    );
    let books = status("VmRSS").unwrap_or(0);
    let plan = Plan::brazilian_bank().with_fee_contract(contract());
    let outcome = reconcile(&left, &right, &plan);
    let (after, peak) = (status("VmRSS").unwrap_or(0), status("VmHWM").unwrap_or(0));
    println!(
        "{rows} rows: {} bytes a row for the books, {} more with the answer ({} matches), {} at the peak",
        (books - before) / rows,
        after.saturating_sub(books) / rows,
        outcome.matches.len(),
        peak.saturating_sub(before) / rows
    );
    Ok(())
}

fn measure(size: usize, by_step: bool, card_memo: CardMemo) -> Result<(), BookError> {
    let Mixture {
        bank,
        ledger,
        truth,
    } = generate(size, 7, card_memo);
    // One after the other in memory, as a program has them that reads them from a file.
    let (bank, ledger) = (bank.to_vec(), ledger.to_vec());
    let start = Stopwatch::start();
    let (left, right) = (Book::from_entries(bank)?, Book::from_entries(ledger)?);
    let built = start.read();
    let plan = Plan::brazilian_bank().with_fee_contract(contract());
    let clock = Clock::default();
    let timed = if by_step {
        clock.beside_steps_of(&plan)
    } else {
        plan
    };
    let start = Stopwatch::start();
    let outcome = reconcile(&left, &right, &timed);
    let matched = start.read();
    println!(
        "{} lines, {} entries: books {built}, matching {matched}",
        left.len(),
        right.len()
    );
    clock.print(processor_time());
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
