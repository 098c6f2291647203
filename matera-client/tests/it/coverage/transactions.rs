use matera_client::model::{BureauStatus, BureauValidation};
use time::macros::datetime;

use super::{Case, id, none, one, page};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "transactions.list" at "/data/transactions": |matera| {
            page(matera.transactions().list(&id()).send()).await
        };
        "transactions.get" at "/data": |matera| {
            one(&matera.transactions().get(&id(), &id()).send().await?)
        };
        "transactions.bureau_validation": |matera| {
            let at = datetime!(2026-11-20 10:00 -3);
            let found = BureauValidation::new(&id(), at, BureauStatus::Approved);
            none(matera.transactions().report_validation(&id(), &found).send().await?)
        };
    }
}
