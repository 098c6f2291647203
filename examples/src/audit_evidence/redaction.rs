//! What of the log may be shown to whom: shortened, left out, or as it stands.

use client_core::audit::{AuditFacts, Evidence as ShownText, Expiry, SubjectToken};
use client_core::consent::ConsentRecord;

use super::evidence::{By, Consent, Event, Finding, Pulls, is_under};
use super::reading::Found;
use super::subject::DataSubject;

/// What of the facts may be shown to whom.
pub(super) struct Shown<'a> {
    pub(super) subject: &'a DataSubject,
    /// All that the log has.
    pub(super) reveal: bool,
}

impl Shown<'_> {
    /// A consent's id, or its end.
    fn consent_id(&self, id: &str) -> String {
        let length = id.chars().count();
        if self.reveal || length <= 8 {
            return id.to_owned();
        }
        let end: String = id.chars().skip(length - 6).collect();
        format!("…{end}")
    }

    fn only_revealed(&self, text: Option<&String>) -> Option<String> {
        text.filter(|_| self.reveal).cloned()
    }

    fn is_subject(&self, token: &SubjectToken) -> bool {
        self.subject.tokens.contains(token)
    }

    fn by(&self, facts: &AuditFacts) -> By {
        let actor = facts.actor.as_ref();
        let person = actor.and_then(|actor| actor.user.as_ref());
        let system = actor.and_then(|actor| actor.system.as_ref());
        match (person, system) {
            (Some(token), _) if self.is_subject(token) => By::Subject,
            (Some(token), _) => By::AnotherPerson(self.reveal.then(|| token.to_string())),
            (None, Some(name)) => By::System(name.clone()),
            (None, None) => By::Unsaid,
        }
    }

    pub(super) fn event(&self, found: &Found) -> Event {
        let facts = &found.facts;
        let (expires_at, is_indefinite) = match facts.expires_at {
            Some(Expiry::At(end)) => (Some(end), false),
            Some(Expiry::Indefinite) => (None, true),
            None => (None, false),
        };
        Event {
            line: found.seq,
            at: facts.recorded_at,
            event: facts.event.clone(),
            outcome: facts.outcome.clone(),
            by: self.by(facts),
            controller: facts.controller.clone(),
            processor: facts.processor.clone(),
            source: facts.source.clone(),
            institution: facts.institution.clone(),
            consent: facts.consent_id.as_ref().map(|id| self.consent_id(id)),
            legal_basis: facts.legal_basis.clone(),
            purpose: facts.purpose.clone(),
            scopes: facts.scopes.clone(),
            data_from: facts.date_range.map(|range| range.from),
            data_to: facts.date_range.map(|range| range.to),
            record_counts: facts.record_counts.clone(),
            expires_at,
            is_indefinite,
            evidence: facts.evidence.as_ref().and_then(|one| self.evidence(one)),
            reference: self.only_revealed(facts.reference.as_ref()),
            request_id: self.only_revealed(facts.request_id.as_ref()),
            note: self.only_revealed(facts.note.as_ref()),
            withheld: self.withheld(facts),
            is_proved: found.is_proved,
        }
    }

    fn withheld(&self, facts: &AuditFacts) -> Vec<&'static str> {
        let members = [
            ("reference", &facts.reference),
            ("request_id", &facts.request_id),
            ("note", &facts.note),
        ];
        let held = members.into_iter().filter(|(_, text)| text.is_some());
        let names = held.map(|(name, _)| name);
        names.filter(|_| !self.reveal).collect()
    }

    /// What was shown and how; to which address, only on request.
    fn evidence(&self, evidence: &ShownText) -> Option<serde_json::Value> {
        let mut members = serde_json::to_value(evidence).ok()?;
        if let (false, Some(members)) = (self.reveal, members.as_object_mut()) {
            members.remove("ip");
        }
        Some(members)
    }

    pub(super) fn consent(&self, record: &ConsentRecord, found: &[Found]) -> Consent {
        let key = record.key();
        let last = record.history().last();
        let ended = last.filter(|change| change.what.is_end());
        Consent {
            id: self.consent_id(&key.id),
            provider: key.provider.clone(),
            institution: key.institution.clone(),
            legal_basis: record.legal_basis().clone(),
            purpose: record.purpose().to_owned(),
            asked_scopes: record.asked_scopes().to_vec(),
            is_given_by_another: record.given_by().is_some_and(|who| !self.is_subject(who)),
            history: record.history().to_vec(),
            ended_at: ended.map(|change| change.recorded_at),
            pulls: Pulls::under(record, found),
        }
    }

    /// The consents that only the log knows.
    pub(super) fn not_in_register(
        &self,
        records: &[ConsentRecord],
        found: &[Found],
    ) -> Vec<Finding> {
        let unknown = found.iter().filter(|one| {
            let facts = &one.facts;
            facts.consent_id.is_some() && !records.iter().any(|record| is_under(record, facts))
        });
        let mut ids: Vec<_> = unknown
            .filter_map(|one| one.facts.consent_id.as_ref())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter()
            .map(|id| Finding::ConsentNotInRegister {
                consent: self.consent_id(id),
            })
            .collect()
    }
}
