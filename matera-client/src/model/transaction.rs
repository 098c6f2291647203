//! Transactions of an account.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};

use super::{
    AccountHolder, AccountHolderId, AccountId, BankAccountKind, EndToEndId, ExternalIdentifier,
    MobilePhone, PixTransaction, SideAccountId, TaxIdentifier, Timestamp, TransactionId,
    Unpublished,
};

client_core::open_enum! {
    /// Where a transaction stands.
    #[doc(alias = "transactionStatus")]
    pub enum TransactionStatus {
        /// Waiting for its payment.
        Created = "CREATED",
        /// Done.
        Approved = "APPROVED",
        /// Refused.
        Rejected = "REJECTED",
        /// Being cancelled.
        Canceling = "CANCELING",
        /// Cancelled.
        Canceled = "CANCELED",
        /// Paid in part.
        Partial = "PARTIAL",
        /// Not paid in time.
        Expired = "EXPIRED",
        /// No answer in time from whoever executes it.
        Timeout = "TIMEOUT",
        /// More was paid than asked for.
        Overfilled = "OVERFILLED",
        /// Less was paid than asked for.
        Unfinished = "UNFINISHED",
        /// Failed.
        Error = "ERROR",
        /// Failed for good.
        FatalError = "FATAL_ERROR",
        /// Authorised.
        Authorized = "AUTHORIZED",
        /// Captured.
        Captured = "CAPTURED",
    }

    /// A currency.
    pub enum Currency {
        /// Real.
        Brl = "BRL",
        /// US dollar.
        Usd = "USD",
        /// Euro.
        Eur = "EUR",
        /// Australian dollar.
        Aud = "AUD",
        /// Canadian dollar.
        Cad = "CAD",
        /// Pound sterling.
        Gbp = "GBP",
    }
}

/// The container of one or several transactions: a list even for one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Transactions {
    /// The transactions.
    #[serde(deserialize_with = "wire::null_as_empty")]
    pub transactions: Vec<Transaction>,
}

/// A transaction of an account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Transaction {
    /// Identifier.
    #[serde(rename = "transactionId")]
    #[doc(alias = "transactionId")]
    pub id: Option<TransactionId>,
    /// The caller's own name of it. Not among the published fields; read when it comes.
    #[serde(rename = "externalIdentifier")]
    #[doc(alias = "externalIdentifier")]
    pub external_identifier: Option<ExternalIdentifier>,
    /// The account.
    #[serde(rename = "accountId")]
    #[doc(alias = "accountId")]
    pub account_id: Option<AccountId>,
    /// Who holds it.
    #[serde(rename = "accountHolderId")]
    #[doc(alias = "accountHolderId")]
    pub account_holder_id: Option<AccountHolderId>,
    /// When.
    #[serde(rename = "transactionDate")]
    #[doc(alias = "transactionDate")]
    pub date: Option<Timestamp>,
    /// What it is, in the provider's words, such as `WithdrawInstantPayment`.
    #[serde(rename = "transactionType")]
    #[doc(alias = "transactionType")]
    pub kind: Option<String>,
    /// Where it stands.
    #[serde(rename = "transactionStatus")]
    #[doc(alias = "transactionStatus")]
    pub status: Option<TransactionStatus>,
    /// Amount asked for, in BRL.
    #[serde(rename = "totalAmount")]
    #[doc(alias = "totalAmount")]
    pub total: Option<Amount>,
    /// Amount paid.
    #[serde(rename = "paidAmount")]
    #[doc(alias = "paidAmount")]
    pub paid: Option<Amount>,
    /// Discount.
    #[serde(rename = "discountAmount")]
    #[doc(alias = "discountAmount")]
    pub discount: Option<Amount>,
    /// Amount after returns.
    #[serde(rename = "currentAmount")]
    #[doc(alias = "currentAmount")]
    pub current: Option<Amount>,
    /// In how many instalments.
    #[serde(rename = "installmentQuantity")]
    #[doc(alias = "installmentQuantity")]
    pub installments: Option<u32>,
    /// The first instalment.
    #[serde(rename = "firstInstallmentValue")]
    #[doc(alias = "firstInstallmentValue")]
    pub first_installment: Option<Amount>,
    /// Each of the others.
    #[serde(rename = "otherInstallmentValues")]
    #[doc(alias = "otherInstallmentValues")]
    pub other_installments: Option<Amount>,
    /// E-mail.
    pub email: Option<Redacted<String>>,
    /// Where its document is; whoever has the address can open it.
    #[serde(rename = "docUrl")]
    #[doc(alias = "docUrl")]
    pub document_url: Option<Redacted<String>>,
    /// The side account.
    #[serde(rename = "sideAccountId")]
    #[doc(alias = "sideAccountId")]
    pub side_account_id: Option<SideAccountId>,
    /// The name of the Pix.
    #[serde(rename = "endToEndId")]
    #[doc(alias = "endToEndId")]
    pub end_to_end_id: Option<EndToEndId>,
    /// What the receiver wrote.
    #[serde(rename = "recipientDescription")]
    #[doc(alias = "recipientDescription")]
    pub recipient_description: Option<Redacted<String>>,
    /// The transaction that cancels this one.
    #[serde(rename = "cancelTransactionId")]
    #[doc(alias = "cancelTransactionId")]
    pub cancel_transaction_id: Option<TransactionId>,
    /// The other side.
    #[serde(rename = "counterPart", alias = "counterpart")]
    #[doc(alias = "counterPart")]
    pub counterparty: Option<AccountHolder>,
    /// The telephone that was recharged.
    #[serde(rename = "mobilePhone")]
    #[doc(alias = "mobilePhone")]
    pub mobile_phone: Option<MobilePhone>,
    /// Coupon.
    pub coupon: Option<Unpublished>,
    /// The boleto.
    pub boleto: Option<BoletoPayment>,
    /// The bill of a utility.
    pub utilities: Option<UtilityPayment>,
    /// Whom a boleto was drawn on.
    pub drawee: Option<Drawee>,
    /// The bank transfer.
    #[serde(rename = "bankTransfer")]
    #[doc(alias = "bankTransfer")]
    pub bank_transfer: Option<BankTransfer>,
    /// The Pix.
    #[serde(rename = "instantPayment")]
    #[doc(alias = "instantPayment")]
    pub pix: Option<PixTransaction>,
    /// Why it was cancelled.
    #[serde(rename = "cancelPaymentTransaction")]
    #[doc(alias = "cancelPaymentTransaction")]
    pub cancellation: Option<Cancellation>,
}

/// Whom a boleto was drawn on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Drawee {
    /// Name.
    pub name: Option<Redacted<String>>,
    /// CPF or CNPJ.
    #[serde(rename = "taxIdentifier")]
    #[doc(alias = "taxIdentifier")]
    pub tax_identifier: Option<TaxIdentifier>,
}

/// Why a transaction was cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Cancellation {
    /// The reason.
    pub reason: Option<Redacted<String>>,
    /// Which system asked.
    #[serde(rename = "sourceSystem")]
    #[doc(alias = "sourceSystem")]
    pub source_system: Option<String>,
    /// That system's protocol.
    #[serde(rename = "externalProtocolId")]
    #[doc(alias = "externalProtocolId")]
    pub external_protocol_id: Option<String>,
}

/// A boleto as it was paid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct BoletoPayment {
    /// Bar code, 44 digits.
    pub barcode: Option<String>,
    /// Typeable line, 47 or 48 digits.
    #[serde(rename = "typeableLine")]
    #[doc(alias = "typeableLine")]
    #[doc(alias = "linha digitavel")]
    pub typeable_line: Option<String>,
    /// Document number.
    #[serde(rename = "documentNumber")]
    #[doc(alias = "documentNumber")]
    pub document_number: Option<String>,
    /// History code.
    #[serde(rename = "historyCode")]
    #[doc(alias = "historyCode")]
    pub history_code: Option<String>,
    /// Who is paid: CPF or CNPJ.
    #[serde(rename = "beneficiaryTaxIdentifier")]
    #[doc(alias = "beneficiaryTaxIdentifier")]
    pub beneficiary_tax_id: Option<Redacted<String>>,
    /// The bank's authentication.
    #[serde(rename = "bankAuthentication")]
    #[doc(alias = "bankAuthentication")]
    pub bank_authentication: Option<String>,
    /// Authentication code.
    #[serde(rename = "authenticationCode")]
    #[doc(alias = "authenticationCode")]
    pub authentication_code: Option<String>,
    /// Interest.
    #[serde(rename = "interestAmount")]
    #[doc(alias = "interestAmount")]
    pub interest: Option<Amount>,
    /// Amount paid.
    #[serde(rename = "paidAmount")]
    #[doc(alias = "paidAmount")]
    pub paid: Option<Amount>,
    /// Fine.
    #[serde(rename = "fineAmount")]
    #[doc(alias = "fineAmount")]
    pub fine: Option<Amount>,
    /// Discount.
    pub discount: Option<Amount>,
    /// Due date.
    #[serde(rename = "dueDate")]
    #[doc(alias = "dueDate")]
    pub due_date: Option<Timestamp>,
    /// Where it stands.
    pub status: Option<String>,
}

/// The bill of a utility as it was paid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct UtilityPayment {
    /// Document number.
    #[serde(rename = "documentNumber")]
    #[doc(alias = "documentNumber")]
    pub document_number: Option<String>,
    /// Bar code.
    pub barcode: Option<String>,
    /// Typeable line.
    #[serde(rename = "typeableLine")]
    #[doc(alias = "typeableLine")]
    pub typeable_line: Option<String>,
    /// Who is paid: CPF or CNPJ.
    #[serde(rename = "beneficiaryTaxIdentifier")]
    #[doc(alias = "beneficiaryTaxIdentifier")]
    pub beneficiary_tax_id: Option<Redacted<String>>,
    /// History code.
    #[serde(rename = "historyCode")]
    #[doc(alias = "historyCode")]
    pub history_code: Option<String>,
    /// Due date.
    #[serde(rename = "dueDate")]
    #[doc(alias = "dueDate")]
    pub due_date: Option<Timestamp>,
    /// Amount paid.
    #[serde(rename = "paidAmount")]
    #[doc(alias = "paidAmount")]
    pub paid: Option<Amount>,
}

/// A transfer to a bank as it was made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct BankTransfer {
    /// Bank, three digits.
    #[serde(rename = "bankDestination")]
    #[doc(alias = "bankDestination")]
    pub bank: Option<String>,
    /// Branch.
    #[serde(rename = "branchDestination")]
    #[doc(alias = "branchDestination")]
    pub branch: Option<Redacted<String>>,
    /// Account.
    #[serde(rename = "accountDestination")]
    #[doc(alias = "accountDestination")]
    pub account: Option<Redacted<String>>,
    /// What kind of account.
    #[serde(rename = "accountTypeDestination")]
    #[doc(alias = "accountTypeDestination")]
    pub kind: Option<BankAccountKind>,
    /// Name of who receives.
    pub name: Option<Redacted<String>>,
    /// Their CPF or CNPJ.
    #[serde(rename = "taxIdentifier")]
    #[doc(alias = "taxIdentifier")]
    pub tax_identifier: Option<TaxIdentifier>,
}
