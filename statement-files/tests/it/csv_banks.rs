//! CSV as eight Brazilian banks export it, and the notations in between.

use statement_files::{AccountKind, BalanceKind, Encoding, LineKind, ReadError, Statement, csv};
use time::macros::{date, offset, time};

use crate::{fixture, only_statement, shown, told};

fn read(text: &str) -> Statement {
    let mut statements = csv::read(text.as_bytes()).unwrap();
    assert_eq!(statements.len(), 1);
    statements.remove(0)
}

#[test]
fn bradesco_continues_texts_on_the_next_row() {
    let statement = only_statement("csv/bradesco.csv");
    assert_eq!(statement.encoding, Encoding::Windows1252);
    assert_eq!(statement.account.branch.as_deref(), Some("1234"));
    assert_eq!(statement.account.number.as_deref(), Some("56789-0"));
    assert_eq!(statement.currency.as_deref(), Some("BRL"));
    assert_eq!(statement.period.start, Some(date!(2026 - 04 - 01)));
    assert_eq!(statement.period.end, Some(date!(2026 - 04 - 30)));
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-01 250.00 TRANSFERENCIA PIX REM: JOSÉ AGUIAR LIMA 01/04",
            "2026-04-02 -45.00 CARTAO VISA ELECTRON PADARIA DO LARGO",
            "2026-04-02 -12.80 TARIFA BANCARIA", // a debit written without minus
            "2026-04-03 1203.37 PIX QR CODE",
        ]
    );
    assert_eq!(
        statement.lines[0].balance_after.unwrap().to_string(),
        "1734.56"
    );
    let opening = statement.balance(BalanceKind::Opening).unwrap();
    assert_eq!(opening.amount.to_string(), "1484.56");
    assert_eq!(
        told(&statement.problems),
        [
            "9 Data Note: the row is not a statement line",
            "10 Data Note: the row is not a statement line",
            "13 Data Note: the row is not a statement line",
        ],
        "the total, the title of the second part, the remark"
    );
}

#[test]
fn banco_do_brasil_in_both_layouts() {
    let old = only_statement("csv/banco_do_brasil.csv");
    assert_eq!(
        shown(&old.lines),
        [
            "2026-04-01 250.00 Pix - Recebido",
            "2026-04-02 -1320.15 Pagamento de Boleto",
            "2026-04-03 -45.00 Tarifa, \"Pacote\" de Serviços",
        ]
    );
    assert_eq!(
        old.balance(BalanceKind::Opening)
            .unwrap()
            .amount
            .to_string(),
        "1000.00"
    );
    let closing = old.balance(BalanceKind::Closing).unwrap();
    assert_eq!(closing.amount.to_string(), "-115.15", "S A L D O");
    assert_eq!(closing.date, Some(date!(2026 - 04 - 30)));

    let new = only_statement("csv/banco_do_brasil_novo.csv");
    assert_eq!(
        shown(&new.lines),
        [
            "2026-04-01 250.00 Pix - Recebido 01/04 10:02 CLARICE NUNES",
            "2026-04-02 -1320.15 Pagamento de Boleto MOINHO SAO BENTO", // Saída
        ]
    );
    assert_eq!(new.lines[1].check_number.as_deref(), Some("40201"));
    assert_eq!(
        new.balance(BalanceKind::Closing).unwrap().date,
        None,
        "00/00/0000"
    );
    assert!(old.problems.is_empty() && new.problems.is_empty());
}

#[test]
fn itau_has_no_header() {
    let statement = only_statement("csv/itau.txt");
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-01 250.00 PIX TRANSF  CLARICE01/04",
            "2026-04-02 -1320.15 INT TED 123",
            "2026-04-03 -45.00 TAR PACOTE",
        ]
    );
}

#[test]
fn nubank_account_and_card() {
    let account = only_statement("csv/nubank.csv");
    assert_eq!(
        shown(&account.lines),
        [
            "2026-04-01 250.00 Transferência recebida pelo Pix - CLARICE NUNES",
            "2026-04-02 -45.00 Compra no débito - Padaria, Largo",
        ]
    );
    assert_eq!(
        account.lines[0].id.as_deref(),
        Some("661959c3-0f0a-4a7e-8d0a-0f2b8d1c1a11")
    );
    let card = only_statement("csv/nubank_cartao.csv");
    assert_eq!(card.account.kind, Some(AccountKind::CreditCard));
    assert_eq!(
        card.lines[0].amount.to_string(),
        "59.90",
        "as written, and noted"
    );
    assert_eq!(
        told(&card.problems),
        ["2 amount Note: this card layout writes purchases as positive numbers"]
    );
}

#[test]
fn inter_starts_with_a_preamble() {
    let statement = only_statement("csv/inter.csv");
    assert_eq!(statement.encoding, Encoding::Utf8);
    assert_eq!(statement.account.number.as_deref(), Some("123456789"));
    assert_eq!(statement.period.end, Some(date!(2026 - 04 - 30)));
    assert_eq!(
        statement
            .balance(BalanceKind::Ledger)
            .unwrap()
            .amount
            .to_string(),
        "1439.56"
    );
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-30 -45.00 Pix enviado OTAVIO BRANDAO",
            "2026-04-29 1484.56 Pix recebido CLARICE NUNES",
        ]
    );
    assert_eq!(statement.lines[0].position.line, 7);
}

#[test]
fn caixa_names_the_account_in_every_row() {
    let statements = statement_files::read(&fixture("csv/caixa.csv")).unwrap();
    let [first, second] = &statements[..] else {
        panic!("{}", statements.len())
    };
    assert_eq!(first.account.number.as_deref(), Some("000123456"));
    assert_eq!(
        shown(&first.lines),
        [
            "2026-04-01 250.00 CRED PIX",
            "2026-04-02 -1320.15 PAG BOLETO"
        ]
    );
    assert_eq!(first.lines[1].kind, LineKind::Debit);
    assert_eq!(second.account.number.as_deref(), Some("000123457"));
    assert_eq!(shown(&second.lines), ["2026-04-03 -45.00 DEB.AUTOR."]);
}

#[test]
fn santander_with_all_that_can_go_wrong() {
    let statement = only_statement("csv/santander.csv");
    assert_eq!(statement.account.branch.as_deref(), Some("0022"));
    assert_eq!(statement.account.number.as_deref(), Some("01013001234-5"));
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-11 250.00 PIX RECEBIDO JOSÉ",
            "2026-04-13 -45.00 TARIFA BANCÁRIA",
            "2026-04-13 1203.37 CIELO VENDAS; CRÉDITO",
            "2026-04-14 1000 APLICACAO", // `R$ 1.000`, in a file of decimal commas
        ]
    );
    let documents: Vec<_> = statement
        .lines
        .iter()
        .map(|l| l.check_number.as_deref())
        .collect();
    assert_eq!(documents, [Some("000042"), None, Some("998877"), None]);
    assert_eq!(
        told(&statement.problems),
        [
            "7 Docto FieldLost: `9,99999A+99` is scientific notation: digits were lost",
            "8 Data LineLost: `99/99/9999` is not a date",
            "9 column 6 LineLost: the row has 6 cells, the header 5 columns",
            "10 Data Note: the row is not a statement line",
        ]
    );
}

#[test]
fn every_delimiter_and_encoding() {
    for delimiter in [';', ',', '\t', '|'] {
        let text = "Data;Histórico;Valor\n01/04/2026;São João;\"1.250,00\"\n";
        let text = text.replace(';', &delimiter.to_string());
        let utf16: Vec<u8> = std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let latin: Vec<u8> = text
            .chars()
            .map(|c| u8::try_from(u32::from(c)).unwrap())
            .collect();
        for bytes in [
            text.clone().into_bytes(),
            utf16,
            latin,
            format!("\u{feff}{text}").into(),
        ] {
            let statement = &csv::read(&bytes).unwrap()[0];
            assert_eq!(
                shown(&statement.lines),
                ["2026-04-01 1250.00 São João"],
                "{delimiter:?}"
            );
        }
    }
}

#[test]
fn english_names_cents_and_instants() {
    let statement = read(
        "bank_id,date,amount_cents,memo,ref\n\
         b1,2026-04-01T10:00:05-03:00,-123456,Rent,NF 12\n\
         b2,2026-04-02,7,,\n\
         b3,2026-04-03,7.00,,\n",
    );
    assert_eq!(
        shown(&statement.lines),
        ["2026-04-01 -1234.56 Rent", "2026-04-02 0.07 "]
    );
    let rent = &statement.lines[0];
    assert_eq!(
        (rent.time, rent.utc_offset),
        (Some(time!(10:00:05)), Some(offset!(-3)))
    );
    assert_eq!(rent.id.as_deref(), Some("b1"));
    assert_eq!(rent.reference.as_deref(), Some("NF 12"));
    assert_eq!(
        told(&statement.problems),
        ["4 amount_cents LineLost: `9.99` is not an amount"]
    );
}

#[test]
fn an_unquoted_decimal_comma_is_not_cut_off() {
    let statement = read("Data,Historico,Valor\n01/04/2026,PIX,1250,00\n02/04/2026,PIX,7.50\n");
    assert_eq!(shown(&statement.lines), ["2026-04-02 7.50 PIX"]);
    assert_eq!(
        told(&statement.problems),
        ["2 column 4 LineLost: the row has 4 cells, the header 3 columns"]
    );
}

#[test]
fn debit_and_credit_columns() {
    let statement = read(
        "Data;Memo;Débito;Crédito\n\
         01/04/2026;a;10,00;0,00\n\
         01/04/2026;b;0,00;11,00\n\
         01/04/2026;c;0,00;0,00\n\
         01/04/2026;d;;\n\
         01/04/2026;e;1,00;1,00\n",
    );
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-01 -10.00 a",
            "2026-04-01 11.00 b",
            "2026-04-01 0.00 c"
        ]
    );
    assert_eq!(
        told(&statement.problems),
        [
            "5 Débito LineLost: there is no value",
            "6 Crédito LineLost: both the debit and the credit column are filled",
        ]
    );
}

#[test]
fn a_sign_column_must_be_clear() {
    let statement = read(
        "Data;Memo;Valor;D/C\n\
         01/04/2026;a;10,00;D\n\
         01/04/2026;b;10,00;Crédito\n\
         01/04/2026;c;-10,00;C\n\
         01/04/2026;d;10,00;X\n\
         01/04/2026;e;10,00;\n\
         01/04/2026;f;-10,00;\n",
    );
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-01 -10.00 a",
            "2026-04-01 10.00 b",
            "2026-04-01 -10.00 f"
        ]
    );
    assert_eq!(
        told(&statement.problems),
        [
            "4 Valor LineLost: a negative number is marked as a credit",
            "5 D/C LineLost: `A` says neither debit nor credit",
            "6 D/C LineLost: there is no value",
        ]
    );
}

#[test]
fn one_ambiguous_amount_is_a_problem_and_not_a_guess() {
    let statement = read("Data;Memo;Valor\n01/04/2026;a;1.234\n02/04/2026;b;10\n");
    assert_eq!(shown(&statement.lines), ["2026-04-02 10 b"]);
    assert_eq!(
        told(&statement.problems),
        ["2 Valor LineLost: `9.999` can be read with or without decimals"]
    );
    let statement = read("Data;Memo;Valor\n01/04/2026;a;1.234\n02/04/2026;b;10,50\n");
    assert_eq!(
        shown(&statement.lines),
        ["2026-04-01 1234 a", "2026-04-02 10.50 b"]
    );
    let statement = read("Data;Memo;Valor\n01/04/2026;b;10,50\n02/04/2026;a;1.234\n");
    assert_eq!(
        shown(&statement.lines),
        ["2026-04-01 10.50 b", "2026-04-02 1234 a"]
    );
    let statement = read("Data;Memo;Valor\n01/04/2026;a;1,234\n02/04/2026;b;10.50\n");
    assert_eq!(
        shown(&statement.lines),
        ["2026-04-01 1234 a", "2026-04-02 10.50 b"]
    );
}

#[test]
fn an_unclosed_quote_costs_no_line() {
    let statement =
        read("Data;Memo;Valor\n01/04/2026;\"PIX;1,00\n02/04/2026;b;2,00\n03/04/2026;\"c\";3,00\n");
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-01 1.00 \"PIX",
            "2026-04-02 2.00 b",
            "2026-04-03 3.00 c"
        ]
    );
}

#[test]
fn files_that_are_no_statement_say_what_is_missing() {
    let error = csv::read(b"id;valor\n1;2,00\n").unwrap_err();
    assert_eq!(
        error,
        ReadError::NoHeader {
            missing: "date".into()
        }
    );
    assert_eq!(
        error.to_string(),
        "no header row was found; missing: date; name the columns in the first row"
    );
    let error = csv::read(b"hello\nworld\n").unwrap_err();
    assert_eq!(
        error,
        ReadError::NoHeader {
            missing: "date, amount".into()
        }
    );
    assert_eq!(statement_files::read(b"").unwrap_err(), ReadError::Empty);
    assert!(matches!(
        statement_files::read(b"%PDF-1.7"),
        Err(ReadError::NotText { .. })
    ));
}

#[test]
fn two_amounts_without_a_header_are_refused() {
    let error = csv::read(b"01/04/2026;PIX;10,00;110,00\n").unwrap_err();
    assert!(matches!(error, ReadError::NoHeader { .. }));
}
