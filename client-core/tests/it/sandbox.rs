//! Every fault of the sandbox front, met by the real executor over the real transport.

use std::sync::Arc;
use std::time::{Duration, Instant};

use client_core::http::{Call, ConfigureCall as _, ReqwestTransport};
use client_core::retry::{ExponentialBackoff, NoRetry};
use client_core::sandbox::{ClientCertificates, Fault, FaultRule, Front, TestAuthority};
use client_core::{Error, ErrorKind, Executor, Idempotency, Operation, Outcome, Paging};
use http::{Method, StatusCode};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

static PAY: Operation = Operation {
    name: "sandbox.payments.create",
    method: Method::POST,
    path: "/payments",
    idempotency: Idempotency::Unsafe,
    paging: Paging::None,
    mark: "inferred",
};

static LIST: Operation = Operation {
    name: "sandbox.payments.list",
    method: Method::GET,
    path: "/payments",
    idempotency: Idempotency::Safe,
    paging: Paging::None,
    mark: "inferred",
};

const ANSWER: &str = "{\"id\":\"p-1\",\"status\":\"DONE\"}";

struct Sandbox {
    mock: MockServer,
    front: Front,
    executor: Executor,
}

impl Sandbox {
    async fn over_tls() -> Self {
        Self::start(true).await
    }

    async fn plain() -> Self {
        Self::start(false).await
    }

    async fn start(tls: bool) -> Self {
        let mock = MockServer::start().await;
        Mock::given(any())
            .respond_with(ResponseTemplate::new(201).set_body_raw(ANSWER, "application/json"))
            .mount(&mock)
            .await;
        let mut transport = ReqwestTransport::builder();
        let front = if tls {
            let authority = TestAuthority::generate().unwrap();
            transport = transport.add_roots(authority.root_pem()).only_given_roots();
            Front::tls(*mock.address(), &authority, ClientCertificates::NotAsked).await
        } else {
            Front::plain(*mock.address()).await
        }
        .unwrap();
        let retry = ExponentialBackoff::new().with_backoff(Duration::from_millis(1), 1);
        let executor = Executor::builder("sandbox", front.url().clone())
            .transport(Arc::new(transport.build().unwrap()))
            .retry_policy(Arc::new(retry))
            .build()
            .unwrap();
        Self {
            mock,
            front,
            executor,
        }
    }

    async fn pay(&self) -> Result<serde_json::Value, Error> {
        let call = Call::new(&PAY).json(&json!({ "amount": "10.00" })).unwrap();
        self.executor.json(call).await
    }

    async fn list(&self) -> Result<serde_json::Value, Error> {
        self.executor.json(Call::new(&LIST)).await
    }

    /// How many payments reached the provider, and how many came at all.
    async fn payments(&self) -> (usize, u64) {
        let reached = self.mock.received_requests().await.unwrap().len();
        (reached, self.front.count(&Method::POST, "/payments"))
    }
}

#[tokio::test]
async fn without_faults_requests_pass_unchanged() {
    for sandbox in [Sandbox::plain().await, Sandbox::over_tls().await] {
        for _ in 0..3 {
            assert_eq!(sandbox.pay().await.unwrap()["id"], "p-1");
        }
        assert_eq!(sandbox.payments().await, (3, 3));
        let requests = sandbox.mock.received_requests().await.unwrap();
        assert_eq!(requests[0].body, b"{\"amount\":\"10.00\"}");
        assert_eq!(requests[0].headers["content-type"], "application/json");
    }
}

/// Each row: fault, kind and outcome the payer sees, status, how many payments the provider saw.
#[tokio::test]
async fn an_unsafe_request_meets_each_fault_once_and_learns_the_truth() {
    let rows = [
        (
            Fault::status(StatusCode::INTERNAL_SERVER_ERROR),
            (ErrorKind::Api, Outcome::Unknown, Some(500), 0),
        ),
        (
            Fault::DropBeforeProcessing,
            (ErrorKind::Transport, Outcome::Unknown, None, 0),
        ),
        (
            Fault::DropBeforeAnswer,
            (ErrorKind::Transport, Outcome::Unknown, None, 1),
        ),
        (
            Fault::DropAfterHeaders,
            (ErrorKind::Transport, Outcome::Applied, Some(201), 1),
        ),
        (
            Fault::TruncateBody(5),
            (ErrorKind::Transport, Outcome::Applied, Some(201), 1),
        ),
        (
            Fault::TruncateBody(usize::MAX),
            (ErrorKind::Transport, Outcome::Applied, Some(201), 1),
        ),
    ];
    for (fault, (kind, outcome, status, processed)) in rows {
        for sandbox in [Sandbox::plain().await, Sandbox::over_tls().await] {
            sandbox.front.inject(fault.clone());
            let error = sandbox.pay().await.unwrap_err();
            let seen = (error.kind(), error.outcome(), error.status());
            let status = status.map(|code| StatusCode::from_u16(code).unwrap());
            assert_eq!(seen, (kind, outcome, status), "{fault:?}");
            assert_eq!(error.attempts(), 1, "{fault:?}");
            assert_eq!(sandbox.payments().await, (processed, 1), "{fault:?}");
        }
    }
}

#[tokio::test]
async fn a_safe_request_gets_over_each_fault() {
    let faults = [
        Fault::status(StatusCode::INTERNAL_SERVER_ERROR),
        Fault::too_many_requests(Duration::ZERO),
        Fault::DropBeforeProcessing,
        Fault::DropBeforeAnswer,
        Fault::DropAfterHeaders,
        Fault::TruncateBody(5),
    ];
    for fault in faults {
        let sandbox = Sandbox::plain().await;
        sandbox.front.inject(fault.clone());
        assert_eq!(sandbox.list().await.unwrap()["id"], "p-1", "{fault:?}");
        assert_eq!(sandbox.front.count(&Method::GET, "/payments"), 2);
    }
}

#[tokio::test]
async fn a_slow_answer_passes_in_time_and_leaves_the_outcome_open_when_late() {
    let sandbox = Sandbox::plain().await;
    let wait = Duration::from_millis(300);
    sandbox
        .front
        .inject(FaultRule::new(Fault::Slow(wait)).times(2));
    let started = Instant::now();
    sandbox.pay().await.unwrap();
    assert!(started.elapsed() >= wait);

    let call = Call::new(&PAY).with_attempt_timeout(Duration::from_millis(50));
    let error = sandbox.executor.send(call).await.unwrap_err();

    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert_eq!(sandbox.payments().await, (2, 2));
}

#[tokio::test]
async fn retry_after_is_rounded_up_to_whole_seconds() {
    let sandbox = Sandbox::plain().await;
    let limit = Fault::too_many_requests(Duration::from_millis(1200));
    sandbox.front.inject(limit);
    let call = Call::new(&PAY).with_retry_policy(Arc::new(NoRetry));
    let error = sandbox.executor.send(call).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.outcome(), Outcome::Refused);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
    assert_eq!(sandbox.payments().await, (0, 1));
}

#[tokio::test]
async fn faults_keep_to_their_method_path_and_number() {
    let sandbox = Sandbox::plain().await;
    let down = Fault::status(StatusCode::SERVICE_UNAVAILABLE);
    let rule = FaultRule::new(down).on(Method::POST, "/payments").nth(2);
    sandbox.front.inject(rule);
    sandbox.list().await.unwrap();
    sandbox.pay().await.unwrap();
    let error = sandbox.pay().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    sandbox.pay().await.unwrap();
    assert_eq!(sandbox.front.total(), 4);
}

/// Sends a request by hand and reads until the front closes.
async fn by_hand(front: &Front, request: &str) -> String {
    let address = front.url().socket_addrs(|| None).unwrap()[0];
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_truncated_answer_announces_its_whole_length_and_ends_where_told() {
    let sandbox = Sandbox::plain().await;
    sandbox.front.inject(Fault::TruncateBody(5));
    let answer = by_hand(&sandbox.front, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let length = format!("content-length: {}", ANSWER.len());
    assert!(head.starts_with("HTTP/1.1 201 Created"), "{head}");
    assert!(head.contains(&length), "{head}");
    assert_eq!(body, &ANSWER[..5]);
}

#[tokio::test]
async fn a_chunked_request_passes_and_a_forged_client_certificate_does_not() {
    let sandbox = Sandbox::plain().await;
    let request = "POST /a HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
        client-cert: :Zm9yZ2Vk:\r\ntransfer-encoding: chunked\r\n\r\n\
        5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
    let answer = by_hand(&sandbox.front, request).await;
    assert!(answer.ends_with(ANSWER), "{answer}");
    let seen = sandbox.mock.received_requests().await.unwrap();
    assert_eq!(seen[0].body, b"hello world");
    assert!(!seen[0].headers.contains_key("client-cert"));
}

#[tokio::test]
async fn a_mock_server_that_is_gone_is_told_from_a_fault() {
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = gone.local_addr().unwrap();
    drop(gone);
    let front = Front::plain(address).await.unwrap();
    let answer = by_hand(
        &front,
        "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 502"), "{answer}");
    assert!(answer.contains("mock server gave no answer"), "{answer}");
}

#[tokio::test]
async fn a_dropped_front_closes_its_connections_and_its_port() {
    let Sandbox {
        front, executor, ..
    } = Sandbox::plain().await;
    executor.send(Call::new(&LIST)).await.unwrap();
    drop(front);
    tokio::time::sleep(Duration::from_millis(50)).await;
    let call = Call::new(&LIST).with_retry_policy(Arc::new(NoRetry));
    let error = executor.send(call).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
}
