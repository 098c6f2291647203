//! Mexican invoices (CFDI), as SAT keeps them.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{Direction, InvoiceId, InvoicePayroll, LinkId};
use crate::present;

client_core::open_enum! {
    /// What a Mexican invoice is for.
    pub enum InvoiceType {
        /// Money given back.
        Credit = "Egreso",
        /// A sale.
        Income = "Ingreso",
        /// Wages.
        Payroll = "Nómina",
        /// A payment of other invoices.
        Payment = "Pago",
        /// Goods on the move.
        Transfer = "Traslado",
    }

    /// When a Mexican invoice is paid.
    pub enum InvoicePaymentMethod {
        /// At once.
        Pue = "PUE",
        /// In parts or later.
        Ppd = "PPD",
    }
}

/// A Mexican invoice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Invoice {
    /// Identifier.
    pub id: Option<InvoiceId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// The tax office's identifier of the invoice (folio fiscal, UUID).
    pub invoice_identification: Option<String>,
    /// When it was issued, as the tax office words it.
    pub invoice_date: Option<String>,
    /// What the tax office says of it, such as `Vigente` or `Cancelado`.
    pub status: Option<String>,
    /// What the invoice is for.
    pub invoice_type: Option<InvoiceType>,
    /// Whether it was received or issued.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<Direction>,
    /// Taxes of the whole invoice.
    pub tax_details: Option<InvoiceTaxes>,
    /// Tax number of who issued it.
    pub sender_id: Option<Redacted<String>>,
    /// Tax regime of who issued it.
    pub sender_fiscal_regime: Option<String>,
    /// Who issued it.
    pub sender_name: Option<Redacted<String>>,
    /// Whether the tax office lists the issuer for fraud.
    pub sender_tax_fraud_status: Option<String>,
    /// Tax number of who received it.
    pub receiver_id: Option<Redacted<String>>,
    /// Postal code of who received it.
    pub receiver_postal_code: Option<Redacted<String>>,
    /// Tax regime of who received it.
    pub receiver_fiscal_regime: Option<String>,
    /// Who received it.
    pub receiver_name: Option<Redacted<String>>,
    /// Whether the tax office lists the receiver for fraud.
    pub receiver_tax_fraud_status: Option<String>,
    /// Whether it can be or was cancelled.
    pub cancelation_status: Option<String>,
    /// Day on which that changed.
    #[serde(with = "wire::date")]
    pub cancelation_update_date: Option<Date>,
    /// Day of certification.
    #[serde(with = "wire::date")]
    pub certification_date: Option<Date>,
    /// Tax number of who certified it.
    pub certification_authority: Option<String>,
    /// How it was paid, as the tax office's code.
    pub payment_type: Option<String>,
    /// The same in words.
    pub payment_type_description: Option<String>,
    /// Paid at once or in parts.
    pub payment_method: Option<InvoicePaymentMethod>,
    /// The same in words.
    pub payment_method_description: Option<String>,
    /// What it is used for, as the tax office's code.
    pub usage: Option<String>,
    /// Version of its form.
    pub version: Option<String>,
    /// Postal code of where it was issued.
    pub place_of_issue: Option<String>,
    /// The items.
    #[serde(deserialize_with = "present::items")]
    pub invoice_details: Vec<InvoiceItem>,
    /// Currency, such as MXN.
    pub currency: Option<String>,
    /// Total before discounts and taxes.
    pub subtotal_amount: Option<Amount>,
    /// Rate of the currency.
    pub exchange_rate: Option<Amount>,
    /// Tax.
    pub tax_amount: Option<Amount>,
    /// Discounts.
    pub discount_amount: Option<Amount>,
    /// Total.
    pub total_amount: Option<Amount>,
    /// Invoices it refers to.
    #[serde(deserialize_with = "present::items")]
    pub related_invoices: Vec<RelatedInvoice>,
    /// Payments it certifies.
    #[serde(deserialize_with = "present::items")]
    pub payments: Vec<InvoicePayment>,
    /// What it says about wages, when it is a payslip.
    pub payroll: Option<InvoicePayroll>,
    /// Number given by the issuer.
    pub folio: Option<String>,
    /// Series given by the issuer.
    pub series: Option<String>,
    /// Code of the export, if it is one.
    pub export_type: Option<String>,
    /// The invoice as XML, if it was asked for; null in Belvo's sandbox.
    pub xml: Option<Redacted<String>>,
    /// What Belvo could not read.
    pub warnings: Option<InvoiceWarning>,
    /// Older name of the issuer's fraud status.
    pub sender_blacklist_status: Option<String>,
    /// Older name of the receiver's fraud status.
    pub receiver_blacklist_status: Option<String>,
}

crate::fields::fields! {
    /// What of an invoice can be left out or asked for.
    pub enum InvoiceField of Invoice {
        Id = "id",
        Link = "link",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        InvoiceIdentification = "invoice_identification",
        InvoiceDate = "invoice_date",
        Status = "status",
        InvoiceType = "invoice_type",
        Type = "type",
        TaxDetails = "tax_details",
        SenderId = "sender_id",
        SenderFiscalRegime = "sender_fiscal_regime",
        SenderName = "sender_name",
        SenderTaxFraudStatus = "sender_tax_fraud_status",
        ReceiverId = "receiver_id",
        ReceiverPostalCode = "receiver_postal_code",
        ReceiverFiscalRegime = "receiver_fiscal_regime",
        ReceiverName = "receiver_name",
        ReceiverTaxFraudStatus = "receiver_tax_fraud_status",
        CancelationStatus = "cancelation_status",
        CancelationUpdateDate = "cancelation_update_date",
        CertificationDate = "certification_date",
        CertificationAuthority = "certification_authority",
        PaymentType = "payment_type",
        PaymentTypeDescription = "payment_type_description",
        PaymentMethod = "payment_method",
        PaymentMethodDescription = "payment_method_description",
        Usage = "usage",
        Version = "version",
        PlaceOfIssue = "place_of_issue",
        InvoiceDetails = "invoice_details",
        Currency = "currency",
        SubtotalAmount = "subtotal_amount",
        ExchangeRate = "exchange_rate",
        TaxAmount = "tax_amount",
        DiscountAmount = "discount_amount",
        TotalAmount = "total_amount",
        RelatedInvoices = "related_invoices",
        Payments = "payments",
        Payroll = "payroll",
        Folio = "folio",
        Series = "series",
        ExportType = "export_type",
        Xml = "xml",
        Warnings = "warnings",
        SenderBlacklistStatus = "sender_blacklist_status",
        ReceiverBlacklistStatus = "receiver_blacklist_status",
    }
}

/// Taxes of a whole invoice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InvoiceTaxes {
    /// Taxes retained.
    pub total_tax_retained: Option<Amount>,
    /// Taxes charged.
    pub total_tax_transferred: Option<Amount>,
    /// Taxes retained, one by one.
    #[serde(deserialize_with = "present::items")]
    pub retained_taxes: Vec<InvoiceTax>,
    /// Taxes charged, one by one.
    #[serde(deserialize_with = "present::items")]
    pub transferred_taxes: Vec<InvoiceTax>,
}

/// One tax of a whole invoice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InvoiceTax {
    /// Tax office's code of the tax.
    pub tax_type: Option<String>,
    /// Name of the tax.
    pub tax: Option<String>,
    /// Rate.
    pub tax_percentage: Option<Amount>,
    /// What it is taken of.
    pub pre_tax_amount: Option<Amount>,
    /// Tax.
    pub tax_amount: Option<Amount>,
}

/// An item of an invoice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InvoiceItem {
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// What it is.
    pub description: Option<Redacted<String>>,
    /// Tax office's code of the product.
    pub product_identification: Option<String>,
    /// How many.
    pub quantity: Option<Amount>,
    /// Tax office's code of the unit.
    pub unit_code: Option<String>,
    /// The unit in words.
    pub unit_description: Option<String>,
    /// Price of one.
    pub unit_amount: Option<Amount>,
    /// Discount.
    pub discount: Option<Amount>,
    /// Whether it is taxed, as the tax office's code.
    pub tax_subject_code: Option<String>,
    /// The issuer's number of the product.
    pub identifier_number: Option<String>,
    /// What it is taken of.
    pub pre_tax_amount: Option<Amount>,
    /// Rate.
    pub tax_percentage: Option<Amount>,
    /// Tax.
    pub tax_amount: Option<Amount>,
    /// Total.
    pub total_amount: Option<Amount>,
    /// Taxes retained, one by one.
    #[serde(deserialize_with = "present::items")]
    pub retained_taxes: Vec<RetainedItemTax>,
    /// Taxes charged, one by one.
    #[serde(deserialize_with = "present::items")]
    pub transferred_taxes: Vec<TransferredItemTax>,
}

/// A tax retained on an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct RetainedItemTax {
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// Tax office's code of the tax.
    pub tax_type: Option<String>,
    /// Name of the tax.
    pub tax: Option<String>,
    /// Rate.
    pub tax_percentage: Option<Amount>,
    /// Tax retained.
    pub retained_tax_amount: Option<Amount>,
}

/// A tax charged on an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TransferredItemTax {
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// Tax office's code of the tax.
    pub tax_type: Option<String>,
    /// Name of the tax.
    pub tax: Option<String>,
    /// Rate.
    pub tax_percentage: Option<Amount>,
    /// Tax charged.
    pub transferred_tax_amount: Option<Amount>,
}

/// An invoice that another refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct RelatedInvoice {
    /// How they are related, as the tax office's code.
    pub relationship_type: Option<String>,
    /// The other invoice.
    pub related_invoice_identification: Option<String>,
}

/// A payment that an invoice certifies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InvoicePayment {
    /// When it was paid.
    #[serde(with = "wire::instant")]
    pub date: Option<OffsetDateTime>,
    /// How it was paid, as the tax office's code.
    pub payment_type: Option<String>,
    /// Currency, such as MXN.
    pub currency: Option<String>,
    /// Rate of the currency, as text.
    pub exchange_rate: Option<String>,
    /// Amount.
    pub amount: Option<Amount>,
    /// Number of the bank's operation.
    pub operation_number: Option<String>,
    /// Tax number of the receiving bank.
    pub beneficiary_rfc: Option<Redacted<String>>,
    /// Account that received it.
    pub beneficiary_account_number: Option<Redacted<String>>,
    /// Tax number of the paying bank.
    pub payer_rfc: Option<Redacted<String>>,
    /// Account that paid it.
    pub payer_account_number: Option<Redacted<String>>,
    /// Bank that paid it.
    pub payer_bank_name: Option<String>,
    /// Invoices that it pays.
    #[serde(deserialize_with = "present::items")]
    pub related_documents: Vec<PaidInvoice>,
}

/// An invoice that a payment pays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PaidInvoice {
    /// The tax office's identifier of the invoice (folio fiscal, UUID).
    pub invoice_identification: Option<String>,
    /// Currency, such as MXN.
    pub currency: Option<String>,
    /// Paid at once or in parts.
    pub payment_method: Option<String>,
    /// Number of the part payment.
    pub partiality_number: Option<i64>,
    /// What was owed before.
    pub previous_balance: Option<Amount>,
    /// What was paid.
    pub amount_paid: Option<Amount>,
    /// What is owed still.
    pub outstanding_balance: Option<Amount>,
}

/// What Belvo could not read of an invoice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InvoiceWarning {
    /// Which warning.
    pub code: Option<String>,
    /// In words.
    pub message: Option<String>,
}
