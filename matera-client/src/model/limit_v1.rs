//! Limits of accounts, first version.

use std::collections::BTreeMap;

use client_core::money::{self, Amount};
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};

use super::{ExternalIdentifier, FavoredId, LimitId, TextOrNumber, Timestamp, TransactionId};
use super::{Unpublished, check};

client_core::open_enum! {
    /// What a limit of the first version is about.
    #[doc(alias = "limitType")]
    pub enum LimitKindV1 {
        /// By day.
        Daily = "DAILY",
        /// By night.
        Nightly = "NIGHTLY",
        /// Change with a Pix (Pix Troco), by day.
        PixChange = "INSTANT_PAYMENT_CHANGE",
        /// Change with a Pix (Pix Troco), by night.
        PixChangeNightly = "INSTANT_PAYMENT_CHANGE_NIGHTLY",
        /// A favoured payee.
        Favored = "FAVORED",
        /// When the night begins.
        StartOfNight = "START_NIGHT_TIME",
    }
}

/// The limits of an account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LimitsV1 {
    /// Identifier.
    #[serde(rename = "limitId")]
    #[doc(alias = "limitId")]
    pub id: Option<LimitId>,
    /// Branch.
    #[serde(default, with = "wire::string_or_number")]
    pub branch: Option<Redacted<String>>,
    /// Number of the account.
    #[serde(rename = "account", default, with = "wire::string_or_number")]
    #[doc(alias = "account")]
    pub number: Option<Redacted<String>>,
    /// The limits; their shape is not published.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub limits: Vec<Unpublished>,
    /// The favoured payees; their shape is not published.
    #[serde(
        rename = "favorites",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "favorites")]
    pub favored: Vec<Unpublished>,
}

/// One limit of an account.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LimitV1 {
    /// What the holder has set, in BRL.
    #[serde(rename = "clientValue")]
    #[doc(alias = "clientValue")]
    pub set: Option<Amount>,
    /// The most that the holder may set, in BRL; text on the wire.
    #[serde(rename = "maxValue", default, with = "money::amount_string_exact")]
    #[doc(alias = "maxValue")]
    pub most: Option<Amount>,
    /// When it was changed.
    #[serde(rename = "lastUpdate")]
    #[doc(alias = "lastUpdate")]
    pub updated_at: Option<Timestamp>,
}

/// A change of a limit, or of a favoured payee.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewLimitV1 {
    limit_type: LimitKindV1,
    #[serde(with = "money::amount_string", skip_serializing_if = "Option::is_none")]
    amount: Option<Amount>,
    #[serde(flatten)]
    unpublished: BTreeMap<String, Unpublished>,
}

impl NewLimitV1 {
    /// Sets a limit to this amount in BRL.
    pub fn of(kind: LimitKindV1, amount: Amount) -> Self {
        Self {
            amount: Some(amount),
            ..Self::without_amount(kind)
        }
    }

    /// A favoured payee or the begin of the night, whose other fields are not published: add them
    /// by [`with`](Self::with).
    pub fn without_amount(kind: LimitKindV1) -> Self {
        Self {
            limit_type: kind,
            amount: None,
            unpublished: BTreeMap::new(),
        }
    }

    /// Adds a field that the provider has not published.
    pub fn with(mut self, name: impl Into<String>, value: Unpublished) -> Self {
        self.unpublished.insert(name.into(), value);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        for own in ["limitType", "amount", "externalIdentifier"] {
            if self.unpublished.contains_key(own) {
                let what = format!("{own} is not a field to be added; it is set by itself");
                return Err(Error::input(what));
            }
        }
        let without_amount = [LimitKindV1::Favored, LimitKindV1::StartOfNight];
        match self.amount {
            Some(amount) => check::not_negative(amount, "amount"),
            None if without_amount.contains(&self.limit_type) => Ok(()),
            None => Err(Error::input(
                "amount is missing, which this limitType needs",
            )),
        }
    }
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LimitChangeV1 {
    /// The change.
    #[serde(rename = "transactionId")]
    #[doc(alias = "transactionId")]
    pub id: Option<TransactionId>,
    /// Number of the account.
    #[serde(rename = "account", default, with = "wire::string_or_number")]
    #[doc(alias = "account")]
    pub number: Option<Redacted<String>>,
    /// The caller's own name of it.
    #[serde(rename = "externalIdentifier")]
    #[doc(alias = "externalIdentifier")]
    pub external_identifier: Option<ExternalIdentifier>,
    /// The limit in BRL; text on the wire.
    #[serde(default, with = "money::amount_string_exact")]
    pub amount: Option<Amount>,
    /// When it was changed.
    #[serde(rename = "lastUpdate")]
    #[doc(alias = "lastUpdate")]
    pub updated_at: Option<Timestamp>,
    /// Where it stands, in the provider's words.
    pub status: Option<TextOrNumber>,
    /// The favoured payee.
    #[serde(rename = "favoredId")]
    #[doc(alias = "favoredId")]
    pub favored: Option<FavoredId>,
}
