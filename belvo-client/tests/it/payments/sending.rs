//! What is sent about payments.

use belvo_client::Amount;
use belvo_client::model::payments::{
    AuthorizingPayer, Beneficiary, ChargeStatus, Metadata, NewBankAccountV2, NewCustomer,
    NewPaymentAuthorization, NewPaymentIntent, PaidAccount, Payer, PaymentIntentStatus,
    PaymentIntentUpdate, PaymentSchedule, Redirection, WidgetPayment,
};
use serde_json::{Value, json};
use time::macros::date;
use time::{Date, Duration, OffsetDateTime};

use crate::coverage::payments::{
    account_number, enrollment, external_id, institution, intent, mill, url, widget,
};
use crate::harness::Provider;

fn soon() -> Date {
    OffsetDateTime::now_utc().date() + Duration::days(30)
}

async fn sent_intent(intent: &NewPaymentIntent) -> Value {
    let provider = Provider::with_fixture("payment_intents/create").await;
    let intents = provider.client.payment_intents();
    intents.create(intent).send().await.unwrap();
    let request = provider.request().await;
    assert_eq!(
        request.headers["belvo-idempotency-key"],
        external_id().as_str()
    );
    provider.body().await
}

pub(super) fn lia() -> NewCustomer {
    NewCustomer::new("11144477735").name("Lia Fictícia")
}

#[tokio::test]
async fn all_five_shapes_of_intents_are_sent_as_documented() {
    let registered = || Payer::customer(&"c1".into()).at(&institution());
    let new = || Payer::new_customer(lia()).at(&institution());
    let account = Beneficiary::bank_account(&"a1".into());
    let customer = json!({"identifier": "11144477735", "name": "Lia Fictícia"});
    let mill_json = json!({"institution": institution().as_str(),
        "holder": {"type": "BUSINESS", "information": {"name": "Moinho Serra Azul Ltda",
            "identifier_type": "CNPJ", "identifier": "44555666000172"}},
        "details": {"account_type": "CHECKINGS", "agency": "0444", "number": "457220"}});
    let to_key = |payer| intent(payer, Beneficiary::pix_key("contas@moinho-serra.example"));
    let key = json!({"pix_key": "contas@moinho-serra.example"});
    let to_account = json!({"beneficiary_bank_account": "a1"});
    let to_new = json!({"beneficiary_bank_account": mill_json});
    for (intent, customer, target, confirm) in [
        (to_key(registered()), json!("c1"), &key, false),
        (to_key(new()), customer.clone(), &key, false),
        (
            intent(registered(), account.clone()),
            json!("c1"),
            &to_account,
            true,
        ),
        (intent(new(), account), customer.clone(), &to_account, true),
        (
            intent(new(), Beneficiary::new_bank_account(mill())),
            customer,
            &to_new,
            true,
        ),
    ] {
        let mut open_finance = json!({"payer_institution": institution().as_str(),
            "callback_url": "https://app.exemplo.com.br/volta"});
        let fields = target.as_object().unwrap().clone();
        open_finance.as_object_mut().unwrap().extend(fields);
        let expected = json!({"amount": "250.00", "customer": customer,
            "external_id": external_id().as_str(), "description": "Pedido 10233",
            "allowed_payment_method_types": ["open_finance"],
            "payment_method_details": {"open_finance": open_finance}, "confirm": confirm});
        assert_eq!(sent_intent(&intent).await, expected);
    }
}

#[tokio::test]
async fn an_intent_is_sent_with_all_that_was_given() {
    let schedule = PaymentSchedule::weekly_from(soon(), 4);
    let payer = Payer::customer(&"c1".into()).at(&institution());
    let payer = payer.authorized_by("11144477735");
    let intent = intent(payer, Beneficiary::bank_account(&"a1".into()))
        .schedule(schedule.clone())
        .statement_description("FLOR DE TRIGO")
        .metadata(Metadata::new().with("order", "10233"))
        .unconfirmed();
    let body = sent_intent(&intent).await;
    let open_finance = &body["payment_method_details"]["open_finance"];
    assert_eq!(open_finance["cpf"], "11144477735");
    assert_eq!(
        open_finance["schedule"],
        serde_json::to_value(&schedule).unwrap()
    );
    assert_eq!(body["statement_description"], "FLOR DE TRIGO");
    assert_eq!(body["metadata"], json!({"order": "10233"}));
    assert_eq!(body["confirm"], false);
    let shown = format!("{intent:?}");
    assert!(
        !shown.contains("111444") && !shown.contains("Pedido"),
        "{shown}"
    );
}

#[tokio::test]
async fn an_intent_without_institution_waits_for_it_and_is_updated() {
    let payer = Payer::customer(&"c1".into());
    let body = sent_intent(&intent(payer, Beneficiary::bank_account(&"a1".into()))).await;
    assert_eq!(body["confirm"], false);
    let provider = Provider::with_fixture("payment_intents/update").await;
    let update = PaymentIntentUpdate::new()
        .payer_institution(&institution())
        .beneficiary_bank_account(&"a2".into())
        .confirm();
    let intents = provider.client.payment_intents();
    let intent = intents.update(&"i1".into(), &update).send().await.unwrap();
    assert_eq!(intent.status, PaymentIntentStatus::Scheduled);
    let expected = json!({"confirm": true, "payment_method_details": {"open_finance":
        {"payer_institution": institution().as_str(), "beneficiary_bank_account": "a2"}}});
    assert_eq!(provider.body().await, expected);
}

#[tokio::test]
async fn an_authorization_is_sent_in_version_2_with_an_exact_number() {
    let provider = Provider::with_fixture("payment_authorizations/create").await;
    let payer = AuthorizingPayer::new_customer(lia().external_id(&external_id()))
        .at(&institution())
        .represented_by("11144477735");
    let account = NewBankAccountV2::new(
        &institution(),
        "Moinho Serra Azul Ltda",
        "44555666000172",
        account_number(),
    );
    let new = NewPaymentAuthorization::immediate(
        &external_id(),
        Amount::parse("1234567890123.10").unwrap(),
        "Pedido 10234",
        payer,
        PaidAccount::new_bank_account(account),
        url("volta"),
    );
    let day = soon();
    let new = new.on(day).metadata(Metadata::new().with("order", "10234"));
    let authorizations = provider.client.payment_authorizations();
    let made = authorizations.create(&new).send().await.unwrap();
    let terms = made.payment_method_configuration.unwrap();
    assert_eq!(terms.amount.unwrap().to_cents().unwrap(), 123_450);
    assert_eq!(terms.dates, [date!(2026 - 12 - 01)]);

    let request = provider.request().await;
    assert_eq!(
        request.headers["x-belvo-api-resource-version"],
        "Payments-BR.V2"
    );
    let text = String::from_utf8(request.body.clone()).unwrap();
    assert!(text.contains(r#""amount":1234567890123.10,"#), "{text}");
    let body = provider.body().await;
    assert_eq!(body["payment_method"], "PIX_OF_SCHEDULED");
    let configuration = &body["payment_method_configuration"];
    assert_eq!(configuration["dates"], json!([day.to_string()]));
    assert_eq!(configuration["statement_description"], "Pedido 10234");
    assert_eq!(body["payer"]["customer"]["identifier"], "11144477735");
    assert_eq!(body["payer"]["representative_identifier"], "11144477735");
    assert_eq!(body["beneficiary"]["type"], "BANK_ACCOUNT");
    let expected = json!({"holder": {"name": "Moinho Serra Azul Ltda",
        "identifier": "44555666000172"}, "details": {"institution": institution().as_str(),
        "account_type": "CHECKINGS", "agency": "0444", "number": "457220"}});
    assert_eq!(body["beneficiary"]["target"], expected);
    assert_eq!(body["return_url"], "https://app.exemplo.com.br/volta");
}

#[tokio::test]
async fn what_needs_version_2_asks_for_it_and_nothing_else_does() {
    let version = async |provider: &Provider| {
        let request = provider.request().await;
        let version = request.headers.get("x-belvo-api-resource-version");
        version.map(|value| value.to_str().unwrap().to_owned())
    };
    let v2 = Some("Payments-BR.V2".to_owned());

    let provider = Provider::with_fixture("customers/get").await;
    let new = lia();
    provider
        .client
        .customers()
        .create_v2(&new)
        .send()
        .await
        .unwrap();
    assert_eq!(version(&provider).await, v2);

    let provider = Provider::with_fixture("customers/list").await;
    let all = provider
        .client
        .customers()
        .list_v2()
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(all[2].created_by, None);
    assert_eq!(version(&provider).await, v2);

    let provider = Provider::with_fixture("customers/get").await;
    provider
        .client
        .customers()
        .get_v2(&"c1".into())
        .send()
        .await
        .unwrap();
    assert_eq!(version(&provider).await, v2);

    let provider = Provider::with_fixture("bank_accounts/get").await;
    provider
        .client
        .bank_accounts()
        .get_v2(&"a1".into())
        .send()
        .await
        .unwrap();
    assert_eq!(version(&provider).await, v2);

    let provider = Provider::with_fixture("bank_accounts/list").await;
    let accounts = provider.client.bank_accounts().list_v2().send();
    let accounts = accounts.try_collect().await.unwrap();
    assert_eq!(accounts[2].active, Some(true));
    assert_eq!(version(&provider).await, v2);

    let provider = Provider::with_fixture("payment_authorizations/get_charge").await;
    let charge = provider
        .client
        .charges()
        .get_v2(&"ch1".into())
        .send()
        .await
        .unwrap();
    assert_eq!(charge.status, Some(ChargeStatus::Scheduled));
    assert_eq!(version(&provider).await, v2);

    let provider = Provider::with_fixture("payment_authorizations/list_charges").await;
    let list = provider
        .client
        .payment_authorizations()
        .list_charges(&"p1".into());
    let list = list
        .status([&ChargeStatus::Settled, &ChargeStatus::Failed])
        .page_size(50);
    list.send().try_collect().await.unwrap();
    assert_eq!(version(&provider).await, v2);
    let pairs = [("status__in", "SETTLED,FAILED"), ("page_size", "50")];
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(provider.query().await, pairs);

    let provider = Provider::with_fixture("customers/create").await;
    provider
        .client
        .customers()
        .create(&new)
        .send()
        .await
        .unwrap();
    assert_eq!(version(&provider).await, None);
}

#[tokio::test]
async fn a_failed_charge_is_tried_again_on_a_day() {
    let provider = Provider::with_fixture("payment_authorizations/retry_charge").await;
    let authorizations = provider.client.payment_authorizations();
    let day = Some(date!(2026 - 12 - 03));
    let retry = authorizations.retry_charge(&"p1".into(), &"ch1".into(), day);
    let charge = retry.send().await.unwrap();
    assert!(charge.previous.is_some());
    assert_eq!(provider.body().await, json!({"date": "2026-12-03"}));
}

#[tokio::test]
async fn the_widget_is_asked_for_enrolling_and_paying() {
    let provider = Provider::with_fixture("payment_widget/create_token").await;
    let payment = WidgetPayment::new(&external_id(), Amount::from_cents(1), "Pão", &"a1".into())
        .by(&"e1".into());
    let request = widget()
        .payment(payment)
        .institutions_first(["nubank_retail"])
        .theme("--color", "#fff");
    let token = provider.client.payment_widget().create_token(&request);
    let token = token.send().await.unwrap();
    assert!(!format!("{token:?}").contains("of-the-tests"));
    let body = provider.body().await;
    assert_eq!(body["use_cases"], json!(["ENROLLMENT", "PAYMENT_INTENT"]));
    let widget = &body["widget"];
    let enrollment = json!({"type": "open_finance_biometric_pix", "details": {"customer": "c1"},
        "metadata": {}});
    assert_eq!(widget["enrollment"], enrollment);
    let payment = json!({"amount": "0.01", "external_id": external_id().as_str(),
        "description": "Pão", "allowed_payment_method_types": ["open_finance_biometric_pix"],
        "payment_method_details": {"open_finance_biometric_pix":
            {"beneficiary_bank_account": "a1", "enrollment": "e1"}}, "metadata": {}});
    assert_eq!(widget["payment_intent"], payment);
    assert_eq!(widget["branding"], json!({"company_name": "Padaria"}));
    assert_eq!(widget["top_tier_institutions"], json!(["nubank_retail"]));
    assert_eq!(
        widget["theme"],
        json!([{"css_key": "--color", "value": "#fff"}])
    );
}

#[tokio::test]
async fn signals_and_what_the_bank_sent_back_are_handed_on_untouched() {
    let provider = Provider::with_fixture("enrollments/create").await;
    provider
        .client
        .enrollments()
        .create(&enrollment())
        .send()
        .await
        .unwrap();
    let body = String::from_utf8(provider.request().await.body).unwrap();
    let signals = r#""risk_signals":{"deviceId":"d-1","amount":1.10}"#;
    assert!(body.contains(signals), "{body}");
    assert!(!format!("{:?}", enrollment()).contains("d-1"));

    for (callback, expected) in [
        (
            "v?state=s%201&code=c1&id_token=t1",
            json!({"state": "s 1", "code": "c1", "id_token": "t1"}),
        ),
        ("v?state=s1", json!({"state": "s1"})),
        (
            "v?state=s1&error=access_denied&error_description=n%C3%A3o",
            json!({"state": "s1", "error": "access_denied", "error_description": "não"}),
        ),
    ] {
        let provider = Provider::with_fixture("enrollments/complete_redirection").await;
        let redirection = Redirection::from_callback(&url(callback)).unwrap();
        let complete = provider
            .client
            .enrollments()
            .complete_redirection(&redirection);
        complete.send().await.unwrap();
        assert_eq!(provider.body().await, expected);
    }
}
