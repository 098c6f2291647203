//! Consents.

use std::collections::BTreeMap;

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{ConsentId, LinkId};

client_core::open_enum! {
    /// Where a consent is.
    pub enum ConsentStatus {
        /// Authorised.
        Authorised = "AUTHORISED",
        /// Awaiting authorisation confirmation.
        AwaitingAuthorisationConfirmation = "AWAITING_AUTHORISATION_CONFIRMATION",
        /// Awaiting authorisation.
        AwaitingAuthorisation = "AWAITING_AUTHORISATION",
        /// Rejected.
        Rejected = "REJECTED",
        /// Expired.
        Expired = "EXPIRED",
    }
}

/// A consent of Open Finance Brazil. Only the person can end or renew it, at the bank or in the
/// consent portal; renewing keeps the link. When it ends the link becomes invalid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Consent {
    /// Identifier.
    pub id: Option<ConsentId>,
    /// Name for people.
    pub display_name: Option<Redacted<String>>,
    /// Number of the document; CPF or CNPJ in Brazil.
    pub document_number: Option<Redacted<String>>,
    /// Code name of the institution.
    pub belvo_institution_name: Option<String>,
    /// Name of the institution for people.
    pub institution_display_name: Option<String>,
    /// Logo of the institution.
    pub institution_icon_logo: Option<String>,
    /// Your organization at Belvo.
    pub belvo_organization_name: Option<String>,
    /// The link it belongs to.
    pub link_id: Option<LinkId>,
    /// The name you gave when asking for the consent.
    pub user_name: Option<Redacted<String>>,
    /// When it ends; none when it has no end.
    #[serde(with = "wire::instant")]
    pub expired_at: Option<OffsetDateTime>,
    /// Whether it has no end.
    pub undefined_consent_expiration: Option<bool>,
    /// How long it was given for, in days; none without end.
    pub consent_duration: Option<i64>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// Status.
    pub status: Option<ConsentStatus>,
    /// What is shared.
    pub permissions: Option<BTreeMap<String, Vec<String>>>,
}

crate::fields::fields! {
    /// What of a consent can be left out or asked for.
    pub enum ConsentField of Consent {
        Id = "id",
        DisplayName = "display_name",
        DocumentNumber = "document_number",
        BelvoInstitutionName = "belvo_institution_name",
        InstitutionDisplayName = "institution_display_name",
        InstitutionIconLogo = "institution_icon_logo",
        BelvoOrganizationName = "belvo_organization_name",
        LinkId = "link_id",
        UserName = "user_name",
        ExpiredAt = "expired_at",
        UndefinedConsentExpiration = "undefined_consent_expiration",
        ConsentDuration = "consent_duration",
        CreatedAt = "created_at",
        Status = "status",
        Permissions = "permissions",
    }
}
