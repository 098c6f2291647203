//! Investments: fixed income of banks, of other issuers and of the treasury, shares, and funds,
//! API 1.x each.

use std::fmt;
use std::marker::PhantomData;

use client_core::{Action, Error, Operation, Result, wire};
use serde::Serialize;
use serde::de::DeserializeOwned;
use time::Date;

use crate::connection::Connection;
use crate::list::ListRequest;
use crate::model::{
    BrokerNote, BrokerNoteId, FixedIncome, FixedIncomeBalance, FixedIncomeTransaction, Fund,
    FundBalance, FundTransaction, Investment, InvestmentId, VariableIncome, VariableIncomeBalance,
    VariableIncomeTransaction,
};
use crate::operations::investments::{GET_BROKER_NOTE, InvestmentRows};

/// One family of investments: reached by [`Connection::bank_fixed_incomes`],
/// [`Connection::credit_fixed_incomes`], [`Connection::treasure_titles`],
/// [`Connection::variable_incomes`] and [`Connection::funds`]. `P` is what it is made of.
///
/// Documented by Open Finance Brasil, family by family:
/// [banks](https://openbanking-brasil.github.io/openapi/swagger-apis/bank-fixed-incomes/),
/// [other issuers](https://openbanking-brasil.github.io/openapi/swagger-apis/credit-fixed-incomes/),
/// [treasury](https://openbanking-brasil.github.io/openapi/swagger-apis/treasure-titles/),
/// [shares](https://openbanking-brasil.github.io/openapi/swagger-apis/variable-incomes/) and
/// [funds](https://openbanking-brasil.github.io/openapi/swagger-apis/funds/). This client speaks all
/// of 1.x. Banks need not offer them.
#[doc(alias = "investimentos")]
pub struct Investments<'a, P> {
    connection: &'a Connection,
    rows: &'static InvestmentRows,
    product: PhantomData<fn() -> P>,
}

/// What a family of investments is made of, and what it tells of it.
pub trait InvestmentProduct: DeserializeOwned + Serialize + 'static {
    /// What it is worth.
    type Balance: DeserializeOwned + Serialize + 'static;
    /// A transaction of it.
    type Transaction: DeserializeOwned + Serialize + Send + 'static;
}

impl InvestmentProduct for FixedIncome {
    type Balance = FixedIncomeBalance;
    type Transaction = FixedIncomeTransaction;
}

impl InvestmentProduct for VariableIncome {
    type Balance = VariableIncomeBalance;
    type Transaction = VariableIncomeTransaction;
}

impl InvestmentProduct for Fund {
    type Balance = FundBalance;
    type Transaction = FundTransaction;
}

impl<'a, P: InvestmentProduct> Investments<'a, P> {
    pub(crate) fn new(connection: &'a Connection, rows: &'static InvestmentRows) -> Self {
        Self {
            connection,
            rows,
            product: PhantomData,
        }
    }

    /// Lists the investments of the family. May be asked 30 times a month.
    #[doc(alias = "GET /investments")]
    pub fn list(&self) -> ListRequest<Investment> {
        self.connection.call(&self.rows.list).list()
    }

    /// Reads an investment. May be asked 8 times a month.
    #[doc(alias = "GET /investments/{investmentId}")]
    pub fn get(&self, id: &InvestmentId) -> Action<P> {
        self.connection
            .call(&self.rows.get)
            .argument("investmentId", id)
            .one()
    }

    /// Reads what an investment is worth: all zero while nothing is left of it. May be asked 120
    /// times a month, for shares 30.
    #[doc(alias = "GET /investments/{investmentId}/balances")]
    #[doc(alias = "saldos")]
    pub fn get_balance(&self, id: &InvestmentId) -> Action<P::Balance> {
        self.connection
            .call(&self.rows.get_balance)
            .argument("investmentId", id)
            .one()
    }

    /// Lists transactions of the last twelve months, both days included. May be asked 8 times a
    /// month: for what is not older than seven days use
    /// [`list_recent_transactions`](Self::list_recent_transactions).
    ///
    /// The days are the bank's, in Brasília; of funds those of conversion.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the period ends before it starts.
    #[doc(alias = "GET /investments/{investmentId}/transactions")]
    #[doc(alias = "movimentacoes")]
    pub fn list_transactions(
        &self,
        id: &InvestmentId,
        from: Date,
        to: Date,
    ) -> ListRequest<P::Transaction> {
        self.transactions(&self.rows.list_transactions, id, from, to)
    }

    /// Lists transactions of the last seven days, today and both days of the period included. May
    /// be asked 120 times a month, for shares 30.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the period ends before it starts or
    /// has more than seven days. Whether they are the last seven is the bank's to say.
    #[doc(alias = "GET /investments/{investmentId}/transactions-current")]
    #[doc(alias = "movimentacoes recentes")]
    pub fn list_recent_transactions(
        &self,
        id: &InvestmentId,
        from: Date,
        to: Date,
    ) -> ListRequest<P::Transaction> {
        let period = &self.rows.period;
        let list = self.transactions(&self.rows.list_recent_transactions, id, from, to);
        list.change(|call| match (to - from).whole_days() < RECENT_DAYS {
            true => Ok(call),
            false => Err(Error::input(format!(
                "{} to {} are more than seven days: ask for seven, or for older transactions by \
                 list_transactions",
                period.from, period.to
            ))),
        })
    }

    /// Banks want both days or none, and without any show nothing but today.
    fn transactions(
        &self,
        operation: &'static Operation,
        id: &InvestmentId,
        from: Date,
        to: Date,
    ) -> ListRequest<P::Transaction> {
        let period = &self.rows.period;
        self.connection
            .call(operation)
            .argument("investmentId", id)
            .change(|call| {
                if to < from {
                    let why = format!("{} is before {}", period.to, period.from);
                    return Err(Error::input(why));
                }
                Ok(call
                    .query(period.from, day(period.from, from)?)
                    .query(period.to, day(period.to, to)?))
            })
            .list()
    }
}

const RECENT_DAYS: i64 = 7;

fn day(name: &str, day: Date) -> Result<String> {
    wire::date::format(day)
        .map_err(|_| Error::input(format!("{name} is not a day of a year of four digits")))
}

impl Investments<'_, VariableIncome> {
    /// Reads a broker's note. May be asked 30 times a month.
    #[doc(alias = "GET /broker-notes/{brokerNoteId}")]
    #[doc(alias = "nota de negociacao")]
    pub fn get_broker_note(&self, id: &BrokerNoteId) -> Action<BrokerNote> {
        self.connection
            .call(&GET_BROKER_NOTE)
            .argument("brokerNoteId", id)
            .one()
    }
}

// By hand, for the derived ones would ask the same of `P`.
impl<P> Clone for Investments<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Investments<'_, P> {}

impl<P> fmt::Debug for Investments<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Investments")
            .field("connection", &self.connection)
            .field("operations", &self.rows.list.name)
            .finish_non_exhaustive()
    }
}
