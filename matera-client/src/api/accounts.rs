//! Accounts: opened, read, changed, closed; statements; locks.

use client_core::money::Amount;
use client_core::wire::LocalRule;
use client_core::{Error, Result};
use serde::Serialize;
use time::{Date, OffsetDateTime};

use super::payments::Reason;
use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{
    Account, AccountId, AccountNumber, AccountUpdate, DateCategory, FoundAccounts, MobilePhone,
    NewAccount, Statement, StatementDate, StatementEntry, TransactionId, TransactionReceipt,
    Unpublished, check,
};
use crate::operations::accounts as row;
use crate::paging::{Query, out_of_order};

/// Accounts: reached by [`Matera::accounts`].
#[doc(alias = "contas")]
#[derive(Clone, Copy, Debug)]
pub struct AccountArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Accounts: opened, read, changed, closed; statements; locks.
    #[doc(alias = "contas")]
    pub fn accounts(&self) -> AccountArea<'_> {
        AccountArea { client: self }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Overdraft {
    overdraft_amount: Amount,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Lock {
    amount: Amount,
    reason_identifier: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Phone<'a> {
    mobile_phone: &'a MobilePhone,
}

impl AccountArea<'_> {
    /// The accounts of a Brazilian person or company, by CPF or CNPJ without punctuation.
    /// Documented (D).
    #[doc(alias = "taxId")]
    pub fn find_by_tax_id(&self, tax_id: &str) -> Action<FoundAccounts> {
        let draft = Draft::of(&row::SEARCH)
            .with_query("taxIdCountry", "BRA")
            .with_query("taxId", tax_id);
        let draft = check::tax_id(tax_id, "taxId").map(|()| draft);
        Action::data(self.client, draft)
    }

    /// The accounts of whoever has this Brazilian telephone, with its area code: `11987654321`.
    /// Documented (D).
    #[doc(alias = "phoneNumber")]
    pub fn find_by_mobile_phone(&self, number: &str) -> Action<FoundAccounts> {
        let draft = Draft::of(&row::SEARCH)
            .with_query("phoneNumberCountry", "BRA")
            .with_query("phoneNumber", number);
        let draft = check::phone(number, "phoneNumber").map(|()| draft);
        Action::data(self.client, draft)
    }

    /// All accounts registered under a telephone, where several may share one. The path is a guess
    /// (I-), the shape of the answer is not published.
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn list_by_phone(&self, number: &str) -> Action<Unpublished> {
        let draft = Draft::of(&row::LIST_BY_PHONE).argument("mobilePhoneNumber", number);
        Action::data(self.client, Ok(draft))
    }

    /// Opens an account. It is being created at first: [`get`](Self::get) it until it is regular.
    /// Documented (D).
    pub fn create(&self, account: &NewAccount) -> KeyedAction<Account> {
        let draft = account.check();
        let draft = draft.and_then(|()| Draft::of(&row::CREATE).json(account));
        Action::data(self.client, draft).keyed()
    }

    /// One account. Documented (D).
    pub fn get(&self, id: &AccountId) -> Action<Account> {
        let draft = Draft::of(&row::GET).of_account(id);
        Action::data(self.client, Ok(draft))
    }

    /// One account, by branch and number. The path is of a hash example (H).
    pub fn get_by_number(&self, number: &AccountNumber) -> Action<Account> {
        let draft = Draft::of(&row::GET_BY_NUMBER).of_number(number);
        Action::data(self.client, Ok(draft))
    }

    /// Changes an account. The path is inferred (I+), the method is a guess.
    pub fn update(&self, id: &AccountId, update: &AccountUpdate) -> KeyedAction<Account> {
        let draft = Draft::of(&row::UPDATE).of_account(id);
        let draft = update.check().and_then(|()| draft.json(update));
        Action::data(self.client, draft).keyed()
    }

    /// Changes an account, by branch and number. The path is inferred (I+), the method is a guess.
    pub fn update_by_number(
        &self,
        number: &AccountNumber,
        update: &AccountUpdate,
    ) -> KeyedAction<Account> {
        let draft = Draft::of(&row::UPDATE_BY_NUMBER).of_number(number);
        let draft = update.check().and_then(|()| draft.json(update));
        Action::data(self.client, draft).keyed()
    }

    /// Closes an account. Documented (D). The provider takes no key here: never repeated by itself
    /// when the outcome is unknown.
    #[doc(alias = "inactivate")]
    pub fn deactivate(&self, id: &AccountId) -> Action<()> {
        let draft = Draft::of(&row::DEACTIVATE).of_account(id);
        Action::empty(self.client, Ok(draft))
    }

    /// Closes an account, by branch and number. The path is inferred (I+). Never repeated by itself
    /// when the outcome is unknown.
    pub fn deactivate_by_number(&self, number: &AccountNumber) -> Action<()> {
        let draft = Draft::of(&row::DEACTIVATE_BY_NUMBER).of_number(number);
        Action::empty(self.client, Ok(draft))
    }

    /// Takes the telephone off an account. Method and path are a guess (I-). Never repeated by
    /// itself when the outcome is unknown.
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn remove_phone(&self, id: &AccountId) -> Action<()> {
        let draft = Draft::of(&row::REMOVE_PHONE).of_account(id);
        Action::empty(self.client, Ok(draft))
    }

    /// Registers an account under another telephone. Method and path are a guess (I-). Never
    /// repeated by itself when the outcome is unknown.
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn update_phone(&self, id: &AccountId, phone: &MobilePhone) -> Action<()> {
        let body = Phone {
            mobile_phone: phone,
        };
        let draft = Draft::of(&row::UPDATE_PHONE).of_account(id);
        let draft = phone.check().and_then(|()| draft.json(&body));
        Action::empty(self.client, draft)
    }

    /// The statement between two days, both included, in one answer. Documented (D). It holds
    /// balances among the movements; see
    /// [`StatementEntry::signed_amount`](crate::model::StatementEntry::signed_amount).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when `from` is after `to`.
    #[doc(alias = "extrato")]
    pub fn statement_v1(
        &self,
        id: &AccountId,
        from: Date,
        to: Date,
        by: &StatementDate,
    ) -> Action<Statement> {
        let draft = Draft::of(&row::STATEMENT_V1).of_account(id);
        let draft = draft.with_query("dateType", by);
        let draft = draft.with_days(("start", from), ("ending", to));
        Action::data(self.client, draft)
    }

    /// The statement between two moments, page by page. The path is of a hash example (H); the name
    /// of the list in the answer is not published.
    ///
    /// Both moments are sent in the time of Brasília, without an offset, as the provider wants
    /// them. When `from` is after `to`, the pager's first page says so.
    #[doc(alias = "extrato")]
    pub fn statement(
        &self,
        id: &AccountId,
        from: OffsetDateTime,
        to: OffsetDateTime,
    ) -> Query<StatementEntry> {
        Query::new(self.client, Draft::of(&row::STATEMENT).of_account(id)).change(|draft| {
            if from > to {
                return Err(out_of_order("startDateTime", "endDateTime"));
            }
            Ok(draft
                .with_query("startDateTime", local("startDateTime", from)?)
                .with_query("endDateTime", local("endDateTime", to)?))
        })
    }

    /// Proposes another overdraft limit. Method and path are a guess (I-), the shape of the answer
    /// is not published. Never repeated by itself when the outcome is unknown.
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    #[doc(alias = "overdraftAmount")]
    pub fn propose_overdraft(&self, id: &AccountId, limit: Amount) -> Action<Unpublished> {
        let draft = Draft::of(&row::PROPOSE_OVERDRAFT).of_account(id);
        Action::data(self.client, with_overdraft(draft, limit))
    }

    /// The same by branch and number.
    ///
    /// # Errors
    /// As [`propose_overdraft`](Self::propose_overdraft).
    pub fn propose_overdraft_by_number(
        &self,
        number: &AccountNumber,
        limit: Amount,
    ) -> Action<Unpublished> {
        let draft = Draft::of(&row::PROPOSE_OVERDRAFT_BY_NUMBER).of_number(number);
        Action::data(self.client, with_overdraft(draft, limit))
    }

    /// Locks part of the balance, for a reason in the institution's numbers. Keep the transaction
    /// it answers: [`unlock_balance`](Self::unlock_balance) needs it. Method and path are a guess
    /// (I-).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    #[doc(alias = "bloqueio")]
    pub fn lock_balance(
        &self,
        id: &AccountId,
        amount: Amount,
        reason: i64,
    ) -> KeyedAction<TransactionReceipt> {
        let body = Lock {
            amount,
            reason_identifier: reason,
        };
        let draft = Draft::of(&row::LOCK_BALANCE).of_account(id);
        let draft = check::positive(amount, "amount").and_then(|()| draft.json(&body));
        Action::data(self.client, draft).keyed()
    }

    /// Unlocks what a lock holds. Method and path are a guess (I-). Never repeated by itself when
    /// the outcome is unknown.
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    #[doc(alias = "desbloqueio")]
    pub fn unlock_balance(
        &self,
        id: &AccountId,
        lock: &TransactionId,
    ) -> Action<TransactionReceipt> {
        let draft = Draft::of(&row::UNLOCK_BALANCE).of_account(id);
        Action::data(self.client, Ok(draft.argument("transactionId", lock)))
    }

    /// Takes a withdrawal back: bank transfer, boleto, bill or external. Method and path are a
    /// guess (I-), and so is the colon in its hash; see
    /// [`HashAmbiguity::RefundSeparator`](crate::HashAmbiguity::RefundSeparator).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    #[doc(alias = "estorno")]
    pub fn reverse_withdrawal(
        &self,
        id: &AccountId,
        withdrawal: &TransactionId,
        reason: &str,
    ) -> KeyedAction<TransactionReceipt> {
        let draft = Draft::of(&row::REVERSE_WITHDRAWAL)
            .of_account(id)
            .argument("transactionId", withdrawal);
        Action::data(self.client, draft.json(&Reason { reason })).keyed()
    }
}

/// Filters of a statement.
impl Query<StatementEntry> {
    /// Which day of a movement counts; the day it is posted on by default.
    #[doc(alias = "dateCategory")]
    pub fn by(self, category: DateCategory) -> Self {
        self.filter("dateCategory", category)
    }
}

fn with_overdraft(draft: Draft, limit: Amount) -> Result<Draft> {
    check::not_negative(limit, "overdraftAmount")?;
    draft.json(&Overdraft {
        overdraft_amount: limit,
    })
}

fn local(name: &str, moment: OffsetDateTime) -> Result<String> {
    LocalRule::BRASILIA.write(moment).map_err(|cause| {
        let what = format!("{name} is not a moment between the years 0 and 9999");
        Error::input(what).with_source(cause)
    })
}
