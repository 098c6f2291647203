//! The connection between the application and a company.

use client_core::Action;
use client_core::http::Call;

use crate::client::ContaAzul;
use crate::model::{Company, CompanyId};
use crate::operations;

/// The connection: reached by [`ContaAzul::connection`].
#[derive(Clone, Copy, Debug)]
pub struct Connection<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Connection<'_> {
    /// The company behind the token. Cheap: good as a health check.
    ///
    /// [Documented](https://developers.contaazul.com/open-api-docs/open-api-person). `id_empresa`
    /// is there since July 2026.
    #[doc(alias = "conta-conectada")]
    pub fn company(&self) -> Action<Company> {
        Action::json(
            self.client.executor(),
            Ok(Call::new(&operations::connection::COMPANY)),
        )
    }

    /// Revokes the connection of `company` at the provider and leaves the store alone; see
    /// [`ContaAzul::disconnect`] for both. May be repeated.
    ///
    /// [Documented](https://developers.contaazul.com/revokingaccess).
    ///
    /// # Errors
    /// Status 404 when there is no such connection, 502 when the provider's own systems failed.
    #[doc(alias = "oauth/connections")]
    pub fn revoke(&self, company: &CompanyId) -> Action<()> {
        let call = Call::new(&operations::connection::REVOKE).argument("id_empresa", company);
        Action::empty(self.client.executor(), Ok(call))
    }
}
