//! The program `login`, with a browser played by the test.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader, PipeWriter, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::thread::JoinHandle;

use client_core::audit::verify_chain;
use client_core::auth::TokenStore as _;
use client_core::auth::store::FileTokenStore;
use client_core::http::Request;
use contaazul_client::ExposeSecret as _;
use contaazul_client::grant_key;
use contaazul_client::sandbox::{Company, Fault, FaultRule, Sandbox};
use examples::cli::Exit;
use examples::variables::Variables;
use examples::{login, loopback};
use http::{Method, StatusCode};
use tempfile::TempDir;
use url::Url;

use crate::terminal::Terminal;

const SECRET: &str = "sandbox:secret%1";
const ELSEWHERE: &str = "https://app.example.com/callback";

async fn erp() -> Sandbox {
    let bakery = Company::new("Padaria Flor de Trigo Ltda", "11222333000181");
    let sandbox = Sandbox::builder().with_company(bakery).start().await;
    sandbox.unwrap()
}

/// A login under way in a thread of its own.
struct Login {
    terminal: Terminal,
    stdin: PipeWriter,
    thread: JoinHandle<Exit>,
    folder: TempDir,
}

impl Login {
    fn start(sandbox: &Sandbox, redirect_uri: &str, more: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("grants");
        let mut args = vec!["login", "contaazul", "--base-url", sandbox.url().as_str()];
        args.extend(["--store", store.to_str().unwrap()]);
        args.extend(["--redirect-uri", redirect_uri]);
        args.extend(more);
        let args: Vec<OsString> = args.into_iter().map(OsString::from).collect();
        let (reader, stdin) = std::io::pipe().unwrap();
        let terminal = Terminal::default();
        let screen = terminal.clone();
        let thread = std::thread::spawn(move || {
            let variables = Variables::from_iter([
                ("CONTAAZUL_CLIENT_ID", "sandbox-client"),
                ("CONTAAZUL_CLIENT_SECRET", SECRET),
            ]);
            let mut stdin: Box<dyn BufRead> = Box::new(BufReader::new(reader));
            screen
                .with_console(|console| login::run_with(args, &variables, stdin.as_mut(), console))
        });
        Self {
            terminal,
            stdin,
            thread,
            folder,
        }
    }

    /// The address that the program asks to open.
    fn address(&self) -> Url {
        self.terminal
            .wait_for_line(|line| Url::parse(line).ok().filter(|url| url.has_host()))
    }

    fn end(self) -> Ended {
        drop(self.stdin);
        Ended {
            exit: self.thread.join().unwrap(),
            stdout: self.terminal.stdout(),
            stderr: self.terminal.stderr(),
            folder: self.folder,
        }
    }
}

struct Ended {
    exit: Exit,
    stdout: String,
    stderr: String,
    folder: TempDir,
}

impl Ended {
    fn store(&self) -> std::path::PathBuf {
        self.folder.path().join("grants")
    }

    /// The company of the stored grant, after checking that nothing secret was printed or logged.
    async fn check_grant(&self, company: &str) {
        assert_eq!(self.exit, Exit::Done, "{}", self.stderr);
        assert!(
            self.stdout
                .ends_with(&format!("CONTAAZUL_COMPANY={company}\n")),
            "{}",
            self.stdout
        );
        let store = FileTokenStore::open(self.store()).unwrap();
        let key = grant_key(&company.into());
        let grant = store.load(&key).await.unwrap().unwrap().value;
        let log = audit_log(&self.store());
        let access_token = grant.access_token.unwrap();
        for secret in [
            grant.refresh_token.expose_secret(),
            access_token.expose_secret(),
            SECRET,
        ] {
            for text in [&self.stdout, &self.stderr, &log] {
                assert!(!text.contains(secret), "{text}");
            }
        }
        assert_eq!(verify_chain(log.as_bytes()).unwrap().records(), 1);
        assert!(log.contains("\"oauth.granted\""), "{log}");
        assert!(log.contains(company), "{log}");
    }
}

fn audit_log(store: &Path) -> String {
    fs::read_to_string(store.join(login::AUDIT_LOG)).unwrap()
}

/// A redirect address on a port that was free a moment ago.
fn redirect_here() -> String {
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}/callback", free.local_addr().unwrap())
}

async fn browse(url: Url) -> (StatusCode, String) {
    let request = Request::new(Method::GET, url);
    let patience = std::time::Duration::from_secs(10);
    let answer = loopback::transport().unwrap().call(request, patience).await;
    let answer = answer.unwrap();
    (
        answer.status,
        String::from_utf8(answer.body.to_vec()).unwrap(),
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_comes_back_to_this_machine() {
    let sandbox = erp().await;
    let company = sandbox.companies()[0].clone();
    let login = Login::start(&sandbox, &redirect_here(), &[]);
    let back = sandbox.agree(&login.address(), &company).unwrap();

    // What is not the answer to this login does not end it.
    let mut favicon = back.clone();
    favicon.set_path("/favicon.ico");
    assert_eq!(browse(favicon).await.0, StatusCode::NOT_FOUND);
    let mut forged = back.clone();
    forged.set_query(Some("code=stolen&state=guessed"));
    assert_eq!(browse(forged).await.0, StatusCode::BAD_REQUEST);

    let (status, page) = browse(back).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("close this window"), "{page}");
    login.end().check_grant(company.as_str()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_pasted_where_the_redirect_leads_elsewhere() {
    let sandbox = erp().await;
    let company = sandbox.companies()[0].clone();
    for more in [&[][..], &["--no-pkce"], &["--environment", "seed"]] {
        let mut login = Login::start(&sandbox, ELSEWHERE, more);
        let address = login.address();
        let has_challenge = address.query().unwrap().contains("code_challenge=");
        assert_eq!(has_challenge, !more.contains(&"--no-pkce"), "{address}");
        let back = sandbox.agree(&address, &company).unwrap();
        writeln!(login.stdin, "  {back}").unwrap();
        login.end().check_grant(company.as_str()).await;
    }
    let front = sandbox.front();
    assert_eq!(front.count(&Method::POST, "/oauth/token"), 2);
    assert_eq!(front.count(&Method::POST, "/oauth2/token"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_state_a_refusal_and_silence_store_nothing() {
    let sandbox = erp().await;
    for (pasted, cause) in [
        (
            "https://app.example.com/callback?code=x&state=guessed\n",
            "state",
        ),
        ("just-a-code\n", "state"),
        ("", "nothing was pasted"),
    ] {
        let mut login = Login::start(&sandbox, ELSEWHERE, &[]);
        login.address();
        login.stdin.write_all(pasted.as_bytes()).unwrap();
        let ended = login.end();
        assert_eq!(ended.exit, Exit::Failed);
        assert!(ended.stderr.contains(cause), "{}", ended.stderr);
        assert!(!ended.store().join(login::AUDIT_LOG).exists());
    }
    assert_eq!(sandbox.front().total(), 0, "no code was exchanged");

    let login = Login::start(&sandbox, &redirect_here(), &[]);
    let mut back = sandbox
        .agree(&login.address(), &sandbox.companies()[0])
        .unwrap();
    let state = back
        .query_pairs()
        .find(|(name, _)| name == "state")
        .unwrap();
    let refusal = format!("error=access_denied&state={}", state.1);
    back.set_query(Some(&refusal));
    assert_eq!(browse(back).await.0, StatusCode::BAD_REQUEST);
    let ended = login.end();
    assert_eq!(ended.exit, Exit::Failed);
    assert!(ended.stderr.contains("access_denied"), "{}", ended.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_tell_the_company_takes_a_name_of_ones_own() {
    let sandbox = erp().await;
    for (status, more, cause) in [
        (StatusCode::NOT_FOUND, &[][..], "--company"),
        (StatusCode::UNAUTHORIZED, &[], "a user of the company's ERP"),
        (StatusCode::NOT_FOUND, &["--company", "padaria"], ""),
    ] {
        let silent = FaultRule::new(Fault::status(status));
        let silent = silent.on(Method::GET, "/v1/pessoas/conta-conectada");
        sandbox.front().clear_faults();
        sandbox.front().inject(silent.always());
        let mut login = Login::start(&sandbox, ELSEWHERE, more);
        let back = sandbox
            .agree(&login.address(), &sandbox.companies()[0])
            .unwrap();
        writeln!(login.stdin, "{back}").unwrap();
        let ended = login.end();
        if cause.is_empty() {
            ended.check_grant("padaria").await;
        } else {
            assert_eq!(ended.exit, Exit::Failed);
            assert!(ended.stderr.contains(cause), "{}", ended.stderr);
        }
    }
}

#[test]
fn missing_variables_and_addresses_that_are_none_are_bad_usage() {
    let call = |args: &[&str], variables: Variables| {
        Terminal::run("login", args, |args, console| {
            login::run_with(args, &variables, &mut std::io::empty(), console)
        })
    };
    let (exit, terminal) = call(&["contaazul"], Variables::default());
    assert_eq!(exit, Exit::Usage);
    let stderr = terminal.stderr();
    let both = "CONTAAZUL_CLIENT_ID and CONTAAZUL_CLIENT_SECRET";
    assert!(stderr.contains(both), "{stderr}");
    let (exit, _) = call(
        &["contaazul", "--redirect-uri", "here"],
        Variables::default(),
    );
    assert_eq!(exit, Exit::Usage);
    let (exit, terminal) = call(&["contaazul", "--help"], Variables::default());
    assert_eq!(exit, Exit::Done);
    assert!(
        terminal
            .stdout()
            .contains("cargo run --release --example login")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_is_taken_is_told_before_anybody_is_sent_away() {
    let sandbox = erp().await;
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let redirect = format!("http://{}/callback", taken.local_addr().unwrap());
    let ended = Login::start(&sandbox, &redirect, &[]).end();
    assert_eq!(ended.exit, Exit::Failed);
    assert_eq!(ended.stdout, "");
    assert!(ended.stderr.contains("another port"), "{}", ended.stderr);
}
