//! Payment links and keys.

use client_core::Action;
use time::Date;

use crate::client::Belvo;
use crate::model::payments::PaymentIntentId;
use crate::model::retired::{
    NewPaymentLink, PaymentKeys, PaymentLink, PaymentLinkStatus, PaymentLinkToken,
};
use crate::operations::retired::{payment_links, secret_keys};
use crate::query::{Lookup, Query};

/// Links that a payer is sent.
#[derive(Clone, Copy, Debug)]
pub struct PaymentLinks<'a> {
    pub(super) client: &'a Belvo,
}

impl PaymentLinks<'_> {
    /// Makes a link. Not repeated by itself: Belvo documents no way to tell a repetition.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the link cannot be sent.
    #[doc(alias = "CreatePaymentlink")]
    pub fn create(&self, link: &NewPaymentLink) -> Action<PaymentLink> {
        let call = link.check();
        let call = call.and_then(|()| self.client.call(&payment_links::CREATE).json(link));
        Action::json(self.client.executor(), call)
    }

    /// Lists links. Filters are on the [`Query`].
    #[doc(alias = "ListPaymentLinks")]
    pub fn list(&self) -> Query<PaymentLink<PaymentIntentId>> {
        let row = &payment_links::LIST;
        Query::of(self.client.executor(), row, self.client.call(row))
    }

    /// Reads a link by its token.
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "DetailCreatePaymentlink")]
    pub fn get(&self, token: &PaymentLinkToken) -> Action<PaymentLink> {
        let call = self.client.call(&payment_links::GET);
        let call = call.argument("access_token", token);
        Action::json(self.client.executor(), Ok(call))
    }
}

impl Query<PaymentLink<PaymentIntentId>> {
    /// By when it was made.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// Only those that stand so.
    pub fn status(self, status: &PaymentLinkStatus) -> Self {
        self.filter("status", status)
    }

    /// Only those with this text; where Belvo looks for it is not documented.
    pub fn search(self, text: &str) -> Self {
        self.filter("search", text)
    }

    /// In the order of this field, against it with a `-` before; which fields there are is not
    /// documented.
    pub fn ordering(self, field: &str) -> Self {
        self.filter("ordering", field)
    }
}

/// Keys of payments.
#[derive(Clone, Copy, Debug)]
pub struct SecretKeys<'a> {
    pub(super) client: &'a Belvo,
}

impl SecretKeys<'_> {
    /// Makes a pair of keys. Keep the password: it is told once. Not repeated by itself.
    #[doc(alias = "CreateSecretKeys")]
    pub fn create(&self) -> Action<Vec<PaymentKeys>> {
        let call = self.client.call(&secret_keys::CREATE);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Lists keys, without their passwords.
    #[doc(alias = "ListSecretKeys")]
    pub fn list(&self) -> Query<PaymentKeys> {
        let row = &secret_keys::LIST;
        Query::of(self.client.executor(), row, self.client.call(row))
    }
}
