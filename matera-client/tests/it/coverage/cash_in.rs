use matera_client::Amount;
use matera_client::model::NewCashIn;

use super::{Case, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "cash_in.create" at "/data": |matera| {
            let cash_in = NewCashIn::new(Amount::from_cents(5_990), "52998224725");
            one(&matera.cash_in().create(&cash_in).send().await?)
        };
    }
}
