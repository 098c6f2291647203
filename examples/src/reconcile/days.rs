//! From one day to the next: what is remembered, what a person decided, and what is new.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;

use recon_core::learn::Model;
use recon_core::{
    Because, Book, Change, Entry, EntryIndex, Match, Pairing, Plan, Session, SessionState, Side,
    Standing,
};
use serde::{Deserialize, Serialize};

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

/// What is kept from one run to the next.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Memory {
    session: SessionState,
    /// What the decisions so far have taught.
    #[serde(default)]
    model: Model,
}

/// A session, and what is different in it since the run before.
pub(super) struct Today {
    pub(super) session: Session,
    pub(super) news: Vec<News>,
    /// The plan, with all that was learned.
    pub(super) plan: Plan,
}

/// Takes the entries and decisions of this run.
pub(super) fn go_on(
    args: &Args,
    plan: Plan,
    bank: Vec<Entry>,
    ledger: Vec<Entry>,
) -> Result<Today, Failure> {
    let decided = match &args.confirm {
        Some(path) => decisions::read(path)?,
        None => Decisions::default(),
    };
    let (mut plan, mut session) = match args.state.as_deref().filter(|path| path.exists()) {
        Some(path) => {
            let Memory { session, model } = memory(path)?;
            let plan = plan.with_model(model);
            (plan.clone(), Session::restore(plan, session)?)
        }
        None => (plan.clone(), Session::new(plan)),
    };
    let before = proposals(&session);
    let mut changes = session.update(bank, ledger)?;
    let (confirmed, rejected) = still_to_do(&session, decided);
    let model = if confirmed.is_empty() && rejected.is_empty() {
        plan.model().clone()
    } else {
        lessons(&session, plan.model().clone(), &confirmed, &rejected)?
    };
    for pairing in &rejected {
        changes.extend(session.reject(pairing)?);
    }
    changes.extend(session.confirm_all(confirmed.iter().cloned())?);
    if model != *plan.model() {
        // What was learned today may settle more of today.
        plan = plan.with_model(model);
        session = Session::restore(plan.clone(), session.state())?;
    }
    let news = news(&before, &session, &changes, (confirmed, rejected));
    Ok(Today {
        session,
        news,
        plan,
    })
}

fn proposals(session: &Session) -> BTreeMap<Pairing, Standing> {
    let all = session.proposals().cloned();
    all.map(|one| (one.pairing.clone(), one)).collect()
}

/// What the decisions teach: whose name is whose, how late payments come, how far claims can be
/// trusted.
fn lessons(
    session: &Session,
    mut model: Model,
    confirmed: &[Pairing],
    rejected: &[Pairing],
) -> Result<Model, Failure> {
    let book = |side: Side, name: &'static str| {
        Book::from_entries(session.entries(side).cloned())
            .map_err(|cause| Failure::Book { side: name, cause })
    };
    let (left, right) = (book(Side::Left, "bank side")?, book(Side::Right, "ledger")?);
    let outcome = session.outcome(&left, &right)?;
    let ids = |book: &Book, rows: &[EntryIndex]| -> Vec<String> {
        rows.iter().map(|row| book.id(*row).to_owned()).collect()
    };
    let reviews = outcome.reviews.iter().map(|r| &r.proposal);
    let proposed = outcome.matches.iter().chain(reviews);
    let by_ids: BTreeMap<Pairing, &Match> = proposed
        .map(|m| (Pairing::new(ids(&left, &m.left), ids(&right, &m.right)), m))
        .collect();
    for pairing in confirmed {
        match by_ids.get(pairing) {
            Some(found) => model.confirm(&left, &right, found),
            None => {
                let rows = |book: &Book, ids: &[String]| -> Vec<EntryIndex> {
                    ids.iter().filter_map(|id| book.find(id)).collect()
                };
                let (lefts, rights) = (rows(&left, pairing.left()), rows(&right, pairing.right()));
                model.confirm_entries(&left, &right, &lefts, &rights);
            }
        }
    }
    for found in rejected.iter().filter_map(|pairing| by_ids.get(pairing)) {
        model.reject(&left, &right, found);
    }
    Ok(model)
}

/// What is different from before, decisions first.
fn news(
    before: &BTreeMap<Pairing, Standing>,
    session: &Session,
    changes: &[Change],
    (confirmed, rejected): (Vec<Pairing>, Vec<Pairing>),
) -> Vec<News> {
    let after = proposals(session);
    let is_decided = |p: &&Pairing| confirmed.contains(p) || rejected.contains(p);
    let gone = before.keys().filter(|p| !after.contains_key(p));
    let withdrawn: Vec<News> = gone
        .filter(|p| !is_decided(p))
        .map(|p| News::Withdrawn(p.clone(), why_gone(p, changes, &after)))
        .collect();
    let mut news: Vec<News> = Vec::new();
    news.extend(confirmed.into_iter().map(News::Confirmed));
    news.extend(rejected.into_iter().map(News::Rejected));
    news.extend(withdrawn);
    for (pairing, standing) in after {
        let old = before.get(&pairing);
        if old.is_none_or(|old| old.is_sure != standing.is_sure) {
            news.push(News::Proposed(Box::new(standing)));
        }
    }
    news
}

/// Why a proposal went: as the session told, or for what is proposed by what was learned.
fn why_gone(pairing: &Pairing, changes: &[Change], after: &BTreeMap<Pairing, Standing>) -> Because {
    let told = changes.iter().rev().find_map(|change| match change {
        Change::Withdrawn {
            pairing: p,
            because,
        } if p == pairing => Some(because.clone()),
        _ => None,
    });
    told.unwrap_or_else(|| {
        let shares = |other: &&Pairing| {
            other.left().iter().any(|id| pairing.left().contains(id))
                || other.right().iter().any(|id| pairing.right().contains(id))
        };
        let better: Vec<Pairing> = after.keys().filter(shares).cloned().collect();
        if better.is_empty() {
            Because::TooDoubtful
        } else {
            Because::BetterAnswer(better)
        }
    })
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

fn memory(path: &Path) -> Result<Memory, Failure> {
    let text = std::fs::read(path).map_err(|cause| Failure::Open {
        path: path.to_owned(),
        cause,
    })?;
    serde_json::from_slice(&text).map_err(|cause| Failure::State {
        path: path.to_owned(),
        cause,
    })
}

/// Writes what is to be kept; it appears complete or not at all.
pub(super) fn remember(path: &Path, session: &Session, plan: &Plan) -> Result<(), Failure> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    let memory = Memory {
        session: session.state(),
        model: plan.model().clone(),
    };
    let out = OutDir::create(folder.unwrap_or(Path::new(".")))?;
    Ok(out.write(&name, |file| {
        serde_json::to_writer(&mut *file, &memory)?;
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
