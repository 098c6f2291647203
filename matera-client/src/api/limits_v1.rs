//! Limits, first version.

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{
    AccountNumber, FavoredId, LimitChangeV1, LimitKindV1, LimitV1, LimitsV1, NewLimitV1,
    Unpublished,
};
use crate::operations::limits_v1 as row;

/// Limits, first version, which the provider is about to end: reached by [`Matera::limits_v1`].
/// Take [`Matera::limits`] where it is served.
#[doc(alias = "limites")]
#[derive(Clone, Copy, Debug)]
pub struct LimitV1Area<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Limits, first version, which the provider is about to end.
    #[doc(alias = "limites")]
    pub fn limits_v1(&self) -> LimitV1Area<'_> {
        LimitV1Area { client: self }
    }
}

impl LimitV1Area<'_> {
    /// The limits of all accounts of a branch. The path is a guess (I-), the shape of an item is
    /// not published.
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn list_of_branch(&self, branch: &str) -> Action<Vec<Unpublished>> {
        let draft = Draft::of(&row::LIST_OF_BRANCH).argument("branch", branch);
        Action::bare(self.client, Ok(draft))
    }

    /// The limits of an account. The path is inferred (I+).
    pub fn get(&self, number: &AccountNumber) -> Action<LimitsV1> {
        Action::bare(self.client, Ok(Draft::of(&row::GET).of_number(number)))
    }

    /// One limit of an account. The path is inferred (I+).
    #[doc(alias = "limitType")]
    pub fn get_by_kind(&self, number: &AccountNumber, kind: &LimitKindV1) -> Action<LimitV1> {
        let draft = Draft::of(&row::GET_BY_KIND).of_number(number);
        Action::bare(self.client, Ok(draft.argument("limitType", kind)))
    }

    /// Sets a limit, adds a favoured payee, or says when the night begins. The path is inferred
    /// (I+); which form of the amount is hashed is
    /// [`HashAmbiguity::LimitAmount`](crate::HashAmbiguity::LimitAmount).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for an amount
    /// that is missing, below zero or not whole cents.
    pub fn adjust(&self, number: &AccountNumber, limit: &NewLimitV1) -> KeyedAction<LimitChangeV1> {
        let draft = Draft::of(&row::ADJUST).of_number(number);
        let draft = limit.check().and_then(|()| draft.json(limit));
        Action::bare(self.client, draft).keyed()
    }

    /// Removes a favoured payee. The path is a guess (I-). Never repeated by itself when the outcome
    /// is unknown.
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn remove_favored(
        &self,
        number: &AccountNumber,
        favored: &FavoredId,
    ) -> Action<LimitChangeV1> {
        let draft = Draft::of(&row::REMOVE_FAVORED).of_number(number);
        Action::bare(self.client, Ok(draft.argument("favoredId", favored)))
    }
}
