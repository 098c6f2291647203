//! Transactions of payments.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::wire::{self, Unpublished};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{BankAccountId, CustomerId, PaymentCurrency, PaymentIntentId, PaymentTransactionId};
use crate::model::Direction;

/// Money that moved by a payment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaymentTransaction {
    /// Identifier.
    pub id: PaymentTransactionId,
    /// How much, without sign.
    #[serde(with = "amount_string_exact")]
    pub amount: Amount,
    /// In or out.
    pub transaction_type: Direction,
    /// When it was made.
    #[serde(with = "wire::instant", default)]
    pub created_at: Option<OffsetDateTime>,
    /// The keys that made it.
    #[serde(default)]
    pub created_by: Option<String>,
    /// Currency.
    #[serde(default)]
    pub currency: Option<PaymentCurrency>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<Redacted<String>>,
    /// Account that was paid to.
    #[serde(default)]
    pub beneficiary: Option<BankAccountId>,
    /// Who paid. Belvo does not document its form: expect an id.
    #[serde(default)]
    pub payer: Option<Unpublished>,
    /// The payment intent.
    #[serde(default)]
    pub payment_intent: Option<PaymentIntentId>,
    /// The customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
}
