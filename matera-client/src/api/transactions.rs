//! Transactions of accounts.

use time::Date;

use crate::action::Action;
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{
    AccountId, BureauValidation, EndToEndId, Transaction, TransactionId, TransactionStatus,
    Transactions,
};
use crate::operations::transactions as row;
use crate::paging::Query;

/// Transactions: reached by [`Matera::transactions`].
#[doc(alias = "transacoes")]
#[derive(Clone, Copy, Debug)]
pub struct TransactionArea<'a> {
    pub(super) client: &'a Matera,
}

impl Matera {
    /// Transactions of accounts.
    #[doc(alias = "transacoes")]
    pub fn transactions(&self) -> TransactionArea<'_> {
        TransactionArea { client: self }
    }
}

impl TransactionArea<'_> {
    /// The transactions of an account, newest first unless asked otherwise. Documented (D).
    pub fn list(&self, account: &AccountId) -> Query<Transaction> {
        Query::new(self.client, Draft::of(&row::LIST).of_account(account))
    }

    /// One transaction of an account. Documented (D). The provider wraps it into a list, which is
    /// empty or answered with 404 when there is none.
    pub fn get(&self, account: &AccountId, id: &TransactionId) -> Action<Transactions> {
        let draft = Draft::of(&row::GET)
            .of_account(account)
            .argument("transactionId", id);
        Action::data(self.client, Ok(draft))
    }

    /// Tells Matera what a bureau found about a transaction: for bureaus that validate on its
    /// behalf. The path is of a hash example (H). The provider takes no key here: never repeated by
    /// itself when the outcome is unknown.
    #[doc(alias = "validationBureauCallback")]
    pub fn report_validation(
        &self,
        id: &TransactionId,
        validation: &BureauValidation,
    ) -> Action<()> {
        let draft = Draft::of(&row::BUREAU_VALIDATION).argument("transactionId", id);
        Action::empty(self.client, draft.json(validation))
    }
}

/// Filters of the transactions of an account.
impl Query<Transaction> {
    /// Between these days, both included.
    ///
    /// When `from` is after `to`, the pager's first page says so.
    #[doc(alias = "begin")]
    #[doc(alias = "end")]
    pub fn between(self, from: Date, to: Date) -> Self {
        self.days(("begin", from), ("end", to))
    }

    /// Only those that stand there.
    pub fn status(self, status: TransactionStatus) -> Self {
        self.filter("status", status)
    }

    /// Only these kinds, in the provider's words, such as `WithdrawInstantPayment`.
    #[doc(alias = "paymentTypes")]
    pub fn kinds<K: AsRef<str>>(self, kinds: impl IntoIterator<Item = K>) -> Self {
        let kinds: Vec<_> = kinds
            .into_iter()
            .map(|kind| kind.as_ref().to_owned())
            .collect();
        self.filter("paymentTypes", kinds.join(","))
    }

    /// Only the Pix with this name.
    #[doc(alias = "endToEndId")]
    pub fn end_to_end_id(self, id: &EndToEndId) -> Self {
        self.filter("endToEndId", id)
    }

    /// Oldest first.
    #[doc(alias = "pageOrder")]
    pub fn oldest_first(self) -> Self {
        self.filter("pageOrder", "ASC")
    }
}
