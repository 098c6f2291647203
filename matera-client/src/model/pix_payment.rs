//! A Pix to be sent.

use client_core::Result;
use client_core::money::Amount;
use client_core::secret::Redacted;
use serde::Serialize;

use super::{BankAccount, EndToEndId, InitiationProcedure, TaxIdentifier, check};

client_core::open_enum! {
    /// How a Pix is begun, as the central bank's system names it.
    #[doc(alias = "initiationForm")]
    pub enum InitiationForm {
        /// Account data typed in.
        Manual = "MANU",
        /// By Pix key.
        Key = "DICT",
        /// By static QR code.
        StaticQrCode = "QRES",
        /// By dynamic QR code.
        DynamicQrCode = "QRDN",
        /// By an initiator of Open Finance.
        Initiator = "INIC",
    }

    /// Whether a QR code is static or dynamic.
    #[doc(alias = "qrcodeType")]
    pub enum QrCodeForm {
        /// Static.
        Static = "STATIC",
        /// Dynamic.
        Dynamic = "DYNAMIC",
    }

    /// What a Pix is for.
    #[doc(alias = "transactionPurpose")]
    pub enum PixPurpose {
        /// A payment.
        Payment = "IPAY",
        /// A purchase with change (Pix Troco).
        Change = "GSCB",
        /// A withdrawal (Pix Saque).
        Withdrawal = "OTHR",
    }

    /// Who hands out cash (Pix Saque, Pix Troco).
    #[doc(alias = "modality")]
    pub enum WithdrawAgentKind {
        /// A provider of the service of Pix Saque.
        ServiceProvider = "AGPSS",
        /// A shop.
        Shop = "AGTEC",
        /// Another kind of agent.
        Other = "AGTOT",
        /// A facilitator of the service of Pix Saque.
        Facilitator = "AGFSS",
    }

    /// How the payment system queues a Pix.
    #[doc(alias = "instructionPriority")]
    pub enum InstructionPriority {
        /// Before others.
        High = "HIGH",
        /// As others.
        Normal = "NORM",
    }

    /// How urgent a Pix is.
    #[doc(alias = "instructionType")]
    pub enum PixPriority {
        /// At once.
        Priority = "PAGPRI",
        /// Suspected of fraud.
        FraudCheck = "PAGFRD",
        /// Scheduled.
        Scheduled = "PAGAGD",
    }
}

/// A Pix to be sent: to whom, and how it was begun.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct PixPayment {
    recipient: PixRecipient,
    #[serde(skip_serializing_if = "Option::is_none")]
    initiation_form: Option<InitiationForm>,
    #[serde(rename = "qrcodeType", skip_serializing_if = "Option::is_none")]
    qr_code_form: Option<QrCodeForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    receiver_reconciliation_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    additional_information: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    initiating_institution: Option<String>,
    #[serde(rename = "instructionType", skip_serializing_if = "Option::is_none")]
    priority: Option<PixPriority>,
    #[serde(rename = "transactionPurpose", skip_serializing_if = "Option::is_none")]
    purpose: Option<PixPurpose>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transaction_values_details: Option<PixValues>,
    #[serde(skip_serializing_if = "Option::is_none")]
    history_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    initiation_procedure: Option<InitiationProcedure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instruction_priority: Option<InstructionPriority>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdraw_agent: Option<WithdrawAgent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    perform_debit: Option<bool>,
}

/// Who hands out cash.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WithdrawAgent {
    pub(crate) modality: WithdrawAgentKind,
    pub(crate) service_provider: String,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PixRecipient {
    psp_id: String,
    tax_identifier: TaxIdentifier,
    #[serde(skip_serializing_if = "Option::is_none")]
    alias: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_to_end_id_query: Option<EndToEndId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_destination: Option<BankAccount>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PixValues {
    transaction_value: Amount,
    cash_value: Amount,
}

impl PixPayment {
    /// To a Pix key, with what the look-up of the key answered: the name of the Pix, the receiver's
    /// institution (ISPB), CPF or CNPJ, and account.
    ///
    /// The Pix keeps the look-up's name, so that it can be found by it afterwards.
    #[doc(alias = "endToEndIdQuery")]
    pub fn to_key(
        key: impl Into<String>,
        look_up: impl Into<EndToEndId>,
        psp: impl Into<String>,
        tax_id: impl Into<String>,
        account: BankAccount,
    ) -> Self {
        let mut pix = Self::to_account(psp, tax_id, account);
        pix.recipient.alias = Some(Redacted::new(key.into()));
        pix.recipient.end_to_end_id_query = Some(look_up.into());
        pix
    }

    /// To an account, by the receiver's institution (ISPB), CPF or CNPJ, and account.
    #[doc(alias = "accountDestination")]
    pub fn to_account(
        psp: impl Into<String>,
        tax_id: impl Into<String>,
        account: BankAccount,
    ) -> Self {
        Self {
            recipient: PixRecipient {
                psp_id: psp.into(),
                tax_identifier: TaxIdentifier::new(tax_id),
                alias: None,
                end_to_end_id_query: None,
                account_destination: Some(account),
            },
            initiation_form: None,
            qr_code_form: None,
            receiver_reconciliation_identifier: None,
            additional_information: None,
            initiating_institution: None,
            priority: None,
            purpose: None,
            transaction_values_details: None,
            history_code: None,
            initiation_procedure: None,
            instruction_priority: None,
            withdraw_agent: None,
            perform_debit: None,
        }
    }

    /// Whether the payer typed what is paid.
    #[doc(alias = "initiationProcedure")]
    pub fn procedure(mut self, procedure: InitiationProcedure) -> Self {
        self.initiation_procedure = Some(procedure);
        self
    }

    /// How the payment system queues it.
    #[doc(alias = "instructionPriority")]
    pub fn queued(mut self, priority: InstructionPriority) -> Self {
        self.instruction_priority = Some(priority);
        self
    }

    /// Who hands out the cash of a Pix Saque or Pix Troco, by its ISPB.
    #[doc(alias = "withdrawAgent")]
    pub fn cash_from(mut self, kind: WithdrawAgentKind, ispb: impl Into<String>) -> Self {
        self.withdraw_agent = Some(WithdrawAgent {
            modality: kind,
            service_provider: ispb.into(),
        });
        self
    }

    /// Whether the account is debited by it. Leave it unset unless the institution asks for it.
    #[doc(alias = "performDebit")]
    pub fn debiting(mut self, debits: bool) -> Self {
        self.perform_debit = Some(debits);
        self
    }

    /// Begun by a QR code, whose txid is given along.
    #[doc(alias = "receiverReconciliationIdentifier")]
    pub fn by_qr_code(mut self, form: QrCodeForm, txid: impl Into<String>) -> Self {
        self.initiation_form = match form {
            QrCodeForm::Static => Some(InitiationForm::StaticQrCode),
            QrCodeForm::Dynamic => Some(InitiationForm::DynamicQrCode),
            QrCodeForm::Unrecognized(_) => None,
        };
        self.qr_code_form = Some(form);
        self.receiver_reconciliation_identifier = Some(txid.into());
        self
    }

    /// How it was begun.
    #[doc(alias = "initiationForm")]
    pub fn initiation_form(mut self, form: InitiationForm) -> Self {
        self.initiation_form = Some(form);
        self
    }

    /// What the payer writes to the receiver; at most 140 characters, as Pix has it.
    #[doc(alias = "additionalInformation")]
    pub fn message(mut self, text: impl Into<String>) -> Self {
        self.additional_information = Some(Redacted::new(text.into()));
        self
    }

    /// The initiator of Open Finance, by its CNPJ.
    #[doc(alias = "initiatingInstitution")]
    pub fn initiating_institution(mut self, cnpj: impl Into<String>) -> Self {
        self.initiating_institution = Some(cnpj.into());
        self
    }

    /// How urgent it is.
    #[doc(alias = "instructionType")]
    pub fn priority(mut self, priority: PixPriority) -> Self {
        self.priority = Some(priority);
        self
    }

    /// Pix Saque: all of it is handed out as cash.
    #[doc(alias = "Pix Saque")]
    pub fn as_cash_withdrawal(mut self, cash: Amount) -> Self {
        self.purpose = Some(PixPurpose::Withdrawal);
        self.transaction_values_details = Some(PixValues {
            transaction_value: Amount::ZERO,
            cash_value: cash,
        });
        self
    }

    /// Pix Troco: a purchase, and cash that is handed out with it.
    #[doc(alias = "Pix Troco")]
    pub fn with_change(mut self, purchase: Amount, cash: Amount) -> Self {
        self.purpose = Some(PixPurpose::Change);
        self.transaction_values_details = Some(PixValues {
            transaction_value: purchase,
            cash_value: cash,
        });
        self
    }

    /// The provider's history code.
    #[doc(alias = "historyCode")]
    pub fn history_code(mut self, code: impl Into<String>) -> Self {
        self.history_code = Some(code.into());
        self
    }

    /// Checks what is about to be sent. Cash and purchase must add up to `total`.
    pub(crate) fn check(&self, total: Amount) -> Result<()> {
        let recipient = &self.recipient;
        if recipient.psp_id.len() != 8 {
            return Err(client_core::Error::input(format!(
                "the receiver's institution is its ISPB of 8 characters, not of {}",
                recipient.psp_id.len()
            )));
        }
        // What a look-up of a key gave goes back as it came.
        if recipient.alias.is_none() {
            let field = "recipient.taxIdentifier.taxId";
            check::tax_identifier(Some(&recipient.tax_identifier), field)?;
        }
        if let Some(text) = &self.additional_information {
            check::at_most(text.expose(), 140, "additionalInformation")?;
        }
        if let Some(txid) = &self.receiver_reconciliation_identifier {
            check::at_most(txid, 35, "receiverReconciliationIdentifier")?;
        }
        let Some(values) = &self.transaction_values_details else {
            return Ok(());
        };
        check::not_negative(values.transaction_value, "transactionValue")?;
        check::positive(values.cash_value, "cashValue")?;
        let sum = values.transaction_value.checked_add(values.cash_value);
        if sum.ok() != Some(total) {
            return Err(client_core::Error::input(
                "totalAmount must be transactionValue and cashValue added up",
            ));
        }
        Ok(())
    }
}
