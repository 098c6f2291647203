use std::fs;
use std::path::Path;

use client_core::audit::{
    AuditError, AuditEvent, AuditKind, AuditSink, ChainHead, Durability, JsonLinesOptions,
    JsonLinesSink, verify_chain,
};
use futures_util::FutureExt as _;

use super::{FOREIGN_CHAIN, NOON, PLANTED_CPF, PLANTED_TOKEN, pseudonyms, refreshed};

fn file_head(path: &Path) -> ChainHead {
    verify_chain(fs::read(path).unwrap().as_slice()).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn concurrent_appends_keep_the_chain_and_every_event() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("audit.jsonl");
    let sink = JsonLinesOptions::new()
        .with_durability(Durability::OperatingSystem)
        .open(&path)
        .unwrap();
    let events: Vec<AuditEvent> = (0..200).map(|_| refreshed()).collect();
    let writes = events.iter().cloned().map(|event| {
        let sink = sink.clone();
        tokio::spawn(async move { sink.append(&event).await })
    });
    for write in writes.collect::<Vec<_>>() {
        write.await.unwrap().unwrap();
    }
    sink.sync().unwrap();

    assert_eq!(file_head(&path), sink.head());
    assert_eq!(sink.head().records(), 200);
    let log = fs::read_to_string(&path).unwrap();
    for event in &events {
        assert_eq!(log.matches(event.record_id()).count(), 1);
    }
}

#[tokio::test]
async fn a_dropped_future_leaves_a_whole_record() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("audit.jsonl");
    let sink = JsonLinesSink::open(&path).unwrap();
    let begun = sink.append(&refreshed()).now_or_never();
    assert!(begun.is_none_or(|written| written.is_ok()));
    // The log, and with it the lock, lives until the begun write is done.
    drop(sink);
    while matches!(JsonLinesSink::open(&path), Err(AuditError::Locked { .. })) {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    assert_eq!(file_head(&path).records(), 1);
}

#[tokio::test]
async fn nothing_planted_reaches_the_file() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("audit.jsonl");
    let sink = JsonLinesSink::open(&path).unwrap();
    let event = AuditEvent::builder(AuditKind::OAUTH_REFRESH_FAILED, NOON)
        .subject(pseudonyms().tax_id(PLANTED_CPF).unwrap())
        .note(format!(
            "400: {PLANTED_TOKEN} of {PLANTED_CPF} / ana@exemplo.com.br expired"
        ))
        .build()
        .unwrap();
    sink.append(&event).await.unwrap();

    let log = fs::read_to_string(&path).unwrap();
    assert!(
        log.contains("400: [token] of [cpf] / [email] expired"),
        "{log}"
    );
    for planted in [PLANTED_CPF, "52998224725", PLANTED_TOKEN, "eyJ", "exemplo"] {
        assert!(
            !log.contains(planted) && !format!("{event:?}").contains(planted),
            "{planted}"
        );
    }
}

#[test]
fn continues_an_existing_chain_and_needs_no_runtime() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("audit.jsonl");
    for round in 1..=3 {
        let sink = JsonLinesSink::open(&path).unwrap();
        sink.append_blocking(&refreshed()).unwrap();
        assert_eq!(sink.head().records(), round);
        assert_eq!(file_head(&path), sink.head());
    }
    fs::write(&path, FOREIGN_CHAIN).unwrap();
    let sink = JsonLinesSink::open(&path).unwrap();
    sink.append_blocking(&refreshed()).unwrap();
    assert_eq!(file_head(&path).records(), 4);
}

#[cfg(unix)]
#[test]
fn a_new_log_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("audit.jsonl");
    let _sink = JsonLinesSink::open(&path).unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
}

#[test]
fn one_writer_at_a_time_until_it_is_gone() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("audit.jsonl");
    let first = JsonLinesSink::open(&path).unwrap();
    let clone = first.clone();
    first.append_blocking(&refreshed()).unwrap();
    drop(first);
    let refused = JsonLinesSink::open(&path).unwrap_err();
    assert!(matches!(refused, AuditError::Locked { .. }), "{refused}");

    drop(clone);
    let second = JsonLinesSink::open(&path).unwrap();
    second.append_blocking(&refreshed()).unwrap();
    assert_eq!(second.head().records(), 2);
}

#[test]
fn a_write_past_the_lock_is_noticed() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("audit.jsonl");
    let sink = JsonLinesSink::open(&path).unwrap();
    sink.append_blocking(&refreshed()).unwrap();
    let mut foreign = fs::read(&path).unwrap();
    foreign.extend_from_slice(b"{}\n");
    fs::write(&path, foreign).unwrap();
    let late = sink.append_blocking(&refreshed()).unwrap_err();
    assert!(matches!(late, AuditError::ForeignWrite { .. }), "{late}");
}

#[test]
fn a_torn_tail_is_reported_and_cut_only_when_told() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("audit.jsonl");
    let whole = FOREIGN_CHAIN.len();
    for torn in [1, 40, FOREIGN_CHAIN.find('\n').unwrap()] {
        let mut log = FOREIGN_CHAIN.to_owned();
        log.push_str(&FOREIGN_CHAIN[..torn]);
        fs::write(&path, &log).unwrap();

        let refused = JsonLinesSink::open(&path).unwrap_err();
        assert!(
            matches!(refused, AuditError::TornTail { whole: w, torn: t }
                if (w, t) == (whole as u64, torn as u64)),
            "{refused}"
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), log, "untouched");

        let sink = JsonLinesOptions::new()
            .with_torn_tail_cut()
            .open(&path)
            .unwrap();
        sink.append_blocking(&refreshed()).unwrap();
        assert_eq!(file_head(&path).records(), 4);
    }
    // Torn in its very first record; and zeros, as some file systems leave after a power cut.
    for content in [
        "{\"seq\":1,\"rec".to_owned(),
        format!("{FOREIGN_CHAIN}{}", "\0".repeat(99_999)),
    ] {
        fs::write(&path, content).unwrap();
        assert!(matches!(
            JsonLinesSink::open(&path),
            Err(AuditError::TornTail { .. })
        ));
        let sink = JsonLinesOptions::new()
            .with_torn_tail_cut()
            .open(&path)
            .unwrap();
        sink.append_blocking(&refreshed()).unwrap();
        assert_eq!(file_head(&path), sink.head());
    }
}

#[test]
fn a_tail_that_does_not_prove_itself_is_not_continued() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("audit.jsonl");
    for log in [
        FOREIGN_CHAIN.replace("consent.revoked", "consent.renewed"),
        format!("{FOREIGN_CHAIN}\n"),
        format!("{}\n", "x".repeat(300_000)),
    ] {
        fs::write(&path, &log).unwrap();
        let refused = JsonLinesOptions::new()
            .with_torn_tail_cut()
            .open(&path)
            .unwrap_err();
        assert!(matches!(refused, AuditError::BrokenTail(_)), "{refused}");
        assert_eq!(fs::read_to_string(&path).unwrap(), log, "untouched");
    }
}

#[test]
fn a_log_changed_behind_its_back_is_not_written_on() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("audit.jsonl");
    let sink = JsonLinesSink::open(&path).unwrap();
    sink.append_blocking(&refreshed()).unwrap();
    fs::write(&path, "").unwrap();
    let refused = sink.append_blocking(&refreshed()).unwrap_err();
    assert!(
        matches!(refused, AuditError::ForeignWrite { found: 0, .. }),
        "{refused}"
    );
    assert_eq!(fs::read(&path).unwrap(), b"");
}
