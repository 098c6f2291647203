//! Payments and deposits.

use client_core::money::Amount;
use client_core::secret::Redacted;
use serde::{Deserialize, Serialize};

use super::{AccountId, ExternalIdentifier, Timestamp, TransactionId, TransactionStatus};

client_core::open_enum! {
    /// What a payment or deposit is.
    #[doc(alias = "transactionType")]
    pub enum PaymentKind {
        /// Credit card.
        CreditCard,
        /// Transfer between accounts, as a payment.
        InternalTransfer,
        /// Transfer between accounts, as an internal payment.
        InternalPayment,
        /// Made outside.
        External,
        /// By telephone.
        MobilePhone,
        /// Direct debit.
        DirectDebit,
        /// Boleto.
        Boleto,
        /// Pix.
        Pix = "InstantPayment",
    }

    /// What a dynamic Pix QR code is.
    #[doc(alias = "dynamicQRCodeType")]
    pub enum QrCodeKind {
        /// To be paid at once.
        Immediate = "IMMEDIATE",
        /// To be paid by a day.
        BillingDueDate = "BILLING_DUE_DATE",
    }
}

/// What a payment is: one kind, or several.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum PaymentKinds {
    /// One kind.
    One(PaymentKind),
    /// Several.
    Several(Vec<PaymentKind>),
}

/// A payment: a charge, a transfer, a Pix QR code.
#[doc(alias = "PaymentResponse")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Payment {
    /// The transaction; keep it.
    #[serde(rename = "transactionId")]
    #[doc(alias = "transactionId")]
    pub id: Option<TransactionId>,
    /// The caller's own name of it.
    #[serde(rename = "externalIdentifier")]
    #[doc(alias = "externalIdentifier")]
    pub external_identifier: Option<ExternalIdentifier>,
    /// Who pays.
    #[serde(rename = "senderAccountId")]
    #[doc(alias = "senderAccountId")]
    pub sender_account_id: Option<AccountId>,
    /// The card.
    #[serde(rename = "creditCardToken")]
    #[doc(alias = "creditCardToken")]
    pub credit_card_token: Option<Redacted<String>>,
    /// Where it stands.
    #[serde(rename = "financialStatement")]
    #[doc(alias = "financialStatement")]
    pub financial_statement: Option<FinancialStatement>,
    /// Where the boleto is; whoever has the address can open it.
    #[serde(rename = "boletoUrl")]
    #[doc(alias = "boletoUrl")]
    pub boleto_url: Option<Redacted<String>>,
    /// Typeable line of the boleto.
    #[serde(rename = "typeableLine")]
    #[doc(alias = "typeableLine")]
    pub typeable_line: Option<String>,
    /// Due date.
    #[serde(rename = "dueDate")]
    #[doc(alias = "dueDate")]
    pub due_date: Option<Timestamp>,
    /// When.
    #[serde(rename = "transactionDate")]
    #[doc(alias = "transactionDate")]
    pub date: Option<Timestamp>,
    /// What it is; a text in some answers, a list in others.
    #[serde(rename = "transactionType")]
    #[doc(alias = "transactionType")]
    pub kind: Option<PaymentKinds>,
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
    /// What the receiver wrote.
    #[serde(rename = "recipientDescription")]
    #[doc(alias = "recipientDescription")]
    pub recipient_description: Option<Redacted<String>>,
    /// Coupon.
    #[serde(rename = "couponDetails")]
    #[doc(alias = "couponDetails")]
    pub coupon: Option<CouponDetails>,
    /// When it expires.
    #[serde(rename = "expirationDate")]
    #[doc(alias = "expirationDate")]
    pub expires_at: Option<Timestamp>,
    /// The Pix QR code.
    #[serde(rename = "instantPayment")]
    #[doc(alias = "instantPayment")]
    pub pix: Option<PixCharge>,
}

impl Payment {
    /// Where it stands.
    pub fn status(&self) -> Option<&TransactionStatus> {
        self.financial_statement.as_ref()?.status.as_ref()
    }

    /// The text of its Pix QR code, to copy and paste ("copia e cola"). Kept as it came:
    /// `brazil_types::br_code::BrCode` reads it, and some are malformed.
    pub fn qr_code_text(&self) -> Option<&str> {
        let text = self.pix.as_ref()?.text.as_ref()?;
        Some(text.expose())
    }
}

/// Where a payment stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FinancialStatement {
    /// Where it stands.
    pub status: Option<TransactionStatus>,
    /// The authorisation.
    #[serde(rename = "authorizationDetails", alias = "AuthorizationDetails")]
    #[doc(alias = "authorizationDetails")]
    pub authorization: Option<Authorization>,
}

/// An authorisation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Authorization {
    /// Its number.
    pub number: Option<String>,
}

/// A coupon.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CouponDetails {
    /// Identifier.
    #[serde(rename = "couponId")]
    #[doc(alias = "couponId")]
    pub id: Option<String>,
    /// Seller.
    pub seller: Option<Redacted<String>>,
    /// Description.
    pub description: Option<Redacted<String>>,
}

/// A Pix QR code.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PixCharge {
    /// Its text, to copy and paste ("copia e cola").
    #[serde(rename = "textContent")]
    #[doc(alias = "textContent")]
    pub text: Option<Redacted<String>>,
    /// Its reference.
    pub reference: Option<String>,
    /// Its address.
    #[serde(rename = "qrcodeURL")]
    #[doc(alias = "qrcodeURL")]
    pub url: Option<Redacted<String>>,
    /// Immediate or with a due date.
    #[serde(rename = "dynamicQrCodeType", alias = "dynamicQRCodeType")]
    #[doc(alias = "dynamicQrCodeType")]
    pub kind: Option<QrCodeKind>,
    /// Its image.
    #[serde(rename = "generateImage")]
    #[doc(alias = "generateImage")]
    pub image: Option<QrCodeImage>,
}

/// The image of a QR code.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct QrCodeImage {
    /// The image in Base64.
    #[serde(rename = "imageContent")]
    #[doc(alias = "imageContent")]
    pub content: Option<Redacted<String>>,
    /// Its type.
    #[serde(rename = "mimeType")]
    #[doc(alias = "mimeType")]
    pub mime_type: Option<String>,
    /// Its width in pixels.
    #[serde(rename = "actualImageWidth")]
    #[doc(alias = "actualImageWidth")]
    pub width: Option<u32>,
}

/// A deposit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Deposit {
    /// The transaction; keep it.
    #[serde(rename = "transactionId")]
    #[doc(alias = "transactionId")]
    pub id: Option<TransactionId>,
    /// The caller's own name of it.
    #[serde(rename = "externalIdentifier")]
    #[doc(alias = "externalIdentifier")]
    pub external_identifier: Option<ExternalIdentifier>,
    /// Where it stands; `PAID` was seen.
    pub status: Option<String>,
    /// Where it stands, as payments say it.
    #[serde(rename = "financialStatement")]
    #[doc(alias = "financialStatement")]
    pub financial_statement: Option<FinancialStatement>,
    /// What it is.
    #[serde(rename = "transactionType")]
    #[doc(alias = "transactionType")]
    pub kind: Option<PaymentKinds>,
    /// When.
    #[serde(rename = "transactionDate")]
    #[doc(alias = "transactionDate")]
    pub date: Option<Timestamp>,
    /// Amount asked for, in BRL.
    #[serde(rename = "totalAmount")]
    #[doc(alias = "totalAmount")]
    pub total: Option<Amount>,
    /// Amount paid.
    #[serde(rename = "paidAmount")]
    #[doc(alias = "paidAmount")]
    pub paid: Option<Amount>,
    /// Typeable line of the boleto.
    #[serde(rename = "typeableLine")]
    #[doc(alias = "typeableLine")]
    pub typeable_line: Option<String>,
    /// Where the boleto is; whoever has the address can open it.
    #[serde(rename = "boletoUrl")]
    #[doc(alias = "boletoUrl")]
    pub boleto_url: Option<Redacted<String>>,
    /// Due date.
    #[serde(rename = "dueDate")]
    #[doc(alias = "dueDate")]
    pub due_date: Option<Timestamp>,
    /// The boleto.
    pub boleto: Option<DepositBoleto>,
}

/// The boleto of a deposit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DepositBoleto {
    /// Where it is; whoever has the address can open it.
    pub url: Option<Redacted<String>>,
    /// Due date.
    #[serde(rename = "dueDate")]
    #[doc(alias = "dueDate")]
    pub due_date: Option<Timestamp>,
    /// Bar code, 44 digits.
    pub barcode: Option<String>,
    /// Typeable line.
    #[serde(rename = "typeableLine")]
    #[doc(alias = "typeableLine")]
    pub typeable_line: Option<String>,
}
