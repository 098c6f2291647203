//! The listener before a mock server.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderValue, Method};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use secrecy::ExposeSecret as _;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio_rustls::TlsAcceptor;
use url::Url;

use super::authority::TestAuthority;
use super::fault::{FaultRule, Script};
use super::relay::Relay;
use crate::error::{Error, Result};

/// Listens on loopback, hands requests on to a mock server and plays [faults](super::Fault).
///
/// Under TLS the mock server finds the client's certificate in the header `Client-Cert`, as RFC
/// 9440 has it: DER in Base64 between colons. Dropping the front closes all its connections.
pub struct Front {
    url: Url,
    script: Arc<Script>,
    accepting: AbortHandle,
}

/// What the front asks of clients at the TLS layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientCertificates {
    /// Asks for none.
    NotAsked,
    /// Asks for one of the authority, and serves clients without one too.
    Optional,
    /// Serves only clients with a certificate of the authority.
    Required,
}

impl Front {
    /// A front that speaks plain HTTP, before the mock server at `upstream`.
    ///
    /// Runs on the current tokio runtime.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when no port can be opened.
    pub async fn plain(upstream: SocketAddr) -> Result<Self> {
        Self::start(upstream, None).await
    }

    /// A front that speaks TLS with a certificate of `authority` for `localhost` and `127.0.0.1`.
    ///
    /// Runs on the current tokio runtime.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when no port can be opened or no
    /// certificate issued.
    pub async fn tls(
        upstream: SocketAddr,
        authority: &TestAuthority,
        clients: ClientCertificates,
    ) -> Result<Self> {
        let config = server_config(authority, clients)?;
        Self::start(upstream, Some(TlsAcceptor::from(Arc::new(config)))).await
    }

    async fn start(upstream: SocketAddr, tls: Option<TlsAcceptor>) -> Result<Self> {
        let no_port = |cause| Error::config("no loopback port can be opened").with_source(cause);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .map_err(no_port)?;
        let address = listener.local_addr().map_err(no_port)?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let url = Url::parse(&format!("{scheme}://{address}/")).map_err(|cause| {
            Error::config("the front's address is not a URL").with_source(cause)
        })?;
        let script = Arc::new(Script::default());
        let relay = Relay {
            upstream,
            script: Arc::clone(&script),
            client_certificate: None,
        };
        let accepting = tokio::spawn(accept(listener, tls, relay)).abort_handle();
        Ok(Self {
            url,
            script,
            accepting,
        })
    }

    /// Where the front listens, ready to be a client's base URL.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Adds a rule; a bare [`Fault`](super::Fault) strikes the next request, once.
    pub fn inject(&self, rule: impl Into<FaultRule>) {
        self.script.add(rule.into());
    }

    /// Removes all rules.
    pub fn clear_faults(&self) {
        self.script.clear();
    }

    /// How many requests came with this method and exactly this path, as sent and without its
    /// query; those that met a fault count too.
    pub fn count(&self, method: &Method, path: &str) -> u64 {
        self.script.count(method, path)
    }

    /// How many requests came in all; those that met a fault count too.
    pub fn total(&self) -> u64 {
        self.script.total()
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl fmt::Debug for Front {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Front")
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}

/// Accepts until it is aborted. The connections are its own, so they end with it.
async fn accept(listener: TcpListener, tls: Option<TlsAcceptor>, relay: Relay) {
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, most likely; let others finish.
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        connections.spawn(serve(stream, tls.clone(), relay.clone()));
        while connections.try_join_next().is_some() {}
    }
}

async fn serve(stream: TcpStream, tls: Option<TlsAcceptor>, mut relay: Relay) {
    // Answers are small and written once: waiting to fill a segment would only delay them.
    let _ = stream.set_nodelay(true);
    let Some(tls) = tls else {
        return serve_http(stream, relay).await;
    };
    // A client that fails the handshake learns it from the TLS alert.
    let Ok(stream) = tls.accept(stream).await else {
        return;
    };
    let (_, session) = stream.get_ref();
    relay.client_certificate = session
        .peer_certificates()
        .and_then(|chain| chain.first())
        .and_then(client_cert_header);
    serve_http(stream, relay).await;
}

async fn serve_http(stream: impl AsyncRead + AsyncWrite + Unpin, relay: Relay) {
    let service = service_fn(|request| relay.clone().answer(request));
    // An error here is a client that left or a fault that was played.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

fn client_cert_header(certificate: &CertificateDer<'_>) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!(":{}:", STANDARD.encode(certificate))).ok()
}

fn server_config(authority: &TestAuthority, clients: ClientCertificates) -> Result<ServerConfig> {
    let unusable =
        |cause: rustls::Error| Error::config("the front's TLS cannot be set up").with_source(cause);
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let own = authority.issue_server(&["localhost", "127.0.0.1"])?;
    let key = PrivateKeyDer::from_pem_slice(own.key_pem.expose_secret().as_bytes())
        .map_err(|_| Error::config("the front's own key cannot be read"))?;
    let chain = vec![CertificateDer::from(own.certificate_der)];
    let config = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(unusable)?;
    let config = if clients == ClientCertificates::NotAsked {
        config.with_no_client_auth()
    } else {
        let mut roots = RootCertStore::empty();
        roots.add(authority.root_der()).map_err(unusable)?;
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
        let verifier = match clients {
            ClientCertificates::Required => verifier,
            _ => verifier.allow_unauthenticated(),
        };
        config.with_client_cert_verifier(verifier.build().map_err(|cause| {
            Error::config("the front cannot check client certificates").with_source(cause)
        })?)
    };
    let mut config = config.with_single_cert(chain, key).map_err(unusable)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
