//! The report endpoints: who may ask, for which days, and in which wrapping the answer comes.

use std::collections::HashMap;
use std::sync::Arc;

use client_core::Result;
use client_core::secret::ExposeSecret as _;
use serde_json::{Value, json};
use time::{Date, Duration, Time, UtcOffset};
use wiremock::{Request, Respond, ResponseTemplate};

use super::SandboxClock;
use super::books::{Books, Kind, Operation};
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
    Sales,
}

impl Report {
    pub(super) const ALL: [Self; 4] = [
        Self::Anticipations,
        Self::Debits,
        Self::Credits,
        Self::Sales,
    ];

    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Anticipations => "/conciliations/anticipations/installments",
            Self::Debits => "/conciliations/debits/installments",
            Self::Credits => "/conciliations/credit",
            Self::Sales => "/conciliations/sales",
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
    accounts: Vec<(Merchant, Books)>,
    clock: SandboxClock,
}

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
            Report::Sales => self.sales(&accounts, days, question),
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
    ) -> Vec<(&'a Merchant, &'a Books, &'a Operation)> {
        let mut found = Vec::new();
        for (merchant, books) in accounts {
            let operations = books.operations.iter().enumerate();
            let asked = operations.filter(|(place, operation)| {
                operation.kind == kind
                    && (begin..=end).contains(&operation.day)
                    && self.is_loaded(operation.day, *place)
            });
            found.extend(asked.map(|(_, operation)| (merchant, books, operation)));
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
    ) -> Answer {
        if end > a_month_after(begin) {
            return Err(Refusal(422, LONGER_THAN_A_MONTH));
        }
        // All sales of the sandbox are confirmed.
        let none = question.value("begindatecancel").is_some()
            || question
                .value("status")
                .is_some_and(|status| status != "confirmed");
        let nsu = question.value("nsuCode");
        let sales = accounts
            .iter()
            .flat_map(|(_, books)| books.sales.iter().enumerate())
            .filter(|(place, sale)| {
                !none
                    && (begin..=end).contains(&sale.sold_on)
                    && nsu.is_none_or(|nsu| nsu == sale.nsu)
                    && self.is_loaded(sale.sold_on, *place)
            });
        Ok(sales.map(|(_, sale)| rendering::sale(sale)).collect())
    }
}

/// One page of operations, cut by installments: an operation may go on over many pages.
fn page(operations: &[(&Merchant, &Books, &Operation)], question: &Question) -> Answer {
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
