//! The shop's own server, which hears what became of its orders.
//!
//! ```text
//! POST {storefront}/orders/{order}/events
//! Idempotency-Key: pedido-8841.payment.received
//! Authorization: Bearer …            (when STOREFRONT_TOKEN is set)
//!
//! {"event":"payment.received","order":"8841","charge":"…","amount":150.10,"paid_at":"…"}
//! ```
//!
//! It is told at least once: an answer that was lost brings the same event again, under the same
//! key, and the shop books a key once.

use std::sync::Arc;
use std::time::Duration;

use client_core::auth::HeaderCredential;
use client_core::http::{Call, ConfigureCall as _, IdempotencyKey};
use client_core::money::Amount;
use client_core::retry::NoRetry;
use client_core::sandbox::loopback_transport;
use client_core::secret::SecretString;
use client_core::{Action, Executor, Idempotency, Operation, Paging, Result};
use contaazul_client::model::ChargeId;
use http::Method;
use http::header::{HeaderName, HeaderValue};
use serde::Serialize;
use url::Url;

use super::order::Order;

static TELL: Operation = Operation {
    name: "storefront.orders.tell",
    method: Method::POST,
    path: "/orders/{order}/events",
    idempotency: Idempotency::Keyed,
    paging: Paging::None,
    mark: "ours",
};

/// A client of the shop.
#[derive(Clone)]
pub(super) struct Storefront(Executor);

impl Storefront {
    pub(super) fn new(address: Url, token: Option<&str>) -> Result<Self> {
        let is_plain = address.scheme() == "http";
        let mut executor = Executor::builder("storefront", address)
            .idempotency_header(HeaderName::from_static("idempotency-key"))
            .attempt_timeout(Duration::from_secs(10))
            // The task is tried again, which survives a restart; a loop in here would not.
            .retry_policy(Arc::new(NoRetry));
        if is_plain {
            executor = executor.transport(loopback_transport()?);
        }
        if let Some(token) = token {
            let token = HeaderCredential::bearer(&SecretString::from(token))?;
            executor = executor.credential(Arc::new(token));
        }
        Ok(Self(executor.build()?))
    }

    /// Tells the shop an event of an order, as it was written down when it happened.
    pub(super) async fn tell(&self, order: &Order, event: &str, news: String) -> Result<()> {
        let key = IdempotencyKey::new(format!("{}.{event}", order.reference()))?;
        let call = Call::new(&TELL)
            .argument("order", &order.id)
            .bytes(HeaderValue::from_static("application/json"), news);
        Action::empty(&self.0, Ok(call))
            .with_idempotency_key(key)
            .send()
            .await
    }
}

/// What the shop hears.
#[derive(Debug, Serialize)]
#[serde(tag = "event")]
pub(super) enum Event<'a> {
    #[serde(rename = "charge.issued")]
    ChargeIssued {
        order: &'a str,
        charge: &'a ChargeId,
        /// Where the customer pays; of a charge that is paid already the ERP may not tell it.
        payment_page: Option<&'a str>,
    },
    #[serde(rename = "payment.received")]
    PaymentReceived {
        order: &'a str,
        charge: &'a ChargeId,
        #[serde(skip_serializing_if = "Option::is_none")]
        amount: Option<Amount>,
        paid_at: String,
    },
    #[serde(rename = "invoice.issued")]
    InvoiceIssued {
        order: &'a str,
        /// The city's number; unknown when the ERP issued the invoice by itself.
        number: Option<i64>,
    },
}
