//! Payment links.

use crate::client::Blu;
use crate::model::{NewPaymentLink, PaymentLink, PaymentLinkId};
use crate::operations::payment_links;
use client_core::Action;

/// Payment links, from [`Blu::payment_links`].
///
/// Paths, headers and fields are those of others' code; Blu's own page was not available.
#[derive(Clone, Copy, Debug)]
pub struct PaymentLinks<'a> {
    pub(crate) blu: &'a Blu,
}

impl PaymentLinks<'_> {
    /// Creates a link. Send the payer to
    /// [`smart_checkout_url`](PaymentLink::smart_checkout_url), or else to
    /// [`link_url`](PaymentLink::link_url).
    ///
    /// `POST /b2b/payment_links` with the bare token and `Accept: version=1`.
    ///
    /// # Errors
    /// With [`Outcome::Unknown`](crate::Outcome::Unknown) there may be a link that nobody knows;
    /// nobody can pay it either, and another may be created.
    #[doc(alias = "link de pagamento")]
    pub fn create(&self, link: &NewPaymentLink) -> Action<PaymentLink> {
        let endpoint = &payment_links::CREATE;
        let call = link
            .checked()
            .and_then(|link| self.blu.call(endpoint).json(&link));
        self.blu.json(endpoint, call)
    }

    /// Reads a link, and whether it was paid.
    ///
    /// `GET /b2b/payment_links/{id}` with the bare token and `Accept: version=1`.
    pub fn get(&self, id: &PaymentLinkId) -> Action<PaymentLink> {
        let endpoint = &payment_links::GET;
        let call = self.blu.call(endpoint).argument("id", id);
        self.blu.json(endpoint, Ok(call))
    }
}
