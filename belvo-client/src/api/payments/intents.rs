//! Payment intents.

use client_core::http::{Call, ConfigureCall as _, IdempotencyKey};
use client_core::money::Amount;
use client_core::watch::{Polling, Watched, watch};
use client_core::{Action, Error, Idempotency, Result};
use http::{HeaderName, HeaderValue};
use time::Date;

use super::reconcile::{Reconciled, find};
use super::{ChargeList, today};
use crate::client::Belvo;
use crate::model::payments::{
    Charge, ChargeId, CustomerId, ExternalId, NewPaymentIntent, PaymentIntent, PaymentIntentId,
    PaymentIntentStatus, PaymentIntentUpdate, PaymentMethodType,
};
use crate::operations::payment_intents as rows;
use crate::query::{Lookup, Query};

const KEY: HeaderName = HeaderName::from_static("belvo-idempotency-key");
const KEY_STATUS: &str = "belvo-idempotency-status";

client_core::open_enum! {
    /// What Belvo says about an idempotency key.
    pub enum IdempotencyStatus {
        /// It was new: the payment was made by this call.
        Available = "AVAILABLE",
        /// Another call with it is being worked on.
        Processing = "PROCESSING",
        /// The payment was made before, and is shown again.
        Replayed = "REPLAYED",
    }
}

/// A payment intent that was made under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyedPaymentIntent {
    /// The intent.
    pub intent: PaymentIntent,
    /// What Belvo says about the key. `None` is a warning: Belvo does not know keys here, so it
    /// would have made a second payment of a second call.
    pub key_status: Option<IdempotencyStatus>,
}

/// Payment intents: one Pix or a schedule of them, reached by [`Belvo::payment_intents`].
///
/// [Documented](https://developers.belvo.com/products/payments_brazil/payments-brazil-pix-via-open-finance-api-guide)
/// by Belvo.
#[derive(Clone, Copy, Debug)]
pub struct PaymentIntents<'a> {
    pub(crate) client: &'a Belvo,
}

impl PaymentIntents<'_> {
    /// Asks for a payment. Nothing moves before the payer agrees at the
    /// [`redirect_url`](PaymentIntent::redirect_url).
    ///
    /// Its external id is sent along as idempotency key, and not relied on: that is a beta which
    /// Belvo switches on customer by customer. So the call is not repeated when its answer was
    /// lost. When it fails with an [`Outcome`](client_core::Outcome) that is unknown or applied,
    /// [`reconcile`](Self::reconcile) before you ask again.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input), naming the field, for what Belvo would
    /// refuse. `idempotency_payload_mismatch` for an external id that was used for another payment.
    #[doc(alias = "CreatePaymentIntentBrazil")]
    pub fn create(&self, intent: &NewPaymentIntent) -> Action<PaymentIntent> {
        let call = body(intent).and_then(|call| {
            let key = HeaderValue::try_from(intent.external_id().as_str());
            let key = key.map_err(|_| Error::input("external_id cannot stand in a header"))?;
            Ok(call.header(KEY, key))
        });
        Action::json(self.client.executor(), call)
    }

    /// Asks for a payment under its external id as idempotency key, and repeats by the client's
    /// retry policy when an answer was lost. **Only for keys of Belvo for which it has switched
    /// idempotency on**: for others each repetition is another payment. Look at
    /// [`key_status`](KeyedPaymentIntent::key_status) with a first, small one.
    ///
    /// # Errors
    /// As [`create`](Self::create). `idempotency_key_conflict` is of unknown outcome: an earlier
    /// attempt is being worked on. Wait, and repeat or [`reconcile`](Self::reconcile).
    #[doc(alias = "Belvo-Idempotency-Key")]
    pub fn create_keyed(&self, intent: &NewPaymentIntent) -> Action<KeyedPaymentIntent> {
        let key = IdempotencyKey::new(intent.external_id().as_str());
        let (call, key) = match (body(intent), key) {
            (Ok(call), Ok(key)) => (Ok(call.idempotency(Idempotency::Keyed)), Some(key)),
            (Err(error), _) | (_, Err(error)) => (Err(error), None),
        };
        let action = Action::reading(self.client.executor(), call, |executor, name, response| {
            Ok(KeyedPaymentIntent {
                intent: executor.decode(name, &response)?,
                key_status: response.header(KEY_STATUS).map(IdempotencyStatus::from),
            })
        });
        match key {
            Some(key) => action.with_idempotency_key(key),
            None => action,
        }
    }

    /// Lists payment intents.
    #[doc(alias = "ListPaymentIntentsBrazil")]
    pub fn list(&self) -> Query<PaymentIntent> {
        Query::new(self.client.executor(), &rows::LIST)
    }

    /// Reads a payment intent.
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "DetailPaymentIntentBrazil")]
    pub fn get(&self, id: &PaymentIntentId) -> Action<PaymentIntent> {
        let call = Call::new(&rows::GET).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Confirms a payment to a Pix key, after the payer has seen whose it is
    /// ([`pix_key_details`](crate::model::payments::OpenFinanceInformation::pix_key_details)). Not
    /// repeated when the answer was lost: [`get`](Self::get) it.
    pub fn confirm(&self, id: &PaymentIntentId) -> Action<PaymentIntent> {
        self.update(id, &PaymentIntentUpdate::new().confirm())
    }

    /// Changes a payment intent that is not confirmed, and confirms it if asked to.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when nothing is changed.
    #[doc(alias = "PatchPaymentIntentBrazil")]
    pub fn update(
        &self,
        id: &PaymentIntentId,
        update: &PaymentIntentUpdate,
    ) -> Action<PaymentIntent> {
        let call = update
            .check()
            .and_then(|()| Call::new(&rows::UPDATE).argument("id", id).json(update));
        Action::json(self.client.executor(), call)
    }

    /// Cancels a scheduled payment with all charges to come, until 23:59 in Brasília of the day
    /// before the next. A webhook tells when it is done.
    ///
    /// # Errors
    /// `cancellation_error` when it is not scheduled or it is too late: read it.
    #[doc(alias = "CancelPaymentIntentBrazil")]
    pub fn cancel(&self, id: &PaymentIntentId) -> Action<()> {
        let call = Call::new(&rows::CANCEL).argument("id", id);
        Action::empty(self.client.executor(), Ok(call))
    }

    /// Lists the charges of a payment intent.
    #[doc(alias = "ListChargesBrazil")]
    pub fn list_charges(&self, intent: &PaymentIntentId) -> ChargeList<Charge> {
        let call = Call::new(&rows::LIST_CHARGES).argument("payment_intent_id", intent);
        let executor = self.client.executor();
        ChargeList(Query::of(executor, &rows::LIST_CHARGES, call))
    }

    /// Reads a charge of a payment intent.
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "DetailChargesBrazil")]
    pub fn get_charge(&self, intent: &PaymentIntentId, charge: &ChargeId) -> Action<Charge> {
        let call = Call::new(&rows::GET_CHARGE)
            .argument("payment_intent_id", intent)
            .argument("charge_id", charge);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Cancels one charge of a scheduled payment, until 23:59 in Brasília of the day before.
    ///
    /// # Errors
    /// `cancellation_error` when it is not scheduled or it is too late: read it.
    #[doc(alias = "CancelChargeBrazil")]
    pub fn cancel_charge(&self, intent: &PaymentIntentId, charge: &ChargeId) -> Action<()> {
        let call = Call::new(&rows::CANCEL_CHARGE)
            .argument("payment_intent_id", intent)
            .argument("charge_id", charge);
        Action::empty(self.client.executor(), Ok(call))
    }

    /// Reads a payment intent until it is paid, failed or cancelled. One that is scheduled or
    /// waits to be confirmed is waited for no longer.
    ///
    /// # Errors
    /// What reading it fails with; the payment goes on regardless.
    pub async fn wait_until_final(
        &self,
        id: &PaymentIntentId,
        polling: &Polling,
    ) -> Result<Watched<PaymentIntent>> {
        watch(polling, || self.get(id)).await
    }

    /// What became of a payment whose answer was lost: to be asked before it is asked for again.
    ///
    /// # Errors
    /// What reading fails with; nothing is known then, so ask again.
    pub async fn reconcile(
        &self,
        external_id: &ExternalId,
        amount: Amount,
    ) -> Result<Reconciled<PaymentIntent>> {
        let list = self.list().external_id([external_id]);
        find(list.send(), external_id, amount).await
    }
}

fn body(intent: &NewPaymentIntent) -> Result<Call> {
    intent.check(today()?)?;
    Call::new(&rows::CREATE).json(&intent.body())
}

impl Query<PaymentIntent> {
    /// Only these.
    pub fn ids<'v>(self, ids: impl IntoIterator<Item = &'v PaymentIntentId>) -> Self {
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

    /// Only those by which payers are led so.
    pub fn payment_method_type(self, kind: &PaymentMethodType) -> Self {
        self.filter("payment_method_type", kind)
    }

    /// Only those with this in what Belvo searches through: three letters or more.
    pub fn search(self, text: &str) -> Self {
        self.part_of("search", text)
    }

    /// Only those that stand at one of these.
    pub fn status<'v>(self, values: impl IntoIterator<Item = &'v PaymentIntentStatus>) -> Self {
        self.one_of("status", values)
    }

    /// Those first that changed first.
    #[doc(alias = "ordering")]
    pub fn by_change(self) -> Self {
        self.filter("ordering", "updated_at")
    }

    /// Those first that changed last.
    #[doc(alias = "ordering")]
    pub fn by_last_change(self) -> Self {
        self.filter("ordering", "-updated_at")
    }
}
