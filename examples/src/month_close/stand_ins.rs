//! The providers of the bakery, run inside this program, on a bad day.

mod bank;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use blu_client::Blu;
use blu_client::sandbox::{CardSale, Fault, FaultRule, Merchant};
use brazil_types::TaxId;
use client_core::auth::AuthEvents;
use client_core::auth::store::FileTokenStore;
use client_core::observe::{AttemptReport, CallReport, Observer};
use client_core::{Error, Result};
use contaazul_client::model::CompanyId;
use contaazul_client::sandbox::{BankAccount, Bill, Company, Payment};
use contaazul_client::{ContaAzul, Pace};
use http::{Method, StatusCode};
use time::macros::{offset, time};

pub(super) use self::bank::BankStandIn;
use super::sources::{Acquirer, Erp};
use crate::story::{Direction, Installment, Story};

/// The ERP's names of the bakery's accounts.
pub(super) const BANK: &str = "Banco do Brasil";
const SAVINGS: &str = "Poupança";
const CARDS: &str = "Blu";

pub(super) const BLU_TOKEN: &str = "token-of-the-bakery";
const REDIRECT: &str = "http://127.0.0.1/callback";

const RECEIVABLES: &str = "/v1/financeiro/eventos-financeiros/contas-a-receber/buscar";
const PAYABLES: &str = "/v1/financeiro/eventos-financeiros/contas-a-pagar/buscar";
const INSTALLMENT: &str = "/v1/financeiro/eventos-financeiros/parcelas/";
const ANTICIPATIONS: &str = "/conciliations/anticipations/installments";
const CREDITS: &str = "/conciliations/credit";

/// The running stand-ins. They stop when dropped.
pub struct StandIns {
    erp: Arc<contaazul_client::sandbox::Sandbox>,
    acquirer: blu_client::sandbox::Sandbox,
    tax_id: TaxId,
}

impl StandIns {
    /// Starts both with what the story tells them, on the current tokio runtime.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when no port can be opened.
    pub async fn start(story: &Story) -> Result<Self> {
        let tax_id = TaxId::parse(story.bakery.cnpj)
            .map_err(|cause| Error::config("the bakery's CNPJ is not one").with_source(cause))?;
        let later = story.month.last().saturating_add(time::Duration::days(6));
        let erp = contaazul_client::sandbox::Sandbox::builder()
            .with_company(company(story))
            .without_limits()
            .with_today(later)
            .start()
            .await?;
        let now = later.with_time(time!(10:00)).assume_offset(offset!(-3));
        let acquirer = blu_client::sandbox::Sandbox::builder(now)
            .with_merchant(merchant(story))
            .start()
            .await?;
        Ok(Self {
            erp: Arc::new(erp),
            acquirer,
            tax_id,
        })
    }

    /// Makes it a bad day: server errors, an answer torn in the middle, one that never comes, and
    /// a request too many.
    pub fn have_a_bad_day(&self) {
        let erp = self.erp.front();
        let server_error = || Fault::status(StatusCode::INTERNAL_SERVER_ERROR);
        erp.inject(
            FaultRule::new(server_error())
                .on(Method::GET, RECEIVABLES)
                .nth(2),
        );
        erp.inject(FaultRule::new(Fault::TruncateBody(700)).on(Method::GET, PAYABLES));
        erp.inject(
            FaultRule::new(Fault::DropBeforeAnswer)
                .on(Method::GET, INSTALLMENT)
                .nth(100),
        );
        let slow_down = Fault::too_many_requests(Duration::from_secs(1));
        self.acquirer
            .inject(FaultRule::new(slow_down).on(Method::GET, ANTICIPATIONS));
        self.acquirer
            .inject(FaultRule::new(server_error()).on(Method::GET, CREDITS));
    }

    /// Where the ERP and the acquirer listen.
    #[must_use]
    pub fn urls(&self) -> [&str; 2] {
        [self.erp.url().as_str(), self.acquirer.url().as_str()]
    }

    /// How many requests came to the ERP and to the acquirer.
    #[must_use]
    pub fn requests(&self) -> [u64; 2] {
        [self.erp.front().total(), self.acquirer.front().total()]
    }

    /// The ERP's ids of the story's installments, in the story's order.
    #[must_use]
    pub fn installment_ids(&self) -> Vec<String> {
        let companies = self.erp.companies();
        let ids = companies
            .iter()
            .flat_map(|company| self.erp.installments(company));
        ids.map(|id| id.as_str().to_owned()).collect()
    }

    /// Puts a grant of the bakery into `store`, as a login would; returns the company's id.
    #[cfg(test)]
    pub(super) async fn leave_grant(
        &self,
        store: &dyn client_core::auth::TokenStore,
    ) -> Result<String> {
        let company = self.company()?;
        self.erp.connect(store, company).await?;
        Ok(company.as_str().to_owned())
    }

    fn company(&self) -> Result<&CompanyId> {
        let company = self.erp.companies().first();
        company.ok_or_else(|| Error::config("the stand-in has no company"))
    }

    /// The ERP's ids of what the story's people marked as paid, in the story's order.
    #[must_use]
    pub fn settlement_ids(&self) -> Vec<String> {
        let companies = self.erp.companies();
        let ids = companies
            .iter()
            .flat_map(|company| self.erp.settlements(company));
        ids.map(|id| id.as_str().to_owned()).collect()
    }

    /// A client of the ERP, connected as an application connects: somebody agrees, the code is
    /// exchanged, the grant stored in `store`. Its access token expires after the first search.
    pub(super) async fn erp(
        &self,
        store: &Path,
        observer: Arc<dyn Observer>,
        events: Arc<dyn AuthEvents>,
    ) -> Result<Erp> {
        let observer: Arc<dyn Observer> = Arc::new(ExpiresMidway {
            erp: Arc::clone(&self.erp),
            expired: AtomicBool::new(false),
            observer,
        });
        let application = self
            .erp
            .application()
            .with_observer(observer)
            .with_events(events)
            .build()?;
        let company = self.company()?;
        let (address, pending) = application.authorize(REDIRECT)?;
        let callback = self.erp.agree(&address, company)?;
        let connection = application.connect(&pending, callback.as_str()).await?;
        let store = Arc::new(FileTokenStore::open(store)?);
        let company = connection.save(store.clone()).await?;
        let client = ContaAzul::builder(&application, store, &company);
        Ok(Erp {
            client: client.with_pace(Pace::Unlimited).build()?,
        })
    }

    /// A client of the acquirer.
    pub(super) fn acquirer(&self, observer: Arc<dyn Observer>) -> Result<Acquirer> {
        let client: Blu = self
            .acquirer
            .client(BLU_TOKEN)
            .with_observer(observer)
            .build()?;
        Ok(Acquirer {
            client,
            tax_id: Some(self.tax_id),
        })
    }
}

/// Ends all access tokens once the first page of the first search is through.
#[derive(Debug)]
struct ExpiresMidway {
    erp: Arc<contaazul_client::sandbox::Sandbox>,
    expired: AtomicBool,
    observer: Arc<dyn Observer>,
}

impl Observer for ExpiresMidway {
    fn attempted(&self, report: &AttemptReport) {
        self.observer.attempted(report);
    }

    fn finished(&self, report: &CallReport) {
        self.observer.finished(report);
        let is_search = report.operation == "contaazul.receivables.search";
        if is_search && !self.expired.swap(true, Ordering::Relaxed) {
            self.erp.expire_access_tokens();
        }
    }
}

fn company(story: &Story) -> Company {
    let bakery = &story.bakery;
    let code = i64::from(bakery.bank_account.bank_code);
    let mut company = Company::new(bakery.legal_name, bakery.cnpj)
        .with_account(BankAccount::checking(BANK, "BANCO_BRASIL", code))
        .with_account(BankAccount::of_kind(SAVINGS, "POUPANCA"))
        .with_account(BankAccount::of_kind(CARDS, "MEIOS_RECEBIMENTO"));
    for installment in &story.books.installments {
        let bill = bill(installment);
        company = match installment.direction {
            Direction::In => company.with_receivable(bill),
            Direction::Out => company.with_payable(bill),
        };
    }
    for transfer in &story.books.transfers {
        let (from, to) = match transfer.direction {
            Direction::Out => (BANK, SAVINGS),
            Direction::In => (SAVINGS, BANK),
        };
        company = company.with_transfer(transfer.day, transfer.cents, from, to);
    }
    company
}

fn bill(installment: &Installment) -> Bill {
    let party = &installment.party;
    let mut bill = Bill::new(&installment.description, installment.due, installment.cents);
    bill = if party.tax_id.is_empty() {
        bill.unidentified_counterparty(&party.name)
    } else {
        bill.counterparty(&party.name, &party.tax_id)
    };
    if let Some(number) = installment.invoice {
        bill = bill.nfe(i64::from(number));
    }
    bill = match &installment.by_card {
        Some(card) => {
            let method = if card.is_debit {
                "CARTAO_DEBITO"
            } else {
                "CARTAO_CREDITO"
            };
            bill.account(CARDS).method(method).nsu(&card.nsu)
        }
        None => bill.account(BANK),
    };
    match installment.paid_on {
        Some(day) => bill.paid(Payment::on(day, installment.cents)),
        None => bill,
    }
}

fn merchant(story: &Story) -> Merchant {
    let mut merchant = Merchant::new(story.bakery.cnpj, BLU_TOKEN)
        .named(story.bakery.legal_name)
        .with_monthly_fee(crate::story::Acquirer::ANTICIPATION_RATE);
    for slip in &story.acquirer.slips {
        let gross = blu_client::Amount::from_cents(slip.gross);
        let sale = if slip.is_debit {
            CardSale::debit(slip.sold_on, gross)
        } else {
            CardSale::credit(slip.sold_on, gross, 1)
        };
        let sale = sale
            .with_mdr(slip.rate())
            .with_nsu(&slip.nsu)
            .with_authorization_code(&slip.authorization_code);
        merchant = merchant.with_sale(sale);
    }
    for anticipation in &story.acquirer.anticipations {
        let amount = blu_client::Amount::from_cents(anticipation.cents);
        merchant = merchant.with_anticipation(anticipation.day, amount);
    }
    merchant
}
