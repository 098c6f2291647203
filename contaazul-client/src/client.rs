//! The client of one company.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use client_core::auth::oauth::GrantTokens;
use client_core::auth::{Bearer, Credential, Generation, TokenCache, TokenSource, TokenStore};
use client_core::http::{Call, Request, Transport};
use client_core::observe::Observer;
use client_core::retry::RetryPolicy;
use client_core::{Action, Error, Executor, Result};
use http::StatusCode;
use serde::de::DeserializeOwned;
use url::Url;

use crate::api::{
    Accounts, Categories, Changes, Charges, Connection, Contracts, CostCenters, DocumentCapture,
    FirstGeneration, FiscalNotes, Installments, Payables, People, Products, Quotes, Receivables,
    Sales, SecondGeneration, Services, Settlements, SupersededProducts, Transfers,
};
use crate::application::Application;
use crate::dialect::ErpDialect;
use crate::environment::{Environment, address};
use crate::model::CompanyId;
use crate::pace::{ErpRetry, Pace};
use crate::partner::Partner;

/// Conta Azul on behalf of one connected company.
///
/// Cheap to clone: clones share the token, the limiter and the connections. Make one per company
/// and keep it, for the provider's limit is per company.
#[derive(Clone)]
pub struct ContaAzul {
    executor: Executor,
    /// For the operations of a partner, where they have an address of their own.
    partner: Option<Executor>,
    grant: Option<Grant>,
}

#[derive(Clone)]
struct Grant {
    company: CompanyId,
    tokens: Arc<GrantTokens>,
}

/// The company's token. Says which company it is when there is none: a program serves many.
#[derive(Debug)]
struct CompanyCredential {
    company: CompanyId,
    bearer: Bearer,
}

#[async_trait]
impl Credential for CompanyCredential {
    async fn apply(&self, request: &mut Request) -> Result<Generation> {
        let applied = self.bearer.apply(request).await;
        applied.map_err(|error| error.with_note(&format!("company {}", self.company)))
    }

    fn rejected(&self, generation: Generation) -> bool {
        self.bearer.rejected(generation)
    }
}

impl ContaAzul {
    /// Starts to configure a client for `company`, whose grant is in `store`: put there by
    /// [`NewConnection::save`](crate::NewConnection::save).
    pub fn builder(
        application: &Application,
        store: Arc<dyn TokenStore>,
        company: &CompanyId,
    ) -> ContaAzulBuilder {
        let tokens = Arc::new(application.tokens(store, company));
        let source: Arc<dyn TokenSource> = tokens.clone();
        let credential = Arc::new(CompanyCredential {
            company: company.clone(),
            bearer: Bearer::new(TokenCache::new(source)),
        });
        ContaAzulBuilder {
            transport: application.transport(),
            observer: application.observer(),
            grant: Some(Grant {
                company: company.clone(),
                tokens,
            }),
            ..Self::with_credential(application.environment().clone(), credential)
        }
    }

    /// Starts to configure a client with a credential of your own, such as a token that another
    /// part of your system keeps fresh.
    pub fn with_credential(
        environment: Environment,
        credential: Arc<dyn Credential>,
    ) -> ContaAzulBuilder {
        ContaAzulBuilder {
            environment,
            credential,
            partner_url: None,
            grant: None,
            transport: None,
            observer: None,
            retry_policy: Arc::new(ErpRetry::new()),
            pace: Pace::default(),
            attempt_timeout: Duration::from_secs(30),
            deadline: Duration::from_secs(120),
        }
    }

    /// The company, unless the client was built with a credential of your own. The id under which
    /// its grant is stored, nothing is asked for.
    pub fn company(&self) -> Option<&CompanyId> {
        self.grant.as_ref().map(|grant| &grant.company)
    }

    /// The connection itself: whose it is, and how it ends.
    pub fn connection(&self) -> Connection<'_> {
        Connection { client: self }
    }

    /// What is to be received.
    #[doc(alias = "contas-a-receber")]
    pub fn receivables(&self) -> Receivables<'_> {
        Receivables { client: self }
    }

    /// What is to be paid.
    #[doc(alias = "contas-a-pagar")]
    pub fn payables(&self) -> Payables<'_> {
        Payables { client: self }
    }

    /// Installments of both.
    #[doc(alias = "parcelas")]
    pub fn installments(&self) -> Installments<'_> {
        Installments { client: self }
    }

    /// Money that moved for installments.
    #[doc(alias = "baixas")]
    pub fn settlements(&self) -> Settlements<'_> {
        Settlements { client: self }
    }

    /// Charges sent to payers.
    #[doc(alias = "cobrancas")]
    pub fn charges(&self) -> Charges<'_> {
        Charges { client: self }
    }

    /// The chart of accounts.
    #[doc(alias = "categorias")]
    pub fn categories(&self) -> Categories<'_> {
        Categories { client: self }
    }

    /// Cost centers.
    #[doc(alias = "centros-de-custo")]
    pub fn cost_centers(&self) -> CostCenters<'_> {
        CostCenters { client: self }
    }

    /// Financial accounts and their balances.
    #[doc(alias = "contas-financeiras")]
    pub fn accounts(&self) -> Accounts<'_> {
        Accounts { client: self }
    }

    /// Transfers between own accounts.
    #[doc(alias = "transferencias")]
    pub fn transfers(&self) -> Transfers<'_> {
        Transfers { client: self }
    }

    /// What changed, for incremental syncs.
    #[doc(alias = "alteracoes")]
    pub fn changes(&self) -> Changes<'_> {
        Changes { client: self }
    }

    /// Invoices that the ERP issued: NF-e for goods, NFS-e for services.
    #[doc(alias = "notas-fiscais")]
    pub fn fiscal_notes(&self) -> FiscalNotes<'_> {
        FiscalNotes { client: self }
    }

    /// Bills and invoices as files, which the ERP reads into drafts.
    #[doc(alias = "captura")]
    pub fn document_capture(&self) -> DocumentCapture<'_> {
        DocumentCapture { client: self }
    }

    /// Sales.
    #[doc(alias = "vendas")]
    pub fn sales(&self) -> Sales<'_> {
        Sales { client: self }
    }

    /// Quotes, which customers may accept.
    #[doc(alias = "orcamentos")]
    pub fn quotes(&self) -> Quotes<'_> {
        Quotes { client: self }
    }

    /// Contracts, which make a sale every month or year.
    #[doc(alias = "contratos")]
    pub fn contracts(&self) -> Contracts<'_> {
        Contracts { client: self }
    }

    /// The first generation of operations that the other areas take from the second.
    pub fn first_generation(&self) -> FirstGeneration<'_> {
        FirstGeneration { client: self }
    }

    /// The second generation of operations that the other areas take from the first. Its answers
    /// are known from a public client's types only.
    pub fn second_generation(&self) -> SecondGeneration<'_> {
        SecondGeneration { client: self }
    }

    /// Customers, suppliers and carriers.
    #[doc(alias = "pessoas")]
    pub fn people(&self) -> People<'_> {
        People { client: self }
    }

    /// Products, and what they refer to.
    #[doc(alias = "produtos")]
    pub fn products(&self) -> Products<'_> {
        Products { client: self }
    }

    /// Products by the family of operations that [`products`](Self::products) superseded. For what
    /// still relies on it; the provider's guides no longer name it.
    #[doc(alias = "produto")]
    pub fn superseded_products(&self) -> SupersededProducts<'_> {
        SupersededProducts { client: self }
    }

    /// Services that the company provides or takes.
    #[doc(alias = "servicos")]
    pub fn services(&self) -> Services<'_> {
        Services { client: self }
    }

    /// Operations that no public page of the provider knows; see
    /// [`ContaAzulBuilder::with_partner_url`] for where they go.
    pub fn partner(&self) -> Partner<'_> {
        Partner::new(self)
    }

    /// Any path below the API's address, for what no typed method covers yet, under the same
    /// limits, retries and errors. Add query and body to `Call::raw(method, path)`.
    ///
    /// ```no_run
    /// # async fn ask(erp: &contaazul_client::ContaAzul) -> contaazul_client::Result<()> {
    /// use client_core::http::Call;
    ///
    /// let call = Call::raw(http::Method::GET, "/v1/anything/new");
    /// let answer: Option<u64> = erp.request(call).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn request<T: DeserializeOwned>(&self, call: Call) -> Action<T> {
        Action::json(&self.executor, Ok(call))
    }

    /// Ends the connection: revokes it at the provider and removes the grant from the store. A
    /// connection that the provider no longer knows counts as ended.
    ///
    /// An access token that was handed out goes on working until its hour is over.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the client was built with a
    /// credential of your own, which it cannot revoke. When the provider does not confirm, the
    /// grant stays stored.
    pub async fn disconnect(&self) -> Result<()> {
        let grant = self.grant.as_ref().ok_or_else(|| {
            Error::config("this client has no grant in a store; revoke by connection().revoke(..)")
        })?;
        match self.connection().revoke(&grant.company).send().await {
            Ok(()) => {}
            Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => {}
            Err(error) => return Err(error),
        }
        grant.tokens.forget().await
    }

    pub(crate) fn executor(&self) -> &Executor {
        &self.executor
    }

    pub(crate) fn partner_executor(&self) -> &Executor {
        self.partner.as_ref().unwrap_or(&self.executor)
    }
}

impl fmt::Debug for ContaAzul {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContaAzul")
            .field("executor", &self.executor)
            .finish_non_exhaustive()
    }
}

/// Configures a [`ContaAzul`].
#[must_use]
pub struct ContaAzulBuilder {
    environment: Environment,
    credential: Arc<dyn Credential>,
    partner_url: Option<Cow<'static, str>>,
    grant: Option<Grant>,
    transport: Option<Arc<dyn Transport>>,
    observer: Option<Arc<dyn Observer>>,
    retry_policy: Arc<dyn RetryPolicy>,
    pace: Pace,
    attempt_timeout: Duration,
    deadline: Duration,
}

impl ContaAzulBuilder {
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

    /// When to try again; [`ErpRetry`] by default.
    pub fn with_retry_policy(mut self, policy: Arc<dyn RetryPolicy>) -> Self {
        self.retry_policy = policy;
        self
    }

    /// How fast to ask; [`Pace::Published`] by default.
    pub fn with_pace(mut self, pace: Pace) -> Self {
        self.pace = pace;
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

    /// Sends the operations of [`ContaAzul::partner`] to `url`, with a limit of their own, instead
    /// of the API's address, which does not know them. **The company's access token goes there as
    /// well**: name only a server that may act for the company.
    pub fn with_partner_url(mut self, url: impl Into<Cow<'static, str>>) -> Self {
        self.partner_url = Some(url.into());
        self
    }

    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the API's address is not `https`
    /// (or `http` on loopback), or no transport is there; the same for a partner's address.
    pub fn build(self) -> Result<ContaAzul> {
        let partner = match &self.partner_url {
            Some(url) => Some(self.executor(address(url, "partner")?)?),
            None => None,
        };
        Ok(ContaAzul {
            executor: self.executor(self.environment.api_url()?)?,
            partner,
            grant: self.grant,
        })
    }

    fn executor(&self, url: Url) -> Result<Executor> {
        let mut executor = Executor::builder("contaazul", url)
            .credential(Arc::clone(&self.credential))
            .dialect(Arc::new(ErpDialect))
            .retry_policy(Arc::clone(&self.retry_policy))
            .attempt_timeout(self.attempt_timeout)
            .deadline(self.deadline);
        if let Some(limiter) = self.pace.clone().limiter()? {
            executor = executor.limiter(limiter);
        }
        if let Some(transport) = &self.transport {
            executor = executor.transport(Arc::clone(transport));
        }
        if let Some(observer) = &self.observer {
            executor = executor.observer(Arc::clone(observer));
        }
        executor.build()
    }
}

impl fmt::Debug for ContaAzulBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContaAzulBuilder")
            .field("environment", &self.environment)
            .field("pace", &self.pace)
            .finish_non_exhaustive()
    }
}
