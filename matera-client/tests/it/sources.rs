//! What the sources must keep to, so that no call goes without its hash.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => sources(&path, found),
            false => found.push(path),
        }
    }
}

#[test]
fn calls_are_made_in_one_place_and_paths_spelt_in_one_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 50, "the sources are read");
    for file in files {
        let name = file
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let text = fs::read_to_string(&file).unwrap();
        let code: Vec<_> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.starts_with("//"))
            .collect();
        let makes_calls = code
            .iter()
            .any(|line| line.contains("Call::new(") || line.contains("routes.call("));
        assert_eq!(
            makes_calls,
            name == "client.rs",
            "{name} makes calls of its own"
        );
        let has_paths = code
            .iter()
            .any(|line| line.contains("\"/v1/") || line.contains("\"/v2/"));
        let may = name.starts_with("operations/") || name == "hash/tests.rs";
        assert!(may || !has_paths, "{name} spells a path");
    }
}
