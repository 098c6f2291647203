//! Many payments at once, on a day on which every fifth call fails one way or another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use belvo_client::api::payments::Reconciled;
use belvo_client::model::payments::{
    BankAccountId, BankAccountNumber, BankAccountType, Beneficiary, ExternalId, NewBankAccount,
    NewCustomer, NewPaymentIntent, Payer, PaymentInstitutionId,
};
use belvo_client::sandbox::{Fault, FaultRule, Sandbox};
use belvo_client::{Amount, Belvo, Error, Limiter, Outcome, RetryPolicy};
use client_core::retry::{ExponentialBackoff, NoRetry};
use http::{Method, StatusCode};
use tokio::task::JoinSet;
use url::Url;

const PATH: &str = "/payments/br/payment-intents/";
const PAYMENTS: i64 = 250;

#[derive(Clone)]
struct Shop {
    belvo: Belvo,
    payer: Payer,
    account: BankAccountId,
}

impl Shop {
    async fn of(sandbox: &Sandbox, policy: impl RetryPolicy + 'static) -> Self {
        let limiter = Limiter::builder().max_in_flight(64).build().unwrap();
        let builder = sandbox.client_builder().with_limiter(limiter);
        let belvo = builder.with_retry_policy(Arc::new(policy)).build().unwrap();
        let institution: PaymentInstitutionId = sandbox.payment_institution();
        let lia = NewCustomer::new("11144477735");
        let customer = belvo
            .customers()
            .create(&lia)
            .send()
            .await
            .unwrap()
            .id
            .unwrap();
        let number = BankAccountNumber::new(BankAccountType::Checking, "0444", "457220");
        let account = NewBankAccount::business(&institution, "Padaria", "11222333000181", number);
        let account = belvo.bank_accounts().create(&account).send().await.unwrap();
        Self {
            belvo,
            payer: Payer::customer(&customer).at(&institution),
            account: account.id.unwrap(),
        }
    }

    /// The payment of so many cents. Its id is known before it is asked for.
    fn payment(&self, cents: i64) -> NewPaymentIntent {
        NewPaymentIntent::new(
            &id_of(cents),
            Amount::from_cents(cents),
            "Pão",
            self.payer.clone(),
            Beneficiary::bank_account(&self.account),
            Url::parse("https://app.exemplo.com.br/volta").unwrap(),
        )
    }

    async fn ask(&self, cents: i64) -> Result<(), Error> {
        let create = self.belvo.payment_intents().create(&self.payment(cents));
        create.send().await.map(drop)
    }

    async fn ask_keyed(&self, cents: i64) -> Result<(), Error> {
        let create = self
            .belvo
            .payment_intents()
            .create_keyed(&self.payment(cents));
        create.send().await.map(drop)
    }

    /// How often Belvo has each payment, by its cents.
    async fn made(&self) -> BTreeMap<i64, usize> {
        let list = self.belvo.payment_intents().list().send();
        let mut made = BTreeMap::new();
        for intent in list.try_collect().await.unwrap() {
            let cents = intent.amount.to_cents().unwrap();
            assert_eq!(intent.external_id.as_deref(), Some(id_of(cents).as_str()));
            *made.entry(cents).or_default() += 1;
        }
        made
    }
}

fn id_of(cents: i64) -> ExternalId {
    ExternalId::derived_from(&format!("payment {cents}"))
}

/// Every fifth of so many calls fails.
fn spoil(sandbox: &Sandbox, calls: u64) {
    let faults = [
        Fault::DropBeforeProcessing,
        Fault::DropBeforeAnswer,
        Fault::DropAfterHeaders,
        Fault::TruncateBody(10),
        Fault::status(StatusCode::SERVICE_UNAVAILABLE),
    ];
    for (nth, fault) in (5..=calls).step_by(5).zip(faults.iter().cycle()) {
        let rule = FaultRule::new(fault.clone()).on(Method::POST, PATH);
        sandbox.front().inject(rule.nth(nth));
    }
}

/// How all payments went that were asked for at once.
async fn ask_all(shop: &Shop, keyed: bool) -> Vec<(i64, Result<(), Error>)> {
    let mut running = JoinSet::new();
    for cents in 1..=PAYMENTS {
        let shop = shop.clone();
        running.spawn(async move {
            let result = match keyed {
                true => shop.ask_keyed(cents).await,
                false => shop.ask(cents).await,
            };
            (cents, result)
        });
    }
    running.join_all().await
}

#[derive(Default)]
struct Told {
    done: BTreeSet<i64>,
    unknown: BTreeSet<i64>,
    not_done: BTreeSet<i64>,
}

fn told(results: Vec<(i64, Result<(), Error>)>) -> Told {
    let mut told = Told::default();
    for (cents, result) in results {
        match result.map_err(|error| error.outcome()) {
            Ok(()) | Err(Outcome::Applied) => told.done.insert(cents),
            Err(Outcome::Unknown) => told.unknown.insert(cents),
            Err(Outcome::NotSent | Outcome::Refused) => told.not_done.insert(cents),
        };
    }
    told
}

fn assert_honest(told: &Told, made: &BTreeMap<i64, usize>) {
    assert!(
        made.values().all(|times| *times == 1),
        "a payment is there twice"
    );
    let made: BTreeSet<_> = made.keys().copied().collect();
    assert!(
        told.done.is_subset(&made),
        "what is told to be done is done"
    );
    assert!(
        told.not_done.is_disjoint(&made),
        "what is told not to be done is not"
    );
    let untold: BTreeSet<_> = made.difference(&told.done).copied().collect();
    assert!(
        untold.is_subset(&told.unknown),
        "nothing is done without a word"
    );
}

/// The policy repeats all it may: payments must not be among it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_often_a_policy_repeats_no_payment_is_asked_for_twice() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let policy = ExponentialBackoff::new().with_backoff(Duration::from_millis(5), 2);
    let shop = Shop::of(&sandbox, policy).await;
    spoil(&sandbox, PAYMENTS.unsigned_abs());
    let told = told(ask_all(&shop, false).await);
    assert_honest(&told, &shop.made().await);
    assert!(
        told.unknown.len() > 10,
        "{} payments met a fault",
        told.unknown.len()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_unknown_is_looked_up_and_the_rest_asked_for_again() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let shop = Shop::of(&sandbox, NoRetry).await;
    spoil(&sandbox, PAYMENTS.unsigned_abs());
    let mut told = told(ask_all(&shop, false).await);
    let made = shop.made().await;
    assert_honest(&told, &made);
    let mut found = 0;
    for cents in std::mem::take(&mut told.unknown) {
        let (id, amount) = (id_of(cents), Amount::from_cents(cents));
        match shop
            .belvo
            .payment_intents()
            .reconcile(&id, amount)
            .await
            .unwrap()
        {
            Reconciled::Found(intent) => {
                assert_eq!(intent.amount, amount);
                assert!(made.contains_key(&cents));
                found += 1;
            }
            Reconciled::NotThere => {
                assert!(
                    !made.contains_key(&cents),
                    "{cents} is there and was not found"
                );
                told.not_done.insert(cents);
            }
            other => panic!("{cents}: {other:?}, though it has an id of its own"),
        }
    }
    assert!(found > 0, "no answer was lost on its way back");
    for cents in told.not_done {
        shop.ask(cents).await.unwrap();
    }
    let made = shop.made().await;
    let all: BTreeMap<_, _> = (1..=PAYMENTS).map(|cents| (cents, 1)).collect();
    assert_eq!(made, all, "every payment is there, once");
}

/// With keys that Belvo knows, repeating is safe.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_keys_that_belvo_knows_repeated_payments_are_made_once() {
    let sandbox = Sandbox::builder()
        .with_idempotency_keys()
        .start()
        .await
        .unwrap();
    let policy = ExponentialBackoff::new().with_backoff(Duration::from_millis(5), 2);
    let shop = Shop::of(&sandbox, policy).await;
    spoil(&sandbox, 2 * PAYMENTS.unsigned_abs());
    let told = told(ask_all(&shop, true).await);
    assert_honest(&told, &shop.made().await);
    let sent = sandbox.front().count(&Method::POST, PATH);
    assert!(
        sent > PAYMENTS.unsigned_abs() * 11 / 10,
        "{sent} calls: nothing was repeated"
    );
}
