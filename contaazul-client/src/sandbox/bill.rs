//! Bills that the sandbox is filled with.

use time::{Date, OffsetDateTime};

use super::ledger::Parts;

/// Something to be received or paid, in one installment or several.
///
/// ```
/// use contaazul_client::sandbox::{Bill, Company, Payment};
/// use time::macros::date;
///
/// let bakery = Company::new("Padaria Flor de Trigo Ltda", "11.222.333/0001-81")
///     .with_receivable(
///         Bill::new("Coffee break", date!(2026 - 04 - 10), 184_257)
///             .counterparty("Escola Aurora", "44555666000172")
///             .paid(Payment::on(date!(2026 - 04 - 12), 184_257)),
///     )
///     .with_payable(Bill::new("Farinha", date!(2026 - 04 - 20), 70_000));
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Bill {
    pub(super) description: String,
    pub(super) counterparty: Option<(String, Option<String>)>,
    pub(super) category: Option<String>,
    pub(super) cost_center: Option<String>,
    pub(super) account: Option<String>,
    pub(super) external_reference: Option<String>,
    pub(super) accrued_on: Option<Date>,
    pub(super) changed_at: Option<OffsetDateTime>,
    pub(super) invoice: Option<(&'static str, i64)>,
    pub(super) origin: &'static str,
    pub(super) scheduled: bool,
    /// Never empty.
    pub(super) installments: Vec<BillInstallment>,
}

#[derive(Clone, Debug)]
pub(super) struct BillInstallment {
    pub(super) due_on: Date,
    pub(super) value: Parts,
    pub(super) method: Option<String>,
    pub(super) nsu: Option<String>,
    pub(super) lost_on: Option<Date>,
    pub(super) payments: Vec<Payment>,
}

impl BillInstallment {
    fn new(due_on: Date, cents: i64) -> Self {
        Self {
            due_on,
            value: Parts::gross_of(cents),
            method: None,
            nsu: None,
            lost_on: None,
            payments: Vec::new(),
        }
    }
}

impl Bill {
    /// `cents`, due on `due_on`.
    pub fn new(description: &str, due_on: Date, cents: i64) -> Self {
        Self {
            description: description.to_owned(),
            counterparty: None,
            category: None,
            cost_center: None,
            account: None,
            external_reference: None,
            accrued_on: None,
            changed_at: None,
            invoice: None,
            origin: "LANCAMENTO_FINANCEIRO",
            scheduled: false,
            installments: vec![BillInstallment::new(due_on, cents)],
        }
    }

    /// Adds an installment. What follows ([`method`](Self::method), [`nsu`](Self::nsu),
    /// [`paid`](Self::paid), [`lost`](Self::lost)) speaks of this one.
    pub fn installment(mut self, due_on: Date, cents: i64) -> Self {
        self.installments.push(BillInstallment::new(due_on, cents));
        self
    }

    /// Who pays, or is paid, with CPF or CNPJ.
    pub fn counterparty(mut self, name: &str, tax_id: &str) -> Self {
        self.counterparty = Some((name.to_owned(), Some(tax_id.to_owned())));
        self
    }

    /// Who pays, or is paid, where the ERP has no tax id. Charges for them end as invalid.
    pub fn unidentified_counterparty(mut self, name: &str) -> Self {
        self.counterparty = Some((name.to_owned(), None));
        self
    }

    /// The category by name; `Vendas` or `Despesas` when none is given.
    pub fn category(mut self, name: &str) -> Self {
        self.category = Some(name.to_owned());
        self
    }

    /// The cost center by name.
    pub fn cost_center(mut self, name: &str) -> Self {
        self.cost_center = Some(name.to_owned());
        self
    }

    /// The account by name; `Conta Corrente` when none is given.
    pub fn account(mut self, name: &str) -> Self {
        self.account = Some(name.to_owned());
        self
    }

    /// The integrator's own reference.
    pub fn external_reference(mut self, reference: &str) -> Self {
        self.external_reference = Some(reference.to_owned());
        self
    }

    /// When it accrued; the first due date when not given.
    pub fn accrued_on(mut self, day: Date) -> Self {
        self.accrued_on = Some(day);
        self
    }

    /// When it last changed; the evening of the last payment, or of the accrual, when not given.
    pub fn changed_at(mut self, moment: OffsetDateTime) -> Self {
        self.changed_at = Some(moment);
        self
    }

    /// The invoice of goods behind it; makes it a sale.
    pub fn nfe(mut self, number: i64) -> Self {
        self.invoice = Some(("NFE", number));
        self.origin = "VENDA";
        self
    }

    /// The invoice of services behind it; makes it a sale.
    pub fn nfse(mut self, number: i64) -> Self {
        self.invoice = Some(("NFSE", number));
        self.origin = "VENDA";
        self
    }

    /// Marks it as scheduled.
    pub fn scheduled(mut self) -> Self {
        self.scheduled = true;
        self
    }

    /// How it is to be paid, in the ERP's word, such as `CARTAO_CREDITO`.
    pub fn method(self, method: &str) -> Self {
        self.last(|one| one.method = Some(method.to_owned()))
    }

    /// The acquirer's number of the card sale.
    pub fn nsu(self, nsu: &str) -> Self {
        self.last(|one| one.nsu = Some(nsu.to_owned()))
    }

    /// Settles it, in whole or in part.
    pub fn paid(self, payment: Payment) -> Self {
        self.last(|one| one.payments.push(payment))
    }

    /// Writes it off.
    pub fn lost(self, day: Date) -> Self {
        self.last(|one| one.lost_on = Some(day))
    }

    fn last(mut self, change: impl FnOnce(&mut BillInstallment)) -> Self {
        if let Some(one) = self.installments.last_mut() {
            change(one);
        }
        self
    }
}

/// Money that moved for an installment of a [`Bill`].
#[derive(Clone, Debug)]
#[must_use]
pub struct Payment {
    pub(super) date: Date,
    pub(super) value: Parts,
    pub(super) method: Option<String>,
    pub(super) account: Option<String>,
}

impl Payment {
    /// `cents` of the installment on `date`.
    pub fn on(date: Date, cents: i64) -> Self {
        Self {
            date,
            value: Parts::gross_of(cents),
            method: None,
            account: None,
        }
    }

    /// Interest on top.
    pub fn interest(mut self, cents: i64) -> Self {
        self.value.interest = cents;
        self
    }

    /// A discount off.
    pub fn discount(mut self, cents: i64) -> Self {
        self.value.discount = cents;
        self
    }

    /// A fee off, such as an acquirer's.
    pub fn fee(mut self, cents: i64) -> Self {
        self.value.fee = cents;
        self
    }

    /// How it was paid; as the installment was to be when not given.
    pub fn method(mut self, method: &str) -> Self {
        self.method = Some(method.to_owned());
        self
    }

    /// The account by name; the bill's when not given.
    pub fn account(mut self, name: &str) -> Self {
        self.account = Some(name.to_owned());
        self
    }
}
