//! The registered application, and how a company connects to it.

use std::fmt;
use std::sync::Arc;

use client_core::auth::oauth::{GrantTokens, OAuthClient, PendingAuthorization};
use client_core::auth::{AuthEvents, GrantKey, HeaderCredential, StoredGrant, TokenStore};
use client_core::http::Transport;
use client_core::observe::Observer;
use client_core::secret::SecretString;
use client_core::{Error, ErrorKind, Outcome, Result};
use url::Url;

use crate::client::ContaAzul;
use crate::environment::Environment;
use crate::model::{Company, CompanyId};

/// The one scope there is: every token can do everything the API allows.
const SCOPE: &str = "openid profile aws.cognito.signin.user.admin";

/// Under which service name grants are kept in a [`TokenStore`].
pub(crate) const SERVICE: &str = "contaazul";

/// The key under which a company's grant is kept in a [`TokenStore`].
pub fn grant_key(company: &CompanyId) -> GrantKey {
    GrantKey::new(SERVICE, company.as_str())
}

/// An application registered with Conta Azul: environment, client id and secret. Cheap to clone.
///
/// One application serves any number of companies, each with a grant of its own:
///
/// ```no_run
/// # async fn connect() -> contaazul_client::Result<()> {
/// use std::sync::Arc;
///
/// use client_core::auth::store::FileTokenStore;
/// use contaazul_client::{Application, ContaAzul, Environment};
///
/// let application = Application::builder(Environment::current(), "client-id", "secret").build()?;
/// let store = Arc::new(FileTokenStore::open("/var/lib/my-app/grants")?);
///
/// // Once per company: a user of its ERP opens the address, signs in and agrees.
/// let (address, pending) = application.authorize("https://app.example.com/callback")?;
/// # let callback_address = "";
/// let connection = application.connect(&pending, callback_address).await?;
/// let company = connection.save(store.clone()).await?;
///
/// // From then on the grant renews itself.
/// let erp = ContaAzul::builder(&application, store, &company).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Application {
    environment: Environment,
    oauth: OAuthClient,
    transport: Option<Arc<dyn Transport>>,
    observer: Option<Arc<dyn Observer>>,
}

impl Application {
    /// Starts to configure an application with the id and secret that the developer portal shows.
    pub fn builder(
        environment: Environment,
        client_id: impl Into<String>,
        client_secret: impl Into<SecretString>,
    ) -> ApplicationBuilder {
        ApplicationBuilder {
            environment,
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            transport: None,
            observer: None,
            events: None,
        }
    }

    /// The address that a user of the company's ERP must open, and what must be kept until they
    /// come back to `redirect_uri`, which must be the registered one letter by letter.
    ///
    /// It must be an ERP user: the login of the developer portal also succeeds, and then every
    /// call is answered with 401.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the system has no randomness.
    pub fn authorize(
        &self,
        redirect_uri: impl Into<String>,
    ) -> Result<(Url, PendingAuthorization)> {
        let request = self.oauth.authorize(redirect_uri).scope(SCOPE);
        let request = if self.environment.uses_pkce() {
            request
        } else {
            request.without_pkce()
        };
        request.start()
    }

    /// Exchanges the code in `callback` (the whole address the person came back to, or its query)
    /// for a grant. The code can be used once, within three minutes.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`] when the state is not ours, the person said no, or the provider refuses
    /// the code: start again with [`Application::authorize`].
    pub async fn connect(
        &self,
        pending: &PendingAuthorization,
        callback: &str,
    ) -> Result<NewConnection> {
        let returned = pending.read_callback(callback)?;
        let answer = self.oauth.exchange(pending, &returned.code).await?;
        Ok(NewConnection {
            application: self.clone(),
            grant: answer.into_grant()?,
        })
    }

    pub(crate) fn environment(&self) -> &Environment {
        &self.environment
    }

    pub(crate) fn tokens(&self, store: Arc<dyn TokenStore>, company: &CompanyId) -> GrantTokens {
        GrantTokens::new(self.oauth.clone(), store, grant_key(company))
    }

    pub(crate) fn transport(&self) -> Option<Arc<dyn Transport>> {
        self.transport.clone()
    }

    pub(crate) fn observer(&self) -> Option<Arc<dyn Observer>> {
        self.observer.clone()
    }
}

impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Application")
            .field("environment", &self.environment)
            .field("oauth", &self.oauth)
            .finish_non_exhaustive()
    }
}

/// Configures an [`Application`].
#[must_use]
pub struct ApplicationBuilder {
    environment: Environment,
    client_id: String,
    client_secret: SecretString,
    transport: Option<Arc<dyn Transport>>,
    observer: Option<Arc<dyn Observer>>,
    events: Option<Arc<dyn AuthEvents>>,
}

impl ApplicationBuilder {
    /// Carries token requests, and the calls of clients built from the application, by `transport`
    /// instead of the default one.
    pub fn with_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Who watches token requests, and the calls of clients built from the application.
    pub fn with_observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Who is told of grants, renewals and revocations, such as an audit log.
    pub fn with_events(mut self, events: Arc<dyn AuthEvents>) -> Self {
        self.events = Some(events);
        self
    }

    /// Builds the application.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when an address of the environment is not `https` (or `http` on
    /// loopback), or the client id is empty.
    pub fn build(self) -> Result<Application> {
        let environment = self.environment;
        let authentication = environment
            .client_authentication()
            .with_secret(self.client_secret);
        let mut oauth = OAuthClient::builder(self.client_id, authentication)
            .token_url(environment.token_url()?)
            .authorize_url(environment.authorize_url()?);
        if let Some(transport) = &self.transport {
            oauth = oauth.transport(Arc::clone(transport));
        }
        if let Some(observer) = &self.observer {
            oauth = oauth.observer(Arc::clone(observer));
        }
        if let Some(events) = self.events {
            oauth = oauth.events(events);
        }
        Ok(Application {
            oauth: oauth.build()?,
            environment,
            transport: self.transport,
            observer: self.observer,
        })
    }
}

impl fmt::Debug for ApplicationBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApplicationBuilder")
            .field("environment", &self.environment)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// A company's grant, fresh from the provider and stored nowhere yet. [`NewConnection::save`] it
/// before anything else; should that fail, call it again, for the code that led here is used up.
pub struct NewConnection {
    application: Application,
    grant: StoredGrant,
}

impl NewConnection {
    /// Asks which company agreed: the token does not tell.
    ///
    /// # Errors
    /// As every call.
    pub async fn company(&self) -> Result<Company> {
        let token = self.grant.access_token.as_ref().ok_or_else(|| {
            Error::new(
                ErrorKind::Auth,
                Outcome::Refused,
                "the new grant holds no access token: authorise again",
            )
        })?;
        let credential = Arc::new(HeaderCredential::bearer(token)?);
        let mut client =
            ContaAzul::with_credential(self.application.environment().clone(), credential);
        if let Some(transport) = self.application.transport() {
            client = client.with_transport(transport);
        }
        if let Some(observer) = self.application.observer() {
            client = client.with_observer(observer);
        }
        client.build()?.connection().company().send().await
    }

    /// Asks which company agreed, stores the grant under its id and returns the id. A grant of the
    /// same company that is stored already is replaced.
    ///
    /// # Errors
    /// As every call; [`ErrorKind::Store`] when the grant cannot be stored; [`ErrorKind::Decode`]
    /// when the answer names no company: then choose a key and use [`NewConnection::save_as`].
    pub async fn save(&self, store: Arc<dyn TokenStore>) -> Result<CompanyId> {
        let company = self.company().await?.id.ok_or_else(|| {
            Error::new(
                ErrorKind::Decode,
                Outcome::Applied,
                "the connected company has no id_empresa; store the grant with save_as under a \
                 key of your own",
            )
        })?;
        self.save_as(store, &company).await?;
        Ok(company)
    }

    /// Stores the grant under an id that you know to be the company's `id_empresa`:
    /// [`ContaAzul::disconnect`] revokes by it.
    ///
    /// # Errors
    /// [`ErrorKind::Store`] when the grant cannot be stored.
    pub async fn save_as(&self, store: Arc<dyn TokenStore>, company: &CompanyId) -> Result<()> {
        let tokens = self.application.tokens(store, company);
        tokens.install(self.grant.clone()).await
    }
}

impl fmt::Debug for NewConnection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewConnection")
            .field("grant", &self.grant)
            .finish_non_exhaustive()
    }
}
