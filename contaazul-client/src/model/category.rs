//! The chart of accounts: categories, their defaults, the income statement, cost centers.

use client_core::wire;
use serde::{Deserialize, Serialize};

use super::{CategoryId, CostCenterId, EventKind, IncomeStatementRowId};

client_core::open_enum! {
    /// What the ERP books by itself, and so needs a category for.
    #[doc(alias = "tipo_operacao")]
    pub enum BookedOperation {
        /// Freight received.
        FreightReceived = "FRETES_RECEBIDOS",
        /// Freight paid.
        FreightPaid = "FRETES_PAGOS",
        /// Taxes withheld on sales.
        TaxesWithheldOnSales = "IMPOSTOS_RETIDOS_EM_VENDAS",
        /// Unconditional discounts obtained.
        UnconditionalDiscountsObtained = "DESCONTOS_INCONDICIONAIS_OBTIDOS",
        /// Unconditional discounts granted.
        UnconditionalDiscountsGranted = "DESCONTOS_INCONDICIONAIS_CONCEDIDOS",
        /// Financial discounts obtained.
        FinancialDiscountsObtained = "DESCONTOS_FINANCEIROS_OBTIDOS",
        /// Financial discounts granted.
        FinancialDiscountsGranted = "DESCONTOS_FINANCEIROS_CONCEDIDOS",
        /// Fines received.
        FinesReceived = "MULTAS_RECEBIDAS",
        /// Fines paid.
        FinesPaid = "MULTAS_PAGAS",
        /// Interest received.
        InterestReceived = "JUROS_RECEBIDOS",
        /// Interest paid.
        InterestPaid = "JUROS_PAGOS",
        /// Bank fees.
        Fees = "TARIFAS",
        /// Losses.
        Losses = "PERDAS",
    }
}

/// A category of income or expense.
#[doc(alias = "categoria")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Category {
    /// Identifier.
    pub id: Option<CategoryId>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// The category above.
    #[serde(rename = "categoria_pai")]
    #[doc(alias = "categoria_pai")]
    pub parent_id: Option<CategoryId>,
    /// Income or expense.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<EventKind>,
    /// Key of its row in the income statement.
    #[serde(rename = "entrada_dre")]
    #[doc(alias = "entrada_dre")]
    pub income_statement_entry: Option<String>,
    /// Whether it counts as cost there.
    #[serde(rename = "considera_custo_dre")]
    #[doc(alias = "considera_custo_dre")]
    pub counts_as_cost: Option<bool>,
}

/// The category that the company uses for something the ERP books by itself.
#[doc(alias = "configuracao_padrao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DefaultCategory {
    /// What is booked.
    #[serde(rename = "tipo_operacao")]
    #[doc(alias = "tipo_operacao")]
    pub operation: Option<BookedOperation>,
    /// The category.
    #[serde(rename = "id_categoria")]
    #[doc(alias = "id_categoria")]
    pub category_id: Option<CategoryId>,
    /// Its name.
    #[serde(rename = "nome_categoria")]
    #[doc(alias = "nome_categoria")]
    pub category_name: Option<String>,
    /// What the ERP would choose.
    #[serde(rename = "sugestao_padrao")]
    #[doc(alias = "sugestao_padrao")]
    pub suggestion: Option<SuggestedCategory>,
}

/// The category that the ERP would choose.
#[doc(alias = "sugestao_padrao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SuggestedCategory {
    /// The category, if the company has it.
    pub id: Option<CategoryId>,
    /// Its name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
}

/// The income statement (DRE) as a tree.
#[doc(alias = "dre")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct IncomeStatement {
    /// Rows at the top.
    #[serde(
        rename = "itens",
        alias = "items",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "itens")]
    pub rows: Vec<IncomeStatementRow>,
}

/// A row of the income statement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct IncomeStatementRow {
    /// Identifier.
    pub id: Option<IncomeStatementRowId>,
    /// Description.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<String>,
    /// Code.
    #[serde(rename = "codigo")]
    #[doc(alias = "codigo")]
    pub code: Option<String>,
    /// Place among its siblings.
    #[serde(rename = "posicao")]
    #[doc(alias = "posicao")]
    pub position: Option<i64>,
    /// Whether it is a subtotal.
    #[serde(rename = "indica_totalizador")]
    #[doc(alias = "indica_totalizador")]
    pub is_subtotal: Option<bool>,
    /// Whether it is the sum of average costs.
    #[serde(rename = "representa_soma_custo_medio")]
    #[doc(alias = "representa_soma_custo_medio")]
    pub is_average_cost_sum: Option<bool>,
    /// Rows below.
    #[serde(rename = "subitens", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "subitens")]
    pub children: Vec<IncomeStatementRow>,
    /// Categories that count here.
    #[serde(
        rename = "categorias_financeiras",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "categorias_financeiras")]
    pub categories: Vec<MappedCategory>,
}

/// A category that counts in a row of the income statement.
#[doc(alias = "categorias_financeiras")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct MappedCategory {
    /// Identifier.
    pub id: Option<CategoryId>,
    /// Code.
    #[serde(rename = "codigo")]
    #[doc(alias = "codigo")]
    pub code: Option<String>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Whether it is in use.
    #[serde(rename = "ativo")]
    #[doc(alias = "ativo")]
    pub active: Option<bool>,
}

/// A cost center.
#[doc(alias = "centro_de_custo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct CostCenter {
    /// Identifier.
    pub id: Option<CostCenterId>,
    /// Code, if it has one.
    #[serde(rename = "codigo")]
    #[doc(alias = "codigo")]
    pub code: Option<String>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Whether it is in use.
    #[serde(rename = "ativo")]
    #[doc(alias = "ativo")]
    pub active: Option<bool>,
    /// Version, which a change must name. The first generation does not tell it.
    #[serde(rename = "versao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
}

/// A cost center to be created.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewCostCenter {
    #[serde(rename = "nome")]
    name: String,
    #[serde(rename = "codigo", skip_serializing_if = "Option::is_none")]
    code: Option<String>,
}

impl NewCostCenter {
    /// A cost center of this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            code: None,
        }
    }

    /// A code that people see.
    #[doc(alias = "codigo")]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    pub(crate) fn check(&self) -> client_core::Result<()> {
        if self.name.trim().is_empty() {
            return Err(client_core::Error::input(
                "nome is empty; name the cost center",
            ));
        }
        Ok(())
    }
}

/// A change of a cost center; what is not set stays as it is.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct CostCenterUpdate {
    #[serde(rename = "versao")]
    version: i64,
    #[serde(rename = "nome", skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(rename = "ativo", skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
}

impl CostCenterUpdate {
    /// A change of the cost center that was read with this version.
    pub fn of_version(version: i64) -> Self {
        Self {
            version,
            name: None,
            active: None,
        }
    }

    /// Renames it.
    #[doc(alias = "nome")]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Takes it into use or out of it.
    #[doc(alias = "ativo")]
    pub fn active(mut self, active: bool) -> Self {
        self.active = Some(active);
        self
    }
}
