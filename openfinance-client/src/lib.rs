//! Typed client of Open Finance Brasil: for receivers of data that hold certificates of the
//! directory.
//!
//! From nothing to a customer's data:
//! 1. [`directory::Directory`]: who takes part, and where each bank's operations are.
//! 2. [`registration::Registrar`]: a client id at the bank, once.
//! 3. [`login::RelyingParty`]: who we are there, with our keys ([`jose::Signer`]).
//! 4. [`Bank::consents`]: a consent to ask the customer for, by groups of permissions.
//! 5. [`login::Authorization`]: the customer agrees at the bank, and a grant is stored.
//! 6. [`Bank::connect`]: a [`Connection`], which reads what the consent reaches and renews its
//!    tokens.
//!
//! A bank offers what it has registered; everything else fails before it is sent
//! ([`Bank::offers`]). Limits are told apart by [`ExceededLimit`], complaints read by [`problems`].
//! Errors carry the interaction id to quote to the bank ([`Error::request_id`]).
//!
//! # Features
//! - `reqwest` (default): the network transport.
//! - `recon`: what moved as entries of `recon-core`, in the module `recon`.
//! - `sandbox`: a fictional bank on loopback, in the module `sandbox`.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod about;
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
pub mod message;
pub mod model;
mod movements;
mod operations;
#[cfg(feature = "recon")]
pub mod recon;
pub mod register;
pub mod registration;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod webhook;

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
pub use self::limits::{
    BankRetry, ExceededLimit, MonthlyQuotas, QuotaSpent, TrafficLimits, monthly_minimum,
};
pub use self::list::ListRequest;
pub use self::operations::{ApiFamily, FAMILIES, OPERATIONS};
pub use client_core::watch::{Polling, Tracked, Watched};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
