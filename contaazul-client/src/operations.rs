//! What the client can ask the ERP, one row per operation.
//!
//! Marks: `doc` the provider's own pages; `prod` those, corrected by what others measured in
//! production; `code` a public client only; `inferred` our guess where nothing is published; `seed`
//! the description this client was commissioned with, which no public page confirms.

pub(crate) mod capture;
pub(crate) mod connection;
pub(crate) mod finance;
pub(crate) mod first_generation;
pub(crate) mod fiscal_notes;
pub(crate) mod partner;
pub(crate) mod people;
pub(crate) mod products;
pub(crate) mod sales;
pub(crate) mod second_generation;
pub(crate) mod services;

use client_core::{Idempotency, Operation, Paging};
use http::Method;

/// Every operation of this client, area by area.
pub static OPERATIONS: &[&Operation] = &Operation::joined::<{ Operation::total(AREAS) }>(AREAS);

const AREAS: &[&[&Operation]] = &[
    capture::OPERATIONS,
    connection::OPERATIONS,
    finance::OPERATIONS,
    first_generation::OPERATIONS,
    fiscal_notes::OPERATIONS,
    second_generation::OPERATIONS,
    sales::OPERATIONS,
    people::OPERATIONS,
    products::OPERATIONS,
    services::OPERATIONS,
    partner::OPERATIONS,
];

const fn get(name: &'static str, path: &'static str, mark: &'static str) -> Operation {
    operation(name, Method::GET, path, Paging::None, mark)
}

const fn list(name: &'static str, path: &'static str, mark: &'static str) -> Operation {
    operation(name, Method::GET, path, Paging::Number, mark)
}

const fn post(name: &'static str, path: &'static str, mark: &'static str) -> Operation {
    operation(name, Method::POST, path, Paging::None, mark)
}

const fn patch(name: &'static str, path: &'static str, mark: &'static str) -> Operation {
    operation(name, Method::PATCH, path, Paging::None, mark)
}

const fn put(name: &'static str, path: &'static str, mark: &'static str) -> Operation {
    operation(name, Method::PUT, path, Paging::None, mark)
}

const fn delete(name: &'static str, path: &'static str, mark: &'static str) -> Operation {
    operation(name, Method::DELETE, path, Paging::None, mark)
}

/// Reading is safe. Writing is not, not even a change that names a version or a deletion: a
/// repetition would answer 409 or 404 to something that was done.
const fn operation(
    name: &'static str,
    method: Method,
    path: &'static str,
    paging: Paging,
    mark: &'static str,
) -> Operation {
    let idempotency = match method {
        Method::GET => Idempotency::Safe,
        _ => Idempotency::Unsafe,
    };
    Operation {
        name,
        method,
        path,
        idempotency,
        paging,
        mark,
    }
}
