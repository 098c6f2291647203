//! Where Pix Automático tells what happens.

use client_core::Result;
use serde::Serialize;
use url::Url;

use crate::action::Action;
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::autopix_payer::{NewPayerWebhook, PayerWebhook};
use crate::model::autopix_receiver::ReceiverWebhook;
use crate::model::check;
use crate::operations::{autopix_payer as payer, autopix_receiver as receiver};

/// Where Pix Automático tells what happens: reached by [`Matera::autopix_webhooks`]. There is one
/// address for the payers of a mediator and one for its receivers; what comes there is read by
/// [`webhook`](crate::webhook). All paths are guesses (I-).
#[derive(Clone, Copy, Debug)]
pub struct AutopixWebhookArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Where Pix Automático tells what happens.
    pub fn autopix_webhooks(&self) -> AutopixWebhookArea<'_> {
        AutopixWebhookArea { client: self }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Address<'a> {
    webhook_url: &'a str,
}

impl AutopixWebhookArea<'_> {
    /// Sets where notices about payers go. A repetition changes nothing more, but is not made by
    /// itself.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when the address
    /// is not `https`, or a header cannot be one.
    pub fn set_for_payers(&self, webhook: &NewPayerWebhook) -> Action<PayerWebhook> {
        let draft = webhook.check();
        let draft = draft.and_then(|()| Draft::of(&payer::PUT_WEBHOOK).json(webhook));
        Action::bare(self.client, draft)
    }

    /// Where notices about payers go.
    pub fn for_payers(&self) -> Action<PayerWebhook> {
        Action::bare(self.client, Ok(Draft::of(&payer::GET_WEBHOOK)))
    }

    /// Ends notices about payers.
    pub fn delete_for_payers(&self) -> Action<()> {
        Action::empty(self.client, Ok(Draft::of(&payer::DELETE_WEBHOOK)))
    }

    /// Sets where notices about receivers go; only those of the mediator.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when the address
    /// is not `https`.
    #[doc(alias = "webhookUrl")]
    pub fn set_for_receivers(&self, url: &Url) -> Action<()> {
        Action::empty(self.client, receivers_at(url))
    }

    /// Where notices about receivers go.
    pub fn for_receivers(&self) -> Action<ReceiverWebhook> {
        Action::bare(self.client, Ok(Draft::of(&receiver::GET_WEBHOOK)))
    }

    /// Ends notices about receivers.
    pub fn delete_for_receivers(&self) -> Action<()> {
        Action::empty(self.client, Ok(Draft::of(&receiver::DELETE_WEBHOOK)))
    }
}

fn receivers_at(url: &Url) -> Result<Draft> {
    check::callback_url(url, "webhookUrl")?;
    Draft::of(&receiver::PUT_WEBHOOK).json(&Address {
        webhook_url: url.as_str(),
    })
}
