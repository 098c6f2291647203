//! Money that comes in by bank transfer.

use client_core::money::Amount;
use client_core::{Result, wire};
use serde::Serialize;
use time::{Date, OffsetDateTime};

use super::{AccountIdentifier, Currency, TaxIdentifier, Unpublished, check};

client_core::open_enum! {
    /// What kind of transfer brings money in.
    pub enum CashInKind {
        /// Between banks.
        Ted = "TED",
        /// Within one bank.
        Tef = "TEF",
    }
}

/// Money that came in by bank transfer, to be credited to an account.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewCashIn {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<CashInKind>,
    amount: Amount,
    currency: Currency,
    #[serde(with = "wire::date", skip_serializing_if = "Option::is_none")]
    registration_date: Option<Date>,
    #[serde(with = "wire::instant", skip_serializing_if = "Option::is_none")]
    operation_timestamp: Option<OffsetDateTime>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<Unpublished>,
    recipient: CashInRecipient,
}

/// Only the CPF or CNPJ is known to be a field of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct CashInRecipient {
    tax_identifier: TaxIdentifier,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<AccountIdentifier>,
}

impl NewCashIn {
    /// `amount` in BRL for whoever has this CPF or CNPJ, without punctuation.
    pub fn new(amount: Amount, recipient_tax_id: impl Into<String>) -> Self {
        Self {
            kind: None,
            amount,
            currency: Currency::Brl,
            registration_date: None,
            operation_timestamp: None,
            origin: None,
            recipient: CashInRecipient {
                tax_identifier: TaxIdentifier::new(recipient_tax_id),
                account: None,
            },
        }
    }

    /// What kind of transfer.
    pub fn kind(mut self, kind: CashInKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// The receiver's account. The field's name is taken from payments.
    pub fn into_account(mut self, account: impl Into<AccountIdentifier>) -> Self {
        self.recipient.account = Some(account.into());
        self
    }

    /// When it was registered.
    #[doc(alias = "registrationDate")]
    pub fn registered_on(mut self, day: Date) -> Self {
        self.registration_date = Some(day);
        self
    }

    /// When it was made.
    #[doc(alias = "operationTimestamp")]
    pub fn made_at(mut self, moment: OffsetDateTime) -> Self {
        self.operation_timestamp = Some(moment);
        self
    }

    /// Where it came from. What goes into it is not published.
    pub fn origin(mut self, origin: Unpublished) -> Self {
        self.origin = Some(origin);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check::positive(self.amount, "amount")?;
        let tax_identifier = Some(&self.recipient.tax_identifier);
        check::tax_identifier(tax_identifier, "recipient.taxIdentifier.taxId")
    }
}
