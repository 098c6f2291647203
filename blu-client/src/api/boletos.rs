//! Boleto Fácil.

use crate::client::Blu;
use crate::model::{NewBoleto, Unpublished};
use crate::operations::boletos::REGISTER;
use client_core::Action;

/// A supplier's own boletos as charges ("Boleto Fácil"), from [`Blu::boletos`].
#[derive(Clone, Copy, Debug)]
pub struct Boletos<'a> {
    pub(crate) blu: &'a Blu,
}

impl Boletos<'_> {
    /// Registers a boleto. Of the answer nothing is known.
    ///
    /// `POST /b2b/payment-collections/bank-billets`, as
    /// [documented](https://integracao.useblu.com.br/).
    #[doc(alias = "bank-billets")]
    pub fn register(&self, boleto: &NewBoleto) -> Action<Unpublished> {
        let call = boleto
            .check()
            .and_then(|()| self.blu.call(&REGISTER).json(boleto));
        self.blu.json(&REGISTER, call)
    }
}
