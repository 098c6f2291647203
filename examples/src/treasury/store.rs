//! What was read, kept from night to night: accounts, movements as each source tells them, the days a
//! source answered for, and balances.
//!
//! A pull replaces what it covers in one transaction. So a program that is killed leaves a night whole
//! or undone, and an entry that the bank has changed since leaves no twin behind.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};
use time::Date;

use super::account::{Account, Source};
use crate::database::{self, DatabaseError, Schema};

const SCHEMA: Schema = Schema {
    application_id: 0x7472_6561,
    steps: &["
CREATE TABLE account (
    source TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, bank TEXT NOT NULL,
    company TEXT NOT NULL, cnpj TEXT NOT NULL, listed_on TEXT NOT NULL,
    PRIMARY KEY (source, id)
) STRICT;
CREATE TABLE movement (
    source TEXT NOT NULL, account TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL,
    cents INTEGER NOT NULL, end_to_end_id TEXT, text TEXT NOT NULL,
    PRIMARY KEY (source, account, id),
    FOREIGN KEY (source, account) REFERENCES account (source, id)
) STRICT;
CREATE TABLE covered (
    source TEXT NOT NULL, account TEXT NOT NULL, day TEXT NOT NULL,
    PRIMARY KEY (source, account, day),
    FOREIGN KEY (source, account) REFERENCES account (source, id)
) STRICT;
CREATE TABLE balance (
    source TEXT NOT NULL, account TEXT NOT NULL, day TEXT NOT NULL, cents INTEGER NOT NULL,
    PRIMARY KEY (source, account, day),
    FOREIGN KEY (source, account) REFERENCES account (source, id)
) STRICT;"],
};

/// Days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl Days {
    pub(super) fn iter(self) -> impl DoubleEndedIterator<Item = Date> {
        let count = (self.last - self.first).whole_days();
        (0..=count).map(move |n| self.first.saturating_add(time::Duration::days(n)))
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.first, self.last)
    }
}

/// What moved, as one source tells it. Money in is positive, money out negative.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Movement {
    /// Unique within the source's account.
    pub(super) id: String,
    pub(super) day: Date,
    pub(super) cents: i64,
    pub(super) end_to_end_id: Option<String>,
    pub(super) text: String,
}

/// Without the text, which names people.
impl fmt::Debug for Movement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Movement")
            .field("id", &self.id)
            .field("day", &self.day)
            .field("cents", &self.cents)
            .finish_non_exhaustive()
    }
}

/// What one source told of one account, whole.
#[derive(Debug)]
pub(super) struct Pulled {
    pub(super) covered: Days,
    pub(super) movements: Vec<Movement>,
}

/// What was in an account on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Balance {
    pub(super) day: Date,
    pub(super) cents: i64,
}

/// What is known of one account by one source.
#[derive(Debug)]
pub(super) struct Feed {
    pub(super) account: Account,
    pub(super) movements: Vec<Movement>,
    pub(super) covered: BTreeSet<Date>,
    pub(super) balances: Vec<Balance>,
}

/// The file.
pub(super) struct Store(Connection);

impl Store {
    pub(super) fn open(path: &Path) -> Result<Self, DatabaseError> {
        database::open(path, &SCHEMA).map(Self)
    }

    /// Takes down accounts as the bank lists them today.
    pub(super) fn keep_accounts(
        &mut self,
        accounts: &[Account],
        today: Date,
    ) -> Result<(), DatabaseError> {
        let transaction = self.0.transaction()?;
        for one in accounts {
            transaction.execute(
                "INSERT INTO account VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT DO UPDATE SET key = ?3, bank = ?4, company = ?5, cnpj = ?6,
                     listed_on = ?7",
                params![
                    one.source.as_str(),
                    one.id,
                    one.key,
                    one.bank,
                    one.company,
                    one.cnpj,
                    today.to_string()
                ],
            )?;
        }
        Ok(transaction.commit()?)
    }

    /// All accounts, and the day each was listed last.
    pub(super) fn accounts(&self) -> Result<Vec<(Account, Date)>, DatabaseError> {
        let mut all = self.0.prepare(
            "SELECT source, id, key, bank, company, cnpj, listed_on FROM account
             ORDER BY cnpj, key, source DESC, id",
        )?;
        let rows = all.query_map([], |row| Ok((account(row)?, day(row, 6)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Replaces the covered days by what was pulled.
    pub(super) fn keep(&mut self, of: &Account, pulled: &Pulled) -> Result<(), DatabaseError> {
        let transaction = self.0.transaction()?;
        let (source, id) = (of.source.as_str(), &of.id);
        let [first, last] = [pulled.covered.first, pulled.covered.last].map(|day| day.to_string());
        transaction.execute(
            "DELETE FROM movement WHERE source = ?1 AND account = ?2 AND day BETWEEN ?3 AND ?4",
            params![source, id, first, last],
        )?;
        for one in &pulled.movements {
            // An entry that the bank has moved to another day is there once, on the new one.
            transaction.execute(
                "INSERT OR REPLACE INTO movement VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    source,
                    id,
                    one.id,
                    one.day.to_string(),
                    one.cents,
                    one.end_to_end_id,
                    one.text
                ],
            )?;
        }
        for day in pulled.covered.iter() {
            transaction.execute(
                "INSERT OR IGNORE INTO covered VALUES (?1, ?2, ?3)",
                params![source, id, day.to_string()],
            )?;
        }
        Ok(transaction.commit()?)
    }

    /// Keeps what was in an account; the latest of a day counts.
    pub(super) fn keep_balance(&self, of: &Account, balance: Balance) -> Result<(), DatabaseError> {
        self.0.execute(
            "INSERT OR REPLACE INTO balance VALUES (?1, ?2, ?3, ?4)",
            params![
                of.source.as_str(),
                of.id,
                balance.day.to_string(),
                balance.cents
            ],
        )?;
        Ok(())
    }

    /// Which of these days a source has answered for.
    pub(super) fn covered(
        &self,
        of: &Account,
        days: Days,
    ) -> Result<BTreeSet<Date>, DatabaseError> {
        let mut found = self.0.prepare(
            "SELECT day FROM covered WHERE source = ?1 AND account = ?2 AND day BETWEEN ?3 AND ?4",
        )?;
        let range = params![
            of.source.as_str(),
            of.id,
            days.first.to_string(),
            days.last.to_string()
        ];
        let rows = found.query_map(range, |row| day(row, 0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Everything known of these days.
    pub(super) fn feeds(&self, days: Days) -> Result<Vec<Feed>, DatabaseError> {
        let accounts = self.accounts()?;
        let feeds = accounts.into_iter().map(|(account, _)| {
            Ok(Feed {
                movements: self.movements(&account, days)?,
                covered: self.covered(&account, days)?,
                balances: self.balances(&account, days)?,
                account,
            })
        });
        feeds.collect()
    }

    fn movements(&self, of: &Account, days: Days) -> Result<Vec<Movement>, DatabaseError> {
        let mut found = self.0.prepare(
            "SELECT id, day, cents, end_to_end_id, text FROM movement
             WHERE source = ?1 AND account = ?2 AND day BETWEEN ?3 AND ?4 ORDER BY day, id",
        )?;
        let range = params![
            of.source.as_str(),
            of.id,
            days.first.to_string(),
            days.last.to_string()
        ];
        let rows = found.query_map(range, |row| {
            Ok(Movement {
                id: row.get(0)?,
                day: day(row, 1)?,
                cents: row.get(2)?,
                end_to_end_id: row.get(3)?,
                text: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn balances(&self, of: &Account, days: Days) -> Result<Vec<Balance>, DatabaseError> {
        let mut found = self.0.prepare(
            "SELECT day, cents FROM balance
             WHERE source = ?1 AND account = ?2 AND day BETWEEN ?3 AND ?4 ORDER BY day",
        )?;
        let range = params![
            of.source.as_str(),
            of.id,
            days.first.to_string(),
            days.last.to_string()
        ];
        let rows = found.query_map(range, |row| {
            Ok(Balance {
                day: day(row, 0)?,
                cents: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        source: parsed(row, 0, Source::from_str)?,
        id: row.get(1)?,
        key: row.get(2)?,
        bank: row.get(3)?,
        company: row.get(4)?,
        cnpj: row.get(5)?,
    })
}

fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Date> {
    parsed(row, column, client_core::wire::date::parse)
}

fn parsed<T, E>(
    row: &Row<'_>,
    column: usize,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> rusqlite::Result<T>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let text: String = row.get(column)?;
    parse(&text).map_err(|cause| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(cause))
    })
}
