//! Events that Belvo sends, version 1; of version 2 of payments, as far as it is like 1.
//!
//! Belvo signs nothing. It sends an `Authorization` header of your choice, set in its dashboard;
//! [`Receiver`] compares it. Whoever learns it can send events, so an event says *that* something
//! happened: read the data themselves from Belvo. Payments come from [`PAYMENT_SOURCES`]; the
//! addresses of the others are not published.
//!
//! Answer with any 2xx within [`ANSWER_WITHIN`], before you act: Belvo tries again otherwise, three
//! to five times. Events come at least once and in no order; [`DataEvent::replay_key`] and
//! [`PaymentEvent::replay_key`] name one whatever its delivery.
//!
//! ```
//! use belvo_client::webhook::{Delivery, Reaction, Receiver};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let receiver = Receiver::bearer("the token set in the dashboard")?;
//! # let mut headers = http::HeaderMap::new();
//! # headers.insert("authorization", "Bearer the token set in the dashboard".parse()?);
//! # let body = br#"{"webhook_type":"TRANSACTIONS","webhook_code":"historical_update","link_id":"l1"}"#;
//! if let Delivery::Data(event) = receiver.receive(&headers, body)? {
//!     match event.reaction() {
//!         Reaction::Read => { /* list what is stored for event.link_id; never retrieve */ }
//!         Reaction::ReadAgain(ids) => { /* read these transactions again */ }
//!         Reaction::Drop(ids) => { /* delete these transactions on your side */ }
//!         _ => {}
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod payments;

use std::collections::BTreeMap;
use std::fmt;
use std::net::Ipv4Addr;
use std::time::Duration;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use client_core::secret::{ExposeSecret as _, SecretString};
use client_core::{Error, Result, wire};
use http::HeaderMap;
use http::header::AUTHORIZATION;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use time::Date;

pub use self::payments::{
    PaymentCode, PaymentDetails, PaymentEvent, PaymentObject, PaymentObjectStatus,
};
use crate::model::{ConsentId, LinkId, RequestId, TransactionId};

/// Where webhooks of payments come from.
pub const PAYMENT_SOURCES: [Ipv4Addr; 3] = [
    Ipv4Addr::new(3, 130, 254, 46),
    Ipv4Addr::new(18, 220, 61, 186),
    Ipv4Addr::new(18, 223, 45, 212),
];

/// How long Belvo waits for an answer.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// Why a delivery was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiveError {
    /// The `Authorization` header is missing or another. Answer 401.
    #[error("the webhook does not bring the Authorization that was agreed on")]
    Unauthorized,
    /// The body is not an event. Answer 400, and keep it: Belvo may have changed its form.
    #[error("the webhook is not an event of Belvo ({0})")]
    Malformed(&'static str),
}

/// Takes webhooks that bring the `Authorization` agreed on.
#[derive(Clone)]
pub struct Receiver {
    accepted: Vec<SecretString>,
}

impl Receiver {
    /// Takes those with `Bearer` and this token.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the token is empty.
    pub fn bearer(token: impl Into<SecretString>) -> Result<Self> {
        let none = Self {
            accepted: Vec::new(),
        };
        none.or_bearer(token)
    }

    /// Takes those with `Basic` and this pair.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the user name holds a colon.
    pub fn basic(user: &str, password: impl Into<SecretString>) -> Result<Self> {
        if user.contains(':') {
            return Err(Error::config(
                "the user name of Basic must not hold a colon",
            ));
        }
        let pair = format!("{user}:{}", password.into().expose_secret());
        let header = SecretString::from(format!("Basic {}", STANDARD.encode(pair)));
        Ok(Self {
            accepted: vec![header],
        })
    }

    /// Also takes those with this token: the new one beside the old one, while you change it.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the token is empty.
    pub fn or_bearer(mut self, token: impl Into<SecretString>) -> Result<Self> {
        let token = token.into();
        if token.expose_secret().is_empty() {
            return Err(Error::config("the token of the webhook is empty"));
        }
        let header = SecretString::from(format!("Bearer {}", token.expose_secret()));
        self.accepted.push(header);
        Ok(self)
    }

    /// Reads a delivery.
    ///
    /// # Errors
    /// [`ReceiveError`], which says what to answer.
    pub fn receive(&self, headers: &HeaderMap, body: &[u8]) -> Result<Delivery, ReceiveError> {
        let given = headers
            .get(AUTHORIZATION)
            .ok_or(ReceiveError::Unauthorized)?;
        let known = |accepted: &SecretString| {
            verify_slices_are_equal(accepted.expose_secret().as_bytes(), given.as_bytes()).is_ok()
        };
        if self
            .accepted
            .iter()
            .filter(|accepted| known(accepted))
            .count()
            == 0
        {
            return Err(ReceiveError::Unauthorized);
        }
        Delivery::read(body)
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("accepted", &self.accepted.len())
            .finish()
    }
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Delivery {
    /// Of aggregation: something about the data of a link.
    Data(DataEvent),
    /// Of payments.
    Payment(PaymentEvent),
}

impl Delivery {
    /// Payments alone name an object.
    fn read(body: &[u8]) -> Result<Self, ReceiveError> {
        let not_json = |_| ReceiveError::Malformed("no JSON object");
        let fields: Map<String, Value> = serde_json::from_slice(body).map_err(not_json)?;
        if !fields.get("webhook_code").is_some_and(Value::is_string) {
            return Err(ReceiveError::Malformed("webhook_code is no text"));
        }
        let misfit = |_| ReceiveError::Malformed("a field is of an unexpected type");
        if fields.get("object_id").is_some_and(Value::is_string) {
            return serde_json::from_slice(body)
                .map(Self::Payment)
                .map_err(misfit);
        }
        serde_json::from_slice(body).map(Self::Data).map_err(misfit)
    }
}

client_core::open_enum! {
    /// Why Belvo looked.
    pub enum ProcessType {
        /// A link is new, was refreshed by hand or became recurrent.
        HistoricalUpdate = "historical_update",
        /// A recurrent link was refreshed.
        RecurrentUpdate = "recurrent_update",
        /// A retrieval was asked for in the background.
        AsyncPost = "async_post",
    }

    /// What happened to the data of a link. There is a `new_…_available` for every kind of data.
    pub enum DataCode {
        /// All data are there.
        HistoricalUpdate = "historical_update",
        /// There are new accounts.
        NewAccountsAvailable = "new_accounts_available",
        /// There are new transactions.
        NewTransactionsAvailable = "new_transactions_available",
        /// Transactions changed.
        TransactionsUpdated = "transactions_updated",
        /// The bank no longer shows transactions.
        TransactionsDeleted = "transactions_deleted",
        /// The login of a recurrent link no longer works. Not sent by Belvo's sandbox.
        InvalidCredentials = "invalid_credentials",
        /// The refresh of a recurrent link waits for a token. Not sent by Belvo's sandbox.
        TokenRequired = "token_required",
        /// A link that was deleted in the background is gone.
        LinkDeleted = "link_deleted",
        /// A consent ends within seven days. Sent if you ask Belvo to.
        ConsentAboutToExpire = "openfinance_consent_about_to_expire",
        /// A consent ended.
        ConsentExpired = "consent_expired",
    }
}

/// An event about the data of a link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct DataEvent {
    /// Id of the subscription or the event: do not tell events apart by it.
    pub webhook_id: Option<String>,
    /// What data, such as `TRANSACTIONS`; `LINK` and `CONSENT` for those.
    #[serde(rename = "webhook_type")]
    #[doc(alias = "webhook_type")]
    pub resource: Option<String>,
    /// Why Belvo looked.
    pub process_type: Option<ProcessType>,
    /// What happened.
    #[serde(rename = "webhook_code")]
    #[doc(alias = "webhook_code")]
    pub code: DataCode,
    /// The link.
    pub link_id: Option<LinkId>,
    /// The request that the 202 was answered to.
    pub request_id: Option<RequestId>,
    /// Your id of the link.
    pub external_id: Option<String>,
    /// Details.
    #[serde(default)]
    pub data: Option<DataDetails>,
}

/// Details of an event about data. Most names are inferred from the few that Belvo shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DataDetails {
    /// Every number, such as `total_transactions` and `new_transactions`.
    pub counts: BTreeMap<String, u64>,
    /// The transactions it is about.
    pub transactions: Vec<TransactionId>,
    /// Day of the first transaction.
    pub first_transaction_date: Option<Date>,
    /// Day of the last transaction.
    pub last_transaction_date: Option<Date>,
    /// The consent.
    pub consent_id: Option<ConsentId>,
    /// When the consent ends, as sent.
    pub consent_due_date: Option<String>,
    /// Why a link does not work, as the codes of errors.
    pub error_code: Option<String>,
    /// Status of the link.
    pub status: Option<String>,
}

impl<'de> Deserialize<'de> for DataDetails {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(|fields| Self::of(&fields))
    }
}

impl DataDetails {
    fn of(fields: &Map<String, Value>) -> Self {
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        let day = |name: &str| text(name).and_then(|text| wire::date::parse(text).ok());
        let counts = fields
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), value.as_u64()?)));
        let transactions = fields.get("transactions").and_then(Value::as_array);
        let ids = transactions.into_iter().flatten().filter_map(Value::as_str);
        Self {
            counts: counts.collect(),
            transactions: ids.map(TransactionId::from).collect(),
            first_transaction_date: day("first_transaction_date"),
            last_transaction_date: day("last_transaction_date"),
            consent_id: text("consent_id").map(ConsentId::from),
            consent_due_date: text("consent_due_date").map(str::to_owned),
            error_code: text("error_code").map(str::to_owned),
            status: text("status").map(str::to_owned),
        }
    }
}

/// What an event asks of you.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reaction<'e> {
    /// List what is stored of this resource for the link. Do not retrieve: the data are there.
    Read,
    /// Read these transactions again.
    ReadAgain(&'e [TransactionId]),
    /// Delete these transactions on your side.
    Drop(&'e [TransactionId]),
    /// Send the person through the widget in update mode.
    UpdateLink,
    /// Send the person to the consent portal.
    RenewConsent,
    /// Forget the link.
    ForgetLink,
    /// Belvo says something new: look it up.
    LookUp,
}

impl DataEvent {
    /// What it asks of you. A change of transactions that names none asks to read the list.
    pub fn reaction(&self) -> Reaction<'_> {
        let named = self
            .data
            .as_ref()
            .map_or(&[][..], |data| &data.transactions);
        match &self.code {
            DataCode::TransactionsUpdated if !named.is_empty() => Reaction::ReadAgain(named),
            DataCode::TransactionsDeleted if !named.is_empty() => Reaction::Drop(named),
            DataCode::HistoricalUpdate
            | DataCode::NewAccountsAvailable
            | DataCode::NewTransactionsAvailable
            | DataCode::TransactionsUpdated
            | DataCode::TransactionsDeleted => Reaction::Read,
            DataCode::InvalidCredentials | DataCode::TokenRequired => Reaction::UpdateLink,
            DataCode::ConsentAboutToExpire | DataCode::ConsentExpired => Reaction::RenewConsent,
            DataCode::LinkDeleted => Reaction::ForgetLink,
            DataCode::Unrecognized(code) => {
                let code = code.as_str();
                match code.starts_with("new_") && code.ends_with("_available") {
                    true => Reaction::Read,
                    false => Reaction::LookUp,
                }
            }
        }
    }

    /// The same for the same event, however often it is delivered: a unique key for your database.
    /// `None` for events without a request, which may rightly come again.
    pub fn replay_key(&self) -> Option<String> {
        let request = self.request_id.as_ref()?;
        let resource = self.resource.as_deref().unwrap_or_default();
        let link = self.link_id.as_ref().map_or("", LinkId::as_str);
        let named = self.data.iter().flat_map(|data| &data.transactions);
        let named: Vec<_> = named.map(TransactionId::as_str).collect();
        let (code, named) = (&self.code, named.join(","));
        Some(format!("{resource}\n{code}\n{link}\n{request}\n{named}"))
    }
}
