//! One pass over the log: proving its chain, comparing it with what was kept elsewhere, and taking
//! out what concerns the subject. One line at a time is in memory, and what was taken out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use client_core::audit::{
    AuditFacts, ChainBreak, ChainFault, ChainHead, SubjectToken, read_entries,
};
use serde::Serialize;
use thiserror::Error;

/// Breaks told one by one; of more, the number.
const BREAKS_TOLD: usize = 20;

/// What the log says of the subject, and what it proves.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) chain: Chain,
    pub(super) found: Vec<Found>,
}

/// A record about the subject, or of something they did.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) seq: u64,
    pub(super) facts: AuditFacts,
    /// Whether the chain holds from the log's first line to this one.
    pub(super) is_proved: bool,
}

/// Whether the log is what was written.
#[derive(Debug, Serialize)]
pub(super) struct Chain {
    /// Records that could be read.
    pub(super) records: u64,
    /// Its end, to be kept for the next time.
    pub(super) head: ChainHead,
    /// How many places do not hold.
    pub(super) broken_places: usize,
    /// The first of them.
    pub(super) breaks: Vec<Break>,
    /// What came of each head that was kept elsewhere.
    pub(super) anchors: Vec<Anchor>,
}

/// A line that does not hold.
#[derive(Debug, Serialize)]
pub(super) struct Break {
    pub(super) line: u64,
    /// For programs.
    pub(super) fault: &'static str,
    /// As the log's reader says it.
    pub(super) says: String,
}

/// A head that was kept elsewhere.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Anchor {
    pub(super) records: u64,
    pub(super) verdict: Verdict,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    /// The log is the one that the head was taken of.
    Holds,
    /// The record is the one of the head, and something before it was changed since.
    BrokenBefore,
    /// Up to there the log was written anew.
    Rewritten,
    /// The log has no such record: its end was cut off, or it is lost in a break.
    Missing,
}

/// Why the log or the heads cannot be read.
#[derive(Debug, Error)]
pub(super) enum ReadingError {
    #[error("cannot read {path}: {cause}")]
    Unreadable { path: PathBuf, cause: io::Error },
    #[error(
        "{path}, line {line}: not a chain head, such as {{\"records\":412,\"hash\":\"sha256:…\"}}"
    )]
    Head { path: PathBuf, line: usize },
}

impl Chain {
    /// Whether everything holds.
    pub(super) fn holds(&self) -> bool {
        self.broken_places == 0 && self.anchors.iter().all(|one| one.verdict == Verdict::Holds)
    }
}

/// Reads the whole log, past its breaks.
pub(super) fn read(
    log: &Path,
    heads: Option<&Path>,
    subject: &[SubjectToken],
) -> Result<Reading, ReadingError> {
    let mut anchors = heads.map(read_heads).transpose()?.unwrap_or_default();
    let file = File::open(log).map_err(unreadable(log))?;
    let mut entries = read_entries(BufReader::with_capacity(1 << 16, file)).past_breaks();
    let (mut found, mut records, mut breaks) = (Vec::new(), 0, Breaks::default());
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(broken) => {
                breaks.add(broken);
                continue;
            }
        };
        records += 1;
        anchors.compare(&entries.head(), breaks.count > 0);
        if !subject.iter().any(|token| entry.concerns(token)) {
            continue;
        }
        match entry.facts() {
            Ok(facts) => found.push(Found {
                seq: entry.seq(),
                facts,
                is_proved: breaks.count == 0,
            }),
            // Proved, and not to be understood: people must look at it.
            Err(what) => breaks.add(ChainBreak {
                line: entry.seq(),
                what,
            }),
        }
    }
    let chain = Chain {
        records,
        head: entries.head(),
        broken_places: breaks.count,
        breaks: breaks.first,
        anchors: anchors.verdicts(),
    };
    Ok(Reading { chain, found })
}

#[derive(Default)]
struct Breaks {
    first: Vec<Break>,
    count: usize,
}

impl Breaks {
    fn add(&mut self, broken: ChainBreak) {
        let says = broken.what.to_string();
        let fault = match broken.what {
            ChainFault::Malformed => "malformed",
            ChainFault::Edited => "edited",
            ChainFault::Unlinked { .. } => "unlinked",
            ChainFault::Unterminated => "unterminated",
            ChainFault::TooLong => "too_long",
            ChainFault::Unreadable(_) => "unreadable",
            _ => "other",
        };
        self.count += 1;
        if self.first.len() < BREAKS_TOLD {
            self.first.push(Break {
                line: broken.line,
                fault,
                says,
            });
        }
    }
}

/// The heads that were kept elsewhere, by their number of records.
#[derive(Default)]
struct Anchors(BTreeMap<u64, Vec<(ChainHead, Verdict)>>);

impl Anchors {
    fn compare(&mut self, head: &ChainHead, is_broken: bool) {
        for (anchor, verdict) in self.0.get_mut(&head.records()).into_iter().flatten() {
            *verdict = match (anchor == head, is_broken) {
                (true, false) => Verdict::Holds,
                (true, true) => Verdict::BrokenBefore,
                (false, _) => Verdict::Rewritten,
            };
        }
    }

    fn verdicts(self) -> Vec<Anchor> {
        let anchors = self.0.into_values().flatten();
        let told = anchors.map(|(head, verdict)| Anchor {
            records: head.records(),
            verdict,
        });
        told.collect()
    }
}

fn read_heads(path: &Path) -> Result<Anchors, ReadingError> {
    let file = File::open(path).map_err(unreadable(path))?;
    let mut anchors = Anchors::default();
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(unreadable(path))?;
        if line.trim().is_empty() {
            continue;
        }
        let head: ChainHead = serde_json::from_str(&line).map_err(|_| ReadingError::Head {
            path: path.to_owned(),
            line: at + 1,
        })?;
        let known = anchors.0.entry(head.records()).or_default();
        known.push((head, Verdict::Missing));
    }
    anchors.compare(&ChainHead::GENESIS, false);
    Ok(anchors)
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> ReadingError {
    let path = path.to_owned();
    move |cause| ReadingError::Unreadable { path, cause }
}
