use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use time::{Date, OffsetDateTime};

use super::basis::LegalBasis;
use super::error::EventError;
use super::fact::{Actor, AuditOutcome, DateRange, Evidence, Expiry, serialize_instant, utc_text};
use super::kind::AuditKind;
use super::privacy;
use super::record_id::new_record_id;
use super::subject::SubjectToken;

const MAX_LIST: usize = 256;

/// One thing that happened, checked to hold no clear personal data that we can recognise.
///
/// The record id is given when the event is built: a sink that is asked twice to keep the same
/// event can tell.
#[derive(Debug, Clone, Serialize)]
pub struct AuditEvent {
    record_id: String,
    #[serde(serialize_with = "serialize_instant")]
    recorded_at: OffsetDateTime,
    event: AuditKind,
    #[serde(flatten)]
    facts: Facts,
}

/// Field order is the order in the log, and part of what is hashed.
#[derive(Debug, Clone, Default, Serialize)]
struct Facts {
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<AuditOutcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<Actor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    controller: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    processor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<SubjectToken>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    institution: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    consent_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    legal_basis: Option<LegalBasis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scopes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_range: Option<DateRange>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    record_counts: BTreeMap<String, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Expiry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Evidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl AuditEvent {
    /// Starts an event of a kind that happened at `at`, in any offset; the log has UTC.
    pub fn builder(kind: AuditKind, at: OffsetDateTime) -> AuditEventBuilder {
        AuditEventBuilder {
            kind,
            at,
            facts: Facts::default(),
        }
    }

    /// The event's id, a ULID.
    pub fn record_id(&self) -> &str {
        &self.record_id
    }

    /// When it happened.
    pub fn recorded_at(&self) -> OffsetDateTime {
        self.recorded_at
    }

    /// What happened.
    pub fn kind(&self) -> &AuditKind {
        &self.event
    }

    /// Whose data or money it was about.
    pub fn subject(&self) -> Option<&SubjectToken> {
        self.facts.subject.as_ref()
    }
}

/// Collects the facts of an [`AuditEvent`].
///
/// Every text is searched for CPFs, e-mail addresses, phone numbers and long random strings (which
/// may be tokens); [`build`](Self::build) refuses what it finds, except in [`note`](Self::note),
/// where it is masked. The search cannot recognise names, addresses, short secrets or numbers with
/// typing errors: pass persons through a [`Pseudonymizer`](super::Pseudonymizer) and write texts
/// that are the same for everybody.
///
/// An *identifier* is up to 128 ASCII letters, digits and `. _ : / ~ + = -`, beginning with a
/// letter or digit. Numbers that might be a CPF by chance go through
/// [`Pseudonymizer::opaque`](super::Pseudonymizer::opaque).
pub struct AuditEventBuilder {
    kind: AuditKind,
    at: OffsetDateTime,
    facts: Facts,
}

impl AuditEventBuilder {
    /// How it ended.
    #[must_use]
    pub fn outcome(mut self, outcome: AuditOutcome) -> Self {
        self.facts.outcome = Some(outcome);
        self
    }

    /// Who did it.
    #[must_use]
    pub fn actor(mut self, actor: Actor) -> Self {
        self.facts.actor = Some(actor);
        self
    }

    /// The company that decides about the processing: name or CNPJ. A sole trader's are personal
    /// data, and need a pseudonym.
    #[must_use]
    #[doc(alias = "controlador")]
    pub fn controller(mut self, controller: impl Into<String>) -> Self {
        self.facts.controller = Some(controller.into());
        self
    }

    /// The company that processes on the controller's behalf.
    #[must_use]
    #[doc(alias = "operador")]
    pub fn processor(mut self, processor: impl Into<String>) -> Self {
        self.facts.processor = Some(processor.into());
        self
    }

    /// Whose data or money it is about.
    #[must_use]
    #[doc(alias = "titular")]
    pub fn subject(mut self, subject: SubjectToken) -> Self {
        self.facts.subject = Some(subject);
        self
    }

    /// The system the data come from or the order goes to, such as `open_finance_brasil`; an
    /// identifier.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.facts.source = Some(source.into());
        self
    }

    /// The institution behind it, by its ISPB; an identifier.
    #[must_use]
    #[doc(alias = "ispb")]
    pub fn institution(mut self, ispb: impl Into<String>) -> Self {
        self.facts.institution = Some(ispb.into());
        self
    }

    /// The consent it rests on or changes; an identifier.
    #[must_use]
    pub fn consent_id(mut self, id: impl Into<String>) -> Self {
        self.facts.consent_id = Some(id.into());
        self
    }

    /// The legal basis. Required where [`AuditKind::needs_legal_basis`] says so.
    #[must_use]
    pub fn legal_basis(mut self, basis: LegalBasis) -> Self {
        self.facts.legal_basis = Some(basis);
        self
    }

    /// What for, in up to 300 characters, the same for every subject. Required with a legal basis.
    #[must_use]
    #[doc(alias = "finalidade")]
    pub fn purpose(mut self, purpose: impl Into<String>) -> Self {
        self.facts.purpose = Some(purpose.into());
        self
    }

    /// One permission used or granted, such as `ACCOUNTS_READ`; an identifier. Up to 256.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.facts.scopes.push(scope.into());
        self
    }

    /// First and last day of the data fetched, both included.
    #[must_use]
    pub fn date_range(mut self, from: Date, to: Date) -> Self {
        self.facts.date_range = Some(DateRange { from, to });
        self
    }

    /// How many records of a resource were in fact fetched or written; an identifier. Up to 256.
    #[must_use]
    pub fn record_count(mut self, resource: impl Into<String>, count: u64) -> Self {
        self.facts.record_counts.insert(resource.into(), count);
        self
    }

    /// When the consent or access ends.
    #[must_use]
    pub fn expires_at(mut self, expiry: Expiry) -> Self {
        self.facts.expires_at = Some(expiry);
        self
    }

    /// What was shown to the holder.
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.facts.evidence = Some(evidence);
        self
    }

    /// The thing acted on: a payment's id, an end-to-end id, a file; an identifier.
    #[must_use]
    pub fn reference(mut self, id: impl Into<String>) -> Self {
        self.facts.reference = Some(id.into());
        self
    }

    /// The provider's id of the request (`x-fapi-interaction-id` in Open Finance); an identifier.
    #[must_use]
    pub fn request_id(mut self, id: impl Into<String>) -> Self {
        self.facts.request_id = Some(id.into());
        self
    }

    /// Anything else worth knowing, cut at 1000 characters. What looks like personal data or a
    /// token is masked, as in `[cpf]`: a note may come from an error at run time, and losing the
    /// event would be worse than losing a word.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.facts.note = Some(note.into());
        self
    }

    /// The event.
    ///
    /// # Errors
    /// [`EventError`] names the field. None of its texts holds the value.
    pub fn build(mut self) -> Result<AuditEvent, EventError> {
        self.check_instants()?;
        self.check_required()?;
        self.check_texts()?;
        self.check_identifiers()?;
        self.facts.note = self.facts.note.map(|note| privacy::masked_note(&note));
        Ok(AuditEvent {
            record_id: new_record_id(self.at)?,
            recorded_at: self.at,
            event: self.kind,
            facts: self.facts,
        })
    }

    fn check_instants(&self) -> Result<(), EventError> {
        if utc_text(self.at).is_none() {
            return Err(EventError::Time {
                field: "recorded_at",
            });
        }
        if let Some(Expiry::At(instant)) = self.facts.expires_at {
            utc_text(instant).ok_or(EventError::Time {
                field: "expires_at",
            })?;
        }
        match self.facts.date_range {
            Some(range) if range.from > range.to => Err(EventError::DateRange),
            _ => Ok(()),
        }
    }

    fn check_required(&self) -> Result<(), EventError> {
        let missing = |field| EventError::Missing {
            field,
            kind: self.kind.clone(),
        };
        if self.kind.needs_legal_basis() && self.facts.legal_basis.is_none() {
            return Err(missing("legal_basis"));
        }
        if self.facts.legal_basis.is_some() && self.facts.purpose.is_none() {
            return Err(missing("purpose"));
        }
        Ok(())
    }

    fn check_texts(&self) -> Result<(), EventError> {
        let facts = &self.facts;
        let system = match &facts.actor {
            Some(Actor::System(name)) => Some(name),
            _ => None,
        };
        [
            ("actor", system),
            ("controller", facts.controller.as_ref()),
            ("processor", facts.processor.as_ref()),
            ("purpose", facts.purpose.as_ref()),
        ]
        .into_iter()
        .filter_map(|(field, text)| Some((field, text?)))
        .try_for_each(|(field, text)| privacy::check_text(field, text))
    }

    fn check_identifiers(&self) -> Result<(), EventError> {
        let facts = &self.facts;
        let evidence = facts.evidence.as_ref();
        for (field, length) in [
            ("scopes", facts.scopes.len()),
            ("record_counts", facts.record_counts.len()),
        ] {
            if length > MAX_LIST {
                return Err(EventError::Malformed {
                    field,
                    expected: "up to 256 entries",
                    length,
                });
            }
        }
        [
            ("source", facts.source.as_ref()),
            ("institution", facts.institution.as_ref()),
            ("consent_id", facts.consent_id.as_ref()),
            ("reference", facts.reference.as_ref()),
            ("request_id", facts.request_id.as_ref()),
            (
                "evidence.text_version",
                evidence.and_then(|evidence| evidence.text_version.as_ref()),
            ),
            (
                "evidence.channel",
                evidence.and_then(|evidence| evidence.channel.as_ref()),
            ),
        ]
        .into_iter()
        .filter_map(|(field, id)| Some((field, id?)))
        .chain(facts.scopes.iter().map(|scope| ("scopes", scope)))
        .chain(
            facts
                .record_counts
                .keys()
                .map(|resource| ("record_counts", resource)),
        )
        .try_for_each(|(field, id)| privacy::check_identifier(field, id))
    }
}

impl fmt::Debug for AuditEventBuilder {
    /// The facts are not checked yet, so they are not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditEventBuilder")
            .field("kind", &self.kind)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}
