//! What banks answer and take.
//!
//! Names are English; the wire's own are in the documentation of every field where they differ.
//! What a bank may leave out, or an older minor version did, is an `Option`. What may hold personal
//! data prints as `[redacted]`. Moments are in UTC; days without a time are days in Brasília.

mod account;
mod card;
mod card_bill;
mod card_transaction;
mod consent;
mod credit;
mod credit_payments;
mod credit_terms;
mod customer;
mod days;
mod exchange;
mod fixed_income;
mod fund;
mod ids;
mod investment;
mod moment;
mod money;
mod new_consent;
mod party;
mod permission;
mod resource;
mod transaction;
mod variable_income;
mod warranty;
mod whole_number;

pub use self::account::{
    Account, AccountBalance, AccountDetails, AccountKind, AccountOwnership, OverdraftLimits,
    ReserveDayCount, ReserveIndex, ReserveRateKind, ReserveRatePeriod, ReserveRemuneration,
    ReservedAmount, ReservedBalance,
};
pub use self::card::{
    AvailableLimit, Card, CardAccount, CardAccountDetails, CardLimit, CardLimitKind, CardNetwork,
    CardProduct, CreditLine, LimitAmount, LimitSharing,
};
pub use self::card_bill::{
    BillCharge, BillChargeKind, BillPayment, BillPaymentKind, BillPaymentMethod, CardBill,
};
pub use self::card_transaction::{
    CardCredit, CardFee, CardPaymentKind, CardTransaction, CardTransactionKind,
};
pub use self::consent::{
    Consent, ConsentExtension, ConsentRejection, ConsentStatus, Journey, RejectedBy, RejectionCode,
    RejectionReason,
};
pub use self::credit::{
    Amortization, CreditContract, CreditContractSummary, CreditModality, CreditProduct,
    InstalmentPeriodicity, LoanCategory,
};
pub use self::credit_payments::{
    BalloonPayment, CreditPayment, CreditPayments, ExtraPayment, Instalments, PaidCharge, PaidFee,
    TermUnit,
};
pub use self::credit_terms::{
    ChargeKind, Compounding, ContractedFee, CreditIndex, CreditIndexer, DayCount, FeeBasis,
    FeeOccurrence, FinanceCharge, InterestRate, RatePeriod, RateQuotation,
};
pub use self::customer::{
    BankProduct, CompanyDocument, CompanyIdentification, CompanyParty, CompanyPartyDocument,
    CompanyPatrimony, CompanyQualification, CompanyRelation, CompanyRepresentative, CompanyRevenue,
    CompanyRole, Contacts, Coordinates, EconomicActivity, Email, Employer, ForeignDocument,
    IncomeFrequency, MaritalStatus, Nationality, OccupationCode, OtherDocument, OtherDocumentKind,
    Parent, ParentKind, Passport, PayrollAccount, PersonDocuments, PersonIdentification,
    PersonIncome, PersonPatrimony, PersonQualification, PersonRelation, PersonRepresentative,
    Phone, PhoneKind, PostalAddress, RelatedAccount, RepresentativeKind, SalaryPortability, Sex,
};
pub use self::exchange::{
    CurrencyDelivery, Exchange, ExchangeEvent, ExchangeEventKind, ExchangeSide, ExchangeSummary,
    ForeignParty,
};
pub use self::fixed_income::{
    Accrual, CouponPeriodicity, DayBasis, FixedIncome, FixedIncomeBalance, FixedIncomeTransaction,
    RatePeriodicity, Remuneration, YesNo, YieldIndex,
};
pub use self::fund::{Fund, FundBalance, FundTransaction};
pub use self::ids::{
    AccountId, BillId, CardAccountId, CardId, CompanyId, PersonId, ReserveId, TransactionId,
};
pub use self::ids::{
    BrokerNoteId, ConsentId, ContractId, CreditPaymentId, ExchangeId, InstalmentId, InvestmentId,
    InvestmentTransactionId, LinkId, ResourceId,
};
pub use self::investment::{
    AnbimaCategory, FixedIncomeKind, Investment, InvestmentFlow, InvestmentTransactionKind,
};
pub use self::moment::{BillMonth, TransactionTime};
pub use self::money::{Currency, Money};
pub use self::new_consent::{NewConsent, NewExtension};
pub use self::party::{DocumentKind, IdentifiedParty, PartyDocument};
pub use self::permission::{Permission, PermissionGroup};
pub use self::resource::{Resource, ResourceKind, ResourceStatus};
pub use self::transaction::{
    AccountTransaction, CreditDebit, PersonKind, TransactionKind, TransactionStatus,
};
pub use self::variable_income::{
    BrokerNote, VariableIncome, VariableIncomeBalance, VariableIncomeTransaction,
};
pub use self::warranty::{Warranty, WarrantyKind, WarrantySubkind};
