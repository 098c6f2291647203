//! Works on what is due, and decides when a task that failed is tried again or given up.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use time::OffsetDateTime;
use tokio::sync::mpsc::UnboundedSender;

use super::steps::{Steps, Trouble};
use super::store::{Store, StoreError, Task};

/// Providers limit calls per second, so more at once would only wait.
const AT_ONCE: usize = 8;
/// How often the table is looked at while nothing is due.
const PULSE: Duration = Duration::from_millis(100);
const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Runs through the tasks.
pub(super) struct Worker {
    pub(super) steps: Steps,
    pub(super) store: Arc<Store>,
    /// How long a task is tried before a person must look at it.
    pub(super) patience: Duration,
    /// Lines for people: order numbers and reasons, nothing personal.
    pub(super) notes: UnboundedSender<String>,
}

impl Worker {
    /// Works until the store fails. It may be dropped or killed at any moment: what is due is in
    /// the table, and the next worker goes on.
    pub(super) async fn run(&self) -> StoreError {
        loop {
            match self.work_on_what_is_due().await {
                Ok(0) => tokio::time::sleep(PULSE).await,
                Ok(_) => {}
                Err(error) => return error,
            }
        }
    }

    async fn work_on_what_is_due(&self) -> Result<usize, StoreError> {
        let due = self.store.due(OffsetDateTime::now_utc(), AT_ONCE)?;
        let count = due.len();
        let tries = due.iter().map(|task| self.try_once(task));
        let mut tries = stream::iter(tries).buffer_unordered(AT_ONCE);
        while let Some(tried) = tries.next().await {
            tried?;
        }
        Ok(count)
    }

    async fn try_once(&self, task: &Task) -> Result<(), StoreError> {
        let trouble = match self.steps.take(task).await {
            Ok(()) => {
                self.note(task, "done");
                return Ok(());
            }
            Err(trouble) => trouble,
        };
        let now = OffsetDateTime::now_utc();
        match trouble {
            Trouble::Later(_) if now - task.since < self.patience => {
                self.store.postpone(task, now, wait_after(task.tries))
            }
            Trouble::Later(reason) => {
                let hours = self.patience.as_secs() / 3_600;
                self.give_up(task, &format!("{reason}; given up after {hours} h"), now)
            }
            Trouble::Never(reason) => self.give_up(task, &reason, now),
            Trouble::Store(error) => Err(error),
        }
    }

    fn give_up(&self, task: &Task, reason: &str, now: OffsetDateTime) -> Result<(), StoreError> {
        self.note(task, &format!("given up: {reason}"));
        self.store.bury(task, reason, now)
    }

    fn note(&self, task: &Task, what: &str) {
        let (job, subject) = (task.job.name(), &task.subject);
        // When nobody reads any more the program is about to end.
        let _ = self.notes.send(format!("{job} {subject}: {what}"));
    }
}

fn wait_after(tries: u32) -> Duration {
    let factor = 2_u32.saturating_pow(tries.min(16));
    FIRST_WAIT.saturating_mul(factor).min(LONGEST_WAIT)
}
