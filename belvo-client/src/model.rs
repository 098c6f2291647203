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
mod consent;
mod employment;
mod exchange;
mod ids;
mod income;
mod individual;
mod institution;
mod investment;
mod investment_transaction;
mod link;
mod loan;
mod new_link;
mod owner;
mod owner_parts;
pub mod payments;
mod recurring_expense;
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
pub use self::consent::{Consent, ConsentField, ConsentStatus};
pub use self::employment::{Employer, Employment, EmploymentField, Occupation, Salary, SalaryType};
pub use self::exchange::{
    Exchange, ExchangeEvent, ExchangeEventField, ExchangeField, ExchangeSide, SettlementMethod,
};
pub use self::ids::{
    AccountId, BalanceId, BillId, ConsentId, EmploymentId, ExchangeEventId, ExchangeId, IncomeId,
    InstitutionId, InvestmentId, InvestmentTransactionId, LinkId, OwnerId, RecurringExpenseId,
    RequestId, SessionId, TransactionId,
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
pub use self::recurring_expense::{
    ExpenseFrequency, ExpenseTransaction, ExpenseType, RecurringExpense, RecurringExpenseField,
};
pub use self::transaction::{
    BillRef, CardCreditType, CardFeeType, Counterparty, Direction, Merchant, PaymentType,
    Transaction, TransactionCardData, TransactionCategory, TransactionField, TransactionLoanCharge,
    TransactionLoanData, TransactionLoanFee, TransactionStatus, TransactionSubcategory,
};
pub use self::widget::{CallbackUrls, ConsentRequest, WidgetBranding, WidgetRequest, WidgetToken};
