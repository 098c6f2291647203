//! What writes answer.

use client_core::secret::Redacted;
use serde::{Deserialize, Serialize};

use super::{ExternalIdentifier, TransactionId, TransactionStatus};

/// What most writes answer: which transaction they made or changed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TransactionReceipt {
    /// The transaction; keep it.
    #[serde(rename = "transactionId", alias = "transactionalId")]
    #[doc(alias = "transactionId")]
    pub id: Option<TransactionId>,
    /// The caller's own name of it.
    #[serde(rename = "externalIdentifier")]
    #[doc(alias = "externalIdentifier")]
    pub external_identifier: Option<ExternalIdentifier>,
    /// Where it stands.
    pub status: Option<TransactionStatus>,
}

/// Money that went out, or is about to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Withdrawal {
    /// The transaction; keep it.
    #[serde(rename = "transactionId")]
    #[doc(alias = "transactionId")]
    pub id: Option<TransactionId>,
    /// The caller's own name of it.
    #[serde(rename = "externalIdentifier")]
    #[doc(alias = "externalIdentifier")]
    pub external_identifier: Option<ExternalIdentifier>,
    /// Where it stands.
    pub status: Option<TransactionStatus>,
    /// The receipt.
    pub receipt: Option<Redacted<String>>,
    /// Authentication code.
    #[serde(rename = "authenticationCode")]
    #[doc(alias = "authenticationCode")]
    pub authentication_code: Option<String>,
}
