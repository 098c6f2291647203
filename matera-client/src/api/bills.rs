//! Boletos and bills of others, before they are paid.

use crate::action::Action;
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{AccountIdentifier, BoletoQuery, Unpublished, check, payer_parameters};
use crate::operations::bills as row;

/// Boletos and bills to be paid: reached by [`Matera::bills`].
///
/// Both look-ups answer values, interest and fines under names that are not published. What is
/// found goes into [`BoletoToPay`](crate::model::BoletoToPay).
#[doc(alias = "boletos")]
#[doc(alias = "contas a pagar")]
#[derive(Clone, Copy, Debug)]
pub struct BillArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Boletos and bills of others, before they are paid.
    #[doc(alias = "boletos")]
    pub fn bills(&self) -> BillArea<'_> {
        BillArea { client: self }
    }
}

impl BillArea<'_> {
    /// What a boleto says. Method and path are a guess (I-). Nothing changes by it: repeated like
    /// a read.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for digits that
    /// are no boleto's. A 404 or 405 may mean that the guess is wrong, and says so.
    pub fn get_boleto(&self, query: &BoletoQuery) -> Action<Unpublished> {
        let draft = query.check();
        let draft = draft.and_then(|()| Draft::of(&row::GET_BOLETO).json(query));
        Action::data(self.client, draft)
    }

    /// What a boleto or bill says, by its bar code or typeable line. Documented (D).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent without a
    /// document.
    #[doc(alias = "document")]
    pub fn get(&self, document: &str) -> Action<Unpublished> {
        let draft = Draft::of(&row::GET).with_query("document", document);
        let draft = check::not_empty(document, "document").map(|()| draft);
        Action::data(self.client, draft)
    }

    /// The same for this payer, so that registered boletos (DDA) are found.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent without a
    /// document, or when the payer names no account.
    #[doc(alias = "DDA")]
    pub fn get_for_payer(
        &self,
        document: &str,
        payer: impl Into<AccountIdentifier>,
    ) -> Action<Unpublished> {
        let payer = payer.into();
        self.get(document).change(|mut draft| {
            for (name, value) in payer_parameters(&payer)? {
                draft = draft.with_query(name, value);
            }
            Ok(draft)
        })
    }
}
