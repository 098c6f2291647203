//! Calls into Matera by a billing system, about transactions that wait for it.

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{AccountId, PendingReport};
use crate::operations::callbacks as row;

/// What a billing system tells Matera: reached by [`Matera::callbacks`]. What Matera tells you is
/// in [`webhook`](crate::webhook).
#[derive(Clone, Copy, Debug)]
pub struct CallbackArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Calls into Matera by a billing system.
    pub fn callbacks(&self) -> CallbackArea<'_> {
        CallbackArea { client: self }
    }
}

impl CallbackArea<'_> {
    /// Tells how a transaction that waited came out. Method and path are a guess (I-).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when amounts do
    /// not fit the outcome.
    #[doc(alias = "pending-transaction")]
    pub fn report(&self, report: &PendingReport) -> KeyedAction<()> {
        let draft = report
            .body()
            .and_then(|body| Draft::of(&row::PENDING).json(&body));
        Action::empty(self.client, draft).keyed()
    }

    /// The same by the first version, which names the account as well. Method and path are a guess
    /// (I-).
    ///
    /// # Errors
    /// As [`report`](Self::report), and for reports of an account alone.
    pub fn report_v1(&self, account: &AccountId, report: &PendingReport) -> KeyedAction<()> {
        let draft = report
            .body_v1(account)
            .and_then(|body| Draft::of(&row::PENDING_V1).json(&body));
        Action::empty(self.client, draft).keyed()
    }
}
