//! What the directory says of an organisation. Anything may be missing.

use client_core::wire::null_as_empty;
use serde::Deserialize;

/// One organisation that takes part, with its authorisation servers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct Organisation {
    /// Its id: the `iss` of the messages it signs.
    pub organisation_id: Option<String>,
    /// Whether it takes part; the list carries active ones only.
    pub status: Option<String>,
    /// Its name.
    pub organisation_name: Option<String>,
    /// Its name before the law.
    pub legal_entity_name: Option<String>,
    /// Its name in the register.
    pub registered_name: Option<String>,
    /// Its CNPJ.
    #[doc(alias = "CNPJ")]
    pub registration_number: Option<String>,
    /// Its ISPB.
    #[doc(alias = "ISPB")]
    pub registration_id: Option<String>,
    /// What it may do.
    #[serde(deserialize_with = "null_as_empty")]
    pub org_domain_role_claims: Vec<RoleClaim>,
    /// Its authorisation servers: one per brand, or per kind of customer.
    #[serde(deserialize_with = "null_as_empty")]
    pub authorisation_servers: Vec<AuthorisationServer>,
}

/// Something an organisation may do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct RoleClaim {
    /// What.
    pub role: Option<Role>,
    /// Whether it still may.
    pub status: Option<String>,
}

client_core::open_enum! {
    /// What an organisation may do.
    pub enum Role {
        /// Give and take customers' data.
        Data = "DADOS",
        /// Initiate payments.
        Payments = "PAGTO",
        /// Hold accounts that payments are made from.
        Accounts = "CONTA",
        /// Act as a correspondent.
        Correspondent = "CCORR",
    }
}

/// One authorisation server: to customers, one bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct AuthorisationServer {
    /// Its id, which stays: the key to keep for a bank.
    pub authorisation_server_id: Option<String>,
    /// Its name for customers.
    pub customer_friendly_name: Option<String>,
    /// Its logo.
    pub customer_friendly_logo_uri: Option<String>,
    /// Its name in tokens.
    pub issuer: Option<String>,
    /// Where its discovery document is.
    #[serde(rename = "OpenIDDiscoveryDocument")]
    pub openid_discovery_document: Option<String>,
    /// From which day it is no more.
    pub retirement_date: Option<String>,
    /// Which one stands in for it.
    pub superseded_by_authorisation_server_id: Option<String>,
    /// Whether customers can log in on another device (CIBA).
    pub supports_ciba: Option<bool>,
    /// The APIs it guards.
    #[serde(deserialize_with = "null_as_empty")]
    pub api_resources: Vec<ApiResource>,
}

/// One version of one family of APIs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct ApiResource {
    /// The family, such as `accounts`.
    pub api_family_type: Option<String>,
    /// The version, such as `2.4.2`.
    pub api_version: Option<String>,
    /// Whether it is certified.
    pub certification_status: Option<String>,
    /// Where its operations are.
    #[serde(deserialize_with = "null_as_empty")]
    pub api_discovery_endpoints: Vec<ApiEndpoint>,
}

/// Where one operation is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct ApiEndpoint {
    /// The address, with `{names}` for what varies.
    pub api_endpoint: Option<String>,
}
