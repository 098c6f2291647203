//! Typed client of the Conta Azul ERP API.
//!
//! [`Application`] is the app you registered; [`ContaAzul`] is the client of one company that
//! connected to it. Areas hang off the client: `erp.receivables().search(from, to).send()` is a
//! [`Pager`], `erp.installments().get(&id).send().await?` one installment.
//!
//! Over them: [`statement`] merges what moved and what is to move, [`sync`] gives what changed since
//! the last run, and [`Companies`] holds one client per company of an application.
//!
//! The API has two generations of most financial operations. Each area uses the better known one;
//! the other is under [`ContaAzul::first_generation`] and [`ContaAzul::second_generation`]. What
//! is certain and what is not stands at every method and, in short, in the `mark` of every row of
//! [`OPERATIONS`].
//!
//! # Features
//! - `reqwest` (default): the network transport.
//! - `recon`: receivables and payables as entries of `recon-core`, in the module `recon`.
//! - `sandbox`: a stand-in of Conta Azul on loopback, in the module `sandbox`.
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod api;
mod application;
mod client;
mod companies;
mod dialect;
mod environment;
mod feed;
pub mod model;
mod operations;
mod pace;
pub mod partner;
pub mod query;
#[cfg(feature = "recon")]
pub mod recon;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod statement;
pub mod sync;
pub mod webhook;

pub use brazil_types::{Cnpj, Cpf, TaxId};
pub use client_core::auth::oauth::PendingAuthorization;
pub use client_core::auth::{GrantKey, StoredGrant, TokenStore};
pub use client_core::http::{Call, ConfigureCall};
pub use client_core::limit::Limiter;
pub use client_core::money::Amount;
pub use client_core::page::{Cursor, Page, Pager, Pages};
pub use client_core::retry::RetryPolicy;
pub use client_core::secret::{ExposeSecret, Redacted, SecretString};
pub use client_core::{
    Action, Document, Error, ErrorKind, Idempotency, Operation, Outcome, Paging, Result,
};

pub use self::application::{Application, ApplicationBuilder, NewConnection, grant_key};
pub use self::client::{ContaAzul, ContaAzulBuilder};
pub use self::companies::{Companies, CompanyOutcome};
pub use self::environment::{ClientAuthentication, Environment};
pub use self::operations::OPERATIONS;
pub use self::pace::{ErpRetry, Pace};
pub use self::query::{PageSize, Query, SortOrder};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
