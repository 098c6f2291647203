//! What Belvo answers.
//!
//! Names are Belvo's own. Everything but lists is an `Option`: Belvo promises that a key is there
//! and not that it has a value, and answers can be narrowed to some fields. Amounts are exact;
//! those of transactions, bills and balances carry no sign, the direction stands beside them. What
//! may hold personal data prints as `[redacted]`.

mod account;
mod balance;
mod bill;
mod business;
mod chilean_debt_report;
mod chilean_invoice;
mod chilean_tax_status;
mod consent;
mod current_employment;
mod employment;
mod employment_metric;
mod employment_record;
mod exchange;
mod financial_statement;
mod ids;
mod income;
mod individual;
mod institution;
mod investment;
mod investment_transaction;
mod invoice;
mod link;
mod loan;
mod new_link;
mod owner;
mod owner_parts;
pub mod payments;
mod payroll;
mod recurring_expense;
pub mod retired;
mod risk_insights;
mod risk_windows;
mod tax_compliance;
mod tax_retention;
mod tax_return;
mod tax_status;
mod transaction;
mod widget;

pub use self::account::{
    Account, AccountBalance, AccountCategory, AccountField, AccountInstitution, BalanceType, Card,
    CardNetwork, CreditData, CreditLimit, LimitType, Overdraft,
};
pub use self::balance::{Balance, BalanceField};
pub use self::bill::{
    Bill, BillField, BillPayment, BillPaymentType, FinanceCharge, FinanceChargeType, PaymentMode,
};
pub use self::business::{
    Business, BusinessDocument, BusinessPatrimony, BusinessProduct, BusinessProfile,
    BusinessRelation, EconomicActivity, InformedRevenue, Party, PartyDocumentType, PartyType,
    PersonType,
};
pub use self::chilean_debt_report::{
    ChileanCredit, ChileanDebt, ChileanDebtReport, ChileanDebtReportField, ChileanDebtor,
};
pub use self::chilean_invoice::{
    ChileanInvoice, ChileanInvoiceField, MonthSummary, PurchaseDetails, SaleDetails,
};
pub use self::chilean_tax_status::{
    AuthorizedTaxDocument, ChileanActivity, ChileanAddress, ChileanAddressType,
    ChileanDocumentType, ChileanEmail, ChileanEmailType, ChileanPhone, ChileanPhoneType,
    ChileanTaxRegime, ChileanTaxStatus, ChileanTaxStatusField, ChileanTaxpayer, CompanyStake,
    EquityHolder, FiscalOffice, LegalRepresentative, PropertyTax, PropertyTaxPayment,
};
pub use self::consent::{Consent, ConsentField, ConsentStatus};
pub use self::current_employment::{CurrentEmployment, CurrentJob, CurrentWorker};
pub use self::employment::{Employer, Employment, EmploymentField, Occupation, Salary, SalaryType};
pub use self::employment_metric::{EmploymentMetric, EmploymentMetricField};
pub use self::employment_record::{
    EmploymentDetail, EmploymentEvent, EmploymentFile, EmploymentRecord, EmploymentRecordField,
    EmploymentScore, EmploymentUpdate, Entitlements, SalaryEstimation, SocialSecuritySummary,
    WorkStatus, Worker, WorkerDocument, WorkerDocumentType,
};
pub use self::exchange::{
    Exchange, ExchangeEvent, ExchangeEventField, ExchangeField, ExchangeSide, SettlementMethod,
};
pub use self::financial_statement::{
    BalanceSheet, CurrentAssets, CurrentLiabilities, Equity, FinancialStatement,
    FinancialStatementField, IncomeStatement, NonCurrentAssets, NonCurrentLiabilities,
};
pub use self::ids::{
    AccountId, BalanceId, BillId, ChileanDebtReportId, ChileanInvoiceId, ChileanTaxStatusId,
    ConsentId, CurrentEmploymentId, EmploymentId, EmploymentMetricId, EmploymentRecordId,
    ExchangeEventId, ExchangeId, FinancialStatementId, IncomeId, InstitutionId, InvestmentId,
    InvestmentTransactionId, InvoiceId, LinkId, OwnerId, RecurringExpenseId, RequestId,
    RiskInsightsId, SessionId, TaxComplianceId, TaxRetentionId, TaxReturnId, TaxStatusId,
    TransactionId,
};
pub use self::income::{
    Confidence, IncomeField, IncomeReport, IncomeSource, IncomeStream, IncomeType, StreamFrequency,
};
pub use self::individual::{
    DocumentType, Gender, IncomeFrequency, Individual, IndividualDocument, IndividualPatrimony,
    IndividualProduct, IndividualProfile, IndividualRelation, InformedIncome, MaritalStatus,
    Nationality, NationalityDocument, OccupationCode, Parent, ParentType, PayrollAccount,
    ProductType, SalaryPortability,
};
pub use self::institution::{
    FormField, FormFieldChoice, Institution, InstitutionFeature, InstitutionStatus,
    InstitutionType, IntegrationType, OpenFinanceInformation,
};
pub use self::investment::{
    CouponPayment, Debtor, FundClassification, Investment, InvestmentBalance, InvestmentField,
    InvestmentType, Remuneration,
};
pub use self::investment_transaction::{
    BrokerNote, InvestmentTransaction, InvestmentTransactionField,
};
pub use self::invoice::{
    Invoice, InvoiceField, InvoiceItem, InvoicePayment, InvoicePaymentMethod, InvoiceTax,
    InvoiceTaxes, InvoiceType, InvoiceWarning, PaidInvoice, RelatedInvoice, RetainedItemTax,
    TransferredItemTax,
};
pub use self::link::{AccessMode, Link, LinkField, LinkStatus, RefreshRate};
pub use self::loan::{
    BalloonPayment, Collateral, ContractedCharge, ContractedChargeType, FeeCharge, FeeChargeType,
    InstallmentFrequency, InterestRate, InterestRateData, InterestRateType, InterestTaxType,
    LoanData, LoanFee, LoanFeeType, RatePeriod, ReferenceIndexType, TermUnit,
};
pub use self::new_link::{LinkCredentials, LinkUpdate, NewLink};
pub use self::owner::{Owner, OwnerField};
pub use self::owner_parts::{
    OtherOwner, OwnerAddress, OwnerDocument, OwnerEmail, OwnerPhone, PhoneType, Procurator,
    ProcuratorType,
};
pub use self::payroll::{InvoicePayroll, PayrollEarning, PayrollEntry, PayrollPeriodicity};
pub use self::recurring_expense::{
    ExpenseFrequency, ExpenseTransaction, ExpenseType, RecurringExpense, RecurringExpenseField,
};
pub use self::risk_insights::{
    AssetMetrics, BalanceMetrics, CashflowMetrics, CategoryMetrics, CreditCardMetrics, LoanMetrics,
    RiskInsights, RiskInsightsField, TransactionMetrics,
};
pub use self::risk_windows::Windows;
pub use self::tax_compliance::{ComplianceOutcome, TaxCompliance, TaxComplianceField};
pub use self::tax_retention::{
    ReceiverNationality, RetainedTax, RetentionStatus, TaxRetention, TaxRetentionField,
};
pub use self::tax_return::{TaxForm, TaxReturn, TaxReturnField, TaxReturnType};
pub use self::tax_status::{
    CrossStreets, TaxActivity, TaxObligation, TaxRegime, TaxStatus, TaxStatusField, Taxpayer,
    TaxpayerAddress,
};
pub use self::transaction::{
    BillRef, CardCreditType, CardFeeType, Counterparty, Direction, Merchant, PaymentType,
    Transaction, TransactionCardData, TransactionCategory, TransactionField, TransactionLoanCharge,
    TransactionLoanData, TransactionLoanFee, TransactionStatus, TransactionSubcategory,
};
pub use self::widget::{CallbackUrls, ConsentRequest, WidgetBranding, WidgetRequest, WidgetToken};
