//! The directory and its files.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use aws_lc_rs::hmac;
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use secrecy::{ExposeSecret as _, SecretString};
use time::OffsetDateTime;

use super::exclusive::try_exclusive;
use super::record::{self, Stored};
use super::{Kind, RecordKey, cannot, store_error};
use crate::digest::to_hex;
use crate::error::{Error, Result};

/// A directory of records of one kind. Everything here blocks.
///
/// - A file is written aside, synced, renamed, the directory synced.
/// - File names are keyed hashes: they tell nobody whose records these are; the files do. The key
///   of the names is in the file `names.key`.
/// - On Unix the directory has mode 0700 and its files 0600.
/// - The locks between processes are the kernel's and end with their holder.
pub(crate) struct Directory {
    path: PathBuf,
    names: hmac::Key,
    kind: &'static Kind,
}

/// What becomes of a record, and what to tell who asked.
pub(crate) struct Update<T> {
    /// The record from now on, one line; nothing to leave it as it is.
    pub(crate) body: Option<SecretString>,
    pub(crate) answer: T,
}

const NAMES_KEY: &str = "names.key";
const WRITE_LOCK: &str = "write.lock";
const TEMPORARY: &str = ".tmp";
const WRITING_TAKES_AT_MOST: Duration = Duration::from_secs(20);

impl Directory {
    pub(super) fn open(path: PathBuf, kind: &'static Kind) -> Result<Self> {
        create_private_directory(&path)
            .map_err(|cause| cannot("create the store's directory", &cause))?;
        let _writing = write_lock(&path)?;
        remove_leftovers(&path, kind)
            .map_err(|cause| cannot("clear away half-written files", &cause))?;
        let names = names_key(&path, kind)?;
        Ok(Self { path, names, kind })
    }

    /// Whether somebody has opened a store here before.
    pub(super) fn is_at(path: &Path) -> bool {
        path.join(NAMES_KEY).is_file()
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn kind(&self) -> &'static Kind {
        self.kind
    }

    pub(super) fn lock_file(&self, key: &RecordKey) -> PathBuf {
        self.path.join(self.name(key)).with_extension("lock")
    }

    /// The file of a key: safe for any text, and meaningless without `names.key`.
    fn name(&self, key: &RecordKey) -> String {
        let mut tag = hmac::Context::with_key(&self.names);
        // The length first, so that no two keys run together into one text.
        tag.update(&key.scope.len().to_be_bytes());
        tag.update(key.scope.as_bytes());
        tag.update(key.id.as_bytes());
        format!("{}{}", to_hex(tag.sign().as_ref()), self.kind.ending)
    }

    pub(crate) fn load(&self, key: &RecordKey) -> Result<Option<Stored>> {
        self.load_file(&self.name(key))
    }

    fn load_file(&self, name: &str) -> Result<Option<Stored>> {
        match fs::read(self.path.join(name)) {
            Ok(bytes) => record::read(self.kind, name, bytes).map(Some),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(self.cannot("read", &cause)),
        }
    }

    /// Changes a record by what it is now, with no other change in between in any process. Gives
    /// the answer, and the version that the record has afterwards.
    pub(crate) fn update<T, E: From<Error>>(
        &self,
        key: &RecordKey,
        change: impl FnOnce(Option<&Stored>) -> Result<Update<T>, E>,
    ) -> Result<(T, Option<u64>), E> {
        let name = &self.name(key);
        let _writing = write_lock(&self.path)?;
        let stored = self.load_file(name)?;
        let current = stored.as_ref().map(|stored| stored.version);
        let Update { body, answer } = change(stored.as_ref())?;
        let Some(body) = body else {
            return Ok((answer, current));
        };
        let version = version_after(current);
        let text = record::write(self.kind, name, key, version, &body)?;
        replace(&self.path, name, text.expose_secret().as_bytes())
            .map_err(|cause| self.cannot("write", &cause))?;
        Ok((answer, Some(version)))
    }

    /// Every record there is, each proved to be whose it says.
    pub(crate) fn list(&self) -> Result<Vec<(RecordKey, Stored)>> {
        let files = files_ending(&self.path, self.kind.ending)
            .map_err(|cause| cannot("list the store", &cause))?;
        let mut records = Vec::with_capacity(files.len());
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            // It may have been deleted since the directory was read.
            if let Some(stored) = self.load_file(&name)? {
                records.push((self.key_in(&name, &stored)?, stored));
            }
        }
        Ok(records)
    }

    fn key_in(&self, name: &str, stored: &Stored) -> Result<RecordKey> {
        let one = self.kind.one;
        let key = stored.key.clone().ok_or_else(|| {
            store_error(format!(
                "the {one} file {name} is of an earlier version and does not say whose it is: it \
                 will once the {one} is saved again"
            ))
        })?;
        if self.name(&key) != name {
            return Err(record::damaged(self.kind, name, "it says it is another's"));
        }
        Ok(key)
    }

    /// Removes a record and says whether there was one.
    pub(crate) fn delete(&self, key: &RecordKey) -> Result<bool> {
        let _writing = write_lock(&self.path)?;
        match fs::remove_file(self.path.join(self.name(key))) {
            Ok(()) => {}
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(cause) => return Err(self.cannot("delete", &cause)),
        }
        sync_directory(&self.path).map_err(|cause| self.cannot("delete", &cause))?;
        Ok(true)
    }

    fn cannot(&self, action: &str, cause: &io::Error) -> Error {
        cannot(format_args!("{action} a {}", self.kind.one), cause)
    }
}

/// Counts on from the version there is. A first one starts at the clock, so that it differs from
/// those of a record that was deleted under the same key.
fn version_after(current: Option<u64>) -> u64 {
    match current {
        Some(version) => version.wrapping_add(1),
        None => {
            let micros = OffsetDateTime::now_utc().unix_timestamp_nanos() / 1_000;
            u64::try_from(micros).unwrap_or(1)
        }
    }
}

/// Held for the few milliseconds that a comparison and a write take.
fn write_lock(directory: &Path) -> Result<File> {
    let path = directory.join(WRITE_LOCK);
    let until = Instant::now() + WRITING_TAKES_AT_MOST;
    loop {
        let locked = try_exclusive(&path);
        match locked.map_err(|cause| cannot("lock the store for writing", &cause))? {
            Some(file) => return Ok(file),
            None if Instant::now() < until => thread::sleep(Duration::from_millis(2)),
            None => {
                return Err(store_error(
                    "another process has been writing to the store for too long; is it stopped?",
                ));
            }
        }
    }
}

/// The key of the file names. Without it no record can be found, so it is only made for a store
/// that holds none.
fn names_key(directory: &Path, kind: &Kind) -> Result<hmac::Key> {
    let path = directory.join(NAMES_KEY);
    let bytes = match fs::read(&path) {
        Ok(bytes) if bytes.len() == 32 => bytes,
        Ok(_) => {
            return Err(store_error(format!(
                "the store's names.key is damaged: restore it, for no {} is found without it",
                kind.one
            )));
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => new_names_key(directory, kind)?,
        Err(cause) => return Err(cannot("read the store's names.key", &cause)),
    };
    Ok(hmac::Key::new(hmac::HMAC_SHA256, &bytes))
}

fn new_names_key(directory: &Path, kind: &Kind) -> Result<Vec<u8>> {
    let records =
        files_ending(directory, kind.ending).map_err(|cause| cannot("list the store", &cause))?;
    if !records.is_empty() {
        return Err(store_error(format!(
            "the store holds {} but its names.key is gone: restore it, for no {} is found without \
             it",
            kind.many, kind.one
        )));
    }
    let mut bytes = vec![0_u8; 32];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| store_error("the system's random source failed"))?;
    replace(directory, NAMES_KEY, &bytes)
        .map_err(|cause| cannot("write the store's names.key", &cause))?;
    Ok(bytes)
}

/// Puts `bytes` in the place of the file in one step that survives a power cut. Callers hold the
/// write lock, so the temporary name is theirs alone.
fn replace(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let temporary = directory.join(format!("{name}{TEMPORARY}"));
    let mut options = OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&temporary, directory.join(name))?;
    sync_directory(directory)
}

/// A rename is durable when its directory is. Windows has no such call and needs none.
fn sync_directory(directory: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(directory)?.sync_all()?;
    }
    Ok(())
}

/// A process that died while writing leaves a file that nobody renamed. Only names of ours are
/// touched, should the directory hold anything else.
fn remove_leftovers(directory: &Path, kind: &Kind) -> io::Result<()> {
    let mut leftovers = files_ending(directory, &format!("{}{TEMPORARY}", kind.ending))?;
    leftovers.extend(files_ending(directory, &format!("{NAMES_KEY}{TEMPORARY}"))?);
    leftovers.into_iter().try_for_each(fs::remove_file)
}

fn files_ending(directory: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().ends_with(ending) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

#[cfg(unix)]
fn create_private_directory(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};

    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "other users can reach it: give the store a directory of its own with mode 0700",
        ));
    }
    Ok(())
}

#[cfg(not(unix))]
fn create_private_directory(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).create(path)
}
