//! Asking for a report: a range of days, month by month, as one list.

mod joined;

use std::fmt;

use client_core::http::{Call, CallOptions};
use client_core::page::{List, PageAnswer, Pager, Position, Style};
use client_core::wire;
use client_core::{Error, ErrorKind, Outcome, Result};
use serde::de::DeserializeOwned;
use time::Date;

use crate::client::Blu;
use crate::envelope::Envelope;
use crate::operations::Endpoint;
use crate::period::Period;

pub(crate) const BEGIN_DATE: &str = "beginDate";
pub(crate) const END_DATE: &str = "endDate";

/// A report to ask for, with everything the caller said.
#[derive(Clone)]
pub(crate) struct Report {
    blu: Blu,
    endpoint: &'static Endpoint,
    period: Period,
    filters: Vec<(&'static str, String)>,
    even_if_incomplete: bool,
    flaw: Option<String>,
    pub(crate) options: CallOptions,
}

impl Report {
    pub(crate) fn new(blu: &Blu, endpoint: &'static Endpoint, begin: Date, end: Date) -> Self {
        Self {
            blu: blu.clone(),
            endpoint,
            period: Period { begin, end },
            filters: Vec::new(),
            even_if_incomplete: false,
            flaw: None,
            options: CallOptions::default(),
        }
    }

    /// Sets a query parameter besides the days; the last value of a name counts.
    pub(crate) fn filter(&mut self, name: &'static str, value: impl Into<String>) {
        self.filters.retain(|(filter, _)| *filter != name);
        self.filters.push((name, value.into()));
    }

    pub(crate) fn even_if_incomplete(&mut self) {
        self.even_if_incomplete = true;
    }

    /// Remembers an argument that cannot be sent, to be told when the report is asked for.
    pub(crate) fn refuse(&mut self, flaw: String) {
        self.flaw = Some(flaw);
    }

    /// The records of all months, each month one answer.
    pub(crate) fn pager<T: DeserializeOwned + Send + 'static>(self) -> Pager<T> {
        Pager::new(self.list(), Style::Cursor, move |position| {
            let report = self.clone();
            async move { report.month(position).await }
        })
    }

    async fn month<T: DeserializeOwned>(self, position: Position) -> Result<PageAnswer<T>> {
        self.check()?;
        let month = match position {
            Position::Cursor(text) => self.month_from(&text)?,
            _ => self.first_month(),
        };
        let answer = self.fetch(self.call(month)?).await?;
        if answer.has_more == Some(true) {
            return Err(self.pagination(
                "the provider pages this report, which it is not known to do; ask for fewer days",
            ));
        }
        let next = self.month_after(month).map(|month| month.begin.to_string());
        Ok(PageAnswer::new(answer.items).with_next(next))
    }

    /// What a cursor belongs to.
    fn list(&self) -> List {
        let list = List::new(self.endpoint.operation.name)
            .filter(BEGIN_DATE, self.period.begin)
            .filter(END_DATE, self.period.end);
        self.filters
            .iter()
            .fold(list, |list, (name, value)| list.filter(*name, value))
    }

    /// Checks the arguments, before anything is sent.
    fn check(&self) -> Result<()> {
        self.flaw()
            .map_err(|flaw| Error::input(flaw).with_operation(self.endpoint.operation.name))
    }

    fn flaw(&self) -> Result<(), String> {
        if let Some(flaw) = &self.flaw {
            return Err(flaw.clone());
        }
        self.period.check_order(BEGIN_DATE, END_DATE)?;
        if self.even_if_incomplete {
            return Ok(());
        }
        self.period.check_whole(self.blu.now())
    }

    fn first_month(&self) -> Period {
        self.period.month_from(self.period.begin)
    }

    /// The month that a cursor names by its first day.
    fn month_from(&self, day: &str) -> Result<Period> {
        wire::date::parse(day)
            .ok()
            .filter(|day| self.period.contains(*day))
            .map(|day| self.period.month_from(day))
            .ok_or_else(|| self.damaged_cursor())
    }

    fn month_after(&self, month: Period) -> Option<Period> {
        let day = self.period.after(month)?;
        Some(self.period.month_from(day))
    }

    fn call(&self, month: Period) -> Result<Call> {
        let day = |name, day| {
            wire::date::format(day).map_err(|cause| {
                Error::input(format!("{name}: {cause}"))
                    .with_operation(self.endpoint.operation.name)
            })
        };
        let call = self
            .blu
            .call(self.endpoint)
            .query(BEGIN_DATE, day(BEGIN_DATE, month.begin)?)
            .query(END_DATE, day(END_DATE, month.end)?)
            .options(self.options.clone());
        let filters = self.filters.iter();
        Ok(filters.fold(call, |call, (name, value)| call.query(*name, value)))
    }

    async fn fetch<T: DeserializeOwned>(&self, call: Call) -> Result<Envelope<T>> {
        self.blu.executor(self.endpoint).json(call).await
    }

    fn damaged_cursor(&self) -> Error {
        self.pagination("the cursor is damaged; start without one")
    }

    fn pagination(&self, what: &'static str) -> Error {
        Error::new(ErrorKind::Pagination, Outcome::NotSent, what)
            .with_operation(self.endpoint.operation.name)
    }
}

/// Filters can hold a document.
impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report")
            .field("operation", &self.endpoint.operation.name)
            .field("period", &self.period)
            .field("even_if_incomplete", &self.even_if_incomplete)
            .finish_non_exhaustive()
    }
}
