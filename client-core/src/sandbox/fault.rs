//! Which request meets which fault.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::http::{Method, StatusCode};

/// What goes wrong with one request.
///
/// Whether the provider acted is part of each fault, for that is what a client cannot see and a
/// sandbox's user wants to test.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The front answers with this status and no body. The provider never sees the request.
    Status {
        /// The status.
        code: StatusCode,
        /// Sent as `Retry-After`, rounded up to whole seconds.
        retry_after: Option<Duration>,
    },
    /// The connection closes without an answer. The provider never sees the request.
    DropBeforeProcessing,
    /// The provider acts and answers; the connection closes before a byte of the answer arrives.
    DropBeforeAnswer,
    /// The provider acts and answers; status and headers arrive, then the connection closes.
    DropAfterHeaders,
    /// The provider acts and answers; status, headers and at most this many bytes of the body
    /// arrive, always at least one too few, then the connection closes.
    TruncateBody(usize),
    /// The provider acts at once; its answer arrives this much later.
    Slow(Duration),
}

impl Fault {
    /// The front answers with this status, and without `Retry-After`.
    pub fn status(code: StatusCode) -> Self {
        Self::Status {
            code,
            retry_after: None,
        }
    }

    /// The front answers 429 with `Retry-After`.
    pub fn too_many_requests(retry_after: Duration) -> Self {
        Self::Status {
            code: StatusCode::TOO_MANY_REQUESTS,
            retry_after: Some(retry_after),
        }
    }
}

/// A fault and the requests that meet it; by default the next request, once.
///
/// From its injection on, a rule counts every request that matches it, whichever rule acts on it.
/// When several are due the one that was added first acts.
#[derive(Clone, Debug)]
#[must_use = "give it to `Front::inject`"]
pub struct FaultRule {
    fault: Fault,
    method: Option<Method>,
    path_prefix: String,
    first: u64,
    times: u64,
    matched: u64,
}

impl FaultRule {
    /// The next request meets this fault.
    pub fn new(fault: Fault) -> Self {
        Self {
            fault,
            method: None,
            path_prefix: String::new(),
            first: 1,
            times: 1,
            matched: 0,
        }
    }

    /// Only requests with this method, whose path begins like this, match.
    pub fn on(mut self, method: Method, path_prefix: impl Into<String>) -> Self {
        self.method = Some(method);
        self.path_prefix = path_prefix.into();
        self
    }

    /// Acts on the matching request with this number, counted from 1 since the injection.
    pub fn nth(mut self, number: u64) -> Self {
        self.first = number;
        self
    }

    /// Acts on this many matching requests in a row.
    pub fn times(mut self, times: u64) -> Self {
        self.times = times;
        self
    }

    /// Acts on every matching request, from the [`nth`](Self::nth) on.
    pub fn always(self) -> Self {
        self.times(u64::MAX)
    }

    /// Counts a request that matches and says whether the fault is due.
    fn is_due(&mut self, method: &Method, path: &str) -> bool {
        let matches = self.method.as_ref().is_none_or(|wanted| wanted == method)
            && path.starts_with(&self.path_prefix);
        if !matches {
            return false;
        }
        self.matched += 1;
        self.matched >= self.first && self.matched - self.first < self.times
    }
}

impl From<Fault> for FaultRule {
    fn from(fault: Fault) -> Self {
        Self::new(fault)
    }
}

/// The rules of one front and the count of what it was asked.
#[derive(Debug, Default)]
pub(super) struct Script {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    rules: Vec<FaultRule>,
    counts: HashMap<(Method, String), u64>,
}

impl Script {
    pub(super) fn add(&self, rule: FaultRule) {
        self.lock().rules.push(rule);
    }

    pub(super) fn clear(&self) {
        self.lock().rules.clear();
    }

    /// Counts a request and says which fault it meets.
    pub(super) fn meet(&self, method: &Method, path: &str) -> Option<Fault> {
        let mut state = self.lock();
        *state
            .counts
            .entry((method.clone(), path.to_owned()))
            .or_default() += 1;
        let mut due = None;
        for rule in &mut state.rules {
            if rule.is_due(method, path) && due.is_none() {
                due = Some(rule.fault.clone());
            }
        }
        due
    }

    pub(super) fn count(&self, method: &Method, path: &str) -> u64 {
        let key = (method.clone(), path.to_owned());
        self.lock().counts.get(&key).copied().unwrap_or(0)
    }

    pub(super) fn total(&self) -> u64 {
        self.lock().counts.values().sum()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(script: &Script, requests: &[(Method, &str)]) -> Vec<Option<u16>> {
        requests
            .iter()
            .map(|(method, path)| match script.meet(method, path) {
                Some(Fault::Status { code, .. }) => Some(code.as_u16()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn every_rule_counts_every_match_and_the_first_added_wins() {
        let script = Script::default();
        script.add(FaultRule::new(Fault::status(StatusCode::BAD_GATEWAY)).nth(2));
        script.add(
            FaultRule::new(Fault::status(StatusCode::SERVICE_UNAVAILABLE))
                .on(Method::GET, "/v1/")
                .nth(2)
                .times(2),
        );
        let get = |path| (Method::GET, path);
        let met = codes(
            &script,
            &[
                get("/v1/a"),
                get("/v1/b"),
                get("/other"),
                get("/v1/c"),
                get("/v1/d"),
            ],
        );
        assert_eq!(met, [None, Some(502), None, Some(503), None]);
    }

    #[test]
    fn always_begins_at_the_nth_and_clear_ends_it() {
        let script = Script::default();
        let rule = FaultRule::new(Fault::status(StatusCode::INTERNAL_SERVER_ERROR));
        script.add(rule.on(Method::POST, "/pay").nth(2).always());
        let post = (Method::POST, "/pay");
        let requests = [
            post.clone(),
            post.clone(),
            (Method::GET, "/pay"),
            post.clone(),
        ];
        assert_eq!(
            codes(&script, &requests),
            [None, Some(500), None, Some(500)]
        );
        script.clear();
        assert_eq!(codes(&script, &[post]), [None]);
        assert_eq!(script.count(&Method::POST, "/pay"), 4);
        assert_eq!(script.total(), 5);
    }
}
