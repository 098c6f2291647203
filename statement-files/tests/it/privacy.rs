//! Nothing that is logged shows whom the money came from.

use statement_files::{Event, Source, ledger};

use crate::fixture;

/// Pieces of names, texts, account numbers and identifiers in the fixtures.
const PERSONAL: [&str; 12] = [
    "JOSÉ",
    "CLARICE",
    "OTAVIO",
    "BRANDAO",
    "CONCEIÇÃO",
    "456.789",
    "1234567890",
    "56789",
    "98765432",
    "661959c3",
    "CIELO",
    "998877",
];

fn assert_hidden(text: &str, of: &str) {
    for personal in PERSONAL {
        assert!(!text.contains(personal), "{of} shows {personal}: {text}");
    }
}

#[test]
fn debug_and_problems_show_no_personal_data() {
    for name in [
        "ofx/itau.ofx",
        "ofx/bradesco.ofx",
        "ofx/nubank.ofx",
        "ofx/santander.ofx",
        "ofx/sicredi.ofx",
        "ofx/inter.ofx",
        "csv/bradesco.csv",
        "csv/nubank.csv",
        "csv/inter.csv",
        "csv/santander.csv",
    ] {
        let bytes = fixture(name);
        let source = Source::new(&bytes);
        assert_hidden(&format!("{source:?}"), name);
        let events = statement_files::events(&source).unwrap();
        assert_hidden(&format!("{events:?}"), name);
        for event in events {
            assert_hidden(&format!("{event:?}"), name);
            if let Event::Problem(problem) = event {
                assert_hidden(&problem.to_string(), name);
            }
        }
        for statement in statement_files::read(&bytes).unwrap() {
            assert_hidden(&format!("{statement:?}"), name);
        }
    }
}

#[test]
fn a_name_in_the_wrong_column_is_not_shown() {
    let file = "id;due_date;amount;name;doc\n1;JOSÉ;1,00;CLARICE;1\n2;01/04/2026;CLARICE;x;1\n\
        3;01/04/2026;1,00;CLARICE;998877\n";
    let ledger = ledger::read(file.as_bytes()).unwrap();
    assert_eq!(ledger.problems.len(), 2);
    assert_hidden(&format!("{ledger:?}"), "ledger");
    for problem in &ledger.problems {
        assert_hidden(&problem.to_string(), "ledger");
    }
}
