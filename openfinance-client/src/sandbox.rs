//! A fictional bank on loopback: authorization server and APIs, over TLS with an authority of its
//! own that asks for client certificates, as banks do.
//!
//! ```
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! use brazil_types::Cpf;
//! use openfinance_client::login::Authorization;
//! use openfinance_client::model::{NewConsent, PermissionGroup};
//! use openfinance_client::sandbox::Sandbox;
//!
//! let sandbox = Sandbox::start().await?;
//! let (bank, party) = (sandbox.bank()?, sandbox.relying_party()?);
//!
//! let asked = NewConsent::of_person(Cpf::parse("529.982.247-25")?)
//!     .allow(PermissionGroup::AccountBalances);
//! let consent = bank.consents().create(&asked).send().await?;
//! let request = Authorization::of_consent(&consent.id, sandbox.redirect_uri());
//! let (address, pending) = party.start(&request).await?;
//! let callback = sandbox.agree(&address).await?;
//! let login = party.finish(&pending, &callback).await?;
//!
//! let store = sandbox.store();
//! party.save(&login, store.clone()).await?;
//! let connection = bank.connect(&party, store, &consent.id);
//! let resources = connection.resources().list().send().try_collect().await?;
//! assert_eq!(resources.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # }).unwrap();
//! ```
//!
//! It is built from the published profile and API descriptions, and writes its JSON by hand, so
//! that a mistake of the client's types cannot hide behind the same mistake here.

mod accounts;
mod ask;
mod authority;
mod automatic;
mod cards;
mod consents;
mod credentials;
mod credit;
mod credit_story;
mod customers;
mod deviation;
mod directory;
mod enrollments;
mod exchanges;
mod forgery;
mod investment_story;
mod investments;
mod notices;
mod payments;
mod proof;
mod quota;
mod reply;
mod resources;
mod router;
mod signed;
mod story;

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use brazil_types::Cpf;
use client_core::auth::store::MemoryTokenStore;
use client_core::http::{ClientIdentity, Request, ReqwestTransport, Transport as _};
use client_core::sandbox::{ClientCertificates, IssuedIdentity, RateWindow, TestAuthority};
pub use client_core::sandbox::{Fault, FaultRule, Front};
use client_core::{Error, ErrorKind, Outcome, Result};
use http::Method;
use time::OffsetDateTime;
use url::Url;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer};

use self::accounts::Keeper;
pub use self::authority::Decision;
use self::authority::{Authority, CLIENT_ID, REDIRECT_URI};
pub use self::credentials::CredentialFiles;
pub use self::deviation::Deviation;
pub use self::forgery::Forgery;
pub use self::payments::PaymentStory;
use self::router::{Router, World};
pub use self::signed::MessageForgery;
pub use self::story::Movement;
use crate::TokenStore;
use crate::bank::Bank;
use crate::connection::Connection;
use crate::directory::{Directory, Environment};
use crate::endpoints::Endpoints;
use crate::jose::{DecryptionKey, DecryptionKeys, JwkSet, SigningKey};
use crate::login::{
    Authorization, CertificateThumbprint, RelyingParty, RelyingPartyBuilder, ServerMetadata,
};
use crate::message::SignedMessages;
use crate::model::NewConsent;

/// A running bank, and a receiver registered there. Stops when dropped.
pub struct Sandbox {
    front: Front,
    router: Router,
    certificates: TestAuthority,
    identity: IssuedIdentity,
    transport: ReqwestTransport,
    keys: &'static Keys,
    store: Arc<MemoryTokenStore>,
    _server: MockServer,
}

/// The keys of the bank and its receiver. Making one takes long, so all sandboxes of a process
/// share them.
struct Keys {
    bank: SigningKey,
    other_bank: SigningKey,
    signing: SigningKey,
    decryption: DecryptionKey,
}

impl Keys {
    fn of_this_process() -> Result<&'static Self> {
        static KEYS: OnceLock<Keys> = OnceLock::new();
        if let Some(keys) = KEYS.get() {
            return Ok(keys);
        }
        let keys = Self {
            bank: SigningKey::generate("bank-sig")?,
            other_bank: SigningKey::generate("bank-other")?,
            signing: SigningKey::generate("receiver-sig")?,
            decryption: DecryptionKey::generate("receiver-enc")?,
        };
        Ok(KEYS.get_or_init(|| keys))
    }
}

impl Sandbox {
    /// Starts the bank on the current tokio runtime, with a fresh certificate authority.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when no port can be opened or no key made.
    pub async fn start() -> Result<Self> {
        let keys = Keys::of_this_process()?;
        let authority = Authority::new(
            keys.bank.clone(),
            keys.other_bank.clone(),
            JwkSet::new([keys.signing.public_jwk()]),
            keys.decryption.public_jwk(),
        );
        let server = MockServer::start().await;
        let router = Router::new(World::new(authority));
        Mock::given(any())
            .respond_with(router.clone())
            .named("the fictional bank")
            .mount(&server)
            .await;
        let certificates = TestAuthority::generate()?;
        let front = Front::tls(
            *server.address(),
            &certificates,
            // Discovery, keys and the login page are for everybody; the router asks elsewhere.
            ClientCertificates::Optional,
        )
        .await?;
        router.world().authority.base = front.url().as_str().trim_end_matches('/').to_owned();
        let identity = certificates.issue_client("receiver.example")?;
        let transport = ReqwestTransport::builder()
            .add_roots(certificates.root_pem())
            .only_given_roots()
            .identity(ClientIdentity::from_pem(
                &identity.certificate_pem,
                &identity.key_pem,
            )?)
            .build()?;
        Ok(Self {
            front,
            router,
            certificates,
            identity,
            transport,
            keys,
            store: Arc::new(MemoryTokenStore::new()),
            _server: server,
        })
    }

    /// Where it listens: its issuer, and the base of its APIs.
    pub fn url(&self) -> &Url {
        self.front.url()
    }

    /// The front, which plays [faults](Fault) and counts requests.
    pub fn front(&self) -> &Front {
        &self.front
    }

    /// A directory that knows this bank alone.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when its addresses cannot be built, which does not happen.
    pub fn directory(&self) -> Result<Directory> {
        let at = |path: &str| {
            let url = self.url().join(path);
            url.map_err(|cause| Error::config("no address of the sandbox").with_source(cause))
        };
        let environment =
            Environment::custom(at("participants")?, at("keystore/")?, at("token")?, at("")?);
        Directory::new(environment, Arc::new(self.transport()))
    }

    /// A transport that trusts the bank and shows the receiver's certificate.
    pub fn transport(&self) -> ReqwestTransport {
        self.transport.clone()
    }

    /// The thumbprint of the receiver's certificate.
    pub fn certificate(&self) -> CertificateThumbprint {
        CertificateThumbprint::of_der(&self.identity.certificate_der)
    }

    /// The receiver's certificate and its key in PEM, for programs that read them from files.
    pub fn identity(&self) -> &IssuedIdentity {
        &self.identity
    }

    /// The authority of the bank's own certificate, in PEM.
    pub fn root_pem(&self) -> String {
        self.certificates.root_pem()
    }

    /// The receiver's next certificate, issued by the same authority: to be swapped in.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when it cannot be made.
    pub fn renewed_identity(&self) -> Result<(ClientIdentity, CertificateThumbprint)> {
        let issued = self.certificates.issue_client("receiver.example")?;
        let identity = ClientIdentity::from_pem(&issued.certificate_pem, &issued.key_pem)?;
        let thumbprint = CertificateThumbprint::of_der(&issued.certificate_der);
        Ok((identity, thumbprint))
    }

    /// Where customers come back to.
    pub fn redirect_uri(&self) -> &'static str {
        REDIRECT_URI
    }

    /// A store in memory, the same at every call.
    pub fn store(&self) -> Arc<dyn TokenStore> {
        self.store.clone()
    }

    /// The registered receiver.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the bank's addresses cannot be built, which does not happen.
    pub fn relying_party(&self) -> Result<RelyingParty> {
        self.relying_party_builder()?.build()
    }

    /// The registered receiver, to be configured further.
    ///
    /// # Errors
    /// As [`Sandbox::relying_party`].
    pub fn relying_party_builder(&self) -> Result<RelyingPartyBuilder> {
        let metadata = self.router.world().authority.metadata();
        let metadata: ServerMetadata = serde_json::from_value(metadata)
            .map_err(|_| Error::config("the sandbox's metadata cannot be read"))?;
        let signer = Arc::new(self.keys.signing.clone());
        let mut keys = vec![self.keys.decryption.clone()];
        if self.deviates(Deviation::RetiredEncryptionKey) {
            keys.insert(0, DecryptionKey::generate("receiver-enc-2")?);
        }
        let keys = DecryptionKeys::new(keys);
        let party = RelyingParty::builder(metadata, CLIENT_ID, signer, keys);
        Ok(party
            .with_transport(Arc::new(self.transport()))
            .with_certificate(self.certificate()))
    }

    /// The bank's client, with the registered receiver.
    ///
    /// # Errors
    /// As [`Sandbox::relying_party`].
    pub fn bank(&self) -> Result<Bank> {
        Bank::builder(Endpoints::at(self.url()))
            .with_relying_party(&self.relying_party()?)
            .with_signed_messages(self.signed_messages()?)
            .with_transport(Arc::new(self.transport()))
            .build()
    }

    /// How the receiver signs what initiates payments, and by which keys the bank answers.
    ///
    /// # Errors
    /// As [`Sandbox::directory`].
    pub fn signed_messages(&self) -> Result<SignedMessages> {
        let keys = self.directory()?.organisation_keys(signed::BANK)?;
        let signer = Arc::new(self.keys.signing.clone());
        Ok(SignedMessages::new(
            signed::RECEIVER,
            signer,
            signed::BANK,
            keys,
        ))
    }

    /// Notifies the receiver at `base` of what has changed since the last time, as banks do; gives
    /// how many notifications were taken (202). What is not taken is not sent again.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when `base` cannot have a path.
    pub async fn deliver_webhooks(&self, base: &Url) -> Result<usize> {
        let notices = std::mem::take(&mut self.router.world().payments.notices);
        let mut taken = 0;
        for notice in notices {
            let mut url = base.clone();
            url.path_segments_mut()
                .map_err(|()| Error::config("the webhook's address cannot have a path"))?
                .pop_if_empty()
                .extend(["open-banking", "webhook", "v1"])
                .extend(notice.split('/'));
            let mut request = Request::new(Method::POST, url);
            request.headers.insert(
                http::header::CONTENT_TYPE,
                http::HeaderValue::from_static("application/json"),
            );
            if let Ok(id) = crate::interaction::fresh_uuid()
                && let Ok(id) = http::HeaderValue::from_str(&id)
            {
                request.headers.insert("x-webhook-interaction-id", id);
            }
            request.body = notices::body(&notice).into();
            if notices::names_the_server(&notice) {
                let server = http::HeaderValue::from_static(directory::SERVER);
                request.headers.insert("x-authorization-server-id", server);
            }
            let answer = self.transport.call(request, Duration::from_secs(5)).await;
            taken += usize::from(answer.is_ok_and(|answer| answer.status.as_u16() == 202));
        }
        Ok(taken)
    }

    /// The next signed answer fails one check.
    pub fn forge_message(&self, forgery: MessageForgery) {
        self.router.world().messages.forgery = Some(forgery);
    }

    /// What becomes of payments that are initiated from now on.
    pub fn tell_of_payments(&self, story: PaymentStory) {
        self.router.world().payments.story = story;
    }

    /// The customer opens the address, logs in and agrees. Returns where their browser is sent.
    ///
    /// # Errors
    /// [`ErrorKind::Api`] when the bank shows an error page instead.
    pub async fn agree(&self, address: &Url) -> Result<String> {
        self.visit(address, Decision::Agree).await
    }

    /// The customer opens the address and does as decided.
    ///
    /// # Errors
    /// As [`Sandbox::agree`].
    pub async fn visit(&self, address: &Url, decision: Decision) -> Result<String> {
        self.router.world().authority.decision = decision;
        let request = Request::new(Method::GET, address.clone());
        let answer = self.transport.call(request, Duration::from_secs(10)).await;
        let answer = answer.map_err(|cause| {
            Error::new(
                ErrorKind::Transport,
                Outcome::Unknown,
                "the login page did not open",
            )
            .with_source(cause)
        })?;
        let location = answer.header("location").map(str::to_owned);
        location.ok_or_else(|| {
            Error::new(
                ErrorKind::Api,
                Outcome::Refused,
                "the bank shows an error page",
            )
            .with_status(answer.status)
        })
    }

    /// The data of a person who agreed to all of it: consent, login and grant in one, kept in
    /// [`store`](Self::store). `bank` is a client of this sandbox.
    ///
    /// # Errors
    /// What one of the steps met.
    pub async fn connect(&self, bank: &Bank, person: Cpf) -> Result<Connection> {
        let party = self.relying_party()?;
        let asked = NewConsent::of_person(person).allow_all();
        let consent = bank.consents().create(&asked).send().await?;
        let request = Authorization::of_consent(&consent.id, self.redirect_uri());
        let (address, pending) = party.start(&request).await?;
        let callback = self.agree(&address).await?;
        let login = party.finish(&pending, &callback).await?;
        party.save(&login, self.store()).await?;
        Ok(bank.connect(&party, self.store(), &consent.id))
    }

    /// Tells another story of the checking account (`conta-001`): these movements and no others. The
    /// rest of the bank goes on as it was.
    pub fn tell_movements(&self, movements: impl IntoIterator<Item = Movement>) {
        self.router.world().story.told = Some(movements.into_iter().collect());
    }

    /// Makes it another bank: its brand, its three digits in the clearing house, and the number of the
    /// checking account, of eight digits, whose branch is 0001 and check digit X.
    pub fn call_it(
        &self,
        brand: impl Into<String>,
        bank_code: impl Into<String>,
        number: impl Into<String>,
    ) {
        self.router.world().keeper = Keeper {
            brand: brand.into(),
            bank_code: bank_code.into(),
            number: number.into(),
        };
    }

    /// Several people must agree to whatever the customer does: no consent is prolonged by one of
    /// them.
    pub fn require_several_approvers(&self) {
        self.router.world().needs_several_approvers = true;
    }

    /// The next login gets id tokens that fail one check.
    pub fn forge(&self, forgery: Forgery) {
        self.router.world().authority.forgery = Some(forgery);
    }

    /// The bank differs from the contract in one more way from now on.
    pub fn deviate(&self, deviation: Deviation) {
        let mut world = self.router.world();
        if deviation == Deviation::NextBusinessDay {
            world.story.rests_at_weekends = true;
        }
        world.authority.deviations.insert(deviation);
    }

    fn deviates(&self, deviation: Deviation) -> bool {
        self.router
            .world()
            .authority
            .deviations
            .contains(&deviation)
    }

    /// All access tokens are over now; refresh tokens live on.
    pub fn expire_access_tokens(&self) {
        self.router.world().authority.expire_access_tokens();
    }

    /// The customer revokes all consents at the bank.
    pub fn revoke_consents(&self) {
        self.router.world().revoke_consents();
    }

    /// Stops the bank's clock at a moment: its story of thirteen months ends then. Consents and
    /// tokens go by the real clock.
    pub fn set_clock(&self, now: OffsetDateTime) {
        self.router.world().story.clock = Some(now);
    }

    /// Counts the calls of the month on each resource and answers 423 to one too many. The published
    /// numbers apply, but none above `most`, so that a test need not make hundreds of calls.
    pub fn enforce_monthly_quotas(&self, most: u32) {
        self.router.world().limits.monthly = Some(most);
    }

    /// A new month begins: all quotas are whole again.
    pub fn turn_month(&self) {
        self.router.world().limits.turn_month();
    }

    /// Answers 429, with `Retry-After`, to more than so many calls of one endpoint within a time.
    pub fn limit_traffic(&self, calls: usize, window: Duration) {
        self.router.world().limits.traffic = Some(RateWindow::new([(calls, window)]));
    }

    /// The bank has enough of everybody, this many times: 529.
    pub fn overload(&self, calls: u32) {
        self.router.world().limits.overloaded = calls;
    }

    /// Settles the transactions that are in progress.
    pub fn settle_transactions(&self) {
        self.router.world().story.is_settled = true;
    }

    /// The bank answers 202 this many times before it shows its list of resources.
    pub fn assemble_resources_for(&self, calls: u32) {
        self.router.world().assembling = calls;
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("url", &self.url().as_str())
            .finish_non_exhaustive()
    }
}
