//! How much traffic a bank has to take.

use std::collections::BTreeMap;
use std::time::Duration;

use client_core::limit::{Limiter, Quota};
use client_core::{Operation, Result};

/// How fast calls go out to one bank: so many a minute on each endpoint, and so many a second on
/// all together. What is too fast waits, within the call's deadline.
///
/// A bank counts the calls of your whole organisation, in minutes of the clock. Here any sixty
/// seconds count, in this process alone: of several processes give each its share.
///
/// The numbers (`doc`): every bank must take 1,000 a minute on its least used endpoints and 2,500
/// on its most used ones, more with the number of active consents, and 300 a second from
/// everybody. Which endpoint belongs to which class is not in our sources, so 1,000 is the default
/// for all. Consents and resources have no such limit.
#[derive(Clone, Debug)]
pub struct TrafficLimits {
    per_minute: u32,
    own: BTreeMap<&'static str, u32>,
    per_second: u32,
}

const WITHOUT_LIMIT: [&str; 2] = ["openfinance.consents.", "openfinance.resources."];

impl TrafficLimits {
    /// What every bank must take.
    pub fn new() -> Self {
        Self {
            per_minute: 1_000,
            own: BTreeMap::new(),
            per_second: 300,
        }
    }

    /// So many calls a minute on each endpoint.
    #[doc(alias = "TPM")]
    #[must_use]
    pub fn with_calls_per_minute(mut self, calls: u32) -> Self {
        self.per_minute = calls;
        self
    }

    /// So many calls a minute on the endpoint of one operation.
    #[must_use]
    pub fn with_calls_of(mut self, operation: &'static Operation, calls: u32) -> Self {
        self.own.insert(operation.name, calls);
        self
    }

    /// So many calls a second on all endpoints together.
    #[doc(alias = "TPS")]
    #[must_use]
    pub fn with_calls_per_second(mut self, calls: u32) -> Self {
        self.per_second = calls;
        self
    }

    /// The limit of the bank as a whole.
    pub(crate) fn of_the_bank(&self) -> Result<Limiter> {
        let second = Quota::new(self.per_second, Duration::from_secs(1));
        Limiter::builder().quota(second).build()
    }

    /// The limit of one endpoint within the bank's. One without a limit still pauses when told to.
    pub(crate) fn of_operation(&self, operation: &str, bank: &Limiter) -> Result<Limiter> {
        if WITHOUT_LIMIT.iter().any(|area| operation.starts_with(area)) {
            return Limiter::builder().build();
        }
        let calls = self.own.get(operation).copied().unwrap_or(self.per_minute);
        let minute = Quota::new(calls, Duration::from_secs(60));
        Limiter::builder().quota(minute).within(bank).build()
    }
}

impl Default for TrafficLimits {
    fn default() -> Self {
        Self::new()
    }
}
