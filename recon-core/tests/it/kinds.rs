//! One small story per kind of match, as an accountant would check it by hand.

use crate::support::{Story, april, bank, invoice, numbered};
use recon_core::{
    Bits, Certificate, Clue, Entry, FeeContract, MatchKind, OpenReason, Pass, Plan, Proposal,
    ReferenceKind, Tag, View,
};

#[test]
fn an_exact_reference_and_amount_match() {
    let story = Story::of(
        vec![numbered(
            bank("b1", 15_000, 12, ""),
            "E18236120202604121800s1B2c3D4e5F",
        )],
        vec![
            invoice("r1", 15_000, 10, "Ana Lima").with_reference(
                ReferenceKind::EndToEndId,
                "E18236120202604121800s1B2c3D4e5F",
            ),
            invoice("r2", 15_000, 10, "Ana Lima"),
        ],
    );
    assert_eq!(story.matches(), ["one_to_one: b1 = r1"]);
    assert_eq!(story.only_match().rule, "exact_reference");
    let first = &story.only_match().evidence[0].clue;
    assert!(matches!(
        first,
        Clue::ReferenceAgrees {
            kind: ReferenceKind::EndToEndId,
            carried_by: 1
        }
    ));
}

#[test]
fn a_reference_inside_the_memo_counts() {
    let story = Story::of(
        vec![bank("b1", 15_000, 12, "PIX RECEBIDO NF 4711 OBRIGADA")],
        vec![
            numbered(invoice("r1", 15_000, 10, "Ótica Lima"), "NF-4711"),
            invoice("r2", 15_000, 11, "Bar do Zé"),
        ],
    );
    assert_eq!(story.matches(), ["one_to_one: b1 = r1"]);
}

#[test]
fn a_name_cut_and_without_accents_is_recognised() {
    let story = Story::of(
        vec![
            bank("b1", 32_050, 13, "TED 033 CONF ESPERANCA E SERV"),
            bank("b2", 32_050, 13, "PIX JOAO GONCALVES DE AR"),
        ],
        vec![
            invoice("r1", 32_050, 10, "Confecções Esperança e Serviços Ltda"),
            invoice("r2", 32_050, 10, "João Gonçalves de Araújo"),
        ],
    );
    assert_eq!(
        story.matches(),
        ["one_to_one: b1 = r1", "one_to_one: b2 = r2"]
    );
}

#[test]
fn the_best_pairing_wins_not_the_first() {
    // b1 fits both invoices by name, b2 only the second: first come, first served would spoil it.
    let story = Story::of(
        vec![
            bank("b1", 8_000, 14, "MERCADO AURORA"),
            bank("b2", 8_000, 14, "MERCADO AURORA CENTRO NORTE"),
        ],
        vec![
            invoice("r1", 8_000, 13, "Mercado Aurora"),
            invoice("r2", 8_000, 13, "Mercado Aurora Centro Norte"),
            invoice("r3", 5_000, 13, "Padaria Ipê"),
        ],
    );
    let mut all = story.matches();
    all.extend(story.reviews());
    all.sort();
    assert_eq!(all, ["one_to_one: b1 = r1", "one_to_one: b2 = r2"]);
}

#[test]
fn a_card_sale_arrives_net_of_its_fee() {
    let contract = FeeContract::new().with_rate("visa_credito", 319).unwrap();
    let plan = Plan::brazilian_bank().with_fee_contract(contract);
    let sale =
        |id: &str, amount| Entry::new(id, amount, april(10)).with_tag(Tag::Product, "visa_credito");
    let story = Story::with(
        &plan,
        vec![bank("b1", 96_810, 11, "CIELO VISA CREDITO")],
        vec![sale("s1", 100_000), sale("s2", 77_700)],
    );
    assert_eq!(story.matches(), ["net_of_fee: b1 = s1"]);
    let balance = story.only_match().balance;
    assert_eq!(
        (balance.gross, balance.fee, balance.residual),
        (100_000, 3_190, 0)
    );
    assert_eq!(balance.left_total(), Some(96_810));
}

#[test]
fn a_days_card_sales_arrive_as_one_line() {
    let contract = FeeContract::new()
        .with_rate("visa_credito", 319)
        .unwrap()
        .with_rate("elo_debito", 99)
        .unwrap();
    let plan = Plan::brazilian_bank().with_fee_contract(contract);
    let sale = |id: &str, amount, product: &str| {
        Entry::new(id, amount, april(10))
            .with_tag(Tag::Product, product)
            .with_tag(Tag::Acquirer, "Cielo")
    };
    // 968.10 + 96.81 + 483.62 (fees 31.90, 3.19, 15.93 half up)
    let story = Story::with(
        &plan,
        vec![bank("b1", 154_848, 13, "CIELO VISA CREDITO")],
        vec![
            sale("s1", 100_000, "visa_credito"),
            sale("s2", 10_000, "visa_credito"),
            sale("s3", 49_950, "visa_credito"),
            sale("s4", 12_345, "elo_debito"),
        ],
    );
    let mut all = story.matches();
    all.extend(story.reviews());
    assert_eq!(all, ["net_of_fee: b1 = s2+s3+s1"]);
}

#[test]
fn one_payment_for_several_invoices() {
    let story = Story::of(
        vec![bank("b1", 102_040, 14, "PIX RECEB DISTRIBUIDORA HORIZONTE")],
        vec![
            invoice("r1", 30_010, 13, "Distribuidora Horizonte Ltda"),
            invoice("r2", 41_520, 13, "Distribuidora Horizonte Ltda"),
            invoice("r3", 30_510, 13, "Distribuidora Horizonte Ltda"),
            invoice("r4", 99_999, 13, "Distribuidora Horizonte Ltda"),
            invoice("r5", 41_521, 13, "Papelaria Jatobá"),
        ],
    );
    assert_eq!(story.matches(), ["batch: b1 = r1+r3+r2"]);
    assert_eq!(story.only_match().certificate, Certificate::Only);
    let sum = &story.only_match().evidence[0];
    assert!(matches!(
        sum.clue,
        Clue::SumEqual {
            entries: 3,
            ways: 1,
            ..
        }
    ));
}

#[test]
fn a_sum_that_can_be_made_in_two_ways_is_left_to_a_person() {
    let payer = "Clínica Bela Vista Ltda";
    let story = Story::of(
        vec![bank("b1", 5_000, 14, "PIX CLINICA BELA VISTA")],
        vec![
            invoice("r1", 1_000, 13, payer),
            invoice("r2", 2_000, 13, payer),
            invoice("r3", 3_000, 13, payer),
            invoice("r4", 4_000, 13, payer),
        ],
    );
    assert!(story.matches().is_empty(), "{:?}", story.matches());
    assert_eq!(story.outcome.reviews.len(), 1);
    let review = &story.outcome.reviews[0];
    assert_eq!(review.proposal.certificate, Certificate::Tie);
    assert_eq!(review.alternative_count, 1);
    assert_eq!(review.alternatives[0].right.len(), 2);
}

#[test]
fn a_partial_payment_leaves_its_residual() {
    let story = Story::of(
        vec![numbered(
            bank("b1", 60_000, 14, "PIX GRAFICA TUPA"),
            "NF 88",
        )],
        vec![
            numbered(invoice("r1", 100_000, 10, "Gráfica Tupã ME"), "88"),
            invoice("r2", 44_000, 12, "Ana Reis"),
        ],
    );
    assert_eq!(story.matches(), ["partial_payment: b1 = r1"]);
    assert_eq!(story.only_match().balance.residual, 40_000);
}

#[test]
fn two_installments_pay_one_invoice() {
    let story = Story::of(
        vec![
            numbered(bank("b1", 60_000, 14, "PIX GRAFICA TUPA"), "88"),
            numbered(bank("b2", 40_000, 20, "PIX GRAFICA TUPA"), "88"),
        ],
        vec![numbered(
            invoice("r1", 100_000, 10, "Gráfica Tupã ME"),
            "88",
        )],
    );
    assert_eq!(story.matches(), ["installments: b1+b2 = r1"]);
    assert_eq!(story.only_match().balance.residual, 0);
}

#[test]
fn paying_too_much_is_a_question_for_a_person() {
    let story = Story::of(
        vec![numbered(bank("b1", 101_500, 14, "PIX GRAFICA TUPA"), "88")],
        vec![numbered(
            invoice("r1", 100_000, 10, "Gráfica Tupã ME"),
            "88",
        )],
    );
    assert_eq!(story.reviews(), ["overpayment: b1 = r1"]);
    assert_eq!(story.outcome.reviews[0].proposal.balance.residual, -1_500);
}

#[test]
fn a_payment_and_its_return_cancel_out() {
    let story = Story::of(
        vec![
            bank("b1", -25_000, 14, "PIX ENVIADO OFICINA PLANALTO"),
            bank("b2", 25_000, 16, "DEVOLUCAO PIX OFICINA PLANALTO"),
        ],
        vec![invoice("r1", 9_900, 14, "Ana Reis")],
    );
    assert_eq!(story.matches(), ["reversal: b1+b2 = "]);
}

#[test]
fn equal_payments_for_equal_invoices_are_two_payments() {
    let day_pass = |id: &str| invoice(id, 5_000, 10, "Academia Ouro Fino");
    let story = Story::of(
        vec![
            bank("b1", 5_000, 11, "PIX ACADEMIA OURO FINO"),
            bank("b2", 5_000, 11, "PIX ACADEMIA OURO FINO"),
        ],
        vec![
            day_pass("r1"),
            day_pass("r2"),
            invoice("r3", 700, 11, "Bar do Porto"),
        ],
    );
    assert_eq!(
        story.matches(),
        ["one_to_one: b1 = r1", "one_to_one: b2 = r2"]
    );
    assert!(
        story
            .outcome
            .matches
            .iter()
            .all(|m| m.certificate == Certificate::Interchangeable)
    );
}

#[test]
fn a_second_payment_stays_open_as_a_duplicate() {
    let story = Story::of(
        vec![
            numbered(bank("b1", 15_000, 11, "PIX ANA LIMA"), "INV-7001"),
            numbered(bank("b2", 15_000, 13, "PIX ANA LIMA"), "INV-7001"),
        ],
        vec![numbered(invoice("r1", 15_000, 10, "Ana Lima"), "INV-7001")],
    );
    assert_eq!(story.matches(), ["one_to_one: b1 = r1"]);
    let first = story.left.find("b1").unwrap();
    assert_eq!(
        story.open("b2").reason,
        OpenReason::LooksLikeDuplicate { of: first }
    );
}

#[test]
fn equal_invoices_of_two_people_need_a_name_or_a_person() {
    let ledger = || {
        vec![
            invoice("r1", 12_000, 10, "Ana Lima"),
            invoice("r2", 12_000, 10, "Rui Peixoto Sampaio"),
        ]
    };
    let named = Story::of(
        vec![bank("b1", 12_000, 11, "PIX RUI PEIXOTO SAMP")],
        ledger(),
    );
    let mut all = named.matches();
    all.extend(named.reviews());
    assert_eq!(all, ["one_to_one: b1 = r2"]);
    for memo in ["", "DEPOSITO", "PIX RECEBIDO 0012"] {
        let silent = Story::of(vec![bank("b1", 12_000, 11, memo)], ledger());
        assert!(silent.matches().is_empty());
        let review = &silent.outcome.reviews[0];
        assert_eq!(review.proposal.certificate, Certificate::Tie, "{memo}");
        assert_eq!(review.alternatives.len(), 1, "{memo}");
    }
}

#[test]
fn five_equal_invoices_and_a_silent_payment_are_one_question() {
    let mut ledger: Vec<Entry> = [
        "Ana Lima",
        "Rui Peixoto",
        "Bar do Porto",
        "Zeca Neto",
        "Lia Paz",
    ]
    .iter()
    .zip(1..)
    .map(|(name, at)| invoice(&format!("r{at}"), 12_000, 10, name))
    .collect();
    ledger.extend((0..60).map(|at| invoice(&format!("x{at}"), 700 + 31 * at, 10, "Ana Reis")));
    let story = Story::of(vec![bank("b1", 12_000, 11, "PIX RECEBIDO")], ledger);
    assert!(story.matches().is_empty());
    assert_eq!(story.outcome.reviews[0].alternatives.len(), 4);
}

#[test]
fn a_batch_over_two_days_may_be_all_a_payer_owes() {
    let story = Story::of(
        vec![bank("b1", 71_530, 16, "PIX RECEB DISTRIBUIDORA HORIZONTE")],
        vec![
            invoice("r1", 30_010, 13, "Distribuidora Horizonte Ltda"),
            invoice("r2", 41_520, 14, "Distribuidora Horizonte Ltda"),
            invoice("r3", 5_900, 14, "Papelaria Jatobá"),
        ],
    );
    assert_eq!(story.matches(), ["batch: b1 = r1+r2"]);
}

#[test]
fn a_short_number_is_a_reference_only_where_something_says_so() {
    let ledger = || {
        vec![
            numbered(invoice("r1", 100_000, 10, "Gráfica Tupã ME"), "4711"),
            invoice("r2", 44_000, 12, "Ana Reis"),
        ]
    };
    let of = |amount, memo: &str| Story::of(vec![bank("b1", amount, 14, memo)], ledger());
    let labelled = of(60_000, "PIX GRAFICA TUPA NF 4711");
    assert_eq!(labelled.matches(), ["partial_payment: b1 = r1"]);
    for memo in ["PIX GRAFICA TUPA 4711", "TED AG 4711 GRAFICA TUPA"] {
        let told = of(60_000, memo);
        assert!(told.matches().is_empty(), "{memo}: {:?}", told.matches());
    }
    let with_amount = of(100_000, "PIX 4711");
    assert_eq!(with_amount.matches(), ["one_to_one: b1 = r1"]);
}

#[test]
fn currencies_and_accounts_do_not_mix() {
    let dollars = || vec![invoice("r1", 15_000, 10, "Ana Lima").with_currency("usd")];
    let story = Story::of(vec![bank("b1", 15_000, 10, "PIX ANA LIMA")], dollars());
    assert!(story.outcome.matches.is_empty() && story.outcome.reviews.is_empty());
    let other_account =
        vec![invoice("r1", 15_000, 10, "Ana Lima").with_tag(Tag::Account, "conta 2")];
    let story = Story::of(
        vec![bank("b1", 15_000, 10, "PIX ANA LIMA").with_tag(Tag::Account, "conta 1")],
        other_account,
    );
    assert!(story.outcome.matches.is_empty() && story.outcome.reviews.is_empty());
}

#[test]
fn a_tolerance_lets_cents_pass_when_the_name_agrees() {
    let plan = Plan::brazilian_bank().with_amount_tolerance(2);
    let story = Story::with(
        &plan,
        vec![bank("b1", 84_257, 11, "PIX LATICINIOS MANTIQUEIRA")],
        vec![
            invoice("r1", 84_258, 10, "Laticínios Mantiqueira Ltda"),
            invoice("r2", 700, 9, "Bar do Porto"),
        ],
    );
    let mut all: Vec<_> = story.outcome.matches.iter().collect();
    all.extend(story.outcome.reviews.iter().map(|r| &r.proposal));
    assert_eq!(all.len(), 1);
    assert_eq!(
        (all[0].kind, all[0].balance.residual),
        (MatchKind::OneToOne, 1)
    );
}

/// Matches every left entry with the right entry of the same id.
struct SameId;

impl Pass for SameId {
    fn name(&self) -> &str {
        "same_id"
    }

    fn propose(&self, view: &View<'_>) -> Vec<Proposal> {
        let same = |l| {
            let right = view.right().find(view.left().id(l))?;
            let note = "both systems use one id".to_owned();
            Some(Proposal {
                left: vec![l],
                right: vec![right],
                score: Bits::from_milli(20_000),
                note,
            })
        };
        view.open_left().filter_map(same).collect()
    }
}

#[test]
fn a_pass_of_ones_own_comes_first() {
    let plan = Plan::brazilian_bank().with_pass(SameId);
    let story = Story::with(
        &plan,
        vec![bank("x", 15_000, 10, "")],
        vec![
            invoice("x", 15_900, 10, "Ana Lima"),
            invoice("y", 15_000, 10, "Rui Reis"),
        ],
    );
    assert_eq!(story.matches(), ["custom: x = x"]);
    assert_eq!(story.only_match().rule, "same_id");
    assert_eq!(story.only_match().balance.residual, 900);
}

#[test]
fn a_chargeback_is_netted_inside_its_brands_batch() {
    let item = |id: &str, brand: &str, product: &str, net| {
        Entry::new(id, net, april(13))
            .with_tag(Tag::Brand, brand)
            .with_tag(Tag::Product, product)
    };
    let story = Story::of(
        vec![
            bank("b1", 4_510, 13, "ELO DEBIT"),
            bank("b2", 21_120, 13, "MASTERCARD CREDIT"),
            bank("b3", 78_337, 13, "VISA CREDIT"),
            bank("b4", 8_831, 13, "VISA DEBIT"),
        ],
        vec![
            item("s1", "VISA", "credit", 32_270),
            item("s2", "VISA", "credit", 9_705),
            item("s3", "VISA", "credit", 48_362),
            item("s4", "MASTERCARD", "credit", 15_120),
            item("s5", "MASTERCARD", "credit", 6_000),
            item("s6", "VISA", "debit", 8_831),
            item("s7", "ELO", "debit", 4_510),
            item("s8", "VISA", "credit", -12_000),
        ],
    );
    let mut all = story.matches();
    all.extend(story.reviews());
    all.sort();
    assert_eq!(
        all,
        [
            "batch: b2 = s5+s4",
            "batch: b3 = s8+s2+s1+s3",
            "one_to_one: b1 = s7",
            "one_to_one: b4 = s6"
        ]
    );
}

#[test]
fn a_price_the_payer_often_pays_is_weaker_than_one_it_pays_once() {
    // Of one payer: five open entries at 50,00 on different days, one at 73,41.
    let mut ledger: Vec<Entry> = (0..5)
        .map(|n| invoice(&format!("p{n}"), 5_000, 2 + 2 * n, "Mercado Paineira"))
        .collect();
    ledger.push(invoice("once", 7_341, 4, "Mercado Paineira"));
    let story = Story::of(
        vec![
            bank("common", 5_000, 12, "PIX MERCADO PAINEIRA"),
            bank("rare", 7_341, 12, "PIX MERCADO PAINEIRA"),
        ],
        ledger,
    );
    assert_eq!(story.matches(), ["one_to_one: rare = once"]);
}
