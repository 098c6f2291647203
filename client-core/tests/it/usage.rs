//! Allowances of the calendar: counts that outlive the process, and calls that draw on them.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use client_core::http::{Request, TransportErrorKind};
use client_core::limit::{Allowance, FileUsageStore, MemoryUsageStore, UsageStore};
use client_core::testing::Script;
use client_core::{Error, ErrorKind, Outcome, Result};

use crate::rig::{Rig, Setup, read};

async fn keeps_the_contract(store: &dyn UsageStore) {
    for expected in [true, true, false, false] {
        assert_eq!(store.take("a", "2026-11", 2).await.unwrap(), expected);
    }
    assert_eq!(store.used("a", "2026-11").await.unwrap(), 2);
    assert_eq!(store.used("b", "2026-11").await.unwrap(), 0);
    store.give_back("a", "2026-11").await.unwrap();
    assert!(store.take("a", "2026-11", 2).await.unwrap());
    store.give_back("b", "2026-11").await.unwrap();
    assert_eq!(store.used("b", "2026-11").await.unwrap(), 0);

    assert_eq!(store.used("a", "2026-12").await.unwrap(), 0);
    store.set("a", "2026-12", 2).await.unwrap();
    assert!(!store.take("a", "2026-12", 2).await.unwrap());
    assert_eq!(store.used("a", "2026-11").await.unwrap(), 0, "one period");
}

#[tokio::test]
async fn memory_keeps_the_contract() {
    keeps_the_contract(&MemoryUsageStore::new()).await;
}

#[tokio::test]
async fn files_keep_the_contract_and_the_counts() {
    let directory = tempfile::tempdir().unwrap();
    let home = directory.path().join("usage");
    keeps_the_contract(&FileUsageStore::open(&home).unwrap()).await;
    let reopened = FileUsageStore::open(&home).unwrap();
    assert_eq!(reopened.used("a", "2026-12").await.unwrap(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_that_share_a_directory_share_the_allowance() {
    let directory = tempfile::tempdir().unwrap();
    let home = directory.path().join("usage");
    let taken = Arc::new(Mutex::new(0));
    let mut takers = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let store = FileUsageStore::open(&home).unwrap();
        let taken = Arc::clone(&taken);
        takers.spawn(async move {
            for _ in 0..5 {
                if store.take("a", "2026-11", 8).await.unwrap() {
                    *taken.lock().unwrap() += 1;
                }
            }
        });
    }
    takers.join_all().await;
    assert_eq!(*taken.lock().unwrap(), 8);
}

/// Lets a number of attempts pass and writes down what became of them.
#[derive(Debug, Default)]
struct Ration {
    left: Mutex<u32>,
    settled: Mutex<Vec<Option<Outcome>>>,
}

#[async_trait]
impl Allowance for Ration {
    async fn take(&self, request: &Request) -> Result<()> {
        assert_eq!(request.url.path(), "/base/v1/things/7");
        let mut left = self.left.lock().unwrap();
        *left = left.checked_sub(1).ok_or_else(|| {
            Error::new(ErrorKind::RateLimited, Outcome::NotSent, "nothing is left")
        })?;
        Ok(())
    }

    async fn settle(&self, _: &Request, error: Option<&Error>) {
        let outcome = error.map(Error::outcome);
        self.settled.lock().unwrap().push(outcome);
    }
}

fn ration(attempts: u32) -> Arc<Ration> {
    Arc::new(Ration {
        left: Mutex::new(attempts),
        ..Ration::default()
    })
}

fn rig(scripts: impl IntoIterator<Item = Script>) -> Rig {
    Setup::default().build(scripts)
}

#[tokio::test(start_paused = true)]
async fn every_attempt_draws_and_hears_what_became_of_it() {
    let ration = ration(4);
    let ok = || Script::json(200, "{}");
    let torn = Script::Fail(TransportErrorKind::Interrupted);
    let rig = rig([Script::status(503), torn, ok(), ok()]);
    let call = || read().allowance(ration.clone());
    rig.executor.empty(call()).await.unwrap();
    rig.executor.empty(call()).await.unwrap();
    let settled = ration.settled.lock().unwrap().clone();
    let unknown = Some(Outcome::Unknown);
    assert_eq!(settled.len(), 4);
    assert!(settled[0].is_some());
    assert_eq!(settled[1..], [unknown, None, None]);

    let error = rig.executor.empty(call()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::RateLimited, Outcome::NotSent)
    );
    assert_eq!(ration.settled.lock().unwrap().len(), 4, "nothing was sent");
}
