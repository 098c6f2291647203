//! Lists that come in pages, as one stream of items.
//!
//! A [`Pager`] asks for one page at a time and hands out its items. It never skips: an error leaves
//! it on the page it could not read, and polling again asks for that page again. Its [`Cursor`]
//! can be kept across restarts. Resuming starts at the beginning of a page, so items of that page
//! may be seen again: at least once, never not at all.
//!
//! ```
//! use client_core::http::Call;
//! use client_core::page::{List, PageAnswer, Pager, Style};
//! use client_core::{Error, Executor};
//!
//! #[derive(serde::Deserialize)]
//! struct Envelope {
//!     items: Vec<String>,
//!     total: Option<u64>,
//! }
//!
//! fn names(executor: &Executor, call: Call) -> Pager<String> {
//!     let executor = executor.clone();
//!     let list = List::of(&call);
//!     Pager::new(list, Style::Number { first: 1, size: 100 }, move |position| {
//!         let (executor, call) = (executor.clone(), position.put_on(call.clone(), "page"));
//!         async move {
//!             let answer: Envelope = executor.json(call).await?;
//!             Ok(PageAnswer::new(answer.items).with_total(answer.total))
//!         }
//!     })
//! }
//!
//! async fn print_all(mut names: Pager<String>) -> Result<(), Error> {
//!     while let Some(name) = names.try_next().await? {
//!         println!("{name}");
//!     }
//!     Ok(())
//! }
//! ```

mod answer;
mod cursor;
mod list;
mod pages;
mod style;

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

pub use self::answer::PageAnswer;
pub use self::cursor::Cursor;
pub use self::list::List;
pub use self::pages::{Page, Pages};
pub use self::style::{Position, Style};
use crate::error::Result;

/// The items of a list, page by page. Nothing is asked for before it is first polled.
///
/// Holds one page in memory, with [`Pager::read_ahead`] two.
#[must_use = "nothing is asked for before the pager is polled"]
pub struct Pager<T> {
    pages: Pages<T>,
    items: vec::IntoIter<T>,
    /// The page that `items` are of.
    current: Option<Cursor>,
}

// Nothing in a pager is pinned in place, whatever its items are.
impl<T> Unpin for Pager<T> {}

impl<T: Send + 'static> Pager<T> {
    /// A pager over `list`, which the provider splits by `style`. `fetch` asks for the page at a
    /// position; it is called once per page, and again for the same page after an error.
    pub fn new<F, A>(list: List, style: Style, fetch: F) -> Self
    where
        F: Fn(Position) -> A + Send + 'static,
        A: Future<Output = Result<PageAnswer<T>>> + Send + 'static,
    {
        Self {
            pages: Pages::new(list, style, fetch),
            items: Vec::new().into_iter(),
            current: None,
        }
    }

    /// Starts at a cursor of the same list, kept from an earlier run, instead of the beginning.
    ///
    /// # Errors
    /// [`ErrorKind::Pagination`](crate::ErrorKind::Pagination) when the cursor is of another list,
    /// or of the same list with other filters or another page size. Start that list from its
    /// beginning.
    pub fn starting_at(mut self, cursor: Cursor) -> Result<Self> {
        self.pages = self.pages.starting_at(cursor)?;
        self.items = Vec::new().into_iter();
        self.current = None;
        Ok(self)
    }

    /// Asks for the next page while the items of this one are handed out. Costs the memory of a
    /// second page, and a call that was in vain when the stream is dropped early.
    pub fn read_ahead(mut self) -> Self {
        self.pages = self.pages.read_ahead();
        self
    }

    /// Gives up with [`ErrorKind::Pagination`](crate::ErrorKind::Pagination) after this many
    /// pages, instead of 100,000. The guard against a provider that never says it is done.
    pub fn with_page_limit(mut self, pages: u64) -> Self {
        self.pages = self.pages.with_page_limit(pages);
        self
    }

    /// The next item, `None` at the end. Dropping the future loses nothing.
    ///
    /// # Errors
    /// What asking for the page met. Calling again asks for the same page again.
    pub async fn try_next(&mut self) -> Result<Option<T>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx))
            .await
            .transpose()
    }

    /// The page whose items are being handed out, or that will be asked for next. Keep it to
    /// resume; `None` when the list is finished.
    pub fn cursor(&self) -> Option<&Cursor> {
        self.current.as_ref().or_else(|| self.pages.cursor())
    }

    /// The same list as whole pages. A page that is not handed out to its end comes again.
    pub fn into_pages(mut self) -> Pages<T> {
        if self.items.len() > 0
            && let Some(current) = self.current
        {
            self.pages.go_to(current);
        }
        self.pages
    }

    /// All items at once. This holds the whole list in memory, and an error drops what was read;
    /// for lists without a known bound use the stream.
    ///
    /// # Errors
    /// As [`Pager::try_next`].
    pub async fn try_collect(mut self) -> Result<Vec<T>> {
        let mut all = Vec::new();
        while let Some(item) = self.try_next().await? {
            all.push(item);
        }
        Ok(all)
    }
}

impl<T: Send + 'static> Stream for Pager<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            // Frees the page that is done before the next one comes.
            self.items = Vec::new().into_iter();
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                Some(Ok(page)) => {
                    self.items = page.items.into_iter();
                    self.current = Some(page.cursor);
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => {
                    self.current = None;
                    return Poll::Ready(None);
                }
            }
        }
    }
}

impl<T> fmt::Debug for Pager<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pager")
            .field("pages", &self.pages)
            .field("items_left", &self.items.len())
            .finish_non_exhaustive()
    }
}
