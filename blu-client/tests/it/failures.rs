//! What Blu refuses, and how an answer can be wrong.

use std::sync::Arc;

use blu_client::model::LiquidationRecord;
use blu_client::{Error, ErrorKind, Outcome, Transport};
use client_core::testing::{FakeTransport, Script};
use time::macros::date;

use crate::harness::{answer, builder, scripted};

const BAD_DATE: &str = r#"{"message":"A data deve ser no formato: YYYY-MM-DD."}"#;

async fn debits(script: Script) -> Result<Vec<LiquidationRecord>, Error> {
    let (blu, _) = scripted([script]);
    let (begin, end) = (date!(2026 - 02 - 01), date!(2026 - 02 - 02));
    blu.debits().list(begin, end).send().try_collect().await
}

#[tokio::test]
async fn a_refusal_keeps_blus_prose_and_does_not_print_it() {
    for (status, kind) in [
        (400, ErrorKind::Api),
        (422, ErrorKind::Api),
        (401, ErrorKind::Auth),
    ] {
        let error = debits(Script::json(status, BAD_DATE)).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{status}");
        assert_eq!(error.outcome(), Outcome::Refused);
        assert_eq!(error.operation(), Some("blu.debits.list"));
        let prose = error.provider_message().unwrap();
        assert!(prose.starts_with("A data deve ser"), "{prose}");
        assert!(!error.to_string().contains("formato"), "{error}");
    }
}

#[tokio::test]
async fn an_error_object_under_200_is_an_error_not_an_empty_list() {
    for body in [
        BAD_DATE,
        r#"{"success":false,"message":"x","statusCode":422}"#,
    ] {
        let error = debits(answer(body)).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Api, Outcome::Refused)
        );
        assert!(error.provider_message().is_some());
    }
}

#[tokio::test]
async fn not_found_says_where_the_path_is_from_and_how_to_change_it() {
    let error = debits(Script::status(404)).await.unwrap_err().to_string();
    assert!(error.contains("documented"), "{error}");
    assert!(error.contains("with_path"), "{error}");
    let transport: Arc<dyn Transport> = Arc::new(FakeTransport::new([Script::status(404)]));
    let moved = builder("https://blu.invalid")
        .with_path("blu.debits.list", blu_client::Method::GET, "/moved")
        .with_transport(transport)
        .build()
        .unwrap();
    let day = date!(2026 - 02 - 01);
    let error = moved
        .debits()
        .list(day, day)
        .send()
        .try_collect()
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("the one set"), "{error}");
    let other = debits(Script::status(400)).await.unwrap_err().to_string();
    assert!(!other.contains("with_path"), "{other}");
}

#[tokio::test]
async fn a_misfit_names_the_field_and_not_the_value() {
    let body = r#"[{"id":"1","gross_value":"12,50","net_value":"1","rate_value":"0"}]"#;
    let error = debits(answer(body)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("[0].gross_value"), "{error}");
    assert!(!error.to_string().contains("12,50"), "{error}");
    let neither = debits(answer(r#"{"registros":[]}"#)).await.unwrap_err();
    assert_eq!(neither.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn a_report_that_turns_out_to_be_paged_is_not_cut_in_silence() {
    let error = debits(answer(r#"{"items":[],"has_more":true}"#))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
}
