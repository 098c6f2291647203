//! Pix: batches, participants, codes of returns.

use serde::Serialize;

use crate::action::Action;
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{NonPriorityPix, ReturnCodes, Unpublished, check_batch};
use crate::operations::instant_payments as row;

/// Pix as such: reached by [`Matera::instant_payments`].
#[doc(alias = "pix")]
#[derive(Clone, Copy, Debug)]
pub struct InstantPaymentArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Pix: batches, participants, codes of returns.
    #[doc(alias = "pix")]
    pub fn instant_payments(&self) -> InstantPaymentArea<'_> {
        InstantPaymentArea { client: self }
    }
}

const BRAZIL: &str = "BRA";

#[derive(Serialize)]
struct Batch<'a> {
    #[serde(rename = "instantPaymentNonPriority")]
    items: &'a [NonPriorityPix],
}

impl InstantPaymentArea<'_> {
    /// Sends 1 to 100 Pix that are not urgent, such as scheduled ones. Each has its own key, by
    /// which the provider recognises it when the batch is repeated. Method and path are a guess
    /// (I-), and so is most of an item.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for a batch that
    /// is empty or too large, for two items of one key, and for items that cannot be right. A 404
    /// or 405 may mean that the guess is wrong, and says so.
    #[doc(alias = "instantPaymentNonPriority")]
    pub fn send_batch(&self, items: &[NonPriorityPix]) -> Action<Unpublished> {
        let draft = check_batch(items);
        let draft = draft.and_then(|()| Draft::of(&row::SEND_BATCH).json(&Batch { items }));
        Action::data(self.client, draft)
    }

    /// The institutions that take part in Pix. The path is a guess (I-), the shape of the answer is
    /// not published.
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    #[doc(alias = "psps")]
    pub fn participants(&self) -> Action<Unpublished> {
        let draft = Draft::of(&row::PARTICIPANTS).argument("country", BRAZIL);
        Action::data(self.client, Ok(draft))
    }

    /// The codes for which a Pix may be returned. Documented (T).
    #[doc(alias = "return-codes")]
    pub fn return_codes(&self) -> Action<ReturnCodes> {
        let draft = Draft::of(&row::RETURN_CODES).argument("country", BRAZIL);
        Action::data(self.client, Ok(draft))
    }
}
