//! The network transport over plain HTTP: what arrives, and how far a failed request got.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::sync::Arc;
use std::time::Duration;

use client_core::http::{
    Call, Request, ReqwestTransport, ReqwestTransportBuilder, Response, Transport, TransportError,
    TransportErrorKind,
};
use client_core::{ErrorKind, Executor, Outcome};
use http::{HeaderValue, Method, StatusCode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use url::Url;
use wiremock::matchers::{body_string, header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

const PATIENCE: Duration = Duration::from_secs(10);

/// Any root will do: these tests speak plain HTTP.
fn transport(
    configure: impl FnOnce(ReqwestTransportBuilder) -> ReqwestTransportBuilder,
) -> ReqwestTransport {
    configure(ReqwestTransport::builder()).build().unwrap()
}

fn get(url: &str) -> Request {
    Request::new(Method::GET, Url::parse(url).unwrap())
}

fn post(url: &str) -> Request {
    let mut request = Request::new(Method::POST, Url::parse(url).unwrap());
    request.body = "valor=10".into();
    request
}

async fn call(request: Request) -> Result<Response, TransportError> {
    transport(|builder| builder).call(request, PATIENCE).await
}

/// A server of our own making: each connection is given to `serve`, one after the other.
async fn raw_server<F>(mut serve: impl FnMut(TcpStream) -> F + Send + 'static) -> String
where
    F: Future<Output = ()> + Send,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            serve(stream).await;
        }
    });
    url
}

/// Reads a GET, or a POST of `post`, to its end.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut seen = String::new();
    let mut buffer = [0; 1024];
    loop {
        let end = if seen.starts_with("GET") {
            "\r\n\r\n"
        } else {
            "valor=10"
        };
        if seen.ends_with(end) {
            return seen;
        }
        let read = stream.read(&mut buffer).await.unwrap();
        assert!(read > 0, "the client left after: {seen}");
        seen.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
    }
}

#[tokio::test]
async fn carries_request_and_answer_unchanged() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/contas/a%2Fb"))
        .and(query_param("pagina", "2"))
        .and(header("x-own", "yes"))
        .and(body_string("valor=10"))
        .respond_with(
            ResponseTemplate::new(201)
                .insert_header("x-request-id", "r-1")
                .set_body_string("{\"ok\":true}"),
        )
        .expect(1)
        .mount(&server)
        .await;
    let mut request = post(&format!("{}/contas/a%2Fb?pagina=2", server.uri()));
    request
        .headers
        .insert("x-own", HeaderValue::from_static("yes"));

    let answer = call(request).await.unwrap();

    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.header("x-request-id"), Some("r-1"));
    assert_eq!(answer.body, "{\"ok\":true}");
}

#[tokio::test]
async fn a_redirect_is_returned_and_not_followed() {
    let server = MockServer::start().await;
    let elsewhere = format!("{}/elsewhere", server.uri());
    Mock::given(path("/here"))
        .respond_with(ResponseTemplate::new(302).insert_header("location", elsewhere.as_str()))
        .mount(&server)
        .await;
    Mock::given(path("/elsewhere"))
        .respond_with(ResponseTemplate::new(200))
        .expect(0)
        .mount(&server)
        .await;

    let answer = call(get(&format!("{}/here", server.uri()))).await.unwrap();

    assert_eq!(answer.status, StatusCode::FOUND);
    assert_eq!(answer.header("location"), Some(elsewhere.as_str()));
}

#[tokio::test]
async fn a_body_up_to_the_limit_is_read_and_one_byte_more_is_refused() {
    let server = MockServer::start().await;
    for (at, bytes) in [("/fits", 1000), ("/exceeds", 1001)] {
        Mock::given(path(at))
            .respond_with(ResponseTemplate::new(200).set_body_bytes(vec![b'x'; bytes]))
            .mount(&server)
            .await;
    }
    let transport = transport(|builder| builder.max_response_bytes(1000));

    let fits = transport
        .call(get(&format!("{}/fits", server.uri())), PATIENCE)
        .await
        .unwrap();
    assert_eq!(fits.body.len(), 1000);

    let error = transport
        .call(get(&format!("{}/exceeds", server.uri())), PATIENCE)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::TooLarge);
    assert_eq!(error.status(), Some(StatusCode::OK));
    let cause = error.source().unwrap().to_string();
    assert!(cause.contains("more than 1000 bytes"), "{cause}");
}

#[tokio::test]
async fn an_answer_that_is_too_large_was_applied_and_is_not_asked_for_again() {
    let server = MockServer::start().await;
    Mock::given(path("/extrato"))
        .respond_with(ResponseTemplate::new(200).set_body_bytes(vec![b'x'; 1001]))
        .expect(1)
        .mount(&server)
        .await;
    let executor = Executor::builder("bank", Url::parse(&server.uri()).unwrap())
        .transport(Arc::new(transport(|builder| {
            builder.max_response_bytes(1000)
        })))
        .build()
        .unwrap();

    let error = executor
        .send(Call::raw(Method::GET, "/extrato"))
        .await
        .unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.outcome(), Outcome::Applied);
    assert_eq!(error.attempts(), 1);
}

/// Without an announced length only counting helps: this body never ends.
#[tokio::test]
async fn an_endless_body_is_cut_at_the_limit() {
    let url = raw_server(|mut stream| async move {
        read_request(&mut stream).await;
        let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        stream.write_all(head).await.unwrap();
        let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
        while stream.write_all(chunk.as_bytes()).await.is_ok() {}
    })
    .await;
    let transport = transport(|builder| builder.max_response_bytes(100_000));

    let error = transport.call(get(&url), PATIENCE).await.unwrap_err();

    assert_eq!(error.kind(), TransportErrorKind::TooLarge);
}

#[tokio::test]
async fn a_refused_connection_sent_nothing() {
    let error = call(post(&closed_port().await)).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert_eq!(error.status(), None);
}

async fn closed_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}/", listener.local_addr().unwrap())
}

#[tokio::test]
async fn an_unknown_host_sent_nothing() {
    let error = call(post("http://no-such-host.invalid/"))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
}

#[tokio::test]
async fn a_late_answer_is_a_timeout() {
    let server = MockServer::start().await;
    Mock::given(path("/"))
        .respond_with(ResponseTemplate::new(200).set_delay(PATIENCE))
        .mount(&server)
        .await;
    let error = transport(|builder| builder)
        .call(get(&server.uri()), Duration::from_millis(100))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_connection_dropped_before_the_answer_is_interrupted() {
    let url = raw_server(|mut stream| async move {
        read_request(&mut stream).await;
    })
    .await;
    let error = call(post(&url)).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Interrupted);
}

/// The connection worked once, so a client is tempted to take the silence for a stale connection
/// and to send again. The server has read the payment: it must not see it twice.
#[tokio::test]
async fn a_reused_connection_that_drops_is_never_silently_retried() {
    let (seen, mut requests) = tokio::sync::mpsc::unbounded_channel();
    let url = raw_server(move |mut stream| {
        let seen = seen.clone();
        async move {
            for number in 1..=2 {
                seen.send(read_request(&mut stream).await).unwrap();
                if number == 1 {
                    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
                    stream.write_all(answer).await.unwrap();
                }
            }
        }
    })
    .await;
    let transport = transport(|builder| builder);

    transport.call(post(&url), PATIENCE).await.unwrap();
    let error = transport.call(post(&url), PATIENCE).await.unwrap_err();

    assert_eq!(error.kind(), TransportErrorKind::Interrupted);
    assert!(requests.try_recv().is_ok(), "the first request");
    assert!(requests.try_recv().is_ok(), "the second, same connection");
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(requests.try_recv().is_err(), "a third nobody asked for");
}

#[tokio::test]
async fn a_torn_body_keeps_the_status() {
    let url = raw_server(|mut stream| async move {
        read_request(&mut stream).await;
        let answer = b"HTTP/1.1 201 Created\r\ncontent-length: 100\r\n\r\n{\"id\":";
        stream.write_all(answer).await.unwrap();
    })
    .await;
    let error = call(post(&url)).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Body);
    assert_eq!(error.status(), Some(StatusCode::CREATED));
}

/// The address of a server that says 201, begins to tell what it created and falls silent. It stays
/// connected as long as the handle lives.
///
/// For tests whose clock is paused: it stands still as long as the server works, off the runtime,
/// and runs on only when the client has seen the status, for so much of the body fits into no
/// buffer on the way. So no machine is too slow for them.
fn stalling_server() -> (String, JoinHandle<std::net::TcpStream>) {
    const TOLD: usize = 16 << 20;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let server = tokio::task::spawn_blocking(move || {
        let (mut stream, _) = listener.accept().unwrap();
        assert!(stream.read(&mut [0; 1024]).unwrap() > 0);
        let head = format!(
            "HTTP/1.1 201 Created\r\ncontent-length: {}\r\n\r\n",
            2 * TOLD
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&vec![b' '; TOLD]).unwrap();
        stream
    });
    (url, server)
}

/// The executor keeps time too, and knows less: it must not speak first.
#[tokio::test(start_paused = true)]
async fn a_body_that_stalls_was_applied_for_the_executor_as_well() {
    let (url, _server) = stalling_server();
    let url = Url::parse(&url).unwrap();
    let executor = Executor::builder("bank", url)
        .transport(Arc::new(transport(|builder| builder)))
        .attempt_timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let call = Call::raw(Method::POST, "/pagamentos").form(&[("valor", "10")]);

    let error = executor.send(call).await.unwrap_err();

    assert_eq!(error.outcome(), Outcome::Applied);
    assert_eq!(error.status(), Some(StatusCode::CREATED));
    assert_eq!(error.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_stalls_keeps_the_status() {
    let (url, _server) = stalling_server();
    let error = transport(|builder| builder)
        .call(post(&url), Duration::from_millis(200))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Body);
    assert_eq!(error.status(), Some(StatusCode::CREATED));
}

#[tokio::test]
async fn what_is_not_http_is_interrupted() {
    let url = raw_server(|mut stream| async move {
        read_request(&mut stream).await;
        stream.write_all(b"220 smtp ready\r\n").await.unwrap();
    })
    .await;
    let error = call(get(&url)).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Interrupted);
}

/// Addresses hold tax ids, headers hold tokens; no error may show either, at any depth.
#[tokio::test]
async fn errors_show_neither_address_nor_headers() {
    const PLANTED: &str = "52998224725";
    let torn = raw_server(|mut stream| async move {
        read_request(&mut stream).await;
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n";
        stream.write_all(answer).await.unwrap();
    })
    .await;
    let dropped = raw_server(|mut stream| async move {
        read_request(&mut stream).await;
    })
    .await;
    for base in [closed_port().await, torn, dropped] {
        let mut request = get(&format!("{base}{PLANTED}?cpf={PLANTED}"));
        request
            .headers
            .insert("authorization", HeaderValue::from_static(PLANTED));
        let error = call(request).await.unwrap_err();
        let shown = everything_shown(&error);
        assert!(!shown.contains(PLANTED), "{shown}");
    }
}

fn everything_shown(error: &TransportError) -> String {
    let mut shown = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(cause) = source {
        write!(shown, " {cause} {cause:?}").unwrap();
        source = cause.source();
    }
    shown
}
