//! How to reach a customer.

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};

/// How to reach a customer.
#[doc(alias = "contatos")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Contacts {
    /// Addresses.
    #[serde(
        rename = "postalAddresses",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "postalAddresses")]
    pub addresses: Vec<PostalAddress>,
    /// Telephones.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub phones: Vec<Phone>,
    /// E-mail addresses.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub emails: Vec<Email>,
}

/// An address.
#[doc(alias = "endereco")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PostalAddress {
    /// Whether it is the main one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_main: Option<bool>,
    /// Street and number.
    #[serde(rename = "address", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "address")]
    pub street: Option<Redacted<String>>,
    /// Floor, room and the like.
    #[serde(rename = "additionalInfo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "additionalInfo")]
    pub complement: Option<Redacted<String>>,
    /// District.
    #[serde(rename = "districtName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "districtName")]
    pub district: Option<Redacted<String>>,
    /// Town.
    #[serde(rename = "townName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "townName")]
    pub town: Option<Redacted<String>>,
    /// Code of the municipality at the statistics office, seven digits.
    #[serde(rename = "ibgeTownCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "ibgeTownCode")]
    pub ibge_code: Option<String>,
    /// State, by two letters.
    #[serde(rename = "countrySubDivision", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "countrySubDivision")]
    pub state: Option<String>,
    /// Postal code (CEP), eight digits.
    #[serde(rename = "postCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "postCode")]
    pub postal_code: Option<Redacted<String>>,
    /// Name of the country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The country, by three letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    /// Where that is.
    #[serde(
        rename = "geographicCoordinates",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "geographicCoordinates")]
    pub coordinates: Option<Coordinates>,
}

/// A place on earth, in degrees as the bank wrote them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Coordinates {
    /// North of the equator, or south with a minus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<Redacted<String>>,
    /// East of Greenwich, or west with a minus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<Redacted<String>>,
}

/// A telephone.
#[doc(alias = "telefone")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Phone {
    /// Whether it is the main one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_main: Option<bool>,
    /// What it is.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "type")]
    pub kind: Option<PhoneKind>,
    /// What it is, in words.
    #[serde(rename = "additionalInfo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "additionalInfo")]
    pub description: Option<Redacted<String>>,
    /// Code of the country; Brazil's is 55.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_calling_code: Option<String>,
    /// Area code (DDD).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_code: Option<Redacted<String>>,
    /// Number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Redacted<String>>,
    /// Extension.
    #[serde(rename = "phoneExtension", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "phoneExtension")]
    pub extension: Option<Redacted<String>>,
}

client_core::open_enum! {
    /// What kind of telephone it is.
    pub enum PhoneKind {
        /// At a place.
        Fixed = "FIXO",
        /// Mobile.
        Mobile = "MOVEL",
        /// Another.
        Other = "OUTRO",
    }
}

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Email {
    /// Whether it is the main one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_main: Option<bool>,
    /// The address.
    #[serde(rename = "email", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "email")]
    pub address: Option<Redacted<String>>,
}

client_core::open_enum! {
    /// How often income comes.
    pub enum IncomeFrequency {
        /// Every day.
        Daily = "DIARIA",
        /// Every week.
        Weekly = "SEMANAL",
        /// Every two weeks.
        Fortnightly = "QUINZENAL",
        /// Every month.
        Monthly = "MENSAL",
        /// Every two months.
        Bimonthly = "BIMESTRAL",
        /// Every quarter.
        Quarterly = "TRIMESTRAL",
        /// Every half year.
        HalfYearly = "SEMESTRAL",
        /// Every year.
        Yearly = "ANUAL",
        /// Otherwise, said in words.
        Other = "OUTROS",
    }
}
