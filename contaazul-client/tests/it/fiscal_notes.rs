//! Fiscal notes: short windows, small pages, files that do not say what they are.

use contaazul_client::api::FiscalNotes;
use contaazul_client::model::{MdfeLink, MdfeStatus, NfeFormat, NfseOrigin, NfseStatus};
use contaazul_client::sandbox::{Company, GoodsInvoice, Sandbox, ServiceInvoice};
use contaazul_client::{Amount, ContaAzul, Error, ErrorKind, Outcome, PageSize};
use time::macros::{date, datetime};

use crate::harness::Erp;
use crate::sandbox::start;

const KEY: &str = "35261112345678000195550010000001231456789013";
const SCHOOL: (&str, &str) = ("Escola Aurora", "44555666000172");

fn first_half() -> (time::Date, time::Date) {
    (date!(2026 - 04 - 01), date!(2026 - 04 - 15))
}

fn assert_told(error: &Error, complaint: &str) {
    assert_eq!(error.kind(), ErrorKind::Input, "{error}");
    assert_eq!((error.outcome(), error.attempts()), (Outcome::NotSent, 0));
    assert!(error.to_string().contains(complaint), "{error}");
}

#[tokio::test]
async fn every_filter_is_spelled_as_the_provider_does() {
    let erp = Erp::with_json(r#"{"itens":[],"paginacao":{}}"#).await;
    let (from, to) = first_half();
    let list = erp.client.fiscal_notes().list_nfe(from, to);
    let list = list
        .recipient_tax_id("44555666000172")
        .number(123)
        .sale(&"s1".into())
        .page_size(PageSize::N50);
    assert!(list.send().try_next().await.unwrap().is_none());
    let sent = erp.request().await.url.query().unwrap().to_owned();
    assert_eq!(
        sent,
        "data_inicial=2026-04-01&data_final=2026-04-15&documento_tomador=44555666000172\
         &numero_nota=123&id_venda=s1&tamanho_pagina=50&pagina=1"
    );

    let erp = Erp::with_json(r#"{"itens":[],"paginacao":{}}"#).await;
    let list = erp.client.fiscal_notes().list_nfse(from, to);
    let list = list
        .id(&"n1".into())
        .id(&"n2".into())
        .customer(&"p1".into())
        .sale_number(1_042)
        .numbers(1, 9)
        .rps_numbers(10, 19)
        .status(NfseStatus::Issued)
        .status(NfseStatus::CancelledByHand)
        .origin(NfseOrigin::Contract);
    assert!(list.send().try_next().await.unwrap().is_none());
    let sent = erp.request().await.url.query().unwrap().to_owned();
    assert_eq!(
        sent,
        "data_competencia_de=2026-04-01&data_competencia_ate=2026-04-15&ids=n1&ids=n2\
         &id_cliente=p1&numero_venda=1042&numero_nfse_inicial=1&numero_nfse_final=9\
         &numero_rps_inicial=10&numero_rps_final=19&status=EMITIDA&status=CANCELAMENTO_MANUAL\
         &tipo_negociacao=CONTRATO&tamanho_pagina=100&pagina=1"
    );
}

#[tokio::test]
async fn what_the_erp_would_refuse_is_not_sent() {
    let erp = Erp::with_json("{}").await;
    let notes = erp.client.fiscal_notes();
    let (from, to) = first_half();
    let too_long = notes.list_nfe(from, date!(2026 - 04 - 16));
    let error = too_long.send().try_next().await.unwrap_err();
    assert_told(
        &error,
        "data_inicial to data_final is longer than the 15 days",
    );
    let too_long = notes.list_nfse(from, date!(2026 - 05 - 31));
    let error = too_long.send().try_next().await.unwrap_err();
    assert_told(
        &error,
        "data_competencia_de to data_competencia_ate is longer",
    );
    let backwards = notes.list_nfe(to, from);
    let error = backwards.send().try_next().await.unwrap_err();
    assert_told(&error, "data_inicial is after data_final");
    let large = notes.list_nfse(from, to).page_size(PageSize::N200);
    let error = large.send().try_next().await.unwrap_err();
    assert_told(&error, "tamanho_pagina is 200; this list takes 100 at most");
    let numbers = notes.list_nfse(from, to).numbers(9, 1);
    let error = numbers.send().try_next().await.unwrap_err();
    assert_told(&error, "numero_nfse_inicial is after numero_nfse_final");

    for (key, complaint) in [
        ("3526", "44"),
        (
            "35261112345678000195550010000001231456789014",
            "check digit",
        ),
        ("35261112345678000195570010000001231456789010", "chave"),
    ] {
        let error = notes.download_nfe(key).send().await.unwrap_err();
        assert_told(&error, complaint);
        assert!(!error.to_string().contains(key), "{error}");
    }
    let link = |id: &str| MdfeLink::new(id, MdfeStatus::Authorized);
    for (link, complaint) in [
        (link("m1"), "chaves_acesso is empty"),
        (link(" ").nfe(KEY), "identificador is empty"),
        (link("m1").nfe("123"), "chaves_acesso[]"),
    ] {
        let error = notes.link_mdfe(&link).send().await.unwrap_err();
        assert_told(&error, complaint);
    }
    assert_eq!(erp.requests().await, 0);
}

#[tokio::test]
async fn a_link_is_sent_whole() {
    let erp = Erp::answering(wiremock::ResponseTemplate::new(204)).await;
    let link = MdfeLink::new("m1", MdfeStatus::Closed).nfe(KEY);
    let notes = erp.client.fiscal_notes();
    notes.link_mdfe(&link).send().await.unwrap();
    assert_eq!(
        erp.body().await,
        serde_json::json!({"identificador": "m1", "status": "ENCERRADO", "chaves_acesso": [KEY]})
    );
}

#[tokio::test]
async fn an_answer_that_is_no_invoice_is_told() {
    let erp = Erp::with_json(r#"{"chave":"SEGREDO"}"#).await;
    let download = erp.client.fiscal_notes().download_nfe(KEY);
    let error = download.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("neither an XML"), "{error}");
    assert!(!format!("{error} {error:?}").contains("SEGREDO"));
}

async fn with_notes() -> (Sandbox, ContaAzul) {
    let (school, tax_id) = SCHOOL;
    let mut company = Company::new("Padaria Flor de Trigo Ltda", "11222333000181");
    for number in 1..=130 {
        let day = date!(2026 - 04 - 01) + time::Duration::days(i64::from(number % 30));
        let invoice = GoodsInvoice::new(number, day, school, tax_id, 1_000);
        company = company.with_nfe(if number == 7 {
            invoice.corrected()
        } else {
            invoice
        });
    }
    let service = |number, day| ServiceInvoice::new(number, day, school, tax_id, 150_050);
    let company = company
        .with_nfse(service(1, date!(2026 - 04 - 02)).of_sale("s1", 1_042))
        .with_nfse(service(2, date!(2026 - 04 - 03)).status("FALHA"))
        .with_nfse(service(3, date!(2026 - 04 - 30)));
    start(company).await
}

#[tokio::test]
async fn a_month_of_invoices_comes_in_periods_none_lost_none_twice() {
    let (_sandbox, erp) = with_notes().await;
    let mut numbers = Vec::new();
    for (from, to) in FiscalNotes::periods(date!(2026 - 04 - 01), date!(2026 - 04 - 30)) {
        // Whole pages, so that only a further, empty one says that the list is at its end.
        let list = erp
            .fiscal_notes()
            .list_nfe(from, to)
            .page_size(PageSize::N10);
        let notes = list.send().try_collect().await.unwrap();
        numbers.extend(notes.into_iter().map(|note| note.number.unwrap()));
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=130).collect::<Vec<_>>());
}

#[tokio::test]
async fn an_empty_list_is_empty_whatever_page_size_it_tells() {
    let (_sandbox, erp) = with_notes().await;
    let list = erp.fiscal_notes();
    let list = list.list_nfe(date!(2026 - 06 - 01), date!(2026 - 06 - 15));
    assert!(list.send().try_collect().await.unwrap().is_empty());
}

#[tokio::test]
async fn service_invoices_are_listed_in_every_state() {
    let (_sandbox, erp) = with_notes().await;
    let (from, to) = first_half();
    let all = erp.fiscal_notes().list_nfse(from, to).send();
    let all = all.try_collect().await.unwrap();
    let [issued, failed] = all.as_slice() else {
        panic!("{} found", all.len());
    };
    assert_eq!(issued.status, Some(NfseStatus::Issued));
    assert_eq!(issued.total, Some(Amount::from_cents(150_050)));
    assert_eq!(issued.sale_number.as_deref(), Some("1042"));
    assert_eq!(
        (failed.status.clone(), failed.number),
        (Some(NfseStatus::Failed), None)
    );
    let failed = erp.fiscal_notes().list_nfse(from, to);
    let failed = failed.status(NfseStatus::Failed).send().try_collect().await;
    assert_eq!(failed.unwrap().len(), 1);
}

#[tokio::test]
async fn a_corrected_invoice_is_an_archive_and_an_unknown_one_not_there() {
    let (_sandbox, erp) = with_notes().await;
    let notes = erp.fiscal_notes();
    let (from, to) = first_half();
    let all = notes.list_nfe(from, to).send().try_collect().await.unwrap();
    let key = |number| {
        let note = all.iter().find(|note| note.number == Some(number)).unwrap();
        note.access_key.clone().unwrap()
    };
    let sixth = all.iter().find(|note| note.number == Some(6)).unwrap();
    // The sandbox tells an offset, as the provider's example does.
    assert_eq!(sixth.issued_at, Some(datetime!(2026-04-07 10:00 -3)));
    let plain = notes.download_nfe(key(6)).send().await.unwrap();
    assert_eq!(plain.format, NfeFormat::Xml);
    let text = String::from_utf8(plain.content.expose().to_vec()).unwrap();
    assert!(
        text.contains(&key(6)) && text.contains("<vNF>10.00</vNF>"),
        "{text}"
    );
    let corrected = notes.download_nfe(key(7)).send().await.unwrap();
    assert_eq!(corrected.format, NfeFormat::Zip);

    let error = notes.download_nfe(KEY).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.provider_message(), Some("Nota fiscal nao encontrada"));
    let link = |key: &str| MdfeLink::new("m1", MdfeStatus::Authorized).nfe(key);
    notes.link_mdfe(&link(&key(6))).send().await.unwrap();
    let error = notes.link_mdfe(&link(KEY)).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
}
