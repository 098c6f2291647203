//! Where in a sale is what its documentation does not name.

use client_core::money::Amount;
use client_core::wire;
use time::Date;

use crate::model::{AuthorizationCode, Fields, Nsu};

/// Under which names the fields of a sale and its installments are looked for. Of all of them Blu
/// documents only the two ids, so these are guesses: the first name that is there counts.
///
/// A sale in which none is found still joins by its id; only what is still to come of what was
/// never settled in part is then unknown.
#[derive(Clone, Debug)]
#[must_use]
pub struct SaleFieldNames {
    nsu: Vec<String>,
    authorization_code: Vec<String>,
    gross_amount: Vec<String>,
    net_amount: Vec<String>,
    expected_on: Vec<String>,
}

impl Default for SaleFieldNames {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().copied().map(str::to_owned).collect();
        Self {
            nsu: names(&["nsu_code", "nsu"]),
            authorization_code: names(&["authorization_code", "codigo_autorizacao"]),
            gross_amount: names(&["gross_value", "valor_bruto"]),
            net_amount: names(&["net_value", "valor_liquido"]),
            expected_on: names(&["expected_at", "data_prevista"]),
        }
    }
}

impl SaleFieldNames {
    /// Looks for the NSU here first, in the installment and then in the sale.
    pub fn nsu(mut self, name: impl Into<String>) -> Self {
        self.nsu.insert(0, name.into());
        self
    }

    /// Looks for the authorization code here first, in the installment and then in the sale.
    pub fn authorization_code(mut self, name: impl Into<String>) -> Self {
        self.authorization_code.insert(0, name.into());
        self
    }

    /// Looks for an installment's amount before MDR here first.
    pub fn gross_amount(mut self, name: impl Into<String>) -> Self {
        self.gross_amount.insert(0, name.into());
        self
    }

    /// Looks for an installment's amount after MDR here first.
    pub fn net_amount(mut self, name: impl Into<String>) -> Self {
        self.net_amount.insert(0, name.into());
        self
    }

    /// Looks for the day on which an installment is expected here first.
    pub fn expected_on(mut self, name: impl Into<String>) -> Self {
        self.expected_on.insert(0, name.into());
        self
    }

    pub(super) fn nsu_in(&self, fields: &Fields) -> Option<Nsu> {
        first(&self.nsu, |name| fields.read(name))
    }

    pub(super) fn authorization_code_in(&self, fields: &Fields) -> Option<AuthorizationCode> {
        first(&self.authorization_code, |name| fields.read(name))
    }

    pub(super) fn gross_amount_in(&self, fields: &Fields) -> Option<Amount> {
        first(&self.gross_amount, |name| fields.read(name))
    }

    pub(super) fn net_amount_in(&self, fields: &Fields) -> Option<Amount> {
        first(&self.net_amount, |name| fields.read(name))
    }

    pub(super) fn expected_on_in(&self, fields: &Fields) -> Option<Date> {
        first(&self.expected_on, |name| {
            wire::day_or_instant::parse(&fields.text(name)?).ok()
        })
    }

    /// Everything that decides what is found, to tell one chain from another.
    pub(super) fn signature(&self) -> String {
        [
            &self.nsu,
            &self.authorization_code,
            &self.gross_amount,
            &self.net_amount,
            &self.expected_on,
        ]
        .map(|names| names.join(","))
        .join(";")
    }
}

fn first<T>(names: &[String], find: impl Fn(&str) -> Option<T>) -> Option<T> {
    names.iter().find_map(|name| find(name))
}
