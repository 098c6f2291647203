//! The statement of a company: what moved and what is to move, from the lists that have it.
//!
//! [`ContaAzul::statement`] merges receivables, payables, their settlements and transfers of a
//! period into one stream of [`Movement`]s.
//!
//! ```
//! # async fn print(erp: &contaazul_client::ContaAzul) -> contaazul_client::Result<()> {
//! use contaazul_client::statement::MovementStatus;
//! use time::macros::date;
//!
//! let mut april = erp
//!     .statement(date!(2026 - 04 - 01), date!(2026 - 04 - 30))
//!     .as_of(date!(2026 - 05 - 04))
//!     .status(MovementStatus::Paid)
//!     .status(MovementStatus::Overdue)
//!     .send();
//! while let Some(movement) = april.try_next().await? {
//!     println!("{} {}", movement.date, movement.signed_amount());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What a movement is
//! Money that moved shows as its settlement: on the day it moved, with the amount that moved, of
//! whatever installment and whenever that was due. What of an installment is still open shows on
//! its due date, [`Scheduled`](MovementStatus::Scheduled) or [`Overdue`](MovementStatus::Overdue)
//! by the reference day. Both can be of one installment. What was renegotiated, written off or
//! cancelled is owed no more and does not show, unless money had moved for it.
//!
//! The searches tell neither the day nor the parts of a payment; [`Detail`] says what finding out
//! costs, and what a statement without it knows.
//!
//! # Order
//! Day by day with [`Detail::Settlements`], the whole period at once with
//! [`Detail::Installments`]; in there receipts, payments, transfers, then what is to be received
//! and to be paid. Each of these lists comes in the pages of the ERP, which does not document its
//! order, and within a page by date and id.
//!
//! # Resuming
//! One page is in memory at a time. A call that failed can be tried again by polling again. The
//! [`StatementCursor`] can be kept; [`Statement::starting_at`] goes on behind the movement it was
//! taken at, without loss and without repetition. When the list changed in between, so that what
//! was handed out last is not where it was, that list comes again from its beginning: tell
//! repetitions by [`Movement::key`].
//!
//! A list that changes while it is read may move an item over the edge of a page that was read
//! already; the ERP numbers its pages and offers no snapshot. Run
//! [`ContaAzul::changed_since`] from before the statement to see what changed meanwhile.

mod cursor;
mod movement;
mod plan;
mod reader;
mod record;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use client_core::http::{CallOptions, ConfigureCall};
use client_core::{Error, ErrorKind, Outcome, Result};
use futures_core::Stream;
use time::Date;

use self::cursor::Place;
pub use self::cursor::StatementCursor;
pub use self::movement::{Direction, Movement, MovementKind, MovementStatus};
pub use self::plan::Detail;
use self::plan::Plan;
use self::reader::Reader;
use crate::client::ContaAzul;
use crate::feed::Feed;
use crate::model::{AccountId, PersonId};
use crate::query::PageSize;

/// What errors of the statement itself name as their operation.
const NAME: &str = "contaazul.statement";

impl ContaAzul {
    /// The company's statement of a period, both days included: see [`statement`](self).
    ///
    /// Composed of the searches for receivables and payables, installments and transfers, all
    /// documented or measured in production; no operation of the ERP gives it whole.
    #[doc(alias = "extrato")]
    #[doc(alias = "lancamentos")]
    pub fn statement(&self, from: Date, to: Date) -> StatementQuery {
        StatementQuery {
            plan: Plan::new(self, from, to),
        }
    }
}

/// A statement that was not asked for yet. Filters of one kind add up: two accounts give the
/// movements of both.
#[derive(Clone)]
#[must_use = "nothing is asked for before `send()`, and then before the statement is polled"]
pub struct StatementQuery {
    plan: Plan,
}

impl StatementQuery {
    /// The reference day: what is open and due before it is overdue. The last day of the period
    /// unless told otherwise; no clock is looked at.
    pub fn as_of(mut self, day: Date) -> Self {
        self.plan.as_of = day;
        self
    }

    /// How much to find out about what was paid; [`Detail::Settlements`] by default.
    pub fn detail(mut self, detail: Detail) -> Self {
        self.plan.detail = detail;
        self
    }

    /// Only movements of this kind; call again to add another.
    pub fn kind(mut self, kind: MovementKind) -> Self {
        self.plan.kinds.push(kind);
        self
    }

    /// Only movements that stand so; call again to add another. Transfers count as paid.
    pub fn status(mut self, status: MovementStatus) -> Self {
        self.plan.statuses.push(status);
        self
    }

    /// Only movements with this customer or supplier, which leaves transfers out. The ERP cannot
    /// search payables by supplier, so all of them are read.
    #[doc(alias = "id_cliente")]
    #[doc(alias = "id_fornecedor")]
    pub fn counterparty(mut self, person: &PersonId) -> Self {
        self.plan.counterparty = Some(person.clone());
        self
    }

    /// Only movements on this account; call again to add another.
    ///
    /// Settlements count on the account they were made on, for which all of the period are read.
    /// What is open, and everything with [`Detail::Installments`], counts on the account it was
    /// planned on.
    #[doc(alias = "id_conta_financeira")]
    pub fn account(mut self, account: &AccountId) -> Self {
        self.plan.accounts.push(account.clone());
        self
    }

    /// Of what was paid, only what was due from `from` to `to`: the ERP demands such a window. Five
    /// years before the period to two years after it by default.
    #[doc(alias = "data_vencimento_de")]
    #[doc(alias = "data_vencimento_ate")]
    pub fn paid_of_due_between(mut self, from: Date, to: Date) -> Self {
        self.plan.due = (from, to);
        self
    }

    /// How many items to ask for at a time and hold in memory; 1,000 by default.
    #[doc(alias = "tamanho_pagina")]
    pub fn page_size(mut self, size: PageSize) -> Self {
        self.plan.page_size = size;
        self
    }

    /// The statement. Nothing is asked for before it is polled; arguments that do not fit are told
    /// then, as [`ErrorKind::Input`].
    pub fn send(self) -> Statement {
        let plan = self.plan.check().map(|()| Arc::new(self.plan));
        Statement {
            feed: Feed::new(Reader::new(plan.clone(), Place::default())),
            plan,
            place: Some(Place::default()),
        }
    }
}

impl ConfigureCall for StatementQuery {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.plan.options
    }
}

impl fmt::Debug for StatementQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatementQuery")
            .field("from", &self.plan.from)
            .field("to", &self.plan.to)
            .field("detail", &self.plan.detail)
            .finish_non_exhaustive()
    }
}

/// A stream of [`Movement`]s. Nothing is asked for before it is polled.
///
/// An error leaves it where it was: polling again tries the same again.
#[must_use = "nothing is asked for before the statement is polled"]
pub struct Statement {
    plan: Result<Arc<Plan>>,
    feed: Feed<Reader>,
    /// Behind the last movement that was handed out; `None` at the end.
    place: Option<Place>,
}

impl Statement {
    /// Goes on behind the movement at which `cursor` was taken, instead of starting at the
    /// beginning.
    ///
    /// # Errors
    /// [`ErrorKind::Pagination`] when the cursor is of a statement with another period, reference
    /// day, filter, detail or page size; [`ErrorKind::Input`] when its arguments do not fit.
    pub fn starting_at(mut self, cursor: StatementCursor) -> Result<Self> {
        let plan = self.plan.clone()?;
        if cursor.statement != plan.fingerprint() {
            return Err(Error::new(
                ErrorKind::Pagination,
                Outcome::NotSent,
                "the cursor is of another statement: period, reference day, filters, detail and \
                 page size must be the same; start without one",
            )
            .with_operation(NAME));
        }
        self.feed = Feed::new(Reader::new(Ok(plan), cursor.place.clone()));
        self.place = Some(cursor.place);
        Ok(self)
    }

    /// The next movement, `None` at the end. Dropping the future loses nothing.
    ///
    /// # Errors
    /// What a call met; calling again tries it again. Status 404 for an installment that was deleted
    /// since it was found, and [`ErrorKind::Decode`] with the id of a record that lacks an amount or
    /// a day: see [`Statement::pass_over`].
    pub async fn try_next(&mut self) -> Result<Option<Movement>> {
        let made = self.feed.next().await?;
        Ok(self.handed_out(made))
    }

    /// Just behind the last movement that was handed out. Keep it once you have dealt with that
    /// movement; `None` when the statement is finished, or its arguments do not fit.
    pub fn cursor(&self) -> Option<StatementCursor> {
        Some(StatementCursor {
            statement: self.plan.as_ref().ok()?.fingerprint(),
            place: self.place.clone()?,
        })
    }

    /// Leaves out the record that the last error was about, when it was about one: an installment
    /// that is not found any more, or one or a transfer without an amount or a day. Says whether
    /// there was one.
    ///
    pub fn pass_over(&mut self) -> bool {
        let passed = self.feed.producer_mut().and_then(Reader::pass_over);
        let was_there = passed.is_some();
        self.place = passed.or(self.place.take());
        was_there
    }

    fn handed_out(&mut self, made: Option<(Movement, Place)>) -> Option<Movement> {
        let (movement, place) = made.unzip();
        self.place = place;
        movement
    }
}

impl Stream for Statement {
    type Item = Result<Movement>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let made = ready!(this.feed.poll(cx))?;
        Poll::Ready(this.handed_out(made).map(Ok))
    }
}

impl fmt::Debug for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Statement")
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}
