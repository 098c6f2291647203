//! Cost centers.

use client_core::http::Call;
use client_core::{Action, Operation, Result};

use crate::client::ContaAzul;
use crate::model::{CostCenter, CostCenterId, CostCenterUpdate, NewCostCenter};
use crate::operations;
use crate::query::{First, Query, Second, SortOrder};

/// Cost centers: reached by [`ContaAzul::cost_centers`].
#[doc(alias = "centros-de-custo")]
#[derive(Clone, Copy, Debug)]
pub struct CostCenters<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl CostCenters<'_> {
    /// Lists cost centers.
    ///
    /// First generation,
    /// [documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1). It tells no
    /// version; to change one, list them by
    /// [`second_generation`](crate::api::SecondGeneration::list_cost_centers).
    #[doc(alias = "centro-de-custo")]
    pub fn list(&self) -> Query<CostCenter> {
        Query::new(
            self.client.executor(),
            &operations::finance::LIST_COST_CENTERS,
        )
    }

    /// Creates a cost center.
    ///
    /// First generation,
    /// [documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1).
    pub fn create(&self, cost_center: &NewCostCenter) -> Action<CostCenter> {
        let call = create_call(&operations::finance::CREATE_COST_CENTER, cost_center);
        Action::json(self.client.executor(), call)
    }

    /// Renames a cost center, or takes it into use or out of it.
    ///
    /// Second generation, the only one that has it; known from a public client.
    pub fn update(&self, id: &CostCenterId, update: &CostCenterUpdate) -> Action<CostCenter> {
        let call = Call::new(&operations::finance::UPDATE_COST_CENTER)
            .argument("id", id)
            .json(update);
        Action::json(self.client.executor(), call)
    }
}

pub(super) fn create_call(
    operation: &'static Operation,
    cost_center: &NewCostCenter,
) -> Result<Call> {
    cost_center.check()?;
    Call::new(operation).json(cost_center)
}

/// Which cost centers to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CostCenterState {
    /// In use.
    Active,
    /// Out of use.
    Inactive,
    /// All.
    Any,
}

impl CostCenterState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Active => "ATIVO",
            Self::Inactive => "INATIVO",
            Self::Any => "TODOS",
        }
    }
}

/// What cost centers can be sorted by. The columns are those of the second generation; the first
/// takes a column and does not say which there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CostCenterColumn {
    /// By name.
    Name,
    /// By code.
    Code,
}

impl<G> Query<CostCenter, G> {
    /// Sorts them.
    #[doc(alias = "campo_ordenado_ascendente")]
    #[doc(alias = "campo_ordenado_descendente")]
    pub fn sort(self, order: SortOrder, column: CostCenterColumn) -> Self {
        self.sorted_by(
            order,
            match column {
                CostCenterColumn::Name => "NOME",
                CostCenterColumn::Code => "CODIGO",
            },
        )
    }
}

impl Query<CostCenter, First> {
    /// Only those whose name or code holds this text.
    #[doc(alias = "busca")]
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.filter("busca", text.as_ref())
    }

    /// Only those in use, or out of it.
    #[doc(alias = "filtro_rapido")]
    pub fn state(self, state: CostCenterState) -> Self {
        self.filter("filtro_rapido", state.as_str())
    }
}

impl Query<CostCenter, Second> {
    /// Only those whose name or code holds this text.
    #[doc(alias = "busca_textual")]
    pub fn text(self, text: impl AsRef<str>) -> Self {
        self.filter("busca_textual", text.as_ref())
    }

    /// Only those in use, or out of it.
    #[doc(alias = "status")]
    pub fn state(self, state: CostCenterState) -> Self {
        self.filter("status", state.as_str())
    }
}
