//! The program `treasury`, as people run it.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use brazil_types::{Cnpj, Cpf};
use client_core::audit::verify_chain;
use client_core::auth::store::FileTokenStore;
use examples::cli::Exit;
use examples::treasury;
use examples::variables::Variables;
use http::Method;
use openfinance_client::login::Authorization;
use openfinance_client::model::{NewConsent, PermissionGroup};
use openfinance_client::sandbox::Sandbox;
use serde_json::{Value, json};
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};

use crate::terminal::Terminal;

const CNPJ: &str = "11222333000181";
const CPF: &str = "52998224725";

fn run(args: &[&str], variables: &Variables) -> (Exit, Terminal) {
    Terminal::run("treasury", args, |args, console| {
        treasury::run_with(args, variables, console)
    })
}

fn lines(folder: &Path, name: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder.join(name)).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

/// Cents of an amount, `None` for a gap.
fn cents(value: &Value) -> Option<i64> {
    let text = value.as_str()?;
    let (whole, part) = text.split_once('.').unwrap();
    assert_eq!(part.len(), 2, "{text}");
    Some(format!("{whole}{part}").parse().unwrap())
}

fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap()
}

/// By account and day.
fn by_day(rows: &[Value], amount: &str) -> BTreeMap<(String, String), Option<i64>> {
    let key = |row: &Value| (text(row, "account").to_owned(), text(row, "day").to_owned());
    rows.iter()
        .map(|row| (key(row), cents(&row[amount])))
        .collect()
}

#[test]
fn twelve_nights_add_up_and_leave_two_gaps() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let args = [
        "--format",
        "jsonl",
        "--json",
        "--out",
        out.to_str().unwrap(),
    ];
    let (exit, terminal) = run(&args, &Variables::default());
    assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
    let summary: Value = serde_json::from_str(&terminal.stdout()).unwrap();
    assert_eq!(summary["accounts"], 5);
    assert_eq!(summary["gaps"], 2, "two days of the fifth bank: {summary}");
    assert_eq!(summary["is_complete"], false);

    balances_and_flows_agree(&out, summary["doubtful"].as_u64().unwrap());
    gaps_are_null(&out);
    one_account_was_seen_twice(&out, &summary);
    everything_is_recorded(&out);
    let renewals = fs::read_to_string(out.join("renewals.csv")).unwrap();
    let steps: Vec<&str> = renewals
        .lines()
        .skip(1)
        .map(|line| line.split(',').nth(4).unwrap())
        .collect();
    assert_eq!(
        steps,
        ["extended", "ask_new_consent", "ask_person"],
        "{renewals}"
    );
    assert!(renewals.contains("DEPENDE_MULTIPLA_ALCADA"));
    let page = fs::read_to_string(out.join("dashboard.html")).unwrap();
    assert!(page.contains("class=\"gap\"") && page.contains("2 days unknown"));
    let left_over = fs::read_dir(&out).unwrap().map(|file| file.unwrap().path());
    assert!(
        left_over
            .into_iter()
            .all(|path| path.extension().unwrap() != "part")
    );
}

/// Balances come from elsewhere than movements: where both mornings are known, what came and went is
/// the difference, to the cent. So nothing is lost, and nothing counted twice.
fn balances_and_flows_agree(out: &Path, doubtful: u64) {
    let balances = by_day(&lines(out, "balances.jsonl"), "balance");
    let flows = by_day(&lines(out, "cash_flow.jsonl"), "net");
    let (mut agreed, mut differing) = (0, 0);
    for (((account, _), before), ((next, day), after)) in
        balances.iter().zip(balances.iter().skip(1))
    {
        let (Some(before), Some(after)) = (before, after) else {
            continue;
        };
        let Some(net) = flows[&(next.clone(), day.clone())].filter(|_| account == next) else {
            continue;
        };
        match net == after - before {
            true => agreed += 1,
            // Of a doubtful pair both are counted, one of them on a day of its own.
            false => {
                assert!(account.starts_with("902/"), "{account} {day}: {net}");
                differing += 1;
            }
        }
    }
    assert!(agreed > 40, "{agreed} days compared");
    assert!(
        differing <= doubtful,
        "{differing} days differ, {doubtful} pairs are doubtful"
    );
}

fn gaps_are_null(out: &Path) {
    let flows = lines(out, "cash_flow.jsonl");
    let gaps: Vec<&Value> = flows.iter().filter(|row| row["status"] == "gap").collect();
    assert_eq!(gaps.len(), 2);
    for gap in gaps {
        assert!(text(gap, "account").starts_with("905/"), "{gap}");
        assert_eq!((&gap["inflow"], &gap["net"]), (&Value::Null, &Value::Null));
    }
    let quiet = flows
        .iter()
        .any(|row| row["status"] == "known" && row["net"] == "0.00");
    assert!(quiet, "a weekend is known, and zero");
    let totals = lines(out, "consolidated.jsonl");
    let incomplete: Vec<&Value> = totals
        .iter()
        .filter(|row| row["flows_missing"] == 1)
        .collect();
    assert_eq!(incomplete.len(), 2);
    for total in incomplete {
        assert_eq!(total["net"], Value::Null);
        assert!(cents(&total["known_inflow"]).is_some());
    }
}

fn one_account_was_seen_twice(out: &Path, summary: &Value) {
    let movements = lines(out, "movements.jsonl");
    let twice = movements
        .iter()
        .filter(|row| row["sources"] == "openfinance+belvo");
    let twice: Vec<&Value> = twice.collect();
    assert!(twice.len() > 60, "{}", twice.len());
    assert_eq!(summary["seen_twice"], twice.len());
    assert!(
        twice
            .iter()
            .all(|row| text(row, "account") == "902/1/220022-X")
    );
    // On the day that the bank did not answer for, the aggregator did.
    let last = text(summary, "last_day");
    let of_account = movements
        .iter()
        .filter(|row| text(row, "account").starts_with("902/"));
    let doubted = usize::try_from(summary["doubtful"].as_u64().unwrap()).unwrap() * 2;
    let recent = of_account
        .filter(|row| row["sources"] != "openfinance+belvo")
        .count();
    // Since the bank fell silent there is one day at most, of eight movements at most.
    assert!(recent <= doubted + 8, "{recent} told by one source alone");
    let alone = movements
        .iter()
        .filter(|row| row["sources"] == "belvo" && row["day"] == last);
    let flows = lines(out, "cash_flow.jsonl");
    let flow = flows
        .iter()
        .find(|row| text(row, "account").starts_with("902/") && row["day"] == last);
    assert_eq!(flow.unwrap()["status"], "known");
    assert_eq!(flow.unwrap()["movements"], alone.count());
}

fn everything_is_recorded(out: &Path) {
    let log = fs::File::open(out.join(treasury::AUDIT_LOG)).unwrap();
    verify_chain(BufReader::new(log)).unwrap();
    let log = fs::read_to_string(out.join(treasury::AUDIT_LOG)).unwrap();
    let pulls: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("\"data.pulled\""))
        .collect();
    // Six accounts in each of twelve nights.
    assert_eq!(pulls.len(), 72);
    assert!(
        pulls
            .iter()
            .all(|line| line.contains("treasury: balances and cash flow"))
    );
    assert!(pulls.iter().all(|line| line.contains("legal_basis")));
    assert_eq!(log.matches("consent.renewed").count(), 1);
    assert!(!log.contains(CNPJ) && !log.contains(CPF));
}

/// A bank, and the settings and variables of a program that reads it.
struct Live {
    sandbox: Sandbox,
    folder: TempDir,
    variables: Variables,
}

impl Live {
    async fn start() -> Self {
        let (sandbox, folder) = (
            Sandbox::start().await.unwrap(),
            tempfile::tempdir().unwrap(),
        );
        sandbox.call_it("Banco Ipê", "901", "00110011");
        let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
        let company = Cnpj::parse(CNPJ).unwrap();
        let asked = NewConsent::of_company(company, Cpf::parse(CPF).unwrap())
            .allow(PermissionGroup::AccountBalances)
            .allow(PermissionGroup::AccountStatements)
            .until(OffsetDateTime::now_utc() + Duration::days(10));
        let consent = bank.consents().create(&asked).send().await.unwrap();
        let request = Authorization::of_consent(&consent.id, sandbox.redirect_uri());
        let (address, pending) = party.start(&request).await.unwrap();
        let callback = sandbox.agree(&address).await.unwrap();
        let login = party.finish(&pending, &callback).await.unwrap();
        let store = folder.path().join("grants");
        party
            .save(&login, Arc::new(FileTokenStore::open(&store).unwrap()))
            .await
            .unwrap();
        let files = sandbox.write_credentials(folder.path()).unwrap();
        let path = |path: &Path| path.to_str().unwrap().to_owned();
        let of_bank = [
            ("URL", sandbox.url().to_string()),
            (
                "ISSUER",
                sandbox.url().as_str().trim_end_matches('/').to_owned(),
            ),
            ("CA", path(&files.ca)),
            ("CERT", path(&files.certificate)),
            ("KEY", path(&files.key)),
            ("TOKEN_STORE", path(&store)),
            ("CONSENT_ID", consent.id.to_string()),
            ("CLIENT_ID", files.client_id),
            ("SIGNING_KEY", path(&files.signing_key)),
            ("KID", files.signing_key_id),
            ("ENCRYPTION_KEY", path(&files.encryption_key)),
        ];
        let of_bank = of_bank.map(|(name, value)| (format!("IPE_OPENFINANCE_{name}"), value));
        let key = ("AUDIT_KEY".to_owned(), "sixteen characters".to_owned());
        let settings = json!({"banks": [{"bank": "Banco Ipê", "bank_code": "901",
            "company": "Padaria", "cnpj": CNPJ, "variables": "IPE_"}]});
        fs::write(folder.path().join("banks.json"), settings.to_string()).unwrap();
        let confirmation = json!({"consent_id": consent.id.to_string(), "cpf": CPF,
            "ip": "203.0.113.7", "user_agent": "Test"});
        fs::write(
            folder.path().join("confirmed.jsonl"),
            confirmation.to_string(),
        )
        .unwrap();
        Self {
            variables: of_bank.into_iter().chain([key]).collect(),
            sandbox,
            folder,
        }
    }

    async fn run(&self, more: &[&str]) -> Value {
        let path = |name: &str| self.folder.path().join(name).to_str().unwrap().to_owned();
        let mut args = vec![
            "--json".to_owned(),
            "--format".to_owned(),
            "jsonl".to_owned(),
        ];
        for (flag, name) in [
            ("--live", "banks.json"),
            ("--out", "out"),
            ("--state", "state"),
        ] {
            args.extend([flag.to_owned(), path(name)]);
        }
        for more in more {
            let is_file = more.contains('.');
            args.push(if is_file {
                path(more)
            } else {
                (*more).to_owned()
            });
        }
        let variables = self.variables.clone();
        let program = move || {
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            run(&args, &variables)
        };
        let (exit, terminal) = tokio::task::spawn_blocking(program).await.unwrap();
        assert_eq!(exit, Exit::Done, "{}", terminal.stderr());
        serde_json::from_str(&terminal.stdout()).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bank_by_settings_is_read_twice_and_listed_once() {
    let live = Live::start().await;
    let first = live.run(&[]).await;
    assert_eq!(first["gaps"], 0, "{first}");
    assert_eq!(
        (&first["consents_to_see_to"], &first["consents_extended"]),
        (&json!(1), &json!(0))
    );
    let second = live.run(&["--confirmations", "confirmed.jsonl"]).await;
    assert_eq!(
        (&second["consents_to_see_to"], &second["consents_extended"]),
        (&json!(0), &json!(1))
    );
    assert_eq!(
        second["movements"], first["movements"],
        "read again, counted once"
    );
    let lists = live
        .sandbox
        .front()
        .count(&Method::GET, "/open-banking/accounts/v2/accounts");
    assert_eq!(lists, 1, "banks list accounts eight times a month");
    let third = live.run(&[]).await;
    assert_eq!(third["consents_to_see_to"], 0, "it has no end any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_consent_is_told_and_what_was_known_stays() {
    let live = Live::start().await;
    let before = live.run(&[]).await;
    live.sandbox.revoke_consents();
    let after = live.run(&[]).await;
    assert_eq!(after["movements"], before["movements"]);
    assert!(!after["problems"].as_array().unwrap().is_empty());
    let renewals = fs::read_to_string(live.folder.path().join("out/renewals.csv")).unwrap();
    assert!(renewals.contains(",ended,revoked"), "{renewals}");
}

#[test]
fn what_is_missing_is_named_before_anything_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("banks.json");
    let out = folder.path().join("out");
    let refused = |text: &str, variables: &Variables| {
        fs::write(&settings, text).unwrap();
        let args = [
            "--live",
            settings.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
        ];
        let (exit, terminal) = run(&args, variables);
        assert_eq!(exit, Exit::Usage, "{}", terminal.stderr());
        terminal.stderr()
    };
    let key = Variables::from_iter([("AUDIT_KEY", "sixteen characters")]);
    let bank = |code: &str, cnpj: &str| {
        json!({"banks": [{"bank": "B", "bank_code": code, "company": "C", "cnpj": cnpj,
            "variables": "B_"}]})
        .to_string()
    };
    assert!(refused("{}", &Variables::default()).contains("AUDIT_KEY"));
    assert!(refused("{}", &key).contains("neither banks nor links"));
    assert!(refused("{\"bank\": []}", &key).contains("unknown field"));
    assert!(refused(&bank("1", CNPJ), &key).contains("three digits"));
    assert!(refused(&bank("901", "11222333000180"), &key).contains("cnpj"));
    assert!(refused(&bank("901", CNPJ), &key).contains("OPENFINANCE_CONSENT_ID"));
    let (exit, terminal) = run(&["--state", "x"], &key);
    assert_eq!(exit, Exit::Usage);
    assert!(terminal.stderr().contains("--live"));
}
