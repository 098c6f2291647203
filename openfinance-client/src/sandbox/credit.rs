//! Credit: loans, financings, advances on invoices and unarranged overdrafts, API 2.x each.

use serde_json::{Value, json};

use super::ask::Ask;
use super::credit_story::{Contract, contract_of};
use super::reply::{Answer, Reply, put};
use super::resources::check_available;
use super::router::World;

pub(super) const APIS: [&str; 4] = [
    "loans",
    "financings",
    "invoice-financings",
    "unarranged-accounts-overdraft",
];

pub(super) fn answer(
    world: &mut World,
    ask: &Ask<'_>,
    method: &str,
    (api, path): (&str, &[&str]),
) -> Answer {
    let family = api.to_uppercase().replace('-', "_");
    let needed = match (method, path) {
        ("GET", ["contracts"] | ["contracts", _]) => "READ",
        ("GET", ["contracts", _, "warranties"]) => "WARRANTIES_READ",
        ("GET", ["contracts", _, "scheduled-instalments"]) => "SCHEDULED_INSTALMENTS_READ",
        ("GET", ["contracts", _, "payments"]) => "PAYMENTS_READ",
        _ => return Err(Reply::empty(404)),
    };
    ask.reads(world, api, &format!("{family}_{needed}"))?;
    let contract = contract_of(api);
    let ["contracts", id, rest @ ..] = path else {
        return ask.page(&[summary(&contract)]);
    };
    check_available(id)?;
    if contract.id != *id {
        return Err(Reply::complaint(404, "CONTRATO_INEXISTENTE"));
    }
    match rest {
        ["warranties"] => ask.page(&contract.warranties),
        ["scheduled-instalments"] => ask.one(&contract.instalments),
        ["payments"] => ask.one(&contract.payments),
        _ => ask.one(&contract.terms),
    }
}

/// What the list shows of a contract.
fn summary(contract: &Contract) -> Value {
    let mut summary = json!({
        "contractId": contract.id,
        "brandName": "Banco Fictício",
        "companyCnpj": "11222333000181",
    });
    for name in ["productType", "productSubType", "ipocCode"] {
        let value = contract.terms.get(name).cloned();
        put(&mut summary, name, value.unwrap_or_default());
    }
    summary
}
