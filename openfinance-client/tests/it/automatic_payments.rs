//! Automatic payments: what is sent, and payments at the sandbox.

use std::sync::Arc;
use std::time::Duration;

use brazil_types::{Cpf, TaxId};
use openfinance_client::login::Authorization;
use openfinance_client::model::{
    ContractDebtor, Creditor, EndedBy, FirstPayment, LifeCycle as _, NewRecurringConsent,
    NewRecurringPayment, NewRetry, PaymentInterval, PaymentLimit, PaymentSignals, PaymentStatus,
    PeriodicLimits, PixAutomatico, RecurringConfiguration, RecurringConsent, RecurringConsentEdit,
    RecurringConsentStatus, RecurringRejectionCode, RecurringRevocationCode, Sweeping,
    VariableRecurring,
};
use openfinance_client::sandbox::{PaymentStory, Sandbox};
use openfinance_client::{Amount, Bank, Credential, ErrorKind, Polling};
use serde_json::json;
use time::macros::{date, datetime};
use time::{Date, Duration as Days, OffsetDateTime};

use crate::coverage::payments::{account, initiator};
use crate::harness::{MockBank, fixture};

fn cpf() -> Cpf {
    Cpf::parse("52998224725").unwrap()
}

fn money(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn today() -> Date {
    brazil_types::calendar::brasilia_date(OffsetDateTime::now_utc())
}

fn to(configuration: impl Into<RecurringConfiguration>) -> NewRecurringConsent {
    let shop = Creditor::new(TaxId::parse("12ABC34501DE35").unwrap(), "Loja Ficticia");
    NewRecurringConsent::of_person(cpf(), shop, configuration)
}

fn contract() -> PixAutomatico {
    let debtor = ContractDebtor::new(TaxId::Cpf(cpf()), "Lia Ficticia");
    let interval = PaymentInterval::Monthly;
    PixAutomatico::new("CONTRATO42", debtor, interval, date!(2027 - 01 - 01))
}

fn quickly() -> Polling {
    let wait = Duration::from_millis(1);
    Polling::new().with_waits(wait, wait)
}

#[tokio::test]
async fn all_three_products_are_written_as_the_contract_has_them() {
    let first = FirstPayment::new(date!(2026 - 12 - 20), money("10"), account());
    let limit = PaymentLimit::count(4).and_amount(money("300"));
    let mut month = PeriodicLimits::default();
    month.month = Some(limit.clone());
    let cases: [(RecurringConfiguration, _); 3] = [
        (
            contract()
                .at_most(money("200"))
                .limit_at_least(money("50"))
                .starting_with(first)
                .retrying()
                .into(),
            json!({"automatic": {
                "contractId": "CONTRATO42",
                "maximumVariableAmount": "200.00",
                "minimumVariableAmount": "50.00",
                "interval": "MENSAL",
                "contractDebtor": {
                    "name": "Lia Ficticia",
                    "document": {"identification": "52998224725", "rel": "CPF"},
                },
                "firstPayment": {
                    "type": "PIX", "date": "2026-12-20", "currency": "BRL", "amount": "10.00",
                    "creditorAccount": {
                        "ispb": "12345678", "issuer": "1774", "number": "1234567",
                        "accountType": "CACC",
                    },
                },
                "isRetryAccepted": true,
                "referenceStartDate": "2027-01-01",
            }}),
        ),
        (
            Sweeping::new()
                .at_most_in_all(money("1000"))
                .at_most_each(money("500"))
                .per_week(PaymentLimit::amount(money("700")))
                .per_month(limit.clone())
                .starting_at(datetime!(2027-01-01 00:00:00.5 -3))
                .into(),
            json!({"sweeping": {
                "totalAllowedAmount": "1000.00",
                "transactionLimit": "500.00",
                "periodicLimits": {
                    "week": {"transactionLimit": "700.00"},
                    "month": {"quantityLimit": 4, "transactionLimit": "300.00"},
                },
                "startDateTime": "2027-01-01T03:00:00Z",
            }}),
        ),
        (
            VariableRecurring::at_most_each(money("5"))
                .in_all(limit)
                .within(month)
                .into(),
            json!({"vrp": {
                "transactionLimit": "5.00",
                "globalLimits": {"quantityLimit": 4, "transactionLimit": "300.00"},
                "periodicLimits": {"month": {"quantityLimit": 4, "transactionLimit": "300.00"}},
            }}),
        ),
    ];
    for (configuration, written) in cases {
        let mock = MockBank::with_signed(201, &fixture("automatic_payments/create_consent")).await;
        let consent = to(configuration).until(date!(2027 - 12 - 31)).told("Plano");
        mock.bank
            .automatic_payments()
            .create_consent(&consent)
            .send()
            .await
            .unwrap();
        let sent = mock.signed_data().await;
        assert_eq!(sent["recurringConfiguration"], written);
        assert_eq!(sent["expirationDateTime"], "2027-12-31T23:59:59Z");
        assert_eq!(sent["creditors"][0]["personType"], "PESSOA_JURIDICA");
        assert_eq!(
            sent["loggedUser"]["document"]["identification"],
            "52998224725"
        );
    }
}

#[tokio::test]
async fn what_cannot_be_agreed_to_is_not_sent_and_the_field_is_named() {
    let debtor = || ContractDebtor::new(TaxId::Cpf(cpf()), "Lia");
    let numbered =
        |id: &str| PixAutomatico::new(id, debtor(), PaymentInterval::Weekly, date!(2027 - 01 - 01));
    let named = |name: &str| {
        let creditor = Creditor::new(TaxId::Cpf(cpf()), name);
        NewRecurringConsent::of_person(cpf(), creditor, Sweeping::new())
    };
    let both = contract().fixed(money("9")).at_most(money("10"));
    let mock = MockBank::with_signed(201, &fixture("automatic_payments/create_consent")).await;
    for (consent, field) in [
        (to(numbered("")), "contractId"),
        (to(numbered("C-1")), "contractId"),
        (to(both), "fixedAmount"),
        (to(contract().fixed(money("0.001"))), "fixedAmount"),
        (to(Sweeping::new().at_most_each(money("0"))), "a limit"),
        (named(""), "creditors.name"),
        (named("Loja ; Fim"), "creditors.name"),
        (
            to(Sweeping::new()).told("x".repeat(141)),
            "additionalInformation",
        ),
    ] {
        let answer = mock
            .bank
            .automatic_payments()
            .create_consent(&consent)
            .send()
            .await;
        let error = answer.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input, "{field}");
        assert!(error.to_string().contains(field), "{field}: {error}");
    }
    assert_eq!(mock.requests().await.len(), 0);
}

/// A consent that the customer agreed to, and what pays under it.
async fn agreed(
    sandbox: &Sandbox,
    asked: &NewRecurringConsent,
) -> (Bank, RecurringConsent, Arc<dyn Credential>) {
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let payments = bank.automatic_payments();
    let consent = payments.create_consent(asked).send().await.unwrap();
    let request = Authorization::of_recurring_consent(&consent.id, sandbox.redirect_uri());
    let (address, pending) = party.start(&request).await.unwrap();
    let callback = sandbox.agree(&address).await.unwrap();
    let login = party.finish(&pending, &callback).await.unwrap();
    party.save(&login, sandbox.store()).await.unwrap();
    let watched = payments
        .wait_until_decided(&consent.id, &quickly())
        .await
        .unwrap();
    assert_eq!(watched.last.status, RecurringConsentStatus::Authorised);
    let credential = party.recurring_credential(sandbox.store(), &consent.id);
    (bank.clone(), watched.last, credential)
}

fn pays(consent: &RecurringConsent, amount: &str, day: Date) -> NewRecurringPayment {
    let payee = TaxId::parse("12ABC34501DE35").unwrap();
    let amount = money(amount);
    NewRecurringPayment::new(&consent.id, &initiator(), payee, account(), amount, day).unwrap()
}

#[tokio::test]
async fn sweeping_pays_within_its_limits_and_a_lost_answer_is_found() {
    let sandbox = Sandbox::start().await.unwrap();
    let asked = to(Sweeping::new().at_most_each(money("500")));
    let (bank, consent, customer) = agreed(&sandbox, &asked).await;
    let payments = bank.automatic_payments();
    let signals = PaymentSignals::Automatic {
        last_login: datetime!(2026-11-20 10:00 UTC),
        key_registered: None,
    };
    let payment = pays(&consent, "20.00", today()).with_signals(signals.clone());
    assert_eq!(payments.what_became_of(&payment).await.unwrap(), None);
    let paid = payments
        .initiate(&payment, customer.clone())
        .send()
        .await
        .unwrap();
    let found = payments.what_became_of(&payment).await.unwrap().unwrap();
    assert_eq!(found.id, paid.id);
    let watched = payments
        .wait_until_final(&paid.id, &quickly())
        .await
        .unwrap();
    assert_eq!(watched.last.status, PaymentStatus::Settled);

    let above = pays(&consent, "500.01", today()).with_signals(signals);
    let error = payments
        .initiate(&above, customer.clone())
        .send()
        .await
        .unwrap_err();
    let code = "LIMITE_VALOR_TRANSACAO_CONSENTIMENTO_EXCEDIDO";
    assert_eq!(error.code(), Some(code));
    // The grant renews itself: months later it still pays.
    sandbox.expire_access_tokens();
    let signals = PaymentSignals::Automatic {
        last_login: datetime!(2026-11-20 10:00 UTC),
        key_registered: Some(datetime!(2026-01-01 00:00 UTC)),
    };
    let later = pays(&consent, "1.00", today()).with_signals(signals);
    payments.initiate(&later, customer).send().await.unwrap();
}

#[tokio::test]
async fn pix_automatico_schedules_cycles_edits_and_revokes() {
    let sandbox = Sandbox::start().await.unwrap();
    let (bank, consent, customer) = agreed(&sandbox, &to(contract().at_most(money("90")))).await;
    let payments = bank.automatic_payments();
    let due = today() + Days::days(5);
    let cycle = pays(&consent, "80", due)
        .for_cycle(date!(2027 - 01 - 01), &PaymentInterval::Monthly)
        .unwrap();
    let paid = payments
        .initiate(&cycle, customer.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(paid.status, PaymentStatus::Scheduled);
    assert_eq!(paid.reference.as_deref(), Some("R/2027-01-01/P1M"));
    assert_eq!(paid.date, Some(due));
    let listed = payments
        .list(&consent.id)
        .from(due)
        .to(due)
        .send()
        .await
        .unwrap();
    assert_eq!(listed.len(), 1);
    let early = payments.list(&consent.id).to(today()).send().await.unwrap();
    assert!(early.is_empty());
    let by = TaxId::parse("12ABC34501DE35").unwrap();
    let cancelled = payments.cancel(&paid.id, by).send().await.unwrap();
    assert_eq!(cancelled.status, PaymentStatus::Cancelled);

    let first = pays(&consent, "10", today()).as_first_payment();
    let first = payments.initiate(&first, customer).send().await.unwrap();
    assert_eq!(first.reference.as_deref(), Some("zero"));

    let edit = RecurringConsentEdit::new("Loja Nova")
        .at_most(money("120"))
        .by_person(cpf());
    let edited = payments
        .edit_consent(&consent.id, &edit)
        .send()
        .await
        .unwrap();
    assert_eq!(edited.creditors[0].name.expose(), "Loja Nova");
    let automatic = edited.configuration.unwrap().automatic.unwrap();
    assert_eq!(automatic.maximum_variable_amount, Some(money("120.00")));

    let reason = RecurringRevocationCode::ByCustomer;
    let revoke = || payments.revoke_consent(&consent.id, EndedBy::Customer, reason.clone(), "Fim");
    let revoked = revoke().send().await.unwrap();
    assert_eq!(revoked.status, RecurringConsentStatus::Revoked);
    let error = revoke().send().await.unwrap_err();
    assert_eq!(error.code(), Some("CONSENTIMENTO_NAO_PERMITE_CANCELAMENTO"));
}

#[tokio::test]
async fn what_failed_is_tried_again_as_a_new_payment_of_the_same() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.tell_of_payments(PaymentStory::Rejected);
    let (bank, consent, customer) = agreed(&sandbox, &to(contract().retrying())).await;
    let payments = bank.automatic_payments();
    let cycle = pays(&consent, "80", today() + Days::days(3))
        .for_cycle(date!(2027 - 01 - 01), &PaymentInterval::Monthly)
        .unwrap();
    let paid = payments.initiate(&cycle, customer).send().await.unwrap();
    for _ in 0..3 {
        payments.get(&paid.id).send().await.unwrap();
    }
    let retry = NewRetry::on(today() + Days::days(4), &initiator()).unwrap();
    let again = payments.retry(&paid.id, &retry).send().await.unwrap();
    assert_eq!(again.retry_of.as_ref(), Some(&paid.id));
    assert_ne!(again.end_to_end_id, paid.end_to_end_id);
    let attempts = payments
        .list(&consent.id)
        .retries_of(&paid.id)
        .send()
        .await
        .unwrap();
    assert_eq!(attempts.len(), 1);
    assert_eq!(attempts[0].id, again.id);
}

#[tokio::test]
async fn a_consent_nobody_agreed_to_can_be_withdrawn() {
    let sandbox = Sandbox::start().await.unwrap();
    let bank = sandbox.bank().unwrap();
    let payments = bank.automatic_payments();
    let consent = payments
        .create_consent(&to(Sweeping::new()))
        .send()
        .await
        .unwrap();
    let code = RecurringRejectionCode::NotTold;
    let call = payments.reject_consent(&consent.id, EndedBy::Initiator, code, "Desistência");
    let rejected = call.send().await.unwrap();
    assert_eq!(rejected.status, RecurringConsentStatus::Rejected);
    assert!(
        !rejected
            .status
            .may_become(&RecurringConsentStatus::Authorised)
    );
    assert!(RecurringConsentStatus::Authorised.may_become(&RecurringConsentStatus::Consumed));
}
