//! What the client can ask of a bank: one row per operation, grouped as the directory groups them.
//!
//! Marks: `doc` the official description; `inferred` our guess where it says nothing.

pub(crate) mod accounts;
pub(crate) mod automatic_payments;
pub(crate) mod cards;
pub(crate) mod consents;
pub(crate) mod credit;
pub(crate) mod customers;
pub(crate) mod enrollments;
pub(crate) mod exchanges;
pub(crate) mod investments;
pub(crate) mod payments;
pub(crate) mod payments_v4;
pub(crate) mod resources;

use client_core::{Idempotency, Operation, Paging};
use http::Method;

/// What the directory calls a family of APIs, in one major version: what a bank registers as a
/// whole, at addresses of its own.
#[derive(Debug)]
pub struct ApiFamily {
    /// The directory's name of the family.
    #[doc(alias = "ApiFamilyType")]
    pub name: &'static str,
    /// The major version, as it stands in the paths.
    pub major: u32,
    /// The operations of this client that belong to it. Their paths begin at `/open-banking`.
    pub operations: &'static [&'static Operation],
}

/// Every family this client knows.
pub static FAMILIES: &[&ApiFamily] = &[
    &consents::FAMILY,
    &resources::FAMILY,
    &payments::CONSENTS,
    &payments::PIX,
    &payments_v4::CONSENTS,
    &payments_v4::PIX,
    &automatic_payments::CONSENTS,
    &automatic_payments::PIX,
    &enrollments::FAMILY,
    &customers::PERSONAL,
    &customers::BUSINESS,
    &accounts::FAMILY,
    &cards::FAMILY,
    &credit::LOANS_FAMILY,
    &credit::FINANCINGS_FAMILY,
    &credit::INVOICE_FINANCINGS_FAMILY,
    &credit::OVERDRAFTS_FAMILY,
    &investments::BANK_FIXED_INCOMES_FAMILY,
    &investments::CREDIT_FIXED_INCOMES_FAMILY,
    &investments::VARIABLE_INCOMES_FAMILY,
    &investments::TREASURE_TITLES_FAMILY,
    &investments::FUNDS_FAMILY,
    &exchanges::FAMILY,
];

/// Every operation of this client, family by family.
pub static OPERATIONS: &[&Operation] = &Operation::joined::<{ Operation::total(AREAS) }>(AREAS);

/// The operations of all families, in their order.
const AREAS: &[&[&Operation]] = &[
    consents::FAMILY.operations,
    resources::FAMILY.operations,
    payments::CONSENTS.operations,
    payments::PIX.operations,
    payments_v4::CONSENTS.operations,
    payments_v4::PIX.operations,
    automatic_payments::CONSENTS.operations,
    automatic_payments::PIX.operations,
    enrollments::FAMILY.operations,
    customers::PERSONAL.operations,
    customers::BUSINESS.operations,
    accounts::FAMILY.operations,
    cards::FAMILY.operations,
    credit::LOANS_FAMILY.operations,
    credit::FINANCINGS_FAMILY.operations,
    credit::INVOICE_FINANCINGS_FAMILY.operations,
    credit::OVERDRAFTS_FAMILY.operations,
    investments::BANK_FIXED_INCOMES_FAMILY.operations,
    investments::CREDIT_FIXED_INCOMES_FAMILY.operations,
    investments::VARIABLE_INCOMES_FAMILY.operations,
    investments::TREASURE_TITLES_FAMILY.operations,
    investments::FUNDS_FAMILY.operations,
    exchanges::FAMILY.operations,
];

/// The families that speak signed messages (`application/jwt`) instead of JSON.
const SIGNED: &[&ApiFamily] = &[
    &payments::CONSENTS,
    &payments::PIX,
    &payments_v4::CONSENTS,
    &payments_v4::PIX,
    &automatic_payments::CONSENTS,
    &automatic_payments::PIX,
    &enrollments::FAMILY,
];

/// Whether an operation speaks signed messages.
pub(crate) fn is_signed(operation: &str) -> bool {
    let mut signed = SIGNED.iter().flat_map(|family| family.operations);
    signed.any(|row| row.name == operation)
}

const fn get(name: &'static str, path: &'static str) -> Operation {
    operation(name, Method::GET, path, Idempotency::Safe, Paging::None)
}

const fn list(name: &'static str, path: &'static str) -> Operation {
    operation(name, Method::GET, path, Idempotency::Safe, Paging::NextLink)
}

/// A change that no key protects: a repetition could do it twice, or be refused for what it did.
const fn change(name: &'static str, method: Method, path: &'static str) -> Operation {
    operation(name, method, path, Idempotency::Unsafe, Paging::None)
}

/// A change that banks do once per idempotency key, however often it is sent.
const fn keyed(name: &'static str, method: Method, path: &'static str) -> Operation {
    operation(name, method, path, Idempotency::Keyed, Paging::None)
}

const fn operation(
    name: &'static str,
    method: Method,
    path: &'static str,
    idempotency: Idempotency,
    paging: Paging,
) -> Operation {
    Operation {
        name,
        method,
        path,
        idempotency,
        paging,
        mark: "doc",
    }
}
