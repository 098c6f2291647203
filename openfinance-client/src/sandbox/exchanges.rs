//! Currency exchange, API 1.x.

use serde_json::{Value, json};

use super::ask::Ask;
use super::investment_story::{brl, days_ago};
use super::reply::{Answer, Reply, put};
use super::resources::check_available;
use super::router::World;

const ID: &str = "cambio-001";

pub(super) fn answer(world: &mut World, ask: &Ask<'_>, method: &str, path: &[&str]) -> Answer {
    ask.reads(world, "exchanges", "EXCHANGES_READ")?;
    match (method, path) {
        ("GET", ["operations"]) => ask.page(&[json!({
            "brandName": "Banco Fictício",
            "companyCnpj": "11222333000181",
            "operationId": ID,
        })]),
        ("GET", ["operations", id, rest @ ..]) => {
            check_available(id)?;
            match (*id, rest) {
                (ID, []) => ask.one(&operation()),
                (ID, ["events"]) => ask.page(&[settled(), agreed()]),
                _ => Err(Reply::empty(404)),
            }
        }
        _ => Err(Reply::empty(404)),
    }
}

/// Ten thousand dollars bought a month ago, and paid to a supplier two days later.
fn operation() -> Value {
    let mut operation = json!({
        "authorizedInstitutionCnpjNumber": "11222333000181",
        "authorizedInstitutionName": "BANCO FICTICIO S.A.",
        "operationNumber": "393874649456",
        "operationType": "COMPRA",
        "operationDate": agreed_at(),
    });
    put_terms(&mut operation);
    operation
}

fn agreed() -> Value {
    let mut event = json!({
        "eventSequenceNumber": "493874649456",
        "eventType": "1",
        "eventDate": agreed_at(),
    });
    put_terms(&mut event);
    event
}

fn settled() -> Value {
    json!({
        "eventSequenceNumber": "493874649457",
        "eventType": "4",
        "eventDate": format!("{}T18:00:00Z", days_ago(28)),
        "localCurrencyOperationValue": brl("51200.00"),
        "foreignOperationValue": usd("10000.00"),
        "operationOutstandingBalance": usd("0.00"),
        "foreignPartie": {
            "relationshipCode": "50",
            "foreignPartieName": "Zola Trading Ltd.",
            "foreignPartieCountryCode": "ZA",
        },
    })
}

fn agreed_at() -> String {
    format!("{}T17:30:00Z", days_ago(30))
}

fn put_terms(to: &mut Value) {
    let terms = [
        ("dueDate", json!(days_ago(28))),
        ("localCurrencyOperationTax", brl("5.12")),
        ("localCurrencyOperationValue", brl("51200.00")),
        ("foreignOperationValue", usd("10000.00")),
        ("vetAmount", brl("5.1712")),
        ("deliveryForeignCurrency", json!("TELETRANSMISSAO")),
        ("operationCategoryCode", json!("90302")),
    ];
    for (name, value) in terms {
        put(to, name, value);
    }
}

fn usd(amount: &str) -> Value {
    json!({"amount": amount, "currency": "USD"})
}
