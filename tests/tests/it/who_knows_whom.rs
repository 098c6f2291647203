//! Which crate may depend on which, read from what cargo itself resolves.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

const CLIENTS: [&str; 5] = [
    "contaazul-client",
    "openfinance-client",
    "matera-client",
    "blu-client",
    "belvo-client",
];

/// Our crates that each library may use, all features on.
fn may_know(library: &str) -> &'static [&'static str] {
    match library {
        "brazil-types" => &[],
        "recon-core" => &["brazil-types"],
        "statement-files" => &["brazil-types", "recon-core"],
        "client-core" => &["brazil-types"],
        client if CLIENTS.contains(&client) => &["client-core", "brazil-types", "recon-core"],
        other => panic!("{other} has no row in the table of who may know whom"),
    }
}

/// What a pure crate must not reach, at any depth.
const IMPURE: [&str; 20] = [
    "async-std",
    "curl",
    "futures-executor",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "mio",
    "native-tls",
    "openssl",
    "polling",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "tokio",
    "tonic",
    "tower",
    "ureq",
];

struct Workspace {
    metadata: Value,
}

impl Workspace {
    fn read() -> Self {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let output = Command::new(cargo)
            .args([
                "metadata",
                "--format-version",
                "1",
                "--all-features",
                "--offline",
            ])
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
            .output()
            .expect("cargo runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        Self {
            metadata: serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON"),
        }
    }

    fn libraries(&self) -> BTreeSet<&str> {
        let members: BTreeSet<&str> = self.members().collect();
        members
            .into_iter()
            .filter(|name| !["examples", "tests"].contains(name))
            .collect()
    }

    fn members(&self) -> impl Iterator<Item = &str> {
        let ids: BTreeSet<&str> = self.metadata["workspace_members"]
            .as_array()
            .unwrap()
            .iter()
            .map(|id| id.as_str().unwrap())
            .collect();
        self.packages()
            .filter(move |package| ids.contains(package["id"].as_str().unwrap()))
            .map(|package| package["name"].as_str().unwrap())
    }

    fn packages(&self) -> impl Iterator<Item = &Value> {
        self.metadata["packages"].as_array().unwrap().iter()
    }

    /// Names of the crates that `package` links itself, optional ones included; not what only its
    /// tests use.
    fn direct(&self, package: &str) -> BTreeSet<String> {
        let package = self
            .packages()
            .find(|it| it["name"] == package)
            .expect("a member");
        package["dependencies"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|dependency| dependency["kind"].is_null())
            .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Everything `package` links, at any depth, all features on.
    fn reachable(&self, package: &str) -> BTreeSet<String> {
        let names: BTreeMap<&str, &str> = self
            .packages()
            .map(|it| (it["id"].as_str().unwrap(), it["name"].as_str().unwrap()))
            .collect();
        let nodes: BTreeMap<&str, &Value> = self.metadata["resolve"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| (node["id"].as_str().unwrap(), node))
            .collect();
        let start = names
            .iter()
            .find(|(_, name)| **name == package)
            .expect("a member")
            .0;
        let (mut seen, mut open) = (BTreeSet::new(), vec![*start]);
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let linked = nodes[id]["deps"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|dependency| {
                    let kinds = dependency["dep_kinds"].as_array().unwrap();
                    kinds.iter().any(|kind| kind["kind"].is_null())
                });
            open.extend(linked.map(|dependency| dependency["pkg"].as_str().unwrap()));
        }
        seen.into_iter().map(|id| names[id].to_owned()).collect()
    }
}

#[test]
fn each_library_knows_only_whom_it_may() {
    let workspace = Workspace::read();
    let libraries = workspace.libraries();
    assert!(
        libraries.len() >= 9,
        "all libraries are members: {libraries:?}"
    );
    for library in &libraries {
        let allowed = may_know(library);
        let known: Vec<String> = workspace
            .direct(library)
            .into_iter()
            .filter(|name| libraries.contains(name.as_str()))
            .filter(|name| !allowed.contains(&name.as_str()))
            .collect();
        assert!(known.is_empty(), "{library} must not know {known:?}");
    }
}

#[test]
fn clients_know_the_matcher_only_as_an_option() {
    let workspace = Workspace::read();
    for client in CLIENTS {
        let package = workspace
            .packages()
            .find(|it| it["name"] == client)
            .expect("a member");
        for dependency in package["dependencies"].as_array().unwrap() {
            if dependency["name"] == "recon-core" && dependency["kind"].is_null() {
                assert_eq!(
                    dependency["optional"], true,
                    "{client}: recon-core must be optional"
                );
            }
        }
    }
}

#[test]
fn pure_crates_reach_no_runtime_and_no_network() {
    let workspace = Workspace::read();
    for library in ["brazil-types", "recon-core", "statement-files"] {
        let reachable = workspace.reachable(library);
        let impure: Vec<&&str> = IMPURE
            .iter()
            .filter(|name| reachable.contains(**name))
            .collect();
        assert!(impure.is_empty(), "{library} reaches {impure:?}");
    }
    // The walk itself works: a crate that must reach the runtime does.
    assert!(workspace.reachable("client-core").contains("tokio"));
}
