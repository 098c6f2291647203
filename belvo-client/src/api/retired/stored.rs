//! Data that Belvo stored of links.

use client_core::Operation;
use client_core::money::Amount;
use time::Date;

use super::super::data::{Deletable, Resource, Resumable, RetrievedByLink, TokenAhead, Unlinked};
use crate::api::Data;
use crate::model::retired::{
    DailyBalance, DailyBalanceId, Portfolio, PortfolioId, Receivable, ReceivableId,
};
use crate::model::{AccountCategory, AccountId, LinkId};
use crate::operations::retired::{daily_balances, portfolios, receivables};
use crate::query::{Lookup, Query};
use crate::retrieval::Retrieve;

impl Resource for Receivable {
    type Id = ReceivableId;
    const LIST: &'static Operation = &receivables::LIST;
    const GET: &'static Operation = &receivables::GET;
    const RETRIEVE: &'static Operation = &receivables::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for Receivable {
    const DELETE: &'static Operation = &receivables::DELETE;
}

impl Unlinked for Receivable {}

impl Data<'_, Receivable> {
    /// Has Belvo fetch the sales of these days from the acquirer.
    #[doc(alias = "RetrieveReceivableTransactions")]
    pub fn retrieve(&self, link: &LinkId, from: Date, to: Date) -> Retrieve<Vec<Receivable>> {
        self.retrieval(link).between(from, to)
    }
}

impl Retrieve<Vec<Receivable>> {
    /// Sends a token along that the person gave beforehand.
    pub fn token(self, token: impl Into<String>) -> Self {
        self.map_body(|body| body.token = Some(token.into()))
    }
}

impl Query<Receivable> {
    /// Only of these accounts.
    pub fn account<'v>(self, values: impl IntoIterator<Item = &'v AccountId>) -> Self {
        self.one_of("account", values)
    }

    /// By when Belvo stored or last changed it; [`Lookup::is`] is not documented here.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// By day.
    pub fn value_date(self, lookup: Lookup<Date>) -> Self {
        self.compare("value_date", &lookup)
    }
}

impl Resource for DailyBalance {
    type Id = DailyBalanceId;
    const LIST: &'static Operation = &daily_balances::LIST;
    const GET: &'static Operation = &daily_balances::GET;
    const RETRIEVE: &'static Operation = &daily_balances::RETRIEVE;
    const RESUME: Option<&'static Operation> = Some(&daily_balances::RESUME);
}

impl Deletable for DailyBalance {
    const DELETE: &'static Operation = &daily_balances::DELETE;
}

impl Resumable for DailyBalance {}

impl TokenAhead for DailyBalance {}

impl Unlinked for DailyBalance {}

impl Data<'_, DailyBalance> {
    /// Has Belvo fetch the balances of these days from the institution.
    #[doc(alias = "RetrieveBalances")]
    pub fn retrieve(&self, link: &LinkId, from: Date, to: Date) -> Retrieve<Vec<DailyBalance>> {
        self.retrieval(link).between(from, to)
    }
}

impl Retrieve<Vec<DailyBalance>> {
    /// Only of this account.
    pub fn account(self, account: &AccountId) -> Self {
        self.map_body(|body| body.account = Some(account.clone()))
    }
}

impl Query<DailyBalance> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v DailyBalanceId>) -> Self {
        self.one_of("id", values)
    }

    /// Only of these accounts.
    pub fn account<'v>(self, values: impl IntoIterator<Item = &'v AccountId>) -> Self {
        self.one_of("account", values)
    }

    /// Only of accounts of these kinds.
    #[doc(alias = "account__type")]
    pub fn account_kind<'v>(self, values: impl IntoIterator<Item = &'v AccountCategory>) -> Self {
        self.one_of("account__type", values)
    }

    /// By balance.
    pub fn balance(self, lookup: Lookup<Amount>) -> Self {
        self.compare("balance", &lookup)
    }

    /// Only in these currencies, such as BRL.
    pub fn currency<'v>(self, values: impl IntoIterator<Item = &'v str>) -> Self {
        self.one_of("currency", values)
    }

    /// Only of these institutions.
    pub fn institution<'v>(self, values: impl IntoIterator<Item = &'v str>) -> Self {
        self.one_of("institution", values)
    }

    /// By day.
    pub fn value_date(self, lookup: Lookup<Date>) -> Self {
        self.compare("value_date", &lookup)
    }
}

impl Resource for Portfolio {
    type Id = PortfolioId;
    const LIST: &'static Operation = &portfolios::LIST;
    const GET: &'static Operation = &portfolios::GET;
    const RETRIEVE: &'static Operation = &portfolios::RETRIEVE;
    const RESUME: Option<&'static Operation> = Some(&portfolios::RESUME);
}

impl Deletable for Portfolio {
    const DELETE: &'static Operation = &portfolios::DELETE;
}

impl Resumable for Portfolio {}

impl RetrievedByLink for Portfolio {}

impl TokenAhead for Portfolio {}

impl Unlinked for Portfolio {}

impl Query<Portfolio> {
    /// By when Belvo stored or last changed it; [`Lookup::is`] is not documented here.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
