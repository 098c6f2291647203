//! Lists with filters, not asked for yet.

use std::fmt;
use std::marker::PhantomData;

use client_core::http::{Call, CallOptions, ConfigureCall};
use client_core::page::{List, PageAnswer, Pager, Position, Style};
use client_core::{Error, ErrorKind, Executor, Operation, Outcome, Result, wire};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use time::Date;
use url::Url;

/// A list of `T` with filters, not asked for yet. Which filters there are depends on what is
/// listed.
///
/// [`ListRequest::send`] gives a [`Pager`]; per-call options ([`ConfigureCall`]) hold for every
/// page. A filter that cannot be sent is told by the pager's first page, as [`ErrorKind::Input`].
///
/// Pages are followed by the query of the bank's own `links.next`, letter by letter: it carries the
/// `pagination-key`, with which the pages after the first cost nothing of the monthly quota. The
/// key lives for an hour, so read a list to its end, and do not resume a cursor a day later.
#[must_use = "nothing is asked for before `send()`, and then before the pager is polled"]
pub struct ListRequest<T> {
    executor: Executor,
    operation: &'static Operation,
    /// Filters are checked as they are set; what they found is told when the first page is asked.
    call: Result<Call>,
    page_size: u16,
    options: CallOptions,
    items: PhantomData<fn() -> T>,
}

const PAGE_SIZE: &str = "page-size";
const SMALLEST_PAGE: u16 = 25;
const LARGEST_PAGE: u16 = 1_000;

impl<T> ListRequest<T> {
    pub(crate) fn new(
        executor: Executor,
        operation: &'static Operation,
        call: Result<Call>,
    ) -> Self {
        Self {
            executor,
            operation,
            call,
            page_size: LARGEST_PAGE,
            options: CallOptions::default(),
            items: PhantomData,
        }
    }

    /// How many items to ask for at a time, 25 to 1000; the bank may give fewer. 1000 by default,
    /// for every listing counts against the bank's monthly quota.
    #[doc(alias = "page-size")]
    pub fn page_size(mut self, items: u16) -> Self {
        self.page_size = items;
        self
    }

    /// A filter of one value.
    pub(crate) fn filter(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.change(|call| Ok(call.query(name, value)))
    }

    /// A filter of days, both included, under the names of its first and last day.
    pub(crate) fn days(self, names: [&'static str; 2], first: Date, last: Date) -> Self {
        self.change(|call| {
            let [from, to] = names;
            if first > last {
                return Err(Error::input(format!(
                    "{from} is after {to}; exchange the two days"
                )));
            }
            let day = |day| {
                wire::date::format(day)
                    .map_err(|cause| Error::input(format!("{from} or {to}: {cause}")))
            };
            Ok(call.query(from, day(first)?).query(to, day(last)?))
        })
    }

    pub(crate) fn options(self, options: CallOptions) -> Self {
        Self { options, ..self }
    }

    pub(crate) fn change(self, change: impl FnOnce(Call) -> Result<Call>) -> Self {
        let operation = self.operation.name;
        let call = self
            .call
            .and_then(change)
            .map_err(|error| error.with_operation(operation));
        Self { call, ..self }
    }

    /// All of the request but the page.
    pub(crate) fn into_source(self) -> PageSource<T> {
        let size = self.page_size;
        let options = self.options.clone();
        let request = self.change(|call| {
            if !(SMALLEST_PAGE..=LARGEST_PAGE).contains(&size) {
                return Err(Error::input("page-size must be 25 to 1000"));
            }
            Ok(call.query(PAGE_SIZE, size).options(options))
        });
        let address = match &request.call {
            Ok(call) => request.executor.address(call),
            Err(error) => Err(error.clone()),
        };
        PageSource {
            // An address that cannot be built is told by the first page, which never gets to a
            // second.
            address: address.unwrap_or_else(|_| request.executor.base_url().clone()),
            executor: request.executor,
            operation: request.operation,
            call: request.call,
            items: PhantomData,
        }
    }
}

impl<T: DeserializeOwned + Send + 'static> ListRequest<T> {
    /// The list, page by page. Nothing is asked for before the pager is polled.
    pub fn send(self) -> Pager<T> {
        let source = self.into_source();
        let list = match &source.call {
            Ok(call) => List::of(call),
            Err(_) => List::new(source.operation.name),
        };
        let style = Style::NextLink {
            list: source.address.clone(),
        };
        Pager::new(list, style, move |position| {
            let source = source.clone();
            async move { source.at(position).await.map(SourcePage::into_answer) }
        })
    }
}

/// Where the pages of one list come from.
pub(crate) struct PageSource<T> {
    executor: Executor,
    operation: &'static Operation,
    call: Result<Call>,
    address: Url,
    items: PhantomData<fn() -> T>,
}

/// One page, and the query of the next.
pub(crate) struct SourcePage<T> {
    pub(crate) items: Vec<T>,
    pub(crate) next: Option<String>,
    total: Option<u64>,
}

impl<T: DeserializeOwned + Send + 'static> PageSource<T> {
    /// The page behind a query that an earlier page told of.
    pub(crate) async fn behind(self, query: Option<&str>) -> Result<SourcePage<T>> {
        let position = match query {
            None => Position::Start,
            Some(query) => {
                let mut link = self.address.clone();
                link.set_query(Some(query.trim_start_matches('?')));
                Position::Link(link)
            }
        };
        self.at(position).await
    }

    async fn at(self, position: Position) -> Result<SourcePage<T>> {
        let call = position.put_on(self.call?, PAGE_SIZE);
        let page: Envelope<T> = self.executor.json(call).await?;
        page.into_page()
            .map_err(|error| error.with_operation(self.operation.name))
    }
}

impl<T> Clone for PageSource<T> {
    fn clone(&self) -> Self {
        Self {
            executor: self.executor.clone(),
            operation: self.operation,
            call: self.call.clone(),
            address: self.address.clone(),
            items: PhantomData,
        }
    }
}

impl<T> SourcePage<T> {
    fn into_answer(self) -> PageAnswer<T> {
        PageAnswer::new(self.items)
            .with_total_hint(self.total)
            .with_next(self.next)
    }
}

impl<T> ConfigureCall for ListRequest<T> {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl<T> fmt::Debug for ListRequest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListRequest")
            .field("operation", &self.operation.name)
            .field("page_size", &self.page_size)
            .finish_non_exhaustive()
    }
}

/// One page. Transactions have no totals, and customers no links.
#[derive(Deserialize)]
struct Envelope<T> {
    #[serde(
        bound = "T: Deserialize<'de>",
        deserialize_with = "wire::null_as_empty"
    )]
    data: Vec<T>,
    links: Option<Links>,
    meta: Option<Meta>,
}

#[derive(Deserialize)]
struct Links {
    next: Option<String>,
}

#[derive(Deserialize)]
struct Meta {
    #[serde(rename = "totalRecords")]
    total_records: Option<u64>,
}

impl<T> Envelope<T> {
    fn into_page(self) -> Result<SourcePage<T>> {
        let next = self.links.and_then(|links| links.next);
        let next = next.filter(|next| !next.is_empty());
        let next = next.as_deref().map(query_of).transpose()?;
        Ok(SourcePage {
            items: self.data,
            next,
            total: self.meta.and_then(|meta| meta.total_records),
        })
    }
}

/// The query of a link to the next page. Banks put internal hosts and paths into links, so of a
/// link only its query counts; the credential never goes anywhere but to the registered address.
fn query_of(link: &str) -> Result<String> {
    let query = match Url::parse(link) {
        Ok(url) => url.query().map(str::to_owned),
        // A relative link.
        Err(_) => link.split_once('?').map(|(_, query)| query.to_owned()),
    };
    query
        .filter(|query| !query.is_empty())
        .map(|query| format!("?{query}"))
        .ok_or_else(|| {
            Error::new(
                ErrorKind::Pagination,
                Outcome::Applied,
                "the bank's link to the next page holds no query to go on with",
            )
        })
}
