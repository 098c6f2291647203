//! Real processes over one file store: killed at the worst moment, and racing each other.
//!
//! A child is this test binary again, told by the environment what to do.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use client_core::auth::oauth::{ClientAuth, GrantTokens, OAuthClient};
use client_core::auth::store::{FileTokenStore, TokenStore as _};
use client_core::auth::{AuthEvents, StoredGrant, TokenCache, TokenEvent};
use secrecy::ExposeSecret as _;
use time::OffsetDateTime;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use super::{key, stored_refresh_token, url};

const ROLE: &str = "CLIENT_CORE_TEST_ROLE";
const STORE: &str = "CLIENT_CORE_TEST_STORE";
const SERVER: &str = "CLIENT_CORE_TEST_SERVER";

const RACES: usize = 15;

/// Rotates refresh tokens `r0`, `r1`, … and kills the grant when one is spent twice.
#[derive(Clone, Default)]
struct Provider(Arc<Mutex<Rotation>>);

#[derive(Default)]
struct Rotation {
    current: usize,
    dead: bool,
}

impl Provider {
    async fn start(&self) -> MockServer {
        let server = MockServer::start().await;
        Mock::given(method("POST"))
            .and(path("/token"))
            .respond_with(self.clone())
            .named("token endpoint")
            .mount(&server)
            .await;
        server
    }

    fn current(&self) -> usize {
        self.0.lock().unwrap().current
    }

    fn is_dead(&self) -> bool {
        self.0.lock().unwrap().dead
    }
}

impl Respond for Provider {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let mut rotation = self.0.lock().unwrap();
        let fields = url::form_urlencoded::parse(&request.body);
        let (_, spent) = fields
            .into_iter()
            .find(|(name, _)| name == "refresh_token")
            .unwrap();
        if rotation.dead || spent != format!("r{}", rotation.current) {
            rotation.dead = true;
            let refusal = serde_json::json!({ "error": "invalid_grant" });
            return ResponseTemplate::new(400).set_body_json(refusal);
        }
        rotation.current += 1;
        let number = rotation.current;
        ResponseTemplate::new(200)
            .set_delay(Duration::from_millis(5))
            .set_body_json(serde_json::json!({
                "access_token": format!("a{number}"),
                "refresh_token": format!("r{number}"),
                "expires_in": 3600,
                "token_type": "Bearer",
            }))
    }
}

fn home(directory: &tempfile::TempDir) -> PathBuf {
    directory.path().join("grants")
}

async fn store_with_r0(home: &Path) -> FileTokenStore {
    let store = FileTokenStore::open(home).unwrap();
    let grant = StoredGrant::new("r0", OffsetDateTime::now_utc());
    store.save(&key(), None, &grant).await.unwrap();
    store
}

fn source(server: &str, home: &Path, events: Arc<dyn AuthEvents>) -> GrantTokens {
    let client = OAuthClient::builder("client-1", ClientAuth::Public)
        .token_url(url(server).join("/token").unwrap())
        .events(events)
        .build()
        .unwrap();
    GrantTokens::new(client, Arc::new(FileTokenStore::open(home).unwrap()), key())
}

fn spawn(role: &str, home: &Path, server: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "auth::processes::child",
            "--ignored",
            "--nocapture",
        ])
        .env(ROLE, role)
        .env(STORE, home)
        .env(SERVER, server)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What a child does; by itself it is no test.
#[tokio::test]
#[ignore = "the body of the child processes that other tests start"]
async fn child() {
    let (Ok(role), Ok(home), Ok(server)) = (
        std::env::var(ROLE),
        std::env::var(STORE),
        std::env::var(SERVER),
    ) else {
        return;
    };
    let home = PathBuf::from(home);
    match role.as_str() {
        "die after saving" => {
            let cache = TokenCache::new(Arc::new(source(&server, &home, Arc::new(Abort))));
            let _ = cache.token().await;
        }
        "hold the lock" => {
            let store = FileTokenStore::open(&home).unwrap();
            let _lock = store.lock(&key()).await.unwrap();
            std::fs::write(home.join("held"), "").unwrap();
            std::thread::sleep(Duration::from_secs(600));
        }
        "race" => {
            let source = source(&server, &home, Arc::new(Indifferent));
            let cache = TokenCache::new(Arc::new(source));
            for _ in 0..RACES {
                let token = cache.token().await.unwrap();
                cache.refuse(token.generation());
            }
        }
        other => panic!("no role {other}"),
    }
}

#[derive(Debug)]
struct Indifferent;

impl AuthEvents for Indifferent {}

/// Dies between the provider's answer and the hand-out, as a power cut would have it.
#[derive(Debug)]
struct Abort;

#[async_trait]
impl AuthEvents for Abort {
    async fn refreshed(&self, _: &TokenEvent<'_>) {
        std::process::abort();
    }
}

#[tokio::test]
async fn a_process_killed_before_the_hand_out_finds_the_new_refresh_token() {
    let provider = Provider::default();
    let server = provider.start().await;
    let directory = tempfile::tempdir().unwrap();
    let store = store_with_r0(&home(&directory)).await;

    let mut child = spawn("die after saving", &home(&directory), &server.uri());
    let status = tokio::task::spawn_blocking(move || child.wait().unwrap())
        .await
        .unwrap();
    assert!(!status.success(), "the child was to die");
    assert_eq!(provider.current(), 1);
    assert_eq!(stored_refresh_token(&store).await, "r1");

    // The next process goes on where it ended: no lock in the way, and nothing to spend.
    let source = source(&server.uri(), &home(&directory), Arc::new(Indifferent));
    let cache = TokenCache::new(Arc::new(source));
    let token = cache.token().await.unwrap();
    assert_eq!(token.secret().expose_secret(), "a1");
    cache.refuse(token.generation());
    assert_eq!(cache.token().await.unwrap().secret().expose_secret(), "a2");
    assert!(!provider.is_dead());
}

#[tokio::test]
async fn the_lock_of_a_killed_process_is_free_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let store = store_with_r0(&home(&directory)).await;
    let mut child = spawn("hold the lock", &home(&directory), "http://127.0.0.1:9");
    while !home(&directory).join("held").exists() {
        tokio::time::sleep(Duration::from_millis(10)).await;
        assert!(child.try_wait().unwrap().is_none(), "the child ended early");
    }
    let impatient = store.clone().with_longest_wait(Duration::from_millis(100));
    impatient.lock(&key()).await.unwrap_err();
    child.kill().unwrap();
    child.wait().unwrap();
    let _lock = impatient.lock(&key()).await.unwrap();
}

#[tokio::test]
async fn processes_that_share_a_store_never_spend_one_refresh_token_twice() {
    let provider = Provider::default();
    let server = provider.start().await;
    let directory = tempfile::tempdir().unwrap();
    let store = store_with_r0(&home(&directory)).await;

    let children = [(); 3].map(|()| spawn("race", &home(&directory), &server.uri()));
    for mut child in children {
        let status = tokio::task::spawn_blocking(move || child.wait().unwrap())
            .await
            .unwrap();
        assert!(status.success(), "a racing child failed");
    }
    assert!(!provider.is_dead(), "a refresh token was spent twice");
    let rotations = provider.current();
    assert!((RACES..=3 * RACES).contains(&rotations), "{rotations}");
    assert_eq!(stored_refresh_token(&store).await, format!("r{rotations}"));
}
