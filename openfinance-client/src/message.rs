//! Signed messages: what initiating payments sends and gets is not JSON but `application/jwt`.
//!
//! Every attempt is signed anew, for banks refuse an id that they have seen before; what it asks
//! for stays the same, and so does its idempotency key. Every answer that changes or tells the
//! state of money is verified: signature, key, issuer, audience, age. One that fails is
//! [`ErrorKind::Untrusted`](client_core::ErrorKind::Untrusted) with the [`MessageError`] or
//! [`JoseError`](crate::jose::JoseError) as its cause and an unknown outcome: look the payment up.

mod claims;
mod transport;

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use client_core::Result;

pub use self::claims::MessageError;
pub(crate) use self::transport::{IDEMPOTENCY_KEY, Signing, is_unsigned_refusal};
use crate::jose::{KeySource, Signer};

/// Who signs our messages to one bank, and whose signatures count as the bank's. Cheap to clone.
///
/// ```no_run
/// # use std::sync::Arc;
/// # use openfinance_client::{Bank, Result};
/// # use openfinance_client::directory::{Directory, Participant};
/// # use openfinance_client::jose::Signer;
/// # use openfinance_client::message::SignedMessages;
/// # fn configure(
/// #     directory: &Directory, bank: Participant<'_>, our_signer: Arc<dyn Signer>,
/// # ) -> Result<openfinance_client::BankBuilder> {
/// let organisation = bank.organisation.organisation_id.as_deref().unwrap_or_default();
/// let messages = SignedMessages::new(
///     "our-organisation-id",
///     our_signer,
///     organisation,
///     directory.organisation_keys(organisation)?,
/// );
/// let builder = Bank::builder(bank.endpoints()).with_signed_messages(messages);
/// # Ok(builder)
/// # }
/// ```
#[derive(Clone)]
pub struct SignedMessages {
    pub(crate) organisation_id: Arc<str>,
    pub(crate) signer: Arc<dyn Signer>,
    pub(crate) bank_id: Arc<str>,
    pub(crate) bank_keys: KeySource,
    pub(crate) archive: Option<Arc<dyn MessageArchive>>,
}

impl SignedMessages {
    /// Messages of `organisation_id` (ours in the directory, the `iss` of what we sign by `signer`)
    /// to the bank `bank_id` (its organisation in the directory), which signs by one of
    /// `bank_keys`: those of
    /// [`Directory::organisation_keys`](crate::directory::Directory::organisation_keys).
    pub fn new(
        organisation_id: impl Into<Arc<str>>,
        signer: Arc<dyn Signer>,
        bank_id: impl Into<Arc<str>>,
        bank_keys: KeySource,
    ) -> Self {
        Self {
            organisation_id: organisation_id.into(),
            signer,
            bank_id: bank_id.into(),
            bank_keys,
            archive: None,
        }
    }

    /// Keeps what was sent and what came back, as it was signed: the proof of who asked for what.
    #[must_use]
    pub fn with_archive(mut self, archive: Arc<dyn MessageArchive>) -> Self {
        self.archive = Some(archive);
        self
    }
}

impl fmt::Debug for SignedMessages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedMessages")
            .field("organisation_id", &self.organisation_id)
            .field("signer", &self.signer)
            .field("bank_id", &self.bank_id)
            .finish_non_exhaustive()
    }
}

/// Keeps signed messages of both directions, so that nobody can deny them later. They hold personal
/// data.
#[async_trait]
pub trait MessageArchive: fmt::Debug + Send + Sync + 'static {
    /// Keeps one message.
    ///
    /// # Errors
    /// When it cannot be kept. What is [sent](Direction::Sent) then does not go out; what was
    /// [received](Direction::Received) counts all the same, and a warning is logged.
    async fn keep(&self, direction: Direction, jws: &str) -> Result<()>;
}

/// Which way a message went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From us to the bank.
    Sent,
    /// From the bank to us, verified.
    Received,
}
