//! Operations that no public page of the provider knows.
//!
//! The description this client was commissioned with promises them; the provider's operation list,
//! FAQ and changelog (as of September 2026) do not have them, and its hosts answer 404. They work
//! against a server that speaks this contract: a partner's agreement, a gateway of your own, or the
//! crate's sandbox. Where the published API covers the need, each method says how.

mod statement;

pub use self::statement::{StatementLine, StatementStatus};

use crate::client::ContaAzul;

/// The unpublished operations: reached by [`ContaAzul::partner`].
#[derive(Clone, Copy, Debug)]
pub struct Partner<'a> {
    client: &'a ContaAzul,
}

impl<'a> Partner<'a> {
    pub(crate) fn new(client: &'a ContaAzul) -> Self {
        Self { client }
    }
}
