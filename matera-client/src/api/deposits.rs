//! Deposits.

use time::Date;

use super::payments::Reason;
use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{
    AccountId, Deposit, NewDeposit, TransactionId, TransactionReceipt, Unpublished,
};
use crate::operations::deposits as row;

client_core::open_enum! {
    /// Where the deposits stand that are asked for.
    pub enum DepositStatus {
        /// Paid.
        Approved = "APPROVED",
        /// Waiting to be paid.
        Created = "CREATED",
        /// Cancelled.
        Canceled = "CANCELED",
    }

    /// What deposits are asked for.
    #[doc(alias = "transactionType")]
    pub enum DepositKind {
        /// Boletos.
        Boletos = "Boleto",
        /// Pix.
        Pix = "InstantPayment",
    }
}

/// Deposits: reached by [`Matera::deposits`].
#[doc(alias = "depositos")]
#[derive(Clone, Copy, Debug)]
pub struct DepositArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Deposits: boletos, external ones, cards.
    #[doc(alias = "depositos")]
    pub fn deposits(&self) -> DepositArea<'_> {
        DepositArea { client: self }
    }
}

impl DepositArea<'_> {
    /// Makes a deposit, such as a boleto that brings money into an account. Documented (D).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for amounts that
    /// are not above zero or not whole cents.
    pub fn create(&self, deposit: &NewDeposit) -> KeyedAction<Deposit> {
        let draft = deposit.check();
        let draft = draft.and_then(|()| Draft::of(&row::CREATE).json(deposit));
        Action::data(self.client, draft).keyed()
    }

    /// One deposit. Documented (D).
    pub fn get(&self, id: &TransactionId) -> Action<Deposit> {
        let draft = Draft::of(&row::GET).argument("transactionId", id);
        Action::data(self.client, Ok(draft))
    }

    /// The deposits of an account between two days, both included. The path is inferred (I+), the
    /// shape of the answer is not published.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when `from` is after `to`.
    pub fn list(
        &self,
        account: &AccountId,
        kind: &DepositKind,
        status: Option<&DepositStatus>,
        from: Date,
        to: Date,
    ) -> Action<Unpublished> {
        let draft = Draft::of(&row::LIST)
            .of_account(account)
            .with_query("transactionType", kind);
        let draft = match status {
            Some(status) => draft.with_query("status", status),
            None => draft,
        };
        let draft = draft.with_days(("startDate", from), ("endDate", to));
        Action::data(self.client, draft)
    }

    /// Unlocks a deposit. The path is of a hash example (H). The provider takes no key here: never
    /// repeated by itself when the outcome is unknown.
    pub fn unlock(&self, id: &TransactionId) -> Action<TransactionReceipt> {
        let draft = Draft::of(&row::UNLOCK).argument("transactionId", id);
        Action::data(self.client, Ok(draft))
    }

    /// Gives a deposit back: by card or external. Method and path are a guess (I-).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    #[doc(alias = "estorno")]
    pub fn refund(&self, id: &TransactionId, reason: &str) -> KeyedAction<TransactionReceipt> {
        let draft = Draft::of(&row::REFUND).argument("transactionId", id);
        Action::data(self.client, draft.json(&Reason { reason })).keyed()
    }
}
