//! The historic and the recent list of transactions, read as one.

use std::fmt;

use client_core::http::{CallOptions, ConfigureCall};
use client_core::page::{List, PageAnswer, Pager, Position, Style};
use client_core::wire::LocalRule;
use client_core::{Error, ErrorKind, Outcome, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use time::{Date, OffsetDateTime};

use crate::list::{ListRequest, PageSource};
use crate::movements::{Days, Plan, Progress, Reading, Source};

/// All that moved between two days, not asked for yet: made by
/// [`Accounts::movements`](super::Accounts::movements) and [`Cards::movements`](super::Cards::movements).
///
/// Banks keep two lists of transactions: one of the past year that may be read 8 times a month, and
/// one that goes back six days and may be read 240 times. A range that begins within those six days
/// reads the second only. Any other reads the first and, if it reaches that far, then the second;
/// the two are asked for days that overlap, and what comes in both is told once.
///
/// # Order
/// First what is [booked](crate::model::AccountTransaction::is_booked), as it comes: each list newest
/// first, the historic one before the recent one. Last what is still in progress or due: a
/// transaction that is settled while the lists are read comes once, as booked. What is in progress
/// belongs to this reading alone, for ids, days and amounts may change and entries vanish. So keep
/// booked movements by account and id, replace all others at every sync, and let syncs overlap by
/// some days.
///
/// # Resuming
/// [`Pager::cursor`] can be kept and given to [`Pager::starting_at`] of the same range and the same
/// Brasília day of `now`; on another day the pager refuses it, for the lists have moved on. It holds
/// what is in progress and is not encrypted, so keep it as safe as the movements themselves. The
/// bank's links live for an hour.
///
/// # Limits
/// A range that begins exactly six days ago may miss what the bank dates a day earlier than
/// [`brasilia_day`](crate::model::TransactionTime::brasilia_day) does. An entry in progress that
/// gets another id when it is settled, in the moment between two pages, is told under both.
#[must_use = "nothing is asked for before `send()`, and then before the pager is polled"]
pub struct MovementsRequest<T: 'static> {
    list: List,
    reading: &'static Reading<T>,
    lists: Result<Lists<ListRequest<T>>>,
    options: CallOptions,
}

/// What both lists have, as far as they are asked for.
struct Lists<L> {
    plan: Plan,
    historic: Option<L>,
    recent: Option<L>,
}

impl<L> Lists<L> {
    fn map<M>(self, change: impl Fn(L) -> M) -> Lists<M> {
        Lists {
            plan: self.plan,
            historic: self.historic.map(&change),
            recent: self.recent.map(&change),
        }
    }
}

impl<T> MovementsRequest<T> {
    /// Of the account `of`, from one day to another, by the clock of the caller.
    pub(super) fn new(
        name: &'static str,
        of: &str,
        reading: &'static Reading<T>,
        (from, to, now): (Date, Date, OffsetDateTime),
        historic: impl FnOnce(Days) -> ListRequest<T>,
        recent: impl FnOnce(Days) -> ListRequest<T>,
    ) -> Self {
        let today = LocalRule::BRASILIA
            .day_of(now)
            .map_err(|cause| Error::input(format!("now: {cause}")));
        let days = [
            ("from", from),
            ("to", to),
            ("today", today.clone().unwrap_or(to)),
        ];
        let list = List::new(name).filter("of", of);
        let list = days
            .into_iter()
            .fold(list, |list, (name, day)| list.filter(name, day));
        let plan = today.and_then(|today| Plan::new(from, to, today, reading.horizon));
        let lists = plan.map(|plan| Lists {
            historic: plan.historic.map(historic),
            recent: plan.recent.map(recent),
            plan,
        });
        Self {
            list,
            reading,
            lists: lists.map_err(|error| error.with_operation(name)),
            options: CallOptions::default(),
        }
    }

    /// How many movements to ask for at a time, 25 to 1000; the bank may give fewer. 1000 by
    /// default.
    #[doc(alias = "page-size")]
    pub fn page_size(mut self, items: u16) -> Self {
        let sized = |list: ListRequest<T>| list.page_size(items);
        self.lists = self.lists.map(|lists| lists.map(sized));
        self
    }
}

impl<T: Serialize + DeserializeOwned + PartialEq + Send + 'static> MovementsRequest<T> {
    /// The movements, page by page. Nothing is asked for before the pager is polled.
    pub fn send(self) -> Pager<T> {
        let (options, reading) = (self.options, self.reading);
        let sources = |list: ListRequest<T>| list.options(options.clone()).into_source();
        let lists = self.lists.map(|lists| lists.map(sources));
        Pager::new(self.list, Style::Cursor, move |position| {
            let step = match &lists {
                Ok(lists) => Step::at(&position, lists, reading),
                Err(error) => Err(error.clone()),
            };
            async move { step?.read().await }
        })
    }
}

/// One page to be read.
struct Step<T: 'static> {
    plan: Plan,
    reading: &'static Reading<T>,
    progress: Progress<T>,
    source: PageSource<T>,
}

impl<T: Serialize + DeserializeOwned + PartialEq + Send + 'static> Step<T> {
    fn at(
        position: &Position,
        lists: &Lists<PageSource<T>>,
        reading: &'static Reading<T>,
    ) -> Result<Self> {
        let progress = match position {
            Position::Cursor(text) => serde_json::from_str(text).map_err(|_| strange_cursor())?,
            _ => Progress::start(&lists.plan),
        };
        let source = match progress.source {
            Source::Historic => &lists.historic,
            Source::Recent => &lists.recent,
        };
        Ok(Self {
            plan: lists.plan.clone(),
            reading,
            source: source.clone().ok_or_else(strange_cursor)?,
            progress,
        })
    }

    async fn read(self) -> Result<PageAnswer<T>> {
        let page = self.source.behind(self.progress.query.as_deref()).await?;
        let taken = self
            .progress
            .take(&self.plan, self.reading, page.items, page.next);
        let (movements, next) = taken;
        let next = next.map(|next| serde_json::to_string(&next)).transpose();
        let next = next.map_err(|cause| {
            let what = "what is in progress cannot be written into a cursor";
            Error::new(ErrorKind::Pagination, Outcome::Applied, what).with_source(cause)
        })?;
        Ok(PageAnswer::new(movements).with_next(next))
    }
}

fn strange_cursor() -> Error {
    Error::new(
        ErrorKind::Pagination,
        Outcome::NotSent,
        "the cursor is not one of these movements; start them from their beginning",
    )
}

impl<T> ConfigureCall for MovementsRequest<T> {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl<T> fmt::Debug for MovementsRequest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MovementsRequest")
            .field("list", &self.list)
            .finish_non_exhaustive()
    }
}
