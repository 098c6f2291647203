//! Receivables and payables to be created.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::Serialize;
use time::Date;

use super::ids::check_uuid;
use super::value::{check_amount, check_cents};
use super::{AccountId, CategoryId, CostCenterId, PaymentMethod, PersonId, ValueBreakdown};

/// A receivable or payable to be created, with all its installments.
///
/// The same value serves both, and both generations of the API: whether the person is the customer
/// or the supplier is decided by where it is handed in.
///
/// ```
/// use client_core::money::Amount;
/// use contaazul_client::model::{NewEvent, NewInstallment};
/// use time::macros::date;
///
/// let amount = Amount::from_cents(35_000);
/// let event = NewEvent::new(
///     "Bolo de casamento",
///     date!(2026 - 11 - 01),
///     amount,
///     "0b6c1a52-1111-4a1e-9a55-000000000001",
///     "7a4f0a10-2222-4a1e-9a55-000000000002",
/// )
/// .category("5d1d0c33-3333-4a1e-9a55-000000000003", amount)
/// .installment(NewInstallment::new("1/1", date!(2026 - 12 - 10), amount))
/// .external_reference("pedido-8841");
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct NewEvent {
    description: Redacted<String>,
    accrual_date: Date,
    amount: Amount,
    account: AccountId,
    person: PersonId,
    remark: Option<Redacted<String>>,
    external_reference: Option<String>,
    categories: Vec<NewAllocation>,
    installments: Vec<NewInstallment>,
}

impl NewEvent {
    /// An event of `amount` in BRL that accrues on `accrual_date`, with `person` as customer or
    /// supplier. It needs at least one [`category`](Self::category) and one
    /// [`installment`](Self::installment); the sum of each must be the amount.
    pub fn new(
        description: impl Into<String>,
        accrual_date: Date,
        amount: Amount,
        account: impl Into<AccountId>,
        person: impl Into<PersonId>,
    ) -> Self {
        Self {
            description: Redacted::new(description.into()),
            accrual_date,
            amount,
            account: account.into(),
            person: person.into(),
            remark: None,
            external_reference: None,
            categories: Vec::new(),
            installments: Vec::new(),
        }
    }

    /// A remark.
    #[doc(alias = "observacao")]
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = Some(Redacted::new(remark.into()));
        self
    }

    /// Your own reference: the one way to recognise an event after a creation with an unknown
    /// outcome. That it is unique is not promised. The first generation has no place for it.
    #[doc(alias = "referencia_externa")]
    pub fn external_reference(mut self, reference: impl Into<String>) -> Self {
        self.external_reference = Some(reference.into());
        self
    }

    /// Allocates part of the amount to a category of the right kind: income for a receivable,
    /// expense for a payable.
    #[doc(alias = "rateio")]
    pub fn category(self, category: impl Into<CategoryId>, amount: Amount) -> Self {
        self.allocation(NewAllocation::new(category, amount))
    }

    /// Allocates part of the amount to a category and from there to cost centers.
    #[doc(alias = "rateio_centro_custo")]
    pub fn allocation(mut self, allocation: NewAllocation) -> Self {
        self.categories.push(allocation);
        self
    }

    /// Adds an installment.
    #[doc(alias = "parcelas")]
    pub fn installment(mut self, installment: NewInstallment) -> Self {
        self.installments.push(installment);
        self
    }

    /// Checks the event and writes it as `form` wants it.
    pub(crate) fn body(&self, form: EventForm) -> Result<EventBody<'_>> {
        self.check()?;
        check_uuid(&self.person, form.person_field())?;
        let account = &self.account;
        let first = form == EventForm::FirstGeneration;
        let installments = self
            .installments
            .iter()
            .map(|installment| installment.body(account, first))
            .collect::<Result<Vec<_>>>()?;
        let person = |wanted| (form == wanted).then_some(&self.person);
        let mut remark = self.remark.as_ref().map(|text| text.expose().as_str());
        if first {
            remark = Some(remark.unwrap_or_default());
        }
        Ok(EventBody {
            data_competencia: self.accrual_date,
            valor: self.amount,
            descricao: self.description.expose(),
            observacao: remark,
            conta_financeira: account,
            id_cliente: person(EventForm::Receivable),
            id_fornecedor: person(EventForm::Payable),
            contato: person(EventForm::FirstGeneration),
            referencia_externa: self.external_reference.as_deref().filter(|_| !first),
            rateio: &self.categories,
            condicao_pagamento: Terms {
                parcelas: installments,
            },
        })
    }

    fn check(&self) -> Result<()> {
        check_amount(self.amount, "valor")?;
        check_uuid(&self.account, "conta_financeira")?;
        if self.amount.is_zero() {
            return Err(Error::input("valor is zero; an event needs an amount"));
        }
        if self.description.expose().trim().is_empty() {
            return Err(Error::input(
                "descricao is empty; say what the event is for",
            ));
        }
        if self.categories.is_empty() {
            return Err(Error::input(
                "rateio is empty; allocate the amount to a category",
            ));
        }
        if self.installments.is_empty() {
            return Err(Error::input("parcelas is empty; add an installment"));
        }
        for allocation in &self.categories {
            allocation.check()?;
        }
        for installment in &self.installments {
            installment.value.check("detalhe_valor")?;
            if let Some(account) = &installment.account {
                check_uuid(account, "parcelas[].conta_financeira")?;
            }
        }
        let categories = self.categories.iter().map(|allocation| allocation.amount);
        check_sum(categories, self.amount, "rateio[].valor")?;
        let gross = self.installments.iter().filter_map(|one| one.value.gross);
        check_sum(gross, self.amount, "parcelas[].detalhe_valor.valor_bruto")
    }
}

/// Who the person of a [`NewEvent`] is, and which spelling the body takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventForm {
    /// Second generation, the person is the customer.
    Receivable,
    /// Second generation, the person is the supplier.
    Payable,
    /// First generation: one name for both, and no optional texts.
    FirstGeneration,
}

impl EventForm {
    fn person_field(self) -> &'static str {
        match self {
            Self::Receivable => "id_cliente",
            Self::Payable => "id_fornecedor",
            Self::FirstGeneration => "contato",
        }
    }
}

/// Part of an event's amount for one category.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewAllocation {
    #[serde(rename = "id_categoria")]
    category: CategoryId,
    #[serde(rename = "valor")]
    amount: Amount,
    #[serde(rename = "rateio_centro_custo", skip_serializing_if = "Vec::is_empty")]
    cost_centers: Vec<NewCostCenterAllocation>,
}

#[derive(Clone, Debug, Serialize)]
struct NewCostCenterAllocation {
    #[serde(rename = "id_centro_custo")]
    cost_center: CostCenterId,
    #[serde(rename = "valor")]
    amount: Amount,
}

impl NewAllocation {
    /// `amount` for `category`.
    pub fn new(category: impl Into<CategoryId>, amount: Amount) -> Self {
        Self {
            category: category.into(),
            amount,
            cost_centers: Vec::new(),
        }
    }

    /// Gives part of it to a cost center. When there are any, their sum must be the whole.
    pub fn cost_center(mut self, cost_center: impl Into<CostCenterId>, amount: Amount) -> Self {
        self.cost_centers.push(NewCostCenterAllocation {
            cost_center: cost_center.into(),
            amount,
        });
        self
    }

    fn check(&self) -> Result<()> {
        check_amount(self.amount, "rateio[].valor")?;
        check_uuid(&self.category, "rateio[].id_categoria")?;
        if self.cost_centers.is_empty() {
            return Ok(());
        }
        for part in &self.cost_centers {
            check_amount(part.amount, "rateio_centro_custo[].valor")?;
            check_uuid(&part.cost_center, "rateio_centro_custo[].id_centro_custo")?;
        }
        let parts = self.cost_centers.iter().map(|part| part.amount);
        check_sum(parts, self.amount, "rateio_centro_custo[].valor")
    }
}

/// An installment of a [`NewEvent`].
#[derive(Clone, Debug)]
#[must_use]
pub struct NewInstallment {
    description: Redacted<String>,
    due_date: Date,
    value: ValueBreakdown,
    account: Option<AccountId>,
    payment_method: Option<PaymentMethod>,
    note: Option<Redacted<String>>,
}

impl NewInstallment {
    /// `gross` in BRL, due on `due_date`, on the account of the event.
    pub fn new(description: impl Into<String>, due_date: Date, gross: Amount) -> Self {
        Self {
            description: Redacted::new(description.into()),
            due_date,
            value: ValueBreakdown::gross_of(gross),
            account: None,
            payment_method: None,
            note: None,
        }
    }

    /// What the amount is made of: discount, interest, fine and fee around the gross amount. The
    /// net amount is worked out.
    #[doc(alias = "detalhe_valor")]
    pub fn value(mut self, value: ValueBreakdown) -> Self {
        self.value = value;
        self
    }

    /// Another account than the event's.
    #[doc(alias = "conta_financeira")]
    pub fn account(mut self, account: impl Into<AccountId>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// How it is to be paid.
    #[doc(alias = "metodo_pagamento")]
    pub fn payment_method(mut self, method: PaymentMethod) -> Self {
        self.payment_method = Some(method);
        self
    }

    /// A short note.
    #[doc(alias = "nota")]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(Redacted::new(note.into()));
        self
    }

    fn body<'a>(&'a self, account: &'a AccountId, first: bool) -> Result<InstallmentBody<'a>> {
        let mut note = self.note.as_ref().map(|text| text.expose().as_str());
        if first {
            note = Some(note.unwrap_or_default());
        }
        Ok(InstallmentBody {
            descricao: self.description.expose(),
            data_vencimento: self.due_date,
            nota: note,
            conta_financeira: self.account.as_ref().unwrap_or(account),
            detalhe_valor: self.value.clone().with_net("detalhe_valor")?,
            metodo_pagamento: self.payment_method.as_ref(),
        })
    }
}

/// The body as it travels; fields carry the names of the wire.
#[derive(Debug, Serialize)]
pub(crate) struct EventBody<'a> {
    #[serde(with = "wire::date")]
    data_competencia: Date,
    valor: Amount,
    descricao: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    observacao: Option<&'a str>,
    conta_financeira: &'a AccountId,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_cliente: Option<&'a PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_fornecedor: Option<&'a PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contato: Option<&'a PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    referencia_externa: Option<&'a str>,
    rateio: &'a [NewAllocation],
    condicao_pagamento: Terms<'a>,
}

#[derive(Debug, Serialize)]
struct Terms<'a> {
    parcelas: Vec<InstallmentBody<'a>>,
}

#[derive(Debug, Serialize)]
struct InstallmentBody<'a> {
    descricao: &'a str,
    #[serde(with = "wire::date")]
    data_vencimento: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    nota: Option<&'a str>,
    conta_financeira: &'a AccountId,
    detalhe_valor: ValueBreakdown,
    #[serde(skip_serializing_if = "Option::is_none")]
    metodo_pagamento: Option<&'a PaymentMethod>,
}

fn check_sum(parts: impl Iterator<Item = Amount>, whole: Amount, field: &str) -> Result<()> {
    let sum = Amount::checked_sum(parts)
        .map_err(|cause| Error::input(format!("{field} has too many digits")).with_source(cause))?;
    check_cents(sum, field)?;
    if sum != whole {
        return Err(Error::input(format!(
            "the sum of {field} is not valor: they differ, so one of them is wrong"
        )));
    }
    Ok(())
}
