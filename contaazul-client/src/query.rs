//! Lists with filters, not asked for yet.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use client_core::http::{Call, CallOptions, ConfigureCall};
use client_core::page::{List, PageAnswer, Pager, Style};
use client_core::{Error, ErrorKind, Executor, Operation, Outcome, Result, wire};
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use time::{Date, OffsetDateTime};

/// How many items a page holds. The ERP answers 400 to any other size.
#[doc(alias = "tamanho_pagina")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageSize {
    /// 10
    N10,
    /// 20
    N20,
    /// 50
    N50,
    /// 100
    #[default]
    N100,
    /// 200
    N200,
    /// 500
    N500,
    /// 1000
    N1000,
}

impl PageSize {
    /// The number of items.
    pub fn items(self) -> u64 {
        match self {
            Self::N10 => 10,
            Self::N20 => 20,
            Self::N50 => 50,
            Self::N100 => 100,
            Self::N200 => 200,
            Self::N500 => 500,
            Self::N1000 => 1_000,
        }
    }
}

/// Which way to sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortOrder {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// Marks a list of the first generation of the API.
#[derive(Clone, Copy, Debug)]
pub enum First {}

/// Marks a list of the second generation of the API.
#[derive(Clone, Copy, Debug)]
pub enum Second {}

/// Marks a list of what is negotiated: sales and quotes.
#[derive(Clone, Copy, Debug)]
pub enum Negotiations {}

/// Marks a list that only the seed description knows.
#[derive(Clone, Copy, Debug)]
pub enum Seed {}

/// A list of `T` with filters, not asked for yet. Which filters there are depends on what is
/// listed and by which generation or family `G` of the API: the ERP ignores a filter it does not
/// know and answers with everything, so none can be set that it was not documented to know.
///
/// [`Query::send`] gives a [`Pager`]; per-call options ([`ConfigureCall`]) hold for every page. A
/// filter that cannot be sent is told by the pager's first page, as
/// [`ErrorKind::Input`].
#[must_use = "nothing is asked for before `send()`, and then before the pager is polled"]
pub struct Query<T, G = First> {
    executor: Executor,
    operation: &'static Operation,
    /// Filters are checked as they are set; what they found is told when the first page is asked.
    call: Result<Call>,
    /// The filters of one value that are set.
    set: Vec<&'static str>,
    sort: Option<(SortOrder, &'static str)>,
    page_size: PageSize,
    largest_page: PageSize,
    pages: PageParameters,
    options: CallOptions,
    belongs: Option<Belongs<T>>,
    /// Whether the total that the ERP tells is the number of items.
    total_counts: bool,
    generation: PhantomData<fn() -> G>,
}

/// Whether an item is one that was asked for.
type Belongs<T> = Arc<dyn Fn(&T) -> bool + Send + Sync>;

/// What a list calls its page number and page size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageParameters {
    number: &'static str,
    size: &'static str,
}

const ERP_PAGES: PageParameters = PageParameters {
    number: "pagina",
    size: "tamanho_pagina",
};
pub(crate) const SEED_PAGES: PageParameters = PageParameters {
    number: "page",
    size: "size",
};

const LONGEST_WINDOW: time::Duration = time::Duration::days(365);

const SORT_ASCENDING: &str = "campo_ordenado_ascendente";
const SORT_DESCENDING: &str = "campo_ordenado_descendente";

impl<T, G> Query<T, G> {
    pub(crate) fn new(executor: &Executor, operation: &'static Operation) -> Self {
        Self {
            executor: executor.clone(),
            operation,
            call: Ok(Call::new(operation)),
            set: Vec::new(),
            sort: None,
            page_size: PageSize::default(),
            largest_page: PageSize::N1000,
            pages: ERP_PAGES,
            options: CallOptions::default(),
            belongs: None,
            total_counts: true,
            generation: PhantomData,
        }
    }

    pub(crate) fn with_pages(mut self, pages: PageParameters) -> Self {
        self.pages = pages;
        self
    }

    /// Fills a place in the path.
    pub(crate) fn argument(self, name: &'static str, value: impl fmt::Display) -> Self {
        Self {
            call: self.call.map(|call| call.argument(name, value)),
            ..self
        }
    }

    /// Asks on until a page is not full: for lists whose total leaves items out.
    pub(crate) fn without_total(mut self) -> Self {
        self.total_counts = false;
        self
    }

    /// A filter that may be given several times, each time for one more value.
    pub(crate) fn also(self, name: &'static str, value: impl fmt::Display) -> Self {
        Self {
            call: self.call.map(|call| call.query(name, value)),
            ..self
        }
    }

    /// A filter that has one value. Of two the ERP would choose one, and nobody knows which.
    pub(crate) fn filter(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        if self.set.contains(&name) {
            return self.fail(Error::input(format!(
                "{name} is given twice; keep one of them"
            )));
        }
        self.set.push(name);
        self.also(name, value)
    }

    /// A filter that takes several values at once, between commas.
    pub(crate) fn any_of<V: fmt::Display>(
        self,
        name: &'static str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let values: Vec<_> = values.into_iter().map(|value| value.to_string()).collect();
        if values.is_empty() {
            return self.fail(Error::input(format!(
                "{name} is empty; without a value the ERP would list everything"
            )));
        }
        if values
            .iter()
            .any(|value| value.trim().is_empty() || value.contains(','))
        {
            return self.fail(Error::input(format!(
                "{name} has a value that is empty or holds a comma, which separates values"
            )));
        }
        self.filter(name, values.join(","))
    }

    pub(crate) fn date_range(
        self,
        (from_name, from): (&'static str, Date),
        (to_name, to): (&'static str, Date),
    ) -> Self {
        let days = || {
            in_order((from_name, from), (to_name, to))?;
            Ok((query_date(from_name, from)?, query_date(to_name, to)?))
        };
        self.range((from_name, to_name), days())
    }

    /// A range of moments in the ERP's local time, of at most a year.
    pub(crate) fn moment_range(
        self,
        (from_name, from): (&'static str, OffsetDateTime),
        (to_name, to): (&'static str, OffsetDateTime),
    ) -> Self {
        let moments = || {
            in_order((from_name, from), (to_name, to))?;
            if to - from > LONGEST_WINDOW {
                return Err(Error::input(format!(
                    "{from_name} to {to_name} is longer than the 365 days the ERP takes; ask for \
                     several shorter windows"
                )));
            }
            Ok((query_moment(from_name, from)?, query_moment(to_name, to)?))
        };
        self.range((from_name, to_name), moments())
    }

    fn range(self, names: (&'static str, &'static str), ends: Result<(String, String)>) -> Self {
        match ends {
            Ok((from, to)) => self.filter(names.0, from).filter(names.1, to),
            Err(error) => self.fail(error),
        }
    }

    /// Remembers the first complaint, to be told when the list is asked for.
    pub(crate) fn fail(self, error: Error) -> Self {
        let operation = self.operation.name;
        Self {
            call: self.call.and_then(|_| Err(error.with_operation(operation))),
            ..self
        }
    }

    /// Fails a page that holds an item which was not asked for. For filters whose name is a guess:
    /// the ERP would ignore a wrong one and answer with everything.
    pub(crate) fn only(mut self, belongs: impl Fn(&T) -> bool + Send + Sync + 'static) -> Self {
        self.belongs = Some(Arc::new(belongs));
        self
    }

    /// Sorting by a parameter for the column and one for the order, where a list has them instead
    /// of the usual ones.
    pub(crate) fn sorted_with(
        self,
        (column_name, column): (&'static str, &'static str),
        (order_name, order): (&'static str, SortOrder),
    ) -> Self {
        self.filter(column_name, column).ordered(order_name, order)
    }

    pub(crate) fn ordered(self, name: &'static str, order: SortOrder) -> Self {
        self.filter(
            name,
            match order {
                SortOrder::Ascending => "ASC",
                SortOrder::Descending => "DESC",
            },
        )
    }

    /// One column, one way. Of both ways at once the ERP takes the ascending one without a word.
    pub(crate) fn sorted_by(mut self, order: SortOrder, column: &'static str) -> Self {
        if self.sort.is_some() {
            return self.fail(Error::input(format!(
                "{SORT_ASCENDING} or {SORT_DESCENDING} is given twice; sort by one column, one way"
            )));
        }
        self.sort = Some((order, column));
        self
    }

    /// For lists whose pages are smaller than others: sizes beyond `largest` are refused.
    pub(crate) fn at_most_per_page(mut self, largest: PageSize) -> Self {
        self.largest_page = largest;
        self.page_size = self.page_size.min(largest);
        self
    }

    /// How many items to ask for at a time; 100 by default, or the most that a list with smaller
    /// pages takes.
    #[doc(alias = "tamanho_pagina")]
    pub fn page_size(mut self, size: PageSize) -> Self {
        if size > self.largest_page {
            let (size, largest) = (size.items(), self.largest_page.items());
            return self.fail(Error::input(format!(
                "tamanho_pagina is {size}; this list takes {largest} at most"
            )));
        }
        self.page_size = size;
        self
    }
}

impl<T: DeserializeOwned + Send + 'static, G> Query<T, G> {
    /// The list, page by page. Nothing is asked for before the pager is polled.
    pub fn send(self) -> Pager<T> {
        let size = self.page_size.items();
        let pages = self.pages;
        let sort = self.sort.map(|(order, column)| match order {
            SortOrder::Ascending => (SORT_ASCENDING, column),
            SortOrder::Descending => (SORT_DESCENDING, column),
        });
        let call = self.call.map(|call| {
            let call = match sort {
                Some((parameter, column)) => call.query(parameter, column),
                None => call,
            };
            call.query(pages.size, size).options(self.options)
        });
        let list = match &call {
            Ok(call) => List::of(call),
            Err(_) => List::new(self.operation.name),
        };
        let (executor, operation, belongs) = (self.executor, self.operation.name, self.belongs);
        let total_counts = self.total_counts;
        Pager::new(list, Style::Number { first: 1, size }, move |position| {
            let executor = executor.clone();
            let call = call.clone().map(|call| position.put_on(call, pages.number));
            let belongs = belongs.clone();
            async move {
                let page: Envelope<T> = executor.json(call?).await?;
                if let Some(belongs) = belongs
                    && !page.items.iter().all(|item| belongs(item))
                {
                    return Err(filter_ignored().with_operation(operation));
                }
                let total = page.total.filter(|_| total_counts);
                Ok(PageAnswer::new(page.items).with_total(total))
            }
        })
    }
}

impl<T, G> ConfigureCall for Query<T, G> {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl<T, G> fmt::Debug for Query<T, G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("operation", &self.operation.name)
            .field("page_size", &self.page_size)
            .finish_non_exhaustive()
    }
}

fn filter_ignored() -> Error {
    Error::new(
        ErrorKind::Decode,
        Outcome::Applied,
        "the answer holds items that were not asked for: the ERP does not know the filter under \
         this name; use the first generation of the operation",
    )
}

fn in_order<T: PartialOrd>((from_name, from): (&str, T), (to_name, to): (&str, T)) -> Result<()> {
    if from > to {
        return Err(Error::input(format!(
            "{from_name} is after {to_name}; give the earlier one first"
        )));
    }
    Ok(())
}

fn query_date(name: &str, day: Date) -> Result<String> {
    wire::date::format(day).map_err(|cause| {
        Error::input(format!("{name} is not a day between the years 0 and 9999")).with_source(cause)
    })
}

fn query_moment(name: &str, moment: OffsetDateTime) -> Result<String> {
    wire::LocalRule::BRASILIA.write(moment).map_err(|cause| {
        Error::input(format!(
            "{name} is not a moment between the years 0 and 9999"
        ))
        .with_source(cause)
    })
}

/// One page in any of the envelopes the ERP uses, or a bare list.
struct Envelope<T> {
    items: Vec<T>,
    total: Option<u64>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Envelope<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EnvelopeVisitor(PhantomData))
    }
}

struct EnvelopeVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EnvelopeVisitor<T> {
    type Value = Envelope<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a page of items, or a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        // A bare list is the whole list.
        let total = u64::try_from(items.len()).ok();
        Ok(Envelope { items, total })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
        let mut page = Envelope {
            items: Vec::new(),
            total: None,
        };
        let mut met_items = false;
        while let Some(name) = fields.next_key::<String>()? {
            match name.as_str() {
                "itens" | "items" => {
                    met_items = true;
                    if let Some(items) = fields.next_value()? {
                        page.items = items;
                    }
                }
                "itens_totais" | "total_itens" | "totalItems" | "total_items" | "total" => {
                    page.total = fields.next_value()?;
                }
                _ => {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
        }
        if met_items {
            Ok(page)
        } else {
            // Taking it for an empty page would lose the list without a word.
            Err(serde::de::Error::missing_field("itens"))
        }
    }
}
