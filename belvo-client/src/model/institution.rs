//! Institutions.

use client_core::secret::Redacted;
use serde::{Deserialize, Serialize};

use super::InstitutionId;
use crate::present;

client_core::open_enum! {
    /// What an institution is.
    pub enum InstitutionType {
        /// Bank.
        Bank = "bank",
        /// Fiscal.
        Fiscal = "fiscal",
        /// Employment.
        Employment = "employment",
    }

    /// How Belvo reaches an institution.
    pub enum IntegrationType {
        /// With the person's login.
        Credentials = "credentials",
        /// The regulated interface of Open Finance.
        OpenFinance = "openfinance",
    }

    /// Whether an institution can be reached.
    pub enum InstitutionStatus {
        /// It can be reached.
        Healthy = "healthy",
        /// Under maintenance.
        Down = "down",
    }
}

/// An institution that Belvo reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Institution {
    /// Identifier; a number, not a UUID.
    pub id: Option<InstitutionId>,
    /// Code name, such as `ofmockbank_br_retail`: what links and filters call the institution.
    pub name: Option<String>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<InstitutionType>,
    /// Website.
    pub website: Option<String>,
    /// Name for people.
    pub display_name: Option<Redacted<String>>,
    /// Countries, as two letters.
    #[serde(deserialize_with = "present::items")]
    pub country_codes: Vec<String>,
    /// Colour of the brand.
    pub primary_color: Option<String>,
    /// Address of the logo.
    pub logo: Option<String>,
    /// Address of the small logo.
    pub icon_logo: Option<String>,
    /// Address of the logo with text.
    pub text_logo: Option<String>,
    /// Deprecated.
    pub code: Option<String>,
    /// What its login form asks for.
    #[serde(deserialize_with = "present::items")]
    pub form_fields: Vec<FormField>,
    /// What is particular about it.
    #[serde(deserialize_with = "present::items")]
    pub features: Vec<InstitutionFeature>,
    /// What data it has, such as `TRANSACTIONS`.
    #[serde(deserialize_with = "present::items")]
    pub resources: Vec<String>,
    /// How Belvo reaches it.
    pub integration_type: Option<IntegrationType>,
    /// Status.
    pub status: Option<InstitutionStatus>,
    /// What the directory of Open Finance says about it.
    pub openbanking_information: Option<OpenFinanceInformation>,
}

/// A field of the login form of an institution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct FormField {
    /// Name.
    pub name: Option<String>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Label for people.
    pub label: Option<String>,
    /// Regular expression that values match.
    pub validation: Option<String>,
    /// Example to show in the field.
    pub placeholder: Option<String>,
    /// What to say when a value does not match.
    pub validation_message: Option<String>,
    /// The choices, where there are some.
    #[serde(deserialize_with = "present::items")]
    pub values: Vec<FormFieldChoice>,
}

/// One choice of a form field, such as a kind of document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct FormFieldChoice {
    /// Code.
    pub code: Option<String>,
    /// Label for people.
    pub label: Option<String>,
    /// Regular expression that values match.
    pub validation: Option<String>,
    /// What to say when a value does not match.
    pub validation_message: Option<String>,
    /// Example to show in the field.
    pub placeholder: Option<String>,
}

/// Something particular about an institution: `token_required` says that it may ask for tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InstitutionFeature {
    /// Name.
    pub name: Option<String>,
    /// What the bank writes about it.
    pub description: Option<Redacted<String>>,
}

/// What the directory of Open Finance says about an institution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct OpenFinanceInformation {
    /// What the bank writes about it.
    pub description: Option<Redacted<String>>,
    /// Brands that take part under this entry.
    #[serde(deserialize_with = "present::items")]
    pub participants: Vec<String>,
    /// Its authorization server in the directory.
    pub authorization_server_id: Option<String>,
}
