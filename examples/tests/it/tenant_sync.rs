//! The program `tenant_sync`: whole nights, later nights, killed nights, and both databases.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use client_core::auth::TokenStore;
use client_core::auth::store::FileTokenStore;
use contaazul_client::Amount;
use contaazul_client::model::{NewSettlement, ValueBreakdown};
use contaazul_client::sandbox::Sandbox;
use contaazul_client::{ContaAzul, Pace};
use examples::cli::Exit;
use examples::story::CalendarMonth;
use examples::tenant_sync::{self, office};
use examples::variables::Variables;
use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::Value as Json;
use time::OffsetDateTime;

use crate::killed::{Call, Ended};
use crate::terminal::Terminal;

const MONTH: &str = "2026-04";
/// Bills and settlements of every invented company.
const BILLS: i64 = 12;
const SETTLEMENTS: i64 = 10;

/// A month that ended some days ago, so that its changes are not a year old.
fn month() -> CalendarMonth {
    CalendarMonth::of((OffsetDateTime::now_utc() - time::Duration::days(35)).date())
}

/// Everything that is stored, without what tells of nights.
const TABLES: [&str; 5] = [
    "SELECT cnpj, company_id, name FROM company ORDER BY 1",
    "SELECT cnpj, id, side, due_date, accrual_date, status, description, counterparty, category,
        total, paid, open, record FROM bill ORDER BY 1, 2",
    "SELECT cnpj, id, installment_id, paid_on, amount, method, record FROM settlement ORDER BY 1, 2",
    "SELECT cnpj, id, direction, moved_on, amount, description FROM transfer ORDER BY 1, 2, 3",
    "SELECT cnpj, kind, id, number, issued_on, counterparty, status, total, record
        FROM fiscal_note ORDER BY 1, 2, 3",
];

fn stored(database: &Path) -> Vec<Vec<Vec<Value>>> {
    let connection = Connection::open(database).unwrap();
    let table = |sql: &&str| {
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let row = |row: &rusqlite::Row<'_>| (0..columns).map(|place| row.get(place)).collect();
        let rows = statement.query_map([], row).unwrap();
        rows.map(Result::unwrap).collect()
    };
    TABLES.iter().map(table).collect()
}

/// Runs it on invented companies.
fn invented(out: &Path, args: &[&str]) -> (Exit, Terminal) {
    let mut all = vec!["--out", out.to_str().unwrap(), "--json"];
    all.extend(args);
    Terminal::run("tenant_sync", &all, |args, console| {
        tenant_sync::run_with(args, &Variables::default(), console)
    })
}

fn report(terminal: &Terminal) -> Json {
    serde_json::from_str(&terminal.stdout()).unwrap()
}

#[test]
fn an_office_is_read_and_who_refuses_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (exit, terminal) = invented(folder.path(), &["--companies", "9"]);
    assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
    let report = report(&terminal);
    assert_eq!(report["month"], MONTH);
    let companies = report["companies"].as_array().unwrap();
    assert_eq!(companies.len(), 9);
    let (refused, complete): (Vec<_>, Vec<_>) = companies
        .iter()
        .partition(|line| line["problem"].is_string());
    let problems: Vec<_> = refused
        .iter()
        .map(|line| line["problem"].as_str().unwrap())
        .collect();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems.iter().any(|problem| problem.contains("403")),
        "{problems:?}"
    );
    assert!(
        problems
            .iter()
            .any(|problem| problem.contains("login contaazul")),
        "{problems:?}"
    );
    for line in complete {
        assert_eq!(line["bills"], BILLS, "{line}");
        assert_eq!(line["settlements"], SETTLEMENTS, "{line}");
        assert_eq!(line["fiscal_notes"], 6, "{line}");
        let workbook = folder
            .path()
            .join(format!("{}.xlsx", line["cnpj"].as_str().unwrap()));
        assert!(std::fs::read(workbook).unwrap().starts_with(b"PK"));
    }

    // The same call again is the next night, and changes nothing.
    let before = stored(&folder.path().join("office.db"));
    let (exit, terminal) = invented(folder.path(), &["--companies", "9", "--whole"]);
    assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
    assert_eq!(self::report(&terminal)["night"], 2);
    assert_eq!(stored(&folder.path().join("office.db")), before);
}

#[test]
fn a_server_belongs_to_live() {
    let folder = tempfile::tempdir().unwrap();
    let (exit, terminal) = invented(folder.path(), &["--base-url", "https://erp.example"]);
    assert_eq!(exit, Exit::Usage);
    assert!(
        terminal.stderr().contains("--live"),
        "{}",
        terminal.stderr()
    );
    let (exit, terminal) = invented(
        folder.path(),
        &["--database", "postgres://office:secret@db.example/books"],
    );
    assert_eq!(exit, Exit::Failed);
    assert!(terminal.stderr().contains("TLS"), "{}", terminal.stderr());
    assert!(!terminal.stderr().contains("secret"));
}

/// An office that lives in this process, for programs in processes of their own.
struct Office {
    sandbox: Sandbox,
    folder: tempfile::TempDir,
    grants: Arc<dyn TokenStore>,
}

impl Office {
    async fn open(companies: u32) -> Self {
        let sandbox = office::sandbox(companies, month()).unwrap();
        let sandbox = sandbox.start().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let grants = FileTokenStore::open(folder.path().join("grants")).unwrap();
        for company in sandbox.companies() {
            sandbox.connect(&grants, company).await.unwrap();
        }
        Self {
            sandbox,
            folder,
            grants: Arc::new(grants),
        }
    }

    fn out(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn call(&self, out: &str) -> Call {
        let (out, grants) = (self.out(out), self.out("grants"));
        let month = month().to_string();
        let args = [
            "--live",
            "--month",
            &month,
            "--json",
            "--base-url",
            self.sandbox.url().as_str(),
            "--store",
            grants.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
        ];
        Call::new("tenant_sync", args)
            .with_variable("CONTAAZUL_CLIENT_ID", "sandbox-client")
            .with_variable("CONTAAZUL_CLIENT_SECRET", "sandbox:secret%1")
    }

    /// Runs to the end, which must be a good one.
    fn finish(&self, out: &str) -> Duration {
        let (output, took) = self.call(out).finish();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        took
    }

    /// A database as it was two months ago, of what it is now.
    fn set_back(&self, from: &str, to: &str) {
        std::fs::create_dir(self.out(to)).unwrap();
        let (from, to) = (
            self.out(from).join("office.db"),
            self.out(to).join("office.db"),
        );
        std::fs::copy(from, &to).unwrap();
        let then = OffsetDateTime::now_utc() - time::Duration::days(75);
        let then = client_core::wire::instant::format(then).unwrap();
        let connection = Connection::open(to).unwrap();
        let changed = connection.execute("UPDATE company SET checkpoint = ?1", [then]);
        assert_eq!(changed.unwrap(), 3);
    }

    /// Each of four companies is reported once, and the three that can be read have a workbook.
    fn has_told_all(&self, out: &str) {
        let run = std::fs::read_to_string(self.out(out).join("run.json")).unwrap();
        let run: Json = serde_json::from_str(&run).unwrap();
        assert_eq!(run["companies"].as_array().unwrap().len(), 4);
        let files = std::fs::read_dir(self.out(out)).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        assert_eq!(names.filter(|name| name.ends_with(".xlsx")).count(), 3);
    }

    fn stored(&self, out: &str) -> Vec<Vec<Vec<Value>>> {
        stored(&self.out(out).join("office.db"))
    }
}

/// Later nights read what changed, and no more.
#[tokio::test(flavor = "multi_thread")]
async fn the_next_night_reads_what_changed() {
    let office = Office::open(2).await;
    office.finish("out");
    let whole = office.sandbox.front().total();
    let before = office.stored("out");

    let company = &office.sandbox.companies()[0];
    let application = office.sandbox.application().build().unwrap();
    let erp = ContaAzul::builder(&application, Arc::clone(&office.grants), company)
        .with_pace(Pace::Unlimited)
        .build()
        .unwrap();
    let (first, last) = (month().first(), month().last());
    let mut receivables = erp.receivables().search(first, last).send();
    let open = loop {
        let one = receivables.try_next().await.unwrap().unwrap();
        if one.paid.unwrap().is_zero() {
            break one;
        }
    };
    let id = open.id.unwrap();
    let installment = erp.installments().get(&id).send().await.unwrap();
    let value = ValueBreakdown::gross_of(Amount::from_cents(1_000));
    let paid = NewSettlement::new(last, installment.account_id.unwrap(), value);
    erp.settlements().create(&id, &paid).send().await.unwrap();

    let so_far = office.sandbox.front().total();
    office.finish("out");
    let calls = office.sandbox.front().total() - so_far;
    assert!(calls < whole, "{calls} calls, the whole took {whole}");
    let after = office.stored("out");
    assert_eq!(after[1].len(), before[1].len());
    assert_eq!(after[2].len(), before[2].len() + 1, "one settlement more");
    let bill = |tables: &[Vec<Vec<Value>>]| {
        let mut bills = tables[1].iter();
        let bill = bills
            .find(|row| row[1] == Value::Text(id.to_string()))
            .unwrap();
        bill.clone()
    };
    let (then, now) = (bill(&before), bill(&after));
    assert_eq!(
        (&then[10], &now[10]),
        (&Value::Integer(0), &Value::Integer(1_000))
    );
    assert_eq!(then[7], now[7], "the counterparty is still known");
}

/// Numbers that look random and are the same for one seed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: Duration) -> Duration {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let part = u32::try_from(self.0 >> 40).unwrap();
        Duration::from_nanos(u64::try_from((end.as_nanos() * u128::from(part)) >> 24).unwrap())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_kills_lose_and_double_nothing() {
    const STATES: usize = 5;
    const KILLS: u32 = 10;
    let seed = std::process::id().into();
    println!("seed of the kills: {seed}");
    let mut random = Random(seed);
    let office = Office::open(4).await;
    // The first run renews the grants, which a kill in that very moment would cost: a rotated token
    // that was not stored yet. Afterwards they hold for an hour.
    office.finish("first");
    let took = office.finish("uninterrupted");
    let truth = office.stored("uninterrupted");
    let companies = office.sandbox.companies();
    let readable = companies
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != 3);
    let settlements: usize = readable
        .map(|(_, company)| office.sandbox.settlements(company).len())
        .sum();
    assert_eq!(truth[2].len(), settlements, "what the sandbox holds");

    // A later night, which reads what changed in the last two months: everything.
    office.set_back("uninterrupted", "later");
    office.finish("later");
    let truth_later = office.stored("later");
    assert_eq!(truth_later[2].len(), settlements);

    let mut hit = 0;
    for state in 0..STATES {
        let out = format!("state-{state}");
        let is_later = state % 2 == 1;
        if is_later {
            office.set_back("uninterrupted", &out);
        }
        for _ in 0..KILLS {
            // A fifth at most each, so that ten of them fall all over the run.
            let ended = office.call(&out).kill_after(random.below(took / 5));
            hit += usize::from(ended == Ended::Killed);
        }
        office.finish(&out);
        let truth = if is_later { &truth_later } else { &truth };
        assert!(office.stored(&out) == *truth, "state {state}, seed {seed}");
        office.has_told_all(&out);
    }
    assert!(hit >= 25, "{hit} of 50 hit a running program, seed {seed}");
}

/// Needs a server: `TENANT_SYNC_POSTGRES` is the address of a database to work in.
#[test]
fn postgresql_holds_what_sqlite_holds() {
    let Ok(address) = std::env::var("TENANT_SYNC_POSTGRES") else {
        eprintln!("skipped: TENANT_SYNC_POSTGRES names no PostgreSQL database");
        return;
    };
    let schema = format!("tenant_sync_{}", std::process::id());
    let sql = |sql: String| {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&address, tokio_postgres::NoTls)
                .await
                .unwrap();
            tokio::spawn(connection);
            client.batch_execute(&sql).await.unwrap();
            let mut tables = Vec::new();
            for table in TABLES {
                client
                    .batch_execute(&format!("SET search_path = {schema}"))
                    .await
                    .unwrap();
                let rows = client.simple_query(table).await;
                tables.push(rows.map_or_else(|_| Vec::new(), |rows| texts(&rows)));
            }
            tables
        })
    };
    sql(format!("CREATE SCHEMA {schema}"));
    let separator = if address.contains('?') { '&' } else { '?' };
    let database = format!("{address}{separator}options=-csearch_path%3D{schema}");
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (folder.path().join("sqlite"), folder.path().join("postgres"));
    let args = ["--companies", "9"];
    let (exit, of_sqlite) = invented(&here, &args);
    assert_eq!(exit, Exit::Done, "{}", of_sqlite.stderr());
    let args = ["--companies", "9", "--database", &database];
    let (exit, of_postgres) = invented(&there, &args);
    assert_eq!(exit, Exit::Done, "{}", of_postgres.stderr());
    assert_eq!(report(&of_postgres), report(&of_sqlite));
    // And once more, on tables that are there.
    let (exit, again) = invented(
        &there,
        &["--companies", "9", "--whole", "--database", &database],
    );
    assert_eq!(exit, Exit::Done, "{}", again.stderr());
    assert_eq!(report(&again)["night"], 2);

    let tables = sql("SELECT 1".to_owned());
    let as_text = |value: &Value| match value {
        Value::Text(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        _ => None,
    };
    let expected: Vec<Vec<Vec<Option<String>>>> = stored(&here.join("office.db"))
        .iter()
        .map(|rows| {
            rows.iter()
                .map(|row| row.iter().map(as_text).collect())
                .collect()
        })
        .collect();
    for (there, here) in tables.iter().zip(&expected) {
        let sorted = |rows: &[Vec<Option<String>>]| {
            let mut rows = rows.to_vec();
            rows.sort();
            rows
        };
        assert!(!here.is_empty());
        assert_eq!(sorted(there), sorted(here));
    }
    sql(format!("DROP SCHEMA {schema} CASCADE"));
}

fn texts(rows: &[tokio_postgres::SimpleQueryMessage]) -> Vec<Vec<Option<String>>> {
    let rows = rows.iter().filter_map(|message| match message {
        tokio_postgres::SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    rows.map(|row| {
        let columns = 0..row.len();
        columns
            .map(|place| row.get(place).map(ToOwned::to_owned))
            .collect()
    })
    .collect()
}
