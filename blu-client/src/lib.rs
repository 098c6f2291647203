//! Typed client of Blu, the card acquirer, for retailers and their suppliers.
//!
//! [`Blu`] is the client of one token, which Blu issues per CNPJ. Areas hang off it:
//! `blu.anticipations().list_v2(from, to).send()` is a [`Pager`] over [`model::LiquidationRecord`]s.
//! Money is an exact [`Amount`], days are days in Brasília.
//!
//! Blu's documentation is thin, so what is certain and what is inferred stands at every method and,
//! for paths, in the `mark` of every row of [`OPERATIONS`]. [`identities`] finds out how the amounts
//! of a record add up, [`chain`] follows each sale to its money, and [`webhook`] accepts what Blu
//! delivers by itself.
//!
//! # Features
//! - `reqwest` (default): the network transport.
//! - `recon`: settlements, installments and payments as entries of `recon-core`, in the module `recon`.
//! - `sandbox`: a stand-in of Blu on loopback, in the module `sandbox`.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod api;
pub mod chain;
mod client;
mod dialect;
mod envelope;
mod environment;
mod header_form;
pub mod identities;
pub mod model;
mod operations;
mod period;
#[cfg(feature = "recon")]
pub mod recon;
mod report;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod webhook;

pub use client_core::http::{Call, ConfigureCall, Transport};
pub use client_core::money::Amount;
pub use client_core::page::{Cursor, Page, Pager, Pages};
pub use client_core::retry::RetryPolicy;
pub use client_core::secret::{ExposeSecret, Redacted, SecretString};
pub use client_core::{Action, Error, ErrorKind, Idempotency, Operation, Outcome, Paging, Result};
pub use http::Method;

pub use self::client::{Blu, BluBuilder};
pub use self::environment::Environment;
pub use self::header_form::{HeaderForm, TokenForm, VersionForm};
pub use self::operations::OPERATIONS;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
