//! The second generation of operations that the areas take from the first.

use client_core::http::Call;
use client_core::{Action, Operation, Result};
use time::{Date, OffsetDateTime};

use super::{charges, cost_centers, installments};
use crate::client::ContaAzul;
use crate::model::{
    Account, AccountId, Balance, Category, ChargeId, CostCenter, DefaultCategory, EventId,
    FlatCharge, FlatSettlement, InstallmentId, InstallmentUpdate, ListedInstallment, NewCharge,
    NewCostCenter, NewSettlement, OpeningBalance, SettlementId, SettlementUpdate,
};
use crate::operations;
use crate::query::{Query, Second};

/// The flat resources of the second generation: reached by [`ContaAzul::second_generation`].
///
/// The provider [lists](https://developers.contaazul.com/open-api-docs/open-api-finance) these
/// operations. What they answer is known from a public client's types, and one revision of that
/// client went back to the first generation for categories. What a method sends is marked
/// *inferred* where nothing is published: then names of the first generation are used.
#[derive(Clone, Copy, Debug)]
pub struct SecondGeneration<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl SecondGeneration<'_> {
    fn query<T>(&self, operation: &'static Operation) -> Query<T, Second> {
        Query::new(self.client.executor(), operation)
    }

    fn due<T>(&self, operation: &'static Operation, from: Date, to: Date) -> Query<T, Second> {
        self.query(operation)
            .date_range(("data_vencimento_de", from), ("data_vencimento_ate", to))
    }

    /// Lists installments to be received, due from `due_from` to `due_to`, both included.
    #[doc(alias = "contas-a-receber")]
    pub fn list_receivables(
        &self,
        due_from: Date,
        due_to: Date,
    ) -> Query<ListedInstallment, Second> {
        self.due(
            &operations::second_generation::LIST_RECEIVABLES,
            due_from,
            due_to,
        )
    }

    /// Lists installments to be paid, due from `due_from` to `due_to`, both included.
    #[doc(alias = "contas-a-pagar")]
    pub fn list_payables(&self, due_from: Date, due_to: Date) -> Query<ListedInstallment, Second> {
        self.due(
            &operations::second_generation::LIST_PAYABLES,
            due_from,
            due_to,
        )
    }

    /// Lists the installments of an event. *Inferred*: the name of the filter, `id_evento`. Should
    /// the ERP ignore it, the pager fails instead of listing everything.
    #[doc(alias = "parcelas")]
    pub fn installments_of_event(&self, event: &EventId) -> Query<ListedInstallment, Second> {
        let wanted = event.clone();
        self.query(&operations::second_generation::INSTALLMENTS_OF_EVENT)
            .filter("id_evento", event)
            .only(move |installment: &ListedInstallment| {
                let event = installment.event.as_ref();
                event.and_then(|event| event.id.as_ref()) == Some(&wanted)
            })
    }

    /// Reads one installment.
    #[doc(alias = "parcela")]
    pub fn get_installment(&self, id: &InstallmentId) -> Action<ListedInstallment> {
        let call = Call::new(&operations::second_generation::GET_INSTALLMENT).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Changes one installment. *Inferred*: the body.
    ///
    /// # Errors
    /// As [`Installments::update`](crate::api::Installments::update).
    pub fn update_installment(
        &self,
        id: &InstallmentId,
        update: &InstallmentUpdate,
    ) -> Action<ListedInstallment> {
        let call = installments::update_call(
            &operations::second_generation::UPDATE_INSTALLMENT,
            id,
            update,
        );
        Action::json(self.client.executor(), call)
    }

    /// Lists the settlements of an installment. *Inferred*: the name of the filter, `id_parcela`.
    /// Should the ERP ignore it, the pager fails instead of listing everything.
    #[doc(alias = "baixas")]
    pub fn list_settlements(&self, installment: &InstallmentId) -> Query<FlatSettlement, Second> {
        let wanted = installment.clone();
        self.query(&operations::second_generation::LIST_SETTLEMENTS)
            .filter("id_parcela", installment)
            .only(move |settlement: &FlatSettlement| {
                settlement.installment_id.as_ref() == Some(&wanted)
            })
    }

    /// Records that money moved for an installment. *Inferred*: the body, which is the first
    /// generation's with `id_parcela`.
    ///
    /// # Errors
    /// As [`Settlements::create`](crate::api::Settlements::create).
    #[doc(alias = "criarBaixa")]
    pub fn create_settlement(
        &self,
        installment: &InstallmentId,
        settlement: &NewSettlement,
    ) -> Action<FlatSettlement> {
        let call = create_settlement_call(installment, settlement);
        Action::json(self.client.executor(), call)
    }

    /// Reads one settlement.
    #[doc(alias = "obterBaixaPorId")]
    pub fn get_settlement(&self, id: &SettlementId) -> Action<FlatSettlement> {
        let call = Call::new(&operations::second_generation::GET_SETTLEMENT).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Changes one settlement. *Inferred*: the body.
    ///
    /// # Errors
    /// As [`Settlements::update`](crate::api::Settlements::update).
    #[doc(alias = "atualizarBaixa")]
    pub fn update_settlement(
        &self,
        id: &SettlementId,
        update: &SettlementUpdate,
    ) -> Action<FlatSettlement> {
        let call = update_settlement_call(id, update);
        Action::json(self.client.executor(), call)
    }

    /// Undoes a settlement.
    #[doc(alias = "excluirBaixa")]
    pub fn delete_settlement(&self, id: &SettlementId) -> Action<()> {
        let call = Call::new(&operations::second_generation::DELETE_SETTLEMENT).argument("id", id);
        Action::empty(self.client.executor(), Ok(call))
    }

    /// Issues a charge. *Inferred*: the body.
    ///
    /// # Errors
    /// As [`Charges::create`](crate::api::Charges::create).
    #[doc(alias = "cobrancas")]
    pub fn create_charge(&self, charge: &NewCharge) -> Action<FlatCharge> {
        let call = charges::create_call(&operations::second_generation::CREATE_CHARGE, charge);
        Action::json(self.client.executor(), call)
    }

    /// Reads a charge, with more than the first generation tells.
    pub fn get_charge(&self, id: &ChargeId) -> Action<FlatCharge> {
        let call = Call::new(&operations::second_generation::GET_CHARGE).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Asks to cancel a charge.
    pub fn cancel_charge(&self, id: &ChargeId) -> Action<()> {
        let call = Call::new(&operations::second_generation::CANCEL_CHARGE).argument("id", id);
        Action::empty(self.client.executor(), Ok(call))
    }

    /// Lists categories.
    #[doc(alias = "categorias")]
    pub fn list_categories(&self) -> Query<Category, Second> {
        self.query(&operations::second_generation::LIST_CATEGORIES)
            .filter("permite_apenas_filhos", false)
    }

    /// The category that the company uses for each thing the ERP books by itself.
    #[doc(alias = "configuracao-padrao")]
    pub fn default_categories(&self) -> Action<Vec<DefaultCategory>> {
        let call = Call::new(&operations::second_generation::DEFAULT_CATEGORIES);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Lists cost centers, with their versions.
    #[doc(alias = "centros-de-custo")]
    pub fn list_cost_centers(&self) -> Query<CostCenter, Second> {
        self.query(&operations::second_generation::LIST_COST_CENTERS)
    }

    /// Creates a cost center.
    pub fn create_cost_center(&self, cost_center: &NewCostCenter) -> Action<CostCenter> {
        let operation = &operations::second_generation::CREATE_COST_CENTER;
        let call = cost_centers::create_call(operation, cost_center);
        Action::json(self.client.executor(), call)
    }

    /// Lists accounts.
    #[doc(alias = "contas-financeiras")]
    pub fn list_accounts(&self) -> Query<Account, Second> {
        self.query(&operations::second_generation::LIST_ACCOUNTS)
    }

    /// What is on an account now.
    #[doc(alias = "saldo-atual")]
    pub fn account_balance(&self, account: &AccountId) -> Action<Balance> {
        let operation = &operations::second_generation::ACCOUNT_BALANCE;
        let call = Call::new(operation).argument("id_conta_financeira", account);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Lists the opening balances of a period, as
    /// [`Accounts::opening_balances`](crate::api::Accounts::opening_balances).
    #[doc(alias = "saldo-inicial")]
    pub fn opening_balances(
        &self,
        from: OffsetDateTime,
        to: OffsetDateTime,
    ) -> Query<OpeningBalance, Second> {
        self.query(&operations::second_generation::OPENING_BALANCES)
            .moment_range(("data_inicio", from), ("data_fim", to))
    }
}

fn create_settlement_call(installment: &InstallmentId, settlement: &NewSettlement) -> Result<Call> {
    settlement.check()?;
    Call::new(&operations::second_generation::CREATE_SETTLEMENT)
        .json(&settlement.with_installment(installment))
}

fn update_settlement_call(id: &SettlementId, update: &SettlementUpdate) -> Result<Call> {
    update.check()?;
    Call::new(&operations::second_generation::UPDATE_SETTLEMENT)
        .argument("id", id)
        .json(update)
}
