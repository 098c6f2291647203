//! The lines above the header: account, branch, period, balance.

use crate::amount;
use crate::fold::fold;
use crate::moment;
use crate::table::{Record, Records};
use crate::{Account, Balance, BalanceKind, Event, Period, Position, Source};

/// What the lines before `end` say; whatever is not understood is passed over.
pub(super) fn read<'s>(
    source: &'s Source<'s>,
    mut records: Records<'s>,
    end: Position,
) -> Preamble {
    let mut preamble = Preamble::default();
    let mut record = Record::default();
    while records.read(&mut record) && record.position() < end {
        let cells: Vec<String> = (0..record.filled_len())
            .map(|at| fold(&source.decode(&record.cell(at))).collect())
            .collect();
        preamble.line(record.position(), &cells);
    }
    preamble
}

#[derive(Default)]
pub(super) struct Preamble {
    pub(super) account: Account,
    period: Period,
    balance: Option<Balance>,
}

/// A number that a label announced and that has not come yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    Branch,
    Number,
}

impl Preamble {
    /// What there is to tell besides the account.
    pub(super) fn events(self) -> impl Iterator<Item = Event> {
        let period = Some(self.period).filter(|period| *period != Period::default());
        period
            .map(Event::Period)
            .into_iter()
            .chain(self.balance.map(Event::Balance))
    }

    fn line(&mut self, position: Position, cells: &[String]) {
        if let [label, rest @ ..] = cells
            && label.trim_end_matches(':').starts_with("SALDO")
        {
            self.stated_balance(position, rest);
            return;
        }
        let mut dates = Vec::new();
        let mut expected: Vec<Expected> = Vec::new();
        let words = cells
            .iter()
            .flat_map(|cell| cell.split([' ', ':', '|', ';']));
        for word in words {
            match word {
                "AGENCIA" | "AG" | "AG." | "COOPERATIVA" => expected.push(Expected::Branch),
                "CONTA" | "C/C" | "CC" => expected.push(Expected::Number),
                "AGENCIA/CONTA" => expected.extend([Expected::Branch, Expected::Number]),
                word if word.contains(|c: char| c.is_ascii_digit()) => {
                    let date = moment::parse(word).ok().flatten();
                    match date.filter(|_| word.contains(['/', '-'])) {
                        Some(moment) => dates.push(moment.date),
                        None if expected.is_empty() => {}
                        None => self.number(expected.remove(0), word),
                    }
                }
                _ => {}
            }
        }
        if let [start, end] = dates[..] {
            self.period = Period {
                start: Some(start),
                end: Some(end),
            };
        }
    }

    fn stated_balance(&mut self, position: Position, cells: &[String]) {
        let amount = cells
            .iter()
            .find_map(|cell| amount::parse_csv(cell, None).ok());
        if let Some(read) = amount {
            let (kind, amount) = (BalanceKind::Ledger, read.amount);
            self.balance.get_or_insert(Balance {
                position,
                kind,
                amount,
                date: None,
            });
        }
    }

    fn number(&mut self, what: Expected, number: &str) {
        let slot = match what {
            Expected::Branch => &mut self.account.branch,
            Expected::Number => &mut self.account.number,
        };
        slot.get_or_insert_with(|| number.to_owned());
    }
}
