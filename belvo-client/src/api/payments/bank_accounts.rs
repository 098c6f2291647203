//! Bank accounts of payments.

use client_core::Action;
use client_core::http::Call;
use time::Date;

use super::v2;
use crate::client::Belvo;
use crate::model::payments::{
    BankAccount, BankAccountId, CustomerId, CustomerType, ExternalId, NewBankAccount,
    NewBankAccountV2, PaymentInstitutionId,
};
use crate::operations::bank_accounts as rows;
use crate::query::{Lookup, Query};

/// Bank accounts, which are paid to: reached by [`Belvo::bank_accounts`]. They cannot be changed
/// or deleted.
#[derive(Clone, Copy, Debug)]
pub struct BankAccounts<'a> {
    pub(crate) client: &'a Belvo,
}

impl BankAccounts<'_> {
    /// Registers an account for payment intents. Not repeated when the answer was lost: look for
    /// the [external id](Query::external_id) then.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input), naming the field.
    #[doc(alias = "RegisterBankAccountBrazil")]
    pub fn create(&self, account: &NewBankAccount) -> Action<BankAccount> {
        let call = account
            .check()
            .and_then(|()| Call::new(&rows::CREATE).json(account));
        Action::json(self.client.executor(), call)
    }

    /// Registers an account for payment authorizations (version 2). As [`create`](Self::create)
    /// otherwise.
    pub fn create_v2(&self, account: &NewBankAccountV2) -> Action<BankAccount> {
        let call = account
            .check()
            .and_then(|()| v2(Call::new(&rows::CREATE)).json(account));
        Action::json(self.client.executor(), call)
    }

    /// Lists accounts.
    #[doc(alias = "ListBankAccountBrazil")]
    pub fn list(&self) -> Query<BankAccount> {
        Query::new(self.client.executor(), &rows::LIST)
    }

    /// Lists accounts as version 2 shows them.
    pub fn list_v2(&self) -> Query<BankAccount> {
        let call = v2(Call::new(&rows::LIST));
        Query::of(self.client.executor(), &rows::LIST, call)
    }

    /// Reads an account.
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "DetailBankAccountBrazil")]
    pub fn get(&self, id: &BankAccountId) -> Action<BankAccount> {
        let call = Call::new(&rows::GET).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Reads an account as version 2 shows it.
    ///
    /// # Errors
    /// Status 404 when there is none.
    pub fn get_v2(&self, id: &BankAccountId) -> Action<BankAccount> {
        let call = v2(Call::new(&rows::GET)).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }
}

impl Query<BankAccount> {
    /// Only these.
    pub fn ids<'v>(self, ids: impl IntoIterator<Item = &'v BankAccountId>) -> Self {
        self.any_of("id__in", ids)
    }

    /// By when it was made or last changed.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// Only those with one of these numbers.
    pub fn number<'v>(self, numbers: impl IntoIterator<Item = &'v str>) -> Self {
        self.one_of("number", numbers)
    }

    /// Only those of this customer.
    pub fn customer(self, id: &CustomerId) -> Self {
        self.filter("customer", id)
    }

    /// Only those with one of these ids of yours.
    pub fn external_id<'v>(self, ids: impl IntoIterator<Item = &'v ExternalId>) -> Self {
        self.one_of("external_id", ids)
    }

    /// Only those at this institution.
    pub fn institution(self, id: &PaymentInstitutionId) -> Self {
        self.filter("institution", id)
    }

    /// Only those of people, of companies, or of both.
    #[doc(alias = "holder__type")]
    pub fn holder_type<'v>(self, kinds: impl IntoIterator<Item = &'v CustomerType>) -> Self {
        self.one_of("holder__type", kinds)
    }
}
