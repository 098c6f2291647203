use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use super::chain::ChainFault;
use super::kind::AuditKind;
use super::privacy::Sensitive;

/// Why an event could not be built. No value of the event appears in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventError {
    /// A text seems to hold personal data or a credential. Use a pseudonym, or leave it out.
    Sensitive {
        /// The field.
        field: &'static str,
        /// What was recognised.
        found: Sensitive,
    },
    /// A value has another shape than its field demands.
    Malformed {
        /// The field.
        field: &'static str,
        /// The shape it demands.
        expected: &'static str,
        /// Length of what was given.
        length: usize,
    },
    /// A field that the kind of event demands is missing.
    Missing {
        /// The field.
        field: &'static str,
        /// The kind of event.
        kind: AuditKind,
    },
    /// The date range ends before it begins.
    DateRange,
    /// An instant before 1970 or after 9999.
    Time {
        /// The field.
        field: &'static str,
    },
    /// The operating system gave no random numbers for the record id.
    Randomness,
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("audit event: ")?;
        match self {
            Self::Sensitive { field, found } => write!(
                f,
                "`{field}` contains what looks like {found}; use a pseudonym or leave it out"
            ),
            Self::Malformed {
                field,
                expected,
                length,
            } => {
                write!(f, "`{field}` must be {expected}, got a length of {length}")
            }
            Self::Missing { field, kind } => write!(f, "`{field}` is required for `{kind}`"),
            Self::DateRange => write!(f, "`date_range` ends before it begins"),
            Self::Time { field } => write!(f, "`{field}` must lie in the years 1970 to 9999"),
            Self::Randomness => write!(f, "no random numbers from the operating system"),
        }
    }
}

impl Error for EventError {}

/// Why a pseudonym could not be made. The value does not appear in it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PseudonymError {
    /// A key this short can be guessed, and with it every subject.
    KeyTooShort {
        /// Its length in bytes.
        length: usize,
        /// The length it needs.
        minimum: usize,
    },
    /// The value is not of its kind.
    Malformed {
        /// What it should have been.
        what: &'static str,
        /// The shape of that.
        expected: &'static str,
        /// Length of what was given, in bytes.
        length: usize,
    },
}

impl fmt::Display for PseudonymError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeyTooShort { length, minimum } => {
                write!(
                    f,
                    "pseudonym key: needs at least {minimum} bytes, has {length}"
                )
            }
            Self::Malformed {
                what,
                expected,
                length,
            } => {
                write!(
                    f,
                    "pseudonym of a {what}: expected {expected}, got {length} bytes"
                )
            }
        }
    }
}

impl Error for PseudonymError {}

/// Why an event was not kept.
#[derive(Debug)]
#[non_exhaustive]
pub enum AuditError {
    /// Another process, or another sink of this one, is writing to the log.
    Locked {
        /// The log.
        path: PathBuf,
    },
    /// The log ends in the middle of a record: its writer died.
    ///
    /// Look at it; then open with
    /// [`with_torn_tail_cut`](super::JsonLinesOptions::with_torn_tail_cut).
    TornTail {
        /// Where the last whole record ends, in bytes.
        whole: u64,
        /// Bytes behind it.
        torn: u64,
    },
    /// The last record of the log does not prove itself, so nothing can be chained to it. Find the
    /// place with [`verify_chain`](super::verify_chain), and start a new file.
    BrokenTail(ChainFault),
    /// Somebody else wrote to the log or cut it since our last record. Open it again.
    ForeignWrite {
        /// Size we left it with, in bytes.
        expected: u64,
        /// Size it has.
        found: u64,
    },
    /// An earlier failure left it unclear what is on disk. Drop the sink and open the log again.
    Unusable,
    /// A file operation failed.
    Io {
        /// What was tried.
        action: &'static str,
        /// Why it failed.
        source: io::Error,
    },
    /// The event cannot be written as JSON.
    Encode(Box<dyn Error + Send + Sync>),
    /// The runtime shut down while the record was written; it may be in the log.
    Interrupted,
    /// A sink of yours failed.
    Sink(Box<dyn Error + Send + Sync>),
}

impl AuditError {
    /// The failure of a sink of your own.
    pub fn sink(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Sink(source.into())
    }

    pub(super) fn io(action: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, source }
    }
}

impl fmt::Display for AuditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("audit log: ")?;
        match self {
            Self::Locked { path } => write!(f, "{} has another writer", path.display()),
            Self::TornTail { whole, torn } => write!(
                f,
                "ends in the middle of a record: {torn} bytes behind the last whole one at {whole}"
            ),
            Self::BrokenTail(_) => write!(f, "the last record does not prove itself"),
            Self::ForeignWrite { expected, found } => write!(
                f,
                "changed by somebody else: {found} bytes where we left {expected}; open it again"
            ),
            Self::Unusable => write!(f, "an earlier write failed; open it again"),
            Self::Io { action, .. } => write!(f, "could not {action}"),
            Self::Encode(_) => write!(f, "the event cannot be written as JSON"),
            Self::Interrupted => write!(f, "the runtime shut down during a write"),
            Self::Sink(_) => write!(f, "the sink failed"),
        }
    }
}

impl Error for AuditError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::BrokenTail(fault) => Some(fault),
            Self::Io { source, .. } => Some(source),
            Self::Encode(source) | Self::Sink(source) => Some(source.as_ref()),
            _ => None,
        }
    }
}
