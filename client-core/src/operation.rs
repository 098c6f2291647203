//! What a provider offers, as data: one row per operation.

use std::fmt;

use http::Method;

use crate::error::{Error, Result};

/// One operation of a provider. Each client keeps a table of them, `OPERATIONS`, which drives
/// spans, documentation, path overrides and the coverage test.
#[derive(Debug)]
pub struct Operation {
    /// Low-cardinality name: `provider.area.verb`, such as `contaazul.receivables.search`.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path template below the base URL, parameters as `{name}`: `/v1/parcelas/{id}`.
    pub path: &'static str,
    /// Whether repeating the request can do harm.
    pub idempotency: Idempotency,
    /// How the answer is paged.
    pub paging: Paging,
    /// Where our knowledge of the operation comes from, in the words of the provider's page under
    /// `docs/providers/`: `doc`, `prod`, `code`, `seed`, `inferred` and the like.
    pub mark: &'static str,
}

impl Operation {
    /// How many operations `areas` hold together: the length of [`joined`](Self::joined).
    pub const fn total(areas: &[&[&'static Self]]) -> usize {
        let mut total = 0;
        let mut rest = areas;
        while let [area, others @ ..] = rest {
            total += area.len();
            rest = others;
        }
        total
    }

    /// The tables of several areas as one, in their order.
    ///
    /// ```
    /// use client_core::{Idempotency, Operation, Paging};
    ///
    /// static STATUS: Operation = Operation {
    ///     name: "shop.connection.status",
    ///     method: http::Method::GET,
    ///     path: "/status",
    ///     idempotency: Idempotency::Safe,
    ///     paging: Paging::None,
    ///     mark: "doc",
    /// };
    /// const AREAS: &[&[&Operation]] = &[&[&STATUS], &[]];
    /// static OPERATIONS: &[&Operation] =
    ///     &Operation::joined::<{ Operation::total(AREAS) }>(AREAS);
    /// assert_eq!(OPERATIONS[0].name, "shop.connection.status");
    /// ```
    ///
    /// # Panics
    /// Where the program is compiled, when `N` is not the [`total`](Self::total) of `areas`.
    #[allow(
        clippy::indexing_slicing,
        reason = "constant evaluation has no iterators; a wrong N does not compile"
    )]
    pub const fn joined<const N: usize>(areas: &[&[&'static Self]]) -> [&'static Self; N] {
        let mut joined = [Self::first(areas); N];
        let (mut area, mut row, mut next) = (0, 0, 0);
        while area < areas.len() {
            if row < areas[area].len() {
                joined[next] = areas[area][row];
                (row, next) = (row + 1, next + 1);
            } else {
                (area, row) = (area + 1, 0);
            }
        }
        assert!(next == N, "N is the total of the areas");
        joined
    }

    /// The row of this name.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when there is none: a misspelt override must
    /// not be passed over.
    pub fn named(operations: &[&'static Self], name: &str) -> Result<&'static Self> {
        let row = operations.iter().find(|operation| operation.name == name);
        row.copied().ok_or_else(|| {
            let form = operations.first().map_or("", |operation| operation.name);
            Error::config(format!(
                "an override names an operation that is not in OPERATIONS; names are of the form \
                 {form}"
            ))
        })
    }

    #[allow(clippy::panic, reason = "a table without a row does not compile")]
    const fn first(areas: &[&[&'static Self]]) -> &'static Self {
        match areas {
            [[first, ..], ..] => first,
            [[], rest @ ..] => Self::first(rest),
            [] => panic!("no area has an operation"),
        }
    }
}

/// Whether a request may be repeated when its outcome is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Idempotency {
    /// Repeating changes nothing more than doing it once.
    Safe,
    /// The provider recognises a repetition by a key that stays the same on every attempt.
    Keyed,
    /// Repeating may do it twice: repeated only when the request cannot have been processed.
    Unsafe,
}

impl Idempotency {
    /// A stable lower-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Keyed => "keyed",
            Self::Unsafe => "unsafe",
        }
    }
}

impl fmt::Display for Idempotency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How an operation splits its answer into pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Paging {
    /// One answer.
    None,
    /// Page number and page size.
    Number,
    /// Offset and limit.
    Offset,
    /// The answer holds a link to the next page.
    NextLink,
    /// The answer holds an opaque cursor.
    Cursor,
    /// The next page starts after the key of the last item.
    Keyed,
}

impl Paging {
    /// A stable lower-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Number => "number",
            Self::Offset => "offset",
            Self::NextLink => "next_link",
            Self::Cursor => "cursor",
            Self::Keyed => "keyed",
        }
    }
}
