//! Learning: without labels, from what a person confirmed, and from what one refused.

use crate::support::{Story, bank, invoice, numbered};
use recon_core::learn::em::{Agreement, estimate};
use recon_core::learn::{Level, Model};
use recon_core::{Bits, Book, Clue, Entry, Plan, reconcile};
use std::collections::BTreeMap;

/// A small generator of random numbers, the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// A level drawn from shares in per mille.
    fn level(&mut self, shares: &[u64]) -> u8 {
        let mut rest = self.below(1_000);
        for (level, share) in (0..).zip(shares) {
            if rest < *share {
                return level;
            }
            rest -= share;
        }
        0
    }
}

/// Per mille by clue and level, among true and among chance pairs.
const TRUE: [&[u64]; 3] = [&[900, 100], &[700, 250, 50], &[600, 300, 100]];
const CHANCE: [&[u64]; 3] = [&[50, 950], &[10, 90, 900], &[200, 300, 500]];
const TRUE_PER_MILLE: u64 = 150;

fn generated(pairs: u32) -> Vec<(Vec<Agreement>, u64)> {
    let mut dice = Dice(11);
    let mut counts: BTreeMap<Vec<Agreement>, u64> = BTreeMap::new();
    for _ in 0..pairs {
        let shares = if dice.below(1_000) < TRUE_PER_MILLE {
            TRUE
        } else {
            CHANCE
        };
        let mut pattern: Vec<Agreement> = shares.iter().map(|s| Some(dice.level(s))).collect();
        // One in five has no second clue.
        if dice.below(5) == 0 {
            pattern[1] = None;
        }
        *counts.entry(pattern).or_default() += 1;
    }
    counts.into_iter().collect()
}

#[test]
fn em_finds_the_shares_the_pairs_were_made_with() {
    let mut counts = generated(60_000);
    let found = estimate(&[2, 3, 3], &counts).unwrap();
    let near = |found: u32, per_mille: u64| u64::from(found).abs_diff(per_mille * 1_000) <= 15_000;
    assert!(near(found.true_share, TRUE_PER_MILLE), "{found}");
    for (clue, (yes, no)) in found.clues.iter().zip(TRUE.iter().zip(CHANCE)) {
        for level in 0..yes.len() {
            assert!(near(clue.among_true[level], yes[level]), "{found}");
            assert!(near(clue.among_chance[level], no[level]), "{found}");
        }
    }
    // 900 to 50: log2(18) = 4.17 bits.
    let weight = found.clues[0].weight(0).unwrap();
    assert!(weight.milli().abs_diff(4_170) < 250, "{weight}");
    counts.reverse();
    let turned = estimate(&[2, 3, 3], &counts).unwrap();
    assert!(turned.true_share.abs_diff(found.true_share) <= 1);
    assert_eq!(estimate(&[2], &[]), None);
}

#[test]
fn weights_are_estimated_from_books_without_answers() {
    let mixture = crate::mixture::generate(3_000, 5, crate::mixture::CardMemo::Customer);
    let (left, right) = (
        Book::from_entries(mixture.bank).unwrap(),
        Book::from_entries(mixture.ledger).unwrap(),
    );
    let plan = Plan::brazilian_bank();
    let (model, estimate) = Model::estimated(&left, &right, &plan);
    let estimate = estimate.unwrap();
    assert!(estimate.to_string().contains("true ppm"));
    assert!(
        model.weight(Level::NameDiffers) < Bits::from_milli(-3_000),
        "{model}\n{estimate}"
    );
    assert!(
        model.weight(Level::ReferenceDiffers) < Bits::ZERO,
        "{model}\n{estimate}"
    );
    // Nobody in the mixture has a tax id: that weight stays as it was.
    assert_eq!(model.weight(Level::TaxIdAgrees), Bits::from_milli(14_000));
    assert_eq!(Model::estimated(&left, &right, &plan).0, model);
}

fn bar(day: u8) -> (Vec<Entry>, Vec<Entry>) {
    (
        vec![bank(
            &format!("b{day}"),
            48_310 + i64::from(day),
            day,
            "PIX RECEBIDO ZE DA ESQUINA",
        )],
        vec![
            invoice(
                &format!("r{day}"),
                48_310 + i64::from(day),
                day - 1,
                "José Prado Bar ME",
            ),
            invoice(
                &format!("s{day}"),
                48_310 + i64::from(day),
                day - 1,
                "Ótica Lima",
            ),
        ],
    )
}

/// A person says who that was, where nothing tells.
fn told() -> Model {
    let (left, right) = bar(6);
    let story = Story::of(left, right);
    assert!(story.matches().is_empty());
    let pair = (
        story.left.find("b6").unwrap(),
        story.right.find("r6").unwrap(),
    );
    let mut model = Model::default();
    model.confirm_entries(&story.left, &story.right, &[pair.0], &[pair.1]);
    model
}

#[test]
fn a_confirmed_name_makes_the_next_payment_match() {
    let mut model = told();
    let (left, right) = bar(20);
    let plan = Plan::brazilian_bank().with_model(model.clone());
    let next = Story::with(&plan, left, right);
    assert_eq!(next.matches(), ["one_to_one: b20 = r20"]);
    let known = |story: &Story| {
        let evidence = &story.only_match().evidence;
        evidence.iter().any(|e| e.clue == Clue::KnownAlias)
    };
    assert!(known(&next));
    // A refusal later on takes it back.
    model.reject(&next.left, &next.right, next.only_match());
    let (left, right) = bar(25);
    let after = Story::with(&Plan::brazilian_bank().with_model(model), left, right);
    assert!(after.matches().is_empty());
}

#[test]
fn a_refused_match_is_never_proposed_again() {
    let books = || {
        (
            vec![numbered(bank("b1", 15_000, 12, "PIX ANA LIMA"), "INV-7001")],
            vec![
                numbered(invoice("r1", 15_000, 10, "Ana Lima"), "INV-7001"),
                invoice("r2", 15_000, 11, "Ana Lima"),
            ],
        )
    };
    let (left, right) = books();
    let story = Story::of(left, right);
    assert_eq!(story.matches(), ["one_to_one: b1 = r1"]);
    let mut model = Model::default();
    model.reject(&story.left, &story.right, story.only_match());
    let (left, right) = books();
    let again = Story::with(
        &Plan::brazilian_bank().with_model(model.clone()),
        left,
        right,
    );
    let proposed = [again.matches(), again.reviews()].concat();
    assert!(
        !proposed.iter().any(|line| line.ends_with("b1 = r1")),
        "{proposed:?}"
    );
    model.confirm(&story.left, &story.right, story.only_match());
    let (left, right) = books();
    let back = Story::with(&Plan::brazilian_bank().with_model(model), left, right);
    assert_eq!(back.matches(), ["one_to_one: b1 = r1"]);
}

#[test]
fn refused_groups_and_pairs_of_one_side_stay_apart() {
    let story = Story::of(
        vec![
            bank("b1", 102_040, 14, "PIX RECEB DISTRIBUIDORA HORIZONTE"),
            bank("b2", -25_000, 14, "PIX ENVIADO OFICINA PLANALTO"),
            bank("b3", 25_000, 16, "DEVOLUCAO PIX OFICINA PLANALTO"),
        ],
        vec![
            invoice("r1", 30_010, 13, "Distribuidora Horizonte Ltda"),
            invoice("r2", 72_030, 13, "Distribuidora Horizonte Ltda"),
        ],
    );
    assert_eq!(story.matches(), ["batch: b1 = r1+r2", "reversal: b2+b3 = "]);
    let mut model = Model::default();
    for found in &story.outcome.matches {
        model.reject(&story.left, &story.right, found);
    }
    let plan = Plan::brazilian_bank().with_model(model);
    let outcome = reconcile(&story.left, &story.right, &plan);
    assert!(outcome.matches.is_empty() && outcome.reviews.is_empty());
    assert_eq!((outcome.open_left.len(), outcome.open_right.len()), (3, 2));
}

/// A review with exactly this claim.
fn decide(model: &mut Model, story: &Story, bits: i32, right: bool, times: usize) {
    let mut found = story.only_match().clone();
    (found.score, found.margin) = (Bits::from_milli(bits * 1_000), None);
    for _ in 0..times {
        if right {
            model.confirm(&story.left, &story.right, &found);
        } else {
            model.reject(&story.left, &story.right, &found);
        }
    }
}

#[test]
fn decisions_move_the_threshold() {
    let story = Story::of(
        vec![numbered(bank("b1", 15_000, 12, "PIX ANA LIMA"), "INV-7001")],
        vec![numbered(invoice("r1", 15_000, 10, "Ana Lima"), "INV-7001")],
    );
    let mut model = Model::default();
    decide(&mut model, &story, 6, true, 49);
    assert_eq!(model.sure_from(), None);
    decide(&mut model, &story, 6, true, 350);
    decide(&mut model, &story, 5, false, 1);
    assert_eq!(model.sure_from(), Some(Bits::from_milli(4_000)));
    decide(&mut model, &story, 5, false, 2);
    assert_eq!(model.sure_from(), Some(Bits::from_milli(6_000)));
    decide(&mut model, &story, 9, false, 20);
    assert_eq!(model.sure_from(), Some(Bits::from_milli(16_000)));
}

#[test]
fn a_model_prints_as_a_table() {
    let mut model = told().with_weight(Level::TaxIdDiffers, Bits::from_milli(-2_000));
    let (left, right) = bar(6);
    let story = Story::with(
        &Plan::brazilian_bank().with_model(model.clone()),
        left,
        right,
    );
    model.confirm(&story.left, &story.right, story.only_match());
    let table = model.to_string();
    for wanted in [
        "tax id differs",
        "-2.0 bits",
        "0: 1",
        "1 names known",
        "1 confirmed, 0 rejected",
    ] {
        assert!(table.contains(wanted), "{wanted} is not in\n{table}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_model_survives_a_round_trip_alone_and_in_a_plan() {
    let mut model = told().with_weight(Level::KnownAlias, Bits::from_milli(9_000));
    let (left, right) = bar(6);
    let story = Story::with(
        &Plan::brazilian_bank().with_model(model.clone()),
        left,
        right,
    );
    model.confirm(&story.left, &story.right, story.only_match());
    model.reject(&story.left, &story.right, story.only_match());
    let text = serde_json::to_string(&model).unwrap();
    assert_eq!(serde_json::from_str::<Model>(&text).unwrap(), model);
    let plan = Plan::brazilian_bank().with_model(model.clone());
    let text = serde_json::to_string(&plan).unwrap();
    assert_eq!(*serde_json::from_str::<Plan>(&text).unwrap().model(), model);
    let misspelt = serde_json::from_str::<Model>(r#"{"weight": {}}"#).unwrap_err();
    assert!(
        misspelt.to_string().contains("unknown field `weight`"),
        "{misspelt}"
    );
    let level = serde_json::from_str::<Model>(r#"{"weights": {"tax_id": 1}}"#).unwrap_err();
    assert!(
        level.to_string().contains("unknown variant `tax_id`"),
        "{level}"
    );
}
