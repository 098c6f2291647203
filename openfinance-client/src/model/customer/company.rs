//! What a bank knows of a company that is its customer.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{CompanyId, Contacts, IncomeFrequency, Money, PersonKind, whole_number};

/// Registration data of a company.
#[doc(alias = "identificacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CompanyIdentification {
    /// Identifier of the company at this bank.
    #[serde(rename = "businessId")]
    #[doc(alias = "businessId")]
    pub id: CompanyId,
    /// When it was last changed.
    #[serde(
        rename = "updateDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "updateDateTime")]
    pub updated_at: Option<OffsetDateTime>,
    /// The brand the customer knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand_name: Option<String>,
    /// Registered name.
    #[serde(rename = "companyName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "companyName")]
    pub name: Option<Redacted<String>>,
    /// The name it trades under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trade_name: Option<Redacted<String>>,
    /// When it was incorporated: a moment, although a day is meant.
    #[serde(
        rename = "incorporationDate",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "incorporationDate")]
    pub incorporated_at: Option<OffsetDateTime>,
    /// CNPJ.
    #[serde(rename = "cnpjNumber", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cnpjNumber")]
    pub cnpj: Option<Redacted<String>>,
    /// CNPJs of the institutions that keep this registration.
    #[serde(
        rename = "companiesCnpj",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "companiesCnpj")]
    pub institutions: Vec<String>,
    /// Documents of other countries.
    #[serde(
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub other_documents: Vec<CompanyDocument>,
    /// Partners and administrators.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub parties: Vec<CompanyParty>,
    /// How to reach it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Contacts>,
}

/// A document of a company from another country.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CompanyDocument {
    /// What it is.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Redacted<String>>,
    /// Country of issue, by three letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Last day it is good for.
    #[serde(
        rename = "expirationDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "expirationDate")]
    pub expires_on: Option<Date>,
}

/// A partner or administrator of a company.
#[doc(alias = "socio")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CompanyParty {
    /// Whether it is a person.
    #[serde(rename = "personType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "personType")]
    pub person: Option<PersonKind>,
    /// What it is to the company.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "type")]
    pub role: Option<CompanyRole>,
    /// Of a person, name in the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub civil_name: Option<Redacted<String>>,
    /// Of a person, the name they go by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub social_name: Option<Redacted<String>>,
    /// Of a company, registered name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_name: Option<Redacted<String>>,
    /// Of a company, the name it trades under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trade_name: Option<Redacted<String>>,
    /// Since when.
    #[serde(
        rename = "startDate",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "startDate")]
    pub since: Option<OffsetDateTime>,
    /// Its share: `1.000000` is all of it.
    #[serde(
        rename = "shareholding",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "shareholding")]
    pub share: Option<Amount>,
    /// What identifies it.
    #[serde(rename = "documentType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "documentType")]
    pub document_kind: Option<CompanyPartyDocument>,
    /// Number of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<Redacted<String>>,
    /// More on the document.
    #[serde(
        rename = "documentAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "documentAdditionalInfo")]
    pub document_description: Option<String>,
    /// Country of issue, by three letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_country: Option<String>,
    /// Last day it is good for.
    #[serde(
        rename = "documentExpirationDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "documentExpirationDate")]
    pub document_expires_on: Option<Date>,
    /// Day of issue.
    #[serde(
        rename = "documentIssueDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "documentIssueDate")]
    pub document_issued_on: Option<Date>,
}

client_core::open_enum! {
    /// What somebody is to a company.
    pub enum CompanyRole {
        /// A partner.
        Partner = "SOCIO",
        /// An administrator.
        Administrator = "ADMINISTRADOR",
    }
}

client_core::open_enum! {
    /// What identifies a partner or administrator.
    pub enum CompanyPartyDocument {
        /// CPF.
        Cpf = "CPF",
        /// Passport.
        Passport = "PASSAPORTE",
        /// Another travel document.
        TravelDocument = "OUTRO_DOCUMENTO_VIAGEM",
        /// CNPJ.
        Cnpj = "CNPJ",
    }
}

/// Activity and revenue of a company.
#[doc(alias = "qualificacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CompanyQualification {
    /// When it was last changed.
    #[serde(
        rename = "updateDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "updateDateTime")]
    pub updated_at: Option<OffsetDateTime>,
    /// What it does.
    #[serde(
        rename = "economicActivities",
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[doc(alias = "economicActivities")]
    pub activities: Vec<EconomicActivity>,
    /// What it says it takes in.
    #[serde(rename = "informedRevenue", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "informedRevenue")]
    pub revenue: Option<CompanyRevenue>,
    /// What it says it owns.
    #[serde(rename = "informedPatrimony", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "informedPatrimony")]
    pub patrimony: Option<CompanyPatrimony>,
}

/// What a company does.
#[doc(alias = "CNAE")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EconomicActivity {
    /// Code of the activity (CNAE), seven digits.
    #[serde(rename = "code", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "code")]
    pub cnae: Option<String>,
    /// Whether it is the main one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_main: Option<bool>,
}

/// What a company says it takes in.
#[doc(alias = "faturamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CompanyRevenue {
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<IncomeFrequency>,
    /// How often, in words, where it is otherwise.
    #[serde(
        rename = "frequencyAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "frequencyAdditionalInfo")]
    pub frequency_description: Option<String>,
    /// How much each time; may be negative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// In which year.
    #[serde(
        default,
        with = "whole_number",
        skip_serializing_if = "Option::is_none"
    )]
    pub year: Option<u32>,
}

/// What a company says it owns.
#[doc(alias = "patrimonio")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CompanyPatrimony {
    /// How much; may be negative.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// When it said so.
    #[serde(
        rename = "date",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "date")]
    pub informed_on: Option<Date>,
}
