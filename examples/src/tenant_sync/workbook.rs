//! The accountant's workbook of one company: statement, open items, settled, notes, totals.
//!
//! Totals are formulas over the other sheets, so that the accountant sees what they are made of and
//! corrections add up again. Each carries its value too, for what shows a workbook without counting.

mod sheet;

use std::io::{Seek, Write};

use rust_xlsxwriter::{Workbook, XlsxError};

use self::sheet::{Cell, Sheet};
use super::books::{Books, Moved, Open};
use super::ledger::Night;
use crate::report::Language;

/// The names of the sheets, which formulas refer to.
struct Names {
    statement: &'static str,
    open: &'static str,
    settled: &'static str,
    notes: &'static str,
    totals: &'static str,
}

impl Names {
    const fn of(language: Language) -> Self {
        Self {
            statement: language.say("Statement", "Extrato"),
            open: language.say("Open", "Em aberto"),
            settled: language.say("Settled", "Baixas"),
            notes: language.say("Notes", "Notas"),
            totals: language.say("Totals", "Totais"),
        }
    }
}

/// Writes the workbook of these books.
///
/// # Errors
/// [`XlsxError`] when it cannot be written.
pub fn write(
    books: &Books,
    night: &Night,
    language: Language,
    out: impl Write + Seek + Send,
) -> Result<(), XlsxError> {
    let names = Names::of(language);
    let mut workbook = Workbook::new();
    totals(
        Sheet::add(&mut workbook, names.totals)?,
        books,
        night,
        language,
    )?;
    statement(
        Sheet::add(&mut workbook, names.statement)?,
        &books.moved,
        language,
    )?;
    settled(
        Sheet::add(&mut workbook, names.settled)?,
        &books.moved,
        language,
    )?;
    open(
        Sheet::add(&mut workbook, names.open)?,
        &books.open,
        language,
    )?;
    notes(Sheet::add(&mut workbook, names.notes)?, books, language)?;
    workbook.save_to_writer(out)
}

/// Kinds of lines, and states of open items, as cells and formulas name them.
fn word(kind: &str, language: Language) -> &'static str {
    match kind {
        "receivable" => language.say("Receivable", "A receber"),
        "payable" => language.say("Payable", "A pagar"),
        _ => language.say("Transfer", "Transferência"),
    }
}

fn overdue(is_overdue: bool, language: Language) -> &'static str {
    match is_overdue {
        true => language.say("overdue", "vencido"),
        false => language.say("due", "a vencer"),
    }
}

/// Everything that moved, with how much had moved by then.
fn statement(mut sheet: Sheet<'_>, moved: &[Moved], language: Language) -> Result<(), XlsxError> {
    sheet.head(&[
        (language.say("Date", "Data"), 12),
        (language.say("Kind", "Tipo"), 14),
        (language.say("Description", "Descrição"), 34),
        (language.say("Counterparty", "Contraparte"), 28),
        (language.say("Category", "Categoria"), 22),
        (language.say("In", "Entrada"), 14),
        (language.say("Out", "Saída"), 14),
        (language.say("Moved so far", "Acumulado"), 16),
    ])?;
    let mut so_far = 0;
    for line in moved {
        so_far += line.cents;
        let row = sheet.next_row();
        let (first, above) = (row == 2, row - 1);
        let balance = if first {
            format!("F{row}-G{row}")
        } else {
            format!("H{above}+F{row}-G{row}")
        };
        sheet.row(&[
            Cell::Day(Some(&line.on)),
            Cell::Text(word(&line.kind, language)),
            Cell::text(line.description.as_deref()),
            Cell::text(line.counterparty.as_deref()),
            Cell::text(line.category.as_deref()),
            Cell::Money(line.cents.max(0)),
            Cell::Money(line.cents.min(0).saturating_neg()),
            Cell::Sum(&balance, so_far),
        ])?;
    }
    let last = sheet.last_row();
    let (came, left) = (
        sum(moved, |line| line.cents > 0),
        sum(moved, |line| line.cents < 0),
    );
    sheet.total(&[
        Cell::Text(language.say("Total", "Total")),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Sum(&format!("SUM(F2:F{last})"), came),
        Cell::Sum(&format!("SUM(G2:G{last})"), -left),
        Cell::Sum(&format!("SUM(F2:F{last})-SUM(G2:G{last})"), came + left),
    ])
}

/// What was received and paid, with the bill that it was for.
fn settled(mut sheet: Sheet<'_>, moved: &[Moved], language: Language) -> Result<(), XlsxError> {
    sheet.head(&[
        (language.say("Paid on", "Pago em"), 12),
        (language.say("Kind", "Tipo"), 14),
        (language.say("Due", "Vencimento"), 12),
        (language.say("Description", "Descrição"), 34),
        (language.say("Counterparty", "Contraparte"), 28),
        (language.say("Category", "Categoria"), 22),
        (language.say("Amount", "Valor"), 14),
    ])?;
    for line in moved.iter().filter(|line| line.kind != "transfer") {
        sheet.row(&[
            Cell::Day(Some(&line.on)),
            Cell::Text(word(&line.kind, language)),
            Cell::Day(line.due_date.as_deref()),
            Cell::text(line.description.as_deref()),
            Cell::text(line.counterparty.as_deref()),
            Cell::text(line.category.as_deref()),
            Cell::Money(line.cents.saturating_abs()),
        ])?;
    }
    Ok(())
}

fn open(mut sheet: Sheet<'_>, open: &[Open], language: Language) -> Result<(), XlsxError> {
    sheet.head(&[
        (language.say("Due", "Vencimento"), 12),
        (language.say("Kind", "Tipo"), 14),
        (language.say("State", "Situação"), 12),
        (language.say("Description", "Descrição"), 34),
        (language.say("Counterparty", "Contraparte"), 28),
        (language.say("Category", "Categoria"), 22),
        (language.say("Total", "Total"), 14),
        (language.say("Open", "Em aberto"), 14),
    ])?;
    for item in open {
        sheet.row(&[
            Cell::Day(item.due_date.as_deref()),
            Cell::Text(word(&item.side, language)),
            Cell::Text(overdue(item.overdue, language)),
            Cell::text(item.description.as_deref()),
            Cell::text(item.counterparty.as_deref()),
            Cell::text(item.category.as_deref()),
            Cell::Money(item.total),
            Cell::Money(item.open),
        ])?;
    }
    Ok(())
}

fn notes(mut sheet: Sheet<'_>, books: &Books, language: Language) -> Result<(), XlsxError> {
    sheet.head(&[
        (language.say("Date", "Data"), 12),
        (language.say("Kind", "Tipo"), 10),
        (language.say("Number", "Número"), 12),
        (language.say("Recipient", "Destinatário"), 28),
        (language.say("State", "Situação"), 22),
        (language.say("Amount", "Valor"), 14),
    ])?;
    for note in &books.notes {
        let number = note.number.map(|number| number.to_string());
        sheet.row(&[
            Cell::Day(note.issued_on.as_deref()),
            Cell::Text(&note.kind),
            Cell::text(number.as_deref()),
            Cell::text(note.counterparty.as_deref()),
            Cell::text(note.status.as_deref()),
            note.total.map_or(Cell::Empty, Cell::Money),
        ])?;
    }
    Ok(())
}

/// The month in ten lines, and whether the sheets agree.
fn totals(
    mut sheet: Sheet<'_>,
    books: &Books,
    night: &Night,
    language: Language,
) -> Result<(), XlsxError> {
    let names = Names::of(language);
    let month = night.month.to_string();
    sheet.head(&[(&books.client.name, 44), (&books.client.cnpj, 18)])?;
    sheet.row(&[Cell::Text(language.say("Month", "Mês")), Cell::Text(&month)])?;
    let received = sum(&books.moved, |line| line.kind == "receivable");
    let paid = -sum(&books.moved, |line| line.kind == "payable");
    let net = received - paid;
    let of_settled = |kind| {
        let (word, sheet) = (word(kind, language), names.settled);
        format!("SUMIF('{sheet}'!B2:B{LAST},\"{word}\",'{sheet}'!G2:G{LAST})")
    };
    // Its own last row, for the sum stands below.
    let (transfer, last) = (word("transfer", language), books.moved.len().max(1) + 1);
    let of_statement = |column| {
        let sheet = names.statement;
        let (kinds, sums) = (format!("B2:B{last}"), format!("{column}2:{column}{last}"));
        format!("SUMIF('{sheet}'!{kinds},\"<>{transfer}\",'{sheet}'!{sums})")
    };
    let flows = [
        (
            language.say("Received", "Recebido"),
            of_settled("receivable"),
            received,
        ),
        (language.say("Paid", "Pago"), of_settled("payable"), paid),
        (
            language.say("Net of the month", "Resultado do mês"),
            "B3-B4".to_owned(),
            net,
        ),
        (
            language.say(
                "Net of the statement, transfers left out",
                "Resultado do extrato, sem transferências",
            ),
            format!("{}-{}", of_statement("F"), of_statement("G")),
            net,
        ),
        (
            language.say("Difference (must be zero)", "Diferença (deve ser zero)"),
            "ROUND(B5-B6,2)".to_owned(),
            0,
        ),
    ];
    for (label, formula, cents) in &flows {
        sheet.row(&[Cell::Text(label), Cell::Sum(formula, *cents)])?;
    }
    let to_receive = language.say("Open to be received", "A receber em aberto");
    open_totals(&mut sheet, "receivable", to_receive, &books.open, language)?;
    let to_pay = language.say("Open to be paid", "A pagar em aberto");
    open_totals(&mut sheet, "payable", to_pay, &books.open, language)
}

/// The last row that Excel has.
const LAST: u32 = 1_048_576;

/// What is open of one side, and how much of it is overdue.
fn open_totals(
    sheet: &mut Sheet<'_>,
    side: &str,
    label: &str,
    open: &[Open],
    language: Language,
) -> Result<(), XlsxError> {
    let of_side = || open.iter().filter(|item| item.side == side);
    let all = of_side().map(|item| item.open).sum();
    let late = of_side().filter(|item| item.overdue);
    let late = late.map(|item| item.open).sum();
    let (name, kind) = (Names::of(language).open, word(side, language));
    let condition = format!("'{name}'!H2:H{LAST},'{name}'!B2:B{LAST},\"{kind}\"");
    sheet.row(&[
        Cell::Text(label),
        Cell::Sum(&format!("SUMIFS({condition})"), all),
    ])?;
    let is_late = overdue(true, language);
    let condition = format!("{condition},'{name}'!C2:C{LAST},\"{is_late}\"");
    sheet.row(&[
        Cell::Text(language.say("   of it overdue", "   dos quais vencidos")),
        Cell::Sum(&format!("SUMIFS({condition})"), late),
    ])
}

fn sum(moved: &[Moved], counts: impl Fn(&Moved) -> bool) -> i64 {
    moved
        .iter()
        .filter(|line| counts(line))
        .map(|line| line.cents)
        .sum()
}
