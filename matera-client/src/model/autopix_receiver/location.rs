//! Where QR codes of recurrences are, receivers, and where they are told.

use client_core::secret::Redacted;
use serde::{Deserialize, Serialize};

use crate::model::{RecurrenceId, Timestamp};

/// Where the QR code of a recurrence is.
#[doc(alias = "locrec")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Location {
    /// Identifier.
    pub id: Option<u64>,
    /// Its address; whoever has it can read the recurrence.
    #[serde(rename = "location")]
    #[doc(alias = "location")]
    pub url: Option<Redacted<String>>,
    /// When it was made.
    #[serde(rename = "criacao")]
    #[doc(alias = "criacao")]
    pub created_at: Option<Timestamp>,
    /// The recurrence that it shows.
    #[serde(rename = "idRec")]
    #[doc(alias = "idRec")]
    pub recurrence_id: Option<RecurrenceId>,
}

/// A company that may receive by Pix Automático.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Receiver {
    /// Identifier.
    pub id: Option<String>,
    /// CNPJ.
    pub document: Option<Redacted<String>>,
    /// Name.
    pub name: Option<Redacted<String>>,
}

/// Where a receiver is told what happens.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ReceiverWebhook {
    /// The address.
    #[serde(rename = "webhookUrl")]
    #[doc(alias = "webhookUrl")]
    pub url: Option<Redacted<String>>,
    /// Since when.
    #[serde(rename = "criacao")]
    #[doc(alias = "criacao")]
    pub created_at: Option<Timestamp>,
}
