//! Lists with filters, not asked for yet.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use client_core::http::{Call, CallOptions, ConfigureCall};
use client_core::money::Amount;
use client_core::page::{List, PageAnswer, Pager, Style};
use client_core::{Error, Executor, Operation, Result, wire};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use time::Date;

use crate::api::{Selectable, Unlinked};
use crate::model::LinkId;
use crate::present;

const LARGEST_PAGE: u32 = 1_000;

/// How a field of a list is compared.
///
/// ```
/// use belvo_client::Lookup;
/// use time::macros::date;
///
/// let january = Lookup::between(date!(2026 - 01 - 01), date!(2026 - 01 - 31));
/// let this_year = Lookup::from(date!(2026 - 01 - 01));
/// assert_ne!(january, this_year);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup<V> {
    suffix: &'static str,
    values: Vec<V>,
}

impl<V> Lookup<V> {
    fn one(suffix: &'static str, value: V) -> Self {
        let values = vec![value];
        Self { suffix, values }
    }

    /// This very value.
    pub fn is(value: V) -> Self {
        Self::one("", value)
    }

    /// Greater than this one.
    #[doc(alias = "gt")]
    pub fn after(value: V) -> Self {
        Self::one("__gt", value)
    }

    /// This one or greater.
    #[doc(alias = "gte")]
    pub fn from(value: V) -> Self {
        Self::one("__gte", value)
    }

    /// Less than this one.
    #[doc(alias = "lt")]
    pub fn before(value: V) -> Self {
        Self::one("__lt", value)
    }

    /// This one or less.
    #[doc(alias = "lte")]
    pub fn until(value: V) -> Self {
        Self::one("__lte", value)
    }

    /// From the first to the second, both included.
    #[doc(alias = "range")]
    pub fn between(first: V, last: V) -> Self {
        Self {
            suffix: "__range",
            values: vec![first, last],
        }
    }
}

/// What a [`Lookup`] compares: days, years and amounts.
pub trait LookupValue: PartialOrd {
    #[doc(hidden)]
    fn text(&self) -> Option<String>;
}

impl LookupValue for Date {
    fn text(&self) -> Option<String> {
        wire::date::format(*self).ok()
    }
}

impl LookupValue for u16 {
    fn text(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl LookupValue for Amount {
    fn text(&self) -> Option<String> {
        Some(self.to_string())
    }
}

/// A list of `T` with filters, not asked for yet. Each list has the filters that Belvo documents
/// for it and no others, for Belvo passes over what it does not know.
///
/// [`Query::send`] gives a [`Pager`]; per-call options ([`ConfigureCall`]) hold for every page. A
/// filter that cannot be sent is told by the pager's first page, as
/// [`ErrorKind::Input`](client_core::ErrorKind::Input). The order of a list is not documented.
#[must_use = "nothing is asked for before `send()`, and then before the pager is polled"]
pub struct Query<T> {
    executor: Executor,
    operation: &'static Operation,
    /// Filters are checked as they are set; what they found is told when the first page is asked.
    call: Result<Call>,
    set: BTreeSet<String>,
    page_size: u32,
    options: CallOptions,
    item: PhantomData<fn() -> T>,
}

impl<T> Query<T> {
    pub(crate) fn new(executor: &Executor, operation: &'static Operation) -> Self {
        Self::of(executor, operation, Call::new(operation))
    }

    pub(crate) fn of(executor: &Executor, operation: &'static Operation, call: Call) -> Self {
        Self {
            executor: executor.clone(),
            operation,
            call: Ok(call),
            set: BTreeSet::new(),
            page_size: LARGEST_PAGE,
            options: CallOptions::default(),
            item: PhantomData,
        }
    }

    /// A filter, once. Of two of one name Belvo would choose one.
    pub(crate) fn filter(mut self, name: impl Into<String>, value: impl fmt::Display) -> Self {
        let name = name.into();
        if !self.set.insert(name.clone()) {
            return self.fail(format!("{name} is given twice; keep one of them"));
        }
        Self {
            call: self.call.map(|call| call.query(name, value)),
            ..self
        }
    }

    pub(crate) fn compare<V: LookupValue>(self, field: &str, lookup: &Lookup<V>) -> Self {
        let name = format!("{field}{}", lookup.suffix);
        if let [first, last] = &*lookup.values
            && first > last
        {
            return self.fail(format!(
                "{name} ends before it begins; give the lesser one first"
            ));
        }
        let texts: Option<Vec<_>> = lookup.values.iter().map(LookupValue::text).collect();
        match texts {
            Some(texts) => self.filter(name, texts.join(",")),
            None => self.fail(format!("{name} is not a day between the years 0 and 9999")),
        }
    }

    /// One value, or any of several.
    pub(crate) fn one_of<V: fmt::Display>(
        self,
        field: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let texts: Vec<_> = values.into_iter().map(|value| value.to_string()).collect();
        match &*texts {
            [only] => self.filter(field, only),
            _ => self.any_of(&format!("{field}__in"), texts),
        }
    }

    /// Values joined by commas, under a name that says what that means.
    pub(crate) fn any_of<V: fmt::Display>(
        self,
        name: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let texts: Vec<_> = values.into_iter().map(|value| value.to_string()).collect();
        if texts.is_empty() {
            return self.fail(format!(
                "{name} is empty; give a value or leave the filter out"
            ));
        }
        if texts.iter().any(|text| text.contains(',')) {
            return self.fail(format!(
                "{name} has a value with a comma, which separates values"
            ));
        }
        self.filter(name, texts.join(","))
    }

    /// By one value: for lists whose ranges Belvo does not document.
    pub(crate) fn compare_with_one<V: LookupValue>(self, field: &str, lookup: &Lookup<V>) -> Self {
        match &*lookup.values {
            [_] => self.compare(field, lookup),
            _ => self.fail(format!(
                "{field}__range is not documented for this list; give both ends by Lookup::from \
                 and Lookup::until"
            )),
        }
    }

    /// A part of a text.
    pub(crate) fn containing(self, field: &str, text: &str) -> Self {
        self.part_of(format!("{field}__icontains"), text)
    }

    /// A part of a text, under a name that says so.
    pub(crate) fn part_of(self, name: impl Into<String>, text: &str) -> Self {
        let name = name.into();
        if text.chars().count() < 3 {
            return self.fail(format!("{name} is too short; give three letters or more"));
        }
        self.filter(name, text)
    }

    /// Remembers the first complaint, to be told when the list is asked for.
    pub(crate) fn fail(self, what: String) -> Self {
        let error = Error::input(what).with_operation(self.operation.name);
        Self {
            call: self.call.and(Err(error)),
            ..self
        }
    }

    /// How many items to ask for at a time: 1 to 1,000, which is the default and the most that
    /// Belvo gives.
    pub fn page_size(mut self, items: u32) -> Self {
        if !(1..=LARGEST_PAGE).contains(&items) {
            return self.fail(format!(
                "page_size is {items}; ask for 1 to {LARGEST_PAGE} items"
            ));
        }
        self.page_size = items;
        self
    }
}

impl<T: Selectable> Query<T> {
    /// Leaves these fields out of every item.
    pub fn omit(self, fields: impl IntoIterator<Item = T::Field>) -> Self {
        self.any_of("omit", fields)
    }

    /// Asks for these fields of every item and no others.
    #[doc(alias = "fields")]
    pub fn only(self, fields: impl IntoIterator<Item = T::Field>) -> Self {
        self.any_of("fields", fields)
    }
}

impl<T: Unlinked> Query<T> {
    /// Only those of these links.
    #[doc(alias = "link")]
    pub fn links<'l>(self, links: impl IntoIterator<Item = &'l LinkId>) -> Self {
        self.one_of("link", links)
    }
}

impl<T: DeserializeOwned + Send + 'static> Query<T> {
    /// The list, page by page. Nothing is asked for before the pager is polled.
    pub fn send(self) -> Pager<T> {
        let call = self.call.map(|call| {
            call.query("page_size", self.page_size)
                .options(self.options)
        });
        let (list, address) = match &call {
            Ok(call) => (List::of(call), self.executor.address(call).ok()),
            Err(_) => (List::new(self.operation.name), None),
        };
        let address = address.unwrap_or_else(|| self.executor.base_url().clone());
        let executor = self.executor;
        Pager::new(list, Style::NextLink { list: address }, move |position| {
            let executor = executor.clone();
            let call = call.clone().map(|call| position.put_on(call, "page"));
            async move {
                let page: Envelope<T> = executor.json(call?).await?;
                Ok(PageAnswer::new(page.results)
                    .with_total_hint(page.count)
                    .with_next(page.next))
            }
        })
    }
}

impl<T> ConfigureCall for Query<T> {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl<T> fmt::Debug for Query<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("operation", &self.operation.name)
            .field("page_size", &self.page_size)
            .finish_non_exhaustive()
    }
}

/// One page. `results` is always there: taking an answer without them for an empty page would lose
/// the list without a word.
#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct Envelope<T> {
    #[serde(default)]
    count: Option<u64>,
    #[serde(default)]
    next: Option<String>,
    #[serde(deserialize_with = "present::items")]
    results: Vec<T>,
}
