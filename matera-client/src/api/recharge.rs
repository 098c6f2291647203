//! Mobile recharge.

use crate::action::{Action, KeyedAction};
use crate::client::Matera;
use crate::draft::Draft;
use crate::model::{AccountId, Carrier, CarrierId, NewRecharge, TransactionReceipt, Unpublished};
use crate::operations::recharge as row;

/// Mobile recharge: reached by [`Matera::recharge`].
#[doc(alias = "recarga")]
#[derive(Clone, Copy, Debug)]
pub struct RechargeArea<'a> {
    client: &'a Matera,
}

impl Matera {
    /// Mobile recharge.
    #[doc(alias = "recarga")]
    pub fn recharge(&self) -> RechargeArea<'_> {
        RechargeArea { client: self }
    }
}

const BRAZIL: &str = "BRA";

impl RechargeArea<'_> {
    /// The carriers that can be recharged in an area of Brazil, by its code of two digits.
    /// Documented (D).
    #[doc(alias = "operadoras")]
    #[doc(alias = "DDD")]
    pub fn carriers(&self, area_code: &str) -> Action<Vec<Carrier>> {
        let draft = Draft::of(&row::CARRIERS)
            .argument("countryCode", BRAZIL)
            .argument("areaCode", area_code);
        Action::list(self.client, Ok(draft))
    }

    /// The values that a carrier recharges. Documented (D); the shape of an item is not published.
    pub fn values(&self, area_code: &str, carrier: &CarrierId) -> Action<Vec<Unpublished>> {
        let draft = Draft::of(&row::VALUES)
            .argument("countryCode", BRAZIL)
            .argument("areaCode", area_code)
            .argument("carrierId", carrier);
        Action::list(self.client, Ok(draft))
    }

    /// Recharges a telephone out of an account. Documented (D).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent without a number
    /// or a carrier, and for an amount that is not above zero or not whole cents.
    pub fn create(
        &self,
        account: &AccountId,
        recharge: &NewRecharge,
    ) -> KeyedAction<TransactionReceipt> {
        let draft = Draft::of(&row::CREATE).of_account(account);
        let draft = recharge.check().and_then(|()| draft.json(recharge));
        Action::data(self.client, draft).keyed()
    }
}
