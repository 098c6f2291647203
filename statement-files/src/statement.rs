//! What the readers produce: statements and the lines in them.

use std::fmt;

use rust_decimal::Decimal;
use time::{Date, Time, UtcOffset};

use crate::{Encoding, Format, Identity, Position, Problem};

/// One piece of a statement, as a streaming reader comes upon it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// The account is known. Comes before the statement's lines.
    Account(Account),
    /// The statement's currency, as an ISO 4217 code.
    Currency(String),
    /// The days the statement covers.
    Period(Period),
    /// A balance.
    Balance(Balance),
    /// A line.
    Line(Line),
    /// Something that could not be read, or needs a look.
    Problem(Problem),
    /// The statement is complete; another one may follow.
    EndOfStatement,
}

/// One account's statement.
///
/// `Debug` shows no names, texts or account numbers, and the lines only by their number.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Statement {
    /// The format of the file it came from.
    pub format: Format,
    /// The encoding of the file it came from.
    pub encoding: Encoding,
    /// Whose account.
    pub account: Account,
    /// ISO 4217 code. `None` where the file does not say; a CSV does only by `R$` or `BRL`.
    pub currency: Option<String>,
    /// The days covered, as far as the file says.
    pub period: Period,
    /// Balances in the order of the file.
    pub balances: Vec<Balance>,
    /// Lines in the order of the file.
    pub lines: Vec<Line>,
    /// What could not be read, and what needs a look.
    pub problems: Vec<Problem>,
}

impl Statement {
    pub(crate) fn new(format: Format, encoding: Encoding) -> Self {
        Self {
            format,
            encoding,
            account: Account::default(),
            currency: None,
            period: Period::default(),
            balances: Vec::new(),
            lines: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Adds what a reader came upon.
    pub(crate) fn add(&mut self, event: Event) {
        match event {
            Event::Account(account) => self.account = account,
            Event::Currency(currency) => self.currency = Some(currency),
            Event::Period(period) => self.period = period,
            Event::Balance(balance) => self.balances.push(balance),
            Event::Line(line) => self.lines.push(line),
            Event::Problem(problem) => self.problems.push(problem),
            Event::EndOfStatement => {}
        }
    }

    /// The last balance of this kind.
    #[must_use]
    pub fn balance(&self, kind: BalanceKind) -> Option<&Balance> {
        self.balances
            .iter()
            .rev()
            .find(|balance| balance.kind == kind)
    }

    /// The problems that each cost a line. Empty means that every line of the file is in `lines`.
    pub fn lost_lines(&self) -> impl Iterator<Item = &Problem> {
        self.problems
            .iter()
            .filter(|problem| problem.is_line_lost())
    }
}

impl fmt::Debug for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Statement")
            .field("format", &self.format)
            .field("encoding", &self.encoding)
            .field("account", &self.account)
            .field("currency", &self.currency)
            .field("period", &self.period)
            .field("balances", &self.balances)
            .field("lines", &self.lines.len())
            .field("problems", &self.problems)
            .finish()
    }
}

/// The kind of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AccountKind {
    /// Current account (`CHECKING`).
    Checking,
    /// Savings account (`SAVINGS`).
    Savings,
    /// Money market account (`MONEYMRKT`).
    MoneyMarket,
    /// Line of credit (`CREDITLINE`).
    CreditLine,
    /// Credit card: a card statement, whatever else it says.
    CreditCard,
    /// Investment account.
    Investment,
}

/// The account of a statement, as far as the file names it.
///
/// Everything is kept as written; [`compe`](Self::compe) and [`same_number`](Self::same_number)
/// compare what different files write differently. `Debug` hides the account number.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// The bank's code as written: `341`, `0341`, `1`.
    #[doc(alias = "BANKID")]
    pub bank_id: Option<String>,
    /// The bank's name.
    #[doc(alias = "ORG")]
    pub institution: Option<String>,
    /// The branch (agência).
    #[doc(alias = "BRANCHID")]
    pub branch: Option<String>,
    /// Account or card number as written, with branch, slash and check digit if the bank puts them
    /// there.
    #[doc(alias = "ACCTID")]
    pub number: Option<String>,
    /// The kind of account.
    #[doc(alias = "ACCTTYPE")]
    pub kind: Option<AccountKind>,
}

impl Account {
    /// The bank's three-digit COMPE code: `0341` and `341` are `341`, `1` is `001`. `None` if the
    /// file gives no code, or one that is not a COMPE code.
    #[must_use]
    pub fn compe(&self) -> Option<String> {
        let code = self.bank_id.as_deref()?.trim();
        let digits = code.trim_start_matches('0');
        let is_compe = matches!(digits.len(), 1..=3) && code.bytes().all(|b| b.is_ascii_digit());
        is_compe.then(|| format!("{digits:0>3}"))
    }

    /// Whether a number means this account: only digits count, leading zeros do not, and one may
    /// lack the branch in front that the other has. At least four digits must agree.
    #[must_use]
    pub fn same_number(&self, number: &str) -> bool {
        const ENOUGH: usize = 4;
        let ours: String = self.number_digits().collect();
        let theirs: String = significant_digits(number).collect();
        let (long, short) = if ours.len() < theirs.len() {
            (&theirs, &ours)
        } else {
            (&ours, &theirs)
        };
        short.len() >= ENOUGH && long.ends_with(short.as_str())
    }

    pub(crate) fn number_digits(&self) -> impl Iterator<Item = char> + '_ {
        significant_digits(self.number.as_deref().unwrap_or_default())
    }
}

fn significant_digits(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars()
        .filter(char::is_ascii_digit)
        .skip_while(|c| *c == '0')
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("bank_id", &self.bank_id)
            .field("institution", &self.institution)
            .field("branch", &self.branch)
            .field("number", &Hidden::of(self.number.as_deref()))
            .field("kind", &self.kind)
            .finish()
    }
}

/// The days a statement covers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Period {
    /// First day.
    #[doc(alias = "DTSTART")]
    pub start: Option<Date>,
    /// Last day.
    #[doc(alias = "DTEND")]
    pub end: Option<Date>,
}

/// The kinds of balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BalanceKind {
    /// The booked balance the bank states for the account.
    Ledger,
    /// What can be spent, with limits.
    Available,
    /// Before the first line (`SALDO ANTERIOR`).
    Opening,
    /// At the end of a day or of the period (`SALDO DO DIA`, `SALDO FINAL`).
    Closing,
}

/// A balance that the file states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Balance {
    /// Where it stands.
    pub position: Position,
    /// Which balance.
    pub kind: BalanceKind,
    /// The amount, negative when overdrawn.
    #[doc(alias = "BALAMT")]
    pub amount: Decimal,
    /// The day it holds for; banks often leave it out or write zeros.
    #[doc(alias = "DTASOF")]
    pub date: Option<Date>,
}

/// What a line is, by the bank's word. The sign of the amount is the truth; this is a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LineKind {
    /// Money in (`CREDIT`); in a CSV, any positive amount.
    Credit,
    /// Money out (`DEBIT`); in a CSV, any negative amount.
    Debit,
    /// Interest (`INT`).
    Interest,
    /// Dividend (`DIV`).
    Dividend,
    /// Fee (`FEE`).
    Fee,
    /// Service charge (`SRVCHG`).
    ServiceCharge,
    /// Deposit (`DEP`).
    Deposit,
    /// Cash machine (`ATM`).
    CashMachine,
    /// Card at a point of sale (`POS`).
    PointOfSale,
    /// Transfer (`XFER`).
    Transfer,
    /// Check (`CHECK`).
    Check,
    /// Payment (`PAYMENT`).
    Payment,
    /// Cash (`CASH`).
    Cash,
    /// Direct deposit (`DIRECTDEP`).
    DirectDeposit,
    /// Direct debit (`DIRECTDEBIT`).
    DirectDebit,
    /// Standing order (`REPEATPMT`).
    StandingOrder,
    /// Hold (`HOLD`).
    Hold,
    /// Anything else.
    Other,
}

/// One line of a statement.
///
/// `Debug` shows dates and amounts; texts and identifiers, which banks fill with names, only by
/// their length.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Line {
    /// Where it stands in the file.
    pub position: Position,
    /// Posting date, the calendar day as written.
    #[doc(alias = "DTPOSTED")]
    pub date: Date,
    /// Time of day as written. Many banks write noon or midnight for "unknown".
    pub time: Option<Time>,
    /// Offset of `time` from UTC, where the file says it.
    pub utc_offset: Option<UtcOffset>,
    /// The day the customer acted (`DTUSER`), where it differs: the purchase on a card statement.
    #[doc(alias = "DTUSER")]
    pub user_date: Option<Date>,
    /// Signed amount: positive is money in, in the account's currency.
    #[doc(alias = "TRNAMT")]
    pub amount: Decimal,
    /// The currency, where the line has one of its own.
    #[doc(alias = "CURSYM")]
    pub currency: Option<String>,
    /// What kind of line, by the bank's word.
    #[doc(alias = "TRNTYPE")]
    pub kind: LineKind,
    /// The description; empty if there is none. Several text columns of a CSV are joined by a
    /// space.
    #[doc(alias = "histórico")]
    pub memo: String,
    /// The counterparty or a short description, where the file has a separate one.
    #[doc(alias = "PAYEE")]
    pub name: Option<String>,
    /// The bank's identifier, as written. A hint, not an identity: see [`Identity`].
    #[doc(alias = "FITID")]
    pub id: Option<String>,
    /// An earlier line of the statement has the same `id`. Both lines are kept.
    pub id_is_repeated: bool,
    /// Check or document number; `0` and blanks are none.
    #[doc(alias = "CHECKNUM")]
    #[doc(alias = "documento")]
    pub check_number: Option<String>,
    /// A further reference.
    #[doc(alias = "REFNUM")]
    pub reference: Option<String>,
    /// The debts that the payment says it pays, by their ids or numbers. A CSV has them in a
    /// `remittance` column, separated by `;`, `,` or `|`.
    pub remittance: Vec<String>,
    /// The running balance after this line, where a CSV has that column.
    #[doc(alias = "saldo")]
    pub balance_after: Option<Decimal>,
    /// What this line is recognised by when it is exported again.
    pub identity: Identity,
}

impl Line {
    /// The amount in cents, or `None` if it has a fraction of a cent or is beyond `i64`.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let statements = statement_files::read(b"Data;Valor\n11/04/2026;1.842,50 D\n")?;
    /// let cents: Vec<_> = statements[0].lines.iter().map(|line| line.cents()).collect();
    /// assert_eq!(cents, [Some(-184_250)]);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn cents(&self) -> Option<i64> {
        cents(self.amount)
    }
}

pub(crate) fn cents(amount: Decimal) -> Option<i64> {
    let amount = amount.normalize();
    let to_cents = 10_i128.pow(2_u32.checked_sub(amount.scale())?);
    i64::try_from(amount.mantissa().checked_mul(to_cents)?).ok()
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line")
            .field("position", &self.position)
            .field("date", &self.date)
            .field("amount", &self.amount)
            .field("currency", &self.currency)
            .field("kind", &self.kind)
            .field("memo", &Hidden::of(Some(&self.memo)))
            .field("name", &Hidden::of(self.name.as_deref()))
            .field("id", &Hidden::of(self.id.as_deref()))
            .field("id_is_repeated", &self.id_is_repeated)
            .field("check_number", &Hidden::of(self.check_number.as_deref()))
            .field("reference", &Hidden::of(self.reference.as_deref()))
            .field("remittance", &self.remittance.len())
            .field("identity", &self.identity)
            .finish_non_exhaustive()
    }
}

/// A text in `Debug`: there or not, and how long.
pub(crate) struct Hidden(usize);

impl Hidden {
    pub(crate) fn of(text: Option<&str>) -> Option<Self> {
        text.map(|text| Self(text.chars().count()))
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} characters>", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_numbers_compare_by_their_digits() {
        let account = Account {
            number: Some("1234/56789-0".into()),
            ..Account::default()
        };
        assert!(account.same_number("567890"));
        assert!(account.same_number("0001234567890"));
        assert!(!account.same_number("56789"), "another check digit");
        assert!(!account.same_number("890"), "too few digits to say");
        assert!(!Account::default().same_number(""));
    }

    #[test]
    fn cents_are_exact_or_nothing() {
        let of = |text: &str| cents(text.parse().unwrap());
        assert_eq!(of("1842.5"), Some(184_250));
        assert_eq!(of("-0.6000"), Some(-60));
        assert_eq!(of("0.001"), None);
        assert_eq!(of("92233720368547758.07"), Some(i64::MAX));
        assert_eq!(of("92233720368547758.08"), None);
    }
}
