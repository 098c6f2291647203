//! Events of payments.

use client_core::secret::Redacted;
use serde::Deserialize;

use crate::model::payments::{
    ChargeStatus, EnrollmentStatus, ExternalId, Metadata, PaymentAuthorizationStatus,
    PaymentIntentStatus,
};

client_core::open_enum! {
    /// What happened to a payment.
    pub enum PaymentCode {
        /// It has another status.
        StatusUpdate = "STATUS_UPDATE",
        /// It is new.
        ObjectCreated = "OBJECT_CREATED",
    }

    /// What an event of payments is about.
    pub enum PaymentObject {
        /// A payment intent.
        PaymentIntent = "PAYMENT_INTENTS",
        /// A charge.
        Charge = "CHARGES",
        /// A transaction.
        Transaction = "TRANSACTIONS",
        /// An enrolment.
        Enrollment = "ENROLLMENTS",
        /// A payment authorization. Version 2.
        PaymentAuthorization = "PAYMENT_AUTHORIZATIONS",
        /// A customer. Version 2.
        Customer = "CUSTOMERS",
        /// A bank account. Version 2.
        BankAccount = "BANK_ACCOUNTS",
    }
}

/// An event of payments: charges, enrolments, intents and transactions; in version 2, which is
/// known in part, authorizations, customers and bank accounts too.
///
/// Events come at least once, in no order, and from anybody who knows the `Authorization`: before
/// anything is delivered to a buyer, read the object itself, and check its status against the one
/// you have ([`LifeCycle::check_next`](crate::model::payments::LifeCycle::check_next)).
///
/// A charge by Smart Transfers that the bank rejects at once has no event.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct PaymentEvent {
    /// Id of the subscription or the event: do not tell events apart by it.
    pub webhook_id: Option<String>,
    /// What it is about.
    #[serde(rename = "webhook_type")]
    #[doc(alias = "webhook_type")]
    pub resource: Option<PaymentObject>,
    /// What happened.
    #[serde(rename = "webhook_code")]
    #[doc(alias = "webhook_code")]
    pub code: PaymentCode,
    /// The object.
    pub object_id: String,
    /// Your id; none for charges and transactions.
    pub external_id: Option<String>,
    /// Details.
    #[serde(default)]
    pub data: Option<PaymentDetails>,
}

/// Details of an event of payments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PaymentDetails {
    /// The status it has now, as sent; [`PaymentEvent::status`] reads it.
    pub status: Option<String>,
    /// Why it failed.
    pub failure_code: Option<String>,
    /// Why it failed, in words.
    pub failure_message: Option<Redacted<String>>,
    /// Why it stands there. Version 2.
    pub status_reason_code: Option<String>,
    /// Why it stands there, in words. Version 2.
    pub status_reason_message: Option<Redacted<String>>,
    /// The end-to-end id of the Pix.
    pub end_to_end_id: Option<String>,
    /// Keys and values of your own.
    pub metadata: Option<Metadata>,
}

/// The status that an event tells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PaymentObjectStatus {
    /// Of a payment intent.
    PaymentIntent(PaymentIntentStatus),
    /// Of a charge.
    Charge(ChargeStatus),
    /// Of an enrolment.
    Enrollment(EnrollmentStatus),
    /// Of a payment authorization.
    PaymentAuthorization(PaymentAuthorizationStatus),
}

impl PaymentEvent {
    /// The status that it tells; `None` for objects without one, and when it tells none.
    pub fn status(&self) -> Option<PaymentObjectStatus> {
        let status = self.data.as_ref()?.status.as_deref()?;
        match self.resource.as_ref()? {
            PaymentObject::PaymentIntent => Some(PaymentObjectStatus::PaymentIntent(status.into())),
            PaymentObject::Charge => Some(PaymentObjectStatus::Charge(status.into())),
            PaymentObject::Enrollment => Some(PaymentObjectStatus::Enrollment(status.into())),
            PaymentObject::PaymentAuthorization => {
                Some(PaymentObjectStatus::PaymentAuthorization(status.into()))
            }
            _ => None,
        }
    }

    /// Whether it is about what you asked for under this id. Charges and transactions never are:
    /// they bear none.
    pub fn is_of(&self, id: &ExternalId) -> bool {
        self.external_id.as_deref().is_some_and(|sent| id.is(sent))
    }

    /// The same for the same event, however often it is delivered: a unique key for your database.
    pub fn replay_key(&self) -> String {
        let status = self.data.as_ref().and_then(|data| data.status.as_deref());
        let (object, code) = (&self.object_id, &self.code);
        format!("{object}\n{code}\n{}", status.unwrap_or_default())
    }
}
