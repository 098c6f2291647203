//! Marks a run: what it matched, asked and left open, against what the story knows.

use std::collections::{BTreeMap, BTreeSet};

use examples::month_close::StandIns;
use examples::story::{Direction, Ending, Story, UNBOOKED_SALE};

use super::Closing;

type Pair = (String, String);

/// A run, marked. Ledger ids are the story's own names.
pub(super) struct Marked {
    pub(super) truth: BTreeSet<Pair>,
    /// True pairs that were matched.
    pub(super) right: BTreeSet<Pair>,
    /// Pairs that were matched and are not true.
    pub(super) wrong: Vec<Pair>,
    pub(super) reversals: BTreeSet<Pair>,
    pub(super) expected_reversals: BTreeSet<Pair>,
    /// What is open and should not be, or for another reason.
    pub(super) unexpected_open: Vec<String>,
    /// What is asked although the truth is plain.
    pub(super) unexpected_review: Vec<String>,
    /// Signed cents of each ledger id, as the run has it.
    cents: BTreeMap<String, i64>,
}

impl Marked {
    pub(super) fn of(run: &Closing, story: &Story) -> Self {
        let names = Names::of(run, story);
        let matches = run.rows("matches.csv");
        let internal = run.rows("internal.csv").into_iter();
        let reversals = internal
            .filter(|row| row["kind"] == "reversal")
            .map(|row| (row["id"].clone(), row["other_id"].clone()));
        let pairs: BTreeSet<Pair> = matches
            .iter()
            .map(|row| (row["bank_id"].clone(), names.name(&row["ledger_id"])))
            .collect();
        // Twins may have changed partners: nothing tells them apart.
        let is_true = |pair: &Pair| {
            let twins = names.twins(&pair.1);
            twins
                .iter()
                .any(|twin| story.truth.pairs.contains(&(pair.0.clone(), twin.clone())))
        };
        let (right, wrong): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(is_true);
        Self {
            truth: story.truth.pairs.clone(),
            right: right.into_iter().collect(),
            wrong,
            reversals: reversals.collect(),
            expected_reversals: story.truth.reversals.clone(),
            unexpected_open: unexpected_open(run, story, &names),
            unexpected_review: unexpected_review(run, story, &names),
            cents: names.cents,
        }
    }

    pub(super) fn missed(&self) -> Vec<&Pair> {
        let partners: BTreeSet<&String> = self.right.iter().map(|(bank, _)| bank).collect();
        self.truth
            .iter()
            .filter(|(bank, _)| !partners.contains(bank))
            .collect()
    }

    pub(super) fn ledger_cents(&self, id: &str) -> i64 {
        self.cents[id]
    }
}

fn unexpected_open(run: &Closing, story: &Story, names: &Names) -> Vec<String> {
    let mut unexpected = Vec::new();
    let mut check = |id: String, reason: &str, endings: &BTreeMap<String, Ending>| {
        let expected = match endings.get(&id) {
            Some(Ending::Open(reasons)) => reasons.contains(&reason),
            Some(Ending::ReviewOrOpen) => true,
            None => false,
        };
        if !expected {
            unexpected.push(format!("{id}: {reason}"));
        }
    };
    for row in run.rows("open_bank.csv") {
        check(
            row["bank_id"].clone(),
            &row["reason"],
            &story.truth.open_bank,
        );
    }
    for row in run.rows("open_ledger.csv") {
        check(
            names.name(&row["ledger_id"]),
            &row["reason"],
            &story.truth.open_ledger,
        );
    }
    unexpected
}

fn unexpected_review(run: &Closing, story: &Story, names: &Names) -> Vec<String> {
    let may_be_asked = |id: &str, endings: &BTreeMap<String, Ending>| {
        endings.get(id) == Some(&Ending::ReviewOrOpen)
    };
    let rows = run.rows("review.csv").into_iter();
    rows.filter(|row| {
        !may_be_asked(&row["bank_id"], &story.truth.open_bank)
            || !may_be_asked(&names.name(&row["ledger_id"]), &story.truth.open_ledger)
    })
    .map(|row| format!("{} {}", row["bank_id"], row["ledger_id"]))
    .collect()
}

/// The story's names of the run's ledger ids.
struct Names {
    of_id: BTreeMap<String, String>,
    /// Names of entries that nothing tells apart, by name.
    twins: BTreeMap<String, Vec<String>>,
    cents: BTreeMap<String, i64>,
}

impl Names {
    fn of(run: &Closing, story: &Story) -> Self {
        // The stand-in numbers its records in the order in which it is told of them.
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let [installments, settlements] = runtime.block_on(async {
            let stand_ins = StandIns::start(story).await.unwrap();
            [stand_ins.installment_ids(), stand_ins.settlement_ids()]
        });
        let booked = &story.books.installments;
        let paid: Vec<_> = booked.iter().filter(|one| one.paid_on.is_some()).collect();
        assert_eq!(
            (installments.len(), settlements.len()),
            (booked.len(), paid.len())
        );
        let of_id = installments
            .iter()
            .zip(booked)
            .chain(settlements.iter().zip(paid));
        let of_id: BTreeMap<String, String> = of_id
            .map(|(id, one)| (format!("contaazul:{id}"), one.id.clone()))
            .collect();
        let mut alike: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for one in &story.books.installments {
            let key = (one.party.name.clone(), one.cents, one.due);
            alike.entry(key).or_default().push(one.id.clone());
        }
        let twins = alike.into_values().flat_map(|names| {
            let all = names.clone();
            names.into_iter().map(move |name| (name, all.clone()))
        });
        let mut named = Self {
            of_id,
            twins: twins.collect(),
            cents: BTreeMap::new(),
        };
        named.read_cents(run, story);
        named
    }

    /// What the ledger counts each id with: card sales at what was paid for them.
    fn read_cents(&mut self, run: &Closing, story: &Story) {
        let installments: BTreeMap<&str, _> = story
            .books
            .installments
            .iter()
            .map(|one| (one.id.as_str(), one))
            .collect();
        for (id, name) in &self.of_id {
            let one = installments[name.as_str()];
            let sign = if one.direction == Direction::In {
                1
            } else {
                -1
            };
            self.cents.insert(id.clone(), sign * one.cents);
        }
        for row in run.rows("cards.csv") {
            let net = row["net"].replace('.', "").parse().unwrap();
            self.cents.insert(row["ledger_id"].clone(), net);
        }
        for row in run.rows("matches.csv") {
            if let Some(transfer) = transfer_of(story, &row["bank_id"]) {
                let sign = if transfer.direction == Direction::In {
                    1
                } else {
                    -1
                };
                let side = if sign > 0 { ":in" } else { ":out" };
                assert!(row["ledger_id"].ends_with(side), "{row:?}");
                self.of_id
                    .insert(row["ledger_id"].clone(), transfer.id.clone());
                self.cents
                    .insert(row["ledger_id"].clone(), sign * transfer.cents);
            }
        }
    }

    fn name(&self, ledger_id: &str) -> String {
        if ledger_id.starts_with("blu:") {
            return UNBOOKED_SALE.to_owned();
        }
        let whole = ledger_id.split('#').next().unwrap();
        self.of_id
            .get(whole)
            .cloned()
            .unwrap_or_else(|| ledger_id.to_owned())
    }

    fn twins(&self, name: &str) -> Vec<String> {
        self.twins
            .get(name)
            .cloned()
            .unwrap_or_else(|| vec![name.to_owned()])
    }
}

/// The transfer that a bank line shows. The stand-in's ids of transfers are not told, and no two
/// transfers of a story are of one amount.
fn transfer_of<'a>(story: &'a Story, bank_id: &str) -> Option<&'a examples::story::Transfer> {
    let line = story.bank.iter().find(|line| line.id == bank_id)?;
    let is_transfer = line.kind.contains("Poupança");
    let transfers = &mut story.books.transfers.iter();
    transfers.find(|one| is_transfer && one.cents == line.cents.abs())
}
