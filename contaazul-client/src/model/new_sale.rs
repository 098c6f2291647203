//! Sales to be created or replaced.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::Serialize;
use time::Date;

use super::line_item::{LineOf, check_lines};
use super::payment_method::as_sales_spell_it;
use super::pricing::NewPricing;
use super::value::check_amount;
use super::{
    AccountId, CategoryId, CostCenterId, Discount, NewLineItem, OperationNatureId, PaymentMethod,
    PersonId, SaleSituation, SellerId,
};

/// A sale to be created. What is asked for in installments must be the total: items + freight −
/// discount.
///
/// ```
/// use client_core::money::Amount;
/// use contaazul_client::model::{
///     Discount, NewLineItem, NewSale, NewSaleInstallment, NewSalePayment, PaymentMethod,
/// };
/// use time::macros::date;
///
/// let payment = NewSalePayment::at_sight(NewSaleInstallment::new(
///     date!(2026 - 11 - 25),
///     Amount::from_cents(10_000),
/// ));
/// let sale = NewSale::new(
///     "7a4f0a10-2222-4a1e-9a55-000000000002",
///     1_042,
///     date!(2026 - 11 - 20),
///     payment.method(PaymentMethod::PixCharge),
/// )
/// .item(NewLineItem::new(
///     "550e0000-0000-4a1e-9a55-0000000000cc",
///     2_u32,
///     Amount::from_cents(5_000),
/// ))
/// .freight(Amount::from_cents(1_000))
/// .discount(Discount::amount(Amount::from_cents(1_000)));
/// ```
#[doc(alias = "venda")]
#[derive(Clone, Debug)]
#[must_use]
pub struct NewSale {
    customer: PersonId,
    number: i64,
    date: Date,
    situation: SaleSituation,
    category: Option<CategoryId>,
    cost_center: Option<CostCenterId>,
    seller: Option<SellerId>,
    remarks: Option<Redacted<String>>,
    payment_remarks: Option<Redacted<String>>,
    items: Vec<NewLineItem>,
    pricing: NewPricing,
    payment: NewSalePayment,
}

impl NewSale {
    /// A sale under way. Take the number from
    /// [`Sales::next_number`](crate::api::Sales::next_number): a number is given once, which is
    /// what keeps a sale from being created twice.
    pub fn new(
        customer: impl Into<PersonId>,
        number: i64,
        date: Date,
        payment: NewSalePayment,
    ) -> Self {
        Self {
            customer: customer.into(),
            number,
            date,
            situation: SaleSituation::InProgress,
            category: None,
            cost_center: None,
            seller: None,
            remarks: None,
            payment_remarks: None,
            items: Vec::new(),
            pricing: NewPricing::default(),
            payment,
        }
    }

    /// Where it stands. Creation takes [`InProgress`](SaleSituation::InProgress) and
    /// [`Approved`](SaleSituation::Approved), replacement also
    /// [`Invoiced`](SaleSituation::Invoiced) and [`Cancelled`](SaleSituation::Cancelled).
    #[doc(alias = "situacao")]
    pub fn situation(mut self, situation: SaleSituation) -> Self {
        self.situation = situation;
        self
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

    /// Category. Not taken by a replacement.
    #[doc(alias = "id_categoria")]
    pub fn category(mut self, category: impl Into<CategoryId>) -> Self {
        self.category = Some(category.into());
        self
    }

    /// Cost center. Not taken by a replacement.
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

    /// Checks the sale and writes it for creation.
    pub(crate) fn body(&self) -> Result<SaleBody<'_>> {
        use SaleSituation::{Approved, InProgress};
        if !matches!(self.situation, InProgress | Approved) {
            return Err(Error::input(format!(
                "situacao {} is not one to create a sale in: that is EM_ANDAMENTO or APROVADO",
                self.situation
            )));
        }
        self.check()?;
        Ok(self.write())
    }

    fn check(&self) -> Result<()> {
        if self.number < 1 {
            return Err(Error::input(
                "numero must be 1 or more; take it from next_number",
            ));
        }
        check_lines(&self.items, LineOf::Sale)?;
        self.payment.check()?;
        let total = self.pricing.total(&self.items)?;
        let installments = self.payment.installments.iter();
        total.check_sum(installments.map(|one| one.amount))
    }

    fn write(&self) -> SaleBody<'_> {
        SaleBody {
            id_cliente: &self.customer,
            numero: self.number,
            situacao: &self.situation,
            data_venda: self.date,
            id_categoria: self.category.as_ref(),
            id_centro_custo: self.cost_center.as_ref(),
            id_vendedor: self.seller.as_ref(),
            id_natureza_operacao: None,
            versao: None,
            observacoes: self.remarks.as_ref(),
            observacoes_pagamento: self.payment_remarks.as_ref(),
            itens: &self.items,
            composicao_de_valor: Some(&self.pricing).filter(|pricing| !pricing.is_empty()),
            condicao_pagamento: PaymentBody {
                opcao_condicao_pagamento: self.payment.option(),
                payment: &self.payment,
            },
        }
    }
}

/// A sale that takes the place of another, as a whole: what it does not hold is not kept.
#[derive(Clone, Debug)]
#[must_use]
pub struct SaleReplacement {
    sale: NewSale,
    version: i64,
    operation_nature: Option<OperationNatureId>,
}

impl SaleReplacement {
    /// `sale` in place of the one that was read with `version`. Production demands a version and
    /// does not compare it: a change that somebody else made meanwhile is lost without a word.
    pub fn new(sale: NewSale, version: i64) -> Self {
        Self {
            sale,
            version,
            operation_nature: None,
        }
    }

    /// What the sale is for the tax office. Production heeds it here only, not on creation.
    #[doc(alias = "id_natureza_operacao")]
    pub fn operation_nature(mut self, nature: impl Into<OperationNatureId>) -> Self {
        self.operation_nature = Some(nature.into());
        self
    }

    pub(crate) fn body(&self) -> Result<SaleBody<'_>> {
        use SaleSituation::{Approved, Cancelled, InProgress, Invoiced};
        let sale = &self.sale;
        if !matches!(sale.situation, InProgress | Approved | Invoiced | Cancelled) {
            return Err(Error::input(format!(
                "situacao {} is not one that a sale can be put in: that is EM_ANDAMENTO, \
                 APROVADO, FATURADO or CANCELADO",
                sale.situation
            )));
        }
        if self.version == 0 {
            return Err(Error::input("versao is 0, which the ERP takes for missing"));
        }
        let ignored = [
            (sale.category.is_some(), "id_categoria"),
            (sale.cost_center.is_some(), "id_centro_custo"),
        ];
        if let Some((_, field)) = ignored.iter().find(|(is_set, _)| *is_set) {
            return Err(Error::input(format!(
                "{field} is not taken by a replacement; leave it out"
            )));
        }
        sale.check()?;
        Ok(SaleBody {
            versao: Some(self.version),
            id_natureza_operacao: self.operation_nature.as_ref(),
            ..sale.write()
        })
    }
}

/// How a sale is to be paid.
#[doc(alias = "condicao_pagamento")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewSalePayment {
    #[serde(
        rename = "tipo_pagamento",
        serialize_with = "as_sales_spell_it",
        skip_serializing_if = "Option::is_none"
    )]
    method: Option<PaymentMethod>,
    #[serde(
        rename = "id_conta_financeira",
        skip_serializing_if = "Option::is_none"
    )]
    account: Option<AccountId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nsu: Option<String>,
    #[serde(rename = "parcelas")]
    installments: Vec<NewSaleInstallment>,
    #[serde(skip)]
    plan: Plan,
}

#[derive(Clone, Debug)]
enum Plan {
    AtSight,
    Times,
    AfterDays(Vec<u32>),
}

impl NewSalePayment {
    /// Paid at once.
    #[doc(alias = "À vista")]
    pub fn at_sight(installment: NewSaleInstallment) -> Self {
        Self::of(Plan::AtSight, vec![installment])
    }

    /// Paid in these installments, in the order of their due dates.
    pub fn in_installments(installments: impl IntoIterator<Item = NewSaleInstallment>) -> Self {
        Self::of(Plan::Times, installments.into_iter().collect())
    }

    /// Paid after so many days each: 30, 60, 90. The due dates are those of the installments.
    pub fn after_days(installments: impl IntoIterator<Item = (u32, NewSaleInstallment)>) -> Self {
        let (days, installments) = installments.into_iter().unzip();
        Self::of(Plan::AfterDays(days), installments)
    }

    fn of(plan: Plan, installments: Vec<NewSaleInstallment>) -> Self {
        Self {
            method: None,
            account: None,
            nsu: None,
            installments,
            plan,
        }
    }

    /// How.
    #[doc(alias = "tipo_pagamento")]
    pub fn method(mut self, method: PaymentMethod) -> Self {
        self.method = Some(method);
        self
    }

    /// On which account.
    #[doc(alias = "id_conta_financeira")]
    pub fn account(mut self, account: impl Into<AccountId>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// The acquirer's number of a card sale.
    pub fn nsu(mut self, nsu: impl Into<String>) -> Self {
        self.nsu = Some(nsu.into());
        self
    }

    /// The terms in the three forms that the ERP reads.
    fn option(&self) -> String {
        match &self.plan {
            Plan::AtSight => "À vista".to_owned(),
            Plan::Times => format!("{}x", self.installments.len()),
            Plan::AfterDays(days) => {
                let days: Vec<_> = days.iter().map(u32::to_string).collect();
                days.join(", ")
            }
        }
    }

    fn check(&self) -> Result<()> {
        if self.installments.is_empty() {
            return Err(Error::input("parcelas is empty; add an installment"));
        }
        for one in &self.installments {
            check_amount(one.amount, "parcelas[].valor")?;
        }
        let due_dates = self.installments.iter().map(|one| one.due_date);
        if !due_dates.is_sorted() {
            return Err(Error::input(
                "parcelas[].data_vencimento goes back in time; give the earlier one first",
            ));
        }
        match &self.plan {
            Plan::AfterDays(days) if !days.is_sorted() => Err(Error::input(
                "opcao_condicao_pagamento: days go back; give the smaller number first",
            )),
            _ => Ok(()),
        }
    }
}

/// An installment of a sale to be created.
#[doc(alias = "parcela")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewSaleInstallment {
    #[serde(rename = "data_vencimento", with = "wire::date")]
    due_date: Date,
    #[serde(rename = "valor")]
    amount: Amount,
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    description: Option<Redacted<String>>,
}

impl NewSaleInstallment {
    /// `amount` in BRL, due on `due_date`.
    pub fn new(due_date: Date, amount: Amount) -> Self {
        Self {
            due_date,
            amount,
            description: None,
        }
    }

    /// A description.
    #[doc(alias = "descricao")]
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(Redacted::new(text.into()));
        self
    }
}

/// The body as it travels; fields carry the names of the wire.
#[derive(Debug, Serialize)]
pub(crate) struct SaleBody<'a> {
    id_cliente: &'a PersonId,
    numero: i64,
    situacao: &'a SaleSituation,
    #[serde(with = "wire::date")]
    data_venda: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_categoria: Option<&'a CategoryId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_centro_custo: Option<&'a CostCenterId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_vendedor: Option<&'a SellerId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_natureza_operacao: Option<&'a OperationNatureId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    versao: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    observacoes: Option<&'a Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    observacoes_pagamento: Option<&'a Redacted<String>>,
    itens: &'a [NewLineItem],
    #[serde(skip_serializing_if = "Option::is_none")]
    composicao_de_valor: Option<&'a NewPricing>,
    condicao_pagamento: PaymentBody<'a>,
}

#[derive(Debug, Serialize)]
struct PaymentBody<'a> {
    opcao_condicao_pagamento: String,
    #[serde(flatten)]
    payment: &'a NewSalePayment,
}
