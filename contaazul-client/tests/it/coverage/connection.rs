use super::{Case, id, none, one};

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "connection.company": |erp| one(&erp.connection().company().send().await?);
        "connection.revoke": |erp| none(erp.connection().revoke(&id()).send().await?);
    }
}
