//! What a statement asks the ERP for.

use client_core::http::{CallOptions, ConfigureCall};
use client_core::page::{Cursor as PageCursor, Page, Pages};
use client_core::{Error, Result};
use serde::de::DeserializeOwned;
use time::{Date, Duration};

use super::movement::{Direction, MovementKind, MovementStatus};
use super::record::{Record, Sought};
use crate::api::Searched;
use crate::client::ContaAzul;
use crate::model::{AccountId, Payable, PersonId, Receivable, SearchStatus, Transfer};
use crate::query::{PageSize, Query};

/// How much a statement knows of what was paid, and what that costs.
///
/// Any statement costs calls for pages beyond the first of a list, too; see
/// [`page_size`](super::StatementQuery::page_size). Lists that the filters rule out are not asked
/// for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Detail {
    /// Every settlement on its day, with its account and its own amount. The period is read day by
    /// day.
    ///
    /// Costs five calls a day, and one call for every installment on every day on which it was
    /// paid: the searches tell neither days nor parts of payments. A month with 20,000 payments
    /// takes some 35 minutes at the provider's 600 calls a minute.
    #[default]
    Settlements,
    /// Installments with a payment in the period as one movement each: all that was paid on it so
    /// far, in whatever parts and also outside the period, on its due date. The period is read at
    /// once.
    ///
    /// Costs five calls. A month with 20,000 installments takes 25 calls with pages of 1,000.
    Installments,
}

/// One of the lists that a slice of the period is read from, in the order they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lane {
    Paid(Direction),
    Transferred,
    Open(Direction),
}

pub(super) const LANES: [Lane; 5] = [
    Lane::Paid(Direction::In),
    Lane::Paid(Direction::Out),
    Lane::Transferred,
    Lane::Open(Direction::In),
    Lane::Open(Direction::Out),
];

/// What the caller wants.
#[derive(Clone)]
pub(super) struct Plan {
    pub(super) client: ContaAzul,
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) as_of: Date,
    pub(super) detail: Detail,
    pub(super) kinds: Vec<MovementKind>,
    pub(super) statuses: Vec<MovementStatus>,
    pub(super) counterparty: Option<PersonId>,
    pub(super) accounts: Vec<AccountId>,
    /// The window of due dates that the search for payments needs.
    pub(super) due: (Date, Date),
    pub(super) page_size: PageSize,
    pub(super) options: CallOptions,
}

const YEARS_BEFORE: Duration = Duration::days(5 * 365);
const YEARS_AFTER: Duration = Duration::days(2 * 365);

impl Plan {
    pub(super) fn new(client: &ContaAzul, from: Date, to: Date) -> Self {
        Self {
            client: client.clone(),
            from,
            to,
            as_of: to,
            detail: Detail::default(),
            kinds: Vec::new(),
            statuses: Vec::new(),
            counterparty: None,
            accounts: Vec::new(),
            due: (
                from.saturating_sub(YEARS_BEFORE),
                to.saturating_add(YEARS_AFTER),
            ),
            page_size: PageSize::N1000,
            options: CallOptions::default(),
        }
    }

    pub(super) fn check(&self) -> Result<()> {
        let complaint = if self.from > self.to {
            "the statement's from is after its to; give the earlier day first"
        } else if self.due.0 > self.due.1 {
            "the statement's window of due dates ends before it begins; give the earlier day first"
        } else {
            return Ok(());
        };
        Err(Error::input(complaint).with_operation(super::NAME))
    }

    /// How many slices the period is read in.
    pub(super) fn slices(&self) -> u32 {
        let days = (self.to - self.from).whole_days() + 1;
        match self.detail {
            Detail::Settlements => u32::try_from(days).unwrap_or(u32::MAX),
            Detail::Installments => 1,
        }
    }

    fn slice(&self, number: u32) -> (Date, Date) {
        match self.detail {
            Detail::Settlements => {
                let day = self.from.saturating_add(Duration::days(number.into()));
                (day, day)
            }
            Detail::Installments => (self.from, self.to),
        }
    }

    /// What of a record of this list belongs to the statement.
    pub(super) fn sought(&self, lane: Lane, slice: u32) -> Sought {
        match (lane, self.detail) {
            (Lane::Paid(_), Detail::Settlements) => Sought::SettledOn(self.slice(slice).0),
            (Lane::Paid(_), Detail::Installments) => Sought::PaidSoFar,
            (Lane::Transferred, _) => Sought::Legs,
            (Lane::Open(_), _) => Sought::OpenRest,
        }
    }

    /// The list of a slice, from its beginning or from a page of it; `None` when nothing of it is
    /// wanted.
    pub(super) fn list(
        &self,
        lane: Lane,
        slice: u32,
        at: Option<PageCursor>,
    ) -> Result<Option<Listed>> {
        let period = self.slice(slice);
        let due = match lane {
            Lane::Paid(_) if self.wants_status(MovementStatus::Paid) => self.due,
            Lane::Open(_) => match self.open_window(period) {
                Some(window) => window,
                None => return Ok(None),
            },
            Lane::Transferred if self.wants_transfers() => return self.transfers(period, at),
            Lane::Paid(_) | Lane::Transferred => return Ok(None),
        };
        match lane {
            Lane::Paid(Direction::In) | Lane::Open(Direction::In)
                if self.wants(MovementKind::Receivable) =>
            {
                let search = self.client.receivables().search(due.0, due.1);
                let search = self.narrowed(search, lane, period);
                let search = self
                    .counterparty
                    .iter()
                    .fold(search, Query::<Receivable>::customer);
                self.pages(search, at).map(Listed::Receivables).map(Some)
            }
            Lane::Paid(Direction::Out) | Lane::Open(Direction::Out)
                if self.wants(MovementKind::Payable) =>
            {
                let search = self.client.payables().search(due.0, due.1);
                let search = self.narrowed(search, lane, period);
                self.pages(search, at).map(Listed::Payables).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn transfers(&self, period: (Date, Date), at: Option<PageCursor>) -> Result<Option<Listed>> {
        let list = self.client.transfers().list().between(period.0, period.1);
        let list = self.accounts.iter().fold(list, Query::<Transfer>::account);
        self.pages(list, at).map(Listed::Transfers).map(Some)
    }

    fn narrowed<T: Searched>(
        &self,
        search: Query<T>,
        lane: Lane,
        period: (Date, Date),
    ) -> Query<T> {
        let search = match lane {
            Lane::Open(_) => OPEN_STATES.into_iter().fold(search, Query::<T>::status),
            Lane::Paid(_) | Lane::Transferred => search.paid_between(period.0, period.1),
        };
        // The search knows the account an installment was planned on. Where settlements are read,
        // the account each was made on decides.
        match (lane, self.detail) {
            (Lane::Paid(_), Detail::Settlements) => search,
            _ => self.accounts.iter().fold(search, Query::<T>::account),
        }
    }

    fn pages<T: DeserializeOwned + Send + 'static>(
        &self,
        list: Query<T>,
        at: Option<PageCursor>,
    ) -> Result<Pages<T>> {
        let mut list = list.page_size(self.page_size);
        list.options_mut().clone_from(&self.options);
        let pager = match at {
            Some(page) => list.send().starting_at(page)?,
            None => list.send(),
        };
        Ok(pager.into_pages())
    }

    /// The due dates of what is open in the period and stands as wanted on the reference day.
    fn open_window(&self, (from, to): (Date, Date)) -> Option<(Date, Date)> {
        let from = match self.wants_status(MovementStatus::Overdue) {
            true => from,
            false => from.max(self.as_of),
        };
        let to = match self.wants_status(MovementStatus::Scheduled) {
            true => to,
            false => to.min(self.as_of.previous_day()?),
        };
        let wanted = self.wants_status(MovementStatus::Overdue)
            || self.wants_status(MovementStatus::Scheduled);
        (wanted && from <= to).then_some((from, to))
    }

    fn wants_transfers(&self) -> bool {
        self.wants(MovementKind::Transfer)
            && self.wants_status(MovementStatus::Paid)
            && self.counterparty.is_none()
    }

    fn wants(&self, kind: MovementKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    fn wants_status(&self, status: MovementStatus) -> bool {
        self.statuses.is_empty() || self.statuses.contains(&status)
    }

    pub(super) fn wants_account(&self, account: Option<&AccountId>) -> bool {
        self.accounts.is_empty() || account.is_some_and(|id| self.accounts.contains(id))
    }

    /// A hash of everything that decides which movements come and in what order. FNV-1a: the same
    /// in every build.
    pub(super) fn fingerprint(&self) -> u64 {
        let text = format!(
            "{} {} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            self.from,
            self.to,
            self.as_of,
            self.detail,
            self.kinds,
            self.statuses,
            self.counterparty,
            self.accounts,
            self.due,
            self.page_size,
        );
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }
}

/// Where an installment with an open rest stands. Those that were renegotiated, lost or cancelled
/// are owed no more.
const OPEN_STATES: [SearchStatus; 3] = [
    SearchStatus::Open,
    SearchStatus::Overdue,
    SearchStatus::PartlyReceived,
];

/// The pages of one list.
pub(super) enum Listed {
    Receivables(Pages<Receivable>),
    Payables(Pages<Payable>),
    Transfers(Pages<Transfer>),
}

impl Listed {
    /// The next page, as records.
    pub(super) async fn next(&mut self) -> Result<Option<(PageCursor, Vec<Record>)>> {
        Ok(match self {
            Self::Receivables(pages) => pages.try_next().await?.map(records),
            Self::Payables(pages) => pages.try_next().await?.map(records),
            Self::Transfers(pages) => pages.try_next().await?.map(records),
        })
    }
}

fn records<T: Into<Record>>(page: Page<T>) -> (PageCursor, Vec<Record>) {
    let records = page.items.into_iter().map(Into::into).collect();
    (page.cursor, records)
}
