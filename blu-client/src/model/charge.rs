//! PagBlu charges as Blu answers them.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};

client_core::id_type! {
    /// Identifies a charge (`uuid`).
    pub struct ChargeId;
    /// Identifies an invoice of a charge (`uuid`).
    pub struct ChargeInvoiceId;
    /// Identifies a payment in the financial conciliation.
    pub struct PaymentId;
    /// Where a charge stands, as Blu's number; [`stage`](Self::stage) says what it means.
    #[doc(alias = "statusCode")]
    #[doc(alias = "status_code")]
    pub struct ChargeStatusCode;
}

client_core::open_enum! {
    /// How a charge is paid.
    pub enum ChargeKind {
        /// From receivables or balance.
        Normal = "payment_collection",
        /// At once.
        Cash = "payment_collection_on_time_by_charger",
        /// At no cost of anticipation ("Antecipação Zero").
        Optimized = "payment_collection_optimized",
        /// By Boleto Blu.
        Boleto = "payment_collection_blu_billet",
    }
    /// Where an invoice stands.
    pub enum InvoiceStatus {
        /// Accepted.
        Billed = "billed",
    }
}

/// What a [`ChargeStatusCode`] means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChargeStage {
    /// 1: the retailer has not approved it yet.
    AwaitingApproval,
    /// 2: approved; paid by itself once the full amount is there.
    AwaitingFunds,
    /// 3: paid.
    Paid,
    /// 4: canceled.
    Canceled,
    /// 5: the retailer rejected it.
    Rejected,
    /// 6: to be paid on a day that the text names.
    Scheduled,
    /// 7: being processed.
    Processing,
    /// 8: paid; invoices, or the cancellation of one, are awaited.
    AwaitingInvoices,
    /// 9: returned.
    Returned,
    /// 10: waiting for an anticipation. Second generation only.
    AwaitingAnticipation,
}

impl ChargeStatusCode {
    /// What the number means; `None` for one that Blu has not published.
    pub fn stage(&self) -> Option<ChargeStage> {
        Some(match self.as_str() {
            "1" => ChargeStage::AwaitingApproval,
            "2" => ChargeStage::AwaitingFunds,
            "3" => ChargeStage::Paid,
            "4" => ChargeStage::Canceled,
            "5" => ChargeStage::Rejected,
            "6" => ChargeStage::Scheduled,
            "7" => ChargeStage::Processing,
            "8" => ChargeStage::AwaitingInvoices,
            "9" => ChargeStage::Returned,
            "10" => ChargeStage::AwaitingAnticipation,
            _ => return None,
        })
    }
}

impl ChargeStage {
    /// Whether the retailer has paid: stages 3 and 8.
    pub fn is_paid(self) -> bool {
        matches!(self, Self::Paid | Self::AwaitingInvoices)
    }

    /// Whether the charge can be canceled, as others' code has it: stages 1, 2 and 6.
    pub fn allows_cancellation(self) -> bool {
        matches!(
            self,
            Self::AwaitingApproval | Self::AwaitingFunds | Self::Scheduled
        )
    }

    /// Whether an invoice can be canceled and what was paid in excess returned, as others' code has
    /// it: stage 8.
    pub fn allows_return(self) -> bool {
        self == Self::AwaitingInvoices
    }
}

/// What Blu says to a charge it took.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SentCharge {
    /// Identifies the charge: the existing one's when it had been sent before.
    #[doc(alias = "uuid")]
    #[serde(rename = "uuid")]
    pub id: ChargeId,
    /// Where it stands.
    #[serde(rename = "statusCode", alias = "status_code")]
    pub status_code: Option<ChargeStatusCode>,
    /// The same in words.
    pub status: Option<String>,
    /// Blu's prose.
    pub message: Option<Redacted<String>>,
}

/// A charge.
///
/// Blu states no types: amounts and rates are read from text or number, moments are left as text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Charge {
    /// Identifies it.
    #[serde(rename = "uuid")]
    #[doc(alias = "uuid")]
    pub id: ChargeId,
    /// Whether it is paid first and invoiced later.
    pub billing_later: Option<bool>,
    /// The supplier's own number.
    #[serde(default, with = "wire::string_or_number")]
    pub document_number: Option<String>,
    /// Who charges: the supplier.
    #[serde(default, with = "wire::string_or_number")]
    pub charger: Option<Redacted<String>>,
    /// Who pays: the retailer.
    #[serde(default, with = "wire::string_or_number")]
    pub charged: Option<Redacted<String>>,
    /// Where it stands, in words.
    pub status: Option<String>,
    /// Where it stands.
    #[serde(rename = "statusCode", alias = "status_code")]
    #[doc(alias = "statusCode")]
    pub status_code: Option<ChargeStatusCode>,
    /// How it is paid.
    pub kind: Option<ChargeKind>,
    /// How the supplier is paid.
    pub charger_kind: Option<ChargeKind>,
    /// What the supplier bears, as a rate; below zero for a discount.
    #[serde(default, with = "amount_string_exact")]
    pub charger_increase_or_discount_rate: Option<Amount>,
    /// What the supplier bears.
    #[serde(default, with = "amount_string_exact")]
    pub charger_increase_or_discount: Option<Amount>,
    /// What the supplier gets.
    #[serde(rename = "charger_value", default, with = "amount_string_exact")]
    #[doc(alias = "charger_value")]
    pub charger_amount: Option<Amount>,
    /// The rate of PagBlu Flex.
    #[serde(default, with = "amount_string_exact")]
    pub tax_percentage_flex: Option<Amount>,
    /// The installments of PagBlu Flex.
    #[serde(default, with = "wire::string_or_number")]
    pub installments_flex: Option<String>,
    /// When it is to be paid.
    pub scheduled_at: Option<String>,
    /// When it was sent.
    pub created_at: Option<String>,
    /// When the retailer approved it.
    pub approved_at: Option<String>,
    /// When it was paid.
    pub paid_at: Option<String>,
    /// What the retailer bears, as a rate; below zero for a discount.
    #[serde(default, with = "amount_string_exact")]
    pub increase_or_discount_rate: Option<Amount>,
    /// What the retailer bears.
    #[serde(default, with = "amount_string_exact")]
    pub increase_or_discount: Option<Amount>,
    /// The amount charged.
    #[serde(rename = "value", default, with = "amount_string_exact")]
    #[doc(alias = "value")]
    pub amount: Option<Amount>,
    /// In which installments the supplier is paid.
    #[serde(
        rename = "installments_of_charger",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "installments_of_charger")]
    pub installments: Vec<ChargeInstallment>,
}

/// One installment of a [`Charge`], as the supplier is paid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ChargeInstallment {
    /// Identifies it.
    #[serde(default, with = "wire::string_or_number")]
    pub id: Option<String>,
    /// Identifies it too.
    pub uuid: Option<String>,
    /// When the money becomes available.
    pub released_at: Option<String>,
    /// Before fees.
    #[serde(rename = "gross_value", default, with = "amount_string_exact")]
    #[doc(alias = "gross_value")]
    pub gross_amount: Option<Amount>,
    /// After fees.
    #[serde(rename = "net_value", default, with = "amount_string_exact")]
    #[doc(alias = "net_value")]
    pub net_amount: Option<Amount>,
    /// The fee.
    #[serde(rename = "rate_value", default, with = "amount_string_exact")]
    #[doc(alias = "rate_value")]
    pub fee_amount: Option<Amount>,
    /// The fee as a rate.
    #[serde(default, with = "amount_string_exact")]
    pub tax_rate: Option<Amount>,
    /// Where it stands, in words.
    pub status: Option<String>,
    /// The kind of movement.
    #[serde(default, with = "wire::string_or_number")]
    pub transaction_category_id: Option<String>,
    /// The fee of anticipating it.
    #[serde(rename = "advances_rate_value", default, with = "amount_string_exact")]
    #[doc(alias = "advances_rate_value")]
    pub anticipation_fee_amount: Option<Amount>,
    /// Who pays.
    #[serde(default, with = "wire::string_or_number")]
    pub charged: Option<Redacted<String>>,
    /// The charge, as the retailer's side refers to it.
    #[serde(default, with = "wire::string_or_number")]
    pub payment_collection_reference: Option<String>,
    /// The receivable that pays it.
    #[serde(default, with = "wire::string_or_number")]
    pub receivable_id: Option<String>,
    /// The number of the invoice it belongs to.
    #[serde(
        rename = "payment_plan_invoice_number",
        default,
        with = "wire::string_or_number"
    )]
    #[doc(alias = "payment_plan_invoice_number")]
    pub invoice_number: Option<String>,
    /// The invoice it belongs to.
    #[serde(rename = "payment_plan_uuid")]
    #[doc(alias = "payment_plan_uuid")]
    pub invoice_id: Option<ChargeInvoiceId>,
}

/// What Blu says to the cancellation of a charge or invoice, and to a return. Others' code reads
/// these fields; Blu publishes none.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ChargeChange {
    /// The charge or the invoice.
    pub uuid: Option<String>,
    /// Where the charge stands now.
    #[serde(rename = "statusCode", alias = "status_code")]
    pub status_code: Option<ChargeStatusCode>,
    /// The same in words.
    pub status: Option<String>,
    /// Blu's prose.
    pub message: Option<Redacted<String>>,
}

/// What Blu says to an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SentInvoice {
    /// Identifies the invoice; needed to cancel it.
    #[serde(rename = "uuid")]
    #[doc(alias = "uuid")]
    pub id: Option<ChargeInvoiceId>,
    /// Its number.
    #[serde(default, with = "wire::string_or_number")]
    pub invoice_number: Option<String>,
    /// Whether it was accepted: only [`Billed`](InvoiceStatus::Billed) says so.
    pub status: Option<InvoiceStatus>,
    /// Blu's prose.
    pub message: Option<Redacted<String>>,
}

impl SentInvoice {
    /// Whether the invoice was accepted.
    pub fn is_billed(&self) -> bool {
        self.status == Some(InvoiceStatus::Billed)
    }
}

/// One line of the financial conciliation of a day: what was paid for which invoice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ConciliationLine {
    /// Identifies the payment.
    pub payment_id: Option<PaymentId>,
    /// The invoice; charges that were not invoiced have none.
    #[serde(default, with = "wire::string_or_number")]
    pub invoice_number: Option<String>,
    /// Who paid, with the punctuation of a CNPJ: see [`charged_digits`](Self::charged_digits).
    pub charged: Option<Redacted<String>>,
    /// The amount paid.
    #[serde(rename = "value", default, with = "amount_string_exact")]
    #[doc(alias = "value")]
    pub amount: Option<Amount>,
}

impl ConciliationLine {
    /// Who paid, without punctuation, as everything else of Blu has it.
    pub fn charged_digits(&self) -> Option<Redacted<String>> {
        let charged = self.charged.as_ref()?.expose();
        let plain = charged.chars().filter(char::is_ascii_alphanumeric);
        Some(Redacted::new(plain.collect()))
    }
}
