use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::chain::{ChainFault, ChainHead, Link, MAX_LINE};
use super::error::AuditError;
use super::event::AuditEvent;
use super::sink::AuditSink;

/// What must have happened before an event counts as kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Durability {
    /// It is on the disk: survives a power cut. Milliseconds per event.
    EveryRecord,
    /// The operating system has it: survives the death of the process. Call
    /// [`JsonLinesSink::sync`] where it must be on the disk.
    OperatingSystem,
}

/// How to open a [`JsonLinesSink`].
#[derive(Debug, Clone)]
pub struct JsonLinesOptions {
    durability: Durability,
    torn_tail_cut: bool,
}

impl JsonLinesOptions {
    /// Every record goes to the disk; a torn tail is an error.
    pub fn new() -> Self {
        Self {
            durability: Durability::EveryRecord,
            torn_tail_cut: false,
        }
    }

    /// What must have happened before an event counts as kept.
    #[must_use]
    pub fn with_durability(mut self, durability: Durability) -> Self {
        self.durability = durability;
        self
    }

    /// Cuts off an unfinished last line, with a warning in the log of the program.
    ///
    /// Under [`Durability::EveryRecord`] nobody was told that its event was kept. Otherwise a
    /// power cut may have torn an event that counted as kept.
    #[must_use]
    pub fn with_torn_tail_cut(mut self) -> Self {
        self.torn_tail_cut = true;
        self
    }

    /// Opens the log at `path`, creates it if there is none, and continues its chain.
    ///
    /// The last record is verified, not the whole log: run [`verify_chain`](super::verify_chain)
    /// for that.
    ///
    /// # Errors
    /// [`AuditError::Locked`], [`AuditError::TornTail`], [`AuditError::BrokenTail`] or
    /// [`AuditError::Io`]; each says what to do.
    pub fn open(&self, path: impl AsRef<Path>) -> Result<JsonLinesSink, AuditError> {
        let path = path.as_ref();
        let mut file = open_file(path).map_err(AuditError::io("open the log"))?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => AuditError::Locked {
                path: path.to_owned(),
            },
            TryLockError::Error(error) => AuditError::io("lock the log")(error),
        })?;
        let tail = read_tail(&mut file)?;
        if tail.torn > 0 {
            if !self.torn_tail_cut {
                return Err(AuditError::TornTail {
                    whole: tail.whole,
                    torn: tail.torn,
                });
            }
            file.set_len(tail.whole)
                .map_err(AuditError::io("cut the torn tail off"))?;
            tracing::warn!(bytes = tail.torn, "unfinished audit record cut off");
        }
        if self.durability == Durability::EveryRecord {
            sync_with_directory(&file, path).map_err(AuditError::io("sync the log"))?;
        }
        let writer = Writer {
            file,
            length: tail.whole,
            head: tail.head,
            usable: true,
        };
        let durability = self.durability;
        let log = Arc::new(Log {
            durability,
            writer: Mutex::new(writer),
        });
        Ok(JsonLinesSink { log })
    }
}

impl Default for JsonLinesOptions {
    fn default() -> Self {
        Self::new()
    }
}

/// A hash-chained log in a file, one JSON object per line, for one writer at a time.
///
/// The operating system keeps other writers out and lets them in when this one is gone, however it
/// died; on network drives that is as good as the drive. On Unix a new log is readable by its
/// owner alone. Cheap to clone; clones share the chain.
#[derive(Debug, Clone)]
pub struct JsonLinesSink {
    log: Arc<Log>,
}

#[derive(Debug)]
struct Log {
    durability: Durability,
    writer: Mutex<Writer>,
}

#[derive(Debug)]
struct Writer {
    file: File,
    length: u64,
    head: ChainHead,
    usable: bool,
}

impl JsonLinesSink {
    /// Opens the log at `path` as [`JsonLinesOptions::new`] does.
    ///
    /// # Errors
    /// Those of [`JsonLinesOptions::open`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, AuditError> {
        JsonLinesOptions::new().open(path)
    }

    /// The end of the chain: store it elsewhere as an anchor for
    /// [`verify_against`](super::verify_against).
    pub fn head(&self) -> ChainHead {
        self.log.writer().head
    }

    /// Keeps `event` without an asynchronous runtime. Blocks for the disk.
    ///
    /// # Errors
    /// When it was not kept, or nobody knows.
    pub fn append_blocking(&self, event: &AuditEvent) -> Result<(), AuditError> {
        self.log.append(event)
    }

    /// Waits until everything appended is on the disk.
    ///
    /// # Errors
    /// [`AuditError::Io`]; what was appended since the last sync may be lost.
    pub fn sync(&self) -> Result<(), AuditError> {
        self.log.writer().sync()
    }
}

#[async_trait]
impl AuditSink for JsonLinesSink {
    /// Writes on a thread for blocking work, or in place outside of tokio. Once begun, the write
    /// is finished even if the future is dropped: no torn line.
    async fn append(&self, event: &AuditEvent) -> Result<(), AuditError> {
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            return self.log.append(event);
        };
        let log = Arc::clone(&self.log);
        let event = event.clone();
        let written = runtime.spawn_blocking(move || log.append(&event)).await;
        written.unwrap_or(Err(AuditError::Interrupted))
    }
}

impl Log {
    fn writer(&self) -> MutexGuard<'_, Writer> {
        // A writer that panicked half way has another length on disk, which `append` notices.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn append(&self, event: &AuditEvent) -> Result<(), AuditError> {
        let mut writer = self.writer();
        writer.append(event)?;
        match self.durability {
            Durability::EveryRecord => writer.sync(),
            Durability::OperatingSystem => Ok(()),
        }
    }
}

impl Writer {
    fn append(&mut self, event: &AuditEvent) -> Result<(), AuditError> {
        if !self.usable {
            return Err(AuditError::Unusable);
        }
        let found = self
            .file
            .metadata()
            .map_err(AuditError::io("look at the log"))?
            .len();
        if found != self.length {
            return Err(AuditError::ForeignWrite {
                expected: self.length,
                found,
            });
        }
        let record = self.head.seal(event)?;
        let line = format!("{}\n", record.line());
        if let Err(error) = self.file.write_all(line.as_bytes()) {
            // A full disk may have taken half of the line.
            self.usable = self.file.set_len(self.length).is_ok();
            return Err(AuditError::io("write to the log")(error));
        }
        self.length += line.len() as u64;
        self.head = record.head();
        Ok(())
    }

    fn sync(&mut self) -> Result<(), AuditError> {
        self.file.sync_data().map_err(|error| {
            // After a failed sync nobody knows what is on the disk; trying again proves nothing.
            self.usable = false;
            AuditError::io("sync the log")(error)
        })
    }
}

fn open_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A new file is on the disk once its directory is.
fn sync_with_directory(file: &File, path: &Path) -> io::Result<()> {
    file.sync_all()?;
    #[cfg(unix)]
    if let Some(directory) = path.parent() {
        let here = Path::new(".");
        let directory = if directory.as_os_str().is_empty() {
            here
        } else {
            directory
        };
        File::open(directory)?.sync_all()?;
    }
    Ok(())
}

/// The end of a log.
struct Tail {
    /// Where the last whole record ends.
    whole: u64,
    /// Bytes behind it.
    torn: u64,
    head: ChainHead,
}

fn read_tail(file: &mut File) -> Result<Tail, AuditError> {
    let action = "read the log";
    let length = file
        .seek(SeekFrom::End(0))
        .map_err(AuditError::io(action))?;
    let whole = after_last_break(file, length).map_err(AuditError::io(action))?;
    let torn = length - whole;
    if whole == 0 {
        return Ok(Tail {
            whole,
            torn,
            head: ChainHead::GENESIS,
        });
    }
    let end = whole - 1;
    let start = after_last_break(file, end).map_err(AuditError::io(action))?;
    if end - start >= MAX_LINE {
        return Err(AuditError::BrokenTail(ChainFault::TooLong));
    }
    let line = read_range(file, start, end).map_err(AuditError::io(action))?;
    let link = Link::read(&line).map_err(AuditError::BrokenTail)?;
    Ok(Tail {
        whole,
        torn,
        head: link.head(),
    })
}

/// The position behind the last line break before `end`; 0 if there is none.
fn after_last_break(file: &mut File, mut end: u64) -> io::Result<u64> {
    const CHUNK: u64 = 8 * 1024;
    while end > 0 {
        let start = end.saturating_sub(CHUNK);
        let chunk = read_range(file, start, end)?;
        if let Some(position) = chunk.iter().rposition(|b| *b == b'\n') {
            return Ok(start + position as u64 + 1);
        }
        end = start;
    }
    Ok(0)
}

fn read_range(file: &mut File, start: u64, end: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.take(end - start).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::{AuditError, AuditEvent, ChainHead, File, Writer};
    use crate::audit::AuditKind;

    #[test]
    fn a_writer_that_could_not_clean_up_after_a_failed_write_writes_no_more() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("audit.jsonl");
        std::fs::write(&path, "").unwrap();
        // Opened for reading: neither writing nor cutting off works.
        let file = File::open(&path).unwrap();
        let mut writer = Writer {
            file,
            length: 0,
            head: ChainHead::GENESIS,
            usable: true,
        };
        let event =
            AuditEvent::builder(AuditKind::PAYMENT_SENT, datetime!(2026-11-21 12:00:00 UTC))
                .build()
                .unwrap();

        let failed = writer.append(&event);
        assert!(matches!(
            failed,
            Err(AuditError::Io {
                action: "write to the log",
                ..
            })
        ));
        assert_eq!(writer.head, ChainHead::GENESIS);
        assert!(matches!(writer.append(&event), Err(AuditError::Unusable)));
    }
}
