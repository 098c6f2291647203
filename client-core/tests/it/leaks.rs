//! Secrets and personal data planted everywhere must show nowhere.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use client_core::auth::{Credential, Generation};
use client_core::http::{Call, Request, Response, TransportErrorKind};
use client_core::page::{Cursor, List, PageAnswer, Pager, Style};
use client_core::testing::{FakeTransport, LeakCheck, Script};
use client_core::{Action, Dialect, Error, Executor, ProviderError, Result};
use http::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use serde::{Deserialize, Serialize, Serializer};
use url::Url;

use crate::rig::{CREATE, READ, Watcher, doubling};
use crate::span_log::SpanLog;

const TOKEN: &str = "tok-3f9a77c1e5";
const API_KEY: &str = "key-88d0b2aa41";
const CPF: &str = "529.982.247-25";
const NAME: &str = "Marialva Quixadá";
const EMAIL: &str = "marialva@example.com";
const ACCOUNT: &str = "0098765432-1";
const LINK_TOKEN: &str = "lnk-5be01c99f2";

fn planted() -> LeakCheck {
    LeakCheck::planted([TOKEN, API_KEY, CPF, NAME, EMAIL, ACCOUNT, LINK_TOKEN])
}

#[derive(Debug)]
struct Bearer;

#[async_trait]
impl Credential for Bearer {
    async fn apply(&self, request: &mut Request) -> Result<Generation> {
        let value = HeaderValue::from_str(&format!("Bearer {TOKEN}")).unwrap();
        request.headers.insert(AUTHORIZATION, value);
        Ok(Generation::FIXED)
    }

    fn rejected(&self, _: Generation) -> bool {
        true
    }
}

/// Takes code and prose from wherever the server put them.
#[derive(Debug)]
struct Chatty;

impl Dialect for Chatty {
    fn provider_error(&self, response: &Response) -> ProviderError {
        #[derive(Deserialize)]
        struct Body {
            code: Option<String>,
            message: Option<String>,
        }
        match serde_json::from_slice::<Body>(&response.body) {
            Ok(Body { code, message }) => ProviderError { code, message },
            Err(_) => ProviderError::default(),
        }
    }
}

fn executor(base_url: Url) -> (client_core::ExecutorBuilder, Arc<Watcher>) {
    let watcher = Arc::new(Watcher::default());
    let builder = Executor::builder("test", base_url)
        .credential(Arc::new(Bearer))
        .dialect(Arc::new(Chatty))
        .retry_policy(Arc::new(doubling().with_attempts(2)))
        .observer(watcher.clone())
        .header(
            HeaderName::from_static("x-api-key"),
            HeaderValue::from_static(API_KEY),
        );
    (builder, watcher)
}

/// A call with something in every place that can hold it.
fn loaded_call() -> Call {
    Call::new(&CREATE)
        .argument("id", ACCOUNT)
        .query("cpf", CPF)
        .query("name", NAME)
        .header(COOKIE, HeaderValue::from_static(API_KEY))
        .json(&serde_json::json!({ "email": EMAIL, "name": NAME, "cpf": CPF }))
        .unwrap()
}

/// Answers of a server that spills all it knows.
fn spilling_answers() -> Vec<Script> {
    let digits = CPF.replace(['.', '-'], "");
    let mut scripts = Vec::new();
    for status in [301, 400, 401, 403, 422, 429, 500, 503] {
        for code in [CPF, &digits, NAME, EMAIL, ACCOUNT] {
            let message = format!("{NAME} ({CPF}) não tem saldo na conta {ACCOUNT}");
            let body = serde_json::json!({ "code": code, "message": message });
            let answer = Script::json(status, body.to_string())
                .with_header("location", "https://example.com/?cpf=52998224725")
                .with_header("x-request-id", "52998224725");
            scripts.push(answer);
        }
    }
    for body in [
        format!("<html>{NAME} {CPF}</html>"),
        format!(r#"{{"valor":"{CPF}"}}"#),
        format!(r#"{{"{CPF}":{{"valor":1}}}}"#),
        format!(r#"["{EMAIL}"]"#),
        format!(r#"{{"valor":1,"tipo":"{NAME}"}}"#),
        format!(r#"{{"valor":1,"{digits}":1}}"#),
        format!(r#"{{"valor":1}} {CPF}"#),
    ] {
        scripts.push(Script::json(200, body));
    }
    scripts.extend([
        Script::TornBody(StatusCode::OK),
        Script::Fail(TransportErrorKind::Connect),
        Script::Fail(TransportErrorKind::Interrupted),
        Script::json(200, "{}").after(Duration::from_secs(3600)),
    ]);
    scripts
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    #[serde(rename = "valor")]
    _amount: u8,
    #[serde(rename = "tipo")]
    _kind: Option<Kind>,
}

#[derive(Debug, Deserialize)]
enum Kind {
    Pix,
}

/// What a careless `unwrap` would print.
fn panic_message(error: Error) -> String {
    let careless = |result: Result<()>| result.unwrap();
    let payload = catch_unwind(AssertUnwindSafe(|| careless(Err(error)))).unwrap_err();
    payload.downcast_ref::<String>().unwrap().clone()
}

#[tokio::test(start_paused = true)]
async fn errors_spans_reports_and_panics_of_calls_are_clean() {
    let check = planted();
    let log = SpanLog::listen();
    let base_url = Url::parse("https://api.example.com/").unwrap();
    let scripts = spilling_answers();
    assert!(scripts.len() > 50);
    for script in scripts {
        let transport = Arc::new(FakeTransport::new([script.clone(), script.clone()]));
        let (builder, watcher) = executor(base_url.clone());
        let builder = builder.transport(transport.clone());
        check.assert_debug_clean("a builder", &builder);
        let executor = builder.build().unwrap();
        let error = executor.json::<Answer>(loaded_call()).await.unwrap_err();
        check.assert_error_clean(&error);
        check.assert_debug_clean("an executor", &executor);
        check.assert_debug_clean("a transport and its requests", &transport);
        check.assert_debug_clean("a script", &script);
        check.assert_debug_clean("reports", &watcher);
        check.assert_clean("a panic", &panic_message(error));
    }
    let lines = log.take();
    assert!(lines.len() > 100);
    check.assert_clean("spans and events", &lines.join("\n"));
}

#[test]
fn values_on_their_way_are_clean() {
    struct Quoting;
    impl Serialize for Quoting {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom(format!("cannot write {CPF}")))
        }
    }
    let check = planted();
    let debug = |place: &str, value: &dyn Debug| check.assert_debug_clean(place, value);
    let call = loaded_call();
    debug("a call", &call);
    debug("a list", &List::of(&call));
    let error = Call::new(&READ).json(&Quoting).unwrap_err();
    check.assert_error_clean(&error);

    let link = format!("https://api.example.com/{ACCOUNT}?cpf={CPF}&key={LINK_TOKEN}");
    let link = Url::parse(&link).unwrap();
    debug("a link call", &call.clone().at_link(link.clone()));
    debug(
        "a raw call",
        &Call::raw(Method::GET, format!("/people/{CPF}")),
    );
    let list = Style::NextLink { list: link.clone() };
    debug("a style", &list);
    let (builder, _) = executor(Url::parse("https://api.example.com/").unwrap());
    let executor = builder
        .transport(Arc::new(FakeTransport::new([])))
        .build()
        .unwrap();
    debug("an action", &Action::<()>::empty(&executor, Ok(call)));

    let mut request = Request::new(Method::GET, link);
    let header = HeaderValue::from_static(TOKEN);
    request.headers.insert(AUTHORIZATION, header.clone());
    request.body = EMAIL.into();
    debug("a request", &request);
    let mut response = Response::new(StatusCode::OK, request.headers.clone(), NAME);
    response.headers.insert(COOKIE, header);
    debug("an answer", &response);
    let said = ProviderError {
        code: Some(CPF.to_owned()),
        message: Some(NAME.to_owned()),
    };
    debug("a provider's error", &said);
}

#[tokio::test]
async fn pagers_and_their_errors_are_clean() {
    let check = planted();
    let list = || {
        List::new("test.items")
            .filter("cpf", CPF)
            .filter("name", NAME)
    };
    let origin = Url::parse(&format!("https://api.example.com/?cpf={CPF}")).unwrap();
    let links = [
        format!("https://elsewhere.example.net/?cpf={CPF}"),
        format!("https://[{CPF}"),
        format!("?cpf={CPF}&key={LINK_TOKEN}"),
    ];
    for link in links {
        let style = Style::NextLink {
            list: origin.clone(),
        };
        let mut pager = Pager::new(list(), style, move |position| {
            let (shown, link) = (format!("{position:?}"), link.clone());
            async move { Ok(PageAnswer::new(vec![shown]).with_next(Some(link))) }
        });
        while let Some(item) = pager.try_next().await.transpose() {
            check.assert_debug_clean("a pager", &pager);
            check.assert_debug_clean("a cursor", &pager.cursor());
            match item {
                Ok(position) => check.assert_clean("a position", &position),
                Err(error) => {
                    check.assert_error_clean(&error);
                    check.assert_clean("a panic", &panic_message(error));
                    break;
                }
            }
        }
    }
    let cursor: Cursor = format!("page1:{CPF}:0:start").parse().unwrap();
    check.assert_debug_clean("a forged cursor", &cursor);
    for text in [NAME, EMAIL, "page1:a:0:cursor:52998224725:"] {
        check.assert_error_clean(&text.parse::<Cursor>().unwrap_err());
    }
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn errors_of_the_real_transport_are_clean() {
    use client_core::http::ConfigureCall as _;
    use client_core::{ErrorKind, Outcome};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    let check = planted();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let answers = [
        format!("{NAME} {CPF}\r\n\r\n"),
        format!("HTTP/1.1 999999 {NAME}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\ncontent-length: {CPF}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n{NAME}"),
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{NAME}"),
        String::new(),
    ];
    let count = answers.len();
    let server = tokio::spawn(async move {
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    let (builder, _) = executor(Url::parse(&format!("http://{address}/")).unwrap());
    let executor = builder.build().unwrap();
    for _ in 0..count {
        let error = executor.empty(loaded_call()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport);
        assert!(error.outcome() >= Outcome::Unknown);
        check.assert_error_clean(&error);
    }
    server.await.unwrap();
    // Nobody listens any more.
    let call = loaded_call().with_deadline(Duration::from_millis(100));
    let error = executor.empty(call).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Connect, Outcome::NotSent)
    );
    check.assert_error_clean(&error);
}

#[test]
fn the_check_itself_finds_every_spelling() {
    let check = planted();
    for leak in [
        "token TOK-3F9A77C1E5 refused",
        "cpf 52998224725",
        "cpf%3D529%2E982%2E247-25",
        "name=Marialva%20Quixad%C3%A1",
        "name=Marialva+Quixad%C3%A1",
        "NAME: MARIALVA QUIXADÁ",
        r#"{"email":"marialva@example.com"}"#,
        "basic dXNlcjp0b2stM2Y5YTc3YzFlNQ==",
        "basic eHRvay0zZjlhNzdjMWU1",
        "basic eHl0b2stM2Y5YTc3YzFlNQ",
    ] {
        assert!(check.find(leak).is_some(), "{leak}");
        let caught = catch_unwind(AssertUnwindSafe(|| check.assert_clean("here", leak)));
        let message = caught
            .unwrap_err()
            .downcast_ref::<String>()
            .unwrap()
            .clone();
        assert!(message.starts_with("here leaks planted text number"));
        assert_eq!(check.find(&message), None);
    }
    for clean in [
        "",
        "Maria 529",
        "token tok-",
        "HTTP 422 [SALDO_INSUFICIENTE]",
    ] {
        assert_eq!(check.find(clean), None, "{clean}");
    }
}
