//! Accounts.

use std::fmt::Display;

use client_core::Operation;
use client_core::money::Amount;
use time::Date;

use super::data::{Deletable, Resource, Resumable, RetrievedByLink, TokenAhead, Unlinked};
use crate::model::{Account, AccountCategory, AccountId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for Account {
    type Id = AccountId;
    const LIST: &'static Operation = &operations::accounts::LIST;
    const GET: &'static Operation = &operations::accounts::GET;
    const RETRIEVE: &'static Operation = &operations::accounts::RETRIEVE;
    const RESUME: Option<&'static Operation> = Some(&operations::accounts::RESUME);
}

impl Deletable for Account {
    const DELETE: &'static Operation = &operations::accounts::DELETE;
}

impl Resumable for Account {}

impl TokenAhead for Account {}

impl RetrievedByLink for Account {}

impl Unlinked for Account {}

impl Query<Account> {
    /// By what can be spent.
    pub fn balance_available(self, lookup: Lookup<Amount>) -> Self {
        self.compare("balance__available", &lookup)
    }

    /// By the balance.
    pub fn balance_current(self, lookup: Lookup<Amount>) -> Self {
        self.compare("balance__current", &lookup)
    }

    /// Only those with one of these values in `category`.
    pub fn category<'v>(self, values: impl IntoIterator<Item = &'v AccountCategory>) -> Self {
        self.one_of("category", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// Only those with one of these values in `currency`.
    pub fn currency<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("currency", values)
    }

    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v AccountId>) -> Self {
        self.one_of("id", values)
    }

    /// Only those with one of these values in `institution`.
    pub fn institution<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("institution", values)
    }

    /// Only those with exactly this text in `name`.
    pub fn name(self, value: impl AsRef<str>) -> Self {
        self.filter("name", value.as_ref())
    }

    /// Only those whose `name` holds this text, of at least three letters.
    #[doc(alias = "icontains")]
    pub fn name_contains(self, text: impl AsRef<str>) -> Self {
        self.containing("name", text.as_ref())
    }

    /// Only those with one of these values in `number`.
    pub fn number<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("number", values)
    }

    /// Only those with this value in `public_identification_name`.
    pub fn public_identification_name(self, value: impl AsRef<str>) -> Self {
        self.filter("public_identification_name", value.as_ref())
    }

    /// Only those with this value in `public_identification_value`.
    pub fn public_identification_value(self, value: impl AsRef<str>) -> Self {
        self.filter("public_identification_value", value.as_ref())
    }

    /// Only those with this value in `type`.
    pub fn kind(self, value: impl AsRef<str>) -> Self {
        self.filter("type", value.as_ref())
    }
}
