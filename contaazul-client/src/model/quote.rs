//! Quotes.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{ContractId, LineItem, PersonId, Pricing, QuoteId, SellerId, SoldKinds};

client_core::open_enum! {
    /// Where a quote stands.
    #[doc(alias = "situacao")]
    pub enum QuoteSituation {
        /// The customer has not decided.
        Open = "ORCAMENTO",
        /// The customer accepted it.
        Accepted = "ORCAMENTO_ACEITO",
        /// The customer declined it.
        Declined = "ORCAMENTO_RECUSADO",
    }
}

/// A quote as the list shows it.
#[doc(alias = "orcamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ListedQuote {
    /// Identifier.
    pub id: Option<QuoteId>,
    /// The company's number of the quote.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<i64>,
    /// Day of the quote.
    #[serde(rename = "data_orcamento", default, with = "wire::day_or_instant")]
    #[doc(alias = "data_orcamento")]
    pub date: Option<Date>,
    /// Where it stands.
    #[serde(rename = "situacao")]
    #[doc(alias = "situacao")]
    pub situation: Option<QuoteSituation>,
    /// For whom.
    #[serde(rename = "cliente")]
    #[doc(alias = "cliente")]
    pub customer: Option<QuoteCustomer>,
    /// Total in BRL.
    pub total: Option<Amount>,
    /// What is on its lines. The ERP sends a word under the name of a list.
    #[serde(rename = "itens")]
    #[doc(alias = "itens")]
    pub sold: Option<SoldKinds>,
    /// When it was created.
    #[serde(rename = "data_criacao", default, with = "wire::local_instant")]
    #[doc(alias = "data_criacao")]
    pub created_at: Option<OffsetDateTime>,
    /// When it last changed.
    #[serde(rename = "data_alteracao", default, with = "wire::local_instant")]
    #[doc(alias = "data_alteracao")]
    pub changed_at: Option<OffsetDateTime>,
    /// The contract it belongs to.
    #[serde(rename = "id_contrato")]
    #[doc(alias = "id_contrato")]
    pub contract_id: Option<ContractId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Where it came from, in the ERP's word.
    #[serde(rename = "origem")]
    #[doc(alias = "origem")]
    pub origin: Option<String>,
}

/// For whom a quote is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct QuoteCustomer {
    /// Identifier.
    pub id: Option<PersonId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
    /// E-mail address.
    pub email: Option<Redacted<String>>,
}

/// One quote in whole.
#[doc(alias = "orcamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Quote {
    /// Identifier.
    pub id: Option<QuoteId>,
    /// The company's number of the quote.
    #[serde(rename = "numero")]
    #[doc(alias = "numero")]
    pub number: Option<i64>,
    /// Day of the quote.
    #[serde(rename = "data_orcamento", default, with = "wire::day_or_instant")]
    #[doc(alias = "data_orcamento")]
    pub date: Option<Date>,
    /// Last day it is good for.
    #[serde(rename = "data_validade", default, with = "wire::day_or_instant")]
    #[doc(alias = "data_validade")]
    pub valid_until: Option<Date>,
    /// Where it stands.
    #[serde(rename = "situacao")]
    #[doc(alias = "situacao")]
    pub situation: Option<QuoteSituation>,
    /// For whom.
    #[serde(rename = "id_cliente")]
    #[doc(alias = "id_cliente")]
    pub customer_id: Option<PersonId>,
    /// Who sells.
    #[serde(rename = "id_vendedor")]
    #[doc(alias = "id_vendedor")]
    pub seller_id: Option<SellerId>,
    /// What it is about.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// The lines.
    #[serde(rename = "itens", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "itens")]
    pub items: Vec<LineItem>,
    /// Freight and discount.
    #[serde(rename = "composicao_de_valor")]
    #[doc(alias = "composicao_de_valor")]
    pub value: Option<Pricing>,
    /// Remarks, as they were given: production answers them under the name of the other.
    #[serde(rename = "observacoes_pagamento")]
    pub remarks: Option<Redacted<String>>,
    /// Remarks on the payment, as they were given: production answers them under the name of the
    /// other.
    #[serde(rename = "observacoes")]
    pub payment_remarks: Option<Redacted<String>>,
    /// When it is expected to be delivered, in words.
    #[serde(rename = "previsao_entrega")]
    #[doc(alias = "previsao_entrega")]
    pub delivery_forecast: Option<Redacted<String>>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
}

/// A quote that was created.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CreatedQuote {
    /// Identifier.
    pub id: Option<QuoteId>,
}
