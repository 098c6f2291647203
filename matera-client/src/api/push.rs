//! Push notifications to the app of an account's holder.

use serde::Serialize;

use crate::action::Action;
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::AccountId;
use crate::operations::push as row;

/// Push notifications: reached by [`Matera::push`].
#[doc(alias = "notificacoes")]
#[derive(Clone, Copy, Debug)]
pub struct PushArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Push notifications to the app of an account's holder.
    #[doc(alias = "notificacoes")]
    pub fn push(&self) -> PushArea<'_> {
        PushArea { client: self }
    }
}

#[derive(Serialize)]
struct Push<'a, M> {
    message: &'a M,
}

impl PushArea<'_> {
    /// Sends a message. Documented (D); what goes into it is not published, so it is a type of your
    /// own. Never repeated by itself when the outcome is unknown.
    pub fn send(&self, account: &AccountId, message: &impl Serialize) -> Action<()> {
        let draft = Draft::of(&row::SEND).of_account(account);
        Action::empty(self.client, draft.json(&Push { message }))
    }
}
