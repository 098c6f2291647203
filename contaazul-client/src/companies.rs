//! Many companies of one application.

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use client_core::Result;
use client_core::auth::TokenStore;
use client_core::auth::oauth::PendingAuthorization;
use futures_util::StreamExt as _;
use futures_util::stream;

use crate::application::{Application, SERVICE};
use crate::client::{ContaAzul, ContaAzulBuilder};
use crate::model::CompanyId;

/// The companies that connected to one application, with their grants in one store.
///
/// Keeps one client per company, so that everybody who asks for a company shares its token and its
/// limit, which the provider counts per company. One company's trouble is its own: a grant that
/// was revoked fails that company's calls, with its id in the error, and no others.
///
/// Cheap to clone: clones are the same companies. For a program of several processes use a store
/// that they share, such as [`FileTokenStore`](client_core::auth::store::FileTokenStore); the
/// limit is per process.
///
/// ```no_run
/// # async fn nightly(application: contaazul_client::Application) -> contaazul_client::Result<()> {
/// use std::sync::Arc;
///
/// use client_core::auth::store::FileTokenStore;
/// use contaazul_client::Companies;
///
/// let store = Arc::new(FileTokenStore::open("/var/lib/my-app/grants")?);
/// let companies = Companies::new(&application, store);
/// let outcomes = companies
///     .for_each(8, |erp| async move {
///         let accounts = erp.accounts().list().send().try_collect().await?;
///         Ok(accounts.len())
///     })
///     .await?;
/// for outcome in outcomes {
///     match outcome.result {
///         Ok(accounts) => println!("{}: {accounts} accounts", outcome.company),
///         Err(error) => eprintln!("{}: {error}", outcome.company),
///     }
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Companies {
    inner: Arc<Inner>,
}

struct Inner {
    application: Application,
    store: Arc<dyn TokenStore>,
    configure: Box<Configure>,
    clients: Mutex<HashMap<CompanyId, ContaAzul>>,
}

type Configure = dyn Fn(ContaAzulBuilder) -> ContaAzulBuilder + Send + Sync;

/// What became of the work for one company.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CompanyOutcome<T> {
    /// The company.
    pub company: CompanyId,
    /// What the work gave, or why it gave nothing.
    pub result: Result<T>,
}

impl Companies {
    /// The companies of `application` whose grants are in `store`, with clients as they come.
    pub fn new(application: &Application, store: Arc<dyn TokenStore>) -> Self {
        Self::configured(application, store, |client| client)
    }

    /// The same, each client built as `configure` says. It is called once per company; a
    /// [`Pace::Limiter`](crate::Pace::Limiter) made outside of it would make all companies share
    /// one limit.
    pub fn configured(
        application: &Application,
        store: Arc<dyn TokenStore>,
        configure: impl Fn(ContaAzulBuilder) -> ContaAzulBuilder + Send + Sync + 'static,
    ) -> Self {
        Self {
            inner: Arc::new(Inner {
                application: application.clone(),
                store,
                configure: Box::new(configure),
                clients: Mutex::new(HashMap::new()),
            }),
        }
    }

    /// The client of a company: always the same one. Nothing is asked for; whether the store has a
    /// grant shows with the first call.
    ///
    /// # Errors
    /// As [`ContaAzulBuilder::build`].
    pub fn company(&self, id: &CompanyId) -> Result<ContaAzul> {
        let mut clients = self.clients();
        if let Some(client) = clients.get(id) {
            return Ok(client.clone());
        }
        let inner = &self.inner;
        let builder = ContaAzul::builder(&inner.application, Arc::clone(&inner.store), id);
        let client = (inner.configure)(builder).build()?;
        clients.insert(id.clone(), client.clone());
        Ok(client)
    }

    /// The companies with a grant in the store, in order of their ids. That includes those who
    /// revoked it at the provider, which tells nobody.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](client_core::ErrorKind::Store) when the store cannot list, or holds
    /// something damaged.
    pub async fn list(&self) -> Result<Vec<CompanyId>> {
        let keys = self.inner.store.list(SERVICE).await?;
        Ok(keys.iter().map(|key| CompanyId::new(key.id())).collect())
    }

    /// Ends an authorization that [`Application::authorize`] began: a company is new, or back.
    ///
    /// # Errors
    /// As [`Application::connect`] and [`NewConnection::save`](crate::NewConnection::save). A code
    /// works once: when only saving fails, call those two yourself and save again.
    pub async fn connect(
        &self,
        pending: &PendingAuthorization,
        callback: &str,
    ) -> Result<CompanyId> {
        let connection = self.inner.application.connect(pending, callback).await?;
        let company = connection.save(Arc::clone(&self.inner.store)).await?;
        // Its client may hold a token of the grant that was replaced.
        self.clients().remove(&company);
        Ok(company)
    }

    /// Ends a company's connection: see [`ContaAzul::disconnect`].
    ///
    /// # Errors
    /// As there. The company stays listed then.
    pub async fn disconnect(&self, id: &CompanyId) -> Result<()> {
        self.company(id)?.disconnect().await?;
        self.clients().remove(id);
        Ok(())
    }

    /// Does the same for every listed company, `at_once` of them at a time, and tells what became
    /// of each, in the order of [`list`](Self::list). A company that fails stops no other.
    ///
    /// # Errors
    /// As [`list`](Self::list); what the work met is in its [`CompanyOutcome`].
    pub async fn for_each<T, W, F>(&self, at_once: usize, work: W) -> Result<Vec<CompanyOutcome<T>>>
    where
        W: Fn(ContaAzul) -> F,
        F: Future<Output = Result<T>>,
    {
        let work = &work;
        let outcomes = stream::iter(self.list().await?).map(|company| async move {
            let result = match self.company(&company) {
                Ok(client) => work(client).await,
                Err(error) => Err(error),
            };
            CompanyOutcome { company, result }
        });
        Ok(outcomes.buffered(at_once.max(1)).collect().await)
    }

    fn clients(&self) -> MutexGuard<'_, HashMap<CompanyId, ContaAzul>> {
        let clients = self.inner.clients.lock();
        clients.unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Companies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Companies")
            .field("application", &self.inner.application)
            .field("clients", &self.clients().len())
            .finish_non_exhaustive()
    }
}
