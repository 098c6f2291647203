//! What is to be done, and when it is tried again.

use std::time::Duration;

use rusqlite::{OptionalExtension as _, Row, Transaction, params};
use time::OffsetDateTime;

use super::{Store, StoreError, millis, moment};
use crate::store_webhooks::order::Order;

/// What a task does. Its subject is an order, or for [`Payment`](Self::Payment) a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store_webhooks) enum Job {
    Charge,
    Payment,
    Invoice,
    TellCharge,
    TellPayment,
    TellInvoice,
}

const JOBS: [Job; 6] = [
    Job::Charge,
    Job::Payment,
    Job::Invoice,
    Job::TellCharge,
    Job::TellPayment,
    Job::TellInvoice,
];

impl Job {
    /// Its name in the table; of what is told, the shop's name of the event.
    pub(in crate::store_webhooks) fn name(self) -> &'static str {
        match self {
            Self::Charge => "charge",
            Self::Payment => "payment",
            Self::Invoice => "invoice",
            Self::TellCharge => "charge.issued",
            Self::TellPayment => "payment.received",
            Self::TellInvoice => "invoice.issued",
        }
    }

    fn named(name: &str) -> Option<Self> {
        JOBS.into_iter().find(|job| job.name() == name)
    }
}

/// One thing to do.
#[derive(Debug, Clone)]
pub(in crate::store_webhooks) struct Task {
    pub(in crate::store_webhooks) id: i64,
    pub(in crate::store_webhooks) job: Job,
    pub(in crate::store_webhooks) subject: String,
    /// What is told to the shop.
    pub(in crate::store_webhooks) body: Option<String>,
    pub(in crate::store_webhooks) tries: u32,
    /// Since when it is tried.
    pub(in crate::store_webhooks) since: OffsetDateTime,
}

/// The shop hears of one order in the order in which things happened, as far as they were not
/// given up.
const DUE: &str = "
    SELECT id, job, subject, body, tries, since FROM task
    WHERE state = 'waiting' AND next_at <= ?1 AND NOT (
        body IS NOT NULL AND EXISTS (
            SELECT 1 FROM task AS earlier
            WHERE earlier.subject = task.subject AND earlier.body IS NOT NULL
              AND earlier.state = 'waiting' AND earlier.id < task.id))
    ORDER BY next_at, id LIMIT ?2";

impl Store {
    /// What can be done now, the longest due first.
    pub(in crate::store_webhooks) fn due(
        &self,
        now: OffsetDateTime,
        at_most: usize,
    ) -> Result<Vec<Task>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(DUE)?;
        let rows = statement.query_and_then(params![millis(now), at_most], task)?;
        rows.collect()
    }

    /// Whether anything is still to be done.
    pub(in crate::store_webhooks) fn is_idle(&self) -> Result<bool, StoreError> {
        let query = "SELECT NOT EXISTS (SELECT 1 FROM task WHERE state = 'waiting')";
        let idle = self.connection().query_row(query, [], |row| row.get(0))?;
        Ok(idle)
    }

    /// What is not done of an order, with its state.
    pub(in crate::store_webhooks) fn open_jobs(
        &self,
        order: &str,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let connection = self.connection();
        // The subject of a payment is a message.
        let mut statement = connection.prepare_cached(
            "SELECT job, state FROM task
             WHERE subject = ?1 AND job <> 'payment' AND state <> 'done' ORDER BY id",
        )?;
        let rows = statement.query_map([order], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(in crate::store_webhooks) fn is_being_charged(
        &self,
        order: &Order,
    ) -> Result<bool, StoreError> {
        let query = "SELECT EXISTS (SELECT 1 FROM task
                     WHERE job = 'charge' AND subject = ?1 AND state = 'waiting')";
        let connection = self.connection();
        Ok(connection.query_row(query, [&order.id], |row| row.get(0))?)
    }

    pub(in crate::store_webhooks) fn postpone(
        &self,
        task: &Task,
        now: OffsetDateTime,
        wait: Duration,
    ) -> Result<(), StoreError> {
        let next_at = millis(now.saturating_add(wait.try_into().unwrap_or(time::Duration::DAY)));
        self.connection().execute(
            "UPDATE task SET tries = tries + 1, next_at = ?2 WHERE id = ?1",
            params![task.id, next_at],
        )?;
        Ok(())
    }

    /// Ends a task that leads to no other.
    pub(in crate::store_webhooks) fn finish(&self, task: &Task) -> Result<(), StoreError> {
        self.change(|transaction| finish(transaction, task))
    }
}

pub(super) fn finish(transaction: &Transaction<'_>, task: &Task) -> Result<(), StoreError> {
    transaction.execute("UPDATE task SET state = 'done' WHERE id = ?1", [task.id])?;
    Ok(())
}

/// Adds a task, unless it is or was there.
pub(super) fn add(
    transaction: &Transaction<'_>,
    job: Job,
    subject: &str,
    body: Option<String>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO task (job, subject, body, since, next_at) VALUES (?1, ?2, ?3, ?4, ?4)
         ON CONFLICT DO NOTHING",
        params![job.name(), subject, body, millis(now)],
    )?;
    Ok(())
}

/// Takes up a task again that was given up.
pub(super) fn revive(
    transaction: &Transaction<'_>,
    id: i64,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    transaction.execute(
        "UPDATE task SET state = 'waiting', tries = 0, since = ?2, next_at = ?2 WHERE id = ?1",
        params![id, millis(now)],
    )?;
    Ok(())
}

/// What a task is about, for people.
pub(super) fn title(transaction: &rusqlite::Connection, id: i64) -> Result<String, StoreError> {
    let query = "SELECT job, subject FROM task WHERE id = ?1";
    let words = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let found: Option<(String, String)> = transaction.query_row(query, [id], words).optional()?;
    let (job, subject) = found.ok_or(StoreError::Unreadable { what: "task" })?;
    Ok(match job.as_str() {
        "payment" => format!("message {subject}"),
        _ => format!("order {subject}, {job}"),
    })
}

fn task(row: &Row<'_>) -> Result<Task, StoreError> {
    let job: String = row.get(1)?;
    Ok(Task {
        id: row.get(0)?,
        job: Job::named(&job).ok_or(StoreError::Unreadable { what: "job" })?,
        subject: row.get(2)?,
        body: row.get(3)?,
        tries: row.get(4)?,
        since: moment(row.get(5)?),
    })
}
