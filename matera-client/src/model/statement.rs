//! Statements of accounts.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};

use super::{ClientKind, TaxIdentifier, TextOrNumber, Timestamp, TransactionId};

client_core::open_enum! {
    /// What a line of a statement is.
    #[doc(alias = "type")]
    pub enum EntryKind {
        /// Money in.
        Credit = "C",
        /// Money out.
        Debit = "D",
        /// A balance, and no movement: leave it out when movements are added up.
        Balance = "S",
    }

    /// Which day of a movement counts, in the statement of the first version.
    #[doc(alias = "dateType")]
    pub enum StatementDate {
        /// The day it was entered.
        Entry = "ENTRY",
        /// The day it was realised.
        Realization = "REALIZATION",
    }

    /// Which day of a movement counts, in the statement of the third version.
    #[doc(alias = "dateCategory")]
    pub enum DateCategory {
        /// The day it is posted on.
        Posting = "ENTRY",
        /// The day it came in.
        Incoming = "INCOMING",
    }

    /// What cash with a Pix was for.
    #[doc(alias = "cashValueType")]
    pub enum StatementCashKind {
        /// A purchase.
        Purchase = "PIX_PURCHASE",
        /// Change.
        Change = "PIX_CHANGE",
    }
}

/// The statement of the first version.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Statement {
    /// Its lines, balances among them.
    #[serde(rename = "statement", deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "statement")]
    pub entries: Vec<StatementEntry>,
}

/// A line of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct StatementEntry {
    /// When it came in.
    #[serde(rename = "entryDate")]
    #[doc(alias = "entryDate")]
    pub entered_at: Option<Timestamp>,
    /// The day it is posted on.
    #[serde(rename = "creditDate")]
    #[doc(alias = "creditDate")]
    pub posted_on: Option<Timestamp>,
    /// What it is, in the provider's words.
    #[serde(rename = "transactionType")]
    #[doc(alias = "transactionType")]
    pub transaction_kind: Option<String>,
    /// Description.
    pub description: Option<Redacted<String>>,
    /// Amount in BRL, without a sign: see [`kind`](Self::kind).
    pub amount: Option<Amount>,
    /// The transaction.
    #[serde(rename = "transactionId")]
    #[doc(alias = "transactionId")]
    pub transaction_id: Option<TransactionId>,
    /// Credit, debit or balance.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<EntryKind>,
    /// Comment.
    pub comment: Option<Redacted<String>>,
    /// History code.
    #[serde(rename = "historyCode")]
    #[doc(alias = "historyCode")]
    pub history_code: Option<TextOrNumber>,
    /// More.
    #[serde(rename = "additionalInfo")]
    #[doc(alias = "additionalInfo")]
    pub additional_info: Option<Redacted<String>>,
    /// The other side.
    #[serde(rename = "counterpart", alias = "counterPart")]
    #[doc(alias = "counterpart")]
    pub counterparty: Option<StatementCounterparty>,
    /// Cash that went with a Pix.
    #[serde(rename = "instantPaymentCashValue")]
    #[doc(alias = "instantPaymentCashValue")]
    pub cash: Option<StatementCash>,
}

impl StatementEntry {
    /// The amount with the sign of its kind: debits are negative. `None` for balances, for kinds
    /// that this version does not know, and without an amount.
    pub fn signed_amount(&self) -> Option<Amount> {
        match self.kind.as_ref()? {
            EntryKind::Credit => self.amount.map(Amount::abs),
            EntryKind::Debit => self.amount.map(|amount| -amount.abs()),
            _ => None,
        }
    }
}

/// The other side of a movement.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct StatementCounterparty {
    /// Bank, three digits.
    #[serde(rename = "bankDestination")]
    #[doc(alias = "bankDestination")]
    pub bank: Option<String>,
    /// Branch.
    #[serde(rename = "branchDestination")]
    #[doc(alias = "branchDestination")]
    pub branch: Option<Redacted<String>>,
    /// Account.
    #[serde(rename = "accountDestination")]
    #[doc(alias = "accountDestination")]
    pub account: Option<Redacted<String>>,
    /// Person or company.
    #[serde(rename = "clientType")]
    #[doc(alias = "clientType")]
    pub client_kind: Option<ClientKind>,
    /// Name.
    pub name: Option<Redacted<String>>,
    /// CPF or CNPJ.
    #[serde(rename = "taxIdentifier", alias = "TaxIdentifier")]
    #[doc(alias = "taxIdentifier")]
    pub tax_identifier: Option<TaxIdentifier>,
}

/// Cash that went with a Pix.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct StatementCash {
    /// One line a kind.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub values: Vec<StatementCashValue>,
}

/// One kind of cash that went with a Pix.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct StatementCashValue {
    /// What it was for.
    #[serde(rename = "cashValueType")]
    #[doc(alias = "cashValueType")]
    pub kind: Option<StatementCashKind>,
    /// How much.
    #[serde(rename = "value")]
    #[doc(alias = "value")]
    pub amount: Option<Amount>,
}
