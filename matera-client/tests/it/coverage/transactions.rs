use super::{Case, id, one, page};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "transactions.list" at "/data/transactions": |matera| {
            page(matera.transactions().list(&id()).send()).await
        };
        "transactions.get" at "/data": |matera| {
            one(&matera.transactions().get(&id(), &id()).send().await?)
        };
    }
}
