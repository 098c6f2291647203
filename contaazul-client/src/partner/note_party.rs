//! What issuing both kinds of fiscal notes shares.

use client_core::secret::Redacted;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};

use super::check;

client_core::open_enum! {
    /// Where the issue of a goods invoice stands. Issuing takes its time: the tax authority decides.
    pub enum NfeIssueStatus {
        /// Waiting for the tax authority.
        Processing = "EM_PROCESSAMENTO",
        /// Issued: it has its access key.
        Authorized = "AUTORIZADA",
        /// Not issued: see the rejection, mend it and issue again.
        Rejected = "REJEITADA",
        /// Denied for good, for reasons of the issuer or the recipient.
        Denied = "DENEGADA",
        /// Cancelled since.
        Cancelled = "CANCELADA",
    }
}

/// Why a fiscal note was not issued.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FiscalRejection {
    /// The authority's number, such as `355`.
    #[serde(rename = "codigo")]
    #[doc(alias = "cStat")]
    pub code: Option<String>,
    /// Its words, which may name somebody.
    #[serde(rename = "motivo")]
    #[doc(alias = "xMotivo")]
    pub reason: Option<Redacted<String>>,
}

/// Whom a fiscal note is for.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NoteParty {
    #[serde(rename = "nome")]
    name: Redacted<String>,
    #[serde(rename = "documento", skip_serializing_if = "Option::is_none")]
    tax_id: Option<Redacted<String>>,
    #[serde(rename = "id_estrangeiro", skip_serializing_if = "Option::is_none")]
    foreign_id: Option<Redacted<String>>,
    #[serde(rename = "pais", skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Redacted<String>>,
}

impl NoteParty {
    /// Somebody by name and CPF or CNPJ.
    pub fn new(name: impl Into<String>, tax_id: impl Into<String>) -> Self {
        Self {
            name: Redacted::new(name.into()),
            tax_id: Some(Redacted::new(tax_id.into())),
            foreign_id: None,
            country: None,
            email: None,
        }
    }

    /// Somebody abroad, by name, the two letters of their country (ISO 3166) and their passport or
    /// tax number there.
    #[doc(alias = "idEstrangeiro")]
    pub fn abroad(
        name: impl Into<String>,
        country: impl Into<String>,
        foreign_id: impl Into<String>,
    ) -> Self {
        Self {
            name: Redacted::new(name.into()),
            tax_id: None,
            foreign_id: Some(Redacted::new(foreign_id.into())),
            country: Some(country.into()),
            email: None,
        }
    }

    /// Where the note is sent.
    pub fn email(mut self, address: impl Into<String>) -> Self {
        self.email = Some(Redacted::new(address.into()));
        self
    }

    /// Checks the party and writes its tax id without punctuation.
    pub(super) fn checked(&self, field: &str) -> Result<Self> {
        check::text(&format!("{field}.nome"), self.name.expose(), 60)?;
        let mut checked = self.clone();
        if let Some(tax_id) = &self.tax_id {
            let tax_id = check::tax_id(&format!("{field}.documento"), tax_id.expose())?;
            checked.tax_id = Some(Redacted::new(tax_id.expose().to_owned()));
        }
        if let Some(id) = &self.foreign_id {
            let characters = id.expose().chars().count();
            if !(5..=20).contains(&characters) {
                return Err(Error::input(format!(
                    "{field}.id_estrangeiro has {characters} characters; the layout takes 5 to 20"
                )));
            }
        }
        if let Some(country) = &self.country
            && !(country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()))
        {
            return Err(Error::input(format!(
                "{field}.pais is not two capital letters of ISO 3166"
            )));
        }
        Ok(checked)
    }
}
