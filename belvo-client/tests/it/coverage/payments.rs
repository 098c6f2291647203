use belvo_client::Amount;
use belvo_client::model::payments::{
    AuthorizingPayer, BankAccountNumber, BankAccountType, Beneficiary, ExternalId, NewBankAccount,
    NewCustomer, NewEnrollment, NewPaymentAuthorization, NewPaymentIntent, PaidAccount, Payer,
    PaymentInstitutionId, PaymentWidgetRequest, Platform, Redirection, RiskSignals,
    WidgetEnrollment,
};
use serde_json::json;
use url::Url;

use super::{Case, id, none, one, page};

pub(crate) fn url(path: &str) -> Url {
    Url::parse("https://app.exemplo.com.br/")
        .unwrap()
        .join(path)
        .unwrap()
}

pub(crate) fn external_id() -> ExternalId {
    ExternalId::new("6b1d2c3e-4f50-4a61-8b72-9c83ad94be05").unwrap()
}

pub(crate) fn institution() -> PaymentInstitutionId {
    PaymentInstitutionId::from("5f2c9a10-7d3b-4b60-9d7e-0c1a2b3c4d5e")
}

pub(crate) fn account_number() -> BankAccountNumber {
    BankAccountNumber::new(BankAccountType::Checking, "0444", "457220")
}

pub(crate) fn mill() -> NewBankAccount {
    let name = "Moinho Serra Azul Ltda";
    NewBankAccount::business(&institution(), name, "44555666000172", account_number())
}

pub(crate) fn intent(payer: Payer, beneficiary: Beneficiary) -> NewPaymentIntent {
    let amount = Amount::from_cents(25_000);
    let back = url("volta");
    NewPaymentIntent::new(
        &external_id(),
        amount,
        "Pedido 10233",
        payer,
        beneficiary,
        back,
    )
}

/// From a registered customer to a registered account.
pub(crate) fn plain_intent() -> NewPaymentIntent {
    let payer = Payer::customer(&"c1".into()).at(&institution());
    intent(payer, Beneficiary::bank_account(&"a1".into()))
}

pub(crate) fn authorization() -> NewPaymentAuthorization {
    NewPaymentAuthorization::immediate(
        &external_id(),
        Amount::from_cents(123_450),
        "Pedido 10234",
        AuthorizingPayer::customer(&"c1".into()).at(&institution()),
        PaidAccount::bank_account(&"a1".into()),
        url("volta"),
    )
}

pub(crate) fn enrollment() -> NewEnrollment {
    let signals = RiskSignals::from_json(r#"{"deviceId":"d-1","amount":1.10}"#).unwrap();
    NewEnrollment::new(&"c1".into(), &institution(), Platform::Android, signals)
}

pub(crate) fn widget() -> PaymentWidgetRequest {
    PaymentWidgetRequest::new("Padaria", url("ok"), url("exit"))
        .enrollment(WidgetEnrollment::customer(&"c1".into()))
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = parties();
    cases.extend(intents());
    cases.extend(authorizations());
    cases.extend(enrollments());
    cases
}

fn parties() -> Vec<Case> {
    cases! {
        "payment_institutions.list": |belvo| page(belvo.payment_institutions().list().send()).await;
        "customers.create": |belvo| {
            one(&belvo.customers().create(&NewCustomer::new("11144477735")).send().await?)
        };
        "customers.list": |belvo| page(belvo.customers().list().send()).await;
        "customers.get": |belvo| one(&belvo.customers().get(&id()).send().await?);
        "bank_accounts.create": |belvo| one(&belvo.bank_accounts().create(&mill()).send().await?);
        "bank_accounts.list": |belvo| page(belvo.bank_accounts().list().send()).await;
        "bank_accounts.get": |belvo| one(&belvo.bank_accounts().get(&id()).send().await?);
        "payment_transactions.list": |belvo| page(belvo.payment_transactions().list().send()).await;
        "payment_transactions.get": |belvo| one(&belvo.payment_transactions().get(&id()).send().await?);
        "charges.list": |belvo| page(belvo.charges().list().send()).await;
        "charges.get": |belvo| one(&belvo.charges().get(&id()).send().await?);
    }
}

fn intents() -> Vec<Case> {
    cases! {
        "payment_intents.create": |belvo| {
            one(&belvo.payment_intents().create(&plain_intent()).send().await?)
        };
        "payment_intents.list": |belvo| page(belvo.payment_intents().list().send()).await;
        "payment_intents.update": |belvo| one(&belvo.payment_intents().confirm(&id()).send().await?);
        "payment_intents.get": |belvo| one(&belvo.payment_intents().get(&id()).send().await?);
        "payment_intents.cancel": |belvo| none(belvo.payment_intents().cancel(&id()).send().await?);
        "payment_intents.list_charges": |belvo| {
            page(belvo.payment_intents().list_charges(&id()).send()).await
        };
        "payment_intents.get_charge": |belvo| {
            one(&belvo.payment_intents().get_charge(&id(), &id()).send().await?)
        };
        "payment_intents.cancel_charge": |belvo| {
            none(belvo.payment_intents().cancel_charge(&id(), &id()).send().await?)
        };
    }
}

fn authorizations() -> Vec<Case> {
    cases! {
        "payment_authorizations.create": |belvo| {
            one(&belvo.payment_authorizations().create(&authorization()).send().await?)
        };
        "payment_authorizations.list": |belvo| {
            page(belvo.payment_authorizations().list().send()).await
        };
        "payment_authorizations.get": |belvo| {
            one(&belvo.payment_authorizations().get(&id()).send().await?)
        };
        "payment_authorizations.cancel": |belvo| {
            none(belvo.payment_authorizations().cancel(&id()).send().await?)
        };
        "payment_authorizations.list_charges": |belvo| {
            page(belvo.payment_authorizations().list_charges(&id()).send()).await
        };
        "payment_authorizations.get_charge": |belvo| {
            one(&belvo.payment_authorizations().get_charge(&id(), &id()).send().await?)
        };
        "payment_authorizations.retry_charge": |belvo| {
            one(&belvo.payment_authorizations().retry_charge(&id(), &id(), None).send().await?)
        };
        "payment_authorizations.cancel_charge": |belvo| {
            none(belvo.payment_authorizations().cancel_charge(&id(), &id()).send().await?)
        };
        "payment_authorizations.create_charge": |belvo| {
            let fields = json!({"amount": 10});
            one(&belvo.payment_authorizations().create_charge(&id(), &fields).send().await?)
        };
        "payment_authorizations.change_beneficiary": |belvo| {
            let account = PaidAccount::bank_account(&"a2".into());
            one(&belvo.payment_authorizations().change_beneficiary(&id(), &account).send().await?)
        };
    }
}

fn enrollments() -> Vec<Case> {
    cases! {
        "enrollments.create": |belvo| one(&belvo.enrollments().create(&enrollment()).send().await?);
        "enrollments.list": |belvo| page(belvo.enrollments().list().send()).await;
        "enrollments.get": |belvo| one(&belvo.enrollments().get(&id()).send().await?);
        "enrollments.complete_redirection": |belvo| {
            let redirection = Redirection::from_callback(&url("volta?state=s1&code=c1"))?;
            one(&belvo.enrollments().complete_redirection(&redirection).send().await?)
        };
        "payment_widget.create_token": |belvo| {
            one(&belvo.payment_widget().create_token(&widget()).send().await?)
        };
    }
}
