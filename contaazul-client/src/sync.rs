//! What changed since the last time.
//!
//! Conta Azul sends no events of its own; [`ContaAzul::changed_since`] asks for them, so that a
//! nightly run reads what changed and nothing else.
//!
//! ```
//! # async fn sync(erp: &contaazul_client::ContaAzul, kept: &str) -> contaazul_client::Result<()> {
//! # fn upsert(_: &contaazul_client::model::Installment) {}
//! # fn remove(_: &contaazul_client::model::EventId) {}
//! # fn keep(_: String) {}
//! use contaazul_client::sync::{Checkpoint, EventState};
//!
//! let last: Checkpoint = kept.parse()?;
//! let mut changes = erp.changed_since(last).with_installments().send();
//! while let Some(change) = changes.try_next().await? {
//!     match change.state {
//!         EventState::Read(installments) => installments.iter().for_each(upsert),
//!         EventState::Gone => remove(&change.event_id),
//!         _ => {}
//!     }
//! }
//! keep(changes.checkpoint().to_string());
//! # Ok(())
//! # }
//! ```
//!
//! # What can be relied on
//! Every event whose change the ERP lists between the checkpoint and the end is handed out at least
//! once. It may come again in the next run: reading begins an hour before the checkpoint
//! ([`overlap`](ChangesQuery::overlap)), for changes that the ERP listed late and for clocks that
//! disagree. The list has ids only, so whether a repeated event changed again cannot be told:
//! store by installment id and version. It also holds events that were saved without a change.
//!
//! The list is asked for in windows of at most 15 days, each of one page: a window with more is
//! halved, down to a second. So no page is ever so deep that the ERP does not give it, and none
//! shifts while the list changes. The ERP itself takes windows of up to 365 days.
//!
//! # What cannot be known
//! Whether the list names events that were deleted is not documented. One that it names and that
//! is no longer there is [`EventState::Gone`]. For the others compare with a whole
//! [`statement`](crate::statement) now and then. A settlement that was undone is a change of its
//! event.

mod checkpoint;
mod reader;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use client_core::http::{CallOptions, ConfigureCall};
use client_core::{Error, Result};
use futures_core::Stream;
use serde::Serialize;
use time::{Duration, OffsetDateTime};

pub use self::checkpoint::Checkpoint;
use self::reader::{Plan, Reader};
use crate::client::ContaAzul;
use crate::feed::Feed;
use crate::model::{EventId, Installment};
use crate::query::PageSize;

/// What errors of the sync itself name as their operation.
const NAME: &str = "contaazul.sync";

impl ContaAzul {
    /// The events that changed since a moment or the [`Checkpoint`] of the last run: see
    /// [`sync`](self).
    ///
    /// Composed of [`Changes::list`](crate::api::Changes::list) and
    /// [`Installments::of_event`](crate::api::Installments::of_event). Costs a call for every 15
    /// days, up to two for every page of events, and one for every event with
    /// [`ChangesQuery::with_installments`].
    #[doc(alias = "alteracoes")]
    pub fn changed_since(&self, since: impl Into<Checkpoint>) -> ChangesQuery {
        ChangesQuery {
            client: self.clone(),
            since: since.into().moment(),
            until: None,
            overlap: Duration::HOUR,
            with_installments: false,
            page_size: PageSize::N1000,
            options: CallOptions::default(),
        }
    }
}

/// What changed, not asked for yet.
#[derive(Clone)]
#[must_use = "nothing is asked for before `send()`, and then before the changes are polled"]
pub struct ChangesQuery {
    client: ContaAzul,
    since: OffsetDateTime,
    until: Option<OffsetDateTime>,
    overlap: Duration,
    with_installments: bool,
    page_size: PageSize,
    options: CallOptions,
}

impl ChangesQuery {
    /// Ends here, instead of at the moment of [`send`](Self::send) by this machine's clock.
    pub fn until(mut self, moment: OffsetDateTime) -> Self {
        self.until = Some(moment);
        self
    }

    /// How long before the checkpoint to begin; an hour by default, as integrators found enough.
    /// Not negative.
    pub fn overlap(mut self, overlap: Duration) -> Self {
        self.overlap = overlap;
        self
    }

    /// Reads the installments of every event, four events at a time.
    #[doc(alias = "parcelas")]
    pub fn with_installments(mut self) -> Self {
        self.with_installments = true;
        self
    }

    /// How many events to ask for at a time; 1,000 by default.
    #[doc(alias = "tamanho_pagina")]
    pub fn page_size(mut self, size: PageSize) -> Self {
        self.page_size = size;
        self
    }

    /// The changes. Nothing is asked for before they are polled; arguments that do not fit are told
    /// then, as [`ErrorKind::Input`](client_core::ErrorKind::Input).
    pub fn send(self) -> Changes {
        let (since, plan) = (self.since, self.plan().map(Arc::new));
        let from = plan.as_ref().map_or(since, |plan| plan.from);
        Changes {
            until: plan.as_ref().map_or(since, |plan| plan.until),
            checkpoint: since,
            since,
            feed: Feed::new(Reader::new(plan, from)),
        }
    }

    fn plan(self) -> Result<Plan> {
        let until = self.until.unwrap_or_else(OffsetDateTime::now_utc);
        let from = self.since.saturating_sub(self.overlap);
        let complaint = if self.overlap.is_negative() {
            "overlap is negative; changes after the checkpoint would be left out"
        } else if from > until {
            "the moment to start at is after the end; give an earlier one"
        } else {
            return Ok(Plan {
                client: self.client,
                from: to_the_second(from),
                until: to_the_second(until),
                with_installments: self.with_installments,
                page_size: self.page_size,
                options: self.options,
            });
        };
        Err(Error::input(complaint).with_operation(NAME))
    }
}

/// Cut to the second, as the ERP takes moments.
fn to_the_second(moment: OffsetDateTime) -> OffsetDateTime {
    moment - Duration::nanoseconds(moment.nanosecond().into())
}

impl ConfigureCall for ChangesQuery {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl fmt::Debug for ChangesQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChangesQuery")
            .field("since", &self.since)
            .field("until", &self.until)
            .finish_non_exhaustive()
    }
}

/// An event that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// The event.
    pub event_id: EventId,
    /// What it is now.
    pub state: EventState,
}

/// What an event that changed is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EventState {
    /// Not asked for: see [`ChangesQuery::with_installments`].
    NotRead,
    /// All its installments, each with its settlements. None at all may mean that it was deleted.
    Read(Vec<Installment>),
    /// The ERP lists it as changed and does not find it (404): it was deleted, as far as can be
    /// told. What the ERP answers for a deleted event is not documented.
    Gone,
}

/// A stream of [`Change`]s. Nothing is asked for before it is polled.
///
/// An error leaves it where it was: polling again tries the same again.
#[must_use = "nothing is asked for before the changes are polled"]
pub struct Changes {
    since: OffsetDateTime,
    until: OffsetDateTime,
    checkpoint: OffsetDateTime,
    feed: Feed<Reader>,
}

impl Changes {
    /// The next change, `None` at the end. Asking for it says that you have dealt with the one
    /// before. Dropping the future loses nothing.
    ///
    /// # Errors
    /// What a call met; calling again tries it again.
    pub async fn try_next(&mut self) -> Result<Option<Change>> {
        let made = self.feed.next().await?;
        Ok(self.handed_out(made))
    }

    /// Up to where all changes were handed out and dealt with. Safe to keep at any time: the change
    /// that was handed out last is not behind it before the next one is asked for.
    pub fn checkpoint(&self) -> Checkpoint {
        self.checkpoint.into()
    }

    fn handed_out(&mut self, made: Option<(Change, OffsetDateTime)>) -> Option<Change> {
        let (change, window) = made.unzip();
        // Never back behind where the last run had come: that was the overlap.
        self.checkpoint = window.unwrap_or(self.until).max(self.since);
        change
    }
}

impl Stream for Changes {
    type Item = Result<Change>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let made = ready!(this.feed.poll(cx))?;
        Poll::Ready(this.handed_out(made).map(Ok))
    }
}

impl fmt::Debug for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changes")
            .field("checkpoint", &self.checkpoint)
            .finish_non_exhaustive()
    }
}
