//! A list with filters, not asked for yet.

use std::fmt;
use std::marker::PhantomData;

use client_core::http::{CallOptions, ConfigureCall};
use client_core::page::{List, Pager};
use client_core::wire;
use client_core::{Error, Result};
use serde::de::DeserializeOwned;
use time::{Date, OffsetDateTime};

use super::envelope;
use crate::client::Matera;
use crate::draft::Draft;

/// A list of `T` with filters. Which filters there are depends on what is listed.
///
/// [`Query::send`] gives a [`Pager`]; per-call options ([`ConfigureCall`]) hold for every page. An
/// argument that cannot be sent is told by the pager's first page, as
/// [`ErrorKind::Input`](client_core::ErrorKind::Input).
#[must_use = "nothing is asked for before `send()`, and then before the pager is polled"]
pub struct Query<T> {
    client: Matera,
    /// Filters are checked as they are set; what they found is told when the first page is asked.
    draft: Result<Draft>,
    operation: &'static str,
    page_size: Option<u64>,
    options: CallOptions,
    of: PhantomData<fn() -> T>,
}

impl<T> Query<T> {
    pub(crate) fn new(client: &Matera, draft: Draft) -> Self {
        Self {
            client: client.clone(),
            operation: draft.endpoint().operation.name,
            page_size: draft.endpoint().paging.default_size(),
            draft: Ok(draft),
            options: CallOptions::default(),
            of: PhantomData,
        }
    }

    /// A filter of one value. Given twice, the later one counts.
    pub(crate) fn filter(self, name: &'static str, value: impl fmt::Display) -> Self {
        self.change(|draft| Ok(draft.with_query(name, value)))
    }

    /// A range of days, both included.
    pub(crate) fn days(self, from: (&'static str, Date), to: (&'static str, Date)) -> Self {
        self.change(|draft| draft.with_days(from, to))
    }

    /// A range of moments, in RFC 3339.
    pub(crate) fn moments(
        self,
        from: (&'static str, OffsetDateTime),
        to: (&'static str, OffsetDateTime),
    ) -> Self {
        self.change(|draft| {
            if from.1 > to.1 {
                return Err(out_of_order(from.0, to.0));
            }
            let text = |name: &str, moment| {
                wire::instant::format(moment).map_err(|cause| {
                    Error::input(format!("{name} cannot be written as a moment")).with_source(cause)
                })
            };
            Ok(draft
                .with_query(from.0, text(from.0, from.1)?)
                .with_query(to.0, text(to.0, to.1)?))
        })
    }

    pub(crate) fn change(self, change: impl FnOnce(Draft) -> Result<Draft>) -> Self {
        Self {
            draft: self.draft.and_then(change),
            ..self
        }
    }

    /// How many items to ask for at a time. The list is the same whatever it is.
    #[doc(alias = "pageSize")]
    #[doc(alias = "pageLimit")]
    #[doc(alias = "itensPorPagina")]
    pub fn page_size(mut self, items: u64) -> Self {
        self.page_size = Some(items);
        self.change(|draft| {
            let sizes = draft.endpoint().paging.sizes();
            if sizes.contains(&items) {
                return Ok(draft);
            }
            Err(Error::input(format!(
                "page_size is {items}; the provider takes {} to {} here",
                sizes.start(),
                sizes.end()
            )))
        })
    }
}

impl<T: DeserializeOwned + Send + 'static> Query<T> {
    /// The list, page by page. Nothing is asked for before the pager is polled.
    pub fn send(self) -> Pager<T> {
        let (client, operation, options) = (self.client, self.operation, self.options);
        let size = self.page_size;
        let prepared = self.draft.and_then(|draft| {
            let style = draft.endpoint().paging;
            let draft = match size {
                Some(size) => draft.with_query(style.size_parameter(), size),
                None => draft,
            };
            let endpoint = draft.endpoint();
            let call = client.prepare(draft, None)?.options(options);
            Ok((endpoint, call))
        });
        let prepared = prepared.map_err(|error| error.with_operation(operation));
        let list = match &prepared {
            Ok((_, call)) => List::of(call),
            Err(_) => List::new(operation),
        };
        let style = prepared
            .as_ref()
            .map_or(client_core::page::Style::Cursor, |(endpoint, _)| {
                endpoint.paging.style(size)
            });
        Pager::new(list, style, move |position| {
            let (client, prepared) = (client.clone(), prepared.clone());
            async move {
                let (endpoint, call) = prepared?;
                let call = position.put_on(call, endpoint.paging.position_parameter());
                let executor = client.executor();
                let answer = executor.read(call, |response| {
                    envelope::read(endpoint.paging, executor, operation, &response)
                });
                answer.await
            }
        })
    }
}

pub(crate) fn out_of_order(from: &str, to: &str) -> Error {
    Error::input(format!("{from} is after {to}; give the earlier one first"))
}

impl<T> ConfigureCall for Query<T> {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl<T> fmt::Debug for Query<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("operation", &self.operation)
            .field("page_size", &self.page_size)
            .finish_non_exhaustive()
    }
}
