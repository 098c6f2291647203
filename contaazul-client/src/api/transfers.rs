//! Transfers between own accounts.

use time::Date;

use crate::client::ContaAzul;
use crate::model::{AccountId, Transfer};
use crate::operations;
use crate::query::Query;

/// Transfers between own accounts: reached by [`ContaAzul::transfers`]. They can be read only.
#[doc(alias = "transferencias")]
#[derive(Clone, Copy, Debug)]
pub struct Transfers<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Transfers<'_> {
    /// Lists transfers.
    ///
    /// [Documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1), the same in
    /// both generations.
    pub fn list(&self) -> Query<Transfer> {
        Query::new(self.client.executor(), &operations::finance::LIST_TRANSFERS)
    }
}

impl Query<Transfer> {
    /// Only those from `from` to `to`, both included. Plain days here, unlike
    /// [`Changes::list`](crate::api::Changes::list).
    #[doc(alias = "data_inicio")]
    #[doc(alias = "data_fim")]
    pub fn between(self, from: Date, to: Date) -> Self {
        self.date_range(("data_inicio", from), ("data_fim", to))
    }

    /// Only those from or to this account; call again to add another.
    #[doc(alias = "ids_conta_financeira")]
    pub fn account(self, account: &AccountId) -> Self {
        self.also("ids_conta_financeira", account)
    }
}
