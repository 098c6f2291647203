//! The program `dump openfinance` at a bank over mutual TLS, as people call it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use brazil_types::Cpf;
use client_core::auth::store::FileTokenStore;
use client_core::sandbox::{Fault, FaultRule};
use client_core::secret::ExposeSecret as _;
use examples::cli::Exit;
use examples::dump;
use examples::variables::Variables;
use http::{Method, StatusCode};
use openfinance_client::login::Authorization;
use openfinance_client::model::{NewConsent, PermissionGroup};
use openfinance_client::sandbox::Sandbox;
use serde_json::Value;
use tempfile::TempDir;

use crate::terminal::Terminal;

/// A customer who agreed to some of it, and the files of whoever may read it.
struct Consented {
    sandbox: Sandbox,
    token: String,
    folder: TempDir,
}

impl Consented {
    async fn to(groups: &[PermissionGroup]) -> Self {
        let sandbox = Sandbox::start().await.unwrap();
        let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
        let person = NewConsent::of_person(Cpf::parse("52998224725").unwrap());
        let asked = groups
            .iter()
            .fold(person, |asked, group| asked.allow(*group));
        let consent = bank.consents().create(&asked).send().await.unwrap();
        let request = Authorization::of_consent(&consent.id, sandbox.redirect_uri());
        let (address, pending) = party.start(&request).await.unwrap();
        let callback = sandbox.agree(&address).await.unwrap();
        let login = party.finish(&pending, &callback).await.unwrap();
        let token = login.tokens.access_token.expose_secret().to_owned();
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        file("ca.pem", &sandbox.root_pem());
        file("cert.pem", &sandbox.identity().certificate_pem);
        file("key.pem", sandbox.identity().key_pem.expose_secret());
        Self {
            sandbox,
            token,
            folder,
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Dumps into `out` with certificates from flags and the token from its variable.
    async fn dump(&self, out: &Path, more: &[&str]) -> (Exit, Terminal) {
        let mut args = vec!["openfinance".to_owned(), "--base-url".to_owned()];
        args.push(self.sandbox.url().to_string());
        for (flag, name) in [
            ("--ca", "ca.pem"),
            ("--cert", "cert.pem"),
            ("--key", "key.pem"),
        ] {
            args.extend([flag.to_owned(), self.file(name).display().to_string()]);
        }
        args.extend(["--out".to_owned(), out.display().to_string()]);
        args.extend(more.iter().copied().map(str::to_owned));
        let variables = Variables::from_iter([("OPENFINANCE_ACCESS_TOKEN", self.token.as_str())]);
        let program = move || {
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            Terminal::run("dump", &args, |args, console| {
                dump::run_with(args, &variables, console)
            })
        };
        tokio::task::spawn_blocking(program).await.unwrap()
    }
}

fn kinds(out: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(out).unwrap();
    let kind = |line: &str| {
        let record: Value = serde_json::from_str(line).unwrap();
        record["kind"].as_str().unwrap().to_owned()
    };
    text.lines().map(kind).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_agreed_to_is_left_out_and_said() {
    let consented = Consented::to(&[PermissionGroup::AccountBalances]).await;
    let out = consented.file("out.jsonl");
    let (exit, terminal) = consented.dump(&out, &[]).await;
    let stderr = terminal.stderr();
    assert_eq!(exit, Exit::Done, "{stderr}");
    let met = kinds(&out);
    let met: Vec<&str> = met.iter().map(String::as_str).collect();
    assert_eq!(met, ["account", "balance", "reserved_balance", "resource"]);
    let refused = "movement conta-001: left out: nobody agreed that it is read (403)";
    assert!(stderr.contains(refused), "{stderr}");
    assert!(!stderr.contains(&consented.token), "{stderr}");
    // A balance does not say whose it is; the dump does.
    let text = fs::read_to_string(&out).unwrap();
    let balance = text
        .lines()
        .find(|line| line.contains("\"kind\":\"balance\""))
        .unwrap();
    let balance: Value = serde_json::from_str(balance).unwrap();
    assert_eq!(balance["of"]["accountId"], "conta-001");
    assert!(
        balance["data"]["accountId"].is_null(),
        "the data are the bank's"
    );
    assert_eq!(balance["data"]["availableAmount"]["currency"], "BRL");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_grant_renews_itself() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (grants, out) = (
        folder.path().join("grants"),
        folder.path().join("out.jsonl"),
    );
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let person = NewConsent::of_person(Cpf::parse("52998224725").unwrap());
    let asked = person.allow(PermissionGroup::AccountBalances);
    let consent = bank.consents().create(&asked).send().await.unwrap();
    let request = Authorization::of_consent(&consent.id, sandbox.redirect_uri());
    let (address, pending) = party.start(&request).await.unwrap();
    let callback = sandbox.agree(&address).await.unwrap();
    let login = party.finish(&pending, &callback).await.unwrap();
    let store = Arc::new(FileTokenStore::open(&grants).unwrap());
    party.save(&login, store).await.unwrap();
    sandbox.expire_access_tokens();

    let files = sandbox.write_credentials(folder.path()).unwrap();
    let text = |path: &Path| path.display().to_string();
    let variables = Variables::from_iter([
        ("OPENFINANCE_URL", sandbox.url().to_string()),
        ("OPENFINANCE_CA", text(&files.ca)),
        ("OPENFINANCE_CERT", text(&files.certificate)),
        ("OPENFINANCE_KEY", text(&files.key)),
        ("OPENFINANCE_TOKEN_STORE", text(&grants)),
        ("OPENFINANCE_CONSENT_ID", consent.id.to_string()),
        ("OPENFINANCE_ISSUER", sandbox.url().to_string()),
        ("OPENFINANCE_CLIENT_ID", files.client_id),
        ("OPENFINANCE_SIGNING_KEY", text(&files.signing_key)),
        ("OPENFINANCE_KID", files.signing_key_id),
        ("OPENFINANCE_ENCRYPTION_KEY", text(&files.encryption_key)),
    ]);
    let to = text(&out);
    let program = move || {
        Terminal::run("dump", &["openfinance", "--out", &to], |args, console| {
            dump::run_with(args, &variables, console)
        })
    };
    let (exit, terminal) = tokio::task::spawn_blocking(program).await.unwrap();
    assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
    assert!(kinds(&out).contains("balance"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dump_that_was_ended_goes_on_and_is_the_same() {
    let groups = [
        PermissionGroup::AccountStatements,
        PermissionGroup::CardBills,
    ];
    let consented = Consented::to(&groups).await;
    let whole = consented.file("whole.jsonl");
    let (exit, terminal) = consented.dump(&whole, &[]).await;
    assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
    let whole = fs::read_to_string(&whole).unwrap();
    let front = consented.sandbox.front();
    for path in [
        "/open-banking/resources/v3/resources",
        "/open-banking/accounts/v2/accounts/conta-001/transactions",
        "/open-banking/accounts/v2/accounts/conta-002",
        "/open-banking/credit-cards-accounts/v2/accounts/cartao-001/bills/",
    ] {
        let (out, cursor) = (consented.file("out.jsonl"), consented.file("cursor"));
        let _ = (fs::remove_file(&out), fs::remove_file(&cursor));
        let refuse = FaultRule::new(Fault::status(StatusCode::BAD_REQUEST));
        front.inject(refuse.on(Method::GET, path).always());
        let cursor = cursor.display().to_string();
        let (exit, _) = consented.dump(&out, &["--cursor", &cursor]).await;
        assert_eq!(exit, Exit::Failed, "{path}");
        front.clear_faults();
        let (again, terminal) = consented.dump(&out, &["--cursor", &cursor]).await;
        assert_eq!(again, Exit::Done, "{}", terminal.stderr());
        assert_eq!(fs::read_to_string(&out).unwrap(), whole, "{path}");
    }
}

/// Arguments, variables, and what is to be said of them.
type Call<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)], &'a str);

#[test]
fn what_is_missing_is_said_before_anything_is_sent() {
    let run = |args: &[&str], variables: &[(&str, &str)]| {
        let variables: Variables = variables.iter().copied().collect();
        Terminal::run("dump", args, |args, console| {
            dump::run_with(args, &variables, console)
        })
    };
    let base: &[&str] = &["openfinance", "--base-url", "https://127.0.0.1:1"];
    let cases: [Call<'_>; 4] = [
        (&["openfinance"], &[], "OPENFINANCE_URL"),
        (base, &[], "OPENFINANCE_ACCESS_TOKEN"),
        (
            base,
            &[("OPENFINANCE_TOKEN_STORE", "x")],
            "OPENFINANCE_CONSENT_ID and",
        ),
        (
            &["matera"],
            &[("MATERA_ACCOUNT_ID", "A")],
            "MATERA_CLIENT_ID and",
        ),
    ];
    for (args, variables, cause) in cases {
        let (exit, terminal) = run(args, variables);
        assert_eq!(exit, Exit::Usage, "{args:?}");
        assert!(terminal.stderr().contains(cause), "{}", terminal.stderr());
    }
}
