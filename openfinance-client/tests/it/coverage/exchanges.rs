use super::{Case, ID, all, as_customer, one};

pub(super) fn cases() -> Vec<Case> {
    as_customer! {
        "exchanges.list": |connection| all(connection.exchanges().list().send()).await;
        "exchanges.get": |connection| one(&connection.exchanges().get(&ID.into()).send().await?);
        "exchanges.list_events": |connection| {
            all(connection.exchanges().list_events(&ID.into()).send()).await
        };
    }
}
