//! What one company of the sandbox holds.

use time::{Date, Duration, OffsetDateTime, Time, UtcOffset};

use super::book::Book;
use super::capture::CaptureBooks;
use super::fiscal_notes::FiscalBooks;
use super::json::Json;
use super::partner::PartnerBooks;
use super::people::Person;
use super::products::Products;
use super::services::Services;
use super::trade::Trade;

/// Where the ERP's local times are.
const BRASILIA: UtcOffset = time::macros::offset!(-3);

/// Income or expense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Income,
    Expense,
}

impl Side {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Income => "RECEITA",
            Self::Expense => "DESPESA",
        }
    }

    /// What the other side of an installment is called.
    pub(super) fn person_field(self) -> &'static str {
        match self {
            Self::Income => "cliente",
            Self::Expense => "fornecedor",
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Ledger {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) tax_id: String,
    pub(super) trial_ended: bool,
    pub(super) accounts: Vec<Account>,
    pub(super) people: Vec<Person>,
    pub(super) categories: Vec<Category>,
    pub(super) cost_centers: Vec<CostCenter>,
    pub(super) events: Book,
    pub(super) transfers: Vec<Transfer>,
    pub(super) charges: Vec<Charge>,
    pub(super) products: Products,
    pub(super) services: Services,
    pub(super) capture: CaptureBooks,
    pub(super) fiscal_notes: FiscalBooks,
    pub(super) trade: Trade,
    pub(super) partner: PartnerBooks,
    issued: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) bank: String,
    pub(super) bank_code: Option<i64>,
    /// The company's account at Conta Azul itself.
    pub(super) digital: bool,
    pub(super) active: bool,
    pub(super) opening: Option<(Date, i64)>,
}

#[derive(Clone, Debug)]
pub(super) struct Category {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) side: Side,
}

#[derive(Clone, Debug)]
pub(super) struct CostCenter {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) code: Option<String>,
    pub(super) active: bool,
    pub(super) version: i64,
}

#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) id: String,
    pub(super) side: Side,
    pub(super) description: String,
    pub(super) remark: Option<String>,
    pub(super) external_reference: Option<String>,
    pub(super) accrued_on: Date,
    pub(super) person_id: Option<String>,
    pub(super) origin: &'static str,
    pub(super) scheduled: bool,
    pub(super) allocations: Vec<Allocation>,
    pub(super) installments: Vec<Installment>,
}

#[derive(Clone, Debug)]
pub(super) struct Allocation {
    pub(super) category_id: String,
    pub(super) cents: i64,
    pub(super) cost_centers: Vec<(String, i64)>,
}

#[derive(Clone, Debug)]
pub(super) struct Installment {
    pub(super) id: String,
    pub(super) version: i64,
    pub(super) description: String,
    pub(super) note: String,
    pub(super) due_on: Date,
    pub(super) expected_on: Date,
    pub(super) value: Parts,
    pub(super) account_id: String,
    pub(super) method: Option<String>,
    pub(super) nsu: Option<String>,
    pub(super) invoice: Option<(&'static str, i64)>,
    pub(super) loss: Option<(Date, i64)>,
    pub(super) reconciled: bool,
    pub(super) settlements: Vec<Settlement>,
    pub(super) created_at: OffsetDateTime,
    pub(super) changed_at: OffsetDateTime,
}

#[derive(Clone, Debug)]
pub(super) struct Settlement {
    pub(super) id: String,
    pub(super) version: i64,
    pub(super) paid_on: Date,
    pub(super) value: Parts,
    pub(super) account_id: String,
    pub(super) method: Option<String>,
    pub(super) remark: Option<String>,
    pub(super) nsu: Option<String>,
    pub(super) charge_id: Option<String>,
    pub(super) changed_at: OffsetDateTime,
}

#[derive(Clone, Debug)]
pub(super) struct Charge {
    pub(super) id: String,
    pub(super) installment_id: String,
    pub(super) account_id: String,
    pub(super) kind: String,
    pub(super) due_on: Date,
    pub(super) description: String,
    pub(super) status: &'static str,
    pub(super) paid_on: Option<Date>,
    pub(super) cents: i64,
    /// How often it was read since its status last changed.
    pub(super) reads: u32,
}

#[derive(Clone, Debug)]
pub(super) struct Transfer {
    pub(super) id: String,
    pub(super) date: Date,
    pub(super) cents: i64,
    pub(super) description: String,
    pub(super) from_id: String,
    pub(super) to_id: String,
}

/// What an amount is made of, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) gross: i64,
    pub(super) interest: i64,
    pub(super) fine: i64,
    pub(super) discount: i64,
    pub(super) fee: i64,
}

impl Parts {
    pub(super) fn gross_of(gross: i64) -> Self {
        Self {
            gross,
            ..Self::default()
        }
    }

    pub(super) fn net(self) -> i64 {
        self.gross + self.interest + self.fine - self.discount - self.fee
    }

    pub(super) fn json(self) -> Json {
        Json::object([
            ("multa", Json::money(self.fine)),
            ("juros", Json::money(self.interest)),
            ("valor_bruto", Json::money(self.gross)),
            ("desconto", Json::money(self.discount)),
            ("taxa", Json::money(self.fee)),
            ("valor_liquido", Json::money(self.net())),
        ])
    }
}

impl Installment {
    /// What settlements have covered: each covers its gross amount, whatever interest came on top.
    pub(super) fn paid(&self) -> i64 {
        self.settlements.iter().map(|one| one.value.gross).sum()
    }

    pub(super) fn open(&self) -> i64 {
        if self.loss.is_some() {
            return 0;
        }
        (self.value.net() - self.paid()).max(0)
    }

    pub(super) fn state(&self, today: Date) -> State {
        if self.loss.is_some() {
            State::Lost
        } else if self.open() == 0 {
            State::Settled
        } else if self.paid() > 0 {
            State::Partly
        } else if self.due_on < today {
            State::Overdue
        } else {
            State::Open
        }
    }
}

/// Where an installment stands; the ERP has three vocabularies for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Open,
    Overdue,
    Partly,
    Settled,
    Lost,
}

impl State {
    /// Internally.
    pub(super) fn internal(self) -> &'static str {
        match self {
            Self::Open => "PENDING",
            Self::Overdue => "OVERDUE",
            Self::Partly => "PARTIAL",
            Self::Settled => "ACQUITTED",
            Self::Lost => "LOST",
        }
    }

    /// In the searches.
    pub(super) fn searched(self) -> &'static str {
        match self {
            Self::Open => "EM_ABERTO",
            Self::Overdue => "ATRASADO",
            Self::Partly => "RECEBIDO_PARCIAL",
            Self::Settled => "RECEBIDO",
            Self::Lost => "PERDIDO",
        }
    }

    /// In the installment.
    pub(super) fn detailed(self) -> &'static str {
        match self {
            Self::Open => "PENDENTE",
            Self::Settled => "QUITADO",
            Self::Overdue | Self::Partly | Self::Lost => self.searched(),
        }
    }
}

/// Which kind of record an id is of; its first group.
#[derive(Clone, Copy, Debug)]
pub(super) enum Record {
    Account = 0xac,
    Person = 0xbe,
    Category = 0xca,
    CostCenter = 0xcc,
    Event = 0xee,
    Installment = 0xaa,
    Settlement = 0xba,
    Charge = 0xcb,
    Transfer = 0xdd,
    Product = 0x9d,
    Service = 0x5e,
    Protocol = 0xff,
    Nfse = 0xf5,
    Document = 0xd0,
    Capture = 0xcd,
    Sale = 0x5a,
    Quote = 0x0c,
    Contract = 0xc0,
    Seller = 0x5d,
}

impl Ledger {
    pub(super) fn new(name: &str, tax_id: &str) -> Self {
        let digits: String = tax_id.chars().filter(char::is_ascii_alphanumeric).collect();
        Self {
            id: company_id(&digits),
            name: name.to_owned(),
            tax_id: digits,
            trial_ended: false,
            accounts: Vec::new(),
            people: Vec::new(),
            categories: Vec::new(),
            cost_centers: Vec::new(),
            events: Book::default(),
            transfers: Vec::new(),
            charges: Vec::new(),
            products: Products::default(),
            services: Services::default(),
            capture: CaptureBooks::default(),
            fiscal_notes: FiscalBooks::default(),
            trade: Trade::default(),
            partner: PartnerBooks::default(),
            issued: 0,
        }
    }

    /// The next id, the same in every run. Version 1 of UUIDs, as many of the ERP's are.
    pub(super) fn issue(&mut self, record: Record) -> String {
        self.issued += 1;
        let company = self.id.get(..4).unwrap_or("0000");
        format!(
            "{:08x}-{company}-11ef-8a55-{:012x}",
            record as u32, self.issued
        )
    }

    pub(super) fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == id)
    }

    pub(super) fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    pub(super) fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// The account of what names none; every company begins with one.
    pub(super) fn first_account(&self) -> String {
        let first = self.accounts.first();
        first.map_or_else(String::new, |account| account.id.clone())
    }

    /// The category of sales that name none.
    pub(super) fn category_for_sales(&mut self) -> String {
        let mut known = self.categories.iter();
        if let Some(category) = known.find(|one| one.side == Side::Income && one.name == "Vendas") {
            return category.id.clone();
        }
        let id = self.issue(Record::Category);
        self.categories.push(Category {
            id: id.clone(),
            name: "Vendas".to_owned(),
            side: Side::Income,
        });
        id
    }

    pub(super) fn cost_center(&self, id: &str) -> Option<&CostCenter> {
        self.cost_centers.iter().find(|center| center.id == id)
    }

    pub(super) fn installments(&self) -> impl Iterator<Item = (&Event, &Installment)> {
        self.events
            .iter()
            .flat_map(|event| event.installments.iter().map(move |one| (event, one)))
    }

    pub(super) fn installment(&self, id: &str) -> Option<(&Event, &Installment)> {
        self.events.installment(id)
    }

    pub(super) fn installment_mut(&mut self, id: &str) -> Option<&mut Installment> {
        self.events.installment_mut(id)
    }

    /// The installment that holds this settlement.
    pub(super) fn settled_installment(&self, settlement: &str) -> Option<(&Event, &Installment)> {
        self.installments()
            .find(|(_, one)| one.settlements.iter().any(|paid| paid.id == settlement))
    }

    /// What is on an account now.
    pub(super) fn balance(&self, account: &str) -> i64 {
        let opening = self
            .account(account)
            .and_then(|account| account.opening)
            .map_or(0, |(_, cents)| cents);
        let settled: i64 = self
            .installments()
            .flat_map(|(event, one)| one.settlements.iter().map(move |paid| (event.side, paid)))
            .filter(|(_, paid)| paid.account_id == account)
            .map(|(side, paid)| match side {
                Side::Income => paid.value.net(),
                Side::Expense => -paid.value.net(),
            })
            .sum();
        let transferred: i64 = self
            .transfers
            .iter()
            .map(|transfer| {
                let came = if transfer.to_id == account {
                    transfer.cents
                } else {
                    0
                };
                let left = if transfer.from_id == account {
                    transfer.cents
                } else {
                    0
                };
                came - left
            })
            .sum();
        opening + settled + transferred
    }
}

/// A company's id, the same in every run: made of its tax id.
fn company_id(digits: &str) -> String {
    let hex: String = digits
        .chars()
        .map(|c| if c.is_ascii_digit() { c } else { 'a' })
        .chain(std::iter::repeat('0'))
        .take(20)
        .collect();
    let (head, tail) = hex.split_at(8);
    let (middle, tail) = tail.split_at(4);
    format!("{head}-{middle}-4a1e-9a55-0000{tail}")
}

/// A day at this hour in Brasília.
pub(super) fn at(day: Date, hour: i64) -> OffsetDateTime {
    day.with_time(Time::MIDNIGHT).assume_offset(BRASILIA) + Duration::hours(hour)
}

/// The day it is in Brasília.
pub(super) fn day_in_brasilia(moment: OffsetDateTime) -> Date {
    moment.to_offset(BRASILIA).date()
}
