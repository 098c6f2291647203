//! The HTTP side: one handler for every path.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::handler::Handler as _;
use axum::http::{HeaderMap, Method, StatusCode};
use client_core::webhook::WebhookError;
use contaazul_client::webhook::{ChargeEvent, ReceiveError, Received, Receiver};
use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

const LONGEST_BODY: usize = 1 << 20;

/// What the server has to say.
pub(super) enum Report {
    /// An event, as a line; `printed` is to be told when it is out.
    Event {
        line: Vec<u8>,
        printed: oneshot::Sender<()>,
    },
    /// Why a message was not taken, without anything of the message.
    Refusal(String),
}

#[derive(Clone)]
struct Desk {
    receiver: Receiver,
    reports: mpsc::Sender<Report>,
}

#[derive(Serialize)]
struct Line<'a> {
    provider: &'static str,
    secret: &'a str,
    received_at: String,
    event: &'a ChargeEvent,
}

/// Serves until it is aborted.
pub(super) async fn serve(
    listener: TcpListener,
    receiver: Receiver,
    reports: mpsc::Sender<Report>,
) {
    let desk = Desk { receiver, reports };
    let handler = take.layer(DefaultBodyLimit::max(LONGEST_BODY));
    let app = Router::new().fallback(handler).with_state(desk);
    // Serving a bound listener does not end, and has no error to tell.
    let _ = axum::serve(listener, app).await;
}

async fn take(
    State(desk): State<Desk>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    if method != Method::POST {
        return (StatusCode::METHOD_NOT_ALLOWED, "POST events here\n");
    }
    let now = OffsetDateTime::now_utc();
    match desk.receiver.receive(&headers, &body, now) {
        Ok(received) => desk.print(&received, now).await,
        Err(error) => {
            let answer = answer_to(&error);
            // When nobody prints any more the program is about to end.
            let _ = desk.reports.send(Report::Refusal(error.to_string())).await;
            answer
        }
    }
}

impl Desk {
    /// Answers 200 only once the event is out; otherwise the sender is to come again.
    async fn print(&self, received: &Received, now: OffsetDateTime) -> (StatusCode, &'static str) {
        if self.report(received, now).await.is_some() {
            return (StatusCode::OK, "accepted\n");
        }
        // A guard that cannot forget says the same when the event comes again.
        let _ = self.receiver.forget(received);
        (StatusCode::SERVICE_UNAVAILABLE, "try again\n")
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

/// The reason stays here: it would help only somebody who is guessing.
fn answer_to(error: &ReceiveError) -> (StatusCode, &'static str) {
    match error {
        // A refusal would only bring it back.
        ReceiveError::Refused(WebhookError::Replayed { .. }) => {
            (StatusCode::OK, "accepted before\n")
        }
        ReceiveError::Refused(WebhookError::ReplayGuard(_)) => {
            (StatusCode::SERVICE_UNAVAILABLE, "try again\n")
        }
        ReceiveError::Refused(_) => (StatusCode::UNAUTHORIZED, "refused\n"),
        _ => (StatusCode::BAD_REQUEST, "not an event\n"),
    }
}
