//! Linking records by hash, and finding where somebody changed them.

use std::error::Error;
use std::fmt;
use std::io::{self, BufRead, Read};

use serde::{Deserialize, Serialize};

use super::error::AuditError;
use super::event::AuditEvent;
use super::hash::Sha256Hash;

/// Longer lines are none of ours: 512 list entries of 128 bytes and a note fit in easily.
pub(super) const MAX_LINE: u64 = 256 * 1024;

/// The end of a chain: how many records it has, and the hash of the last.
///
/// Serializes; keep one where the log's writer cannot change it, as the anchor for
/// [`verify_against`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainHead {
    records: u64,
    hash: Sha256Hash,
}

/// An event as a line of the log.
#[derive(Debug, Clone)]
pub struct SealedRecord {
    line: String,
    head: ChainHead,
}

impl ChainHead {
    /// The chain without records.
    pub const GENESIS: Self = Self {
        records: 0,
        hash: Sha256Hash::GENESIS,
    };

    /// How many records the chain has.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// The hash of the last record.
    pub fn hash(&self) -> Sha256Hash {
        self.hash
    }

    /// The record that continues this chain with `event`: for sinks of your own that keep a chain.
    ///
    /// # Errors
    /// [`AuditError::Encode`].
    pub fn seal(&self, event: &AuditEvent) -> Result<SealedRecord, AuditError> {
        #[derive(Serialize)]
        struct Content<'a> {
            seq: u64,
            #[serde(flatten)]
            event: &'a AuditEvent,
            prev_hash: Sha256Hash,
        }
        let seq = self.records + 1;
        let content = Content {
            seq,
            event,
            prev_hash: self.hash,
        };
        let mut line =
            serde_json::to_string(&content).map_err(|cause| AuditError::Encode(Box::new(cause)))?;
        line.pop();
        let hash = record_hash(self.hash, line.as_bytes());
        line.push_str(&hash_member(hash));
        Ok(SealedRecord {
            line,
            head: Self { records: seq, hash },
        })
    }

    /// The chain one record further, if `line` follows.
    pub(super) fn advance(&self, line: &[u8]) -> Result<Self, ChainFault> {
        let link = Link::read(line)?;
        match self.fault_before(&link) {
            Some(fault) => Err(fault),
            None => Ok(link.head()),
        }
    }

    /// Why a record does not follow this chain, unless it does.
    pub(super) fn fault_before(&self, link: &Link) -> Option<ChainFault> {
        let expected_seq = self.records.saturating_add(1);
        let follows = link.seq == expected_seq && link.prev_hash == self.hash;
        (!follows).then_some(ChainFault::Unlinked {
            expected_seq,
            found_seq: link.seq,
        })
    }
}

impl SealedRecord {
    /// The JSON line, without line break.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// The end of the chain with this record in it.
    pub fn head(&self) -> ChainHead {
        self.head
    }
}

/// The members that hold the chain together.
#[derive(Deserialize)]
pub(super) struct Link {
    seq: u64,
    prev_hash: Sha256Hash,
    hash: Sha256Hash,
}

impl Link {
    /// Reads a line whose hash is right. Works on its bytes, so that a record with members this
    /// version does not know verifies, too.
    pub(super) fn read(line: &[u8]) -> Result<Self, ChainFault> {
        let link: Self = serde_json::from_slice(line).map_err(|_| ChainFault::Malformed)?;
        let content = line
            .strip_suffix(hash_member(link.hash).as_bytes())
            .ok_or(ChainFault::Malformed)?;
        if record_hash(link.prev_hash, content) != link.hash {
            return Err(ChainFault::Edited);
        }
        Ok(link)
    }

    pub(super) fn head(&self) -> ChainHead {
        ChainHead {
            records: self.seq,
            hash: self.hash,
        }
    }
}

/// `content` is the record up to its last member, without the closing brace.
fn record_hash(prev_hash: Sha256Hash, content: &[u8]) -> Sha256Hash {
    Sha256Hash::of_pieces(&[prev_hash.to_string().as_bytes(), content, b"}"])
}

/// What follows the content.
fn hash_member(hash: Sha256Hash) -> String {
    format!(r#","hash":"{hash}"}}"#)
}

/// The first place where a log does not hold.
#[derive(Debug)]
pub struct ChainBreak {
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong there.
    pub what: ChainFault,
}

/// What is wrong with a line.
#[derive(Debug)]
#[non_exhaustive]
pub enum ChainFault {
    /// Not a record as we write them.
    Malformed,
    /// The record's content does not have the record's hash.
    Edited,
    /// The record does not follow the one before: here a record was removed, inserted or moved,
    /// or the one before was replaced together with its hash.
    Unlinked {
        /// The number it should have.
        expected_seq: u64,
        /// The number it has.
        found_seq: u64,
    },
    /// The last line has no end: the writer died, or the log was cut.
    Unterminated,
    /// Longer than any record.
    TooLong,
    /// The log is shorter than the anchor says: its end was cut off.
    Truncated {
        /// Records it had when the anchor was taken.
        anchored: u64,
        /// Records it has.
        found: u64,
    },
    /// The chain holds, but not the one the anchor was taken of: up to here it was written anew.
    Rewritten,
    /// The log could not be read further.
    Unreadable(io::Error),
}

impl fmt::Display for ChainBreak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "audit log, line {}: {}", self.line, self.what)
    }
}

impl Error for ChainBreak {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.what.source()
    }
}

impl fmt::Display for ChainFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed => write!(f, "not a record"),
            Self::Edited => write!(f, "the content was edited: it does not have its hash"),
            Self::Unlinked {
                expected_seq,
                found_seq,
            } => write!(
                f,
                "does not follow the record before (number {found_seq} where {expected_seq} \
                 should be): a record was removed, inserted, moved or replaced"
            ),
            Self::Unterminated => write!(f, "the line has no end"),
            Self::TooLong => write!(f, "longer than any record"),
            Self::Truncated { anchored, found } => {
                write!(f, "the end was cut off: {found} records of {anchored}")
            }
            Self::Rewritten => write!(f, "the log was written anew: this is not the anchored one"),
            Self::Unreadable(_) => write!(f, "could not be read"),
        }
    }
}

impl Error for ChainFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreadable(source) => Some(source),
            _ => None,
        }
    }
}

/// Verifies a log from its first line and returns its end.
///
/// One line at a time is in memory. The end itself may be missing and the whole may be written
/// anew: only [`verify_against`] shows that.
///
/// # Errors
/// The first line where the chain breaks.
pub fn verify_chain(log: impl BufRead) -> Result<ChainHead, ChainBreak> {
    verify_against(log, &ChainHead::GENESIS)
}

/// Verifies a log, and that it continues the chain whose end was `anchor`.
///
/// # Errors
/// The first line where the chain breaks or leaves the anchored one.
pub fn verify_against(mut log: impl BufRead, anchor: &ChainHead) -> Result<ChainHead, ChainBreak> {
    let mut head = ChainHead::GENESIS;
    let mut line = Vec::new();
    loop {
        if head.records == anchor.records && head.hash != anchor.hash {
            return Err(ChainBreak {
                line: head.records,
                what: ChainFault::Rewritten,
            });
        }
        let broken = |what| ChainBreak {
            line: head.records + 1,
            what,
        };
        if !read_line(&mut log, &mut line).map_err(broken)? {
            break;
        }
        head = head.advance(&line).map_err(broken)?;
    }
    if head.records < anchor.records {
        let what = ChainFault::Truncated {
            anchored: anchor.records,
            found: head.records,
        };
        return Err(ChainBreak {
            line: head.records + 1,
            what,
        });
    }
    Ok(head)
}

/// Reads the next line without its break; `false` at the end of the log.
pub(super) fn read_line(log: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, ChainFault> {
    line.clear();
    let mut bounded = log.take(MAX_LINE);
    if bounded
        .read_until(b'\n', line)
        .map_err(ChainFault::Unreadable)?
        == 0
    {
        return Ok(false);
    }
    if line.pop_if(|last| *last == b'\n').is_some() {
        return Ok(true);
    }
    Err(if bounded.limit() == 0 {
        ChainFault::TooLong
    } else {
        ChainFault::Unterminated
    })
}
