use super::{Case, YEAR, all};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "partner.statement": |erp| all(erp.partner().statement(YEAR.0, YEAR.1).send()).await;
    }
}
