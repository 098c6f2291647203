use std::collections::HashSet;

use client_core::secret::{ExposeSecret, Redacted, SecretString};
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;
use time::macros::date;

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
struct Payer {
    name: Redacted<String>,
    email: Option<Redacted<String>>,
    #[serde(with = "wire::date")]
    birth_date: Redacted<Date>,
    #[serde(with = "wire::date", default)]
    death_date: Option<Redacted<Date>>,
}

const PAYER: &str = r#"{"name":"Lia Fictícia","email":"lia@exemplo.test","birth_date":"1987-05-04","death_date":null}"#;

#[test]
fn printing_shows_nothing_of_the_value() {
    let payer: Payer = serde_json::from_str(PAYER).unwrap();
    let printed = format!("{payer:?} {payer:#?} {} {:?}", payer.name, payer.email);
    for planted in ["Lia", "lia@", "1987", "05"] {
        assert!(!printed.contains(planted), "{printed}");
    }
    assert!(printed.contains("name: [redacted]"), "{printed}");
}

#[test]
fn serde_passes_the_value_through() {
    let payer: Payer = serde_json::from_str(PAYER).unwrap();
    assert_eq!(payer.name.expose(), "Lia Fictícia");
    assert_eq!(*payer.birth_date.expose(), date!(1987 - 05 - 04));
    assert_eq!(serde_json::to_string(&payer).unwrap(), PAYER);
}

#[test]
fn read_errors_do_not_quote_the_value() {
    #[derive(Debug, Deserialize)]
    struct Document {
        #[serde(rename = "documento")]
        _number: Redacted<u8>,
    }
    let wrong = serde_json::from_str::<Document>(r#"{"documento":"111.444.777-35"}"#);
    let error = wrong.unwrap_err().to_string();
    assert!(
        error.contains("personal data of an unexpected form"),
        "{error}"
    );
    assert!(!error.contains("444"), "{error}");

    let wrong = PAYER.replace("1987-05-04", "04/05/1987");
    let error = serde_json::from_str::<Payer>(&wrong)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("expected a day as YYYY-MM-DD, found text shaped `99/99/9999`"),
        "{error}"
    );
}

#[test]
fn redacted_values_compare_and_hash_as_their_values() {
    let names = ["Bia", "Ana", "Bia"].map(Redacted::new);
    assert_eq!(names[0], names[2]);
    assert!(names[1] < names[0]);
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), 2);
    assert_eq!(Redacted::<String>::default().expose(), "");
    assert_eq!(Redacted::new("Ana").map(str::len).expose_owned(), 3);
}

#[test]
fn secret_strings_do_not_print() {
    let token = SecretString::from("planted-token");
    assert!(!format!("{token:?}").contains("planted"));
    assert_eq!(token.expose_secret(), "planted-token");
}
