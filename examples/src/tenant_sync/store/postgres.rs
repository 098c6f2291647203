//! PostgreSQL: one connection, statements prepared once.

use std::collections::HashMap;
use std::error::Error;
use std::net::IpAddr;

use async_trait::async_trait;
use tokio::sync::Mutex;
use tokio_postgres::config::Host;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type};
use tokio_postgres::{Client, Config, GenericClient, NoTls, Statement};

use super::{Row, Store, StoreError, Value, Write};
use crate::tenant_sync::tables;

/// Names the lock under which tables are made: two first runs at once make them once.
const LOCK: i64 = 0x6f66_6663;

pub(super) struct Postgres(Mutex<Session>);

struct Session {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

impl Postgres {
    pub(super) async fn connect(address: &str, password: Option<&str>) -> Result<Self, StoreError> {
        let mut config: Config = address.parse()?;
        if !is_on_this_machine(&config) {
            return Err(StoreError::Address(
                "this program speaks to PostgreSQL without TLS, so only on this machine: name a \
                 loopback address or a socket, where a tunnel to your server may end",
            ));
        }
        if let (None, Some(password)) = (config.get_password(), password) {
            config.password(password);
        }
        let (mut client, connection) = config.connect(NoTls).await?;
        // Ends with the client; what breaks it is told by the next statement.
        tokio::spawn(connection);
        migrate(&mut client).await?;
        Ok(Self(Mutex::new(Session {
            client,
            prepared: HashMap::new(),
        })))
    }
}

/// A password and other people's books go nowhere in the clear.
fn is_on_this_machine(config: &Config) -> bool {
    let is_loopback = |address: &str| {
        let address = address.parse::<IpAddr>();
        address.is_ok_and(|address| address.is_loopback())
    };
    let mut addresses = config.get_hostaddrs().iter();
    if addresses.len() > 0 {
        return addresses.all(IpAddr::is_loopback);
    }
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => name == "localhost" || is_loopback(name),
        #[cfg(unix)]
        Host::Unix(_) => true,
    })
}

async fn migrate(client: &mut Client) -> Result<(), StoreError> {
    let transaction = client.transaction().await?;
    transaction
        .execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])
        .await?;
    transaction
        .batch_execute("CREATE TABLE IF NOT EXISTS tenant_sync (version BIGINT NOT NULL)")
        .await?;
    let version = transaction
        .query_opt("SELECT max(version) FROM tenant_sync", &[])
        .await?;
    let version: Option<i64> = version.map(|row| row.try_get(0)).transpose()?.flatten();
    let done = usize::try_from(version.unwrap_or(0)).map_err(|_| StoreError::Damaged(0))?;
    let missing = tables::STEPS.get(done..).ok_or(StoreError::Newer)?;
    for (number, step) in (done + 1..).zip(missing) {
        transaction.batch_execute(step).await?;
        let number = i64::try_from(number).map_err(|_| StoreError::Damaged(0))?;
        transaction
            .execute("INSERT INTO tenant_sync VALUES ($1)", &[&number])
            .await?;
    }
    Ok(transaction.commit().await?)
}

async fn prepare(
    client: &impl GenericClient,
    prepared: &mut HashMap<&'static str, Statement>,
    sql: &'static str,
) -> Result<Statement, StoreError> {
    if let Some(statement) = prepared.get(sql) {
        return Ok(statement.clone());
    }
    let statement = client.prepare(sql).await?;
    prepared.insert(sql, statement.clone());
    Ok(statement)
}

#[async_trait]
impl Store for Postgres {
    async fn write(&self, writes: &[Write]) -> Result<(), StoreError> {
        let mut session = self.0.lock().await;
        let Session { client, prepared } = &mut *session;
        let transaction = client.transaction().await?;
        for write in writes {
            let statement = prepare(&transaction, prepared, write.sql).await?;
            transaction
                .execute_raw(&statement, write.values.iter())
                .await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn read(&self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut session = self.0.lock().await;
        let Session { client, prepared } = &mut *session;
        let statement = prepare(client, prepared, sql).await?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as _).collect();
        let rows = client.query(&statement, &values).await?;
        rows.iter().map(read_row).collect()
    }
}

fn read_row(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let columns = row.columns().iter().enumerate();
    let values = columns.map(|(place, column)| {
        Ok(match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(place)?.into(),
            Type::TEXT => row.try_get::<_, Option<String>>(place)?.into(),
            _ => return Err(StoreError::Damaged(place)),
        })
    });
    Ok(Row(values.collect::<Result<_, StoreError>>()?))
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Text(text) => text.to_sql_checked(kind, out),
            Self::Integer(number) => number.to_sql_checked(kind, out),
            Self::Null => Ok(IsNull::Yes),
        }
    }

    fn accepts(kind: &Type) -> bool {
        *kind == Type::TEXT || *kind == Type::INT8
    }

    tokio_postgres::types::to_sql_checked!();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_this_machine_in_the_clear() {
        for (address, is_here) in [
            ("postgres://office@localhost/books", true),
            ("postgres://office@127.0.0.1:5433/books", true),
            ("postgres://office@[::1]/books", true),
            ("postgresql:///books?host=/run/postgresql", true),
            ("postgres://office@db.example/books", false),
            ("postgres://office@localhost,db.example/books", false),
            ("postgres://office@10.0.0.7/books", false),
            ("postgres://office@localhost/books?hostaddr=10.0.0.7", false),
        ] {
            let config: Config = address.parse().unwrap();
            assert_eq!(is_on_this_machine(&config), is_here, "{address}");
        }
    }
}
