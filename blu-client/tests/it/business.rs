//! Charges, Pix, links and registrations on the stand-in, and what is checked before it is asked.

use blu_client::model::{
    ChargeStage, Department, NewBoleto, NewCharge, NewChargeInvoice, NewClient, NewDraft,
    NewPaymentLink, NewPixCharge, NewUser, PixStatus, PortalToken, SaleStatus,
};
use blu_client::sandbox::{CardSale, Merchant, Sandbox};
use blu_client::webhook::Receiver;
use blu_client::{
    Amount, Blu, ConfigureCall as _, Error, ErrorKind, Method, Outcome, SecretString,
};
use brazil_types::{Cnpj, Cpf, TaxId};
use client_core::testing::Script;
use http::{HeaderMap, StatusCode};
use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};
use wiremock::matchers::{method, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::harness::{answer, asked, scripted};

const TOKEN: &str = "tok-a";
const NOW: OffsetDateTime = datetime!(2026-03-18 10:00 -3);
const TODAY: Date = date!(2026 - 03 - 18);

fn cents(cents: i64) -> Amount {
    Amount::from_cents(cents)
}

fn retailer() -> Cnpj {
    Cnpj::parse("12345678000195").unwrap()
}

async fn open() -> (Sandbox, Blu) {
    let merchant = Merchant::new("11222333000181", TOKEN)
        .with_sale(CardSale::credit(date!(2026 - 03 - 01), cents(9_000), 3))
        .with_sale(CardSale::debit(date!(2026 - 03 - 01), cents(1_000)));
    let sandbox = Sandbox::builder(NOW)
        .with_merchant(merchant)
        .with_portal_user("integracao@exemplo.invalid", SecretString::from("senha"))
        .start()
        .await
        .unwrap();
    let blu = sandbox.client(TOKEN).build().unwrap();
    (sandbox, blu)
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> Error {
    let error = answer.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api, "{error}");
    assert_eq!(error.outcome(), Outcome::Refused);
    error
}

#[tokio::test]
async fn a_charge_lives_from_sending_to_return_in_both_generations() {
    let (sandbox, blu) = open().await;
    for (charges, number) in [(blu.charges(), "P-1"), (blu.charges_v1(), "P-2")] {
        let new = NewCharge::new(&retailer(), number, cents(150_000)).billing_later();
        let sent = charges.send(&new).send().await.unwrap();
        let stage = sent.status_code.unwrap().stage();
        assert_eq!(stage, Some(ChargeStage::AwaitingApproval));
        let again = charges.send(&new).send().await.unwrap();
        assert_eq!(again.id, sent.id, "sent twice, charged once");

        refused(charges.return_excess(&sent.id).send().await);
        sandbox.pay_charge(&sent.id).unwrap();
        assert!(sandbox.pay_charge(&sent.id).is_err(), "paid once");
        refused(charges.cancel(&sent.id).send().await);
        let charge = charges.get(&sent.id).send().await.unwrap();
        let stage = charge.status_code.unwrap().stage().unwrap();
        assert!(stage.is_paid() && stage.allows_return() && !stage.allows_cancellation());
        assert_eq!(charge.amount, Some(cents(150_000)));
        assert_eq!(charge.installments[0].net_amount, Some(cents(150_000)));

        let invoice = |number: &str, value| NewChargeInvoice::new(number, cents(value), TODAY);
        let (first, second) = (invoice("N-1", 60_000), invoice("N-2", 90_001));
        let billed = charges.send_invoice(&sent.id, &first).send().await.unwrap();
        assert!(billed.is_billed());
        refused(charges.send_invoice(&sent.id, &second).send().await);

        let lines = charges.list_conciliation(TODAY).send().await.unwrap();
        let lines: Vec<_> = lines
            .iter()
            .filter(|line| line.payment_id == lines.last().unwrap().payment_id)
            .map(|line| (line.invoice_number.as_deref(), line.amount.unwrap()))
            .collect();
        assert_eq!(lines, [(Some("N-1"), cents(60_000)), (None, cents(90_000))]);

        let id = billed.id.unwrap();
        charges.cancel_invoice(&sent.id, &id).send().await.unwrap();
        refused(charges.cancel_invoice(&sent.id, &id).send().await);
        let returned = charges.return_excess(&sent.id).send().await.unwrap();
        let stage = returned.status_code.unwrap().stage();
        assert_eq!(stage, Some(ChargeStage::Returned));
    }
    let lines = blu.charges().list_conciliation(TODAY).send().await.unwrap();
    let charged = lines[0].charged_digits().unwrap();
    assert_eq!(charged.expose(), "12345678000195", "the mask is gone");
}

#[tokio::test]
async fn a_scheduled_charge_can_be_canceled_and_a_number_without_a_name_is_kept() {
    let (_sandbox, blu) = open().await;
    let new = NewCharge::new(&retailer(), "P-3", cents(100)).scheduled_on(date!(2026 - 04 - 01));
    let sent = blu.charges().send(&new).send().await.unwrap();
    let stage = sent.status_code.unwrap().stage().unwrap();
    assert!(stage == ChargeStage::Scheduled && stage.allows_cancellation());
    assert!(sent.status.unwrap().contains("2026-04-01"));
    let canceled = blu.charges().cancel(&sent.id).send().await.unwrap();
    let stage = canceled.status_code.unwrap().stage();
    assert_eq!(stage, Some(ChargeStage::Canceled));

    let (blu, _) = scripted([answer(
        r#"{"uuid":"u","status_code":77,"value":1500,"increase_or_discount_rate":-1.5,
            "installments_of_charger":[{"id":9,"receivable_id":7,"net_value":"1234.5"}]}"#,
    )]);
    let charge = blu.charges_v1().get(&"u".into()).send().await.unwrap();
    let code = charge.status_code.unwrap();
    assert_eq!((code.as_str(), code.stage()), ("77", None));
    assert_eq!(
        charge.increase_or_discount_rate,
        Some(Amount::parse("-1.5").unwrap())
    );
    assert_eq!(charge.amount, Some(cents(150_000)));
    assert_eq!(charge.installments[0].net_amount, Some(cents(123_450)));
    assert_eq!(charge.installments[0].receivable_id.as_deref(), Some("7"));
}

#[tokio::test]
async fn the_first_generation_succeeds_by_what_it_holds() {
    let charge = NewCharge::new(&retailer(), "P-1", cents(100));
    for (status, body, succeeds) in [
        (200, r#"{"uuid":"u","status_code":1,"message":"ok"}"#, true),
        (500, r#"{"uuid":"u","status_code":"1"}"#, true),
        (200, r#"{"uuid":"","message":"CNPJ não encontrado"}"#, false),
        (
            200,
            r#"{"uuid":"u","status_code":422,"message":"x"}"#,
            false,
        ),
        (200, "erro", false),
    ] {
        let (blu, _) = scripted([Script::json(status, body)]);
        let sent = blu.charges_v1().send(&charge).send().await;
        assert_eq!(sent.is_ok(), succeeds, "{status} {body}");
        if let Err(error) = sent {
            assert_eq!(error.kind(), ErrorKind::Api);
            assert!(!error.to_string().contains("CNPJ"), "{error}");
        }
    }
    let (blu, _) = scripted([Script::json(500, r#"{"uuid":"u","status_code":1}"#)]);
    assert!(blu.charges().send(&charge).send().await.is_err());
}

#[tokio::test]
async fn a_pix_is_created_asked_for_paid_and_told_of() {
    let (sandbox, blu) = open().await;
    let new = NewPixCharge::new(cents(15_814), date!(2026 - 03 - 19)).description("Pedido 10233");
    let token = blu.pix().create(&new).send().await.unwrap().token;
    let first = blu.pix().get(&token).send().await.unwrap();
    assert_eq!(first.status, Some(PixStatus::Active));
    assert!(first.emv.is_none(), "the code comes later");
    let charge = blu.pix().get(&token).send().await.unwrap();
    assert!(charge.emv.is_some() && charge.qr_code_base64.is_some());
    refused(blu.pix().refund(&token).send().await);

    // Delivered by POST and by PUT.
    let body = sandbox.pay_pix(&token).unwrap();
    let shop = MockServer::start().await;
    for verb in ["POST", "PUT"] {
        Mock::given(method(verb))
            .and(query_param("token", "s"))
            .respond_with(ResponseTemplate::new(204))
            .expect(1)
            .mount(&shop)
            .await;
        let address = format!("{}/blu?token=s", shop.uri()).parse().unwrap();
        let verb = verb.parse::<Method>().unwrap();
        let status = sandbox.deliver(verb, &address, &body).await.unwrap();
        assert_eq!(status, StatusCode::NO_CONTENT);
    }
    let delivered = shop.received_requests().await.unwrap().remove(1);
    let receiver = Receiver::builder().with_secret(SecretString::from("s"));
    let event = receiver
        .build()
        .unwrap()
        .receive_pix(
            delivered.url.query(),
            &HeaderMap::new(),
            &delivered.body,
            NOW,
        )
        .unwrap();
    assert!(event.is_paid());
    assert_eq!(event.amount, charge.amount);
    assert_eq!(event.created_at, Some(NOW));
    let stored = charge.id.unwrap();
    assert!(event.ids().any(|id| id == stored.as_str()));
    let paid = blu.pix().get(&token).send().await.unwrap();
    assert!(paid.status.unwrap().is_paid());
    assert!(blu.pix().refund(&token).send().await.is_ok());
    refused(blu.pix().refund(&token).send().await);
    blu.pix().test_webhook().send().await.unwrap();

    let late = blu.pix().create(&new).send().await.unwrap().token;
    sandbox.set_now(datetime!(2026-03-20 00:00 -3));
    let late = blu.pix().get(&late).send().await.unwrap();
    assert_eq!(late.status, Some(PixStatus::Expired));
}

#[tokio::test]
async fn a_link_is_created_and_paid() {
    let (sandbox, blu) = open().await;
    let new = NewPaymentLink::new(cents(1_000));
    let link = blu.payment_links().create(&new).send().await.unwrap();
    assert!(link.smart_checkout_url.is_some() && link.status.is_none());
    let open = blu.payment_links().get(&link.id).send().await.unwrap();
    assert!(!open.status.unwrap().is_paid());
    let body = sandbox.pay_link(&link.id).unwrap();
    assert!(body.contains("confirmed"));
    let paid = blu.payment_links().get(&link.id).send().await.unwrap();
    assert!(paid.status.unwrap().is_paid());
    assert!(paid.last_intent.unwrap().name.is_some());
    assert!(sandbox.pay_link(&"0".into()).is_err());
}

#[tokio::test]
async fn clients_are_created_at_the_portal_and_drafts_beside_it() {
    let (_sandbox, blu) = open().await;
    let clients = blu.clients();
    let email = "integracao@exemplo.invalid";
    let wrong = clients.login(email, &SecretString::from("errada"));
    assert_eq!(wrong.send().await.unwrap_err().kind(), ErrorKind::Auth);
    let token = clients.login(email, &SecretString::from("senha"));
    let token = token.send().await.unwrap();
    let cpf = Cpf::parse("11144477735").unwrap();
    let user = NewUser::new(&cpf, "JOANA", "joana@exemplo.invalid", "11 98765-4321");
    let client = NewClient::new(&retailer(), Department::Shoes, user);
    let stranger = clients.create(&PortalToken::new("outro"), &client);
    assert_eq!(stranger.send().await.unwrap_err().kind(), ErrorKind::Auth);
    let created = clients.create(&token, &client).send().await.unwrap();
    assert!(created.client_id.is_some() && created.user_id.is_some());
    refused(clients.create(&token, &client).send().await);

    let draft = |cnpj: &str, email: &str, phone: &str| {
        let cnpj = Cnpj::parse(cnpj).unwrap();
        clients
            .create_draft(&NewDraft::new(&cnpj, "JOSÉ", email, phone))
            .send()
    };
    refused(draft("12345678000195", "a@b.invalid", "1133334444").await);
    refused(draft("33000167000101", "joana@exemplo.invalid", "1133334444").await);
    let taken = draft("33000167000101", "a@b.invalid", "1133334444").await;
    assert!(taken.unwrap().id.is_some());
    let known = TaxId::parse("33000167000101").unwrap();
    let known = clients.find(&known).send().await.unwrap();
    assert_eq!(known.as_json(), r#"{"cliente":true}"#);
    assert!(known.read::<Vec<u8>>().is_err());
    let boleto = NewBoleto::new("104", "0012345", "14", "0367");
    assert!(blu.boletos().register(&boleto).send().await.is_ok());
}

#[tokio::test]
async fn a_sale_has_details_and_can_be_canceled_until_it_is_settled() {
    let (_sandbox, blu) = open().await;
    let day = date!(2026 - 03 - 01);
    let list = || blu.sales().list(day, day);
    let sales = list().send().try_collect().await.unwrap();
    let ids: Vec<_> = sales.iter().filter_map(|sale| sale.id.clone()).collect();
    let details = blu.sales().get_details(&ids[0]).send().await.unwrap();
    assert_eq!(details.occurred_at, Some(datetime!(2026-03-01 14:03:11 -3)));
    assert_eq!(details.kind.as_deref(), Some("credito"));
    assert!(blu.sales().cancel(&ids[0]).send().await.is_ok());
    refused(blu.sales().cancel(&ids[0]).send().await);
    refused(blu.sales().cancel(&ids[1]).send().await);
    let canceled = list().status(SaleStatus::Canceled).send();
    assert_eq!(canceled.try_collect().await.unwrap().len(), 1);
    let canceled = list().canceled_between(TODAY, TODAY).send();
    assert_eq!(canceled.try_collect().await.unwrap().len(), 1);
    let details = blu.sales().get_details(&ids[0]).send().await.unwrap();
    let status = details.fields.text("status_da_venda");
    assert_eq!(status.as_deref(), Some("canceled"));
}

#[tokio::test]
async fn the_statement_adds_up_to_its_balance() {
    let (sandbox, blu) = open().await;
    sandbox.set_now(datetime!(2026-09-01 10:00 -3));
    let list = blu
        .statement()
        .list(date!(2026 - 03 - 01), date!(2026 - 08 - 31));
    let lines = list.send().try_collect().await.unwrap();
    assert_eq!(lines.len(), 4);
    let amount =
        |line: &blu_client::model::Fields, name| Amount::parse(&line.text(name).unwrap()).unwrap();
    let sum = Amount::checked_sum(lines.iter().map(|line| amount(line, "valor"))).unwrap();
    assert_eq!(amount(lines.last().unwrap(), "saldo"), sum);
}

/// Sends nothing and says which field is wrong.
fn assert_named(error: &Error, field: &str) {
    assert_eq!(error.kind(), ErrorKind::Input, "{error}");
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert!(
        error.to_string().contains(field),
        "{error} does not name {field}"
    );
}

#[tokio::test]
async fn wrong_bodies_are_refused_before_they_are_sent() {
    let (blu, transport) = scripted(std::iter::empty::<Script>());
    let charge = |number: &str, value| NewCharge::new(&retailer(), number, value);
    for (charge, field) in [
        (charge(" ", cents(1)), "document_number"),
        (charge("1", cents(0)), "value"),
        (charge("1", Amount::parse("0.001").unwrap()), "value"),
        (charge("1", cents(1)).boleto(0), "blu_billet_days"),
    ] {
        let error = blu.charges().send(&charge).send().await.unwrap_err();
        assert_named(&error, field);
    }
    let invoice = |number: &str, value| NewChargeInvoice::new(number, cents(value), TODAY);
    for (invoice, field) in [
        (invoice("", 1), "invoice_number"),
        (invoice("1", -1), "value"),
    ] {
        let sent = blu.charges().send_invoice(&"u".into(), &invoice).send();
        assert_named(&sent.await.unwrap_err(), field);
    }
    let pix = |value, day| NewPixCharge::new(cents(value), day);
    for (pix, field) in [
        (pix(0, TODAY), "value"),
        (pix(1, date!(2026 - 03 - 17)), "expires_at"),
        (pix(1, TODAY).description("é".repeat(26)), "description"),
        (
            pix(1, TODAY).internal_description("1".repeat(13)),
            "description_internal",
        ),
    ] {
        assert_named(&blu.pix().create(&pix).send().await.unwrap_err(), field);
    }
    let link = |value| NewPaymentLink::new(cents(value));
    for (link, field) in [
        (link(999), "amount"),
        (link(1_000).notify_email("joana"), "email_notification"),
        (link(1_000).notify_phone("98765-4321"), "phone_notification"),
        (link(1_000).description("x".repeat(26)), "description"),
        (link(1_000).installments(13), "fixed_installment_number"),
        (link(1_000).most_installments(0), "max_installment_number"),
    ] {
        let sent = blu.payment_links().create(&link).send();
        assert_named(&sent.await.unwrap_err(), field);
    }
    let boleto = |bank: &str, wallet: &str| NewBoleto::new(bank, "1", wallet, "1");
    for (boleto, field) in [
        (boleto("14", "1"), "bank_code"),
        (boleto("104", "123"), "wallet"),
        (boleto("104", "1").field("agency", "2"), "agency"),
    ] {
        assert_named(
            &blu.boletos().register(&boleto).send().await.unwrap_err(),
            field,
        );
    }
    let draft = NewDraft::new(&retailer(), "JOSÉ", "a@b.invalid", "123");
    let sent = blu.clients().create_draft(&draft).send();
    assert_named(&sent.await.unwrap_err(), "contact.phone");
    let year = Date::from_calendar_date(-1, time::Month::May, 1).unwrap();
    let sent = blu.charges().list_conciliation(year).send();
    assert_named(&sent.await.unwrap_err(), "date");
    assert!(asked(&transport).is_empty(), "nothing was sent");

    // Twenty-five characters are more bytes and still fine.
    let (blu, _) = scripted([answer(r#"{"transaction_token":"t"}"#)]);
    let pix = pix(1, TODAY).description("é".repeat(25));
    let sent = blu.pix().create(&pix);
    let sent = sent.with_deadline(std::time::Duration::from_secs(5)).send();
    assert_eq!(sent.await.unwrap().token.as_str(), "t");
}
