//! A stand-in of Conta Azul on loopback, for your tests and for the first day.
//!
//! Real HTTP, state, and the provider's habits: rotating refresh tokens that end the grant when one
//! is spent twice, pages of allowed sizes, the mandatory window of due dates, 429 above 10 calls a
//! second, empty bodies, charges that take their time, unknown parameters ignored. Its answers are
//! written by hand after the provider's pages, not by this crate's types.
//!
//! ```
//! # async fn demo() -> contaazul_client::Result<()> {
//! use contaazul_client::sandbox::{Bill, Company, Sandbox};
//! use time::macros::date;
//!
//! let bakery = Company::new("Padaria Flor de Trigo Ltda", "11222333000181")
//!     .with_receivable(Bill::new("Bolo de casamento", date!(2026 - 04 - 10), 35_000));
//! let sandbox = Sandbox::builder().with_company(bakery).start().await?;
//!
//! let erp = sandbox.client().await?;
//! let mut due = erp
//!     .receivables()
//!     .search(date!(2026 - 04 - 01), date!(2026 - 04 - 30))
//!     .send();
//! while let Some(receivable) = due.try_next().await? {
//!     println!("{:?}", receivable.open);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The OAuth dance works too, by [`Sandbox::agree`] or in a browser:
//! [`Sandbox::environment`] and [`Sandbox::application`] speak to it.

mod authority;
mod bill;
mod book;
mod capture;
mod charges;
mod company;
mod contracts;
mod events;
mod fiscal_notes;
mod installments;
mod json;
mod ledger;
mod partner;
mod people;
mod people_changes;
mod product_catalog;
mod products;
mod quotes;
mod registers;
mod request;
mod router;
mod sales;
mod search;
mod second;
mod services;
mod settlements;
mod statement;
mod superseded_products;
mod trade;

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use client_core::auth::TokenStore;
use client_core::auth::store::MemoryTokenStore;
use client_core::http::{Request, Transport};
use client_core::sandbox::loopback_transport;
pub use client_core::sandbox::{Fault, FaultRule, Front, RateWindow};
use client_core::webhook::WebhookSigner;
use client_core::{Error, ErrorKind, Outcome, Result};
use http::StatusCode;
use time::{Date, OffsetDateTime};
use url::Url;
use wiremock::{Mock, MockServer};

pub use self::bill::{Bill, Payment};
pub use self::company::{BankAccount, Company};
pub use self::fiscal_notes::{GoodsInvoice, ServiceInvoice};
pub use self::partner::{BankLink, BoletoChange, IncomingBoleto};
pub use self::people::Person;
pub use self::products::Product;
use self::router::{Router, World};
pub use self::services::Service;
use crate::application::{Application, ApplicationBuilder, grant_key};
use crate::client::{ContaAzul, ContaAzulBuilder};
use crate::environment::{ClientAuthentication, Environment};
use crate::model::{ChargeId, CompanyId, InstallmentId, QuoteId, SettlementId};
use crate::{SecretString, StoredGrant, webhook};

/// A running stand-in. Stops when dropped.
pub struct Sandbox {
    front: Front,
    router: Router,
    companies: Vec<CompanyId>,
    /// For what the sandbox sends, and for the applications it registers.
    transport: Arc<dyn Transport>,
    _server: MockServer,
}

impl Sandbox {
    /// Starts to configure a sandbox.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            companies: Vec::new(),
            access_token_lifetime: Duration::from_secs(3_600),
            limits: Some(vec![
                (10, Duration::from_secs(1)),
                (600, Duration::from_secs(60)),
            ]),
            tells_retry_after: false,
            today: None,
            with_protocols: false,
            with_html_refusals: false,
        }
    }

    /// Where it listens.
    pub fn url(&self) -> &Url {
        self.front.url()
    }

    /// The front, which plays [faults](Fault) and counts requests.
    pub fn front(&self) -> &Front {
        &self.front
    }

    /// Its addresses in the provider's current form.
    pub fn environment(&self) -> Environment {
        Environment::custom(
            self.address(""),
            self.address("oauth/authorize"),
            self.address("oauth/token"),
        )
    }

    /// Its addresses in the form of the seed description: credentials in the body.
    pub fn seed_environment(&self) -> Environment {
        Environment::custom(
            self.address(""),
            self.address("auth/authorize"),
            self.address("oauth2/token"),
        )
        .with_client_authentication(ClientAuthentication::Body)
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.url())
    }

    /// The application that is registered here.
    pub fn application(&self) -> ApplicationBuilder {
        self.application_of(self.environment())
    }

    /// The application that is registered here, in another environment.
    pub fn application_of(&self, environment: Environment) -> ApplicationBuilder {
        Application::builder(environment, authority::CLIENT_ID, authority::CLIENT_SECRET)
            .with_transport(Arc::clone(&self.transport))
    }

    /// The companies, in the order they were added.
    pub fn companies(&self) -> &[CompanyId] {
        &self.companies
    }

    /// A client of the first company, connected, with a store of its own and the client's default
    /// pace.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when there is no company.
    pub async fn client(&self) -> Result<ContaAzul> {
        let company = self
            .companies
            .first()
            .ok_or_else(|| Error::config("the sandbox has no company"))?;
        self.client_of(company).await?.build()
    }

    /// A client of this company, connected, with a store of its own.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when there is no such company.
    pub async fn client_of(&self, company: &CompanyId) -> Result<ContaAzulBuilder> {
        let application = self.application().build()?;
        let store = Arc::new(MemoryTokenStore::new());
        self.connect(store.as_ref(), company).await?;
        Ok(ContaAzul::builder(&application, store, company))
    }

    /// Puts a grant of the company into a store, as if somebody had agreed.
    ///
    /// # Errors
    /// [`ErrorKind::Store`] when the store cannot save it.
    pub async fn connect(&self, store: &dyn TokenStore, company: &CompanyId) -> Result<()> {
        let key = grant_key(company);
        let current = store.load(&key).await?.map(|stored| stored.version);
        store.save(&key, current, &self.grant(company)).await?;
        Ok(())
    }

    /// A new grant of the company: its refresh token, and no access token yet.
    pub fn grant(&self, company: &CompanyId) -> StoredGrant {
        let mut world = self.router.world();
        let grant = world.authority.grant(company.as_str());
        let (_, refresh_token) = world.authority.tokens(grant);
        StoredGrant::new(refresh_token, OffsetDateTime::now_utc())
    }

    /// An access token of the company, as it is: for programs that take one and renew nothing.
    pub fn access_token(&self, company: &CompanyId) -> SecretString {
        let mut world = self.router.world();
        let grant = world.authority.grant(company.as_str());
        world.authority.tokens(grant).0.into()
    }

    /// A person of `company` opens the authorize address and agrees. Returns the address they are
    /// sent back to.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`] with the code that the provider's page would show, such as
    /// `invalid_scope`.
    pub fn agree(&self, address: &Url, company: &CompanyId) -> Result<Url> {
        let after_fragment = address
            .fragment()
            .and_then(|fragment| fragment.split_once('?'))
            .map(|(_, query)| query);
        let query = after_fragment.or(address.query()).unwrap_or_default();
        let mut world = self.router.world();
        world.authority.signs_in = company.as_str().to_owned();
        world.authority.agree(query).map_err(|code| {
            Error::new(
                ErrorKind::Auth,
                Outcome::Refused,
                "the sandbox refuses the authorization",
            )
            .with_code(Some(code.to_owned()))
        })
    }

    /// Who signs in when the authorize address is opened over HTTP; the first company by default.
    pub fn sign_in(&self, company: &CompanyId) {
        self.router.world().authority.signs_in = company.as_str().to_owned();
    }

    /// From now on it is this day: what was scheduled for it happens at the next call.
    pub fn set_today(&self, day: Date) {
        self.router.world().today = Some(day);
    }

    /// Ends all access tokens now. Refresh tokens live on.
    pub fn expire_access_tokens(&self) {
        self.router.world().authority.expire_access_tokens();
    }

    /// The company removes the application in its ERP: the next refresh is refused with
    /// `access_revoked`.
    pub fn remove_application(&self, company: &CompanyId) {
        self.router.world().authority.revoke(company.as_str());
    }

    /// The installments of a company, in the order they were added: receivables and payables.
    pub fn installments(&self, company: &CompanyId) -> Vec<InstallmentId> {
        let mut world = self.router.world();
        let ledger = world.ledger_mut(company.as_str());
        ledger.map_or_else(Vec::new, |ledger| {
            let installments = ledger.installments();
            installments
                .map(|(_, one)| InstallmentId::new(&one.id))
                .collect()
        })
    }

    /// The settlements of a company, in the order of their installments.
    pub fn settlements(&self, company: &CompanyId) -> Vec<SettlementId> {
        let mut world = self.router.world();
        let ledger = world.ledger_mut(company.as_str());
        ledger.map_or_else(Vec::new, |ledger| {
            ledger
                .installments()
                .flat_map(|(_, one)| &one.settlements)
                .map(|paid| SettlementId::new(&paid.id))
                .collect()
        })
    }

    /// The payer pays a charge by Pix on `paid_on`: the charge is paid, its installment settled.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when there is no such charge.
    pub fn pay_charge(&self, charge: &ChargeId, paid_on: Date) -> Result<()> {
        let mut world = self.router.world();
        let now = world.now();
        let paid = world
            .ledgers
            .iter_mut()
            .find_map(|ledger| charges::pay(ledger, charge.as_str(), paid_on, now));
        paid.map(drop).ok_or_else(no_such_charge)
    }

    /// The customer declines a quote: it stays in the list, and is not counted there.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when there is no such quote.
    pub fn decline_quote(&self, quote: &QuoteId) -> Result<()> {
        let mut world = self.router.world();
        let mut quotes = world
            .ledgers
            .iter_mut()
            .flat_map(|ledger| &mut ledger.trade.quotes);
        let quote = quotes
            .find(|known| known.id == quote.as_str())
            .ok_or_else(|| Error::input("the sandbox has no quote of this id"))?;
        quote.situation = quotes::DECLINED;
        Ok(())
    }

    /// Posts the signed event `cobranca.pago` of a charge to `receiver` and returns what it
    /// answered. Conta Azul itself sends no webhooks; see [`webhook`].
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when there is no such charge or it was not paid;
    /// [`ErrorKind::Transport`] when the receiver does not answer.
    pub async fn post_charge_paid(
        &self,
        receiver: &Url,
        secret: &SecretString,
        charge: &ChargeId,
    ) -> Result<StatusCode> {
        let body = self.charge_paid(charge)?;
        let now = OffsetDateTime::now_utc();
        let headers = WebhookSigner::new(webhook::signature_scheme(), secret)
            .sign(body.as_bytes(), now)
            .map_err(|cause| Error::config("the event cannot be signed").with_source(cause))?;
        let mut request = Request::new(http::Method::POST, receiver.clone());
        request.headers = headers;
        request.headers.insert(
            http::header::CONTENT_TYPE,
            http::HeaderValue::from_static("application/json"),
        );
        request.body = body.into();
        let answer = self
            .transport
            .call(request, Duration::from_secs(10))
            .await
            .map_err(|cause| {
                let what = "the receiver did not answer the event";
                Error::new(ErrorKind::Transport, Outcome::Unknown, what).with_source(cause)
            })?;
        Ok(answer.status)
    }

    /// The body of the event `cobranca.pago` of a charge that was paid.
    fn charge_paid(&self, charge: &ChargeId) -> Result<String> {
        let world = self.router.world();
        let mut charges = world.ledgers.iter().flat_map(|ledger| {
            let charges = ledger.charges.iter();
            charges.map(|charge| (charge, ledger.fiscal_notes.automatic))
        });
        let (charge, nfse_issued) = charges
            .find(|(known, _)| known.id == charge.as_str())
            .ok_or_else(no_such_charge)?;
        let paid_on = charge
            .paid_on
            .ok_or_else(|| Error::input("the charge was not paid; pay it first"))?;
        let paid_at = client_core::wire::instant::format(ledger::at(paid_on, 12))
            .map_err(|cause| Error::input("the day cannot be written").with_source(cause))?;
        let event = json::Json::object([
            ("event", "cobranca.pago".into()),
            ("cobranca_id", (&charge.id).into()),
            ("valor", json::Json::money(charge.cents)),
            ("metodo", "PIX".into()),
            ("txid", "E18236120202604121500u00000000001".into()),
            ("pago_em", paid_at.into()),
            ("nfse_emitida", nfse_issued.into()),
        ]);
        Ok(event.to_string())
    }
}

fn no_such_charge() -> Error {
    Error::input("the sandbox has no charge of this id")
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("url", &self.url().as_str())
            .field("companies", &self.companies.len())
            .finish_non_exhaustive()
    }
}

/// Configures a [`Sandbox`].
#[derive(Debug)]
#[must_use]
pub struct SandboxBuilder {
    companies: Vec<Company>,
    access_token_lifetime: Duration,
    limits: Option<Vec<(usize, Duration)>>,
    tells_retry_after: bool,
    today: Option<Date>,
    with_protocols: bool,
    with_html_refusals: bool,
}

impl SandboxBuilder {
    /// Adds a company.
    pub fn with_company(mut self, company: Company) -> Self {
        self.companies.push(company);
        self
    }

    /// How long access tokens are valid; an hour by default.
    pub fn with_access_token_lifetime(mut self, lifetime: Duration) -> Self {
        self.access_token_lifetime = lifetime;
        self
    }

    /// Enforces no rate limit, instead of 10 calls a second and 600 a minute per company.
    pub fn without_limits(mut self) -> Self {
        self.limits = None;
        self
    }

    /// Tells `Retry-After` with 429. The provider promises no such header, so none is sent by
    /// default.
    pub fn with_retry_after(mut self) -> Self {
        self.tells_retry_after = true;
        self
    }

    /// What day it is; the real one by default. Decides what is overdue and when changes happen.
    pub fn with_today(mut self, day: Date) -> Self {
        self.today = Some(day);
        self
    }

    /// Answers creation by the first generation with a protocol, as before October 2026.
    pub fn with_protocols(mut self) -> Self {
        self.with_protocols = true;
        self
    }

    /// Answers what it refuses with 400 by an HTML page, as production does at times.
    pub fn with_html_refusals(mut self) -> Self {
        self.with_html_refusals = true;
        self
    }

    /// Starts the sandbox on the current tokio runtime.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when no port can be opened.
    pub async fn start(self) -> Result<Sandbox> {
        let ledgers: Vec<_> = self.companies.into_iter().map(|one| one.ledger).collect();
        let companies: Vec<_> = ledgers.iter().map(|one| CompanyId::new(&one.id)).collect();
        let first = companies.first().map(ToString::to_string);
        let router = Router {
            world: Arc::new(Mutex::new(World {
                authority: authority::Authority::new(
                    self.access_token_lifetime,
                    first.unwrap_or_default(),
                ),
                ledgers,
                today: self.today,
                with_protocols: self.with_protocols,
                protocols: Vec::new(),
            })),
            limits: Arc::new(self.limits.map(RateWindow::new)),
            tells_retry_after: self.tells_retry_after,
            with_html_refusals: self.with_html_refusals,
        };
        let server = MockServer::builder()
            .disable_request_recording()
            .start()
            .await;
        Mock::given(wiremock::matchers::any())
            .respond_with(router.clone())
            .mount(&server)
            .await;
        let front = Front::plain(*server.address()).await?;
        Ok(Sandbox {
            front,
            router,
            companies,
            transport: loopback_transport()?,
            _server: server,
        })
    }
}
