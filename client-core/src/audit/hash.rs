use std::error::Error;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use crate::digest::{Digest, from_hex, sha256, to_hex};

const LABEL: &str = "sha256:";

/// A SHA-256 hash, written `sha256:` and 64 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Sha256Hash(Digest);

impl Sha256Hash {
    /// What the first record of a chain names as the hash before it.
    pub const GENESIS: Self = Self([0; 32]);

    /// The hash of `content`.
    pub fn of(content: &[u8]) -> Self {
        Self::of_pieces(&[content])
    }

    pub(super) fn of_pieces(pieces: &[&[u8]]) -> Self {
        Self(sha256(pieces))
    }
}

impl fmt::Display for Sha256Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{LABEL}{}", to_hex(&self.0))
    }
}

impl fmt::Debug for Sha256Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Sha256Hash {
    type Err = ParseHashError;

    fn from_str(text: &str) -> Result<Self, ParseHashError> {
        text.strip_prefix(LABEL)
            .and_then(from_hex)
            .map(Self)
            .ok_or(ParseHashError)
    }
}

impl TryFrom<String> for Sha256Hash {
    type Error = ParseHashError;

    fn try_from(text: String) -> Result<Self, ParseHashError> {
        text.parse()
    }
}

impl Serialize for Sha256Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The text is not `sha256:` and 64 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseHashError;

impl fmt::Display for ParseHashError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a hash is written `{LABEL}` and 64 hex digits")
    }
}

impl Error for ParseHashError {}
