use std::sync::OnceLock;

use brazil_types::{Cpf, Ispb, PixKey, TaxId};
use openfinance_client::Amount;
use openfinance_client::model::{
    Creditor, Initiator, NewPaymentConsent, PaymentConsent, PixAccount, PixAccountKind, PixOrder,
    PixTarget,
};
use serde_json::Value;

use super::{Case, ID, as_client, as_customer, none, one};
use crate::harness::{CUSTOMER_TOKEN, bearer, fixture};

fn cpf() -> Cpf {
    Cpf::parse("52998224725").unwrap()
}

pub(crate) fn account() -> PixAccount {
    let ispb = Ispb::parse("12345678").unwrap();
    PixAccount::new(ispb, "1234567", PixAccountKind::Current).at_branch("1774")
}

pub(crate) fn initiator() -> Initiator {
    Initiator {
        cnpj: brazil_types::Cnpj::parse("12ABC34501DE35").unwrap(),
        ispb: Ispb::parse("87654321").unwrap(),
    }
}

pub(crate) fn asked() -> NewPaymentConsent {
    let key = PixKey::parse("loja@example.com").unwrap();
    let shop = Creditor::new(TaxId::parse("12ABC34501DE35").unwrap(), "Loja Fictícia");
    let target = PixTarget::key(&key, account());
    NewPaymentConsent::of_person(cpf(), shop, Amount::parse("10.5").unwrap(), target)
}

/// The order of all cases: its ids are made once.
pub(crate) fn order() -> PixOrder {
    static ORDER: OnceLock<PixOrder> = OnceLock::new();
    ORDER.get_or_init(made_order).clone()
}

fn made_order() -> PixOrder {
    let mut answer: Value = serde_json::from_str(&fixture("payments/create_consent")).unwrap();
    let text = "DICT";
    answer["data"]["payment"]["details"]["localInstrument"] = text.into();
    let consent: PaymentConsent = serde_json::from_value(answer["data"].take()).unwrap();
    PixOrder::under(&consent, &initiator()).unwrap()
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = as_client! {
        "payments.create_consent": |bank| {
            one(&bank.payments().create_consent(&asked()).send().await?)
        };
        "payments.get_consent": |bank| one(&bank.payments().get_consent(&ID.into()).send().await?);
        "payments.list": |bank| one(&bank.payments().list(&ID.into()).send().await?);
        "payments.cancel_all": |bank| {
            none(bank.payments().cancel_all(&ID.into(), cpf()).send().await?)
        };
        "payments.get": |bank| one(&bank.payments().get(&ID.into()).send().await?);
        "payments.cancel": |bank| one(&bank.payments().cancel(&ID.into(), cpf()).send().await?);
    };
    cases.extend(as_client! {
        "payments_v4.create_consent": |bank| {
            one(&bank.payments_v4().create_consent(&asked()).send().await?)
        };
        "payments_v4.get_consent": |bank| {
            one(&bank.payments_v4().get_consent(&ID.into()).send().await?)
        };
        "payments_v4.cancel_all": |bank| {
            one(&bank.payments_v4().cancel_all(&ID.into(), cpf()).send().await?)
        };
        "payments_v4.get": |bank| one(&bank.payments_v4().get(&ID.into()).send().await?);
        "payments_v4.cancel": |bank| {
            one(&bank.payments_v4().cancel(&ID.into(), cpf()).send().await?)
        };
    });
    cases.extend(as_customer! {
        "payments_v4.initiate": |connection| {
            let payments = connection.bank().payments_v4();
            one(&payments.initiate(&order(), bearer(CUSTOMER_TOKEN)).send().await?)
        };
    });
    cases.extend(as_customer! {
        "payments.initiate": |connection| {
            let payments = connection.bank().payments();
            one(&payments.initiate(&order(), bearer(CUSTOMER_TOKEN)).send().await?)
        };
    });
    cases
}
