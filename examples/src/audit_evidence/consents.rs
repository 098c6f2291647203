//! A consent in words.

use client_core::audit::Expiry;
use client_core::consent::ConsentChange;

use crate::report::Language;

use super::document::{Entry, Row};
use super::evidence::{At, Consent};
use super::phrases;

/// A consent, its steps, and what its end did.
pub(super) fn entry(consent: &Consent, is_proved: bool, language: Language) -> Entry {
    let say = |english, portuguese| language.say(english, portuguese);
    let mut rows = vec![
        (
            say("institution", "instituição"),
            format!("{} ({})", consent.institution, consent.provider),
        ),
        (
            say("legal basis", "base legal"),
            phrases::basis(&consent.legal_basis, language),
        ),
        (say("purpose", "finalidade"), consent.purpose.clone()),
        (say("asked for", "pedido"), consent.asked_scopes.join(", ")),
    ];
    if consent.is_given_by_another {
        let who = say(
            "another person, for the subject",
            "outra pessoa, pelo titular",
        );
        rows.push((say("given by", "dado por"), who.to_owned()));
    }
    let steps = consent.history.iter();
    rows.extend(steps.map(|change| (say("step", "passo"), step(change, language))));
    rows.extend(effect(consent, is_proved, language));
    Entry {
        title: consent.id.clone(),
        rows,
    }
}

/// `2026-11-22 10:00:00  withdrawn by the holder (CUSTOMER_MANUALLY_REVOKED)`.
fn step(change: &ConsentChange, language: Language) -> String {
    let when = phrases::moment(change.recorded_at, language);
    let mut says = format!("{when}  {}", phrases::step(&change.what, language));
    if let Some(by) = &change.ended_by {
        says = format!("{says} {}", phrases::ended_by(by, language));
    }
    if let Some(reason) = &change.reason {
        says = format!("{says} ({reason})");
    }
    match change.until {
        _ if change.what.is_end() => says,
        Expiry::At(end) => {
            let until = language.say("until", "até");
            format!("{says}, {until} {}", phrases::moment(end, language))
        }
        Expiry::Indefinite => format!("{says}, {}", language.say("without end", "sem prazo")),
    }
}

/// What its end did: the last pull before it, and that none came after.
fn effect(consent: &Consent, is_proved: bool, language: Language) -> Vec<Row> {
    let say = |english, portuguese| language.say(english, portuguese);
    let line = say("line", "linha");
    let pulls = &consent.pulls;
    let label = say("pulls", "leituras");
    let at = |at: &At| format!("{} ({line} {})", phrases::moment(at.at, language), at.line);
    let in_force = language.count(
        pulls.in_force,
        ["while in force", "while in force"],
        ["na vigência", "na vigência"],
    );
    let last = pulls
        .last_in_force
        .as_ref()
        .map(|last| format!("; {} {}", say("the last", "a última"), at(last)));
    let mut rows = vec![(label, format!("{in_force}{}", last.unwrap_or_default()))];
    if consent.ended_at.is_some() || !pulls.outside.is_empty() {
        let outside = match pulls.outside.len() {
            0 if is_proved => say("none", "nenhuma").to_owned(),
            0 => say(
                "none that can be read; the log is not proved",
                "nenhuma legível; a trilha não está provada",
            )
            .to_owned(),
            many => {
                let lines: Vec<String> =
                    pulls.outside.iter().map(|at| at.line.to_string()).collect();
                format!("{}: {line} {}", language.number(many), lines.join(", "))
            }
        };
        rows.push((say("outside of it", "fora dela"), outside));
    }
    if let Some(last) = &pulls.last_refused {
        let refused = language.number(pulls.refused);
        rows.push((
            say("refused", "recusadas"),
            format!("{refused}; {} {}", say("the last", "a última"), at(last)),
        ));
    }
    rows
}
