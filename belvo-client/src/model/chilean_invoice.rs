//! Chilean invoices, as SII keeps them.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{ChileanInvoiceId, Direction, LinkId};

/// A Chilean invoice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanInvoice {
    /// Identifier.
    pub id: Option<ChileanInvoiceId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// Total.
    pub total_amount: Option<Amount>,
    /// Total without VAT.
    pub net_amount: Option<Amount>,
    /// VAT.
    pub vat_amount: Option<Amount>,
    /// Currency: CLP, in whole pesos.
    pub currency: Option<String>,
    /// Day of issue.
    #[serde(with = "wire::date")]
    pub issue_date: Option<Date>,
    /// When the tax office received it.
    #[serde(with = "wire::instant")]
    pub received_at: Option<OffsetDateTime>,
    /// When the receiver acknowledged it.
    #[serde(with = "wire::instant")]
    pub acknowledged_at: Option<OffsetDateTime>,
    /// Day of the receiver's claim.
    #[serde(with = "wire::date")]
    pub claim_date: Option<Date>,
    /// What the tax office says of it.
    pub status: Option<String>,
    /// Tax office's code of the document.
    pub document_code: Option<i64>,
    /// Kind of document, in words.
    pub category: Option<String>,
    /// Its number.
    pub folio: Option<String>,
    /// Tax number of who issued it.
    pub sender_id: Option<Redacted<String>>,
    /// Who issued it.
    pub sender_name: Option<Redacted<String>>,
    /// Tax number of who received it.
    pub receiver_id: Option<Redacted<String>>,
    /// Who received it.
    pub receiver_name: Option<Redacted<String>>,
    /// Whether it was received or issued.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<Direction>,
    /// What is particular to a purchase.
    pub purchase_invoice_details: Option<PurchaseDetails>,
    /// What is particular to a sale.
    pub sales_invoice_details: Option<SaleDetails>,
    /// What is particular to a summary of a month.
    pub summary_invoice_details: Option<MonthSummary>,
}

crate::fields::fields! {
    /// What of a Chilean invoice can be left out or asked for.
    pub enum ChileanInvoiceField of ChileanInvoice {
        Id = "id",
        Link = "link",
        CreatedAt = "created_at",
        CollectedAt = "collected_at",
        TotalAmount = "total_amount",
        NetAmount = "net_amount",
        VatAmount = "vat_amount",
        Currency = "currency",
        IssueDate = "issue_date",
        ReceivedAt = "received_at",
        AcknowledgedAt = "acknowledged_at",
        ClaimDate = "claim_date",
        Status = "status",
        DocumentCode = "document_code",
        Category = "category",
        Folio = "folio",
        SenderId = "sender_id",
        SenderName = "sender_name",
        ReceiverId = "receiver_id",
        ReceiverName = "receiver_name",
        Type = "type",
        PurchaseInvoiceDetails = "purchase_invoice_details",
        SalesInvoiceDetails = "sales_invoice_details",
        SummaryInvoiceDetails = "summary_invoice_details",
    }
}

/// What is particular to a purchase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PurchaseDetails {
    /// VAT that is refunded.
    pub vat_refundable_amount: Option<Amount>,
    /// VAT that is not refunded.
    pub vat_non_refundable_amount: Option<Amount>,
    /// Why it is not refunded, as the tax office's code.
    pub vat_non_refundable_code: Option<i64>,
    /// Fixed assets without VAT.
    pub net_amount_fixed_assets: Option<Amount>,
    /// VAT of fixed assets.
    pub vat_fixed_assets: Option<Amount>,
    /// VAT of common use.
    pub vat_common_use: Option<Amount>,
    /// Tax that gives no credit.
    pub tax_non_credit_amount: Option<Amount>,
    /// VAT not withheld.
    pub vat_non_withheld: Option<Amount>,
    /// Untaxed amount.
    pub tax_exempt_amount: Option<Amount>,
    /// Whether it is a note on a purchase invoice.
    pub credit_or_debit_note_on_purchase: Option<bool>,
    /// Tax on cigarettes.
    pub tax_cigarettes_amount: Option<Amount>,
    /// Tax on cigars.
    pub tax_cigar_amount: Option<Amount>,
    /// Tax on processed tobacco.
    pub tax_processed_tobacco_amount: Option<Amount>,
    /// Additional tax.
    pub additional_tax_amount: Option<Amount>,
    /// Rate of the additional tax, as the tax office writes it.
    pub additional_tax_rate: Option<String>,
    /// Tax office's code of the additional tax.
    pub additional_tax_code: Option<i64>,
}

/// What is particular to a sale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct SaleDetails {
    /// Tax credit of the construction sector.
    pub construction_sector_tax_credit: Option<Amount>,
    /// Tax of the free trade zone.
    pub tax_free_trade_zone_amount: Option<Amount>,
    /// Deposit for containers.
    pub container_deposit_guarantee: Option<Amount>,
    /// Whether it is sold without charge.
    pub is_free_of_charge: Option<bool>,
    /// Whether it is billed periodically.
    pub periodic_billing_type: Option<bool>,
    /// Amount not billed.
    pub non_billable_amount: Option<Amount>,
    /// Total of the period.
    pub total_amount_for_period: Option<Amount>,
    /// Transport of passengers within the country.
    pub domestic_transportation_amount: Option<Amount>,
    /// Transport of passengers abroad.
    pub international_transportation_amount: Option<Amount>,
    /// Code of the branch.
    pub branch_code: Option<i64>,
    /// Untaxed amount.
    pub tax_exempt_amount: Option<Amount>,
    /// Whether it is a note on a purchase invoice.
    pub credit_or_debit_note_on_purchase: Option<bool>,
    /// Tax office's code of the additional tax.
    pub additional_tax_code: Option<i64>,
    /// Rate of the additional tax, as the tax office writes it.
    pub additional_tax_rate: Option<String>,
    /// Additional tax.
    pub additional_tax_amount: Option<Amount>,
    /// VAT withheld in whole.
    pub vat_total_withheld: Option<Amount>,
    /// VAT withheld in part.
    pub vat_partially_withheld: Option<Amount>,
    /// VAT not withheld.
    pub vat_non_withheld: Option<Amount>,
    /// VAT of own sales.
    pub vat_sales: Option<Amount>,
    /// VAT of sales for others.
    pub vat_third_party: Option<Amount>,
    /// VAT paid late.
    pub vat_past_due: Option<Amount>,
    /// Tax number of who settles.
    pub invoice_settlement_sender_id: Option<Redacted<String>>,
    /// Commission without VAT.
    pub invoice_settlement_net_commission: Option<Amount>,
    /// Untaxed commission.
    pub invoice_settlement_exempt_commission: Option<Amount>,
    /// VAT of the commission.
    pub invoice_settlement_vat_commission: Option<Amount>,
    /// Kind of the document referred to.
    pub reference_document_type: Option<String>,
    /// Number of the document referred to.
    pub reference_document_folio: Option<String>,
    /// Number of a foreign receiver.
    pub foreign_recipient_id: Option<Redacted<String>>,
    /// Country of a foreign receiver.
    pub foreign_recipient_nationality: Option<String>,
}

/// What is particular to a summary of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct MonthSummary {
    /// The month, as `2026-10`.
    pub month: Option<String>,
    /// When it was last changed.
    #[serde(with = "wire::instant")]
    pub updated_at: Option<OffsetDateTime>,
    /// Documents summed up.
    pub total_documents: Option<i64>,
    /// Untaxed amount.
    pub tax_exempt_amount: Option<Amount>,
}
