//! An in-process stand-in of Blu, for your tests and ours.
//!
//! Speaks real HTTP on loopback: tokens in the header form of each endpoint, reports up to
//! yesterday with 09:00 as the hour of loading, one month of sales at a time, pages cut by
//! installments, the four envelopes, Portuguese error messages, and faults on demand. It is written
//! from Blu's published contract and shares no code with the client that reads its answers.
//!
//! ```
//! use blu_client::Amount;
//! use blu_client::sandbox::{CardSale, Merchant, Sandbox};
//! use time::macros::{date, datetime};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> blu_client::Result<()> {
//! let bakery = Merchant::new("11222333000181", "token-of-the-bakery")
//!     .with_sale(CardSale::debit(date!(2026 - 02 - 02), Amount::from_cents(15_997)))
//!     .with_sale(CardSale::credit(date!(2026 - 02 - 02), Amount::from_cents(90_000), 3))
//!     .with_anticipation(date!(2026 - 02 - 10), Amount::from_cents(50_000));
//! let sandbox = Sandbox::builder(datetime!(2026-03-02 10:00 -3))
//!     .with_merchant(bakery)
//!     .start()
//!     .await?;
//!
//! let blu = sandbox.client("token-of-the-bakery").build()?;
//! let anticipations = blu
//!     .anticipations()
//!     .list_v2(date!(2026 - 02 - 01), date!(2026 - 02 - 28))
//!     .send()
//!     .try_collect()
//!     .await?;
//! assert_eq!(anticipations.len(), 1);
//! assert_eq!(anticipations[0].gross_amount, Amount::from_cents(50_000));
//! # Ok(()) }
//! ```
//!
//! What Blu does not publish is chosen here and may differ: the status 422 of refusals, the names
//! of most fields of a sale, the day on which debit sales (the next) and installments of credit
//! sales (every 30 days) are settled.

mod books;
mod merchant;
mod partial;
mod rendering;
mod reports;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use client_core::Result;
use client_core::http::Transport;
use client_core::sandbox::{Front, loopback_transport};
use client_core::secret::SecretString;
use time::OffsetDateTime;
use url::Url;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer};

pub use self::merchant::{CardSale, Merchant};
use self::reports::{Report, Reports};
use crate::client::{Blu, BluBuilder};
use crate::environment::Environment;

pub use client_core::sandbox::{Fault, FaultRule};

/// A running sandbox. Dropping it stops it.
pub struct Sandbox {
    front: Front,
    transport: Arc<dyn Transport>,
    clock: SandboxClock,
    _mock: MockServer,
}

/// Configures a [`Sandbox`].
#[derive(Debug)]
#[must_use = "nothing runs before `start()`"]
pub struct SandboxBuilder {
    now: OffsetDateTime,
    merchants: Vec<Merchant>,
}

/// The time in the sandbox, which its clients share.
#[derive(Clone, Debug)]
struct SandboxClock(Arc<Mutex<OffsetDateTime>>);

impl SandboxClock {
    fn now(&self) -> OffsetDateTime {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, now: OffsetDateTime) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }
}

impl Sandbox {
    /// A sandbox in which it is `now` until [`set_now`](Self::set_now).
    pub fn builder(now: OffsetDateTime) -> SandboxBuilder {
        SandboxBuilder {
            now,
            merchants: Vec::new(),
        }
    }

    /// A client of this sandbox that has the sandbox's time, to configure further.
    pub fn client(&self, token: &str) -> BluBuilder {
        let clock = self.clock.clone();
        let environment = Environment::custom(self.url().to_string());
        Blu::builder(environment, SecretString::from(token))
            .with_clock(move || clock.now())
            .with_transport(Arc::clone(&self.transport))
    }

    /// Where it listens.
    pub fn url(&self) -> &Url {
        self.front.url()
    }

    /// Moves the time, of the clients too.
    pub fn set_now(&self, now: OffsetDateTime) {
        self.clock.set(now);
    }

    /// Makes requests fail; a bare [`Fault`] strikes the next one.
    pub fn inject(&self, fault: impl Into<FaultRule>) {
        self.front.inject(fault);
    }

    /// The listener, which counts requests.
    pub fn front(&self) -> &Front {
        &self.front
    }
}

impl SandboxBuilder {
    /// Adds a merchant. Merchants of one token are told apart by their CNPJ.
    pub fn with_merchant(mut self, merchant: Merchant) -> Self {
        self.merchants.push(merchant);
        self
    }

    /// Starts it on the current tokio runtime.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when a merchant's amounts cannot be
    /// settled, with the reason, or no port can be opened.
    pub async fn start(self) -> Result<Sandbox> {
        let clock = SandboxClock(Arc::new(Mutex::new(self.now)));
        let reports = Arc::new(Reports::new(&self.merchants, clock.clone())?);
        let mock = MockServer::start().await;
        for report in Report::ALL {
            Mock::given(method("GET"))
                .and(path(report.path()))
                .respond_with(reports.responder(report))
                .named(report.path())
                .mount(&mock)
                .await;
        }
        Ok(Sandbox {
            front: Front::plain(*mock.address()).await?,
            transport: loopback_transport()?,
            clock,
            _mock: mock,
        })
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("url", &self.url().as_str())
            .finish_non_exhaustive()
    }
}
