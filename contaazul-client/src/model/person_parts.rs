//! What a person has several of: addresses, tax registrations, contacts. Read and sent alike.

use client_core::secret::Redacted;
use client_core::{Result, wire};
use serde::{Deserialize, Serialize};

use super::value::{check_length, check_lengths};

/// An address. To send one, start at [`Address::default`] and set what there is.
#[doc(alias = "endereco")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Address {
    /// Identifier, of one that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The city's number at IBGE, of one that was read.
    #[serde(rename = "id_cidade", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "id_cidade")]
    pub city_code: Option<i64>,
    /// Country, such as `Brasil`.
    #[serde(rename = "pais", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "pais")]
    pub country: Option<String>,
    /// State, by its two letters in Brazil.
    #[serde(rename = "estado", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "estado")]
    pub state: Option<String>,
    /// City.
    #[serde(rename = "cidade", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cidade")]
    pub city: Option<Redacted<String>>,
    /// District.
    #[serde(rename = "bairro", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "bairro")]
    pub district: Option<Redacted<String>>,
    /// Street.
    #[serde(rename = "logradouro", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "logradouro")]
    pub street: Option<Redacted<String>>,
    /// House number; may hold letters.
    #[serde(
        rename = "numero",
        default,
        with = "wire::string_or_number",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "numero")]
    pub number: Option<Redacted<String>>,
    /// Apartment, floor and the like.
    #[serde(rename = "complemento", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "complemento")]
    pub complement: Option<Redacted<String>>,
    /// Postal code, with or without punctuation.
    #[serde(rename = "cep", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cep")]
    pub postal_code: Option<Redacted<String>>,
}

impl Address {
    /// Sets the street: at most 100 characters.
    #[doc(alias = "logradouro")]
    #[must_use]
    pub fn with_street(mut self, street: impl Into<String>) -> Self {
        self.street = Some(Redacted::new(street.into()));
        self
    }

    /// Sets the house number: at most 10 characters.
    #[doc(alias = "numero")]
    #[must_use]
    pub fn with_number(mut self, number: impl Into<String>) -> Self {
        self.number = Some(Redacted::new(number.into()));
        self
    }

    /// Sets apartment, floor and the like: at most 200 characters.
    #[doc(alias = "complemento")]
    #[must_use]
    pub fn with_complement(mut self, complement: impl Into<String>) -> Self {
        self.complement = Some(Redacted::new(complement.into()));
        self
    }

    /// Sets the district: at most 100 characters.
    #[doc(alias = "bairro")]
    #[must_use]
    pub fn with_district(mut self, district: impl Into<String>) -> Self {
        self.district = Some(Redacted::new(district.into()));
        self
    }

    /// Sets the city.
    #[doc(alias = "cidade")]
    #[must_use]
    pub fn with_city(mut self, city: impl Into<String>) -> Self {
        self.city = Some(Redacted::new(city.into()));
        self
    }

    /// Sets the state, by its two letters in Brazil.
    #[doc(alias = "estado")]
    #[must_use]
    pub fn with_state(mut self, state: impl Into<String>) -> Self {
        self.state = Some(state.into());
        self
    }

    /// Sets the postal code.
    #[doc(alias = "cep")]
    #[must_use]
    pub fn with_postal_code(mut self, postal_code: impl Into<String>) -> Self {
        self.postal_code = Some(Redacted::new(postal_code.into()));
        self
    }

    /// Sets the country, such as `Brasil`.
    #[doc(alias = "pais")]
    #[must_use]
    pub fn with_country(mut self, country: impl Into<String>) -> Self {
        self.country = Some(country.into());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check_lengths([
            (&self.street, 100, "enderecos[].logradouro"),
            (&self.number, 10, "enderecos[].numero"),
            (&self.district, 100, "enderecos[].bairro"),
            (&self.complement, 200, "enderecos[].complemento"),
        ])
    }
}

client_core::open_enum! {
    /// Whether a person pays the state's tax on goods (ICMS).
    #[doc(alias = "indicador_inscricao_estadual")]
    pub enum StateTaxStatus {
        /// Pays it.
        Contributor = "CONTRIBUINTE",
        /// Does not. The ERP spells it with a space.
        NonContributor = "NAO CONTRIBUINTE" | "NAO_CONTRIBUINTE",
        /// Is exempt from registering.
        Exempt = "ISENTO",
    }
}

/// Registrations with tax offices. To send one, start at [`TaxRegistration::of_status`].
#[doc(alias = "inscricao")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TaxRegistration {
    /// Identifier, of one that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whether the person pays the state's tax on goods.
    #[serde(
        rename = "indicador_inscricao_estadual",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "indicador_inscricao_estadual")]
    pub state_tax_status: Option<StateTaxStatus>,
    /// Number at the state.
    #[serde(rename = "inscricao_estadual", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "inscricao_estadual")]
    pub state_registration: Option<Redacted<String>>,
    /// Number at the city.
    #[serde(
        rename = "inscricao_municipal",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "inscricao_municipal")]
    pub city_registration: Option<Redacted<String>>,
    /// Number at the free zone of Manaus.
    #[serde(rename = "inscricao_suframa", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "inscricao_suframa")]
    pub suframa_registration: Option<Redacted<String>>,
}

impl TaxRegistration {
    /// Registrations of a person with this status.
    pub fn of_status(status: StateTaxStatus) -> Self {
        Self {
            state_tax_status: Some(status),
            ..Self::default()
        }
    }

    /// Sets the number at the state: at most 20 characters.
    #[doc(alias = "inscricao_estadual")]
    #[must_use]
    pub fn with_state_registration(mut self, state_registration: impl Into<String>) -> Self {
        self.state_registration = Some(Redacted::new(state_registration.into()));
        self
    }

    /// Sets the number at the city: at most 20 characters.
    #[doc(alias = "inscricao_municipal")]
    #[must_use]
    pub fn with_city_registration(mut self, city_registration: impl Into<String>) -> Self {
        self.city_registration = Some(Redacted::new(city_registration.into()));
        self
    }

    /// Sets the number at the free zone of Manaus: at most 9 characters.
    #[doc(alias = "inscricao_suframa")]
    #[must_use]
    pub fn with_suframa_registration(mut self, suframa_registration: impl Into<String>) -> Self {
        self.suframa_registration = Some(Redacted::new(suframa_registration.into()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check_lengths([
            (
                &self.state_registration,
                20,
                "inscricoes[].inscricao_estadual",
            ),
            (
                &self.city_registration,
                20,
                "inscricoes[].inscricao_municipal",
            ),
            (
                &self.suframa_registration,
                9,
                "inscricoes[].inscricao_suframa",
            ),
        ])
    }
}

/// Somebody to turn to. To send one, start at [`Contact::named`].
#[doc(alias = "outros_contatos")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Contact {
    /// Identifier, of one that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name.
    #[serde(rename = "nome", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "nome")]
    pub name: Option<Redacted<String>>,
    /// What they do.
    #[serde(rename = "cargo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cargo")]
    pub job_title: Option<Redacted<String>>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Redacted<String>>,
    /// Mobile number.
    #[serde(rename = "telefone_celular", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "telefone_celular")]
    pub mobile_phone: Option<Redacted<String>>,
    /// Number at work.
    #[serde(rename = "telefone_comercial", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "telefone_comercial")]
    pub business_phone: Option<Redacted<String>>,
}

impl Contact {
    /// A contact of this name: at most 40 characters.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: Some(Redacted::new(name.into())),
            ..Self::default()
        }
    }

    /// Sets what they do: at most 40 characters.
    #[doc(alias = "cargo")]
    #[must_use]
    pub fn with_job_title(mut self, job_title: impl Into<String>) -> Self {
        self.job_title = Some(Redacted::new(job_title.into()));
        self
    }

    /// Sets the e-mail address: at most 100 characters.
    #[must_use]
    pub fn with_email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(Redacted::new(email.into()));
        self
    }

    /// Sets the mobile number.
    #[doc(alias = "telefone_celular")]
    #[must_use]
    pub fn with_mobile_phone(mut self, mobile_phone: impl Into<String>) -> Self {
        self.mobile_phone = Some(Redacted::new(mobile_phone.into()));
        self
    }

    /// Sets the number at work.
    #[doc(alias = "telefone_comercial")]
    #[must_use]
    pub fn with_business_phone(mut self, business_phone: impl Into<String>) -> Self {
        self.business_phone = Some(Redacted::new(business_phone.into()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        let name = self.name.as_ref().map_or("", |name| name.expose());
        if name.trim().is_empty() {
            return Err(client_core::Error::input(
                "outros_contatos[].nome is empty; name the contact",
            ));
        }
        check_length(name, 40, "outros_contatos[].nome")?;
        check_lengths([
            (&self.job_title, 40, "outros_contatos[].cargo"),
            (&self.email, 100, "outros_contatos[].email"),
        ])
    }
}

/// Where bills go. To send one, start at [`BillingContact::default`].
#[doc(alias = "contato_cobranca_faturamento")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct BillingContact {
    /// E-mail addresses.
    #[serde(
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub emails: Vec<Redacted<String>>,
    /// Number for WhatsApp.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp: Option<Redacted<String>>,
}

impl BillingContact {
    /// Adds an e-mail address.
    #[must_use]
    pub fn with_email(mut self, email: impl Into<String>) -> Self {
        self.emails.push(Redacted::new(email.into()));
        self
    }

    /// Sets the number for WhatsApp.
    #[must_use]
    pub fn with_whatsapp(mut self, whatsapp: impl Into<String>) -> Self {
        self.whatsapp = Some(Redacted::new(whatsapp.into()));
        self
    }
}
