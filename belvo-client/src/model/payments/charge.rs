//! Charges: the single Pix of a payment.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::watch::{LifeCycle, Tracked};
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    BankAccount, BankAccountId, BankAccountType, ChargeId, CustomerId, Metadata, PaymentCurrency,
    PaymentInstitutionId, PaymentIntentId, PaymentMethodDetails, PaymentMethodInformation,
    PaymentMethodType, PaymentTransaction,
};
use crate::present;

client_core::open_enum! {
    /// Where a charge stands, of either version.
    pub enum ChargeStatus {
        /// It is there, and nothing more.
        Created = "CREATED",
        /// The banks are at it.
        Pending = "PENDING",
        /// It comes on its day.
        Scheduled = "SCHEDULED",
        /// Paid. Version 1.
        Succeeded = "SUCCEEDED",
        /// Paid: the payer was debited. Version 2.
        Settled = "SETTLED",
        /// Belvo's description names it and no page explains it: look it up.
        Partial = "PARTIAL",
        /// Not paid.
        Failed = "FAILED",
        /// Cancelled.
        Canceled = "CANCELED",
    }
}

impl LifeCycle for ChargeStatus {
    fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Succeeded | Self::Settled | Self::Failed | Self::Canceled
        )
    }

    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            _ if self == next || !self.is_known() || !next.is_known() => true,
            (Self::Partial, _) | (_, Self::Partial) => !self.is_final(),
            (Self::Created, _) => true,
            (Self::Pending, next) => *next != Self::Created,
            (Self::Scheduled, next) => next.is_final(),
            _ => false,
        }
    }
}

impl ChargeStatus {
    /// Whether the payer was debited.
    pub fn is_paid(&self) -> bool {
        matches!(self, Self::Succeeded | Self::Settled)
    }
}

/// One Pix of a payment intent (version 1).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Charge {
    /// Identifier.
    pub id: ChargeId,
    /// Where it stands.
    pub status: ChargeStatus,
    /// How much.
    #[serde(with = "amount_string_exact", default)]
    pub amount: Option<Amount>,
    /// When it was made.
    #[serde(with = "wire::instant", default)]
    pub created_at: Option<OffsetDateTime>,
    /// When it last changed.
    #[serde(with = "wire::instant", default)]
    pub updated_at: Option<OffsetDateTime>,
    /// The keys that made it.
    #[serde(default)]
    pub created_by: Option<String>,
    /// Who pays.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// The payment intent.
    #[serde(default)]
    pub payment_intent: Option<PaymentIntentId>,
    /// Currency.
    #[serde(default)]
    pub currency: Option<PaymentCurrency>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<Redacted<String>>,
    /// What the payer's statement shows.
    #[serde(default)]
    pub statement_description: Option<Redacted<String>>,
    /// Account that is paid to; none for Pix keys.
    #[serde(default)]
    pub beneficiary: Option<BankAccountId>,
    /// How the payer was led.
    #[serde(default)]
    pub payment_method_type: Option<PaymentMethodType>,
    /// From where to where, and when.
    #[serde(default)]
    pub payment_method_details: Option<PaymentMethodDetails>,
    /// What the Pix is called.
    #[serde(default)]
    pub payment_method_information: Option<PaymentMethodInformation>,
    /// From which account; only when it was paid.
    #[serde(default)]
    pub payer_information: Option<PayerInformation>,
    /// Its transactions.
    #[serde(default, deserialize_with = "present::items")]
    pub transactions: Vec<PaymentTransaction>,
    /// Why it failed, such as `invalid_pix_key`; an open list.
    #[serde(default)]
    pub failure_code: Option<String>,
    /// Why it failed, in words.
    #[serde(default)]
    pub failure_message: Option<Redacted<String>>,
    /// Keys and values of your own.
    #[serde(default)]
    pub metadata: Option<Metadata>,
    /// Deprecated.
    #[serde(default)]
    pub provider: Option<String>,
}

/// Which account paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PayerInformation {
    /// The account.
    pub bank_account: Option<PayerAccount>,
}

/// An account that paid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PayerAccount {
    /// Kind.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<BankAccountType>,
    /// Branch.
    #[doc(alias = "agency")]
    #[serde(rename = "agency")]
    pub branch: Option<Redacted<String>>,
    /// Number with check digit.
    pub number: Option<Redacted<String>>,
    /// The institution.
    pub institution_id: Option<PaymentInstitutionId>,
}

/// One Pix of a payment authorization (version 2).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ChargeV2 {
    /// Identifier.
    #[serde(default)]
    pub id: Option<ChargeId>,
    /// Where it stands. Belvo's description promises neither this nor the identifier.
    #[serde(default)]
    pub status: Option<ChargeStatus>,
    /// How much.
    #[serde(with = "amount_string_exact", default)]
    pub amount: Option<Amount>,
    /// When it was made.
    #[serde(with = "wire::instant", default)]
    pub created_at: Option<OffsetDateTime>,
    /// When its status last changed.
    #[serde(with = "wire::instant", default)]
    pub status_updated_at: Option<OffsetDateTime>,
    /// Why it failed, such as `INSUFFICIENT_FUNDS`; an open list.
    #[serde(default)]
    pub status_reason_code: Option<String>,
    /// Why it failed, in words.
    #[serde(default)]
    pub status_reason_message: Option<Redacted<String>>,
    /// Its day.
    #[serde(with = "wire::date", default)]
    pub date: Option<Date>,
    /// Name of the Pix.
    #[serde(default)]
    pub end_to_end_id: Option<String>,
    /// What the payer's statement shows.
    #[serde(default)]
    pub statement_description: Option<Redacted<String>>,
    /// Your own id.
    #[serde(default)]
    pub external_id: Option<String>,
    /// Who is paid.
    #[serde(default)]
    pub beneficiary: Option<ChargeParty>,
    /// Who pays.
    #[serde(default)]
    pub payer: Option<ChargeParty>,
    /// Keys and values of your own.
    #[serde(default)]
    pub metadata: Option<Metadata>,
    /// The charge that tries this one again.
    #[serde(default)]
    pub next: Option<ChargeId>,
    /// The charge that this one tries again.
    #[serde(default)]
    pub previous: Option<ChargeId>,
}

impl Tracked for ChargeV2 {
    type Status = Option<ChargeStatus>;

    fn status(&self) -> &Self::Status {
        &self.status
    }

    fn is_at_rest(&self) -> bool {
        self.status.is_final() || self.status == Some(ChargeStatus::Scheduled)
    }
}

/// One side of a charge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChargeParty {
    /// The account.
    pub bank_account: Option<BankAccount>,
}

#[cfg(test)]
mod tests {
    use super::ChargeStatus::*;
    use super::*;

    #[test]
    fn what_is_paid_stays_paid() {
        for (from, to, allowed) in [
            (Created, Pending, true),
            (Pending, Scheduled, true),
            (Scheduled, Settled, true),
            (Scheduled, Canceled, true),
            (Pending, Partial, true),
            (Partial, Succeeded, true),
            (Scheduled, Pending, false),
            (Pending, Created, false),
            (Succeeded, Failed, false),
            (Settled, Canceled, false),
            (Failed, Succeeded, false),
            (Succeeded, Partial, false),
        ] {
            assert_eq!(from.may_become(&to), allowed, "{from} {to}");
        }
        assert!(Settled.is_paid() && Succeeded.is_paid() && !Partial.is_paid());
    }
}
