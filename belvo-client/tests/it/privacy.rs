//! What is printed, and what never is.

use belvo_client::model::{Account, Owner, Transaction};
use belvo_client::{Belvo, Environment, Keys};
use serde_json::Value;

use crate::harness::{SECRET, fixture};

#[test]
fn keys_are_not_printed() {
    let keys = Keys::new("key-id", SECRET);
    let builder = Belvo::builder(Environment::production(), keys.clone());
    let mut shown = format!("{keys:?} {builder:?}");
    shown += &format!("{:?}", builder.build().unwrap());
    assert!(
        !shown.contains(SECRET) && !shown.contains("key-id"),
        "{shown}"
    );
}

/// Every text of the fixture under a name that means a person.
fn personal(value: &Value, found: &mut Vec<String>) {
    const NAMES: [&str; 12] = [
        "display_name",
        "social_name",
        "civil_name",
        "company_name",
        "trade_name",
        "email",
        "phone_number",
        "document_number",
        "description",
        "public_identification_value",
        "postcode",
        "observations",
    ];
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if NAMES.contains(&&**name) => found.push(text.clone()),
                    _ => personal(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| personal(item, found)),
        _ => {}
    }
}

#[test]
fn personal_data_are_not_printed() {
    let owners: Value = serde_json::from_str(&fixture("owners/list")).unwrap();
    let mut printed = Vec::new();
    for owner in owners["results"].as_array().unwrap() {
        let read: Owner = serde_json::from_str(&owner.to_string()).unwrap();
        printed.push((owner.clone(), format!("{read:?}")));
    }
    let account = fixture("accounts/get");
    let read: Account = serde_json::from_str(&account).unwrap();
    printed.push((serde_json::from_str(&account).unwrap(), format!("{read:?}")));
    let transaction = fixture("transactions/get");
    let read: Transaction = serde_json::from_str(&transaction).unwrap();
    printed.push((
        serde_json::from_str(&transaction).unwrap(),
        format!("{read:?}"),
    ));

    for (sent, printed) in printed {
        let mut secrets = Vec::new();
        personal(&sent, &mut secrets);
        assert!(!secrets.is_empty());
        for secret in secrets {
            assert!(
                !printed.contains(&format!("{secret:?}")),
                "{secret} in {printed}"
            );
        }
    }
}

#[test]
fn the_three_kinds_of_owners_are_told_apart() {
    let page: Value = serde_json::from_str(&fixture("owners/list")).unwrap();
    let kinds: Vec<_> = page["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(
            |owner| match serde_json::from_str(&owner.to_string()).unwrap() {
                Owner::Individual(person) => ("person", person.display_name),
                Owner::Business(company) => ("company", company.company_name),
                Owner::Other(other) => ("other", other.display_name),
                _ => panic!("a fourth kind"),
            },
        )
        .map(|(kind, name)| (kind, name.unwrap().expose_owned()))
        .collect();
    let expected = [
        ("person", "Lia Fictícia"),
        ("company", "Padaria Flor de Trigo Ltda"),
        ("other", "Lia Fictícia"),
    ];
    assert_eq!(kinds, expected.map(|(kind, name)| (kind, name.to_owned())));
}

#[test]
fn tax_data_of_persons_are_not_printed() {
    let text = |name: &str| fixture(name);
    let printed = [
        read_one::<belvo_client::model::TaxReturn>(&text("tax_returns/get")),
        read_one::<belvo_client::model::TaxStatus>(&text("tax_status/get")),
        read_one::<belvo_client::model::Invoice>(&text("invoices/get")),
        read_one::<belvo_client::model::EmploymentRecord>(&text("employment_records/get")),
        read_one::<belvo_client::model::ChileanTaxStatus>(&text("tax_status_chile/get")),
        read_one::<belvo_client::model::ChileanDebtReport>(&text("debt_reports_chile/get")),
    ];
    for printed in printed {
        assert!(printed.contains("[redacted]"), "{printed}");
        for secret in [
            "Abril Inventada",
            "Benito Ficticio",
            "IIRA900101",
            "abril@ejemplo.mx",
            "PLE101010AB1",
            "76543210-3",
            "JVBERi0",
            "cfdi:Comprobante",
        ] {
            assert!(!printed.contains(secret), "{secret} in {printed}");
        }
    }
}

fn read_one<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
    format!("{:?}", serde_json::from_str::<T>(text).unwrap())
}
