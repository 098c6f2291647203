//! Bodies that another program made from the official descriptions.

use std::collections::BTreeSet;

use openfinance_client::OPERATIONS;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::folder;
use super::recorder::operation_of;
use crate::coverage::{Case, asked_about, cases, speaks_signed_messages};
use crate::harness::MockBank;

/// A body as the official description has it.
#[derive(Deserialize)]
struct Body {
    /// The description's name, with its version.
    file: String,
    /// `example`, or how it was made up.
    kind: String,
    method: String,
    /// With the names of its parameters in braces.
    path: String,
    status: u16,
    body: Value,
}

/// What the client made of it.
#[derive(Serialize)]
struct Verdict {
    file: String,
    kind: String,
    method: String,
    path: String,
    operation: Option<&'static str>,
    error: Option<String>,
}

#[tokio::test]
#[ignore = "scripts/openfinance-contract gives it what to read"]
async fn bodies_made_from_the_official_descriptions_decode() {
    let folder = folder().expect("OPENFINANCE_CONTRACT names the folder with bodies.jsonl");
    let lines = std::fs::read_to_string(folder.join("bodies.jsonl")).unwrap();
    let cases = cases();
    let mut verdicts = Vec::new();
    for line in lines.lines() {
        let body: Body = serde_json::from_str(line).unwrap();
        let operation = operation_of(&body.method, &body.path);
        let case = cases.iter().find(|case| Some(case.operation) == operation);
        let error = match case {
            Some(case) => decode(case, &body).await,
            None => None,
        };
        verdicts.push(Verdict {
            file: body.file,
            kind: body.kind,
            method: body.method,
            path: body.path,
            operation,
            error,
        });
    }
    let read: BTreeSet<_> = verdicts.iter().filter_map(|one| one.operation).collect();
    assert!(!read.is_empty(), "bodies.jsonl holds no body of ours");
    let lines: Vec<String> = verdicts
        .iter()
        .map(|verdict| serde_json::to_string(verdict).unwrap())
        .collect();
    std::fs::write(folder.join("verdicts.jsonl"), lines.join("\n")).unwrap();
}

/// Why the client cannot read it, if it cannot.
async fn decode(case: &Case, body: &Body) -> Option<String> {
    let row = OPERATIONS.iter().find(|row| row.name == case.operation);
    let mut content = body.body.clone();
    asked_about(row?, &mut content);
    // A next page would be asked for.
    if let Some(Value::Object(links)) = content.get_mut("links") {
        links.remove("next");
    }
    let content = content.to_string();
    let mock = match speaks_signed_messages(row?) {
        true => MockBank::with_signed(body.status, &content).await,
        false => MockBank::with_json(body.status, &content).await,
    };
    let answer = (case.send)(mock.bank.clone(), mock.connection.clone()).await;
    answer.err().map(|error| error.to_string())
}
