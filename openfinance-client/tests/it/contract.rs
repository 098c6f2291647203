//! Every operation at the sandbox, and bodies made from the official descriptions in the client:
//! the half of `scripts/openfinance-contract` that is ours. The judge is another program.
//!
//! What is exchanged is written as lines of JSON into the folder that `OPENFINANCE_CONTRACT` names,
//! and the bodies to decode are read from there.

mod data;
mod generated;
mod money;
mod recorder;
mod services;

use std::collections::BTreeSet;
use std::path::PathBuf;

use openfinance_client::OPERATIONS;

use self::recorder::Recorder;

/// The folder that both halves share, when the script runs.
fn folder() -> Option<PathBuf> {
    std::env::var_os("OPENFINANCE_CONTRACT").map(PathBuf::from)
}

#[tokio::test]
async fn every_operation_works_at_the_sandbox() {
    let recorder = Recorder::new();
    data::drive(&recorder).await;
    money::drive(&recorder).await;
    services::drive(&recorder).await;
    let exchanges = recorder.exchanges();
    let driven: BTreeSet<_> = exchanges
        .iter()
        .filter(|exchange| (200..300).contains(&exchange.status))
        .filter_map(|exchange| recorder::operation_of(&exchange.method, &exchange.path))
        .collect();
    let offered: BTreeSet<_> = OPERATIONS.iter().map(|operation| operation.name).collect();
    let missing: Vec<_> = offered.difference(&driven).collect();
    assert!(missing.is_empty(), "not driven: {missing:?}");
    if let Some(folder) = folder() {
        let lines: Vec<String> = exchanges
            .iter()
            .map(|exchange| serde_json::to_string(exchange).unwrap())
            .collect();
        std::fs::write(folder.join("exchanges.jsonl"), lines.join("\n")).unwrap();
    }
}
