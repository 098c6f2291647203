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
    (
        "financiamento-001",
        "FINANCING",
        "AVAILABLE",
        "FINANCINGS_READ",
    ),
    (
        "desconto-001",
        "INVOICE_FINANCING",
        "AVAILABLE",
        "INVOICE_FINANCINGS_READ",
    ),
    (
        "adiantamento-001",
        "UNARRANGED_ACCOUNT_OVERDRAFT",
        "AVAILABLE",
        "UNARRANGED_ACCOUNTS_OVERDRAFT_READ",
    ),
    (
        "cdb-001",
        "BANK_FIXED_INCOME",
        "AVAILABLE",
        "BANK_FIXED_INCOMES_READ",
    ),
    (
        "debenture-001",
        "CREDIT_FIXED_INCOME",
        "AVAILABLE",
        "CREDIT_FIXED_INCOMES_READ",
    ),
    (
        "acao-001",
        "VARIABLE_INCOME",
        "AVAILABLE",
        "VARIABLE_INCOMES_READ",
    ),
    (
        "tesouro-001",
        "TREASURE_TITLE",
        "AVAILABLE",
        "TREASURE_TITLES_READ",
    ),
    ("fundo-001", "FUND", "AVAILABLE", "FUNDS_READ"),
    ("fundo-002", "FUND", "TEMPORARILY_UNAVAILABLE", "FUNDS_READ"),
    ("cambio-001", "EXCHANGE", "AVAILABLE", "EXCHANGES_READ"),
];

/// Refuses what the customer does not have, and what cannot be read now.
pub(super) fn check_available(id: &str) -> Result<(), Reply> {
    let held = HOLDINGS.iter().find(|(held, _, _, _)| *held == id);
    match held {
        None => Err(Reply::complaint(404, "RECURSO_INEXISTENTE")),
        Some((_, _, "AVAILABLE", _)) => Ok(()),
        Some((_, _, status, _)) => {
            let code = format!("STATUS_RESOURCE_{status}");
            Err(Reply::complaint(403, &code))
        }
    }
}

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
