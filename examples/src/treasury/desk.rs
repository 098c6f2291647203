//! What a night writes to: the store, the register of consents and the audit log.

use std::path::Path;
use std::sync::Arc;

use client_core::audit::{
    Actor, AuditError, AuditEvent, AuditKind, AuditOutcome, AuditTrail, EventError, JsonLinesSink,
    LegalBasis, OnAuditFailure, PseudonymError, Pseudonymizer, SubjectToken,
};
use client_core::consent::{ConsentRegistry, FileConsentStore};
use client_core::secret::SecretString;
use client_core::{Error, SystemClock};
use openfinance_client::register::ConsentRegister;
use thiserror::Error;
use time::OffsetDateTime;

use super::account::{Account, Source};
use super::sources::Answer;
use super::store::{Days, Store};
use crate::database::DatabaseError;

/// What all of it is for, in the audit log and the register of consents. Yours goes here.
pub(super) const PURPOSE: &str = "treasury: balances and cash flow of the group";

/// The audit log's name.
pub const AUDIT_LOG: &str = "audit.jsonl";

/// Why a night cannot write down what it does.
#[derive(Debug, Error)]
pub(super) enum DeskError {
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("cannot write {AUDIT_LOG}: {0}")]
    Log(#[from] AuditError),
    #[error("cannot write {AUDIT_LOG}: {0}")]
    Event(#[from] EventError),
    #[error("AUDIT_KEY cannot be used: {0}")]
    Key(#[from] PseudonymError),
    #[error("the register of consents: {0}")]
    Register(#[from] Error),
}

pub(super) struct Desk {
    pub(super) store: Store,
    trail: AuditTrail,
    registry: ConsentRegistry,
    pseudonyms: Arc<Pseudonymizer>,
}

impl Desk {
    /// Opens what is in the folder `state`, which it makes if need be, and the log in `out`.
    pub(super) fn open(state: &Path, out: &Path, key: &SecretString) -> Result<Self, DeskError> {
        let sink = JsonLinesSink::open(out.join(AUDIT_LOG))?;
        // No data without a record of its being read.
        let trail = AuditTrail::new(Arc::new(sink), OnAuditFailure::Stop);
        let consents = Arc::new(FileConsentStore::open(state.join("consents"))?);
        Ok(Self {
            store: Store::open(&state.join("treasury.db"))?,
            registry: ConsentRegistry::new(consents, trail.clone(), Arc::new(SystemClock)),
            trail,
            pseudonyms: Arc::new(Pseudonymizer::new(key)?),
        })
    }

    /// The register of one bank's consents.
    pub(super) fn register(&self, issuer: &str) -> ConsentRegister {
        ConsentRegister::new(self.registry.clone(), issuer, self.pseudonyms.clone())
    }

    /// Whose data it is, by pseudonym.
    pub(super) fn subject(&self, cnpj: &str) -> Result<SubjectToken, Error> {
        let token = self.pseudonyms.tax_id(cnpj);
        token.map_err(|cause| Error::input(cause.to_string()))
    }

    /// Records that an account was read, or was to be.
    pub(super) async fn record_pull(&self, answer: &Answer) -> Result<(), DeskError> {
        let account = &answer.account;
        let counts = answer.pulled.as_ref().ok();
        let counts = counts.map(|pulled| ("movements", pulled.movements.len()));
        let outcome = match counts {
            Some(_) => AuditOutcome::Succeeded,
            None => AuditOutcome::Failed,
        };
        let event = self.event(AuditKind::DATA_PULLED, outcome);
        let event = event
            .source(account.source.as_str())
            .subject(self.subject(&account.cnpj)?)
            .date_range(answer.asked.first, answer.asked.last);
        let event = match consent(account) {
            Some(id) => event
                .consent_id(id)
                .scope("ACCOUNTS_TRANSACTIONS_READ")
                .scope("ACCOUNTS_BALANCES_READ"),
            None => event,
        };
        let event = counts.into_iter().fold(event, |event, (what, count)| {
            event.record_count(what, u64::try_from(count).unwrap_or(u64::MAX))
        });
        self.trail.record(&event.build()?).await?;
        Ok(())
    }

    /// Records that tables were written for others to read.
    pub(super) async fn record_export(
        &self,
        days: Days,
        movements: usize,
    ) -> Result<(), DeskError> {
        let event = self.event(AuditKind::EXPORT_CREATED, AuditOutcome::Succeeded);
        let event = event
            .source("treasury")
            .date_range(days.first, days.last)
            .record_count("movements", u64::try_from(movements).unwrap_or(u64::MAX));
        self.trail.record(&event.build()?).await?;
        Ok(())
    }

    fn event(
        &self,
        kind: AuditKind,
        outcome: AuditOutcome,
    ) -> client_core::audit::AuditEventBuilder {
        AuditEvent::builder(kind, OffsetDateTime::now_utc())
            .actor(Actor::System("treasury".to_owned()))
            .legal_basis(LegalBasis::Contract)
            .purpose(PURPOSE)
            .outcome(outcome)
    }
}

fn consent(account: &Account) -> Option<&str> {
    let (consent, _) = account.id.rsplit_once('/')?;
    (account.source == Source::OpenFinance).then_some(consent)
}
