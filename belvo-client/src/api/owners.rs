//! Owners.

use client_core::Operation;
use time::Date;

use super::data::{Deletable, Resource, Resumable, RetrievedByLink, TokenAhead, Unlinked};
use crate::model::{Owner, OwnerId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for Owner {
    type Id = OwnerId;
    const LIST: &'static Operation = &operations::owners::LIST;
    const GET: &'static Operation = &operations::owners::GET;
    const RETRIEVE: &'static Operation = &operations::owners::RETRIEVE;
    const RESUME: Option<&'static Operation> = Some(&operations::owners::RESUME);
}

impl Deletable for Owner {
    const DELETE: &'static Operation = &operations::owners::DELETE;
}

impl Resumable for Owner {}

impl TokenAhead for Owner {}

impl RetrievedByLink for Owner {}

impl Unlinked for Owner {}

impl Query<Owner> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v OwnerId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// Only those with this value in `email`.
    pub fn email(self, value: impl AsRef<str>) -> Self {
        self.filter("email", value.as_ref())
    }

    /// Only those whose `display_name` holds this text, of at least three letters.
    #[doc(alias = "icontains")]
    pub fn display_name_contains(self, text: impl AsRef<str>) -> Self {
        self.containing("display_name", text.as_ref())
    }
}
