//! What became of a payment whose answer was lost.

use client_core::Result;
use client_core::money::Amount;
use client_core::page::Pager;
use serde::de::DeserializeOwned;

use crate::model::payments::{ExternalId, PaymentAuthorization, PaymentIntent};

/// What became of a payment whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reconciled<T> {
    /// Belvo has it: see where it stands, and do not send it again.
    Found(Box<T>),
    /// Belvo has it more than once. Cancel all but one, as far as the payer has not agreed.
    Several(Vec<T>),
    /// Belvo does not show it now. It may still arrive: look again after a while before you send
    /// it again.
    NotThere,
    /// Belvo shows these without an id of yours, and each could be it. Compare them by hand.
    Undecided(Vec<T>),
}

/// Something of which you set an id.
pub(super) trait Named {
    fn external_id(&self) -> Option<&str>;
    fn amount(&self) -> Option<Amount>;
}

impl Named for PaymentIntent {
    fn external_id(&self) -> Option<&str> {
        self.external_id.as_deref()
    }

    fn amount(&self) -> Option<Amount> {
        Some(self.amount)
    }
}

impl Named for PaymentAuthorization {
    fn external_id(&self) -> Option<&str> {
        self.external_id.as_deref()
    }

    fn amount(&self) -> Option<Amount> {
        self.payment_method_configuration.as_ref()?.amount
    }
}

/// Looks through a list that was asked for by this id. What bears another id is passed over, for a
/// filter that Belvo ignored would bring all there are.
pub(super) async fn find<T: Named + DeserializeOwned + Send + 'static>(
    mut list: Pager<T>,
    id: &ExternalId,
    amount: Amount,
) -> Result<Reconciled<T>> {
    let (mut found, mut candidates) = (Vec::new(), Vec::new());
    while let Some(item) = list.try_next().await? {
        match item.external_id() {
            Some(sent) if id.is(sent) => found.push(item),
            Some(_) => {}
            None if item.amount().is_none_or(|sent| sent == amount) => candidates.push(item),
            None => {}
        }
    }
    Ok(match (found.pop(), found.is_empty()) {
        (Some(only), true) => Reconciled::Found(Box::new(only)),
        (Some(last), false) => {
            found.push(last);
            Reconciled::Several(found)
        }
        (None, _) if candidates.is_empty() => Reconciled::NotThere,
        (None, _) => Reconciled::Undecided(candidates),
    })
}
