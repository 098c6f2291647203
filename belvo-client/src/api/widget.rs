//! Tokens of the connect widget.

use std::sync::Arc;

use client_core::Action;
use client_core::auth::Anonymous;
use client_core::http::Call;
use client_core::secret::ExposeSecret as _;
use serde::Serialize;

use crate::client::Belvo;
use crate::model::{WidgetRequest, WidgetToken};
use crate::operations::widget as rows;

/// The connect widget, in which persons log in or consent: reached by [`Belvo::widget`].
#[derive(Clone, Copy, Debug)]
pub struct Widget<'a> {
    pub(crate) client: &'a Belvo,
}

/// The keys travel in the body here, and nowhere else.
#[derive(Serialize)]
struct WithKeys<'a> {
    id: &'a str,
    password: &'a str,
    #[serde(flatten)]
    request: &'a WidgetRequest,
}

impl Widget<'_> {
    /// Makes a token for one session of the widget. It lives for minutes: ask for one each time.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the request cannot be sent. Wrong
    /// keys are likely to come as status 400 here, for Belvo documents no 401 (inferred).
    pub fn create_token(&self, request: &WidgetRequest) -> Action<WidgetToken> {
        let keys = self.client.keys();
        let body = WithKeys {
            id: &keys.id,
            password: keys.password.expose_secret(),
            request,
        };
        let call = request.check().and_then(|()| {
            let call = Call::new(&rows::CREATE_TOKEN).credential(Arc::new(Anonymous));
            call.json(&body)
        });
        Action::json(self.client.executor(), call)
    }
}
