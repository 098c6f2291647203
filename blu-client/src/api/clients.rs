//! Creation of clients, and what may be looked up about them.

use brazil_types::TaxId;
use client_core::Action;
use client_core::http::Call;
use client_core::secret::{ExposeSecret as _, SecretString};
use serde::Serialize;

use crate::client::Blu;
use crate::header_form::Token;
use crate::model::{
    CreatedClient, CreatedDraft, NewClient, NewDraft, PortalToken, Unpublished, check,
};
use crate::operations::{Endpoint, clients};

/// Clients of Blu, from [`Blu::clients`].
///
/// Creating one takes the login of a user at the portal, which is a host of its own; the rest goes
/// by the client's token.
#[derive(Clone, Copy, Debug)]
pub struct Clients<'a> {
    pub(crate) blu: &'a Blu,
}

#[derive(Serialize)]
struct Login<'a> {
    user: LoginUser<'a>,
}

#[derive(Serialize)]
struct LoginUser<'a> {
    email: &'a str,
    password: &'a str,
}

impl Clients<'_> {
    /// Logs a user in at the portal. How long the token lives is not stated.
    ///
    /// `POST /users/login` at the portal with `Accept: version=1` and no token, as
    /// [documented](https://integracao.useblu.com.br/).
    ///
    /// # Errors
    /// A refusal with Blu's prose when there is no such user.
    pub fn login(&self, email: &str, password: &SecretString) -> Action<PortalToken> {
        let login = Login {
            user: LoginUser {
                email,
                password: password.expose_secret(),
            },
        };
        let call = check::email(email, "user.email")
            .and_then(|()| self.blu.call(&clients::LOGIN).json(&login));
        self.blu.json(&clients::LOGIN, call)
    }

    /// Creates a client with its first user.
    ///
    /// `POST /automatic_registrations/clients` at the portal with `Authorization: Token token=` and
    /// `Accept: version=1`, as [documented](https://integracao.useblu.com.br/).
    #[doc(alias = "automatic_registrations")]
    pub fn create(&self, login: &PortalToken, client: &NewClient) -> Action<CreatedClient> {
        let endpoint = &clients::CREATE;
        let call = Token::new(login.secret()).and_then(|token| {
            let client = client.checked()?;
            self.blu.call_as(endpoint, &token).json(&client)
        });
        self.blu.json(endpoint, call)
    }

    /// Leaves a registration for Blu's people to take up.
    ///
    /// `POST /b2b/draft/registrations`, as [documented](https://integracao.useblu.com.br/); that
    /// the token goes as `Bearer` is inferred.
    ///
    /// # Errors
    /// A refusal with Blu's prose when CNPJ, phone or e-mail address are registered already.
    #[doc(alias = "pré-cadastro")]
    pub fn create_draft(&self, draft: &NewDraft) -> Action<CreatedDraft> {
        let endpoint = &clients::CREATE_DRAFT;
        let call = draft
            .checked()
            .and_then(|draft| self.blu.call(endpoint).json(&draft));
        self.blu.json(endpoint, call)
    }

    /// Looks a client up. Of this API Blu publishes the name ("Consulta Cliente Blu") and nothing
    /// else: set the path by [`with_path`](crate::BluBuilder::with_path).
    ///
    /// `GET /b2b/clients/{cpf_cnpj}` is a guess.
    #[doc(alias = "Consulta Cliente Blu")]
    pub fn find(&self, tax_id: &TaxId) -> Action<Unpublished> {
        let call = self.about(&clients::FIND, tax_id);
        self.blu.json(&clients::FIND, Ok(call))
    }

    /// How a supplier may be paid by PagBlu Flex. Of this API Blu publishes the name and nothing
    /// else: set the path by [`with_path`](crate::BluBuilder::with_path).
    ///
    /// `GET /b2b/payment-collections/flex/receiving-options` is a guess.
    #[doc(alias = "PagBlu Flex")]
    pub fn get_receiving_options(&self) -> Action<Unpublished> {
        let endpoint = &clients::GET_RECEIVING_OPTIONS;
        self.blu.json(endpoint, Ok(self.blu.call(endpoint)))
    }

    /// The credit signal of a retailer. Of this API Blu publishes the name ("Farol de Crédito") and
    /// nothing else: set the path by [`with_path`](crate::BluBuilder::with_path).
    ///
    /// `GET /b2b/credit-signal/{cpf_cnpj}` is a guess.
    #[doc(alias = "Farol de Crédito")]
    pub fn get_credit_signal(&self, tax_id: &TaxId) -> Action<Unpublished> {
        let call = self.about(&clients::GET_CREDIT_SIGNAL, tax_id);
        self.blu.json(&clients::GET_CREDIT_SIGNAL, Ok(call))
    }

    fn about(&self, endpoint: &'static Endpoint, tax_id: &TaxId) -> Call {
        let call = self.blu.call(endpoint);
        call.argument("cpf_cnpj", tax_id.expose())
    }
}
