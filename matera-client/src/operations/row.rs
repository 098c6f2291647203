//! One row of the table.

use client_core::{Idempotency, Operation};
use http::Method;

use crate::hash::HashRule;
use crate::paging::PagingStyle;

/// How sure a row's method and path are.
pub mod mark {
    /// Stated by an official guide of the provider, or used by a public integration.
    pub const DOCUMENTED: &str = "D";
    /// Read from the worked example of a `Transaction-Hash` rule on the provider's page.
    pub const HASH_EXAMPLE: &str = "H";
    /// Named in the prose of the provider's page.
    pub const TEXT: &str = "T";
    /// Inferred from a sibling that is documented. Likely.
    pub const INFERRED: &str = "I+";
    /// A guess. The error of a 404 says so.
    pub const GUESS: &str = "I-";
}

/// One operation of the Flagship API, with what only this provider has.
#[derive(Debug)]
#[non_exhaustive]
pub struct Endpoint {
    /// Its place on the provider's page, from 1.
    pub number: u8,
    /// What all clients of this family know of an operation.
    pub operation: Operation,
    /// What goes into its `Transaction-Hash`.
    pub hash: HashRule,
    /// What carries its idempotency key.
    pub key: KeyCarrier,
    /// How its answer is paged.
    pub paging: PagingStyle,
}

/// Where an operation takes its idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyCarrier {
    /// It takes none: what it does may happen twice when it is repeated.
    None,
    /// In the field `externalIdentifier` of the body.
    Body,
    /// In the header `Idempotency-Id`.
    Header,
    /// In a field that the caller fills: `externalIdentifier` of each item of a batch, `externalId`
    /// of what was executed outside.
    Caller,
}

impl Endpoint {
    const fn new(
        number: u8,
        name: &'static str,
        method: Method,
        path: &'static str,
        mark: &'static str,
        idempotency: Idempotency,
    ) -> Self {
        Self {
            number,
            operation: Operation {
                name,
                method,
                path,
                idempotency,
                paging: PagingStyle::None.paging(),
                mark,
            },
            hash: HashRule::None,
            key: KeyCarrier::None,
            paging: PagingStyle::None,
        }
    }

    pub(super) const fn get(
        number: u8,
        name: &'static str,
        path: &'static str,
        mark: &'static str,
    ) -> Self {
        Self::new(number, name, Method::GET, path, mark, Idempotency::Safe)
    }

    /// Unsafe to repeat until [`keyed`](Self::keyed).
    pub(super) const fn write(
        number: u8,
        name: &'static str,
        method: Method,
        path: &'static str,
        mark: &'static str,
    ) -> Self {
        Self::new(number, name, method, path, mark, Idempotency::Unsafe)
    }

    pub(super) const fn hashed(mut self, rule: HashRule) -> Self {
        self.hash = rule;
        self
    }

    pub(super) const fn keyed(mut self, carrier: KeyCarrier) -> Self {
        self.operation.idempotency = Idempotency::Keyed;
        self.key = carrier;
        self
    }

    pub(super) const fn paged(mut self, style: PagingStyle) -> Self {
        self.operation.paging = style.paging();
        self.paging = style;
        self
    }

    /// For writes that change nothing more when they are repeated.
    pub(super) const fn safe(mut self) -> Self {
        self.operation.idempotency = Idempotency::Safe;
        self
    }

    /// Whether method or path are a guess.
    pub fn is_guess(&self) -> bool {
        self.operation.mark == mark::GUESS
    }
}
