//! Payments against the sandbox, from asking to the money.

use std::sync::Arc;
use std::time::Duration;

use belvo_client::api::payments::{IdempotencyStatus, Reconciled};
use belvo_client::model::payments::{
    AuthorizingPayer, BankAccountId, BankAccountNumber, BankAccountType, Beneficiary, ChargeStatus,
    CustomerId, EnrollmentStatus, ExternalId, LifeCycle as _, NewBankAccount, NewBankAccountV2,
    NewCustomer, NewEnrollment, NewPaymentAuthorization, NewPaymentIntent, PaidAccount, Payer,
    PaymentAuthorizationStatus, PaymentIntentStatus, PaymentIntentUpdate, PaymentSchedule,
    Platform, Redirection, RiskSignals,
};
use belvo_client::sandbox::{Sandbox, Webhook};
use belvo_client::webhook::{Delivery, PaymentEvent, PaymentObject, PaymentObjectStatus, Receiver};
use belvo_client::{Amount, Belvo, BelvoError as _, ErrorCode, Outcome, Polling};
use client_core::retry::NoRetry;
use http::HeaderMap;
use serde_json::json;
use time::OffsetDateTime;
use url::Url;

struct Shop {
    sandbox: Sandbox,
    belvo: Belvo,
    customer: CustomerId,
    account: BankAccountId,
}

fn number() -> BankAccountNumber {
    BankAccountNumber::new(BankAccountType::Checking, "0444", "457220")
}

fn back() -> Url {
    Url::parse("https://app.exemplo.com.br/volta").unwrap()
}

impl Shop {
    async fn open() -> Self {
        Self::in_sandbox(Sandbox::builder().start().await.unwrap()).await
    }

    async fn in_sandbox(sandbox: Sandbox) -> Self {
        let builder = sandbox
            .client_builder()
            .with_retry_policy(Arc::new(NoRetry));
        let belvo = builder.build().unwrap();
        let lia = NewCustomer::new("11144477735").name("Lia Fictícia");
        let customer = belvo
            .customers()
            .create(&lia)
            .send()
            .await
            .unwrap()
            .id
            .unwrap();
        let name = "Padaria Flor de Trigo Ltda";
        let institution = sandbox.payment_institution();
        let account = NewBankAccount::business(&institution, name, "11222333000181", number());
        let account = belvo.bank_accounts().create(&account).send().await.unwrap();
        let account = account.id.unwrap();
        Self {
            sandbox,
            belvo,
            customer,
            account,
        }
    }

    fn bread(&self, order: &str) -> NewPaymentIntent {
        let payer = Payer::customer(&self.customer).at(&self.sandbox.payment_institution());
        let id = ExternalId::derived_from(order);
        let to = Beneficiary::bank_account(&self.account);
        NewPaymentIntent::new(&id, Amount::from_cents(990), "Pão", payer, to, back())
    }

    fn events(&self) -> Vec<PaymentEvent> {
        self.sandbox
            .take_payment_webhooks()
            .iter()
            .map(received)
            .collect()
    }
}

fn received(webhook: &Webhook) -> PaymentEvent {
    let mut headers = HeaderMap::new();
    let bearer = format!("Bearer {}", Webhook::BEARER);
    headers.insert("authorization", bearer.parse().unwrap());
    let receiver = Receiver::bearer(Webhook::BEARER).unwrap();
    match receiver
        .receive(&headers, webhook.body().as_bytes())
        .unwrap()
    {
        Delivery::Payment(event) => event,
        other => panic!("{other:?}"),
    }
}

fn quickly() -> Polling {
    let wait = Duration::from_millis(2);
    Polling::new()
        .with_waits(wait, wait)
        .with_limit(Duration::from_millis(100))
}

#[tokio::test]
async fn a_payment_goes_from_asking_to_a_transaction_and_tells_each_step() {
    let shop = Shop::open().await;
    let intents = shop.belvo.payment_intents();
    let intent = intents.create(&shop.bread("order 1")).send().await.unwrap();
    assert_eq!(intent.status, PaymentIntentStatus::RequiresAction);
    assert!(intent.redirect_url().is_some() && intent.charges.is_empty());
    let waiting = intents
        .wait_until_final(&intent.id, &quickly())
        .await
        .unwrap();
    assert!(waiting.timed_out, "the payer has not agreed");

    shop.sandbox.payer_agrees(&intent.id).unwrap();
    assert!(
        shop.sandbox.payer_agrees(&intent.id).is_err(),
        "agreed once"
    );
    let list = intents.list_charges(&intent.id).send();
    let charge = list.try_collect().await.unwrap().remove(0);
    assert_eq!(charge.status, ChargeStatus::Pending);
    assert_eq!(charge.amount.unwrap().to_cents().unwrap(), 990);
    shop.sandbox.settle(&charge.id).unwrap();
    assert!(shop.sandbox.settle(&charge.id).is_err(), "paid once");

    let paid = intents
        .wait_until_final(&intent.id, &quickly())
        .await
        .unwrap();
    assert!(!paid.timed_out && paid.illegal.is_empty());
    assert_eq!(paid.last.status, PaymentIntentStatus::Succeeded);
    assert!(intent.status.may_become(&paid.last.status));
    let charge = intents
        .get_charge(&intent.id, &charge.id)
        .send()
        .await
        .unwrap();
    assert!(charge.status.is_paid());
    assert_eq!(paid.last.charges.first(), Some(&charge));
    let listed = shop.belvo.payment_transactions().list();
    let listed = listed
        .payment_intent([&intent.id])
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(charge.transactions, listed);
    assert_eq!(listed[0].amount.to_cents().unwrap(), 990);

    let told: Vec<_> = shop
        .events()
        .iter()
        .map(|event| (event.resource.clone(), event.status()))
        .collect();
    let of_intent = |status| {
        let status = PaymentObjectStatus::PaymentIntent(status);
        (Some(PaymentObject::PaymentIntent), Some(status))
    };
    let charged = PaymentObjectStatus::Charge(ChargeStatus::Succeeded);
    let expected = [
        of_intent(PaymentIntentStatus::Processing),
        (Some(PaymentObject::Charge), Some(charged)),
        (Some(PaymentObject::Transaction), None),
        of_intent(PaymentIntentStatus::Succeeded),
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_payment_to_a_key_is_confirmed_after_its_owner_was_shown() {
    let shop = Shop::open().await;
    let payer = Payer::customer(&shop.customer).at(&shop.sandbox.payment_institution());
    let id = ExternalId::generate().unwrap();
    let to = Beneficiary::pix_key("contas@moinho-serra.example");
    let new = NewPaymentIntent::new(&id, Amount::from_cents(1), "Farinha", payer, to, back());
    let intents = shop.belvo.payment_intents();
    let intent = intents.create(&new).send().await.unwrap();
    assert!(intent.awaits_confirmation() && intent.redirect_url().is_none());
    assert!(
        shop.sandbox.payer_agrees(&intent.id).is_err(),
        "not asked yet"
    );
    let information = intent.payment_method_information.as_ref().unwrap();
    let whose = information
        .open_finance
        .as_ref()
        .unwrap()
        .pix_key_details
        .as_ref()
        .unwrap();
    assert_eq!(whose.name.as_ref().unwrap().expose(), "Moinho Serra Azul");
    let at_rest = intents
        .wait_until_final(&intent.id, &quickly())
        .await
        .unwrap();
    assert!(!at_rest.timed_out, "it waits for us");

    let intent = intents.confirm(&intent.id).send().await.unwrap();
    assert_eq!(intent.status, PaymentIntentStatus::RequiresAction);
    assert!(!intent.awaits_confirmation() && intent.redirect_url().is_some());
    assert!(
        intents.confirm(&intent.id).send().await.is_err(),
        "confirmed once"
    );
    shop.sandbox.payer_refuses(&intent.id).unwrap();
    let failed = intents.get(&intent.id).send().await.unwrap();
    assert_eq!(failed.status, PaymentIntentStatus::Failed);
    assert_eq!(failed.failure_code.as_deref(), Some("consent_rejected"));
    assert!(shop.events()[0].is_of(&id));
}

#[tokio::test]
async fn an_incomplete_payment_waits_to_be_completed() {
    let shop = Shop::open().await;
    let payer = Payer::customer(&shop.customer);
    let id = ExternalId::generate().unwrap();
    let to = Beneficiary::bank_account(&shop.account);
    let new = NewPaymentIntent::new(&id, Amount::from_cents(1), "Pão", payer, to, back());
    let intents = shop.belvo.payment_intents();
    let intent = intents.create(&new).send().await.unwrap();
    let at_rest = intents
        .wait_until_final(&intent.id, &quickly())
        .await
        .unwrap();
    assert!(!at_rest.timed_out, "it waits for us");
    assert_eq!(
        at_rest.last.status,
        PaymentIntentStatus::RequiresPaymentMethod
    );
    assert!(!intent.awaits_confirmation());
    assert!(
        intents.confirm(&intent.id).send().await.is_err(),
        "by which bank?"
    );
    let update = PaymentIntentUpdate::new()
        .payer_institution(&shop.sandbox.payment_institution())
        .confirm();
    let intent = intents.update(&intent.id, &update).send().await.unwrap();
    assert!(intent.redirect_url().is_some());
}

#[tokio::test]
async fn a_schedule_has_a_charge_a_day_and_is_cancelled_in_part_and_whole() {
    let shop = Shop::open().await;
    let today = OffsetDateTime::now_utc().date();
    let dates = (10..14)
        .map(|days| today + time::Duration::days(days))
        .collect();
    let schedule = PaymentSchedule::Custom {
        dates,
        description: None,
    };
    let intents = shop.belvo.payment_intents();
    let new = shop.bread("order 2").schedule(schedule.clone());
    let intent = intents.create(&new).send().await.unwrap();
    let details = intent.payment_method_details.as_ref().unwrap();
    assert_eq!(
        details.open_finance.as_ref().unwrap().schedule,
        Some(schedule)
    );
    let error = intents.cancel(&intent.id).send().await.unwrap_err();
    assert_eq!(error.belvo_code(), Some(ErrorCode::CancellationError));

    shop.sandbox.payer_agrees(&intent.id).unwrap();
    let charges = intents
        .list_charges(&intent.id)
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(charges.len(), 4);
    let [first, second, third, _] = &charges[..] else {
        panic!("four")
    };
    intents
        .cancel_charge(&intent.id, &first.id)
        .send()
        .await
        .unwrap();
    shop.sandbox.settle(&second.id).unwrap();
    shop.sandbox
        .reject(&third.id, "insufficient_funds")
        .unwrap();
    let failed = shop.belvo.charges().get(&third.id).send().await.unwrap();
    assert_eq!(failed.failure_code.as_deref(), Some("insufficient_funds"));
    let error = intents
        .cancel_charge(&intent.id, &second.id)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.belvo_code(), Some(ErrorCode::CancellationError));
    let at_rest = intents
        .wait_until_final(&intent.id, &quickly())
        .await
        .unwrap();
    assert_eq!(at_rest.last.status, PaymentIntentStatus::Scheduled);

    intents.cancel(&intent.id).send().await.unwrap();
    let gone = intents.get(&intent.id).send().await.unwrap();
    assert_eq!(gone.status, PaymentIntentStatus::Canceled);
    let statuses: Vec<_> = gone
        .charges
        .iter()
        .map(|charge| charge.status.clone())
        .collect();
    let expected = [
        ChargeStatus::Canceled,
        ChargeStatus::Succeeded,
        ChargeStatus::Failed,
        ChargeStatus::Canceled,
    ];
    assert_eq!(statuses, expected);
    let paid = shop
        .belvo
        .payment_transactions()
        .list()
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(paid.len(), 1);
}

#[tokio::test]
async fn everybody_can_be_registered_with_the_payment_but_once() {
    let shop = Shop::open().await;
    let institution = shop.sandbox.payment_institution();
    let company = NewCustomer::new("44555666000172").name("Moinho Serra Azul Ltda");
    let payer = Payer::new_customer(company.clone())
        .at(&institution)
        .authorized_by("11144477735");
    let names = ("Lia", "Fictícia");
    let account = NewBankAccount::individual(&institution, names, "11144477735", number());
    let new = NewPaymentIntent::new(
        &ExternalId::generate().unwrap(),
        Amount::from_cents(1),
        "Aluguel",
        payer,
        Beneficiary::new_bank_account(account),
        back(),
    );
    let made = shop
        .belvo
        .payment_intents()
        .create(&new)
        .send()
        .await
        .unwrap();
    let customer = made.customer.unwrap();
    let known = shop.belvo.customers().get(&customer).send().await.unwrap();
    assert_eq!(known.identifier.unwrap().expose(), "44555666000172");
    let accounts = shop
        .belvo
        .bank_accounts()
        .list()
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(accounts.len(), 2);
    let error = shop
        .belvo
        .customers()
        .create(&company)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.belvo_code(), Some(ErrorCode::AlreadyRegistered));
}

#[tokio::test]
async fn with_a_key_that_belvo_knows_a_repetition_is_the_same_payment() {
    let sandbox = Sandbox::builder()
        .with_idempotency_keys()
        .start()
        .await
        .unwrap();
    let shop = Shop::in_sandbox(sandbox).await;
    let intents = shop.belvo.payment_intents();
    let first = intents
        .create_keyed(&shop.bread("order 3"))
        .send()
        .await
        .unwrap();
    assert_eq!(first.key_status, Some(IdempotencyStatus::Available));
    let again = intents
        .create_keyed(&shop.bread("order 3"))
        .send()
        .await
        .unwrap();
    assert_eq!(again.key_status, Some(IdempotencyStatus::Replayed));
    assert_eq!(again.intent, first.intent);
    let other = shop.bread("order 3").statement_description("outro");
    let error = intents.create(&other).send().await.unwrap_err();
    assert_eq!(
        error.belvo_code(),
        Some(ErrorCode::IdempotencyPayloadMismatch)
    );
    assert_eq!(error.outcome(), Outcome::Refused);

    let shop = Shop::open().await;
    let made = shop
        .belvo
        .payment_intents()
        .create_keyed(&shop.bread("order 3"));
    assert_eq!(
        made.send().await.unwrap().key_status,
        None,
        "this Belvo knows no keys"
    );
}

#[tokio::test]
async fn what_is_asked_for_twice_is_told() {
    let shop = Shop::open().await;
    let intents = shop.belvo.payment_intents();
    let bread = shop.bread("order 4");
    let look = async || {
        let (id, amount) = (bread.external_id(), bread.amount());
        intents.reconcile(id, amount).await.unwrap()
    };
    assert_eq!(look().await, Reconciled::NotThere);
    let first = intents.create(&bread).send().await.unwrap();
    let _other = intents.create(&shop.bread("order 5")).send().await.unwrap();
    assert_eq!(look().await, Reconciled::Found(Box::new(first.clone())));
    let second = intents.create(&bread).send().await.unwrap();
    assert_eq!(look().await, Reconciled::Several(vec![first, second]));
}

#[tokio::test]
async fn an_authorization_is_agreed_to_charged_and_tried_again() {
    let shop = Shop::open().await;
    let institution = shop.sandbox.payment_institution();
    let mill = "Moinho Serra Azul Ltda";
    let account = NewBankAccountV2::new(&institution, mill, "44555666000172", number());
    let payer = NewCustomer::new("22233344405").name("Téo Inventado");
    let id = ExternalId::derived_from("order 6");
    let amount = Amount::from_cents(123_450);
    let new = NewPaymentAuthorization::immediate(
        &id,
        amount,
        "Farinha",
        AuthorizingPayer::new_customer(payer).at(&institution),
        PaidAccount::new_bank_account(account),
        back(),
    );
    let authorizations = shop.belvo.payment_authorizations();
    let made = authorizations.create(&new).send().await.unwrap();
    assert_eq!(
        made.status,
        PaymentAuthorizationStatus::AwaitingAuthorization
    );
    let found = authorizations.reconcile(&id, amount).await.unwrap();
    assert_eq!(found, Reconciled::Found(Box::new(made.clone())));
    let polling = quickly();
    assert!(
        authorizations
            .wait_until_decided(&made.id, &polling)
            .await
            .unwrap()
            .timed_out
    );

    shop.sandbox.payer_authorizes(&made.id).unwrap();
    let decided = authorizations
        .wait_until_decided(&made.id, &polling)
        .await
        .unwrap()
        .last;
    assert_eq!(decided.status, PaymentAuthorizationStatus::Authorized);
    let [charge] = &decided.charges[..] else {
        panic!("one charge")
    };
    shop.sandbox.reject(charge, "insufficient_funds").unwrap();
    let failed = authorizations
        .wait_until_final(&made.id, charge, &polling)
        .await
        .unwrap()
        .last;
    assert_eq!(
        failed.status_reason_code.as_deref(),
        Some("INSUFFICIENT_FUNDS")
    );

    let again = authorizations
        .retry_charge(&made.id, charge, None)
        .send()
        .await
        .unwrap();
    assert_eq!(again.previous.as_ref(), Some(charge));
    let failed = authorizations
        .get_charge(&made.id, charge)
        .send()
        .await
        .unwrap();
    assert_eq!(
        failed.next.as_ref(),
        again.id.as_ref(),
        "how a lost answer is found"
    );
    let twice = authorizations
        .retry_charge(&made.id, charge, None)
        .send()
        .await;
    assert!(twice.is_err(), "tried again once");
    let again = again.id.unwrap();
    shop.sandbox.settle(&again).unwrap();
    let settled = shop.belvo.charges().get_v2(&again).send().await.unwrap();
    assert!(settled.status.unwrap().is_paid() && settled.end_to_end_id.is_some());
    assert_eq!(settled.amount, Some(amount));

    let more = json!({"amount": "10.00"});
    let more = authorizations
        .create_charge(&made.id, &more)
        .send()
        .await
        .unwrap();
    assert_eq!(more.status, Some(ChargeStatus::Pending));
    let fixed = PaidAccount::bank_account(&shop.account);
    let error = authorizations
        .change_beneficiary(&made.id, &fixed)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.status().unwrap(),
        400,
        "only Smart Transfers are changed"
    );
    authorizations.cancel(&made.id).send().await.unwrap();
    let more = authorizations.create_charge(&made.id, &json!({"amount": "1.00"}));
    assert_eq!(more.send().await.unwrap_err().outcome(), Outcome::Refused);
    let events = shop.events();
    assert!(events.iter().any(|event| {
        let revoked = PaymentAuthorizationStatus::Revoked;
        event.status() == Some(PaymentObjectStatus::PaymentAuthorization(revoked))
    }));
}

#[tokio::test]
async fn a_device_is_enrolled_by_what_the_bank_sends_back() {
    let shop = Shop::open().await;
    let enrollments = shop.belvo.enrollments();
    let new = || {
        let signals = RiskSignals::from_json(r#"{"deviceId":"d-1"}"#).unwrap();
        let institution = shop.sandbox.payment_institution();
        NewEnrollment::new(&shop.customer, &institution, Platform::Ios, signals)
    };
    for (outcome, expected) in [
        ("", EnrollmentStatus::Succeeded),
        (
            "&error=access_denied&error_description=x",
            EnrollmentStatus::Failed,
        ),
    ] {
        let made = enrollments.create(&new()).send().await.unwrap();
        let details = made.details.as_ref().unwrap();
        let at_bank = Url::parse(details.redirect_url.as_ref().unwrap().expose()).unwrap();
        let state = at_bank.query().unwrap();
        let callback = format!("https://app.exemplo.com.br/volta?{state}{outcome}");
        let redirection = Redirection::from_callback(&callback.parse().unwrap()).unwrap();
        enrollments
            .complete_redirection(&redirection)
            .send()
            .await
            .unwrap();
        let done = enrollments
            .wait_until_final(made.id.as_ref().unwrap(), &quickly())
            .await
            .unwrap();
        assert_eq!(done.last.status, Some(expected));
        assert!(
            enrollments
                .complete_redirection(&redirection)
                .send()
                .await
                .is_err()
        );
    }
}
