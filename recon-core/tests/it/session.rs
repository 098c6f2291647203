//! Day by day: what arrives in any order, what a person decided, and what changes.

use crate::invariants::{Draft, plan, renamed, small_entries};
use crate::support::{bank, invoice};
use proptest::prelude::*;
use recon_core::{
    Because, Book, Change, Entry, MatchKind, Pairing, Plan, Session, SessionError, Side, Standing,
    Tag, reconcile,
};

fn session(left: Vec<Entry>, right: Vec<Entry>) -> Session {
    let mut session = Session::new(Plan::brazilian_bank());
    session.add(Side::Right, right).unwrap();
    session.add(Side::Left, left).unwrap();
    session
}

fn pairs(session: &Session) -> Vec<Pairing> {
    session.proposals().map(|p| p.pairing.clone()).collect()
}

fn pair(left: &str, right: &str) -> Pairing {
    Pairing::new([left], [right])
}

fn in_account(entries: &[Draft], accounts: usize) -> Vec<Entry> {
    let tag = |(at, entry): (usize, Entry)| match at % 7 {
        6 if accounts == 3 => entry,
        _ => entry.with_tag(Tag::Account, format!("account {}", at % accounts)),
    };
    renamed(entries).into_iter().enumerate().map(tag).collect()
}

#[test]
fn a_transfer_between_accounts_comes_and_goes_with_its_ends() {
    let line = |id: &str, amount, account: &str| {
        bank(id, amount, 20, "TED MESMA TITULARIDADE").with_tag(Tag::Account, account)
    };
    let mut session = session(vec![line("out", -50_000, "a")], Vec::new());
    assert!(pairs(&session).is_empty());
    let added = session.add(Side::Left, [line("in", 50_000, "b")]).unwrap();
    assert!(matches!(added.as_slice(), [Change::Proposed(s)] if s.kind == MatchKind::OwnTransfer));
    let removed = session.remove(Side::Left, "in").unwrap();
    assert!(matches!(
        removed.as_slice(),
        [Change::Withdrawn {
            because: Because::EntriesChanged,
            ..
        }]
    ));
    assert!(pairs(&session).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_arrival_does_not_matter(
        left in small_entries(), right in small_entries(), portion in 1_usize..9, accounts in 1_usize..4,
    ) {
        let (left, right) = (in_account(&left, accounts), in_account(&right, accounts));
        let mut at_once = Session::new(plan());
        at_once.add(Side::Left, left.clone()).unwrap();
        at_once.add(Side::Right, right.clone()).unwrap();
        let mut bit_by_bit = Session::new(plan());
        let mut seen: Vec<Standing> = Vec::new();
        let steps = left.len().max(right.len()).div_ceil(portion);
        for step in 0..steps {
            for (side, entries) in [(Side::Right, &right), (Side::Left, &left)] {
                // From the end, so that the order is another one.
                let part = entries.rchunks(portion).nth(step).unwrap_or(&[]);
                let changes = bit_by_bit.add(side, part.to_vec()).unwrap();
                replay(&mut seen, changes);
            }
        }
        let all: Vec<Standing> = at_once.proposals().cloned().collect();
        prop_assert_eq!(&all, &bit_by_bit.proposals().cloned().collect::<Vec<_>>());
        // What was told along the way adds up to what is proposed.
        let names = |all: &[Standing]| all.iter().map(|s| (s.pairing.clone(), s.is_sure)).collect::<Vec<_>>();
        seen.sort_by(|a, b| a.pairing.cmp(&b.pairing));
        prop_assert_eq!(names(&all), names(&seen));
    }

    #[test]
    fn one_account_is_one_run(left in small_entries(), right in small_entries()) {
        let (left, right) = (renamed(&left), renamed(&right));
        let mut session = Session::new(plan());
        session.add(Side::Left, left.clone()).unwrap();
        session.add(Side::Right, right.clone()).unwrap();
        let (l, r) = (Book::from_entries(left).unwrap(), Book::from_entries(right).unwrap());
        let outcome = reconcile(&l, &r, &plan());
        let reviews = outcome.reviews.iter().map(|r| &r.proposal);
        let mut expected: Vec<Pairing> = outcome.matches.iter().chain(reviews)
            .map(|m| Pairing::new(m.left.iter().map(|i| l.id(*i)), m.right.iter().map(|i| r.id(*i))))
            .collect();
        expected.sort();
        prop_assert_eq!(expected, pairs(&session));
    }

    #[test]
    fn what_is_confirmed_stays_and_what_is_rejected_does_not_come_back(
        left in small_entries(), right in small_entries(), choices in any::<u64>(),
    ) {
        let (left, right) = (renamed(&left), renamed(&right));
        let half = left.len() / 2;
        let mut session = Session::new(plan());
        session.add(Side::Right, right).unwrap();
        session.add(Side::Left, left[..half].to_vec()).unwrap();
        let (mut confirmed, mut rejected) = (Vec::new(), Vec::new());
        for (at, pairing) in pairs(&session).into_iter().enumerate() {
            let still_proposed = pairs(&session).contains(&pairing);
            match choices >> (2 * (at % 32)) & 3 {
                0 if still_proposed => {
                    session.confirm(&pairing).unwrap();
                    confirmed.push(pairing);
                }
                1 if still_proposed => {
                    session.reject(&pairing).unwrap();
                    rejected.push(pairing);
                }
                _ => {}
            }
        }
        session.add(Side::Left, left[half..].to_vec()).unwrap();
        let mut kept: Vec<Pairing> = session.confirmed().map(|c| c.pairing.clone()).collect();
        kept.sort();
        confirmed.sort();
        prop_assert_eq!(&kept, &confirmed);
        for proposed in pairs(&session) {
            prop_assert!(!rejected.contains(&proposed));
            let shares = |c: &Pairing| c.left().iter().any(|l| proposed.left().contains(l))
                || c.right().iter().any(|r| proposed.right().contains(r));
            prop_assert!(!kept.iter().any(shares));
        }
    }
}

fn replay(seen: &mut Vec<Standing>, changes: Vec<Change>) {
    for change in changes {
        match change {
            Change::Proposed(new) => seen.push(new),
            Change::Reassessed(new) => {
                seen.retain(|s| s.pairing != new.pairing);
                seen.push(new);
            }
            Change::Withdrawn { pairing, .. } => seen.retain(|s| s.pairing != pairing),
            _ => unreachable!("a change nobody told the test about"),
        }
    }
}

#[test]
fn a_better_claim_takes_a_proposal_away_but_never_a_confirmed_match() {
    let ledger = || vec![invoice("r1", 8_000, 13, "Mercado Aurora Centro Norte")];
    let late = || bank("b2", 8_000, 13, "MERCADO AURORA CENTRO NORTE");
    let mut story = session(vec![bank("b1", 8_000, 20, "MERCADO AURORA")], ledger());
    assert_eq!(pairs(&story), [pair("b1", "r1")]);
    let changes = story.add(Side::Left, [late()]).unwrap();
    let withdrawn = Change::Withdrawn {
        pairing: pair("b1", "r1"),
        because: Because::BetterAnswer(vec![pair("b2", "r1")]),
    };
    assert_eq!(changes[0], withdrawn);

    let mut story = session(vec![bank("b1", 8_000, 20, "MERCADO AURORA")], ledger());
    story.confirm(&pair("b1", "r1")).unwrap();
    assert!(story.add(Side::Left, [late()]).unwrap().is_empty());
    assert_eq!(story.confirmed().next().unwrap().kind, MatchKind::OneToOne);
    let error = story.remove(Side::Right, "r1").unwrap_err();
    assert!(matches!(
        error,
        SessionError::IsConfirmed {
            side: Side::Right,
            ..
        }
    ));
    story.reopen(&pair("b1", "r1")).unwrap();
    assert_eq!(pairs(&story), [pair("b2", "r1")]);
}

#[test]
fn a_correction_is_weighed_and_told() {
    let ledger = vec![invoice("r1", 8_000, 13, "Mercado Aurora")];
    let mut story = session(vec![bank("b1", 8_000, 14, "MERCADO AURORA")], ledger);
    let changes = story
        .correct(Side::Left, bank("b1", 9_000, 14, "MERCADO AURORA"))
        .unwrap();
    let gone = Change::Withdrawn {
        pairing: pair("b1", "r1"),
        because: Because::EntriesChanged,
    };
    assert_eq!(changes, [gone]);
    let changes = story
        .correct(Side::Left, bank("b1", 8_000, 15, "MERCADO AURORA"))
        .unwrap();
    assert!(matches!(&changes[..], [Change::Proposed(new)] if new.pairing == pair("b1", "r1")));
    story.remove(Side::Left, "b1").unwrap();
    assert_eq!(pairs(&story), []);
}

#[test]
fn a_person_may_choose_what_was_not_proposed() {
    let right = vec![
        invoice("r1", 12_000, 10, "Ana Lima"),
        invoice("r2", 12_000, 10, "Rui Peixoto"),
    ];
    let mut story = session(vec![bank("b1", 12_000, 11, "DEPOSITO")], right);
    let review = story.proposals().next().unwrap().clone();
    assert!(!review.is_sure);
    story.confirm(&review.alternatives[0]).unwrap();
    assert_eq!(pairs(&story), []);
    let chosen = story.confirmed().next().unwrap();
    assert_eq!(
        (chosen.kind, chosen.balance.left_total()),
        (MatchKind::Custom, Some(12_000))
    );
}

#[test]
fn what_cannot_be_done_says_why() {
    let mut story = session(
        vec![
            bank("b1", 1, 1, ""),
            bank("b2", 1, 1, "").with_currency("USD"),
        ],
        vec![invoice("r1", 1, 1, "Ana")],
    );
    let again = story.add(Side::Left, [bank("b1", 2, 1, "")]).unwrap_err();
    assert!(again.to_string().contains("correct it"), "{again}");
    let bad = story.add(Side::Left, [bank("b3", 2, 1, "").with_currency("R$")]);
    assert!(matches!(bad, Err(SessionError::BadEntry { .. })));
    assert_eq!(story.len(Side::Left), 2);
    assert_eq!(story.confirm(&pair("b2", "r1")), Err(SessionError::NoSum));
    let one = Pairing::new(["b1"], []);
    assert_eq!(story.confirm(&one), Err(SessionError::TooFew));
    let unknown = story.reject(&pair("b1", "r9")).unwrap_err();
    assert!(unknown.to_string().contains("r9"), "{unknown}");
    assert_eq!(
        story.reopen(&pair("b1", "r1")),
        Err(SessionError::NotConfirmed)
    );
    assert!(
        story
            .confirm_all([pair("b1", "r1"), pair("b1", "r1")])
            .is_err()
    );
    assert_eq!(story.confirmed().count(), 0);
}

#[cfg(feature = "serde")]
#[test]
fn the_state_goes_on_where_it_stopped() {
    use crate::support::numbered;
    let mut story = session(
        vec![
            numbered(bank("b1", 15_000, 11, "PIX ANA LIMA"), "INV-7001"),
            bank("b2", 8_000, 14, "MERCADO AURORA"),
            bank("b3", 700, 14, "BAR DO PORTO"),
        ],
        vec![
            numbered(invoice("r1", 15_000, 10, "Ana Lima"), "INV-7001"),
            invoice("r2", 8_000, 13, "Mercado Aurora"),
            invoice("r3", 700, 13, "Bar do Porto"),
        ],
    );
    story.confirm(&pair("b1", "r1")).unwrap();
    story.reject(&pair("b3", "r3")).unwrap();
    let text = serde_json::to_string(&story.state()).unwrap();
    let again =
        Session::restore(Plan::brazilian_bank(), serde_json::from_str(&text).unwrap()).unwrap();
    assert_eq!(again.state(), story.state());
    assert_eq!(pairs(&again), [pair("b2", "r2")]);
    let newer = text.replace("\"version\":1", "\"version\":2");
    let refused = Session::restore(
        Plan::brazilian_bank(),
        serde_json::from_str(&newer).unwrap(),
    );
    let error = refused.map(drop).unwrap_err();
    assert_eq!(
        error,
        SessionError::UnknownVersion {
            found: 2,
            expected: 1
        }
    );
}

#[test]
fn whole_files_bring_only_what_is_new_or_changed() {
    let line = |cents| bank("b1", cents, 13, "PIX PADARIA AURORA");
    let debt = || invoice("r1", 184_257, 10, "Padaria Aurora");
    let mut session = Session::new(Plan::brazilian_bank());
    let first = session.update([line(184_257)], [debt()]).unwrap();
    assert!(matches!(first.as_slice(), [Change::Proposed(_)]));
    assert_eq!(session.update([line(184_257)], [debt()]).unwrap(), []);
    let changed = session.update([line(99_999)], [debt()]).unwrap();
    assert!(matches!(
        changed.as_slice(),
        [Change::Withdrawn {
            because: Because::EntriesChanged,
            ..
        }]
    ));
    session.update([line(184_257)], []).unwrap();
    session.confirm(&pair("b1", "r1")).unwrap();
    assert_eq!(session.update([line(184_257)], [debt()]).unwrap(), []);
    assert!(matches!(
        session.update([line(99_999)], []),
        Err(SessionError::IsConfirmed {
            side: Side::Left,
            ..
        })
    ));
    let twice = session.update([bank("x", 1, 1, ""), bank("x", 2, 1, "")], []);
    assert!(twice.unwrap_err().to_string().contains("\"x\""));
}

#[test]
fn everything_is_one_outcome() {
    let mut session = session(
        vec![
            bank("b1", 184_257, 13, "PIX PADARIA AURORA"),
            bank("b2", 5_000, 13, "PIX BRUNO TELES"),
            bank("b3", 77, 14, "TARIFA"),
        ],
        vec![
            invoice("r1", 184_257, 10, "Padaria Aurora"),
            invoice("r2", 5_000, 13, "Bruno Teles"),
        ],
    );
    session.confirm(&pair("b1", "r1")).unwrap();
    let book = |side| Book::from_entries(session.entries(side).cloned()).unwrap();
    let (left, right) = (book(Side::Left), book(Side::Right));
    let outcome = session.outcome(&left, &right).unwrap();
    crate::invariants::assert_conserved(&left, &right, &outcome);
    let rules: Vec<&str> = outcome.matches.iter().map(|m| m.rule.as_ref()).collect();
    assert_eq!(rules.len(), 2);
    assert!(rules.contains(&"confirmed"));
    assert_eq!(left.id(outcome.open_left[0].entry), "b3");
    let other = Book::from_entries([bank("q", 1, 1, "")]).unwrap();
    assert!(matches!(
        session.outcome(&other, &right),
        Err(SessionError::OtherBooks(_))
    ));
}
