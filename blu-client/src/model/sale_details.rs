//! The details of one sale.

use client_core::wire::LocalRule;
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::OffsetDateTime;

use super::Fields;

const WRAPPER: &str = "data";
const OCCURRED_AT: &str = "data_ocorrencia";
const KIND: &str = "tipo_da_venda";

/// The details of a sale. Blu's documentation names two fields of them, and others that begin with
/// `status`; all are in [`fields`](Self::fields) as they came.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SaleDetails {
    /// When it was made. Blu writes the local time without a zone; it is read as Brasília's.
    /// `None` also when it is written in another way.
    #[doc(alias = "data_ocorrencia")]
    pub occurred_at: Option<OffsetDateTime>,
    /// The kind of sale.
    #[doc(alias = "tipo_da_venda")]
    pub kind: Option<String>,
    /// Everything Blu sent of the sale.
    pub fields: Fields,
}

impl SaleDetails {
    fn new(fields: Fields) -> Self {
        let occurred_at = fields.text(OCCURRED_AT);
        Self {
            occurred_at: occurred_at.and_then(|text| LocalRule::BRASILIA.read(&text).ok()),
            kind: fields.text(KIND),
            fields,
        }
    }
}

impl<'de> Deserialize<'de> for SaleDetails {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let answer = Fields::deserialize(deserializer)?;
        let wrapped = answer.object(WRAPPER);
        Ok(Self::new(wrapped.unwrap_or(answer)))
    }
}

impl Serialize for SaleDetails {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut answer = serializer.serialize_map(Some(1))?;
        answer.serialize_entry(WRAPPER, &self.fields)?;
        answer.end()
    }
}
