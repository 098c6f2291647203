//! Evidence about one data subject, from a log that the sandbox's story made and from logs that
//! somebody tampered with.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use client_core::audit::{
    AuditEvent, AuditKind, AuditOutcome, JsonLinesSink, LegalBasis, Pseudonymizer,
};
use examples::audit_evidence::run_with;
use examples::cli::{Console, Exit};
use examples::variables::Variables;
use serde_json::Value;
use tempfile::TempDir;
use time::OffsetDateTime;

const ANA: &str = "529.982.247-25";

/// What the demonstration leaves behind: made once, copied for whoever changes it.
static STORY: LazyLock<TempDir> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let keep = dir.path().join("story");
    let (exit, _, stderr) = call(&["--sandbox", "--keep", keep.to_str().unwrap()], &[], "");
    assert_eq!(exit, Exit::Done, "{stderr}");
    dir
});

fn call(args: &[&str], variables: &[(&str, &str)], stdin: &str) -> (Exit, String, String) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut console = Console {
        stdout: &mut stdout,
        stderr: &mut stderr,
        stderr_is_terminal: false,
    };
    let args = ["audit_evidence"].iter().chain(args).map(OsString::from);
    let variables: Variables = variables.iter().copied().collect();
    let stdin = &mut stdin.as_bytes();
    let exit = run_with(args.collect(), &variables, stdin, &mut console);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (exit, text(stdout), text(stderr))
}

/// A log of the story, to be changed, and the rest of the story beside it.
struct Desk {
    dir: TempDir,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::copy(story("audit.jsonl"), dir.path().join("audit.jsonl")).unwrap();
        Self { dir }
    }

    fn log(&self) -> PathBuf {
        self.dir.path().join("audit.jsonl")
    }

    fn lines(&self) -> Vec<String> {
        let log = fs::read_to_string(self.log()).unwrap();
        log.lines().map(str::to_owned).collect()
    }

    fn write(&self, lines: &[String]) {
        let log: String = lines.iter().map(|line| format!("{line}\n")).collect();
        fs::write(self.log(), log).unwrap();
    }

    fn json(&self, more: &[&str]) -> (Exit, Value, String) {
        let log = self.log();
        let (registry, key) = (story("consents"), story("tenant.key"));
        let mut args = vec!["--log", log.to_str().unwrap()];
        args.extend(["--registry", registry.to_str().unwrap()]);
        args.extend(["--key-file", key.to_str().unwrap()]);
        args.extend(["--subject-file", "-", "--format", "json"]);
        args.extend(more);
        let (exit, stdout, stderr) = call(&args, &[], ANA);
        (
            exit,
            serde_json::from_str(&stdout).unwrap_or_default(),
            stderr,
        )
    }
}

fn story(name: &str) -> PathBuf {
    STORY.path().join("story").join(name)
}

fn events(evidence: &Value) -> Vec<&str> {
    let events = evidence["events"].as_array().unwrap().iter();
    events
        .map(|event| event["event"].as_str().unwrap())
        .collect()
}

#[test]
fn the_story_of_one_person_is_told_and_of_nobody_else() {
    let desk = Desk::new();
    let heads = story("heads.jsonl");
    let (exit, evidence, stderr) = desk.json(&["--heads", heads.to_str().unwrap()]);
    assert_eq!(exit, Exit::Done, "{stderr}");
    let told = [
        "consent.created",
        "oauth.granted",
        "consent.authorised",
        "data.pulled",
        "pix_limit.changed",
        "data.pulled",
        "consent.revoked",
        "deletion.done",
    ];
    assert_eq!(events(&evidence), told);
    assert!(
        evidence["chain"]["records"].as_u64().unwrap() > 8,
        "Bruno is in the log, too"
    );
    assert_eq!(evidence["chain"]["anchors"][0]["verdict"], "holds");
    assert_eq!(evidence["subject"][0], "***.***.247-**");
    assert_eq!(evidence["findings"].as_array().unwrap().len(), 0);

    let consents = evidence["consents"].as_array().unwrap();
    assert_eq!(consents.len(), 1);
    let pulls = &consents[0]["pulls"];
    assert_eq!(
        (&pulls["in_force"], &pulls["refused"]),
        (&1.into(), &1.into())
    );
    assert_eq!(consents[0]["history"][2]["what"], "revoked");
    assert_eq!(consents[0]["legal_basis"]["item"], "V");
    assert!(evidence["pulled"]["transactions"].as_u64().unwrap() > 0);
    assert_eq!(evidence["deleted"], evidence["pulled"]);
}

#[test]
fn what_was_not_asked_for_is_not_shown() {
    let desk = Desk::new();
    let (_, evidence, _) = desk.json(&[]);
    let (_, revealed, _) = desk.json(&["--reveal"]);
    let limit = |evidence: &Value| evidence["events"][4].clone();
    assert_eq!(limit(&evidence)["note"], Value::Null);
    assert_eq!(limit(&evidence)["reference"], Value::Null);
    assert_eq!(
        limit(&evidence)["withheld"],
        serde_json::json!(["reference", "note"])
    );
    assert_eq!(limit(&revealed)["withheld"], serde_json::json!([]));
    assert_eq!(limit(&revealed)["reference"], "conta-001");
    let consent = |evidence: &Value| evidence["consents"][0]["id"].as_str().unwrap().to_owned();
    assert!(consent(&evidence).starts_with('…'));
    assert!(consent(&revealed).starts_with("urn:"));
    for shown in [evidence, revealed] {
        assert!(
            !shown.to_string().contains("529.982"),
            "the document is masked"
        );
    }
}

#[test]
fn a_changed_line_is_named_and_the_rest_is_told_as_unproved() {
    let desk = Desk::new();
    let mut lines = desk.lines();
    let pull = lines
        .iter()
        .position(|line| line.contains("data.pulled"))
        .unwrap();
    lines[pull] = lines[pull].replacen("succeeded", "refused", 1);
    desk.write(&lines);
    let heads = story("heads.jsonl");
    let (exit, evidence, stderr) = desk.json(&["--heads", heads.to_str().unwrap()]);
    assert_eq!(exit, Exit::Failed);
    assert_eq!(evidence["chain"]["anchors"][0]["verdict"], "broken_before");
    assert_eq!(
        stderr.lines().last().unwrap(),
        "error: the log is not proved; the evidence says where"
    );
    let place = &evidence["chain"]["breaks"][0];
    assert_eq!(
        place["line"].as_u64().unwrap(),
        u64::try_from(pull + 1).unwrap()
    );
    assert_eq!(place["fault"], "edited");
    assert_eq!(evidence["chain"]["broken_places"], 1);
    let told = evidence["events"].as_array().unwrap();
    assert_eq!(
        events(&evidence)
            .iter()
            .filter(|kind| **kind == "data.pulled")
            .count(),
        1
    );
    assert_eq!(told[0]["is_proved"], true);
    assert_eq!(told[told.len() - 1]["is_proved"], false);
}

#[test]
fn an_end_that_was_cut_off_shows_by_the_register_and_by_a_head() {
    let desk = Desk::new();
    let lines = desk.lines();
    let revoked = lines
        .iter()
        .position(|line| line.contains("consent.revoked"))
        .unwrap();
    desk.write(&lines[..revoked]);
    let (exit, evidence, _) = desk.json(&[]);
    assert_eq!(exit, Exit::Failed);
    assert_eq!(
        evidence["chain"]["broken_places"], 0,
        "the chain itself cannot tell"
    );
    assert_eq!(evidence["findings"][0]["finding"], "change_not_in_log");
    assert_eq!(evidence["findings"][0]["what"], "revoked");

    desk.write(&lines[..2]);
    let heads = story("heads.jsonl");
    let (exit, evidence, _) = desk.json(&["--heads", heads.to_str().unwrap()]);
    assert_eq!(exit, Exit::Failed);
    assert_eq!(evidence["chain"]["anchors"][0]["verdict"], "missing");
}

#[test]
fn another_head_shows_that_the_log_was_written_anew() {
    let desk = Desk::new();
    let heads = desk.dir.path().join("heads.jsonl");
    let forged = format!(
        "{{\"records\":3,\"hash\":\"sha256:{}\"}}\n",
        "ab".repeat(32)
    );
    fs::write(&heads, forged).unwrap();
    let (exit, evidence, _) = desk.json(&["--heads", heads.to_str().unwrap()]);
    assert_eq!(exit, Exit::Failed);
    assert_eq!(evidence["chain"]["anchors"][0]["verdict"], "rewritten");

    fs::write(&heads, "412 sha256:ab\n").unwrap();
    let (exit, _, stderr) = desk.json(&["--heads", heads.to_str().unwrap()]);
    assert_eq!(exit, Exit::Failed);
    assert!(stderr.contains("line 1: not a chain head"), "{stderr}");
}

#[test]
fn a_pull_after_the_revocation_is_found() {
    let desk = Desk::new();
    let key = fs::read_to_string(story("tenant.key")).unwrap();
    let ana = Pseudonymizer::new(&key.into())
        .unwrap()
        .tax_id(ANA)
        .unwrap();
    let (_, before, _) = desk.json(&["--reveal"]);
    let consent = before["consents"][0]["id"].as_str().unwrap();
    let pull = AuditEvent::builder(AuditKind::DATA_PULLED, OffsetDateTime::now_utc());
    let pull = pull
        .subject(ana)
        .source("openfinance")
        .consent_id(consent)
        .legal_basis(LegalBasis::Contract)
        .purpose("conciliação bancária")
        .outcome(AuditOutcome::Succeeded)
        .record_count("transactions", 1);
    let log = JsonLinesSink::open(desk.log()).unwrap();
    log.append_blocking(&pull.build().unwrap()).unwrap();

    let (exit, evidence, _) = desk.json(&[]);
    assert_eq!(
        exit,
        Exit::Done,
        "the log is proved, and says what was done"
    );
    let found = &evidence["findings"][0];
    assert_eq!(found["finding"], "pulled_outside_consent");
    assert_eq!(found["lines"][0], evidence["chain"]["records"]);
}

#[test]
fn the_period_chooses_what_is_listed_and_not_what_is_proved() {
    let desk = Desk::new();
    let (exit, evidence, _) = desk.json(&["--to", "2020-12-31"]);
    assert_eq!(exit, Exit::Done);
    assert!(events(&evidence).is_empty() && evidence["consents"].as_array().unwrap().is_empty());
    let (_, evidence, _) = desk.json(&["--from", "2020-01-01", "--to", "9998-12-31"]);
    assert_eq!(events(&evidence).len(), 8);
}

#[test]
fn people_read_it_in_both_languages_and_in_a_browser() {
    let (log, key) = (story("audit.jsonl"), story("tenant.key"));
    let shown = |more: &[&str]| {
        let mut args = vec![
            "--log",
            log.to_str().unwrap(),
            "--key-file",
            key.to_str().unwrap(),
        ];
        args.extend(more);
        let (exit, stdout, stderr) = call(&args, &[("AUDIT_SUBJECT", ANA)], "");
        assert_eq!(exit, Exit::Done, "{stderr}");
        stdout
    };
    let english = shown(&[]);
    assert!(english.contains("The log is unbroken:") && english.contains("consent withdrawn"));
    let portuguese = shown(&["--lang", "pt"]);
    assert!(portuguese.contains("A trilha está íntegra:"));
    assert!(portuguese.contains("execução de contrato (LGPD, art. 7, V)"));
    let page = shown(&["--lang", "pt", "--format", "html"]);
    assert!(page.starts_with("<!doctype html>") && page.contains("lang=\"pt-BR\""));
    assert!(!page.contains("<script") && !page.contains("529.982"));
}

#[test]
fn wrong_calls_say_what_to_do_and_never_the_document() {
    let log = story("audit.jsonl");
    let log = log.to_str().unwrap();
    for (more, says) in [
        (vec![], "give --subject-file"),
        (vec!["--subject", "529.982.247-26"], "AUDIT_KEY is needed"),
        (vec!["--subject", "hmac-sha256:xx"], "16 hex digits"),
        (
            vec!["--from", "2026-02-01", "--to", "2026-01-01"],
            "exchange them",
        ),
        (vec!["--keep", "x"], "--sandbox"),
    ] {
        let mut args = vec!["--log", log];
        args.extend(more);
        let (exit, _, stderr) = call(&args, &[], "");
        assert_eq!(exit, Exit::Usage, "{stderr}");
        assert!(stderr.contains(says), "{stderr}");
        assert!(!stderr.contains("247-26"), "{stderr}");
    }
    let key = [("AUDIT_KEY", "one secret key for each tenant")];
    let (exit, _, stderr) = call(&["--log", log, "--subject", "529.982.247-26"], &key, "");
    assert_eq!(exit, Exit::Usage);
    assert!(stderr.contains("name 1 of the subject"), "{stderr}");
    let missing = [
        "--log",
        log,
        "--registry",
        "/nowhere/consents",
        "--subject",
        ANA,
    ];
    let (exit, _, stderr) = call(&missing, &key, "");
    assert_eq!(exit, Exit::Failed);
    assert!(stderr.contains("there is no store of consents"), "{stderr}");
}
