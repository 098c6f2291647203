//! What is known of every batch, in SQLite. Whatever a call is to do stands here before the call is
//! made, and what came of it in one transaction with what the audit log is to hear.

use std::collections::BTreeSet;
use std::path::Path;

use client_core::wire;
use rusqlite::{Connection, Row, Transaction, params};
use thiserror::Error;
use time::{Date, OffsetDateTime};

use super::batch::{Batch, Item};
use super::chain::Approval;
use super::stage::{Fate, Kind, Stage};
use crate::database::{self, DatabaseError, Schema};

const SCHEMA: Schema = Schema {
    application_id: 0x6464_6162,
    steps: &["
        CREATE TABLE batch (
            reference TEXT PRIMARY KEY,
            company TEXT NOT NULL,
            stage TEXT NOT NULL,
            server_id TEXT
        ) STRICT;
        CREATE TABLE item (
            batch TEXT NOT NULL REFERENCES batch,
            place INTEGER NOT NULL,
            bill TEXT NOT NULL,
            barcode TEXT NOT NULL,
            cents INTEGER NOT NULL,
            pay_on TEXT NOT NULL,
            payee TEXT NOT NULL,
            payee_name TEXT NOT NULL,
            installment TEXT NOT NULL,
            fate TEXT,
            PRIMARY KEY (batch, place)
        ) STRICT;
        CREATE TABLE approval (
            batch TEXT NOT NULL REFERENCES batch,
            place INTEGER NOT NULL,
            key TEXT NOT NULL,
            signed BLOB NOT NULL,
            signature TEXT NOT NULL,
            PRIMARY KEY (batch, place)
        ) STRICT;
        CREATE TABLE announced (
            id INTEGER PRIMARY KEY,
            batch TEXT NOT NULL REFERENCES batch,
            call TEXT NOT NULL
        ) STRICT;
        CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            reference TEXT NOT NULL,
            logged INTEGER NOT NULL DEFAULT 0
        ) STRICT;
    "],
};

/// Why the state cannot be used.
#[derive(Debug, Error)]
pub enum StateError {
    /// The file.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// SQLite says no.
    #[error("the database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// Somebody else changed the batch meanwhile.
    #[error("the batch changed while it was worked on; run the command again")]
    Meanwhile,
}

/// A batch, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The batch.
    pub batch: Batch,
    /// How far it has come.
    pub stage: Stage,
    /// The server's id of it.
    pub server_id: Option<String>,
    /// What became of each of its items.
    pub fates: Vec<Option<Fate>>,
}

/// What must not be proposed again: the same bill, and another bill for the same debt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Barcodes of bills.
    pub barcodes: BTreeSet<String>,
    /// Payables.
    pub installments: BTreeSet<String>,
}

/// Something the audit log has not heard yet.
pub(super) struct Event {
    pub(super) id: i64,
    pub(super) at: OffsetDateTime,
    pub(super) kind: Kind,
    pub(super) reference: String,
}

/// The batches of one company.
pub struct State(Connection);

impl State {
    /// Opens the file, making it if need be.
    ///
    /// # Errors
    /// [`StateError::Database`].
    pub fn open(path: &Path) -> Result<Self, StateError> {
        Ok(Self(database::open(path, &SCHEMA)?))
    }

    /// The batch that is not with the server in full, if there is one. There is never a second.
    pub fn open_batch(&self) -> Result<Option<Stored>, StateError> {
        let found = self.stored("stage IN ('proposed', 'creating', 'created')")?;
        Ok(found.into_iter().next())
    }

    /// The batches of which some items have not met their fate.
    pub fn sent_batches(&self) -> Result<Vec<Stored>, StateError> {
        self.stored("stage = 'sent'")
    }

    /// All batches, the last first.
    pub fn batches(&self) -> Result<Vec<Stored>, StateError> {
        self.stored("true")
    }

    /// What is paid, or may yet be, but for one batch.
    pub fn taken(&self, except: Option<&str>) -> Result<Taken, StateError> {
        let mut found = self.0.prepare(
            "SELECT barcode, installment FROM item JOIN batch ON batch = reference
             WHERE stage <> 'void' AND (fate IS NULL OR fate = 'paid') AND reference IS NOT ?1",
        )?;
        let rows = found.query_map([except], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut taken = Taken::default();
        for row in rows {
            let (barcode, installment) = row?;
            taken.barcodes.insert(barcode);
            taken.installments.insert(installment);
        }
        Ok(taken)
    }

    /// Keeps a new batch, in the place of `instead` if that is named.
    pub fn propose(&mut self, batch: &Batch, instead: Option<&str>) -> Result<(), StateError> {
        let transaction = begin(&mut self.0)?;
        if let Some(reference) = instead {
            set_stage(&transaction, reference, Stage::Void)?;
        }
        transaction.execute(
            "INSERT INTO batch (reference, company, stage) VALUES (?1, ?2, 'proposed')",
            params![batch.reference, batch.company],
        )?;
        for (place, item) in batch.items.iter().enumerate() {
            insert_item(&transaction, &batch.reference, place, item)?;
        }
        Ok(transaction.commit()?)
    }

    /// The approvals of a batch, in their order.
    pub fn approvals(&self, batch: &Batch) -> Result<Vec<Approval>, StateError> {
        let mut found = self.0.prepare_cached(
            "SELECT key, signed, signature FROM approval WHERE batch = ?1 ORDER BY place",
        )?;
        let approvals = found.query_map([&batch.reference], |row| {
            Ok(Approval {
                key: row.get(0)?,
                signed: row.get(1)?,
                signature: row.get(2)?,
            })
        })?;
        Ok(approvals.collect::<Result<_, _>>()?)
    }

    /// Adds an approval at its place in the chain.
    ///
    /// # Errors
    /// [`StateError::Meanwhile`] when another came first.
    pub fn approve(
        &mut self,
        batch: &Batch,
        place: usize,
        approval: &Approval,
    ) -> Result<(), StateError> {
        let transaction = begin(&mut self.0)?;
        let added = transaction.execute(
            "INSERT INTO approval (batch, place, key, signed, signature) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
            params![
                batch.reference,
                place,
                approval.key,
                approval.signed,
                approval.signature
            ],
        )?;
        if added == 0 {
            return Err(StateError::Meanwhile);
        }
        note(&transaction, Kind::Approved, &batch.reference)?;
        Ok(transaction.commit()?)
    }

    /// Announces the call that asks the server for the batch.
    pub fn creating(&mut self, batch: &Batch) -> Result<(), StateError> {
        self.announce(batch, "create")?;
        self.advance(batch, Stage::Creating, None)
    }

    /// Announces any other call about the batch.
    pub fn announce(&self, batch: &Batch, call: &str) -> Result<(), StateError> {
        let mut insert = self
            .0
            .prepare_cached("INSERT INTO announced (batch, call) VALUES (?1, ?2)")?;
        insert.execute(params![batch.reference, call])?;
        Ok(())
    }

    /// The server has the batch, under this id.
    pub fn created(&mut self, batch: &Batch, server_id: &str) -> Result<(), StateError> {
        let transaction = begin(&mut self.0)?;
        let changed = transaction.execute(
            "UPDATE batch SET stage = 'created', server_id = ?2
             WHERE reference = ?1 AND stage <> 'created'",
            params![batch.reference, server_id],
        )?;
        // Found again after a restart, it is no news.
        if changed > 0 {
            note(&transaction, Kind::Created, &batch.reference)?;
        }
        Ok(transaction.commit()?)
    }

    /// The server has every approval.
    pub fn sent(&mut self, batch: &Batch) -> Result<(), StateError> {
        self.advance(batch, Stage::Sent, Some(Kind::Sent))
    }

    /// The batch is given up; no money of it moved, or will.
    pub fn void(&mut self, batch: &Batch) -> Result<(), StateError> {
        self.advance(batch, Stage::Void, None)
    }

    /// Every item has met its fate.
    pub fn ended(&mut self, batch: &Batch) -> Result<(), StateError> {
        self.advance(batch, Stage::Ended, None)
    }

    /// An item met its fate.
    pub fn settle(&mut self, batch: &Batch, place: usize, fate: Fate) -> Result<(), StateError> {
        let transaction = begin(&mut self.0)?;
        let changed = transaction.execute(
            "UPDATE item SET fate = ?3 WHERE batch = ?1 AND place = ?2 AND fate IS NULL",
            params![batch.reference, place, fate.as_str()],
        )?;
        if changed > 0 {
            let kind = match fate {
                Fate::Paid => Kind::Settled,
                Fate::Refused | Fate::Expired => Kind::Failed,
            };
            note(&transaction, kind, &batch.payment_reference(place))?;
        }
        Ok(transaction.commit()?)
    }

    /// What the audit log has not heard, in order.
    pub(super) fn unlogged(&self) -> Result<Vec<Event>, StateError> {
        let mut found = self.0.prepare_cached(
            "SELECT id, at, kind, reference FROM event WHERE logged = 0 ORDER BY id",
        )?;
        let events = found.query_map([], |row| {
            Ok(Event {
                id: row.get(0)?,
                at: OffsetDateTime::from_unix_timestamp(row.get(1)?).map_err(unreadable)?,
                kind: word(row, 2, &Kind::ALL, Kind::as_str)?,
                reference: row.get(3)?,
            })
        })?;
        Ok(events.collect::<Result<_, _>>()?)
    }

    pub(super) fn logged(&self, event: &Event) -> Result<(), StateError> {
        let mut update = self
            .0
            .prepare_cached("UPDATE event SET logged = 1 WHERE id = ?1")?;
        update.execute([event.id])?;
        Ok(())
    }

    fn advance(
        &mut self,
        batch: &Batch,
        stage: Stage,
        kind: Option<Kind>,
    ) -> Result<(), StateError> {
        let transaction = begin(&mut self.0)?;
        set_stage(&transaction, &batch.reference, stage)?;
        if let Some(kind) = kind {
            note(&transaction, kind, &batch.reference)?;
        }
        Ok(transaction.commit()?)
    }

    /// The batches that fulfil a condition of ours, the last first.
    fn stored(&self, condition: &'static str) -> Result<Vec<Stored>, StateError> {
        let mut found = self.0.prepare_cached(&format!(
            "SELECT reference, company, stage, server_id FROM batch
             WHERE {condition} ORDER BY rowid DESC"
        ))?;
        let batches = found.query_map([], |row| {
            let batch = Batch {
                reference: row.get(0)?,
                company: row.get(1)?,
                items: Vec::new(),
            };
            Ok(Stored {
                batch,
                stage: word(row, 2, &Stage::ALL, Stage::as_str)?,
                server_id: row.get(3)?,
                fates: Vec::new(),
            })
        })?;
        let mut batches: Vec<Stored> = batches.collect::<Result<_, _>>()?;
        for stored in &mut batches {
            for row in self.items(&stored.batch.reference)? {
                stored.batch.items.push(row.0);
                stored.fates.push(row.1);
            }
        }
        Ok(batches)
    }

    fn items(&self, reference: &str) -> Result<Vec<(Item, Option<Fate>)>, StateError> {
        let mut found = self.0.prepare_cached(
            "SELECT bill, barcode, cents, pay_on, payee, payee_name, installment, fate FROM item
             WHERE batch = ?1 ORDER BY place",
        )?;
        let items = found.query_map([reference], |row| {
            let fate: Option<String> = row.get(7)?;
            let fate = fate.map(|_| word(row, 7, &Fate::ALL, Fate::as_str));
            Ok((item(row)?, fate.transpose()?))
        })?;
        Ok(items.collect::<Result<_, _>>()?)
    }
}

fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)
}

fn set_stage(
    transaction: &Transaction<'_>,
    reference: &str,
    stage: Stage,
) -> Result<(), StateError> {
    transaction.execute(
        "UPDATE batch SET stage = ?2 WHERE reference = ?1",
        params![reference, stage.as_str()],
    )?;
    Ok(())
}

fn note(transaction: &Transaction<'_>, kind: Kind, reference: &str) -> Result<(), StateError> {
    transaction.execute(
        "INSERT INTO event (at, kind, reference) VALUES (?1, ?2, ?3)",
        params![
            OffsetDateTime::now_utc().unix_timestamp(),
            kind.as_str(),
            reference
        ],
    )?;
    Ok(())
}

fn insert_item(
    transaction: &Transaction<'_>,
    reference: &str,
    place: usize,
    item: &Item,
) -> Result<(), StateError> {
    transaction.execute(
        "INSERT INTO item (batch, place, bill, barcode, cents, pay_on, payee, payee_name,
                           installment)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            reference,
            place,
            item.bill,
            item.barcode,
            item.cents,
            item.pay_on.to_string(),
            item.payee,
            item.payee_name,
            item.installment,
        ],
    )?;
    Ok(())
}

fn item(row: &Row<'_>) -> rusqlite::Result<Item> {
    let pay_on: String = row.get(3)?;
    let pay_on: Date = wire::date::parse(&pay_on).map_err(unreadable)?;
    Ok(Item {
        bill: row.get(0)?,
        barcode: row.get(1)?,
        cents: row.get(2)?,
        pay_on,
        payee: row.get(4)?,
        payee_name: row.get(5)?,
        installment: row.get(6)?,
    })
}

/// Reads one of our words.
fn word<T: Copy>(
    row: &Row<'_>,
    column: usize,
    all: &[T],
    as_str: fn(T) -> &'static str,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    let mut all = all.iter().copied();
    let found = all.find(|value| as_str(*value) == text);
    found.ok_or(rusqlite::Error::InvalidColumnType(
        column,
        text,
        rusqlite::types::Type::Text,
    ))
}

fn unreadable(cause: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(cause))
}
