//! The program `webhook_receiver`, with senders honest and not.

use std::ffi::OsString;
use std::io;
use std::thread::JoinHandle;
use std::time::Duration;

use client_core::http::Request;
use client_core::webhook::WebhookSigner;
use contaazul_client::model::{ChargeId, ChargeKind, NewCharge};
use contaazul_client::sandbox::{BankAccount, Bill, Company, Sandbox};
use contaazul_client::{SecretString, webhook};
use examples::cli::{Console, Exit};
use examples::variables::Variables;
use examples::{loopback, webhook_receiver};
use http::{HeaderMap, Method, StatusCode};
use serde_json::Value;
use time::OffsetDateTime;
use time::macros::date;
use tokio::sync::oneshot;
use url::Url;

use crate::terminal::Terminal;

const SECRET: &str = "this year's secret";
const OLD_SECRET: &str = "last year's secret";
const EVENT: &str = r#"{"event":"cobranca.pago","cobranca_id":"c-1","valor":1842.50,"metodo":"PIX","txid":"T1","pago_em":"2026-04-12T15:00:00Z","nfse_emitida":false}"#;

fn variables() -> Variables {
    Variables::from_iter([
        ("CONTAAZUL_WEBHOOK_SECRET", SECRET),
        ("CONTAAZUL_WEBHOOK_SECRET_2025", OLD_SECRET),
    ])
}

fn arguments() -> Vec<OsString> {
    let args = [
        "webhook_receiver",
        "--listen",
        "127.0.0.1:0",
        "--provider",
        "contaazul",
    ];
    args.map(OsString::from).into()
}

/// The program, running in a thread of its own.
struct Running {
    terminal: Terminal,
    stop: oneshot::Sender<()>,
    thread: JoinHandle<Exit>,
    url: Url,
}

impl Running {
    fn start() -> Self {
        let (stop, stopped) = oneshot::channel();
        let stopped = async {
            let _ = stopped.await;
        };
        let terminal = Terminal::default();
        let screen = terminal.clone();
        let thread = std::thread::spawn(move || {
            screen.with_console(|console| {
                webhook_receiver::run_until(stopped, arguments(), &variables(), console)
            })
        });
        let url = terminal.wait_for_line(address);
        Self {
            terminal,
            stop,
            thread,
            url,
        }
    }

    async fn post(&self, headers: HeaderMap, body: &str) -> StatusCode {
        send(Method::POST, self.url.clone(), headers, body).await
    }

    fn end(self) -> (String, String) {
        self.stop.send(()).unwrap();
        assert_eq!(self.thread.join().unwrap(), Exit::Done);
        (self.terminal.stdout(), self.terminal.stderr())
    }
}

fn address(line: &str) -> Option<Url> {
    line.strip_prefix("listening on ")?.parse().ok()
}

async fn send(method: Method, url: Url, headers: HeaderMap, body: &str) -> StatusCode {
    let mut request = Request::new(method, url.join("webhook/contaazul-pix").unwrap());
    request.headers = headers;
    request.body = body.to_owned().into();
    let transport = loopback::transport().unwrap();
    let answer = transport.call(request, Duration::from_secs(10)).await;
    answer.unwrap().status
}

fn signed(secret: &str, body: &str) -> HeaderMap {
    let signer = WebhookSigner::new(webhook::signature_scheme(), &SecretString::from(secret));
    signer
        .sign(body.as_bytes(), OffsetDateTime::now_utc())
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_event_is_printed_once_whichever_secret_signed_it() {
    let receiver = Running::start();
    assert_eq!(
        receiver.post(signed(SECRET, EVENT), EVENT).await,
        StatusCode::OK
    );
    let other = EVENT.replace("c-1", "c-2");
    let headers = signed(OLD_SECRET, &other);
    assert_eq!(receiver.post(headers, &other).await, StatusCode::OK);
    // Delivered again, by the other secret and with other blanks: still the same event.
    let again = EVENT.replace(',', ", ");
    let headers = signed(OLD_SECRET, &again);
    assert_eq!(receiver.post(headers, &again).await, StatusCode::OK);

    let (stdout, stderr) = receiver.end();
    let lines: Vec<Value> = stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2, "{stdout}");
    assert_eq!(lines[0]["provider"], "contaazul");
    assert_eq!(lines[0]["secret"], "CONTAAZUL_WEBHOOK_SECRET");
    assert_eq!(lines[0]["event"]["event"], "cobranca.pago");
    assert_eq!(lines[0]["event"]["cobranca_id"], "c-1");
    assert_eq!(lines[1]["secret"], "CONTAAZUL_WEBHOOK_SECRET_2025");
    assert!(stdout.contains(r#""valor":1842.50"#), "{stdout}");
    assert!(stderr.contains("already accepted"), "{stderr}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_forged_changed_or_no_event_is_refused_with_the_reason_and_nothing_else() {
    let receiver = Running::start();
    let refused = StatusCode::UNAUTHORIZED;
    assert_eq!(
        receiver.post(signed("guessed", EVENT), EVENT).await,
        refused
    );
    let changed = EVENT.replace("1842.50", "1842.51");
    assert_eq!(
        receiver.post(signed(SECRET, EVENT), &changed).await,
        refused
    );
    assert_eq!(receiver.post(HeaderMap::new(), EVENT).await, refused);
    let future = EVENT.replace("2026-04", "2126-04");
    assert_eq!(
        receiver.post(signed(SECRET, &future), &future).await,
        refused
    );
    let no_event = r#"{"nome":"Marlene Fictícia"}"#;
    let answer = receiver.post(signed(SECRET, no_event), no_event).await;
    assert_eq!(answer, StatusCode::BAD_REQUEST);
    let endless = " ".repeat((1 << 20) + 1);
    let answer = receiver.post(signed(SECRET, &endless), &endless).await;
    assert_eq!(answer, StatusCode::PAYLOAD_TOO_LARGE);
    let url = receiver.url.clone();
    let answer = send(Method::GET, url, signed(SECRET, ""), "").await;
    assert_eq!(answer, StatusCode::METHOD_NOT_ALLOWED);

    let (stdout, stderr) = receiver.end();
    assert_eq!(stdout, "");
    for reason in [
        "matches none of the 2",
        "`x-ca-signature` is missing",
        "in the future",
        "is not an event",
    ] {
        assert!(stderr.contains(reason), "{stderr}");
    }
    for kept in [
        SECRET, OLD_SECRET, "c-1", "1842", "Marlene", "sha256=", "T1",
    ] {
        assert!(!stderr.contains(kept), "{stderr}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_sends_what_the_receiver_takes() {
    let due = date!(2026 - 04 - 10);
    let bill = Bill::new("Bolo", due, 184_257).counterparty("Escola Aurora", "44555666000172");
    let digital = BankAccount::checking("Conta Azul", "CONTA_AZUL", 0).digital();
    let bakery = Company::new("Padaria Flor de Trigo Ltda", "11222333000181")
        .with_account(digital)
        .with_receivable(bill);
    let sandbox = Sandbox::builder().with_company(bakery);
    let sandbox = sandbox.start().await.unwrap();
    let charge = issue_charge(&sandbox).await;
    sandbox.pay_charge(&charge, date!(2026 - 04 - 12)).unwrap();

    let receiver = Running::start();
    let secret = SecretString::from(SECRET);
    let answer = sandbox.post_charge_paid(&receiver.url, &secret, &charge);
    assert_eq!(answer.await.unwrap(), StatusCode::OK);
    let (stdout, _) = receiver.end();
    let line: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(line["event"]["cobranca_id"], charge.as_str());
}

/// Issues a Pix charge for the sandbox's first installment.
async fn issue_charge(sandbox: &Sandbox) -> ChargeId {
    let erp = sandbox.client().await.unwrap();
    let accounts = erp.accounts().list().name("Conta Azul").send();
    let account = accounts.try_collect().await.unwrap()[0].id.clone().unwrap();
    let installment = sandbox.installments(&sandbox.companies()[0])[0].clone();
    let due = date!(2026 - 04 - 10);
    let charge = NewCharge::new(ChargeKind::Pix, installment, account, due, "Bolo");
    let charge = erp.charges().create(&charge).send().await.unwrap();
    charge.id.unwrap()
}

#[test]
fn without_a_secret_it_does_not_begin() {
    let call = |variables: Variables| {
        let terminal = Terminal::default();
        let exit = terminal.with_console(|console| {
            let never = std::future::pending();
            webhook_receiver::run_until(never, arguments(), &variables, console)
        });
        (exit, terminal.stderr())
    };
    let (exit, stderr) = call(Variables::default());
    assert_eq!(exit, Exit::Usage);
    assert!(stderr.contains("CONTAAZUL_WEBHOOK_SECRET"), "{stderr}");
    let (exit, stderr) = call(Variables::from_iter([("CONTAAZUL_WEBHOOK_SECRET", "  ")]));
    assert_eq!(exit, Exit::Usage);
    assert!(stderr.contains("is empty"), "{stderr}");
}

/// A stdout whose reader is gone.
struct Gone;

impl io::Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_cannot_be_printed_is_not_accepted() {
    let terminal = Terminal::default();
    let screen = terminal.clone();
    let thread = std::thread::spawn(move || {
        screen.with_console(|console| {
            let mut console = Console {
                stdout: &mut Gone,
                stderr: &mut *console.stderr,
                stderr_is_terminal: false,
            };
            let never = std::future::pending();
            webhook_receiver::run_until(never, arguments(), &variables(), &mut console)
        })
    });
    let url = terminal.wait_for_line(address);
    let mut request = Request::new(Method::POST, url);
    request.headers = signed(SECRET, EVENT);
    request.body = EVENT.into();
    let transport = loopback::transport().unwrap();
    let answer = transport.call(request, Duration::from_secs(10)).await;
    let accepted = answer.is_ok_and(|answer| answer.status.is_success());
    assert!(!accepted);
    assert_eq!(thread.join().unwrap(), Exit::Failed);
    assert!(terminal.stderr().contains("stdout"));
}
