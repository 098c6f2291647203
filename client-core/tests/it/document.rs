//! Answers that are files.

use std::sync::Arc;

use client_core::testing::Script;
use client_core::{Action, Document, ErrorKind, Executor, Outcome};
use http::header::ACCEPT;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::rig::{Rig, read};

const PDF: &str = "application/pdf";

async fn print(script: Script) -> client_core::Result<Document> {
    let rig = Rig::new([script]);
    let answer = Action::bytes(&rig.executor, Ok(read()), PDF, 10)
        .send()
        .await;
    let accepted = rig.transport.requests()[0].headers[ACCEPT].clone();
    assert_eq!(accepted, PDF);
    answer
}

#[tokio::test]
async fn a_file_comes_as_it_was_sent_with_what_the_provider_says_it_is() {
    let script = Script::json(200, "%PDF-\u{0}\u{1}");
    let told = script.with_header("content-type", "Application/PDF; charset=binary");
    let file = print(told).await.unwrap();
    assert_eq!(file.bytes.as_ref(), b"%PDF-\0\x01");
    assert_eq!(
        file.content_type.as_deref(),
        Some("Application/PDF; charset=binary")
    );
    assert_eq!(format!("{file:?}"), "Document { bytes: 7, .. }");
}

#[tokio::test]
async fn what_is_no_such_file_was_done_and_is_told() {
    let pdf = |body: &'static str| Script::json(200, body).with_header("content-type", PDF);
    for (script, complaint) in [
        (Script::json(200, "{}"), "not application/pdf"),
        (pdf(""), "empty"),
        (pdf("12345678901"), "larger than 10 bytes"),
    ] {
        let error = print(script).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome(), error.attempts()),
            (ErrorKind::Decode, Outcome::Applied, 1)
        );
        assert_eq!(error.status().unwrap(), 200);
        assert!(error.to_string().contains(complaint), "{error}");
    }
}

/// The transport cuts it off: it never sits in memory as a whole.
#[tokio::test]
async fn a_file_above_the_bound_is_not_read_to_its_end() {
    let server = MockServer::start().await;
    let large = ResponseTemplate::new(200).set_body_raw(vec![b'x'; 11], PDF);
    Mock::given(any()).respond_with(large).mount(&server).await;
    let executor = Executor::builder("bank", server.uri().parse().unwrap())
        .transport(Arc::new(
            client_core::http::ReqwestTransport::new().unwrap(),
        ))
        .build()
        .unwrap();
    let ask = |bound| Action::bytes(&executor, Ok(read()), PDF, bound).send();
    assert_eq!(ask(11).await.unwrap().bytes.len(), 11);
    let error = ask(10).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Decode, Outcome::Applied)
    );
    assert!(
        error
            .to_string()
            .contains("larger than the transport takes"),
        "{error}"
    );
}
