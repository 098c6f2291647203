//! Payments in Brazil, by area. Reached through [`Belvo`](crate::Belvo).
//!
//! Payments have keys of their own and no sandbox at Belvo: what is sent moves money. A client with
//! the keys of aggregation is answered 403.
//!
//! 1. Register who is paid ([`BankAccounts`]), and who pays ([`Customers`]) or let the next step do
//!    it.
//! 2. Store an [`ExternalId`](crate::model::payments::ExternalId), then
//!    [create an intent](PaymentIntents::create), and send the payer to its
//!    [`redirect_url`](crate::model::payments::PaymentIntent::redirect_url).
//! 3. Wait for the webhook, or [until it is final](PaymentIntents::wait_until_final).
//!
//! What creates something is never repeated by itself when its answer was lost: look it up by its
//! id ([`PaymentIntents::reconcile`]).
//!
//! Version 2 ("coming soon", says Belvo's description) is asked for by a header, which the methods
//! that need it send: payment authorizations, and those that end in `_v2`.

mod authorizations;
mod bank_accounts;
mod charge_list;
mod charges;
mod customers;
mod enrollments;
mod institutions;
mod intents;
mod reconcile;
mod transactions;
mod widget;

use client_core::http::Call;
use client_core::wire::LocalRule;
use client_core::{Error, Result};
use http::{HeaderName, HeaderValue};
use time::{Date, OffsetDateTime};

pub use self::authorizations::PaymentAuthorizations;
pub use self::bank_accounts::BankAccounts;
pub use self::charge_list::ChargeList;
pub use self::charges::Charges;
pub use self::customers::Customers;
pub use self::enrollments::Enrollments;
pub use self::institutions::PaymentInstitutions;
pub use self::intents::{IdempotencyStatus, KeyedPaymentIntent, PaymentIntents};
pub use self::reconcile::Reconciled;
pub use self::transactions::PaymentTransactions;
pub use self::widget::PaymentWidget;

/// Asks for the shapes of version 2.
fn v2(call: Call) -> Call {
    call.header(
        HeaderName::from_static("x-belvo-api-resource-version"),
        HeaderValue::from_static("Payments-BR.V2"),
    )
}

/// The day it is in Brasília, by whose calendar payments are scheduled.
fn today() -> Result<Date> {
    LocalRule::BRASILIA
        .day_of(OffsetDateTime::now_utc())
        .map_err(|cause| Error::config("the clock is at an end of the calendar").with_source(cause))
}
