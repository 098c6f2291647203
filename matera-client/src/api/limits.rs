//! Limits, second version, and favoured payees.

use crate::action::Action;
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{AccountNumber, Favored, FavoredId, LimitChange, Limits, NewFavored};
use crate::operations::limits as row;
use crate::paging::Query;

/// Limits and favoured payees: reached by [`Matera::limits`].
///
/// The provider takes no key of idempotency here: writes are never repeated by themselves when the
/// outcome is unknown.
#[doc(alias = "limites")]
#[derive(Clone, Copy, Debug)]
pub struct LimitArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Limits, second version, and favoured payees.
    #[doc(alias = "limites")]
    pub fn limits(&self) -> LimitArea<'_> {
        LimitArea { client: self }
    }
}

impl LimitArea<'_> {
    /// The limits of an account. The path is inferred (I+).
    pub fn get(&self, number: &AccountNumber) -> Action<Limits> {
        Action::bare(self.client, Ok(Draft::of(&row::GET).of_number(number)))
    }

    /// The limits of all accounts of a branch. The path is a guess (I-): a 404 or 405 of the pager's
    /// first page may mean that it is wrong, and says so.
    pub fn list_of_branch(&self, branch: &str) -> Query<Limits> {
        let draft = Draft::of(&row::LIST_OF_BRANCH).argument("branch", branch);
        Query::new(self.client, draft)
    }

    /// Changes limits. Documented (D).
    ///
    /// ```no_run
    /// # async fn change(matera: &matera_client::Matera) -> matera_client::Result<()> {
    /// use matera_client::{Amount, model::{AccountNumber, LimitChange}};
    ///
    /// let change = LimitChange::new().global(Amount::from_cents(10_000_000))?.night_from(20)?;
    /// let limits = matera.limits().adjust(&AccountNumber::new(1, 3232), &change).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when nothing is
    /// changed.
    pub fn adjust(&self, number: &AccountNumber, change: &LimitChange) -> Action<Limits> {
        let draft = Draft::of(&row::ADJUST).of_number(number);
        let draft = change.check().and_then(|()| draft.json(change));
        Action::bare(self.client, draft)
    }

    /// Adds a favoured payee, who counts as such a day later. The path is a guess (I-).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    #[doc(alias = "favorecido")]
    pub fn add_favored(&self, number: &AccountNumber, favored: &NewFavored) -> Action<Favored> {
        let draft = Draft::of(&row::ADD_FAVORED).of_number(number);
        Action::bare(self.client, draft.json(favored))
    }

    /// The favoured payees of an account. The path is a guess (I-): a 404 or 405 of the pager's
    /// first page may mean that it is wrong, and says so.
    pub fn list_favored(&self, number: &AccountNumber) -> Query<Favored> {
        let draft = Draft::of(&row::LIST_FAVORED).of_number(number);
        Query::new(self.client, draft)
    }

    /// One favoured payee. The path is a guess (I-).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn get_favored(&self, number: &AccountNumber, id: &FavoredId) -> Action<Favored> {
        let draft = Draft::of(&row::GET_FAVORED).of_number(number);
        Action::bare(self.client, Ok(draft.argument("favoredId", id)))
    }

    /// Removes a favoured payee. The path is a guess (I-).
    ///
    /// # Errors
    /// A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn remove_favored(&self, number: &AccountNumber, id: &FavoredId) -> Action<()> {
        let draft = Draft::of(&row::REMOVE_FAVORED).of_number(number);
        Action::empty(self.client, Ok(draft.argument("favoredId", id)))
    }
}
