//! What was said is kept as it was signed.

use std::sync::Mutex;

use async_trait::async_trait;
use client_core::Error;
use openfinance_client::message::{Direction, MessageArchive};
use openfinance_client::sandbox::{MessageForgery, Sandbox};
use openfinance_client::{Bank, Endpoints, ErrorKind, Outcome, Result};
use std::sync::Arc;

use crate::coverage::payments::asked;

#[derive(Debug, Default)]
struct Archive {
    kept: Mutex<Vec<(Direction, String)>>,
    full: Option<Direction>,
}

#[async_trait]
impl MessageArchive for Archive {
    async fn keep(&self, direction: Direction, jws: &str) -> Result<()> {
        if self.full == Some(direction) {
            return Err(Error::config("the archive is full"));
        }
        self.kept.lock().unwrap().push((direction, jws.to_owned()));
        Ok(())
    }
}

impl Archive {
    fn full_for(direction: Direction) -> Arc<Self> {
        Arc::new(Self {
            full: Some(direction),
            ..Self::default()
        })
    }

    fn directions(&self) -> Vec<Direction> {
        let kept = self.kept.lock().unwrap();
        kept.iter().map(|(direction, _)| *direction).collect()
    }
}

fn bank(sandbox: &Sandbox, archive: &Arc<Archive>) -> Bank {
    let messages = sandbox.signed_messages().unwrap();
    Bank::builder(Endpoints::at(sandbox.url()))
        .with_relying_party(&sandbox.relying_party().unwrap())
        .with_signed_messages(messages.with_archive(archive.clone()))
        .with_transport(Arc::new(sandbox.transport()))
        .build()
        .unwrap()
}

#[tokio::test]
async fn both_directions_are_kept_as_they_were_signed() {
    let sandbox = Sandbox::start().await.unwrap();
    let archive = Arc::new(Archive::default());
    let bank = bank(&sandbox, &archive);
    let consent = bank.payments().create_consent(&asked());
    let consent = consent.send().await.unwrap();
    bank.payments()
        .get_consent(&consent.id)
        .send()
        .await
        .unwrap();
    // Reading sends nothing signed.
    let (sent, received) = (Direction::Sent, Direction::Received);
    assert_eq!(archive.directions(), [sent, received, received]);
    for (_, jws) in archive.kept.lock().unwrap().iter() {
        assert_eq!(jws.split('.').count(), 3, "a compact JWS");
    }
    // What is not the bank's is not kept as if it were.
    sandbox.forge_message(MessageForgery::SwappedKey);
    let forged = bank.payments().get_consent(&consent.id).send().await;
    assert_eq!(forged.unwrap_err().kind(), ErrorKind::Untrusted);
    assert_eq!(archive.directions().len(), 3);
}

#[tokio::test]
async fn what_cannot_be_kept_is_not_sent() {
    let sandbox = Sandbox::start().await.unwrap();
    let archive = Archive::full_for(Direction::Sent);
    let bank = bank(&sandbox, &archive);
    let call = bank.payments().create_consent(&asked());
    let error = call.send().await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::NotSent, "{error}");
    assert!(archive.directions().is_empty());
}

#[tokio::test]
async fn an_answer_counts_even_if_it_cannot_be_kept() {
    let sandbox = Sandbox::start().await.unwrap();
    let archive = Archive::full_for(Direction::Received);
    let bank = bank(&sandbox, &archive);
    let call = bank.payments().create_consent(&asked());
    call.send().await.unwrap();
    assert_eq!(archive.directions(), [Direction::Sent]);
}
