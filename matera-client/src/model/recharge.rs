//! Mobile recharge.

use client_core::Result;
use client_core::money::Amount;
use serde::{Deserialize, Serialize};

use super::{MobilePhone, check};

client_core::id_type! {
    /// A telephone carrier.
    #[doc(alias = "carrierId")]
    #[doc(alias = "operadora")]
    pub struct CarrierId;
}

/// A telephone carrier.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Carrier {
    /// Identifier.
    #[serde(rename = "carrierId")]
    #[doc(alias = "carrierId")]
    pub id: Option<CarrierId>,
    /// Name.
    #[serde(rename = "carrierName")]
    #[doc(alias = "carrierName")]
    pub name: Option<String>,
}

/// A telephone to be recharged.
#[derive(Clone, Debug, Serialize)]
#[must_use]
#[serde(rename_all = "camelCase")]
pub struct NewRecharge {
    mobile_phone: MobilePhone,
    total_amount: Amount,
    carrier_id: CarrierId,
}

impl NewRecharge {
    /// Of this amount in BRL, one of [`values`](crate::api::RechargeArea::values).
    pub fn new(phone: MobilePhone, carrier: impl Into<CarrierId>, amount: Amount) -> Self {
        Self {
            mobile_phone: phone,
            total_amount: amount,
            carrier_id: carrier.into(),
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.mobile_phone.check()?;
        check::not_empty(self.carrier_id.as_str(), "carrierId")?;
        check::positive(self.total_amount, "totalAmount")
    }
}
