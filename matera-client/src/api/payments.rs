//! Payments: charges, Pix QR codes, transfers between accounts.

use serde::Serialize;

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{NewInternalPayment, NewPayment, Payment, TransactionId, TransactionReceipt};
use crate::operations::payments as row;

/// Payments: reached by [`Matera::payments`].
#[doc(alias = "pagamentos")]
#[derive(Clone, Copy, Debug)]
pub struct PaymentArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Payments: charges, Pix QR codes, transfers between accounts.
    #[doc(alias = "pagamentos")]
    pub fn payments(&self) -> PaymentArea<'_> {
        PaymentArea { client: self }
    }
}

impl PaymentArea<'_> {
    /// Makes a charge; how dynamic Pix QR codes are made. Documented (D).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when amounts are
    /// not above zero, not whole cents, or do not add up.
    #[doc(alias = "cobranca")]
    pub fn create(&self, payment: &NewPayment) -> KeyedAction<Payment> {
        let draft = payment.check();
        let draft = draft.and_then(|()| Draft::of(&row::CREATE).json(payment));
        Action::data(self.client, draft).keyed()
    }

    /// Moves money between accounts of the institution. The path stands in the provider's text (T).
    ///
    /// # Errors
    /// As [`create`](Self::create).
    #[doc(alias = "internal-payment")]
    pub fn create_internal(&self, payment: &NewInternalPayment) -> KeyedAction<Payment> {
        let draft = payment.check();
        let draft = draft.and_then(|()| Draft::of(&row::CREATE_INTERNAL).json(payment));
        Action::data(self.client, draft).keyed()
    }

    /// One payment. The path is of a hash example (H).
    pub fn get(&self, id: &TransactionId) -> Action<Payment> {
        let draft = Draft::of(&row::GET).argument("transactionId", id);
        Action::data(self.client, Ok(draft))
    }

    /// One internal payment. The path is of a hash example (H).
    pub fn get_internal(&self, id: &TransactionId) -> Action<Payment> {
        let draft = Draft::of(&row::GET_INTERNAL).argument("transactionId", id);
        Action::data(self.client, Ok(draft))
    }

    /// Unlocks a payment. Method and path are a guess (I-).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn unlock(&self, id: &TransactionId) -> KeyedAction<TransactionReceipt> {
        let draft = Draft::of(&row::UNLOCK).argument("transactionId", id);
        Action::data(self.client, Ok(draft)).keyed()
    }

    /// Gives all of a payment back: by card, transfer or external. Method and path are a guess
    /// (I-), and so is the colon in its hash; see
    /// [`HashAmbiguity::RefundSeparator`](crate::HashAmbiguity::RefundSeparator).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    #[doc(alias = "estorno")]
    pub fn refund(&self, id: &TransactionId, reason: &str) -> KeyedAction<TransactionReceipt> {
        let draft = Draft::of(&row::REFUND).argument("transactionId", id);
        Action::data(self.client, draft.json(&Reason { reason })).keyed()
    }

    /// Gives all of an internal payment back. As [`refund`](Self::refund).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    #[doc(alias = "estorno")]
    pub fn refund_internal(
        &self,
        id: &TransactionId,
        reason: &str,
    ) -> KeyedAction<TransactionReceipt> {
        let draft = Draft::of(&row::REFUND_INTERNAL).argument("transactionId", id);
        Action::data(self.client, draft.json(&Reason { reason })).keyed()
    }
}

/// The body of refunds and reversals.
#[derive(Serialize)]
pub(super) struct Reason<'a> {
    pub(super) reason: &'a str,
}
