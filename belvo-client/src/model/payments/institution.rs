//! Institutions that take part in payments.

use client_core::secret::Redacted;
use client_core::wire::Unpublished;
use serde::{Deserialize, Serialize};

use super::PaymentInstitutionId;
use crate::present;

client_core::open_enum! {
    /// Whose accounts an institution has.
    pub enum CustomerType {
        /// People's. Offer it to those who pay with a CPF.
        Individual = "INDIVIDUAL",
        /// Companies'. Offer it to those who pay with a CNPJ.
        Business = "BUSINESS",
    }
}

/// An institution that takes part in payments: where the payer's account is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PaymentInstitution {
    /// Identifier, a UUID: not that of the institutions of aggregation.
    pub id: Option<PaymentInstitutionId>,
    /// ISPB.
    pub code: Option<String>,
    /// Whether it can be paid from now.
    pub active: Option<bool>,
    /// Whose accounts it has.
    pub institution_type: Option<CustomerType>,
    /// Code name.
    pub name: Option<String>,
    /// Name for people.
    pub display_name: Option<String>,
    /// Name of the company.
    pub legal_entity_name: Option<String>,
    /// Website.
    pub website: Option<String>,
    /// Address of the logo.
    pub logo: Option<String>,
    /// Address of the small logo.
    pub icon_logo: Option<String>,
    /// Address of the logo with text.
    pub text_logo: Option<String>,
    /// Colour of the brand.
    pub primary_color: Option<String>,
    /// Country, as three letters; the word `null` is read as it is.
    pub country: Option<String>,
    /// Always empty in Brazil.
    #[serde(deserialize_with = "present::items")]
    pub form_fields: Vec<Unpublished>,
    /// Place in a list that people see.
    pub sort_priority: Option<i64>,
    /// What the bank writes about it.
    pub description: Option<Redacted<String>>,
}
