//! A log to report on, made as an integrator's program makes one: two people consent at a bank, their
//! accounts are read, one of them withdraws, and what is tried afterwards is refused.
//!
//! Everything goes over real HTTP to the bank of openfinance-client's sandbox; the people are invented.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use brazil_types::Cpf;
use client_core::SystemClock;
use client_core::audit::{
    Actor, AuditEvent, AuditEventBuilder, AuditKind, AuditOutcome, AuditSink as _, AuditTrail,
    EventError, Evidence, JsonLinesSink, LegalBasis, OnAuditFailure, Pseudonymizer,
};
use client_core::consent::{ConsentRecord, ConsentRegistry, FileConsentStore};
use openfinance_client::login::Authorization;
use openfinance_client::model::{ConsentId, NewConsent, PermissionGroup};
use openfinance_client::register::{ConsentRegister, Grounds};
use openfinance_client::sandbox::Sandbox;
use openfinance_client::{Bank, Connection};
use thiserror::Error;
use time::{Date, Duration, OffsetDateTime};

use super::args::Args;
use super::evidence::BRASILIA;

/// Of whom the demonstration tells, and of whom it must not.
pub(super) const ANA: &str = "529.982.247-25";
const BRUNO: &str = "168.995.350-09";
const KEY: &str = "a key for demonstrations only";
const PURPOSE: &str = "conciliação bancária e fluxo de caixa";
const SHOWN: &str = "Autorizo a leitura dos extratos da minha conta para a conciliação bancária.";

/// Where what was made lies.
struct Place {
    log: PathBuf,
    registry: PathBuf,
    key: PathBuf,
    subject: PathBuf,
    heads: PathBuf,
}

/// Why there is no demonstration.
#[derive(Debug, Error)]
pub(super) enum DemoError {
    #[error("{0} has files: --keep needs a new or empty directory")]
    NotEmpty(PathBuf),
    #[error("cannot write the demonstration: {0}")]
    Io(#[from] io::Error),
    #[error("the bank of the sandbox: {0}")]
    Bank(#[from] client_core::Error),
    #[error("the demonstration's log: {0}")]
    Audit(#[from] client_core::audit::AuditError),
    #[error("the demonstration's log: {0}")]
    Event(#[from] EventError),
    #[error("the demonstration's key: {0}")]
    Key(#[from] client_core::audit::PseudonymError),
    #[error("the demonstration's people: {0}")]
    Person(#[from] brazil_types::ParseError),
}

/// Plays the story in `dir`, and gives the arguments that report on it.
pub(super) async fn play(dir: &Path, args: &Args) -> Result<Args, DemoError> {
    fs::create_dir_all(dir)?;
    if fs::read_dir(dir)?.next().is_some() {
        return Err(DemoError::NotEmpty(dir.to_owned()));
    }
    let at = |name| dir.join(name);
    let place = Place {
        log: at("audit.jsonl"),
        registry: at("consents"),
        key: at("tenant.key"),
        subject: at("subject.txt"),
        heads: at("heads.jsonl"),
    };
    fs::write(&place.key, KEY)?;
    fs::write(&place.subject, ANA)?;
    Office::open(&place).await?.tell(&place).await?;
    Ok(Args {
        log: Some(place.log),
        registry: Some(place.registry),
        key_file: Some(place.key),
        subject_file: Some(place.subject),
        heads: Some(place.heads),
        ..args.clone()
    })
}

/// The company that reads its customers' accounts.
struct Office {
    sandbox: Sandbox,
    bank: Bank,
    log: JsonLinesSink,
    register: ConsentRegister,
    pseudonyms: Arc<Pseudonymizer>,
}

impl Office {
    async fn open(place: &Place) -> Result<Self, DemoError> {
        let sandbox = Sandbox::start().await?;
        let log = JsonLinesSink::open(&place.log)?;
        let trail = AuditTrail::new(Arc::new(log.clone()), OnAuditFailure::Stop);
        let store = Arc::new(FileConsentStore::open(&place.registry)?);
        let registry = ConsentRegistry::new(store, trail, Arc::new(SystemClock));
        let pseudonyms = Arc::new(Pseudonymizer::new(&KEY.into())?);
        let issuer = &sandbox.relying_party()?.metadata().issuer.clone();
        Ok(Self {
            bank: sandbox.bank()?,
            register: ConsentRegister::new(registry, issuer, Arc::clone(&pseudonyms)),
            sandbox,
            log,
            pseudonyms,
        })
    }

    async fn tell(&self, place: &Place) -> Result<(), DemoError> {
        let ana = self.consented(ANA).await?;
        let bruno = self.consented(BRUNO).await?;
        // The bank does not tell that somebody agreed: it is asked, once a day.
        self.register.refresh(&self.bank).await?;
        let held = self.read_accounts(&ana).await?;
        self.read_accounts(&bruno).await?;
        self.lower_pix_limit().await?;
        // The chain's head, where the log's writer cannot reach it: here only in another file.
        let head = serde_json::to_string(&self.log.head()).map_err(io::Error::from)?;
        fs::write(&place.heads, format!("{head}\n"))?;

        self.sandbox.revoke_consents();
        // A program that has not asked yet still tries, and the bank refuses.
        self.read_accounts(&ana).await?;
        self.register.refresh(&self.bank).await?;
        self.delete(&ana, held).await
    }

    /// A person is asked, logs in at the bank and agrees.
    async fn consented(&self, person: &str) -> Result<Connection, DemoError> {
        let asked = NewConsent::of_person(Cpf::parse(person)?)
            .allow(PermissionGroup::AccountStatements)
            .until(OffsetDateTime::now_utc() + Duration::days(180));
        let consent = self.bank.consents().create(&asked).send().await?;
        let shown = Evidence::of(SHOWN.as_bytes())
            .text_version("2026-10-01")
            .channel("redirect");
        let grounds = Grounds::new(LegalBasis::Contract, PURPOSE).with_evidence(shown);
        self.register.asked(&asked, &consent, &grounds).await?;

        let party = self.sandbox.relying_party()?;
        let request = Authorization::of_consent(&consent.id, self.sandbox.redirect_uri());
        let (address, pending) = party.start(&request).await?;
        let callback = self.sandbox.agree(&address).await?;
        let login = party.finish(&pending, &callback).await?;
        party.save(&login, self.sandbox.store()).await?;
        let granted = self.about(&consent.id, AuditKind::OAUTH_GRANTED).await?;
        self.keep(granted.outcome(AuditOutcome::Succeeded)).await?;
        Ok(self.bank.connect(&party, self.sandbox.store(), &consent.id))
    }

    /// Reads what moved in the last month, and takes down that it was read: or that it was refused.
    async fn read_accounts(&self, connection: &Connection) -> Result<Read, DemoError> {
        let now = OffsetDateTime::now_utc();
        let to = now.to_offset(BRASILIA).date();
        let from = to - Duration::days(30);
        let pull = self
            .about(connection.consent_id(), AuditKind::DATA_PULLED)
            .await?;
        let pull = pull
            .actor(Actor::System("nightly-sync".to_owned()))
            .scope("ACCOUNTS_READ")
            .scope("ACCOUNTS_TRANSACTIONS_READ")
            .date_range(from, to);
        let (pull, read) = match read_movements(connection, from, to, now).await {
            Ok(read) => (read.counted(pull).outcome(AuditOutcome::Succeeded), read),
            Err(refused) if refused.status().is_some() => {
                let pull = pull.outcome(AuditOutcome::Refused);
                (pull.note(refused.to_string()), Read::default())
            }
            Err(failed) => return Err(failed.into()),
        };
        self.keep(pull).await?;
        Ok(read)
    }

    /// Ana lowers her limit for the night, which works at once.
    async fn lower_pix_limit(&self) -> Result<(), DemoError> {
        let ana = self.pseudonyms.tax_id(ANA)?;
        let changed = AuditEvent::builder(AuditKind::PIX_LIMIT_CHANGED, OffsetDateTime::now_utc())
            .outcome(AuditOutcome::Succeeded)
            .actor(Actor::User(ana.clone()))
            .subject(ana)
            .source("app")
            .reference("conta-001")
            .note("night: 1000.00 to 500.00, effective at once");
        self.keep(changed).await
    }

    /// With the consent the purpose ends (LGPD, art. 16): what was read is deleted.
    async fn delete(&self, connection: &Connection, held: Read) -> Result<(), DemoError> {
        let deleted = self
            .about(connection.consent_id(), AuditKind::DELETION_DONE)
            .await?;
        let deleted = deleted
            .outcome(AuditOutcome::Succeeded)
            .actor(Actor::System("retention".to_owned()));
        self.keep(held.counted(deleted)).await
    }

    /// An event about something that rests on a consent, with the consent's grounds.
    async fn about(&self, id: &ConsentId, kind: AuditKind) -> Result<AuditEventBuilder, DemoError> {
        let key = self.register.key(id.as_str());
        let record: Option<ConsentRecord> = self.register.registry().get(&key).await?;
        let record = record.ok_or_else(|| {
            client_core::Error::input("the consent is not in the register: take it down first")
        })?;
        let event = record.audit_event(kind, OffsetDateTime::now_utc());
        Ok(event.institution(key.institution))
    }

    async fn keep(&self, event: AuditEventBuilder) -> Result<(), DemoError> {
        Ok(self.log.append(&event.build()?).await?)
    }
}

/// How much was read.
#[derive(Clone, Copy, Default)]
struct Read {
    accounts: usize,
    movements: usize,
}

impl Read {
    fn counted(self, event: AuditEventBuilder) -> AuditEventBuilder {
        let counted = |records| u64::try_from(records).unwrap_or(u64::MAX);
        event
            .record_count("accounts", counted(self.accounts))
            .record_count("transactions", counted(self.movements))
    }
}

async fn read_movements(
    connection: &Connection,
    from: Date,
    to: Date,
    now: OffsetDateTime,
) -> client_core::Result<Read> {
    let accounts = connection.accounts().list().send().try_collect().await?;
    let mut movements = 0;
    for account in &accounts {
        let pager = connection.accounts().movements(&account.id, from, to, now);
        movements += pager.send().try_collect().await?.len();
    }
    Ok(Read {
        accounts: accounts.len(),
        movements,
    })
}
