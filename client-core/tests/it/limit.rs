//! The limiter on the paused clock.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use client_core::limit::{Limiter, LimiterBuilder, Quota, Rate};
use client_core::{ErrorKind, Outcome};
use tokio::task::{JoinSet, yield_now};
use tokio::time::{Instant, sleep, timeout};

const SECOND: Duration = Duration::from_secs(1);

fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// When each of `calls` callers that arrive at once gets leave, counted from now.
async fn schedule(limiter: &Limiter, calls: usize) -> Vec<Duration> {
    let start = Instant::now();
    let mut waiting = JoinSet::new();
    for _ in 0..calls {
        let limiter = limiter.clone();
        waiting.spawn(async move {
            drop(limiter.acquire().await);
            start.elapsed()
        });
    }
    let mut times = waiting.join_all().await;
    times.sort();
    times
}

fn most_in_any_window(times: &[Duration], window: Duration) -> usize {
    times
        .iter()
        .map(|&from| {
            let within = |time: &&Duration| **time >= from && **time < from + window;
            times.iter().filter(within).count()
        })
        .max()
        .unwrap_or(0)
}

#[tokio::test(start_paused = true)]
async fn spreads_calls_evenly() {
    let limiter = Limiter::builder()
        .rate(Rate::per_second(10))
        .build()
        .unwrap();
    let times = schedule(&limiter, 31).await;
    let expected: Vec<_> = (0..31).map(|n| millis(100 * n)).collect();
    assert_eq!(times, expected);
    assert_eq!(most_in_any_window(&times, SECOND), 10);
}

#[tokio::test(start_paused = true)]
async fn a_burst_goes_at_once_and_refills_at_the_rate() {
    let limiter = Limiter::builder()
        .rate(Rate::per_second(10).with_burst(3))
        .build()
        .unwrap();
    let times = schedule(&limiter, 5).await;
    assert_eq!(times, [0, 0, 0, 100, 200].map(millis));
    sleep(Duration::from_secs(60)).await;
    // A long rest fills up one burst, not more.
    assert_eq!(schedule(&limiter, 5).await, [0, 0, 0, 100, 200].map(millis));
}

#[tokio::test(start_paused = true)]
async fn several_rates_hold_at_once() {
    let limiter = Limiter::builder()
        .rate(Rate::per_second(10))
        .quota(Quota::new(30, Duration::from_secs(60)))
        .build()
        .unwrap();
    let times = schedule(&limiter, 65).await;
    assert_eq!(most_in_any_window(&times, SECOND), 10);
    assert_eq!(most_in_any_window(&times, Duration::from_secs(60)), 30);
    assert_eq!(times[29], millis(2_900));
    assert_eq!(times[30], Duration::from_secs(60));
    assert_eq!(times[60], Duration::from_secs(120));
}

#[tokio::test(start_paused = true)]
async fn a_monthly_quota_goes_as_fast_as_one_likes_and_then_waits_for_the_window() {
    let month = Duration::from_secs(31 * 24 * 60 * 60);
    let limiter = Limiter::builder()
        .quota(Quota::new(8, month).with_used(5))
        .build()
        .unwrap();
    let times = schedule(&limiter, 4).await;
    assert_eq!(
        times,
        [Duration::ZERO, Duration::ZERO, Duration::ZERO, month]
    );
}

#[tokio::test(start_paused = true)]
async fn serves_in_order_of_arrival() {
    let limiter = Limiter::builder()
        .rate(Rate::per_second(5))
        .max_in_flight(2)
        .build()
        .unwrap();
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut waiting = JoinSet::new();
    for number in 0..20 {
        let (limiter, order) = (limiter.clone(), order.clone());
        waiting.spawn(async move {
            let _permit = limiter.acquire().await;
            order.lock().unwrap().push(number);
            sleep(millis(50)).await;
        });
        yield_now().await;
    }
    waiting.join_all().await;
    assert_eq!(*order.lock().unwrap(), (0..20).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_newcomer_does_not_overtake_who_waits() {
    let limiter = Limiter::builder()
        .rate(Rate::per_second(1))
        .build()
        .unwrap();
    drop(limiter.acquire().await);
    let start = Instant::now();
    // Wakes at the very moment at which the next call may go, and before the one who waits for it.
    let wake = sleep(SECOND);
    let waiter = tokio::spawn({
        let limiter = limiter.clone();
        async move {
            drop(limiter.acquire().await);
            start.elapsed()
        }
    });
    wake.await;
    drop(limiter.acquire().await);
    assert_eq!(start.elapsed(), 2 * SECOND);
    assert_eq!(waiter.await.unwrap(), SECOND);
}

#[tokio::test(start_paused = true)]
async fn bounds_calls_in_flight_until_permits_drop() {
    let limiter = Limiter::builder().max_in_flight(2).build().unwrap();
    let first = limiter.acquire().await;
    let _second = limiter.acquire().await;
    assert!(timeout(SECOND, limiter.acquire()).await.is_err());
    drop(first);
    let third = timeout(SECOND, limiter.acquire()).await;
    assert!(third.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_pause_stops_waiters_already_queued_and_the_longest_wins() {
    let limiter = Limiter::builder()
        .rate(Rate::per_second(10))
        .build()
        .unwrap();
    let start = Instant::now();
    let queued = tokio::spawn({
        let limiter = limiter.clone();
        async move { schedule(&limiter, 4).await }
    });
    sleep(millis(150)).await;
    limiter.pause_for(Duration::from_secs(5));
    limiter.pause_for(Duration::from_secs(1));
    let times = queued.await.unwrap();
    assert_eq!(times[..2], [0, 100].map(millis));
    assert_eq!(times[2..], [5_150, 5_250].map(millis));
    assert_eq!(start.elapsed(), millis(5_250));
}

#[tokio::test(start_paused = true)]
async fn a_dropped_waiter_costs_nothing() {
    let limiter = Limiter::builder()
        .rate(Rate::per_second(1))
        .max_in_flight(1)
        .build()
        .unwrap();
    drop(limiter.acquire().await);
    for _ in 0..5 {
        assert!(timeout(millis(100), limiter.acquire()).await.is_err());
    }
    // Half a second went by; had the five cost a slot each, this would take six.
    assert_eq!(schedule(&limiter, 1).await, [millis(500)]);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_waiter_in_the_middle_lets_the_next_one_through() {
    let limiter = Limiter::builder()
        .rate(Rate::per_second(1))
        .build()
        .unwrap();
    drop(limiter.acquire().await);
    let start = Instant::now();
    let waiter = || {
        let limiter = limiter.clone();
        tokio::spawn(async move {
            drop(limiter.acquire().await);
            start.elapsed()
        })
    };
    let (head, middle, last) = (waiter(), waiter(), waiter());
    yield_now().await;
    middle.abort();
    assert_eq!(head.await.unwrap(), SECOND);
    assert_eq!(last.await.unwrap(), 2 * SECOND);
    assert!(middle.await.unwrap_err().is_cancelled());
}

#[tokio::test(start_paused = true)]
async fn says_at_once_that_there_is_no_room_in_time() {
    let limiter = Limiter::builder()
        .quota(Quota::new(1, Duration::from_secs(3600)))
        .build()
        .unwrap();
    drop(limiter.acquire().await);
    let start = Instant::now();
    let error = limiter.acquire_within(60 * SECOND).await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!(error.retry_after(), Some(3600 * SECOND));
    assert!(limiter.acquire_within(3600 * SECOND).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn gives_up_in_time_behind_a_queue() {
    let limiter = Limiter::builder().max_in_flight(1).build().unwrap();
    let held = limiter.acquire().await;
    let start = Instant::now();
    let error = limiter.acquire_within(2 * SECOND).await.unwrap_err();
    assert_eq!(start.elapsed(), 2 * SECOND);
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    drop(held);
    assert!(limiter.acquire_within(Duration::ZERO).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn endless_waits_do_not_overflow_the_clock() {
    let limiter = Limiter::builder()
        .rate(Rate::new(1, Duration::MAX))
        .build()
        .unwrap();
    drop(limiter.acquire().await);
    limiter.pause_for(Duration::MAX);
    assert!(limiter.acquire_within(SECOND).await.is_err());
    assert!(
        timeout(SECOND, limiter.acquire_within(Duration::MAX))
            .await
            .is_err()
    );
}

#[test]
fn a_limiter_that_allows_nothing_is_a_configuration_error() {
    let build = |builder: LimiterBuilder| builder.build().map_err(|error| error.kind());
    for builder in [
        Limiter::builder().rate(Rate::per_second(0)),
        Limiter::builder().rate(Rate::per_second(1).with_burst(0)),
        Limiter::builder().rate(Rate::new(1, Duration::ZERO)),
        Limiter::builder().quota(Quota::new(0, SECOND)),
        Limiter::builder().quota(Quota::new(1, Duration::ZERO)),
        Limiter::builder().max_in_flight(0),
    ] {
        assert_eq!(build(builder).err(), Some(ErrorKind::Config));
    }
}

#[tokio::test(start_paused = true)]
async fn what_stands_within_another_waits_for_both() {
    let outer = Limiter::builder()
        .rate(Rate::per_second(2))
        .build()
        .unwrap();
    let inner = |calls| {
        let builder = Limiter::builder().quota(Quota::new(calls, 10 * SECOND));
        builder.within(&outer).build().unwrap()
    };
    let (one, other) = (inner(2), inner(9));
    let start = Instant::now();
    drop(one.acquire().await);
    drop(other.acquire().await);
    drop(one.acquire().await);
    assert_eq!(start.elapsed(), SECOND, "three share the outer rate");

    let error = one.acquire_within(SECOND).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(9 * SECOND));
    outer.pause_for(4 * SECOND);
    let error = other.acquire_within(SECOND).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(4 * SECOND));
}
