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
mod customer;
mod ids;
mod moment;
mod money;
mod new_consent;
mod party;
mod permission;
mod resource;
mod transaction;
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
pub use self::customer::{
    BankProduct, CompanyDocument, CompanyIdentification, CompanyParty, CompanyPartyDocument,
    CompanyPatrimony, CompanyQualification, CompanyRelation, CompanyRepresentative, CompanyRevenue,
    CompanyRole, Contacts, Coordinates, EconomicActivity, Email, Employer, ForeignDocument,
    IncomeFrequency, MaritalStatus, Nationality, OccupationCode, OtherDocument, OtherDocumentKind,
    Parent, ParentKind, Passport, PayrollAccount, PersonDocuments, PersonIdentification,
    PersonIncome, PersonPatrimony, PersonQualification, PersonRelation, PersonRepresentative,
    Phone, PhoneKind, PostalAddress, RelatedAccount, RepresentativeKind, SalaryPortability, Sex,
};
pub use self::ids::{
    AccountId, BillId, CardAccountId, CardId, CompanyId, PersonId, ReserveId, TransactionId,
};
pub use self::ids::{ConsentId, LinkId, ResourceId};
pub use self::moment::{BillMonth, TransactionTime};
pub use self::money::{Currency, Money};
pub use self::new_consent::{NewConsent, NewExtension};
pub use self::party::{DocumentKind, IdentifiedParty, PartyDocument};
pub use self::permission::{Permission, PermissionGroup};
pub use self::resource::{Resource, ResourceKind, ResourceStatus};
pub use self::transaction::{
    AccountTransaction, CreditDebit, PersonKind, TransactionKind, TransactionStatus,
};
