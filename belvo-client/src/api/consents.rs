//! Consents of Open Finance Brazil.

use client_core::Action;
use client_core::http::Call;

use crate::client::Belvo;
use crate::model::{Consent, ConsentId};
use crate::operations::consents as rows;
use crate::query::Query;

/// Consents: reached by [`Belvo::consents`]. There is nothing to change: persons end and renew
/// their consents at the bank or in Belvo's consent portal.
#[derive(Clone, Copy, Debug)]
pub struct Consents<'a> {
    pub(crate) client: &'a Belvo,
}

impl Consents<'_> {
    /// Lists the consents of the person with this document, CPF or CNPJ.
    #[doc(alias = "user_document")]
    pub fn list(&self, document: impl AsRef<str>) -> Query<Consent> {
        Query::new(self.client.executor(), &rows::LIST).filter("user_document", document.as_ref())
    }

    /// Reads a consent.
    ///
    /// # Errors
    /// Status 404 when there is none.
    pub fn get(&self, id: &ConsentId) -> Action<Consent> {
        let call = Call::new(&rows::GET).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }
}
