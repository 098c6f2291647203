//! Follows the elements of a file and tells what it comes upon.

use std::collections::VecDeque;

use rust_decimal::Decimal;

use super::line::Draft;
use super::scan::{Element, Scanner, scalar, text};
use super::tag::{Leaf, Tag};
use crate::amount::{self, AmountError, DecimalMark, MarksSeen};
use crate::identity::Identities;
use crate::moment;
use crate::problem::shape;
use crate::{
    Account, AccountKind, Balance, BalanceKind, Effect, Event, Period, Position, Problem,
    ProblemKind, Source,
};

/// Streams an OFX file, one [`Event`] at a time.
pub struct Events<'s> {
    source: &'s Source<'s>,
    scanner: Scanner<'s>,
    ready: VecDeque<Event>,
    institution: Option<String>,
    statement: Option<Open>,
    scope: Scope<'s>,
    identities: Identities,
    file_mark: Option<Option<DecimalMark>>,
    saw_end: bool,
    finished: bool,
}

/// The statement being read.
#[derive(Default)]
struct Open {
    account: Account,
    announced: bool,
    period: Period,
    amounts_have_mark: bool,
}

/// The aggregate whose leaves are being read.
enum Scope<'s> {
    Outside,
    Account,
    Line(Box<Draft<'s>>),
    Balance(BalanceDraft<'s>),
    /// Leaves about something else; they must not be mistaken for the statement's own.
    Foreign,
}

struct BalanceDraft<'s> {
    position: Position,
    kind: BalanceKind,
    amount: Option<&'s [u8]>,
    date: Option<&'s [u8]>,
}

impl std::fmt::Debug for Events<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Events")
            .field("source", self.source)
            .finish_non_exhaustive()
    }
}

impl Iterator for Events<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        while self.ready.is_empty() && !self.finished {
            match self.scanner.next_element() {
                Some(Element::Open { tag, value, at }) => self.open(tag, value, at),
                Some(Element::Close { tag }) => self.close(tag),
                None => self.end_of_file(),
            }
        }
        self.ready.pop_front()
    }
}

impl<'s> Events<'s> {
    pub(super) fn new(source: &'s Source<'s>) -> Self {
        Self {
            source,
            scanner: Scanner::new(source),
            ready: VecDeque::new(),
            institution: None,
            statement: None,
            scope: Scope::Outside,
            identities: Identities::default(),
            file_mark: None,
            saw_end: false,
            finished: false,
        }
    }

    fn open(&mut self, tag: Tag, value: Option<&'s [u8]>, at: usize) {
        match tag {
            Tag::Leaf(leaf) => {
                if let Some(value) = value {
                    self.leaf(leaf, value, at);
                }
            }
            Tag::Foreign => match &mut self.scope {
                Scope::Line(draft) => draft.expect_currency(false),
                _ => self.enter(Scope::Foreign),
            },
            Tag::LineCurrency => {
                if let Scope::Line(draft) = &mut self.scope {
                    draft.expect_currency(true);
                }
            }
            Tag::Unknown => {}
            Tag::Document | Tag::Boundary => self.end_statement(),
            Tag::Statement(kind) => {
                self.end_statement();
                self.begin_statement(kind);
            }
            Tag::AccountFrom => self.enter(Scope::Account),
            Tag::Lines => self.enter(Scope::Outside),
            Tag::Line => {
                let position = self.scanner.position(at);
                self.enter(Scope::Line(Box::new(Draft::new(position))));
                self.announce();
            }
            Tag::Balance(kind) => {
                let position = self.scanner.position(at);
                let draft = BalanceDraft {
                    position,
                    kind,
                    amount: None,
                    date: None,
                };
                self.enter(Scope::Balance(draft));
            }
            Tag::Investments => {
                self.enter(Scope::Foreign);
                let position = self.scanner.position(at);
                self.note(position, "INVTRANLIST", ProblemKind::InvestmentsNotRead);
            }
        }
    }

    fn close(&mut self, tag: Tag) {
        match (tag, &self.scope) {
            (Tag::Document, _) => {
                self.end_statement();
                self.saw_end = true;
            }
            (Tag::Statement(_) | Tag::Boundary, _) => self.end_statement(),
            (Tag::Lines | Tag::Line | Tag::Balance(_) | Tag::AccountFrom, _)
            | (Tag::Foreign | Tag::Investments, Scope::Foreign) => self.enter(Scope::Outside),
            _ => {}
        }
    }

    /// The file ends, perhaps too early: whatever is still open was cut.
    fn end_of_file(&mut self) {
        self.finished = true;
        let cut = match std::mem::replace(&mut self.scope, Scope::Outside) {
            Scope::Line(draft) => Some((draft.position, "STMTTRN", Effect::LineLost)),
            Scope::Balance(draft) => Some((draft.position, "BALAMT", Effect::FieldLost)),
            Scope::Account | Scope::Outside | Scope::Foreign if self.saw_end => None,
            _ => Some((self.scanner.end(), "OFX", Effect::Note)),
        };
        if let Some((position, field, effect)) = cut {
            if effect != Effect::Note {
                self.announce();
            }
            let problem = Problem::new(position, field, ProblemKind::Truncated, effect);
            self.ready.push_back(Event::Problem(problem));
        }
        self.end_statement();
    }

    fn leaf(&mut self, leaf: Leaf, value: &'s [u8], at: usize) {
        if leaf == Leaf::Organisation && self.statement.is_none() {
            self.institution = Some(text(self.source, value)).filter(|name| !name.is_empty());
            return;
        }
        match &mut self.scope {
            Scope::Line(draft) => draft.add(self.source, leaf, value),
            Scope::Balance(draft) => match leaf {
                Leaf::BalanceAmount => draft.amount = draft.amount.or(Some(value)),
                Leaf::BalanceDate => draft.date = draft.date.or(Some(value)),
                _ => {}
            },
            Scope::Account => self.account_leaf(leaf, value),
            Scope::Outside => self.statement_leaf(leaf, value, at),
            Scope::Foreign => {}
        }
    }

    fn account_leaf(&mut self, leaf: Leaf, value: &[u8]) {
        let value = Some(text(self.source, value)).filter(|value| !value.is_empty());
        let account = &mut self.statement.get_or_insert_default().account;
        match leaf {
            Leaf::BankId => account.bank_id = value,
            Leaf::BranchId => account.branch = value,
            Leaf::AccountId => account.number = value,
            Leaf::AccountType => {
                account.kind = account.kind.or(value.as_deref().and_then(account_kind));
            }
            _ => {}
        }
    }

    fn statement_leaf(&mut self, leaf: Leaf, value: &[u8], at: usize) {
        match leaf {
            Leaf::Currency => self.currency(value, at),
            Leaf::Start | Leaf::End => {
                let field = if leaf == Leaf::Start {
                    "DTSTART"
                } else {
                    "DTEND"
                };
                let position = self.scanner.position(at);
                let date = self.date(field, value, position);
                let period = &mut self.statement.get_or_insert_default().period;
                if leaf == Leaf::Start {
                    period.start = date;
                } else {
                    period.end = date;
                }
                let period = *period;
                self.ready.push_back(Event::Period(period));
            }
            _ => {}
        }
    }

    fn currency(&mut self, value: &[u8], at: usize) {
        let code = scalar(self.source, value).to_ascii_uppercase();
        // Some Brazilian banks write BRC.
        let code = if code == "BRC" {
            "BRL".to_owned()
        } else {
            code
        };
        if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
            self.ready.push_back(Event::Currency(code));
        } else if !code.is_empty() {
            let position = self.scanner.position(at);
            let kind = ProblemKind::BadCurrency {
                shape: shape(&code),
            };
            let problem = Problem::new(position, "CURDEF", kind, Effect::FieldLost);
            self.ready.push_back(Event::Problem(problem));
        }
    }

    /// Leaves the current aggregate, telling what it held, and enters another.
    fn enter(&mut self, scope: Scope<'s>) {
        match std::mem::replace(&mut self.scope, scope) {
            Scope::Account => self.announce(),
            Scope::Line(draft) => self.finish_line(*draft),
            Scope::Balance(draft) => self.finish_balance(&draft),
            Scope::Outside | Scope::Foreign => {}
        }
    }

    fn begin_statement(&mut self, kind: Option<AccountKind>) {
        let account = Account {
            institution: self.institution.clone(),
            kind,
            ..Account::default()
        };
        self.statement = Some(Open {
            account,
            ..Open::default()
        });
    }

    /// Tells the account, once. Begins a statement if a line or balance stands outside of any.
    fn announce(&mut self) {
        if self.statement.is_none() {
            self.begin_statement(None);
        }
        let statement = self.statement.get_or_insert_default();
        if !std::mem::replace(&mut statement.announced, true) {
            self.ready
                .push_back(Event::Account(statement.account.clone()));
        }
    }

    fn end_statement(&mut self) {
        self.enter(Scope::Outside);
        if self.statement.is_some() {
            self.announce();
            self.statement = None;
            self.identities.forget_ids();
            self.ready.push_back(Event::EndOfStatement);
        }
    }

    fn finish_line(&mut self, draft: Draft<'s>) {
        let amount = self.amount(draft.amount);
        match draft.finish(self.source, amount.map(|(amount, _)| amount)) {
            Ok((mut line, problems)) => {
                let statement = self.statement.get_or_insert_default();
                self.identities.assign(&statement.account, &mut line);
                let position = line.position;
                let repeated = line.id_is_repeated;
                self.ready.push_back(Event::Line(line));
                self.ready.extend(problems.into_iter().map(Event::Problem));
                if repeated {
                    self.note(position, "FITID", ProblemKind::RepeatedId);
                }
            }
            Err(problem) => self.ready.push_back(Event::Problem(problem)),
        }
    }

    fn finish_balance(&mut self, draft: &BalanceDraft<'_>) {
        self.announce();
        let &BalanceDraft { position, kind, .. } = draft;
        let amount = match self.amount(draft.amount) {
            Ok((amount, has_mark)) => {
                let statement = self.statement.get_or_insert_default();
                // Itaú writes cents without a mark; one value alone cannot tell.
                if statement.amounts_have_mark && !has_mark && !amount.is_zero() {
                    self.note(position, "BALAMT", ProblemKind::UnscaledBalance);
                }
                amount
            }
            Err(kind) => {
                let problem = Problem::new(position, "BALAMT", kind, Effect::FieldLost);
                self.ready.push_back(Event::Problem(problem));
                return;
            }
        };
        let date = draft
            .date
            .and_then(|value| self.date("DTASOF", value, position));
        self.ready.push_back(Event::Balance(Balance {
            position,
            kind,
            amount,
            date,
        }));
    }

    /// An amount, and whether it was written with a decimal mark.
    fn amount(&mut self, raw: Option<&[u8]>) -> Result<(Decimal, bool), ProblemKind> {
        let text = raw.map(|raw| scalar(self.source, raw)).unwrap_or_default();
        let mut read = amount::parse_ofx(&text, None);
        if read == Err(AmountError::Ambiguous) {
            read = amount::parse_ofx(&text, self.file_mark());
        }
        match read {
            Ok(read) => {
                let has_mark = text.contains(['.', ',']);
                if let Some(statement) = &mut self.statement {
                    statement.amounts_have_mark |= has_mark;
                }
                Ok((read.amount, has_mark))
            }
            Err(error) => Err(error.into_kind(&text)),
        }
    }

    /// The decimal mark that the rest of the file uses; looked up once, and only when needed.
    fn file_mark(&mut self) -> Option<DecimalMark> {
        if let Some(known) = self.file_mark {
            return known;
        }
        let mut seen = MarksSeen::default();
        let mut scanner = Scanner::new(self.source);
        while let Some(element) = scanner.next_element() {
            if let Element::Open {
                tag: Tag::Leaf(Leaf::Amount | Leaf::BalanceAmount),
                value: Some(value),
                ..
            } = element
            {
                seen.add(amount::parse_ofx(&scalar(self.source, value), None));
            }
        }
        *self.file_mark.insert(seen.only())
    }

    fn date(&mut self, field: &str, value: &[u8], position: Position) -> Option<time::Date> {
        let text = scalar(self.source, value);
        match moment::parse_ofx(&text) {
            Ok(moment) => moment.map(|moment| moment.date),
            Err(_) => {
                let kind = ProblemKind::BadDate {
                    shape: shape(&text),
                };
                let problem = Problem::new(position, field, kind, Effect::FieldLost);
                self.ready.push_back(Event::Problem(problem));
                None
            }
        }
    }

    fn note(&mut self, position: Position, field: &str, kind: ProblemKind) {
        let problem = Problem::new(position, field, kind, Effect::Note);
        self.ready.push_back(Event::Problem(problem));
    }
}

fn account_kind(word: &str) -> Option<AccountKind> {
    match word.to_ascii_uppercase().as_str() {
        "CHECKING" => Some(AccountKind::Checking),
        "SAVINGS" => Some(AccountKind::Savings),
        "MONEYMRKT" => Some(AccountKind::MoneyMarket),
        "CREDITLINE" => Some(AccountKind::CreditLine),
        _ => None,
    }
}
