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
//! Charges (PagBlu, both generations), Pix charges, payment links, boletos and registrations have a
//! life here too; [`Sandbox::pay_charge`], [`Sandbox::pay_pix`] and [`Sandbox::pay_link`] are the
//! people who pay.
//!
//! What Blu does not publish is chosen here and may differ: every path whose
//! [mark](crate::OPERATIONS) is `guess`, the status 422 of refusals, the names of most fields of a
//! sale and of all of the statement, that a sale can be canceled until something of it was settled,
//! the day on which debit sales (the next) and installments of credit sales (every 30 days) are
//! settled.

mod books;
mod business;
mod charges;
mod merchant;
mod partial;
mod rendering;
mod reports;
mod till;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use client_core::http::{Request, Transport};
use client_core::sandbox::loopback_transport;
use client_core::secret::SecretString;
use client_core::{Error, ErrorKind, Outcome, Result};
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, StatusCode};
use serde_json::Value;
use time::OffsetDateTime;
use url::Url;
use wiremock::matchers::{any, method, path};
use wiremock::{Mock, MockServer};

use self::business::{Business, Responder};
pub use self::merchant::{CardSale, Merchant};
use self::reports::{Report, Reports};
use self::till::Till;
use crate::client::{Blu, BluBuilder};
use crate::environment::Environment;
use crate::model::{ChargeId, PaymentLinkId, PixToken};

pub use client_core::sandbox::{Fault, FaultRule, Front};

/// A running sandbox. Dropping it stops it.
pub struct Sandbox {
    front: Front,
    transport: Arc<dyn Transport>,
    clock: SandboxClock,
    business: Arc<Business>,
    _mock: MockServer,
}

/// Mocks are asked in this order; reports come first.
const AFTER_REPORTS: u8 = 10;

/// Configures a [`Sandbox`].
#[derive(Debug)]
#[must_use = "nothing runs before `start()`"]
pub struct SandboxBuilder {
    now: OffsetDateTime,
    merchants: Vec<Merchant>,
    portal_user: Option<(String, SecretString)>,
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
            portal_user: None,
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

    /// Lets the retailer pay a charge that is open.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when there is no such charge or it is not open.
    pub fn pay_charge(&self, charge: &ChargeId) -> Result<()> {
        let now = self.business.now();
        match self.business.till().pay_charge(charge.as_str(), now) {
            true => Ok(()),
            false => Err(Error::input("there is no such charge that is open")),
        }
    }

    /// Pays a Pix charge and gives the body of the event that Blu delivers then, to be
    /// [delivered](Self::deliver).
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when there is no such charge.
    pub fn pay_pix(&self, charge: &PixToken) -> Result<String> {
        let now = self.business.now();
        written(self.business.till().pay_pix(charge.as_str(), now))
    }

    /// Pays a payment link and gives the body of the event that Blu delivers then, to be
    /// [delivered](Self::deliver).
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when there is no such link.
    pub fn pay_link(&self, link: &PaymentLinkId) -> Result<String> {
        written(self.business.till().pay_link(link.as_str()))
    }

    /// Delivers an event to the address of a receiver on loopback, by POST or, as Blu does too, by
    /// PUT. Gives what the receiver answered.
    ///
    /// # Errors
    /// [`ErrorKind::Transport`] when it does not answer.
    pub async fn deliver(&self, method: Method, receiver: &Url, event: &str) -> Result<StatusCode> {
        let mut request = Request::new(method, receiver.clone());
        let json = HeaderValue::from_static("application/json");
        request.headers.insert(CONTENT_TYPE, json);
        request.body = event.to_owned().into();
        let answer = self.transport.call(request, PATIENCE).await;
        answer.map(|answer| answer.status).map_err(|cause| {
            let what = "the receiver did not answer the event";
            Error::new(ErrorKind::Transport, Outcome::Unknown, what).with_source(cause)
        })
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

    /// The user who may create clients at the portal; nobody by default.
    pub fn with_portal_user(
        mut self,
        email: impl Into<String>,
        password: impl Into<SecretString>,
    ) -> Self {
        self.portal_user = Some((email.into(), password.into()));
        self
    }

    /// Starts it on the current tokio runtime.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when a merchant's amounts cannot be
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
        let registered = self.merchants.iter().map(|it| it.tax_id.expose().clone());
        let till = Till::new(registered, self.portal_user);
        let business = Arc::new(Business::new(till, reports, clock.clone()));
        Mock::given(any())
            .respond_with(Responder(Arc::clone(&business)))
            .with_priority(AFTER_REPORTS)
            .named("business")
            .mount(&mock)
            .await;
        Ok(Sandbox {
            front: Front::plain(*mock.address()).await?,
            transport: loopback_transport()?,
            clock,
            business,
            _mock: mock,
        })
    }
}

/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(10);

fn written(event: Option<Value>) -> Result<String> {
    let event = event.ok_or_else(|| Error::input("there is nothing of that id to pay"))?;
    Ok(event.to_string())
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox")
            .field("url", &self.url().as_str())
            .finish_non_exhaustive()
    }
}
