//! A store in a directory, shared by the processes of one machine.

use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use async_trait::async_trait;
use aws_lc_rs::hmac;
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use secrecy::ExposeSecret as _;
use time::OffsetDateTime;
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep};

use super::exclusive::try_exclusive;
use super::{
    GrantKey, GrantLock, SaveError, StoredGrant, TokenStore, Version, Versioned, record,
    store_error,
};
use crate::error::{Error, ErrorKind, Outcome, Result};

/// Keeps grants in a directory of its own, one file each.
///
/// - A file appears whole or not at all, and has reached the disk when `save` returns: written
///   aside, synced, renamed, the directory synced.
/// - File names are keyed hashes: they tell nobody whose grants these are; the files do. The key of
///   the names is in the file `names.key`; back it up with the rest.
/// - On Unix the directory has mode 0700 and its files 0600. The tokens in them are not encrypted:
///   whoever can read the directory can act for your customers.
/// - The locks between processes are the kernel's and end with their holder. They need a local
///   file system; network file systems may only pretend to lock.
#[derive(Clone)]
pub struct FileTokenStore {
    directory: Arc<Directory>,
    longest_wait: Duration,
}

struct Directory {
    path: PathBuf,
    names: hmac::Key,
}

const NAMES_KEY: &str = "names.key";
const WRITE_LOCK: &str = "write.lock";
const GRANT: &str = ".grant";
const TEMPORARY: &str = ".tmp";
const WRITING_TAKES_AT_MOST: Duration = Duration::from_secs(20);

impl FileTokenStore {
    /// Opens the store in `directory`, creating it if need be. Blocks for a moment.
    ///
    /// # Errors
    /// [`ErrorKind::Store`] when the directory cannot be made or written, is open to other users,
    /// or has lost its `names.key`.
    pub fn open(directory: impl Into<PathBuf>) -> Result<Self> {
        let path = directory.into();
        create_private_directory(&path).map_err(cannot("create the store's directory"))?;
        let _writing = write_lock(&path)?;
        remove_leftovers(&path).map_err(cannot("clear away half-written files"))?;
        let names = names_key(&path)?;
        Ok(Self {
            directory: Arc::new(Directory { path, names }),
            longest_wait: Duration::from_secs(90),
        })
    }

    /// How long to wait for another process that is using a grant's refresh token; 90 seconds by
    /// default, somewhat more than a token request may take.
    #[must_use]
    pub fn with_longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// Runs `work` where blocking is allowed. Once begun it ends, even if the caller is gone.
    async fn blocking<T, E>(
        &self,
        work: impl FnOnce(&Directory) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let runtime = Handle::try_current().map_err(|_| {
            Error::config("the file token store needs a tokio runtime: make the call inside one")
        })?;
        let directory = Arc::clone(&self.directory);
        runtime
            .spawn_blocking(move || work(&directory))
            .await
            .unwrap_or_else(|_| Err(store_error("the runtime ended while files were used").into()))
    }
}

#[async_trait]
impl TokenStore for FileTokenStore {
    async fn load(&self, key: &GrantKey) -> Result<Option<Versioned<StoredGrant>>> {
        let name = self.directory.name(key);
        self.blocking(move |directory| directory.load(&name)).await
    }

    async fn save(
        &self,
        key: &GrantKey,
        expected: Option<Version>,
        grant: &StoredGrant,
    ) -> Result<Version, SaveError> {
        let (key, grant) = (key.clone(), grant.clone());
        self.blocking(move |directory| directory.save(&key, expected, &grant))
            .await
    }

    async fn delete(&self, key: &GrantKey) -> Result<bool> {
        let name = self.directory.name(key);
        self.blocking(move |directory| directory.delete(&name))
            .await
    }

    async fn list(&self, service: &str) -> Result<Vec<GrantKey>> {
        let service = service.to_owned();
        self.blocking(move |directory| directory.list(&service))
            .await
    }

    async fn lock(&self, key: &GrantKey) -> Result<GrantLock> {
        let path = self
            .directory
            .path
            .join(self.directory.name(key))
            .with_extension("lock");
        let until = Instant::now() + self.longest_wait;
        loop {
            let path = path.clone();
            let held = self
                .blocking(move |_| try_exclusive(&path).map_err(cannot("lock a grant")))
                .await?;
            match held {
                Some(file) => return Ok(GrantLock::holding(file)),
                None if Instant::now() < until => sleep(Duration::from_millis(20)).await,
                None => {
                    return Err(store_error(format!(
                        "another process has held the grant's lock for {} s",
                        self.longest_wait.as_secs()
                    )));
                }
            }
        }
    }
}

impl fmt::Debug for FileTokenStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileTokenStore")
            .field("directory", &self.directory.path)
            .finish_non_exhaustive()
    }
}

impl Directory {
    /// The file of a key: safe for any text, and meaningless without `names.key`.
    fn name(&self, key: &GrantKey) -> String {
        let mut tag = hmac::Context::with_key(&self.names);
        // The length first, so that no two keys run together into one text.
        tag.update(&key.service().len().to_be_bytes());
        tag.update(key.service().as_bytes());
        tag.update(key.id().as_bytes());
        format!("{}{GRANT}", record::hex(tag.sign().as_ref()))
    }

    fn load(&self, name: &str) -> Result<Option<Versioned<StoredGrant>>> {
        match fs::read(self.path.join(name)) {
            Ok(bytes) => record::read(name, bytes).map(|(_, grant)| Some(grant)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(cannot("read a grant")(cause)),
        }
    }

    fn save(
        &self,
        key: &GrantKey,
        expected: Option<Version>,
        grant: &StoredGrant,
    ) -> Result<Version, SaveError> {
        let name = &self.name(key);
        let _writing = write_lock(&self.path)?;
        let current = self.load(name)?.map(|stored| stored.version);
        if current != expected {
            return Err(SaveError::Conflict { current });
        }
        let version = version_after(current);
        let text = record::write(name, key, version, grant)?;
        replace(&self.path, name, text.expose_secret().as_bytes())
            .map_err(cannot("write a grant"))?;
        Ok(version)
    }

    fn list(&self, service: &str) -> Result<Vec<GrantKey>> {
        let files = files_ending(&self.path, GRANT).map_err(cannot("list the store"))?;
        let mut keys = Vec::with_capacity(files.len());
        for file in files {
            match fs::read(&file) {
                Ok(bytes) => keys.push(self.key_in(&file, bytes)?),
                // Deleted since the directory was read.
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
                Err(cause) => return Err(cannot("read a grant")(cause)),
            }
        }
        keys.retain(|key| key.service() == service);
        keys.sort_unstable();
        Ok(keys)
    }

    fn key_in(&self, file: &Path, bytes: Vec<u8>) -> Result<GrantKey> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let (key, _) = record::read(&name, bytes)?;
        let key = key.ok_or_else(|| {
            store_error(format!(
                "the grant file {name} is of an earlier version and does not say whose it is: it \
                 will once the grant is saved again"
            ))
        })?;
        if self.name(&key) != name {
            return Err(record::damaged(&name, "it says it is another's"));
        }
        Ok(key)
    }

    fn delete(&self, name: &str) -> Result<bool> {
        let _writing = write_lock(&self.path)?;
        match fs::remove_file(self.path.join(name)) {
            Ok(()) => {}
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(cause) => return Err(cannot("delete a grant")(cause)),
        }
        sync_directory(&self.path).map_err(cannot("delete a grant"))?;
        Ok(true)
    }
}

/// Counts on from the version there is. A first one starts at the clock, so that it differs from
/// those of a grant that was deleted under the same key.
fn version_after(current: Option<Version>) -> Version {
    let number = match current {
        Some(version) => version.number().wrapping_add(1),
        None => {
            let micros = OffsetDateTime::now_utc().unix_timestamp_nanos() / 1_000;
            u64::try_from(micros).unwrap_or(1)
        }
    };
    Version::new(number)
}

/// Held for the few milliseconds that a comparison and a write take.
fn write_lock(directory: &Path) -> Result<File> {
    let path = directory.join(WRITE_LOCK);
    let until = std::time::Instant::now() + WRITING_TAKES_AT_MOST;
    loop {
        match try_exclusive(&path).map_err(cannot("lock the store for writing"))? {
            Some(file) => return Ok(file),
            None if std::time::Instant::now() < until => thread::sleep(Duration::from_millis(2)),
            None => {
                return Err(store_error(
                    "another process has been writing to the store for too long; is it stopped?",
                ));
            }
        }
    }
}

/// The key of the file names. Without it no grant can be found, so it is only made for a store
/// that holds none.
fn names_key(directory: &Path) -> Result<hmac::Key> {
    let path = directory.join(NAMES_KEY);
    let bytes = match fs::read(&path) {
        Ok(bytes) if bytes.len() == 32 => bytes,
        Ok(_) => {
            return Err(store_error(
                "the store's names.key is damaged: restore it, for no grant is found without it",
            ));
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => new_names_key(directory)?,
        Err(cause) => return Err(cannot("read the store's names.key")(cause)),
    };
    Ok(hmac::Key::new(hmac::HMAC_SHA256, &bytes))
}

fn new_names_key(directory: &Path) -> Result<Vec<u8>> {
    let grants = files_ending(directory, GRANT).map_err(cannot("list the store"))?;
    if !grants.is_empty() {
        return Err(store_error(
            "the store holds grants but its names.key is gone: restore it, for no grant is found \
             without it",
        ));
    }
    let mut bytes = vec![0_u8; 32];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| store_error("the system's random source failed"))?;
    replace(directory, NAMES_KEY, &bytes).map_err(cannot("write the store's names.key"))?;
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
fn remove_leftovers(directory: &Path) -> io::Result<()> {
    let mut leftovers = files_ending(directory, &format!("{GRANT}{TEMPORARY}"))?;
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

fn cannot(action: &'static str) -> impl Fn(io::Error) -> Error {
    move |cause| {
        Error::new(
            ErrorKind::Store,
            Outcome::NotSent,
            format!("cannot {action}: {cause}"),
        )
    }
}
