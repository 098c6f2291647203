//! Many payments at once, on a day on which every fifth call fails one way or another.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use client_core::retry::{ExponentialBackoff, NoRetry, RetryPolicy};
use http::{Method, StatusCode};
use matera_client::api::{Reconciled, Sought};
use matera_client::model::{
    AccountId, BankAccount, BankAccountKind, EndToEndId, NewWithdrawal, PixPayment,
};
use matera_client::sandbox::{Fault, FaultRule, Holder, Sandbox, SandboxBuilder};
use matera_client::{Amount, ConfigureCall as _, Error, IdempotencyKey, Limiter, Matera, Outcome};
use time::OffsetDateTime;
use tokio::task::JoinSet;

const MILL_KEY: &str = "contas@moinho-serra.example";
const MILL_TAX_ID: &str = "11222333000181";

/// Of 0.01, 0.02 and so on, so that each has an amount of its own.
const PAYMENTS: i64 = 1_000;
/// More than all payments together.
const BALANCE: i64 = 1_000_000;
/// As many accounts pay, in turn. To say that a payment is not there takes a look at all of its
/// account.
const PAYERS: usize = 20;

/// The mill and, behind it, those who pay it.
fn bank() -> SandboxBuilder {
    let mill = Holder::new("Moinho Serra Azul Ltda", MILL_TAX_ID).with_pix_key(MILL_KEY);
    let bakery = Holder::new("Padaria Flor de Trigo Ltda", "44555666000181").with_balance(BALANCE);
    let bakeries = std::iter::repeat_n(bakery, PAYERS);
    bakeries.fold(
        Sandbox::builder().with_account(mill),
        SandboxBuilder::with_account,
    )
}

/// Every fifth of so many payments sent fails.
fn spoil(sandbox: &Sandbox, calls: i64) {
    let faults = [
        Fault::DropBeforeProcessing,
        Fault::DropBeforeAnswer,
        Fault::DropAfterHeaders,
        Fault::TruncateBody(10),
        Fault::status(StatusCode::SERVICE_UNAVAILABLE),
    ];
    for (nth, fault) in (5..=calls.unsigned_abs())
        .step_by(5)
        .zip(faults.iter().cycle())
    {
        let rule = FaultRule::new(fault.clone()).on(Method::POST, "/v1/accounts/");
        sandbox.front().inject(rule.nth(nth));
    }
}

/// A client for a thousand callers: it opens no more than 64 connections for them.
fn client(sandbox: &Sandbox, policy: impl RetryPolicy + 'static) -> Matera {
    let limiter = Limiter::builder().max_in_flight(64).build().unwrap();
    let builder = sandbox.client_builder().with_limiter(limiter);
    builder.with_retry_policy(Arc::new(policy)).build().unwrap()
}

#[derive(Clone)]
struct Payer {
    matera: Matera,
    accounts: Vec<AccountId>,
}

impl Payer {
    fn of(sandbox: &Sandbox, matera: Matera) -> Self {
        let accounts = sandbox.accounts()[1..].to_vec();
        Self { matera, accounts }
    }

    /// Whose turn it is.
    fn account(&self, cents: i64) -> &AccountId {
        &self.accounts[usize::try_from(cents).unwrap() % PAYERS]
    }

    /// The payment of so many cents: its key and the name of its Pix are known before it is sent.
    async fn pay(&self, cents: i64) -> Result<(), Error> {
        let to = BankAccount::new("1", "3232", BankAccountKind::Payment);
        let pix = PixPayment::to_key(MILL_KEY, name_of(cents), "11122233", MILL_TAX_ID, to);
        let pix = NewWithdrawal::pix(Amount::from_cents(cents), pix);
        let action = self.matera.withdrawals().create(self.account(cents), &pix);
        let action = action.with_idempotency_key(key_of(cents));
        action.send().await.map(drop)
    }

    async fn look_up(&self, cents: i64) -> Reconciled {
        let today = OffsetDateTime::now_utc().date();
        let (from, to) = (today.previous_day().unwrap(), today.next_day().unwrap());
        let sought = Sought::new(key_of(cents), Amount::from_cents(cents), from, to);
        let sought = sought.with_end_to_end_id(name_of(cents));
        let transactions = self.matera.transactions();
        transactions
            .reconcile(self.account(cents), &sought)
            .await
            .unwrap()
    }
}

fn key_of(cents: i64) -> IdempotencyKey {
    IdempotencyKey::new(format!("payment-{cents}")).unwrap()
}

fn name_of(cents: i64) -> String {
    format!("E1112223320261120{cents:0>15}")
}

/// All payments at once: how each of them went.
async fn pay_all(payer: &Payer) -> Vec<(i64, Result<(), Error>)> {
    let mut running = JoinSet::new();
    for cents in 1..=PAYMENTS {
        let payer = payer.clone();
        running.spawn(async move { (cents, payer.pay(cents).await) });
    }
    running.join_all().await
}

/// The cents of every payment that the books hold; fails when they and the balances differ.
async fn booked(sandbox: &Sandbox, payer: &Payer) -> BTreeSet<i64> {
    let mut all = BTreeSet::new();
    for account in &payer.accounts {
        let list = payer.matera.transactions().list(account).send();
        let listed = list.try_collect().await.unwrap();
        let mut sum = 0;
        for one in listed {
            let cents = one.total.unwrap().to_cents().unwrap();
            assert!(all.insert(cents), "{cents} is there twice");
            assert_eq!(one.end_to_end_id, Some(EndToEndId::new(name_of(cents))));
            assert_eq!(payer.account(cents), account);
            sum += cents;
        }
        let held = sandbox.balance(account);
        assert_eq!(held, Some(BALANCE - sum), "the books are the balance");
    }
    let received = sandbox.balance(&sandbox.accounts()[0]);
    assert_eq!(
        received,
        Some(all.iter().sum()),
        "the books are the balance"
    );
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_payments_with_retries_are_made_once_each() {
    let sandbox = bank().start().await.unwrap();
    spoil(&sandbox, 2 * PAYMENTS);
    let policy = ExponentialBackoff::new().with_backoff(Duration::from_millis(5), 2);
    let matera = client(&sandbox, policy);
    let payer = Payer::of(&sandbox, matera);
    let (mut done, mut unknown) = (BTreeSet::new(), BTreeSet::new());
    for (cents, result) in pay_all(&payer).await {
        match result.map_err(|error| error.outcome()) {
            Ok(()) | Err(Outcome::Applied) => done.insert(cents),
            Err(Outcome::Unknown) => unknown.insert(cents),
            Err(other) => panic!("{cents}: {other:?}, though there is money for all"),
        };
    }
    let path = |account| format!("/v1/accounts/{account}/withdraw");
    let sent = payer.accounts.iter().map(|account| {
        let front = sandbox.front();
        front.count(&Method::POST, &path(account))
    });
    let sent: u64 = sent.sum();
    assert!(
        sent > PAYMENTS.unsigned_abs() * 11 / 10,
        "{sent} calls: nothing failed"
    );
    let moved = booked(&sandbox, &payer).await;
    assert!(done.is_subset(&moved), "what is told to be done is done");
    let untold: BTreeSet<_> = moved.difference(&done).copied().collect();
    assert!(untold.is_subset(&unknown), "nothing is done without a word");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_retries_what_is_unknown_is_looked_up_and_the_rest_sent_again() {
    let sandbox = bank().start().await.unwrap();
    spoil(&sandbox, PAYMENTS);
    let matera = client(&sandbox, NoRetry);
    let payer = Payer::of(&sandbox, matera);
    let (mut done, mut unknown, mut not_done) = (BTreeSet::new(), Vec::new(), Vec::new());
    for (cents, result) in pay_all(&payer).await {
        match result.map_err(|error| error.outcome()) {
            Ok(()) | Err(Outcome::Applied) => drop(done.insert(cents)),
            Err(Outcome::Unknown) => unknown.push(cents),
            Err(Outcome::NotSent | Outcome::Refused) => not_done.push(cents),
        }
    }
    let moved = booked(&sandbox, &payer).await;
    assert!(done.is_subset(&moved), "what is told to be done is done");
    assert!(not_done.iter().all(|cents| !moved.contains(cents)));
    let failed = unknown.len() + not_done.len();
    assert!(
        failed > 100,
        "only {failed} of {PAYMENTS} payments met a fault"
    );
    let mut found = 0;
    for cents in unknown {
        match payer.look_up(cents).await {
            Reconciled::Found(transaction) => {
                assert!(moved.contains(&cents));
                assert_eq!(transaction.total, Some(Amount::from_cents(cents)));
                found += 1;
            }
            Reconciled::NotThere => {
                assert!(
                    !moved.contains(&cents),
                    "{cents} is there and was not found"
                );
                not_done.push(cents);
            }
            other => panic!("{cents}: {other:?}, though it has a name of its own"),
        }
    }
    assert!(found > 0, "no answer was lost on its way back");
    for cents in not_done {
        payer.pay(cents).await.unwrap();
    }
    let moved = booked(&sandbox, &payer).await;
    assert_eq!(
        moved,
        (1..=PAYMENTS).collect(),
        "every payment is made, once"
    );
}
