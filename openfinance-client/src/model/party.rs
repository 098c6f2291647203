//! Who a consent is about.

use client_core::secret::Redacted;
use serde::{Deserialize, Serialize};

/// A person or company by its document.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct IdentifiedParty {
    /// The document.
    pub document: PartyDocument,
}

/// A document with its kind.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PartyDocument {
    /// Its characters, without punctuation.
    #[serde(rename = "identification")]
    #[doc(alias = "identification")]
    pub number: Redacted<String>,
    /// What it is.
    #[serde(rename = "rel")]
    #[doc(alias = "rel")]
    pub kind: DocumentKind,
}

client_core::open_enum! {
    /// What kind of document identifies somebody.
    pub enum DocumentKind {
        /// A person's.
        Cpf = "CPF",
        /// A company's.
        Cnpj = "CNPJ",
    }
}
