//! Consents as banks answer them.

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::macros::datetime;

use super::{ConsentId, IdentifiedParty, LinkId, NewConsent, Permission};

/// A consent to data.
#[doc(alias = "consentimento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Consent {
    /// Identifier: a URN.
    #[serde(rename = "consentId")]
    #[doc(alias = "consentId")]
    pub id: ConsentId,
    /// When it was asked for.
    #[serde(rename = "creationDateTime", default, with = "wire::instant")]
    #[doc(alias = "creationDateTime")]
    pub created_at: Option<OffsetDateTime>,
    /// Where it stands.
    pub status: ConsentStatus,
    /// Since when it stands there.
    #[serde(rename = "statusUpdateDateTime", default, with = "wire::instant")]
    #[doc(alias = "statusUpdateDateTime")]
    pub status_since: Option<OffsetDateTime>,
    /// What it allows; may be less than was asked.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub permissions: Vec<Permission>,
    /// When it ends, as the bank wrote it; read it by [`Consent::ends_at`].
    #[serde(
        rename = "expirationDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "expirationDateTime")]
    pub expiration: Option<OffsetDateTime>,
    /// Why it was rejected, revoked or has ended. Not in the answer to asking for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection: Option<ConsentRejection>,
    /// Whether it was given together with others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journey: Option<Journey>,
}

/// What banks wrote for "no end" before version 3, and some still answer.
const NO_END: OffsetDateTime = datetime!(2300-01-01 00:00 UTC);

impl Consent {
    /// When the consent ends by itself; `None` when it has no end.
    pub fn ends_at(&self) -> Option<OffsetDateTime> {
        self.expiration.filter(|end| *end != NO_END)
    }

    /// What was asked for and not granted.
    pub fn withheld(&self, asked: &NewConsent) -> Vec<Permission> {
        let mut asked = asked.permissions();
        asked.retain(|permission| !self.permissions.contains(permission));
        asked
    }
}

client_core::open_enum! {
    /// Where a consent stands.
    pub enum ConsentStatus {
        /// The customer has not agreed yet; after an hour it counts as rejected.
        AwaitingAuthorisation = "AWAITING_AUTHORISATION",
        /// The customer agreed.
        Authorised = "AUTHORISED",
        /// Rejected, revoked, or ended. Nothing comes after it.
        Rejected = "REJECTED",
    }
}

impl ConsentStatus {
    /// Whether the status can still change.
    pub fn is_final(&self) -> bool {
        *self == Self::Rejected
    }
}

/// Why a consent is no more.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConsentRejection {
    /// By whom.
    pub rejected_by: Option<RejectedBy>,
    /// For what reason.
    pub reason: Option<RejectionReason>,
}

client_core::open_enum! {
    /// Who ended a consent.
    pub enum RejectedBy {
        /// The customer.
        Customer = "USER",
        /// The bank.
        Bank = "ASPSP",
        /// We.
        Receiver = "TPP",
    }
}

/// The reason for which a consent is no more.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RejectionReason {
    /// For programs.
    pub code: Option<RejectionCode>,
    /// For people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_information: Option<Redacted<String>>,
}

client_core::open_enum! {
    /// Why a consent is no more.
    pub enum RejectionCode {
        /// Nobody agreed in time.
        Expired = "CONSENT_EXPIRED",
        /// The customer said no.
        Declined = "CUSTOMER_MANUALLY_REJECTED",
        /// The customer changed their mind, at the bank or with us.
        Revoked = "CUSTOMER_MANUALLY_REVOKED",
        /// It has reached its end.
        Ended = "CONSENT_MAX_DATE_REACHED",
        /// It became unusable for us.
        TechnicalIssue = "CONSENT_TECHNICAL_ISSUE",
        /// The bank's own security.
        SecurityReason = "INTERNAL_SECURITY_REASON",
    }
}

/// Whether a consent was given together with others, in one visit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Journey {
    /// Whether it was.
    pub is_linked: Option<bool>,
    /// What the others have in common with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_id: Option<LinkId>,
}

/// One prolongation of a consent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ConsentExtension {
    /// The end it got; without one it has none.
    #[serde(
        rename = "expirationDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "expirationDateTime")]
    pub expiration: Option<OffsetDateTime>,
    /// Who prolonged it.
    pub logged_user: Option<IdentifiedParty>,
    /// When.
    #[serde(rename = "requestDateTime", default, with = "wire::instant")]
    #[doc(alias = "requestDateTime")]
    pub requested_at: Option<OffsetDateTime>,
    /// The end it had before.
    #[serde(
        rename = "previousExpirationDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "previousExpirationDateTime")]
    pub previous_expiration: Option<OffsetDateTime>,
    /// The customer's address then.
    #[serde(
        rename = "xFapiCustomerIpAddress",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "xFapiCustomerIpAddress")]
    pub customer_ip: Option<Redacted<String>>,
    /// What the customer's browser or app called itself then.
    #[serde(rename = "xCustomerUserAgent", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "xCustomerUserAgent")]
    pub customer_user_agent: Option<Redacted<String>>,
}
