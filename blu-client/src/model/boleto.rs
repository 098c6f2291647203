//! Boleto Fácil.

use std::collections::BTreeMap;

use client_core::secret::Redacted;
use client_core::{Error, Result};
use serde::{Serialize, Serializer};
use time::Date;

use super::check;

const LONGEST_WALLET: usize = 2;

/// A supplier's own boleto, to be registered as a charge.
///
/// Blu's list of fields is not whole in what is known of it: add what else it asks for by
/// [`field`](Self::field).
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewBoleto {
    bank_code: String,
    #[serde(rename = "cedant")]
    beneficiary: Redacted<String>,
    wallet: String,
    #[serde(rename = "agency")]
    branch: String,
    #[serde(
        rename = "emission",
        skip_serializing_if = "Option::is_none",
        serialize_with = "day_month_year"
    )]
    issued_on: Option<Date>,
    #[serde(flatten)]
    others: BTreeMap<String, Redacted<String>>,
}

/// `DDMMAAAA`.
fn day_month_year<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => {
            let (year, month, day) = day.to_calendar_date();
            serializer.collect_str(&format_args!("{day:02}{:02}{year:04}", u8::from(month)))
        }
        None => serializer.serialize_none(),
    }
}

impl NewBoleto {
    /// A boleto of the bank with this code (3 digits), by its beneficiary (`cedant`), wallet (at
    /// most 2 characters) and branch.
    #[doc(alias = "cedant")]
    #[doc(alias = "agency")]
    pub fn new(
        bank_code: impl Into<String>,
        beneficiary: impl Into<String>,
        wallet: impl Into<String>,
        branch: impl Into<String>,
    ) -> Self {
        Self {
            bank_code: bank_code.into(),
            beneficiary: Redacted::new(beneficiary.into()),
            wallet: wallet.into(),
            branch: branch.into(),
            issued_on: None,
            others: BTreeMap::new(),
        }
    }

    /// The day of issue; Caixa only.
    #[doc(alias = "emission")]
    pub fn issued_on(mut self, day: Date) -> Self {
        self.issued_on = Some(day);
        self
    }

    /// Another field, by Blu's name.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.others.insert(name.into(), Redacted::new(value.into()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        let is_digit = |byte: u8| byte.is_ascii_digit();
        if self.bank_code.len() != 3 || !self.bank_code.bytes().all(is_digit) {
            return Err(Error::input("bank_code must have 3 digits"));
        }
        check::not_empty(self.beneficiary.expose(), "cedant")?;
        check::not_empty(&self.wallet, "wallet")?;
        check::at_most(&self.wallet, LONGEST_WALLET, "wallet")?;
        check::not_empty(&self.branch, "agency")?;
        let known = ["bank_code", "cedant", "wallet", "agency", "emission"];
        match known.iter().find(|name| self.others.contains_key(**name)) {
            Some(name) => Err(Error::input(format!(
                "{name} is set twice; it has a method of its own"
            ))),
            None => Ok(()),
        }
    }
}
