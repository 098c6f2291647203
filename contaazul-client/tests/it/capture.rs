//! Documents become drafts, and drafts payables.

use contaazul_client::model::{
    CaptureId, CaptureStatus, DocumentId, DocumentStatus, NewDocument, UploadStatus,
};
use contaazul_client::sandbox::{Bill, Company, Fault, FaultRule, Sandbox};
use contaazul_client::{Amount, ContaAzul, ErrorKind, Outcome, PageSize};
use http::Method;
use time::macros::date;

use crate::harness::Erp;
use crate::sandbox::start;

#[tokio::test]
async fn a_document_is_sent_as_a_form() {
    let erp = Erp::with_json(r#"{"id":"d1","nome":"luz.pdf"}"#).await;
    let document = NewDocument::new("luz \"março\".pdf", &b"%PDF-1.7\r\n\xff\0"[..])
        .description("Conta de luz");
    let taken = erp.client.document_capture().upload(&document).send().await;
    assert_eq!(taken.unwrap().id, Some("d1".into()));
    let request = erp.request().await;
    let kind = request.headers.get("content-type").unwrap();
    let boundary = kind
        .to_str()
        .unwrap()
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let expected = [
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"arquivo\"; \
             filename=\"luz %22março%22.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
        )
        .as_bytes(),
        b"%PDF-1.7\r\n\xff\0\r\n",
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"descricao\"\r\n\r\n\
             Conta de luz\r\n--{boundary}--\r\n"
        )
        .as_bytes(),
    ]
    .concat();
    assert_eq!(request.body, expected);
    let shown = format!("{document:?}");
    assert!(!shown.contains("luz") && !shown.contains("PDF"), "{shown}");
}

#[tokio::test]
async fn documents_that_the_erp_would_refuse_are_not_sent() {
    let erp = Erp::with_json("{}").await;
    let capture = erp.client.document_capture();
    let mut large = b"%PDF-1.7".to_vec();
    large.resize(10 * 1024 * 1024 + 1, b' ');
    for (document, complaint) in [
        (
            NewDocument::new("a.pdf", "Ol\u{e1}"),
            "neither PDF, JPEG, PNG nor BMP",
        ),
        (NewDocument::new("a.pdf", ""), "neither PDF"),
        (
            NewDocument::new(" ", "%PDF-1.7"),
            "arquivo has no file name",
        ),
        (
            NewDocument::new("a.pdf", large),
            "arquivo has 10485761 bytes",
        ),
        (
            NewDocument::new("a.pdf", "%PDF-1.7").description("ç".repeat(256)),
            "descricao has 256 characters",
        ),
    ] {
        let error = capture.upload(&document).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input, "{error}");
        assert!(error.to_string().contains(complaint), "{error}");
    }
    let many: Vec<DocumentId> = (0..21).map(|n| format!("d{n}").into()).collect();
    for (ids, complaint) in [(&[][..], "ids has 0"), (&many, "ids has 21")] {
        let error = capture.status(ids).send().try_next().await.unwrap_err();
        assert!(error.to_string().contains(complaint), "{error}");
    }
    let large = capture.status(&many[..1]).page_size(PageSize::N50);
    let error = large.send().try_next().await.unwrap_err();
    assert!(error.to_string().contains("takes 20 at most"), "{error}");
    assert_eq!(erp.requests().await, 0);

    let _ = capture.status(&many[..2]).send().try_next().await;
    let query = erp.query().await;
    let pairs: Vec<_> = query.iter().map(|(n, v)| format!("{n}={v}")).collect();
    assert_eq!(pairs.join("&"), "ids=d0&ids=d1&tamanho_pagina=20&pagina=1");
}

async fn reader() -> (Sandbox, ContaAzul) {
    let light = Bill::new("Conta de luz", date!(2026 - 05 - 25), 23_147)
        .counterparty("Energia Vale Verde SA", "77888999000163");
    let company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181")
        .with_readable_document("luz.pdf", light);
    start(company).await
}

async fn status(erp: &ContaAzul, id: &DocumentId) -> UploadStatus {
    let capture = erp.document_capture();
    let list = capture.status(std::slice::from_ref(id)).send();
    list.try_collect().await.unwrap().remove(0)
}

/// Uploads and waits until the document is read.
async fn read(erp: &ContaAzul, name: &str) -> (DocumentId, UploadStatus) {
    let document = NewDocument::new(name, "%PDF-1.7");
    let taken = erp.document_capture().upload(&document).send().await;
    let id = taken.unwrap().id.unwrap();
    for _ in 0..5 {
        let status = status(erp, &id).await;
        if status.status.as_ref().is_some_and(DocumentStatus::is_final) {
            return (id, status);
        }
        assert!(status.drafts.is_empty(), "not read yet");
    }
    panic!("never read");
}

async fn payables(erp: &ContaAzul) -> usize {
    let list = erp
        .payables()
        .search(date!(2026 - 05 - 01), date!(2026 - 05 - 31));
    list.send().try_collect().await.unwrap().len()
}

fn draft_of(status: &UploadStatus) -> CaptureId {
    status.drafts[0].id.clone().unwrap()
}

#[tokio::test]
async fn an_accepted_draft_is_a_payable_once() {
    let (_sandbox, erp) = reader().await;
    let (document, ready) = read(&erp, "luz.pdf").await;
    assert_eq!(ready.status, Some(DocumentStatus::Ready));
    let capture = erp.document_capture();
    let id = draft_of(&ready);
    let draft = capture.get(&id).send().await.unwrap();
    assert_eq!(draft.document_id, Some(document.clone()));
    let preview = draft.draft.unwrap();
    assert_eq!(preview.amount, Some(Amount::from_cents(23_147)));
    let supplier = preview.supplier.unwrap();
    assert!(supplier.id.is_some(), "there before anybody accepted");
    assert_eq!(
        preview.installments[0].due_date,
        Some(date!(2026 - 05 - 25))
    );
    assert_eq!(payables(&erp).await, 0);

    let accepted = capture.accept(&id).send().await.unwrap();
    let event = accepted.event.unwrap().id.unwrap();
    let again = capture.accept(&id).send().await.unwrap();
    assert_eq!(again.event.unwrap().id, Some(event.clone()));
    assert_eq!(payables(&erp).await, 1, "booked once");
    assert_eq!(
        erp.installments()
            .of_event(&event)
            .send()
            .await
            .unwrap()
            .len(),
        1
    );
    let draft = capture.get(&id).send().await.unwrap();
    assert_eq!(draft.status, Some(CaptureStatus::Accepted));
    assert_eq!(draft.draft, None);
    assert_eq!(
        status(&erp, &document).await.status,
        Some(DocumentStatus::Resolved)
    );
    let error = capture.reject(&id).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 409);
}

#[tokio::test]
async fn an_acceptance_whose_answer_is_lost_is_repeated_and_books_once() {
    let (sandbox, erp) = reader().await;
    let (_, ready) = read(&erp, "luz.pdf").await;
    let id = draft_of(&ready);
    let lost = FaultRule::new(Fault::DropBeforeAnswer).on(Method::POST, "/v1/captura");
    sandbox.front().inject(lost.times(1));
    let accepted = erp.document_capture().accept(&id).send().await.unwrap();
    assert_eq!(accepted.status, Some(CaptureStatus::Accepted));
    assert_eq!(payables(&erp).await, 1);
}

#[tokio::test]
async fn an_upload_whose_answer_is_lost_is_not_repeated() {
    let (sandbox, erp) = reader().await;
    let lost = FaultRule::new(Fault::DropBeforeAnswer).on(Method::POST, "/v1/captura");
    sandbox.front().inject(lost.times(1));
    let document = NewDocument::new("luz.pdf", "%PDF-1.7");
    let error = erp.document_capture().upload(&document).send().await;
    let error = error.unwrap_err();
    assert_eq!(error.attempts(), 1);
    assert!(error.outcome() >= Outcome::Unknown, "{error}");
}

#[tokio::test]
async fn a_rejected_draft_and_an_unreadable_document_book_nothing() {
    let (_sandbox, erp) = reader().await;
    let (_, ready) = read(&erp, "luz.pdf").await;
    let capture = erp.document_capture();
    let id = draft_of(&ready);
    capture.reject(&id).send().await.unwrap();
    capture.reject(&id).send().await.unwrap();
    let error = capture.accept(&id).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 409);
    let (_, failed) = read(&erp, "ferias.png").await;
    assert_eq!(failed.status, Some(DocumentStatus::Failed));
    assert!(failed.drafts.is_empty());
    assert_eq!(payables(&erp).await, 0);
    for (id, expected) in [("1234", 400), ("019a8f00-0000-7a1e-9a55-0000000000c0", 404)] {
        let error = capture.get(&id.into()).send().await.unwrap_err();
        assert_eq!(error.status().unwrap(), expected);
    }
}
