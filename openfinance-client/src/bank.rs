//! The client of one bank.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use client_core::auth::{Bearer, Credential, TokenCache, TokenStore};
use client_core::http::{Call, Transport};
use client_core::observe::Observer;
use client_core::retry::RetryPolicy;
use client_core::{Error, Executor, Operation, Result};

use crate::api::{AutomaticPayments, Consents, Enrollments, Payments, PaymentsV4};
use crate::call::{BankCall, not_offered, not_signing};
use crate::connection::Connection;
use crate::dialect::BankDialect;
use crate::endpoints::Endpoints;
use crate::interaction::Interaction;
use crate::limits::{BankRetry, MonthlyQuotas, TrafficLimits};
use crate::login::RelyingParty;
use crate::message::{IDEMPOTENCY_KEY, SignedMessages, Signing};
use crate::model::ConsentId;
use crate::operations::is_signed;

/// One bank, as the directory's participant and in our own name: consents, payments. For a
/// customer's data see [`Bank::under_consent`].
///
/// Cheap to clone: clones share tokens and connections. Make one per bank and keep it.
#[derive(Clone)]
pub struct Bank {
    shared: Arc<Shared>,
}

struct Shared {
    /// One per operation, for banks count traffic per endpoint: when one is told to pause, the
    /// others go on.
    executors: BTreeMap<&'static str, Executor>,
    /// Carries the error of operations that the bank does not offer.
    any: Executor,
    client_credentials: BTreeMap<ClientScope, Arc<dyn Credential>>,
    signs: bool,
    monthly_quotas: Option<MonthlyQuotas>,
}

/// What a token of our own, without a customer, is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ClientScope {
    /// Consents to data: create, read, revoke.
    Consents,
    /// Payment consents and payments.
    Payments,
    /// Automatic payments.
    RecurringPayments,
}

impl ClientScope {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Consents, Self::Payments, Self::RecurringPayments];

    /// The scope as the bank knows it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Consents => "consents",
            Self::Payments => "payments",
            Self::RecurringPayments => "recurring-payments",
        }
    }
}

impl Bank {
    /// Starts to configure a client of the bank whose operations are at `endpoints`.
    pub fn builder(endpoints: Endpoints) -> BankBuilder {
        BankBuilder {
            endpoints,
            client_credentials: BTreeMap::new(),
            transport: None,
            signed_messages: None,
            observer: None,
            retry_policy: Arc::new(BankRetry::new()),
            traffic: TrafficLimits::new(),
            monthly_quotas: None,
            attempt_timeout: Duration::from_secs(20),
            deadline: Duration::from_secs(120),
        }
    }

    /// Consents to data: asking for one, reading and revoking it.
    #[doc(alias = "consentimentos")]
    pub fn consents(&self) -> Consents<'_> {
        Consents { bank: self }
    }

    /// Pix payments.
    #[doc(alias = "pagamentos")]
    pub fn payments(&self) -> Payments<'_> {
        Payments::at(self)
    }

    /// Pix payments at a bank that is still on version 4.
    pub fn payments_v4(&self) -> PaymentsV4<'_> {
        PaymentsV4::at(self)
    }

    /// Devices that agree to payments without a redirect.
    #[doc(alias = "jornada sem redirecionamento")]
    pub fn enrollments(&self) -> Enrollments<'_> {
        Enrollments {
            bank: self,
            scope: ClientScope::Payments,
        }
    }

    /// Payments without the customer, under a long-lived consent.
    #[doc(alias = "pagamentos automáticos")]
    pub fn automatic_payments(&self) -> AutomaticPayments<'_> {
        AutomaticPayments { bank: self }
    }

    /// The data that one consent reaches, by a credential of your own for it.
    pub fn under_consent(&self, consent: ConsentId, credential: Arc<dyn Credential>) -> Connection {
        Connection::new(self.clone(), consent, credential)
    }

    /// The data that one consent reaches, by the grant that
    /// [`RelyingParty::save`] put into `store`; it renews itself.
    pub fn connect(
        &self,
        party: &RelyingParty,
        store: Arc<dyn TokenStore>,
        consent: &ConsentId,
    ) -> Connection {
        let tokens = Arc::new(party.grant(store, consent));
        let credential = Arc::new(Bearer::new(TokenCache::new(tokens)));
        self.under_consent(consent.clone(), credential)
    }

    /// Whether the bank has registered this operation. What it has not fails before it is sent,
    /// as [`ErrorKind::Config`](client_core::ErrorKind::Config).
    pub fn offers(&self, operation: &Operation) -> bool {
        self.shared.executors.contains_key(operation.name)
    }

    /// A call in our own name.
    pub(crate) fn call_as_client(
        &self,
        operation: &'static Operation,
        scope: ClientScope,
    ) -> BankCall {
        let credential = self.shared.client_credentials.get(&scope).cloned();
        self.call(operation).change(|call| match credential {
            Some(credential) => Ok(call.credential(credential)),
            None => Err(Error::config(format!(
                "this client has no credential for the scope {}; give one to its builder",
                scope.as_str()
            ))),
        })
    }

    pub(crate) fn monthly_quotas(&self) -> Option<&MonthlyQuotas> {
        self.shared.monthly_quotas.as_ref()
    }

    pub(crate) fn call(&self, operation: &'static Operation) -> BankCall {
        let (executor, call) = match self.shared.executors.get(operation.name) {
            Some(executor) if is_signed(operation.name) && !self.shared.signs => {
                (executor, Err(not_signing(operation)))
            }
            Some(executor) => (executor, Ok(Call::new(operation))),
            None => (&self.shared.any, Err(not_offered(operation))),
        };
        BankCall::new(executor.clone(), operation, call)
    }
}

impl fmt::Debug for Bank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bank")
            .field("operations", &self.shared.executors.len())
            .field("scopes", &self.shared.client_credentials.keys())
            .finish_non_exhaustive()
    }
}

/// Configures a [`Bank`].
#[must_use]
pub struct BankBuilder {
    endpoints: Endpoints,
    client_credentials: BTreeMap<ClientScope, Arc<dyn Credential>>,
    transport: Option<Arc<dyn Transport>>,
    signed_messages: Option<SignedMessages>,
    observer: Option<Arc<dyn Observer>>,
    retry_policy: Arc<dyn RetryPolicy>,
    traffic: TrafficLimits,
    monthly_quotas: Option<MonthlyQuotas>,
    attempt_timeout: Duration,
    deadline: Duration,
}

impl BankBuilder {
    /// The credential of calls in our own name for one purpose.
    pub fn with_client_credential(
        mut self,
        scope: ClientScope,
        credential: Arc<dyn Credential>,
    ) -> Self {
        self.client_credentials.insert(scope, credential);
        self
    }

    /// Calls in our own name by what `party` is registered for.
    pub fn with_relying_party(mut self, party: &RelyingParty) -> Self {
        let credentials = ClientScope::ALL.map(|scope| (scope, party.client_credential(scope)));
        self.client_credentials.extend(credentials);
        self
    }

    /// Carries requests by `transport`, which presents the transport certificate (BRCAC): a
    /// `client_core::http::ReqwestTransport` built with it, whose identity can be swapped while
    /// clients run. Banks refuse the default one, which has no certificate.
    pub fn with_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Signs what initiates payments and verifies the answers. Without it those operations fail
    /// before they are sent.
    pub fn with_signed_messages(mut self, messages: SignedMessages) -> Self {
        self.signed_messages = Some(messages);
        self
    }

    /// Who watches calls.
    pub fn with_observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// When to try again; [`BankRetry`] by default.
    pub fn with_retry_policy(mut self, policy: Arc<dyn RetryPolicy>) -> Self {
        self.retry_policy = policy;
        self
    }

    /// How fast calls go out; what every bank must take by default.
    pub fn with_traffic_limits(mut self, limits: TrafficLimits) -> Self {
        self.traffic = limits;
        self
    }

    /// Counts the calls of the month, and does not send what would be one too many. Without it
    /// banks count alone, and answer 423.
    pub fn with_monthly_quotas(mut self, quotas: MonthlyQuotas) -> Self {
        self.monthly_quotas = Some(quotas);
        self
    }

    /// Bounds one attempt; 20 seconds by default, for banks' gateways give up after 15.
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
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when there is no endpoint, an address
    /// is not `https` (or `http` on loopback), a limit allows nothing, or no transport is there.
    pub fn build(self) -> Result<Bank> {
        let plain = Interaction::over(match &self.transport {
            Some(transport) => Arc::clone(transport),
            None => default_transport()?,
        });
        let messages = self.signed_messages.as_ref();
        let signing = messages.map(|messages| Signing::over(Arc::clone(&plain), messages));
        let whole_bank = self.traffic.of_the_bank()?;
        let executors = self
            .endpoints
            .iter()
            .map(|(operation, base)| {
                let signed = is_signed(operation);
                let transport = match &signing {
                    Some(signing) if signed => signing,
                    _ => &plain,
                };
                let mut executor = Executor::builder("openfinance", base.clone())
                    .transport(Arc::clone(transport))
                    .dialect(Arc::new(BankDialect { signed }))
                    .idempotency_header(IDEMPOTENCY_KEY)
                    .retry_policy(Arc::clone(&self.retry_policy))
                    .limiter(self.traffic.of_operation(operation, &whole_bank)?)
                    .attempt_timeout(self.attempt_timeout)
                    .deadline(self.deadline);
                if let Some(observer) = &self.observer {
                    executor = executor.observer(Arc::clone(observer));
                }
                Ok((operation, executor.build()?))
            })
            .collect::<Result<BTreeMap<_, _>>>()?;
        let any = executors.values().next().cloned().ok_or_else(|| {
            Error::config("the bank has no endpoint that this client knows; look the bank up again")
        })?;
        Ok(Bank {
            shared: Arc::new(Shared {
                executors,
                any,
                client_credentials: self.client_credentials,
                signs: self.signed_messages.is_some(),
                monthly_quotas: self.monthly_quotas,
            }),
        })
    }
}

impl fmt::Debug for BankBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BankBuilder")
            .field("endpoints", &self.endpoints)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "reqwest")]
pub(crate) fn default_transport() -> Result<Arc<dyn Transport>> {
    Ok(Arc::new(client_core::http::ReqwestTransport::new()?))
}

#[cfg(not(feature = "reqwest"))]
pub(crate) fn default_transport() -> Result<Arc<dyn Transport>> {
    Err(Error::config(
        "no transport: pass one, or enable the feature `reqwest`",
    ))
}
