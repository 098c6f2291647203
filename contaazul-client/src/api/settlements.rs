//! Settlements: money that moved for an installment.

use client_core::http::Call;
use client_core::{Action, Error, Result};

use crate::client::ContaAzul;
use crate::model::{
    Installment, InstallmentId, NewSettlement, SavedSettlement, Settlement, SettlementId,
    SettlementUpdate,
};
use crate::operations;

/// Settlements: reached by [`ContaAzul::settlements`]. First generation,
/// [documented](https://developers.contaazul.com/docs/acquittance-apis-openapi/v1).
#[doc(alias = "baixas")]
#[derive(Clone, Copy, Debug)]
pub struct Settlements<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Settlements<'_> {
    /// All settlements of an installment.
    #[doc(alias = "listarBaixas")]
    pub fn list(&self, installment: &InstallmentId) -> Action<Vec<Settlement>> {
        let call =
            Call::new(&operations::finance::LIST_SETTLEMENTS).argument("parcela_id", installment);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Records that money moved for an installment, for all of it or part of it.
    ///
    /// Never repeated by itself when the outcome is unknown: [`list`](Self::list) first.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent for amounts that
    /// are negative or finer than a cent, and for methods that do not settle.
    #[doc(alias = "criarBaixa")]
    pub fn create(
        &self,
        installment: &InstallmentId,
        settlement: &NewSettlement,
    ) -> Action<SavedSettlement> {
        Action::json(self.client.executor(), create_call(installment, settlement))
    }

    /// The same for an installment that was read before, which is checked against what was open
    /// then.
    ///
    /// # Errors
    /// As [`create`](Self::create), and [`ErrorKind::Input`](client_core::ErrorKind::Input) before
    /// anything is sent when the gross amount is above what is open, or the installment has no id.
    #[doc(alias = "criarBaixa")]
    pub fn create_for(
        &self,
        installment: &Installment,
        settlement: &NewSettlement,
    ) -> Action<SavedSettlement> {
        let id = installment
            .id
            .as_ref()
            .ok_or_else(|| Error::input("the installment has no id; read it again"));
        let call = settlement
            .check_open(installment.open)
            .and(id)
            .and_then(|id| create_call(id, settlement));
        Action::json(self.client.executor(), call)
    }

    /// Reads one settlement.
    ///
    /// # Errors
    /// Status 404 with an empty body after it was deleted, as measured in production.
    #[doc(alias = "buscarBaixa")]
    pub fn get(&self, id: &SettlementId) -> Action<Settlement> {
        let call = Call::new(&operations::finance::GET_SETTLEMENT).argument("baixa_id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Changes one settlement.
    ///
    /// # Errors
    /// Status 409 when the version is stale: read it again.
    #[doc(alias = "atualizarBaixa")]
    pub fn update(&self, id: &SettlementId, update: &SettlementUpdate) -> Action<SavedSettlement> {
        Action::json(self.client.executor(), update_call(id, update))
    }

    /// Undoes a settlement; its installment is open again.
    ///
    /// # Errors
    /// Status 404 when there is none, or no longer.
    #[doc(alias = "deletarBaixa")]
    pub fn delete(&self, id: &SettlementId) -> Action<()> {
        let call = Call::new(&operations::finance::DELETE_SETTLEMENT).argument("baixa_id", id);
        Action::empty(self.client.executor(), Ok(call))
    }
}

fn create_call(installment: &InstallmentId, settlement: &NewSettlement) -> Result<Call> {
    settlement.check()?;
    Call::new(&operations::finance::CREATE_SETTLEMENT)
        .argument("parcela_id", installment)
        .json(settlement)
}

fn update_call(id: &SettlementId, update: &SettlementUpdate) -> Result<Call> {
    update.check()?;
    Call::new(&operations::finance::UPDATE_SETTLEMENT)
        .argument("baixa_id", id)
        .json(update)
}
