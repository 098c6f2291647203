//! Contracts.

use client_core::http::Call;
use client_core::{Action, Error};
use time::Date;

use crate::client::ContaAzul;
use crate::model::{
    Contract, ContractId, CreatedContract, ListedContract, NewContract, PaymentMethod, PersonId,
};
use crate::operations;
use crate::query::{PageSize, Query, SortOrder};

/// Contracts: reached by [`ContaAzul::contracts`].
/// [Documented](https://developers.contaazul.com/docs/open-api-scheduled-sales/v1).
#[doc(alias = "contratos")]
#[derive(Clone, Copy, Debug)]
pub struct Contracts<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Contracts<'_> {
    /// Lists contracts of a period, which the ERP demands. Whether it looks at the first day of a
    /// contract or at all its days is not documented.
    ///
    /// Documented with pages of at most 50, which is the default here; production takes every
    /// [`PageSize`].
    #[doc(alias = "listarContratos")]
    pub fn list(&self, from: Date, to: Date) -> Query<ListedContract> {
        Query::new(self.client.executor(), &operations::sales::LIST_CONTRACTS)
            .page_size(PageSize::N50)
            .date_range(("data_inicio", from), ("data_fim", to))
    }

    /// Creates a contract, and with it at once its sales and their receivables.
    ///
    /// Documented, and measured in production. Never repeated by itself when the outcome is
    /// unknown: look for its number in the [`list`](Self::list) first.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when terms,
    /// payment or a line do not do.
    #[doc(alias = "criarContrato")]
    pub fn create(&self, contract: &NewContract) -> Action<CreatedContract> {
        let call = contract
            .check()
            .and_then(|()| Call::new(&operations::sales::CREATE_CONTRACT).json(contract));
        Action::json(self.client.executor(), call)
    }

    /// Reads one contract.
    ///
    /// Documented.
    ///
    /// # Errors
    /// Status 500 when there is none, as measured in production; 404 is documented.
    #[doc(alias = "obterContratoPorID")]
    pub fn get(&self, id: &ContractId) -> Action<Contract> {
        let call = Call::new(&operations::sales::GET_CONTRACT).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Deletes a contract and cancels its sales. It stays readable, as
    /// [`Deleted`](crate::model::ContractStatus::Deleted), as measured in production.
    ///
    /// # Errors
    /// Status 400 while a price adjustment is running.
    #[doc(alias = "removerContrato")]
    pub fn delete(&self, id: &ContractId) -> Action<()> {
        let call = Call::new(&operations::sales::DELETE_CONTRACT).argument("id", id);
        Action::empty(self.client.executor(), Ok(call))
    }

    /// Ends a contract: it becomes [`Inactive`](crate::model::ContractStatus::Inactive). What
    /// becomes of its sales to come is not documented.
    ///
    /// # Errors
    /// Status 400 while a price adjustment is running.
    #[doc(alias = "encerrarContrato")]
    pub fn end(&self, id: &ContractId) -> Action<()> {
        let call = Call::new(&operations::sales::END_CONTRACT).argument("id", id);
        Action::empty(self.client.executor(), Ok(call))
    }

    /// The next number that is free, for
    /// [`NewContractTerms`](crate::model::NewContractTerms::monthly). The ERP may answer none.
    ///
    /// Documented. The number is not reserved.
    #[doc(alias = "obterProximoNumeroContrato")]
    pub fn next_number(&self) -> Action<Option<i64>> {
        let call = Call::new(&operations::sales::NEXT_CONTRACT_NUMBER);
        Action::json(self.client.executor(), Ok(call))
    }
}

/// Which contracts to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContractState {
    /// In force.
    Active,
    /// Ended.
    Inactive,
    /// About to expire.
    NearExpiry,
    /// All.
    Any,
}

impl ContractState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Active => "ATIVO",
            Self::Inactive => "INATIVO",
            Self::NearExpiry => "PROXIMO_AO_VENCIMENTO",
            Self::Any => "TODOS",
        }
    }
}

/// What contracts can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContractColumn {
    /// By first day.
    Start,
    /// By last day.
    End,
}

impl Query<ListedContract> {
    /// Only those that hold this text somewhere.
    #[doc(alias = "busca_textual")]
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.filter("busca_textual", text.as_ref())
    }

    /// Only those of this customer; call again to add another.
    #[doc(alias = "cliente_id")]
    pub fn customer(self, customer: &PersonId) -> Self {
        self.also("cliente_id", customer)
    }

    /// Only those to be paid so; call again to add another. Gift vouchers are not among the words
    /// that this filter is documented to know.
    #[doc(alias = "tipo_pagamento")]
    pub fn payment_method(self, method: PaymentMethod) -> Self {
        if method == PaymentMethod::GiftVoucher {
            return self.fail(Error::input(
                "tipo_pagamento VALE_PRESENTE is not a filter the ERP knows; leave it out",
            ));
        }
        self.also("tipo_pagamento", method.as_sales_str())
    }

    /// Only those that stand so.
    #[doc(alias = "status")]
    pub fn state(self, state: ContractState) -> Self {
        self.filter("status", state.as_str())
    }

    /// Sorts them.
    #[doc(alias = "campo_ordenado_ascendente")]
    #[doc(alias = "campo_ordenado_descendente")]
    pub fn sort(self, order: SortOrder, column: ContractColumn) -> Self {
        self.sorted_by(
            order,
            match column {
                ContractColumn::Start => "DATA_INICIO",
                ContractColumn::End => "DATA_FIM",
            },
        )
    }
}
