//! Typed client of Belvo: what people's banks, employers and tax offices know, with their consent.
//!
//! [`Belvo`] is the client of one pair of keys. Areas hang off it: `belvo.accounts().list(&link)`
//! is a [`Query`], whose `send()` gives a [`Pager`] over what Belvo has stored;
//! `belvo.accounts().retrieve(&link)` has Belvo read the institution now, which may end in one of
//! the four ways of a [`Retrieval`].
//!
//! [`OPERATIONS`] holds all operations of Belvo's description, version 1.223.0. Typed so far:
//! institutions, links, consents, the connect widget, owners, accounts, balances, transactions,
//! bills, investments and their movements, foreign exchange, incomes, recurring expenses, risk
//! insights, employments of Brazil and Mexico, taxes of Mexico and Chile, and all of payments in
//! Brazil ([`api::payments`]), and what an older description had ([`api::retired`]). Anything else is
//! reached by [`Belvo::request`].
//!
//! # Features
//! - `reqwest` (default): the network transport.
//! - `recon`: bank transactions as entries of `recon-core`, in the module `recon`.
//! - `sandbox`: a stand-in of Belvo on loopback, in the module `sandbox`.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod api;
mod client;
mod dialect;
mod environment;
mod error;
mod fields;
pub mod model;
mod operations;
mod present;
pub mod query;
#[cfg(feature = "recon")]
pub mod recon;
mod retrieval;
mod retry;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod webhook;

pub use client_core::http::{Call, ConfigureCall, IdempotencyKey};
pub use client_core::limit::Limiter;
pub use client_core::money::Amount;
pub use client_core::page::{Cursor, Page, Pager, Pages};
pub use client_core::retry::RetryPolicy;
pub use client_core::secret::{ExposeSecret, Redacted, SecretString};
pub use client_core::watch::{Polling, Tracked, Watched};
pub use client_core::{Action, Error, ErrorKind, Idempotency, Operation, Outcome, Paging, Result};

pub use self::client::{Belvo, BelvoBuilder};
pub use self::environment::{Environment, Keys};
pub use self::error::{BelvoError, ErrorCode, Reason};
pub use self::operations::OPERATIONS;
pub use self::query::{Lookup, Query};
pub use self::retrieval::{Accepted, Prompt, Retrieval, Retrieve, Session};
pub use self::retry::BelvoRetry;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
