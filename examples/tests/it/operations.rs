//! The program `operations`.

use std::collections::BTreeSet;

use examples::cli::Exit;
use examples::operations::{self, Provider};
use serde_json::Value;

use crate::terminal::Terminal;

fn run(args: &[&str]) -> (Exit, Terminal) {
    Terminal::run("operations", args, operations::run)
}

#[test]
fn json_has_one_object_per_operation_with_exactly_the_promised_keys() {
    let (exit, terminal) = run(&["contaazul", "--json"]);
    assert_eq!(exit, Exit::Done);
    let rows: Vec<serde_json::Map<String, Value>> =
        serde_json::from_str(&terminal.stdout()).unwrap();
    assert_eq!(rows.len(), contaazul_client::OPERATIONS.len());
    for row in &rows {
        let keys: BTreeSet<_> = row.keys().map(String::as_str).collect();
        let promised = BTreeSet::from(["name", "method", "path", "idempotency", "mark"]);
        assert_eq!(keys, promised);
        assert!(row["path"].as_str().unwrap().starts_with('/'), "{row:?}");
    }
    let search = rows
        .iter()
        .find(|row| row["name"] == "contaazul.receivables.search")
        .unwrap();
    assert_eq!(
        search["path"],
        "/v1/financeiro/eventos-financeiros/contas-a-receber/buscar"
    );
    assert_eq!(search["method"], "GET");
    assert_eq!(search["idempotency"], "safe");
}

#[test]
fn the_table_has_a_line_per_operation_and_a_header() {
    let (exit, terminal) = run(&["blu"]);
    assert_eq!(exit, Exit::Done);
    let stdout = terminal.stdout();
    let lines: Vec<_> = stdout.lines().collect();
    assert_eq!(lines.len(), 1 + blu_client::OPERATIONS.len());
    for (line, operation) in lines[1..].iter().zip(blu_client::OPERATIONS) {
        let cells: Vec<_> = line.split_whitespace().collect();
        let expected = [
            operation.name,
            operation.method.as_str(),
            operation.path,
            operation.idempotency.as_str(),
            operation.mark,
        ];
        assert_eq!(cells, expected);
    }
}

#[test]
fn alone_it_sums_up_all_five() {
    let (exit, terminal) = run(&["--json"]);
    assert_eq!(exit, Exit::Done);
    let sums: Vec<Value> = serde_json::from_str(&terminal.stdout()).unwrap();
    let providers: Vec<_> = sums.iter().map(|sum| sum["provider"].as_str()).collect();
    let expected = ["contaazul", "openfinance", "matera", "blu", "belvo"];
    assert_eq!(providers, expected.map(Some));
    for (sum, provider) in sums.iter().zip(Provider::ALL) {
        let count = |key: &str| sum[key].as_u64().unwrap();
        assert_eq!(count("operations"), provider.operations().len() as u64);
        let classes = count("safe") + count("keyed") + count("unsafe");
        assert_eq!(classes, count("operations"));
        let marks = sum["by_mark"].as_object().unwrap();
        let marks: u64 = marks.values().map(|it| it.as_u64().unwrap()).sum();
        assert_eq!(marks, count("operations"));
    }

    let (_, terminal) = run(&[]);
    let stdout = terminal.stdout();
    for provider in Provider::ALL {
        let line = stdout.lines().find(|it| it.starts_with(provider.name()));
        let unwritten = line.unwrap().ends_with("not written yet");
        assert_eq!(unwritten, provider.operations().is_empty());
    }
}

#[test]
fn a_provider_nobody_knows_is_bad_usage_with_a_call_that_works() {
    let (exit, terminal) = run(&["conta-azul"]);
    assert_eq!(exit, Exit::Usage);
    assert_eq!(terminal.stdout(), "");
    let stderr = terminal.stderr();
    assert!(stderr.contains("contaazul"), "{stderr}");
    assert!(stderr.contains("cargo run --release"), "{stderr}");
}
