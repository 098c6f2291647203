//! A storefront that does not exist: it books what it is told, and has bad moments.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

/// A running stand-in. Stops when dropped.
pub struct Shop {
    address: SocketAddr,
    books: Books,
    server: JoinHandle<()>,
}

#[derive(Clone, Default)]
struct Books(Arc<Mutex<Heard>>);

/// What a shop heard.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    /// How often it was called.
    pub calls: u64,
    /// How often it was told what it had booked already.
    pub repeated: u64,
    /// What it booked, by idempotency key.
    pub booked: BTreeMap<String, Value>,
    /// The keys of each order, as they were booked.
    pub by_order: BTreeMap<String, Vec<String>>,
}

impl Shop {
    /// Starts one on the current tokio runtime.
    ///
    /// # Errors
    /// When no port can be opened.
    pub async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let books = Books::default();
        let app = Router::new()
            .route("/orders/{order}/events", post(hear))
            .with_state(books.clone());
        let server = tokio::spawn(async move {
            // Serving a bound listener does not end, and has no error to tell.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self {
            address,
            books,
            server,
        })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// Never: an address on loopback is one.
    pub fn url(&self) -> Result<Url, url::ParseError> {
        format!("http://{}/", self.address).parse()
    }

    /// What it heard so far.
    pub fn heard(&self) -> Heard {
        self.books.open().clone()
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Books {
    fn open(&self) -> MutexGuard<'_, Heard> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Every third call meets a server that is busy; after every fifth the answer says so, too, but the
/// event was booked.
async fn hear(
    State(books): State<Books>,
    Path(order): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let key = headers.get("idempotency-key");
    let (Some(Ok(key)), Ok(event)) = (key.map(|key| key.to_str()), serde_json::from_slice(&body))
    else {
        return StatusCode::BAD_REQUEST;
    };
    let mut heard = books.open();
    heard.calls += 1;
    let call = heard.calls;
    if call % 3 == 0 {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    if heard.booked.contains_key(key) {
        heard.repeated += 1;
    } else {
        heard.booked.insert(key.to_owned(), event);
        heard
            .by_order
            .entry(order)
            .or_default()
            .push(key.to_owned());
    }
    match call % 5 {
        0 => StatusCode::BAD_GATEWAY,
        _ => StatusCode::NO_CONTENT,
    }
}
