//! Events that a known secret signed.

use contaazul_client::webhook::Received;
use rusqlite::{Transaction, params};
use time::OffsetDateTime;

use super::{Job, Store, StoreError, millis, tasks};

impl Store {
    /// Keeps an event and has it worked on; `false` when it came before. When this returns, the
    /// event is on the disk.
    pub(in crate::store_webhooks) fn accept(
        &self,
        received: &Received,
        body: &[u8],
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        self.change(|transaction| accept(transaction, received, body, now))
    }

    /// The body of an event.
    pub(in crate::store_webhooks) fn message(&self, id: &str) -> Result<Vec<u8>, StoreError> {
        let query = "SELECT body FROM message WHERE id = ?1";
        let body = self.connection().query_row(query, [id], |row| row.get(0))?;
        Ok(body)
    }
}

pub(super) fn accept(
    transaction: &Transaction<'_>,
    received: &Received,
    body: &[u8],
    now: OffsetDateTime,
) -> Result<bool, StoreError> {
    let new = transaction.execute(
        "INSERT INTO message (event_key, body, secret, received_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO NOTHING",
        params![
            received.replay_key(),
            body,
            received.verified.secret_id(),
            millis(now)
        ],
    )?;
    if new == 0 {
        return Ok(false);
    }
    let message = transaction.last_insert_rowid().to_string();
    tasks::add(transaction, Job::Payment, &message, None, now)?;
    Ok(true)
}
