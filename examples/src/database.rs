//! What a program must still know after it was killed: a SQLite file.
//!
//! A committed transaction is on the disk. The file says whose it is and how far its tables have
//! come, so that one program never opens another's, and an older one none of a newer.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};
use thiserror::Error;

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// The tables of one program.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Stands in the file's header (`application_id`), so that files are not mixed up.
    pub application_id: i32,
    /// SQL that takes the tables from one version to the next. Never changed, only added to.
    pub steps: &'static [&'static str],
}

/// Why a file cannot be used.
#[derive(Debug, Error)]
pub enum DatabaseError {
    /// It cannot be made or read.
    #[error("{path}: {cause}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// It belongs to something else.
    #[error("{path} is not a file of this program; name another one", path = path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A later version of the program wrote it.
    #[error(
        "{path} was written by a newer version of this program (tables {found}, known {known}); \
         use that version, or another file",
        path = path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: usize,
        /// Ours.
        known: usize,
    },
    /// SQLite says no.
    #[error("the database: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

/// Opens the file, making it for this user alone if need be, and brings its tables up to date.
///
/// # Errors
/// [`DatabaseError`] says whether another file, or another version of the program, would do.
pub fn open(path: &Path, schema: &Schema) -> Result<Connection, DatabaseError> {
    make_private(path).map_err(|cause| DatabaseError::File {
        path: path.to_owned(),
        cause,
    })?;
    prepared(path, schema).map_err(|error| match error {
        DatabaseError::Sqlite(error) if is_no_database(&error) => foreign(path),
        error => error,
    })
}

fn prepared(path: &Path, schema: &Schema) -> Result<Connection, DatabaseError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    // FULL: a commit that was answered survives a power cut, not only a killed process.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    migrate(&mut connection, path, schema)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    Ok(connection)
}

fn is_no_database(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase)
}

/// One transaction: two processes that open a new file make its tables once.
fn migrate(connection: &mut Connection, path: &Path, schema: &Schema) -> Result<(), DatabaseError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let number =
        |pragma: &str| transaction.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0));
    let tables: i64 =
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 && number("application_id")? != schema.application_id {
        return Err(foreign(path));
    }
    let found = usize::try_from(number("user_version")?).map_err(|_| foreign(path))?;
    let known = schema.steps.len();
    let Some(missing) = schema.steps.get(found..) else {
        return Err(DatabaseError::Newer {
            path: path.to_owned(),
            found,
            known,
        });
    };
    for step in missing {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", schema.application_id)?;
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

fn foreign(path: &Path) -> DatabaseError {
    DatabaseError::Foreign {
        path: path.to_owned(),
    }
}

/// SQLite would make the file readable by everybody; its `-wal` and `-shm` take over our mode.
fn make_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: i32 = 0x6f70_6e31;
    const FIRST: Schema = Schema {
        application_id: ID,
        steps: &["CREATE TABLE bill (id TEXT PRIMARY KEY, cents INTEGER NOT NULL) STRICT"],
    };
    const SECOND: Schema = Schema {
        application_id: ID,
        steps: &[
            FIRST.steps[0],
            "ALTER TABLE bill ADD COLUMN paid INTEGER NOT NULL DEFAULT 0",
        ],
    };

    #[test]
    fn a_file_grows_with_its_program_and_keeps_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bills.db");
        let old = open(&path, &FIRST).unwrap();
        old.execute("INSERT INTO bill VALUES ('b1', 1990)", [])
            .unwrap();
        drop(old);
        let new = open(&path, &SECOND).unwrap();
        let bill = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?));
        let bill = new
            .query_row("SELECT cents, paid FROM bill", [], bill)
            .unwrap();
        assert_eq!(bill, (1990, false));
        drop(new);
        let refused = open(&path, &FIRST).unwrap_err();
        assert!(
            matches!(
                refused,
                DatabaseError::Newer {
                    found: 2,
                    known: 1,
                    ..
                }
            ),
            "{refused}"
        );
    }

    #[test]
    fn somebody_elses_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("theirs.db");
        drop(open(&path, &FIRST).unwrap());
        let ours = Schema {
            application_id: ID + 1,
            ..FIRST
        };
        assert!(matches!(
            open(&path, &ours),
            Err(DatabaseError::Foreign { .. })
        ));

        let text = folder.path().join("notes.txt");
        let content =
            "a text that is no database, but long enough to have a header of one".repeat(20);
        std::fs::write(&text, &content).unwrap();
        assert!(matches!(
            open(&text, &ours),
            Err(DatabaseError::Foreign { .. })
        ));
        assert_eq!(std::fs::read_to_string(&text).unwrap(), content);
    }

    #[test]
    fn many_processes_may_open_a_new_file_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bills.db");
        std::thread::scope(|scope| {
            let opened: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| open(&path, &SECOND)))
                .collect();
            for connection in opened {
                connection.join().unwrap().unwrap();
            }
        });
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bills.db");
        let connection = open(&path, &FIRST).unwrap();
        connection
            .execute("INSERT INTO bill VALUES ('b1', 1)", [])
            .unwrap();
        let files: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert!(files.len() > 1, "the log of changes stands beside it");
        for file in files {
            assert_eq!(
                file.metadata().unwrap().permissions().mode() & 0o077,
                0,
                "{file:?}"
            );
        }
    }
}
