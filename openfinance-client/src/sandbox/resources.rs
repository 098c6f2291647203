//! What a consent reaches, API 3.x.

use serde_json::{Value, json};

use super::ask::Ask;
use super::reply::{Answer, Reply};
use super::router::World;

/// What the customer has at the bank: id, kind, state, and the permission that shows it.
const HOLDINGS: &[(&str, &str, &str, &str)] = &[
    ("conta-001", "ACCOUNT", "AVAILABLE", "ACCOUNTS_READ"),
    ("conta-002", "ACCOUNT", "AVAILABLE", "ACCOUNTS_READ"),
    (
        "cartao-001",
        "CREDIT_CARD_ACCOUNT",
        "AVAILABLE",
        "CREDIT_CARDS_ACCOUNTS_READ",
    ),
    ("emprestimo-001", "LOAN", "AVAILABLE", "LOANS_READ"),
];

pub(super) fn answer(world: &mut World, ask: &Ask<'_>, method: &str, path: &[&str]) -> Answer {
    if (method, path) != ("GET", &["resources"]) {
        return Err(Reply::empty(404));
    }
    ask.needs("resources")?;
    if let Some(left) = world.assembling.checked_sub(1) {
        world.assembling = left;
        return Ok(Reply::empty(202));
    }
    let granted = ask.permissions(world)?;
    let shown: Vec<Value> = HOLDINGS
        .iter()
        .filter(|(_, _, _, permission)| granted.iter().any(|one| one == permission))
        .map(|(id, kind, status, _)| json!({"resourceId": id, "type": kind, "status": status}))
        .collect();
    ask.page(&shown)
}
