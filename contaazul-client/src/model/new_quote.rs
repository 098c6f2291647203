//! Quotes to be created.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::Serialize;
use time::Date;

use super::line_item::{LineOf, check_lines};
use super::pricing::NewPricing;
use super::{Discount, NewLineItem, PersonId, SellerId};

/// A quote to be created. The ERP gives it its number.
#[doc(alias = "orcamento")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewQuote {
    #[serde(rename = "id_cliente")]
    customer: PersonId,
    #[serde(rename = "data_orcamento", with = "wire::date")]
    date: Date,
    #[serde(rename = "data_validade", with = "wire::date")]
    valid_until: Date,
    #[serde(rename = "id_vendedor", skip_serializing_if = "Option::is_none")]
    seller: Option<SellerId>,
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    description: Option<Redacted<String>>,
    #[serde(rename = "observacoes", skip_serializing_if = "Option::is_none")]
    remarks: Option<Redacted<String>>,
    #[serde(
        rename = "observacoes_pagamento",
        skip_serializing_if = "Option::is_none"
    )]
    payment_remarks: Option<Redacted<String>>,
    #[serde(rename = "previsao_entrega", skip_serializing_if = "Option::is_none")]
    delivery_forecast: Option<Redacted<String>>,
    #[serde(rename = "itens")]
    items: Vec<NewLineItem>,
    #[serde(
        rename = "composicao_de_valor",
        skip_serializing_if = "NewPricing::is_empty"
    )]
    pricing: NewPricing,
}

impl NewQuote {
    /// A quote of `date`, good until `valid_until`, that day included.
    pub fn new(customer: impl Into<PersonId>, date: Date, valid_until: Date) -> Self {
        Self {
            customer: customer.into(),
            date,
            valid_until,
            seller: None,
            description: None,
            remarks: None,
            payment_remarks: None,
            delivery_forecast: None,
            items: Vec::new(),
            pricing: NewPricing::default(),
        }
    }

    /// Adds a line.
    #[doc(alias = "itens")]
    pub fn item(mut self, item: NewLineItem) -> Self {
        self.items.push(item);
        self
    }

    /// Freight in BRL, on top.
    #[doc(alias = "frete")]
    pub fn freight(mut self, freight: Amount) -> Self {
        self.pricing.freight = Some(freight);
        self
    }

    /// A discount off the items.
    #[doc(alias = "desconto")]
    pub fn discount(mut self, discount: Discount) -> Self {
        self.pricing.discount = Some(discount);
        self
    }

    /// Who sells. The ERP takes its default seller when it does not know this one.
    #[doc(alias = "id_vendedor")]
    pub fn seller(mut self, seller: impl Into<SellerId>) -> Self {
        self.seller = Some(seller.into());
        self
    }

    /// What it is about.
    #[doc(alias = "descricao")]
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(Redacted::new(text.into()));
        self
    }

    /// Remarks.
    #[doc(alias = "observacoes")]
    pub fn remarks(mut self, remarks: impl Into<String>) -> Self {
        self.remarks = Some(Redacted::new(remarks.into()));
        self
    }

    /// Remarks on the payment; they are printed on the fiscal note.
    #[doc(alias = "observacoes_pagamento")]
    pub fn payment_remarks(mut self, remarks: impl Into<String>) -> Self {
        self.payment_remarks = Some(Redacted::new(remarks.into()));
        self
    }

    /// When it is expected to be delivered, in words.
    #[doc(alias = "previsao_entrega")]
    pub fn delivery_forecast(mut self, text: impl Into<String>) -> Self {
        self.delivery_forecast = Some(Redacted::new(text.into()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        if self.valid_until < self.date {
            return Err(Error::input(
                "data_validade is before data_orcamento; a quote is good for a day at least",
            ));
        }
        check_lines(&self.items, LineOf::Quote)?;
        self.pricing.total(&self.items).map(drop)
    }
}
