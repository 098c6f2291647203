//! Accounts and cards.

use openfinance_client::Connection;
use openfinance_client::model::{AccountId, BillId, CardAccountId, CardBill};
use time::OffsetDateTime;
use time::macros::offset;

use super::{one, parts};
use crate::dump::Period;
use crate::dump::source::{Lines, Source};

const ACCOUNT: &str = "accountId";
const CARD: &str = "creditCardAccountId";

pub(super) fn account(
    connection: &Connection,
    id: &AccountId,
    period: Period,
    now: OffsetDateTime,
) -> Vec<Source> {
    let accounts = connection.accounts();
    let whole = (ACCOUNT, id.as_str());
    let movements = accounts.movements(id, period.from, period.to, now);
    vec![
        one("account", whole, accounts.get(id)),
        one("balance", whole, accounts.get_balance(id)),
        one("overdraft_limits", whole, accounts.get_overdraft_limits(id)),
        parts(
            "reserved_balance",
            whole,
            accounts.list_reserved_balances(id).send(),
        ),
        parts("movement", whole, movements.send()),
    ]
}

pub(super) fn card(
    connection: &Connection,
    id: &CardAccountId,
    period: Period,
    now: OffsetDateTime,
) -> Vec<Source> {
    let cards = connection.cards();
    let whole = (CARD, id.as_str());
    let limits = cards.get_limits(id);
    // What is bought on credit is told until today.
    let to = period.to.min(now.to_offset(offset!(-3)).date());
    let movements = cards.movements(id, period.from, to, now);
    let bills = cards.list_bills(id).due_between(period.from, period.to);
    vec![
        one("card", whole, cards.get(id)),
        Source::once(format!("card_limit {id}"), {
            let id = id.clone();
            async move {
                let mut lines = Lines::default();
                lines.add_parts("card_limit", (CARD, id.as_str()), &limits.send().await?)?;
                Ok(lines)
            }
        }),
        Source::list_with(format!("bill {id}"), bills.send(), {
            let (connection, id) = (connection.clone(), id.clone());
            async move |bills| whole_bills(&connection, &id, &bills).await
        }),
        parts("card_transaction", whole, movements.send()),
    ]
}

/// Bills, and what is on each.
async fn whole_bills(
    connection: &Connection,
    id: &CardAccountId,
    bills: &[CardBill],
) -> client_core::Result<Lines> {
    let mut lines = Lines::default();
    lines.add_parts("bill", (CARD, id.as_str()), bills)?;
    let ids = bills.iter().map(|bill| &bill.id);
    for bill in ids.collect::<Vec<&BillId>>() {
        let on_it = connection.cards().list_bill_transactions(id, bill);
        let on_it = on_it.send().try_collect().await?;
        lines.add_parts("bill_transaction", ("billId", bill.as_str()), &on_it)?;
    }
    Ok(lines)
}
