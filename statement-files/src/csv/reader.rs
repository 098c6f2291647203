//! Goes through the rows of a statement and tells what it comes upon.

use std::collections::VecDeque;

use super::columns::{Columns, Role, VOCABULARY};
use super::row::{Row, RowReader};
use super::{headless, preamble};
use crate::identity::Identities;
use crate::table::Table;
use crate::{
    Account, AccountKind, Effect, Event, Line, Position, Problem, ProblemKind, ReadError, Source,
};

/// Streams a CSV statement, one [`Event`] at a time.
pub struct Events<'s> {
    table: Table<'s, Role>,
    columns: Columns,
    account: Account,
    announced: bool,
    ready: VecDeque<Event>,
    /// The last line, and what is wrong with it, until it is certain that its text is complete.
    pending: Option<(Box<Line>, Vec<Problem>)>,
    identities: Identities,
    finished: bool,
}

impl std::fmt::Debug for Events<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Events")
            .field("account", &self.account)
            .finish_non_exhaustive()
    }
}

impl<'s> Events<'s> {
    pub(super) fn open(source: &'s Source<'s>) -> Result<Self, ReadError> {
        let table = match Table::open(source, &VOCABULARY) {
            Err(error @ ReadError::NoHeader { .. }) if source.columns().is_empty() => {
                headless::open(source).ok_or(error)?
            }
            opened => opened?,
        };
        let columns = Columns::of(table.header());
        let mut events = Self {
            table,
            columns,
            account: Account::default(),
            announced: false,
            ready: VecDeque::new(),
            pending: None,
            identities: Identities::default(),
            finished: false,
        };
        events.table.set_amount_columns(events.columns.decimals());
        events.read_top(source);
        Ok(events)
    }

    /// What header and preamble say before the first row.
    fn read_top(&mut self, source: &'s Source<'s>) {
        let names = &self.table.header().names;
        let rows = self.table.rows_position();
        if names
            .iter()
            .any(|name| name.contains("R$") || name.contains("BRL"))
        {
            self.ready.push_back(Event::Currency("BRL".to_owned()));
        }
        // Nubank's card export: purchases are positive there, payments negative.
        let is_card = matches!(
            names.iter().map(String::as_str).collect::<Vec<_>>()[..],
            ["date", "title", "amount"] | ["date", "category", "title", "amount"]
        );
        if is_card {
            self.account.kind = Some(AccountKind::CreditCard);
            let kind = ProblemKind::PositivePurchases;
            let problem = Problem::new(rows, "amount", kind, Effect::Note);
            self.ready.push_back(Event::Problem(problem));
        }
        let preamble = preamble::read(source, self.table.preamble(), rows);
        self.account.branch.clone_from(&preamble.account.branch);
        self.account.number.clone_from(&preamble.account.number);
        self.ready.extend(preamble.events());
    }

    fn row(&mut self) {
        let date = self.table.date(self.columns.date);
        if !matches!(date, Ok(Some(_)))
            && let Some(header) = self.table.record_as_header(&VOCABULARY)
        {
            self.columns = Columns::of(&header);
            self.table.set_header(header);
            return;
        }
        self.follow_account();
        let mut reader = RowReader {
            table: &mut self.table,
            columns: &self.columns,
        };
        match reader.read(date) {
            Row::Line(line, problems) => {
                self.announce();
                self.flush();
                self.pending = Some((line, problems));
            }
            Row::Continuation(text) => match &mut self.pending {
                Some((line, _)) => {
                    if !line.memo.is_empty() {
                        line.memo.push(' ');
                    }
                    line.memo.push_str(&text);
                }
                None => self.not_a_line(),
            },
            Row::Balance(balance) => self.push(Event::Balance(balance)),
            Row::Problem(problem) => self.push(Event::Problem(problem)),
        }
    }

    fn not_a_line(&mut self) {
        let problem = self
            .table
            .problem(self.columns.date, ProblemKind::NotALine, Effect::Note);
        self.push(Event::Problem(problem));
    }

    fn push(&mut self, event: Event) {
        self.announce();
        self.flush();
        self.ready.push_back(event);
    }

    /// Where the rows name their account, another one begins another statement.
    fn follow_account(&mut self) {
        let named = self
            .columns
            .account
            .and_then(|column| self.table.text(column));
        let Some(number) = named.filter(|text| text.contains(|c: char| c.is_ascii_digit())) else {
            return;
        };
        if self.account.number.as_ref() == Some(&number) {
            return;
        }
        if self.announced {
            self.end_statement();
        }
        self.account.number = Some(number);
    }

    fn announce(&mut self) {
        if !std::mem::replace(&mut self.announced, true) {
            self.ready.push_back(Event::Account(self.account.clone()));
        }
    }

    fn end_statement(&mut self) {
        self.announce();
        self.flush();
        self.ready.push_back(Event::EndOfStatement);
        self.announced = false;
        self.identities.forget_ids();
    }

    fn flush(&mut self) {
        let Some((mut line, problems)) = self.pending.take() else {
            return;
        };
        self.identities.assign(&self.account, &mut line);
        let repeated = line.id_is_repeated.then(|| self.repeated_id(line.position));
        self.ready.push_back(Event::Line(*line));
        self.ready
            .extend(problems.into_iter().chain(repeated).map(Event::Problem));
    }

    fn repeated_id(&self, position: Position) -> Problem {
        let column = self.columns.id.unwrap_or_default();
        let name = self.table.header().name(column);
        Problem::new(position, name, ProblemKind::RepeatedId, Effect::Note)
    }
}

impl Iterator for Events<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        while self.ready.is_empty() && !self.finished {
            if self.table.next_record() {
                self.row();
            } else {
                self.finished = true;
                self.end_statement();
            }
        }
        self.ready.pop_front()
    }
}
