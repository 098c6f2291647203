//! The sales movement, as far as it is known.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Fields, InstallmentId};

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
