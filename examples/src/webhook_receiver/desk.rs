//! Verifies messages and hands their events over to be printed.

use contaazul_client::webhook::{ChargeEvent, Received, Receiver};
use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::sync::{mpsc, oneshot};

use crate::webhook_server::{Answer, Desk, Message};

/// What there is to say.
pub(super) enum Report {
    /// An event, as a line; `printed` is to be told when it is out.
    Event {
        line: Vec<u8>,
        printed: oneshot::Sender<()>,
    },
    /// Why a message was not taken, without anything of the message.
    Refusal(String),
}

pub(super) struct PrintingDesk {
    pub(super) receiver: Receiver,
    pub(super) reports: mpsc::Sender<Report>,
}

#[derive(Serialize)]
struct Line<'a> {
    provider: &'static str,
    secret: &'a str,
    received_at: String,
    event: &'a ChargeEvent,
}

impl Desk for PrintingDesk {
    async fn take(&self, message: Message) -> Answer {
        let Message { headers, body, at } = message;
        match self.receiver.receive(&headers, &body, at) {
            Ok(received) => self.print(&received, at).await,
            Err(error) => {
                // When nobody prints any more the program is about to end.
                let _ = self.reports.send(Report::Refusal(error.to_string())).await;
                Answer::from(&error)
            }
        }
    }
}

impl PrintingDesk {
    /// Accepts it only once the event is out; otherwise the sender is to come again.
    async fn print(&self, received: &Received, now: OffsetDateTime) -> Answer {
        if self.report(received, now).await.is_some() {
            return Answer::Accepted;
        }
        // A guard that cannot forget says the same when the event comes again.
        let _ = self.receiver.forget(received);
        Answer::TryAgain
    }

    async fn report(&self, received: &Received, now: OffsetDateTime) -> Option<()> {
        let line = Line {
            provider: "contaazul",
            secret: received.verified.secret_id(),
            received_at: now.format(&Rfc3339).ok()?,
            event: &received.event,
        };
        let mut line = serde_json::to_vec(&line).ok()?;
        line.push(b'\n');
        let (printed, is_printed) = oneshot::channel();
        self.reports
            .send(Report::Event { line, printed })
            .await
            .ok()?;
        is_printed.await.ok()
    }
}
