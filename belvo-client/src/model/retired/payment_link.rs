//! Payment links and keys of the payments that were before.

use std::fmt;

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::{Result, check, wire};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use url::Url;

use crate::model::payments::{BankAccountId, CustomerId, PaymentIntent};

client_core::id_type! {
    /// A payment link.
    pub struct PaymentLinkId;

    /// What a payment link is read by: who has it can open the link.
    pub struct PaymentLinkToken;

    /// One pair of keys of payments.
    pub struct PaymentKeysId;
}

client_core::open_enum! {
    /// Where a payment link stands.
    pub enum PaymentLinkStatus {
        /// It can be opened.
        Active = "ACTIVE",
        /// It cannot.
        Inactive = "INACTIVE",
    }
}

/// How long a payment link can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkLifetime {
    /// So many minutes.
    Minutes(u16),
    /// So many hours.
    Hours(u16),
    /// So many days.
    Days(u16),
}

impl fmt::Display for LinkLifetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Minutes(minutes) => write!(f, "{minutes}m"),
            Self::Hours(hours) => write!(f, "{hours}h"),
            Self::Days(days) => write!(f, "{days}d"),
        }
    }
}

/// A payment link to be made, for a Pix by Open Finance.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewPaymentLink {
    #[serde(with = "amount_string_exact")]
    amount: Option<Amount>,
    customer: CustomerId,
    description: Redacted<String>,
    allowed_payment_method_types: [&'static str; 1],
    provider: &'static str,
    payment_method_details: Details,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_urls: Option<PaymentLinkCallbacks>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_in: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Details {
    open_finance: OpenFinance,
}

#[derive(Clone, Debug, Serialize)]
struct OpenFinance {
    beneficiary_bank_account: BankAccountId,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_url: Option<Url>,
}

impl NewPaymentLink {
    /// By which this customer pays so much to this account.
    pub fn new(
        amount: Amount,
        customer: &CustomerId,
        description: impl Into<String>,
        to: &BankAccountId,
    ) -> Self {
        Self {
            amount: Some(amount),
            customer: customer.clone(),
            description: Redacted::new(description.into()),
            allowed_payment_method_types: ["open_finance"],
            provider: "belvo",
            payment_method_details: Details {
                open_finance: OpenFinance {
                    beneficiary_bank_account: to.clone(),
                    callback_url: None,
                },
            },
            callback_urls: None,
            expires_in: None,
        }
    }

    /// Where the bank sends the payer back to.
    pub fn callback(mut self, address: Url) -> Self {
        self.payment_method_details.open_finance.callback_url = Some(address);
        self
    }

    /// Where the payer is sent who paid, and who did not.
    #[doc(alias = "callback_urls")]
    pub fn then(mut self, success: &Url, cancel: &Url) -> Self {
        self.callback_urls = Some(PaymentLinkCallbacks {
            cancel: Some(cancel.as_str().to_owned()),
            success: Some(success.as_str().to_owned()),
        });
        self
    }

    /// How long it can be opened.
    pub fn expires_in(mut self, lifetime: LinkLifetime) -> Self {
        self.expires_in = Some(lifetime.to_string());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::positive(self.amount.unwrap_or_default(), "amount")?;
        check::not_empty(self.customer.as_str(), "customer")?;
        check::not_empty(self.description.expose(), "description")?;
        let account = &self
            .payment_method_details
            .open_finance
            .beneficiary_bank_account;
        check::not_empty(account.as_str(), "beneficiary_bank_account")
    }
}

/// Where a payer is sent from a payment link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PaymentLinkCallbacks {
    /// Who did not pay.
    pub cancel: Option<String>,
    /// Who paid.
    pub success: Option<String>,
}

/// A payment link. Lists tell the payment intent by its
/// [id](crate::model::payments::PaymentIntentId) alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "I: Deserialize<'de>", serialize = "I: Serialize"))]
#[non_exhaustive]
pub struct PaymentLink<I = PaymentIntent> {
    /// Identifier.
    #[serde(default)]
    pub id: Option<PaymentLinkId>,
    /// When it was made.
    #[serde(with = "wire::instant", default)]
    pub created_at: Option<OffsetDateTime>,
    /// When it last changed.
    #[serde(with = "wire::instant", default)]
    pub updated_at: Option<OffsetDateTime>,
    /// The keys that made it.
    #[serde(default)]
    pub created_by: Option<String>,
    /// What to send the payer. Hand it to them alone.
    #[serde(default)]
    pub payment_url: Option<Redacted<String>>,
    /// What it is read by.
    #[serde(default)]
    pub access_token: Option<Redacted<PaymentLinkToken>>,
    /// Where the payer is sent.
    #[serde(default)]
    pub callback_urls: Option<PaymentLinkCallbacks>,
    /// The payment, once the payer went on.
    #[serde(default = "none")]
    pub payment_intent: Option<I>,
    /// Where it stands.
    #[serde(default)]
    pub status: Option<PaymentLinkStatus>,
    /// How long it can be opened, such as `7d`.
    #[serde(default)]
    pub expires_in: Option<String>,
    /// Until when.
    #[serde(with = "wire::instant", default)]
    pub expires_at: Option<OffsetDateTime>,
}

fn none<I>() -> Option<I> {
    None
}

/// One pair of keys of payments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PaymentKeys {
    /// The key.
    pub id: Option<PaymentKeysId>,
    /// The password. Told once, when the pair is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<Redacted<String>>,
}
