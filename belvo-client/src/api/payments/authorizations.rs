//! Payment authorizations and their charges (version 2).

use client_core::http::Call;
use client_core::money::Amount;
use client_core::watch::{Polling, Watched, watch};
use client_core::{Action, Error, Result, wire};
use serde::Serialize;
use time::Date;

use super::reconcile::{Reconciled, find};
use super::{ChargeList, today, v2};
use crate::client::Belvo;
use crate::model::payments::{
    ChargeId, ChargeV2, CustomerId, ExternalId, NewPaymentAuthorization, PaidAccount,
    PaymentAuthorization, PaymentAuthorizationId,
};
use crate::operations::payment_authorizations as rows;
use crate::query::{Lookup, Query};

/// Payment authorizations: reached by [`Belvo::payment_authorizations`].
///
/// Every call asks for version 2, which Belvo demands here: without it the answer is 404. Belvo's
/// description marks the whole as coming soon.
#[derive(Clone, Copy, Debug)]
pub struct PaymentAuthorizations<'a> {
    pub(crate) client: &'a Belvo,
}

#[derive(Serialize)]
struct RetryOn {
    date: String,
}

#[derive(Serialize)]
struct NewBeneficiary<'a> {
    beneficiary: &'a PaidAccount,
}

impl PaymentAuthorizations<'_> {
    /// Asks a payer to agree. Nothing moves before they do, at the
    /// [`authorization_url`](crate::model::payments::AuthorizationTerms::authorization_url).
    ///
    /// Belvo documents no idempotency here, so the call is not repeated when its answer was lost:
    /// [`reconcile`](Self::reconcile).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input), naming the field.
    #[doc(alias = "CreatePaymentAuthorizationBrazil")]
    pub fn create(&self, authorization: &NewPaymentAuthorization) -> Action<PaymentAuthorization> {
        let call = today()
            .and_then(|today| authorization.check(today))
            .and_then(|()| v2(Call::new(&rows::CREATE)).json(authorization));
        Action::json(self.client.executor(), call)
    }

    /// Lists authorizations.
    #[doc(alias = "ListPaymentAuthorizationsBrazil")]
    pub fn list(&self) -> Query<PaymentAuthorization> {
        let call = v2(Call::new(&rows::LIST));
        Query::of(self.client.executor(), &rows::LIST, call)
    }

    /// Reads an authorization.
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "DetailPaymentAuthorizationBrazil")]
    pub fn get(&self, id: &PaymentAuthorizationId) -> Action<PaymentAuthorization> {
        let call = of(&rows::GET, id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Cancels an authorization, until 22:00 in Brasília of the day before its next charge. Later
    /// it is cancelled **and the charge still runs**.
    #[doc(alias = "CancelPaymentAuthorizationBrazil")]
    pub fn cancel(&self, id: &PaymentAuthorizationId) -> Action<()> {
        Action::empty(self.client.executor(), Ok(of(&rows::CANCEL, id)))
    }

    /// Lists the charges of an authorization.
    #[doc(alias = "ListPaymentAuthorizationChargesBrazil")]
    pub fn list_charges(&self, id: &PaymentAuthorizationId) -> ChargeList<ChargeV2> {
        let call = of(&rows::LIST_CHARGES, id);
        let executor = self.client.executor();
        ChargeList(Query::of(executor, &rows::LIST_CHARGES, call))
    }

    /// Reads a charge of an authorization.
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "DetailPaymentAuthorizationChargeBrazil")]
    pub fn get_charge(&self, id: &PaymentAuthorizationId, charge: &ChargeId) -> Action<ChargeV2> {
        let call = of(&rows::GET_CHARGE, id).argument("charge_id", charge);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Tries a failed charge again, on this day or as soon as the bank will. The answer is another
    /// charge, which [`ChargeV2::next`] of the failed one names: when the answer was lost, read
    /// that before you try again.
    #[doc(alias = "RetryPaymentAuthorizationChargeBrazil")]
    pub fn retry_charge(
        &self,
        id: &PaymentAuthorizationId,
        charge: &ChargeId,
        day: Option<Date>,
    ) -> Action<ChargeV2> {
        let call = of(&rows::RETRY_CHARGE, id).argument("charge_id", charge);
        let call = match day {
            Some(day) => dated(day).and_then(|body| call.json(&body)),
            None => call.json(&serde_json::Map::new()),
        };
        Action::json(self.client.executor(), call)
    }

    /// Cancels a charge, until 22:00 in Brasília of the day before.
    ///
    /// # Errors
    /// An error of Belvo's when it is too late; the payment goes through then.
    #[doc(alias = "CancelPaymentAuthorizationChargeBrazil")]
    pub fn cancel_charge(&self, id: &PaymentAuthorizationId, charge: &ChargeId) -> Action<()> {
        let call = of(&rows::CANCEL_CHARGE, id).argument("charge_id", charge);
        Action::empty(self.client.executor(), Ok(call))
    }

    /// Charges by an authorization of Smart Transfers, which must be authorized.
    ///
    /// Belvo's page names this operation; its body was not seen, so `fields` is yours to write, by
    /// Belvo's page. **Look at the status of the answer**: a charge that the bank rejects at once
    /// comes as `FAILED`, without an error and without a webhook. Not repeated when the answer was
    /// lost: [`list_charges`](Self::list_charges).
    ///
    /// # Errors
    /// Status 400 when the authorization is not authorized.
    #[doc(alias = "createpaymentauthorizationchargebrazil")]
    pub fn create_charge(
        &self,
        id: &PaymentAuthorizationId,
        fields: &impl Serialize,
    ) -> Action<ChargeV2> {
        let call = of(&rows::CREATE_CHARGE, id).json(fields);
        Action::json(self.client.executor(), call)
    }

    /// Has an authorization of Smart Transfers pay to another account of the same holder. The body
    /// is inferred from that of creating.
    ///
    /// # Errors
    /// Status 400 when it is not authorized, or of another method; 500 when the holder is another
    /// or the bank refuses.
    #[doc(alias = "patchpaymentauthorizationbrazil")]
    pub fn change_beneficiary(
        &self,
        id: &PaymentAuthorizationId,
        beneficiary: &PaidAccount,
    ) -> Action<PaymentAuthorization> {
        let body = NewBeneficiary { beneficiary };
        let call = beneficiary
            .check()
            .and_then(|()| of(&rows::CHANGE_BENEFICIARY, id).json(&body));
        Action::json(self.client.executor(), call)
    }

    /// Reads an authorization until the payer, or all who must, have decided.
    ///
    /// # Errors
    /// What reading it fails with.
    pub async fn wait_until_decided(
        &self,
        id: &PaymentAuthorizationId,
        polling: &Polling,
    ) -> Result<Watched<PaymentAuthorization>> {
        watch(polling, || self.get(id)).await
    }

    /// Reads a charge until it is settled, failed or cancelled. A scheduled one is waited for no
    /// longer.
    ///
    /// # Errors
    /// What reading it fails with; the payment goes on regardless.
    pub async fn wait_until_final(
        &self,
        id: &PaymentAuthorizationId,
        charge: &ChargeId,
        polling: &Polling,
    ) -> Result<Watched<ChargeV2>> {
        watch(polling, || self.get_charge(id, charge)).await
    }

    /// What became of an authorization whose answer was lost: to be asked before it is asked for
    /// again.
    ///
    /// # Errors
    /// What reading fails with; nothing is known then, so ask again.
    pub async fn reconcile(
        &self,
        external_id: &ExternalId,
        amount: Amount,
    ) -> Result<Reconciled<PaymentAuthorization>> {
        let list = self.list().external_id([external_id]);
        find(list.send(), external_id, amount).await
    }
}

fn of(row: &'static client_core::Operation, id: &PaymentAuthorizationId) -> Call {
    v2(Call::new(row)).argument("payment_authorization_id", id)
}

fn dated(day: Date) -> Result<RetryOn> {
    let date = wire::date::format(day).map_err(|cause| {
        Error::input("date is not a day between the years 0 and 9999").with_source(cause)
    })?;
    Ok(RetryOn { date })
}

impl Query<PaymentAuthorization> {
    /// Only these.
    pub fn ids<'v>(self, ids: impl IntoIterator<Item = &'v PaymentAuthorizationId>) -> Self {
        self.any_of("id__in", ids)
    }

    /// By amount.
    pub fn amount(self, lookup: Lookup<Amount>) -> Self {
        self.compare("amount", &lookup)
    }

    /// By when it was made or last changed.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// By when it last changed.
    pub fn updated_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("updated_at", &lookup)
    }

    /// Only those of these customers.
    pub fn customer<'v>(self, ids: impl IntoIterator<Item = &'v CustomerId>) -> Self {
        self.one_of("customer", ids)
    }

    /// Only those with one of these ids of yours.
    pub fn external_id<'v>(self, ids: impl IntoIterator<Item = &'v ExternalId>) -> Self {
        self.one_of("external_id", ids)
    }

    /// Only those with this in what Belvo searches through: three letters or more.
    pub fn search(self, text: &str) -> Self {
        self.part_of("search", text)
    }
}
