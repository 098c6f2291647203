//! One call's path. Every request of every client goes through [`Executor::send`].
//!
//! ```text
//! call span → idempotency key
//!   → ( rate limit → credential → allowance → attempt span → transport, body included → classify
//!       → on 401 drop that token and replay once → ask the retry policy → wait )
//!   → decode with the field's path → observer
//! ```
//!
//! One deadline covers all of it.

mod builder;
mod classify;
mod decode;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use bytes::Bytes;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tracing::Instrument as _;
use url::Url;

pub use self::builder::ExecutorBuilder;
pub(crate) use self::builder::check_base_url;
use crate::auth::{Credential, Generation};
use crate::clock::later;
use crate::dialect::Dialect;
use crate::error::{Error, ErrorKind, Outcome, Result};
use crate::http::{Call, IdempotencyKey, Request, Response, Transport};
use crate::limit::Limiter;
use crate::observe::{AttemptReport, CallReport, Observer};
use crate::operation::Idempotency;
use crate::retry::{self, Attempt, Decision, RetryBudget, RetryPolicy};

/// Sends calls of one provider under one credential. Cheap to clone; clones share the credential,
/// the limiter and the retry budget.
#[derive(Clone)]
pub struct Executor {
    shared: Arc<Shared>,
}

struct Shared {
    service: &'static str,
    base_url: Url,
    transport: Arc<dyn Transport>,
    credential: Arc<dyn Credential>,
    dialect: Arc<dyn Dialect>,
    retry_policy: Arc<dyn RetryPolicy>,
    budget: RetryBudget,
    limiter: Option<Limiter>,
    observer: Option<Arc<dyn Observer>>,
    headers: HeaderMap,
    idempotency_header: Option<HeaderName>,
    attempt_timeout: Duration,
    deadline: Duration,
}

/// How long a 429 without `Retry-After` stops all callers.
const DEFAULT_PAUSE: Duration = Duration::from_secs(1);
/// One nonsensical `Retry-After` must not stop all callers for good.
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);

/// A transport that keeps time itself knows how far the attempt got. It is given a little less
/// time, so that it says so before the executor's own timer, which knows nothing, cuts it off.
const LONGEST_HEAD_START: Duration = Duration::from_millis(50);

/// A failed attempt and what the loop needs to know of it.
struct Failure {
    error: Error,
    /// The generation that a 401 was answered to.
    rejected: Option<Generation>,
    /// The provider refused the moment and not the request.
    for_now: bool,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            error,
            rejected: None,
            for_now: false,
        }
    }
}

/// What to do after a failed attempt.
enum Next {
    Repeat { after: Duration },
    GiveUp { why: Option<String> },
}

impl Executor {
    /// Starts to configure an executor. `service` is the low-cardinality name of the provider.
    pub fn builder(service: &'static str, base_url: Url) -> ExecutorBuilder {
        ExecutorBuilder::new(service, base_url)
    }

    /// The address that operations are relative to.
    pub fn base_url(&self) -> &Url {
        &self.shared.base_url
    }

    /// The full address of `call`, where relative links of its answer start from.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when an argument of the path is missing or cannot stand in one.
    pub fn address(&self, call: &Call) -> Result<Url> {
        call.url(&self.shared.base_url)
    }

    /// Sends `call` and returns the successful answer as it came.
    ///
    /// # Errors
    /// See [`Error::kind`] and, before repeating anything by hand, [`Error::outcome`].
    pub async fn send(&self, call: Call) -> Result<Response> {
        self.read(call, Ok).await
    }

    /// Sends `call` and turns the successful answer into a value by `read`, whose failure counts
    /// as the call's.
    ///
    /// # Errors
    /// As [`Executor::send`], and what `read` returns.
    pub async fn read<T>(&self, call: Call, read: impl FnOnce(Response) -> Result<T>) -> Result<T> {
        let span = tracing::debug_span!(
            "call",
            service = self.shared.service,
            operation = call.name,
            method = %call.method,
            template = call.template(),
        );
        self.run(call, read).instrument(span).await
    }

    /// Sends `call` and decodes the answer from JSON.
    ///
    /// # Errors
    /// As [`Executor::send`]; an answer that does not fit is [`ErrorKind::Decode`] with
    /// [`Outcome::Applied`]: whatever our types think of the answer, it was done.
    pub async fn json<T: DeserializeOwned>(&self, call: Call) -> Result<T> {
        let operation = call.name;
        self.read(call, |response| self.decode(operation, &response))
            .await
    }

    /// Sends `call` and drops whatever the successful answer holds.
    ///
    /// # Errors
    /// As [`Executor::send`].
    pub async fn empty(&self, call: Call) -> Result<()> {
        self.send(call).await.map(|_| ())
    }

    /// Decodes a successful answer of `operation` from JSON, for callers of [`Executor::send`]
    /// that look at status or headers first.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] with [`Outcome::Applied`], naming the field.
    pub fn decode<T: DeserializeOwned>(
        &self,
        operation: &'static str,
        response: &Response,
    ) -> Result<T> {
        decode::json(&response.body).map_err(|error| {
            error
                .with_operation(operation)
                .with_status(response.status)
                .with_request_id(self.shared.dialect.request_id(response))
                .with_body(response.body.clone())
        })
    }

    async fn run<T>(&self, call: Call, read: impl FnOnce(Response) -> Result<T>) -> Result<T> {
        let started = Instant::now();
        let (mut attempts, mut last_status) = (0, None);
        let result = self
            .repeat(&call, started, &mut attempts, &mut last_status)
            .await
            .and_then(read);
        let elapsed = started.elapsed();
        let result = result.map_err(|error| {
            noting_absence(error, call.absence_note)
                .with_operation(call.name)
                .with_attempts(attempts, elapsed)
        });
        if let Some(observer) = &self.shared.observer {
            observer.finished(&CallReport {
                operation: call.name,
                attempts,
                status: last_status,
                error: result
                    .as_ref()
                    .err()
                    .map(|error| (error.kind(), error.outcome())),
                elapsed,
            });
        }
        result
    }

    async fn repeat(
        &self,
        call: &Call,
        started: Instant,
        attempts: &mut u32,
        last_status: &mut Option<u16>,
    ) -> Result<Response> {
        let deadline = later(
            started,
            call.options.deadline.unwrap_or(self.shared.deadline),
        );
        let key = self.idempotency_key(call)?;
        let mut worst = Outcome::NotSent;
        let mut replayed = false;
        loop {
            let request = self.prepare(call, key.as_ref())?;
            *attempts += 1;
            let attempt_started = Instant::now();
            let report = |status, error, delay| {
                self.report(
                    call.name,
                    *attempts,
                    attempt_started.elapsed(),
                    status,
                    error,
                    delay,
                );
            };
            let failure = match self.attempt(call, request, *attempts, deadline).await {
                Ok(response) => {
                    *last_status = Some(response.status.as_u16());
                    report(*last_status, None, None);
                    self.shared.budget.credit();
                    return Ok(response);
                }
                Err(failure) => failure,
            };
            let error = &failure.error;
            *last_status = error
                .status()
                .map(|status| status.as_u16())
                .or(*last_status);
            let status = error.status().map(|status| status.as_u16());
            worst = worst.max(error.outcome());

            // The token is dropped in any case. Whether the call is replayed is for the gate to say:
            // a provider may wrap its complaint into an answer that promises nothing.
            let fresh_token = failure.rejected.is_some_and(|generation| {
                !replayed
                    && self.credential(call).rejected(generation)
                    && retry::may_replay(call.idempotency, error)
            });
            let next = if fresh_token {
                replayed = true;
                Next::Repeat {
                    after: Duration::ZERO,
                }
            } else {
                self.next_step(call, *attempts, started, deadline, &failure)
            };
            match next {
                Next::GiveUp { why } => {
                    report(status, Some(error.kind()), None);
                    let error = failure.error.with_outcome_at_least(worst);
                    return Err(match why {
                        Some(why) => error.with_note(&why),
                        None => error,
                    });
                }
                Next::Repeat { after } => {
                    report(status, Some(error.kind()), Some(after));
                    sleep(after).await;
                }
            }
        }
    }

    /// The key of all attempts of a keyed call, as a header; `None` when the call has none or
    /// carries it elsewhere.
    fn idempotency_key(&self, call: &Call) -> Result<Option<HeaderValue>> {
        let given = call.options.idempotency_key.as_ref();
        if call.idempotency != Idempotency::Keyed {
            return match given {
                None => Ok(None),
                Some(_) => Err(Error::input(
                    "the provider takes no idempotency key here: leave it out, and look the \
                     result up before repeating the call",
                )),
            };
        }
        let Some(name) = &self.shared.idempotency_header else {
            return Ok(None);
        };
        let key = match given {
            Some(key) => key.clone(),
            // A header of the caller's is a key of the caller's.
            None if call.headers.contains_key(name) => return Ok(None),
            None => IdempotencyKey::generate()?,
        };
        HeaderValue::from_str(key.as_str())
            .map(Some)
            .map_err(|_| Error::input("the idempotency key cannot stand in a header"))
    }

    /// The request without its credential: URL, headers, idempotency key, body.
    fn prepare(&self, call: &Call, key: Option<&HeaderValue>) -> Result<Request> {
        let shared = &self.shared;
        let mut request = Request::new(call.method.clone(), call.url(&shared.base_url)?);
        request.headers = shared.headers.clone();
        for (name, value) in &call.headers {
            request.headers.insert(name, value.clone());
        }
        request.body = call.body.clone();
        request.max_response_bytes = call.max_response_bytes;
        if let (Some(name), Some(key)) = (&shared.idempotency_header, key) {
            request.headers.insert(name.clone(), key.clone());
        }
        Ok(request)
    }

    /// One attempt: rate limit, credential, allowance, exchange.
    async fn attempt(
        &self,
        call: &Call,
        mut request: Request,
        number: u32,
        deadline: Instant,
    ) -> Result<Response, Failure> {
        let shared = &self.shared;
        let _permit = match &shared.limiter {
            Some(limiter) => Some(limiter.acquire_within(time_left(deadline)).await?),
            None => None,
        };
        let generation = timeout_at(deadline, self.credential(call).apply(&mut request))
            .await
            .map_err(|_| classify::no_credential_in_time())?
            // Whatever became of a token request, this request has not gone out.
            .map_err(|error| error.with_outcome(Outcome::NotSent))?;
        let Some(allowance) = &call.allowance else {
            return self
                .exchange(call, request, number, deadline, generation)
                .await;
        };
        timeout_at(deadline, allowance.take(&request))
            .await
            .map_err(|_| classify::no_time_left())?
            .map_err(|error| error.with_outcome(Outcome::NotSent))?;
        let sent = request.clone();
        let answer = self
            .exchange(call, request, number, deadline, generation)
            .await;
        let error = answer.as_ref().err().map(|failure| &failure.error);
        allowance.settle(&sent, error).await;
        answer
    }

    /// The request and its answer: transport, classification.
    async fn exchange(
        &self,
        call: &Call,
        request: Request,
        number: u32,
        deadline: Instant,
        generation: Generation,
    ) -> Result<Response, Failure> {
        let shared = &self.shared;
        let limit = call
            .options
            .attempt_timeout
            .unwrap_or(shared.attempt_timeout);
        let left = time_left(deadline).min(limit);
        if left.is_zero() {
            return Err(classify::no_time_left().into());
        }
        let span = tracing::debug_span!("attempt", number, status = tracing::field::Empty);
        let transport_left = left.saturating_sub((left / 20).min(LONGEST_HEAD_START));
        let answer = timeout(left, shared.transport.call(request, transport_left))
            .instrument(span.clone())
            .await;
        let response = match answer {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(classify::transport(error).into()),
            Err(_) => return Err(classify::attempt_timed_out().into()),
        };
        span.record("status", response.status.as_u16());
        if !shared.dialect.is_failure(&response) {
            return Ok(response);
        }
        let error = classify::answer(shared.dialect.as_ref(), &response);
        if error.kind() == ErrorKind::RateLimited
            && let Some(limiter) = &shared.limiter
        {
            let wait = error.retry_after().unwrap_or(DEFAULT_PAUSE);
            limiter.pause_for(wait.min(LONGEST_PAUSE));
        }
        let rejected = shared
            .dialect
            .rejects_token(&response)
            .then_some(generation);
        let for_now = shared.dialect.refuses_for_now(&response);
        Err(Failure {
            error,
            rejected,
            for_now,
        })
    }

    /// The retry gate, the policy, the provider's wish, the deadline and the budget, in this order.
    fn next_step(
        &self,
        call: &Call,
        number: u32,
        started: Instant,
        deadline: Instant,
        failure: &Failure,
    ) -> Next {
        let error = &failure.error;
        let policy = call
            .options
            .retry_policy
            .as_ref()
            .unwrap_or(&self.shared.retry_policy);
        if !retry::may_repeat(call.idempotency, error, failure.for_now) {
            return Next::GiveUp { why: None };
        }
        let attempt = Attempt::new(
            call.name,
            call.idempotency,
            number,
            started.elapsed(),
            error,
        );
        let Decision::RetryAfter(wait) = policy.decide(&attempt) else {
            return Next::GiveUp { why: None };
        };
        let imposed = error.retry_after().unwrap_or_default();
        let after = wait.max(imposed);
        if imposed > policy.longest_imposed_wait() {
            let why = format!(
                "the provider asks to wait {}, longer than the retry policy accepts",
                seconds(imposed)
            );
            return Next::GiveUp { why: Some(why) };
        }
        if after >= time_left(deadline) {
            let why = format!("a wait of {} would pass the deadline", seconds(after));
            return Next::GiveUp { why: Some(why) };
        }
        if !self.shared.budget.take() {
            let why = "the retry budget of this client is spent".to_owned();
            return Next::GiveUp { why: Some(why) };
        }
        Next::Repeat { after }
    }

    fn credential<'a>(&'a self, call: &'a Call) -> &'a dyn Credential {
        call.credential
            .as_ref()
            .unwrap_or(&self.shared.credential)
            .as_ref()
    }

    fn report(
        &self,
        operation: &'static str,
        attempt: u32,
        elapsed: Duration,
        status: Option<u16>,
        error: Option<ErrorKind>,
        delay: Option<Duration>,
    ) {
        if let Some(error) = error {
            tracing::debug!(
                attempt,
                status,
                error = error.as_str(),
                ?delay,
                "attempt failed"
            );
        }
        if let Some(observer) = &self.shared.observer {
            observer.attempted(&AttemptReport {
                operation,
                attempt,
                status,
                error,
                elapsed,
                delay,
            });
        }
    }
}

impl fmt::Debug for Executor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Executor")
            .field("service", &self.shared.service)
            .field("host", &self.shared.base_url.host_str())
            .finish_non_exhaustive()
    }
}

/// A call that never went out, for want of a token, says nothing about its own address.
fn noting_absence(error: Error, note: Option<&'static str>) -> Error {
    let absent = matches!(
        error.status(),
        Some(StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED)
    );
    match note {
        Some(note) if absent && error.outcome() != Outcome::NotSent => error.with_note(note),
        _ => error,
    }
}

fn time_left(deadline: Instant) -> Duration {
    deadline.saturating_duration_since(Instant::now())
}

/// Rounded up, so that a wait of less than a millisecond does not read as none.
fn seconds(wait: Duration) -> String {
    let millis = wait.as_nanos().div_ceil(1_000_000);
    match (millis / 1_000, millis % 1_000) {
        (whole, 0) => format!("{whole} s"),
        (whole, millis) => format!("{whole}.{millis:03} s"),
    }
}

/// An empty body decodes as JSON `null`, so that optional answers need no special case.
fn body_or_null(body: &Bytes) -> &[u8] {
    if body.iter().all(u8::is_ascii_whitespace) {
        b"null"
    } else {
        body
    }
}
