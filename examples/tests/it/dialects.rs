//! Statement files in the dialects of Brazilian banks, each against a small ledger.

use std::path::Path;

use crate::run::{Desk, Run};

/// Reconciles `BANK.EXT` with `BANK_ledger.csv`, and with `BANK_fees.csv` where there is one.
fn reconcile(file: &str) -> Run {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let (bank, _) = file.split_once('.').unwrap();
    let fees = fixtures.join(format!("{bank}_fees.csv"));
    let fees = fees.to_str().unwrap();
    let with_fees = if Path::new(fees).exists() {
        vec!["--fees", fees]
    } else {
        Vec::new()
    };
    let ledger = fixtures.join(format!("{bank}_ledger.csv"));
    Desk::new().reconcile_files(&fixtures.join(file), &ledger, &with_fees)
}

#[test]
fn banco_do_brasil() {
    let run = reconcile("banco_do_brasil.ofx");
    assert_eq!(
        run.pairs(),
        [
            "202604061125040 CR-101 one_to_one",
            "20260407141890 CP-201 one_to_one",
            "202604081066000 CR-102 batch",
            "202604081066000 CR-103 batch",
            "202604131031275 CR-104 one_to_one",
        ]
    );
    assert_eq!(
        run.open_bank(),
        ["20260410144990 -49.90 looks_like_fee \
             Tarifa Pacote de Serviços Cobrança referente 10/04/2026"]
    );
    assert_eq!(
        run.open_ledger(),
        ["CR-105 95.00 no_candidate Escola Raio de Sol"]
    );
}

#[test]
fn itau_repeats_a_fitid() {
    let run = reconcile("itau.ofx");
    assert_eq!(
        run.pairs(),
        [
            "20260402001 R1 one_to_one",
            "20260406001#2 S2 net_of_fee",
            "20260406001 S1 net_of_fee",
            "20260415001 P1 one_to_one",
        ]
    );
    assert_eq!(
        run.open_bank(),
        ["20260409001 -39.00 looks_like_fee TAR PACOTE ITAU"]
    );
    let problems = run.rows("problems.csv");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0]["field"], "FITID");
    assert_eq!(problems[0]["effect"], "note");
    assert_eq!(run.summary()["amounts"]["matched"], "983.85");
}

#[test]
fn bradesco_leaves_fitids_blank() {
    let run = reconcile("bradesco.ofx");
    assert_eq!(
        run.pairs(),
        [
            "bradesco.ofx:43 B-2 one_to_one",
            "N10022:14/04/26:2310,0:0771001: Liquidacao cobranca B-1 one_to_one",
            "bradesco.ofx:51 B-3 partial_payment",
        ]
    );
    assert_eq!(
        run.open_bank(),
        ["bradesco.ofx:59 77.10 no_candidate DEP DINHEIRO AGENCIA"]
    );
}

#[test]
fn caixa_on_one_line_with_a_returned_pix() {
    let run = reconcile("caixa.ofx");
    assert_eq!(run.pairs(), ["310045 F-1 one_to_one"]);
    let internal = run.rows("internal.csv");
    let internal: Vec<_> = internal
        .iter()
        .map(|row| ["side", "id", "other_id", "kind"].map(|c| row[c].as_str()))
        .collect();
    assert_eq!(internal, [["bank", "310044", "310047", "reversal"]]);
    assert_eq!(
        run.open_bank(),
        ["310046 88.00 no_candidate DEPÓSITO LOTÉRICO"]
    );
    assert_eq!(
        run.open_ledger(),
        ["F-2 1400.00 no_candidate Academia Corpo São"]
    );
}

#[test]
fn nubank_with_a_pix_sent_twice() {
    let run = reconcile("nubank.ofx");
    let id = |n: u8| format!("6610a1f0-11d2-4b7e-9d3a-3c0f5e2d7a0{n}");
    assert_eq!(
        run.pairs(),
        [(1, 1), (2, 2), (4, 3)].map(|(bank, ledger)| format!("{} {ledger} one_to_one", id(bank)))
    );
    let open = &run.rows("open_bank.csv")[0];
    assert_eq!(open["bank_id"], id(3));
    assert_eq!(open["reason"], "looks_like_duplicate");
    assert_eq!(open["related_bank_id"], id(2));
}

#[test]
fn inter_in_xml() {
    let run = reconcile("inter.ofx");
    assert_eq!(
        run.pairs(),
        ["202604080771 T1 one_to_one", "202604220773 T2 one_to_one"]
    );
    assert_eq!(
        run.open_bank(),
        ["202604090772 -310.45 no_candidate Pagamento efetuado: \"Cartão BANCO EXEMPLO\""]
    );
}

#[test]
fn santander_as_a_spreadsheet_exports_it() {
    let run = reconcile("santander.csv");
    assert_eq!(
        run.pairs(),
        [
            "santander.csv:5 S-1 one_to_one",
            "santander.csv:6 S-2 one_to_one"
        ]
    );
    assert_eq!(
        run.open_bank(),
        ["santander.csv:7 -12.00 looks_like_fee TARIFA AVULSA"]
    );
    let lost = &run.rows("problems.csv")[0];
    let told = ["file", "line", "field", "effect"].map(|column| lost[column].as_str());
    assert_eq!(told, ["santander.csv", "8", "Data", "line_lost"]);
    assert_eq!(run.summary()["lines_lost"], 1);
}
