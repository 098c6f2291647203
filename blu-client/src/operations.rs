//! What of Blu this crate covers, as data.
//!
//! Nothing else in the crate spells a path. A row that turns out wrong is corrected here, or by a
//! caller with [`BluBuilder::with_path`](crate::BluBuilder::with_path).

pub(crate) mod boletos;
pub(crate) mod charges;
pub(crate) mod clients;
mod endpoint;
pub(crate) mod payment_links;
pub(crate) mod pix;
pub(crate) mod reports;
pub(crate) mod sales;

use client_core::Operation;

pub(crate) use self::endpoint::{Endpoint, Site};

/// Every operation with a typed method, area by area. `mark` says where our knowledge of the
/// **request** comes from: `doc` is Blu's documentation, `code` a working integration that others
/// published, `inferred` a conclusion of ours from a documented sibling, `guess` a path that nobody
/// published: expect a 404 there and set the right one by
/// [`with_path`](crate::BluBuilder::with_path).
pub static OPERATIONS: &[&Operation] = &Operation::joined::<{ Operation::total(AREAS) }>(AREAS);

const AREAS: &[&[&Operation]] = &[
    reports::OPERATIONS,
    sales::OPERATIONS,
    charges::OPERATIONS,
    charges::OPERATIONS_V1,
    pix::OPERATIONS,
    payment_links::OPERATIONS,
    boletos::OPERATIONS,
    clients::OPERATIONS,
];
