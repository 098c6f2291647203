//! What is known of one consent.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::audit::{
    AuditEvent, AuditEventBuilder, AuditKind, Evidence, Expiry, LegalBasis, Sha256Hash,
    SubjectToken, check_identifier,
};
use crate::wire;

/// Which consent: the provider, the institution it was given at, and its id there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConsentKey {
    /// The provider, such as `openfinance`.
    pub provider: String,
    /// The institution, in the provider's words; ids are unique within it only.
    pub institution: String,
    /// The id.
    pub id: String,
}

impl ConsentKey {
    /// Such as `("openfinance", issuer, consent_id)`.
    pub fn new(
        provider: impl Into<String>,
        institution: impl Into<String>,
        id: impl Into<String>,
    ) -> Self {
        Self {
            provider: provider.into(),
            institution: institution.into(),
            id: id.into(),
        }
    }

    /// The id as the audit log has it: itself, or its SHA-256 where the log does not take it,
    /// being too long or in letters that no identifier has.
    pub fn id_in_log(&self) -> String {
        match check_identifier("consent_id", &self.id) {
            Ok(()) => self.id.clone(),
            Err(_) => Sha256Hash::of(self.id.as_bytes()).to_string(),
        }
    }
}

impl fmt::Display for ConsentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {} ({})", self.id, self.institution, self.provider)
    }
}

/// A consent that was asked for, as [`ConsentRegistry::asked`](super::ConsentRegistry::asked)
/// takes it down.
#[derive(Clone, Debug)]
pub struct ConsentRequest {
    pub(super) key: ConsentKey,
    pub(super) facts: Facts,
}

/// What is settled when a consent is asked for and never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Facts {
    pub(super) subject: SubjectToken,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) given_by: Option<SubjectToken>,
    pub(super) legal_basis: LegalBasis,
    pub(super) purpose: String,
    pub(super) asked_scopes: Vec<String>,
    pub(super) asked_until: Expiry,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) evidence: Option<Evidence>,
}

impl ConsentRequest {
    /// The consent `key` of `subject` to a processing of their data: on which legal basis, and
    /// what for, in words that are the same for everybody.
    pub fn new(
        key: ConsentKey,
        subject: SubjectToken,
        legal_basis: LegalBasis,
        purpose: impl Into<String>,
    ) -> Self {
        Self {
            key,
            facts: Facts {
                subject,
                given_by: None,
                legal_basis,
                purpose: purpose.into(),
                asked_scopes: Vec::new(),
                asked_until: Expiry::Indefinite,
                evidence: None,
            },
        }
    }

    /// The person who gives it, where that is not the subject: one who acts for a company.
    #[must_use]
    pub fn given_by(mut self, person: SubjectToken) -> Self {
        self.facts.given_by = Some(person);
        self
    }

    /// What is asked for, in the provider's words.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.facts.asked_scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Until when; without end by default.
    #[must_use]
    pub fn until(mut self, end: Expiry) -> Self {
        self.facts.asked_until = end;
        self
    }

    /// What the holder was shown.
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.facts.evidence = Some(evidence);
        self
    }
}

/// A consent, and everything that happened to it. No clear personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentRecord {
    pub(super) key: ConsentKey,
    #[serde(flatten)]
    pub(super) facts: Facts,
    pub(super) history: Vec<ConsentChange>,
}

/// One thing that happened to a consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ConsentChange {
    /// What happened.
    pub what: ConsentEvent,
    /// When it was taken down.
    #[serde(with = "wire::instant")]
    pub recorded_at: OffsetDateTime,
    /// When it happened, where the provider says so.
    #[serde(
        with = "wire::instant",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub happened_at: Option<OffsetDateTime>,
    /// What is allowed from then on, in the provider's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scopes: Vec<String>,
    /// Until when, from then on.
    pub until: Expiry,
    /// By whom it was ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_by: Option<EndedBy>,
    /// For what reason, as the provider's code has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

crate::open_enum! {
    /// What can happen to a consent.
    pub enum ConsentEvent {
        /// It was asked for.
        Asked = "asked",
        /// The holder agreed.
        Granted = "granted",
        /// It lasts longer than before.
        Renewed = "renewed",
        /// It allows something else, or ends earlier.
        Changed = "changed",
        /// The holder or the institution said no.
        Rejected = "rejected",
        /// It was withdrawn after it had been granted.
        Revoked = "revoked",
        /// Its time ran out.
        Expired = "expired",
        /// It served its purpose, as a payment's does once it is made.
        Used = "used",
    }
}

impl ConsentEvent {
    /// Whether the consent is in force afterwards.
    fn is_grant(&self) -> bool {
        matches!(self, Self::Granted | Self::Renewed | Self::Changed)
    }

    /// Whether nothing can happen afterwards.
    pub fn is_end(&self) -> bool {
        matches!(
            self,
            Self::Rejected | Self::Revoked | Self::Expired | Self::Used
        )
    }
}

crate::open_enum! {
    /// Who ended a consent.
    pub enum EndedBy {
        /// Whose consent it is.
        Holder = "holder",
        /// The institution it was given at.
        Institution = "institution",
        /// We, who had asked for it.
        Receiver = "receiver",
    }
}

impl ConsentRecord {
    /// Which consent it is.
    pub fn key(&self) -> &ConsentKey {
        &self.key
    }

    /// Whose data or money it is about.
    pub fn subject(&self) -> &SubjectToken {
        &self.facts.subject
    }

    /// The person who gave it, where that is not the subject.
    pub fn given_by(&self) -> Option<&SubjectToken> {
        self.facts.given_by.as_ref()
    }

    /// On which legal basis.
    pub fn legal_basis(&self) -> &LegalBasis {
        &self.facts.legal_basis
    }

    /// What for.
    pub fn purpose(&self) -> &str {
        &self.facts.purpose
    }

    /// What was asked for.
    pub fn asked_scopes(&self) -> &[String] {
        &self.facts.asked_scopes
    }

    /// What the holder was shown.
    pub fn evidence(&self) -> Option<&Evidence> {
        self.facts.evidence.as_ref()
    }

    /// Everything that happened, in order; it begins with the asking.
    pub fn history(&self) -> &[ConsentChange] {
        &self.history
    }

    /// What happened last.
    pub fn state(&self) -> &ConsentEvent {
        self.last()
            .map_or(&ConsentEvent::Asked, |change| &change.what)
    }

    /// What it allows: nothing before it is granted, nor after it has ended.
    pub fn granted_scopes(&self) -> &[String] {
        match self.last() {
            Some(change) if self.is_in_force() => &change.scopes,
            _ => &[],
        }
    }

    /// When it ends, or would have.
    pub fn until(&self) -> Expiry {
        self.last()
            .map_or(self.facts.asked_until, |change| change.until)
    }

    /// Whether it was granted and has not been ended, as far as is known.
    pub fn is_in_force(&self) -> bool {
        self.state().is_grant()
    }

    /// Whether it was in force at a moment, as far as was known then: granted, not ended, and its
    /// end not reached.
    pub fn was_in_force(&self, at: OffsetDateTime) -> bool {
        let known = |change: &&ConsentChange| change.recorded_at <= at;
        let last = self.history.iter().take_while(known).last();
        let has_passed = |end| matches!(end, Expiry::At(end) if end <= at);
        last.is_some_and(|last| last.what.is_grant() && !has_passed(last.until))
    }

    /// Whether it is about this person or company, or was given by them.
    pub fn concerns(&self, subject: &SubjectToken) -> bool {
        self.subject() == subject || self.given_by() == Some(subject)
    }

    /// Whether it was asked for, in force or changed at some time from `from` until before `to`.
    pub fn touches(&self, from: OffsetDateTime, to: OffsetDateTime) -> bool {
        let first = self.history.first();
        let over = self.last().filter(|change| change.what.is_end());
        first.is_some_and(|first| first.recorded_at < to)
            && over.is_none_or(|over| over.recorded_at >= from)
    }

    /// Starts an audit event about something that rests on this consent, such as a pull of data:
    /// subject, provider, consent, legal basis and purpose are those of the record. Institution,
    /// scopes and what was done are yours to add.
    ///
    /// ```
    /// use client_core::audit::{AuditEvent, AuditKind, EventError};
    /// use client_core::consent::ConsentRecord;
    /// use time::OffsetDateTime;
    ///
    /// fn pulled(under: &ConsentRecord, transactions: u64) -> Result<AuditEvent, EventError> {
    ///     under
    ///         .audit_event(AuditKind::DATA_PULLED, OffsetDateTime::now_utc())
    ///         .scope("ACCOUNTS_TRANSACTIONS_READ")
    ///         .record_count("transactions", transactions)
    ///         .build()
    /// }
    /// ```
    pub fn audit_event(&self, kind: AuditKind, at: OffsetDateTime) -> AuditEventBuilder {
        AuditEvent::builder(kind, at)
            .subject(self.subject().clone())
            .source(&self.key.provider)
            .consent_id(self.key.id_in_log())
            .legal_basis(self.legal_basis().clone())
            .purpose(self.purpose())
    }

    fn last(&self) -> Option<&ConsentChange> {
        self.history.last()
    }
}

/// For people: what, whose, why, and each step with its time.
impl fmt::Display for ConsentRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = &self.facts;
        writeln!(f, "Consent {}", self.key)?;
        writeln!(f, "  of           {}", facts.subject)?;
        if let Some(person) = &facts.given_by {
            writeln!(f, "  given by     {person}")?;
        }
        writeln!(f, "  legal basis  {}", facts.legal_basis)?;
        writeln!(f, "  purpose      {}", facts.purpose)?;
        writeln!(f, "  asked for    {}", facts.asked_scopes.join(", "))?;
        for change in &self.history {
            write!(f, "  {}  {}", in_words(change.recorded_at), change.what)?;
            match change.until {
                _ if change.what.is_end() => {}
                Expiry::At(end) => write!(f, " until {}", in_words(end))?,
                Expiry::Indefinite => f.write_str(" without end")?,
            }
            if let Some(by) = &change.ended_by {
                write!(f, " by the {by}")?;
            }
            if let Some(reason) = &change.reason {
                write!(f, " ({reason})")?;
            }
            if !change.scopes.is_empty() && change.scopes != facts.asked_scopes {
                write!(f, ": {}", change.scopes.join(", "))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

fn in_words(moment: OffsetDateTime) -> String {
    wire::instant::format(moment).unwrap_or_else(|_| moment.to_string())
}
