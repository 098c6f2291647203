//! Services that the company provides or takes.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::value::check_not_negative;
use super::{CatalogStatus, ServiceId, ServiceNumber, TaxScenarioId};

client_core::open_enum! {
    /// Which way a service goes.
    #[doc(alias = "tipo_servico")]
    pub enum ServiceKind {
        /// The company provides it.
        Provided = "PRESTADO",
        /// The company takes it.
        Taken = "TOMADO",
        /// Both.
        Both = "AMBOS",
    }
}

/// A service.
#[doc(alias = "servico")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Service {
    /// Identifier, for reading and changing.
    pub id: Option<ServiceId>,
    /// Number, for [deleting](crate::api::Services::delete).
    #[serde(rename = "id_servico")]
    #[doc(alias = "id_servico")]
    pub number: Option<ServiceNumber>,
    /// Identifier in another system.
    #[serde(rename = "id_externo")]
    #[doc(alias = "id_externo")]
    pub external_id: Option<String>,
    /// Code that people see.
    #[serde(rename = "codigo")]
    #[doc(alias = "codigo")]
    pub code: Option<String>,
    /// Name; the ERP calls it a description.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub name: Option<String>,
    /// Price, in BRL.
    #[serde(rename = "preco")]
    #[doc(alias = "preco")]
    pub price: Option<Amount>,
    /// Cost, in BRL.
    #[serde(rename = "custo")]
    #[doc(alias = "custo")]
    pub cost: Option<Amount>,
    /// Whether it is in use.
    pub status: Option<CatalogStatus>,
    /// Which way it goes.
    #[serde(rename = "tipo_servico")]
    #[doc(alias = "tipo_servico")]
    pub kind: Option<ServiceKind>,
    /// Code of the economic activity.
    #[serde(rename = "codigo_cnae", default, with = "wire::string_or_number")]
    #[doc(alias = "codigo_cnae")]
    pub cnae: Option<String>,
    /// Code of the service at the city.
    #[serde(
        rename = "codigo_municipio_servico",
        default,
        with = "wire::string_or_number"
    )]
    #[doc(alias = "codigo_municipio_servico")]
    pub city_service_code: Option<String>,
    /// Item of the list of services of Lei Complementar 116.
    #[serde(rename = "lei_116", default, with = "wire::string_or_number")]
    #[doc(alias = "lei_116")]
    pub service_list_item: Option<String>,
    /// How it is taxed, by city.
    #[serde(
        rename = "lista_cenario_tributario",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "lista_cenario_tributario")]
    pub tax_scenarios: Vec<TaxScenario>,
    /// Nature of the operation, for NFS-e.
    #[serde(rename = "natureza_operacional")]
    #[doc(alias = "natureza_operacional")]
    pub operation_nature: Option<NfseOperationNature>,
}

/// How a service is taxed in a city.
#[doc(alias = "cenario_tributario")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TaxScenario {
    /// Identifier.
    pub id: Option<TaxScenarioId>,
    /// Rate of INSS, in percent.
    #[serde(rename = "inss_aliquota")]
    #[doc(alias = "inss_aliquota")]
    pub inss_rate: Option<Amount>,
    /// Rate of ISS, in percent.
    #[serde(rename = "iss_aliquota")]
    #[doc(alias = "iss_aliquota")]
    pub iss_rate: Option<Amount>,
    /// Whether the taker withholds ISS.
    #[serde(rename = "iss_retido")]
    #[doc(alias = "iss_retido")]
    pub iss_withheld: Option<bool>,
    /// The city.
    #[serde(rename = "municipio")]
    #[doc(alias = "municipio")]
    pub city: Option<TaxCity>,
    /// Who last edited it.
    #[serde(rename = "nome_usuario")]
    #[doc(alias = "nome_usuario")]
    pub edited_by: Option<Redacted<String>>,
    /// When it last changed.
    #[serde(
        rename = "ultima_atualizacao",
        default,
        deserialize_with = "wire::local_instant::deserialize",
        serialize_with = "wire::instant::serialize"
    )]
    #[doc(alias = "ultima_atualizacao")]
    pub changed_at: Option<OffsetDateTime>,
}

/// The city that a [`TaxScenario`] is for.
#[doc(alias = "municipio")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TaxCity {
    /// Number at IBGE.
    #[serde(rename = "codigo")]
    #[doc(alias = "codigo")]
    pub code: Option<i64>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// State, by its two letters.
    #[serde(rename = "uf")]
    #[doc(alias = "uf")]
    pub state: Option<String>,
}

/// Nature of the operation, for NFS-e.
#[doc(alias = "natureza_operacional")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct NfseOperationNature {
    /// Identifier.
    #[serde(default, with = "wire::string_or_number")]
    pub id: Option<String>,
}

/// A service to be created.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewService {
    #[serde(rename = "descricao")]
    name: String,
    status: CatalogStatus,
    #[serde(rename = "tipo_servico")]
    kind: ServiceKind,
    #[serde(rename = "codigo", skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(rename = "preco", skip_serializing_if = "Option::is_none")]
    price: Option<Amount>,
    #[serde(rename = "custo", skip_serializing_if = "Option::is_none")]
    cost: Option<Amount>,
}

impl NewService {
    /// A service of this name, in use. Production demands both status and kind.
    pub fn new(name: impl Into<String>, kind: ServiceKind) -> Self {
        Self {
            name: name.into(),
            status: CatalogStatus::Active,
            kind,
            code: None,
            price: None,
            cost: None,
        }
    }

    /// Creates it out of use.
    pub fn inactive(mut self) -> Self {
        self.status = CatalogStatus::Inactive;
        self
    }

    /// Sets a code that people see.
    #[doc(alias = "codigo")]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Sets the price, in BRL.
    #[doc(alias = "preco")]
    pub fn price(mut self, price: Amount) -> Self {
        self.price = Some(price);
        self
    }

    /// Sets the cost, in BRL.
    #[doc(alias = "custo")]
    pub fn cost(mut self, cost: Amount) -> Self {
        self.cost = Some(cost);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check_named(Some(&self.name))?;
        check_not_negative([(self.price, "preco"), (self.cost, "custo")])
    }
}

/// A change of a service; what is not set stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[must_use]
pub struct ServiceUpdate {
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<CatalogStatus>,
    #[serde(rename = "tipo_servico", skip_serializing_if = "Option::is_none")]
    kind: Option<ServiceKind>,
    #[serde(rename = "codigo", skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(rename = "preco", skip_serializing_if = "Option::is_none")]
    price: Option<Amount>,
    #[serde(rename = "custo", skip_serializing_if = "Option::is_none")]
    cost: Option<Amount>,
}

impl ServiceUpdate {
    /// A change of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Renames it.
    #[doc(alias = "descricao")]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Takes it into use or out of it.
    pub fn status(mut self, status: CatalogStatus) -> Self {
        self.status = Some(status);
        self
    }

    /// Sets which way it goes.
    #[doc(alias = "tipo_servico")]
    pub fn kind(mut self, kind: ServiceKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Sets a code that people see.
    #[doc(alias = "codigo")]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Sets the price, in BRL.
    #[doc(alias = "preco")]
    pub fn price(mut self, price: Amount) -> Self {
        self.price = Some(price);
        self
    }

    /// Sets the cost, in BRL.
    #[doc(alias = "custo")]
    pub fn cost(mut self, cost: Amount) -> Self {
        self.cost = Some(cost);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        if *self == Self::default() {
            return Err(Error::input("the change is empty; set what is to change"));
        }
        check_named(self.name.as_deref())?;
        if self.status == Some(CatalogStatus::Any) {
            return Err(Error::input("status TODOS is for lists only; choose one"));
        }
        check_not_negative([(self.price, "preco"), (self.cost, "custo")])
    }
}

fn check_named(name: Option<&str>) -> Result<()> {
    if name.is_some_and(|name| name.trim().is_empty()) {
        return Err(Error::input("descricao is empty; it is the service's name"));
    }
    Ok(())
}
