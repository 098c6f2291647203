//! Approvals: each signs the batch and the approval before it.

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use client_core::audit::Sha256Hash;
use thiserror::Error;

use super::batch::{Batch, field};
use super::keys::{ApprovalKey, Authorised};

/// How many different people have to approve.
pub const KEYS_NEEDED: usize = 2;

/// Somebody's approval of a batch. What is signed is the
/// [canonical form](Batch::canonical) and two lines more, of which the first makes a chain of the
/// approvals and the second says whose it is:
///
/// ```text
/// previous 71 sha256:…     the hash of the approval before; of the first one 64 zeros
/// approver 44 …            the public key, Base64
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The public key, Base64.
    pub key: String,
    /// The bytes that were signed.
    pub signed: Vec<u8>,
    /// Ed25519 (RFC 8032), Base64.
    pub signature: String,
}

impl Approval {
    /// Approves the batch after these approvals. Verify them first.
    pub fn sign(batch: &Batch, before: &[Self], key: &ApprovalKey) -> Self {
        let public = key.public();
        let signed = signed_bytes(batch, before.last(), &public);
        Self {
            signature: BASE64_STANDARD.encode(key.sign(&signed)),
            key: public,
            signed,
        }
    }

    /// What the next approval refers to: SHA-256 of the signed bytes and the signature as text.
    fn hash(&self) -> Sha256Hash {
        Sha256Hash::of(&[&self.signed, self.signature.as_bytes()].concat())
    }
}

fn signed_bytes(batch: &Batch, before: Option<&Approval>, key: &str) -> Vec<u8> {
    let mut text = batch.canonical();
    let previous = before.map_or(Sha256Hash::GENESIS, Approval::hash);
    field(&mut text, "previous", &previous.to_string());
    field(&mut text, "approver", key);
    text.into_bytes()
}

/// Why approvals do not count. Approvals are numbered from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChainError {
    /// The batch is not what was signed.
    #[error(
        "approval {approval} was given for another batch: {what} changed since; approve it again"
    )]
    Changed {
        /// Which approval.
        approval: usize,
        /// Which part of the batch.
        what: Part,
    },
    /// The approval does not follow the one before it.
    #[error("approval {approval} does not follow the one before it; approve again")]
    Unlinked {
        /// Which approval.
        approval: usize,
    },
    /// The signature is not that of the key.
    #[error("the signature of approval {approval} is not valid; approve again")]
    BadSignature {
        /// Which approval.
        approval: usize,
    },
    /// Nobody who may approve has this key.
    #[error("approval {approval} is by a key that is not in the list of approvers")]
    Stranger {
        /// Which approval.
        approval: usize,
    },
    /// One key, or one person, approved twice.
    #[error("approval {approval} is by somebody who approved before; another person must")]
    Twice {
        /// Which approval.
        approval: usize,
    },
    /// There are too few.
    #[error("{given} of {KEYS_NEEDED} approvals are there; approve with another key")]
    TooFew {
        /// How many there are.
        given: usize,
    },
}

/// A part of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Company or reference.
    Head,
    /// An item, counted from 1.
    Item(usize),
    /// How many items there are.
    End,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Head => f.write_str("its company or reference"),
            Self::Item(number) => write!(f, "item {number}"),
            Self::End => f.write_str("the number of its items"),
        }
    }
}

/// Verifies the approvals there are, however few; gives the names of who approved, in order.
///
/// # Errors
/// [`ChainError`], but not [`ChainError::TooFew`].
pub fn verify(
    batch: &Batch,
    approvals: &[Approval],
    authorised: &Authorised,
) -> Result<Vec<String>, ChainError> {
    let mut names: Vec<String> = Vec::new();
    let mut before = None;
    for (place, one) in approvals.iter().enumerate() {
        let approval = place + 1;
        let name = authorised.name(&one.key);
        let name = name.ok_or(ChainError::Stranger { approval })?;
        check_signature(one).ok_or(ChainError::BadSignature { approval })?;
        if one.signed != signed_bytes(batch, before, &one.key) {
            return Err(match changed(batch, &one.signed) {
                Some(what) => ChainError::Changed { approval, what },
                None => ChainError::Unlinked { approval },
            });
        }
        if names.iter().any(|known| known == name) {
            return Err(ChainError::Twice { approval });
        }
        names.push(name.to_owned());
        before = Some(one);
    }
    Ok(names)
}

/// Verifies that enough people approved this very batch.
///
/// # Errors
/// [`ChainError`].
pub fn verify_enough(
    batch: &Batch,
    approvals: &[Approval],
    authorised: &Authorised,
) -> Result<Vec<String>, ChainError> {
    let names = verify(batch, approvals, authorised)?;
    match names.len() {
        given if given < KEYS_NEEDED => Err(ChainError::TooFew { given }),
        _ => Ok(names),
    }
}

fn check_signature(approval: &Approval) -> Option<()> {
    let key = BASE64_STANDARD.decode(&approval.key).ok()?;
    let signature = BASE64_STANDARD.decode(&approval.signature).ok()?;
    UnparsedPublicKey::new(&ED25519, key)
        .verify(&approval.signed, &signature)
        .ok()
}

/// The first part of the batch that is not as it was signed.
fn changed(batch: &Batch, signed: &[u8]) -> Option<Part> {
    let sections = batch.sections();
    let last = sections.len().saturating_sub(1);
    let mut rest = signed;
    for (place, section) in sections.iter().enumerate() {
        let Some(after) = rest.strip_prefix(section.as_bytes()) else {
            return Some(match place {
                0 => Part::Head,
                place if place == last => Part::End,
                place => Part::Item(place),
            });
        };
        rest = after;
    }
    None
}
