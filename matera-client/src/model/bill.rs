//! Boletos and bills of others, to be looked up before they are paid.

use client_core::{Error, Result};
use serde::Serialize;

use super::{AccountIdentifier, check};

/// A boleto or bill to be looked up, by its bar code or its typeable line.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct BoletoQuery {
    #[serde(skip_serializing_if = "Option::is_none")]
    barcode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    typeable_line: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    paying_account: Option<AccountIdentifier>,
}

impl BoletoQuery {
    /// By its typeable line, digits only.
    #[doc(alias = "typeableLine")]
    #[doc(alias = "linha digitavel")]
    pub fn by_line(line: impl Into<String>) -> Self {
        Self {
            barcode: None,
            typeable_line: Some(line.into()),
            paying_account: None,
        }
    }

    /// By its bar code of 44 digits.
    pub fn by_barcode(barcode: impl Into<String>) -> Self {
        Self {
            barcode: Some(barcode.into()),
            typeable_line: None,
            paying_account: None,
        }
    }

    /// The account that will pay.
    #[doc(alias = "payingAccount")]
    pub fn paid_by(mut self, account: impl Into<AccountIdentifier>) -> Self {
        self.paying_account = Some(account.into());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::boleto(self.barcode.as_deref(), self.typeable_line.as_deref())
    }
}

/// The query parameters that name the payer of a bill.
pub(crate) fn payer_parameters(payer: &AccountIdentifier) -> Result<Vec<(&'static str, &str)>> {
    if let Some(id) = &payer.id {
        return Ok(vec![("accountId", id.as_str())]);
    }
    if let (Some(branch), Some(number)) = (&payer.branch, &payer.number) {
        return Ok(vec![
            ("branchNumber", branch.expose()),
            ("accountNumber", number.expose()),
        ]);
    }
    let phone = payer.mobile_phone.as_ref();
    match phone.and_then(|phone| phone.number.as_ref()) {
        Some(number) => Ok(vec![("phoneNumber", number.expose())]),
        None => Err(Error::input(
            "the payer names no account; give its id, its branch and number, or its telephone",
        )),
    }
}
