//! Real TLS on loopback: whom we trust, who we are, and what a failed handshake says.

use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use client_core::http::{
    ClientIdentity, Request, ReqwestTransport, Response, Transport, TransportError,
    TransportErrorKind,
};
use client_core::sandbox::{ClientCertificates, Fault, Front, IssuedIdentity, TestAuthority};
use client_core::{Error, ErrorKind};
use http::Method;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use url::Url;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request as Seen, ResponseTemplate};

const PATIENCE: Duration = Duration::from_secs(10);

/// A mock server that answers with the client certificate it was shown, behind a TLS front.
struct Bank {
    authority: TestAuthority,
    front: Front,
    _mock: MockServer,
}

impl Bank {
    async fn start(clients: ClientCertificates) -> Self {
        Self::of(TestAuthority::generate().unwrap(), clients).await
    }

    async fn of(authority: TestAuthority, clients: ClientCertificates) -> Self {
        let mock = MockServer::start().await;
        Mock::given(any())
            .respond_with(|request: &Seen| {
                let shown = request.headers.get("client-cert");
                let shown = shown.map_or(&b"none"[..], |value| value.as_bytes());
                ResponseTemplate::new(200).set_body_bytes(shown)
            })
            .mount(&mock)
            .await;
        let front = Front::tls(*mock.address(), &authority, clients)
            .await
            .unwrap();
        Self {
            authority,
            front,
            _mock: mock,
        }
    }

    fn transport(&self, identity: Option<&IssuedIdentity>) -> ReqwestTransport {
        let mut builder = ReqwestTransport::builder()
            .add_roots(self.authority.root_pem())
            .only_given_roots();
        if let Some(issued) = identity {
            builder = builder.identity(loaded(issued));
        }
        builder.build().unwrap()
    }

    async fn get(&self, transport: &ReqwestTransport) -> Result<Response, TransportError> {
        get(transport, self.front.url()).await
    }
}

async fn get(transport: &ReqwestTransport, url: &Url) -> Result<Response, TransportError> {
    transport
        .call(Request::new(Method::GET, url.clone()), PATIENCE)
        .await
}

fn loaded(issued: &IssuedIdentity) -> ClientIdentity {
    ClientIdentity::from_pem(&issued.certificate_pem, &issued.key_pem).unwrap()
}

/// What the mock server says of a client with this certificate.
fn shown(issued: &IssuedIdentity) -> String {
    format!(":{}:", STANDARD.encode(&issued.certificate_der))
}

/// A server without a front, for what the front does not offer.
pub(crate) fn raw_server_config(
    authority: &TestAuthority,
    versions: &[&'static SupportedProtocolVersion],
) -> ServerConfig {
    raw_server(authority, versions, None)
}

fn raw_server(
    authority: &TestAuthority,
    versions: &[&'static SupportedProtocolVersion],
    demand_clients_of: Option<&TestAuthority>,
) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let own = authority.issue_server(&["127.0.0.1"]).unwrap();
    let key = PrivateKeyDer::from_pem_slice(own.key_pem.expose_secret().as_bytes()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(versions)
        .unwrap();
    let config = match demand_clients_of {
        None => config.with_no_client_auth(),
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            let root = CertificateDer::from_pem_slice(authority.root_pem().as_bytes()).unwrap();
            roots.add(root).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            config.with_client_cert_verifier(verifier.build().unwrap())
        }
    };
    let chain = vec![CertificateDer::from(own.certificate_der)];
    config.with_single_cert(chain, key).unwrap()
}

#[tokio::test]
async fn a_server_of_a_trusted_authority_is_served() {
    let bank = Bank::start(ClientCertificates::NotAsked).await;
    let answer = bank.get(&bank.transport(None)).await.unwrap();
    assert_eq!(answer.body, "none");
}

#[tokio::test]
async fn extra_roots_stand_beside_the_systems() {
    let bank = Bank::start(ClientCertificates::NotAsked).await;
    let transport = ReqwestTransport::builder()
        .add_roots(bank.authority.root_pem())
        .build()
        .unwrap();
    bank.get(&transport).await.unwrap();
}

#[tokio::test]
async fn a_server_of_another_authority_is_sent_nothing() {
    let bank = Bank::start(ClientCertificates::NotAsked).await;
    let other = TestAuthority::generate().unwrap();
    let trusting_other = ReqwestTransport::builder()
        .add_roots(other.root_pem())
        .only_given_roots()
        .build()
        .unwrap();
    let trusting_the_system = ReqwestTransport::new().unwrap();
    for transport in [trusting_other, trusting_the_system] {
        let error = bank.get(&transport).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Connect);
    }
    assert_eq!(bank.front.total(), 0);
}

#[tokio::test]
async fn a_chain_that_a_server_cuts_short_is_mended_by_the_missing_authority() {
    let root = TestAuthority::generate().unwrap();
    let below = root.subordinate().unwrap();
    let bank = Bank::of(below, ClientCertificates::NotAsked).await;
    let trusting = |pem: String| {
        let builder = ReqwestTransport::builder().add_roots(pem);
        builder.only_given_roots().build().unwrap()
    };
    let error = bank.get(&trusting(root.root_pem())).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert_eq!(bank.front.total(), 0);
    // `add_roots` with the one between, as `docs/providers/openfinance.md` says.
    bank.get(&trusting(bank.authority.root_pem())).await.unwrap();
}

#[tokio::test]
async fn a_server_with_another_name_is_sent_nothing() {
    let bank = Bank::start(ClientCertificates::NotAsked).await;
    let mut url = bank.front.url().clone();
    url.set_host(Some("127.0.0.2")).unwrap();
    // The front listens on 127.0.0.1; a relay stands where the other name leads.
    let relay = TcpListener::bind("127.0.0.2:0").await.unwrap();
    url.set_port(Some(relay.local_addr().unwrap().port()))
        .unwrap();
    let front = bank.front.url().socket_addrs(|| None).unwrap()[0];
    tokio::spawn(async move {
        let (mut near, _) = relay.accept().await.unwrap();
        let mut far = TcpStream::connect(front).await.unwrap();
        tokio::io::copy_bidirectional(&mut near, &mut far).await
    });

    let error = get(&bank.transport(None), &url).await.unwrap_err();

    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert_eq!(bank.front.total(), 0);
}

#[tokio::test]
async fn the_client_certificate_is_presented_where_it_is_asked_for() {
    for clients in [ClientCertificates::Required, ClientCertificates::Optional] {
        let bank = Bank::start(clients).await;
        let issued = bank.authority.issue_client("padaria").unwrap();
        let answer = bank.get(&bank.transport(Some(&issued))).await.unwrap();
        assert_eq!(answer.body, shown(&issued));
    }
    let bank = Bank::start(ClientCertificates::Optional).await;
    let answer = bank.get(&bank.transport(None)).await.unwrap();
    assert_eq!(answer.body, "none");
}

#[tokio::test]
async fn a_handshake_that_never_ends_sent_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("https://{}/", listener.local_addr().unwrap())).unwrap();
    let transport = ReqwestTransport::builder()
        .connect_timeout(Duration::from_millis(100))
        .build()
        .unwrap();

    let error = get(&transport, &url).await.unwrap_err();

    assert_eq!(error.kind(), TransportErrorKind::Connect);
    drop(listener);
}

/// Under TLS 1.3 the client is done with the handshake before the server has seen its certificate,
/// so the request may be on its way when the refusal comes. Nothing was processed, but the client
/// cannot always know: it must not claim more than it knows.
#[tokio::test]
async fn a_client_without_the_demanded_certificate_gets_an_error_and_no_service() {
    let bank = Bank::start(ClientCertificates::Required).await;
    let stranger = TestAuthority::generate().unwrap();
    let strangers = stranger.issue_client("padaria").unwrap();
    for identity in [None, Some(&strangers)] {
        let error = bank.get(&bank.transport(identity)).await.unwrap_err();
        assert!(
            matches!(
                error.kind(),
                TransportErrorKind::Interrupted | TransportErrorKind::Connect
            ),
            "{error:?}"
        );
        assert_eq!(error.status(), None);
    }
    assert_eq!(bank.front.total(), 0);
}

/// TLS 1.2 settles the client's certificate before any byte of the request.
#[tokio::test]
async fn under_tls_1_2_a_missing_certificate_is_known_to_be_unsent() {
    let authority = TestAuthority::generate().unwrap();
    let config = raw_server(&authority, &[&rustls::version::TLS12], Some(&authority));
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("https://{}/", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            assert!(acceptor.accept(stream).await.is_err());
        }
    });
    let transport = ReqwestTransport::builder()
        .add_roots(authority.root_pem())
        .only_given_roots()
        .build()
        .unwrap();

    let error = get(&transport, &url).await.unwrap_err();

    assert_eq!(error.kind(), TransportErrorKind::Connect, "{error:?}");
}

#[tokio::test]
async fn a_swapped_identity_is_used_from_the_next_request_on() {
    let bank = Bank::start(ClientCertificates::Required).await;
    let old = bank.authority.issue_client("padaria, old").unwrap();
    let new = bank.authority.issue_client("padaria, new").unwrap();
    let transport = bank.transport(Some(&old));
    let clone = transport.clone();
    // Leaves a connection in the pool that the old identity opened.
    assert_eq!(bank.get(&clone).await.unwrap().body, shown(&old));

    bank.front.inject(Fault::Slow(Duration::from_millis(400)));
    let under_way = {
        let (transport, url) = (transport.clone(), bank.front.url().clone());
        tokio::spawn(async move { get(&transport, &url).await })
    };
    while bank.front.total() < 2 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    transport.swap_identity(loaded(&new)).unwrap();

    assert_eq!(bank.get(&clone).await.unwrap().body, shown(&new));
    assert!(
        !under_way.is_finished(),
        "the old request is still under way"
    );
    assert_eq!(under_way.await.unwrap().unwrap().body, shown(&old));
    assert_eq!(bank.get(&transport).await.unwrap().body, shown(&new));
}

/// One exchange with a proxy that opens one tunnel; gives back what it was asked.
async fn tunnelling_proxy() -> (Url, tokio::sync::oneshot::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://ana:s3nha@{}", listener.local_addr().unwrap());
    let (asked, answer) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        let (mut near, _) = listener.accept().await.unwrap();
        let mut request = String::new();
        while !request.ends_with("\r\n\r\n") {
            request.push(char::from(near.read_u8().await.unwrap()));
        }
        let target = request.split(' ').nth(1).unwrap().to_owned();
        asked.send(request).unwrap();
        let mut far = TcpStream::connect(target).await.unwrap();
        near.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        tokio::io::copy_bidirectional(&mut near, &mut far).await
    });
    (Url::parse(&url).unwrap(), answer)
}

#[tokio::test]
async fn a_proxy_tunnels_tls_and_sees_only_the_address() {
    let bank = Bank::start(ClientCertificates::Required).await;
    let issued = bank.authority.issue_client("padaria").unwrap();
    let (proxy, asked) = tunnelling_proxy().await;
    let builder = ReqwestTransport::builder()
        .add_roots(bank.authority.root_pem())
        .only_given_roots()
        .identity(loaded(&issued))
        .proxy(proxy);
    assert!(!format!("{builder:?}").contains("s3nha"));
    let transport = builder.build().unwrap();
    assert!(!format!("{transport:?}").contains("s3nha"));

    let answer = bank.get(&transport).await.unwrap();

    assert_eq!(answer.body, shown(&issued));
    let asked = asked.await.unwrap().to_lowercase();
    let port = bank.front.url().port().unwrap();
    assert!(
        asked.starts_with(&format!("connect 127.0.0.1:{port} ")),
        "{asked}"
    );
    let basic = STANDARD.encode("ana:s3nha").to_lowercase();
    assert!(
        asked.contains(&format!("proxy-authorization: basic {basic}")),
        "{asked}"
    );
}

#[tokio::test]
async fn a_proxy_that_refuses_the_tunnel_sent_nothing_and_leaks_nothing() {
    let bank = Bank::start(ClientCertificates::NotAsked).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = format!("http://ana:s3nha@{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut near, _) = listener.accept().await.unwrap();
        let mut request = [0; 1024];
        let _ = near.read(&mut request).await.unwrap();
        near.write_all(b"HTTP/1.1 407 No\r\n\r\n").await.unwrap();
    });
    let transport = ReqwestTransport::builder()
        .add_roots(bank.authority.root_pem())
        .only_given_roots()
        .proxy(Url::parse(&proxy).unwrap())
        .build()
        .unwrap();

    let error = bank.get(&transport).await.unwrap_err();

    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(!format!("{error:?}").contains("s3nha"), "{error:?}");
    assert_eq!(bank.front.total(), 0);
}

fn config_error<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    error.to_string()
}

#[test]
fn unusable_settings_are_named() {
    let none = ReqwestTransport::builder().only_given_roots().build();
    assert!(config_error(none).contains("none was given"));
    let no_pem = ReqwestTransport::builder().add_roots("not PEM").build();
    assert!(config_error(no_pem).contains("holds no PEM section `CERTIFICATE`"));
    let torn = ReqwestTransport::builder()
        .add_roots("-----BEGIN CERTIFICATE-----\nMIIB")
        .build();
    assert!(config_error(torn).contains("not well-formed PEM"));
    let garbage = ReqwestTransport::builder()
        .add_roots("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")
        .build();
    assert!(config_error(garbage).contains("cannot be used"));
    let socks = Url::parse("socks5://127.0.0.1:1080").unwrap();
    let proxy = ReqwestTransport::builder().proxy(socks).build();
    assert!(config_error(proxy).contains("http or https"));
}

fn pem(label: &str, der: &[u8]) -> SecretString {
    let body = STANDARD.encode(der);
    SecretString::from(format!(
        "-----BEGIN {label}-----\n{body}\n-----END {label}-----\n"
    ))
}

#[test]
fn an_identity_is_read_from_every_common_key_format() {
    let issued = TestAuthority::generate()
        .unwrap()
        .issue_client("padaria")
        .unwrap();
    ClientIdentity::from_pem(&issued.certificate_pem, &issued.key_pem).unwrap();

    let pkcs8 = PrivateKeyDer::from_pem_slice(issued.key_pem.expose_secret().as_bytes()).unwrap();
    let ec = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.secret_der()).unwrap();
    let sec1 = ec.private_key().as_der().unwrap();
    let sec1 = pem("EC PRIVATE KEY", sec1.as_ref());
    ClientIdentity::from_pem(&issued.certificate_pem, &sec1).unwrap();

    let rsa = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
    let certificate = CertificateParams::default().self_signed(&rsa).unwrap();
    // PKCS#8 of a 2048-bit RSA key is 26 bytes of wrapping around PKCS#1.
    let pkcs1 = pem("RSA PRIVATE KEY", &rsa.serialized_der()[26..]);
    ClientIdentity::from_pem(certificate.pem(), &pkcs1).unwrap();
}

#[test]
fn an_unusable_identity_is_named_and_shows_no_key() {
    let authority = TestAuthority::generate().unwrap();
    let mine = authority.issue_client("padaria").unwrap();
    let other = authority.issue_client("padaria").unwrap();
    let read = |chain: &str, key: &SecretString| config_error(ClientIdentity::from_pem(chain, key));

    let swapped = read(mine.key_pem.expose_secret(), &mine.key_pem);
    assert!(swapped.contains("chain holds no PEM section"), "{swapped}");
    let no_key = read(
        &mine.certificate_pem,
        &SecretString::from("secret-not-a-key"),
    );
    assert!(
        no_key.contains("not a PKCS#8, PKCS#1 or SEC1 key"),
        "{no_key}"
    );
    assert!(!no_key.contains("secret-not-a-key"));
    let encrypted = read(&mine.certificate_pem, &pem("ENCRYPTED PRIVATE KEY", b"xx"));
    assert!(encrypted.contains("is encrypted"), "{encrypted}");
    let foreign = read(&mine.certificate_pem, &other.key_pem);
    assert!(foreign.contains("does not belong"), "{foreign}");
    let garbage = read(&mine.certificate_pem, &pem("PRIVATE KEY", b"garbage"));
    assert!(
        garbage.contains("of a kind that TLS cannot use"),
        "{garbage}"
    );

    let identity = format!("{:?}", loaded(&mine));
    assert_eq!(identity, "ClientIdentity { certificates: 1, .. }");
    assert!(!format!("{mine:?}").contains("BEGIN PRIVATE KEY"));
}
