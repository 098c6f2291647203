//! Movements of investments.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{Direction, Investment, InvestmentTransactionId, LinkId};

/// A movement of an investment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InvestmentTransaction {
    /// Identifier.
    pub id: Option<InvestmentTransactionId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// The investment, as it was then.
    pub investment: Option<Investment>,
    /// The institution's own id; stays the same when a link is made anew (inferred).
    pub internal_identification: Option<String>,
    /// Day of the transaction.
    #[serde(with = "wire::date")]
    pub value_date: Option<Date>,
    /// Before taxes and fees.
    pub gross_value: Option<Amount>,
    /// After taxes and fees.
    pub net_value: Option<Amount>,
    /// Value.
    pub value: Option<Amount>,
    /// Price of a unit.
    pub unit_price: Option<Amount>,
    /// Units that the price is for.
    pub price_factor: Option<Amount>,
    /// IOF.
    pub transaction_tax: Option<Amount>,
    /// Income tax (IR).
    pub income_tax: Option<Amount>,
    /// Units.
    pub quantity: Option<Amount>,
    /// Into or out of the investment. Some say the word `null`.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<Direction>,
    /// What it is more closely, in the institution's words.
    pub subtype: Option<String>,
    /// Further words about `subtype`.
    pub subtype_additional_info: Option<String>,
    /// Percentage of the index.
    pub indexer_percentage: Option<Amount>,
    /// Rate.
    pub rate: Option<Amount>,
    /// Fee for leaving the fund.
    pub exit_fee: Option<Amount>,
    /// The broker's note.
    pub broker_note_details: Option<BrokerNote>,
}

crate::fields::fields! {
    /// What of a movement of an investment can be left out or asked for.
    pub enum InvestmentTransactionField of InvestmentTransaction {
        Id = "id",
        Link = "link",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        Investment = "investment",
        InternalIdentification = "internal_identification",
        ValueDate = "value_date",
        GrossValue = "gross_value",
        NetValue = "net_value",
        Value = "value",
        UnitPrice = "unit_price",
        PriceFactor = "price_factor",
        TransactionTax = "transaction_tax",
        IncomeTax = "income_tax",
        Quantity = "quantity",
        Type = "type",
        Subtype = "subtype",
        SubtypeAdditionalInfo = "subtype_additional_info",
        IndexerPercentage = "indexer_percentage",
        Rate = "rate",
        ExitFee = "exit_fee",
        BrokerNoteDetails = "broker_note_details",
    }
}

/// The broker's note of a trade.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BrokerNote {
    /// Number of the note.
    pub broker_note_number: Option<String>,
    /// Before taxes and fees.
    pub gross_value: Option<Amount>,
    /// Broker's fee.
    pub brokerage_fee: Option<Amount>,
    /// Clearing house's fee for settlement.
    pub clearing_settlement_fee: Option<Amount>,
    /// Clearing house's fee for registration.
    pub clearing_registration_fee: Option<Amount>,
    /// Exchange's fee for the trade notice (ANA).
    pub stock_exchange_asset_trade_notice_fee: Option<Amount>,
    /// Exchange's fees.
    pub stock_exchange_fee: Option<Amount>,
    /// Clearing house's fee for custody.
    pub clearing_custody_fee: Option<Amount>,
    /// Taxes.
    pub taxes: Option<Amount>,
    /// Income tax (IR).
    pub income_tax: Option<Amount>,
    /// After taxes and fees.
    pub net_value: Option<Amount>,
}
