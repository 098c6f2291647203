//! From one day to the next: what is remembered, what a person decided, and what is new.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use recon_core::{Because, Change, Entry, Pairing, Plan, Session, SessionState, Standing};

use super::Failure;
use super::args::Args;
use super::decisions::{self, Decisions};
use crate::report::{Language, OutDir};

/// One thing that is different from the run before.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum News {
    /// Proposed now, for sure or for review, and not before.
    Proposed(Box<Standing>),
    /// Proposed before and not any more.
    Withdrawn(Pairing, Because),
    Confirmed(Pairing),
    Rejected(Pairing),
}

/// Takes the entries and decisions of this run.
pub(super) fn go_on(
    args: &Args,
    plan: Plan,
    bank: Vec<Entry>,
    ledger: Vec<Entry>,
) -> Result<(Session, Vec<News>), Failure> {
    let decided = match &args.confirm {
        Some(path) => decisions::read(path)?,
        None => Decisions::default(),
    };
    let mut session = match args.state.as_deref().filter(|path| path.exists()) {
        Some(path) => Session::restore(plan, state(path)?)?,
        None => Session::new(plan),
    };
    let proposed = |session: &Session| -> BTreeMap<Pairing, Standing> {
        let all = session.proposals().cloned();
        all.map(|one| (one.pairing.clone(), one)).collect()
    };
    let before = proposed(&session);
    let mut changes = session.update(bank, ledger)?;
    let (confirmed, rejected) = still_to_do(&session, decided);
    for pairing in &rejected {
        changes.extend(session.reject(pairing)?);
    }
    changes.extend(session.confirm_all(confirmed.iter().cloned())?);
    let mut news: Vec<News> = Vec::new();
    news.extend(confirmed.iter().cloned().map(News::Confirmed));
    news.extend(rejected.iter().cloned().map(News::Rejected));
    let is_decided = |p: &Pairing| confirmed.contains(p) || rejected.contains(p);
    let after = proposed(&session);
    let reason = |pairing: &Pairing| {
        let reasons = changes.iter().rev().filter_map(|change| match change {
            Change::Withdrawn {
                pairing: p,
                because,
            } if p == pairing => Some(because.clone()),
            _ => None,
        });
        reasons
            .into_iter()
            .next()
            .unwrap_or(Because::EntriesChanged)
    };
    for pairing in before
        .keys()
        .filter(|p| !after.contains_key(p) && !is_decided(p))
    {
        news.push(News::Withdrawn(pairing.clone(), reason(pairing)));
    }
    for (pairing, standing) in after {
        if before
            .get(&pairing)
            .is_none_or(|old| old.is_sure != standing.is_sure)
        {
            news.push(News::Proposed(Box::new(standing)));
        }
    }
    Ok((session, news))
}

/// What was not decided in an earlier run: the same file may be given again and again. To reject
/// what a confirmed match has settled already changes nothing.
fn still_to_do(session: &Session, decided: Decisions) -> (Vec<Pairing>, Vec<Pairing>) {
    let known: BTreeSet<&Pairing> = session.confirmed().map(|c| &c.pairing).collect();
    let ids = |of: fn(&Pairing) -> &[String]| -> BTreeSet<&String> {
        known.iter().flat_map(|pairing| of(pairing)).collect()
    };
    let (left, right) = (ids(Pairing::left), ids(Pairing::right));
    let is_settled = |pairing: &Pairing| {
        pairing.left().iter().any(|id| left.contains(id))
            || pairing.right().iter().any(|id| right.contains(id))
    };
    let rejected_before: BTreeSet<&Pairing> = session.rejected().collect();
    let confirmed = decided.confirmed.into_iter();
    let rejected = decided.rejected.into_iter();
    (
        confirmed.filter(|p| !known.contains(p)).collect(),
        rejected
            .filter(|p| !is_settled(p) && !rejected_before.contains(p))
            .collect(),
    )
}

fn state(path: &Path) -> Result<SessionState, Failure> {
    let text = std::fs::read(path).map_err(|cause| Failure::Open {
        path: path.to_owned(),
        cause,
    })?;
    serde_json::from_slice(&text).map_err(|cause| Failure::State {
        path: path.to_owned(),
        cause,
    })
}

/// Writes the state; it appears complete or not at all.
pub(super) fn remember(path: &Path, session: &Session) -> Result<(), Failure> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    let out = OutDir::create(folder.unwrap_or(Path::new(".")))?;
    Ok(out.write(&name, |file| {
        serde_json::to_writer(&mut *file, &session.state())?;
        file.write_all(b"\n")
    })?)
}

/// One line for each thing that is new.
pub(super) fn tell(news: &[News], language: Language, out: &mut dyn Write) -> io::Result<()> {
    if news.is_empty() {
        return writeln!(out, "{}", language.say("Nothing has changed", "Nada mudou"));
    }
    for one in news {
        match one {
            News::Confirmed(pairing) => {
                let word = language.say("confirmed", "confirmado");
                writeln!(out, "! {word} {}", ids(pairing))?;
            }
            News::Rejected(pairing) => {
                let word = language.say("rejected", "rejeitado");
                writeln!(out, "! {word} {}", ids(pairing))?;
            }
            News::Withdrawn(pairing, because) => {
                let word = language.say("withdrawn", "desfeito");
                let why = why(because, language);
                writeln!(out, "- {word} {}: {why}", ids(pairing))?;
            }
            News::Proposed(standing) => {
                let (mark, word) = if standing.is_sure {
                    ("+", language.say("matched", "conciliado"))
                } else {
                    ("?", language.say("to review", "a revisar"))
                };
                let kind = standing.kind.as_str();
                writeln!(out, "{mark} {word} {} ({kind})", ids(&standing.pairing))?;
            }
        }
    }
    Ok(())
}

/// `B1 + B2 = L1`; a pair within one side is `B1 + B2`.
fn ids(pairing: &Pairing) -> String {
    let sides = [pairing.left(), pairing.right()].map(|ids| ids.join(" + "));
    let named: Vec<&str> = sides
        .iter()
        .map(String::as_str)
        .filter(|s| !s.is_empty())
        .collect();
    named.join(" = ")
}

fn why(because: &Because, language: Language) -> String {
    let say = |english, portuguese| language.say(english, portuguese);
    match because {
        Because::EntriesChanged => say(
            "an entry of it changed or is taken",
            "um dos lançamentos mudou ou tem outro par",
        )
        .to_owned(),
        Because::Rejected => say("you rejected it", "você rejeitou").to_owned(),
        Because::BetterAnswer(better) => {
            let better: Vec<String> = better.iter().map(ids).collect();
            format!("{} {}", say("better is", "melhor é"), better.join(", "))
        }
        Because::TooDoubtful => say(
            "too many others fit as well now",
            "há outros que servem tão bem",
        )
        .to_owned(),
        newer => newer.to_string(),
    }
}
