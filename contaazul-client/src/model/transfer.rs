//! Transfers between accounts of the company.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{AccountId, TransferId, ValueBreakdown};

/// A transfer between two accounts of the company.
#[doc(alias = "transferencia")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Transfer {
    /// Identifier.
    pub id: Option<TransferId>,
    /// Description.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// Day of the transfer.
    #[serde(rename = "data", default, with = "wire::date")]
    #[doc(alias = "data")]
    pub date: Option<Date>,
    /// Where the money left.
    #[serde(rename = "origem")]
    #[doc(alias = "origem")]
    pub from: Option<TransferSide>,
    /// Where the money arrived.
    #[serde(rename = "destino")]
    #[doc(alias = "destino")]
    pub to: Option<TransferSide>,
}

/// One side of a transfer.
#[doc(alias = "quitacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TransferSide {
    /// Day on this side.
    #[serde(rename = "data", default, with = "wire::date")]
    #[doc(alias = "data")]
    pub date: Option<Date>,
    /// What the amount is made of.
    #[serde(rename = "composicao_valor")]
    #[doc(alias = "composicao_valor")]
    pub value: Option<ValueBreakdown>,
    /// The account.
    #[serde(rename = "conta_financeira")]
    #[doc(alias = "conta_financeira")]
    pub account: Option<TransferAccount>,
}

/// The account on one side of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TransferAccount {
    /// Identifier.
    pub id: Option<AccountId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Bank.
    #[serde(rename = "instituicao_bancaria")]
    #[doc(alias = "instituicao_bancaria")]
    pub bank: Option<TransferBank>,
}

/// A bank by number and name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct TransferBank {
    /// Number in the national registry.
    #[serde(rename = "codigo")]
    #[doc(alias = "codigo")]
    pub code: Option<u32>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
}
