//! Configuring the transport.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::reqwest::redirect::Policy;
use rustls::client::danger::ServerCertVerifier;
use url::Url;

use super::{ClientIdentity, ReqwestTransport, tls};
use crate::error::{Error, Result};

/// Configures a [`ReqwestTransport`]; everything has a default.
#[derive(Clone)]
#[must_use = "nothing happens before `build()`"]
pub struct ReqwestTransportBuilder {
    connect_timeout: Duration,
    max_response_bytes: usize,
    proxy: Option<Url>,
    identity: Option<ClientIdentity>,
    roots_pem: Vec<Vec<u8>>,
    only_given_roots: bool,
}

impl Default for ReqwestTransportBuilder {
    /// The system's roots, no proxy, no client identity, 10 seconds to connect, 64 MiB an answer.
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            max_response_bytes: 64 << 20,
            proxy: None,
            identity: None,
            roots_pem: Vec::new(),
            only_given_roots: false,
        }
    }
}

impl ReqwestTransportBuilder {
    /// Bounds name resolution, TCP, proxy and TLS together; 10 seconds by default.
    ///
    /// Keep it below the attempt timeout: when this one fires the request is known to be unsent,
    /// when the other one fires first nothing is known.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The largest answer body that is read; 64 MiB by default. A larger one fails with
    /// [`TransportErrorKind::TooLarge`](crate::http::TransportErrorKind::TooLarge).
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Trusts these certificate authorities too: one or more certificates in PEM.
    pub fn add_roots(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots_pem.push(pem.into());
        self
    }

    /// Trusts only the authorities given by [`add_roots`](Self::add_roots), not the system's.
    pub fn only_given_roots(mut self) -> Self {
        self.only_given_roots = true;
        self
    }

    /// Presents this client certificate to servers that ask for one (mTLS).
    pub fn identity(mut self, identity: ClientIdentity) -> Self {
        self.identity = Some(identity);
        self
    }

    /// Reaches `https` servers through this HTTP proxy, which sees their names and no more. A user
    /// name and password in the address go to the proxy as basic authentication.
    ///
    /// Without this call there is no proxy: `HTTPS_PROXY` and the system's settings are not read,
    /// for a variable of the environment must not decide where payments pass through. Plain `http`
    /// to loopback never takes the proxy.
    pub fn proxy(mut self, proxy: Url) -> Self {
        self.proxy = Some(proxy);
        self
    }

    /// Builds the transport.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when a root is not a PEM certificate, when
    /// no root is left to trust, or when the proxy's address is not `http` or `https`.
    pub fn build(self) -> Result<ReqwestTransport> {
        if let Some(proxy) = &self.proxy
            && !matches!(proxy.scheme(), "http" | "https")
        {
            return Err(Error::config("the proxy must be an http or https address"));
        }
        let settings = Settings {
            connect_timeout: self.connect_timeout,
            max_response_bytes: self.max_response_bytes,
            proxy: self.proxy,
            verifier: tls::verifier(&self.roots_pem, self.only_given_roots)?,
        };
        ReqwestTransport::with_settings(settings, self.identity.as_ref())
    }
}

impl fmt::Debug for ReqwestTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("identity", &self.identity)
            .field("only_given_roots", &self.only_given_roots)
            .finish_non_exhaustive()
    }
}

/// All that stays the same when the identity changes.
pub(super) struct Settings {
    connect_timeout: Duration,
    pub(super) max_response_bytes: usize,
    proxy: Option<Url>,
    /// Kept, because reading the system's roots takes longer than a handshake.
    verifier: Arc<dyn ServerCertVerifier>,
}

impl Settings {
    /// Shorter than the idle time of common load balancers, so that a request seldom goes out on a
    /// connection that the server is closing: its outcome would be unknown.
    const IDLE_CONNECTIONS_LIVE: Duration = Duration::from_secs(30);

    /// A client with an empty pool that presents `identity`.
    pub(super) fn client(&self, identity: Option<&ClientIdentity>) -> Result<::reqwest::Client> {
        let unusable = |what: &'static str| {
            move |cause: ::reqwest::Error| Error::config(what).with_source(cause.without_url())
        };
        let mut client = ::reqwest::Client::builder()
            .tls_backend_preconfigured(tls::client_config(&self.verifier, identity)?)
            .redirect(Policy::none())
            .referer(false)
            .retry(::reqwest::retry::never())
            .connect_timeout(self.connect_timeout)
            .pool_idle_timeout(Self::IDLE_CONNECTIONS_LIVE)
            .no_proxy();
        if let Some(proxy) = &self.proxy {
            let proxy = ::reqwest::Proxy::https(proxy.clone())
                .map_err(unusable("the proxy's address cannot be used"))?;
            client = client.proxy(proxy);
        }
        client
            .build()
            .map_err(unusable("the TLS client cannot be set up"))
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("connect_timeout", &self.connect_timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("proxy", &self.proxy.as_ref().and_then(Url::host_str))
            .finish_non_exhaustive()
    }
}
