//! Balances of accounts.

use time::Date;

use crate::action::Action;
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{AccountId, AccountNumber, Balance, Balances, Unpublished};
use crate::operations::balances as row;

/// Balances: reached by [`Matera::balances`].
#[doc(alias = "saldo")]
#[derive(Clone, Copy, Debug)]
pub struct BalanceArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Balances.
    #[doc(alias = "saldo")]
    pub fn balances(&self) -> BalanceArea<'_> {
        BalanceArea { client: self }
    }
}

impl BalanceArea<'_> {
    /// The balance of an account. Documented (D).
    #[doc(alias = "balance")]
    pub fn get(&self, account: &AccountId) -> Action<Balance> {
        let draft = Draft::of(&row::GET).of_account(account);
        Action::data(self.client, Ok(draft))
    }

    /// The balance of an account, named by branch and number. The path is inferred (I+).
    pub fn get_by_number(&self, account: &AccountNumber) -> Action<Balance> {
        let draft = Draft::of(&row::GET_BY_NUMBER).of_number(account);
        Action::data(self.client, Ok(draft))
    }

    /// The balance in the form of the first version, a list. Documented (D); [`get`](Self::get) is
    /// the newer one.
    pub fn get_v1(&self, account: &AccountId) -> Action<Balances> {
        let draft = Draft::of(&row::GET_V1).of_account(account);
        Action::data(self.client, Ok(draft))
    }

    /// The same, the account named by branch and number. The path is inferred (I+).
    pub fn get_v1_by_number(&self, account: &AccountNumber) -> Action<Balances> {
        let draft = Draft::of(&row::GET_V1_BY_NUMBER).of_number(account);
        Action::data(self.client, Ok(draft))
    }

    /// The closing balances of a period, both days included. Yesterday is the last day there is;
    /// for now there is [`get`](Self::get). Documented (D), but for the shape of its answer and the
    /// rule of its hash: see
    /// [`HashAmbiguity::BalancePeriod`](crate::HashAmbiguity::BalancePeriod).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when `from` is after `to`.
    #[doc(alias = "balance-period")]
    pub fn period(&self, account: &AccountId, from: Date, to: Date) -> Action<Unpublished> {
        let draft = Draft::of(&row::PERIOD).of_account(account);
        let draft = draft.with_days(("startDate", from), ("endDate", to));
        Action::data(self.client, draft)
    }
}
