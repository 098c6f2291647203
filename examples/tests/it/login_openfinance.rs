//! `login openfinance`, at the fictional bank over mTLS, with a customer played by the test.

use std::io::{BufRead, BufReader, PipeWriter, Write as _};
use std::thread::JoinHandle;

use brazil_types::Cpf;
use examples::cli::Exit;
use examples::login;
use examples::variables::Variables;
use openfinance_client::model::{ConsentId, NewConsent, PermissionGroup};
use openfinance_client::sandbox::{Decision, Forgery, Sandbox};
use serde_json::Value;
use tempfile::TempDir;
use url::Url;

use crate::terminal::Terminal;

/// A bank, and a consent that nobody has agreed to yet.
async fn bank() -> (Sandbox, ConsentId) {
    let sandbox = Sandbox::start().await.unwrap();
    let bank = sandbox.bank().unwrap();
    let asked = NewConsent::of_person(Cpf::parse("52998224725").unwrap())
        .allow(PermissionGroup::AccountBalances);
    let consent = bank.consents().create(&asked).send().await.unwrap();
    (sandbox, consent.id)
}

/// A login under way in a thread of its own, its credentials in files.
struct Login {
    terminal: Terminal,
    stdin: PipeWriter,
    thread: JoinHandle<Exit>,
    _files: TempDir,
}

impl Login {
    fn start(sandbox: &Sandbox, consent: &ConsentId, more: &[&str]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let files = sandbox.write_credentials(directory.path()).unwrap();
        let issuer = sandbox.url().as_str().trim_end_matches('/');
        let scope = format!("openid consent:{consent} accounts resources");
        let mut args: Vec<std::ffi::OsString> = vec!["login".into(), "openfinance".into()];
        for (option, value) in [
            ("--issuer", issuer.into()),
            ("--ca", files.ca.into_os_string()),
            ("--cert", files.certificate.into_os_string()),
            ("--key", files.key.into_os_string()),
            ("--signing-key", files.signing_key.into_os_string()),
            ("--kid", files.signing_key_id.into()),
            ("--encryption-key", files.encryption_key.into_os_string()),
            ("--client-id", files.client_id.into()),
            ("--redirect-uri", sandbox.redirect_uri().into()),
            ("--scope", scope.into()),
        ] {
            args.extend([option.into(), value]);
        }
        args.extend(more.iter().map(Into::into));
        let (reader, stdin) = std::io::pipe().unwrap();
        let terminal = Terminal::default();
        let screen = terminal.clone();
        let thread = std::thread::spawn(move || {
            let mut stdin: Box<dyn BufRead> = Box::new(BufReader::new(reader));
            screen.with_console(|console| {
                login::run_with(args, &Variables::default(), stdin.as_mut(), console)
            })
        });
        Self {
            terminal,
            stdin,
            thread,
            _files: directory,
        }
    }

    fn address(&self) -> Url {
        self.terminal
            .wait_for_line(|line| Url::parse(line).ok().filter(|url| url.has_host()))
    }

    /// Pastes the callback and waits for the end; gives stdout and stderr.
    fn paste(mut self, callback: &str) -> (Exit, String, String) {
        writeln!(self.stdin, "{callback}").unwrap();
        drop(self.stdin);
        let exit = self.thread.join().unwrap();
        (exit, self.terminal.stdout(), self.terminal.stderr())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_agrees_and_claims_are_told_without_a_token() {
    let (sandbox, consent) = bank().await;
    let login = Login::start(&sandbox, &consent, &["--refresh"]);
    let callback = sandbox.agree(&login.address()).await.unwrap();
    let (exit, stdout, stderr) = login.paste(&callback);
    assert_eq!(exit, Exit::Done, "{stderr}");
    let claims: Value = serde_json::from_str(stdout.lines().last().unwrap()).unwrap();
    assert_eq!(claims["acr"], "urn:brasil:openbanking:loa2");
    assert_eq!(claims["has_refresh_token"], true);
    assert!(
        claims["refreshed_expires_in"].as_u64().unwrap() > 200,
        "{claims}"
    );
    let code = callback.split_once("code=").unwrap().1;
    let code = code.split('&').next().unwrap();
    for text in [&stdout, &stderr] {
        assert!(!text.contains(code) && !text.contains("eyJ"), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_alone_a_refusal_and_a_forged_token() {
    let (sandbox, consent) = bank().await;
    let login = Login::start(&sandbox, &consent, &["--response-type", "code"]);
    let callback = sandbox.agree(&login.address()).await.unwrap();
    assert!(
        callback.contains('?') && !callback.contains('#'),
        "{callback}"
    );
    let (exit, _, stderr) = login.paste(&callback);
    assert_eq!(exit, Exit::Done, "{stderr}");

    let (sandbox, consent) = bank().await;
    let login = Login::start(&sandbox, &consent, &[]);
    let address = login.address();
    let callback = sandbox.visit(&address, Decision::Decline).await.unwrap();
    let (exit, _, stderr) = login.paste(&callback);
    assert_eq!(exit, Exit::Failed);
    assert!(stderr.contains("access_denied"), "{stderr}");

    let (sandbox, consent) = bank().await;
    sandbox.forge(Forgery::OtherNonce);
    let login = Login::start(&sandbox, &consent, &[]);
    let callback = sandbox.agree(&login.address()).await.unwrap();
    let (exit, stdout, stderr) = login.paste(&callback);
    assert_eq!(exit, Exit::Failed);
    assert_eq!(stdout.lines().count(), 1, "{stdout}");
    assert!(stderr.contains("another request"), "{stderr}");
}

fn run(args: &[&str]) -> (Exit, Terminal) {
    Terminal::run("login", args, |args, console| {
        login::run_with(args, &Variables::default(), &mut std::io::empty(), console)
    })
}

#[test]
fn the_fictional_bank_needs_nothing() {
    let (exit, terminal) = run(&["openfinance", "--sandbox", "--refresh"]);
    assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
    let stdout = terminal.stdout();
    assert_eq!(stdout.lines().count(), 2, "{stdout}");
    let claims: Value = serde_json::from_str(stdout.lines().last().unwrap()).unwrap();
    assert_eq!(claims["sub"], "customer-1");
}

#[test]
fn bad_usage_names_what_is_wrong() {
    let (exit, terminal) = run(&["openfinance"]);
    assert_eq!(exit, Exit::Usage);
    let stderr = terminal.stderr();
    for option in ["--issuer", "--encryption-key", "--scope"] {
        assert!(stderr.contains(option), "{stderr}");
    }
    let mut args = vec!["openfinance", "--issuer", "https://bank.example"];
    for option in [
        "--cert",
        "--key",
        "--signing-key",
        "--kid",
        "--encryption-key",
    ] {
        args.extend([option, "nowhere"]);
    }
    args.extend(["--client-id", "c", "--redirect-uri", "https://app.example"]);
    let mut of_openid = args.clone();
    of_openid.extend(["--scope", "openid"]);
    let (exit, terminal) = run(&of_openid);
    assert_eq!(exit, Exit::Usage);
    assert!(
        terminal.stderr().contains("--scope"),
        "{}",
        terminal.stderr()
    );
    args.extend(["--scope", "openid consent:urn:x"]);
    let (exit, terminal) = run(&args);
    assert_eq!(exit, Exit::Failed);
    assert!(
        terminal.stderr().contains("--cert cannot be read"),
        "{}",
        terminal.stderr()
    );

    let (exit, terminal) = run(&["openfinance", "--help"]);
    assert_eq!(exit, Exit::Done);
    assert!(
        terminal
            .stdout()
            .contains("--example login -- openfinance --sandbox")
    );
}
