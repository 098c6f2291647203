//! The client.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use client_core::http::{Call, IdempotencyKey, Transport};
use client_core::limit::Limiter;
use client_core::observe::Observer;
use client_core::retry::{ExponentialBackoff, RetryPolicy};
use client_core::{Executor, Operation, Overrides, Result, Routes};
use http::Method;
use http::header::{HeaderName, HeaderValue};
use serde::de::DeserializeOwned;

use crate::dialect::FlagshipDialect;
use crate::draft::Draft;
use crate::environment::{Credentials, Environment};
use crate::hash::{self, HashAmbiguity, HashReading, HashRule, SecretKey, Sent};
use crate::operations::{self, KeyCarrier, OPERATIONS};

const TRANSACTION_HASH: HeaderName = HeaderName::from_static("transaction-hash");
const IDEMPOTENCY_ID: HeaderName = HeaderName::from_static("idempotency-id");
/// What a 404 says beside, at a path that is a guess.
const GUESSED_PATH: &str = "the provider publishes no path for this operation and the one sent is a \
    guess: it may be wrong; give the right one by MateraBuilder::with_path";
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The Flagship API.
///
/// Cheap to clone: clones share the token, the limiter and the connections. Areas hang off it:
/// `matera.balances().get(&account).send().await?`.
#[derive(Clone)]
pub struct Matera {
    shared: Arc<Shared>,
}

struct Shared {
    executor: Executor,
    secret_key: SecretKey,
    reading: HashReading,
    routes: Routes,
    /// The hash rules that the caller put in the place of rows, by the operation's name.
    hash_rules: HashMap<&'static str, HashRule>,
}

impl Matera {
    /// Starts to configure a client. `secret_key` is the key of the `Transaction-Hash`, which the
    /// provider hands out apart from the credentials.
    pub fn builder(
        environment: Environment,
        credentials: Credentials,
        secret_key: impl Into<SecretKey>,
    ) -> MateraBuilder {
        MateraBuilder {
            environment,
            credentials,
            secret_key: secret_key.into(),
            reading: HashReading::default(),
            overrides: Overrides::default(),
            hash_rules: Vec::new(),
            transport: None,
            observer: None,
            limiter: None,
            retry_policy: Arc::new(ExponentialBackoff::default()),
            attempt_timeout: Duration::from_secs(30),
            deadline: Duration::from_secs(120),
        }
    }

    /// Any path below the API's address, for what no typed method covers, under the same limits,
    /// retries and errors. It brings no `Transaction-Hash`: where one is needed, make it by
    /// [`Matera::secret_key`] and add it as a header.
    ///
    /// ```no_run
    /// # async fn report(matera: &matera_client::Matera) -> matera_client::Result<()> {
    /// use http::{HeaderName, HeaderValue, Method};
    /// use matera_client::{Call, Error};
    ///
    /// let path = "/v1/accounts/A1/transactions";
    /// let hash = matera.secret_key().hash(&format!("get:{path}"));
    /// let hash = HeaderValue::from_str(&hash).map_err(|_| Error::input("hash"))?;
    /// let call = Call::raw(Method::GET, path)
    ///     .header(HeaderName::from_static("transaction-hash"), hash);
    /// # #[derive(serde::Deserialize)] struct Old;
    /// let transactions: Old = matera.request(call).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn request<T: DeserializeOwned>(&self, call: Call) -> client_core::Action<T> {
        client_core::Action::json(self.executor(), Ok(call))
    }

    /// The key of the `Transaction-Hash`, for requests of your own.
    pub fn secret_key(&self) -> &SecretKey {
        &self.shared.secret_key
    }

    pub(crate) fn executor(&self) -> &Executor {
        &self.shared.executor
    }

    /// The one way from a request to a call: puts the idempotency key where the operation takes it,
    /// then hashes what will be sent to where it will be sent.
    pub(crate) fn prepare(&self, draft: Draft, key: Option<&IdempotencyKey>) -> Result<Call> {
        let endpoint = draft.endpoint();
        let (operation, routes) = (&endpoint.operation, &self.shared.routes);
        let draft = with_key(draft, key)?;

        let mut call = routes.call(operation);
        if endpoint.is_guess() && !routes.is_moved(operation) {
            call = call.noting_absence(GUESSED_PATH);
        }
        for (name, value) in &draft.arguments {
            call = call.argument(name, value);
        }
        for (name, value) in &draft.query {
            call = call.query(*name, value);
        }
        for (name, value) in &draft.headers {
            call = call.header(name.clone(), value.clone());
        }
        // Public clients send the type with bodyless deletions too.
        if !draft.body.is_empty() || routes.method(operation) == Method::DELETE {
            call = call.bytes(JSON, draft.body.clone());
        }

        let base = self.executor().base_url().path().trim_end_matches('/');
        let address = self.executor().address(&call)?;
        let sent = Sent {
            method: routes.method(operation),
            path: &format!(
                "{base}{}",
                filled(routes.template(operation), &draft.arguments)
            ),
            encoded_path: address.path(),
            arguments: &draft.arguments,
            query: &draft.query,
            body: &draft.body,
        };
        let given = self.shared.hash_rules.get(operation.name);
        let rule = given.unwrap_or(&endpoint.hash);
        let Some(message) = hash::message(rule, &sent, &self.shared.reading)? else {
            return Ok(call);
        };
        let hash = self.shared.secret_key.hash(&message);
        let hash = HeaderValue::from_str(&hash)
            .map_err(|_| client_core::Error::config("the Transaction-Hash is no header value"))?;
        Ok(call.header(TRANSACTION_HASH, hash))
    }
}

/// The key in its place; a fresh one where the operation takes one and none is given.
fn with_key(mut draft: Draft, key: Option<&IdempotencyKey>) -> Result<Draft> {
    let fresh;
    let key = match (draft.endpoint().key, key) {
        (KeyCarrier::None | KeyCarrier::Caller, _) => return Ok(draft),
        (_, Some(key)) => key,
        (_, None) => {
            fresh = IdempotencyKey::generate()?;
            &fresh
        }
    };
    if draft.endpoint().key == KeyCarrier::Body {
        draft.insert_external_identifier(key)?;
        return Ok(draft);
    }
    let value = HeaderValue::from_str(key.as_str())
        .map_err(|_| client_core::Error::input("the idempotency key cannot stand in a header"))?;
    Ok(draft.header(IDEMPOTENCY_ID, value))
}

/// The path with its arguments as they are: hashes are made of it, URLs are not.
fn filled(template: &str, arguments: &[(&'static str, String)]) -> String {
    let segments = template.split('/').map(|segment| {
        let name = segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        let value = name.and_then(|name| arguments.iter().find(|(known, _)| *known == name));
        value.map_or(segment, |(_, value)| value.as_str())
    });
    segments.collect::<Vec<_>>().join("/")
}

impl fmt::Debug for Matera {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matera")
            .field("executor", &self.shared.executor)
            .finish_non_exhaustive()
    }
}

/// Configures a [`Matera`].
#[must_use]
pub struct MateraBuilder {
    environment: Environment,
    credentials: Credentials,
    secret_key: SecretKey,
    reading: HashReading,
    overrides: Overrides,
    hash_rules: Vec<(String, HashRule)>,
    transport: Option<Arc<dyn Transport>>,
    observer: Option<Arc<dyn Observer>>,
    limiter: Option<Limiter>,
    retry_policy: Arc<dyn RetryPolicy>,
    attempt_timeout: Duration,
    deadline: Duration,
}

impl MateraBuilder {
    /// Sends an operation elsewhere than its row says, and hashes that path. For the rows whose
    /// mark is `I-`, which are guesses; see [`ENDPOINTS`](crate::ENDPOINTS).
    ///
    /// ```
    /// # fn build(builder: matera_client::MateraBuilder) -> matera_client::Result<()> {
    /// use http::Method;
    ///
    /// let path = "/v1/payments/{transactionId}/refund";
    /// let matera = builder.with_path("matera.payments.refund", Method::POST, path).build()?;
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

    /// Hashes an operation by another rule than its row says.
    pub fn with_hash_rule(mut self, operation: impl Into<String>, rule: HashRule) -> Self {
        self.hash_rules.push((operation.into(), rule));
        self
    }

    /// Takes the other reading of something that the provider's page leaves open.
    pub fn with_other_hash_reading(mut self, ambiguity: HashAmbiguity) -> Self {
        self.reading = self.reading.other(ambiguity);
        self
    }

    /// Carries requests for the API and for tokens by `transport` instead of the default one.
    ///
    /// Flagship demands a client certificate on both: give it a
    /// [`ReqwestTransport`](client_core::http::ReqwestTransport) with an identity, and keep a clone
    /// to change the certificate without a restart (`swap_identity`) before its year is over.
    pub fn with_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Who watches calls.
    pub fn with_observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Keeps below a rate. The provider publishes none.
    pub fn with_limiter(mut self, limiter: Limiter) -> Self {
        self.limiter = Some(limiter);
        self
    }

    /// When to try again; [`ExponentialBackoff`] by default. Operations with an idempotency key are
    /// repeated with the same key, those without only when they cannot have been processed.
    pub fn with_retry_policy(mut self, policy: Arc<dyn RetryPolicy>) -> Self {
        self.retry_policy = policy;
        self
    }

    /// Bounds one attempt; 30 seconds by default.
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Bounds one call with all its attempts and waits; 120 seconds by default.
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when an address is not `https` (or
    /// `http` on loopback), a secret cannot be used, or an override does not fit its row.
    pub fn build(self) -> Result<Matera> {
        self.secret_key.check()?;
        let routes = self.overrides.checked(OPERATIONS)?;
        let mut hash_rules = HashMap::new();
        for (name, rule) in self.hash_rules {
            hash_rules.insert(Operation::named(OPERATIONS, &name)?.name, rule);
        }
        let token_template = routes.template(&operations::auth::TOKEN.operation);
        let credential = self.credentials.credential(
            &self.environment,
            token_template,
            self.transport.as_ref(),
            self.observer.as_ref(),
        )?;
        let mut executor = Executor::builder("matera", self.environment.api_url()?)
            .credential(credential)
            .dialect(Arc::new(FlagshipDialect))
            .retry_policy(self.retry_policy)
            .attempt_timeout(self.attempt_timeout)
            .deadline(self.deadline);
        if let Some(limiter) = self.limiter {
            executor = executor.limiter(limiter);
        }
        if let Some(transport) = self.transport {
            executor = executor.transport(transport);
        }
        if let Some(observer) = self.observer {
            executor = executor.observer(observer);
        }
        Ok(Matera {
            shared: Arc::new(Shared {
                executor: executor.build()?,
                secret_key: self.secret_key,
                reading: self.reading,
                routes,
                hash_rules,
            }),
        })
    }
}

impl fmt::Debug for MateraBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MateraBuilder")
            .field("environment", &self.environment)
            .field("credentials", &self.credentials)
            .field("overrides", &self.overrides)
            .finish_non_exhaustive()
    }
}
