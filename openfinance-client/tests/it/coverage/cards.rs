use time::macros::date;

use openfinance_client::model::CardTransactionKind;

use super::{Case, ID, all, as_customer, one};

pub(super) fn cases() -> Vec<Case> {
    as_customer! {
        "cards.list": |connection| all(connection.cards().list().send()).await;
        "cards.get": |connection| one(&connection.cards().get(&ID.into()).send().await?);
        "cards.get_limits": |connection| one(&connection.cards().get_limits(&ID.into()).send().await?);
        "cards.list_bills": |connection| {
            let list = connection.cards().list_bills(&ID.into());
            all(list.due_between(date!(2026 - 09 - 01), date!(2026 - 11 - 30)).send()).await
        };
        "cards.list_bill_transactions": |connection| {
            let list = connection.cards().list_bill_transactions(&ID.into(), &ID.into());
            all(list.kind(&CardTransactionKind::Purchase).send()).await
        };
        "cards.list_transactions": |connection| {
            let list = connection.cards().list_transactions(&ID.into());
            all(list.merchant_category(742).send()).await
        };
        "cards.list_recent_transactions": |connection| {
            let list = connection.cards().list_recent_transactions(&ID.into());
            all(list.made_between(date!(2026 - 11 - 16), date!(2026 - 11 - 22)).send()).await
        };
    }
}
