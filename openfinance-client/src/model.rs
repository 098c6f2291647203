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
mod enrollment;
mod exchange;
mod fido;
mod fixed_income;
mod fund;
mod ids;
mod investment;
mod moment;
mod money;
mod new_consent;
mod new_payment;
mod new_recurring_consent;
mod party;
mod payment;
mod permission;
mod pix_order;
mod pix_target;
mod recurring_change;
mod recurring_consent;
mod recurring_payment;
mod resource;
mod risk_signals;
mod schedule;
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
pub use self::enrollment::{
    EndEnrollment, Enrollment, EnrollmentCancellation, EnrollmentCancellationReason,
    EnrollmentPermission, EnrollmentRejectionCode, EnrollmentRevocationCode, EnrollmentStatus,
    NewEnrollment,
};
pub use self::exchange::{
    CurrencyDelivery, Exchange, ExchangeEvent, ExchangeEventKind, ExchangeSide, ExchangeSummary,
    ForeignParty,
};
pub(crate) use self::fido::{Agreement, Signing};
pub use self::fido::{
    ConsentToSign, FidoAssertion, FidoAttestation, FidoAuthenticatorSelection, FidoCredential,
    FidoExtensions, FidoKeyKind, FidoPlatform, FidoRegistration, FidoRegistrationOptions,
    FidoRelyingParty, FidoSignOptions, FidoSignature, FidoUser,
};
pub use self::fixed_income::{
    Accrual, CouponPeriodicity, DayBasis, FixedIncome, FixedIncomeBalance, FixedIncomeTransaction,
    RatePeriodicity, Remuneration, YesNo, YieldIndex,
};
pub use self::fund::{Fund, FundBalance, FundTransaction};
pub use self::ids::{
    AccountId, BillId, BrokerNoteId, CardAccountId, CardId, CompanyId, ConsentId, ContractId,
    CreditPaymentId, EnrollmentId, ExchangeId, InstalmentId, InvestmentId, InvestmentTransactionId,
    LinkId, PaymentConsentId, PaymentId, PersonId, RecurringConsentId, RecurringPaymentId,
    ReserveId, ResourceId, TransactionId,
};
pub use self::investment::{
    AnbimaCategory, FixedIncomeKind, Investment, InvestmentFlow, InvestmentTransactionKind,
};
pub use self::moment::{BillMonth, TransactionTime};
pub use self::money::{Currency, Money};
pub use self::new_consent::{NewConsent, NewExtension};
pub use self::new_payment::NewPaymentConsent;
pub(crate) use self::new_payment::cancelling;
pub use self::new_recurring_consent::NewRecurringConsent;
pub use self::party::{DocumentKind, IdentifiedParty, PartyDocument};
pub use self::payment::{
    AuthorisationFlow, CancellationReason, CancelledPayment, Channel, PaymentCancellation,
    PaymentConsent, PaymentConsentRejection, PaymentConsentRejectionCode, PaymentConsentStatus,
    PaymentKind, PaymentPurpose, PaymentRejection, PaymentRejectionCode, PaymentStatus,
    PaymentSummary, PaymentTerms, PixPayment,
};
pub use self::permission::{Permission, PermissionGroup};
pub use self::pix_order::{Initiator, OrderedPayment, PixOrder};
pub use self::pix_target::{
    Creditor, LocalInstrument, PersonType, PixAccount, PixAccountKind, PixTarget,
};
pub use self::recurring_change::RecurringConsentEdit;
pub(crate) use self::recurring_change::{rejecting, revoking};
pub use self::recurring_consent::{
    ContractDebtor, EndedBy, FirstPayment, PaymentInterval, PaymentLimit, PeriodicLimits,
    PixAutomatico, RecurringConfiguration, RecurringConsent, RecurringConsentStatus,
    RecurringRejection, RecurringRejectionCode, RecurringRejectionReason, RecurringRevocation,
    RecurringRevocationCode, RecurringRevocationReason, Sweeping, VariableRecurring,
};
pub use self::recurring_payment::{
    NewRecurringPayment, NewRetry, PaymentSignals, RecurringPayment,
};
pub use self::resource::{Resource, ResourceKind, ResourceStatus};
pub use self::risk_signals::{
    DeviceIntegrity, Geolocation, GeolocationPrecision, RiskSignals, ScreenDimensions,
};
pub use self::schedule::{
    Day, EveryDay, EveryMonth, EveryWeek, GivenDays, PaymentDates, PaymentSchedule, SingleDay,
    WeekDay,
};
pub use self::transaction::{
    AccountTransaction, CreditDebit, PersonKind, TransactionKind, TransactionStatus,
};
pub use self::variable_income::{
    BrokerNote, VariableIncome, VariableIncomeBalance, VariableIncomeTransaction,
};
pub use self::warranty::{Warranty, WarrantyKind, WarrantySubkind};
pub use client_core::watch::{IllegalTransition, LifeCycle};
