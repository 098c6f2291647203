//! Apart or together: the same answer when nothing crosses.

use crate::invariants::assert_conserved;
use crate::mixture::{CardMemo, Mixture, contract, generate};
use crate::support::{april, bank, invoice};
use recon_core::partition::{MergeError, Solved, merge, partition_key, split};
use recon_core::{Book, Entry, Match, Outcome, Plan, Tag, reconcile};

fn solved(left: Vec<Entry>, right: Vec<Entry>) -> Solved {
    let plan = Plan::brazilian_bank().with_fee_contract(contract());
    let (left, right) = (
        Book::from_entries(left).unwrap(),
        Book::from_entries(right).unwrap(),
    );
    let outcome = reconcile(&left, &right, &plan);
    Solved {
        left,
        right,
        outcome,
    }
}

fn by_id(left: &Book, right: &Book, outcome: &Outcome) -> Vec<String> {
    let ids = |m: &Match| {
        let lefts: Vec<&str> = m.left.iter().map(|l| left.id(*l)).collect();
        let rights: Vec<&str> = m.right.iter().map(|r| right.id(*r)).collect();
        format!("{lefts:?} {rights:?} {}", m.kind.as_str())
    };
    let open = |book: &Book, o: &recon_core::Open| format!("{} {}", book.id(o.entry), o.reason);
    let mut all: Vec<String> = outcome.matches.iter().map(ids).collect();
    all.extend(outcome.reviews.iter().map(|r| ids(&r.proposal)));
    all.extend(outcome.open_left.iter().map(|o| open(left, o)));
    all.extend(outcome.open_right.iter().map(|o| open(right, o)));
    all.sort();
    all
}

/// The same small books in each of three accounts.
fn three_accounts() -> (Vec<Entry>, Vec<Entry>) {
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for account in ["itau 1", "bradesco 2", "caixa 3"] {
        let id = |name: &str| format!("{account} {name}");
        let at = |e: Entry| e.with_tag(Tag::Account, account);
        lefts.extend([
            at(bank(&id("b1"), 184_257, 13, "PIX RECEB PADARIA S JOSE")),
            at(bank(&id("b2"), 71_530, 16, "TED DISTRIBUIDORA HORIZONTE")),
            at(bank(&id("b3"), -4_990, 16, "TARIFA PACOTE")),
            at(bank(&id("b4"), 3_100, 16, "PIX BRUNO TELES")),
        ]);
        rights.extend([
            at(invoice(&id("r1"), 184_257, 10, "Padaria São José Ltda")),
            at(invoice(
                &id("r2"),
                30_010,
                13,
                "Distribuidora Horizonte Ltda",
            )),
            at(invoice(
                &id("r3"),
                41_520,
                13,
                "Distribuidora Horizonte Ltda",
            )),
            at(invoice(&id("r4"), 9_900, 13, "Ana Reis")),
        ]);
    }
    (lefts, rights)
}

#[test]
fn parts_that_cannot_meet_answer_as_the_whole_does() {
    let (lefts, rights) = three_accounts();
    let whole = solved(lefts.clone(), rights.clone());
    let parts = split(lefts, rights);
    assert_eq!(parts.len(), 3);
    let parts = parts.into_iter().map(|part| solved(part.left, part.right));
    let merged = merge(&whole.left, &whole.right, parts).unwrap();
    assert_conserved(&whole.left, &whole.right, &merged);
    let together = by_id(&whole.left, &whole.right, &whole.outcome);
    assert_eq!(
        together.iter().filter(|l| l.contains("one_to_one")).count(),
        3
    );
    assert_eq!(together.iter().filter(|l| l.contains("batch")).count(), 3);
    assert_eq!(by_id(&whole.left, &whole.right, &merged), together);
}

#[test]
fn what_is_sure_together_is_not_contradicted_apart() {
    // Three tenants' mixtures side by side. Statistics differ, so doubts may; sure answers may not.
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for (account, seed) in [("a", 3), ("b", 4), ("c", 5)] {
        let Mixture { bank, ledger, .. } = generate(700, seed, CardMemo::Customer);
        let put = |e: Entry| {
            let mut fresh = Entry::new(format!("{account}{}", e.id()), e.amount(), e.date());
            for (kind, value) in e.references() {
                fresh = fresh.with_reference(kind, value);
            }
            if let Some(name) = e.name() {
                fresh = fresh.with_name(name);
            }
            if let Some(text) = e.text() {
                fresh = fresh.with_text(text);
            }
            if let Some(product) = e.tag(Tag::Product) {
                fresh = fresh.with_tag(Tag::Product, product);
            }
            fresh.with_tag(Tag::Account, account)
        };
        lefts.extend(bank.into_iter().map(put));
        rights.extend(ledger.into_iter().map(put));
    }
    let whole = solved(lefts.clone(), rights.clone());
    let parts = split(lefts, rights).into_iter();
    let parts = parts.map(|part| solved(part.left, part.right));
    let merged = merge(&whole.left, &whole.right, parts).unwrap();
    assert_conserved(&whole.left, &whole.right, &merged);
    let sure = |outcome: &Outcome| -> Vec<(usize, Vec<usize>)> {
        let rows = |m: &Match| m.right.iter().map(|r| whole.right.position(*r)).collect();
        let pairs = outcome.matches.iter().filter(|m| m.left.len() == 1);
        pairs
            .map(|m| (whole.left.position(m.left[0]), rows(m)))
            .collect()
    };
    let (together, apart) = (sure(&whole.outcome), sure(&merged));
    let agreed = together.iter().filter(|pair| apart.contains(pair)).count();
    assert!(
        agreed * 100 >= together.len() * 98,
        "{agreed} of {}",
        together.len()
    );
}

#[test]
fn an_entry_without_account_may_meet_any() {
    let (mut lefts, rights) = three_accounts();
    lefts.push(bank("x", 1, 10, ""));
    lefts.push(
        bank("usd", 1, 10, "")
            .with_currency("usd")
            .with_tag(Tag::Account, "itau 1"),
    );
    let parts = split(lefts, rights);
    assert_eq!(parts.len(), 2);
    assert_eq!((parts[0].left.len(), parts[0].right.len()), (13, 12));
    assert_eq!(parts[0].key.account, None);
    assert_eq!(parts[1].key, partition_key(&parts[1].left[0]));
    assert_eq!(parts[1].key.currency, "USD");
}

#[test]
fn a_remittance_or_a_transfer_keeps_its_two_accounts_together() {
    let at = |entry: Entry, account: &str| entry.with_tag(Tag::Account, account);
    let (mut lefts, rights) = three_accounts();
    lefts.push(at(
        bank("out", -50_000, 20, "TED MESMA TITULARIDADE"),
        "itau 1",
    ));
    lefts.push(at(
        bank("in", 50_000, 22, "TED MESMA TITULARIDADE"),
        "caixa 3",
    ));
    let whole = solved(lefts.clone(), rights.clone());
    let parts = split(lefts.clone(), rights.clone());
    assert_eq!(parts.len(), 2);
    let accounts: Vec<_> = parts.iter().map(|p| p.key.account.as_deref()).collect();
    assert_eq!(accounts, [Some("BRADESCO 2"), None]);
    let parts = parts.into_iter().map(|part| solved(part.left, part.right));
    let merged = merge(&whole.left, &whole.right, parts).unwrap();
    let apart = by_id(&whole.left, &whole.right, &merged);
    assert!(apart.iter().any(|line| line.contains("own_transfer")));
    assert_eq!(apart, by_id(&whole.left, &whole.right, &whole.outcome));

    let pays = bank("pays", 30_010, 20, "").with_remittance(["bradesco 2 r2"]);
    lefts.push(at(pays, "itau 1"));
    assert_eq!(split(lefts, rights).len(), 1);
}

#[test]
fn parts_must_make_up_the_whole() {
    let one = |id: &str| vec![Entry::new(id, 1, april(1))];
    let (left, right) = (
        Book::from_entries(one("l")).unwrap(),
        Book::from_entries(one("r")).unwrap(),
    );
    let part = || solved(one("l"), one("r"));
    assert!(merge(&left, &right, [part()]).is_ok());
    assert!(matches!(
        merge(&left, &right, []),
        Err(MergeError::Missing { side: "left", .. })
    ));
    let twice = merge(&left, &right, [part(), part()]);
    assert!(matches!(twice, Err(MergeError::Twice { side: "left", .. })));
    let unknown = merge(&left, &right, [solved(one("l"), one("q"))]);
    assert!(matches!(
        unknown,
        Err(MergeError::Unknown { side: "right", .. })
    ));
}
