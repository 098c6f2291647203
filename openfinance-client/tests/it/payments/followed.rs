//! Payments at the sandbox, from the consent to their end.

use std::sync::Arc;
use std::time::Duration;

use client_core::http::{ConfigureCall as _, IdempotencyKey};
use openfinance_client::api::OrderFate;
use openfinance_client::login::Authorization;
use openfinance_client::model::{
    NewPaymentConsent, PaymentConsent, PaymentConsentStatus, PaymentDates, PaymentRejectionCode,
    PaymentStatus, PixOrder,
};
use openfinance_client::sandbox::{Decision, PaymentStory, Sandbox};
use openfinance_client::{Bank, Outcome};
use time::Duration as Days;

use crate::coverage::payments::{asked, initiator};

use super::{cpf, quickly, tomorrow};

/// A consent that the customer agreed to, and their token.
async fn agreed(
    sandbox: &Sandbox,
    asked: &NewPaymentConsent,
) -> (
    Bank,
    PaymentConsent,
    Arc<dyn openfinance_client::Credential>,
) {
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let consent = bank.payments().create_consent(asked).send().await.unwrap();
    let request = Authorization::of_payment(&consent.id, sandbox.redirect_uri());
    let (address, pending) = party.start(&request).await.unwrap();
    let callback = sandbox.agree(&address).await.unwrap();
    let login = party.finish(&pending, &callback).await.unwrap();
    let consent = bank
        .payments()
        .get_consent(&consent.id)
        .send()
        .await
        .unwrap();
    assert_eq!(consent.status, PaymentConsentStatus::Authorised);
    assert!(consent.debtor_account.is_some());
    (bank, consent, login.credential().unwrap())
}

#[tokio::test]
async fn a_payment_walks_through_its_states_at_the_sandbox() {
    let sandbox = Sandbox::start().await.unwrap();
    let (bank, consent, customer) = agreed(&sandbox, &asked()).await;
    let order = PixOrder::under(&consent, &initiator()).unwrap();
    let payments = bank.payments();
    assert!(matches!(
        payments.what_became_of(&order).await.unwrap(),
        OrderFate::NotInitiated(_)
    ));
    let key = IdempotencyKey::generate().unwrap();
    let initiate = || {
        payments
            .initiate(&order, customer.clone())
            .with_idempotency_key(key.clone())
    };
    let initiated = initiate().send().await.unwrap();
    assert_eq!(initiated.len(), 1);
    assert_eq!(initiated[0].status, PaymentStatus::Received);
    let id = order.end_to_end_ids().next().unwrap();
    assert_eq!(initiated[0].end_to_end_id.as_deref(), Some(id.as_str()));

    let again = initiate().send().await.unwrap();
    assert_eq!(again[0].id, initiated[0].id, "one key, one payment");
    let fate = payments.what_became_of(&order).await.unwrap();
    assert!(matches!(fate, OrderFate::Initiated(found) if found[0].id == initiated[0].id));

    let watched = payments
        .wait_until_final(&initiated[0].id, &quickly())
        .await
        .unwrap();
    assert_eq!(watched.last.status, PaymentStatus::Settled);
    assert!(!watched.timed_out && watched.illegal.is_empty());
    let consent = payments.get_consent(&consent.id).send().await.unwrap();
    assert_eq!(consent.status, PaymentConsentStatus::Consumed);
    let error = payments
        .cancel(&initiated[0].id, cpf())
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("PAGAMENTO_NAO_PERMITE_CANCELAMENTO"));
    assert_eq!(error.outcome(), Outcome::Refused);
}

#[tokio::test]
async fn what_banks_do_with_payments_is_seen() {
    for (story, status, timed_out, illegal) in [
        (PaymentStory::HeldBack, PaymentStatus::Settled, false, 0),
        (PaymentStory::Rejected, PaymentStatus::Rejected, false, 0),
        (PaymentStory::LeftPending, PaymentStatus::Pending, true, 0),
        (PaymentStory::Contradicts, PaymentStatus::Settled, false, 1),
    ] {
        let sandbox = Sandbox::start().await.unwrap();
        sandbox.tell_of_payments(story);
        let (bank, consent, customer) = agreed(&sandbox, &asked()).await;
        let order = PixOrder::under(&consent, &initiator()).unwrap();
        let paid = bank
            .payments()
            .initiate(&order, customer)
            .send()
            .await
            .unwrap();
        let limit = match timed_out {
            true => Duration::from_millis(300),
            false => Duration::from_secs(20),
        };
        let polling = quickly().with_limit(limit);
        let watched = bank
            .payments()
            .wait_until_final(&paid[0].id, &polling)
            .await
            .unwrap();
        assert_eq!(watched.last.status, status);
        assert_eq!(
            (watched.timed_out, watched.illegal.len()),
            (timed_out, illegal)
        );
        if story == PaymentStory::Rejected {
            let rejection = watched.last.rejection.unwrap();
            assert_eq!(rejection.code, PaymentRejectionCode::RefusedBySettlement);
        }
        if story == PaymentStory::LeftPending {
            let cancelled = bank
                .payments()
                .cancel(&paid[0].id, cpf())
                .send()
                .await
                .unwrap();
            assert_eq!(cancelled.status, PaymentStatus::Cancelled);
            assert!(cancelled.cancellation.is_some());
        }
    }
}

#[tokio::test]
async fn a_series_is_scheduled_at_once_and_cancelled_at_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let dates = PaymentDates::Daily {
        start: tomorrow(),
        count: 5,
    };
    let asked = asked().scheduled(dates, "Cinco dias");
    let (bank, consent, customer) = agreed(&sandbox, &asked).await;
    let order = PixOrder::under(&consent, &initiator())
        .unwrap()
        .note("Parcela");
    let paid = bank
        .payments()
        .initiate(&order, customer)
        .send()
        .await
        .unwrap();
    assert_eq!(paid.len(), 5);
    let watched = bank
        .payments()
        .wait_until_final(&paid[0].id, &quickly())
        .await
        .unwrap();
    assert_eq!(watched.last.status, PaymentStatus::Scheduled);
    let two_days = bank
        .payments()
        .list(&consent.id)
        .from(tomorrow() + Days::days(1))
        .to(tomorrow() + Days::days(2));
    assert_eq!(two_days.send().await.unwrap().len(), 2);

    bank.payments()
        .cancel_all(&consent.id, cpf())
        .send()
        .await
        .unwrap();
    let left = bank.payments().list(&consent.id).send().await.unwrap();
    assert!(
        left.iter()
            .all(|payment| payment.status == PaymentStatus::Cancelled)
    );
}

#[tokio::test]
async fn a_declined_consent_pays_nothing() {
    let sandbox = Sandbox::start().await.unwrap();
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let consent = bank
        .payments()
        .create_consent(&asked())
        .send()
        .await
        .unwrap();
    let order = PixOrder::under(&consent, &initiator()).unwrap();
    let request = Authorization::of_payment(&consent.id, sandbox.redirect_uri());
    let (address, _) = party.start(&request).await.unwrap();
    sandbox.visit(&address, Decision::Decline).await.unwrap();
    let watched = bank
        .payments()
        .wait_until_decided(&consent.id, &quickly())
        .await
        .unwrap();
    assert_eq!(watched.last.status, PaymentConsentStatus::Rejected);
    assert!(matches!(
        bank.payments().what_became_of(&order).await.unwrap(),
        OrderFate::NeverPaid(_)
    ));
}
