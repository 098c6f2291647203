//! Customers: those who pay.

use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{CustomerId, CustomerType, ExternalId, check};

client_core::open_enum! {
    /// Which number names a customer.
    pub enum TaxIdType {
        /// A person's.
        Cpf = "CPF",
        /// A company's.
        Cnpj = "CNPJ",
    }
}

/// Somebody who pays, to be registered.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewCustomer {
    identifier: Redacted<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<ExternalId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<Redacted<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Redacted<String>>,
}

impl NewCustomer {
    /// With this CPF (11 digits) or CNPJ (14), without punctuation.
    pub fn new(tax_id: impl Into<String>) -> Self {
        Self {
            identifier: Redacted::new(tax_id.into()),
            name: None,
            external_id: None,
            email: None,
            phone: None,
            address: None,
        }
    }

    /// Name: 5 to 200 characters; in version 2, which demands one, at most 120.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(Redacted::new(name.into()));
        self
    }

    /// Your own id.
    pub fn external_id(mut self, id: &ExternalId) -> Self {
        self.external_id = Some(id.clone());
        self
    }

    /// E-mail address. Not in version 2.
    pub fn email(mut self, address: impl Into<String>) -> Self {
        self.email = Some(Redacted::new(address.into()));
        self
    }

    /// Telephone: `+55` and 11 digits. Not in version 2.
    pub fn phone(mut self, number: impl Into<String>) -> Self {
        self.phone = Some(Redacted::new(number.into()));
        self
    }

    /// Postal address. Not in version 2.
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.address = Some(Redacted::new(address.into()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::tax_id(self.identifier.expose(), "customer.identifier")?;
        if let Some(name) = &self.name {
            check::length(name.expose(), 5, 200, "customer.name")?;
        }
        if let Some(email) = &self.email {
            let parts = email.expose().split_once('@');
            let fits = |(user, host): (&str, &str)| !user.is_empty() && host.contains('.');
            if !parts.is_some_and(fits) {
                return Err(Error::input("customer.email is not an e-mail address"));
            }
        }
        if let Some(phone) = &self.phone {
            let digits = phone.expose().strip_prefix("+55").unwrap_or_default();
            check::digits(digits, 11, 11, "customer.phone, after +55,")?;
        }
        Ok(())
    }

    /// What version 2 asks for besides.
    pub(crate) fn check_v2(&self) -> Result<()> {
        check::tax_id(self.identifier.expose(), "customer.identifier")?;
        let name = self.name.as_ref();
        let name =
            name.ok_or_else(|| Error::input("customer.name is missing; version 2 asks it"))?;
        check::name(name.expose(), "customer.name")?;
        match (&self.email, &self.phone, &self.address) {
            (None, None, None) => Ok(()),
            _ => Err(Error::input(
                "customer has an email, phone or address, which version 2 does not take; leave \
                 them out",
            )),
        }
    }

    pub(super) fn is_company(&self) -> bool {
        self.identifier.expose().len() == 14
    }
}

/// Somebody who pays.
///
/// Versions 1 and 2 show different parts: 1 has type, contacts and maker, 2 has
/// [`updated_at`](Self::updated_at).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Customer {
    /// Identifier.
    pub id: Option<CustomerId>,
    /// When it was made.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When it last changed. Version 2.
    #[serde(with = "wire::instant")]
    pub updated_at: Option<OffsetDateTime>,
    /// The keys that made it. Version 1.
    pub created_by: Option<String>,
    /// Person or company. Version 1.
    pub customer_type: Option<CustomerType>,
    /// Name.
    pub name: Option<Redacted<String>>,
    /// Your own id.
    pub external_id: Option<String>,
    /// Country, as three letters; the word `null` is read as it is. Version 1.
    pub country: Option<String>,
    /// E-mail address. Version 1.
    pub email: Option<Redacted<String>>,
    /// CPF or CNPJ.
    pub identifier: Option<Redacted<String>>,
    /// Which of them. Version 1.
    pub identifier_type: Option<TaxIdType>,
    /// Postal address. Version 1.
    pub address: Option<Redacted<String>>,
    /// Telephone. Version 1.
    pub phone: Option<Redacted<String>>,
}
