//! PagBlu charges and invoices to be sent.

use brazil_types::{Cnpj, TaxId};
use client_core::money::{Amount, amount_string};
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Serialize, Serializer};
use time::Date;

use super::check;

/// A charge to be sent to a retailer.
///
/// Charged retailer and document number are its key: a charge that is sent again is the same
/// charge, and Blu gives its `uuid` again.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewCharge {
    charged: Redacted<String>,
    document_number: String,
    #[serde(rename = "value", with = "amount_string")]
    amount: Amount,
    #[serde(serialize_with = "day_or_empty")]
    scheduled_at: Option<Date>,
    billing_later: bool,
    #[serde(rename = "blu_billet")]
    boleto: bool,
    #[serde(rename = "blu_billet_days", serialize_with = "days_or_blank")]
    boleto_days: Option<u32>,
    #[serde(
        rename = "representative_cpf_cnpj",
        skip_serializing_if = "Option::is_none"
    )]
    representative: Option<Redacted<String>>,
}

/// Others' code sends an empty text for no day.
fn day_or_empty<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => wire::date::serialize(day, serializer),
        None => serializer.serialize_str(""),
    }
}

/// Others' code sends a blank for no days.
fn days_or_blank<S: Serializer>(days: &Option<u32>, serializer: S) -> Result<S::Ok, S::Error> {
    match days {
        Some(days) => serializer.collect_str(days),
        None => serializer.serialize_str(" "),
    }
}

impl NewCharge {
    /// A charge of `amount` to the retailer `charged`, under a number of your own.
    pub fn new(charged: &Cnpj, document_number: impl Into<String>, amount: Amount) -> Self {
        Self {
            charged: Redacted::new(charged.expose().to_owned()),
            document_number: document_number.into(),
            amount,
            scheduled_at: None,
            billing_later: false,
            boleto: false,
            boleto_days: None,
            representative: None,
        }
    }

    /// The day on which it is to be paid.
    #[doc(alias = "scheduled_at")]
    pub fn scheduled_on(mut self, day: Date) -> Self {
        self.scheduled_at = Some(day);
        self
    }

    /// Paid first, invoiced later.
    pub fn billing_later(mut self) -> Self {
        self.billing_later = true;
        self
    }

    /// Lets the retailer pay by Boleto Blu too, in so many days.
    #[doc(alias = "blu_billet")]
    #[doc(alias = "blu_billet_days")]
    pub fn boleto(mut self, days: u32) -> Self {
        self.boleto = true;
        self.boleto_days = Some(days);
        self
    }

    /// The representative or supplier.
    #[doc(alias = "representative_cpf_cnpj")]
    pub fn representative(mut self, tax_id: &TaxId) -> Self {
        self.representative = Some(Redacted::new(tax_id.expose().to_owned()));
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::not_empty(&self.document_number, "document_number")?;
        check::positive(self.amount, "value")?;
        if self.boleto_days == Some(0) {
            return Err(Error::input("blu_billet_days must be at least 1"));
        }
        Ok(())
    }
}

/// An invoice to be sent for a charge that was paid first.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewChargeInvoice {
    #[serde(rename = "payment_plans")]
    plan: Plan,
}

/// One object under a plural name.
#[derive(Clone, Debug, Serialize)]
struct Plan {
    #[serde(rename = "type")]
    kind: String,
    key: String,
    invoice_number: String,
    #[serde(rename = "value", with = "amount_string")]
    amount: Amount,
    #[serde(rename = "date", with = "wire::date_compact")]
    issued_on: Date,
}

impl NewChargeInvoice {
    /// An invoice of `amount`, issued on a day.
    pub fn new(invoice_number: impl Into<String>, amount: Amount, issued_on: Date) -> Self {
        Self {
            plan: Plan {
                kind: String::new(),
                key: String::new(),
                invoice_number: invoice_number.into(),
                amount,
                issued_on,
            },
        }
    }

    /// Its kind; which there are is not published, and others' code sends none.
    #[doc(alias = "type")]
    pub fn kind(mut self, kind: impl Into<String>) -> Self {
        self.plan.kind = kind.into();
        self
    }

    /// Its access key; others' code sends none.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.plan.key = key.into();
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::not_empty(&self.plan.invoice_number, "payment_plans.invoice_number")?;
        check::positive(self.plan.amount, "payment_plans.value")
    }
}
