//! Configuring a client.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use client_core::http::Transport;
use client_core::limit::Limiter;
use client_core::observe::Observer;
use client_core::retry::RetryPolicy;
use client_core::secret::SecretString;
use client_core::{Executor, Operation, Overrides, Result};
use http::Method;
use time::OffsetDateTime;
use url::Url;

use super::{Blu, Executors, Shared};
use crate::dialect::BluDialect;
use crate::environment::Environment;
use crate::header_form::{HeaderForm, Token};
use crate::operations::OPERATIONS;
use crate::period::Clock;

/// Configures a [`Blu`] client; everything but environment and token has a default.
#[must_use]
pub struct BluBuilder {
    environment: Environment,
    token: SecretString,
    clock: Clock,
    overrides: Overrides,
    header_forms: Vec<(String, HeaderForm)>,
    transport: Option<Arc<dyn Transport>>,
    retry_policy: Option<Arc<dyn RetryPolicy>>,
    limiter: Option<Limiter>,
    observer: Option<Arc<dyn Observer>>,
    attempt_timeout: Option<Duration>,
    deadline: Option<Duration>,
}

impl BluBuilder {
    pub(super) fn new(environment: Environment, token: SecretString) -> Self {
        Self {
            environment,
            token,
            clock: Clock::system(),
            overrides: Overrides::default(),
            header_forms: Vec::new(),
            transport: None,
            retry_policy: None,
            limiter: None,
            observer: None,
            attempt_timeout: None,
            deadline: None,
        }
    }

    /// Sends an operation of [`OPERATIONS`](crate::OPERATIONS) elsewhere than its row says: for the
    /// rows whose mark is `guess`, and should Blu move one.
    ///
    /// ```
    /// # fn build(builder: blu_client::BluBuilder) -> blu_client::Result<()> {
    /// use blu_client::Method;
    ///
    /// let path = "/b2b/sales/{id_venda}";
    /// let blu = builder.with_path("blu.sales.cancel", Method::DELETE, path).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_path(
        mut self,
        operation: impl Into<String>,
        method: Method,
        template: impl Into<String>,
    ) -> Self {
        self.overrides
            .set(operation.into(), method, template.into());
        self
    }

    /// Sends an operation of [`OPERATIONS`](crate::OPERATIONS) with headers of another form. Blu's
    /// pages leave the form open for many; a 401 there may mean that it is
    /// [another one](HeaderForm).
    pub fn with_header_form(mut self, operation: impl Into<String>, form: HeaderForm) -> Self {
        self.header_forms.push((operation.into(), form));
        self
    }

    /// Takes the time from `now` instead of the system, to decide which days are whole.
    pub fn with_clock(mut self, now: impl Fn() -> OffsetDateTime + Send + Sync + 'static) -> Self {
        self.clock = Clock(Arc::new(now));
        self
    }

    /// Carries requests by `transport` instead of the default one.
    pub fn with_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// When to try again; [`ExponentialBackoff`](client_core::retry::ExponentialBackoff) by
    /// default.
    pub fn with_retry_policy(mut self, policy: Arc<dyn RetryPolicy>) -> Self {
        self.retry_policy = Some(policy);
        self
    }

    /// Limits how fast is asked; by default nothing does, for Blu publishes no limits.
    pub fn with_limiter(mut self, limiter: Limiter) -> Self {
        self.limiter = Some(limiter);
        self
    }

    /// Who watches calls and attempts.
    pub fn with_observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Bounds one attempt; 30 seconds by default.
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Bounds one call with all its attempts and waits; 120 seconds by default.
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the token is empty or cannot
    /// stand in a header, a custom address is neither `https` nor loopback, or an override names
    /// no operation or a path that does not hold the operation's arguments.
    pub fn build(mut self) -> Result<Blu> {
        if self.transport.is_none() {
            self.transport = default_transport()?;
        }
        let mut header_forms = HashMap::new();
        for (name, form) in &self.header_forms {
            header_forms.insert(Operation::named(OPERATIONS, name)?.name, *form);
        }
        let (api, portal) = (self.environment.api_url()?, self.environment.portal_url()?);
        Ok(Blu {
            shared: Arc::new(Shared {
                token: Token::new(&self.token)?,
                routes: self.overrides.clone().checked(OPERATIONS)?,
                header_forms,
                clock: self.clock.clone(),
                executors: Executors {
                    reports: self.executor(api.clone(), BluDialect::Reports)?,
                    business: self.executor(api.clone(), BluDialect::Business)?,
                    charges_v1: self.executor(api, BluDialect::ChargesV1)?,
                    portal: self.executor(portal, BluDialect::Business)?,
                },
            }),
        })
    }

    fn executor(&self, base_url: Url, dialect: BluDialect) -> Result<Executor> {
        let mut builder = Executor::builder("blu", base_url).dialect(Arc::new(dialect));
        if let Some(transport) = &self.transport {
            builder = builder.transport(Arc::clone(transport));
        }
        if let Some(policy) = &self.retry_policy {
            builder = builder.retry_policy(Arc::clone(policy));
        }
        if let Some(limiter) = &self.limiter {
            builder = builder.limiter(limiter.clone());
        }
        if let Some(observer) = &self.observer {
            builder = builder.observer(Arc::clone(observer));
        }
        if let Some(timeout) = self.attempt_timeout {
            builder = builder.attempt_timeout(timeout);
        }
        if let Some(deadline) = self.deadline {
            builder = builder.deadline(deadline);
        }
        builder.build()
    }
}

/// One for all of Blu's APIs, so that they share connections.
#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Option<Arc<dyn Transport>>> {
    Ok(Some(Arc::new(client_core::http::ReqwestTransport::new()?)))
}

/// The executor says what to do about it.
#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Option<Arc<dyn Transport>>> {
    Ok(None)
}

impl fmt::Debug for BluBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BluBuilder")
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}
