//! The HTTP side of a receiver of webhooks: POST on any path, and what to answer.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::handler::Handler as _;
use axum::http::{HeaderMap, Method, StatusCode};
use client_core::webhook::WebhookError;
use contaazul_client::webhook::ReceiveError;
use time::OffsetDateTime;
use tokio::net::TcpListener;

const LONGEST_BODY: usize = 1 << 20;

/// A message as it came.
#[derive(Clone)]
pub struct Message {
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, byte for byte: the signature is over these.
    pub body: Bytes,
    /// When it came.
    pub at: OffsetDateTime,
}

/// What the sender is told. The reason stays here: it would help only somebody who is guessing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// 200: it will not be lost any more.
    Accepted,
    /// 200: it came before. A refusal would only bring it back.
    AcceptedBefore,
    /// 400: signed, but no event.
    NotAnEvent,
    /// 401: not signed by a secret we know, or dated in the future.
    Refused,
    /// 503: the sender is to come again.
    TryAgain,
}

impl From<&ReceiveError> for Answer {
    fn from(error: &ReceiveError) -> Self {
        match error {
            ReceiveError::Refused(WebhookError::Replayed { .. }) => Self::AcceptedBefore,
            ReceiveError::Refused(WebhookError::ReplayGuard(_)) => Self::TryAgain,
            ReceiveError::Refused(_) => Self::Refused,
            _ => Self::NotAnEvent,
        }
    }
}

impl Answer {
    fn in_http(self) -> (StatusCode, &'static str) {
        match self {
            Self::Accepted => (StatusCode::OK, "accepted\n"),
            Self::AcceptedBefore => (StatusCode::OK, "accepted before\n"),
            Self::NotAnEvent => (StatusCode::BAD_REQUEST, "not an event\n"),
            Self::Refused => (StatusCode::UNAUTHORIZED, "refused\n"),
            Self::TryAgain => (StatusCode::SERVICE_UNAVAILABLE, "try again\n"),
        }
    }
}

/// Takes messages, one at a time or many at once.
pub trait Desk: Send + Sync + 'static {
    /// Verifies a message, and keeps it or not.
    fn take(&self, message: Message) -> impl Future<Output = Answer> + Send;
}

/// Serves until it is aborted.
pub async fn serve<D: Desk>(listener: TcpListener, desk: Arc<D>) {
    let handler = take::<D>.layer(DefaultBodyLimit::max(LONGEST_BODY));
    let app = Router::new().fallback(handler).with_state(desk);
    // Serving a bound listener does not end, and has no error to tell.
    let _ = axum::serve(listener, app).await;
}

async fn take<D: Desk>(
    State(desk): State<Arc<D>>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, &'static str) {
    if method != Method::POST {
        return (StatusCode::METHOD_NOT_ALLOWED, "POST events here\n");
    }
    let at = OffsetDateTime::now_utc();
    desk.take(Message { headers, body, at }).await.in_http()
}
