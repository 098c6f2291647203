use super::{Case, all, as_customer};

pub(super) fn cases() -> Vec<Case> {
    as_customer! {
        "resources.list": |connection| all(connection.resources().list().send()).await;
    }
}
