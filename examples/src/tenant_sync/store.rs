//! Where the books are kept: one small trait, SQLite and PostgreSQL behind it.
//!
//! Both take the same SQL. Parameters are `$1`, `$2`, … in the order of their first appearance, for
//! PostgreSQL goes by the number and SQLite by the order.

mod postgres;
mod sqlite;

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use thiserror::Error;

use self::postgres::Postgres;
use self::sqlite::Sqlite;
use crate::database::DatabaseError;

/// A column's value. Money is in cents, days are `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Nothing.
    Null,
}

/// A statement that changes something.
#[derive(Debug, Clone)]
pub struct Write {
    sql: &'static str,
    values: Vec<Value>,
}

impl Write {
    /// A statement with the values of `$1`, `$2`, ….
    pub fn new(sql: &'static str, values: impl Into<Vec<Value>>) -> Self {
        Self {
            sql,
            values: values.into(),
        }
    }
}

/// A database of books.
#[async_trait]
pub trait Store: Send + Sync {
    /// Does all of these or none, and answers once they will survive a power cut.
    async fn write(&self, writes: &[Write]) -> Result<(), StoreError>;

    /// The rows that a query finds.
    async fn read(&self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError>;
}

/// Why the books cannot be kept.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The SQLite file cannot be opened.
    #[error(transparent)]
    File(#[from] DatabaseError),
    /// SQLite says no.
    #[error("the database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL says no, or is not there. Its own words may quote what was to be stored.
    #[error("PostgreSQL: {}", describe(.0))]
    Postgres(#[from] tokio_postgres::Error),
    /// The address does not do.
    #[error("--database: {0}")]
    Address(&'static str),
    /// A newer version of the program made the tables.
    #[error("the tables were made by a newer version of this program; use that version")]
    Newer,
    /// A column holds something else than this program put there.
    #[error("column {0} of a row is not what this program writes; restore the database")]
    Damaged(usize),
}

/// The state and the kind of error, without the detail that quotes a row.
fn describe(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(known) => format!("{} ({})", known.message(), known.code().code()),
        None => error.to_string(),
    }
}

/// Where the books are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file of SQLite.
    File(PathBuf),
    /// The address of a PostgreSQL database.
    Postgres(String),
}

impl Place {
    /// Understands `postgres://…` and `postgresql://…` as an address, and all else as a file.
    pub fn parse(text: &str) -> Self {
        let is_address = ["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| text.starts_with(scheme));
        if is_address {
            Self::Postgres(text.to_owned())
        } else {
            Self::File(PathBuf::from(text))
        }
    }

    /// Opens it and makes its tables, or brings them up to date. `password` is for an address that
    /// names none.
    pub async fn open(&self, password: Option<&str>) -> Result<Arc<dyn Store>, StoreError> {
        Ok(match self {
            Self::File(path) => Arc::new(Sqlite::open(path)?),
            Self::Postgres(address) => Arc::new(Postgres::connect(address, password).await?),
        })
    }
}

/// A row that was read.
#[derive(Debug, Clone)]
pub struct Row(Vec<Value>);

impl Row {
    /// A column that is never empty.
    pub fn text(&self, column: usize) -> Result<String, StoreError> {
        self.optional_text(column)?
            .ok_or(StoreError::Damaged(column))
    }

    /// A column that may be empty.
    pub fn optional_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Ok(Some(text.clone())),
            Some(Value::Null) => Ok(None),
            _ => Err(StoreError::Damaged(column)),
        }
    }

    /// A number.
    pub fn integer(&self, column: usize) -> Result<i64, StoreError> {
        self.optional_integer(column)?
            .ok_or(StoreError::Damaged(column))
    }

    /// A number that may be missing.
    pub fn optional_integer(&self, column: usize) -> Result<Option<i64>, StoreError> {
        match self.0.get(column) {
            Some(Value::Integer(number)) => Ok(Some(*number)),
            Some(Value::Null) => Ok(None),
            _ => Err(StoreError::Damaged(column)),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
