//! HTTP/2 is chosen when the server offers it.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use client_core::http::{Request, ReqwestTransport, Transport as _};
use client_core::sandbox::TestAuthority;
use http::{Method, Response};
use http_body_util::Full;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use url::Url;

use crate::tls::raw_server_config;

#[tokio::test]
async fn http2_is_spoken_to_a_server_that_offers_it() {
    let authority = TestAuthority::generate().unwrap();
    let mut config = raw_server_config(&authority, rustls::ALL_VERSIONS);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let stream = acceptor.accept(stream).await.unwrap();
        let answer = service_fn(|request: http::Request<hyper::body::Incoming>| async move {
            let version = format!("{:?}", request.version());
            Ok::<_, Infallible>(Response::new(Full::new(Bytes::from(version))))
        });
        http2::Builder::new(TokioExecutor::new())
            .serve_connection(TokioIo::new(stream), answer)
            .await
    });
    let transport = ReqwestTransport::builder()
        .add_roots(authority.root_pem())
        .only_given_roots()
        .build()
        .unwrap();

    let url = Url::parse(&format!("https://{address}/")).unwrap();
    let answer = transport
        .call(Request::new(Method::GET, url), Duration::from_secs(10))
        .await
        .unwrap();

    assert_eq!(answer.body, "HTTP/2.0");
}
