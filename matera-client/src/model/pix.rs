//! The Pix behind a transaction.

use client_core::money::{self, Amount};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};

use super::{EndToEndId, Participant, Timestamp, TransactionId, Unpublished};

client_core::open_enum! {
    /// Cash that goes with a Pix.
    #[doc(alias = "cashValueType")]
    pub enum PixCashKind {
        /// Change of a purchase (Pix Troco).
        Change = "CHANGE",
        /// Withdrawal (Pix Saque).
        Withdrawal = "WITHDRAW",
    }
}

/// A Pix.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixTransaction {
    /// Its name in all of the country.
    #[serde(rename = "endToEndId")]
    #[doc(alias = "endToEndId")]
    pub end_to_end_id: Option<EndToEndId>,
    /// What the payer wrote.
    #[serde(rename = "additionalInformation")]
    #[doc(alias = "additionalInformation")]
    pub additional_information: Option<Redacted<String>>,
    /// Who pays.
    pub sender: Option<Participant>,
    /// Who receives.
    pub recipient: Option<Participant>,
    /// The Pix that paid a QR code.
    #[serde(
        rename = "paymentReceived",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "paymentReceived")]
    pub received: Vec<PixReceived>,
    /// Cash that goes with it.
    #[serde(rename = "instantPaymentCashValue")]
    #[doc(alias = "instantPaymentCashValue")]
    pub cash: Option<PixCashValue>,
    /// Why it was refused.
    #[serde(rename = "rejectionReason")]
    #[doc(alias = "rejectionReason")]
    pub rejection: Option<PixRejection>,
    /// What it returns.
    #[serde(rename = "returnInfo")]
    #[doc(alias = "returnInfo")]
    pub returns: Option<PixReturn>,
    /// The deposit that it returns.
    #[serde(rename = "originDepositTransaction")]
    #[doc(alias = "originDepositTransaction")]
    pub origin_deposit: Option<OriginDeposit>,
}

/// A Pix that paid a QR code.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixReceived {
    /// Who paid.
    pub sender: Option<Participant>,
    /// Amount.
    #[serde(rename = "receivedAmount")]
    #[doc(alias = "receivedAmount")]
    pub amount: Option<Amount>,
    /// When.
    #[serde(rename = "transactionTimestamp")]
    #[doc(alias = "transactionTimestamp")]
    pub received_at: Option<Timestamp>,
    /// Its older identifier.
    #[serde(rename = "legacyTransactionId")]
    #[doc(alias = "legacyTransactionId")]
    pub legacy_transaction_id: Option<String>,
    /// Its name in all of the country.
    #[serde(rename = "endToEndId")]
    #[doc(alias = "endToEndId")]
    pub end_to_end_id: Option<EndToEndId>,
    /// What the payer wrote.
    #[serde(rename = "additionalInformation")]
    #[doc(alias = "additionalInformation")]
    pub additional_information: Option<Redacted<String>>,
}

/// Cash that goes with a Pix.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixCashValue {
    /// What kind.
    #[serde(rename = "cashValueType")]
    #[doc(alias = "cashValueType")]
    pub kind: Option<PixCashKind>,
    /// How much; text on the wire.
    #[serde(rename = "value", default, with = "money::amount_string_exact")]
    #[doc(alias = "value")]
    pub amount: Option<Amount>,
    /// Whether the payer may change it.
    #[serde(rename = "allowValueChange")]
    #[doc(alias = "allowValueChange")]
    pub may_change: Option<bool>,
    /// Who hands it out.
    #[serde(rename = "withdrawProviders")]
    #[doc(alias = "withdrawProviders")]
    pub providers: Option<Unpublished>,
}

/// Why a Pix was refused.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixRejection {
    /// Code.
    pub code: Option<String>,
    /// In words.
    pub description: Option<String>,
}

/// What a Pix returns.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixReturn {
    /// The Pix that is returned.
    #[serde(rename = "originalEndToEndId")]
    #[doc(alias = "originalEndToEndId")]
    pub original_end_to_end_id: Option<EndToEndId>,
    /// Its transaction.
    #[serde(rename = "originalInstantPaymentId")]
    #[doc(alias = "originalInstantPaymentId")]
    pub original_id: Option<String>,
    /// Why.
    #[serde(rename = "returnReasonInformation")]
    #[doc(alias = "returnReasonInformation")]
    pub reason: Option<ReturnReason>,
}

/// Why a Pix was returned.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ReturnReason {
    /// Code, such as `MD06`.
    #[serde(rename = "reasonCode")]
    #[doc(alias = "reasonCode")]
    pub code: Option<String>,
    /// In words.
    #[serde(rename = "reasonDescription")]
    #[doc(alias = "reasonDescription")]
    pub description: Option<String>,
    /// What was added.
    #[serde(rename = "additionalInformation")]
    #[doc(alias = "additionalInformation")]
    pub additional_information: Option<Redacted<String>>,
}

/// The deposit that a Pix returns.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct OriginDeposit {
    /// Its transaction.
    #[serde(rename = "transactionId")]
    #[doc(alias = "transactionId")]
    pub transaction_id: Option<TransactionId>,
    /// When.
    #[serde(rename = "transactionDate")]
    #[doc(alias = "transactionDate")]
    pub date: Option<Timestamp>,
    /// Amount.
    #[serde(rename = "totalAmount")]
    #[doc(alias = "totalAmount")]
    pub total: Option<Amount>,
    /// What the payer wrote.
    #[serde(rename = "additionalInformation")]
    #[doc(alias = "additionalInformation")]
    pub additional_information: Option<Redacted<String>>,
    /// The Pix it came by.
    #[serde(rename = "originInstantPaymentTransaction")]
    #[doc(alias = "originInstantPaymentTransaction")]
    pub pix: Option<PixReceived>,
}
