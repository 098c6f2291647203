//! Pix QR codes: static ones made, any decoded.

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{AccountId, DecodedQrCode, NewStaticQrCode, PixCharge, QrCodeToDecode};
use crate::operations::qr_codes as row;

/// Pix QR codes: reached by [`Matera::qr_codes`].
///
/// Dynamic ones are payments: see [`PaymentArea::create`](super::PaymentArea::create).
#[doc(alias = "copia e cola")]
#[derive(Clone, Copy, Debug)]
pub struct QrCodeArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Pix QR codes: static ones made, any decoded.
    #[doc(alias = "copia e cola")]
    pub fn qr_codes(&self) -> QrCodeArea<'_> {
        QrCodeArea { client: self }
    }
}

impl QrCodeArea<'_> {
    /// Makes a static QR code for a key of an account. The path is of a hash example (H); the
    /// answer is taken to be that of a dynamic one.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for an amount or
    /// a text that a code has no room for.
    #[doc(alias = "static-qrcode")]
    pub fn create_static(
        &self,
        account: &AccountId,
        code: &NewStaticQrCode,
    ) -> KeyedAction<PixCharge> {
        let draft = Draft::of(&row::CREATE_STATIC).of_account(account);
        let draft = code.check().and_then(|()| draft.json(code));
        Action::data(self.client, draft).keyed()
    }

    /// Reads a QR code, and fetches the charge behind a dynamic one. Documented (D).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for a text of
    /// more than 1000 characters.
    #[doc(alias = "decoding")]
    pub fn decode(&self, code: &QrCodeToDecode) -> KeyedAction<DecodedQrCode> {
        let draft = code.check();
        let draft = draft.and_then(|()| Draft::of(&row::DECODE).json(code));
        Action::data(self.client, draft).keyed()
    }
}
