//! Financial events: what installments belong to.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{CategoryId, CostCenterId, EventId};

client_core::open_enum! {
    /// Income or expense.
    #[doc(alias = "tipo_evento_financeiro")]
    pub enum EventKind {
        /// Money in.
        Income = "RECEITA",
        /// Money out.
        Expense = "DESPESA",
    }
}

client_core::open_enum! {
    /// Where an event or settlement came from. The meanings are read from the words; the ERP's
    /// pages only list them.
    #[doc(alias = "origem")]
    pub enum Origin {
        /// Entered by hand or through the API.
        FinancialEntry = "LANCAMENTO_FINANCEIRO",
        /// Tax slip of a small company.
        Das = "DAS",
        /// Payroll.
        Payroll = "FOLHA",
        /// Transfer between own accounts.
        Transfer = "TRANSFERENCIA",
        /// Opening balance of a bank account.
        OpeningBalance = "SALDO_CONTA_BANCARIA",
        /// Sale; the reference's id is the sale's.
        Sale = "VENDA",
        /// Purchase.
        Purchase = "COMPRA",
        /// Sale of a contract.
        ScheduledSale = "VENDA_AGENDADA",
        /// Scheduled purchase.
        ScheduledPurchase = "COMPRA_AGENDADA",
        /// Captured document.
        ImportedDocument = "IMPORTACAO_DOCUMENTO",
        /// Withheld tax.
        WithheldTax = "IMPOSTO_RETIDO",
        /// Another system.
        Sic = "SIC",
        /// Purchase invoice.
        PurchaseInvoice = "NOTA_COMPRA",
        /// Advance on receivables.
        Anticipation = "ANTECIPACAO",
        /// Renegotiation.
        Renegotiation = "RENEGOCIACAO",
        /// Accountant's fees.
        AccountantFees = "HONORARIOS_CONTABEIS",
    }
}

/// The event an installment belongs to.
#[doc(alias = "evento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Event {
    /// Identifier.
    pub id: Option<EventId>,
    /// Accrual date.
    #[serde(rename = "data_competencia", default, with = "wire::date")]
    #[doc(alias = "data_competencia")]
    pub accrual_date: Option<Date>,
    /// Payment terms.
    #[serde(rename = "condicao_pagamento")]
    #[doc(alias = "condicao_pagamento")]
    pub terms: Option<PaymentTerms>,
    /// What it came from.
    #[serde(rename = "referencia")]
    #[doc(alias = "referencia")]
    pub reference: Option<EventReference>,
    /// Whether it is scheduled.
    #[serde(rename = "agendado")]
    #[doc(alias = "agendado")]
    pub scheduled: Option<bool>,
    /// Income or expense.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<EventKind>,
    /// Reference code.
    #[serde(rename = "codigo_referencia")]
    #[doc(alias = "codigo_referencia")]
    pub reference_code: Option<String>,
    /// How the amount splits over categories.
    #[serde(rename = "rateio", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "rateio")]
    pub allocations: Vec<CategoryAllocation>,
}

/// Payment terms of an event.
#[doc(alias = "condicao_pagamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaymentTerms {
    /// Number of installments.
    #[serde(rename = "quantidade_parcelas")]
    #[doc(alias = "quantidade_parcelas")]
    pub installments: Option<i64>,
    /// Whether the amount is fixed.
    #[serde(rename = "montante_fixo")]
    #[doc(alias = "montante_fixo")]
    pub fixed_amount: Option<bool>,
}

/// What an event came from.
#[doc(alias = "referencia")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct EventReference {
    /// The record of the origin: the sale, when the origin is [`Origin::Sale`].
    pub id: Option<String>,
    /// Its revision: text in most answers, a number in some.
    #[serde(rename = "revisao", default, with = "wire::string_or_number")]
    #[doc(alias = "revisao")]
    pub revision: Option<String>,
    /// Where it came from.
    #[serde(rename = "origem")]
    #[doc(alias = "origem")]
    pub origin: Option<Origin>,
}

/// The part of an event that falls to a category.
#[doc(alias = "rateio")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CategoryAllocation {
    /// The category.
    #[serde(rename = "id_categoria")]
    #[doc(alias = "id_categoria")]
    pub category_id: Option<CategoryId>,
    /// Its name.
    #[serde(rename = "nome_categoria")]
    #[doc(alias = "nome_categoria")]
    pub category_name: Option<String>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// Gross amount in BRL.
    #[serde(rename = "valor_bruto")]
    #[doc(alias = "valor_bruto")]
    pub gross: Option<Amount>,
    /// How it splits over cost centers. The second generation spells the list in the plural.
    #[serde(
        rename = "rateio_centro_custo",
        alias = "rateio_centros_custo",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "rateio_centro_custo")]
    pub cost_centers: Vec<CostCenterAllocation>,
}

/// The part of an allocation that falls to a cost center.
#[doc(alias = "rateio_centro_custo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CostCenterAllocation {
    /// The cost center.
    #[serde(rename = "id_centro_custo")]
    #[doc(alias = "id_centro_custo")]
    pub cost_center_id: Option<CostCenterId>,
    /// Its name.
    #[serde(rename = "nome_centro_custo")]
    #[doc(alias = "nome_centro_custo")]
    pub cost_center_name: Option<String>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
}

/// An event that changed. Its installments are a call away:
/// [`Installments::of_event`](crate::api::Installments::of_event).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ChangedEvent {
    /// The event.
    pub id: Option<EventId>,
}
