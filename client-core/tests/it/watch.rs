//! Reading until it is final.

use std::time::Duration;

use client_core::Action;
use client_core::testing::Script;
use client_core::watch::{LifeCycle, Polling, Tracked, Watched, watch};
use serde::Deserialize;
use tokio::time::Instant;

use crate::rig::{Rig, read};

client_core::open_enum! {
    enum Status {
        /// Under way.
        Pending = "PENDING",
        /// Further.
        Settling = "SETTLING",
        /// Done.
        Settled = "SETTLED",
    }
}

impl LifeCycle for Status {
    fn is_final(&self) -> bool {
        *self == Self::Settled
    }

    fn may_become(&self, next: &Self) -> bool {
        self == next || *next != Self::Pending
    }
}

#[derive(Debug, Deserialize)]
struct Payment {
    status: Status,
}

impl Tracked for Payment {
    type Status = Status;

    fn status(&self) -> &Status {
        &self.status
    }

    fn is_at_rest(&self) -> bool {
        self.status.is_final()
    }
}

async fn watched(statuses: &[&str], polling: &Polling) -> client_core::Result<Watched<Payment>> {
    let answers = statuses
        .iter()
        .map(|status| Script::json(200, format!(r#"{{"status":"{status}"}}"#)));
    let rig = Rig::new(answers.collect::<Vec<_>>());
    watch(polling, || Action::json(&rig.executor, Ok(read()))).await
}

#[tokio::test(start_paused = true)]
async fn waits_double_up_to_the_longest_until_it_is_final() {
    let started = Instant::now();
    let waits = (Duration::from_secs(1), Duration::from_secs(3));
    let polling = Polling::new().with_waits(waits.0, waits.1);
    let all = ["PENDING", "PENDING", "SETTLING", "SETTLING", "SETTLED"];
    let watched = watched(&all, &polling).await.unwrap();
    assert_eq!(watched.last.status, Status::Settled);
    assert!(!watched.timed_out && watched.illegal.is_empty());
    assert_eq!(started.elapsed(), Duration::from_secs(1 + 2 + 3 + 3));
}

#[tokio::test(start_paused = true)]
async fn it_ends_in_time_and_tells_so() {
    let started = Instant::now();
    let polling = Polling::new().with_limit(Duration::from_secs(10));
    let watched = watched(&["PENDING"; 20], &polling).await.unwrap();
    assert!(watched.timed_out);
    // 1 + 2 + 4; another 8 would pass the limit.
    assert_eq!(started.elapsed(), Duration::from_secs(7));

    let nothing = Polling::new().with_waits(Duration::ZERO, Duration::ZERO);
    let nothing = nothing.with_limit(Duration::ZERO);
    assert!(
        self::watched(&["PENDING"], &nothing)
            .await
            .unwrap()
            .timed_out
    );
}

#[tokio::test(start_paused = true)]
async fn answers_that_contradict_each_other_are_kept() {
    let all = ["SETTLING", "PENDING", "SETTLED"];
    let watched = watched(&all, &Polling::new()).await.unwrap();
    let [illegal] = &watched.illegal[..] else {
        panic!("one step back");
    };
    assert_eq!(
        (&illegal.from, &illegal.to),
        (&Status::Settling, &Status::Pending)
    );
    assert_eq!(
        illegal.to_string(),
        "the provider showed Pending after Settling, which it cannot follow"
    );
}

#[tokio::test(start_paused = true)]
async fn a_reading_that_fails_ends_it() {
    assert!(watched(&["PENDING"], &Polling::new()).await.is_err());
}

#[test]
fn no_status_is_no_end_and_stands_in_nobodys_way() {
    let (none, settled) = (None, Some(Status::Settled));
    assert!(!none.is_final() && settled.is_final());
    assert!(none.may_become(&settled) && settled.may_become(&none));
    assert!(!settled.may_become(&Some(Status::Pending)));
}
