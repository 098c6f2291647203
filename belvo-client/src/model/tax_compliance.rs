//! Whether a Mexican taxpayer complies (opinión de cumplimiento).

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::TaxComplianceId;

client_core::open_enum! {
    /// What the tax office thinks.
    pub enum ComplianceOutcome {
        /// The taxpayer complies.
        Positive = "POSITIVE",
        /// The taxpayer does not.
        Negative = "NEGATIVE",
        /// There is nothing to comply with.
        NoObligations = "NO_OBLIGATIONS",
    }
}

/// What SAT thinks of how a taxpayer complies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TaxCompliance {
    /// Identifier.
    pub id: Option<TaxComplianceId>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// The tax office's own number of the document.
    pub internal_identification: Option<Redacted<String>>,
    /// The document as base64, if it was asked for; null in Belvo's sandbox.
    pub pdf: Option<Redacted<String>>,
    /// Tax number (RFC).
    pub rfc: Option<Redacted<String>>,
    /// What the tax office thinks.
    pub outcome: Option<ComplianceOutcome>,
}

crate::fields::fields! {
    /// What of a tax compliance can be left out or asked for.
    pub enum TaxComplianceField of TaxCompliance {
        Id = "id",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        InternalIdentification = "internal_identification",
        Pdf = "pdf",
        Rfc = "rfc",
        Outcome = "outcome",
    }
}
