//! What a bank knows of a person who is its customer.

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{Contacts, IncomeFrequency, Money, PersonId, whole_number};

/// Registration data of a person.
#[doc(alias = "identificacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PersonIdentification {
    /// Identifier of the person at this bank.
    #[serde(rename = "personalId")]
    #[doc(alias = "personalId")]
    pub id: PersonId,
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
    /// Name in the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub civil_name: Option<Redacted<String>>,
    /// The name they go by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub social_name: Option<Redacted<String>>,
    /// Date of birth.
    #[serde(
        rename = "birthDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "birthDate")]
    pub born_on: Option<Redacted<Date>>,
    /// Marital status.
    #[serde(rename = "maritalStatusCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "maritalStatusCode")]
    pub marital_status: Option<MaritalStatus>,
    /// Marital status in words, where it is another.
    #[serde(
        rename = "maritalStatusAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "maritalStatusAdditionalInfo")]
    pub marital_status_description: Option<Redacted<String>>,
    /// Sex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// CNPJs of the institutions that keep this registration.
    #[serde(
        rename = "companiesCnpj",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "companiesCnpj")]
    pub institutions: Vec<String>,
    /// CPF and passport.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<PersonDocuments>,
    /// Other documents.
    #[serde(
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub other_documents: Vec<OtherDocument>,
    /// Whether they are Brazilian.
    #[serde(
        rename = "hasBrazilianNationality",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "hasBrazilianNationality")]
    pub is_brazilian: Option<bool>,
    /// Other nationalities.
    #[serde(
        rename = "nationality",
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[doc(alias = "nationality")]
    pub nationalities: Vec<Nationality>,
    /// Mother and father.
    #[serde(
        rename = "filiation",
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[doc(alias = "filiation")]
    pub parents: Vec<Parent>,
    /// How to reach them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Contacts>,
}

client_core::open_enum! {
    /// Marital status.
    pub enum MaritalStatus {
        /// Single.
        Single = "SOLTEIRO",
        /// Married.
        Married = "CASADO",
        /// Widowed.
        Widowed = "VIUVO",
        /// Separated by a court.
        Separated = "SEPARADO_JUDICIALMENTE",
        /// Divorced.
        Divorced = "DIVORCIADO",
        /// In a stable union.
        StableUnion = "UNIAO_ESTAVEL",
        /// Another, said in words.
        Other = "OUTRO",
    }
}

client_core::open_enum! {
    /// Sex.
    pub enum Sex {
        /// Female.
        Female = "FEMININO",
        /// Male.
        Male = "MASCULINO",
        /// Another.
        Other = "OUTRO",
    }
}

/// The main documents of a person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PersonDocuments {
    /// CPF.
    #[serde(rename = "cpfNumber", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cpfNumber")]
    pub cpf: Option<Redacted<String>>,
    /// Passport.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passport: Option<Passport>,
}

/// A passport.
#[doc(alias = "passaporte")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Passport {
    /// Its number.
    pub number: Redacted<String>,
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
    /// Day of issue.
    #[serde(
        rename = "issueDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "issueDate")]
    pub issued_on: Option<Date>,
}

/// Another document of a person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OtherDocument {
    /// What it is.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: OtherDocumentKind,
    /// What it is, in words, where the kind is another.
    #[serde(rename = "typeAdditionalInfo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "typeAdditionalInfo")]
    pub kind_description: Option<String>,
    /// Its number.
    pub number: Redacted<String>,
    /// Check digit of the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_digit: Option<Redacted<String>>,
    /// Who issued it, and the like.
    #[serde(rename = "additionalInfo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "additionalInfo")]
    pub description: Option<Redacted<String>>,
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

client_core::open_enum! {
    /// What kind of document it is.
    pub enum OtherDocumentKind {
        /// Driver's licence.
        DriversLicence = "CNH",
        /// Identity card.
        IdentityCard = "RG",
        /// Tax identification abroad.
        TaxIdAbroad = "NIF",
        /// Register of foreigners.
        ForeignersRegister = "RNE",
        /// Another, said in words.
        Other = "OUTROS",
    }
}

/// A nationality other than Brazilian.
#[doc(alias = "nacionalidade")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Nationality {
    /// Which.
    #[serde(
        rename = "otherNationalitiesInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "otherNationalitiesInfo")]
    pub name: Option<Redacted<String>>,
    /// Documents of it.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub documents: Vec<ForeignDocument>,
}

/// A document of another country.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ForeignDocument {
    /// What it is.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Redacted<String>>,
    /// Country of issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// More on it.
    #[serde(rename = "additionalInfo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "additionalInfo")]
    pub description: Option<Redacted<String>>,
    /// Last day it is good for.
    #[serde(
        rename = "expirationDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "expirationDate")]
    pub expires_on: Option<Date>,
    /// Day of issue.
    #[serde(
        rename = "issueDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "issueDate")]
    pub issued_on: Option<Date>,
}

/// Mother or father.
#[doc(alias = "filiacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Parent {
    /// Which.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: ParentKind,
    /// Name in the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub civil_name: Option<Redacted<String>>,
    /// The name they go by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub social_name: Option<Redacted<String>>,
}

client_core::open_enum! {
    /// Mother or father.
    pub enum ParentKind {
        /// Mother.
        Mother = "MAE",
        /// Father.
        Father = "PAI",
    }
}

/// Occupation and income of a person.
#[doc(alias = "qualificacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PersonQualification {
    /// When it was last changed.
    #[serde(
        rename = "updateDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "updateDateTime")]
    pub updated_at: Option<OffsetDateTime>,
    /// CNPJ of the institution that keeps it.
    #[serde(rename = "companyCnpj", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "companyCnpj")]
    pub institution: Option<String>,
    /// How the occupation is coded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occupation_code: Option<OccupationCode>,
    /// Occupation: the code, or in words.
    #[serde(
        rename = "occupationDescription",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "occupationDescription")]
    pub occupation: Option<Redacted<String>>,
    /// What they say they earn.
    #[serde(rename = "informedIncome", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "informedIncome")]
    pub income: Option<PersonIncome>,
    /// What they say they own.
    #[serde(rename = "informedPatrimony", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "informedPatrimony")]
    pub patrimony: Option<PersonPatrimony>,
    /// For whom they work. Since version 2.3.
    #[serde(
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub employers: Vec<Employer>,
}

client_core::open_enum! {
    /// How an occupation is coded.
    pub enum OccupationCode {
        /// By the tax authority's list.
        ReceitaFederal = "RECEITA_FEDERAL",
        /// By the classification of occupations.
        Cbo = "CBO",
        /// In words.
        Other = "OUTRO",
    }
}

/// What a person says they earn.
#[doc(alias = "renda")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PersonIncome {
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<IncomeFrequency>,
    /// How much each time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// When they said so.
    #[serde(
        rename = "date",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "date")]
    pub informed_on: Option<Date>,
}

/// What a person says they own.
#[doc(alias = "patrimonio")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PersonPatrimony {
    /// How much; may be negative.
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

/// For whom a person works.
#[doc(alias = "empregador")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Employer {
    /// CPF or CNPJ.
    #[serde(rename = "cnpjCpf", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cnpjCpf")]
    pub document: Option<Redacted<String>>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Redacted<String>>,
}
