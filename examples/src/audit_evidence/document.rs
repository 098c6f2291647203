//! The evidence in words: titles, sentences and rows that a page and a terminal show alike.

use std::collections::BTreeMap;

use crate::report::Language;

use super::consents;
use super::evidence::{Event, Evidence, Finding, Period};
use super::phrases;
use super::reading::{Anchor, Chain, Verdict};

/// What is shown, top to bottom.
pub(super) struct Document {
    pub(super) language: Language,
    pub(super) title: &'static str,
    pub(super) about: Vec<Row>,
    pub(super) is_proved: bool,
    /// What the log proves, and where it does not.
    pub(super) verdict: Vec<String>,
    pub(super) sections: Vec<Section>,
    pub(super) closing: &'static str,
}

pub(super) struct Section {
    pub(super) title: String,
    pub(super) entries: Vec<Entry>,
}

/// Something with a name, and what is said of it.
pub(super) struct Entry {
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
}

/// After these nothing ends any more.
const ENDS: [&str; 4] = [
    "consent.revoked",
    "consent.expired",
    "consent.rejected",
    "consent.used",
];

/// A label and what stands under it.
pub(super) type Row = (&'static str, String);

impl Document {
    pub(super) fn of(evidence: &Evidence, language: Language) -> Self {
        let say = |english, portuguese| language.say(english, portuguese);
        let mut sections = vec![totals(evidence, language)];
        if !evidence.findings.is_empty() {
            let words = evidence.findings.iter().map(|one| finding(one, language));
            let title = say("To be looked at", "A verificar").to_owned();
            let entries = words.map(|title| Entry {
                title,
                rows: Vec::new(),
            });
            sections.push(Section {
                title,
                entries: entries.collect(),
            });
        }
        let consents = evidence.consents.iter();
        sections.push(Section {
            title: say("Consents", "Consentimentos").to_owned(),
            entries: consents
                .map(|one| consents::entry(one, evidence.is_proved, language))
                .collect(),
        });
        let events = evidence.events.iter();
        sections.push(Section {
            title: say(
                "What was done, record by record",
                "O que foi feito, registro a registro",
            )
            .to_owned(),
            entries: events.map(|one| event(one, language)).collect(),
        });
        Self {
            language,
            title: say(
                "Evidence about one data subject",
                "Evidências sobre um titular de dados",
            ),
            about: vec![
                (say("Data subject", "Titular"), evidence.subject.join(", ")),
                (say("Period", "Período"), period(evidence.period, language)),
            ],
            is_proved: evidence.is_proved,
            verdict: verdict(&evidence.chain, evidence.is_proved, language),
            sections,
            closing: say(
                "Times are Brasília's. Lines are those of the log, which holds pseudonyms and numbers \
                 of records, not the data: what was read of an account is in the systems that read it. \
                 A chain of hashes shows changes behind a record, never that a record was left out when \
                 it should have been written.",
                "Os horários são de Brasília. As linhas são as da trilha, que guarda pseudônimos e \
                 quantidades, não os dados: o que se leu de uma conta está nos sistemas que a leram. A \
                 cadeia de hashes mostra o que se alterou depois, nunca um registro que deixou de ser \
                 feito.",
            ),
        }
    }
}

fn period(period: Period, language: Language) -> String {
    let from = period.from.map(|day| phrases::day(day, language));
    let to = period.to.map(|day| phrases::day(day, language));
    match (from, to) {
        (None, None) => language.say("the whole log", "toda a trilha").to_owned(),
        (Some(from), None) => format!("{} {from}", language.say("from", "desde")),
        (None, Some(to)) => format!("{} {to}", language.say("up to", "até")),
        (Some(from), Some(to)) => format!("{from} {} {to}", language.say("to", "a")),
    }
}

fn verdict(chain: &Chain, is_proved: bool, language: Language) -> Vec<String> {
    let records = usize::try_from(chain.records).unwrap_or(usize::MAX);
    let records = language.count(records, ["record", "records"], ["registro", "registros"]);
    let mut says = vec![match (is_proved, chain.holds()) {
        (true, _) => format!(
            "{} {records}.",
            language.say("The log is unbroken:", "A trilha está íntegra:")
        ),
        (false, true) => language
            .say(
                "THE LOG IS NOT PROVED: its chain holds, but the register knows changes that it does \
                 not have.",
                "A TRILHA NÃO ESTÁ PROVADA: a cadeia confere, mas o registro de consentimentos tem \
                 alterações que faltam nela.",
            )
            .to_owned(),
        (false, false) => format!(
            "{} ({records})",
            language.say(
                "THE LOG IS NOT PROVED. What stands behind the first break may have been put there.",
                "A TRILHA NÃO ESTÁ PROVADA. O que segue a primeira quebra pode ter sido colocado ali.",
            )
        ),
    }];
    let line = language.say("Line", "A linha");
    for one in &chain.breaks {
        let fault = phrases::fault(one.fault, language);
        says.push(format!("{line} {} {fault}.", one.line));
    }
    let untold = chain.broken_places - chain.breaks.len();
    if untold > 0 {
        let more = language.count(untold, ["place more", "places more"], ["outra", "outras"]);
        says.push(format!("… {more}."));
    }
    says.extend(chain.anchors.iter().map(|one| anchor(one, language)));
    if chain.anchors.is_empty() {
        says.push(language.say(
            "No head of it was kept elsewhere (--heads): that its end was cut off would not show.",
            "Não há ponta da cadeia guardada fora dela (--heads): um corte no fim não apareceria.",
        ).to_owned());
    }
    says.push(format!(
        "{} {}",
        language.say("Its end:", "A sua ponta:"),
        chain.head.hash()
    ));
    says
}

fn anchor(anchor: &Anchor, language: Language) -> String {
    let says = match anchor.verdict {
        Verdict::Holds => language.say(
            "as it was kept elsewhere: nothing before it was changed",
            "como foi guardada fora: nada antes dela foi alterado",
        ),
        Verdict::BrokenBefore => language.say(
            "as it was kept elsewhere, but the chain breaks before it",
            "como foi guardada fora, mas a cadeia se quebra antes dela",
        ),
        Verdict::Rewritten => language.say(
            "another than was kept elsewhere: up to here the log was written anew",
            "diferente da guardada fora: até aqui a trilha foi reescrita",
        ),
        Verdict::Missing => language.say(
            "was kept elsewhere and is not there: the end was cut off",
            "foi guardada fora e não está aqui: o fim foi cortado",
        ),
    };
    format!(
        "{} {}: {says}.",
        language.say("Record", "Registro"),
        anchor.records
    )
}

fn totals(evidence: &Evidence, language: Language) -> Section {
    let mut entries = Vec::new();
    for (code, times) in &evidence.kinds {
        entries.push(Entry {
            title: format!(
                "{}: {}",
                phrases::kind(code, language),
                language.number(*times)
            ),
            rows: Vec::new(),
        });
    }
    for (title, counts) in [
        (
            language.say("Records read", "Registros lidos"),
            &evidence.pulled,
        ),
        (
            language.say("Records deleted", "Registros eliminados"),
            &evidence.deleted,
        ),
    ] {
        if !counts.is_empty() {
            entries.push(Entry {
                title: format!("{title}: {}", amounts(counts, language)),
                rows: Vec::new(),
            });
        }
    }
    let title = language.say("In the period", "No período").to_owned();
    Section { title, entries }
}

fn amounts(counts: &BTreeMap<String, u64>, language: Language) -> String {
    let says = counts.iter().map(|(resource, count)| {
        let count = usize::try_from(*count).unwrap_or(usize::MAX);
        format!("{resource} {}", language.number(count))
    });
    says.collect::<Vec<_>>().join(", ")
}

fn finding(finding: &Finding, language: Language) -> String {
    match finding {
        Finding::PulledOutsideConsent { consent, lines } => {
            let lines: Vec<String> = lines.iter().map(u64::to_string).collect();
            let says = language.say(
                "data were read while it was not in force, lines",
                "houve leitura de dados fora da vigência, linhas",
            );
            format!("{consent}: {says} {}", lines.join(", "))
        }
        Finding::ChangeNotInLog { consent, what, at } => {
            let says = language.say(
                "the register has a change that the log does not",
                "o registro de consentimentos tem uma alteração que falta na trilha",
            );
            format!(
                "{consent}: {says}: {what}, {}",
                phrases::moment(*at, language)
            )
        }
        Finding::ConsentNotInRegister { consent } => {
            let says = language.say(
                "is in the log and not in the register",
                "está na trilha e não no registro de consentimentos",
            );
            format!("{consent}: {says}")
        }
    }
}

fn event(event: &Event, language: Language) -> Entry {
    let say = |english, portuguese| language.say(english, portuguese);
    let days = |from, to| {
        format!(
            "{} – {}",
            phrases::day(from, language),
            phrases::day(to, language)
        )
    };
    let outcome = event.outcome.as_deref();
    let end = match event.expires_at {
        Some(end) => Some(phrases::moment(end, language)),
        None => event
            .is_indefinite
            .then(|| say("without end", "sem prazo").to_owned()),
    };
    let counts = (!event.record_counts.is_empty()).then(|| amounts(&event.record_counts, language));
    let scopes = (!event.scopes.is_empty()).then(|| event.scopes.join(", "));
    let unproved = say(
        "behind a break of the chain: not proved",
        "depois de uma quebra da cadeia: sem prova",
    );
    let is_over = ENDS.contains(&&*event.event);
    let ends = match is_over {
        true => say("would have ended", "terminaria"),
        false => say("ends", "termina"),
    };
    let withheld = (!event.withheld.is_empty()).then(|| event.withheld.join(", "));
    let rows = [
        ("!", (!event.is_proved).then(|| unproved.to_owned())),
        (
            say("outcome", "resultado"),
            outcome.map(|code| phrases::outcome(code, language).to_owned()),
        ),
        (say("by", "por"), phrases::by(&event.by, language)),
        (say("controller", "controlador"), event.controller.clone()),
        (say("processor", "operador"), event.processor.clone()),
        (say("source", "origem"), event.source.clone()),
        (say("institution", "instituição"), event.institution.clone()),
        (say("consent", "consentimento"), event.consent.clone()),
        (
            say("legal basis", "base legal"),
            event
                .legal_basis
                .as_ref()
                .map(|one| phrases::basis(one, language)),
        ),
        (say("purpose", "finalidade"), event.purpose.clone()),
        (say("scopes", "permissões"), scopes),
        (
            say("days read", "dias lidos"),
            event
                .data_from
                .zip(event.data_to)
                .map(|(from, to)| days(from, to)),
        ),
        (say("records", "registros"), counts),
        (ends, end),
        (
            say("shown", "exibido"),
            event.evidence.as_ref().map(members),
        ),
        (say("reference", "referência"), event.reference.clone()),
        (say("request", "requisição"), event.request_id.clone()),
        (say("note", "observação"), event.note.clone()),
        (say("withheld", "omitido"), withheld),
    ];
    let said = rows
        .into_iter()
        .filter_map(|(label, says)| Some((label, says?)));
    Entry {
        title: format!(
            "{} {} · {} · {}",
            say("line", "linha"),
            event.line,
            phrases::moment(event.at, language),
            phrases::kind(&event.event, language)
        ),
        rows: said.collect(),
    }
}

/// `channel app, text_version 2026-10-01`.
fn members(object: &serde_json::Value) -> String {
    let members = object.as_object().into_iter().flatten();
    let says = members.filter_map(|(name, value)| Some(format!("{name} {}", value.as_str()?)));
    says.collect::<Vec<_>>().join(", ")
}
