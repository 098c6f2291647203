//! What a bank knows of a customer.

mod company;
mod contact;
mod person;
mod relation;

use super::{AccountKind, AccountOwnership, CompanyId, Money, PersonId, PersonKind, whole_number};

pub use self::company::{
    CompanyDocument, CompanyIdentification, CompanyParty, CompanyPartyDocument, CompanyPatrimony,
    CompanyQualification, CompanyRevenue, CompanyRole, EconomicActivity,
};
pub use self::contact::{
    Contacts, Coordinates, Email, IncomeFrequency, Phone, PhoneKind, PostalAddress,
};
pub use self::person::{
    Employer, ForeignDocument, MaritalStatus, Nationality, OccupationCode, OtherDocument,
    OtherDocumentKind, Parent, ParentKind, Passport, PersonDocuments, PersonIdentification,
    PersonIncome, PersonPatrimony, PersonQualification, Sex,
};
pub use self::relation::{
    BankProduct, CompanyRelation, CompanyRepresentative, PayrollAccount, PersonRelation,
    PersonRepresentative, RelatedAccount, RepresentativeKind, SalaryPortability,
};
