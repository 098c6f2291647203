//! Money that comes in by bank transfer.

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{NewCashIn, TransactionReceipt};
use crate::operations::cash_in as row;

/// Money that comes in by bank transfer: reached by [`Matera::cash_in`].
#[doc(alias = "TED")]
#[derive(Clone, Copy, Debug)]
pub struct CashInArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Money that comes in by bank transfer.
    #[doc(alias = "TED")]
    pub fn cash_in(&self) -> CashInArea<'_> {
        CashInArea { client: self }
    }
}

impl CashInArea<'_> {
    /// Credits what came in by TED or TEF. The path is a guess (I-).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for an amount
    /// that is not above zero or not whole cents. A 404 or 405 may mean that the guess is wrong,
    /// and says so.
    #[doc(alias = "cashin")]
    pub fn create(&self, cash_in: &NewCashIn) -> KeyedAction<TransactionReceipt> {
        let draft = cash_in.check();
        let draft = draft.and_then(|()| Draft::of(&row::CREATE).json(cash_in));
        Action::data(self.client, draft).keyed()
    }
}
