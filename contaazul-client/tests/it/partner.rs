//! What only the description knows: what is sent, and what is not.

use contaazul_client::model::Bank;
use contaazul_client::partner::{
    Approval, Export, ExportDetail, LimitPeriod, NewNfe, NewNfeItem, NewNfse, NewPayment,
    NewPaymentBatch, NewTrustedParty, NoteParty, Payment, PixLimitChange, SUPPORTED_BANKS,
};
use contaazul_client::{Amount, Error, ErrorKind, Outcome};
use serde_json::json;
use time::macros::date;
use wiremock::ResponseTemplate;

use crate::harness::Erp;
use crate::sandbox::reais;

const KEY: &str = "35261112345678000195550010000001231456789013";
pub(crate) const LINE: &str = "34191.09008 00001.234566 78123.450005 6 16460000184250";
pub(crate) const BARCODE: &str = "34196164600001842501090000001234567812345000";

fn assert_told(error: &Error, complaint: &str) {
    assert_eq!(error.kind(), ErrorKind::Input, "{error}");
    assert_eq!((error.outcome(), error.attempts()), (Outcome::NotSent, 0));
    assert!(
        error.to_string().contains(complaint),
        "{error} / {complaint}"
    );
}

fn buyer() -> NoteParty {
    NoteParty::abroad("Panaderia del Plata SA", "UY", "217654320018")
}

fn bread(cfop: &str) -> NewNfeItem {
    NewNfeItem::new("PAO-1", "Pao de queijo", "19059090", cfop).quantity(
        reais("1200"),
        "KG",
        reais("18.90"),
    )
}

pub(crate) fn exported() -> NewNfe {
    let detail = ExportDetail::indirect("123456789012", KEY, reais("1.5"));
    NewNfe::new("pedido-1", "Venda para o exterior", buyer())
        .item(bread("7101").export_detail(detail.under_drawback("20260012345")))
        .export(Export::leaving("SC", "Porto de Itajai").cleared_at("Joinville"))
        .sale("s1")
}

#[tokio::test]
async fn an_export_is_sent_in_the_names_of_the_national_layout() {
    let erp = Erp::with_json("{}").await;
    erp.client
        .partner()
        .issue_nfe(&exported())
        .send()
        .await
        .unwrap();
    assert_eq!(
        erp.body().await,
        json!({
            "referencia_externa": "pedido-1",
            "natureza_operacao": "Venda para o exterior",
            "id_venda": "s1",
            "destinatario": {
                "nome": "Panaderia del Plata SA", "id_estrangeiro": "217654320018", "pais": "UY"
            },
            "itens": [{
                "codigo": "PAO-1", "descricao": "Pao de queijo", "ncm": "19059090", "cfop": "7101",
                "quantidade": 1200, "unidade": "KG", "valor_unitario": 18.90,
                "detExport": [{
                    "nDraw": "20260012345",
                    "exportInd": {"nRE": "123456789012", "chNFe": KEY, "qExport": 1.5}
                }]
            }],
            "exporta": {
                "UFSaidaPais": "SC", "xLocExporta": "Porto de Itajai", "xLocDespacho": "Joinville"
            }
        })
    );
}

#[tokio::test]
async fn notes_that_would_be_rejected_are_not_sent() {
    let erp = Erp::with_json("{}").await;
    let bare = |party| NewNfe::new("r1", "Venda", party);
    let school = || NoteParty::new("Escola Aurora", "44.555.666/0001-81");
    let leaving = || Export::leaving("SC", "Itajai");
    let with = |detail| {
        bare(buyer())
            .item(bread("7101").export_detail(detail))
            .export(leaving())
    };
    for (invoice, complaint) in [
        (bare(school()), "itens is empty"),
        (
            NewNfe::new("", "Venda", school()),
            "referencia_externa is empty",
        ),
        (
            NewNfe::new("r", " ", school()),
            "natureza_operacao is empty",
        ),
        (
            bare(school()).item(bread("510")),
            "itens[].cfop is not of 4 digits",
        ),
        (
            bare(school()).item(NewNfeItem::new("P", "Pao", "19059090", "5101")),
            "itens[].quantidade is not above zero",
        ),
        (bare(buyer()).item(bread("7101")), "exporta is missing"),
        (
            bare(school()).item(bread("5101")).export(leaving()),
            "exporta is given",
        ),
        (
            bare(buyer())
                .item(bread("7101"))
                .export(Export::leaving("EX", "Itajai")),
            "exporta.UFSaidaPais",
        ),
        (
            with(ExportDetail::drawback("123")),
            "nDraw is not of 9 or 11 digits",
        ),
        (
            with(ExportDetail::indirect("123456789012", "123", reais("1"))),
            "exportInd.chNFe",
        ),
        (
            with(ExportDetail::indirect("1", KEY, reais("1"))),
            "exportInd.nRE",
        ),
        (
            with(ExportDetail::indirect("123456789012", KEY, Amount::ZERO)),
            "exportInd.qExport is not above zero",
        ),
        (
            bare(NoteParty::new("Escola", "44555666000199")).item(bread("5101")),
            "destinatario.documento",
        ),
        (
            bare(NoteParty::abroad("P", "Uruguai", "217654320018")).item(bread("5101")),
            "destinatario.pais",
        ),
    ] {
        let error = erp
            .client
            .partner()
            .issue_nfe(&invoice)
            .send()
            .await
            .unwrap_err();
        assert_told(&error, complaint);
        assert!(!error.to_string().contains("44555666"), "{error}");
    }
    let day = date!(2026 - 11 - 10);
    let service =
        |code: &str, amount| NewNfse::new("r1", school(), code, "Buffet", reais(amount), day);
    for (invoice, complaint) in [
        (service("buffet", "10"), "codigo_servico is not a code"),
        (service("17.11", "0"), "valor is not above zero"),
        (
            service("17.11", "1.005"),
            "valor is not a whole number of cents",
        ),
        (
            service("17.11", "10").iss_percent(reais("5.01")),
            "aliquota_iss",
        ),
    ] {
        let error = erp
            .client
            .partner()
            .issue_nfse(&invoice)
            .send()
            .await
            .unwrap_err();
        assert_told(&error, complaint);
    }
    assert_eq!(erp.requests().await, 0);
    let full = service("17.11", "1500.50")
        .iss_percent(reais("2.5"))
        .iss_withheld();
    let full = full.cnae("5620-1/02").sale("s1").charge("c1");
    erp.client.partner().issue_nfse(&full).send().await.unwrap();
    assert_eq!(
        erp.body().await,
        json!({
            "referencia_externa": "r1",
            "tomador": {"nome": "Escola Aurora", "documento": "44555666000181"},
            "codigo_servico": "17.11", "discriminacao": "Buffet", "valor": 1500.50,
            "data_competencia": "2026-11-10", "aliquota_iss": 2.5, "iss_retido": true,
            "codigo_cnae": "5620-1/02", "id_venda": "s1", "id_cobranca": "c1"
        })
    );
}

#[tokio::test]
async fn payments_and_limits_that_make_no_sense_are_not_sent() {
    let erp = Erp::with_json("{}").await;
    let partner = erp.client.partner();
    let supplier =
        |reference: &str, amount| NewPayment::to_supplier(reference, "p1", reais(amount));
    let own = NewPayment::to_own_account("r1", "a1", reais("10"));
    for (payment, complaint) in [
        (supplier("", "10"), "referencia_externa is empty"),
        (supplier("r1", "0"), "valor is not above zero"),
        (supplier("r1", "-1"), "valor is negative"),
        (
            supplier("r1", "0.001"),
            "valor is not a whole number of cents",
        ),
        (
            NewPayment::boleto("r1", "3419", reais("10")),
            "codigo_barras",
        ),
        (
            own.from_account("a1"),
            "id_conta_destino is id_conta_origem",
        ),
    ] {
        let error = partner.create_payment(&payment).send().await.unwrap_err();
        assert_told(&error, complaint);
        let batch = NewPaymentBatch::new("b1")
            .payment(supplier("r0", "1"))
            .payment(payment);
        let error = partner.create_batch(&batch).send().await.unwrap_err();
        assert_told(&error, "pagamentos[1] cannot be sent");
        assert_told(&error, complaint);
    }
    let twice = NewPaymentBatch::new("b1")
        .payment(supplier("r1", "1"))
        .payment(supplier("r1", "2"));
    for (batch, complaint) in [
        (NewPaymentBatch::new("b1"), "pagamentos is empty"),
        (
            twice,
            "pagamentos[1].referencia_externa is another payment's",
        ),
    ] {
        let error = partner.create_batch(&batch).send().await.unwrap_err();
        assert_told(&error, complaint);
    }
    let unread: Payment = serde_json::from_str(r#"{"id":"p1","valor":10}"#).unwrap();
    let error = partner
        .approve_payment(&unread, &Approval::by("a1"))
        .send()
        .await
        .unwrap_err();
    assert_told(&error, "no id, versao or valor");

    let change = PixLimitChange::new(LimitPeriod::Day, reais("10")).per_payment(reais("11"));
    let error = partner.change_pix_limit(&change).send().await.unwrap_err();
    assert_told(&error, "valor_por_transacao is above");
    for (party, complaint) in [
        (
            NewTrustedParty::contact("A", "44555666000181", reais("1")),
            "is a CNPJ",
        ),
        (
            NewTrustedParty::company("A", "52998224725", reais("1")),
            "is a CPF",
        ),
        (
            NewTrustedParty::contact("A", "52998224724", reais("1")),
            "documento",
        ),
    ] {
        let error = partner.trust(&party).send().await.unwrap_err();
        assert_told(&error, complaint);
    }
    assert_eq!(erp.requests().await, 0);
}

#[tokio::test]
async fn what_is_sent_to_pay_and_to_approve_is_spelled_as_described() {
    let erp = Erp::with_json("{}").await;
    let boleto = NewPayment::boleto("r1", LINE, reais("1842.50"))
        .from_account("a1")
        .on(date!(2026 - 12 - 10))
        .installment("i1");
    let batch = NewPaymentBatch::new("b1")
        .payment(boleto)
        .payment(NewPayment::to_own_account("r2", "a2", reais("0.10")));
    erp.client
        .partner()
        .create_batch(&batch)
        .send()
        .await
        .unwrap();
    assert_eq!(
        erp.body().await,
        json!({
            "referencia_externa": "b1", "valor_total": 1842.60,
            "pagamentos": [
                {"referencia_externa": "r1", "valor": 1842.50, "codigo_barras": BARCODE,
                 "id_conta_origem": "a1", "data_pagamento": "2026-12-10", "id_parcela": "i1"},
                {"referencia_externa": "r2", "valor": 0.10, "id_conta_destino": "a2"}
            ]
        })
    );
    let erp = Erp::with_json("{}").await;
    let seen: Payment = serde_json::from_str(r#"{"id":"p1","versao":3,"valor":10.50}"#).unwrap();
    let approval = Approval::by("Joana Ficticia").signed("SEGREDO");
    assert!(!format!("{approval:?}").contains("SEGREDO"));
    erp.client
        .partner()
        .approve_payment(&seen, &approval)
        .send()
        .await
        .unwrap();
    assert_eq!(
        erp.body().await,
        json!({"aprovador": "Joana Ficticia", "assinatura": "SEGREDO", "versao": 3, "valor": 10.50})
    );
}

#[tokio::test]
async fn a_look_up_that_the_server_ignores_fails() {
    let mine = r#"{"items":[{"id":"p1","referencia_externa":"r1"}],"total":1}"#;
    let erp = Erp::with_json(mine).await;
    let mut found = erp.client.partner().list_payments().reference("r1").send();
    assert_eq!(
        found.try_next().await.unwrap().unwrap().id,
        Some("p1".into())
    );
    let query = erp.query().await;
    assert_eq!(query[0], ("referencia_externa".into(), "r1".into()));
    let mut found = erp.client.partner().list_payments().reference("r2").send();
    let error = found.try_next().await.unwrap_err();
    assert_eq!(
        error.kind(),
        ErrorKind::Decode,
        "another's payment is not mine"
    );
}

#[tokio::test]
async fn a_partner_of_its_own_address_gets_its_operations_and_nothing_else() {
    let erp = Erp::with_json("[]").await;
    let gateway = Erp::with_json("[]").await;
    let client = erp.rebuilt(|builder| builder.with_partner_url(gateway.address()));
    client.unwrap().partner().pix_limits().send().await.unwrap();
    assert_eq!((erp.requests().await, gateway.requests().await), (0, 1));
    let error = erp.rebuilt(|builder| builder.with_partner_url("http://gateway.example.com"));
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Config);
    let error = erp.rebuilt(|builder| builder.with_partner_url("gateway"));
    assert!(error.unwrap_err().to_string().contains("the partner URL"));
}

#[test]
fn the_banks_are_those_of_the_two_descriptions() {
    let automatic = SUPPORTED_BANKS.iter().filter(|one| one.automatic).count();
    let open = SUPPORTED_BANKS.iter().filter(|one| one.open_finance);
    let open: Vec<_> = open.map(|one| one.bank.as_str()).collect();
    assert_eq!(automatic, 12);
    assert_eq!(
        open,
        ["BANCO_BRASIL", "SICOOB", "NUBANK", "CAIXA_ECONOMICA", "C6"]
    );
    let personal = SUPPORTED_BANKS.iter().filter(|one| one.personal_accounts);
    assert_eq!(
        personal.map(|one| &one.bank).collect::<Vec<_>>(),
        [&Bank::BancoDoBrasil]
    );
}

#[tokio::test]
async fn the_published_host_does_not_know_these_operations() {
    let answer = ResponseTemplate::new(404).set_body_raw("404 page not found", "text/plain");
    let erp = Erp::answering(answer).await;
    let payment = NewPayment::boleto("r1", LINE, reais("10"));
    let error = erp
        .client
        .partner()
        .create_payment(&payment)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.outcome()),
        (404, Outcome::Refused)
    );
}
