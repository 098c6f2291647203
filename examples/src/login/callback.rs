//! The person coming back: a listener on loopback for as long as it takes.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinHandle, JoinSet};
use url::{Host, Url};

/// How long the browser may take to fetch the last page.
const LAST_PAGE_TAKES_AT_MOST: Duration = Duration::from_secs(2);

/// Listens for the browser on the address it is sent back to.
pub(super) struct CallbackListener {
    callbacks: mpsc::Receiver<Callback>,
    /// Dropping it ends the listening.
    _open: oneshot::Sender<Infallible>,
    listening: JoinHandle<()>,
}

/// A browser that called the redirect address and waits for a page.
pub(super) struct Callback {
    /// What stood behind the `?`.
    pub(super) query: String,
    page: oneshot::Sender<Page>,
}

/// What the person reads in the browser.
#[derive(Debug, Clone, Copy)]
pub(super) enum Page {
    Connected,
    Failed,
    NotOurs,
}

impl Callback {
    pub(super) fn show(self, page: Page) {
        // A browser that left needs no page.
        let _ = self.page.send(page);
    }
}

impl CallbackListener {
    /// Listens where `redirect` leads; nothing when that is not plain HTTP on this machine.
    pub(super) async fn at(redirect: &Url) -> io::Result<Option<Self>> {
        let Some(host) = loopback_host(redirect) else {
            return Ok(None);
        };
        let port = redirect.port_or_known_default().unwrap_or(80);
        let listener = TcpListener::bind((host.as_str(), port)).await?;
        let (sender, callbacks) = mpsc::channel(4);
        let (open, closed) = oneshot::channel();
        let path = redirect.path().to_owned();
        let listening = tokio::spawn(listen(listener, path, sender, closed));
        Ok(Some(Self {
            callbacks,
            _open: open,
            listening,
        }))
    }

    /// The next browser that comes back; nothing when the listening broke off.
    pub(super) async fn next(&mut self) -> Option<Callback> {
        self.callbacks.recv().await
    }

    /// Stops listening once the pages are delivered.
    pub(super) async fn close(self) {
        let Self {
            callbacks,
            _open: open,
            listening,
        } = self;
        drop((callbacks, open));
        let stop = listening.abort_handle();
        if tokio::time::timeout(LAST_PAGE_TAKES_AT_MOST, listening)
            .await
            .is_err()
        {
            stop.abort();
        }
    }
}

/// The address to listen on, of a redirect address on this machine.
fn loopback_host(redirect: &Url) -> Option<String> {
    if redirect.scheme() != "http" {
        return None;
    }
    match redirect.host()? {
        Host::Ipv4(address) => address.is_loopback().then(|| address.to_string()),
        Host::Ipv6(address) => address.is_loopback().then(|| address.to_string()),
        Host::Domain(name) => (name == "localhost").then(|| name.to_owned()),
    }
}

async fn listen(
    listener: TcpListener,
    path: String,
    callbacks: mpsc::Sender<Callback>,
    mut closed: oneshot::Receiver<Infallible>,
) {
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut closed => break,
        };
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let (path, callbacks) = (path.clone(), callbacks.clone());
        connections.spawn(async move {
            let service = service_fn(|request| answer(request, &path, &callbacks));
            // An error here is a browser that left.
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .keep_alive(false)
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
        while connections.try_join_next().is_some() {}
    }
    while connections.join_next().await.is_some() {}
}

async fn answer(
    request: Request<Incoming>,
    path: &str,
    callbacks: &mpsc::Sender<Callback>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    // Browsers ask for a favicon, too.
    if request.method() != Method::GET || request.uri().path() != path {
        return Ok(response(StatusCode::NOT_FOUND, "Nothing here."));
    }
    let (page, shown) = oneshot::channel();
    let query = request.uri().query().unwrap_or_default().to_owned();
    // When nobody listens any more the callback, and with it the sender of the page, is dropped.
    let _ = callbacks.send(Callback { query, page }).await;
    Ok(match shown.await {
        Ok(Page::Connected) => response(
            StatusCode::OK,
            "Connected. You can close this window.\nConectado. Pode fechar esta janela.",
        ),
        Ok(Page::Failed) => response(
            StatusCode::BAD_REQUEST,
            "Not connected; the terminal says why.\nNão conectado; o terminal diz por quê.",
        ),
        Ok(Page::NotOurs) => response(
            StatusCode::BAD_REQUEST,
            "Not the login that was started here; nothing happened.\n\
             Não é o acesso iniciado aqui; nada aconteceu.",
        ),
        Err(_) => response(StatusCode::SERVICE_UNAVAILABLE, "The login is over."),
    })
}

fn response(status: StatusCode, text: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(text.as_bytes())));
    *response.status_mut() = status;
    let plain = hyper::header::HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, plain);
    response
}
