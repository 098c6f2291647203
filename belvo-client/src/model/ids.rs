//! Identifiers that Belvo issued: opaque, never validated.

client_core::id_type! {
    /// An account.
    pub struct AccountId;

    /// A balance.
    pub struct BalanceId;

    /// A credit card bill.
    pub struct BillId;

    /// A consent.
    pub struct ConsentId;

    /// A job in Brazil.
    pub struct EmploymentId;

    /// A report of incomes.
    pub struct IncomeId;

    /// A recurring expense.
    pub struct RecurringExpenseId;

    /// A foreign exchange operation.
    pub struct ExchangeId;

    /// An event of a foreign exchange operation.
    pub struct ExchangeEventId;

    /// An institution. Others name institutions by their code name, not by this.
    pub struct InstitutionId;

    /// An investment.
    pub struct InvestmentId;

    /// A movement of an investment.
    pub struct InvestmentTransactionId;

    /// A link.
    pub struct LinkId;

    /// An owner.
    pub struct OwnerId;

    /// A request, as Belvo's support and its webhooks know it.
    pub struct RequestId;

    /// A login that waits for a token.
    pub struct SessionId;

    /// A transaction.
    pub struct TransactionId;

    /// A Chilean debt report.
    pub struct ChileanDebtReportId;

    /// A Chilean invoice.
    pub struct ChileanInvoiceId;

    /// A Chilean tax status.
    pub struct ChileanTaxStatusId;

    /// A current employment in Mexico.
    pub struct CurrentEmploymentId;

    /// A metric of Mexican employments.
    pub struct EmploymentMetricId;

    /// A Mexican employment record.
    pub struct EmploymentRecordId;

    /// A financial statement.
    pub struct FinancialStatementId;

    /// A Mexican invoice, as Belvo numbers it.
    pub struct InvoiceId;

    /// Risk insights.
    pub struct RiskInsightsId;

    /// A Mexican tax compliance.
    pub struct TaxComplianceId;

    /// A Mexican tax retention.
    pub struct TaxRetentionId;

    /// A Mexican tax return.
    pub struct TaxReturnId;

    /// A Mexican tax status.
    pub struct TaxStatusId;
}
