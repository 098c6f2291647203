//! The security profile: who we are to a bank's authorization server, and how a customer's consent
//! becomes tokens.
//!
//! ```no_run
//! # use std::sync::Arc;
//! # use openfinance_client::{Bank, Connection, Result, TokenStore};
//! # use openfinance_client::login::{Authorization, RelyingParty};
//! # use openfinance_client::model::Consent;
//! # async fn connect(
//! #     party: RelyingParty, bank: Bank, consent: Consent, store: Arc<dyn TokenStore>,
//! #     callback: &str,
//! # ) -> Result<Connection> {
//! let request = Authorization::of_consent(&consent.id, "https://app.example/callback");
//! let (address, pending) = party.start(&request).await?;
//! // Keep `pending` in the customer's session, send them to `address`; they come back with
//! // parameters behind the `#`, which a page of yours must hand over.
//! let login = party.finish(&pending, callback).await?;
//! party.save(&login, Arc::clone(&store)).await?;
//! let connection = bank.connect(&party, store, &consent.id);
//! # Ok(connection)
//! # }
//! ```

mod authorization;
mod certificate;
mod id_token;
mod metadata;
mod party;
mod pending;

pub use self::authorization::{Authorization, ResponseType};
pub use self::certificate::CertificateThumbprint;
#[cfg(feature = "sandbox")]
pub(crate) use self::id_token::half_hash;
pub use self::id_token::{AssuranceLevel, IdToken, IdTokenError};
pub use self::metadata::{MtlsAliases, ServerMetadata};
pub use self::party::{AssertionAudience, Login, RelyingParty, RelyingPartyBuilder};
pub use self::pending::PendingLogin;
