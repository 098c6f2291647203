//! What moves money: payments of both versions, automatic payments of all products, devices.

use std::sync::Arc;

use brazil_types::{Cnpj, Cpf, PixKey, TaxId};
use openfinance_client::login::Authorization;
use openfinance_client::model::{
    ConsentToSign, ContractDebtor, Creditor, EndEnrollment, EndedBy, EnrollmentRevocationCode,
    FidoPlatform, FirstPayment, Initiator, NewEnrollment, NewPaymentConsent, NewRecurringConsent,
    NewRecurringPayment, NewRetry, PaymentConsent, PaymentConsentId, PaymentDates, PaymentInterval,
    PaymentLimit, PaymentSignals, PeriodicLimits, PixAutomatico, PixOrder, PixTarget,
    RecurringConfiguration, RecurringConsent, RecurringConsentEdit, RecurringRejectionCode,
    RecurringRevocationCode, Sweeping, VariableRecurring,
};
use openfinance_client::sandbox::{PaymentStory, Sandbox};
use openfinance_client::{Amount, Bank, Credential};
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};

use super::recorder::Recorder;
use crate::coverage::enrollments::{assertion, registration, signals};
use crate::coverage::payments::{account, asked, initiator};
use crate::visitor::log_in;

pub(super) async fn drive(recorder: &Recorder) {
    for story in [PaymentStory::Settles, PaymentStory::Rejected] {
        let sandbox = Sandbox::start().await.unwrap();
        sandbox.tell_of_payments(story);
        let bank = recorder.bank(&sandbox);
        for consent in [asked(), by_account(), by_static_code(), monthly()] {
            payments(&sandbox, &bank, &consent).await;
        }
        for consent in [
            to_a_person(),
            to_a_person().scheduled(in_three_days(), "Uma vez"),
        ] {
            payments_v4(&sandbox, &bank, &consent).await;
        }
        sweeping(&sandbox, &bank).await;
        variable(&sandbox, &bank).await;
        pix_automatico(&sandbox, &bank).await;
        withdrawn(&bank).await;
        device(&sandbox, &bank).await;
    }
}

fn cpf() -> Cpf {
    Cpf::parse("52998224725").unwrap()
}

fn money(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn today() -> Date {
    brazil_types::calendar::brasilia_date(OffsetDateTime::now_utc())
}

fn to(target: PixTarget) -> NewPaymentConsent {
    let shop = Creditor::new(TaxId::parse("12ABC34501DE35").unwrap(), "Loja Ficticia");
    NewPaymentConsent::of_person(cpf(), shop, money("10.50"), target).from_account(account())
}

fn by_account() -> NewPaymentConsent {
    to(PixTarget::account(account())).payer_town("5300108")
}

fn by_static_code() -> NewPaymentConsent {
    let key = PixKey::parse("loja@example.com").unwrap();
    let code = brazil_types::br_code::BrCodeBuilder::for_key(key, "Loja Ficticia", "Brasilia")
        .amount_cents(1050)
        .txid(brazil_types::Txid::parse("PEDIDO42").unwrap())
        .build()
        .unwrap();
    to(PixTarget::static_qr(code, &key, account()))
}

/// Version 4 knows no CNPJ with letters.
fn to_a_person() -> NewPaymentConsent {
    let lia = Creditor::new(TaxId::Cpf(cpf()), "Lia Ficticia");
    let target = PixTarget::account(account());
    NewPaymentConsent::of_person(cpf(), lia, money("10.5"), target)
}

fn in_three_days() -> PaymentDates {
    PaymentDates::Once(today() + Duration::days(3))
}

fn monthly() -> NewPaymentConsent {
    let start = today() + Duration::days(1);
    let dates = PaymentDates::Monthly {
        day: 31,
        start,
        count: 3,
    };
    asked().scheduled(dates, "Aluguel")
}

/// The customer's token for one payment consent.
pub(super) async fn agreed(sandbox: &Sandbox, id: &PaymentConsentId) -> Arc<dyn Credential> {
    let party = sandbox.relying_party().unwrap();
    let request = Authorization::of_payment(id, sandbox.redirect_uri());
    let login = log_in(sandbox, &party, &request).await;
    login.credential().unwrap()
}

fn order(consent: &PaymentConsent) -> PixOrder {
    PixOrder::under(consent, &initiator()).unwrap()
}

async fn payments(sandbox: &Sandbox, bank: &Bank, asked: &NewPaymentConsent) {
    let payments = bank.payments();
    let consent = payments.create_consent(asked).send().await.unwrap();
    let customer = agreed(sandbox, &consent.id).await;
    let consent = payments.get_consent(&consent.id).send().await.unwrap();
    let initiate = payments.initiate(&order(&consent), customer);
    let paid = initiate.send().await.unwrap();
    for _ in 0..3 {
        payments.get(&paid[0].id).send().await.unwrap();
    }
    // Refused for what is settled: what banks sign then is part of the contract.
    let cancelled = payments.cancel(&paid[0].id, cpf()).send().await;
    assert_eq!(cancelled.is_ok(), paid.len() > 1);
    let listed = payments.list(&consent.id);
    listed.from(today()).to(today()).send().await.unwrap();
    payments.list(&consent.id).send().await.unwrap();
    let all = payments.cancel_all(&consent.id, cpf());
    all.send().await.unwrap();
    payments.get_consent(&consent.id).send().await.unwrap();
}

async fn payments_v4(sandbox: &Sandbox, bank: &Bank, asked: &NewPaymentConsent) {
    let payments = bank.payments_v4();
    let consent = payments.create_consent(asked).send().await.unwrap();
    let customer = agreed(sandbox, &consent.id).await;
    let consent = payments.get_consent(&consent.id).send().await.unwrap();
    let us = Initiator {
        cnpj: Cnpj::parse("12345678000195").unwrap(),
        ..initiator()
    };
    let order = PixOrder::under(&consent, &us).unwrap();
    let initiate = payments.initiate(&order, customer);
    let paid = initiate.send().await.unwrap();
    payments.get(&paid[0].id).send().await.unwrap();
    let cancelled = payments.cancel(&paid[0].id, cpf()).send().await;
    let is_scheduled = consent.payment.unwrap().schedule.is_some();
    assert_eq!(cancelled.is_ok(), is_scheduled);
    let all = payments.cancel_all(&consent.id, cpf());
    all.send().await.unwrap();
}

fn recurring(configuration: impl Into<RecurringConfiguration>) -> NewRecurringConsent {
    let shop = Creditor::new(TaxId::parse("12ABC34501DE35").unwrap(), "Loja Ficticia");
    NewRecurringConsent::of_person(cpf(), shop, configuration)
        .until(date!(2027 - 12 - 31))
        .told("Plano")
}

async fn agreed_to(
    sandbox: &Sandbox,
    bank: &Bank,
    asked: &NewRecurringConsent,
) -> (RecurringConsent, Arc<dyn Credential>) {
    let payments = bank.automatic_payments();
    let consent = payments.create_consent(asked).send().await.unwrap();
    let party = sandbox.relying_party().unwrap();
    let request = Authorization::of_recurring_consent(&consent.id, sandbox.redirect_uri());
    let login = log_in(sandbox, &party, &request).await;
    party.save(&login, sandbox.store()).await.unwrap();
    let credential = party.recurring_credential(sandbox.store(), &consent.id);
    let consent = payments.get_consent(&consent.id).send().await.unwrap();
    (consent, credential)
}

fn pays(consent: &RecurringConsent, day: Date) -> NewRecurringPayment {
    let payee = TaxId::parse("12ABC34501DE35").unwrap();
    let amount = money("20");
    NewRecurringPayment::new(&consent.id, &initiator(), payee, account(), amount, day).unwrap()
}

pub(super) async fn sweeping(sandbox: &Sandbox, bank: &Bank) {
    let limits = Sweeping::new()
        .at_most_in_all(money("1000"))
        .at_most_each(money("500"))
        .per_week(PaymentLimit::amount(money("700")))
        .starting_at(datetime!(2026-11-20 00:00 UTC));
    let (consent, customer) = agreed_to(sandbox, bank, &recurring(limits)).await;
    let payments = bank.automatic_payments();
    for signed in [
        PaymentSignals::Automatic {
            last_login: datetime!(2026-11-20 10:00 UTC),
            key_registered: Some(datetime!(2026-01-01 00:00 UTC)),
        },
        PaymentSignals::Manual(Box::new(signals())),
    ] {
        let payment = pays(&consent, today()).with_signals(signed);
        let initiate = payments.initiate(&payment, customer.clone());
        let paid = initiate.send().await.unwrap();
        for _ in 0..3 {
            payments.get(&paid.id).send().await.unwrap();
        }
    }
    payments.list(&consent.id).send().await.unwrap();
    let code = RecurringRevocationCode::ByCustomer;
    let end = payments.revoke_consent(&consent.id, EndedBy::Customer, code, "Fim");
    end.send().await.unwrap();
    payments.get_consent(&consent.id).send().await.unwrap();
}

async fn variable(sandbox: &Sandbox, bank: &Bank) {
    let limit = PaymentLimit::count(4).and_amount(money("300"));
    let mut month = PeriodicLimits::default();
    month.month = Some(limit.clone());
    let limits = VariableRecurring::at_most_each(money("50"))
        .in_all(limit)
        .within(month);
    let (consent, customer) = agreed_to(sandbox, bank, &recurring(limits)).await;
    let payment = pays(&consent, today()).with_signals(PaymentSignals::Manual(Box::new(signals())));
    let initiate = bank.automatic_payments().initiate(&payment, customer);
    initiate.send().await.unwrap();
}

async fn pix_automatico(sandbox: &Sandbox, bank: &Bank) {
    let debtor = ContractDebtor::new(TaxId::Cpf(cpf()), "Lia Ficticia");
    let interval = PaymentInterval::Monthly;
    let contract = PixAutomatico::new("CONTRATO42", debtor, interval, date!(2027 - 01 - 01))
        .at_most(money("200"))
        .limit_at_least(money("50"))
        .starting_with(FirstPayment::new(today(), money("20"), account()))
        .retrying();
    let (consent, customer) = agreed_to(sandbox, bank, &recurring(contract)).await;
    let payments = bank.automatic_payments();
    let first = pays(&consent, today()).as_first_payment();
    let initiate = payments.initiate(&first, customer.clone());
    initiate.send().await.unwrap();
    let due = today() + Duration::days(5);
    for (starts, withdrawn) in [
        (date!(2027 - 01 - 01), true),
        (date!(2027 - 02 - 01), false),
    ] {
        let cycle = pays(&consent, due).for_cycle(starts, &PaymentInterval::Monthly);
        let initiate = payments.initiate(&cycle.unwrap(), customer.clone());
        let paid = initiate.send().await.unwrap();
        if withdrawn {
            let by = TaxId::parse("12ABC34501DE35").unwrap();
            payments.cancel(&paid.id, by).send().await.unwrap();
            continue;
        }
        for _ in 0..3 {
            payments.get(&paid.id).send().await.unwrap();
        }
        let retry = NewRetry::on(today() + Duration::days(6), &initiator()).unwrap();
        // Only what was rejected is tried again.
        if let Ok(again) = payments.retry(&paid.id, &retry).send().await {
            payments.get(&again.id).send().await.unwrap();
        }
        let retries = payments.list(&consent.id).retries_of(&paid.id);
        retries.from(today()).to(due).send().await.unwrap();
    }
    payments.list(&consent.id).send().await.unwrap();
    let edit = RecurringConsentEdit::new("Loja Nova")
        .at_most(money("120"))
        .until(date!(2028 - 12 - 31))
        .with_signals(signals())
        .by_person(cpf());
    let edit = payments.edit_consent(&consent.id, &edit);
    edit.send().await.unwrap();
}

/// A consent that its receiver takes back before anybody agreed.
async fn withdrawn(bank: &Bank) {
    let payments = bank.automatic_payments();
    let asked = recurring(Sweeping::new());
    let consent = payments.create_consent(&asked).send().await.unwrap();
    let code = RecurringRejectionCode::NotTold;
    let end = payments.reject_consent(&consent.id, EndedBy::Initiator, code, "Desistencia");
    end.send().await.unwrap();
}

pub(super) async fn device(sandbox: &Sandbox, bank: &Bank) {
    let devices = bank.enrollments().for_recurring_payments();
    let asked = NewEnrollment::of_person(cpf());
    let device = devices.create(&asked).send().await.unwrap();
    let told = devices.send_risk_signals(&device.id, &signals());
    told.send().await.unwrap();
    let party = sandbox.relying_party().unwrap();
    let request = Authorization::of_enrollment(&device.id, sandbox.redirect_uri());
    let login = log_in(sandbox, &party, &request).await;
    party.save(&login, sandbox.store()).await.unwrap();
    let customer = party.enrollment_credential(sandbox.store(), &device.id);
    let (app, android) = ("app.example", FidoPlatform::Android);
    let options = devices.registration_options(&device.id, app, android, customer.clone());
    let options = options.send().await.unwrap();
    let key = registration(&options.challenge);
    let register = devices.register(&device.id, &key, customer.clone());
    register.send().await.unwrap();
    devices.get(&device.id).send().await.unwrap();

    let asked = asked_of_the_device(bank).await;
    for consent in asked {
        let options = devices.sign_options(&device.id, app, FidoPlatform::Browser, &consent);
        let options = options.send().await.unwrap();
        let signed = assertion(&options.challenge);
        let credential = customer.clone();
        let agree = devices.authorise(&consent, &device.id, &signals(), &signed, credential);
        agree.send().await.unwrap();
    }
    let end = EndEnrollment::revoking(EnrollmentRevocationCode::ByCustomer).by(cpf());
    devices.cancel(&device.id, &end).send().await.unwrap();
    devices.get(&device.id).send().await.unwrap();
}

async fn asked_of_the_device(bank: &Bank) -> [ConsentToSign; 2] {
    let once = bank.payments().create_consent(&asked());
    let often = recurring(Sweeping::new());
    let often = bank.automatic_payments().create_consent(&often);
    [
        ConsentToSign::ConsentId(once.send().await.unwrap().id),
        ConsentToSign::RecurringConsentId(often.send().await.unwrap().id),
    ]
}
