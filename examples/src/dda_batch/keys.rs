//! Keys that approve: private ones in PEM files, public ones in the list of approvers.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use client_core::secret::{ExposeSecret as _, SecretString};
use thiserror::Error;

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";
const KIND: &str = "ed25519";

/// Why a key cannot be used.
#[derive(Debug, Error)]
pub enum KeyError {
    /// A file cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// No Ed25519 key stands in the file.
    #[error(
        "{} holds no Ed25519 key in PEM (PKCS#8, unencrypted); make one with keygen, or with \
         openssl genpkey -algorithm ED25519",
        path.display()
    )]
    NoKey {
        /// Which file.
        path: PathBuf,
    },
    /// A line of the list of approvers cannot be read.
    #[error(
        "{}, line {line}: write `ed25519`, the public key in Base64 and the name, as keygen prints \
         them; each key and each name once",
        path.display()
    )]
    Line {
        /// Which file.
        path: PathBuf,
        /// Which line.
        line: usize,
    },
    /// The name cannot stand in the list.
    #[error("--name is empty or has a line break; write a name of up to 120 characters")]
    Name,
    /// The system has no randomness.
    #[error("no key can be made: the system has no randomness")]
    Randomness,
}

/// A private key that approves. `Debug` shows nothing of it.
pub struct ApprovalKey(Ed25519KeyPair);

impl ApprovalKey {
    /// Makes a new key.
    ///
    /// # Errors
    /// [`KeyError::Randomness`].
    pub fn generate() -> Result<Self, KeyError> {
        let pair = Ed25519KeyPair::generate().map_err(|_| KeyError::Randomness)?;
        Ok(Self(pair))
    }

    /// Reads a key from a PEM file.
    ///
    /// # Errors
    /// [`KeyError::File`], [`KeyError::NoKey`].
    pub fn read(path: &Path) -> Result<Self, KeyError> {
        let text = std::fs::read_to_string(path).map_err(|cause| file(path, cause))?;
        let text = SecretString::from(text);
        let found = from_pem(&text);
        found.map(Self).ok_or_else(|| KeyError::NoKey {
            path: path.to_owned(),
        })
    }

    /// Writes it into a new PEM file for this user alone. A file that is there is left alone.
    ///
    /// # Errors
    /// [`KeyError::File`].
    pub fn write(&self, path: &Path) -> Result<(), KeyError> {
        let document = self.0.to_pkcs8v1().map_err(|_| KeyError::Randomness)?;
        let content = BASE64_STANDARD.encode(document.as_ref());
        let pem = format!("{BEGIN}\n{content}\n{END}\n");
        let written = new_private_file(path).and_then(|mut file| {
            file.write_all(pem.as_bytes())?;
            file.sync_all()
        });
        written.map_err(|cause| file(path, cause))
    }

    /// The public half in Base64.
    pub fn public(&self) -> String {
        BASE64_STANDARD.encode(self.0.public_key().as_ref())
    }

    /// The line of the list of approvers that lets this key approve.
    ///
    /// # Errors
    /// [`KeyError::Name`].
    pub fn line(&self, name: &str) -> Result<String, KeyError> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control) {
            return Err(KeyError::Name);
        }
        Ok(format!("{KIND} {} {name}", self.public()))
    }

    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).as_ref().to_vec()
    }
}

impl std::fmt::Debug for ApprovalKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ApprovalKey").finish_non_exhaustive()
    }
}

fn from_pem(text: &SecretString) -> Option<Ed25519KeyPair> {
    let (_, rest) = text.expose_secret().split_once(BEGIN)?;
    let (content, _) = rest.split_once(END)?;
    let content: String = content.split_whitespace().collect();
    let document = BASE64_STANDARD.decode(content).ok()?;
    Ed25519KeyPair::from_pkcs8(&document).ok()
}

fn new_private_file(path: &Path) -> io::Result<std::fs::File> {
    let mut options = OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

/// Who may approve: one line each, as ssh lists who may enter:
///
/// ```text
/// # treasury
/// ed25519 3v0mVJFz…= Joana Ficticia
/// ```
#[derive(Debug, Clone, Default)]
pub struct Authorised(Vec<(String, String)>);

impl Authorised {
    /// Reads the list.
    ///
    /// # Errors
    /// [`KeyError::File`], [`KeyError::Line`].
    pub fn read(path: &Path) -> Result<Self, KeyError> {
        let text = std::fs::read_to_string(path).map_err(|cause| file(path, cause))?;
        Self::parse(&text).map_err(|line| KeyError::Line {
            path: path.to_owned(),
            line,
        })
    }

    /// The list, or the number of the line that is wrong.
    pub(super) fn parse(text: &str) -> Result<Self, usize> {
        let mut list = Self::default();
        for (place, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (key, name) = entry(line).ok_or(place + 1)?;
            let known = |known: &(String, String)| known.0 == key || known.1 == name;
            if list.0.iter().any(known) {
                return Err(place + 1);
            }
            list.0.push((key.to_owned(), name.to_owned()));
        }
        Ok(list)
    }

    /// Whose key this is.
    pub fn name(&self, key: &str) -> Option<&str> {
        let mut entries = self.0.iter();
        let (_, name) = entries.find(|(known, _)| known == key)?;
        Some(name)
    }
}

fn entry(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix(KIND)?.strip_prefix(' ')?;
    let (key, name) = rest.split_once(' ')?;
    let is_key = BASE64_STANDARD.decode(key).is_ok_and(|key| key.len() == 32);
    let name = name.trim();
    (is_key && !name.is_empty()).then_some((key, name))
}

fn file(path: &Path, cause: io::Error) -> KeyError {
    KeyError::File {
        path: path.to_owned(),
        cause,
    }
}
