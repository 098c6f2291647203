//! One run from the first call to the last file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use client_core::secret::SecretString;
use contaazul_client::model::AccountId;
use recon_core::{Entry, Outcome, Plan};
use statement_files::Account;

use super::acquirer_report::AcquirerReport;
use super::args::Args;
use super::audit::AuditLog;
use super::cards::CardSales;
use super::ledger::{self, Ledger};
use super::live::Live;
use super::providers::{BankSide, Providers, Watchers};
use super::sources::{self, Acquirer, AcquirerMonth, Bank, Erp, ErpMonth};
use super::traffic::TrafficCounter;
use super::{Failure, failed};
use crate::progress::Progress;
use crate::reconcile::bank;
use crate::report::{Cause, FILES, Finding, MonthFacts, OutDir, Report, Side, Summary};
use crate::variables::Variables;

/// What was kept of each card sale.
pub(super) const CARDS_FILE: &str = "cards.csv";
/// The variable that holds the audit log's key, and the key of the bakery's log, which guards
/// nobody.
const AUDIT_KEY: &str = "AUDIT_KEY";
const STORY_AUDIT_KEY: &str = "the bakery is invented";

/// What came of a month.
pub(super) struct Closed {
    pub(super) company: Option<String>,
    pub(super) bank: Side,
    pub(super) outcome: Outcome,
    pub(super) summary: Summary,
}

/// What every step of a run needs.
struct Closing<'a, 'c> {
    args: &'a Args,
    audit: Arc<AuditLog>,
    progress: &'a mut Progress<'c>,
    findings: Vec<Finding>,
    /// Time spent on pulling and reading.
    read: Duration,
}

pub(super) async fn close(
    args: &Args,
    variables: &Variables,
    progress: &mut Progress<'_>,
) -> Result<Closed, Failure> {
    let live = Live::check(&args.live, &args.grants, variables)?;
    let out = args.out();
    OutDir::create(&out)?;
    let is_story = args.live.is_empty();
    let key = variables
        .get(AUDIT_KEY)
        .or(is_story.then_some(STORY_AUDIT_KEY));
    let audit = Arc::new(AuditLog::open(&out, key.map(SecretString::from).as_ref())?);
    let traffic = Arc::new(TrafficCounter::default());
    let watchers = Watchers {
        observer: traffic.clone(),
        events: audit.clone(),
    };
    let providers = if is_story {
        Providers::of_the_bakery(args, &out, watchers).await?
    } else {
        Providers::live(&live, args, watchers).await?
    };
    let closing = Closing {
        args,
        audit,
        progress,
        findings: Vec::new(),
        read: Duration::ZERO,
    };
    closing.run(&providers, &traffic, &out).await
}

impl Closing<'_, '_> {
    async fn run(
        mut self,
        providers: &Providers,
        traffic: &TrafficCounter,
        out: &Path,
    ) -> Result<Closed, Failure> {
        let erp = match &providers.erp {
            Some(erp) => Some(self.pull_erp(erp).await?),
            None => None,
        };
        let acquirer = match &providers.acquirer {
            Some(acquirer) => Some(self.pull_acquirer(acquirer).await?),
            None => None,
        };
        let (bank, accounts) = match &providers.bank {
            BankSide::Files(files) => (self.read_bank(files).await?, bank::accounts(files)?),
            BankSide::Api(api) => self.pull_bank(api).await?,
        };
        let cards = self.card_sales(erp.as_ref(), acquirer.as_ref())?;
        let named = providers.erp_account.as_deref();
        let own = own_accounts(erp.as_ref(), named, &accounts)?;
        let entries = self.expected(erp.as_ref(), cards.as_ref(), own);
        let ledger = Side::from_entries(entries)?;
        let cards = cards.unwrap_or_default();
        let (outcome, matching) = self.match_up(&bank, &ledger, &cards);

        self.progress
            .begin(self.args.lang.say("Writing", "Gravação"));
        OutDir::create(out)?.write(CARDS_FILE, |file| cards.write(file))?;
        let company = erp.as_ref().and_then(company_name);
        let asked = [(erp.is_some(), "Conta Azul"), (acquirer.is_some(), "Blu")];
        let report = Report {
            bank: &bank,
            ledger: &ledger,
            outcome: &outcome,
            findings: &self.findings,
            sources: &source_names(company.as_deref(), asked, &providers.bank),
            month: Some(MonthFacts {
                month: self.args.month.to_string(),
                traffic: traffic.traffic(),
                cards: cards.figures(),
            }),
            language: self.args.lang,
        };
        let summary = report.write_all(out, self.read, matching)?;
        let counts = [("matches", summary.matches), ("files", FILES.len() + 1)];
        self.audit.exported(&counts).await?;
        self.progress.end(out.display());
        Ok(Closed {
            company,
            bank,
            outcome,
            summary,
        })
    }

    async fn pull_erp(&mut self, erp: &Erp) -> Result<ErpMonth, Failure> {
        self.progress.begin("Conta Azul");
        let pulled = erp.pull(self.args.month, self.progress).await;
        let pulled = pulled.map_err(failed("Conta Azul"))?;
        let company = pulled.company.id.as_ref().map(|id| id.as_str());
        let counts = [
            ("receivables", pulled.count(sources::Side::Receivable)),
            ("payables", pulled.count(sources::Side::Payable)),
            ("settlements", pulled.settlements()),
            ("transfers", pulled.transfers.len()),
        ];
        self.audit
            .pulled("contaazul", company, self.args.month, &counts)
            .await?;
        self.read += self.progress.end(self.args.lang.count(
            pulled.booked.len(),
            ["receivable or payable", "receivables and payables"],
            ["título", "títulos"],
        ));
        Ok(pulled)
    }

    async fn pull_acquirer(&mut self, acquirer: &Acquirer) -> Result<AcquirerMonth, Failure> {
        self.progress.begin("Blu");
        let pulled = acquirer
            .pull(self.args.month)
            .await
            .map_err(failed("Blu"))?;
        let company = acquirer.tax_id.as_ref().map(|tax_id| tax_id.expose());
        let counts = [("liquidations", pulled.records.len())];
        self.audit
            .pulled("blu", company, self.args.month, &counts)
            .await?;
        self.read += self.progress.end(self.args.lang.count(
            pulled.records.len(),
            ["settlement", "settlements"],
            ["liquidação", "liquidações"],
        ));
        Ok(pulled)
    }

    async fn read_bank(&mut self, files: &[PathBuf]) -> Result<Side, Failure> {
        self.progress.begin(self.args.lang.say("Bank", "Banco"));
        let bank = bank::read(files, &mut self.findings, self.progress)?;
        let lines = bank.book().len();
        self.audit
            .pulled("bank_files", None, self.args.month, &[("lines", lines)])
            .await?;
        self.read += self.progress.end(self.args.lang.count(
            lines,
            ["line", "lines"],
            ["lançamento", "lançamentos"],
        ));
        Ok(bank)
    }

    async fn pull_bank(&mut self, api: &Bank) -> Result<(Side, Vec<Account>), Failure> {
        self.progress.begin(api.title());
        let pulled = api.pull(self.args.month).await;
        let pulled = pulled.map_err(failed(api.title()))?;
        let findings = pulled.unusable.into_iter().map(|(record, field)| Finding {
            file: api.name().into(),
            cause: Cause::Unusable { record, field },
        });
        self.findings.extend(findings);
        let bank = Side::from_entries(pulled.entries).map_err(Failure::BankBook)?;
        let lines = bank.book().len();
        self.audit
            .pulled(api.name(), None, self.args.month, &[("lines", lines)])
            .await?;
        self.read += self.progress.end(self.args.lang.count(
            lines,
            ["line", "lines"],
            ["lançamento", "lançamentos"],
        ));
        Ok((bank, pulled.accounts))
    }

    /// What the acquirer settled, sale by sale; nothing when it was not asked.
    fn card_sales(
        &mut self,
        erp: Option<&ErpMonth>,
        acquirer: Option<&AcquirerMonth>,
    ) -> Result<Option<CardSales>, Failure> {
        let Some(acquirer) = acquirer else {
            return Ok(None);
        };
        let booked = erp.into_iter().flat_map(|erp| &erp.booked);
        let sales: Vec<_> = booked.filter(|one| ledger::is_card_sale(one)).collect();
        let cards = CardSales::join(acquirer, &sales, self.args.month, &mut self.findings)?;
        Ok(Some(cards))
    }

    /// Everything that should be at the bank.
    fn expected(
        &mut self,
        erp: Option<&ErpMonth>,
        cards: Option<&CardSales>,
        own: Option<BTreeSet<AccountId>>,
    ) -> Vec<Entry> {
        let mut ledger = Ledger::new(self.args.month, own, &mut self.findings);
        if let Some(erp) = erp {
            ledger.add_erp(erp, cards);
        }
        if let Some(cards) = cards {
            ledger.add_cards(cards, erp);
        }
        ledger.into_entries()
    }

    fn match_up(&mut self, bank: &Side, ledger: &Side, cards: &CardSales) -> (Outcome, Duration) {
        let language = self.args.lang;
        self.progress.begin(language.say("Matching", "Conciliação"));
        let rule = AcquirerReport::new(cards, bank, language);
        let plan = Plan::brazilian_bank().with_pass(rule);
        let outcome = recon_core::reconcile(bank.book(), ledger.book(), &plan);
        let took = self.progress.end(language.count(
            outcome.matches.len(),
            ["match", "matches"],
            ["conciliação", "conciliações"],
        ));
        (outcome, took)
    }
}

/// The ERP's accounts that the bank's side is of: the one named, or those that the bank names.
fn own_accounts(
    erp: Option<&ErpMonth>,
    named: Option<&str>,
    of_bank: &[Account],
) -> Result<Option<BTreeSet<AccountId>>, Failure> {
    let (Some(erp), Some(name)) = (erp, named) else {
        return Ok(erp.and_then(|erp| ledger::own_accounts(&erp.accounts, of_bank)));
    };
    let is_named = |account: &&contaazul_client::model::Account| {
        let own = account.name.as_ref();
        own.is_some_and(|own| own == name)
    };
    let found = erp.accounts.iter().filter(is_named);
    let ids: BTreeSet<AccountId> = found.filter_map(|account| account.id.clone()).collect();
    match ids.is_empty() {
        true => Err(Failure::NoAccount(name.to_owned())),
        false => Ok(Some(ids)),
    }
}

fn company_name(erp: &ErpMonth) -> Option<String> {
    let company = &erp.company;
    let name = company.legal_name.as_ref().or(company.trade_name.as_ref());
    name.map(|name| name.expose().clone())
}

/// Whose month, and where it came from, for the head of the page.
fn source_names(company: Option<&str>, asked: [(bool, &str); 2], bank: &BankSide) -> Vec<String> {
    let providers = asked
        .into_iter()
        .filter(|(asked, _)| *asked)
        .map(|(_, name)| name);
    let named = company.into_iter().chain(providers).map(str::to_owned);
    let file_name = |path: &PathBuf| {
        let name = path.file_name().unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    };
    match bank {
        BankSide::Files(files) => named.chain(files.iter().map(file_name)).collect(),
        BankSide::Api(api) => named.chain([api.title().to_owned()]).collect(),
    }
}
