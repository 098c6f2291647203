//! Identifiers the ERP issued: opaque, never validated.

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

    /// A sale.
    #[doc(alias = "id_venda")]
    pub struct SaleId;

    /// A recurring contract.
    #[doc(alias = "id_contrato")]
    pub struct ContractId;

    /// A transfer between two accounts of the company.
    #[doc(alias = "transferencia")]
    pub struct TransferId;

    /// A protocol of the discontinued asynchronous creation.
    #[doc(alias = "protocolo")]
    pub struct ProtocolId;

    /// A row of the income statement.
    #[doc(alias = "dre")]
    pub struct IncomeStatementRowId;
}
