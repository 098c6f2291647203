//! What a notice says.

use std::fmt;

use client_core::wire;
use http::HeaderMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Authenticate;
use crate::model::autopix_receiver::{Charge, Recurrence};
use crate::model::{
    EndToEndId, PartlyPublished, RecurrenceId, RecurrenceRequestId, Transaction, Txid, Unpublished,
};

/// Reads notices of one sender.
pub struct Notices<A> {
    sender: A,
}

/// Why a notice was not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoticeError {
    /// It is not shown to be from the provider. Answer 401.
    #[error("the notice is not shown to be from the provider")]
    Unauthenticated,
    /// Its body is of another shape. Answer 400, and look at the raw body: shapes of notices are
    /// inferred.
    #[error("the notice's body is not of the expected shape")]
    Unreadable,
}

impl<A: Authenticate> Notices<A> {
    /// Reads what `sender` accepts.
    pub fn new(sender: A) -> Self {
        Self { sender }
    }

    /// The callback of a payment, internal payment or deposit. Its shape is expected to be that of
    /// a transaction; it is not published.
    ///
    /// # Errors
    /// [`NoticeError`].
    #[doc(alias = "callbackAddress")]
    pub fn transaction(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<PartlyPublished<Transaction>, NoticeError> {
        self.read(headers, body)
    }

    /// A notice about a payer of Pix Automático. Its shape is not published; what it may name is
    /// typed.
    ///
    /// # Errors
    /// [`NoticeError`].
    pub fn payer(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<PartlyPublished<PayerNotice>, NoticeError> {
        self.read(headers, body)
    }

    /// A notice about a receiver of Pix Automático. Recurrences are documented; charges are those
    /// of the Banco Central's API.
    ///
    /// # Errors
    /// [`NoticeError`].
    pub fn receiver(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<PartlyPublished<ReceiverNotice>, NoticeError> {
        self.read(headers, body)
    }

    /// Any other notice: claims of Pix keys, schedules, reports of fraud. Nothing is published
    /// about them.
    ///
    /// # Errors
    /// [`NoticeError`].
    pub fn other(&self, headers: &HeaderMap, body: &[u8]) -> Result<Unpublished, NoticeError> {
        self.read(headers, body)
    }

    fn read<T: DeserializeOwned>(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<T, NoticeError> {
        if !self.sender.accepts(headers, body) {
            return Err(NoticeError::Unauthenticated);
        }
        // The cause is dropped: its text may quote a value.
        serde_json::from_slice(body).map_err(|_| NoticeError::Unreadable)
    }
}

impl<A: fmt::Debug> fmt::Debug for Notices<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notices")
            .field("sender", &self.sender)
            .finish()
    }
}

/// What a notice about a payer may name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PayerNotice {
    /// A recurrence.
    #[serde(rename = "recId")]
    #[doc(alias = "recId")]
    pub recurrence_id: Option<RecurrenceId>,
    /// A receiver's request.
    #[serde(rename = "requestRecId")]
    #[doc(alias = "requestRecId")]
    pub request_id: Option<RecurrenceRequestId>,
    /// A billing.
    #[serde(rename = "txId", alias = "txid")]
    #[doc(alias = "txId")]
    pub txid: Option<Txid>,
    /// The Pix that pays it.
    #[serde(rename = "e2eId", alias = "endToEndId")]
    #[doc(alias = "e2eId")]
    pub end_to_end_id: Option<EndToEndId>,
    /// Where it stands, in the provider's words.
    pub status: Option<String>,
    /// Where it stands between the institutions, in the provider's words.
    pub integration_status: Option<String>,
}

/// What a notice about a receiver says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ReceiverNotice {
    /// Recurrences that changed.
    #[serde(rename = "recs", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "recs")]
    pub recurrences: Vec<Recurrence>,
    /// Charges that changed.
    #[serde(rename = "cobsr", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "cobsr")]
    pub charges: Vec<Charge>,
}
