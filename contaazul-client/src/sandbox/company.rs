//! Filling the sandbox: companies and what happened to them.

use time::{Date, OffsetDateTime};

use super::bill::{Bill, BillInstallment, Payment};
use super::fiscal_notes::{self, GoodsInvoice, ServiceInvoice};
use super::ledger::{
    Account, Allocation, Category, CostCenter, Event, Installment, Ledger, Record, Settlement,
    Side, Transfer, at,
};

use super::partner::{self, BankLink, IncomingBoleto};
use super::people::Person;
use super::products::Product;
use super::services::Service;
use super::trade::Seller;
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
        self.add_account(account);
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

    /// Adds somebody who sells. The first is the default seller of quotes.
    pub fn with_seller(mut self, name: &str) -> Self {
        let id = self.ledger.issue(Record::Seller);
        self.ledger.trade.sellers.push(Seller {
            id,
            name: name.to_owned(),
        });
        self
    }

    /// Adds a person. One that a bill names later by the same tax id is the same person.
    pub fn with_person(mut self, person: Person) -> Self {
        self.ledger.add_person(person);
        self
    }

    /// Adds a product.
    pub fn with_product(mut self, product: Product) -> Self {
        self.ledger.add_product(product);
        self
    }

    /// Adds a service.
    pub fn with_service(mut self, service: Service) -> Self {
        self.ledger.add_service(service);
        self
    }

    /// Gives it an e-commerce. Without one, its categories are refused.
    pub fn with_ecommerce(mut self) -> Self {
        self.ledger.products.has_ecommerce = true;
        self
    }

    /// Answers every call with 403, as for a company whose trial is over.
    pub fn with_trial_ended(mut self) -> Self {
        self.ledger.trial_ended = true;
        self
    }

    /// Adds a goods invoice that was issued.
    pub fn with_nfe(mut self, invoice: GoodsInvoice) -> Self {
        fiscal_notes::add_nfe(&mut self.ledger, &invoice);
        self
    }

    /// Adds a service invoice.
    pub fn with_nfse(mut self, invoice: ServiceInvoice) -> Self {
        fiscal_notes::add_nfse(&mut self.ledger, invoice);
        self
    }

    /// What is read from an uploaded document of this file name. Files of other names cannot be
    /// read.
    pub fn with_readable_document(mut self, file_name: &str, bill: Bill) -> Self {
        self.ledger
            .capture
            .readable
            .push((file_name.to_owned(), bill));
        self
    }

    /// Issues a service invoice by itself whenever a charge is paid.
    pub fn with_automatic_nfse(mut self) -> Self {
        self.ledger.fiscal_notes.automatic = true;
        self
    }

    /// Adds a boleto to the DDA inbox.
    pub fn with_dda_boleto(mut self, boleto: IncomingBoleto) -> Self {
        partner::add_dda(&mut self.ledger, boleto);
        self
    }

    /// Connects an account, by name, to its bank.
    pub fn with_bank_link(mut self, account: &str, link: BankLink) -> Self {
        let account_id = self.account_id(account);
        partner::connect(&mut self.ledger, account_id, link);
        self
    }

    /// How many have to approve a payment or a batch; one by default.
    pub fn with_approvals(mut self, needed: usize) -> Self {
        self.ledger.partner.approvals_needed = Some(needed);
        self
    }

    fn with_bill(mut self, side: Side, bill: Bill) -> Self {
        let person_id = bill
            .counterparty
            .as_ref()
            .map(|(name, tax_id)| self.person_id(name, tax_id.as_deref(), side));
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
        self.add_account(BankAccount::checking(name, "OUTROS", 0))
    }

    fn add_account(&mut self, account: BankAccount) -> String {
        let id = self.ledger.issue(Record::Account);
        self.ledger.accounts.push(Account {
            id: id.clone(),
            name: account.name,
            kind: account.kind,
            bank: account.bank,
            bank_code: account.bank_code,
            digital: account.digital,
            active: true,
            opening: account.opening,
        });
        id
    }

    pub(super) fn person_id(&mut self, name: &str, tax_id: Option<&str>, side: Side) -> String {
        let known = self.ledger.people.iter_mut().find(|person| match tax_id {
            Some(tax_id) => person.has_tax_id(tax_id),
            None => person.tax_id.is_none() && person.name == name,
        });
        if let Some(person) = known {
            person.take_part(side);
            return person.id.clone();
        }
        let mut person = Person::of_bill(name, tax_id);
        person.take_part(side);
        self.ledger.add_person(person)
    }

    pub(super) fn category_id(&mut self, name: &str, side: Side) -> String {
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
