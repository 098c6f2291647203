//! Owners who are persons.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{LinkId, OwnerAddress, OwnerDocument, OwnerEmail, OwnerId, OwnerPhone, Procurator};
use crate::present;

client_core::open_enum! {
    /// Marital status.
    pub enum MaritalStatus {
        /// Single.
        Single = "SINGLE",
        /// Married.
        Married = "MARRIED",
        /// Widowed.
        Widowed = "WIDOWED",
        /// Separated.
        Separated = "SEPARATED",
        /// Divorced.
        Divorced = "DIVORCED",
        /// Civil union.
        CivilUnion = "CIVIL_UNION",
        /// Other.
        Other = "OTHER",
    }

    /// Gender, as the bank has it.
    pub enum Gender {
        /// Female.
        Female = "FEMALE",
        /// Male.
        Male = "MALE",
        /// Other.
        Other = "OTHER",
    }

    /// What a document is.
    pub enum DocumentType {
        /// Drivers license.
        DriversLicense = "DRIVERS_LICENSE",
        /// Passport.
        Passport = "PASSPORT",
        /// Id card.
        IdCard = "ID_CARD",
        /// Fiscal id.
        FiscalId = "FISCAL_ID",
        /// Foreigner registration card.
        ForeignerRegistrationCard = "FOREIGNER_REGISTRATION_CARD",
        /// Other.
        Other = "OTHER",
    }

    /// Which parent.
    pub enum ParentType {
        /// Mother.
        Mother = "MOTHER",
        /// Father.
        Father = "FATHER",
    }

    /// Which list an occupation is from.
    pub enum OccupationCode {
        /// Brazil public office.
        BrazilPublicOffice = "BRAZIL_PUBLIC_OFFICE",
        /// Brazil occupation code.
        BrazilOccupationCode = "BRAZIL_OCCUPATION_CODE",
        /// Other.
        Other = "OTHER",
    }

    /// How often an income comes.
    pub enum IncomeFrequency {
        /// Daily.
        Daily = "DAILY",
        /// Weekly.
        Weekly = "WEEKLY",
        /// Fortnightly.
        Fortnightly = "FORTNIGHTLY",
        /// Monthly.
        Monthly = "MONTHLY",
        /// Bimonthly.
        Bimonthly = "BIMONTHLY",
        /// Quarterly.
        Quarterly = "QUARTERLY",
        /// Biannually.
        Biannually = "BIANNUALLY",
        /// Annually.
        Annually = "ANNUALLY",
        /// Others.
        Others = "OTHERS",
    }

    /// What account somebody holds.
    pub enum ProductType {
        /// Savings account.
        SavingsAccount = "SAVINGS_ACCOUNT",
        /// Checking account.
        CheckingAccount = "CHECKING_ACCOUNT",
    }
}

/// A person who owns accounts in Brazil.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Individual {
    /// Identifier.
    pub id: Option<OwnerId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// The institution's own id; stays the same when a link is made anew (inferred).
    pub internal_identification: Option<String>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// Name for people.
    pub display_name: Option<Redacted<String>>,
    /// Name the person goes by.
    pub social_name: Option<Redacted<String>>,
    /// Day of birth.
    #[serde(with = "wire::date")]
    pub birth_date: Option<Redacted<Date>>,
    /// Marital status.
    pub marital_status: Option<MaritalStatus>,
    /// Further words about `marital_status`.
    pub marital_status_additional_info: Option<String>,
    /// Gender.
    pub gender: Option<Gender>,
    /// CNPJs of the institutions that hold the registration (inferred).
    #[serde(deserialize_with = "present::items")]
    pub companies_id: Vec<String>,
    /// Whether they live in Brazil.
    pub is_local_resident: Option<bool>,
    /// The main document.
    pub document_id: Option<OwnerDocument>,
    /// Further documents.
    #[serde(deserialize_with = "present::items")]
    pub additional_documents: Vec<IndividualDocument>,
    /// Other nationalities.
    #[serde(deserialize_with = "present::items")]
    pub nationalities: Vec<Nationality>,
    /// Main e-mail address.
    pub email: Option<Redacted<String>>,
    /// All e-mail addresses.
    #[serde(deserialize_with = "present::items")]
    pub emails: Vec<OwnerEmail>,
    /// Main address in one line.
    pub address: Option<Redacted<String>>,
    /// All addresses.
    #[serde(deserialize_with = "present::items")]
    pub addresses: Vec<OwnerAddress>,
    /// Main telephone.
    pub phone_number: Option<Redacted<String>>,
    /// All telephones.
    #[serde(deserialize_with = "present::items")]
    pub phone_numbers: Vec<OwnerPhone>,
    /// Parents.
    #[serde(deserialize_with = "present::items")]
    pub filiations: Vec<Parent>,
    /// What they told the bank about their means.
    pub financial_profile: Option<IndividualProfile>,
    /// What ties them to the bank.
    pub financial_relation: Option<IndividualRelation>,
}

/// A further document of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct IndividualDocument {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<DocumentType>,
    /// Further words about `kind`.
    pub type_additional_info: Option<String>,
    /// Number.
    pub number: Option<Redacted<String>>,
    /// Check digit.
    pub check_digit: Option<Redacted<String>>,
    /// Day of issue.
    #[serde(with = "wire::date")]
    pub issue_date: Option<Date>,
    /// Last day of validity.
    #[serde(with = "wire::date")]
    pub expiration_date: Option<Date>,
    /// Country that issued it, as three letters.
    pub country_of_issuance: Option<String>,
    /// Further words.
    pub additional_info: Option<String>,
}

/// A nationality other than Brazilian.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Nationality {
    /// Further words.
    pub info: Option<String>,
    /// Documents of it.
    #[serde(deserialize_with = "present::items")]
    pub documents: Vec<NationalityDocument>,
}

/// A document of another country.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct NationalityDocument {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<DocumentType>,
    /// Number.
    pub number: Option<Redacted<String>>,
    /// Day of issue.
    #[serde(with = "wire::date")]
    pub issue_date: Option<Date>,
    /// Last day of validity.
    #[serde(with = "wire::date")]
    pub expiration_date: Option<Date>,
    /// Country that issued it, as three letters.
    pub country_of_issuance: Option<String>,
    /// Further words.
    pub additional_info: Option<String>,
}

/// A parent of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Parent {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<ParentType>,
    /// Name in the register.
    pub civil_name: Option<Redacted<String>>,
    /// Name the person goes by.
    pub social_name: Option<Redacted<String>>,
}

/// What a person told the bank about work and income.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct IndividualProfile {
    /// CNPJ of the institution that was told.
    pub company_id: Option<String>,
    /// Which list the occupation is from.
    pub occupation_code: Option<OccupationCode>,
    /// The occupation, by code or in words.
    pub occupation_description: Option<String>,
    /// Income.
    pub informed_income: Option<InformedIncome>,
    /// What they own.
    pub patrimony: Option<IndividualPatrimony>,
}

/// The income a person told the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InformedIncome {
    /// How often it comes.
    pub frequency: Option<IncomeFrequency>,
    /// Amount.
    pub amount: Option<Amount>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// Day.
    #[serde(with = "wire::date")]
    pub date: Option<Date>,
}

/// What a person owns, as told to the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct IndividualPatrimony {
    /// Amount.
    pub amount: Option<Amount>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// Year.
    pub year: Option<i64>,
}

/// Since when and by what a person is a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct IndividualRelation {
    /// First day.
    #[serde(with = "wire::instant")]
    pub start_date: Option<OffsetDateTime>,
    /// Products in use.
    #[serde(deserialize_with = "present::items")]
    pub product_services: Vec<String>,
    /// Further words about `product_services`.
    pub product_services_additional_info: Option<String>,
    /// Who acts for them.
    #[serde(deserialize_with = "present::items")]
    pub procurators: Vec<Procurator>,
    /// Accounts held.
    #[serde(deserialize_with = "present::items")]
    pub products: Vec<IndividualProduct>,
    /// Requests to have a salary paid elsewhere.
    #[serde(deserialize_with = "present::items")]
    pub salary_portability_requests: Vec<SalaryPortability>,
    /// Accounts a salary is paid into.
    #[serde(deserialize_with = "present::items")]
    pub payroll_accounts: Vec<PayrollAccount>,
}

/// An account that a person holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct IndividualProduct {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<ProductType>,
    /// What it is more closely, in the institution's words.
    pub subtype: Option<String>,
    /// Branch.
    pub agency: Option<Redacted<String>>,
    /// Number of the bank at the clearing house (COMPE); of an investment, its registration code.
    pub clearing_code: Option<String>,
    /// Number.
    pub number: Option<Redacted<String>>,
    /// Check digit.
    pub check_digit: Option<Redacted<String>>,
}

/// A request to have a salary paid at another bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct SalaryPortability {
    /// Name of the employer.
    pub employer_name: Option<Redacted<String>>,
    /// CPF or CNPJ of the employer. Belvo's own example has it as a number, like the next two.
    #[serde(with = "wire::string_or_number")]
    pub employer_id_number: Option<Redacted<String>>,
    /// CNPJ of the employer's bank.
    #[serde(with = "wire::string_or_number")]
    pub employer_bank_id_number: Option<String>,
    /// ISPB of the employer's bank.
    #[serde(with = "wire::string_or_number")]
    pub employer_bank_code: Option<String>,
    /// Day it was approved.
    #[serde(with = "wire::date")]
    pub portability_approval_date: Option<Date>,
}

/// An account that a salary is paid into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PayrollAccount {
    /// Name of the employer.
    pub employer_name: Option<Redacted<String>>,
    /// CPF or CNPJ of the employer.
    #[serde(with = "wire::string_or_number")]
    pub employer_id_number: Option<Redacted<String>>,
    /// CNPJ of the employer's bank.
    #[serde(with = "wire::string_or_number")]
    pub employer_bank_id_number: Option<String>,
    /// ISPB of the employer's bank.
    #[serde(with = "wire::string_or_number")]
    pub employer_bank_code: Option<String>,
    /// Day the account was opened.
    #[serde(with = "wire::date")]
    pub account_opening_date: Option<Date>,
}
