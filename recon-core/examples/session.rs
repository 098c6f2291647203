//! What a thousand new lines cost a session that has many, and how right it is about them:
//! `cargo run --release -p recon-core --features serde --example session -- 100000`.
#![allow(
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::expect_used,
    dead_code,
    reason = "a measuring program, not part of the library; it shares the generator with others"
)]

#[path = "../benches/mixture/mod.rs"]
mod mixture;

use mixture::{CardMemo, Mixture, contract, generate};
use recon_core::{Entry, Pairing, Plan, Session, SessionError, Side};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// New lines of one update.
const NEW: usize = 1_000;
/// More lines than this are not weighed again as a whole for each update.
const PATIENCE: usize = 300_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sizes: Vec<usize> = std::env::args()
        .skip(1)
        .map(|word| word.parse())
        .collect::<Result<_, _>>()?;
    for size in if sizes.is_empty() {
        vec![10_000]
    } else {
        sizes
    } {
        let mixture = generate(size, 7, CardMemo::Customer);
        for (confirm, keep) in [(false, false), (true, false), (false, true), (true, true)] {
            if keep || size <= PATIENCE {
                measure(&mixture, confirm, keep)?;
            }
        }
        measure_state(&mixture)?;
    }
    Ok(())
}

/// Time on the processor since a moment; the wall's where the system does not tell.
struct Stopwatch(Option<Duration>, Instant);

impl Stopwatch {
    fn start() -> Self {
        Self(processor_time(), Instant::now())
    }

    fn read(&self) -> Duration {
        let processor = self.0.zip(processor_time());
        processor.map_or_else(|| self.1.elapsed(), |(before, now)| now - before)
    }
}

fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}

fn plan() -> Plan {
    Plan::brazilian_bank().with_fee_contract(contract())
}

/// All lines but the new ones, with nothing or all that was sure confirmed.
fn standing(mixture: &Mixture, confirm: bool) -> Result<Session, SessionError> {
    let mut session = Session::new(plan());
    let old = mixture.bank.len().saturating_sub(NEW);
    session.update(
        mixture.bank[..old].iter().cloned(),
        mixture.ledger.iter().cloned(),
    )?;
    if confirm {
        let sure = session.proposals().filter(|p| p.is_sure);
        let sure: Vec<Pairing> = sure.map(|p| p.pairing.clone()).collect();
        session.confirm_all(sure)?;
    }
    Ok(session)
}

fn measure(mixture: &Mixture, confirm: bool, keep: bool) -> Result<(), SessionError> {
    let mut session = standing(mixture, confirm)?;
    let old = mixture.bank.len().saturating_sub(NEW);
    println!(
        "{old} lines standing, {} matches confirmed, statistics {}:",
        session.confirmed().count(),
        if keep { "kept" } else { "counted anew" }
    );
    if keep {
        let start = Stopwatch::start();
        session.refresh_statistics()?;
        println!("  taking the statistics: {:.1?}", start.read());
    }
    let alone = session.clone();
    let start = Stopwatch::start();
    let changes = session.add(Side::Left, mixture.bank[old..].iter().cloned())?;
    println!(
        "  {NEW} new lines: {:.1?}, {} changes",
        start.read(),
        changes.len()
    );
    print_quality(&session, mixture);
    if keep {
        measure_portions(alone, &mixture.bank[old..])?;
    }
    Ok(())
}

/// How right the session is about the new lines.
fn print_quality(session: &Session, mixture: &Mixture) {
    let old = mixture.bank.len().saturating_sub(NEW);
    let mut of_line: BTreeMap<&str, (&Pairing, bool)> = BTreeMap::new();
    for proposal in session.proposals() {
        let found = (&proposal.pairing, proposal.is_sure);
        let lines = proposal.pairing.left().iter();
        of_line.extend(lines.map(|id| (id.as_str(), found)));
    }
    let (mut right, mut review, mut wrong, mut missed) = (0, 0, 0, 0);
    for (line, truth) in mixture.bank.iter().zip(&mixture.truth).skip(old) {
        let pays = truth.pays.iter().map(|at| mixture.ledger[*at].id());
        let truth = Pairing::new([line.id()], pays);
        match of_line.get(line.id()) {
            None if truth.right().is_empty() => right += 1,
            None => missed += 1,
            Some((found, true)) if **found == truth => right += 1,
            Some((found, false)) if **found == truth => review += 1,
            Some((_, true)) => wrong += 1,
            Some((_, false)) => missed += 1,
        }
    }
    println!(
        "  of these {right} right, {review} right in a review, {wrong} wrong, {missed} missed"
    );
}

/// Ten lines at a time, to see the slowest.
fn measure_portions(mut session: Session, lines: &[Entry]) -> Result<(), SessionError> {
    let mut times = Vec::new();
    for portion in lines.chunks(10) {
        let start = Stopwatch::start();
        session.add(Side::Left, portion.iter().cloned())?;
        times.push(start.read());
    }
    times.sort_unstable();
    println!(
        "  ten at a time: half within {:.1?}, all within {:.1?}",
        times[times.len() / 2],
        times[times.len() - 1]
    );
    Ok(())
}

/// How large a session's state is as data, and how long it takes to go on from it.
#[cfg(feature = "serde")]
fn measure_state(mixture: &Mixture) -> Result<(), Box<dyn std::error::Error>> {
    let session = standing(mixture, true)?;
    let entries = session.len(Side::Left) + session.len(Side::Right);
    let start = Stopwatch::start();
    let text = serde_json::to_string(&session.state())?;
    let written = start.read();
    let start = Stopwatch::start();
    let state = serde_json::from_str(&text)?;
    let read = start.read();
    let start = Stopwatch::start();
    Session::restore(plan(), state)?;
    println!(
        "state: {} bytes an entry; written in {written:.1?}, read in {read:.1?}, weighed in {:.1?}",
        text.len() / entries,
        start.read()
    );
    Ok(())
}

#[cfg(not(feature = "serde"))]
fn measure_state(_: &Mixture) -> Result<(), Box<dyn std::error::Error>> {
    println!("state: measured with --features serde");
    Ok(())
}
