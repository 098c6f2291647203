//! Limits of accounts, second version, and favoured payees.

use std::collections::BTreeMap;

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};

use super::{AccountId, Timestamp, Unpublished, check};

client_core::open_enum! {
    /// What a favoured payee is named by.
    pub enum FavoredKind {
        /// A Pix key.
        Alias = "alias",
        /// An account.
        BankAccount = "bankAccount",
    }
}

client_core::id_type! {
    /// The limits of an account. Written in small letters, unlike the other identifiers.
    #[doc(alias = "limitId")]
    pub struct LimitId;

    /// A favoured payee. Written in small letters, unlike the other identifiers.
    #[doc(alias = "favoredId")]
    pub struct FavoredId;
}

/// The limits of an account. What stands in the five groups is not published.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Limits {
    /// Identifier.
    #[serde(rename = "limitId")]
    #[doc(alias = "limitId")]
    pub id: Option<LimitId>,
    /// The account.
    #[serde(rename = "accountId")]
    #[doc(alias = "accountId")]
    pub account_id: Option<AccountId>,
    /// Branch.
    #[serde(default, with = "wire::string_or_number")]
    pub branch: Option<Redacted<String>>,
    /// Number within the branch.
    #[serde(rename = "account", default, with = "wire::string_or_number")]
    #[doc(alias = "account")]
    pub number: Option<Redacted<String>>,
    /// Description.
    pub description: Option<Redacted<String>>,
    /// Limits of money out.
    #[serde(rename = "limits")]
    #[doc(alias = "limits")]
    pub money_out: Option<Unpublished>,
    /// Limits of money in.
    #[serde(rename = "cashInLimits")]
    #[doc(alias = "cashInLimits")]
    pub money_in: Option<Unpublished>,
    /// Limits towards favoured payees.
    #[serde(rename = "transactionFavoredLimit")]
    #[doc(alias = "transactionFavoredLimit")]
    pub favored: Option<Unpublished>,
    /// Limits of Pix, bank transfers and transfers inside.
    #[serde(rename = "transactionProductsLimit")]
    #[doc(alias = "transactionProductsLimit")]
    pub products: Option<Unpublished>,
    /// When the night begins.
    pub times: Option<Unpublished>,
    /// When they were changed.
    #[serde(rename = "updatedAt")]
    #[doc(alias = "updatedAt")]
    pub updated_at: Option<Timestamp>,
    /// When they were made.
    #[serde(rename = "createdAt")]
    #[doc(alias = "createdAt")]
    pub created_at: Option<Timestamp>,
}

/// A change of limits: only what changes is sent.
///
/// The two fields that the provider's guide names have methods of their own; all others are set by
/// name. A product's limit never goes beyond the day's global one.
#[derive(Clone, Debug, Default, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct LimitChange {
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    limits: BTreeMap<String, Unpublished>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    transaction_favored_limit: BTreeMap<String, Unpublished>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    transaction_products_limit: BTreeMap<String, Unpublished>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    cash_in_limits: BTreeMap<String, Unpublished>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    times: BTreeMap<String, Unpublished>,
}

/// A group of limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LimitGroup {
    /// Money out.
    #[doc(alias = "limits")]
    MoneyOut,
    /// Towards favoured payees.
    #[doc(alias = "transactionFavoredLimit")]
    Favored,
    /// Pix, bank transfers, transfers inside.
    #[doc(alias = "transactionProductsLimit")]
    Products,
    /// Money in.
    #[doc(alias = "cashInLimits")]
    MoneyIn,
    /// When the night begins.
    #[doc(alias = "times")]
    Times,
}

impl LimitChange {
    /// Nothing changes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The global limit of a day, in BRL.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for an amount below zero or with
    /// fractions of a cent.
    pub fn global(self, amount: Amount) -> Result<Self> {
        check::not_negative(amount, "limits.global.amount")?;
        let limit = BTreeMap::from([("amount", amount.to_string())]);
        Ok(self.set(LimitGroup::MoneyOut, "global", Unpublished::of(&limit)?))
    }

    /// The hour at which the night begins, 20 to 22. Sent as a number; the provider's guide does
    /// not say in which form.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for another hour.
    #[doc(alias = "startNight")]
    pub fn night_from(self, hour: u8) -> Result<Self> {
        if !(20..=22).contains(&hour) {
            return Err(Error::input(format!(
                "times.startNight is {hour}; the night begins at 20, 21 or 22"
            )));
        }
        Ok(self.set(LimitGroup::Times, "startNight", Unpublished::of(&hour)?))
    }

    /// Any field of a group, such as `instantPayment` of the products. What goes into it is not
    /// published.
    pub fn set(mut self, group: LimitGroup, name: impl Into<String>, value: Unpublished) -> Self {
        let fields = match group {
            LimitGroup::MoneyOut => &mut self.limits,
            LimitGroup::Favored => &mut self.transaction_favored_limit,
            LimitGroup::Products => &mut self.transaction_products_limit,
            LimitGroup::MoneyIn => &mut self.cash_in_limits,
            LimitGroup::Times => &mut self.times,
        };
        fields.insert(name.into(), value);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        let groups = [
            &self.limits,
            &self.transaction_favored_limit,
            &self.transaction_products_limit,
            &self.cash_in_limits,
            &self.times,
        ];
        if groups.into_iter().all(BTreeMap::is_empty) {
            return Err(Error::input("no limit is changed; set at least one"));
        }
        Ok(())
    }
}

/// A favoured payee to be added to an account's limits.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewFavored {
    #[serde(rename = "type")]
    kind: FavoredKind,
    data: Unpublished,
    #[serde(skip_serializing_if = "Option::is_none")]
    nickname: Option<Redacted<String>>,
}

impl NewFavored {
    /// A payee named by `kind`. What goes into `data` is not published.
    pub fn new(kind: FavoredKind, data: Unpublished) -> Self {
        Self {
            kind,
            data,
            nickname: None,
        }
    }

    /// What the holder calls the payee.
    pub fn nickname(mut self, name: impl Into<String>) -> Self {
        self.nickname = Some(Redacted::new(name.into()));
        self
    }
}

/// A favoured payee.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Favored {
    /// Identifier.
    #[serde(rename = "favoredId")]
    #[doc(alias = "favoredId")]
    pub id: Option<FavoredId>,
    /// What the holder calls the payee.
    pub nickname: Option<Redacted<String>>,
    /// Branch of the account whose limits it belongs to.
    #[serde(default, with = "wire::string_or_number")]
    pub branch: Option<Redacted<String>>,
    /// Number of the account whose limits it belongs to.
    #[serde(rename = "account", default, with = "wire::string_or_number")]
    #[doc(alias = "account")]
    pub number: Option<Redacted<String>>,
    /// What it is named by.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<FavoredKind>,
    /// The Pix key or account; its shape is not published.
    pub data: Option<Unpublished>,
    /// From when it counts: seen to be a day after it was added.
    #[serde(rename = "startDate")]
    #[doc(alias = "startDate")]
    pub starts_at: Option<Timestamp>,
    /// When it was changed.
    #[serde(rename = "updatedAt")]
    #[doc(alias = "updatedAt")]
    pub updated_at: Option<Timestamp>,
    /// When it was added.
    #[serde(rename = "createdAt")]
    #[doc(alias = "createdAt")]
    pub created_at: Option<Timestamp>,
}
