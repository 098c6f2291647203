//! OFX in the dialects of eight Brazilian banks.

use rust_decimal::Decimal;
use statement_files::{
    AccountKind, BalanceKind, Encoding, Format, LineKind, ProblemKind, Statement, ofx,
};
use time::macros::{date, offset, time};

use crate::{fixture, only_statement, shown, told};

fn ledger_balance(statement: &Statement) -> Decimal {
    statement.balance(BalanceKind::Ledger).unwrap().amount
}

#[test]
fn itau_closes_no_leaf_and_repeats_a_fitid() {
    let statement = only_statement("ofx/itau.ofx");
    assert_eq!(statement.format, Format::OfxSgml);
    assert_eq!(statement.encoding, Encoding::Windows1252);
    assert_eq!(statement.account.bank_id.as_deref(), Some("0341"));
    assert_eq!(statement.account.compe().as_deref(), Some("341"));
    assert_eq!(statement.account.number.as_deref(), Some("1234567890"));
    assert_eq!(statement.currency.as_deref(), Some("BRL"));
    assert_eq!(statement.period.start, Some(date!(2026 - 04 - 01)));
    assert_eq!(statement.period.end, Some(date!(2026 - 04 - 15)));
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-13 250.00 PIX RECEBIDO JOSÉ & CIA",
            "2026-04-13 -45.00 TARIFA PACOTE SERVIÇOS",
            "2026-04-13 -45.00 TARIFA PACOTE SERVIÇOS",
            "2026-04-14 -0.60 IOF",
        ]
    );
    let repeated: Vec<_> = statement
        .lines
        .iter()
        .map(|line| line.id_is_repeated)
        .collect();
    assert_eq!(repeated, [false, false, true, false]);
    let occurrences: Vec<_> = statement
        .lines
        .iter()
        .map(|l| l.identity.occurrence())
        .collect();
    assert_eq!(occurrences, [1, 1, 2, 1]);
    assert_eq!(statement.lines[1].id.as_deref(), Some("20260413002"));
    assert_eq!(statement.lines[2].id, statement.lines[1].id);
    assert_eq!(
        told(&statement.problems),
        [
            "55 FITID Note: the identifier was used before in this file",
            "72 BALAMT Note: the balance has no decimal mark",
        ]
    );
    assert_eq!(
        ledger_balance(&statement),
        Decimal::from(123_456),
        "as written, and doubted"
    );
}

#[test]
fn bradesco_writes_commas_zero_dates_and_no_fitid() {
    let statement = only_statement("ofx/bradesco.ofx");
    assert_eq!(statement.account.number.as_deref(), Some("1234/56789"));
    assert_eq!(statement.currency.as_deref(), Some("BRL"), "BRC");
    assert_eq!((statement.period.start, statement.period.end), (None, None));
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-14 1842.50 LIQUIDACAO DE COBRANCA",
            "2026-04-14 -12.80 DEBITO VISA ELECTRON BRASIL   13/04 PADARIA",
            "2026-04-15 1234 DEP DINHEIRO", // `1.234`, in a file of decimal commas
        ]
    );
    let ids: Vec<_> = statement
        .lines
        .iter()
        .map(|line| line.id.as_deref())
        .collect();
    assert_eq!(
        ids,
        [
            Some("N10015:14/04/26:1842.5:0506896: Liquidacao cobranca"),
            None,
            None
        ]
    );
    assert_eq!(statement.lines[0].check_number.as_deref(), Some("0506896"));
    assert_eq!(statement.lines[1].check_number, None, "zero is no number");
    let balance = statement.balance(BalanceKind::Ledger).unwrap();
    assert_eq!((balance.amount, balance.date), (Decimal::ZERO, None));
    assert!(statement.problems.is_empty(), "{:?}", statement.problems);
}

#[test]
fn banco_do_brasil_mixes_closed_and_open_leaves() {
    let statement = only_statement("ofx/banco_do_brasil.ofx");
    let account = &statement.account;
    assert_eq!(account.compe().as_deref(), Some("001"));
    assert_eq!(account.institution.as_deref(), Some("Banco do Brasil"));
    assert_eq!(account.branch.as_deref(), Some("3456-7"));
    assert_eq!(account.kind, Some(AccountKind::Checking));
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-02 -320.15 MOINHO S\u{fffd}O BENTO LTDA",
            "2026-04-03 1500.00 03/04 09:41 EMPORIO DAS FLORES",
        ]
    );
    let [boleto, pix] = &statement.lines[..] else {
        panic!()
    };
    assert_eq!(boleto.name.as_deref(), Some("Pagamento de Boleto"));
    assert_eq!(boleto.reference.as_deref(), Some("40.201"));
    assert_eq!(boleto.check_number.as_deref(), Some("040201"));
    assert_eq!(
        (boleto.kind, pix.kind),
        (LineKind::Other, LineKind::Transfer)
    );
    assert_eq!(pix.check_number, None);
    assert_eq!(ledger_balance(&statement).to_string(), "8765.43");
    let available = statement.balance(BalanceKind::Available).unwrap();
    assert_eq!(available.amount.to_string(), "9765.43");
    assert_eq!(available.date, Some(date!(2026 - 04 - 16)));
    assert!(statement.problems.is_empty(), "{:?}", statement.problems);
}

#[test]
fn nubank_declares_1252_writes_utf8_and_adds_a_card() {
    let statements = statement_files::read(&fixture("ofx/nubank.ofx")).unwrap();
    let [account, card] = &statements[..] else {
        panic!("{}", statements.len())
    };
    assert_eq!(account.encoding, Encoding::Utf8);
    assert_eq!(account.account.compe().as_deref(), Some("260"));
    assert_eq!(
        shown(&account.lines),
        [
            "2026-04-12 337.00 Transferência recebida pelo Pix - CONCEIÇÃO ARAÚJO \
             - •••.456.789-•• - NU PAGAMENTOS",
            "2026-04-13 -89.90 Pagamento de boleto efetuado - ÁGUA & LUZ",
        ]
    );
    assert_eq!(card.account.kind, Some(AccountKind::CreditCard));
    assert_eq!(
        card.account.bank_id, None,
        "the first statement's code must not stick"
    );
    assert_eq!(
        card.account.institution.as_deref(),
        Some("NU PAGAMENTOS S.A.")
    );
    assert_eq!(card.lines[0].user_date, Some(date!(2026 - 04 - 03)));
    let currencies: Vec<_> = card
        .lines
        .iter()
        .map(|line| line.currency.as_deref())
        .collect();
    assert_eq!(currencies, [None, Some("USD")]);
    assert_eq!(ledger_balance(card).to_string(), "-71.90");
    assert!(
        statements
            .iter()
            .all(|statement| statement.problems.is_empty())
    );
}

#[test]
fn santander_pads_amounts_and_mixes_decimal_marks() {
    let statement = only_statement("ofx/santander.ofx");
    assert_eq!(statement.account.compe().as_deref(), Some("033"));
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-07 -200.00 PIX ENVIADO              Otavio Brandao",
            "2026-04-08 75.30 RENDIMENTO <CDB> 100% < CDI",
        ]
    );
    assert_eq!(
        statement.lines[0].utc_offset,
        Some(offset!(-3)),
        "the name GMT is noise"
    );
    assert_eq!(ledger_balance(&statement).to_string(), "-124.70");
    assert_eq!(
        told(&statement.problems),
        [
            "35 FITID Note: the identifier was used before in this file",
            "44 TRNAMT LineLost: `-9.999` can be read with or without decimals",
        ]
    );
}

#[test]
fn caixa_ends_lines_with_carriage_returns_and_forgets_end_tags() {
    let statement = only_statement("ofx/caixa.ofx");
    assert_eq!(statement.encoding, Encoding::Utf8);
    assert_eq!(statement.account.compe().as_deref(), Some("104"));
    assert_eq!(statement.account.number.as_deref(), Some("000123456"));
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-13 337.00 DEPÓSITO ELETRÔNICO",
            "2026-04-14 100.00 SAQUE LOTÉRICA"
        ]
    );
    assert_eq!(statement.lines[1].position.line, 28);
    assert_eq!(ledger_balance(&statement).to_string(), "500.27");
    assert_eq!(
        told(&statement.problems),
        ["28 TRNTYPE Note: debit or credit disagrees with the sign of the amount"]
    );
}

#[test]
fn sicredi_puts_everything_on_one_line() {
    let statement = only_statement("ofx/sicredi.ofx");
    assert_eq!(
        shown(&statement.lines),
        [
            "2026-04-10 -1234567.89 FOLHA <ABRIL> S&B & FILHOS",
            "2026-04-13 10.00 SICREDI CREDITO",
        ]
    );
    assert_eq!(statement.lines[0].reference.as_deref(), Some("COB000001"));
    assert_eq!(
        told(&statement.problems),
        [
            "1 DTPOSTED LineLost: `99999999` is not a date",
            "1 TRNAMT LineLost: `A$ 99,99` is not an amount",
            "1 TRNAMT LineLost: there is no value",
        ]
    );
    assert_eq!(statement.lost_lines().count(), 3);
}

#[test]
fn inter_sends_xml_with_two_accounts() {
    let statements = statement_files::read(&fixture("ofx/inter.ofx")).unwrap();
    let [checking, savings] = &statements[..] else {
        panic!("{}", statements.len())
    };
    assert_eq!(checking.format, Format::OfxXml);
    assert_eq!(checking.account.compe().as_deref(), Some("077"));
    assert_eq!(
        checking.account.number.as_deref(),
        Some("123456789"),
        "not the counterparty's account inside a transaction"
    );
    let [pix, bill] = &checking.lines[..] else {
        panic!()
    };
    assert_eq!(pix.name.as_deref(), Some("JOSÉ & CIA"));
    assert_eq!(pix.memo, "Transferência recebida pelo Pix");
    assert_eq!(
        (pix.time, pix.utc_offset),
        (Some(time!(15:00:11)), Some(offset!(-3)))
    );
    assert_eq!(bill.memo, "CONTA <ENERGIA> & CO");
    assert_eq!(savings.account.kind, Some(AccountKind::Savings));
    assert_eq!(savings.lines[0].kind, LineKind::Interest);
    assert!(
        !savings.lines[0].id_is_repeated,
        "FITID 2 was used in the other account"
    );
    assert!(savings.balances.is_empty());
}

#[test]
fn streaming_tells_the_same_as_reading() {
    for name in [
        "ofx/itau.ofx",
        "ofx/nubank.ofx",
        "csv/bradesco.csv",
        "csv/caixa.csv",
    ] {
        let bytes = fixture(name);
        let source = statement_files::Source::new(&bytes);
        let mut account = None;
        let mut streamed = Vec::new();
        for event in statement_files::events(&source).unwrap() {
            match event {
                statement_files::Event::Account(known) => account = Some(known),
                statement_files::Event::Line(line) => {
                    streamed.push((account.clone().expect("account before lines"), line));
                }
                _ => {}
            }
        }
        let read: Vec<_> = statement_files::read(&bytes)
            .unwrap()
            .into_iter()
            .flat_map(|s| {
                s.lines
                    .into_iter()
                    .map(move |line| (s.account.clone(), line))
            })
            .collect();
        assert_eq!(streamed, read, "{name}");
    }
}

#[test]
fn unreadable_header_values_cost_only_themselves() {
    let file = b"<OFX><STMTRS><CURDEF>REAIS<BANKTRANLIST><DTSTART>20260231<DTEND>20260430\
        <STMTTRN><DTPOSTED>20260401<TRNAMT>1,00<DTUSER>99<MEMO>A</STMTTRN></BANKTRANLIST>\
        <LEDGERBAL><BALAMT>many<DTASOF>20260430</LEDGERBAL></STMTRS></OFX>";
    let statement = &statement_files::ofx::read(file).unwrap()[0];
    assert_eq!(statement.currency, None);
    assert_eq!(statement.period.end, Some(date!(2026 - 04 - 30)));
    assert_eq!(shown(&statement.lines), ["2026-04-01 1.00 A"]);
    let fields: Vec<_> = statement
        .problems
        .iter()
        .map(|p| p.field.as_str())
        .collect();
    assert_eq!(fields, ["CURDEF", "DTSTART", "DTUSER", "BALAMT"]);
    assert!(matches!(
        statement.problems[0].kind,
        ProblemKind::BadCurrency { .. }
    ));
    assert_eq!(statement.lost_lines().count(), 0);
}

#[test]
fn values_about_something_else_are_left_alone() {
    let file = b"<OFX><STMTRS><STMTTRN><DTPOSTED>20260401<TRNAMT>-51.00<MEMO>A\
        <ORIGCURRENCY><CURRATE>5.1<CURSYM>USD</ORIGCURRENCY></STMTTRN>\
        <LEDGERBAL><BALAMT>9.00\
        <BALLIST><BAL><NAME>Limite<DTASOF>20200101</BAL></BALLIST></STMTRS></OFX>";
    let statement = &ofx::read(file).unwrap()[0];
    assert_eq!(
        statement.lines[0].currency, None,
        "the amount is in reais already"
    );
    let balance = statement.balance(BalanceKind::Ledger).unwrap();
    assert_eq!((balance.amount, balance.date), (Decimal::from(9), None));
}
