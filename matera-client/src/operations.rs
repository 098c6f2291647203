//! What the client can ask the Flagship API, one row per operation: name, method, path, how sure
//! they are, what is hashed, what carries the idempotency key, how the answer is paged.
//!
//! Nothing else in the crate spells a path. A row that turns out wrong is corrected here, or by a
//! caller with [`MateraBuilder::with_path`](crate::MateraBuilder::with_path).

pub(crate) mod accounts;
pub(crate) mod aliases;
pub(crate) mod auth;
pub(crate) mod autopix_payer;
pub(crate) mod autopix_receiver;
pub(crate) mod balances;
pub(crate) mod bills;
pub(crate) mod callbacks;
pub(crate) mod cash_in;
pub(crate) mod deposits;
pub(crate) mod income_reports;
pub(crate) mod instant_payments;
pub(crate) mod limits;
pub(crate) mod limits_v1;
pub(crate) mod payments;
pub(crate) mod push;
pub(crate) mod qr_codes;
pub(crate) mod recharge;
mod row;
pub(crate) mod schedules;
pub(crate) mod side_accounts;
pub(crate) mod transactions;
pub(crate) mod wallet;
pub(crate) mod withdrawals;

use client_core::Operation;

pub use self::row::{Endpoint, KeyCarrier, mark};

/// How many operations the provider's page describes.
const COUNT: usize = 147;

/// The areas, in the order of the provider's page.
static AREAS: [&[&Endpoint]; 23] = [
    auth::ALL,
    payments::ALL,
    recharge::ALL,
    accounts::ALL,
    balances::ALL,
    withdrawals::ALL,
    deposits::ALL,
    callbacks::ALL,
    transactions::ALL,
    instant_payments::ALL,
    bills::ALL,
    wallet::ALL,
    cash_in::ALL,
    push::ALL,
    side_accounts::ALL,
    aliases::ALL,
    qr_codes::ALL,
    limits_v1::ALL,
    limits::ALL,
    income_reports::ALL,
    schedules::ALL,
    autopix_payer::ALL,
    autopix_receiver::ALL,
];

/// Every operation with all that is known of it, in the order of the provider's page.
pub static ENDPOINTS: &[&Endpoint] = &flattened();

/// Every operation in the form that all clients of this family share.
pub static OPERATIONS: &[&Operation] = &operations();

/// The areas as one list. Evaluated by the compiler, which refuses any other number of rows.
#[allow(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where a wrong index is an error of the build"
)]
const fn flattened() -> [&'static Endpoint; COUNT] {
    let mut all = [&auth::TOKEN; COUNT];
    let (mut area, mut filled) = (0, 0);
    while area < AREAS.len() {
        let mut row = 0;
        while row < AREAS[area].len() {
            all[filled] = AREAS[area][row];
            filled += 1;
            row += 1;
        }
        area += 1;
    }
    assert!(filled == COUNT, "a row is missing");
    all
}

#[allow(
    clippy::indexing_slicing,
    reason = "evaluated at compile time, where a wrong index is an error of the build"
)]
const fn operations() -> [&'static Operation; COUNT] {
    let endpoints = flattened();
    let mut all = [&auth::TOKEN.operation; COUNT];
    let mut row = 0;
    while row < COUNT {
        all[row] = &endpoints[row].operation;
        row += 1;
    }
    all
}
