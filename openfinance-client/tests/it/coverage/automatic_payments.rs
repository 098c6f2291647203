use std::sync::OnceLock;

use brazil_types::{Cpf, TaxId};
use openfinance_client::Amount;
use openfinance_client::model::{
    Creditor, EndedBy, NewRecurringConsent, NewRecurringPayment, NewRetry, RecurringConsentId,
    RecurringRevocationCode, Sweeping,
};
use time::macros::date;

use super::payments::{account, initiator};
use super::{Case, ID, as_client, as_customer, one};
use crate::harness::{CUSTOMER_TOKEN, bearer};

fn cpf() -> Cpf {
    Cpf::parse("52998224725").unwrap()
}

fn asked() -> NewRecurringConsent {
    let limits = Sweeping::new().at_most_each(Amount::parse("500").unwrap());
    let lia = Creditor::new(TaxId::Cpf(cpf()), "Lia Fictícia");
    NewRecurringConsent::of_person(cpf(), lia, limits)
}

/// The payment of all cases: its id is made once.
pub(super) fn payment() -> NewRecurringPayment {
    static PAYMENT: OnceLock<NewRecurringPayment> = OnceLock::new();
    PAYMENT.get_or_init(made_payment).clone()
}

/// The next attempt at it.
pub(super) fn again() -> &'static NewRetry {
    static RETRY: OnceLock<NewRetry> = OnceLock::new();
    RETRY.get_or_init(|| NewRetry::on(date!(2027 - 01 - 11), &initiator()).unwrap())
}

fn made_payment() -> NewRecurringPayment {
    NewRecurringPayment::new(
        &RecurringConsentId::new(ID),
        &initiator(),
        TaxId::Cpf(cpf()),
        account(),
        Amount::parse("10").unwrap(),
        date!(2027 - 01 - 10),
    )
    .unwrap()
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = as_client! {
        "automatic_payments.create_consent": |bank| {
            one(&bank.automatic_payments().create_consent(&asked()).send().await?)
        };
        "automatic_payments.get_consent": |bank| {
            one(&bank.automatic_payments().get_consent(&ID.into()).send().await?)
        };
        "automatic_payments.change_consent": |bank| {
            let reason = RecurringRevocationCode::ByPayee;
            let payments = bank.automatic_payments();
            let call = payments.revoke_consent(&ID.into(), EndedBy::Initiator, reason, "Fim");
            one(&call.send().await?)
        };
        "automatic_payments.list": |bank| {
            one(&bank.automatic_payments().list(&ID.into()).send().await?)
        };
        "automatic_payments.get": |bank| {
            one(&bank.automatic_payments().get(&ID.into()).send().await?)
        };
        "automatic_payments.cancel": |bank| {
            let by = TaxId::Cpf(cpf());
            one(&bank.automatic_payments().cancel(&ID.into(), by).send().await?)
        };
        "automatic_payments.retry": |bank| {
            one(&bank.automatic_payments().retry(&ID.into(), again()).send().await?)
        };
    };
    cases.extend(as_customer! {
        "automatic_payments.initiate": |connection| {
            let payments = connection.bank().automatic_payments();
            one(&payments.initiate(&payment(), bearer(CUSTOMER_TOKEN)).send().await?)
        };
    });
    cases
}
