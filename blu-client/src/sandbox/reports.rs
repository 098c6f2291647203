//! The report endpoints: who may ask, for which days, and in which wrapping the answer comes.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use client_core::Result;
use client_core::secret::ExposeSecret as _;
use serde_json::{Value, json};
use time::{Date, Duration, Time, UtcOffset};
use wiremock::{Request, Respond, ResponseTemplate};

use super::SandboxClock;
use super::books::{Books, Kind, Operation, Sale};
use super::merchant::Merchant;
use super::rendering;

const UNKNOWN_TOKEN: &str = "Usuário não encontrado para o token informado.";
const BAD_DATE: &str = "A data deve ser no formato: YYYY-MM-DD.";
// Blu publishes no wording for these.
const LONGER_THAN_A_MONTH: &str = "O período máximo de consulta é de um mês.";
const BAD_PAGE: &str = "Paginação inválida: per_page deve ser de 1 a 4000.";

const SAO_PAULO: UtcOffset = time::macros::offset!(-3);
const LOADED_AT: Time = time::macros::time!(9:00);
const LARGEST_PAGE: usize = 4_000;
const DEFAULT_PAGE: usize = 1_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Report {
    Anticipations,
    Debits,
    Credits,
    Statement,
    Sales,
    SplitSales,
}

impl Report {
    pub(super) const ALL: [Self; 6] = [
        Self::Anticipations,
        Self::Debits,
        Self::Credits,
        Self::Statement,
        Self::Sales,
        Self::SplitSales,
    ];

    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Anticipations => "/conciliations/anticipations/installments",
            Self::Debits => "/conciliations/debits/installments",
            Self::Credits => "/conciliations/credit",
            Self::Sales => "/conciliations/sales",
            // Blu publishes no path for these.
            Self::SplitSales => "/conciliations/sales/split",
            Self::Statement => "/conciliations/statement",
        }
    }
}

/// A refusal: status and message.
#[derive(Debug)]
struct Refusal(u16, &'static str);

type Answer = std::result::Result<Value, Refusal>;

/// All merchants and their books.
#[derive(Debug)]
pub(super) struct Reports {
    pub(super) accounts: Vec<(Merchant, Books)>,
    clock: SandboxClock,
    /// Sales that were canceled, and when.
    canceled: Mutex<BTreeMap<String, Date>>,
}

/// A liquidation as it stands, and whose it is.
type Settled<'a> = (&'a Merchant, &'a Books, Operation);

/// Answers one path.
struct Responder {
    reports: Arc<Reports>,
    report: Report,
}

impl Respond for Responder {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        match self.reports.answer(self.report, &Question::read(request)) {
            Ok(body) => ResponseTemplate::new(200).set_body_json(body),
            Err(Refusal(status, message)) => {
                ResponseTemplate::new(status).set_body_json(json!({ "message": message }))
            }
        }
    }
}

/// What a request says.
struct Question {
    authorization: Option<String>,
    version: Option<String>,
    query: HashMap<String, String>,
}

impl Question {
    fn read(request: &Request) -> Self {
        let header = |name| {
            let value = request.headers.get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        Self {
            authorization: header("authorization"),
            version: header("version"),
            query: request.url.query_pairs().into_owned().collect(),
        }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// The token, if it is sent as the endpoint wants it.
    fn token(&self, bare: bool) -> Option<&str> {
        let authorization = self.authorization.as_deref()?;
        match (authorization.strip_prefix("Bearer "), bare) {
            (Some(token), false) => Some(token),
            (None, true) => Some(authorization),
            _ => None,
        }
    }

    fn days(&self, required: bool) -> std::result::Result<(Date, Date), Refusal> {
        let day = |name, otherwise| match self.value(name) {
            Some(text) => day_of(text).ok_or(Refusal(422, BAD_DATE)),
            None if required => Err(Refusal(422, BAD_DATE)),
            None => Ok(otherwise),
        };
        Ok((day("beginDate", Date::MIN)?, day("endDate", Date::MAX)?))
    }

    fn number(&self, name: &str, otherwise: usize) -> std::result::Result<usize, Refusal> {
        match self.value(name) {
            None => Ok(otherwise),
            Some(text) => match text.parse() {
                Ok(number) if number > 0 => Ok(number),
                _ => Err(Refusal(422, BAD_PAGE)),
            },
        }
    }
}

impl Reports {
    pub(super) fn new(merchants: &[Merchant], clock: SandboxClock) -> Result<Self> {
        let books = merchants
            .iter()
            .enumerate()
            .map(|(number, merchant)| Ok((merchant.clone(), Books::of(merchant, number)?)));
        Ok(Self {
            accounts: books.collect::<Result<_>>()?,
            clock,
            canceled: Mutex::default(),
        })
    }

    pub(super) fn responder(self: &Arc<Self>, report: Report) -> impl Respond + use<> {
        Responder {
            reports: Arc::clone(self),
            report,
        }
    }

    fn answer(&self, report: Report, question: &Question) -> Answer {
        let paged = report == Report::Anticipations && question.version.as_deref() == Some("2");
        let accounts = self.accounts_of(question, paged)?;
        let days = question.days(!paged)?;
        match report {
            Report::Anticipations if paged => page(
                &self.operations(&accounts, Kind::Anticipation, days),
                question,
            ),
            Report::Anticipations => Ok(self.records(&accounts, Kind::Anticipation, days)),
            Report::Debits => Ok(json!({ "body": self.records(&accounts, Kind::Debit, days) })),
            Report::Credits => Ok(self.records(&accounts, Kind::Credit, days)),
            Report::Statement => Ok(json!({ "data": self.statement(&accounts, days) })),
            Report::Sales => self.sales(&accounts, days, question, false),
            Report::SplitSales => self.sales(&accounts, days, question, true),
        }
    }

    fn accounts_of(
        &self,
        question: &Question,
        bare: bool,
    ) -> std::result::Result<Vec<&(Merchant, Books)>, Refusal> {
        let token = question.token(bare).ok_or(Refusal(401, UNKNOWN_TOKEN))?;
        let mut accounts: Vec<_> = self.accounts.iter().collect();
        accounts.retain(|(merchant, _)| merchant.token.expose_secret() == token);
        if accounts.is_empty() {
            return Err(Refusal(401, UNKNOWN_TOKEN));
        }
        if let Some(tax_id) = question.value("cpfCnpj") {
            accounts.retain(|(merchant, _)| merchant.tax_id.expose() == tax_id);
        }
        Ok(accounts)
    }

    fn operations<'a>(
        &self,
        accounts: &[&'a (Merchant, Books)],
        kind: Kind,
        (begin, end): (Date, Date),
    ) -> Vec<Settled<'a>> {
        let canceled = self.canceled();
        let mut found = Vec::new();
        for (merchant, books) in accounts {
            let operations = books.operations.iter().enumerate();
            let asked = operations.filter(|(place, operation)| {
                operation.kind == kind
                    && (begin..=end).contains(&operation.day)
                    && self.is_loaded(operation.day, *place)
            });
            let standing = asked.filter_map(|(_, operation)| operation.without(books, &canceled));
            found.extend(standing.map(|operation| (merchant, books, operation)));
        }
        found
    }

    /// Reports reach to yesterday; before 09:00 every other record of it is still missing.
    fn is_loaded(&self, day: Date, place: usize) -> bool {
        let now = self.clock.now();
        let now = now.checked_to_offset(SAO_PAULO).unwrap_or(now);
        let yesterday = now.date().saturating_sub(Duration::DAY);
        day < yesterday
            || (day == yesterday && (now.time() >= LOADED_AT || place.is_multiple_of(2)))
    }

    fn records(&self, accounts: &[&(Merchant, Books)], kind: Kind, days: (Date, Date)) -> Value {
        let operations = self.operations(accounts, kind, days);
        let records = operations.iter().map(|(merchant, books, operation)| {
            rendering::liquidation(merchant, books, operation, &operation.parts)
        });
        records.collect()
    }

    fn sales(
        &self,
        accounts: &[&(Merchant, Books)],
        (begin, end): (Date, Date),
        question: &Question,
        split: bool,
    ) -> Answer {
        if end > a_month_after(begin) {
            return Err(Refusal(422, LONGER_THAN_A_MONTH));
        }
        let cancel_day =
            |name, otherwise| question.value(name).and_then(day_of).unwrap_or(otherwise);
        let cancel_days = (question.value("begindatecancel").is_some()
            || question.value("enddatecancel").is_some())
        .then(|| cancel_day("begindatecancel", Date::MIN)..=cancel_day("enddatecancel", Date::MAX));
        let (status, nsu) = (question.value("status"), question.value("nsuCode"));
        let all = self.canceled();
        let fits = |sale: &Sale| {
            let canceled = all.get(&sale.id);
            sale.split.is_some() == split
                && (begin..=end).contains(&sale.sold_on)
                && nsu.is_none_or(|nsu| nsu == sale.nsu)
                && status.is_none_or(|status| status == status_of(canceled))
                && cancel_days
                    .as_ref()
                    .is_none_or(|days| canceled.is_some_and(|day| days.contains(day)))
        };
        let sales = accounts
            .iter()
            .flat_map(|(_, books)| books.sales.iter().enumerate())
            .filter(|(place, sale)| fits(sale) && self.is_loaded(sale.sold_on, *place));
        Ok(sales
            .map(|(_, sale)| rendering::sale(sale, status_of(all.get(&sale.id))))
            .collect())
    }

    /// Every liquidation as a line, with the balance after it. Blu publishes no field of this.
    fn statement(&self, accounts: &[&(Merchant, Books)], (begin, end): (Date, Date)) -> Value {
        let kinds = [Kind::Anticipation, Kind::Debit, Kind::Credit];
        let whole = (Date::MIN, end);
        let mut lines: Vec<Settled<'_>> = kinds
            .into_iter()
            .flat_map(|kind| self.operations(accounts, kind, whole))
            .collect();
        lines.sort_by(|(_, _, a), (_, _, b)| (a.day, &a.id).cmp(&(b.day, &b.id)));
        let mut balance = 0;
        let with_balances = lines.into_iter().map(|(_, _, operation)| {
            balance += operation.net();
            (operation, balance)
        });
        let asked = with_balances.filter(|(operation, _)| operation.day >= begin);
        asked
            .map(|(operation, balance)| rendering::line(&operation, balance))
            .collect()
    }

    fn sale_of(&self, merchant: usize, id: &str) -> Option<(&Books, usize)> {
        let (_, books) = self.accounts.get(merchant)?;
        let place = books.sales.iter().position(|sale| sale.id == id)?;
        Some((books, place))
    }

    pub(super) fn details(&self, merchant: usize, id: &str) -> super::business::Answer {
        let found = self.sale_of(merchant, id);
        let sale = found.and_then(|(books, place)| books.sales.get(place));
        let sale = sale.ok_or_else(super::business::Refusal::not_found)?;
        let status = status_of(self.canceled().get(id));
        Ok(json!({ "data": rendering::details(sale, status) }))
    }

    /// Cancels a sale of which nothing was settled yet.
    pub(super) fn cancel(&self, merchant: usize, id: &str) -> super::business::Answer {
        let (books, place) = self
            .sale_of(merchant, id)
            .ok_or_else(super::business::Refusal::not_found)?;
        let now = self.clock.now();
        let today = now.checked_to_offset(SAO_PAULO).unwrap_or(now).date();
        let is_settled = books.operations.iter().any(|operation| {
            operation.day <= today && operation.parts.iter().any(|part| part.of.0 == place)
        });
        if is_settled || self.canceled().contains_key(id) {
            let why = "a venda não pode mais ser cancelada";
            return Err(super::business::Refusal::invalid(why));
        }
        self.canceled().insert(id.to_owned(), today);
        Ok(json!({"message": "Venda cancelada."}))
    }

    fn canceled(&self) -> MutexGuard<'_, BTreeMap<String, Date>> {
        self.canceled.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn status_of(canceled: Option<&Date>) -> &'static str {
    match canceled {
        Some(_) => "canceled",
        None => "confirmed",
    }
}

/// One page of operations, cut by installments: an operation may go on over many pages.
fn page(operations: &[Settled<'_>], question: &Question) -> Answer {
    let number = question.number("page", 1)?;
    let size = question.number("per_page", DEFAULT_PAGE)?;
    if size > LARGEST_PAGE {
        return Err(Refusal(422, BAD_PAGE));
    }
    let first = number.saturating_sub(1).saturating_mul(size);
    let end = first.saturating_add(size);
    let (mut seen, mut on_page, mut items) = (0_usize, 0_usize, Vec::new());
    for (merchant, books, operation) in operations {
        let from = first.saturating_sub(seen);
        let until = end.saturating_sub(seen).min(operation.parts.len());
        if let Some(parts) = operation.parts.get(from..until).filter(|it| !it.is_empty()) {
            items.push(rendering::liquidation(merchant, books, operation, parts));
            on_page += parts.len();
        }
        seen += operation.parts.len();
    }
    Ok(json!({
        "page": number,
        "per_page": size,
        "itemsPerPage": on_page,
        "total_items": seen,
        "has_more": end < seen,
        "items": items,
    }))
}

/// A day as Blu reads it, and nothing looser.
fn day_of(text: &str) -> Option<Date> {
    let form = time::macros::format_description!("[year]-[month]-[day]");
    Date::parse(text, form).ok()
}

/// The same day of the next month, or its last day when it is shorter.
fn a_month_after(day: Date) -> Date {
    let month = day.month().next();
    let year = day.year() + i32::from(month == time::Month::January);
    let last = month.length(year);
    Date::from_calendar_date(year, month, day.day().min(last)).unwrap_or(Date::MAX)
}
