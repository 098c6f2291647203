//! The worked examples of the kinds beyond the plain ones, amount by amount.

use crate::support::{Story, april, bank, invoice, numbered};
use recon_core::{
    EarlyDiscount, Entry, MatchKind, OpenReason, PaymentTerms, Plan, ReferenceKind, Tag,
};
use time::{Date, Month};

fn owed(id: &str, reference: &str) -> Entry {
    numbered(invoice(id, 100_000, 10, "Gráfica Tupã ME"), reference)
}

fn paid(amount: i64, day: u8) -> Entry {
    numbered(bank("b1", amount, day, "PIX GRAFICA TUPA"), "88")
}

#[test]
fn a_late_boleto_brings_fine_and_interest() {
    // Fine 20.00; interest 1000.00 × 1 % × 10 / 30 = 3.33.
    let story = Story::of(vec![paid(102_333, 20)], vec![owed("r1", "88")]);
    assert_eq!(story.matches(), ["interest_added: b1 = r1"]);
    let balance = story.only_match().balance;
    assert_eq!(
        (balance.gross, balance.interest, balance.residual),
        (100_000, 2_333, 0)
    );
}

#[test]
fn interest_runs_from_the_due_day_though_the_day_of_the_payment_is_known() {
    let story = Story::of(
        vec![paid(102_333, 20)],
        vec![owed("r1", "88").with_paid_on(april(20))],
    );
    assert_eq!(story.matches(), ["interest_added: b1 = r1"]);
}

#[test]
fn a_due_date_on_a_weekend_is_late_from_monday_on_only() {
    // The 11th is a Saturday: Monday the 13th is in time, and 2 % more is no fine.
    let due = numbered(invoice("r1", 100_000, 11, "Gráfica Tupã ME"), "88");
    let story = Story::of(vec![paid(102_000, 13)], vec![due.clone()]);
    assert_eq!(story.reviews(), ["overpayment: b1 = r1"]);
    let story = Story::of(vec![paid(102_000, 14)], vec![due]);
    assert_eq!(story.matches(), ["interest_added: b1 = r1"]);
}

#[test]
fn a_discount_holds_until_its_day() {
    let due = || owed("r1", "88").with_discount(april(9), 2_000);
    let story = Story::of(vec![paid(98_000, 9)], vec![due()]);
    assert_eq!(story.matches(), ["discount_taken: b1 = r1"]);
    let balance = story.only_match().balance;
    assert_eq!((balance.discount, balance.residual), (2_000, 0));
    let story = Story::of(vec![paid(98_000, 10)], vec![due()]);
    assert_eq!(story.matches(), ["short_payment: b1 = r1"]);
    assert_eq!(story.only_match().balance.residual, 2_000);
}

#[test]
fn discounts_of_the_plan_hold_for_all() {
    let terms = PaymentTerms {
        early_discounts: vec![EarlyDiscount {
            days_before_due: 5,
            basis_points: 300,
        }],
        ..PaymentTerms::default()
    };
    let plan = Plan::brazilian_bank().with_terms(terms).unwrap();
    let story = Story::with(&plan, vec![paid(97_000, 5)], vec![owed("r1", "88")]);
    assert_eq!(story.matches(), ["discount_taken: b1 = r1"]);
}

#[test]
fn a_due_amount_is_what_is_asked_for() {
    let due = owed("r1", "88").with_due_amount(103_700);
    let story = Story::of(vec![paid(103_700, 14)], vec![due]);
    assert_eq!(story.matches(), ["interest_added: b1 = r1"]);
    assert_eq!(story.only_match().balance.interest, 3_700);
}

#[test]
fn a_little_less_is_a_deduction_and_much_less_a_part() {
    let kind = |amount| {
        let story = Story::of(vec![paid(amount, 14)], vec![owed("r1", "88")]);
        (story.only_match().kind, story.only_match().balance.residual)
    };
    assert_eq!(kind(97_000), (MatchKind::ShortPayment, 3_000));
    assert_eq!(kind(94_000), (MatchKind::PartialPayment, 6_000));
}

#[test]
fn interest_without_a_reference_needs_the_same_tax_id() {
    let due = || invoice("r1", 100_000, 10, "Gráfica Tupã ME").with_tax_id("11.222.333/0001-81");
    let other = || invoice("r2", 40_000, 10, "Gráfica Tupã ME").with_tax_id("11.222.333/0001-81");
    let payment = || bank("b1", 102_333, 20, "BOLETO LIQUIDADO");
    let known = Story::of(
        vec![payment().with_tax_id("11222333000181")],
        vec![due(), other()],
    );
    assert_eq!(known.matches(), ["interest_added: b1 = r1"]);
    let unknown = Story::of(vec![payment()], vec![due(), other()]);
    assert!(unknown.matches().is_empty() && unknown.reviews().is_empty());
}

#[test]
fn a_remittance_pays_what_it_names() {
    let payment = bank("b1", 130_010, 14, "TED").with_remittance(["r1", "NF 0777"]);
    let story = Story::of(
        vec![payment],
        vec![
            invoice("r1", 100_000, 10, "Gráfica Tupã ME"),
            numbered(invoice("r2", 30_010, 10, "Gráfica Tupã ME"), "777"),
            invoice("r3", 130_010, 14, "Gráfica Tupã ME"),
        ],
    );
    assert_eq!(story.matches(), ["batch: b1 = r2+r1"]);
    assert_eq!(story.only_match().rule, "remittance");
}

#[test]
fn a_credit_memo_is_taken_off() {
    let payment = bank("b1", 85_000, 14, "TED").with_remittance(["r1", "c7"]);
    let story = Story::of(
        vec![payment],
        vec![
            invoice("r1", 100_000, 10, "Gráfica Tupã ME"),
            invoice("c7", -15_000, 12, "Gráfica Tupã ME"),
        ],
    );
    assert_eq!(story.matches(), ["credit_memo_applied: b1 = r1+c7"]);
    assert_eq!(applied(&story), [("r1", 100_000), ("c7", -15_000)]);
}

fn applied(story: &Story) -> Vec<(&str, i64)> {
    let applied = story.only_match().applied(&story.right);
    applied
        .into_iter()
        .map(|(r, amount)| (story.right.id(r), amount))
        .collect()
}

#[test]
fn what_is_applied_follows_the_payers_word_or_the_oldest_debt() {
    let ledger = || {
        vec![
            invoice("r1", 100_000, 10, "Gráfica Tupã ME"),
            invoice("r2", 50_000, 12, "Gráfica Tupã ME"),
        ]
    };
    let payment = || bank("b1", 110_000, 14, "TED");
    let silent = Story::of(vec![payment().with_remittance(["r2", "r1"])], ledger());
    assert_eq!(silent.matches(), ["partial_payment: b1 = r1+r2"]);
    assert_eq!(applied(&silent), [("r1", 100_000), ("r2", 10_000)]);
    let told = payment()
        .with_remitted("r1", 60_000)
        .with_remitted("r2", 50_000);
    let told = Story::of(vec![told], ledger());
    assert_eq!(applied(&told), [("r1", 60_000), ("r2", 50_000)]);
    assert_eq!(told.only_match().balance.residual, 40_000);
}

#[test]
fn one_discount_among_several_invoices() {
    let story = Story::of(
        vec![bank("b1", 148_000, 9, "TED").with_remittance(["r1", "r2"])],
        vec![
            invoice("r1", 100_000, 10, "Gráfica Tupã ME").with_discount(april(9), 2_000),
            invoice("r2", 50_000, 12, "Gráfica Tupã ME").with_discount(april(9), 1_000),
        ],
    );
    assert_eq!(story.matches(), ["discount_taken: b1 = r1+r2"]);
    assert_eq!(story.only_match().balance.discount, 2_000);
}

#[test]
fn a_remittance_that_names_what_is_not_there_is_for_a_person() {
    let payment = bank("b1", 130_000, 14, "TED").with_remittance(["r1", "r2", "lost"]);
    let story = Story::of(
        vec![payment],
        vec![
            invoice("r1", 100_000, 10, "Gráfica Tupã ME"),
            invoice("r2", 50_000, 10, "Gráfica Tupã ME"),
        ],
    );
    assert!(story.matches().is_empty(), "{:?}", story.matches());
    assert_eq!(story.reviews(), ["partial_payment: b1 = r2+r1"]);
}

#[test]
fn a_mistyped_number_is_known_by_what_it_leaves() {
    let payment = || bank("b1", 150_000, 14, "TED").with_remittance(["r1", "NF 9999"]);
    let second = |id: &str| invoice(id, 50_000, 10, "Gráfica Tupã ME");
    let first = || invoice("r1", 100_000, 10, "Gráfica Tupã ME");
    let story = Story::of(vec![payment()], vec![first(), second("r2")]);
    assert_eq!(story.matches(), ["batch: b1 = r2+r1"]);
    // Two that it could be: nothing is guessed.
    let story = Story::of(vec![payment()], vec![first(), second("r2"), second("r3")]);
    assert!(story.matches().is_empty(), "{:?}", story.matches());
}

#[test]
fn somebody_else_pays() {
    let e2e = "E18236120202604121800s1B2c3D4e5F";
    let payment = Entry::new("b1", 15_000, april(12))
        .with_name("Rui Peixoto")
        .with_tax_id("52998224725")
        .with_reference(ReferenceKind::EndToEndId, e2e);
    let story = Story::of(
        vec![payment],
        vec![
            invoice("r1", 15_000, 10, "Ana Lima")
                .with_tax_id("11144477735")
                .with_reference(ReferenceKind::EndToEndId, e2e),
            invoice("r2", 900, 10, "Bar do Porto"),
        ],
    );
    let mut all = story.matches();
    all.extend(story.reviews());
    assert_eq!(all, ["cross_reference: b1 = r1"]);
}

#[test]
fn an_entry_of_an_earlier_period() {
    let plan = Plan::brazilian_bank().with_period_start(april(1));
    let march = Date::from_calendar_date(2026, Month::March, 27).unwrap();
    let due = numbered(
        Entry::new("r1", 15_000, march).with_name("Ana Lima"),
        "INV-7001",
    );
    let story = Story::with(
        &plan,
        vec![numbered(bank("b1", 15_000, 2, "PIX ANA LIMA"), "INV-7001")],
        vec![due],
    );
    assert_eq!(story.matches(), ["prior_period: b1 = r1"]);
}

#[test]
fn several_payments_for_several_invoices() {
    let payer = "Distribuidora Horizonte Ltda";
    let story = Story::of(
        vec![
            bank("b1", 73_140, 14, "PIX DISTRIBUIDORA HORIZONTE"),
            bank("b2", 26_861, 15, "PIX DISTRIBUIDORA HORIZONTE"),
        ],
        vec![
            invoice("r1", 51_723, 13, payer),
            invoice("r2", 48_278, 13, payer),
            invoice("r3", 99_400, 13, payer),
            invoice("r4", 41_521, 13, "Papelaria Jatobá"),
        ],
    );
    let mut all = story.matches();
    all.extend(story.reviews());
    assert_eq!(all, ["many_to_many: b1+b2 = r2+r1"]);
}

#[test]
fn texts_say_what_kind_of_return_it_is() {
    let pair = |first: (i64, &str), second: &str| {
        let story = Story::of(
            vec![
                bank("b1", first.0, 14, first.1),
                bank("b2", -first.0, 16, second),
            ],
            vec![invoice("r1", 9_900, 14, "Ana Reis")],
        );
        story.matches()
    };
    let shop = "PIX OFICINA PLANALTO";
    assert_eq!(
        pair((25_000, shop), "REEMBOLSO OFICINA PLANALTO"),
        ["refund: b1+b2 = "]
    );
    assert_eq!(
        pair((25_000, shop), "CONTESTACAO OFICINA PLANALTO"),
        ["chargeback: b1+b2 = "]
    );
    assert_eq!(
        pair((80_000, "DEP CHEQUE 000123"), "CHEQUE DEVOLVIDO 000123"),
        ["returned_item: b1+b2 = "]
    );
    assert_eq!(
        pair((-25_000, shop), "ESTORNO PIX OFICINA PLANALTO"),
        ["reversal: b1+b2 = "]
    );
}

#[test]
fn a_cheque_cancelled_and_written_again() {
    let cheque = |id: &str, amount, day, text: &str| bank(id, amount, day, text);
    let story = Story::of(
        vec![bank("b1", -50_000, 9, "CHEQUE 0102 OFICINA PLANALTO")],
        vec![
            cheque("r1", -50_000, 3, "OFICINA PLANALTO CHEQUE 0101"),
            cheque("r2", 50_000, 6, "CANCELAMENTO OFICINA PLANALTO CHEQUE 0101"),
            cheque("r3", -50_000, 7, "OFICINA PLANALTO CHEQUE 0102"),
        ],
    );
    assert_eq!(
        story.matches(),
        ["one_to_one: b1 = r3", "voided_and_reissued:  = r1+r2"]
    );
}

#[test]
fn a_booking_and_its_correction() {
    let story = Story::of(
        vec![bank("b1", 100, 10, "RENDIMENTO")],
        vec![
            invoice("r1", 7_500, 10, "Papelaria Jatobá"),
            invoice("r2", -7_500, 11, "Papelaria Jatobá"),
        ],
    );
    assert_eq!(story.matches(), ["self_correcting:  = r1+r2"]);
}

#[test]
fn a_transfer_between_own_accounts() {
    let leg = |id: &str, amount, account: &str| {
        bank(id, amount, 10, "TRANSF MESMA TITULARIDADE").with_tag(Tag::Account, account)
    };
    let story = Story::of(
        vec![
            leg("b1", -500_000, "conta 1"),
            leg("b2", 500_000, "conta 2"),
        ],
        vec![invoice("r1", 9_900, 14, "Ana Reis")],
    );
    assert_eq!(story.matches(), ["own_transfer: b1+b2 = "]);
    // Within one account the same two lines are no transfer.
    let one_account = Story::of(
        vec![
            leg("b1", -500_000, "conta 1"),
            bank("b2", 500_000, 10, "TED ANA REIS").with_tag(Tag::Account, "conta 1"),
        ],
        vec![invoice("r1", 9_900, 14, "Ana Reis")],
    );
    assert!(one_account.matches().is_empty());
}

#[test]
fn an_entry_booked_twice_stays_open_as_a_duplicate() {
    let twice = |id: &str| numbered(invoice(id, 15_000, 10, "Ana Lima"), "INV-7001");
    let story = Story::of(
        vec![numbered(bank("b1", 15_000, 11, "PIX ANA LIMA"), "INV-7001")],
        vec![twice("r1"), twice("r2")],
    );
    assert_eq!(story.matches(), ["one_to_one: b1 = r1"]);
    let first = story.right.find("r1").unwrap();
    assert_eq!(
        story.outcome.open_right[0].reason,
        OpenReason::LooksLikeDuplicate { of: first }
    );
}
