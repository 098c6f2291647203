//! A stand-in of the Flagship API on loopback, under the feature `sandbox`.
//!
//! Real HTTP, an identity provider, the `Transaction-Hash` checked on every call, accounts whose
//! balances add up, Pix between them, keys that are registered and claimed, QR codes, limits that
//! are kept to, scheduled payments, Pix Automático, cards, refunds, faults on demand: every operation
//! of the table is served. It is written from the provider's published contract and shares no type
//! with the client, so that a mistake of one shows against the other.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> matera_client::Result<()> {
//! use matera_client::sandbox::{Holder, Sandbox};
//!
//! let bakery = Holder::new("Padaria Flor de Trigo Ltda", "11222333000181").with_balance(150_000);
//! let sandbox = Sandbox::builder().with_account(bakery).start().await?;
//! let matera = sandbox.client()?;
//!
//! let balance = matera.balances().get(&sandbox.accounts()[0]).send().await?;
//! println!("{:?}", balance.available);
//! # Ok(())
//! # }
//! ```
//!
//! What the contract leaves open is decided here and can be switched: what a repeated
//! `externalIdentifier` answers ([`Duplicates`]), and whether lists of transactions show it.

mod autopix;
mod bank;
mod bills;
mod cards;
mod emv;
mod hash;
mod holders;
mod keys;
mod limits;
mod limits_v1;
mod money_in;
mod money_out;
mod notices;
mod periods;
mod qr_codes;
mod reading;
mod realm;
mod reports;
mod request;
mod router;
mod schedules;
mod side_accounts;
mod undo;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use client_core::http::{ClientIdentity, ReqwestTransport, Transport};
use client_core::sandbox::{ClientCertificates, TestAuthority, loopback_transport};
pub use client_core::sandbox::{Fault, FaultRule, Front};
use client_core::{Error, Result};
use time::OffsetDateTime;
use wiremock::{Mock, MockServer};

pub use self::autopix::Collected;
use self::bank::Bank;
pub use self::bank::{Holder, Movement};
use self::router::{Router, World};
use crate::client::{Matera, MateraBuilder};
use crate::environment::{Credentials, Environment};
use crate::model::{AccountId, TransactionId, Txid};

/// What a repeated `externalIdentifier` answers. The provider documents that it is not executed
/// again, and not what is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// What the first one answered.
    #[default]
    Repeat,
    /// 409 with an error.
    Refuse,
}

/// A running stand-in. Stops when dropped.
pub struct Sandbox {
    front: Front,
    router: Router,
    transport: Arc<dyn Transport>,
    accounts: Vec<AccountId>,
    _server: MockServer,
}

impl Sandbox {
    /// Starts to configure a sandbox.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            bank: Bank::default(),
            duplicates: Duplicates::default(),
            explains_hashes: true,
            lists_external_identifiers: true,
            token_lifetime: Duration::from_secs(36_000),
            mutual_tls: false,
        }
    }

    /// The front, which plays [faults](Fault) and counts requests.
    pub fn front(&self) -> &Front {
        &self.front
    }

    /// Its addresses: API and identity provider are one host here.
    pub fn environment(&self) -> Environment {
        let url = self.front.url().as_str();
        Environment::custom(url, url)
    }

    /// The credentials that it takes.
    pub fn credentials(&self) -> Credentials {
        Credentials::client(realm::CLIENT_ID, realm::CLIENT_SECRET)
    }

    /// The key of the `Transaction-Hash` that it takes.
    pub fn secret_key(&self) -> &'static str {
        hash::SECRET_KEY
    }

    /// A transport that reaches it, with a client certificate where it demands one.
    pub fn transport(&self) -> Arc<dyn Transport> {
        Arc::clone(&self.transport)
    }

    /// A client of it.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when it cannot be built.
    pub fn client(&self) -> Result<Matera> {
        self.client_builder().build()
    }

    /// A client of it, to be configured further.
    pub fn client_builder(&self) -> MateraBuilder {
        Matera::builder(self.environment(), self.credentials(), self.secret_key())
            .with_transport(self.transport())
    }

    /// The accounts, in the order they were added.
    pub fn accounts(&self) -> &[AccountId] {
        &self.accounts
    }

    /// What is in an account, in cents, locked money included; `None` when there is no such
    /// account.
    pub fn balance(&self, account: &AccountId) -> Option<i64> {
        let world = self.router.world();
        let index = world.bank.index_of(account.as_str())?;
        Some(world.bank.real_cents(index))
    }

    /// The code that holders of Pix keys are sent, to be sent back by
    /// [`verify`](crate::api::AliasArea::verify).
    pub fn verification_code(&self) -> &'static str {
        keys::VERIFICATION_CODE
    }

    /// Lets the time of scheduled payments come, and says how many were tried. Those that can be
    /// paid are accepted, the others rejected.
    pub fn run_schedules(&self, until: OffsetDateTime) -> usize {
        self.router.world().bank.run_schedules(until)
    }

    /// Ends all access tokens now.
    pub fn expire_tokens(&self) {
        self.router.world().realm.expire_all();
    }

    /// Somebody pays a Pix QR code or boleto that was made here.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when there is no such charge, or it is
    /// no longer open.
    pub fn pay(&self, charge: &TransactionId) -> Result<()> {
        let paid = self.router.world().pay_charge(charge.as_str());
        paid.then_some(())
            .ok_or_else(|| Error::input("the sandbox has no open charge of this id"))
    }

    /// The day of a charge of Pix Automático has come: collects it from the payer's account.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when there is no such charge, nothing of
    /// it is scheduled, or its payer has no account here.
    pub fn collect(&self, charge: &Txid) -> Result<Collected> {
        let collected = self.router.world().collect(charge.as_str());
        collected.map_err(|_| Error::input("the sandbox has no scheduled charge of this txid"))
    }

    /// Sends what is to be told since the last time: callbacks of payments (internal ones too) and
    /// deposits that were given a `callbackAddress`, and notices to the webhooks of Pix Automático, one after the
    /// other. Gives how many were answered with 2xx; the first that is not stays with all behind it
    /// for the next time, so that none is lost and their order is kept.
    ///
    /// What they say is inferred: the provider publishes next to nothing about them.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the system has no randomness.
    pub async fn send_notices(&self) -> Result<usize> {
        let transport = loopback_transport()?;
        let mut waiting = std::mem::take(&mut self.router.world().notices);
        let mut sent = 0;
        for notice in &waiting {
            if !notice.send(&transport).await {
                break;
            }
            sent += 1;
        }
        // Whatever came about meanwhile comes behind what is left.
        let mut world = self.router.world();
        let newer = std::mem::take(&mut world.notices);
        world.notices = waiting.split_off(sent);
        world.notices.extend(newer);
        Ok(sent)
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("front", &self.front)
            .field("accounts", &self.accounts.len())
            .finish_non_exhaustive()
    }
}

/// Configures a [`Sandbox`].
#[derive(Debug)]
#[must_use]
pub struct SandboxBuilder {
    bank: Bank,
    duplicates: Duplicates,
    explains_hashes: bool,
    lists_external_identifiers: bool,
    token_lifetime: Duration,
    mutual_tls: bool,
}

impl SandboxBuilder {
    /// Adds an account.
    pub fn with_account(mut self, holder: Holder) -> Self {
        self.bank.open(holder);
        self
    }

    /// What a repeated `externalIdentifier` answers.
    pub fn with_duplicates(mut self, duplicates: Duplicates) -> Self {
        self.duplicates = duplicates;
        self
    }

    /// Does not say which message should have been hashed when a hash is wrong, as in production.
    pub fn without_hash_explanations(mut self) -> Self {
        self.explains_hashes = false;
        self
    }

    /// Lists transactions without `externalIdentifier`, which is not among their published fields.
    pub fn without_external_identifiers(mut self) -> Self {
        self.lists_external_identifiers = false;
        self
    }

    /// How long access tokens are valid; ten hours by default.
    pub fn with_token_lifetime(mut self, lifetime: Duration) -> Self {
        self.token_lifetime = lifetime;
        self
    }

    /// Speaks TLS and demands a client certificate on every request, the token request included.
    pub fn with_mutual_tls(mut self) -> Self {
        self.mutual_tls = true;
        self
    }

    /// Starts the sandbox on the current tokio runtime.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when no port can be opened.
    pub async fn start(self) -> Result<Sandbox> {
        let accounts = self.bank.account_ids().map(AccountId::new).collect();
        let router = Router::new(World {
            bank: self.bank,
            realm: realm::Realm::new(self.token_lifetime),
            autopix: autopix::Autopix::default(),
            notices: Vec::new(),
            duplicates: self.duplicates,
            explains_hashes: self.explains_hashes,
            lists_external_identifiers: self.lists_external_identifiers,
        });
        let server = MockServer::builder()
            .disable_request_recording()
            .start()
            .await;
        Mock::given(wiremock::matchers::any())
            .respond_with(router.clone())
            .mount(&server)
            .await;
        let (front, transport) = match self.mutual_tls {
            true => guarded(&server).await?,
            false => (
                Front::plain(*server.address()).await?,
                loopback_transport()?,
            ),
        };
        Ok(Sandbox {
            front,
            router,
            transport,
            accounts,
            _server: server,
        })
    }
}

/// A front that demands a client certificate, and a transport that has one.
async fn guarded(server: &MockServer) -> Result<(Front, Arc<dyn Transport>)> {
    let authority = TestAuthority::generate()?;
    let certificates = ClientCertificates::Required;
    let front = Front::tls(*server.address(), &authority, certificates).await?;
    let issued = authority.issue_client("sandbox client")?;
    let identity = ClientIdentity::from_pem(issued.certificate_pem, &issued.key_pem)?;
    let transport = ReqwestTransport::builder()
        .add_roots(authority.root_pem())
        .only_given_roots()
        .identity(identity)
        .build()?;
    Ok((front, Arc::new(transport)))
}
