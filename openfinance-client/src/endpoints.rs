//! Where each operation of a bank lives.

use std::collections::BTreeMap;
use std::fmt;

use client_core::Operation;
use url::Url;

use crate::operations::{ApiFamily, FAMILIES};

/// The base address of every operation that a bank offers: its path template, which begins at
/// `/open-banking`, goes behind it.
///
/// A bank has no single address: it registers each endpoint in the directory.
/// What it has not registered is not here, and calling it fails before anything is sent.
#[derive(Clone, Default)]
pub struct Endpoints {
    bases: BTreeMap<&'static str, Url>,
}

impl Endpoints {
    /// No operation at all, to be filled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Every operation of every family below one address, such as a sandbox's.
    pub fn at(base: &Url) -> Self {
        FAMILIES.iter().fold(Self::new(), |endpoints, family| {
            endpoints.with_family(family, base)
        })
    }

    /// Every operation of one family below one address.
    #[must_use]
    pub fn with_family(self, family: &ApiFamily, base: &Url) -> Self {
        let operations = family.operations.iter();
        operations.fold(self, |endpoints, operation| {
            endpoints.with_operation(operation, base.clone())
        })
    }

    /// One operation below an address.
    #[must_use]
    pub fn with_operation(mut self, operation: &'static Operation, base: Url) -> Self {
        self.bases.insert(operation.name, base);
        self
    }

    /// The address an operation's path goes behind; `None` when the bank does not offer it.
    pub fn base_of(&self, operation: &Operation) -> Option<&Url> {
        self.bases.get(operation.name)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &Url)> {
        self.bases.iter().map(|(name, base)| (*name, base))
    }
}

impl fmt::Debug for Endpoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.bases.keys()).finish()
    }
}
