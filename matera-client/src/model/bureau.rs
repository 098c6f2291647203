//! What a bureau found about a transaction.

use client_core::secret::Redacted;
use client_core::wire;
use serde::Serialize;
use time::OffsetDateTime;

use super::TransactionId;

client_core::open_enum! {
    /// What a bureau says of a transaction.
    pub enum BureauStatus {
        /// It may go on.
        Approved = "APPROVED",
        /// It may not. Not among the values that were seen.
        Rejected = "REJECTED",
    }
}

/// What a bureau found about a transaction.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct BureauValidation {
    metadata: Metadata,
    results: Results,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Metadata {
    #[serde(with = "wire::instant")]
    validation_timestamp: OffsetDateTime,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_system: Option<String>,
    transaction_id: TransactionId,
    #[serde(skip_serializing_if = "Option::is_none")]
    validation_protocol: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    validation_system: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Results {
    status: BureauStatus,
    remarks: Vec<Redacted<String>>,
}

impl BureauValidation {
    /// What was found about a transaction at that moment.
    pub fn new(transaction: &TransactionId, at: OffsetDateTime, status: BureauStatus) -> Self {
        Self {
            metadata: Metadata {
                validation_timestamp: at,
                source_system: None,
                transaction_id: transaction.clone(),
                validation_protocol: None,
                validation_system: None,
            },
            results: Results {
                status,
                remarks: Vec::new(),
            },
        }
    }

    /// Which system asked for it.
    #[doc(alias = "sourceSystem")]
    pub fn source(mut self, system: impl Into<String>) -> Self {
        self.metadata.source_system = Some(system.into());
        self
    }

    /// Which system did it, and under which protocol.
    #[doc(alias = "validationSystem")]
    #[doc(alias = "validationProtocol")]
    pub fn validated_by(mut self, system: impl Into<String>, protocol: impl Into<String>) -> Self {
        self.metadata.validation_system = Some(system.into());
        self.metadata.validation_protocol = Some(protocol.into());
        self
    }

    /// Adds a remark.
    pub fn remark(mut self, text: impl Into<String>) -> Self {
        self.results.remarks.push(Redacted::new(text.into()));
        self
    }
}
