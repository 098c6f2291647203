//! What a consent reaches, API 3.x.

use serde_json::{Value, json};

use super::consents::find;
use super::reply::{Answer, Reply, now};
use super::router::{Ask, World};

/// What the customer has at the bank: id, kind, state, and the permission that shows it.
const HOLDINGS: [(&str, &str, &str, &str); 3] = [
    ("conta-001", "ACCOUNT", "AVAILABLE", "ACCOUNTS_READ"),
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
    let consent = ask.access.consent().unwrap_or_default();
    if let Some(left) = world.assembling.checked_sub(1) {
        world.assembling = left;
        return Ok(Reply::empty(202));
    }
    let consent = find(world, consent)?;
    if !consent.is_authorised() {
        return Err(Reply::complaint(401, "CONSENTIMENTO_REVOGADO"));
    }
    let shown: Vec<Value> = HOLDINGS
        .iter()
        .filter(|(_, _, _, permission)| consent.permissions.iter().any(|p| p == permission))
        .map(|(id, kind, status, _)| json!({"resourceId": id, "type": kind, "status": status}))
        .collect();
    Ok(Reply::json(
        200,
        json!({
            "data": shown,
            "links": {"self": ask.request.url},
            "meta": {"totalRecords": shown.len(), "totalPages": 1, "requestDateTime": now()},
        }),
    ))
}
