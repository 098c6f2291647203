//! Scheduled payments.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Result, wire};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{
    AccountHolderId, AccountId, Currency, ExternalIdentifier, InitiationForm, QrCodeForm,
    Timestamp, TransactionId, Unpublished, check,
};

client_core::open_enum! {
    /// Where a scheduled payment stands.
    #[doc(alias = "scheduleStatus")]
    pub enum ScheduleStatus {
        /// Waiting for its day.
        Scheduled = "SCHEDULED",
        /// Taken up.
        Received = "RECEIVED",
        /// Paid.
        Accepted = "ACCEPTED",
        /// Refused.
        Rejected = "REJECTED",
        /// Cancelled.
        Canceled = "CANCELLED" | "CANCELED",
    }

    /// Where a scheduled payment was ordered.
    #[doc(alias = "typeOrigin")]
    pub enum ScheduleOrigin {
        /// At the institution itself.
        Channel = "CHANNEL",
        /// At an initiator of Open Finance.
        OpenFinance = "OPEN_FINANCE",
    }

    /// Whether the payer typed what is paid, or it was stored.
    #[doc(alias = "initiationProcedure")]
    pub enum InitiationProcedure {
        /// Typed; what counts when nothing is said.
        Manual = "MANUAL",
        /// Stored.
        PreStored = "PRE_STORED",
    }
}

client_core::id_type! {
    /// A scheduled payment.
    #[doc(alias = "scheduleId")]
    pub struct ScheduleId;
}

/// Who is paid by a schedule: a Pix key or an account.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
#[must_use]
pub struct ScheduleRecipient(Way);

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum Way {
    AddressingKey(Redacted<String>),
    AccountIdentification(Unpublished),
}

impl ScheduleRecipient {
    /// A Pix key. The provider names the field and not its form: it is sent as text.
    #[doc(alias = "addressingKey")]
    pub fn key(key: impl Into<String>) -> Self {
        Self(Way::AddressingKey(Redacted::new(key.into())))
    }

    /// An account. What goes into it is not published.
    #[doc(alias = "accountIdentification")]
    pub fn account(identification: Unpublished) -> Self {
        Self(Way::AccountIdentification(identification))
    }
}

/// A payment to be scheduled.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewSchedule {
    account_id: AccountId,
    total_amount: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    mediator_fee: Option<Amount>,
    currency: Currency,
    #[serde(with = "wire::instant")]
    schedule_date: OffsetDateTime,
    recipient: ScheduleRecipient,
    type_origin: ScheduleOrigin,
    #[serde(skip_serializing_if = "Option::is_none")]
    receiver_reconciliation_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_information: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    qr_code_type: Option<QrCodeForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    initiation_procedure: Option<InitiationProcedure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    initiating_institution: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    initiation_form: Option<InitiationForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_identification: Option<String>,
}

impl NewSchedule {
    /// Pays `total` in BRL out of `account` at that moment.
    pub fn new(
        account: &AccountId,
        total: Amount,
        at: OffsetDateTime,
        recipient: ScheduleRecipient,
    ) -> Self {
        Self {
            account_id: account.clone(),
            total_amount: total,
            mediator_fee: None,
            currency: Currency::Brl,
            schedule_date: at,
            recipient,
            type_origin: ScheduleOrigin::Channel,
            receiver_reconciliation_identifier: None,
            additional_information: None,
            qr_code_type: None,
            history_code: None,
            initiation_procedure: None,
            initiating_institution: None,
            initiation_form: None,
            transaction_identification: None,
        }
    }

    /// The fee that the mediator keeps.
    #[doc(alias = "mediatorFee")]
    pub fn mediator_fee(mut self, fee: Amount) -> Self {
        self.mediator_fee = Some(fee);
        self
    }

    /// What is written to the receiver; at most 140 characters.
    #[doc(alias = "additionalInformation")]
    pub fn message(mut self, text: impl Into<String>) -> Self {
        self.additional_information = Some(Redacted::new(text.into()));
        self
    }

    /// The receiver's name of it (txid); at most 35 characters.
    #[doc(alias = "receiverReconciliationIdentifier")]
    pub fn txid(mut self, txid: impl Into<String>) -> Self {
        self.receiver_reconciliation_identifier = Some(txid.into());
        self
    }

    /// The QR code it was begun with.
    #[doc(alias = "qrCodeType")]
    pub fn by_qr_code(mut self, form: QrCodeForm) -> Self {
        self.qr_code_type = Some(form);
        self
    }

    /// The institution's code of this kind of movement.
    #[doc(alias = "historyCode")]
    pub fn history_code(mut self, code: impl Into<String>) -> Self {
        self.history_code = Some(code.into());
        self
    }

    /// Whether the payer typed what is paid.
    #[doc(alias = "initiationProcedure")]
    pub fn procedure(mut self, procedure: InitiationProcedure) -> Self {
        self.initiation_procedure = Some(procedure);
        self
    }

    /// Ordered at an initiator of Open Finance, by its CNPJ without punctuation.
    #[doc(alias = "initiatingInstitution")]
    #[doc(alias = "initiationForm")]
    pub fn open_finance(mut self, initiator_cnpj: impl Into<String>, form: InitiationForm) -> Self {
        self.type_origin = ScheduleOrigin::OpenFinance;
        self.initiating_institution = Some(initiator_cnpj.into());
        self.initiation_form = Some(form);
        self
    }

    /// The transaction's identification, in the provider's words.
    #[doc(alias = "transactionIdentification")]
    pub fn transaction_identification(mut self, text: impl Into<String>) -> Self {
        self.transaction_identification = Some(text.into());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::not_empty(self.account_id.as_str(), "accountId")?;
        check::positive(self.total_amount, "totalAmount")?;
        if let Some(fee) = self.mediator_fee {
            check::not_negative(fee, "mediatorFee")?;
        }
        if let Way::AddressingKey(key) = &self.recipient.0 {
            check::not_empty(key.expose(), "recipient.addressingKey")?;
            check::at_most(key.expose(), 77, "recipient.addressingKey")?;
        }
        if let Some(txid) = &self.receiver_reconciliation_identifier {
            check::at_most(txid, 35, "receiverReconciliationIdentifier")?;
        }
        if let Some(text) = &self.additional_information {
            check::at_most(text.expose(), 140, "additionalInformation")?;
        }
        match &self.initiating_institution {
            Some(cnpj) => check::cnpj(cnpj, "initiatingInstitution"),
            None => Ok(()),
        }
    }
}

/// A scheduled payment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Schedule {
    /// Identifier.
    #[serde(rename = "scheduleId")]
    #[doc(alias = "scheduleId")]
    pub id: Option<ScheduleId>,
    /// The caller's own name of it.
    #[doc(alias = "externalIdentifier")]
    pub external_identifier: Option<ExternalIdentifier>,
    /// Where it stands.
    #[serde(rename = "scheduleStatus")]
    #[doc(alias = "scheduleStatus")]
    pub status: Option<ScheduleStatus>,
    /// When it is paid.
    #[serde(rename = "scheduleDate")]
    #[doc(alias = "scheduleDate")]
    pub at: Option<Timestamp>,
    /// The payment, once it was made.
    #[doc(alias = "transactionId")]
    pub transaction_id: Option<TransactionId>,
    /// Why it could not be paid; the shape is not published.
    #[doc(alias = "paymentError")]
    pub payment_error: Option<Unpublished>,
    /// How it was tried again; the shape is not published.
    pub reprocessing: Option<Unpublished>,
    /// What happened to it; the shape is not published.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub history: Vec<Unpublished>,
    /// The account that pays.
    #[doc(alias = "accountId")]
    pub account_id: Option<AccountId>,
    /// Who holds it.
    #[doc(alias = "accountHolderId")]
    pub account_holder_id: Option<AccountHolderId>,
    /// Amount.
    #[serde(rename = "totalAmount")]
    #[doc(alias = "totalAmount")]
    pub total: Option<Amount>,
    /// The fee that the mediator keeps.
    #[doc(alias = "mediatorFee")]
    pub mediator_fee: Option<Amount>,
    /// Currency.
    pub currency: Option<Currency>,
    /// Who is paid; the shape is not published.
    pub recipient: Option<Unpublished>,
    /// Where it was ordered.
    #[serde(rename = "typeOrigin")]
    #[doc(alias = "typeOrigin")]
    pub origin: Option<ScheduleOrigin>,
    /// The receiver's name of it (txid).
    #[serde(rename = "receiverReconciliationIdentifier")]
    #[doc(alias = "receiverReconciliationIdentifier")]
    pub txid: Option<String>,
    /// What is written to the receiver.
    #[doc(alias = "additionalInformation")]
    pub additional_information: Option<Redacted<String>>,
    /// The QR code it was begun with.
    #[serde(rename = "qrCodeType")]
    #[doc(alias = "qrCodeType")]
    pub qr_code_form: Option<QrCodeForm>,
    /// The institution's code of this kind of movement.
    #[doc(alias = "historyCode")]
    pub history_code: Option<String>,
    /// Whether the payer typed what is paid.
    #[doc(alias = "initiationProcedure")]
    pub initiation_procedure: Option<InitiationProcedure>,
    /// The initiator's CNPJ.
    #[doc(alias = "initiatingInstitution")]
    pub initiating_institution: Option<String>,
    /// How the Pix was begun.
    #[doc(alias = "initiationForm")]
    pub initiation_form: Option<InitiationForm>,
    /// The transaction's identification, in the provider's words.
    #[doc(alias = "transactionIdentification")]
    pub transaction_identification: Option<String>,
    /// When it was made.
    #[doc(alias = "createdAt")]
    pub created_at: Option<Timestamp>,
    /// When it was changed.
    #[doc(alias = "updatedAt")]
    pub updated_at: Option<Timestamp>,
}

/// The webhook that tells of scheduled payments. Its address is not among the published fields of
/// the answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ScheduleWebhook {
    /// Whose it is.
    #[doc(alias = "accountHolderId")]
    pub account_holder_id: Option<AccountHolderId>,
    /// When it was set.
    #[doc(alias = "createdAt")]
    pub created_at: Option<Timestamp>,
    /// When it was changed.
    #[doc(alias = "updatedAt")]
    pub updated_at: Option<Timestamp>,
}

/// What the deletion of the webhook answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ScheduleWebhookDeletion {
    /// What became of it, in the provider's words.
    pub status: Option<String>,
}
