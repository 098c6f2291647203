//! What the log and the register say together: the answer, before it has words.

use std::collections::BTreeMap;

use client_core::audit::{AuditFacts, LegalBasis};
use client_core::consent::{ConsentChange, ConsentRecord};
use client_core::wire;
use serde::Serialize;
use time::macros::offset;
use time::{Date, Duration, OffsetDateTime, UtcOffset};

use super::reading::{Chain, Found, Reading};
use super::redaction::Shown;
use super::subject::DataSubject;

pub(super) const BRASILIA: UtcOffset = offset!(-3);

const PULLED: &str = "data.pulled";
const DELETED: &str = "deletion.done";

/// The days whose events are listed.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Period {
    #[serde(with = "wire::date")]
    pub(super) from: Option<Date>,
    #[serde(with = "wire::date")]
    pub(super) to: Option<Date>,
}

/// The answer to an access request.
#[derive(Debug, Serialize)]
pub(super) struct Evidence {
    /// Whom it is about, masked.
    pub(super) subject: Vec<String>,
    pub(super) period: Period,
    /// Whether the log and the register prove each other and themselves.
    pub(super) is_proved: bool,
    pub(super) chain: Chain,
    pub(super) consents: Vec<Consent>,
    pub(super) findings: Vec<Finding>,
    /// How often each kind of event happened in the period.
    pub(super) kinds: BTreeMap<String, usize>,
    /// How many records of each resource were pulled in the period.
    pub(super) pulled: BTreeMap<String, u64>,
    /// How many were deleted in the period.
    pub(super) deleted: BTreeMap<String, u64>,
    pub(super) events: Vec<Event>,
}

/// A consent of the subject, and what rested on it.
#[derive(Debug, Serialize)]
pub(super) struct Consent {
    pub(super) id: String,
    pub(super) provider: String,
    pub(super) institution: String,
    pub(super) legal_basis: LegalBasis,
    pub(super) purpose: String,
    pub(super) asked_scopes: Vec<String>,
    pub(super) is_given_by_another: bool,
    pub(super) history: Vec<ConsentChange>,
    #[serde(with = "wire::instant")]
    pub(super) ended_at: Option<OffsetDateTime>,
    pub(super) pulls: Pulls,
}

/// The pulls under one consent, in the whole log.
#[derive(Debug, Default, Serialize)]
pub(super) struct Pulls {
    /// That brought something while it was in force.
    pub(super) in_force: usize,
    pub(super) last_in_force: Option<At>,
    /// That brought something while it was not: there should be none.
    pub(super) outside: Vec<At>,
    /// That the institution refused, or that failed.
    pub(super) refused: usize,
    pub(super) last_refused: Option<At>,
}

/// A record of the log.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct At {
    pub(super) line: u64,
    #[serde(with = "wire::instant")]
    pub(super) at: OffsetDateTime,
}

/// Something that a person must look at.
#[derive(Debug, Serialize)]
#[serde(tag = "finding", rename_all = "snake_case")]
pub(super) enum Finding {
    /// Data were pulled before the consent was granted, or after it had ended.
    PulledOutsideConsent { consent: String, lines: Vec<u64> },
    /// The register has a change that the log does not: the log was cut, or written to be without.
    ChangeNotInLog {
        consent: String,
        what: String,
        #[serde(with = "wire::instant")]
        at: OffsetDateTime,
    },
    /// The log has a consent that the register does not.
    ConsentNotInRegister { consent: String },
}

/// A record of the log, as it may be shown.
#[derive(Debug, Serialize)]
pub(super) struct Event {
    pub(super) line: u64,
    #[serde(with = "wire::instant")]
    pub(super) at: OffsetDateTime,
    pub(super) event: String,
    pub(super) outcome: Option<String>,
    pub(super) by: By,
    pub(super) controller: Option<String>,
    pub(super) processor: Option<String>,
    pub(super) source: Option<String>,
    pub(super) institution: Option<String>,
    pub(super) consent: Option<String>,
    pub(super) legal_basis: Option<LegalBasis>,
    pub(super) purpose: Option<String>,
    pub(super) scopes: Vec<String>,
    #[serde(with = "wire::date")]
    pub(super) data_from: Option<Date>,
    #[serde(with = "wire::date")]
    pub(super) data_to: Option<Date>,
    pub(super) record_counts: BTreeMap<String, u64>,
    #[serde(with = "wire::instant")]
    pub(super) expires_at: Option<OffsetDateTime>,
    pub(super) is_indefinite: bool,
    /// What was shown to the holder: the text's hash, and how.
    pub(super) evidence: Option<serde_json::Value>,
    pub(super) reference: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) note: Option<String>,
    /// What of it is only told on request.
    pub(super) withheld: Vec<&'static str>,
    /// Whether the chain holds up to here.
    pub(super) is_proved: bool,
}

/// Who acted.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum By {
    Subject,
    /// Somebody else, whose token is told only on request.
    AnotherPerson(Option<String>),
    System(String),
    Unsaid,
}

impl Period {
    fn contains(self, moment: OffsetDateTime) -> bool {
        let day = moment.to_offset(BRASILIA).date();
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The same in moments, as the register asks for them.
    pub(super) fn moments(self) -> (OffsetDateTime, OffsetDateTime) {
        let at = |day: Date| day.midnight().assume_offset(BRASILIA);
        let (first, last) = (Date::MIN, Date::MAX);
        let to = self.to.map_or(last, |to| to.next_day().unwrap_or(last));
        // A day off either end of the calendar, which no offset then leaves.
        let from = self.from.unwrap_or(first).max(first + Duration::DAY);
        (at(from), at(to.min(last - Duration::DAY)))
    }
}

impl Evidence {
    /// Puts together what was read; `register` is what it knows of the subject, if there is one.
    pub(super) fn of(
        subject: &DataSubject,
        period: Period,
        reading: Reading,
        register: Option<Vec<ConsentRecord>>,
        reveal: bool,
    ) -> Self {
        let Reading { chain, found } = reading;
        let show = Shown { subject, reveal };
        let mut findings = Vec::new();
        let records = register.as_deref().unwrap_or_default();
        let mut consents = Vec::new();
        for record in records {
            let consent = show.consent(record, &found);
            findings.extend(outside(&consent));
            findings.extend(not_in_log(record, &found, &consent.id));
            if touches(record, period) {
                consents.push(consent);
            }
        }
        if register.is_some() {
            findings.extend(show.not_in_register(records, &found));
        }
        let is_agreed = !findings
            .iter()
            .any(|one| matches!(one, Finding::ChangeNotInLog { .. }));
        let listed = found
            .iter()
            .filter(|one| period.contains(one.facts.recorded_at));
        let mut kinds = BTreeMap::new();
        let (mut pulled, mut deleted) = (BTreeMap::new(), BTreeMap::new());
        for facts in listed.clone().map(|one| &one.facts) {
            *kinds.entry(facts.event.clone()).or_default() += 1;
            match &*facts.event {
                PULLED => add(&mut pulled, facts),
                DELETED => add(&mut deleted, facts),
                _ => {}
            }
        }
        Self {
            subject: subject.masked.clone(),
            period,
            is_proved: chain.holds() && is_agreed,
            events: listed.map(|one| show.event(one)).collect(),
            chain,
            consents,
            findings,
            kinds,
            pulled,
            deleted,
        }
    }
}

fn add(totals: &mut BTreeMap<String, u64>, facts: &AuditFacts) {
    if !was_done(facts) {
        return;
    }
    for (resource, count) in &facts.record_counts {
        let total = totals.entry(resource.clone()).or_default();
        *total = total.saturating_add(*count);
    }
}

/// An event whose outcome nobody wrote down counts as done: better one too many is looked at.
fn was_done(facts: &AuditFacts) -> bool {
    !matches!(facts.outcome.as_deref(), Some("refused" | "failed"))
}

fn touches(record: &ConsentRecord, period: Period) -> bool {
    let (from, to) = period.moments();
    record.touches(from, to)
}

/// Whether a record of the log rests on the consent or changes it.
pub(super) fn is_under(record: &ConsentRecord, facts: &AuditFacts) -> bool {
    let key = record.key();
    let same_source = facts.source.as_ref().is_none_or(|one| *one == key.provider);
    same_source && facts.consent_id.as_deref() == Some(&*key.id_in_log())
}

fn outside(consent: &Consent) -> Option<Finding> {
    let lines: Vec<u64> = consent.pulls.outside.iter().map(|at| at.line).collect();
    (!lines.is_empty()).then(|| Finding::PulledOutsideConsent {
        consent: consent.id.clone(),
        lines,
    })
}

/// The register writes to the log first, so whatever it has is there.
fn not_in_log(record: &ConsentRecord, found: &[Found], id: &str) -> Vec<Finding> {
    let is_logged = |change: &ConsentChange| {
        found.iter().any(|one| {
            one.facts.recorded_at == change.recorded_at
                && one.facts.event.starts_with("consent.")
                && is_under(record, &one.facts)
        })
    };
    let changes = record.history().iter();
    let missing = changes.filter(|change| !is_logged(change));
    missing
        .map(|change| Finding::ChangeNotInLog {
            consent: id.to_owned(),
            what: change.what.to_string(),
            at: change.recorded_at,
        })
        .collect()
}

impl Pulls {
    /// Those that the log has.
    pub(super) fn under(record: &ConsentRecord, found: &[Found]) -> Self {
        let mut pulls = Self::default();
        let under = found
            .iter()
            .filter(|one| one.facts.event == PULLED && is_under(record, &one.facts));
        for one in under {
            let at = At {
                line: one.seq,
                at: one.facts.recorded_at,
            };
            if !was_done(&one.facts) {
                pulls.refused += 1;
                pulls.last_refused = Some(at);
            } else if record.was_in_force(at.at) {
                pulls.in_force += 1;
                pulls.last_in_force = Some(at);
            } else {
                pulls.outside.push(at);
            }
        }
        pulls
    }
}
