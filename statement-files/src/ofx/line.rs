//! One `STMTTRN`, from its raw values to a [`Line`].

use rust_decimal::Decimal;

use super::scan::{scalar, text};
use super::tag::Leaf;
use crate::moment::{self, Moment};
use crate::problem::shape;
use crate::{Effect, Identity, Line, LineKind, Position, Problem, ProblemKind, Source};

/// The values of one `STMTTRN`, gathered until it ends.
pub(super) struct Draft<'s> {
    pub(super) position: Position,
    kind: Option<&'s [u8]>,
    posted: Option<&'s [u8]>,
    user_date: Option<&'s [u8]>,
    pub(super) amount: Option<&'s [u8]>,
    id: Option<&'s [u8]>,
    check_number: Option<&'s [u8]>,
    reference: Option<&'s [u8]>,
    symbol: Option<&'s [u8]>,
    name: String,
    memo: String,
    repeated: Option<&'static str>,
    currency_is_own: bool,
}

impl<'s> Draft<'s> {
    pub(super) fn new(position: Position) -> Self {
        Self {
            position,
            kind: None,
            posted: None,
            user_date: None,
            amount: None,
            id: None,
            check_number: None,
            reference: None,
            symbol: None,
            name: String::new(),
            memo: String::new(),
            repeated: None,
            currency_is_own: false,
        }
    }

    /// The symbol that follows is (or is not) the currency of the amount.
    pub(super) fn expect_currency(&mut self, own: bool) {
        self.currency_is_own = own;
    }

    pub(super) fn add(&mut self, source: &Source<'_>, leaf: Leaf, value: &'s [u8]) {
        let slot = match leaf {
            Leaf::Memo => return append(&mut self.memo, &text(source, value)),
            Leaf::Name => return append(&mut self.name, &text(source, value)),
            Leaf::Symbol if self.currency_is_own => &mut self.symbol,
            Leaf::LineType => &mut self.kind,
            Leaf::Posted => &mut self.posted,
            Leaf::UserDate => &mut self.user_date,
            Leaf::Amount => &mut self.amount,
            Leaf::Id => &mut self.id,
            Leaf::CheckNumber => &mut self.check_number,
            Leaf::Reference => &mut self.reference,
            _ => return,
        };
        let value = value.trim_ascii();
        match *slot {
            None => *slot = Some(value).filter(|value| !value.is_empty()),
            // Two different dates or amounts: most likely two transactions run into one.
            Some(known) if !value.is_empty() && known != value => match leaf {
                Leaf::Posted => self.repeated = Some("DTPOSTED"),
                Leaf::Amount => self.repeated = Some("TRNAMT"),
                _ => {}
            },
            Some(_) => {}
        }
    }

    /// The line, but for its identity; or why there is none.
    pub(super) fn finish(
        self,
        source: &Source<'_>,
        amount: Result<Decimal, ProblemKind>,
    ) -> Result<(Line, Vec<Problem>), Problem> {
        let position = self.position;
        let lost = |field, kind| Problem::new(position, field, kind, Effect::LineLost);
        if let Some(field) = self.repeated {
            return Err(lost(field, ProblemKind::RepeatedElement));
        }
        let posted = date(source, self.posted).map_err(|kind| lost("DTPOSTED", kind))?;
        let Moment {
            date: day,
            time,
            offset,
        } = posted.ok_or_else(|| lost("DTPOSTED", ProblemKind::Missing))?;
        let amount = amount.map_err(|kind| lost("TRNAMT", kind))?;

        let mut notes = Vec::new();
        let mut note =
            |field, kind, effect| notes.push(Problem::new(position, field, kind, effect));
        let user_date = date(source, self.user_date).unwrap_or_else(|kind| {
            note("DTUSER", kind, Effect::FieldLost);
            None
        });
        let kind = self
            .kind
            .map_or(LineKind::Other, |raw| kind(&scalar(source, raw)));
        let disagrees = match kind {
            LineKind::Credit => amount.is_sign_negative(),
            LineKind::Debit => amount.is_sign_positive() && !amount.is_zero(),
            _ => false,
        };
        if disagrees {
            note("TRNTYPE", ProblemKind::TypeDisagrees, Effect::Note);
        }
        let value = |raw: Option<&[u8]>| raw.map(|raw| text(source, raw)).filter(|t| !t.is_empty());
        let line = Line {
            position,
            date: day,
            time,
            utc_offset: offset,
            user_date: user_date.map(|moment| moment.date),
            amount,
            currency: value(self.symbol),
            kind,
            memo: self.memo,
            name: Some(self.name).filter(|name| !name.is_empty()),
            id: value(self.id),
            id_is_repeated: false,
            check_number: value(self.check_number).filter(|n| !is_zero(n)),
            reference: value(self.reference),
            remittance: Vec::new(),
            balance_after: None,
            identity: Identity::PENDING,
        };
        Ok((line, notes))
    }
}

/// `0` and `000000` mean that there is no number.
pub(crate) fn is_zero(number: &str) -> bool {
    number.bytes().all(|b| b == b'0')
}

fn date(source: &Source<'_>, raw: Option<&[u8]>) -> Result<Option<Moment>, ProblemKind> {
    let Some(raw) = raw else { return Ok(None) };
    let text = scalar(source, raw);
    moment::parse_ofx(&text).map_err(|_| ProblemKind::BadDate {
        shape: shape(&text),
    })
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

fn kind(word: &str) -> LineKind {
    match word.to_ascii_uppercase().as_str() {
        "CREDIT" => LineKind::Credit,
        "DEBIT" => LineKind::Debit,
        "INT" => LineKind::Interest,
        "DIV" => LineKind::Dividend,
        "FEE" => LineKind::Fee,
        "SRVCHG" => LineKind::ServiceCharge,
        "DEP" => LineKind::Deposit,
        "ATM" => LineKind::CashMachine,
        "POS" => LineKind::PointOfSale,
        "XFER" => LineKind::Transfer,
        "CHECK" => LineKind::Check,
        "PAYMENT" => LineKind::Payment,
        "CASH" => LineKind::Cash,
        "DIRECTDEP" => LineKind::DirectDeposit,
        "DIRECTDEBIT" => LineKind::DirectDebit,
        "REPEATPMT" => LineKind::StandingOrder,
        "HOLD" => LineKind::Hold,
        _ => LineKind::Other,
    }
}
