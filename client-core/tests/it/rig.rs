//! An executor over a scripted transport, with everything it does written down.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use client_core::auth::{Credential, Generation};
use client_core::http::{Call, Request, Response, Transport, TransportError};
use client_core::observe::{AttemptReport, CallReport, Observer};
use client_core::retry::{ExponentialBackoff, NoRetry};
use client_core::testing::{FakeTransport, Script};
use client_core::{Error, Executor, ExecutorBuilder, Idempotency, Operation, Paging, Result};
use http::header::{AUTHORIZATION, HeaderName};
use http::{HeaderValue, Method};
use tokio::time::{Instant, sleep};
use url::Url;

pub(crate) static READ: Operation = operation("test.things.get", Method::GET, Idempotency::Safe);
pub(crate) static CREATE: Operation =
    operation("test.things.create", Method::POST, Idempotency::Unsafe);
pub(crate) static PAY: Operation = operation("test.things.pay", Method::POST, Idempotency::Keyed);

const fn operation(name: &'static str, method: Method, idempotency: Idempotency) -> Operation {
    Operation {
        name,
        method,
        path: "/v1/things/{id}",
        idempotency,
        paging: Paging::None,
        mark: "test",
    }
}

pub(crate) const KEY_HEADER: HeaderName = HeaderName::from_static("idempotency-key");

pub(crate) fn read() -> Call {
    Call::new(&READ).argument("id", 7)
}

pub(crate) fn create() -> Call {
    Call::new(&CREATE).argument("id", 7)
}

pub(crate) fn pay() -> Call {
    Call::new(&PAY).argument("id", 7)
}

pub(crate) fn base_url() -> Url {
    Url::parse("https://api.example.com/base/").unwrap()
}

/// What happened when, on the paused clock.
#[derive(Clone, Debug)]
pub(crate) struct Journal {
    start: Instant,
    entries: Arc<Mutex<Vec<(Duration, String)>>>,
}

impl Journal {
    fn new() -> Self {
        Self {
            start: Instant::now(),
            entries: Arc::default(),
        }
    }

    pub(crate) fn note(&self, what: impl Into<String>) {
        let entry = (self.start.elapsed(), what.into());
        self.entries.lock().unwrap().push(entry);
    }

    /// Entries as `millis what`.
    pub(crate) fn lines(&self) -> Vec<String> {
        let entries = self.entries.lock().unwrap();
        let line = |(at, what): &(Duration, String)| format!("{} {what}", at.as_millis());
        entries.iter().map(line).collect()
    }
}

/// A transport that notes each request in the journal.
#[derive(Debug)]
struct Noted {
    inner: Arc<FakeTransport>,
    journal: Journal,
}

#[async_trait]
impl Transport for Noted {
    async fn call(&self, request: Request, timeout: Duration) -> Result<Response, TransportError> {
        self.journal.note("transport");
        self.inner.call(request, timeout).await
    }
}

/// A credential whose tokens can be dropped; token *n* is `token-n`.
#[derive(Debug)]
pub(crate) struct Tokens {
    generation: AtomicU64,
    delay: Duration,
    renewable: bool,
    journal: Journal,
}

#[async_trait]
impl Credential for Tokens {
    async fn apply(&self, request: &mut Request) -> Result<Generation> {
        self.journal.note("credential");
        sleep(self.delay).await;
        let generation = self.generation.load(Ordering::Relaxed);
        let token = HeaderValue::from_str(&format!("Bearer token-{generation}")).unwrap();
        request.headers.insert(AUTHORIZATION, token);
        Ok(Generation::new(generation))
    }

    fn rejected(&self, generation: Generation) -> bool {
        self.journal
            .note(format!("rejected {}", generation.number()));
        let next = generation.number() + 1;
        self.generation.fetch_max(next, Ordering::Relaxed);
        self.renewable
    }
}

/// A credential that cannot be had.
pub(crate) struct NoToken(pub(crate) fn() -> Error);

#[async_trait]
impl Credential for NoToken {
    async fn apply(&self, _: &mut Request) -> Result<Generation> {
        Err((self.0)())
    }
}

impl fmt::Debug for NoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NoToken")
    }
}

/// Keeps all reports.
#[derive(Debug, Default)]
pub(crate) struct Watcher {
    pub(crate) attempts: Mutex<Vec<AttemptReport>>,
    pub(crate) calls: Mutex<Vec<CallReport>>,
}

impl Observer for Watcher {
    fn attempted(&self, report: &AttemptReport) {
        self.attempts.lock().unwrap().push(report.clone());
    }

    fn finished(&self, report: &CallReport) {
        self.calls.lock().unwrap().push(report.clone());
    }
}

pub(crate) struct Rig {
    pub(crate) executor: Executor,
    pub(crate) transport: Arc<FakeTransport>,
    pub(crate) watcher: Arc<Watcher>,
    pub(crate) journal: Journal,
}

/// What a test may change about a rig before it is built.
pub(crate) struct Setup {
    pub(crate) token_delay: Duration,
    pub(crate) renewable: bool,
    pub(crate) configure: Box<dyn FnOnce(ExecutorBuilder) -> ExecutorBuilder>,
}

impl Default for Setup {
    /// Repeats after exactly 1, 2, 4, … seconds, four attempts in all.
    fn default() -> Self {
        Self {
            token_delay: Duration::ZERO,
            renewable: true,
            configure: Box::new(|builder| builder),
        }
    }
}

pub(crate) fn doubling() -> ExponentialBackoff {
    ExponentialBackoff::new()
        .with_backoff(Duration::from_secs(1), 2)
        .without_jitter()
}

impl Setup {
    pub(crate) fn with(
        configure: impl FnOnce(ExecutorBuilder) -> ExecutorBuilder + 'static,
    ) -> Self {
        Self {
            configure: Box::new(configure),
            ..Self::default()
        }
    }

    pub(crate) fn build(self, scripts: impl IntoIterator<Item = Script>) -> Rig {
        let journal = Journal::new();
        let transport = Arc::new(FakeTransport::new(scripts));
        let watcher = Arc::new(Watcher::default());
        let builder = Executor::builder("test", base_url())
            .transport(Arc::new(Noted {
                inner: transport.clone(),
                journal: journal.clone(),
            }))
            .credential(Arc::new(Tokens {
                generation: AtomicU64::new(1),
                delay: self.token_delay,
                renewable: self.renewable,
                journal: journal.clone(),
            }))
            .idempotency_header(KEY_HEADER)
            .retry_policy(Arc::new(doubling()))
            .observer(watcher.clone());
        Rig {
            executor: (self.configure)(builder).build().unwrap(),
            transport,
            watcher,
            journal,
        }
    }
}

impl Rig {
    pub(crate) fn new(scripts: impl IntoIterator<Item = Script>) -> Self {
        Setup::default().build(scripts)
    }

    /// One attempt per call.
    pub(crate) fn without_retry(scripts: impl IntoIterator<Item = Script>) -> Self {
        Setup::with(|builder| builder.retry_policy(Arc::new(NoRetry))).build(scripts)
    }

    /// How many requests went out.
    pub(crate) fn sent(&self) -> usize {
        self.transport.requests().len()
    }

    /// A header of each request that went out.
    pub(crate) fn header(&self, name: &HeaderName) -> Vec<Option<String>> {
        let requests = self.transport.requests();
        let value = |request: &Request| {
            let value = request.headers.get(name)?;
            Some(value.to_str().unwrap().to_owned())
        };
        requests.iter().map(value).collect()
    }
}
