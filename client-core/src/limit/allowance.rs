//! What a single call may use up besides the client's rate.

use std::fmt;

use async_trait::async_trait;

use crate::error::{Error, Result};
use crate::http::Request;

/// An allowance that a call draws on, such as so many calls a month on one account: asked before
/// every attempt, told afterwards what became of it.
///
/// Given to a call by [`Call::allowance`](crate::http::Call::allowance).
#[async_trait]
pub trait Allowance: fmt::Debug + Send + Sync + 'static {
    /// Takes leave to send `request` once.
    ///
    /// # Errors
    /// When nothing is left, with [`Outcome::NotSent`](crate::Outcome::NotSent) and, if known, the
    /// time until there is: the request is not sent.
    async fn take(&self, request: &Request) -> Result<()>;

    /// What became of an attempt that leave was taken for: nothing is said of one that was broken
    /// off. `error` is `None` for an answer that is none of the provider's failures.
    async fn settle(&self, request: &Request, error: Option<&Error>);
}
