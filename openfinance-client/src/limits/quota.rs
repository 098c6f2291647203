//! How often a month one resource of one customer may be read.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use client_core::http::Request;
use client_core::limit::{Allowance, MemoryUsageStore, UsageStore};
use client_core::{Clock, Error, ErrorKind, Operation, Outcome, Result, SystemClock};
use time::macros::offset;
use time::{Date, Month, OffsetDateTime};
use url::Url;

use super::ExceededLimit;

/// What is done with what an area holds, and how many calls a month of it there are.
type CallsOfVerbs = &'static [(&'static str, u32)];

/// How many calls a month every bank must allow, per endpoint and finest id in its path, for one
/// customer and receiver. A bank may allow more. Marked `doc`: the operational limits of the
/// developer portal, as of 2026; until about 2025 the eights were fours. By area, then operation.
const MINIMUMS: &[(&[&str], CallsOfVerbs)] = &[
    (
        &["customers"],
        &[
            ("list_person_identifications", 8),
            ("get_person_qualification", 8),
            ("get_person_relation", 8),
            ("list_company_identifications", 8),
            ("get_company_qualification", 8),
            ("get_company_relation", 8),
        ],
    ),
    (
        &["accounts"],
        &[
            ("list", 8),
            ("get", 8),
            ("get_balance", 420),
            ("list_reserved_balances", 420),
            ("get_overdraft_limits", 420),
            ("list_transactions", 8),
            ("list_recent_transactions", 240),
        ],
    ),
    (
        &["cards"],
        &[
            ("list", 8),
            ("get", 120),
            ("list_bills", 30),
            ("list_bill_transactions", 30),
            ("get_limits", 240),
            ("list_transactions", 8),
            ("list_recent_transactions", 240),
        ],
    ),
    (
        &["loans"],
        &[
            ("list", 30),
            ("get", 30),
            ("list_warranties", 8),
            ("get_instalments", 30),
            ("get_payments", 120),
        ],
    ),
    (
        &["financings", "invoice_financings", "overdrafts"],
        &[
            ("list", 30),
            ("get", 8),
            ("list_warranties", 8),
            ("get_instalments", 30),
            ("get_payments", 30),
        ],
    ),
    (
        &[
            "bank_fixed_incomes",
            "credit_fixed_incomes",
            "treasure_titles",
            "funds",
        ],
        &[
            ("list", 30),
            ("get", 8),
            ("get_balance", 120),
            ("list_transactions", 8),
            ("list_recent_transactions", 120),
        ],
    ),
    (
        &["variable_incomes"],
        &[
            ("list", 30),
            ("get", 8),
            ("get_balance", 30),
            ("list_transactions", 8),
            ("list_recent_transactions", 30),
            ("get_broker_note", 30),
        ],
    ),
    (
        &["exchanges"],
        &[("list", 30), ("get", 8), ("list_events", 30)],
    ),
];

/// The calls a month that every bank must allow of an operation on one resource of one customer;
/// `None` where there is no monthly limit: consents, resources, payments.
///
/// The lists of recent transactions may be read far more often than those of the past year: 240
/// times against 8. `accounts().movements(..)` asks each for its days only.
pub fn monthly_minimum(operation: &Operation) -> Option<u32> {
    let name = operation.name.strip_prefix("openfinance.")?;
    let (area, verb) = name.split_once('.')?;
    let (_, rows) = MINIMUMS.iter().find(|(areas, _)| areas.contains(&area))?;
    let row = rows.iter().find(|(known, _)| *known == verb);
    row.map(|(_, calls)| *calls)
}

/// Counts the calls of a month, so that a call that the bank would refuse is not sent: given to a
/// bank's client by [`BankBuilder::with_monthly_quotas`](crate::BankBuilder::with_monthly_quotas).
/// Cheap to clone; clones share the counts.
///
/// Counted are answers with success, per address and customer, in months of Brasília; calls without
/// an answer count too. Pages after the first are free. A bank that answers 423 is
/// believed: nothing more is asked of that resource until the month turns.
///
/// ```
/// use std::sync::Arc;
/// use client_core::limit::FileUsageStore;
/// use openfinance_client::{Endpoints, MonthlyQuotas};
/// # let directory = std::env::temp_dir().join(format!("usage-{}", std::process::id()));
///
/// let counts = Arc::new(FileUsageStore::open(&directory)?);
/// let quotas = MonthlyQuotas::new().with_store(counts);
/// # std::fs::remove_dir_all(directory).ok();
/// # Ok::<(), openfinance_client::Error>(())
/// ```
#[derive(Clone)]
pub struct MonthlyQuotas {
    shared: Arc<Shared>,
}

#[derive(Clone)]
struct Shared {
    own: BTreeMap<&'static str, u32>,
    store: Arc<dyn UsageStore>,
    clock: Arc<dyn Clock>,
}

impl MonthlyQuotas {
    /// What every bank must allow, counted in memory.
    pub fn new() -> Self {
        Self {
            shared: Arc::new(Shared {
                own: BTreeMap::new(),
                store: Arc::new(MemoryUsageStore::new()),
                clock: Arc::new(SystemClock),
            }),
        }
    }

    /// Counts there: a month outlives most processes.
    #[must_use]
    pub fn with_store(self, store: Arc<dyn UsageStore>) -> Self {
        self.change(|shared| shared.store = store)
    }

    /// Takes the month from this clock.
    #[must_use]
    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Self {
        self.change(|shared| shared.clock = clock)
    }

    /// So many calls a month of one operation instead, for a bank that allows more, or to leave
    /// some to another program.
    #[must_use]
    pub fn with_calls(self, operation: &'static Operation, calls: u32) -> Self {
        self.change(|shared| {
            shared.own.insert(operation.name, calls);
        })
    }

    /// The calls a month of an operation on one resource; `None` without a limit.
    pub fn calls(&self, operation: &Operation) -> Option<u32> {
        let own = self.shared.own.get(operation.name).copied();
        own.or_else(|| monthly_minimum(operation))
    }

    fn change(mut self, change: impl FnOnce(&mut Shared)) -> Self {
        change(Arc::make_mut(&mut self.shared));
        self
    }

    /// What a call of an operation for a customer draws on; nothing where there is no limit.
    pub(crate) fn allowance(
        &self,
        operation: &'static Operation,
        customer: &Arc<str>,
    ) -> Option<Arc<dyn Allowance>> {
        let calls = self.calls(operation)?;
        Some(Arc::new(ResourceQuota {
            operation: operation.name,
            calls,
            customer: Arc::clone(customer),
            quotas: self.clone(),
        }))
    }

    /// How many calls to an address are left this month.
    pub(crate) async fn left(
        &self,
        operation: &Operation,
        customer: &str,
        url: &Url,
    ) -> Result<Option<u32>> {
        let Some(calls) = self.calls(operation) else {
            return Ok(None);
        };
        let month = BrasiliaMonth::of(self.shared.clock.now())?;
        let store = &self.shared.store;
        let used = store.used(&key(customer, url), &month.period()).await?;
        Ok(Some(calls.saturating_sub(used)))
    }
}

impl Default for MonthlyQuotas {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for MonthlyQuotas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MonthlyQuotas")
            .field("own", &self.shared.own)
            .field("store", &self.shared.store)
            .finish_non_exhaustive()
    }
}

/// The calls of a month that were used up before anything was sent: the source of such an error,
/// for [`ExceededLimit::of`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {calls} calls of this month are used; the next month begins {opens_at}")]
#[non_exhaustive]
pub struct QuotaSpent {
    /// How many calls a month there are.
    pub calls: u32,
    /// When there are some again: the first of the next month, Brasília time.
    pub opens_at: OffsetDateTime,
}

/// The calls of one operation on whatever the address of a request names.
#[derive(Debug)]
struct ResourceQuota {
    operation: &'static str,
    calls: u32,
    customer: Arc<str>,
    quotas: MonthlyQuotas,
}

impl ResourceQuota {
    fn spent(&self, now: OffsetDateTime, month: BrasiliaMonth) -> Result<Error> {
        let opens_at = month.next()?.begins();
        let spent = QuotaSpent {
            calls: self.calls,
            opens_at,
        };
        let what = format!(
            "this month's {} calls on this resource are used; it opens again on {} (Brasília), \
             until then work with what is stored",
            self.calls,
            opens_at.date()
        );
        let wait = Duration::try_from(opens_at - now).unwrap_or_default();
        Ok(Error::new(ErrorKind::RateLimited, Outcome::NotSent, what)
            .with_operation(self.operation)
            .with_retry_after(Some(wait))
            .with_source(spent))
    }

    async fn settled(&self, request: &Request, error: Option<&Error>) -> Result<()> {
        let Some(error) = error else {
            return Ok(());
        };
        let Shared { store, clock, .. } = &*self.quotas.shared;
        let key = key(&self.customer, &request.url);
        let period = BrasiliaMonth::of(clock.now())?.period();
        let is_spent = ExceededLimit::of(error) == Some(ExceededLimit::MonthlyQuota);
        if is_spent && error.retry_after().is_none() {
            return store.set(&key, &period, self.calls).await;
        }
        // Only success counts; without an answer it may have been one.
        let failed = error.status().is_some_and(|status| !status.is_success());
        match failed || error.outcome() == Outcome::NotSent {
            true => store.give_back(&key, &period).await,
            false => Ok(()),
        }
    }
}

#[async_trait]
impl Allowance for ResourceQuota {
    async fn take(&self, request: &Request) -> Result<()> {
        if is_follow_up(&request.url) {
            return Ok(());
        }
        let Shared { store, clock, .. } = &*self.quotas.shared;
        let now = clock.now();
        let month = BrasiliaMonth::of(now)?;
        let key = key(&self.customer, &request.url);
        match store.take(&key, &month.period(), self.calls).await? {
            true => Ok(()),
            false => Err(self.spent(now, month)?),
        }
    }

    async fn settle(&self, request: &Request, error: Option<&Error>) {
        if is_follow_up(&request.url) {
            return;
        }
        if let Err(error) = self.settled(request, error).await {
            let error = &error as &(dyn std::error::Error + 'static);
            tracing::warn!(
                operation = self.operation,
                error,
                "the month's count may be off by one"
            );
        }
    }
}

/// A page after the first, which banks do not count while its key lives.
fn is_follow_up(url: &Url) -> bool {
    url.query_pairs().any(|(name, _)| name == "pagination-key")
}

/// The endpoint with all its ids, and the customer.
fn key(customer: &str, url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    format!("{customer} {host}{}", url.path())
}

/// A month of Brasília, which is at UTC−3 all year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct BrasiliaMonth {
    first: Date,
}

impl BrasiliaMonth {
    fn of(moment: OffsetDateTime) -> Result<Self> {
        let local = moment.checked_to_offset(offset!(-3)).ok_or_else(no_month)?;
        Self::new(local.year(), local.month())
    }

    fn new(year: i32, month: Month) -> Result<Self> {
        let first = Date::from_calendar_date(year, month, 1).map_err(|_| no_month())?;
        Ok(Self { first })
    }

    fn next(self) -> Result<Self> {
        let year = match self.first.month() {
            Month::December => self.first.year() + 1,
            _ => self.first.year(),
        };
        Self::new(year, self.first.month().next())
    }

    fn begins(self) -> OffsetDateTime {
        self.first.midnight().assume_offset(offset!(-3))
    }

    /// Such as `2026-11`.
    fn period(self) -> String {
        format!(
            "{:04}-{:02}",
            self.first.year(),
            u8::from(self.first.month())
        )
    }
}

fn no_month() -> Error {
    Error::config("the clock is at the end of the calendar")
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::operations::{FAMILIES, OPERATIONS};

    #[test]
    fn a_month_is_one_of_brasilia() {
        let late = BrasiliaMonth::of(datetime!(2027-01-01 02:59:59 UTC)).unwrap();
        assert_eq!(late.period(), "2026-12");
        let next = late.next().unwrap();
        assert_eq!(next.period(), "2027-01");
        assert_eq!(next.begins(), datetime!(2027-01-01 03:00 UTC));
        assert_eq!(BrasiliaMonth::of(next.begins()).unwrap(), next);
    }

    #[test]
    fn data_has_limits_and_nothing_else_has() {
        let free = ["consents", "resources", "payments", "enrollments"];
        for family in FAMILIES {
            let is_free = free.iter().any(|part| family.name.contains(part));
            for operation in family.operations {
                let limit = monthly_minimum(operation);
                assert_eq!(limit.is_none(), is_free, "{}", operation.name);
            }
        }
        let rows: usize = MINIMUMS
            .iter()
            .map(|(areas, rows)| areas.len() * rows.len())
            .sum();
        let limited = OPERATIONS.iter().filter_map(|row| monthly_minimum(row));
        assert_eq!(
            limited.count(),
            rows,
            "a row of the table names no operation"
        );
    }
}
