//! How providers split lists, and where each way goes on or ends.

use std::fmt;

use url::{Position as UrlPart, Url};

use super::answer::PageAnswer;
use super::cursor::Place;
use super::list::List;
use crate::error::{Error, ErrorKind, Outcome, Result};
use crate::http::{Call, same_origin};

/// How a provider splits a list into pages.
///
/// Where the answer has a "more" flag, the flag decides. Otherwise the rules below do. Where
/// anything says that there is more, an empty page is not the end.
#[derive(Clone)]
#[non_exhaustive]
pub enum Style {
    /// Page number and page size. Ends with the page count or the total when the provider tells
    /// one, else with a page shorter than `size`.
    Number {
        /// Number of the first page, 0 or 1.
        first: u64,
        /// Page size asked for. Ask for no more than the provider gives, for a page that it cut
        /// looks like the last one.
        size: u64,
    },
    /// Offset and limit, from 0. Ends with the total when the provider tells one, else with a page
    /// shorter than `size`.
    Offset {
        /// Page size asked for.
        size: u64,
    },
    /// The answer links to the next page, by a whole address or a relative one. Ends without a
    /// link. A link to another origin is an error, for it would carry the credential there.
    NextLink {
        /// Address of the list, which relative links start from; see
        /// [`Executor::address`](crate::Executor::address).
        list: Url,
    },
    /// The answer holds an opaque text to go on from. Ends without one.
    Cursor,
    /// The next page starts after the key of the last item, which the caller gives as
    /// [`PageAnswer::with_next`]. Ends with a page shorter than `size`.
    Keyed {
        /// Page size asked for.
        size: u64,
    },
}

/// Which page to ask for. `Debug` shows numbers and offsets only: links and keys can hold
/// personal data.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Position {
    /// The first page, of a list without numbers.
    Start,
    /// The page with this number.
    Number(u64),
    /// The page that starts with this item, counted from 0.
    Offset(u64),
    /// The page at this address, of the same origin as the list.
    Link(Url),
    /// The page behind this opaque text.
    Cursor(String),
    /// The page after the item with this key.
    After(String),
}

impl Position {
    /// Puts the position on a call: a link replaces path and query, anything else goes into the
    /// query as `parameter`, and the start leaves the call as it is.
    #[must_use]
    pub fn put_on(self, call: Call, parameter: &'static str) -> Call {
        match self {
            Self::Start => call,
            Self::Number(number) | Self::Offset(number) => call.query(parameter, number),
            Self::Cursor(text) | Self::After(text) => call.query(parameter, text),
            Self::Link(link) => call.at_link(link),
        }
    }
}

impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("Start"),
            Self::Number(number) => write!(f, "Number({number})"),
            Self::Offset(offset) => write!(f, "Offset({offset})"),
            Self::Link(_) => f.write_str("Link(..)"),
            Self::Cursor(_) => f.write_str("Cursor(..)"),
            Self::After(_) => f.write_str("After(..)"),
        }
    }
}

impl fmt::Debug for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number { first, size } => write!(f, "Number {{ first: {first}, size: {size} }}"),
            Self::Offset { size } => write!(f, "Offset {{ size: {size} }}"),
            Self::NextLink { .. } => f.write_str("NextLink { .. }"),
            Self::Cursor => f.write_str("Cursor"),
            Self::Keyed { size } => write!(f, "Keyed {{ size: {size} }}"),
        }
    }
}

impl Style {
    /// A page number means something with its page size only.
    pub(super) fn bind(&self, list: List) -> List {
        match self {
            Self::Number { first, size } => list.filter("page", format_args!("{first}, {size}")),
            Self::Offset { .. } | Self::NextLink { .. } | Self::Cursor | Self::Keyed { .. } => list,
        }
    }

    pub(super) fn first(&self) -> Place {
        match self {
            Self::Number { first, .. } => Place::Number {
                page: *first,
                seen: 0,
            },
            Self::Offset { .. } => Place::Offset(0),
            Self::NextLink { .. } | Self::Cursor | Self::Keyed { .. } => Place::Start,
        }
    }

    /// The position of a place, if places of this kind belong to this style.
    pub(super) fn position(&self, place: &Place) -> Option<Position> {
        Some(match (self, place) {
            (Self::Number { .. }, Place::Number { page, .. }) => Position::Number(*page),
            (Self::Offset { .. }, Place::Offset(offset)) => Position::Offset(*offset),
            (Self::NextLink { .. } | Self::Cursor | Self::Keyed { .. }, Place::Start) => {
                Position::Start
            }
            (Self::NextLink { list }, Place::Link(link)) => Position::Link(below(list, link)),
            (Self::Cursor, Place::Cursor(text)) => Position::Cursor(text.clone()),
            (Self::Keyed { .. }, Place::After(key)) => Position::After(key.clone()),
            _ => return None,
        })
    }

    /// Where the list goes on after the page at `place`, `None` at its end.
    pub(super) fn after<T>(&self, place: &Place, answer: &PageAnswer<T>) -> Result<Option<Place>> {
        let read = u64::try_from(answer.items.len()).unwrap_or(u64::MAX);
        match (self, place) {
            (Self::Number { first, size }, Place::Number { page, seen }) => {
                let numbered = page.saturating_sub(*first).saturating_add(1);
                let seen = seen.saturating_add(read);
                let more = answer
                    .more
                    .or_else(|| answer.pages.map(|pages| numbered < pages))
                    .or_else(|| {
                        // Beyond where the last page should be, an empty one ends the list: items
                        // may have gone since the total was counted.
                        let past_end = |total| read == 0 && numbered.saturating_mul(*size) >= total;
                        let total = answer.deciding_total()?;
                        Some(seen < total && !past_end(total))
                    })
                    .unwrap_or(is_full(read, *size));
                let Some(page) = page.checked_add(1).filter(|_| more) else {
                    return Ok(None);
                };
                Ok(Some(Place::Number { page, seen }))
            }
            (Self::Offset { size }, Place::Offset(offset)) => {
                // A page that the provider cut goes on where it was cut, an empty one is passed.
                let step = if read == 0 { *size } else { read };
                let next = offset.saturating_add(step.max(1));
                let more = answer
                    .more
                    .or_else(|| answer.deciding_total().map(|total| next < total))
                    .unwrap_or(is_full(read, *size));
                Ok(more.then_some(Place::Offset(next)))
            }
            (Self::NextLink { list }, _) => answer
                .onward(answer.next.is_some())?
                .map(|link| follow(list, place, link).map(Place::Link))
                .transpose(),
            (Self::Cursor, _) => Ok(answer
                .onward(answer.next.is_some())?
                .map(|text| Place::Cursor(text.to_owned()))),
            (Self::Keyed { size }, _) => Ok(answer
                .onward(is_full(read, *size))?
                .map(|key| Place::After(key.to_owned()))),
            _ => Err(other_list()),
        }
    }
}

impl<T> PageAnswer<T> {
    fn deciding_total(&self) -> Option<u64> {
        self.total.filter(|_| self.total_decides)
    }

    /// What to go on from, if there is more: by the flag, or else by `more`.
    fn onward(&self, more: bool) -> Result<Option<&str>> {
        match (self.more.unwrap_or(more), self.next.as_deref()) {
            (false, _) => Ok(None),
            (true, Some(next)) => Ok(Some(next)),
            (true, None) => Err(pagination(
                "the provider has more pages and does not say where",
            )),
        }
    }
}

fn is_full(read: u64, size: u64) -> bool {
    read >= size.max(1)
}

/// Path and query of the address that `link` leads to from the page at `place`.
fn follow(list: &Url, place: &Place, link: &str) -> Result<String> {
    let from = match place {
        Place::Link(current) => below(list, current),
        _ => list.clone(),
    };
    let to = from
        .join(link)
        .map_err(|_| pagination("the link to the next page is not an address"))?;
    if !same_origin(list, &to) {
        return Err(pagination(
            "the link to the next page leads to another origin than the list",
        ));
    }
    Ok(to[UrlPart::BeforePath..UrlPart::AfterQuery].to_owned())
}

/// The address with this path and query at the origin of `list`, whatever the text holds.
fn below(list: &Url, path_and_query: &str) -> Url {
    let (path, query) = match path_and_query.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path_and_query, None),
    };
    let mut url = list.clone();
    url.set_path(path);
    url.set_query(query);
    url
}

pub(super) fn pagination(what: &'static str) -> Error {
    // Whatever was read before, the page this is about was not asked for.
    Error::new(ErrorKind::Pagination, Outcome::NotSent, what)
}

pub(super) fn other_list() -> Error {
    pagination(
        "the cursor is of another list, other filters or another page size; start this list from \
         its beginning",
    )
}
