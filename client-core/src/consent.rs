//! The register of consents: what was asked, granted, by whom, for what, until when, and how it
//! ended — each step in the audit log.
//!
//! Providers know the consents of today; whoever relies on them must be able to show those of
//! yesterday, too (LGPD, art. 8 § 2: the burden of proof is the controller's). A
//! [`ConsentRegistry`] takes down what is [asked](ConsentRegistry::asked), compares what a provider
//! [shows](ConsentRegistry::observed) with what it knows, and keeps every change. It holds
//! pseudonyms, no documents.
//!
//! ```
//! use std::sync::Arc;
//! use client_core::SystemClock;
//! use client_core::audit::{
//!     AuditTrail, Expiry, LegalBasis, MemorySink, OnAuditFailure, Pseudonymizer,
//! };
//! use client_core::consent::{
//!     ConsentKey, ConsentRegistry, ConsentRequest, ConsentSighting, MemoryConsentStore,
//! };
//! use time::{Duration, OffsetDateTime};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let pseudonyms = Pseudonymizer::new(&"one secret key for each tenant".into())?;
//! let trail = AuditTrail::new(Arc::new(MemorySink::new()), OnAuditFailure::Stop);
//! let store = Arc::new(MemoryConsentStore::new());
//! let registry = ConsentRegistry::new(store, trail, Arc::new(SystemClock));
//!
//! let key = ConsentKey::new("openfinance", "https://auth.bank.example", "urn:bank:C1DD33");
//! let subject = pseudonyms.tax_id("529.982.247-25")?;
//! let request = ConsentRequest::new(key.clone(), subject, LegalBasis::Consent, "reconciliation")
//!     .scopes(["ACCOUNTS_READ", "RESOURCES_READ"]);
//! registry.asked(request).await?;
//!
//! let end = OffsetDateTime::now_utc() + Duration::days(20);
//! let seen = ConsentSighting::granted(["ACCOUNTS_READ", "RESOURCES_READ"], Expiry::At(end));
//! registry.observed(&key, &seen).await?;
//! assert_eq!(registry.due_for_renewal(Duration::days(30)).await?.len(), 1);
//! # Ok(())
//! # }
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(run()).unwrap();
//! ```

mod record;
mod sighting;
mod store;
mod trail;

use std::fmt;
use std::io::Write;
use std::sync::Arc;

use time::{Duration, OffsetDateTime};

pub use self::record::{
    ConsentChange, ConsentEvent, ConsentKey, ConsentRecord, ConsentRequest, EndedBy,
};
pub use self::sighting::ConsentSighting;
pub use self::store::{ConsentStore, FileConsentStore, MemoryConsentStore};
use crate::audit::{AuditTrail, Expiry, SubjectToken};
use crate::clock::Clock;
pub use crate::durable::StoreLock;
use crate::durable::store_error;
use crate::error::{Error, Result};

/// The register. Cheap to clone.
///
/// A change is written to the audit log first and to the store next. When the machine stops in
/// between, the log knows a change that the store does not, and gets it a second time once it is
/// taken down again: never is a change in the store that is not in the log, unless the trail goes
/// on without it ([`OnAuditFailure::Continue`](crate::audit::OnAuditFailure::Continue)).
#[derive(Clone)]
pub struct ConsentRegistry {
    store: Arc<dyn ConsentStore>,
    trail: AuditTrail,
    clock: Arc<dyn Clock>,
}

impl ConsentRegistry {
    /// A register that keeps records in `store` and changes in `trail`, by the time of `clock`.
    pub fn new(store: Arc<dyn ConsentStore>, trail: AuditTrail, clock: Arc<dyn Clock>) -> Self {
        Self {
            store,
            trail,
            clock,
        }
    }

    /// Takes down that a consent was asked for. Asked again for the same one it changes nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) when another consent is registered under the
    /// key, or the purpose is empty or holds what looks like personal data;
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when store or audit log fail.
    pub async fn asked(&self, request: ConsentRequest) -> Result<ConsentRecord> {
        let ConsentRequest { key, facts } = request;
        let _lock = self.store.lock(&key).await?;
        if let Some(known) = self.store.load(&key).await? {
            return match known.facts == facts {
                true => Ok(known),
                false => Err(Error::input(
                    "another consent is registered under this key: provider, institution and id \
                     must name one consent",
                )),
            };
        }
        let change = ConsentChange {
            what: ConsentEvent::Asked,
            recorded_at: self.clock.now(),
            happened_at: None,
            scopes: facts.asked_scopes.clone(),
            until: facts.asked_until,
            ended_by: None,
            reason: None,
        };
        let record = ConsentRecord {
            key,
            facts,
            history: Vec::new(),
        };
        self.add(record, change).await
    }

    /// Compares what the provider shows with what is known, and takes down what changed: `None`
    /// when nothing did. Once a consent has ended nothing changes any more.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) for a consent that was not
    /// [asked](Self::asked) for here; [`ErrorKind::Store`](crate::ErrorKind::Store) when store or
    /// audit log fail: show it again.
    pub async fn observed(
        &self,
        key: &ConsentKey,
        sighting: &ConsentSighting,
    ) -> Result<Option<ConsentChange>> {
        let _lock = self.store.lock(key).await?;
        let record = self.store.load(key).await?.ok_or_else(|| {
            Error::input(
                "the consent is not in the register: take it down by `asked` when it is created",
            )
        })?;
        let Some(change) = sighting.change_of(&record, self.clock.now()) else {
            return Ok(None);
        };
        self.add(record, change.clone()).await?;
        Ok(Some(change))
    }

    /// What is known of a consent.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the store fails.
    pub async fn get(&self, key: &ConsentKey) -> Result<Option<ConsentRecord>> {
        self.store.load(key).await
    }

    /// Every consent, in the order of their keys.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub async fn all(&self) -> Result<Vec<ConsentRecord>> {
        self.store.list().await
    }

    /// The consents in force that end within this time and have not ended yet, the nearest end
    /// first.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub async fn due_for_renewal(&self, within: Duration) -> Result<Vec<ConsentRecord>> {
        let now = self.clock.now();
        let due = |end: OffsetDateTime| end > now && end - now <= within;
        let mut found = self.ending(due).await?;
        found.sort_by_key(|(end, _)| *end);
        Ok(found.into_iter().map(|(_, record)| record).collect())
    }

    /// Takes down as expired what was in force and whose end has passed; gives those records.
    ///
    /// # Errors
    /// As [`observed`](Self::observed); what was taken down before stays.
    pub async fn expire_overdue(&self) -> Result<Vec<ConsentRecord>> {
        let now = self.clock.now();
        let mut expired = Vec::new();
        for (end, record) in self.ending(|end| end <= now).await? {
            let seen = ConsentSighting::expired(None).since(Some(end));
            if self.observed(record.key(), &seen).await?.is_some() {
                expired.extend(self.get(record.key()).await?);
            }
        }
        Ok(expired)
    }

    /// The consents of one person or company, or given by them, that were asked for, in force or
    /// changed at some time from `from` until before `to`. The audit log's side of it is
    /// [`read_entries`](crate::audit::read_entries).
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub async fn of_subject(
        &self,
        subject: &SubjectToken,
        from: OffsetDateTime,
        to: OffsetDateTime,
    ) -> Result<Vec<ConsentRecord>> {
        let mut records = self.all().await?;
        records.retain(|record| record.concerns(subject) && record.touches(from, to));
        Ok(records)
    }

    /// Those in force whose end is as wished.
    async fn ending(
        &self,
        is_wished: impl Fn(OffsetDateTime) -> bool,
    ) -> Result<Vec<(OffsetDateTime, ConsentRecord)>> {
        let records = self.all().await?;
        let ending = records.into_iter().filter_map(|record| {
            let Expiry::At(end) = record.until() else {
                return None;
            };
            (record.is_in_force() && is_wished(end)).then_some((end, record))
        });
        Ok(ending.collect())
    }

    async fn add(&self, mut record: ConsentRecord, change: ConsentChange) -> Result<ConsentRecord> {
        record.history.push(change);
        trail::write(&self.trail, &record).await?;
        self.store.save(&record).await?;
        Ok(record)
    }
}

impl fmt::Debug for ConsentRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConsentRegistry")
            .field("store", &self.store)
            .field("trail", &self.trail)
            .finish_non_exhaustive()
    }
}

/// Writes records as evidence for programs: one JSON object per line, history included. They read
/// back as [`ConsentRecord`].
///
/// # Errors
/// [`ErrorKind::Store`](crate::ErrorKind::Store) when `out` cannot be written.
pub fn write_json_lines(records: &[ConsentRecord], out: &mut dyn Write) -> Result<()> {
    records.iter().try_for_each(|record| {
        let line = serde_json::to_string(record)
            .map_err(|_| store_error("the consent cannot be written as JSON"))?;
        writeln!(out, "{line}").map_err(unwritable)
    })
}

/// Writes records as evidence for people, each as its `Display` has it.
///
/// # Errors
/// As [`write_json_lines`].
pub fn write_report(records: &[ConsentRecord], out: &mut dyn Write) -> Result<()> {
    records
        .iter()
        .try_for_each(|record| writeln!(out, "{record}").map_err(unwritable))
}

fn unwritable(cause: std::io::Error) -> Error {
    store_error("the evidence cannot be written").with_source(cause)
}
