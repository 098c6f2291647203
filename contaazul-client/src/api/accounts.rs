//! Financial accounts and their balances.

use client_core::Action;
use client_core::http::Call;
use time::OffsetDateTime;

use crate::client::ContaAzul;
use crate::model::{Account, AccountId, AccountKind, Balance, OpeningBalance};
use crate::operations;
use crate::query::{Query, Second, SortOrder};

/// Financial accounts: reached by [`ContaAzul::accounts`]. First generation,
/// [documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1).
#[doc(alias = "contas-financeiras")]
#[derive(Clone, Copy, Debug)]
pub struct Accounts<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Accounts<'_> {
    /// Lists accounts.
    #[doc(alias = "conta-financeira")]
    pub fn list(&self) -> Query<Account> {
        Query::new(self.client.executor(), &operations::finance::LIST_ACCOUNTS)
    }

    /// What is on an account now.
    ///
    /// # Errors
    /// Status 400 when the id is not one of the ERP's.
    #[doc(alias = "saldo-atual")]
    pub fn balance(&self, account: &AccountId) -> Action<Balance> {
        let call = Call::new(&operations::finance::ACCOUNT_BALANCE)
            .argument("id_conta_financeira", account);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Lists the opening balances of a period of at most 365 days, sent in Brasília time and cut
    /// to the second. Read them by [`OpeningBalance::signed`].
    #[doc(alias = "saldo-inicial")]
    pub fn opening_balances(
        &self,
        from: OffsetDateTime,
        to: OffsetDateTime,
    ) -> Query<OpeningBalance> {
        Query::new(
            self.client.executor(),
            &operations::finance::OPENING_BALANCES,
        )
        .moment_range(("data_inicio", from), ("data_fim", to))
    }
}

impl<G> Query<Account, G> {
    /// Only those of this kind; call again to add another.
    #[doc(alias = "tipos")]
    pub fn kind(self, kind: AccountKind) -> Self {
        self.also("tipos", kind)
    }

    /// Only those of this name.
    #[doc(alias = "nome")]
    pub fn name(self, name: impl AsRef<str>) -> Self {
        self.filter("nome", name.as_ref())
    }

    /// Only those in use.
    #[doc(alias = "apenas_ativo")]
    pub fn only_active(self) -> Self {
        self.filter("apenas_ativo", true)
    }

    /// Without the company's account at Conta Azul.
    #[doc(alias = "esconde_conta_digital")]
    pub fn without_digital(self) -> Self {
        self.filter("esconde_conta_digital", true)
    }

    /// With petty cash.
    #[doc(alias = "mostrar_caixinha")]
    pub fn with_petty_cash(self) -> Self {
        self.filter("mostrar_caixinha", true)
    }
}

impl Query<Account, Second> {
    /// Sorts them by name.
    #[doc(alias = "campo_ordenado_ascendente")]
    #[doc(alias = "campo_ordenado_descendente")]
    pub fn sort_by_name(self, order: SortOrder) -> Self {
        self.sorted_by(order, "NOME")
    }
}
