//! Filling the sandbox: companies and what happened to them.

use time::{Date, OffsetDateTime};

use super::ledger::{
    Account, Allocation, Category, CostCenter, Event, Installment, Ledger, Parts, Person, Record,
    Settlement, Side, Transfer, at,
};
use crate::model::CompanyId;

/// The account of bills that name none.
const MAIN_ACCOUNT: &str = "Conta Corrente";

/// A company of the sandbox. Its ids are the same in every run.
///
/// It begins with one current account, `Conta Corrente`. Categories, cost centers and people come
/// into being when a bill names them; people of one tax id are one person.
#[derive(Clone, Debug)]
#[must_use]
pub struct Company {
    pub(super) ledger: Ledger,
}

impl Company {
    /// A company by legal name and CNPJ, with or without punctuation.
    pub fn new(legal_name: &str, tax_id: &str) -> Self {
        let company = Self {
            ledger: Ledger::new(legal_name, tax_id),
        };
        company.with_account(BankAccount::checking(MAIN_ACCOUNT, "ITAU", 341))
    }

    /// The company's id.
    pub fn id(&self) -> CompanyId {
        CompanyId::new(&self.ledger.id)
    }

    /// Adds an account.
    pub fn with_account(mut self, account: BankAccount) -> Self {
        let id = self.ledger.issue(Record::Account);
        self.ledger.accounts.push(Account {
            id,
            name: account.name,
            kind: account.kind,
            bank: account.bank,
            bank_code: account.bank_code,
            digital: account.digital,
            active: true,
            opening: account.opening,
        });
        self
    }

    /// Adds something to be received.
    pub fn with_receivable(self, bill: Bill) -> Self {
        self.with_bill(Side::Income, bill)
    }

    /// Adds something to be paid.
    pub fn with_payable(self, bill: Bill) -> Self {
        self.with_bill(Side::Expense, bill)
    }

    /// Adds a transfer of `cents` between two accounts by name.
    pub fn with_transfer(mut self, date: Date, cents: i64, from: &str, to: &str) -> Self {
        let id = self.ledger.issue(Record::Transfer);
        let (from_id, to_id) = (self.account_id(from), self.account_id(to));
        self.ledger.transfers.push(Transfer {
            id,
            date,
            cents,
            description: format!("{from} > {to}"),
            from_id,
            to_id,
        });
        self
    }

    /// Answers every call with 403, as for a company whose trial is over.
    pub fn with_trial_ended(mut self) -> Self {
        self.ledger.trial_ended = true;
        self
    }

    fn with_bill(mut self, side: Side, bill: Bill) -> Self {
        let person_id = bill
            .counterparty
            .as_ref()
            .map(|(name, tax_id)| self.person_id(name, tax_id.as_deref()));
        let default_category = match side {
            Side::Income => "Vendas",
            Side::Expense => "Despesas",
        };
        let category = bill.category.as_deref().unwrap_or(default_category);
        let total = bill.installments.iter().map(|one| one.value.net()).sum();
        let allocation = Allocation {
            category_id: self.category_id(category, side),
            cents: total,
            cost_centers: bill
                .cost_center
                .as_deref()
                .map(|name| (self.cost_center_id(name), total))
                .into_iter()
                .collect(),
        };
        let first_due = bill.installments.first().map(|one| one.due_on);
        let accrued_on = bill.accrued_on.or(first_due).unwrap_or(Date::MIN);
        let account_id = self.account_id(bill.account.as_deref().unwrap_or(MAIN_ACCOUNT));
        let id = self.ledger.issue(Record::Event);
        let installments = bill
            .installments
            .iter()
            .enumerate()
            .map(|(place, one)| self.installment(&bill, place, one, accrued_on, &account_id))
            .collect();
        self.ledger.events.push(Event {
            id,
            side,
            description: bill.description,
            remark: None,
            external_reference: bill.external_reference,
            accrued_on,
            person_id,
            origin: bill.origin,
            scheduled: bill.scheduled,
            allocations: vec![allocation],
            installments,
        });
        self
    }

    fn installment(
        &mut self,
        bill: &Bill,
        place: usize,
        one: &BillInstallment,
        accrued_on: Date,
        account_id: &str,
    ) -> Installment {
        let count = bill.installments.len();
        let description = match count {
            1 => bill.description.clone(),
            _ => format!("{} {}/{count}", bill.description, place + 1),
        };
        let changed_at = bill.changed_at.unwrap_or_else(|| {
            let last_paid = one.payments.iter().map(|paid| paid.date).max();
            at(last_paid.unwrap_or(accrued_on), 18)
        });
        let settlements = one
            .payments
            .iter()
            .map(|paid| self.settlement(paid, one, account_id, changed_at))
            .collect::<Vec<_>>();
        Installment {
            id: self.ledger.issue(Record::Installment),
            version: i64::try_from(settlements.len()).unwrap_or_default(),
            description,
            note: String::new(),
            due_on: one.due_on,
            expected_on: one.due_on,
            value: one.value,
            account_id: account_id.to_owned(),
            method: one.method.clone(),
            nsu: one.nsu.clone(),
            invoice: bill.invoice,
            loss: one.lost_on.map(|day| (day, one.value.net())),
            reconciled: false,
            settlements,
            created_at: at(accrued_on, 9),
            changed_at,
        }
    }

    fn settlement(
        &mut self,
        paid: &Payment,
        one: &BillInstallment,
        account_id: &str,
        changed_at: OffsetDateTime,
    ) -> Settlement {
        let account_id = match &paid.account {
            Some(name) => self.account_id(name),
            None => account_id.to_owned(),
        };
        Settlement {
            id: self.ledger.issue(Record::Settlement),
            version: 0,
            paid_on: paid.date,
            value: paid.value,
            account_id,
            method: paid.method.clone().or_else(|| one.method.clone()),
            remark: None,
            nsu: one.nsu.clone(),
            charge_id: None,
            changed_at,
        }
    }

    fn account_id(&mut self, name: &str) -> String {
        if let Some(account) = self.ledger.accounts.iter().find(|one| one.name == name) {
            return account.id.clone();
        }
        let id = self.ledger.issue(Record::Account);
        let account = BankAccount::checking(name, "OUTROS", 0);
        self.ledger.accounts.push(Account {
            id: id.clone(),
            name: account.name,
            kind: account.kind,
            bank: account.bank,
            bank_code: None,
            digital: false,
            active: true,
            opening: None,
        });
        id
    }

    fn person_id(&mut self, name: &str, tax_id: Option<&str>) -> String {
        let known = self.ledger.people.iter().find(|person| match tax_id {
            Some(_) => person.tax_id.as_deref() == tax_id,
            None => person.tax_id.is_none() && person.name == name,
        });
        if let Some(person) = known {
            return person.id.clone();
        }
        let id = self.ledger.issue(Record::Person);
        self.ledger.people.push(Person {
            id: id.clone(),
            name: name.to_owned(),
            tax_id: tax_id.map(str::to_owned),
        });
        id
    }

    fn category_id(&mut self, name: &str, side: Side) -> String {
        let mut known = self.ledger.categories.iter();
        if let Some(category) = known.find(|one| one.name == name && one.side == side) {
            return category.id.clone();
        }
        let id = self.ledger.issue(Record::Category);
        self.ledger.categories.push(Category {
            id: id.clone(),
            name: name.to_owned(),
            side,
        });
        id
    }

    fn cost_center_id(&mut self, name: &str) -> String {
        if let Some(center) = self.ledger.cost_centers.iter().find(|one| one.name == name) {
            return center.id.clone();
        }
        let id = self.ledger.issue(Record::CostCenter);
        self.ledger.cost_centers.push(CostCenter {
            id: id.clone(),
            name: name.to_owned(),
            code: None,
            active: true,
            version: 0,
        });
        id
    }
}

/// An account of a [`Company`].
#[derive(Clone, Debug)]
#[must_use]
pub struct BankAccount {
    name: String,
    kind: String,
    bank: String,
    bank_code: Option<i64>,
    digital: bool,
    opening: Option<(Date, i64)>,
}

impl BankAccount {
    /// A current account at a bank by the ERP's name and the bank's number.
    pub fn checking(name: &str, bank: &str, bank_code: i64) -> Self {
        Self {
            name: name.to_owned(),
            kind: "CONTA_CORRENTE".to_owned(),
            bank: bank.to_owned(),
            bank_code: Some(bank_code).filter(|code| *code > 0),
            digital: false,
            opening: None,
        }
    }

    /// Another kind of account, in the ERP's word, such as `CAIXINHA`.
    pub fn of_kind(name: &str, kind: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            bank: "NAO_BANCO".to_owned(),
            bank_code: None,
            ..Self::checking(name, "", 0)
        }
    }

    /// The company's account at Conta Azul itself, which charges can be received on.
    pub fn digital(mut self) -> Self {
        self.digital = true;
        self
    }

    /// What was on it at the beginning.
    pub fn opening_balance(mut self, date: Date, cents: i64) -> Self {
        self.opening = Some((date, cents));
        self
    }
}

/// Something to be received or paid, in one installment or several.
///
/// ```
/// use contaazul_client::sandbox::{Bill, Company, Payment};
/// use time::macros::date;
///
/// let bakery = Company::new("Padaria Flor de Trigo Ltda", "11.222.333/0001-81")
///     .with_receivable(
///         Bill::new("Coffee break", date!(2026 - 04 - 10), 1_842_57)
///             .counterparty("Escola Aurora", "44555666000172")
///             .paid(Payment::on(date!(2026 - 04 - 12), 1_842_57)),
///     )
///     .with_payable(Bill::new("Farinha", date!(2026 - 04 - 20), 700_00));
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Bill {
    description: String,
    counterparty: Option<(String, Option<String>)>,
    category: Option<String>,
    cost_center: Option<String>,
    account: Option<String>,
    external_reference: Option<String>,
    accrued_on: Option<Date>,
    changed_at: Option<OffsetDateTime>,
    invoice: Option<(&'static str, i64)>,
    origin: &'static str,
    scheduled: bool,
    /// Never empty.
    installments: Vec<BillInstallment>,
}

#[derive(Clone, Debug)]
struct BillInstallment {
    due_on: Date,
    value: Parts,
    method: Option<String>,
    nsu: Option<String>,
    lost_on: Option<Date>,
    payments: Vec<Payment>,
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
    date: Date,
    value: Parts,
    method: Option<String>,
    account: Option<String>,
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
