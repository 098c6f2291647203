//! Pix charges.

use client_core::money::{Amount, amount_string, amount_string_exact};
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};
use time::Date;

use super::check;

client_core::id_type! {
    /// Identifies a Pix charge where it is asked for.
    #[doc(alias = "transaction_token")]
    pub struct PixToken;
    /// Identifies a Pix charge within Blu; a webhook's `id` or `debt_id` may be the same.
    pub struct PixId;
}

client_core::open_enum! {
    /// Where a Pix charge stands, as it is asked for.
    ///
    /// Webhooks use the word `success` for something else: see
    /// [`PixEventStatus`](crate::webhook::PixEventStatus).
    pub enum PixStatus {
        /// Waiting to be paid.
        Active = "active",
        /// Paid.
        Paid = "paid",
        /// Expired.
        Expired = "expired",
        /// Created. Says nothing about payment.
        Processed = "processed",
        /// Created. Says nothing about payment.
        Success = "success",
    }
}

impl PixStatus {
    /// Whether the charge was paid: [`Paid`](Self::Paid) and nothing else.
    pub fn is_paid(&self) -> bool {
        *self == Self::Paid
    }
}

const LONGEST_DESCRIPTION: usize = 25;
const LONGEST_INTERNAL_DESCRIPTION: usize = 12;

/// A Pix charge to be created.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewPixCharge {
    #[serde(rename = "expires_at", with = "wire::date")]
    expires_on: Date,
    #[serde(rename = "value", with = "amount_string")]
    amount: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Redacted<String>>,
    #[serde(
        rename = "description_internal",
        skip_serializing_if = "Option::is_none"
    )]
    internal_description: Option<Redacted<String>>,
}

impl NewPixCharge {
    /// A charge of `amount` that can be paid until the end of a day.
    pub fn new(amount: Amount, expires_on: Date) -> Self {
        Self {
            expires_on,
            amount,
            description: None,
            internal_description: None,
        }
    }

    /// What the payer reads, at most 25 characters.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(Redacted::new(text.into()));
        self
    }

    /// What you read, at most 12 characters.
    #[doc(alias = "description_internal")]
    pub fn internal_description(mut self, text: impl Into<String>) -> Self {
        self.internal_description = Some(Redacted::new(text.into()));
        self
    }

    pub(crate) fn check(&self, today: Date) -> Result<()> {
        check::positive(self.amount, "value")?;
        if self.expires_on < today {
            return Err(Error::input(format!(
                "expires_at {} is in the past",
                self.expires_on
            )));
        }
        if let Some(text) = &self.description {
            check::at_most(text.expose(), LONGEST_DESCRIPTION, "description")?;
        }
        match &self.internal_description {
            Some(text) => check::at_most(
                text.expose(),
                LONGEST_INTERNAL_DESCRIPTION,
                "description_internal",
            ),
            None => Ok(()),
        }
    }
}

/// What Blu says to a new charge. What the payer needs is to be [asked for](crate::api::Pix::get).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CreatedPixCharge {
    /// Identifies the charge.
    #[serde(rename = "transaction_token")]
    #[doc(alias = "transaction_token")]
    pub token: PixToken,
}

/// A Pix charge.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixCharge {
    /// Identifies it within Blu.
    pub id: Option<PixId>,
    /// The receiver's id of the charge in the Pix system.
    #[serde(rename = "tx_id")]
    #[doc(alias = "tx_id")]
    pub txid: Option<String>,
    /// Identifies it where it is asked for.
    #[serde(rename = "transaction_token")]
    #[doc(alias = "transaction_token")]
    pub token: Option<PixToken>,
    /// Where it stands; only [`is_paid`](PixStatus::is_paid) proves payment.
    pub status: Option<PixStatus>,
    /// The last day on which it can be paid.
    #[serde(rename = "expires_at", default, with = "wire::day_or_instant")]
    #[doc(alias = "expires_at")]
    pub expires_on: Option<Date>,
    /// What the payer reads.
    pub description: Option<Redacted<String>>,
    /// The amount.
    #[serde(rename = "value", default, with = "amount_string_exact")]
    #[doc(alias = "value")]
    pub amount: Option<Amount>,
    /// The code to copy and paste. May come later than the charge: ask again.
    #[doc(alias = "copia e cola")]
    pub emv: Option<Redacted<String>>,
    /// The code as an image, in base 64. May come later than the charge: ask again.
    pub qr_code_base64: Option<Redacted<String>>,
}
