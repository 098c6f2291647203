//! Generated books: nothing lost, nothing twice, at sizes nobody types by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use mixture::{CardMemo, Mixture, contract, generate};
use recon_core::{Entry, Tag};

use crate::run::{Desk, Row, Run};

#[allow(
    dead_code,
    unreachable_pub,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "shared with the benchmarks of recon-core, which use all of it"
)]
#[path = "../../../recon-core/benches/mixture/mod.rs"]
mod mixture;

/// Writes the mixture as the CSV files that `reconcile` reads.
fn write_files(mixture: &Mixture, dir: &Path) {
    let mut bank = String::from("bank_id,date,amount_cents,memo,ref\n");
    for line in &mixture.bank {
        let memo = line.text().unwrap_or_default();
        let (id, date, amount) = (line.id(), line.date(), line.amount());
        writeln!(bank, "{id},{date},{amount},{memo},{}", reference(line)).unwrap();
    }
    let mut ledger = String::from("ledger_id,due_date,amount_cents,name,ref,kind\n");
    for row in &mixture.ledger {
        let (id, due, amount) = (row.id(), row.date(), row.amount());
        let kind = row.tag(Tag::Product);
        let kind = kind.map_or("invoice".to_owned(), |product| format!("card:{product}"));
        let name = row.name().unwrap_or_default();
        writeln!(
            ledger,
            "{id},{due},{amount},{name},{},{kind}",
            reference(row)
        )
        .unwrap();
    }
    let products: BTreeSet<&str> = mixture
        .ledger
        .iter()
        .filter_map(|row| row.tag(Tag::Product))
        .collect();
    let mut fees = String::from("product,rate_bp\n");
    for product in products {
        // The net of one million is the rate in basis points, a hundredfold.
        let fee = 1_000_000 - contract().net(product, 1_000_000).unwrap();
        writeln!(fees, "{product},{}", fee / 100).unwrap();
    }
    fs::create_dir_all(dir).unwrap();
    fs::write(dir.join("bank.csv"), bank).unwrap();
    fs::write(dir.join("ledger.csv"), ledger).unwrap();
    fs::write(dir.join("fees.csv"), fees).unwrap();
}

fn reference(entry: &Entry) -> &str {
    entry.references().next().map_or("", |(_, value)| value)
}

fn reconcile(desk: &Desk) -> Run {
    let fees = desk.path("fees.csv");
    let (bank, ledger) = (desk.path("bank.csv"), desk.path("ledger.csv"));
    desk.reconcile_files(&bank, &ledger, &["--fees", fees.to_str().unwrap()])
}

/// Every id with the files it is in.
fn places(run: &Run, id: &str, open: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in ["matches.csv", "review.csv", open] {
        for mut row in run.rows(file) {
            let id = row.remove(id).unwrap();
            let place = format!(
                "{file} {}",
                row.get("match_id")
                    .or(row.get("review_id"))
                    .map_or("", |id| id)
            );
            places.entry(id).or_default().insert(place);
        }
    }
    places.remove("");
    places
}

#[test]
fn every_line_and_entry_is_in_exactly_one_place() {
    let desk = Desk::new();
    let mixture = generate(5_000, 11, CardMemo::Customer);
    write_files(&mixture, desk.path("").as_path());
    let run = reconcile(&desk);
    assert_eq!(run.rows("problems.csv"), []);
    for (id, open, entries) in [
        ("bank_id", "open_bank.csv", &mixture.bank),
        ("ledger_id", "open_ledger.csv", &mixture.ledger),
    ] {
        let places = places(&run, id, open);
        let ids: BTreeSet<&str> = entries.iter().map(Entry::id).collect();
        let found: BTreeSet<&str> = places.keys().map(String::as_str).collect();
        assert_eq!(found, ids, "{id}");
        for (id, places) in &places {
            assert_eq!(places.len(), 1, "{id} is in {places:?}");
        }
    }
}

#[test]
fn the_summary_adds_up() {
    let desk = Desk::new();
    let mixture = generate(2_000, 5, CardMemo::Customer);
    write_files(&mixture, desk.path("").as_path());
    let summary = reconcile(&desk).summary();
    let count = |key: &str| summary[key].as_u64().unwrap();
    assert_eq!(count("bank_lines"), mixture.bank.len() as u64);
    assert_eq!(count("ledger_entries"), mixture.ledger.len() as u64);
    assert_eq!(
        count("matched_bank") + count("review") + count("open_bank"),
        count("bank_lines")
    );
    assert_eq!(
        count("matched_ledger") + count("review_ledger") + count("open_ledger"),
        count("ledger_entries")
    );
    let by_rule = summary["by_rule"].as_object().unwrap();
    let by_rule: u64 = by_rule.values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(by_rule, count("matches"));
    let cents = |key: &str| -> i64 {
        let amount = summary["amounts"][key].as_str().unwrap();
        amount.replace('.', "").parse().unwrap()
    };
    let all: i64 = mixture.bank.iter().map(Entry::amount).sum();
    assert_eq!(cents("matched") + cents("review") + cents("open_bank"), all);
}

#[test]
fn what_is_matched_is_right() {
    let desk = Desk::new();
    let mixture = generate(2_000, 3, CardMemo::Customer);
    write_files(&mixture, desk.path("").as_path());
    let run = reconcile(&desk);
    let pays: BTreeMap<&str, BTreeSet<&str>> = mixture
        .bank
        .iter()
        .zip(&mixture.truth)
        .map(|(line, truth)| {
            let paid = truth.pays.iter().map(|row| mixture.ledger[*row].id());
            (line.id(), paid.collect())
        })
        .collect();
    let is_right = |row: &Row| pays[&*row["bank_id"]].contains(&*row["ledger_id"]);
    let [matched, proposed] = ["matches.csv", "review.csv"].map(|file| run.rows(file));
    let right = matched.iter().filter(|row| is_right(row)).count();
    let likely = proposed.iter().filter(|row| is_right(row)).count();
    let all: usize = pays.values().map(BTreeSet::len).sum();
    // The engine's own tests hold the exact figures; this holds that the files carry them over.
    assert!(
        right * 1000 >= matched.len() * 995,
        "{right} of {}",
        matched.len()
    );
    assert!(right * 100 >= all * 80, "{right} of {all}");
    assert!(
        (right + likely) * 100 >= all * 93,
        "{right} and {likely} of {all}"
    );
}

/// Writes `MIXTURE_LINES` bank lines and their ledger to `MIXTURE_DIR`, to measure `reconcile` on:
///
/// ```text
/// MIXTURE_LINES=1000000 MIXTURE_DIR=million \
///     cargo test --release -p examples -- --ignored write_a_mixture
/// ```
#[test]
#[ignore = "a tool, not a test: writes files of any size"]
fn write_a_mixture() {
    let lines = std::env::var("MIXTURE_LINES").unwrap().parse().unwrap();
    let dir = std::env::var("MIXTURE_DIR").unwrap();
    write_files(&generate(lines, 7, CardMemo::Customer), Path::new(&dir));
}
