//! A stand-in of Belvo on loopback, under the feature `sandbox`.
//!
//! Real HTTP, Belvo's keys, paging and words of failure, one recurrent link to a Brazilian bank
//! with accounts and transactions, and both ways in which data come later: the nightly refresh and
//! retrievals in the background. Of payments it has customers, bank accounts, payment intents with
//! schedules, charges and transactions, payment authorizations and enrolments: the payer's and the
//! banks' part is played by [`Sandbox::payer_agrees`] and [`Sandbox::settle`]. It is written from
//! Belvo's published contract and shares no type with the client, so that a mistake of one shows
//! against the other. It answers every operation of [`OPERATIONS`](crate::OPERATIONS) but the change
//! of beneficiary of Smart Transfers, which nobody knows how to make: of what is neither account nor
//! transaction nor balance it has one of each kind, handed over whenever it is retrieved.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> belvo_client::Result<()> {
//! use belvo_client::sandbox::{BankAccount, Sandbox};
//! use time::macros::date;
//!
//! let account = BankAccount::checking("Conta corrente")
//!     .with_entry(date!(2026 - 11 - 02), 15_814, "PIX RECEBIDO");
//! let sandbox = Sandbox::builder().with_account(account).start().await?;
//! let belvo = sandbox.client()?;
//!
//! let mut transactions = belvo.transactions().list(sandbox.link()).send();
//! while let Some(transaction) = transactions.try_next().await? {
//!     println!("{:?} {:?}", transaction.value_date, transaction.amount);
//! }
//!
//! // Something happens at the bank. Belvo learns of it at night, and says so.
//! sandbox.book(0, date!(2026 - 11 - 03), -990, "TARIFA")?;
//! let webhooks = sandbox.pass_night();
//! assert_eq!(webhooks.len(), 1);
//! # Ok(())
//! # }
//! ```

mod bank;
mod desk;
mod links;
mod payer;
mod payments;
mod request;
mod retired;
mod shelf;

use std::fmt;
use std::sync::Arc;

use client_core::http::Transport;
use client_core::sandbox::loopback_transport;
pub use client_core::sandbox::{Fault, FaultRule, Front};
use client_core::{Error, Result};
use time::{Date, OffsetDateTime};
use wiremock::{Mock, MockServer};

use self::bank::Bank;
pub use self::bank::BankAccount;
use self::desk::{Desk, Router};
use crate::client::{Belvo, BelvoBuilder};
use crate::environment::{Environment, Keys};
use crate::model::LinkId;
use crate::model::payments::PaymentInstitutionId;

/// The token that the bank takes where it asks for one.
pub const TOKEN: &str = "482131";

/// What a webhook of the sandbox brings. Hand it to a
/// [`Receiver`](crate::webhook::Receiver::bearer) for [`Webhook::BEARER`], or post it to your own
/// program.
#[derive(Clone, Debug)]
pub struct Webhook {
    body: String,
}

impl Webhook {
    /// The token of its `Authorization`.
    pub const BEARER: &'static str = "webhook-token-of-the-sandbox";

    /// The body, JSON.
    pub fn body(&self) -> &str {
        &self.body
    }
}

/// A running stand-in. Stops when dropped.
pub struct Sandbox {
    front: Front,
    router: Router,
    transport: Arc<dyn Transport>,
    link: LinkId,
    _server: MockServer,
}

impl Sandbox {
    /// Starts to configure a sandbox.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder {
            bank: Bank::default(),
            knows_keys: false,
        }
    }

    /// The front, which plays [faults](Fault) and counts requests.
    pub fn front(&self) -> &Front {
        &self.front
    }

    /// Its address.
    pub fn environment(&self) -> Environment {
        Environment::custom(self.front.url().as_str().to_owned())
    }

    /// The keys that it takes.
    pub fn keys(&self) -> Keys {
        Keys::new(desk::KEY_ID, desk::KEY_PASSWORD)
    }

    /// A client of it.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when it cannot be built.
    pub fn client(&self) -> Result<Belvo> {
        self.client_builder().build()
    }

    /// A client of it, to be configured further.
    pub fn client_builder(&self) -> BelvoBuilder {
        Belvo::builder(self.environment(), self.keys()).with_transport(self.transport.clone())
    }

    /// The link.
    pub fn link(&self) -> &LinkId {
        &self.link
    }

    /// The one institution that takes part in payments.
    pub fn payment_institution(&self) -> PaymentInstitutionId {
        PaymentInstitutionId::from(payments::INSTITUTION)
    }

    /// Books cents at the bank, on the account with this number in the order they were added: money
    /// in is positive, money out negative. Belvo does not know of it yet.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when there is no such account.
    pub fn book(&self, account: usize, day: Date, cents: i64, description: &str) -> Result<()> {
        let booked = self
            .router
            .desk()
            .bank
            .book(account, day, cents, description);
        booked
            .then_some(())
            .ok_or_else(|| Error::input("account is none of the sandbox's"))
    }

    /// Belvo refreshes the link, as it does by itself, and tells what is new.
    pub fn pass_night(&self) -> Vec<Webhook> {
        let bodies = self.router.desk().refresh("recurrent_update");
        bodies.into_iter().map(|body| Webhook { body }).collect()
    }

    /// Stops the clock: what Belvo reads of the bank from now on is read at this moment, and
    /// `last_accessed_at` says so. Without it, that stays as it was.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for a year that has not four digits.
    pub fn set_clock(&self, now: OffsetDateTime) -> Result<()> {
        let now = client_core::wire::instant::format(now)
            .map_err(|cause| Error::input(format!("now: {cause}")))?;
        self.router.desk().bank.clock = Some(now);
        Ok(())
    }

    /// Belvo does what it was asked to do in the background, and tells that it is done.
    pub fn finish_background(&self) -> Vec<Webhook> {
        let bodies = self.router.desk().finish_background();
        bodies.into_iter().map(|body| Webhook { body }).collect()
    }

    /// From now on the bank asks for [`TOKEN`] at every retrieval.
    pub fn require_tokens(&self) {
        self.router.desk().bank.asks_for_tokens = true;
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("front", &self.front)
            .finish_non_exhaustive()
    }
}

/// Configures a [`Sandbox`].
#[derive(Debug)]
#[must_use]
pub struct SandboxBuilder {
    bank: Bank,
    knows_keys: bool,
}

impl SandboxBuilder {
    /// Adds an account, with entries that Belvo has read already.
    pub fn with_account(mut self, account: BankAccount) -> Self {
        self.bank.accounts.push(account);
        self
    }

    /// Has it know idempotency keys of payment intents, a beta that Belvo switches on customer by
    /// customer. Otherwise a second call is a second payment.
    pub fn with_idempotency_keys(mut self) -> Self {
        self.knows_keys = true;
        self
    }

    /// Starts the sandbox on the current tokio runtime.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when no port can be opened.
    pub async fn start(self) -> Result<Sandbox> {
        let server = MockServer::builder()
            .disable_request_recording()
            .start()
            .await;
        let front = Front::plain(*server.address()).await?;
        let router = Router::new(Desk::new(self.bank, front.url().clone()));
        router.desk().payments.knows_keys = self.knows_keys;
        Mock::given(wiremock::matchers::any())
            .respond_with(router.clone())
            .mount(&server)
            .await;
        Ok(Sandbox {
            front,
            router,
            transport: loopback_transport()?,
            link: LinkId::from(bank::LINK),
            _server: server,
        })
    }
}
