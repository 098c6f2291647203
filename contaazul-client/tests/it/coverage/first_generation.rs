use super::{Case, event, id, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "first_generation.create_receivable": |erp| {
            one(&erp.first_generation().create_receivable(&event()).send().await?)
        };
        "first_generation.create_payable": |erp| {
            one(&erp.first_generation().create_payable(&event()).send().await?)
        };
        "first_generation.protocol": |erp| {
            one(&erp.first_generation().protocol(&id()).send().await?)
        };
    }
}
