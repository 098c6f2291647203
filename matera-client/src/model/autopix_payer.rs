//! Pix Automático on the side of who pays.
//!
//! The provider's page has lost the inside of these objects. What its filters and samples show is
//! typed; the rest is [`Unpublished`], or reached by [`PartlyPublished::json`](super::PartlyPublished::json).

use std::collections::BTreeMap;

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize, Serializer};
use time::OffsetDateTime;
use url::Url;

use super::{
    EndToEndId, MediatorId, RecurrenceId, RecurrenceRequestId, Timestamp, Txid, Unpublished, check,
};

client_core::open_enum! {
    /// Where a recurrence stands.
    pub enum RecurrenceStatus {
        /// Known, and not agreed to.
        Created = "CREATED",
        /// The payer agreed.
        Approved = "APPROVED",
        /// The payer refused.
        Rejected = "REJECTED",
        /// Not answered in time, or over.
        Expired = "EXPIRED",
        /// Cancelled.
        Canceled = "CANCELED",
    }

    /// Where a recurrence stands between the institutions.
    #[doc(alias = "integrationStatus")]
    pub enum RecurrenceProgress {
        /// Known, and not agreed to.
        Created = "CREATED",
        /// The agreement is being sent.
        SendingApproval = "SENDING_APPROVAL",
        /// The agreement is sent.
        AwaitingApproval = "WAITING_APPROVAL_CONFIRMATION",
        /// Agreed.
        Approved = "APPROVED",
        /// The refusal is being sent.
        SendingRejection = "SENDING_REJECTION",
        /// Refused.
        Rejected = "REJECTED",
        /// A cancellation is being sent.
        SendingCancellation = "SENDING_CANCELLATION",
        /// A cancellation is sent.
        AwaitingCancellation = "WAITING_CANCELLATION_CONFIRMATION",
        /// The receiver's cancellation is being confirmed.
        ConfirmingCancellation = "SENDING_CANCELLATION_CONFIRMATION",
        /// Cancelled.
        Canceled = "CANCELED",
        /// Over.
        Expired = "EXPIRED",
    }

    /// Whether a billing that failed may be tried again on other days.
    #[doc(alias = "retryPolicy")]
    pub enum BillingRetries {
        /// No.
        NotAllowed = "NOT_ALLOWED",
        /// Up to three times within seven days.
        ThreeInSevenDays = "ALLOWED_3R_7D",
    }

    /// Where a receiver's request stands.
    pub enum RequestStatus {
        /// Waiting for the payer.
        Received = "RECEIVED",
        /// Refused.
        Rejected = "REJECTED",
        /// Accepted.
        Accepted = "ACCEPTED",
        /// Not answered in time.
        Expired = "EXPIRED",
        /// Taken back.
        Canceled = "CANCELED",
    }

    /// Where a receiver's request stands between the institutions.
    #[doc(alias = "integrationStatus")]
    pub enum RequestProgress {
        /// It came.
        Received = "RECEIVED",
        /// That it came is being confirmed.
        ConfirmingReceipt = "SENDING_RECEIVING_CONFIRMATION",
        /// Waiting for the payer.
        AwaitingAnswer = "ACCEPTANCE_PENDING",
        /// Accepted.
        Accepted = "ACCEPTED",
        /// Refused.
        Rejected = "REJECTED",
        /// That it was taken back is being confirmed.
        ConfirmingCancellation = "SENDING_CANCELLATION_CONFIRMATION",
        /// Taken back.
        Canceled = "CANCELED",
        /// Not answered in time.
        Expired = "EXPIRED",
    }

    /// Where a billing stands.
    pub enum BillingStatus {
        /// Waiting for its day.
        Activated = "ACTIVATED",
        /// Paid.
        Concluded = "CONCLUDED",
        /// Refused.
        Rejected = "REJECTED",
        /// Cancelled.
        Canceled = "CANCELED",
        /// Not paid in time.
        Expired = "EXPIRED",
    }

    /// Where a billing stands between the institutions.
    #[doc(alias = "integrationStatus")]
    pub enum BillingProgress {
        /// That it is scheduled is being confirmed.
        ConfirmingSchedule = "SENDING_SCHEDULING_CONFIRMATION",
        /// Waiting for its day.
        Activated = "ACTIVATED",
        /// Being paid.
        Settling = "SETTLING_PAYMENT",
        /// Paid.
        Concluded = "CONCLUDED",
        /// The refusal is being sent.
        SendingRejection = "SENDING_REJECTION",
        /// Refused.
        Rejected = "REJECTED",
        /// A cancellation is being sent.
        SendingCancellation = "SENDING_CANCELLATION",
        /// A cancellation is sent.
        AwaitingCancellation = "WAITING_CANCELLATION_CONFIRMATION",
        /// The receiver's cancellation is being confirmed.
        ConfirmingCancellation = "SENDING_CANCELLATION_CONFIRMATION",
        /// Cancelled.
        Canceled = "CANCELED",
        /// Not paid in time.
        Expired = "EXPIRED",
    }

    /// Why a recurrence is cancelled.
    #[doc(alias = "reasonCode")]
    pub enum RecurrenceCancelReason {
        /// The account is closed.
        AccountClosed = "ACCL",
        /// The payer died.
        Deceased = "DCSD",
        /// Fraud.
        Fraud = "FRUD",
        /// The payer asked for it.
        PayerAsked = "SLDB",
    }

    /// Why a billing is cancelled.
    #[doc(alias = "code")]
    pub enum BillingCancelReason {
        /// Code `ACCT` of the Pix system, about the account.
        Account = "ACCT",
        /// Code `BLCK`, about a block.
        Blocked = "BLCK",
        /// Code `CCLD`: the recurrence is cancelled.
        RecurrenceCanceled = "CCLD",
        /// Code `FAIL`: a failure.
        Failure = "FAIL",
        /// Anything else.
        Other = "OTHR",
        /// The payer asked for it. Spelt otherwise than for recurrences; both are right.
        PayerAsked = "SLBD",
    }
}

/// A recurrence as the payer's side shows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Recurrence {
    /// Identifier.
    #[serde(rename = "recId")]
    #[doc(alias = "recId")]
    pub id: Option<RecurrenceId>,
    /// Where it stands.
    pub status: Option<RecurrenceStatus>,
    /// Where it stands between the institutions.
    #[serde(rename = "integrationStatus")]
    #[doc(alias = "integrationStatus")]
    pub progress: Option<RecurrenceProgress>,
    /// Whether a billing that failed may be tried again.
    #[serde(rename = "retryPolicy")]
    #[doc(alias = "retryPolicy")]
    pub retries: Option<BillingRetries>,
    /// When the receiver made it.
    #[serde(rename = "creationDateTime")]
    #[doc(alias = "creationDateTime")]
    pub created_at: Option<Timestamp>,
    /// What is charged, and whom.
    #[serde(rename = "contractLink")]
    #[doc(alias = "contractLink")]
    pub contract: Option<Unpublished>,
    /// From when, until when, how often.
    pub calendar: Option<Unpublished>,
    /// How much.
    pub value: Option<Unpublished>,
    /// Who receives.
    pub receiver: Option<Unpublished>,
    /// Who pays.
    pub payer: Option<Unpublished>,
    /// How the payer came to agree.
    pub activation: Option<Unpublished>,
    /// What the payer allows for each billing.
    pub limits: Option<RecurrenceLimits>,
    /// Where it stood when.
    pub updates: Option<Unpublished>,
    /// Why it ended.
    pub cancellation: Option<Unpublished>,
    /// Where its QR code is.
    #[serde(rename = "loc")]
    #[doc(alias = "loc")]
    pub location: Option<Unpublished>,
    /// Its QR code.
    #[serde(rename = "qrcodeData")]
    #[doc(alias = "qrcodeData")]
    pub qr_code: Option<Unpublished>,
}

/// What a payer allows for each billing of a recurrence.
#[doc(alias = "AuthorizedLimits")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecurrenceLimits {
    /// The limits of the account count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_account_limit: Option<bool>,
    /// The most that a billing may be, in BRL.
    #[serde(rename = "maximumValue", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "maximumValue")]
    pub maximum: Option<Amount>,
}

impl RecurrenceLimits {
    /// The limits of the account, and no other.
    #[doc(alias = "useAccountLimit")]
    pub fn of_account() -> Self {
        Self {
            use_account_limit: Some(true),
            maximum: None,
        }
    }

    /// At most this amount in BRL for each billing.
    #[doc(alias = "maximumValue")]
    pub fn at_most(maximum: Amount) -> Self {
        Self {
            use_account_limit: Some(false),
            maximum: Some(maximum),
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        match self.maximum {
            Some(maximum) => check::positive(maximum, "maximumValue"),
            None => Ok(()),
        }
    }
}

/// A step in the history of a recurrence.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecurrenceHistory {
    /// The recurrence.
    #[serde(rename = "recId")]
    #[doc(alias = "recId")]
    pub recurrence_id: Option<RecurrenceId>,
    /// Where it stood.
    pub status: Option<RecurrenceStatus>,
    /// Where it stood between the institutions.
    #[serde(rename = "integrationStatus")]
    #[doc(alias = "integrationStatus")]
    pub progress: Option<RecurrenceProgress>,
    /// Since when.
    pub created_at: Option<Timestamp>,
}

/// A receiver's request to agree to a recurrence (journey 1).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RecurrenceRequest {
    /// Identifier.
    #[serde(rename = "requestRecId")]
    #[doc(alias = "requestRecId")]
    pub id: Option<RecurrenceRequestId>,
    /// The recurrence.
    #[serde(rename = "recId")]
    #[doc(alias = "recId")]
    pub recurrence_id: Option<RecurrenceId>,
    /// Where it stands.
    pub status: Option<RequestStatus>,
    /// Where it stands between the institutions.
    #[serde(rename = "integrationStatus")]
    #[doc(alias = "integrationStatus")]
    pub progress: Option<RequestProgress>,
    /// Until when it can be answered.
    #[serde(rename = "expirationDate")]
    #[doc(alias = "expirationDate")]
    pub expires_at: Option<Timestamp>,
    /// When it came.
    pub created_at: Option<Timestamp>,
}

/// A charge of a recurrence, as the payer's side shows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Billing {
    /// Identifier.
    #[serde(rename = "txId", alias = "txid")]
    #[doc(alias = "txId")]
    pub txid: Option<Txid>,
    /// The name of the Pix that pays it.
    #[serde(rename = "e2eId", alias = "endToEndId")]
    #[doc(alias = "e2eId")]
    pub end_to_end_id: Option<EndToEndId>,
    /// The recurrence.
    #[serde(rename = "recId")]
    #[doc(alias = "recId")]
    pub recurrence_id: Option<RecurrenceId>,
    /// Where it stands.
    pub status: Option<BillingStatus>,
    /// Where it stands between the institutions.
    #[serde(rename = "integrationStatus")]
    #[doc(alias = "integrationStatus")]
    pub progress: Option<BillingProgress>,
    /// The day on which it is due.
    pub due_date: Option<Timestamp>,
}

/// The end of a recurrence, by who pays.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[must_use]
pub struct RecurrenceCancellation {
    reason_code: RecurrenceCancelReason,
    requester_tax_id: Redacted<String>,
}

impl RecurrenceCancellation {
    /// For this reason, asked for by whoever has this CPF or CNPJ.
    #[doc(alias = "requesterTaxId")]
    pub fn new(reason: RecurrenceCancelReason, requester_tax_id: impl Into<String>) -> Self {
        Self {
            reason_code: reason,
            requester_tax_id: Redacted::new(requester_tax_id.into()),
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::tax_id(self.requester_tax_id.expose(), "requesterTaxId")
    }
}

/// The agreement to a recurrence that was read off a QR code (journeys 2 to 4).
///
/// What stands in the QR code goes back as it came; the provider has published no shape for it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[must_use]
pub struct RecurrenceActivation {
    rec_id: RecurrenceId,
    #[serde(with = "wire::instant")]
    creation_date_time: OffsetDateTime,
    #[serde(flatten)]
    terms: RecurrenceTerms,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Unpublished>,
    retry_policy: BillingRetries,
    #[serde(skip_serializing_if = "Option::is_none")]
    limits: Option<RecurrenceLimits>,
}

/// What a payer agrees to, as the QR code has it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecurrenceTerms {
    /// What is charged, and whom.
    pub contract_link: Unpublished,
    /// From when, until when, how often.
    pub calendar: Unpublished,
    /// By which way the payer agrees.
    pub activation: Unpublished,
    /// Who receives.
    pub receiver: Unpublished,
    /// Who pays.
    pub payer: Unpublished,
}

impl RecurrenceActivation {
    /// Agrees to these terms, with the limits of the account.
    pub fn new(
        recurrence: &RecurrenceId,
        created_at: OffsetDateTime,
        retries: BillingRetries,
        terms: RecurrenceTerms,
    ) -> Self {
        Self {
            rec_id: recurrence.clone(),
            creation_date_time: created_at,
            terms,
            value: None,
            retry_policy: retries,
            limits: None,
        }
    }

    /// How much, where the QR code says it.
    pub fn value(mut self, value: Unpublished) -> Self {
        self.value = Some(value);
        self
    }

    /// What is allowed for each billing.
    #[doc(alias = "AuthorizedLimits")]
    pub fn limits(mut self, limits: RecurrenceLimits) -> Self {
        self.limits = Some(limits);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.limits.as_ref().map_or(Ok(()), RecurrenceLimits::check)
    }
}

/// The payer's answer to a receiver's request (journey 1).
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[must_use]
pub struct RequestAnswer {
    acceptance: bool,
    payer_name: Redacted<String>,
    #[serde(flatten)]
    limits: Option<RecurrenceLimits>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejection_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    municipality_code: Option<String>,
}

impl RequestAnswer {
    /// Agrees, in the name of this payer.
    pub fn accept(payer_name: impl Into<String>, limits: RecurrenceLimits) -> Self {
        Self {
            acceptance: true,
            payer_name: Redacted::new(payer_name.into()),
            limits: Some(limits),
            rejection_code: None,
            municipality_code: None,
        }
    }

    /// Refuses with a code of the Pix system: `AP13`, `AP14`.
    #[doc(alias = "rejectionCode")]
    pub fn reject(payer_name: impl Into<String>, code: impl Into<String>) -> Self {
        Self {
            acceptance: false,
            payer_name: Redacted::new(payer_name.into()),
            limits: None,
            rejection_code: Some(code.into()),
            municipality_code: None,
        }
    }

    /// The payer's municipality, a code of IBGE with 7 digits; `0000000` otherwise.
    #[doc(alias = "municipalityCode")]
    pub fn municipality(mut self, code: impl Into<String>) -> Self {
        self.municipality_code = Some(code.into());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::not_empty(self.payer_name.expose(), "payerName")?;
        if let Some(limits) = &self.limits {
            limits.check()?;
        }
        match &self.municipality_code {
            Some(code) => check::municipality(code, "municipalityCode"),
            None => Ok(()),
        }
    }
}

/// The end of a billing, by who pays.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct BillingCancellation {
    code: BillingCancelReason,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

impl BillingCancellation {
    /// For this reason.
    pub fn new(reason: BillingCancelReason) -> Self {
        Self {
            code: reason,
            description: None,
        }
    }

    /// In words.
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }
}

/// Where the mediator is told what happens, to be set.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewPayerWebhook {
    #[serde(serialize_with = "as_text")]
    url: Url,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    headers: BTreeMap<String, Redacted<String>>,
}

fn as_text<S: Serializer>(url: &Url, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(url.as_str())
}

impl NewPayerWebhook {
    /// At this address.
    pub fn new(url: Url) -> Self {
        Self {
            url,
            headers: BTreeMap::new(),
        }
    }

    /// A header that every notice is to bring: put a secret here, and check it by
    /// [`SharedHeader`](crate::webhook::SharedHeader).
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers
            .insert(name.into(), Redacted::new(value.into()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::callback_url(&self.url, "url")?;
        for (name, value) in &self.headers {
            let fits = http::HeaderName::try_from(name.as_str()).is_ok()
                && http::HeaderValue::try_from(value.expose().as_str()).is_ok();
            if !fits {
                return Err(Error::input(
                    "headers has a name or a value that cannot stand in an HTTP header",
                ));
            }
        }
        Ok(())
    }
}

/// Where the mediator is told what happens.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PayerWebhook {
    /// The address; missing in the provider's sample.
    pub url: Option<Redacted<String>>,
    /// What every notice brings.
    #[serde(default)]
    pub headers: Option<BTreeMap<String, Redacted<String>>>,
    /// Whose notices.
    pub mediator_id: Option<MediatorId>,
    /// Since when.
    pub created_at: Option<Timestamp>,
    /// When it was changed.
    pub updated_at: Option<Timestamp>,
    /// When it was taken away.
    pub deleted_at: Option<Timestamp>,
}
