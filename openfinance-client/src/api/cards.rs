//! Credit cards, API 2.x.

use client_core::{Action, Error};
use time::{Date, OffsetDateTime};

use super::movements::MovementsRequest;
use crate::connection::Connection;
use crate::list::ListRequest;
use crate::model::{
    BillId, CardAccount, CardAccountDetails, CardAccountId, CardBill, CardLimit, CardTransaction,
    CardTransactionKind,
};
use crate::movements::{Horizon, Reading};
use crate::operations::cards as operations;

/// Credit cards: reached by [`Connection::cards`].
///
/// Every method says how often a month banks take it for one card account, at least; beyond that
/// they answer [423](crate::ExceededLimit::MonthlyQuota).
/// [Documented](https://openbanking-brasil.github.io/openapi/swagger-apis/credit-cards/) by Open
/// Finance Brasil; this client reads 2.3 and 2.4.
#[doc(alias = "cartoes")]
#[derive(Clone, Copy, Debug)]
pub struct Cards<'a> {
    pub(crate) connection: &'a Connection,
}

impl Cards<'_> {
    /// Lists the card accounts that can be read. 8 calls a month; ask
    /// [`Resources::list`](super::Resources::list) first, which is free.
    #[doc(alias = "GET /accounts")]
    pub fn list(&self) -> ListRequest<CardAccount> {
        self.connection.call(&operations::LIST).list()
    }

    /// Reads one card account and the cards on it. 120 calls a month.
    #[doc(alias = "GET /accounts/{creditCardAccountId}")]
    pub fn get(&self, id: &CardAccountId) -> Action<CardAccountDetails> {
        let call = self.connection.call(&operations::GET);
        call.argument(CARD_ACCOUNT, id).one()
    }

    /// Reads all limits of a card account. 240 calls a month.
    #[doc(alias = "GET /accounts/{creditCardAccountId}/limits")]
    pub fn get_limits(&self, id: &CardAccountId) -> Action<Vec<CardLimit>> {
        let call = self.connection.call(&operations::GET_LIMITS);
        call.argument(CARD_ACCOUNT, id).one()
    }

    /// Lists closed bills; without [days](ListRequest::due_between) those the bank chooses. 30
    /// calls a month.
    #[doc(alias = "GET /accounts/{creditCardAccountId}/bills")]
    pub fn list_bills(&self, id: &CardAccountId) -> ListRequest<CardBill> {
        let call = self.connection.call(&operations::LIST_BILLS);
        call.argument(CARD_ACCOUNT, id).list()
    }

    /// Lists the transactions of a closed bill; without [days](ListRequest::made_between) all of
    /// them. 30 calls a month. Some banks tell of transactions here that the other lists leave out.
    #[doc(alias = "GET /accounts/{creditCardAccountId}/bills/{billId}/transactions")]
    pub fn list_bill_transactions(
        &self,
        id: &CardAccountId,
        bill: &BillId,
    ) -> ListRequest<CardTransaction> {
        let call = self.connection.call(&operations::LIST_BILL_TRANSACTIONS);
        call.argument(CARD_ACCOUNT, id).argument(BILL, bill).list()
    }

    /// All that moved from one day to another, both included, in Brasília: each transaction once,
    /// and none left out. `now` is your clock's.
    ///
    /// Banks keep twelve months back. What is older than six days is in a list that may be read
    /// only 8 times a month, the rest in one that may be read 240 times: see [`MovementsRequest`].
    /// Transactions come once the bank has reconciled them.
    ///
    /// # Errors
    /// The pager tells [`ErrorKind::Input`](client_core::ErrorKind::Input) when `from` is after
    /// `to`, or one of them outside what banks keep.
    #[doc(alias = "extrato")]
    pub fn movements(
        &self,
        id: &CardAccountId,
        from: Date,
        to: Date,
        now: OffsetDateTime,
    ) -> MovementsRequest<CardTransaction> {
        MovementsRequest::new(
            "openfinance.cards.movements",
            id.as_str(),
            &READING,
            (from, to, now),
            |days| {
                self.list_transactions(id)
                    .made_between(days.first, days.last)
            },
            |days| {
                self.list_recent_transactions(id)
                    .made_between(days.first, days.last)
            },
        )
    }

    /// Lists the transactions of a part of the past twelve months; without
    /// [days](ListRequest::made_between) those of today. 8 calls a month. [`Cards::movements`]
    /// knows when this is needed.
    #[doc(alias = "GET /accounts/{creditCardAccountId}/transactions")]
    pub fn list_transactions(&self, id: &CardAccountId) -> ListRequest<CardTransaction> {
        let call = self.connection.call(&operations::LIST_TRANSACTIONS);
        call.argument(CARD_ACCOUNT, id).list()
    }

    /// Lists the transactions from six days ago to today; without
    /// [days](ListRequest::made_between) those of today. 240 calls a month. [`Cards::movements`]
    /// joins it with the rest.
    #[doc(alias = "GET /accounts/{creditCardAccountId}/transactions-current")]
    pub fn list_recent_transactions(&self, id: &CardAccountId) -> ListRequest<CardTransaction> {
        let call = self.connection.call(&operations::LIST_RECENT_TRANSACTIONS);
        call.argument(CARD_ACCOUNT, id).list()
    }
}

const CARD_ACCOUNT: &str = "creditCardAccountId";
const BILL: &str = "billId";
const DUE: [&str; 2] = ["fromDueDate", "toDueDate"];
const MADE: [&str; 2] = ["fromTransactionDate", "toTransactionDate"];
const KIND: &str = "transactionType";
const MERCHANT_CATEGORY: &str = "payeeMCC";
const LARGEST_CATEGORY: u16 = 9_999;

impl ListRequest<CardBill> {
    /// Only bills due from the first day to the last, both included.
    #[doc(alias = "fromDueDate")]
    #[doc(alias = "toDueDate")]
    pub fn due_between(self, first: Date, last: Date) -> Self {
        self.days(DUE, first, last)
    }
}

impl ListRequest<CardTransaction> {
    /// From the first day to the last, both included. Whether a bank means days in Brasília or in
    /// UTC is not laid down.
    #[doc(alias = "fromTransactionDate")]
    #[doc(alias = "toTransactionDate")]
    pub fn made_between(self, first: Date, last: Date) -> Self {
        self.days(MADE, first, last)
    }

    /// Only transactions of one kind.
    #[doc(alias = "transactionType")]
    pub fn kind(self, kind: &CardTransactionKind) -> Self {
        self.filter(KIND, kind)
    }

    /// Only purchases at merchants of one category, a number of up to four digits.
    #[doc(alias = "payeeMCC")]
    pub fn merchant_category(self, code: u16) -> Self {
        self.change(|call| match code <= LARGEST_CATEGORY {
            true => Ok(call.query(MERCHANT_CATEGORY, code)),
            false => Err(Error::input(
                "the merchant category (payeeMCC) has more than four digits",
            )),
        })
    }
}

static READING: Reading<CardTransaction> = Reading {
    id: |transaction| transaction.id.as_str(),
    content: |transaction| {
        // By value and day: the two lists need not write digits and times alike.
        let amount = transaction.amount.amount.decimal().normalize();
        let direction = transaction.direction.as_str();
        let instalment = transaction.instalment.unwrap_or_default();
        format!("{} {direction} {amount} {instalment}", transaction.day())
    },
    day: CardTransaction::day,
    // Banks tell of a card's transactions only once they have reconciled them.
    is_booked: |_| true,
    horizon: Horizon::Today,
};
