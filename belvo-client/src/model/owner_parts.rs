//! What owners have in common, and owners outside Open Finance Brazil.

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{LinkId, OwnerId};

client_core::open_enum! {
    /// What a telephone is.
    pub enum PhoneType {
        /// Landline.
        Landline = "LANDLINE",
        /// Mobile.
        Mobile = "MOBILE",
        /// Other.
        Other = "OTHER",
    }

    /// In what role somebody acts for an owner.
    pub enum ProcuratorType {
        /// Legal representative.
        LegalRepresentative = "LEGAL_REPRESENTATIVE",
        /// Attorney.
        Attorney = "ATTORNEY",
    }
}

/// An owner as institutions outside Open Finance Brazil tell it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OtherOwner {
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
    /// Main e-mail address.
    pub email: Option<Redacted<String>>,
    /// Main telephone.
    pub phone_number: Option<Redacted<String>>,
    /// Main address in one line.
    pub address: Option<Redacted<String>>,
    /// The main document.
    pub document_id: Option<OwnerDocument>,
    /// Name of a business; deprecated.
    pub business_name: Option<Redacted<String>>,
    /// First name; deprecated.
    pub first_name: Option<Redacted<String>>,
    /// Family name; deprecated.
    pub last_name: Option<Redacted<String>>,
    /// Second family name; deprecated.
    pub second_last_name: Option<Redacted<String>>,
}

/// The document an owner is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OwnerDocument {
    /// What the document is: CPF or CNPJ in Brazil.
    pub document_type: Option<String>,
    /// Number of the document; CPF or CNPJ in Brazil.
    pub document_number: Option<Redacted<String>>,
}

/// An e-mail address of an owner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OwnerEmail {
    /// Whether it is the main one.
    pub is_main: Option<bool>,
    /// The address.
    pub email: Option<Redacted<String>>,
}

/// An address of an owner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OwnerAddress {
    /// Whether it is the main one.
    pub is_main: Option<bool>,
    /// Street and number.
    pub address: Option<Redacted<String>>,
    /// Further words.
    pub additional_info: Option<String>,
    /// District.
    pub district_name: Option<Redacted<String>>,
    /// Town.
    pub town: Option<Redacted<String>>,
    /// Code of the town at IBGE.
    pub town_code: Option<String>,
    /// State, as two letters.
    pub state: Option<String>,
    /// Postcode, eight digits.
    pub postcode: Option<Redacted<String>>,
    /// Country.
    pub country_name: Option<String>,
    /// Code of the country.
    pub country_code: Option<String>,
    /// Latitude.
    pub latitude: Option<Redacted<String>>,
    /// Longitude.
    pub longitude: Option<Redacted<String>>,
}

/// A telephone of an owner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OwnerPhone {
    /// Whether it is the main one.
    pub is_main: Option<bool>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<PhoneType>,
    /// Further words.
    pub additional_info: Option<String>,
    /// Number.
    pub number: Option<Redacted<String>>,
    /// Code of the country.
    pub country_code: Option<String>,
    /// Area code.
    pub area_code: Option<String>,
    /// Extension.
    pub extension: Option<Redacted<String>>,
}

/// Who acts for an owner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Procurator {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<ProcuratorType>,
    /// Name in the register.
    pub civil_name: Option<Redacted<String>>,
    /// Name the person goes by.
    pub social_name: Option<Redacted<String>>,
    /// Number of the document; CPF or CNPJ in Brazil.
    pub document_number: Option<Redacted<String>>,
}
