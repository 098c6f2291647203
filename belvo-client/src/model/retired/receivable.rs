//! Transactions of card acquirers.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::ReceivableId;
use crate::model::{AccountId, AccountInstitution};
use crate::present;

client_core::open_enum! {
    /// What a sale was paid by.
    pub enum CardProduct {
        /// Visa, credit.
        VisaCredit = "VISA_CREDIT",
        /// Visa, debit.
        VisaDebit = "VISA_DEBIT",
        /// Mastercard, credit.
        MastercardCredit = "MASTERCARD_CREDIT",
        /// Mastercard, debit.
        MastercardDebit = "MASTERCARD_DEBIT",
        /// Elo, credit.
        EloCredit = "ELO_CREDIT",
        /// Elo, debit.
        EloDebit = "ELO_DEBIT",
    }

    /// What a fee is for.
    pub enum ReceivableFeeType {
        /// The transaction.
        TransactionFee = "TRANSACTION_FEE",
    }

    /// Where a sale stands.
    pub enum ReceivableStatus {
        /// Approved.
        Approved = "APPROVED",
        /// Cancelled.
        Cancelled = "CANCELLED",
        /// Reverted.
        Reverted = "REVERTED",
        /// Belvo does not know.
        Uncategorized = "UNCATEGORIZED",
    }
}

/// A sale by card, as the acquirer tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Receivable {
    /// Identifier.
    pub id: Option<ReceivableId>,
    /// Account of the acquirer.
    pub account: Option<ReceivableAccount>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When Belvo fetched it from the acquirer.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// Day of the sale.
    #[serde(with = "wire::date")]
    pub value_date: Option<Date>,
    /// Hour of the sale, in the acquirer's own form.
    pub value_hour: Option<String>,
    /// The acquirer's own id.
    pub institution_transaction_id: Option<String>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// What was paid by.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<CardProduct>,
    /// Before fees.
    pub gross_amount: Option<Amount>,
    /// After fees.
    pub net_amount: Option<Amount>,
    /// What the acquirer takes.
    #[serde(deserialize_with = "present::items")]
    pub fees: Vec<ReceivableFee>,
    /// Where it stands.
    pub status: Option<ReceivableStatus>,
    /// How many instalments were paid out.
    pub number_of_installments: Option<Installments>,
}

crate::fields::fields! {
    /// What of a sale can be left out or asked for.
    pub enum ReceivableField of Receivable {
        Id = "id",
        Account = "account",
        CreatedAt = "created_at",
        CollectedAt = "collected_at",
        ValueDate = "value_date",
        ValueHour = "value_hour",
        InstitutionTransactionId = "institution_transaction_id",
        Currency = "currency",
        Type = "type",
        GrossAmount = "gross_amount",
        NetAmount = "net_amount",
        Fees = "fees",
        Status = "status",
        NumberOfInstallments = "number_of_installments",
    }
}

/// The account of an acquirer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ReceivableAccount {
    /// Identifier.
    pub id: Option<AccountId>,
    /// The acquirer.
    pub institution: Option<AccountInstitution>,
}

/// What an acquirer takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ReceivableFee {
    /// What it is for.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<ReceivableFeeType>,
    /// How much.
    pub value: Option<Amount>,
}

/// How many instalments of a sale were paid out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Installments {
    /// Paid out.
    pub paid: Option<u32>,
    /// All.
    pub total: Option<u32>,
}
