//! What is refused before it is sent.

use belvo_client::model::payments::{
    BankAccountNumber, BankAccountType, Beneficiary, Metadata, NewBankAccount, NewBankAccountV2,
    NewCustomer, NewPaymentIntent, Payer, PaymentIntentUpdate, PaymentSchedule, Redirection,
    RiskSignals, WidgetEnrollment, WidgetPayment,
};
use belvo_client::{Amount, ErrorKind, Outcome, Result};
use time::macros::date;

use super::sending::lia;
use crate::coverage::payments::{
    account_number, authorization, enrollment, external_id, institution, intent, mill, url, widget,
};
use crate::harness::Provider;

pub(super) fn complaint<T: std::fmt::Debug>(result: Result<T>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input, "{error}");
    assert_eq!(error.outcome(), Outcome::NotSent);
    error.to_string()
}

#[tokio::test]
async fn intents_that_belvo_would_refuse_are_not_sent() {
    let provider = Provider::with_json(500, "").await;
    let at = |payer: Payer| payer.at(&institution());
    let registered = || at(Payer::customer(&"c1".into()));
    let account = || Beneficiary::bank_account(&"a1".into());
    let of = |cents: i64, text: &str| {
        let amount = Amount::from_cents(cents);
        NewPaymentIntent::new(
            &external_id(),
            amount,
            text,
            registered(),
            account(),
            url(""),
        )
    };
    let fraction = Amount::parse("10.001").unwrap();
    let insecure = "http://app.exemplo.com.br/".parse().unwrap();
    let with_phone = lia().phone("11987654321");
    for (intent, says) in [
        (of(0, "x"), "amount is not above zero"),
        (of(-1, "x"), "amount is not above zero"),
        (
            NewPaymentIntent::new(
                &external_id(),
                fraction,
                "x",
                registered(),
                account(),
                url(""),
            ),
            "amount is not a whole number of cents",
        ),
        (of(1, " "), "description is empty"),
        (
            of(1, "x").statement_description("x".repeat(51)),
            "statement_description has 51",
        ),
        (
            NewPaymentIntent::new(
                &external_id(),
                Amount::from_cents(1),
                "x",
                registered(),
                account(),
                insecure,
            ),
            "callback_url is not encrypted",
        ),
        (
            of(1, "x").metadata(Metadata::new().with("", "v")),
            "metadata",
        ),
        (
            of(1, "x").metadata(Metadata::new().with("k", "ação")),
            "ASCII",
        ),
        (
            of(1, "x").schedule(PaymentSchedule::Once {
                date: date!(2026 - 11 - 21),
            }),
            "single.date",
        ),
        (
            intent(registered(), Beneficiary::pix_key("")),
            "pix_key is empty",
        ),
        (
            intent(registered(), Beneficiary::new_bank_account(mill())),
            "register the account",
        ),
        (
            intent(Payer::new_customer(lia()), account()),
            "payer_institution is missing",
        ),
        (
            intent(Payer::customer(&"c1".into()), Beneficiary::pix_key("k")),
            "payer_institution is missing",
        ),
        (
            intent(registered().authorized_by("111"), account()),
            "cpf is not a CPF",
        ),
        (
            intent(
                at(Payer::new_customer(NewCustomer::new("11222333000181"))),
                account(),
            ),
            "say who agrees",
        ),
        (
            intent(
                at(Payer::new_customer(NewCustomer::new("111.444"))),
                account(),
            ),
            "identifier",
        ),
        (
            intent(at(Payer::new_customer(with_phone)), account()),
            "customer.phone",
        ),
        (
            intent(at(Payer::new_customer(lia().email("lia"))), account()),
            "customer.email",
        ),
        (
            intent(at(Payer::new_customer(lia().name("Lia"))), account()),
            "customer.name has 3",
        ),
    ] {
        let intents = provider.client.payment_intents();
        let text = complaint(intents.create(&intent).send().await);
        assert!(text.contains(says), "{text}");
        assert!(!text.contains("111"), "{text}");
        let keyed = complaint(intents.create_keyed(&intent).send().await);
        assert_eq!(keyed, text);
    }
    let nothing = PaymentIntentUpdate::new();
    let update = provider
        .client
        .payment_intents()
        .update(&"i1".into(), &nothing);
    assert!(complaint(update.send().await).contains("changes nothing"));
    assert_eq!(provider.requests().await, 0);
}

#[tokio::test]
async fn accounts_customers_and_others_that_belvo_would_refuse_are_not_sent() {
    let provider = Provider::with_json(500, "").await;
    let belvo = &provider.client;
    let number = |agency: &str, account: &str| {
        BankAccountNumber::new(BankAccountType::Salary, agency, account)
    };
    let person = |cpf: &str, number| {
        NewBankAccount::individual(&institution(), ("Lia", "Fictícia"), cpf, number)
    };
    for (account, says) in [
        (
            person("111", account_number()),
            "holder.information.identifier",
        ),
        (
            person("11144477735", number("00012", "1")),
            "details.agency",
        ),
        (
            person("11144477735", number("1", "45722-0")),
            "details.number",
        ),
    ] {
        let text = complaint(belvo.bank_accounts().create(&account).send().await);
        assert!(text.contains(says), "{text}");
    }
    let v2 =
        |name: &str, number| NewBankAccountV2::new(&institution(), name, "44555666000172", number);
    for (account, says) in [
        (v2("Moinho; Serra", account_number()), "holder.name"),
        (v2("Moinho Serra", number("1", "1")), "SALARY"),
    ] {
        let text = complaint(belvo.bank_accounts().create_v2(&account).send().await);
        assert!(text.contains(says), "{text}");
    }
    let nameless = NewCustomer::new("11144477735");
    let text = complaint(belvo.customers().create_v2(&nameless).send().await);
    assert!(text.contains("customer.name is missing"), "{text}");
    let with_email = lia().email("lia@exemplo.com.br");
    let text = complaint(belvo.customers().create_v2(&with_email).send().await);
    assert!(text.contains("version 2 does not take"), "{text}");

    let authorizations = belvo.payment_authorizations();
    let past = authorization().on(date!(2026 - 11 - 21));
    assert!(complaint(authorizations.create(&past).send().await).contains("dates"));
    let long = authorization().statement_description("x".repeat(141));
    assert!(complaint(authorizations.create(&long).send().await).contains("141"));

    assert!(complaint(RiskSignals::from_json("[1]")).contains("risk_signals"));
    assert!(complaint(RiskSignals::from_json("{")).contains("risk_signals"));
    let long = enrollment().name("x".repeat(141));
    assert!(complaint(belvo.enrollments().create(&long).send().await).contains("details.name"));
    assert!(complaint(Redirection::from_callback(&url("volta"))).contains("state"));

    let twice = widget().enrollment(WidgetEnrollment::new_customer("11144477735", None));
    let text = complaint(belvo.payment_widget().create_token(&twice).send().await);
    assert!(text.contains("use_cases"), "{text}");
    let free = WidgetPayment::new(&external_id(), Amount::ZERO, "x", &"a1".into());
    let text = complaint(
        belvo
            .payment_widget()
            .create_token(&widget().payment(free))
            .send()
            .await,
    );
    assert!(text.contains("payment_intent.amount"), "{text}");
    assert_eq!(provider.requests().await, 0);
}
