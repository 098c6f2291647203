//! The client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use client_core::auth::{Credential, HeaderCredential};
use client_core::http::{Call, Transport};
use client_core::limit::Limiter;
use client_core::observe::Observer;
use client_core::retry::RetryPolicy;
use client_core::{Action, Executor, Operation, Overrides, Result, Routes};
use http::{HeaderName, Method};
use serde::de::DeserializeOwned;

use crate::api::payments::{
    BankAccounts, Charges, Customers, Enrollments, PaymentAuthorizations, PaymentInstitutions,
    PaymentIntents, PaymentTransactions, PaymentWidget,
};
use crate::api::retired::Retired;
use crate::api::{Consents, Data, Institutions, Links, Widget};
use crate::dialect::BelvoDialect;
use crate::environment::{Environment, Keys};
use crate::model::{
    Account, Balance, Bill, ChileanDebtReport, ChileanInvoice, ChileanTaxStatus, CurrentEmployment,
    Employment, EmploymentMetric, EmploymentRecord, Exchange, FinancialStatement, IncomeReport,
    Investment, InvestmentTransaction, Invoice, Owner, RecurringExpense, RiskInsights,
    TaxCompliance, TaxRetention, TaxReturn, TaxStatus, Transaction,
};
use crate::operations;
use crate::retry::BelvoRetry;

/// Belvo under one pair of keys.
///
/// Cheap to clone: clones share keys, limits and connections.
#[derive(Clone)]
pub struct Belvo {
    executor: Executor,
    shared: Arc<Shared>,
}

struct Shared {
    keys: Keys,
    routes: Routes,
    retrieval_timeout: Duration,
}

impl Belvo {
    /// Starts to configure a client.
    pub fn builder(environment: Environment, keys: Keys) -> BelvoBuilder {
        BelvoBuilder {
            environment,
            keys,
            transport: None,
            observer: None,
            overrides: Overrides::default(),
            limiter: None,
            retry_policy: Arc::new(BelvoRetry),
            attempt_timeout: Duration::from_secs(60),
            retrieval_timeout: Duration::from_secs(300),
            deadline: Duration::from_secs(600),
        }
    }

    /// Whether Belvo takes the keys. The path is not in Belvo's description; its own libraries log
    /// in by it.
    ///
    /// # Errors
    /// Status 401 when it does not.
    pub fn check_keys(&self) -> Action<()> {
        Action::empty(&self.executor, Ok(Call::raw(Method::GET, "/api/")))
    }

    /// Institutions.
    pub fn institutions(&self) -> Institutions<'_> {
        Institutions { client: self }
    }

    /// Links.
    pub fn links(&self) -> Links<'_> {
        Links { client: self }
    }

    /// Consents of Open Finance Brazil.
    pub fn consents(&self) -> Consents<'_> {
        Consents { client: self }
    }

    /// The connect widget.
    pub fn widget(&self) -> Widget<'_> {
        Widget { client: self }
    }

    /// Who owns the accounts.
    pub fn owners(&self) -> Data<'_, Owner> {
        Data::new(self)
    }

    /// Accounts, cards and loans.
    pub fn accounts(&self) -> Data<'_, Account> {
        Data::new(self)
    }

    /// What is on Brazilian accounts now.
    pub fn balances(&self) -> Data<'_, Balance> {
        Data::new(self)
    }

    /// Transactions of accounts and cards.
    pub fn transactions(&self) -> Data<'_, Transaction> {
        Data::new(self)
    }

    /// Credit card bills.
    pub fn bills(&self) -> Data<'_, Bill> {
        Data::new(self)
    }

    /// Brazilian investments.
    pub fn investments(&self) -> Data<'_, Investment> {
        Data::new(self)
    }

    /// Movements of Brazilian investments.
    pub fn investment_transactions(&self) -> Data<'_, InvestmentTransaction> {
        Data::new(self)
    }

    /// Foreign exchange operations.
    pub fn exchanges(&self) -> Data<'_, Exchange> {
        Data::new(self)
    }

    /// Incomes, as Belvo finds them in transactions.
    pub fn incomes(&self) -> Data<'_, IncomeReport> {
        Data::new(self)
    }

    /// Recurring expenses, as Belvo finds them in transactions.
    pub fn recurring_expenses(&self) -> Data<'_, RecurringExpense> {
        Data::new(self)
    }

    /// Jobs in Brazil. Not in Belvo's sandbox.
    pub fn employments(&self) -> Data<'_, Employment> {
        Data::new(self)
    }

    /// Mexican employment records of IMSS and ISSSTE.
    pub fn employment_records(&self) -> Data<'_, EmploymentRecord> {
        Data::new(self)
    }

    /// Jobs in Mexico of one month.
    pub fn current_employments(&self) -> Data<'_, CurrentEmployment> {
        Data::new(self)
    }

    /// What Belvo makes of Mexican employment records.
    pub fn employment_metrics(&self) -> Data<'_, EmploymentMetric> {
        Data::new(self)
    }

    /// What Belvo makes of all accounts of a link, as a lender looks at them.
    pub fn risk_insights(&self) -> Data<'_, RiskInsights> {
        Data::new(self)
    }

    /// Financial statements of Mexican companies.
    pub fn financial_statements(&self) -> Data<'_, FinancialStatement> {
        Data::new(self)
    }

    /// Mexican invoices (CFDI).
    pub fn invoices(&self) -> Data<'_, Invoice> {
        Data::new(self)
    }

    /// Whether Mexican taxpayers comply (opinión de cumplimiento).
    pub fn tax_compliance_status(&self) -> Data<'_, TaxCompliance> {
        Data::new(self)
    }

    /// Mexican tax returns (declaraciones).
    pub fn tax_returns(&self) -> Data<'_, TaxReturn> {
        Data::new(self)
    }

    /// Mexican tax retentions.
    pub fn tax_retentions(&self) -> Data<'_, TaxRetention> {
        Data::new(self)
    }

    /// Mexican tax status (constancia de situación fiscal).
    pub fn tax_status(&self) -> Data<'_, TaxStatus> {
        Data::new(self)
    }

    /// Chilean invoices. Not in Belvo's sandbox.
    pub fn chilean_invoices(&self) -> Data<'_, ChileanInvoice> {
        Data::new(self)
    }

    /// Chilean tax status. Not in Belvo's sandbox.
    pub fn chilean_tax_status(&self) -> Data<'_, ChileanTaxStatus> {
        Data::new(self)
    }

    /// What Chileans owe to financial institutions. Not in Belvo's sandbox.
    pub fn chilean_debt_reports(&self) -> Data<'_, ChileanDebtReport> {
        Data::new(self)
    }

    /// Institutions that take part in payments in Brazil.
    pub fn payment_institutions(&self) -> PaymentInstitutions<'_> {
        PaymentInstitutions { client: self }
    }

    /// Customers of payments: those who pay.
    pub fn customers(&self) -> Customers<'_> {
        Customers { client: self }
    }

    /// Bank accounts of payments: those that are paid to.
    pub fn bank_accounts(&self) -> BankAccounts<'_> {
        BankAccounts { client: self }
    }

    /// Payment intents: one Pix or a schedule of them.
    pub fn payment_intents(&self) -> PaymentIntents<'_> {
        PaymentIntents { client: self }
    }

    /// Payment authorizations (version 2).
    pub fn payment_authorizations(&self) -> PaymentAuthorizations<'_> {
        PaymentAuthorizations { client: self }
    }

    /// Charges: the single Pix of all payments.
    pub fn charges(&self) -> Charges<'_> {
        Charges { client: self }
    }

    /// Transactions of payments.
    pub fn payment_transactions(&self) -> PaymentTransactions<'_> {
        PaymentTransactions { client: self }
    }

    /// Enrolments of devices for biometric Pix.
    pub fn enrollments(&self) -> Enrollments<'_> {
        Enrollments { client: self }
    }

    /// The widget of biometric Pix.
    pub fn payment_widget(&self) -> PaymentWidget<'_> {
        PaymentWidget { client: self }
    }

    /// What Belvo's description has no longer.
    pub fn retired(&self) -> Retired<'_> {
        Retired { client: self }
    }

    /// Any path below Belvo's address, for what no typed method covers yet, under the same retries
    /// and errors. Paths end with a slash.
    ///
    /// ```no_run
    /// # async fn links(belvo: &belvo_client::Belvo) -> belvo_client::Result<()> {
    /// use belvo_client::Call;
    ///
    /// let call = Call::raw(http::Method::GET, "/payments/br/payment-links/");
    /// let page: Option<std::collections::BTreeMap<String, serde::de::IgnoredAny>> =
    ///     belvo.request(call).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn request<T: DeserializeOwned>(&self, call: Call) -> Action<T> {
        Action::json(&self.executor, Ok(call))
    }

    pub(crate) fn executor(&self) -> &Executor {
        &self.executor
    }

    /// A call of an operation, to where it goes.
    pub(crate) fn call(&self, operation: &'static Operation) -> Call {
        self.shared.routes.call(operation)
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.shared.keys
    }

    pub(crate) fn retrieval_timeout(&self) -> Duration {
        self.shared.retrieval_timeout
    }
}

impl fmt::Debug for Belvo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Belvo")
            .field("executor", &self.executor)
            .finish_non_exhaustive()
    }
}

/// Configures a [`Belvo`].
#[must_use]
pub struct BelvoBuilder {
    environment: Environment,
    keys: Keys,
    transport: Option<Arc<dyn Transport>>,
    observer: Option<Arc<dyn Observer>>,
    overrides: Overrides,
    limiter: Option<Limiter>,
    retry_policy: Arc<dyn RetryPolicy>,
    attempt_timeout: Duration,
    retrieval_timeout: Duration,
    deadline: Duration,
}

impl BelvoBuilder {
    /// Carries requests by `transport` instead of the default one.
    pub fn with_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Who watches calls.
    pub fn with_observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Sends a [retired](crate::api::retired) operation, by its name in
    /// [`OPERATIONS`](crate::OPERATIONS), elsewhere: what Belvo still has of them may have moved.
    ///
    /// ```
    /// # use belvo_client::{Belvo, Environment, Keys};
    /// let keys = Keys::new("secret-id", "secret-password");
    /// let belvo = Belvo::builder(Environment::production(), keys)
    ///     .with_path("belvo.retired.payment_links.list", http::Method::GET, "/payments/br/payment-links/")
    ///     .build()?;
    /// # Ok::<(), belvo_client::Error>(())
    /// ```
    pub fn with_path(
        mut self,
        operation: impl Into<String>,
        method: Method,
        template: impl Into<String>,
    ) -> Self {
        let (operation, template) = (operation.into(), template.into());
        self.overrides.set(operation, method, template);
        self
    }

    /// Bounds how fast is asked. Belvo publishes no general limit, so none is set.
    pub fn with_limiter(mut self, limiter: Limiter) -> Self {
        self.limiter = Some(limiter);
        self
    }

    /// When to try again; [`BelvoRetry`] by default.
    pub fn with_retry_policy(mut self, policy: Arc<dyn RetryPolicy>) -> Self {
        self.retry_policy = policy;
        self
    }

    /// Bounds one attempt; 60 seconds by default.
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Bounds one attempt in which Belvo reads an institution; five minutes by default. Belvo
    /// publishes no figure; it answers 408 when it stops waiting.
    pub fn with_retrieval_timeout(mut self, timeout: Duration) -> Self {
        self.retrieval_timeout = timeout;
        self
    }

    /// Bounds one call with all its attempts and waits; ten minutes by default.
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the address is not `https` (or
    /// `http` on loopback), the keys cannot stand in a header, no transport is there, or a path
    /// was given for what is no retired operation or does not take its arguments.
    pub fn build(self) -> Result<Belvo> {
        let credential: Arc<dyn Credential> =
            Arc::new(HeaderCredential::basic(&self.keys.id, &self.keys.password)?);
        let mut executor = Executor::builder("belvo", self.environment.url()?)
            .credential(credential)
            .dialect(Arc::new(BelvoDialect))
            .idempotency_header(HeaderName::from_static("belvo-idempotency-key"))
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
        let shared = Shared {
            keys: self.keys,
            routes: self.overrides.checked(operations::retired::OPERATIONS)?,
            retrieval_timeout: self.retrieval_timeout,
        };
        Ok(Belvo {
            executor: executor.build()?,
            shared: Arc::new(shared),
        })
    }
}

impl fmt::Debug for BelvoBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BelvoBuilder")
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}
