//! Reading a log back: what a record says, and what a broken log still says.

use client_core::audit::{
    Actor, AuditEvent, AuditKind, AuditOutcome, AuditSink as _, ChainHead, Evidence, Expiry,
    LegalBasis, MemorySink, Sha256Hash, read_entries,
};
use time::macros::date;

use super::{FOREIGN_CHAIN, NOON, pseudonyms, refreshed};

async fn lines_of(records: usize) -> Vec<String> {
    let sink = MemorySink::new();
    for _ in 0..records {
        sink.append(&refreshed()).await.unwrap();
    }
    sink.json_lines().lines().map(str::to_owned).collect()
}

/// The numbers of the records that are read past all breaks, and each break's line and fault.
fn told(lines: &[String]) -> (Vec<u64>, Vec<(u64, String)>) {
    let log: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let (mut seqs, mut breaks) = (Vec::new(), Vec::new());
    for entry in read_entries(log.as_bytes()).past_breaks() {
        match entry {
            Ok(entry) => seqs.push(entry.seq()),
            Err(broken) => {
                let fault = format!("{:?}", broken.what);
                let word = fault.split_whitespace().next().unwrap();
                breaks.push((broken.line, word.to_owned()));
            }
        }
    }
    (seqs, breaks)
}

fn at(line: u64, fault: &str) -> Vec<(u64, String)> {
    vec![(line, fault.to_owned())]
}

#[tokio::test]
async fn everything_that_was_written_reads_back() {
    let person = pseudonyms().tax_id("529.982.247-25").unwrap();
    let (sink, end) = (MemorySink::new(), NOON + time::Duration::DAY);
    let event = AuditEvent::builder(AuditKind::DATA_PULLED, NOON)
        .outcome(AuditOutcome::Succeeded)
        .actor(Actor::User(person.clone()))
        .controller("Padaria Três Irmãos")
        .processor("Escritório Fictício")
        .subject(person.clone())
        .source("openfinance")
        .institution("18236120")
        .consent_id("urn:bancoficticio:c1")
        .legal_basis(LegalBasis::Contract)
        .purpose("conciliação bancária")
        .scope("ACCOUNTS_READ")
        .date_range(date!(2026 - 11 - 01), date!(2026 - 11 - 20))
        .record_count("transactions", 412)
        .expires_at(Expiry::At(end))
        .evidence(Evidence::of(b"texto").channel("app"))
        .reference("conta-001")
        .request_id("6f1c2c1e-8a52-4d0b-9d6f-2f3b5a7c9e10")
        .note("second try");
    sink.append(&event.build().unwrap()).await.unwrap();
    sink.append(&refreshed()).await.unwrap();

    let log = sink.json_lines();
    let mut entries = read_entries(log.as_bytes()).map(Result::unwrap);
    let facts = entries.next().unwrap().facts().unwrap();
    assert_eq!(facts.record_id.unwrap().len(), 26);
    assert_eq!((facts.recorded_at, &*facts.event), (NOON, "data.pulled"));
    assert_eq!(facts.outcome.as_deref(), Some("succeeded"));
    let actor = facts.actor.unwrap();
    assert_eq!((actor.user, actor.system), (Some(person.clone()), None));
    assert_eq!(facts.controller.as_deref(), Some("Padaria Três Irmãos"));
    assert_eq!(facts.processor.as_deref(), Some("Escritório Fictício"));
    assert_eq!(facts.subject, Some(person));
    assert_eq!(facts.source.as_deref(), Some("openfinance"));
    assert_eq!(facts.institution.as_deref(), Some("18236120"));
    assert_eq!(facts.consent_id.as_deref(), Some("urn:bancoficticio:c1"));
    assert_eq!(facts.legal_basis, Some(LegalBasis::Contract));
    assert_eq!(facts.purpose.as_deref(), Some("conciliação bancária"));
    assert_eq!(facts.scopes, ["ACCOUNTS_READ"]);
    let range = facts.date_range.unwrap();
    let days = (date!(2026 - 11 - 01), date!(2026 - 11 - 20));
    assert_eq!((range.from, range.to), days);
    assert_eq!(facts.record_counts["transactions"], 412);
    assert_eq!(facts.expires_at, Some(Expiry::At(end)));
    assert_eq!(facts.evidence, Some(Evidence::of(b"texto").channel("app")));
    assert_eq!(facts.reference.as_deref(), Some("conta-001"));
    assert!(facts.request_id.is_some());
    assert_eq!(facts.note.as_deref(), Some("second try"));

    let plain = entries.next().unwrap().facts().unwrap();
    assert!(plain.subject.is_none() && plain.expires_at.is_none() && plain.scopes.is_empty());
}

#[test]
fn records_of_others_read_back_too() {
    let read = read_entries(FOREIGN_CHAIN.as_bytes()).map(|entry| entry.unwrap().facts().unwrap());
    assert_eq!(read.count(), 3);
}

#[tokio::test]
async fn no_end_is_told_from_nothing_said() {
    let sink = MemorySink::new();
    let event = AuditEvent::builder(AuditKind::CONSENT_REVOKED, NOON);
    let event = event.expires_at(Expiry::Indefinite).build().unwrap();
    sink.append(&event).await.unwrap();
    let log = sink.json_lines();
    let entry = read_entries(log.as_bytes()).next().unwrap().unwrap();
    assert_eq!(entry.facts().unwrap().expires_at, Some(Expiry::Indefinite));
}

#[tokio::test]
async fn behind_an_edited_line_the_rest_is_told() {
    let mut lines = lines_of(5).await;
    assert_eq!(told(&lines), (vec![1, 2, 3, 4, 5], Vec::new()));
    lines[1] = lines[1].replacen("contaazul", "contabeta", 1);
    assert_eq!(told(&lines), (vec![1, 3, 4, 5], at(2, "Edited")));
    lines[1] = "{}".to_owned();
    assert_eq!(told(&lines), (vec![1, 3, 4, 5], at(2, "Malformed")));
    lines[1] = "x".repeat(300 * 1024);
    assert_eq!(told(&lines), (vec![1, 3, 4, 5], at(2, "TooLong")));
}

#[tokio::test]
async fn a_gap_is_told_once_and_the_record_behind_it_is_told() {
    let mut lines = lines_of(5).await;
    lines.remove(2);
    assert_eq!(told(&lines), (vec![1, 2, 4, 5], at(3, "Unlinked")));
}

#[tokio::test]
async fn an_end_that_was_torn_ends_the_reading() {
    let mut log = lines_of(2).await.join("\n");
    log.truncate(log.len() - 1);
    let mut entries = read_entries(log.as_bytes()).past_breaks();
    assert!(entries.next().unwrap().is_ok());
    let broken = entries.next().unwrap().unwrap_err();
    assert_eq!(broken.to_string(), "audit log, line 2: the line has no end");
    assert!(entries.next().is_none());
}

/// Anybody can compute a hash, also of the largest number.
#[test]
fn a_forged_record_with_the_largest_number_does_no_harm() {
    let before = ChainHead::GENESIS.hash();
    let content = format!(
        r#"{{"seq":{},"recorded_at":"2026-11-21T12:00:00Z","event":"a.b","prev_hash":"{before}""#,
        u64::MAX
    );
    let hash = Sha256Hash::of(format!("{before}{content}}}").as_bytes());
    let line = format!(r#"{content},"hash":"{hash}"}}"#);
    let (seqs, breaks) = told(&[line.clone(), line]);
    assert_eq!(seqs, [u64::MAX, u64::MAX]);
    assert_eq!(breaks.len(), 2);
}
