//! What a dump reads: lists, page by page, and single answers.

use std::collections::BTreeMap;
use std::future::Future;

use client_core::page::{Cursor, Pager, Pages};
use client_core::{Error, ErrorKind, Outcome, Result};
use futures_util::stream::{self, LocalBoxStream, StreamExt as _};
use http::StatusCode;
use serde::Serialize;

/// A part of a provider's data that is read, and resumed, on its own.
pub struct Source {
    name: String,
    open: Open,
    is_window: bool,
    may_be_refused: bool,
}

type Open = Box<dyn FnOnce(Option<Cursor>) -> Result<Batches>>;
pub(super) type Batches = LocalBoxStream<'static, Result<Batch>>;

/// The lines of one page, and where to go on after it.
pub(super) struct Batch {
    pub(super) lines: Lines,
    pub(super) then: Then,
}

/// Where to go on.
pub(super) enum Then {
    /// At this page of the same source.
    Page(Cursor),
    /// Nowhere yet: what the page says about the next one makes no sense, as the next batch will
    /// tell. The page must be read again.
    SamePage,
    /// At the next source.
    NextSource,
}

impl Source {
    /// A list of records of one kind.
    pub fn list<T: Serialize + Send + 'static>(
        name: impl Into<String>,
        kind: &'static str,
        pager: Pager<T>,
    ) -> Self {
        Self::list_with(name, pager, async move |items| {
            let mut lines = Lines::default();
            items.iter().try_for_each(|item| lines.add(kind, item))?;
            Ok(lines)
        })
    }

    /// A list whose pages `write` turns into lines, asking for more where it must.
    pub fn list_with<T, W>(name: impl Into<String>, pager: Pager<T>, write: W) -> Self
    where
        T: Send + 'static,
        W: AsyncFn(Vec<T>) -> Result<Lines> + 'static,
    {
        let open = move |cursor: Option<Cursor>| {
            let pager = match cursor {
                Some(cursor) => pager.starting_at(cursor)?,
                None => pager,
            };
            let state = (pager.into_pages(), write);
            Ok(stream::try_unfold(state, async |(mut pages, write)| {
                let batch = next_batch(&mut pages, &write).await?;
                Ok(batch.map(|batch| (batch, (pages, write))))
            })
            .boxed_local())
        };
        Self {
            name: name.into(),
            open: Box::new(open),
            is_window: false,
            may_be_refused: false,
        }
    }

    /// A single answer.
    pub fn once<A>(name: impl Into<String>, answer: A) -> Self
    where
        A: Future<Output = Result<Lines>> + 'static,
    {
        let batch = async move {
            Ok(Batch {
                lines: answer.await?,
                then: Then::NextSource,
            })
        };
        Self {
            name: name.into(),
            open: Box::new(move |_| Ok(stream::once(batch).boxed_local())),
            is_window: false,
            may_be_refused: false,
        }
    }

    /// A list of parts of `whole`, as [`Lines::add_parts`] writes them.
    pub fn parts<T: Serialize + Send + 'static>(
        name: impl Into<String>,
        kind: &'static str,
        (field, id): (&'static str, String),
        pager: Pager<T>,
    ) -> Self {
        Self::list_with(name, pager, async move |items| {
            let mut lines = Lines::default();
            lines.add_parts(kind, (field, &id), &items)?;
            Ok(lines)
        })
    }

    /// One of many stretches of the same list: told of only when it holds something.
    pub fn window(mut self) -> Self {
        self.is_window = true;
        self
    }

    /// Left out where the provider does not let us read it (403): somebody agreed to a part only.
    pub fn if_allowed(mut self) -> Self {
        self.may_be_refused = true;
        self
    }

    /// Why an error of its first page does not end the dump, if it does not.
    pub(super) fn excuse(&self) -> fn(&Error) -> Option<&'static str> {
        match self.may_be_refused {
            true => |error| absence(error).or_else(|| refusal(error)),
            false => absence,
        }
    }

    pub(super) fn is_window(&self) -> bool {
        self.is_window
    }

    /// The name in saved places and in progress.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn open(self, at: Option<Cursor>) -> Result<Batches> {
        (self.open)(at)
    }
}

fn absence(error: &Error) -> Option<&'static str> {
    let absent = error.status() == Some(StatusCode::NOT_FOUND);
    absent.then_some("left out: this server does not have it (404)")
}

fn refusal(error: &Error) -> Option<&'static str> {
    let refused = error.status() == Some(StatusCode::FORBIDDEN);
    refused.then_some("left out: nobody agreed that it is read (403)")
}

async fn next_batch<T: Send + 'static>(
    pages: &mut Pages<T>,
    write: &impl AsyncFn(Vec<T>) -> Result<Lines>,
) -> Result<Option<Batch>> {
    let Some(page) = pages.try_next().await? else {
        return Ok(None);
    };
    let then = match pages.cursor() {
        Some(next) if *next == page.cursor => Then::SamePage,
        Some(next) => Then::Page(next.clone()),
        None => Then::NextSource,
    };
    let lines = write(page.items).await?;
    Ok(Some(Batch { lines, then }))
}

/// Records, written as JSON lines.
#[derive(Debug, Default)]
pub struct Lines {
    pub(super) text: Vec<u8>,
    pub(super) records: u64,
    pub(super) gone: u64,
}

#[derive(Serialize)]
struct Line<'a, T> {
    kind: &'static str,
    /// What the record is a part of. Beside the data, which may have a field of that name.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<BTreeMap<&'static str, &'a str>>,
    data: &'a T,
}

impl Lines {
    /// One answer as one record.
    ///
    /// # Errors
    /// As [`Lines::add`].
    pub fn one(kind: &'static str, data: &impl Serialize) -> Result<Self> {
        let mut lines = Self::default();
        lines.add(kind, data)?;
        Ok(lines)
    }

    /// Adds records that are parts of `whole`, under the provider's name of its id.
    ///
    /// # Errors
    /// As [`Lines::add`].
    pub fn add_parts<'p, T: Serialize + 'p>(
        &mut self,
        kind: &'static str,
        whole: (&'static str, &str),
        parts: impl IntoIterator<Item = &'p T>,
    ) -> Result<()> {
        let mut parts = parts.into_iter();
        parts.try_for_each(|data| {
            self.write(&Line {
                kind,
                of: Some(BTreeMap::from([whole])),
                data,
            })
        })
    }

    /// Adds a record.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when the record cannot be written as JSON: it holds a time that no
    /// calendar has.
    pub fn add(&mut self, kind: &'static str, data: &impl Serialize) -> Result<()> {
        self.write(&Line {
            kind,
            of: None,
            data,
        })
    }

    fn write<T: Serialize>(&mut self, line: &Line<'_, T>) -> Result<()> {
        serde_json::to_writer(&mut self.text, line).map_err(|cause| {
            let what = format!("a record of kind {} cannot be written as JSON", line.kind);
            Error::new(ErrorKind::Decode, Outcome::Applied, what).with_source(cause)
        })?;
        self.text.push(b'\n');
        self.records += 1;
        Ok(())
    }

    /// Adds all that `others` holds.
    pub fn append(&mut self, others: Self) {
        self.text.extend(others.text);
        self.records += others.records;
        self.gone += others.gone;
    }

    /// Adds a record, or counts that it was listed and then not found.
    ///
    /// # Errors
    /// As [`Lines::add`].
    pub fn add_found(&mut self, kind: &'static str, data: Option<&impl Serialize>) -> Result<()> {
        match data {
            Some(data) => self.add(kind, data),
            None => {
                self.gone += 1;
                Ok(())
            }
        }
    }
}
