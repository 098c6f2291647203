//! Who takes part in a Pix.

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};

use super::TaxIdentifier;

client_core::open_enum! {
    /// What kind of account, as Pix and bank transfers name it.
    #[doc(alias = "accountType")]
    pub enum BankAccountKind {
        /// Checking account.
        Checking = "CC",
        /// Savings account.
        Savings = "POUPANCA",
        /// Salary account.
        Salary = "SALARIO",
        /// Payment account.
        Payment = "IP",
    }
}

/// A payment service provider: a bank or payment institution in Pix.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Psp {
    /// Its ISPB, eight characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Country, three letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Currencies.
    #[serde(
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub currencies: Vec<String>,
}

/// An account at any bank.
#[doc(alias = "DestinationAccount")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct BankAccount {
    /// Branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<Redacted<String>>,
    /// Number with its check digit.
    #[serde(rename = "account", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "account")]
    pub number: Option<Redacted<String>>,
    /// What kind of account.
    #[serde(rename = "accountType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "accountType")]
    pub kind: Option<BankAccountKind>,
}

impl BankAccount {
    /// An account by branch, number with check digit, and kind.
    pub fn new(
        branch: impl Into<String>,
        number: impl Into<String>,
        kind: BankAccountKind,
    ) -> Self {
        Self {
            branch: Some(Redacted::new(branch.into())),
            number: Some(Redacted::new(number.into())),
            kind: Some(kind),
        }
    }
}

/// One side of a Pix.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Participant {
    /// The Pix key it was addressed by.
    pub alias: Option<Redacted<String>>,
    /// Name.
    pub name: Option<Redacted<String>>,
    /// CPF or CNPJ.
    #[serde(rename = "taxIdentifier")]
    #[doc(alias = "taxIdentifier")]
    pub tax_identifier: Option<TaxIdentifier>,
    /// Account.
    pub account: Option<BankAccount>,
    /// Bank or payment institution.
    pub psp: Option<Psp>,
}
