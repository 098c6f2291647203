//! Typed client of Open Finance Brasil.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod api;
mod bank;
mod call;
mod connection;
mod dialect;
pub mod directory;
mod endpoints;
mod interaction;
pub mod jose;
mod limits;
mod list;
pub mod login;
pub mod model;
mod operations;
pub mod registration;
#[cfg(feature = "sandbox")]
pub mod sandbox;

pub use client_core::auth::{Credential, GrantKey, StoredGrant, TokenStore};
pub use client_core::http::{Call, ConfigureCall};
pub use client_core::money::Amount;
pub use client_core::page::{Cursor, Page, Pager, Pages};
pub use client_core::retry::RetryPolicy;
pub use client_core::secret::{ExposeSecret, Redacted, SecretString};
pub use client_core::{Action, Error, ErrorKind, Idempotency, Operation, Outcome, Paging, Result};

pub use self::bank::{Bank, BankBuilder, ClientScope};
pub use self::connection::{Connection, CustomerPresence};
pub use self::dialect::{Problem, problems};
pub use self::endpoints::Endpoints;
pub use self::limits::{BankRetry, ExceededLimit};
pub use self::list::ListRequest;
pub use self::operations::{ApiFamily, FAMILIES, OPERATIONS};
