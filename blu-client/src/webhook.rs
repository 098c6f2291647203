//! What Blu delivers by itself: payments of Pix charges and of payment links.
//!
//! Blu documents no signature and no rule of delivery. What others do, and this module too, is to
//! put a secret of one's own into the address that is given to Blu, as the query parameter `token`
//! or as a header, and to believe only deliveries that bring it. That keeps strangers out; it does
//! not prove what the body says. **Before booking anything, ask for the charge or link**
//! ([`Pix::get`](crate::api::Pix::get), [`PaymentLinks::get`](crate::api::PaymentLinks::get)).
//!
//! Deliveries come as POST or as PUT: take both.
//!
//! ```
//! use blu_client::webhook::Receiver;
//! use blu_client::SecretString;
//! use time::OffsetDateTime;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // At Blu: https://shop.example/blu/pix?token=a-long-random-secret
//! let receiver = Receiver::builder()
//!     .with_secret(SecretString::from("a-long-random-secret"))
//!     .build()?;
//! # let (query, headers) = (Some("token=a-long-random-secret"), http::HeaderMap::new());
//! # let body = br#"{"e2e_id":"E1","id":"9d1c","value":"158.14","status":"success"}"#;
//!
//! let event = receiver.receive_pix(query, &headers, body, OffsetDateTime::now_utc())?;
//! if event.is_paid() {
//!     // Find your charge by any of `event.ids()`, ask Blu for it, then book it.
//! }
//! # Ok(())
//! # }
//! ```

mod event;
mod receiver;

pub use self::event::{
    AccountType, DebitParty, PaymentLinkEvent, PersonType, PixEvent, PixEventStatus,
};
pub use self::receiver::{ReceiveError, Receiver, ReceiverBuilder, UnusableSecret};
