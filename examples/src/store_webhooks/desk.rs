//! Where webhooks arrive: verified, on the disk, and only then answered.

use std::sync::Arc;

use contaazul_client::webhook::{ReceiveError, Receiver};
use http::{HeaderMap, HeaderName, HeaderValue};
use time::OffsetDateTime;
use tokio::sync::mpsc::UnboundedSender;

use super::store::{Refused, Store, StoreError};
use crate::webhook_server::{Answer, Desk, Message};

/// The header of the signature, in the contract's scheme.
const SIGNATURE: HeaderName = HeaderName::from_static("x-ca-signature");
/// No scheme signs so much.
const LONGEST_SIGNATURE: usize = 1_024;

/// Keeps what a known secret signed, and puts the rest aside with the reason.
pub(super) struct StoringDesk {
    /// Without a replay guard: the table knows which events came before.
    pub(super) receiver: Receiver,
    pub(super) store: Arc<Store>,
    /// Lines for people, without anything of a message.
    pub(super) notes: UnboundedSender<String>,
}

impl Desk for StoringDesk {
    async fn take(&self, message: Message) -> Answer {
        match self.keep(&message) {
            Ok(answer) => answer,
            Err(error) => {
                self.note(format!("a message could not be stored: {error}"));
                Answer::TryAgain
            }
        }
    }
}

impl StoringDesk {
    fn keep(&self, message: &Message) -> Result<Answer, StoreError> {
        let Message { headers, body, at } = message;
        match self.receiver.receive(headers, body, *at) {
            // Committed when it returns. A sender that hears nothing comes again, and is known.
            Ok(received) => Ok(match self.store.accept(&received, body, *at)? {
                true => Answer::Accepted,
                false => Answer::AcceptedBefore,
            }),
            Err(error) => {
                self.note(error.to_string());
                let reason = error.to_string();
                self.store.refuse(&refused(message), &reason, *at)?;
                Ok(Answer::from(&error))
            }
        }
    }

    fn note(&self, line: String) {
        // When nobody reads any more the program is about to end.
        let _ = self.notes.send(line);
    }
}

fn refused(message: &Message) -> Refused {
    let signature = message.headers.get(SIGNATURE);
    let signature = signature.and_then(|signature| signature.to_str().ok());
    let signature = signature.filter(|signature| signature.len() <= LONGEST_SIGNATURE);
    Refused {
        signature: signature.unwrap_or_default().to_owned(),
        body: Some(message.body.to_vec()),
    }
}

/// Why a refused message stays refused.
#[derive(Debug, thiserror::Error)]
pub(super) enum StillRefused {
    #[error("it was too long to be kept")]
    NotKept,
    #[error(transparent)]
    Again(#[from] ReceiveError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Looks at a refused message once more, with the secrets of today: nothing gets past the
/// signature because a person asked for it. `false` when the event came by another message.
pub(super) fn receive_again(
    store: &Store,
    receiver: &Receiver,
    dead: i64,
    message: &Refused,
    now: OffsetDateTime,
) -> Result<bool, StillRefused> {
    let body = message.body.as_deref().ok_or(StillRefused::NotKept)?;
    let mut headers = HeaderMap::new();
    if let Ok(signature) = HeaderValue::from_str(&message.signature) {
        headers.insert(SIGNATURE, signature);
    }
    let received = receiver.receive(&headers, body, now)?;
    Ok(store.accept_after_all(dead, &received, body, now)?)
}
