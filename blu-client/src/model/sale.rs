//! The sales movement, as far as it is known.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::InstallmentId;

client_core::id_type! {
    /// Identifies a sale; Blu's key for its details and its cancellation.
    #[doc(alias = "id_venda")]
    pub struct SaleId;
}

client_core::open_enum! {
    /// Which sales to list.
    pub enum SaleStatus {
        /// Approved.
        Confirmed = "confirmed",
        /// Canceled after approval.
        Canceled = "canceled",
        /// Rejected by Blu.
        SystemRejected = "system_rejected",
        /// Not decided yet.
        Pending = "pending",
        /// With Blu's fraud check.
        AntifraudAnalysis = "antifraud_analysis",
        /// With the acquirer.
        AcquirerAnalysis = "acquirer_analysis",
    }
}

/// One card sale and its installments.
///
/// Blu's documentation names two fields of this answer, `id_venda` and `id_transaction`; the others
/// are in [`fields`](Self::fields) as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sale {
    /// Identifies the sale.
    #[doc(alias = "id_venda")]
    pub id: Option<SaleId>,
    /// The installments: the objects with an `id_transaction` in whichever list of the sale holds
    /// them, or the sale itself when it has one.
    pub installments: Vec<SaleInstallment>,
    /// Everything Blu sent, installments included.
    pub fields: Fields,
}

/// One installment of a [`Sale`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SaleInstallment {
    /// Identifies the installment in every liquidation of it.
    #[doc(alias = "id_transaction")]
    pub id: InstallmentId,
    /// Everything Blu sent.
    pub fields: Fields,
}

/// The fields of a JSON object by name, each as the JSON text that Blu sent, to the digit.
///
/// `Debug` shows the names only: the values may be personal data.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Fields(BTreeMap<String, Box<RawValue>>);

impl Fields {
    /// The JSON text of a field: `"\"000123\""` for a text, `"12.50"` for a number.
    pub fn json(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|value| value.get())
    }

    /// A field that is a text, without its quotes.
    pub fn text(&self, name: &str) -> Option<String> {
        self.read(name)
    }

    /// All names, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    fn read<T: for<'de> Deserialize<'de>>(&self, name: &str) -> Option<T> {
        serde_json::from_str(self.json(name)?).ok()
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

impl PartialEq for Fields {
    fn eq(&self, other: &Self) -> bool {
        let names_agree = self.names().eq(other.names());
        names_agree && self.names().all(|name| self.json(name) == other.json(name))
    }
}

impl Eq for Fields {}

// The names that the documentation gives.
const SALE_ID: &str = "id_venda";
const INSTALLMENT_ID: &str = "id_transaction";

impl Sale {
    fn new(fields: Fields) -> Self {
        let itself = SaleInstallment::new(fields.clone());
        let nested = fields
            .names()
            .filter_map(|name| fields.read::<Vec<Fields>>(name))
            .flatten()
            .filter_map(SaleInstallment::new);
        Self {
            id: fields.read(SALE_ID),
            installments: itself.into_iter().chain(nested).collect(),
            fields,
        }
    }
}

impl SaleInstallment {
    fn new(fields: Fields) -> Option<Self> {
        let id = fields.read(INSTALLMENT_ID)?;
        Some(Self { id, fields })
    }
}

impl<'de> Deserialize<'de> for Sale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Fields::deserialize(deserializer).map(Self::new)
    }
}

impl Serialize for Sale {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fields.serialize(serializer)
    }
}

impl Serialize for SaleInstallment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fields.serialize(serializer)
    }
}
