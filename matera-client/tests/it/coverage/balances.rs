use matera_client::model::AccountNumber;
use time::macros::date;

use super::{Case, id, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "balances.get" at "/data": |matera| one(&matera.balances().get(&id()).send().await?);
        "balances.get_by_number" at "/data": |matera| {
            let number = AccountNumber::new(1, 3232);
            one(&matera.balances().get_by_number(&number).send().await?)
        };
        "balances.get_v1" at "/data": |matera| {
            one(&matera.balances().get_v1(&id()).send().await?)
        };
        "balances.get_v1_by_number" at "/data": |matera| {
            let number = AccountNumber::new(1, 3232);
            one(&matera.balances().get_v1_by_number(&number).send().await?)
        };
        "balances.period" at "/data": |matera| {
            let (from, to) = (date!(2026 - 10 - 01), date!(2026 - 10 - 31));
            one(&matera.balances().period(&id(), from, to).send().await?)
        };
    }
}
