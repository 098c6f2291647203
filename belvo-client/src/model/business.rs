//! Owners that are companies.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    DocumentType, IncomeFrequency, LinkId, OwnerAddress, OwnerDocument, OwnerEmail, OwnerId,
    OwnerPhone, Procurator, ProductType,
};
use crate::present;

client_core::open_enum! {
    /// Person or company.
    pub enum PersonType {
        /// Individual.
        Individual = "INDIVIDUAL",
        /// Company.
        Company = "COMPANY",
    }

    /// In what role somebody is with a company.
    pub enum PartyType {
        /// Member.
        Member = "MEMBER",
        /// Administrator.
        Administrator = "ADMINISTRATOR",
    }

    /// What document a partner is known by.
    pub enum PartyDocumentType {
        /// Cpf.
        Cpf = "CPF",
        /// Cnpj.
        Cnpj = "CNPJ",
        /// Other travel document.
        OtherTravelDocument = "OTHER_TRAVEL_DOCUMENT",
        /// Passport.
        Passport = "PASSPORT",
    }
}

/// A company that owns accounts in Brazil.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Business {
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
    /// Registered name.
    pub company_name: Option<Redacted<String>>,
    /// Name it trades under.
    pub trade_name: Option<Redacted<String>>,
    /// Day it was founded.
    #[serde(with = "wire::date")]
    pub incorporation_date: Option<Date>,
    /// CNPJs of the institutions that hold the registration (inferred).
    #[serde(deserialize_with = "present::items")]
    pub companies_id: Vec<String>,
    /// The main document.
    pub document_id: Option<OwnerDocument>,
    /// Further documents.
    #[serde(deserialize_with = "present::items")]
    pub additional_documents: Vec<BusinessDocument>,
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
    /// Partners and administrators.
    #[serde(deserialize_with = "present::items")]
    pub parties: Vec<Party>,
    /// What they told the bank about their means.
    pub financial_profile: Option<BusinessProfile>,
    /// What ties them to the bank.
    pub financial_relation: Option<BusinessRelation>,
}

/// A further document of a company.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BusinessDocument {
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

/// A partner or administrator of a company.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Party {
    /// Person or company.
    pub person_type: Option<PersonType>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<PartyType>,
    /// Name for people.
    pub display_name: Option<Redacted<String>>,
    /// Name the person goes by.
    pub social_name: Option<Redacted<String>>,
    /// Registered name.
    pub company_name: Option<Redacted<String>>,
    /// Name it trades under.
    pub trade_name: Option<Redacted<String>>,
    /// First day.
    #[serde(with = "wire::date")]
    pub start_date: Option<Date>,
    /// Share in the company, from 0 to 1 whatever the name says.
    pub percentage_type: Option<Amount>,
    /// What the document is: CPF or CNPJ in Brazil.
    pub document_type: Option<PartyDocumentType>,
    /// Number of the document; CPF or CNPJ in Brazil.
    pub document_number: Option<Redacted<String>>,
    /// Day the document was issued.
    #[serde(with = "wire::date")]
    pub document_issue_date: Option<Date>,
    /// Last day of the document.
    #[serde(with = "wire::date")]
    pub document_expiration_date: Option<Date>,
    /// Country of the document, as three letters.
    pub document_country: Option<String>,
    /// Further words about `document`.
    pub document_additional_info: Option<String>,
}

/// What a company told the bank about its business.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BusinessProfile {
    /// Business activities.
    #[serde(deserialize_with = "present::items")]
    pub economic_activities: Vec<EconomicActivity>,
    /// Revenue.
    pub informed_revenue: Option<InformedRevenue>,
    /// What they own.
    pub patrimony: Option<BusinessPatrimony>,
}

/// A business activity of a company.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EconomicActivity {
    /// Whether it is the main one.
    pub is_main: Option<bool>,
    /// Code.
    pub code: Option<String>,
}

/// The revenue a company told the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InformedRevenue {
    /// How often it comes.
    pub frequency: Option<IncomeFrequency>,
    /// Further words about `frequency`.
    pub frequency_additional_info: Option<String>,
    /// Amount.
    pub amount: Option<Amount>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// Year.
    pub year: Option<i64>,
}

/// What a company owns, as told to the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BusinessPatrimony {
    /// Amount.
    pub amount: Option<Amount>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// Day.
    #[serde(with = "wire::date")]
    pub date: Option<Date>,
}

/// Since when and by what a company is a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BusinessRelation {
    /// First day.
    #[serde(with = "wire::instant")]
    pub start_date: Option<OffsetDateTime>,
    /// Products in use.
    #[serde(deserialize_with = "present::items")]
    pub product_services: Vec<String>,
    /// Who acts for them.
    #[serde(deserialize_with = "present::items")]
    pub procurators: Vec<Procurator>,
    /// Accounts held.
    #[serde(deserialize_with = "present::items")]
    pub products: Vec<BusinessProduct>,
}

/// An account that a company holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BusinessProduct {
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
