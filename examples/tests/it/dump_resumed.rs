//! The program `dump`, ended at every point and called again.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use blu_client::Amount;
use blu_client::sandbox::{CardSale, Fault, FaultRule, Merchant, Sandbox};
use examples::cli::{Console, Exit};
use examples::dump;
use examples::variables::Variables;
use http::StatusCode;
use time::macros::{date, datetime};
use time::{Date, Duration};

use crate::terminal::Terminal;

const TOKEN: &str = "token-of-the-shop";
const SALES: i64 = 20;
const DAYS: [&str; 4] = ["--from", "2026-01-05", "--to", "2026-02-15"];

async fn shop() -> Sandbox {
    let first: Date = date!(2026 - 01 - 05);
    let mut shop = Merchant::new("11222333000181", TOKEN).named("Loja Inventada Ltda");
    for number in 0..SALES {
        let day = first.saturating_add(Duration::days(number * 2));
        let amount = Amount::from_cents(5_000 + number * 77);
        shop = shop.with_sale(match number % 2 {
            0 => CardSale::debit(day, amount),
            _ => CardSale::credit(day, amount, 3),
        });
    }
    for day in [date!(2026 - 01 - 30), date!(2026 - 02 - 10)] {
        shop = shop.with_anticipation(day, Amount::from_cents(10_000));
    }
    let sandbox = Sandbox::builder(datetime!(2026-05-04 10:00 -3)).with_merchant(shop);
    sandbox.start().await.unwrap()
}

/// Dumps the shop into `out`; the program has a thread of its own, as it has a runtime of its own.
async fn dump_shop(sandbox: &Sandbox, out: &Path, cursor: Option<&Path>) -> (Exit, Terminal) {
    let mut args = vec!["blu", "--base-url", sandbox.url().as_str(), "--out"];
    args.push(out.to_str().unwrap());
    args.extend(DAYS);
    if let Some(cursor) = cursor {
        args.extend(["--cursor", cursor.to_str().unwrap()]);
    }
    let args: Vec<String> = args.into_iter().map(str::to_owned).collect();
    let program = move || {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let variables = Variables::from_iter([("BLU_TOKEN", TOKEN)]);
        Terminal::run("dump", &args, |args, console| {
            dump::run_with(args, &variables, console)
        })
    };
    tokio::task::spawn_blocking(program).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_the_same_wherever_the_dump_was_ended() {
    let (sandbox, folder) = (shop().await, tempfile::tempdir().unwrap());
    let whole = folder.path().join("whole.jsonl");
    let (exit, terminal) = dump_shop(&sandbox, &whole, None).await;
    assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
    let whole = fs::read_to_string(&whole).unwrap();
    let requests = sandbox.front().total();
    assert!(requests >= 12, "too few pages to end it at: {requests}");

    // Details and PagBlu's days are many and alike: every third will do.
    for request in (1..=requests).step_by(3) {
        let out = folder.path().join(format!("{request}.jsonl"));
        let cursor = folder.path().join(format!("{request}.cursor"));
        let refuse = Fault::status(StatusCode::BAD_REQUEST);
        sandbox.inject(FaultRule::new(refuse).nth(request).always());
        let (exit, _) = dump_shop(&sandbox, &out, Some(&cursor)).await;
        assert_eq!(exit, Exit::Failed);
        sandbox.front().clear_faults();
        // As if it had been killed while it wrote the next page.
        let mut torn = OpenOptions::new().append(true).open(&out).unwrap();
        torn.write_all(b"{\"kind\":\"sale\",\"da").unwrap();

        let before = sandbox.front().total();
        let (exit, terminal) = dump_shop(&sandbox, &out, Some(&cursor)).await;
        assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
        assert_eq!(
            fs::read_to_string(&out).unwrap(),
            whole,
            "request {request}"
        );
        // Read ahead in anticipations costs up to one page more. Details are of a page of sales, and
        // PagBlu's days of a page of a week, which is read again.
        let again = sandbox.front().total() - before;
        let page = 2 + SALES.unsigned_abs();
        assert!(
            again <= requests - request + page,
            "{again} after {request}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complete_dump_is_left_alone_and_one_without_cursor_begins_anew() {
    let (sandbox, folder) = (shop().await, tempfile::tempdir().unwrap());
    let (out, cursor) = (folder.path().join("out"), folder.path().join("cursor"));
    assert_eq!(dump_shop(&sandbox, &out, Some(&cursor)).await.0, Exit::Done);
    let (whole, requests) = (fs::read(&out).unwrap(), sandbox.front().total());

    let (exit, terminal) = dump_shop(&sandbox, &out, Some(&cursor)).await;
    assert_eq!(exit, Exit::Done);
    assert!(terminal.stderr().contains("complete already"));
    assert_eq!(fs::read(&out).unwrap(), whole);
    assert_eq!(sandbox.front().total(), requests);

    assert_eq!(dump_shop(&sandbox, &out, None).await.0, Exit::Done);
    assert_eq!(fs::read(&out).unwrap(), whole);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_of_something_else_is_refused_with_the_fix() {
    let (sandbox, folder) = (shop().await, tempfile::tempdir().unwrap());
    let (out, cursor) = (folder.path().join("out"), folder.path().join("cursor"));
    let refuse = Fault::status(StatusCode::BAD_REQUEST);
    sandbox.inject(FaultRule::new(refuse).nth(6).always());
    assert_eq!(
        dump_shop(&sandbox, &out, Some(&cursor)).await.0,
        Exit::Failed
    );
    sandbox.front().clear_faults();
    let saved = fs::read_to_string(&cursor).unwrap();
    let requests = sandbox.front().total();

    let attempt = async |changed: &str| {
        fs::write(&cursor, changed).unwrap();
        let (exit, terminal) = dump_shop(&sandbox, &out, Some(&cursor)).await;
        assert_eq!(exit, Exit::Failed);
        terminal.stderr()
    };
    let days = attempt(&saved.replace("2026-02-15", "2026-02-14")).await;
    assert!(days.contains("2026-01-05 to 2026-02-14"), "{days}");
    let server = attempt(&saved.replace("127.0.0.1", "127.0.0.2")).await;
    assert!(
        server.contains("another provider, server or company"),
        "{server}"
    );
    let torn = attempt(&saved[..40]).await;
    assert!(torn.contains("no cursor of this program"), "{torn}");
    let lists = attempt(&saved.replace("\"source\": \"", "\"source\": \"old ")).await;
    assert!(lists.contains("other lists"), "{lists}");
    fs::write(&out, "").unwrap();
    let shortened = attempt(&saved).await;
    assert!(shortened.contains("is shorter than"), "{shortened}");
    assert_eq!(sandbox.front().total(), requests, "something was sent");
}

/// A stdout that breaks after some writes, as a pipe does whose reader ends.
struct Pipe {
    read: Vec<u8>,
    writes_left: usize,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes_left = self
            .writes_left
            .checked_sub(1)
            .ok_or(io::ErrorKind::BrokenPipe)?;
        self.read.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Dumps the sandbox's bakery to a pipe.
fn dump_bakery(cursor: Option<&Path>, writes: usize) -> (Exit, String) {
    let mut args = vec!["dump", "contaazul", "--sandbox"];
    if let Some(cursor) = cursor {
        args.extend(["--cursor", cursor.to_str().unwrap()]);
    }
    let mut pipe = Pipe {
        read: Vec::new(),
        writes_left: writes,
    };
    let mut console = Console {
        stdout: &mut pipe,
        stderr: &mut io::sink(),
        stderr_is_terminal: false,
    };
    let args = args.into_iter().map(Into::into).collect();
    let exit = dump::run_with(args, &Variables::default(), &mut console);
    (exit, String::from_utf8(pipe.read).unwrap())
}

fn count_lines(text: &str) -> BTreeMap<&str, u32> {
    let mut counts = BTreeMap::new();
    for line in text.lines() {
        *counts.entry(line).or_default() += 1;
    }
    counts
}

#[test]
fn a_pipe_that_breaks_loses_no_line() {
    let (exit, whole) = dump_bakery(None, usize::MAX);
    assert_eq!(exit, Exit::Done);
    let expected = count_lines(&whole);
    let folder = tempfile::tempdir().unwrap();
    let mut ended = 0;
    for writes in 0.. {
        let cursor = folder.path().join(writes.to_string());
        let (exit, first) = dump_bakery(Some(&cursor), writes);
        if exit == Exit::Done {
            break;
        }
        ended += 1;
        let (exit, rest) = dump_bakery(Some(&cursor), usize::MAX);
        assert_eq!(exit, Exit::Done);
        assert_eq!(count_lines(&(first + &rest)), expected, "after {writes}");
    }
    assert!(ended > 10, "only {ended} pages to end it at");
}
