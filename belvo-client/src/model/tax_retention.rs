//! Mexican tax retentions.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{LinkId, TaxRetentionId};
use crate::present;

client_core::open_enum! {
    /// Where a receiver is taxed.
    pub enum ReceiverNationality {
        /// In Mexico.
        National = "NATIONAL",
        /// Elsewhere.
        Foreign = "FOREIGN",
    }

    /// Whether a retention is final.
    pub enum RetentionStatus {
        /// Final.
        Paid = "PAID",
        /// Provisional.
        Provisioned = "PROVISIONED",
    }
}

/// Tax that was retained on a payment, as SAT keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TaxRetention {
    /// Identifier.
    pub id: Option<TaxRetentionId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// Identifier of the retention's document.
    pub invoice_identification: Option<String>,
    /// Version of its form.
    pub version: Option<String>,
    /// Tax office's code of the retention.
    pub code: Option<i64>,
    /// When it was issued.
    #[serde(with = "wire::instant")]
    pub issued_at: Option<OffsetDateTime>,
    /// When it was certified.
    #[serde(with = "wire::instant")]
    pub certified_at: Option<OffsetDateTime>,
    /// When it was cancelled.
    #[serde(with = "wire::instant")]
    pub cancelled_at: Option<OffsetDateTime>,
    /// Tax number of who issued it.
    pub sender_id: Option<Redacted<String>>,
    /// Who issued it.
    pub sender_name: Option<Redacted<String>>,
    /// Whether the receiver is Mexican.
    pub receiver_nationality: Option<ReceiverNationality>,
    /// Tax number of who received it.
    pub receiver_id: Option<Redacted<String>>,
    /// Who received it.
    pub receiver_name: Option<Redacted<String>>,
    /// Total of the operation.
    pub total_invoice_amount: Option<Amount>,
    /// Its exempt part.
    pub total_exempt_amount: Option<Amount>,
    /// What was retained.
    pub total_retained_amount: Option<Amount>,
    /// Its taxed part.
    pub total_taxable_amount: Option<Amount>,
    /// Retentions, tax by tax.
    #[serde(deserialize_with = "present::items")]
    pub retention_breakdown: Vec<RetainedTax>,
    /// The document as XML, if it was asked for; null in Belvo's sandbox.
    pub xml: Option<Redacted<String>>,
}

crate::fields::fields! {
    /// What of a tax retention can be left out or asked for.
    pub enum TaxRetentionField of TaxRetention {
        Id = "id",
        Link = "link",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        InvoiceIdentification = "invoice_identification",
        Version = "version",
        Code = "code",
        IssuedAt = "issued_at",
        CertifiedAt = "certified_at",
        CancelledAt = "cancelled_at",
        SenderId = "sender_id",
        SenderName = "sender_name",
        ReceiverNationality = "receiver_nationality",
        ReceiverId = "receiver_id",
        ReceiverName = "receiver_name",
        TotalInvoiceAmount = "total_invoice_amount",
        TotalExemptAmount = "total_exempt_amount",
        TotalRetainedAmount = "total_retained_amount",
        TotalTaxableAmount = "total_taxable_amount",
        RetentionBreakdown = "retention_breakdown",
        Xml = "xml",
    }
}

/// One tax of a retention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct RetainedTax {
    /// What it is taken of.
    pub base_amount: Option<Amount>,
    /// Tax office's code of the tax.
    pub tax_type: Option<String>,
    /// What was retained.
    pub retained_amount: Option<Amount>,
    /// Whether it is final.
    pub payment_status: Option<RetentionStatus>,
}
