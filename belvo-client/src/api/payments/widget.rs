//! The widget of biometric Pix.

use client_core::Action;
use client_core::http::Call;

use crate::client::Belvo;
use crate::model::WidgetToken;
use crate::model::payments::PaymentWidgetRequest;
use crate::operations::payment_widget as rows;

/// The widget of biometric Pix: reached by [`Belvo::payment_widget`].
#[derive(Clone, Copy, Debug)]
pub struct PaymentWidget<'a> {
    pub(crate) client: &'a Belvo,
}

impl PaymentWidget<'_> {
    /// Makes a token for one session of the widget: ask for one each time. Nothing moves by it.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input), naming the field.
    #[doc(alias = "GeneratePaymentWidgetAccessToken")]
    pub fn create_token(&self, request: &PaymentWidgetRequest) -> Action<WidgetToken> {
        let call = request
            .check()
            .and_then(|()| Call::new(&rows::CREATE_TOKEN).json(request));
        Action::json(self.client.executor(), call)
    }
}
