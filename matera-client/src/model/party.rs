//! People and companies: documents, telephones, addresses.

use client_core::Result;
use client_core::secret::Redacted;
use serde::{Deserialize, Serialize};

use super::check;

/// A CPF or CNPJ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TaxIdentifier {
    /// CPF or CNPJ without punctuation.
    #[serde(rename = "taxId", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "taxId")]
    pub tax_id: Option<Redacted<String>>,
    /// Country, three letters; `BRA`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The same with its middle hidden; in answers only.
    #[serde(rename = "taxIdMasked", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "taxIdMasked")]
    pub masked: Option<Redacted<String>>,
}

impl TaxIdentifier {
    /// A Brazilian CPF or CNPJ, without punctuation. `brazil_types::TaxId` has it in this form.
    pub fn new(tax_id: impl Into<String>) -> Self {
        Self {
            tax_id: Some(Redacted::new(tax_id.into())),
            country: Some(BRAZIL.to_owned()),
            masked: None,
        }
    }
}

pub(crate) const BRAZIL: &str = "BRA";

/// A mobile telephone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct MobilePhone {
    /// Country, three letters; `BRA`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Area code and number: `11987654321`.
    #[serde(rename = "phoneNumber", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "phoneNumber")]
    pub number: Option<Redacted<String>>,
}

impl MobilePhone {
    /// A Brazilian number with its area code: `11987654321`.
    pub fn new(number: impl Into<String>) -> Self {
        Self {
            country: Some(BRAZIL.to_owned()),
            number: Some(Redacted::new(number.into())),
        }
    }

    /// Numbers of other countries are not judged.
    pub(crate) fn check(&self) -> Result<()> {
        let number = self.number.as_ref().map_or("", |number| number.expose());
        match self.country.as_deref() {
            None | Some(BRAZIL) => check::phone(number, "mobilePhone.phoneNumber"),
            Some(_) => check::not_empty(number, "mobilePhone.phoneNumber"),
        }
    }
}

/// An address.
#[doc(alias = "Endereco")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Address {
    /// Street.
    #[serde(rename = "logradouro", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "logradouro")]
    pub street: Option<Redacted<String>>,
    /// Number in the street.
    #[serde(rename = "numero", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "numero")]
    pub number: Option<Redacted<String>>,
    /// Apartment, floor and the like.
    #[serde(rename = "complemento", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "complemento")]
    pub complement: Option<Redacted<String>>,
    /// District.
    #[serde(rename = "bairro", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "bairro")]
    pub district: Option<Redacted<String>>,
    /// City.
    #[serde(rename = "cidade", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cidade")]
    pub city: Option<Redacted<String>>,
    /// State, two letters.
    #[serde(rename = "estado", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "estado")]
    pub state: Option<String>,
    /// Postal code.
    #[serde(rename = "cep", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cep")]
    pub postal_code: Option<Redacted<String>>,
    /// Country, three letters; `BRA`.
    #[serde(rename = "pais", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "pais")]
    pub country: Option<String>,
}

impl Address {
    /// A Brazilian address.
    pub fn new(
        street: impl Into<String>,
        number: impl Into<String>,
        district: impl Into<String>,
        city: impl Into<String>,
        state: impl Into<String>,
        postal_code: impl Into<String>,
    ) -> Self {
        let personal = |text: String| Some(Redacted::new(text));
        Self {
            street: personal(street.into()),
            number: personal(number.into()),
            complement: None,
            district: personal(district.into()),
            city: personal(city.into()),
            state: Some(state.into()),
            postal_code: personal(postal_code.into()),
            country: Some(BRAZIL.to_owned()),
        }
    }

    /// What a letter needs.
    pub(crate) fn check(&self, field: &str) -> Result<()> {
        let text = |text: &Option<Redacted<String>>, name: &str| {
            let text = text.as_ref().map_or("", |text| text.expose());
            check::not_empty(text, &format!("{field}.{name}"))
        };
        text(&self.street, "logradouro")?;
        text(&self.city, "cidade")?;
        text(&self.postal_code, "cep")
    }

    /// Apartment, floor and the like.
    #[must_use]
    pub fn with_complement(mut self, complement: impl Into<String>) -> Self {
        self.complement = Some(Redacted::new(complement.into()));
        self
    }
}
