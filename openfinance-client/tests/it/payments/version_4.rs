//! What version 4 says in its own words, and what it cannot say.

use brazil_types::PixKey;
use openfinance_client::api::OrderFate;
use openfinance_client::login::Authorization;
use openfinance_client::model::{PaymentDates, PaymentStatus, PixOrder, PixTarget};
use openfinance_client::sandbox::Sandbox;
use time::Duration as Days;

use crate::coverage::payments::{account, asked, initiator};
use crate::harness::{MockBank, fixture};

use super::{at_sandbox_bank, cpf, static_code, tomorrow};

#[tokio::test]
async fn version_4_says_the_same_in_its_own_words() {
    let sandbox = Sandbox::start().await.unwrap();
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let payments = bank.payments_v4();
    let dates = PaymentDates::Custom(vec![tomorrow(), tomorrow() + Days::days(3)]);
    let asked = asked().scheduled(dates, "Dois dias");
    let consent = payments.create_consent(&asked).send().await.unwrap();
    let request = Authorization::of_payment(&consent.id, sandbox.redirect_uri());
    let (address, pending) = party.start(&request).await.unwrap();
    let callback = sandbox.agree(&address).await.unwrap();
    let login = party.finish(&pending, &callback).await.unwrap();
    let consent = payments.get_consent(&consent.id).send().await.unwrap();
    let terms = consent.payment.as_ref().unwrap();
    assert_eq!(terms.purpose, None);
    let schedule = terms.schedule.as_ref().unwrap();
    assert_eq!(schedule.additional_information, None);
    let told = schedule
        .custom
        .as_ref()
        .unwrap()
        .additional_information
        .as_ref();
    assert_eq!(told.unwrap().expose(), "Dois dias");

    let order = PixOrder::under(&consent, &initiator()).unwrap();
    let fate = payments.what_became_of(&order).await.unwrap();
    assert!(matches!(fate, OrderFate::NotInitiated(_)));
    let customer = login.credential().unwrap();
    let paid = payments.initiate(&order, customer).send().await.unwrap();
    assert_eq!(paid.len(), 2);
    let fate = payments.what_became_of(&order).await.unwrap();
    assert!(matches!(fate, OrderFate::Unclear(_)));
    let cancelled = payments.cancel(&paid[0].id, cpf()).send().await.unwrap();
    assert_eq!(cancelled.status, PaymentStatus::Cancelled);
    let rest = payments
        .cancel_all(&consent.id, cpf())
        .send()
        .await
        .unwrap();
    assert_eq!(rest.len(), 1);
    assert_eq!(rest[0].id, paid[1].id);
}

#[tokio::test]
async fn what_only_version_5_can_do_is_not_sent_to_version_4() {
    let mock = MockBank::with_signed(201, &fixture("payments_v4/create_consent")).await;
    let key = PixKey::parse("loja@example.com").unwrap();
    let code = static_code(&key, 100);
    let by_nfc = PixTarget::static_qr(code, &key, account()).by_nfc();
    for (consent, field) in [
        (at_sandbox_bank(by_nfc, "1"), "localInstrument"),
        (asked().withdrawal(), "payment.purpose"),
    ] {
        let error = mock
            .bank
            .payments_v4()
            .create_consent(&consent)
            .send()
            .await
            .unwrap_err();
        assert!(error.to_string().contains(field), "{error}");
    }
    assert_eq!(mock.requests().await.len(), 0);
}
