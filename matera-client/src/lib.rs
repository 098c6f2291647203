//! Typed client of Matera's Flagship API: digital accounts, Pix in and out, boletos, Pix
//! Automático, as Flagship and other institutions on Matera's platform serve them.
//!
//! [`Matera`] is the client; areas hang off it. A call is [`Action`] or, where the provider
//! recognises a repetition, [`KeyedAction`]: its key is made before anything is sent, so that you
//! can store it first. Lists are a [`Query`] and then a [`Pager`].
//!
//! Every request that needs a `Transaction-Hash` carries it: the rule stands next to the path in
//! [`ENDPOINTS`], and there is no way to send one of those operations without it (see [`hash`]).
//!
//! The provider's public page has lost its paths. What is certain and what is a guess stands as
//! [`mark`] in every row; a wrong guess is corrected by [`MateraBuilder::with_path`].
//!
//! # Features
//! - `reqwest` (default): the network transport.
//! - `recon`: statements, transactions, withdrawals and charges as entries of `recon-core`.
//! - `sandbox`: a stand-in of the API on loopback, in the module `sandbox`.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod action;
pub mod api;
mod client;
mod dialect;
mod draft;
mod environment;
pub mod hash;
pub mod model;
mod operations;
mod paging;
#[cfg(feature = "recon")]
pub mod recon;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod webhook;

pub use brazil_types::PixKey;
pub use brazil_types::br_code::BrCode;
pub use client_core::auth::Credential;
pub use client_core::http::{Call, ConfigureCall, IdempotencyKey};
pub use client_core::limit::Limiter;
pub use client_core::money::Amount;
pub use client_core::page::{Cursor, Page, Pager, Pages};
pub use client_core::retry::RetryPolicy;
pub use client_core::secret::{ExposeSecret, Redacted, SecretString};
pub use client_core::{Error, ErrorKind, Idempotency, Operation, Outcome, Paging, Result};

pub use self::action::{Action, KeyedAction};
pub use self::client::{Matera, MateraBuilder};
pub use self::environment::{Credentials, Environment};
pub use self::hash::{HashAmbiguity, HashRule, SecretKey};
pub use self::operations::{ENDPOINTS, Endpoint, KeyCarrier, OPERATIONS, mark};
pub use self::paging::{PagingStyle, Query};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
