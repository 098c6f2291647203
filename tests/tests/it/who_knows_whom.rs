//! Which crate may depend on which, read from what cargo itself resolves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
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

/// What cargo says of our manifests, and what it has locked. Neither needs a download.
struct Workspace {
    metadata: Value,
    /// Package name → names of what it links, as `Cargo.lock` has it: all platforms, and every
    /// feature that anything here turns on.
    locked: BTreeMap<String, BTreeSet<String>>,
}

impl Workspace {
    fn read() -> Self {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let output = Command::new(cargo)
            .args(["metadata", "--format-version", "1", "--no-deps"])
            .current_dir(root)
            .output()
            .expect("cargo runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let lock = fs::read_to_string(format!("{root}/Cargo.lock")).expect("a lock file");
        Self {
            metadata: serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON"),
            locked: locked(&lock),
        }
    }

    fn libraries(&self) -> BTreeSet<&str> {
        let names = self
            .packages()
            .map(|package| package["name"].as_str().unwrap());
        names
            .filter(|name| !["examples", "tests"].contains(name))
            .collect()
    }

    /// The members of the workspace.
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

    /// Everything `package` links, at any depth. The lock file does not tell what only a member's
    /// own tests use, so members are followed by their manifests.
    fn reachable(&self, package: &str) -> BTreeSet<String> {
        let members = self.libraries();
        let (mut seen, mut open) = (BTreeSet::new(), vec![package.to_owned()]);
        while let Some(name) = open.pop() {
            let linked = if members.contains(name.as_str()) {
                self.direct(&name)
            } else {
                self.locked.get(&name).cloned().unwrap_or_default()
            };
            if seen.insert(name) {
                open.extend(linked);
            }
        }
        seen
    }
}

/// The graph of a lock file. Versions of one crate count as one.
fn locked(lock: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let name = package.split('"').nth(1).expect("a package has a name");
        let dependencies = package
            .split_once("dependencies = [")
            .map_or("", |(_, rest)| rest.split(']').next().unwrap_or_default());
        let names = dependencies.split('"').skip(1).step_by(2);
        let names = names
            .filter_map(|entry| entry.split(' ').next())
            .map(str::to_owned);
        graph.entry(name.to_owned()).or_default().extend(names);
    }
    graph
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
