//! What became of a transaction whose answer was lost.

use client_core::Result;
use client_core::http::IdempotencyKey;
use client_core::money::Amount;
use time::Date;

use super::TransactionArea;
use crate::model::{AccountId, EndToEndId, Transaction};

/// The transaction that is looked for: by its key, by the name of its Pix, or both.
#[derive(Clone, Debug)]
#[must_use]
pub struct Sought {
    key: IdempotencyKey,
    end_to_end_id: Option<EndToEndId>,
    amount: Amount,
    from: Date,
    to: Date,
}

impl Sought {
    /// What was sent with this key, over this amount in BRL, between these days (both included, in
    /// the time of Brasília). Take a day more on both sides when it was sent around midnight.
    pub fn new(key: IdempotencyKey, amount: Amount, from: Date, to: Date) -> Self {
        Self {
            key,
            end_to_end_id: None,
            amount,
            from,
            to,
        }
    }

    /// The name of the Pix, known beforehand when it was sent to a key: the look-up's answer has
    /// it. The surest way to find it.
    pub fn with_end_to_end_id(mut self, id: impl Into<EndToEndId>) -> Self {
        self.end_to_end_id = Some(id.into());
        self
    }

    fn is_named_by(&self, transaction: &Transaction) -> bool {
        let key = transaction.external_identifier.as_ref();
        let pix = transaction.pix.as_ref();
        let name = pix.and_then(|pix| pix.end_to_end_id.as_ref());
        let name = transaction.end_to_end_id.as_ref().or(name);
        key.is_some_and(|key| key.as_str() == self.key.as_str())
            || (name.is_some() && name == self.end_to_end_id.as_ref())
    }

    /// Whether it could be this one for all that the provider says: nothing names it otherwise, and
    /// the amount fits.
    fn could_be(&self, transaction: &Transaction) -> bool {
        transaction.external_identifier.is_none()
            && transaction.total.is_none_or(|total| total == self.amount)
    }
}

/// What became of a transaction whose answer was lost.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Reconciled {
    /// It is there: see where it stands. Do not send it again.
    Found(Box<Transaction>),
    /// It is not there now. It may still arrive: look again after a while, and if it is to be sent
    /// again, send it with the same key.
    NotThere,
    /// The provider names none of these, and each could be it. Compare them by hand; sending again
    /// with the same key is safe as far as the provider recognises it.
    Undecided(Vec<Transaction>),
}

impl TransactionArea<'_> {
    /// Finds what became of a transaction after an
    /// [`Outcome::Unknown`](client_core::Outcome::Unknown), before anything is repeated.
    ///
    /// Looks by the name of the Pix first, if it is known, and then through the account's
    /// transactions for the key. The provider does not document that its list shows the key
    /// (`externalIdentifier`): where it does not, transactions over the same amount are
    /// [`Reconciled::Undecided`], never taken for it and never passed over.
    ///
    /// # Errors
    /// What reading the list met. Then nothing is known yet.
    pub async fn reconcile(&self, account: &AccountId, sought: &Sought) -> Result<Reconciled> {
        let list = || self.list(account).between(sought.from, sought.to);
        if let Some(id) = &sought.end_to_end_id {
            let mut named = list().end_to_end_id(id).send();
            while let Some(transaction) = named.try_next().await? {
                // A filter that the provider ignored would bring others.
                if sought.is_named_by(&transaction) {
                    return Ok(Reconciled::Found(Box::new(transaction)));
                }
            }
        }
        let mut candidates = Vec::new();
        let mut all = list().send();
        while let Some(transaction) = all.try_next().await? {
            if sought.is_named_by(&transaction) {
                return Ok(Reconciled::Found(Box::new(transaction)));
            }
            if sought.could_be(&transaction) {
                candidates.push(transaction);
            }
        }
        Ok(match candidates.is_empty() {
            true => Reconciled::NotThere,
            false => Reconciled::Undecided(candidates),
        })
    }
}
