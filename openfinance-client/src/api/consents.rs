//! Consents to data, API 3.x.

use client_core::Action;

use crate::bank::{Bank, ClientScope};
use crate::connection::{Connection, CustomerPresence};
use crate::list::ListRequest;
use crate::model::{Consent, ConsentExtension, ConsentId, NewConsent, NewExtension};
use crate::operations::consents as operations;

/// Consents to data: reached by [`Bank::consents`]. In our own name, without the customer.
///
/// [Documented](https://openbanking-brasil.github.io/openapi/swagger-apis/consents/) by Open
/// Finance Brasil; this client speaks all of 3.x.
#[doc(alias = "consentimentos")]
#[derive(Clone, Copy, Debug)]
pub struct Consents<'a> {
    pub(crate) bank: &'a Bank,
}

impl Consents<'_> {
    /// Asks for a consent. The customer has an hour to agree to it at the bank; the answer's
    /// [`permissions`](Consent::permissions) may be fewer than were asked, for the bank leaves out
    /// what it does not offer.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when nothing is asked for or the end is
    /// not within the next twelve months. Status 422 with, among others,
    /// `SEM_PERMISSOES_FUNCIONAIS_RESTANTES` (the bank offers nothing of it) or
    /// `DATA_EXPIRACAO_INVALIDA`. When the outcome is unknown, ask again: a consent that nobody
    /// agrees to goes away by itself.
    #[doc(alias = "POST /consents")]
    pub fn create(&self, consent: &NewConsent) -> Action<Consent> {
        self.bank
            .call_as_client(&operations::CREATE, ClientScope::Consents)
            .body(consent.checked())
            .one()
    }

    /// Reads a consent. Costs nothing of the monthly quota: nobody tells when a customer revokes
    /// it, so ask after every 401 and 403, and once a day.
    #[doc(alias = "GET /consents/{consentId}")]
    pub fn get(&self, id: &ConsentId) -> Action<Consent> {
        self.bank
            .call_as_client(&operations::GET, ClientScope::Consents)
            .argument("consentId", id)
            .one()
    }

    /// Ends a consent, and with it all access.
    ///
    /// # Errors
    /// Status 422 with `CONSENTIMENTO_EM_STATUS_REJEITADO` when it has ended already.
    #[doc(alias = "DELETE /consents/{consentId}")]
    pub fn revoke(&self, id: &ConsentId) -> Action<()> {
        self.bank
            .call_as_client(&operations::REVOKE, ClientScope::Consents)
            .argument("consentId", id)
            .nothing()
    }

    /// Lists how often the consent was prolonged, latest first.
    #[doc(alias = "GET /consents/{consentId}/extensions")]
    pub fn list_extensions(&self, id: &ConsentId) -> ListRequest<ConsentExtension> {
        self.bank
            .call_as_client(&operations::LIST_EXTENSIONS, ClientScope::Consents)
            .argument("consentId", id)
            .list()
    }
}

/// Prolonging a consent: reached by [`Connection::renewal`].
#[doc(alias = "renovacao")]
#[derive(Clone, Copy, Debug)]
pub struct ConsentRenewal<'a> {
    pub(crate) connection: &'a Connection,
}

impl ConsentRenewal<'_> {
    /// Prolongs the consent without sending the customer to the bank. Its id, tokens, permissions
    /// and resources stay.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for an end that has passed. Status 422
    /// with `DEPENDE_MULTIPLA_ALCADA` when a company needs several people to agree (ask for a new
    /// consent), `ESTADO_CONSENTIMENTO_INVALIDO` when it has ended, `DATA_EXPIRACAO_INVALIDA` when
    /// it would end earlier than now.
    #[doc(alias = "POST /consents/{consentId}/extends")]
    pub fn extend(&self, extension: &NewExtension, customer: &CustomerPresence) -> Action<Consent> {
        let call = self
            .connection
            .call(&operations::EXTEND)
            .argument("consentId", self.connection.consent_id())
            .body(extension.checked());
        customer.put_on(call).one()
    }
}
