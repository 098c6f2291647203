use matera_client::Amount;
use matera_client::model::{MobilePhone, NewRecharge};

use super::{Case, id, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "recharge.carriers" at "/data": |matera| {
            one(&matera.recharge().carriers("47").send().await?)
        };
        "recharge.values" at "/data": |matera| {
            one(&matera.recharge().values("47", &id()).send().await?)
        };
        "recharge.create" at "/data": |matera| {
            let phone = MobilePhone::new("47999990000");
            let recharge = NewRecharge::new(phone, "11", Amount::from_cents(2_000));
            one(&matera.recharge().create(&id(), &recharge).send().await?)
        };
    }
}
