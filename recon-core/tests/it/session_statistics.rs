//! A session with statistics that stay: new entries cost what they are, and the portions in which
//! they come do not matter.

use crate::invariants::{plan, renamed, small_entries};
use crate::support::{bank, invoice, numbered};
use proptest::prelude::*;
use recon_core::{
    Because, Book, Change, Entry, Outcome, Pairing, Plan, Session, Side, Standing, Statistics, Tag,
    reconcile, reconcile_with,
};
use std::collections::BTreeMap;

fn standing(session: &Session) -> Vec<Standing> {
    session.proposals().cloned().collect()
}

fn pairs(session: &Session) -> Vec<Pairing> {
    session.proposals().map(|p| p.pairing.clone()).collect()
}

fn pair(left: &str, right: &str) -> Pairing {
    Pairing::new([left], [right])
}

/// One thing that happens to a session.
#[derive(Debug, Clone)]
enum Event {
    Put(Side, usize),
    Remove(Side, usize),
    Confirm(usize),
    Reopen(usize),
    Reject(usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let side = prop_oneof![Just(Side::Left), Just(Side::Right)];
    let event = (0..8_u8, side, 0..40_usize).prop_map(|(kind, side, at)| match kind {
        0..=3 => Event::Put(side, at),
        4 => Event::Remove(side, at),
        5 => Event::Confirm(at),
        6 => Event::Reopen(at),
        _ => Event::Reject(at),
    });
    prop::collection::vec(event, 0..16)
}

/// Does what an event says, if it can be done, and gives back what changed.
fn happen(session: &mut Session, event: &Event, stock: &BTreeMap<Side, Vec<Entry>>) -> Vec<Change> {
    let pick = |all: Vec<Pairing>, at: usize| all.get(at % all.len().max(1)).cloned();
    let changes = match event {
        Event::Put(side, at) => {
            let all = &stock[side];
            let Some(entry) = all.get(at % all.len().max(1)).cloned() else {
                return Vec::new();
            };
            let known = session.entries(*side).any(|e| e.id() == entry.id());
            if known {
                session.correct(*side, entry)
            } else {
                session.add(*side, [entry])
            }
        }
        Event::Remove(side, at) => {
            let id = format!("e{at}");
            // What was refused can only be said again while its entries are there.
            let refused = session.rejected().any(|p| match side {
                Side::Left => p.left().contains(&id),
                Side::Right => p.right().contains(&id),
            });
            if refused {
                return Vec::new();
            }
            session.remove(*side, &id)
        }
        Event::Confirm(at) => match pick(pairs(session), *at) {
            Some(pairing) => session.confirm(&pairing),
            None => Ok(Vec::new()),
        },
        Event::Reopen(at) => {
            let confirmed = session.confirmed().map(|c| c.pairing.clone()).collect();
            match pick(confirmed, *at) {
                Some(pairing) => session.reopen(&pairing),
                None => Ok(Vec::new()),
            }
        }
        Event::Reject(at) => match pick(pairs(session), *at) {
            Some(pairing) => session.reject(&pairing),
            None => Ok(Vec::new()),
        },
    };
    changes.unwrap_or_default()
}

/// The session as it was, with everything that differs put in at once.
fn at_once(before: &Session, after: &Session) -> Session {
    let mut session = before.clone();
    let gone = |side: Side| {
        let kept: Vec<&str> = after.entries(side).map(Entry::id).collect();
        let all = before.entries(side).map(Entry::id);
        all.filter(|id| !kept.contains(id))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for side in [Side::Left, Side::Right] {
        for id in gone(side) {
            session.remove(side, &id).unwrap();
        }
    }
    let all = |side| after.entries(side).cloned().collect::<Vec<_>>();
    session.update(all(Side::Left), all(Side::Right)).unwrap();
    for rejected in after.rejected() {
        session.reject(rejected).unwrap();
    }
    session
        .confirm_all(after.confirmed().map(|c| c.pairing.clone()))
        .unwrap();
    session
}

fn replay(seen: &mut BTreeMap<Pairing, bool>, changes: Vec<Change>) {
    for change in changes {
        match change {
            Change::Proposed(new) => {
                assert!(
                    seen.insert(new.pairing, new.is_sure).is_none(),
                    "proposed twice"
                );
            }
            Change::Reassessed(new) => {
                assert!(
                    seen.insert(new.pairing, new.is_sure).is_some(),
                    "was not there"
                );
            }
            Change::Withdrawn { pairing, .. } => {
                assert!(seen.remove(&pairing).is_some(), "was not there");
            }
            _ => unreachable!("a change nobody told the test about"),
        }
    }
}

fn in_accounts(entries: Vec<Entry>, accounts: usize) -> Vec<Entry> {
    let tag = |(at, entry): (usize, Entry)| match at % 7 {
        6 if accounts == 3 => entry,
        _ => entry.with_tag(Tag::Account, format!("account {}", at % accounts)),
    };
    entries.into_iter().enumerate().map(tag).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn portions_and_order_do_not_matter(
        left in small_entries(), right in small_entries(),
        more_left in small_entries(), more_right in small_entries(),
        events in events(), accounts in 1_usize..4,
    ) {
        let mut before = Session::new(plan());
        before.add(Side::Left, in_accounts(renamed(&left), accounts)).unwrap();
        before.add(Side::Right, in_accounts(renamed(&right), accounts)).unwrap();
        before.refresh_statistics().unwrap();
        let stock = BTreeMap::from([
            (Side::Left, in_accounts(renamed(&more_left), accounts)),
            (Side::Right, in_accounts(renamed(&more_right), accounts)),
        ]);
        let mut session = before.clone();
        let mut told: BTreeMap<Pairing, bool> =
            session.proposals().map(|s| (s.pairing.clone(), s.is_sure)).collect();
        for event in &events {
            let confirmed: Vec<Pairing> = session.confirmed().map(|c| c.pairing.clone()).collect();
            let changes = happen(&mut session, event, &stock);
            // What was just confirmed is not news.
            for new in session.confirmed().filter(|c| !confirmed.contains(&c.pairing)) {
                told.remove(&new.pairing);
            }
            replay(&mut told, changes);
        }
        let now: BTreeMap<Pairing, bool> =
            session.proposals().map(|s| (s.pairing.clone(), s.is_sure)).collect();
        prop_assert_eq!(&told, &now);
        prop_assert_eq!(standing(&session), standing(&at_once(&before, &session)));
        // No entry is in two proposals, or in one and a confirmed match.
        let mut seen = std::collections::BTreeSet::new();
        let confirmed: Vec<Pairing> = session.confirmed().map(|c| c.pairing.clone()).collect();
        for pairing in pairs(&session).iter().chain(&confirmed) {
            let lefts = pairing.left().iter().map(|id| (Side::Left, id.clone()));
            let rights = pairing.right().iter().map(|id| (Side::Right, id.clone()));
            for entry in lefts.chain(rights) {
                prop_assert!(seen.insert(entry.clone()), "{entry:?} is used twice");
            }
        }
    }
}

/// Everything that is said about each match and review, by the ids of its entries.
fn answers(left: &Book, right: &Book, outcome: &Outcome) -> Vec<(Pairing, String)> {
    let name = |m: &recon_core::Match| {
        let lefts = m.left.iter().map(|i| left.id(*i));
        Pairing::new(lefts, m.right.iter().map(|i| right.id(*i)))
    };
    let said = |m: &recon_core::Match| {
        let (score, margin, evidence) = (m.score, m.margin, &m.evidence);
        format!(
            "{:?} {score} {margin:?} {:?} {evidence:?}",
            m.kind, m.certificate
        )
    };
    let matches = outcome.matches.iter().map(|m| (name(m), said(m)));
    let reviews = outcome.reviews.iter().map(|r| {
        let said = format!("review of {}: {}", r.alternative_count, said(&r.proposal));
        (name(&r.proposal), said)
    });
    let mut all: Vec<(Pairing, String)> = matches.chain(reviews).collect();
    all.sort();
    all
}

/// Nothing leads from any other entry to this one: no word, no reference and no near amount.
fn unrelated(side: Side, at: usize) -> Entry {
    let amount = 777_000_013 + 5_000_077 * i64::try_from(at).unwrap();
    let entry = match side {
        Side::Left => bank("zz", amount, 9, "QWXYZ VKJHG"),
        Side::Right => invoice("zz", -amount, 21, "Wqzyx Jkvgh"),
    };
    numbered(entry, "ZZQ-990077")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_unrelated_entry_changes_nothing_at_all(
        left in small_entries(), right in small_entries(), on_left in any::<bool>(), at in 0_usize..9,
    ) {
        let (left, right) = (renamed(&left), renamed(&right));
        let side = if on_left { Side::Left } else { Side::Right };
        let with = |entries: &[Entry], here: bool| {
            let more = here.then(|| unrelated(side, at));
            Book::from_entries(entries.iter().cloned().chain(more)).unwrap()
        };
        let (l, r) = (with(&left, false), with(&right, false));
        let usual = Statistics::of(&l, &r, &plan());
        let before = answers(&l, &r, &reconcile_with(&l, &r, &plan(), &usual));
        let (l, r) = (with(&left, on_left), with(&right, !on_left));
        let after = answers(&l, &r, &reconcile_with(&l, &r, &plan(), &usual));
        prop_assert_eq!(before, after);

        let mut session = Session::new(plan());
        session.update(left, right).unwrap();
        session.refresh_statistics().unwrap();
        let before = standing(&session);
        prop_assert_eq!(session.add(side, [unrelated(side, at)]).unwrap(), []);
        prop_assert_eq!(before, standing(&session));
    }
}

#[test]
fn a_better_claim_frees_an_entry_that_finds_another() {
    let mut session = Session::new(Plan::brazilian_bank());
    let ledger = [
        invoice("r1", 8_000, 13, "Mercado Aurora Centro Norte"),
        invoice("r2", 8_000, 17, "Mercado Aurora"),
        invoice("r3", 5_150, 13, "Bar do Porto"),
    ];
    session.add(Side::Right, ledger).unwrap();
    session
        .add(
            Side::Left,
            [
                bank("b1", 8_000, 20, "MERCADO AURORA CENTRO"),
                bank("b3", 5_150, 14, "BAR DO PORTO"),
            ],
        )
        .unwrap();
    assert_eq!(session.refresh_statistics().unwrap(), []);
    assert_eq!(pairs(&session), [pair("b1", "r1"), pair("b3", "r3")]);
    let better = numbered(
        bank("b2", 8_000, 13, "MERCADO AURORA CENTRO NORTE"),
        "INV-7001",
    );
    let number = numbered(
        invoice("r1", 8_000, 13, "Mercado Aurora Centro Norte"),
        "INV-7001",
    );
    session.add(Side::Left, [better]).unwrap();
    let changes = session.correct(Side::Right, number).unwrap();
    let gone = |change: &Change| {
        matches!(change, Change::Withdrawn { pairing, because: Because::EntriesChanged }
            if *pairing == pair("b1", "r1"))
    };
    assert!(
        pairs(&session).contains(&pair("b2", "r1")),
        "{:?}",
        pairs(&session)
    );
    assert!(changes.iter().any(gone) || !pairs(&session).contains(&pair("b1", "r1")));
    assert!(pairs(&session).contains(&pair("b3", "r3")));
}

#[test]
fn batches_and_interest_are_found_among_what_was_there() {
    let mut session = Session::new(Plan::brazilian_bank());
    let owed = |id: &str, amount, day| invoice(id, amount, day, "Oficina Planalto ME");
    let ledger = [
        owed("r1", 41_090, 13),
        owed("r2", 18_910, 13),
        numbered(invoice("r3", 100_000, 10, "Ana Prates"), "NN 90017"),
    ];
    session.add(Side::Right, ledger).unwrap();
    session.refresh_statistics().unwrap();
    let lines = [
        bank("b1", 60_000, 14, "TED OFICINA PLANALTO"),
        numbered(bank("b2", 102_333, 20, "ANA PRATES"), "NN 90017"),
    ];
    session.add(Side::Left, lines).unwrap();
    let expected = [Pairing::new(["b1"], ["r1", "r2"]), pair("b2", "r3")];
    assert_eq!(pairs(&session), expected);
    // The whole of it, weighed anew, says the same.
    let book = |side| Book::from_entries(session.entries(side).cloned()).unwrap();
    let (left, right) = (book(Side::Left), book(Side::Right));
    let outcome = reconcile(&left, &right, &Plan::brazilian_bank());
    let named = answers(&left, &right, &outcome);
    assert_eq!(
        named.into_iter().map(|(p, _)| p).collect::<Vec<_>>(),
        expected
    );
}
