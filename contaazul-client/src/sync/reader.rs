//! Reads the list of changes window by window.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use client_core::http::{CallOptions, ConfigureCall};
use client_core::{Error, ErrorKind, Outcome, Result};
use futures_util::future::join_all;
use http::StatusCode;
use time::{Duration, OffsetDateTime};

use super::{Change, EventState};
use crate::client::ContaAzul;
use crate::feed::Produce;
use crate::model::{ChangedEvent, EventId};
use crate::query::PageSize;

/// How many events are read at a time; what the provider's limit lets through at usual times of
/// answer.
const AT_ONCE: usize = 4;

/// Wider ones would be halved anyway in a company that is alive.
const LONGEST_WINDOW: Duration = Duration::days(15);

/// The list takes moments to the second.
const SHORTEST_WINDOW: Duration = Duration::SECOND;

/// What the caller wants.
#[derive(Clone)]
pub(super) struct Plan {
    pub(super) client: ContaAzul,
    /// Both in whole seconds.
    pub(super) from: OffsetDateTime,
    pub(super) until: OffsetDateTime,
    pub(super) with_installments: bool,
    pub(super) page_size: PageSize,
    pub(super) options: CallOptions,
}

/// Makes changes, each with the moment before which all others were handed out.
pub(super) struct Reader {
    plan: Result<Arc<Plan>>,
    /// Where the next window begins; `None` before the first.
    next: Option<OffsetDateTime>,
    /// Where the window being handed out begins.
    window: OffsetDateTime,
    length: Duration,
    /// Events of the window that were not read yet.
    events: VecDeque<EventId>,
    /// All events of the window: the next one begins with its last second.
    seen: HashSet<EventId>,
    ready: VecDeque<Change>,
    failure: Option<Error>,
    finished: bool,
}

impl Reader {
    pub(super) fn new(plan: Result<Arc<Plan>>, from: OffsetDateTime) -> Self {
        Self {
            plan,
            next: None,
            window: from,
            length: LONGEST_WINDOW,
            events: VecDeque::new(),
            seen: HashSet::new(),
            ready: VecDeque::new(),
            failure: None,
            finished: false,
        }
    }

    /// Asks for the next window. One that needs more than a page is halved: numbered pages of a
    /// list that changes meanwhile would skip events.
    async fn read_window(&mut self, plan: &Plan) -> Result<()> {
        let from = self.next.unwrap_or(plan.from);
        loop {
            let to = plan.until.min(from.saturating_add(self.length));
            let list = plan.client.changes().list(from, to);
            let mut list = list.page_size(plan.page_size);
            list.options_mut().clone_from(&plan.options);
            let mut pages = list.send().into_pages();
            let first = pages.try_next().await?;
            let mut listed = first.map(|page| page.items).unwrap_or_default();
            if pages.cursor().is_some() && to - from > SHORTEST_WINDOW {
                self.length = half(to - from);
                continue;
            }
            // So many in one second: nothing is left to halve.
            while let Some(page) = pages.try_next().await? {
                listed.extend(page.items);
            }
            if listed.len() < usize::try_from(plan.page_size.items() / 2).unwrap_or(usize::MAX) {
                self.length = LONGEST_WINDOW.min(self.length.saturating_mul(2));
            }
            self.take_in(listed)?;
            self.window = from;
            self.next = Some(to);
            self.finished = to >= plan.until;
            return Ok(());
        }
    }

    fn take_in(&mut self, listed: Vec<ChangedEvent>) -> Result<()> {
        let ids: Option<Vec<_>> = listed.into_iter().map(|event| event.id).collect();
        let ids = ids.ok_or_else(|| {
            let what = "a changed event has no id; ask the ERP's support";
            Error::new(ErrorKind::Decode, Outcome::Applied, what).with_operation(super::NAME)
        })?;
        let before = std::mem::take(&mut self.seen);
        for id in ids {
            if self.seen.insert(id.clone()) && !before.contains(&id) {
                self.events.push_back(id);
            }
        }
        Ok(())
    }

    /// Reads the next few events.
    async fn read_events(&mut self, plan: &Plan) {
        let next = self.events.iter().take(AT_ONCE);
        for read in join_all(next.map(|event| change(plan, event))).await {
            match read {
                Ok(change) => {
                    self.events.pop_front();
                    self.ready.push_back(change);
                }
                Err(error) => {
                    self.failure = Some(error);
                    return;
                }
            }
        }
    }
}

impl Produce for Reader {
    type Item = (Change, OffsetDateTime);

    async fn produce(&mut self) -> Result<Option<Self::Item>> {
        let plan = self.plan.clone()?;
        loop {
            if let Some(change) = self.ready.pop_front() {
                return Ok(Some((change, self.window)));
            }
            if let Some(error) = self.failure.take() {
                return Err(error);
            }
            if !self.events.is_empty() {
                self.read_events(&plan).await;
            } else if self.finished {
                return Ok(None);
            } else {
                self.read_window(&plan).await?;
            }
        }
    }
}

async fn change(plan: &Plan, event: &EventId) -> Result<Change> {
    let state = if plan.with_installments {
        let mut call = plan.client.installments().of_event(event);
        call.options_mut().clone_from(&plan.options);
        match call.send().await {
            Ok(installments) => EventState::Read(installments),
            Err(error) if is_gone(&error) => EventState::Gone,
            Err(error) => return Err(error),
        }
    } else {
        EventState::NotRead
    };
    Ok(Change {
        event_id: event.clone(),
        state,
    })
}

/// Not when the path itself is missing, as behind a gateway in trouble: that says nothing of the
/// event.
fn is_gone(error: &Error) -> bool {
    error.status() == Some(StatusCode::NOT_FOUND)
        && error.provider_message() != Some("404 page not found")
}

/// In whole seconds, at least one.
fn half(length: Duration) -> Duration {
    Duration::seconds(length.whole_seconds() / 2).max(SHORTEST_WINDOW)
}
