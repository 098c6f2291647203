//! Accounts that hang off an account.

use client_core::money::Amount;
use serde::Serialize;
use time::Date;

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{
    AccountId, NewSideAccountCredit, NewSideAccountDebit, NewSideAccountTransfer, SideAccount,
    SideAccountId, StatementDate, TransactionId, TransactionReceipt, Unpublished, check,
};
use crate::operations::Endpoint;
use crate::operations::side_accounts as row;

/// Side accounts: reached by [`Matera::side_accounts`].
#[doc(alias = "subcontas")]
#[derive(Clone, Copy, Debug)]
pub struct SideAccountArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Accounts that hang off an account.
    #[doc(alias = "subcontas")]
    pub fn side_accounts(&self) -> SideAccountArea<'_> {
        SideAccountArea { client: self }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewSideAccount<'a> {
    classification_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Lock<'a> {
    amount: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason_identifier: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<&'a str>,
}

impl SideAccountArea<'_> {
    /// Opens a side account. An account has one of each classification. The path is inferred (I+).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent without a
    /// classification.
    #[doc(alias = "classificationId")]
    pub fn create(&self, account: &AccountId, classification: &str) -> KeyedAction<SideAccount> {
        let body = NewSideAccount {
            classification_id: classification,
        };
        let draft = Draft::of(&row::CREATE).of_account(account);
        let checked = check::not_empty(classification, "classificationId");
        let draft = checked.and_then(|()| draft.json(&body));
        Action::data(self.client, draft).keyed()
    }

    /// Credits side accounts with money from outside. The path is inferred (I+).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for amounts that
    /// are not above zero or not whole cents, and without a code of the movement.
    #[doc(alias = "cash-in")]
    pub fn credit(&self, credit: &NewSideAccountCredit) -> KeyedAction<TransactionReceipt> {
        let draft = credit.check();
        let draft = draft.and_then(|()| Draft::of(&row::CREDIT).json(credit));
        Action::data(self.client, draft).keyed()
    }

    /// Takes money of a side account outside. The path is a guess (I-).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for an amount
    /// that is not above zero or not whole cents. A 404 or 405 may mean that the guess is wrong,
    /// and says so.
    #[doc(alias = "cash-out")]
    pub fn debit(
        &self,
        account: &AccountId,
        side: &SideAccountId,
        debit: &NewSideAccountDebit,
    ) -> KeyedAction<TransactionReceipt> {
        let draft = of_both(&row::DEBIT, account, side);
        let draft = debit.check().and_then(|()| draft.json(debit));
        Action::data(self.client, draft).keyed()
    }

    /// The statement of a side account between two days, both included. The path is of a hash
    /// example (H), the shape of the answer is not published.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when `from` is after `to`.
    #[doc(alias = "extrato")]
    pub fn statement(
        &self,
        account: &AccountId,
        side: &SideAccountId,
        from: Date,
        to: Date,
        by: &StatementDate,
    ) -> Action<Unpublished> {
        let draft = of_both(&row::STATEMENT, account, side).with_query("dateType", by);
        let draft = draft.with_days(("start", from), ("ending", to));
        Action::data(self.client, draft)
    }

    /// The balance of a side account. The path is of a hash example (H), the shape of the answer is
    /// not published.
    #[doc(alias = "saldo")]
    pub fn balance(&self, account: &AccountId, side: &SideAccountId) -> Action<Unpublished> {
        Action::data(self.client, Ok(of_both(&row::BALANCE, account, side)))
    }

    /// Takes a credit back. The path is of a hash example (H). Never repeated by itself when the
    /// outcome is unknown.
    #[doc(alias = "estorno")]
    pub fn refund_credit(&self, credit: &TransactionId) -> Action<TransactionReceipt> {
        let draft = Draft::of(&row::REFUND_CREDIT).argument("transactionId", credit);
        Action::data(self.client, Ok(draft))
    }

    /// Takes a debit back. The path is of a hash example (H). Never repeated by itself when the
    /// outcome is unknown.
    #[doc(alias = "estorno")]
    pub fn refund_debit(&self, debit: &TransactionId) -> Action<TransactionReceipt> {
        let draft = Draft::of(&row::REFUND_DEBIT).argument("transactionId", debit);
        Action::data(self.client, Ok(draft))
    }

    /// Pays from one side account to others. The path is a guess (I-).
    ///
    /// # Errors
    /// As [`debit`](Self::debit).
    pub fn pay(&self, payment: &NewSideAccountTransfer) -> KeyedAction<TransactionReceipt> {
        self.send(&row::PAY, payment)
    }

    /// Moves money from one side account to others. The path is a guess (I-).
    ///
    /// # Errors
    /// As [`debit`](Self::debit).
    pub fn transfer(&self, transfer: &NewSideAccountTransfer) -> KeyedAction<TransactionReceipt> {
        self.send(&row::TRANSFER, transfer)
    }

    fn send(
        &self,
        row: &'static Endpoint,
        transfer: &NewSideAccountTransfer,
    ) -> KeyedAction<TransactionReceipt> {
        let draft = transfer
            .check()
            .and_then(|()| Draft::of(row).json(transfer));
        Action::data(self.client, draft).keyed()
    }

    /// Locks part of a side account's balance, for a reason in the institution's numbers. Keep the
    /// transaction it answers: [`unlock_balance`](Self::unlock_balance) needs it. Method and path
    /// are a guess (I-).
    ///
    /// # Errors
    /// As [`debit`](Self::debit).
    #[doc(alias = "bloqueio")]
    pub fn lock_balance(
        &self,
        side: &SideAccountId,
        amount: Amount,
        reason: i32,
        comment: Option<&str>,
    ) -> KeyedAction<TransactionReceipt> {
        let body = Lock {
            amount,
            reason_identifier: Some(reason),
            comment,
        };
        let draft = Draft::of(&row::LOCK_BALANCE).argument("sideAccountId", side);
        let draft = check::positive(amount, "amount").and_then(|()| draft.json(&body));
        Action::data(self.client, draft).keyed()
    }

    /// Unlocks some or all of what a lock holds, 0.01 to 9999999999999. Method and path are a guess
    /// (I-).
    ///
    /// # Errors
    /// As [`debit`](Self::debit).
    #[doc(alias = "desbloqueio")]
    pub fn unlock_balance(
        &self,
        side: &SideAccountId,
        lock: &TransactionId,
        amount: Amount,
        comment: Option<&str>,
    ) -> KeyedAction<TransactionReceipt> {
        let body = Lock {
            amount,
            reason_identifier: None,
            comment,
        };
        let draft = Draft::of(&row::UNLOCK_BALANCE)
            .argument("sideAccountId", side)
            .argument("transactionId", lock);
        let draft = check::bounded(amount, "amount").and_then(|()| draft.json(&body));
        Action::data(self.client, draft).keyed()
    }
}

fn of_both(row: &'static Endpoint, account: &AccountId, side: &SideAccountId) -> Draft {
    let draft = Draft::of(row).of_account(account);
    draft.argument("sideAccountId", side)
}
