//! What needs a person.

use contaazul_client::webhook::Received;
use rusqlite::{OptionalExtension as _, Row, params};
use time::OffsetDateTime;

use super::{Store, StoreError, Task, inbox, millis, moment, tasks};

/// Anybody can send forgeries: the oldest make room for new ones.
const MOST_REFUSED: i64 = 1_000;
/// A longer message that is refused is noted without its body, and cannot be replayed.
const LONGEST_REFUSED: usize = 64 * 1024;

/// A dead letter, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store_webhooks) struct DeadLetter {
    pub(in crate::store_webhooks) id: i64,
    /// The task that was given up, or `refused message`.
    pub(in crate::store_webhooks) what: String,
    pub(in crate::store_webhooks) reason: String,
    /// How often the message came.
    pub(in crate::store_webhooks) seen: u32,
    pub(in crate::store_webhooks) last_seen: OffsetDateTime,
    /// What was refused and may be looked at again; `None` when it is a task.
    pub(in crate::store_webhooks) refused: Option<Refused>,
}

/// A message that was refused, as it came.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::store_webhooks) struct Refused {
    /// The header with the signature; empty when there was none.
    pub(in crate::store_webhooks) signature: String,
    /// `None` when it was too long to be kept.
    pub(in crate::store_webhooks) body: Option<Vec<u8>>,
}

impl std::fmt::Debug for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Refused").finish_non_exhaustive()
    }
}

impl Store {
    /// Gives a task up.
    pub(in crate::store_webhooks) fn bury(
        &self,
        task: &Task,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        self.change(|transaction| {
            transaction.execute("UPDATE task SET state = 'dead' WHERE id = ?1", [task.id])?;
            transaction.execute(
                "INSERT INTO dead_letter (reason, first_seen, last_seen, task)
                 VALUES (?1, ?2, ?2, ?3)
                 ON CONFLICT (task) DO UPDATE SET reason = ?1, last_seen = ?2",
                params![reason, millis(now), task.id],
            )?;
            Ok(())
        })
    }

    /// Keeps a message that was refused, once however often it comes.
    pub(in crate::store_webhooks) fn refuse(
        &self,
        message: &Refused,
        reason: &str,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let body = message.body.as_deref();
        let body = body.filter(|body| body.len() <= LONGEST_REFUSED);
        self.change(|transaction| {
            transaction.execute(
                "INSERT INTO dead_letter (reason, first_seen, last_seen, signature, body)
                 VALUES (?1, ?2, ?2, ?3, ?4)
                 ON CONFLICT (signature, body) DO UPDATE SET reason = ?1, last_seen = ?2, seen = seen + 1",
                params![reason, millis(now), message.signature, body],
            )?;
            transaction.execute(
                "DELETE FROM dead_letter WHERE signature IS NOT NULL AND id NOT IN (
                     SELECT id FROM dead_letter WHERE signature IS NOT NULL
                     ORDER BY last_seen DESC, id DESC LIMIT ?1)",
                [MOST_REFUSED],
            )?;
            Ok(())
        })
    }

    pub(in crate::store_webhooks) fn dead_letters(&self) -> Result<Vec<DeadLetter>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT id FROM dead_letter ORDER BY id")?;
        let ids = statement.query_map([], |row| row.get(0))?;
        let ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        ids.into_iter()
            .filter_map(|id| dead_letter(&connection, id).transpose())
            .collect()
    }

    pub(in crate::store_webhooks) fn dead_letter(
        &self,
        id: i64,
    ) -> Result<Option<DeadLetter>, StoreError> {
        dead_letter(&self.connection(), id)
    }

    /// Takes up a task again that was given up.
    pub(in crate::store_webhooks) fn retry(
        &self,
        dead: i64,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        self.change(|transaction| {
            let remove =
                "DELETE FROM dead_letter WHERE id = ?1 AND task IS NOT NULL RETURNING task";
            let task = transaction
                .query_row(remove, [dead], |row| row.get(0))
                .optional()?;
            match task {
                Some(task) => tasks::revive(transaction, task, now),
                // Somebody else was faster.
                None => Ok(()),
            }
        })
    }

    /// Accepts a message after all; `false` when the event came by another message before.
    pub(in crate::store_webhooks) fn accept_after_all(
        &self,
        dead: i64,
        received: &Received,
        body: &[u8],
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        self.change(|transaction| {
            transaction.execute("DELETE FROM dead_letter WHERE id = ?1", [dead])?;
            inbox::accept(transaction, received, body, now)
        })
    }
}

fn dead_letter(
    connection: &rusqlite::Connection,
    id: i64,
) -> Result<Option<DeadLetter>, StoreError> {
    let query = "SELECT reason, seen, last_seen, signature, body, task
                 FROM dead_letter WHERE id = ?1";
    let read = |row: &Row<'_>| {
        let signature: Option<String> = row.get(3)?;
        let body = row.get(4)?;
        let letter = DeadLetter {
            id,
            what: "refused message".to_owned(),
            reason: row.get(0)?,
            seen: row.get(1)?,
            last_seen: moment(row.get(2)?),
            refused: signature.map(|signature| Refused { signature, body }),
        };
        Ok((letter, row.get::<_, Option<i64>>(5)?))
    };
    let Some((mut letter, task)) = connection.query_row(query, [id], read).optional()? else {
        return Ok(None);
    };
    if let Some(task) = task {
        letter.what = tasks::title(connection, task)?;
    }
    Ok(Some(letter))
}
