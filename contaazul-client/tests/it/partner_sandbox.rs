//! What only the description knows, against the sandbox: issuing, DDA, payments with approval,
//! limits, connections.

use contaazul_client::model::{NfeFormat, NfseStatus};
use contaazul_client::partner::{
    Approval, BankConnectionError, ConnectionStatus, DdaStatus, LimitPeriod, NewNfse, NewPayment,
    NewPaymentBatch, NewTrustedParty, NfeIssueStatus, NoteParty, PaymentStatus, PixLimitChange,
    TrustedPartyKind, WhoActs,
};
use contaazul_client::sandbox::{
    BankLink, Bill, BoletoChange, Company, Fault, FaultRule, IncomingBoleto, Sandbox,
};
use contaazul_client::{ContaAzul, Outcome};
use http::Method;
use serde_json::{Value, json};
use time::macros::date;

use crate::partner::{BARCODE, LINE, exported};
use crate::sandbox::{reais, start};

/// A boleto that is in no inbox: not every payee is in the centralised platform's reach.
const UNLISTED: &str = "00191100000000150000000002345678000000112317";

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

#[tokio::test]
async fn what_cannot_be_paid_fails_alone_and_says_why() {
    let (sandbox, erp) = paying(bakery().with_approvals(1)).await;
    let company = &sandbox.companies()[0];
    let partner = erp.partner();
    let due = || async {
        let (from, to) = may();
        let inbox = partner.list_dda(from, to).send().try_collect().await;
        let bill = inbox.unwrap().remove(0);
        (bill.amount_due.unwrap(), bill.status.unwrap())
    };
    sandbox.set_today(date!(2026 - 05 - 20));
    let change = |change| sandbox.change_boleto(company, BARCODE, change);
    change(BoletoChange::AmountDue(186_120)).unwrap();
    assert_eq!(due().await, (reais("1861.20"), DdaStatus::Open));

    let later = date!(2026 - 05 - 25);
    let old_amount = NewPayment::boleto("r1", BARCODE, reais("1842.50")).on(later);
    let unlisted = NewPayment::boleto("r2", UNLISTED, reais("1500")).on(later);
    let batch = NewPaymentBatch::new("lote-1")
        .payment(old_amount)
        .payment(unlisted);
    let asked = partner.create_batch(&batch).send().await.unwrap();
    let approval = Approval::by("Joana Ficticia");
    let scheduled = partner
        .approve_batch(&asked, &approval)
        .send()
        .await
        .unwrap();
    assert_eq!(scheduled.status, Some(PaymentStatus::Scheduled));
    assert!(sandbox.paid_boletos(company).is_empty());

    sandbox.set_today(later);
    let ended = partner.get_batch(&asked.id.unwrap()).send().await.unwrap();
    assert_eq!(ended.status, Some(PaymentStatus::PartlyPaid));
    assert_eq!(ended.payments[0].status, Some(PaymentStatus::Failed));
    let why = ended.payments[0].failure.as_ref().unwrap().expose();
    assert!(why.contains("valor"), "{why}");
    assert_eq!(
        sandbox.paid_boletos(company),
        [(UNLISTED.to_owned(), 150_000)]
    );

    change(BoletoChange::Withdrawn).unwrap();
    assert_eq!(due().await.1, DdaStatus::Withdrawn);
    let again = NewPayment::boleto("r3", BARCODE, reais("1861.20"));
    let asked = partner.create_payment(&again).send().await.unwrap();
    let failed = partner
        .approve_payment(&asked, &approval)
        .send()
        .await
        .unwrap();
    assert_eq!(failed.status, Some(PaymentStatus::Failed));
    change(BoletoChange::Expired).unwrap();
    assert_eq!(due().await.1, DdaStatus::Expired);
    assert!(
        sandbox
            .change_boleto(company, UNLISTED, BoletoChange::Expired)
            .is_err()
    );
}
