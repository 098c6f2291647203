//! Page after page.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::BuildHasher as _;
use std::mem;
use std::panic::resume_unwind;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_core::future::BoxFuture;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tracing::Instrument as _;

use super::answer::PageAnswer;
use super::cursor::{Cursor, Place};
use super::list::List;
use super::style::{Position, Style, other_list, pagination};
use crate::error::{Error, ErrorKind, Outcome, Result};

/// One page of a list.
#[derive(Debug)]
#[non_exhaustive]
pub struct Page<T> {
    /// What is on it, in the provider's order. May be empty in the middle of a list.
    pub items: Vec<T>,
    /// How many items the provider says the whole list has. A hint: lists change while they are
    /// read.
    pub total: Option<u64>,
    /// This page. Starting there reads it again.
    pub cursor: Cursor,
}

/// The pages of a list, made by [`Pager::into_pages`](super::Pager::into_pages).
///
/// An error leaves it where it was: polling again asks for the same page again. A caller that
/// keeps [`Pages::cursor`] once it has dealt with a page reads no page twice.
#[must_use = "nothing is asked for before the stream is polled"]
pub struct Pages<T> {
    list: List,
    style: Style,
    fetch: Fetch<T>,
    next: Next,
    in_flight: Option<InFlight<T>>,
    /// Hashes of all links, cursors and keys met so far, to notice a circle.
    met: HashSet<u64>,
    hasher: RandomState,
    read: u64,
    page_limit: u64,
    empty_in_a_row: u32,
    read_ahead: bool,
}

type Answer<T> = Result<PageAnswer<T>>;
type Fetch<T> = Box<dyn Fn(Position) -> BoxFuture<'static, Answer<T>> + Send>;

/// Where polling goes on.
enum Next {
    Read(Cursor),
    /// The page at `page` was read, and what it says about the next one makes no sense. Told after
    /// the page itself, so that its items are not lost; then `page` can be tried again.
    Broken {
        page: Cursor,
        error: Error,
    },
    Finished,
}

/// A list with more empty pages than this in a row is a provider that does not say it is done.
const MOST_EMPTY_IN_A_ROW: u32 = 1_000;
const DEFAULT_PAGE_LIMIT: u64 = 100_000;

// Nothing in here is pinned in place, whatever the items are.
impl<T> Unpin for Pages<T> {}

impl<T: Send + 'static> Pages<T> {
    pub(super) fn new<F, A>(list: List, style: Style, fetch: F) -> Self
    where
        F: Fn(Position) -> A + Send + 'static,
        A: Future<Output = Answer<T>> + Send + 'static,
    {
        let list = style.bind(list);
        let start = Cursor::new(&list, style.first());
        Self {
            list,
            style,
            fetch: Box::new(move |position| Box::pin(fetch(position))),
            next: Next::Read(start),
            in_flight: None,
            met: HashSet::new(),
            hasher: RandomState::new(),
            read: 0,
            page_limit: DEFAULT_PAGE_LIMIT,
            empty_in_a_row: 0,
            read_ahead: false,
        }
    }

    pub(super) fn starting_at(mut self, cursor: Cursor) -> Result<Self> {
        if !cursor.is_of(&self.list) || self.style.position(cursor.place()).is_none() {
            return Err(other_list().with_operation(self.list.name()));
        }
        self.go_to(cursor);
        Ok(self)
    }

    pub(super) fn go_to(&mut self, cursor: Cursor) {
        self.met.clear();
        self.in_flight = None;
        self.next = Next::Read(cursor);
    }

    pub(super) fn read_ahead(mut self) -> Self {
        self.read_ahead = true;
        self
    }

    pub(super) fn with_page_limit(mut self, pages: u64) -> Self {
        self.page_limit = pages;
        self
    }

    /// The next page, `None` at the end. Dropping the future loses nothing.
    ///
    /// # Errors
    /// What asking for the page met. Calling again asks for the same page again.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx))
            .await
            .transpose()
    }

    /// Where polling goes on: the page after the last one handed out, or the one that could not be
    /// read. Keep it to resume; `None` when the list is finished.
    pub fn cursor(&self) -> Option<&Cursor> {
        match &self.next {
            Next::Read(cursor) | Next::Broken { page: cursor, .. } => Some(cursor),
            Next::Finished => None,
        }
    }

    /// Begins to ask for the page at `cursor`.
    fn ask(&self, cursor: &Cursor) -> Result<BoxFuture<'static, Answer<T>>> {
        if self.read >= self.page_limit {
            let error = pagination(
                "more pages than the page limit; resume at the cursor or raise the limit",
            );
            return Err(error.with_operation(self.list.name()));
        }
        let place = self.list.reveal(cursor.place());
        let position = self.style.position(&place).ok_or_else(other_list)?;
        Ok((self.fetch)(position))
    }

    fn take_in(&mut self, cursor: Cursor, answer: PageAnswer<T>) -> Page<T> {
        self.read += 1;
        self.empty_in_a_row = match answer.items.is_empty() {
            true => self.empty_in_a_row.saturating_add(1),
            false => 0,
        };
        self.next = match self.successor(&cursor, &answer) {
            Ok(Some(next)) => Next::Read(next),
            Ok(None) => Next::Finished,
            Err(error) => Next::Broken {
                page: cursor.clone(),
                error: error.with_operation(self.list.name()),
            },
        };
        if self.read_ahead {
            self.begin_ahead();
        }
        Page {
            items: answer.items,
            total: answer.total,
            cursor,
        }
    }

    fn successor(&mut self, cursor: &Cursor, answer: &PageAnswer<T>) -> Result<Option<Cursor>> {
        let here = self.list.reveal(cursor.place());
        let Some(place) = self.style.after(&here, answer)? else {
            return Ok(None);
        };
        let place = self.list.hide(place);
        if self.empty_in_a_row > MOST_EMPTY_IN_A_ROW {
            return Err(pagination(
                "the provider keeps promising more and sending empty pages",
            ));
        }
        let counted = matches!(place, Place::Number { .. } | Place::Offset(_));
        if !counted {
            self.met.insert(self.hasher.hash_one(cursor.place()));
            if !self.met.insert(self.hasher.hash_one(&place)) {
                return Err(pagination(
                    "the provider repeated a link, cursor or key of an earlier page",
                ));
            }
        }
        Ok(Some(cursor.at(place)))
    }

    fn tell_broken(&mut self) -> Option<Error> {
        match mem::replace(&mut self.next, Next::Finished) {
            Next::Broken { page, error } => {
                self.next = Next::Read(page);
                Some(error)
            }
            other => {
                self.next = other;
                None
            }
        }
    }

    /// Only within a runtime; elsewhere the next page is simply asked for when it is due.
    fn begin_ahead(&mut self) {
        if let (Next::Read(cursor), Ok(runtime)) = (&self.next, Handle::try_current())
            && let Ok(future) = self.ask(cursor)
        {
            let task = runtime.spawn(future.in_current_span());
            self.in_flight = Some(InFlight::Ahead(AbortOnDrop(task)));
        }
    }
}

impl<T: Send + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let cursor = match &this.next {
            Next::Read(cursor) => cursor,
            Next::Broken { .. } => return Poll::Ready(this.tell_broken().map(Err)),
            Next::Finished => return Poll::Ready(None),
        };
        let mut in_flight = match this.in_flight.take() {
            Some(in_flight) => in_flight,
            None => match this.ask(cursor) {
                Ok(future) => InFlight::Here(future),
                Err(error) => return Poll::Ready(Some(Err(error))),
            },
        };
        let Poll::Ready(answer) = in_flight.poll(cx) else {
            this.in_flight = Some(in_flight);
            return Poll::Pending;
        };
        let cursor = cursor.clone();
        Poll::Ready(Some(answer.map(|answer| this.take_in(cursor, answer))))
    }
}

/// A page on its way.
enum InFlight<T> {
    Here(BoxFuture<'static, Answer<T>>),
    Ahead(AbortOnDrop<Answer<T>>),
}

struct AbortOnDrop<A>(JoinHandle<A>);

impl<A> Drop for AbortOnDrop<A> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<T> InFlight<T> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Answer<T>> {
        match self {
            Self::Here(future) => future.as_mut().poll(cx),
            Self::Ahead(task) => Poll::Ready(match ready!(Pin::new(&mut task.0).poll(cx)) {
                Ok(answer) => answer,
                Err(failure) => match failure.try_into_panic() {
                    Ok(panic) => resume_unwind(panic),
                    Err(_) => Err(Error::new(
                        ErrorKind::Transport,
                        Outcome::Unknown,
                        "the runtime shut down while the page was under way",
                    )),
                },
            }),
        }
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("style", &self.style)
            .field("pages_read", &self.read)
            .finish_non_exhaustive()
    }
}
