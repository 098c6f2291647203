//! The limits of banks, against the fictional one and before anything is sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use client_core::limit::{FileUsageStore, UsageStore};
use client_core::retry::NoRetry;
use http::StatusCode;
use openfinance_client::model::{AccountId, PermissionGroup};
use openfinance_client::sandbox::{Fault, Sandbox};
use openfinance_client::{
    Bank, BankRetry, ConfigureCall as _, Connection, Endpoints, Error, ErrorKind, ExceededLimit,
    MonthlyQuotas, OPERATIONS, Operation, Outcome, QuotaSpent, RetryPolicy, TrafficLimits,
};
use time::OffsetDateTime;
use time::macros::datetime;

use crate::visitor::connected;

/// Shortly before November ends in Brasília.
const LATE: OffsetDateTime = datetime!(2026-12-01 02:59:00 UTC);

fn operation(name: &str) -> &'static Operation {
    OPERATIONS.iter().find(|row| row.name == name).unwrap()
}

/// The same customer and consent, by a client with these limits.
async fn limited(
    sandbox: &Sandbox,
    connection: &Connection,
    configure: impl FnOnce(openfinance_client::BankBuilder) -> openfinance_client::BankBuilder,
) -> Connection {
    let builder = Bank::builder(Endpoints::at(sandbox.url()))
        .with_transport(Arc::new(sandbox.transport()))
        .with_retry_policy(Arc::new(NoRetry));
    let party = sandbox.relying_party().unwrap();
    let bank = configure(builder).build().unwrap();
    bank.connect(&party, sandbox.store(), connection.consent_id())
}

/// A clock that tests put forward, in minutes since [`LATE`].
fn clock() -> (
    Arc<AtomicI64>,
    impl Fn() -> OffsetDateTime + Send + Sync + 'static,
) {
    let minutes = Arc::new(AtomicI64::new(0));
    let passed = Arc::clone(&minutes);
    let now = move || LATE + time::Duration::minutes(passed.load(Ordering::SeqCst));
    (minutes, now)
}

async fn accounts(connection: &Connection) -> Result<usize, Error> {
    let accounts = connection.accounts().list().send().try_collect().await?;
    Ok(accounts.len())
}

#[tokio::test]
async fn a_spent_month_is_told_before_anything_is_sent_and_opens_with_the_next() {
    let (sandbox, connection) = connected(&[PermissionGroup::AccountBalances]).await;
    sandbox.enforce_monthly_quotas(2);
    let (minutes, now) = clock();
    let quotas = MonthlyQuotas::new()
        .with_clock(Arc::new(now))
        .with_calls(operation("openfinance.accounts.list"), 2);
    let connection = limited(&sandbox, &connection, |bank| {
        bank.with_monthly_quotas(quotas)
    })
    .await;

    let list = operation("openfinance.accounts.list");
    assert_eq!(connection.calls_left(list, &[]).await.unwrap(), Some(2));
    accounts(&connection).await.unwrap();
    accounts(&connection).await.unwrap();
    assert_eq!(connection.calls_left(list, &[]).await.unwrap(), Some(0));
    let sent = sandbox.front().total();
    let error = accounts(&connection).await.unwrap_err();
    assert_eq!(sandbox.front().total(), sent);
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::RateLimited, Outcome::NotSent)
    );
    assert_eq!(ExceededLimit::of(&error), Some(ExceededLimit::MonthlyQuota));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(60)));
    assert!(error.to_string().contains("2026-12-01"), "{error}");
    let source = std::error::Error::source(&error).unwrap();
    let spent = source.downcast_ref::<QuotaSpent>().unwrap();
    assert_eq!(spent.opens_at, datetime!(2026-12-01 03:00 UTC));

    // Other resources of the same customer have calls of their own.
    let balances = operation("openfinance.accounts.get_balance");
    let left = connection.calls_left(balances, &["any"]).await.unwrap();
    assert_eq!(left, Some(420));

    minutes.store(1, Ordering::SeqCst);
    sandbox.turn_month();
    assert_eq!(accounts(&connection).await.unwrap(), 2);
}

#[tokio::test]
async fn counts_outlive_the_process_and_are_the_customers() {
    let (sandbox, connection) = connected(&[PermissionGroup::AccountBalances]).await;
    let directory = std::env::temp_dir().join(format!("quotas-{}", std::process::id()));
    let list = operation("openfinance.accounts.list");
    let quotas = || {
        let store = Arc::new(FileUsageStore::open(&directory).unwrap());
        MonthlyQuotas::new().with_store(store).with_calls(list, 1)
    };
    let (first, second) = (quotas(), quotas());
    let of = |bank: openfinance_client::BankBuilder, quotas| bank.with_monthly_quotas(quotas);
    let one = limited(&sandbox, &connection, |bank| of(bank, first)).await;
    let other = limited(&sandbox, &connection, |bank| of(bank, second)).await;
    accounts(&one.clone().counted_as("customer-7"))
        .await
        .unwrap();

    // Another process, and another consent of the same customer.
    let error = accounts(&other.clone().counted_as("customer-7")).await;
    assert_eq!(error.unwrap_err().outcome(), Outcome::NotSent);
    accounts(&other.counted_as("customer-8")).await.unwrap();
    std::fs::remove_dir_all(directory).unwrap();
}

#[tokio::test]
async fn only_success_counts_and_what_may_have_been_one() {
    let (sandbox, connection) = connected(&[PermissionGroup::AccountBalances]).await;
    let list = operation("openfinance.accounts.list");
    let quotas = MonthlyQuotas::new().with_calls(list, 3);
    let connection = limited(&sandbox, &connection, |bank| {
        bank.with_monthly_quotas(quotas)
    })
    .await;
    let left = async || connection.calls_left(list, &[]).await.unwrap().unwrap();

    sandbox
        .front()
        .inject(Fault::status(StatusCode::INTERNAL_SERVER_ERROR));
    assert!(accounts(&connection).await.is_err());
    sandbox.overload(1);
    let error = accounts(&connection).await.unwrap_err();
    assert_eq!(ExceededLimit::of(&error), Some(ExceededLimit::Overload));
    let balance = connection.accounts();
    let unknown = balance.get_balance(&AccountId::new("no-such")).send().await;
    assert_eq!(unknown.unwrap_err().status().unwrap(), 404);
    let balances = operation("openfinance.accounts.get_balance");
    let counted = connection.calls_left(balances, &["no-such"]).await.unwrap();
    assert_eq!(counted, Some(420));
    assert_eq!(left().await, 3);

    sandbox.front().inject(Fault::DropBeforeAnswer);
    let error = accounts(&connection).await.unwrap_err();
    assert_eq!((error.status(), error.outcome()), (None, Outcome::Unknown));
    assert_eq!(left().await, 2);
}

#[tokio::test]
async fn a_bank_that_says_423_is_believed_until_the_month_turns() {
    let (sandbox, connection) = connected(&[PermissionGroup::AccountBalances]).await;
    sandbox.enforce_monthly_quotas(1);
    let connection = limited(&sandbox, &connection, |bank| {
        bank.with_monthly_quotas(MonthlyQuotas::new())
    })
    .await;
    accounts(&connection).await.unwrap();
    let error = accounts(&connection).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 423);
    assert_eq!(ExceededLimit::of(&error), Some(ExceededLimit::MonthlyQuota));

    let sent = sandbox.front().total();
    let error = accounts(&connection).await.unwrap_err();
    assert_eq!((error.status(), sandbox.front().total()), (None, sent));
    assert_eq!(ExceededLimit::of(&error), Some(ExceededLimit::MonthlyQuota));
}

#[tokio::test]
async fn pages_after_the_first_are_free_here_and_there() {
    let groups = [PermissionGroup::AccountStatements];
    let (sandbox, connection) = connected(&groups).await;
    sandbox.enforce_monthly_quotas(1);
    let quotas = MonthlyQuotas::new();
    let connection = limited(&sandbox, &connection, |bank| {
        bank.with_monthly_quotas(quotas)
    })
    .await;
    let account = connection.accounts().list().send().try_collect().await;
    let id = account.unwrap()[0].id.clone();
    let today = OffsetDateTime::now_utc().date();
    let list = operation("openfinance.accounts.list_transactions");
    let sent = sandbox.front().total();
    let request = connection.accounts().list_transactions(&id);
    let year = request.booked_between(today - time::Duration::days(300), today);
    let found = year.page_size(25).send().try_collect().await.unwrap();
    assert!(found.len() > 50, "{}", found.len());
    assert!(sandbox.front().total() > sent + 2);
    let left = connection.calls_left(list, &[id.as_str()]).await.unwrap();
    assert_eq!(left, Some(7));
}

#[tokio::test]
async fn a_bank_that_has_enough_is_waited_for() {
    let (sandbox, connection) = connected(&[PermissionGroup::AccountBalances]).await;
    sandbox.limit_traffic(1, Duration::from_millis(900));
    let retry: Arc<dyn RetryPolicy> = Arc::new(BankRetry::new());
    let patient = limited(&sandbox, &connection, |bank| bank.with_retry_policy(retry)).await;
    let hasty = limited(&sandbox, &connection, |bank| bank).await;
    accounts(&hasty).await.unwrap();
    let error = accounts(&hasty).await.unwrap_err();
    assert_eq!(ExceededLimit::of(&error), Some(ExceededLimit::Traffic));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
    accounts(&patient).await.unwrap();
}

#[tokio::test]
async fn our_own_traffic_limit_waits_or_says_so() {
    let (sandbox, connection) = connected(&[PermissionGroup::AccountBalances]).await;
    let limits = TrafficLimits::new()
        .with_calls_per_second(50)
        .with_calls_of(operation("openfinance.accounts.list"), 1);
    let connection = limited(&sandbox, &connection, |bank| {
        bank.with_traffic_limits(limits)
    })
    .await;
    accounts(&connection).await.unwrap();
    let soon = Duration::from_millis(200);
    let again = connection.accounts().list().with_deadline(soon).send();
    let error = again.try_collect().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::RateLimited, Outcome::NotSent)
    );
    assert_eq!(ExceededLimit::of(&error), Some(ExceededLimit::Traffic));

    let nothing = TrafficLimits::new().with_calls_per_minute(0);
    let builder = Bank::builder(Endpoints::at(sandbox.url())).with_traffic_limits(nothing);
    assert_eq!(builder.build().unwrap_err().kind(), ErrorKind::Config);
}

/// A store that is out of order.
#[derive(Debug)]
struct Broken;

#[async_trait::async_trait]
impl UsageStore for Broken {
    async fn take(&self, _: &str, _: &str, _: u32) -> Result<bool, Error> {
        Err(Error::new(
            ErrorKind::Store,
            Outcome::NotSent,
            "out of order",
        ))
    }

    async fn set(&self, _: &str, _: &str, _: u32) -> Result<(), Error> {
        Ok(())
    }

    async fn give_back(&self, _: &str, _: &str) -> Result<(), Error> {
        Ok(())
    }

    async fn used(&self, _: &str, _: &str) -> Result<u32, Error> {
        Ok(0)
    }
}

#[tokio::test]
async fn what_cannot_be_counted_is_not_sent() {
    let (sandbox, connection) = connected(&[PermissionGroup::AccountBalances]).await;
    let quotas = MonthlyQuotas::new().with_store(Arc::new(Broken));
    let connection = limited(&sandbox, &connection, |bank| {
        bank.with_monthly_quotas(quotas)
    })
    .await;
    let error = accounts(&connection).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Store, Outcome::NotSent)
    );
}
