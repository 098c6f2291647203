//! What Matera tells you: callbacks of transactions, and notices of Pix Automático.
//!
//! Framework-free: hand over headers and body *as received*. Next to nothing is published about
//! these requests, so a notice is a reason to look and not the truth: read the thing again by the
//! API (`payments().get`, `transactions().get`, `autopix_receiver(..).get_charge`) before you act.
//!
//! Who sent it is decided by an [`Authenticate`] that you choose, for only one is documented:
//!
//! | notices | what the provider documents | take |
//! |---|---|---|
//! | Pix Automático, payer | the headers you registered come back | [`SharedHeader`] |
//! | Pix Automático, receiver | nothing; the Banco Central's model is mTLS | [`Unauthenticated`] behind mTLS, or your own |
//! | transactions, Pix keys, schedules | nothing; holders have a `callbackSecretKey` | [`Hmac`] once its header is known, or your own |
//!
//! ```
//! use http::{HeaderMap, HeaderName, HeaderValue};
//! use matera_client::SecretString;
//! use matera_client::webhook::{Notices, SharedHeader};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let name = HeaderName::from_static("x-notice-secret");
//! let secret = SecretString::from("6f1d0c9a-of-the-webhook");
//! let notices = Notices::new(SharedHeader::new(name.clone(), secret)?);
//!
//! let mut headers = HeaderMap::new();
//! headers.insert(name, HeaderValue::from_static("6f1d0c9a-of-the-webhook"));
//! let notice = notices.payer(&headers, br#"{"recId":"RN1234","status":"APPROVED"}"#)?;
//! println!("look at {:?} again", notice.recurrence_id);
//! # Ok(())
//! # }
//! ```
//!
//! Answer 2xx to what was handled, 401 to [`NoticeError::Unauthenticated`], 400 to
//! [`NoticeError::Unreadable`].

mod authenticate;
mod notice;

pub use self::authenticate::{Authenticate, Hmac, SharedHeader, Unauthenticated};
pub use self::notice::{NoticeError, Notices, PayerNotice, ReceiverNotice};
