//! Charges of all payments.

use client_core::Action;
use client_core::http::Call;
use client_core::money::Amount;
use time::Date;

use super::v2;
use crate::client::Belvo;
use crate::model::payments::{Charge, ChargeId, ChargeStatus, ChargeV2, PaymentIntentId};
use crate::operations::charges as rows;
use crate::query::{Lookup, Query};

/// Charges of all payments: reached by [`Belvo::charges`].
#[derive(Clone, Copy, Debug)]
pub struct Charges<'a> {
    pub(crate) client: &'a Belvo,
}

impl Charges<'_> {
    /// Lists the charges of payment intents.
    #[doc(alias = "ListAllChargesBrazil")]
    pub fn list(&self) -> Query<Charge> {
        Query::new(self.client.executor(), &rows::LIST)
    }

    /// Reads a charge of a payment intent.
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "DetailChargeBrazil")]
    pub fn get(&self, id: &ChargeId) -> Action<Charge> {
        let call = Call::new(&rows::GET).argument("charge_id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Reads a charge of a payment authorization.
    ///
    /// # Errors
    /// Status 404 when there is none.
    pub fn get_v2(&self, id: &ChargeId) -> Action<ChargeV2> {
        let call = v2(Call::new(&rows::GET)).argument("charge_id", id);
        Action::json(self.client.executor(), Ok(call))
    }
}

impl Query<Charge> {
    /// Only these.
    pub fn ids<'v>(self, ids: impl IntoIterator<Item = &'v ChargeId>) -> Self {
        self.any_of("id__in", ids)
    }

    /// By amount. Belvo documents no [`Lookup::between`] here: give both ends.
    pub fn amount(self, lookup: Lookup<Amount>) -> Self {
        self.compare_with_one("amount", &lookup)
    }

    /// By when it was made or last changed.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// Only those of these payment intents.
    pub fn payment_intent<'v>(self, ids: impl IntoIterator<Item = &'v PaymentIntentId>) -> Self {
        self.one_of("payment_intent", ids)
    }

    /// Only those that stand at one of these.
    pub fn status<'v>(self, values: impl IntoIterator<Item = &'v ChargeStatus>) -> Self {
        self.one_of("status", values)
    }
}
