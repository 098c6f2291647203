use client_core::audit::{
    AuditSink, ChainBreak, ChainHead, MemorySink, Sha256Hash, verify_against, verify_chain,
};

use super::{FOREIGN_CHAIN, refreshed};

async fn log_of(records: usize) -> (String, ChainHead) {
    let sink = MemorySink::new();
    for _ in 0..records {
        sink.append(&refreshed()).await.unwrap();
    }
    (sink.json_lines(), sink.head())
}

async fn lines_of(records: usize) -> Vec<String> {
    log_of(records).await.0.lines().map(str::to_owned).collect()
}

fn joined<'l>(lines: impl IntoIterator<Item = &'l String>) -> String {
    lines.into_iter().map(|line| format!("{line}\n")).collect()
}

/// Line and fault.
fn place(broken: ChainBreak) -> (u64, String) {
    (broken.line, format!("{:?}", broken.what))
}

fn broken(log: &str) -> (u64, String) {
    place(verify_chain(log.as_bytes()).unwrap_err())
}

fn unlinked(line: u64, expected_seq: u64, found_seq: u64) -> (u64, String) {
    let fault = format!("Unlinked {{ expected_seq: {expected_seq}, found_seq: {found_seq} }}");
    (line, fault)
}

#[test]
fn verifies_a_log_made_by_the_documented_recipe() {
    let head = verify_chain(FOREIGN_CHAIN.as_bytes()).unwrap();
    assert_eq!(head.records(), 3);
    assert_eq!(
        head.hash().to_string(),
        "sha256:c7a7b34ebb51e999d7a36f9b808d570864ca4d813ceffb3a2282f665c87c81b8"
    );
    assert_eq!(verify_chain(&b""[..]).unwrap(), ChainHead::GENESIS);
}

#[tokio::test]
async fn every_edited_byte_shows_in_its_line() {
    let (log, head) = log_of(3).await;
    assert_eq!(verify_chain(log.as_bytes()).unwrap(), head);
    let second = log.find('\n').unwrap() + 1..log.rfind("{\"seq\":3").unwrap();
    for index in second {
        let mut edited = log.clone().into_bytes();
        edited[index] ^= 1;
        let broken = verify_chain(edited.as_slice()).unwrap_err();
        assert_eq!(broken.line, 2, "byte {index}: {broken}");
    }
}

#[tokio::test]
async fn an_edited_record_is_told_from_a_line_that_is_no_record() {
    let mut lines = lines_of(3).await;
    let log = joined(&lines);
    lines[1] = lines[1].replace("contaazul", "blu");
    assert_eq!(broken(&joined(&lines)), (2, "Edited".into()));

    for (text, line) in [
        (log.replace('\n', "\r\n"), 1),
        (log.replacen('\n', "\n\n", 1), 2),
        (format!("{log}{{}}\n"), 4),
        (log.replacen("\"}\n", "\"} \n", 1), 1),
    ] {
        assert_eq!(broken(&text), (line, "Malformed".into()));
    }
    assert_eq!(broken(log.trim_end()), (3, "Unterminated".into()));
    assert_eq!(broken(&"x".repeat(300_000)), (1, "TooLong".into()));
}

#[tokio::test]
async fn removed_inserted_and_moved_records_show() {
    let lines = lines_of(4).await;
    let pick = |order: &[usize]| joined(order.iter().map(|index| &lines[*index]));

    assert_eq!(broken(&pick(&[0, 2, 3])), unlinked(2, 2, 3), "removed");
    assert_eq!(
        broken(&pick(&[1, 2, 3])),
        unlinked(1, 1, 2),
        "removed at the beginning"
    );
    assert_eq!(broken(&pick(&[0, 2, 1, 3])), unlinked(2, 2, 3), "moved");
    assert_eq!(
        broken(&pick(&[0, 1, 1, 2, 3])),
        unlinked(3, 3, 2),
        "a copy inserted"
    );
}

#[tokio::test]
async fn a_record_replaced_with_its_hash_shows_in_the_next_line() {
    let mut lines = lines_of(3).await;
    lines[0] = lines_of(1).await.remove(0);
    assert_eq!(broken(&joined(&lines)), unlinked(2, 2, 2));
}

#[tokio::test]
async fn an_anchor_shows_a_cut_end_and_a_log_written_anew() {
    let (log, head) = log_of(3).await;
    let stored = serde_json::to_string(&head).unwrap();
    let anchor: ChainHead = serde_json::from_str(&stored).unwrap();
    assert_eq!(verify_against(log.as_bytes(), &anchor).unwrap(), head);

    let cut = &log[..log.rfind("{\"seq\":3").unwrap()];
    assert!(verify_chain(cut.as_bytes()).is_ok());
    let truncated = place(verify_against(cut.as_bytes(), &anchor).unwrap_err());
    assert_eq!(truncated, (3, "Truncated { anchored: 3, found: 2 }".into()));

    let (anew, _) = log_of(5).await;
    assert!(verify_chain(anew.as_bytes()).is_ok());
    let rewritten = place(verify_against(anew.as_bytes(), &anchor).unwrap_err());
    assert_eq!(rewritten, (3, "Rewritten".into()));
}

#[test]
fn hashes_parse_strictly() {
    let text = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(text.parse::<Sha256Hash>().unwrap(), Sha256Hash::of(b"abc"));
    for wrong in ["", "sha256:", &text[7..], &text[..70], "sha512:00"] {
        assert!(wrong.parse::<Sha256Hash>().is_err(), "{wrong}");
    }
    assert!(serde_json::from_str::<ChainHead>(r#"{"records":1,"hash":"sha256:00"}"#).is_err());
}
