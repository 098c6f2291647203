//! SQLite: a file beside the results, nothing to install.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::{Row, Store, StoreError, Value, Write};
use crate::database::{self, Schema};
use crate::tenant_sync::tables;

const SCHEMA: Schema = Schema {
    application_id: 0x6f66_6663,
    steps: tables::STEPS,
};

pub(super) struct Sqlite(Mutex<Connection>);

impl Sqlite {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = database::open(path, &SCHEMA)?;
        Ok(Self(Mutex::new(connection)))
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Not handed to another thread: a page is stored faster than the next one arrives.
#[async_trait]
impl Store for Sqlite {
    async fn write(&self, writes: &[Write]) -> Result<(), StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        for write in writes {
            let mut statement = transaction.prepare_cached(write.sql)?;
            statement.execute(params_from_iter(&write.values))?;
        }
        Ok(transaction.commit()?)
    }

    async fn read(&self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut found = statement.query(params_from_iter(values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let values = (0..columns).map(|column| value(row.get_ref(column)?, column));
            rows.push(Row(values.collect::<Result<_, StoreError>>()?));
        }
        Ok(rows)
    }
}

fn value(value: ValueRef<'_>, column: usize) -> Result<Value, StoreError> {
    match value {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Integer(number)),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Ok(Value::from(text)),
            Err(_) => Err(StoreError::Damaged(column)),
        },
        ValueRef::Real(_) | ValueRef::Blob(_) => Err(StoreError::Damaged(column)),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Null => ValueRef::Null,
        }))
    }
}
