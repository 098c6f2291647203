//! One suite for both stores, and what only files can suffer.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use client_core::ErrorKind;
use client_core::auth::store::{FileTokenStore, MemoryTokenStore, SaveError, TokenStore};
use client_core::auth::{GrantKey, StoredGrant};
use secrecy::{ExposeSecret as _, SecretString};
use time::macros::datetime;
use tokio::time::timeout;

use super::{key, stored, stored_refresh_token};

fn grant(refresh_token: &str) -> StoredGrant {
    let mut grant = StoredGrant::new(refresh_token, datetime!(2026-11-21 12:00 UTC))
        .with_extra("company", "padaria-1");
    grant.access_token = Some("a-1".into());
    grant.expires_at = Some(datetime!(2026-11-21 13:00 UTC));
    grant.generation = 7;
    grant.scope = Some("openid profile".to_owned());
    grant
}

async fn keeps_the_contract(store: &dyn TokenStore) {
    assert!(store.load(&key()).await.unwrap().is_none());
    let first = store.save(&key(), None, &grant("r1")).await.unwrap();
    let back = store.load(&key()).await.unwrap().unwrap();
    assert_eq!(back.version, first);
    let written = grant("r1").expose_as_json().unwrap();
    let read = back.value.expose_as_json().unwrap();
    assert_eq!(read.expose_secret(), written.expose_secret());

    let second = store.save(&key(), Some(first), &grant("r2")).await.unwrap();
    for outdated in [None, Some(first)] {
        match store.save(&key(), outdated, &grant("r3")).await {
            Err(SaveError::Conflict { current }) => assert_eq!(current, Some(second)),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(stored_refresh_token(store).await, "r2");

    assert!(store.delete(&key()).await.unwrap());
    assert!(!store.delete(&key()).await.unwrap());
    match store.save(&key(), Some(second), &grant("r3")).await {
        Err(SaveError::Conflict { current: None }) => {}
        other => panic!("{other:?}"),
    }
    let reborn = store.save(&key(), None, &grant("r4")).await.unwrap();
    assert!(reborn != first && reborn != second, "a version came back");

    let odd_keys = [
        GrantKey::new("ab", "c"),
        GrantKey::new("a", "bc"),
        GrantKey::new("", ""),
        GrantKey::new("padaria", "../../../etc/passwd"),
        GrantKey::new("padaria", "nul\0:*?\"<>| ção"),
        GrantKey::new("padaria", "x".repeat(10_000)),
    ];
    for (number, odd) in odd_keys.iter().enumerate() {
        let grant = grant(&format!("odd-{number}"));
        store.save(odd, None, &grant).await.unwrap();
    }
    for (number, odd) in odd_keys.iter().enumerate() {
        let token = store.load(odd).await.unwrap().unwrap().value.refresh_token;
        assert_eq!(token.expose_secret(), format!("odd-{number}"));
    }

    let listed = store.list("padaria").await.unwrap();
    let mut expected: Vec<_> = odd_keys[3..].iter().cloned().chain([key()]).collect();
    expected.retain(|one| one.service() == "padaria");
    expected.sort();
    assert_eq!(listed, expected);
    assert_eq!(store.list("nobody").await.unwrap(), []);
    store.delete(&odd_keys[4]).await.unwrap();
    assert_eq!(
        store.list("padaria").await.unwrap().len(),
        expected.len() - 1
    );
}

async fn locks_one_grant_at_a_time(store: &dyn TokenStore) {
    let brief = Duration::from_millis(60);
    let held = store.lock(&key()).await.unwrap();
    assert!(timeout(brief, store.lock(&key())).await.is_err());
    let other = GrantKey::new("padaria", "another");
    drop(timeout(brief, store.lock(&other)).await.unwrap().unwrap());
    drop(held);
    let _again = timeout(Duration::from_secs(5), store.lock(&key()))
        .await
        .unwrap()
        .unwrap();
}

/// Many writers, each adding one to what it read: none of the additions may be lost.
async fn loses_no_update(store: Arc<dyn TokenStore>) {
    store.save(&key(), None, &grant("0")).await.unwrap();
    let writers: Vec<_> = (0..8)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                for _ in 0..5 {
                    loop {
                        let current = store.load(&key()).await.unwrap().unwrap();
                        let mut next = current.value;
                        next.generation += 1;
                        match store.save(&key(), Some(current.version), &next).await {
                            Ok(_) => break,
                            Err(SaveError::Conflict { .. }) => {}
                            Err(error) => panic!("{error}"),
                        }
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(stored(store.as_ref()).await.generation, 7 + 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_store() {
    keeps_the_contract(&MemoryTokenStore::new()).await;
    locks_one_grant_at_a_time(&MemoryTokenStore::new()).await;
    loses_no_update(Arc::new(MemoryTokenStore::new())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn file_store() {
    let open = |directory| FileTokenStore::open(home(directory)).unwrap();
    let directories = [(); 3].map(|()| tempfile::tempdir().unwrap());
    keeps_the_contract(&open(&directories[0])).await;
    locks_one_grant_at_a_time(&open(&directories[1])).await;
    loses_no_update(Arc::new(open(&directories[2]))).await;
}

/// The store's directory, which it makes itself so that nobody else can read it.
fn home(directory: &tempfile::TempDir) -> PathBuf {
    directory.path().join("grants")
}

/// A store with one grant, and the grant's file.
async fn one_grant() -> (tempfile::TempDir, FileTokenStore, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let store = FileTokenStore::open(home(&directory)).unwrap();
    store.save(&key(), None, &grant("r1")).await.unwrap();
    let file = files_ending(&home(&directory), ".grant").remove(0);
    (directory, store, file)
}

fn files_ending(directory: &Path, ending: &str) -> Vec<PathBuf> {
    let paths = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.to_str().unwrap().ends_with(ending))
        .collect()
}

#[tokio::test]
async fn a_reopened_store_finds_its_grants() {
    let (directory, store, _) = one_grant().await;
    drop(store);
    let store = FileTokenStore::open(home(&directory)).unwrap();
    assert_eq!(stored_refresh_token(&store).await, "r1");
}

#[tokio::test]
async fn a_torn_or_damaged_file_is_an_error_and_never_an_empty_store() {
    let (_directory, store, file) = one_grant().await;
    let whole = fs::read(&file).unwrap();
    let torn = (0..whole.len()).map(|length| whole[..length].to_vec());
    let flipped = (0..whole.len()).map(|place| {
        let mut bytes = whole.clone();
        bytes[place] ^= 1;
        bytes
    });
    for bytes in torn.chain(flipped) {
        fs::write(&file, &bytes).unwrap();
        let error = store.load(&key()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Store);
        assert!(!format!("{error} {error:?}").contains("r1"));
        let overwriting = store.save(&key(), None, &grant("r9")).await;
        assert!(
            matches!(overwriting, Err(SaveError::Failed(_))),
            "{overwriting:?}"
        );
    }
    fs::write(&file, &whole).unwrap();
    assert_eq!(stored_refresh_token(&store).await, "r1");
}

#[tokio::test]
async fn one_grant_copied_over_another_is_noticed() {
    let (directory, store, file) = one_grant().await;
    let other = GrantKey::new("padaria", "another");
    store.save(&other, None, &grant("r-other")).await.unwrap();
    let files = files_ending(&home(&directory), ".grant");
    let others_file = files.iter().find(|path| **path != file).unwrap();
    fs::copy(&file, others_file).unwrap();
    let error = store.load(&other).await.unwrap_err();
    assert!(error.to_string().contains("copied or renamed"), "{error}");
    let error = store.list("padaria").await.unwrap_err();
    assert!(error.to_string().contains("copied or renamed"), "{error}");
}

/// As files were written before they said whose they are.
fn without_its_key(file: &Path) {
    let text = fs::read_to_string(file).unwrap();
    let (header, body) = text.split_once('\n').unwrap();
    let mut header: serde_json::Value = serde_json::from_str(header).unwrap();
    header.as_object_mut().unwrap().remove("key");
    let (name, version) = (header["name"].as_str().unwrap(), &header["version"]);
    let all = format!("{name}\n{version}\n{}", body.trim_end());
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, all.as_bytes());
    let hash: String = hash
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    header["sha256"] = hash.into();
    fs::write(file, format!("{header}\n{body}")).unwrap();
}

#[tokio::test]
async fn a_file_that_does_not_say_whose_it_is_is_read_and_not_left_out_of_the_list() {
    let (_directory, store, file) = one_grant().await;
    without_its_key(&file);
    let stored = store.load(&key()).await.unwrap().unwrap();
    let error = store.list("padaria").await.unwrap_err();
    assert!(
        error.to_string().contains("once the grant is saved again"),
        "{error}"
    );
    store
        .save(&key(), Some(stored.version), &stored.value)
        .await
        .unwrap();
    assert_eq!(store.list("padaria").await.unwrap(), [key()]);
}

#[tokio::test]
async fn grants_without_their_names_key_are_not_taken_for_no_grants() {
    let (directory, store, _) = one_grant().await;
    drop(store);
    let names_key = home(&directory).join("names.key");
    let bytes = fs::read(&names_key).unwrap();
    fs::remove_file(&names_key).unwrap();
    let error = FileTokenStore::open(home(&directory)).unwrap_err();
    assert!(error.to_string().contains("names.key is gone"), "{error}");
    fs::write(&names_key, &bytes[1..]).unwrap();
    let error = FileTokenStore::open(home(&directory)).unwrap_err();
    assert!(
        error.to_string().contains("names.key is damaged"),
        "{error}"
    );
    fs::write(&names_key, &bytes).unwrap();
    let store = FileTokenStore::open(home(&directory)).unwrap();
    assert_eq!(stored_refresh_token(&store).await, "r1");
}

#[tokio::test]
async fn half_written_files_are_cleared_away_and_nothing_else() {
    let (directory, _, file) = one_grant().await;
    let leftover = file.with_extension("grant.tmp");
    let foreign = home(&directory).join("notes.tmp");
    fs::write(&leftover, "{").unwrap();
    fs::write(&foreign, "theirs").unwrap();
    let store = FileTokenStore::open(home(&directory)).unwrap();
    assert!(!leftover.exists() && foreign.exists());
    assert_eq!(stored_refresh_token(&store).await, "r1");
}

#[tokio::test]
async fn file_names_tell_nobody_whose_grants_these_are() {
    let (directory, _, file) = one_grant().await;
    let name = file.file_name().unwrap().to_str().unwrap();
    assert!(!name.contains(key().id()) && !name.contains(key().service()));
    // Another directory names the same grant differently: the names cannot be guessed at.
    let (_other_directory, _, other) = one_grant().await;
    assert_ne!(other.file_name().unwrap(), name);
    assert!(home(&directory).join(name).exists());
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let parent = tempfile::tempdir().unwrap();
    let directory = parent.path().join("a/b");
    let store = FileTokenStore::open(&directory).unwrap();
    store.save(&key(), None, &grant("r1")).await.unwrap();
    let _lock = store.lock(&key()).await.unwrap();
    assert_eq!(mode(&directory), 0o700);
    for entry in fs::read_dir(&directory).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o750)).unwrap();
    let error = FileTokenStore::open(&directory).unwrap_err();
    assert!(error.to_string().contains("0700"), "{error}");
}

#[tokio::test]
async fn waiting_for_a_lock_ends_with_an_error_that_says_so() {
    let (_directory, store, _) = one_grant().await;
    let _held = store.lock(&key()).await.unwrap();
    let impatient = store.clone().with_longest_wait(Duration::from_millis(50));
    let error = impatient.lock(&key()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store);
}

#[test]
fn files_outside_of_a_runtime_give_an_error_and_no_panic() {
    let directory = tempfile::tempdir().unwrap();
    let store = FileTokenStore::open(home(&directory)).unwrap();
    let loaded = futures_util::FutureExt::now_or_never(store.load(&key())).unwrap();
    assert_eq!(loaded.unwrap_err().kind(), ErrorKind::Config);
}

#[test]
fn damaged_json_is_not_quoted() {
    let json = SecretString::from(r#"{"refresh_token": s3cr3t}"#);
    let error = StoredGrant::from_exposed_json(&json).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store);
    assert!(!format!("{error} {error:?}").contains("s3cr3t"));
}
