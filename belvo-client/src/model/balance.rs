//! Balances.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{AccountId, BalanceId, LinkId};

/// What was on a Brazilian account when Belvo looked; no daily history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Balance {
    /// Identifier.
    pub id: Option<BalanceId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// The account.
    pub account_id: Option<AccountId>,
    /// The institution's own id of the account.
    pub account_internal_identification: Option<String>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When the institution last updated it.
    #[serde(with = "wire::instant")]
    pub last_updated_at: Option<OffsetDateTime>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// What can be spent.
    pub available: Option<Amount>,
    /// What is held.
    pub blocked: Option<Amount>,
    /// What the bank invests by itself and is available.
    pub automatically_invested: Option<Amount>,
}

crate::fields::fields! {
    /// What of a balance can be left out or asked for.
    pub enum BalanceField of Balance {
        Id = "id",
        Link = "link",
        AccountId = "account_id",
        AccountInternalIdentification = "account_internal_identification",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        LastUpdatedAt = "last_updated_at",
        Currency = "currency",
        Available = "available",
        Blocked = "blocked",
        AutomaticallyInvested = "automatically_invested",
    }
}
