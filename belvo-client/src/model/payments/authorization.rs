//! Payment authorizations (version 2).

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::watch::{LifeCycle, Tracked};
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::schedule::wire_days;
use super::{
    BankAccountId, ChargeId, CustomerId, Metadata, PaymentAuthorizationId, PaymentInstitutionId,
};
use crate::present;

client_core::open_enum! {
    /// What an authorization allows.
    pub enum AuthorizedMethod {
        /// One Pix at once.
        Immediate = "PIX_OF_IMMEDIATE",
        /// One Pix on a day.
        Scheduled = "PIX_OF_SCHEDULED",
        /// Many Pix between accounts of one holder, within limits.
        SmartTransfers = "PIX_OF_SMART_TRANSFERS",
    }

    /// Where an authorization stands. The order is inferred: Belvo documents the list alone.
    pub enum PaymentAuthorizationStatus {
        /// The payer has to agree at their bank.
        AwaitingAuthorization = "AWAITING_AUTHORIZATION",
        /// Others have to agree too.
        PartiallyAccepted = "PARTIALLY_ACCEPTED",
        /// The payer agreed.
        Authorized = "AUTHORIZED",
        /// Used up.
        Consumed = "CONSUMED",
        /// Cancelled, by you or the payer.
        Revoked = "REVOKED",
        /// Nobody agreed.
        Failed = "FAILED",
    }

    /// What kind of thing is paid to.
    pub enum BeneficiaryType {
        /// A bank account.
        BankAccount = "BANK_ACCOUNT",
    }
}

impl LifeCycle for PaymentAuthorizationStatus {
    fn is_final(&self) -> bool {
        matches!(self, Self::Consumed | Self::Revoked | Self::Failed)
    }

    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            _ if self == next || !self.is_known() || !next.is_known() => true,
            (Self::AwaitingAuthorization, _) => true,
            (Self::PartiallyAccepted, next) => *next != Self::AwaitingAuthorization,
            (Self::Authorized, next) => next.is_final(),
            _ => false,
        }
    }
}

impl Tracked for PaymentAuthorization {
    type Status = PaymentAuthorizationStatus;

    fn status(&self) -> &PaymentAuthorizationStatus {
        &self.status
    }

    fn is_at_rest(&self) -> bool {
        self.status.is_final() || self.status == PaymentAuthorizationStatus::Authorized
    }
}

/// What a payer agrees to, or agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaymentAuthorization {
    /// Identifier.
    pub id: PaymentAuthorizationId,
    /// Where it stands.
    pub status: PaymentAuthorizationStatus,
    /// When it was made.
    #[serde(with = "wire::instant", default)]
    pub created_at: Option<OffsetDateTime>,
    /// When it last changed.
    #[serde(with = "wire::instant", default)]
    pub updated_at: Option<OffsetDateTime>,
    /// Why it stands there, such as `AUTHORIZATION_EXPIRED`; an open list.
    #[serde(default)]
    pub status_reason_code: Option<String>,
    /// Why it stands there, in words.
    #[serde(default)]
    pub status_reason_message: Option<Redacted<String>>,
    /// When its status last changed.
    #[serde(with = "wire::instant", default)]
    pub status_updated_at: Option<OffsetDateTime>,
    /// When the payer agreed.
    #[serde(with = "wire::instant", default)]
    pub authorized_at: Option<OffsetDateTime>,
    /// Your own id.
    #[serde(default)]
    pub external_id: Option<String>,
    /// What it is for.
    #[serde(default)]
    pub description: Option<Redacted<String>>,
    /// Where the payer comes back to.
    #[serde(default)]
    pub return_url: Option<String>,
    /// What it allows.
    #[serde(default)]
    pub payment_method: Option<AuthorizedMethod>,
    /// Who pays.
    #[serde(default)]
    pub payer: Option<AuthorizationPayer>,
    /// Who is paid.
    #[serde(default)]
    pub beneficiary: Option<AuthorizationBeneficiary>,
    /// How much and when, and where the payer agrees.
    #[serde(default)]
    pub payment_method_configuration: Option<AuthorizationTerms>,
    /// Its charges.
    #[serde(default, deserialize_with = "present::items")]
    pub charges: Vec<ChargeId>,
    /// Keys and values of your own.
    #[serde(default)]
    pub metadata: Option<Metadata>,
}

/// Who pays by an authorization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct AuthorizationPayer {
    /// The customer.
    pub customer: Option<CustomerId>,
    /// Where their account is.
    pub institution: Option<PaymentInstitutionId>,
    /// Number of who agrees for a company.
    pub representative_identifier: Option<Redacted<String>>,
}

/// Who is paid by an authorization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct AuthorizationBeneficiary {
    /// What the target is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<BeneficiaryType>,
    /// The bank account.
    pub target: Option<BankAccountId>,
}

/// How much and when. The limits of Smart Transfers are not read: Belvo's pages that were seen do
/// not name them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct AuthorizationTerms {
    /// How much.
    #[serde(with = "amount_string_exact")]
    pub amount: Option<Amount>,
    /// What the payer's statement shows.
    pub statement_description: Option<Redacted<String>>,
    /// The days; of a scheduled one.
    #[serde(with = "wire_days", skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Date>,
    /// Where the payer agrees. Hand it to the payer alone.
    pub authorization_url: Option<Redacted<String>>,
}
