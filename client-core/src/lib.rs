//! Authentication, retry, limits, pagination, money and errors: the one place for what the
//! Brazilian finance clients share.
//!
//! Applications add a client crate, which re-exports what it shows of this one. To write a client,
//! start at [`Executor`]: every request goes through it.

mod action;
pub mod audit;
pub mod auth;
pub mod check;
mod clock;
pub mod consent;
mod dialect;
mod digest;
mod document;
mod durable;
mod error;
mod executor;
pub mod http;
pub mod limit;
pub mod money;
pub mod observe;
mod operation;
pub mod page;
pub mod retry;
mod routes;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod secret;
#[cfg(any(test, feature = "test-util"))]
pub mod testing;
pub mod watch;
pub mod webhook;
pub mod wire;

pub use self::action::Action;
pub use self::clock::{Clock, SystemClock};
pub use self::dialect::{Dialect, PlainHttp, ProviderError, outcome_of_status};
pub use self::document::Document;
pub use self::error::{Error, ErrorKind, Outcome, Result};
pub use self::executor::{Executor, ExecutorBuilder};
pub use self::operation::{Idempotency, Operation, Paging};
pub use self::routes::{Overrides, Routes};
