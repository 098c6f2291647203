//! Identifiers the ERP issued: opaque and never validated as they come. In the bodies of requests
//! their documented form is checked, for there somebody may have put a number or a name.

use client_core::{Error, Result};

use serde::{Deserialize, Serialize};

client_core::id_type! {
    /// A company of the ERP, one per connection.
    #[doc(alias = "id_empresa")]
    pub struct CompanyId;

    /// A customer, supplier or carrier.
    #[doc(alias = "pessoa")]
    #[doc(alias = "id_cliente")]
    #[doc(alias = "id_fornecedor")]
    #[doc(alias = "contato")]
    pub struct PersonId;

    /// A financial event: one income or expense with all its installments.
    #[doc(alias = "evento_financeiro")]
    #[doc(alias = "id_evento")]
    pub struct EventId;

    /// One installment of a financial event. What the searches list.
    #[doc(alias = "parcela")]
    #[doc(alias = "id_parcela")]
    pub struct InstallmentId;

    /// A settlement: money that moved for an installment.
    #[doc(alias = "baixa")]
    #[doc(alias = "baixa_id")]
    pub struct SettlementId;

    /// A charge sent to a payer.
    #[doc(alias = "cobranca")]
    #[doc(alias = "id_cobranca")]
    #[doc(alias = "id_solicitacao_cobranca")]
    pub struct ChargeId;

    /// A financial account: bank account, card, petty cash.
    #[doc(alias = "conta_financeira")]
    #[doc(alias = "id_conta_financeira")]
    pub struct AccountId;

    /// A category of the chart of accounts.
    #[doc(alias = "id_categoria")]
    pub struct CategoryId;

    /// A cost center.
    #[doc(alias = "id_centro_custo")]
    pub struct CostCenterId;

    /// A service invoice (NFS-e).
    #[doc(alias = "nfse")]
    pub struct NfseId;

    /// A document that was uploaded to be captured.
    #[doc(alias = "id_documento")]
    pub struct DocumentId;

    /// A draft that was captured from a document.
    #[doc(alias = "id_captura")]
    pub struct CaptureId;

    /// A transfer between two accounts of the company.
    #[doc(alias = "transferencia")]
    pub struct TransferId;

    /// A protocol of the discontinued asynchronous creation.
    #[doc(alias = "protocolo")]
    pub struct ProtocolId;

    /// A sale. Where a legacy number is taken too, give it as text.
    #[doc(alias = "id_venda")]
    pub struct SaleId;

    /// A quote.
    #[doc(alias = "orcamento")]
    pub struct QuoteId;

    /// A recurring contract.
    #[doc(alias = "id_contrato")]
    pub struct ContractId;

    /// Who sells.
    #[doc(alias = "id_vendedor")]
    pub struct SellerId;

    /// What is sold: a product or a service.
    #[doc(alias = "id_item")]
    #[doc(alias = "id_produto")]
    pub struct ItemId;

    /// A line of a sale.
    pub struct LineItemId;

    /// The nature of a sale for the tax office.
    #[doc(alias = "id_natureza_operacao")]
    pub struct OperationNatureId;

    /// A row of the income statement.
    #[doc(alias = "dre")]
    pub struct IncomeStatementRowId;

    /// A customer, supplier or carrier in the old platform.
    #[doc(alias = "uuid_legado")]
    pub struct LegacyPersonId;

    /// A product, or one of its variations.
    #[doc(alias = "id_produto")]
    pub struct ProductId;

    /// An option of a product's variations, such as a colour.
    pub struct VariationOptionId;

    /// A brand in the company's e-commerce.
    pub struct EcommerceBrandId;

    /// A category in the company's e-commerce.
    pub struct EcommerceCategoryId;

    /// A service.
    pub struct ServiceId;

    /// How a service is taxed in a city.
    pub struct TaxScenarioId;
}

/// An id in a body: a UUID of any version, as documented for every field that takes one.
pub(crate) fn check_uuid(id: impl AsRef<str>, field: &str) -> Result<()> {
    let id = id.as_ref();
    let fits = |(place, byte): (usize, u8)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    if id.len() == 36 && id.bytes().enumerate().all(fits) {
        return Ok(());
    }
    Err(Error::input(format!(
        "{field} is not a UUID; give the id as the ERP's answers show it"
    )))
}

/// Number of a category of products, which travels as a JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct ProductCategoryId(pub i64);

/// Number of the row of a nomenclature code, which travels as a JSON number. Not the code.
#[doc(alias = "ncm")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct NcmId(pub i64);

/// Number of the row of a code for tax substitution, which travels as a JSON number. Not the code.
#[doc(alias = "cest")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct CestId(pub i64);

/// Number of a unit of measure, which travels as a JSON number.
#[doc(alias = "unidade_medida")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct UnitId(pub i64);

/// Number of a service, which deleting takes instead of its [`ServiceId`]. Travels as a JSON
/// number.
#[doc(alias = "id_servico")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct ServiceNumber(pub i64);

impl From<ProductId> for ItemId {
    fn from(id: ProductId) -> Self {
        Self::new(id.as_str())
    }
}

impl From<ServiceId> for ItemId {
    fn from(id: ServiceId) -> Self {
        Self::new(id.as_str())
    }
}
