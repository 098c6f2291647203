//! Contracts to be created.

use std::ops::RangeInclusive;

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Serialize, Serializer};
use time::Date;

use super::line_item::{LineOf, check_lines};
use super::payment_method::as_sales_spell_it;
use super::pricing::NewPricing;
use super::{
    AccountId, CategoryId, ContractExpiry, ContractFrequency, CostCenterId, Discount, NewLineItem,
    PaymentMethod, PersonId, SellerId,
};

/// A contract to be created. The ERP makes its sales at once, each with its receivable.
///
/// ```
/// use client_core::money::Amount;
/// use contaazul_client::model::{
///     NewContract, NewContractPayment, NewContractTerms, NewLineItem, PaymentMethod,
/// };
/// use time::macros::date;
///
/// let year = NewContractTerms::monthly(77, date!(2027 - 01 - 05), date!(2027 - 12 - 31));
/// let payment = NewContractPayment::new(PaymentMethod::Boleto, date!(2027 - 01 - 10));
/// let price = Amount::from_cents(12_000);
/// let contract = NewContract::new("7a4f0a10-2222-4a1e-9a55-000000000002", year, payment)
///     .item(NewLineItem::new("550e0000-0000-4a1e-9a55-0000000000cc", 1_u32, price));
/// ```
#[doc(alias = "contrato")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewContract {
    #[serde(rename = "id_cliente")]
    customer: PersonId,
    #[serde(rename = "termos")]
    terms: NewContractTerms,
    #[serde(rename = "condicao_pagamento")]
    payment: NewContractPayment,
    #[serde(rename = "itens")]
    items: Vec<NewLineItem>,
    #[serde(
        rename = "composicao_de_valor",
        skip_serializing_if = "NewPricing::is_empty"
    )]
    pricing: NewPricing,
    #[serde(rename = "id_categoria", skip_serializing_if = "Option::is_none")]
    category: Option<CategoryId>,
    #[serde(rename = "id_centro_custo", skip_serializing_if = "Option::is_none")]
    cost_center: Option<CostCenterId>,
    #[serde(rename = "id_vendedor", skip_serializing_if = "Option::is_none")]
    seller: Option<SellerId>,
    #[serde(rename = "observacoes", skip_serializing_if = "Option::is_none")]
    remarks: Option<Redacted<String>>,
    #[serde(
        rename = "observacoes_pagamento",
        skip_serializing_if = "Option::is_none"
    )]
    payment_remarks: Option<Redacted<String>>,
}

impl NewContract {
    /// A contract; it needs at least one [`item`](Self::item).
    pub fn new(
        customer: impl Into<PersonId>,
        terms: NewContractTerms,
        payment: NewContractPayment,
    ) -> Self {
        Self {
            customer: customer.into(),
            terms,
            payment,
            items: Vec::new(),
            pricing: NewPricing::default(),
            category: None,
            cost_center: None,
            seller: None,
            remarks: None,
            payment_remarks: None,
        }
    }

    /// Adds a line of every sale.
    #[doc(alias = "itens")]
    pub fn item(mut self, item: NewLineItem) -> Self {
        self.items.push(item);
        self
    }

    /// Freight of every sale in BRL, on top.
    #[doc(alias = "frete")]
    pub fn freight(mut self, freight: Amount) -> Self {
        self.pricing.freight = Some(freight);
        self
    }

    /// A discount off the items of every sale.
    #[doc(alias = "desconto")]
    pub fn discount(mut self, discount: Discount) -> Self {
        self.pricing.discount = Some(discount);
        self
    }

    /// Category.
    #[doc(alias = "id_categoria")]
    pub fn category(mut self, category: impl Into<CategoryId>) -> Self {
        self.category = Some(category.into());
        self
    }

    /// Cost center.
    #[doc(alias = "id_centro_custo")]
    pub fn cost_center(mut self, cost_center: impl Into<CostCenterId>) -> Self {
        self.cost_center = Some(cost_center.into());
        self
    }

    /// Who sells.
    #[doc(alias = "id_vendedor")]
    pub fn seller(mut self, seller: impl Into<SellerId>) -> Self {
        self.seller = Some(seller.into());
        self
    }

    /// Remarks. Production answers them as the payment's.
    #[doc(alias = "observacoes")]
    pub fn remarks(mut self, remarks: impl Into<String>) -> Self {
        self.remarks = Some(Redacted::new(remarks.into()));
        self
    }

    /// Remarks on the payment, for the fiscal note.
    #[doc(alias = "observacoes_pagamento")]
    pub fn payment_remarks(mut self, remarks: impl Into<String>) -> Self {
        self.payment_remarks = Some(Redacted::new(remarks.into()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.terms.check()?;
        check_range(self.payment.due_day, &DAYS_OF_MONTH, "dia_vencimento")?;
        check_lines(&self.items, LineOf::Contract)?;
        self.pricing.total(&self.items).map(drop)
    }
}

/// When a contract makes sales, and until when.
#[doc(alias = "termos")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewContractTerms {
    #[serde(rename = "numero")]
    number: i64,
    #[serde(rename = "tipo_frequencia")]
    frequency: ContractFrequency,
    #[serde(rename = "intervalo_frequencia")]
    interval: u8,
    #[serde(rename = "tipo_expiracao")]
    expiry: ContractExpiry,
    #[serde(rename = "data_inicio", with = "wire::date")]
    start: Date,
    #[serde(rename = "data_fim", with = "wire::date")]
    end: Date,
    #[serde(rename = "dia_emissao_venda")]
    issue_day: u8,
}

const DAYS_OF_MONTH: RangeInclusive<u8> = 1..=31;
const INTERVALS: RangeInclusive<u8> = 1..=60;

impl NewContractTerms {
    /// A sale every month from `start` to `end`, on the day of the month of `start`. Take the
    /// number from [`Contracts::next_number`](crate::api::Contracts::next_number).
    pub fn monthly(number: i64, start: Date, end: Date) -> Self {
        Self {
            number,
            frequency: ContractFrequency::Monthly,
            interval: 1,
            expiry: ContractExpiry::OnDate,
            start,
            end,
            issue_day: start.day(),
        }
    }

    /// A sale every year instead.
    pub fn yearly(number: i64, start: Date, end: Date) -> Self {
        Self {
            frequency: ContractFrequency::Yearly,
            ..Self::monthly(number, start, end)
        }
    }

    /// Every so many months or years: from 1 to 60.
    #[doc(alias = "intervalo_frequencia")]
    pub fn every(mut self, interval: u8) -> Self {
        self.interval = interval;
        self
    }

    /// Another day of the month to make sales on: from 1 to 31.
    #[doc(alias = "dia_emissao_venda")]
    pub fn issue_day(mut self, day: u8) -> Self {
        self.issue_day = day;
        self
    }

    /// Goes on after its last day, which the ERP demands all the same. Production made the sales
    /// of two years at once.
    #[doc(alias = "NUNCA")]
    pub fn without_expiry(mut self) -> Self {
        self.expiry = ContractExpiry::Never;
        self
    }

    fn check(&self) -> Result<()> {
        if self.number < 1 {
            return Err(Error::input(
                "termos.numero must be 1 or more; take it from next_number",
            ));
        }
        if self.end < self.start {
            return Err(Error::input(
                "termos.data_fim is before termos.data_inicio; give the earlier one first",
            ));
        }
        check_range(self.interval, &INTERVALS, "termos.intervalo_frequencia")?;
        check_range(self.issue_day, &DAYS_OF_MONTH, "termos.dia_emissao_venda")
    }
}

fn check_range(value: u8, range: &RangeInclusive<u8>, field: &str) -> Result<()> {
    if range.contains(&value) {
        return Ok(());
    }
    Err(Error::input(format!(
        "{field} is not between {} and {}",
        range.start(),
        range.end()
    )))
}

/// How the sales of a contract are to be paid.
#[doc(alias = "condicao_pagamento")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewContractPayment {
    #[serde(rename = "tipo_pagamento", serialize_with = "in_the_words_of_sales")]
    method: PaymentMethod,
    #[serde(rename = "primeira_data_vencimento", with = "wire::date")]
    first_due_date: Date,
    #[serde(rename = "dia_vencimento")]
    due_day: u8,
    #[serde(
        rename = "id_conta_financeira",
        skip_serializing_if = "Option::is_none"
    )]
    account: Option<AccountId>,
}

fn in_the_words_of_sales<S: Serializer>(
    method: &PaymentMethod,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    as_sales_spell_it(&Some(method.clone()), serializer)
}

impl NewContractPayment {
    /// Due for the first time on `first_due_date`, then on the same day of the month.
    pub fn new(method: PaymentMethod, first_due_date: Date) -> Self {
        Self {
            method,
            first_due_date,
            due_day: first_due_date.day(),
            account: None,
        }
    }

    /// Another day of the month for those after the first: from 1 to 31.
    #[doc(alias = "dia_vencimento")]
    pub fn due_day(mut self, day: u8) -> Self {
        self.due_day = day;
        self
    }

    /// On which account.
    #[doc(alias = "id_conta_financeira")]
    pub fn account(mut self, account: impl Into<AccountId>) -> Self {
        self.account = Some(account.into());
        self
    }
}
