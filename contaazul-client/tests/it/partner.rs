//! What only the description knows: issuing, DDA, payments with approval, limits, connections.

use contaazul_client::model::{Bank, NfeFormat, NfseStatus};
use contaazul_client::partner::{
    Approval, BankConnectionError, ConnectionStatus, DdaStatus, Export, ExportDetail, LimitPeriod,
    NewNfe, NewNfeItem, NewNfse, NewPayment, NewPaymentBatch, NewTrustedParty, NfeIssueStatus,
    NoteParty, Payment, PaymentStatus, PixLimitChange, SUPPORTED_BANKS, TrustedPartyKind, WhoActs,
};
use contaazul_client::sandbox::{
    BankLink, Bill, Company, Fault, FaultRule, IncomingBoleto, Sandbox,
};
use contaazul_client::{Amount, ContaAzul, Error, ErrorKind, Outcome};
use http::Method;
use serde_json::{Value, json};
use time::macros::date;
use wiremock::ResponseTemplate;

use crate::harness::Erp;
use crate::sandbox::{reais, start};

const KEY: &str = "35261112345678000195550010000001231456789013";
const LINE: &str = "34191.09008 00001.234566 78123.450005 6 16460000184250";
const BARCODE: &str = "34196164600001842501090000001234567812345000";

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

fn exported() -> NewNfe {
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

fn bakery() -> Company {
    Company::new("Padaria Flor de Trigo Ltda", "11222333000181").with_payable(
        Bill::new("Farinha", date!(2026 - 05 - 10), 184_250)
            .counterparty("Moinho Serra Azul", "77888999000163"),
    )
}

async fn paying(company: Company) -> (Sandbox, ContaAzul) {
    let boleto = IncomingBoleto::new(
        BARCODE,
        "Moinho Serra Azul",
        "77888999000163",
        date!(2026 - 05 - 10),
        184_250,
    );
    start(company.with_dda_boleto(boleto)).await
}

fn may() -> (time::Date, time::Date) {
    (date!(2026 - 05 - 01), date!(2026 - 05 - 31))
}

#[tokio::test]
async fn a_bill_of_the_inbox_is_linked_paid_with_approval_and_settled() {
    let (sandbox, erp) = paying(bakery()).await;
    let partner = erp.partner();
    let (from, to) = may();
    let inbox = partner.list_dda(from, to).status(DdaStatus::Open).send();
    let bill = inbox.try_collect().await.unwrap().remove(0);
    let installment = sandbox.installments(&sandbox.companies()[0])[0].clone();
    let id = bill.id.clone().unwrap();
    let linked = partner.link_dda(&id, &installment).send().await.unwrap();
    assert_eq!(linked.installment_id, Some(installment.clone()));

    let payment = NewPayment::boleto("r1", bill.barcode.unwrap(), bill.amount_due.unwrap())
        .installment(installment.clone());
    let asked = partner.create_payment(&payment).send().await.unwrap();
    assert_eq!(asked.status, Some(PaymentStatus::AwaitingApproval));
    let settled = || async { erp.settlements().list(&installment).send().await.unwrap() };
    assert!(settled().await.is_empty(), "nothing moves without approval");

    let approval = Approval::by("Joana Ficticia");
    let paid = partner
        .approve_payment(&asked, &approval)
        .send()
        .await
        .unwrap();
    assert_eq!(paid.status, Some(PaymentStatus::Paid));
    assert!(paid.paid_at.is_some());
    let settlements = settled().await;
    assert_eq!(settlements.len(), 1);
    let open = partner.list_dda(from, to).status(DdaStatus::Open).send();
    assert!(open.try_collect().await.unwrap().is_empty());
    let error = partner
        .cancel_payment(&asked.id.unwrap())
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 409);
}

#[tokio::test]
async fn a_payment_whose_answer_is_lost_is_found_and_not_made_twice() {
    let (sandbox, erp) = paying(bakery()).await;
    let lost = FaultRule::new(Fault::DropBeforeAnswer).on(Method::POST, "/v1/pagamentos");
    sandbox.front().inject(lost.times(1));
    let partner = erp.partner();
    let payment = NewPayment::boleto("r1", LINE, reais("1842.50"));
    let error = partner.create_payment(&payment).send().await.unwrap_err();
    assert_eq!((error.outcome(), error.attempts()), (Outcome::Unknown, 1));
    let mut found = partner
        .list_payments()
        .reference(payment.reference())
        .send();
    let found = found.try_next().await.unwrap().unwrap();
    assert_eq!(found.amount, Some(reais("1842.50")));
    let again = partner.create_payment(&payment).send().await.unwrap_err();
    assert_eq!(again.status().unwrap(), 409, "a reference is used once");
    let other = partner.list_payments().reference("r9").send();
    assert!(other.try_collect().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_batch_takes_every_approval_of_what_was_seen() {
    let (sandbox, erp) = paying(bakery().with_approvals(2)).await;
    let partner = erp.partner();
    let supplier = {
        let (from, to) = may();
        let payable = erp
            .payables()
            .search(from, to)
            .send()
            .try_next()
            .await
            .unwrap();
        payable.unwrap().supplier.unwrap().id.unwrap()
    };
    let later = date!(2026 - 06 - 30);
    let batch = NewPaymentBatch::new("lote-1")
        .payment(NewPayment::boleto("r1", LINE, reais("1842.50")))
        .payment(NewPayment::to_supplier("r2", supplier, reais("100")).on(later));
    let seen = partner.create_batch(&batch).send().await.unwrap();
    assert_eq!(seen.total, Some(reais("1942.50")));
    let approve = |seen, who: &str| partner.approve_batch(seen, &Approval::by(who)).send();

    let first = approve(&seen, "Joana Ficticia").await.unwrap();
    assert_eq!(first.status, Some(PaymentStatus::AwaitingApproval));
    assert_eq!(
        (first.approvals_needed, first.approvers.len()),
        (Some(2), 1)
    );
    let stale = approve(&seen, "Rui Inventado").await.unwrap_err();
    assert_eq!(
        stale.status().unwrap(),
        409,
        "it has changed since it was seen"
    );
    let twice = approve(&first, "Joana Ficticia").await.unwrap_err();
    assert_eq!(twice.status().unwrap(), 409);
    let second = approve(&first, "Rui Inventado").await.unwrap();
    let states: Vec<_> = second
        .payments
        .iter()
        .map(|one| one.status.clone().unwrap())
        .collect();
    assert_eq!(states, [PaymentStatus::Paid, PaymentStatus::Scheduled]);

    let error = partner
        .cancel_batch(&second.id.clone().unwrap())
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 409, "some of it was paid");
    let scheduled = second.payments[1].id.clone().unwrap();
    partner.cancel_payment(&scheduled).send().await.unwrap();
    let cancelled = partner.get_payment(&scheduled).send().await.unwrap();
    assert_eq!(cancelled.status, Some(PaymentStatus::Cancelled));
    drop(sandbox);
}

#[tokio::test]
async fn a_note_that_was_issued_is_among_the_notes() {
    let (_sandbox, erp) = start(bakery()).await;
    let partner = erp.partner();
    let asked = partner.issue_nfe(&exported()).send().await.unwrap();
    assert_eq!(asked.status, Some(NfeIssueStatus::Processing));
    let issued = partner.get_nfe(&asked.id.unwrap()).send().await.unwrap();
    assert_eq!(issued.status, Some(NfeIssueStatus::Authorized));
    let key = issued.access_key.unwrap();
    let file = erp.fiscal_notes().download_nfe(&key).send().await.unwrap();
    assert_eq!(file.format, NfeFormat::Xml);
    let text = String::from_utf8_lossy(file.content.expose()).into_owned();
    assert!(text.contains("<vNF>22680.00</vNF>"), "{text}");
    let mut found = partner.list_nfe().reference("pedido-1").send();
    assert!(found.try_next().await.unwrap().is_some());

    let party = NoteParty::new("Escola Aurora", "44555666000181");
    let day = date!(2026 - 05 - 02);
    let service = NewNfse::new("s-1", party, "17.11", "Buffet", reais("1500.50"), day);
    let asked = partner.issue_nfse(&service).send().await.unwrap();
    assert_eq!(asked.status, Some(NfseStatus::AwaitingCity));
    let issued = partner.get_nfse(&asked.id.unwrap()).send().await.unwrap();
    assert_eq!(issued.status, Some(NfseStatus::Issued));
    let listed = erp
        .fiscal_notes()
        .list_nfse(day, day)
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(listed[0].number, issued.number);
    let error = partner.issue_nfse(&service).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 409);
}

#[tokio::test]
async fn the_authority_has_the_last_word_on_exports() {
    let (_sandbox, erp) = start(bakery()).await;
    // Past our own checks: an export that does not say where it leaves.
    let call = client_core::http::Call::raw(Method::POST, "/v1/nfe").json(&json!({
        "referencia_externa": "r1", "destinatario": {"nome": "P", "id_estrangeiro": "12345"},
        "itens": [{"cfop": "7101", "quantidade": 1, "valor_unitario": 10}]
    }));
    let asked: Value = erp.request(call.unwrap()).send().await.unwrap();
    let id = asked["id"].as_str().unwrap().into();
    let rejected = erp.partner().get_nfe(&id).send().await.unwrap();
    assert_eq!(rejected.status, Some(NfeIssueStatus::Rejected));
    assert_eq!(rejected.rejection.unwrap().code.as_deref(), Some("355"));
}

#[tokio::test]
async fn a_lower_limit_holds_at_once_and_a_higher_one_later() {
    let (_sandbox, erp) = start(bakery()).await;
    let partner = erp.partner();
    let change = |amount| PixLimitChange::new(LimitPeriod::Night, reais(amount));
    let lower = partner
        .change_pix_limit(&change("500"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        (lower.per_period, lower.requested),
        (Some(reais("500")), None)
    );
    let higher = partner
        .change_pix_limit(&change("5000"))
        .send()
        .await
        .unwrap();
    assert_eq!(higher.per_period, Some(reais("500")), "not yet");
    assert_eq!(higher.requested, Some(reais("5000")));
    assert!(higher.effective_at.is_some());
    let limits = partner.pix_limits().send().await.unwrap();
    assert_eq!(limits.len(), 2);

    let friend = NewTrustedParty::contact("Joana Ficticia", "529.982.247-25", reais("3000"));
    let shop = NewTrustedParty::company("Escola Aurora", "44555666000181", reais("9000"));
    partner.trust(&shop).send().await.unwrap();
    let friend_id = partner.trust(&friend).send().await.unwrap().id.unwrap();
    let error = partner.trust(&friend).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 409);
    partner.distrust(&friend_id).send().await.unwrap();
    let left = partner.list_trusted().send().try_collect().await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].kind, Some(TrustedPartyKind::Company));
    let contacts = partner
        .list_trusted()
        .kind(TrustedPartyKind::Contact)
        .send();
    assert!(contacts.try_collect().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_broken_connection_says_what_the_person_must_do() {
    let company = bakery()
        .with_bank_link("Conta Corrente", BankLink::active(date!(2026 - 05 - 03)))
        .with_bank_link(
            "Itau",
            BankLink::active(date!(2026 - 04 - 20))
                .failing("COM_FALHA", "SENHA EXPIRADA NO ITAU - o que fazer?"),
        );
    let (_sandbox, erp) = start(company).await;
    let list = erp.partner().bank_connections().send();
    let all = list.try_collect().await.unwrap();
    assert_eq!(
        (all[0].status.clone(), all[0].error()),
        (Some(ConnectionStatus::Active), None)
    );
    let error = all[1].error().unwrap();
    assert_eq!(error, BankConnectionError::ItauPasswordExpired);
    assert_eq!(error.who_acts(), WhoActs::Person);
    assert!(error.remedy().contains("30 hours") && error.person_message().contains("venceu"));
    let account = all[1].account_id.clone().unwrap();
    let one = erp
        .partner()
        .bank_connection(&account)
        .send()
        .await
        .unwrap();
    assert_eq!(one, all[1]);
    let error = erp
        .partner()
        .bank_connection(&"x".into())
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
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
