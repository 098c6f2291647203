//! Accounts, API 2.x.

use client_core::Action;
use time::{Date, OffsetDateTime};

use super::movements::MovementsRequest;
use crate::connection::Connection;
use crate::list::ListRequest;
use crate::model::{
    Account, AccountBalance, AccountDetails, AccountId, AccountKind, AccountTransaction,
    CreditDebit, OverdraftLimits, ReservedBalance,
};
use crate::movements::{Horizon, Reading};
use crate::operations::accounts as operations;

/// Accounts: reached by [`Connection::accounts`].
///
/// Every method says how often a month banks take it for one account, at least; beyond that they
/// answer [423](crate::ExceededLimit::MonthlyQuota).
/// [Documented](https://openbanking-brasil.github.io/openapi/swagger-apis/accounts/) by Open
/// Finance Brasil; this client reads 2.4 and 2.5.
#[doc(alias = "contas")]
#[derive(Clone, Copy, Debug)]
pub struct Accounts<'a> {
    pub(crate) connection: &'a Connection,
}

impl Accounts<'_> {
    /// Lists the accounts that can be read. 8 calls a month; ask
    /// [`Resources::list`](super::Resources::list) first, which is free.
    #[doc(alias = "GET /accounts")]
    pub fn list(&self) -> ListRequest<Account> {
        self.connection.call(&operations::LIST).list()
    }

    /// Reads one account. 8 calls a month.
    #[doc(alias = "GET /accounts/{accountId}")]
    pub fn get(&self, id: &AccountId) -> Action<AccountDetails> {
        let call = self.connection.call(&operations::GET);
        call.argument(ACCOUNT, id).one()
    }

    /// Reads what is in an account. 420 calls a month.
    #[doc(alias = "GET /accounts/{accountId}/balances")]
    pub fn get_balance(&self, id: &AccountId) -> Action<AccountBalance> {
        let call = self.connection.call(&operations::GET_BALANCE);
        call.argument(ACCOUNT, id).one()
    }

    /// Reads the overdraft of an account. 420 calls a month.
    #[doc(alias = "GET /accounts/{accountId}/overdraft-limits")]
    pub fn get_overdraft_limits(&self, id: &AccountId) -> Action<OverdraftLimits> {
        let call = self.connection.call(&operations::GET_OVERDRAFT_LIMITS);
        call.argument(ACCOUNT, id).one()
    }

    /// Lists what the customer has set aside within an account, since version 2.5. 420 calls a
    /// month.
    ///
    /// # Errors
    /// Status 404 when the bank has no such product.
    #[doc(alias = "GET /accounts/{accountId}/reserved-balances")]
    pub fn list_reserved_balances(&self, id: &AccountId) -> ListRequest<ReservedBalance> {
        let call = self.connection.call(&operations::LIST_RESERVED_BALANCES);
        call.argument(ACCOUNT, id).list()
    }

    /// All that moved from one day to another, both included, in Brasília: each transaction once,
    /// and none left out. `now` is your clock's.
    ///
    /// ```no_run
    /// use openfinance_client::model::AccountId;
    /// use openfinance_client::{Connection, Result};
    /// use time::OffsetDateTime;
    /// use time::macros::date;
    ///
    /// # async fn read(connection: Connection, id: AccountId) -> Result<()> {
    /// let (from, to) = (date!(2026 - 10 - 01), date!(2026 - 10 - 31));
    /// let now = OffsetDateTime::now_utc();
    /// let mut movements = connection.accounts().movements(&id, from, to, now).send();
    /// while let Some(movement) = movements.try_next().await? {
    ///     println!("{} {} {}", movement.day(), movement.direction, movement.amount.amount);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Banks keep twelve months back, and what is due within twelve months ahead. What is older
    /// than six days is in a list that may be read only 8 times a month, the rest in one that may
    /// be read 240 times: see [`MovementsRequest`] for how the two are joined, and for what comes in
    /// which order. For a sync by day or hour, begin at most six days ago.
    ///
    /// # Errors
    /// The pager tells [`ErrorKind::Input`](client_core::ErrorKind::Input) when `from` is after
    /// `to`, or one of them outside what banks keep.
    #[doc(alias = "extrato")]
    pub fn movements(
        &self,
        id: &AccountId,
        from: Date,
        to: Date,
        now: OffsetDateTime,
    ) -> MovementsRequest<AccountTransaction> {
        MovementsRequest::new(
            "openfinance.accounts.movements",
            id.as_str(),
            &READING,
            (from, to, now),
            |days| {
                self.list_transactions(id)
                    .booked_between(days.first, days.last)
            },
            |days| {
                self.list_recent_transactions(id)
                    .booked_between(days.first, days.last)
            },
        )
    }

    /// Lists the transactions of a part of the past and coming twelve months, newest first; without
    /// [days](ListRequest::booked_between) those of today. 8 calls a month.
    /// [`Accounts::movements`] knows when this is needed.
    #[doc(alias = "GET /accounts/{accountId}/transactions")]
    pub fn list_transactions(&self, id: &AccountId) -> ListRequest<AccountTransaction> {
        let call = self.connection.call(&operations::LIST_TRANSACTIONS);
        call.argument(ACCOUNT, id).list()
    }

    /// Lists the transactions from six days ago to twelve months ahead, newest first; without
    /// [days](ListRequest::booked_between) those of today. 240 calls a month.
    /// [`Accounts::movements`] joins it with the rest.
    #[doc(alias = "GET /accounts/{accountId}/transactions-current")]
    pub fn list_recent_transactions(&self, id: &AccountId) -> ListRequest<AccountTransaction> {
        let call = self.connection.call(&operations::LIST_RECENT_TRANSACTIONS);
        call.argument(ACCOUNT, id).list()
    }
}

const ACCOUNT: &str = "accountId";
const KIND: &str = "accountType";
const BOOKED: [&str; 2] = ["fromBookingDate", "toBookingDate"];
const DIRECTION: &str = "creditDebitIndicator";

impl ListRequest<Account> {
    /// Only accounts of one kind.
    #[doc(alias = "accountType")]
    pub fn kind(self, kind: &AccountKind) -> Self {
        self.filter(KIND, kind)
    }
}

impl ListRequest<AccountTransaction> {
    /// From the first day to the last, both included. Whether a bank means days in Brasília or in
    /// UTC is not laid down: ask for a day more at both ends and look at
    /// [`AccountTransaction::day`].
    #[doc(alias = "fromBookingDate")]
    #[doc(alias = "toBookingDate")]
    pub fn booked_between(self, first: Date, last: Date) -> Self {
        self.days(BOOKED, first, last)
    }

    /// Only what came, or only what went.
    #[doc(alias = "creditDebitIndicator")]
    pub fn direction(self, direction: &CreditDebit) -> Self {
        self.filter(DIRECTION, direction)
    }
}

static READING: Reading<AccountTransaction> = Reading {
    id: |transaction| transaction.id.as_str(),
    content: |transaction| {
        // By value and day: the two lists need not write digits and times alike.
        let amount = transaction.amount.amount.decimal().normalize();
        let direction = transaction.direction.as_str();
        format!("{} {direction} {amount}", transaction.day())
    },
    day: AccountTransaction::day,
    is_booked: AccountTransaction::is_booked,
    horizon: Horizon::YearAhead,
};
