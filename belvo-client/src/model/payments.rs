//! What payments in Brazil are made of.
//!
//! Amounts are exact and in BRL. A number or status that a decision hangs on is never optional:
//! an answer without it is an error, not a payment of nothing. What may hold personal data prints
//! as `[redacted]`.

mod authorization;
mod bank_account;
mod charge;
mod check;
mod customer;
mod enrollment;
mod ids;
mod institution;
mod intent;
mod metadata;
mod new_authorization;
mod new_intent;
mod schedule;
mod transaction;
mod widget;

pub use client_core::watch::{IllegalTransition, LifeCycle};

pub use self::authorization::{
    AuthorizationBeneficiary, AuthorizationPayer, AuthorizationTerms, AuthorizedMethod,
    BeneficiaryType, PaymentAuthorization, PaymentAuthorizationStatus,
};
pub use self::bank_account::{
    BankAccount, BankAccountDetails, BankAccountHolder, BankAccountNumber, BankAccountType,
    HolderInformation, NewBankAccount, NewBankAccountV2,
};
pub use self::charge::{
    Charge, ChargeParty, ChargeStatus, ChargeV2, PayerAccount, PayerInformation,
};
pub use self::customer::{Customer, NewCustomer, TaxIdType};
pub use self::enrollment::{
    Enrollment, EnrollmentDetails, EnrollmentStage, EnrollmentStatus, NewEnrollment, Platform,
    Redirection, RiskSignals,
};
pub use self::ids::{
    BankAccountId, ChargeId, CustomerId, EnrollmentId, ExternalId, PaymentAuthorizationId,
    PaymentInstitutionId, PaymentIntentId, PaymentTransactionId,
};
pub use self::institution::{CustomerType, PaymentInstitution};
pub use self::intent::{
    OpenFinanceDetails, OpenFinanceInformation, PaymentCurrency, PaymentIntent,
    PaymentIntentStatus, PaymentMethodDetails, PaymentMethodInformation, PaymentMethodType,
    PixKeyDetails,
};
pub use self::metadata::Metadata;
pub use self::new_authorization::{AuthorizingPayer, NewPaymentAuthorization, PaidAccount};
pub use self::new_intent::{Beneficiary, NewPaymentIntent, Payer, PaymentIntentUpdate};
pub use self::schedule::{DayOfWeek, PaymentSchedule, UnknownSchedule};
pub use self::transaction::PaymentTransaction;
pub use self::widget::{ColorScheme, PaymentWidgetRequest, WidgetEnrollment, WidgetPayment};
