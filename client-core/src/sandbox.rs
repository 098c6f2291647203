//! What the clients' sandboxes share, under the feature `sandbox`.
//!
//! A sandbox is a stand-in of a provider that speaks real HTTP on loopback. Its answers come from a
//! mock server; a [`Front`] before it adds what a mock server has not: TLS with client
//! certificates, and the faults of a bad day.
//!
//! ```
//! # async fn example(mock: std::net::SocketAddr) -> client_core::Result<()> {
//! use client_core::sandbox::{Fault, FaultRule, Front};
//! use http::Method;
//!
//! let front = Front::plain(mock).await?;
//! // The second payment is made, but nobody hears of it.
//! front.inject(
//!     FaultRule::new(Fault::DropBeforeAnswer)
//!         .on(Method::POST, "/payments")
//!         .nth(2),
//! );
//! // … point a client at `front.url()`, let it pay twice …
//! assert_eq!(front.count(&Method::POST, "/payments"), 2);
//! # Ok(())
//! # }
//! ```

mod authority;
mod fault;
mod front;
#[cfg(feature = "reqwest")]
mod loopback;
mod rate_window;
mod relay;

pub use self::authority::{IssuedIdentity, TestAuthority};
pub use self::fault::{Fault, FaultRule};
pub use self::front::{ClientCertificates, Front};
#[cfg(feature = "reqwest")]
pub use self::loopback::loopback_transport;
pub use self::rate_window::RateWindow;
