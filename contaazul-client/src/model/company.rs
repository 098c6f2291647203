//! The company behind a connection.

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::CompanyId;

/// The company that a token is for.
#[doc(alias = "conta-conectada")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Company {
    /// Identifier: the key to keep its grant under.
    #[serde(rename = "id_empresa")]
    #[doc(alias = "id_empresa")]
    pub id: Option<CompanyId>,
    /// CNPJ or CPF.
    #[serde(rename = "documento")]
    #[doc(alias = "documento")]
    pub tax_id: Option<Redacted<String>>,
    /// Legal name.
    #[serde(rename = "razao_social")]
    #[doc(alias = "razao_social")]
    pub legal_name: Option<Redacted<String>>,
    /// Trade name.
    #[serde(rename = "nome_fantasia")]
    #[doc(alias = "nome_fantasia")]
    pub trade_name: Option<Redacted<String>>,
    /// Day it was founded.
    #[serde(rename = "data_fundacao", default, with = "wire::date")]
    #[doc(alias = "data_fundacao")]
    pub founded_on: Option<Date>,
    /// E-mail address.
    pub email: Option<Redacted<String>>,
}
