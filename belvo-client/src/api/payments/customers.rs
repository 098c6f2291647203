//! Customers of payments.

use client_core::Action;
use client_core::http::Call;
use time::Date;

use super::v2;
use crate::client::Belvo;
use crate::model::payments::{Customer, CustomerId, CustomerType, ExternalId, NewCustomer};
use crate::operations::customers as rows;
use crate::query::{Lookup, Query};

/// Customers, who pay: reached by [`Belvo::customers`]. They cannot be changed or deleted.
#[derive(Clone, Copy, Debug)]
pub struct Customers<'a> {
    pub(crate) client: &'a Belvo,
}

impl Customers<'_> {
    /// Registers a customer. Not repeated when the answer was lost: look for the
    /// [external id](Query::external_id) then.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input), naming the field; `already_registered`
    /// when there is one with that number: list and use that one.
    #[doc(alias = "CreateCustomerBrazil")]
    pub fn create(&self, customer: &NewCustomer) -> Action<Customer> {
        let call = customer
            .check()
            .and_then(|()| Call::new(&rows::CREATE).json(customer));
        Action::json(self.client.executor(), call)
    }

    /// Registers a customer for payment authorizations (version 2). As [`create`](Self::create)
    /// otherwise; version 2 demands a name and takes no contacts.
    pub fn create_v2(&self, customer: &NewCustomer) -> Action<Customer> {
        let call = customer
            .check_v2()
            .and_then(|()| v2(Call::new(&rows::CREATE)).json(customer));
        Action::json(self.client.executor(), call)
    }

    /// Lists customers.
    #[doc(alias = "ListCustomersBrazil")]
    pub fn list(&self) -> Query<Customer> {
        Query::new(self.client.executor(), &rows::LIST)
    }

    /// Lists customers as version 2 shows them.
    pub fn list_v2(&self) -> Query<Customer> {
        let call = v2(Call::new(&rows::LIST));
        Query::of(self.client.executor(), &rows::LIST, call)
    }

    /// Reads a customer.
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "DetailCustomerBrazil")]
    pub fn get(&self, id: &CustomerId) -> Action<Customer> {
        let call = Call::new(&rows::GET).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Reads a customer as version 2 shows them.
    ///
    /// # Errors
    /// Status 404 when there is none.
    pub fn get_v2(&self, id: &CustomerId) -> Action<Customer> {
        let call = v2(Call::new(&rows::GET)).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }
}

impl Query<Customer> {
    /// Only these.
    pub fn ids<'v>(self, ids: impl IntoIterator<Item = &'v CustomerId>) -> Self {
        self.any_of("id__in", ids)
    }

    /// By when it was made or last changed.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// Only people, or only companies.
    #[doc(alias = "customer__type")]
    pub fn kind(self, kind: &CustomerType) -> Self {
        self.filter("customer__type", kind)
    }

    /// Only those with one of these ids of yours.
    pub fn external_id<'v>(self, ids: impl IntoIterator<Item = &'v ExternalId>) -> Self {
        self.one_of("external_id", ids)
    }

    /// Only those with this in what Belvo searches through, names and e-mail addresses among it:
    /// three letters or more.
    pub fn search(self, text: &str) -> Self {
        self.part_of("search", text)
    }
}
