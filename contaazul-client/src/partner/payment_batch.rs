//! Payments in one batch, approved as one.

use std::collections::BTreeSet;

use client_core::http::Call;
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Action, Error, Result, wire};
use serde::{Deserialize, Serialize};

use super::{Approval, NewPayment, Partner, Payment, PaymentStatus, Referenced, check};
use crate::operations;
use crate::query::{Query, Seed};

client_core::id_type! {
    /// A batch of payments.
    #[doc(alias = "lote")]
    pub struct PaymentBatchId;
}

/// Payments to be made as one batch.
#[doc(alias = "lote")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewPaymentBatch {
    #[serde(rename = "referencia_externa")]
    reference: String,
    #[serde(rename = "valor_total")]
    total: Amount,
    #[serde(rename = "pagamentos")]
    payments: Vec<NewPayment>,
}

impl NewPaymentBatch {
    /// A batch under a reference of your own, which nothing else carries. It needs at least one
    /// [`payment`](Self::payment).
    pub fn new(reference: impl Into<String>) -> Self {
        Self {
            reference: reference.into(),
            total: Amount::ZERO,
            payments: Vec::new(),
        }
    }

    /// Adds a payment, under a reference of its own.
    #[doc(alias = "pagamentos")]
    pub fn payment(mut self, payment: NewPayment) -> Self {
        self.payments.push(payment);
        self
    }

    /// The reference it is looked up by.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// Checks every payment and adds them up.
    fn checked(&self) -> Result<Self> {
        check::reference(&self.reference)?;
        if self.payments.is_empty() {
            return Err(Error::input("pagamentos is empty; add a payment"));
        }
        let mut references = BTreeSet::new();
        let mut payments = Vec::with_capacity(self.payments.len());
        for (place, payment) in self.payments.iter().enumerate() {
            let checked = payment.checked().map_err(|cause| {
                Error::input(format!("pagamentos[{place}] cannot be sent: {cause}"))
            })?;
            if !references.insert(payment.reference()) {
                return Err(Error::input(format!(
                    "pagamentos[{place}].referencia_externa is another payment's of the batch; it \
                     would be paid twice or lost"
                )));
            }
            payments.push(checked);
        }
        let amounts = payments.iter().map(NewPayment::amount);
        let total = Amount::checked_sum(amounts).map_err(|cause| {
            Error::input("the sum of pagamentos[].valor has too many digits").with_source(cause)
        })?;
        Ok(Self {
            reference: self.reference.clone(),
            total,
            payments,
        })
    }
}

/// A batch that was asked for.
#[doc(alias = "lote")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaymentBatch {
    /// Identifier.
    pub id: Option<PaymentBatchId>,
    /// Version, which grows with every change.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Your own reference.
    #[serde(rename = "referencia_externa")]
    #[doc(alias = "referencia_externa")]
    pub external_reference: Option<String>,
    /// Where it stands as a whole.
    pub status: Option<PaymentStatus>,
    /// Sum of its payments in BRL.
    #[serde(rename = "valor_total")]
    #[doc(alias = "valor_total")]
    pub total: Option<Amount>,
    /// Its payments, each with what became of it.
    #[serde(
        rename = "pagamentos",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "pagamentos")]
    pub payments: Vec<Payment>,
    /// How many have to approve it in all.
    #[serde(rename = "aprovacoes_necessarias")]
    #[doc(alias = "aprovacoes_necessarias")]
    pub approvals_needed: Option<u32>,
    /// Who has approved it.
    #[serde(
        rename = "aprovadores",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "aprovadores")]
    pub approvers: Vec<Redacted<String>>,
}

impl Referenced for PaymentBatch {
    fn reference(&self) -> Option<&str> {
        self.external_reference.as_deref()
    }
}

impl Partner<'_> {
    /// Asks for a batch of payments. No money moves before it is [approved](Self::approve_batch).
    ///
    /// Not published, as [`create_payment`](Self::create_payment) says. Never repeated by itself:
    /// see [when the outcome is unknown](crate::partner#when-the-outcome-is-unknown) and
    /// [`list_batches`](Self::list_batches).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) before anything is sent for an empty batch,
    /// for a payment that cannot be sent, and for two of one reference.
    #[doc(alias = "lote")]
    pub fn create_batch(&self, batch: &NewPaymentBatch) -> Action<PaymentBatch> {
        let call = batch
            .checked()
            .and_then(|body| Call::new(&operations::partner::CREATE_BATCH).json(&body));
        Action::json(self.executor(), call)
    }

    /// Reads a batch. Not published.
    pub fn get_batch(&self, id: &PaymentBatchId) -> Action<PaymentBatch> {
        let call = Call::new(&operations::partner::GET_BATCH).argument("id", id);
        Action::json(self.executor(), Ok(call))
    }

    /// Lists batches; by [`reference`](Query::reference) to look one up. Not published.
    pub fn list_batches(&self) -> Query<PaymentBatch, Seed> {
        self.list(&operations::partner::LIST_BATCHES)
    }

    /// Approves a batch as it was seen. With the last approval that is needed its payments are
    /// scheduled or paid. Not published.
    ///
    /// When the outcome is unknown, [read](Self::get_batch) it: its approvers are named.
    ///
    /// # Errors
    /// As [`approve_payment`](Self::approve_payment).
    #[doc(alias = "aprovacao")]
    pub fn approve_batch(&self, seen: &PaymentBatch, approval: &Approval) -> Action<PaymentBatch> {
        let call = approval.call(
            &operations::partner::APPROVE_BATCH,
            seen.id.as_ref(),
            seen.version,
            seen.total,
        );
        Action::json(self.executor(), call)
    }

    /// Cancels a batch of which nothing was paid yet. Not published.
    ///
    /// # Errors
    /// Status 409 when some of it was paid.
    pub fn cancel_batch(&self, id: &PaymentBatchId) -> Action<()> {
        let call = Call::new(&operations::partner::CANCEL_BATCH).argument("id", id);
        Action::empty(self.executor(), Ok(call))
    }
}
