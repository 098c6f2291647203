//! Which foreign types a public signature may name, read from the sources.
//!
//! A foreign type in a public signature makes that crate's major versions ours. The reader looks at
//! every `pub` item, whether or not its module is public: stricter than needed, and simpler.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Fields, ImplItem, Item, UseTree, Visibility};

/// Crates whose types and traits may show in public signatures.
const ALLOWED: [&str; 16] = [
    "std",
    "core",
    "alloc",
    "http",
    "bytes",
    "url",
    "time",
    "rust_decimal",
    "secrecy",
    "serde",
    "futures_core",
    "brazil_types",
    "recon_core",
    "client_core",
    "statement_files",
    "async_trait",
];

const LIBRARIES: [&str; 9] = [
    "brazil-types",
    "recon-core",
    "statement-files",
    "client-core",
    "contaazul-client",
    "openfinance-client",
    "matera-client",
    "blu-client",
    "belvo-client",
];

/// Where each name of a file comes from, as far as its `use` lines say: name → first segment.
#[derive(Default)]
struct Origins(BTreeMap<String, String>);

impl Origins {
    fn read(items: &[Item]) -> Self {
        let mut origins = Self::default();
        for item in items {
            if let Item::Use(import) = item {
                origins.add(&import.tree, None);
            }
        }
        origins
    }

    fn add(&mut self, tree: &UseTree, root: Option<&str>) {
        match tree {
            UseTree::Path(path) => {
                let segment = path.ident.to_string();
                self.add(&path.tree, Some(root.unwrap_or(&segment)));
            }
            UseTree::Name(name) => self.insert(name.ident.to_string(), root),
            UseTree::Rename(rename) => self.insert(rename.rename.to_string(), root),
            UseTree::Glob(_) => {}
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add(tree, root)),
        }
    }

    fn insert(&mut self, name: String, root: Option<&str>) {
        let root = root.unwrap_or(&name).to_owned();
        self.0.insert(name, root);
    }

    /// The crate a path starts in, or `None` for names of this crate and the prelude.
    fn crate_of(&self, path: &syn::Path, externs: &BTreeSet<String>) -> Option<String> {
        let first = path.segments.first()?.ident.to_string();
        let root = match self.0.get(&first) {
            Some(root) => root.clone(),
            None if path.leading_colon.is_some() || path.segments.len() > 1 => first,
            None => return None,
        };
        externs.contains(&root).then_some(root)
    }
}

/// Collects the foreign crates that public signatures of one file name.
struct Signatures<'a> {
    origins: Origins,
    externs: &'a BTreeSet<String>,
    found: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Signatures<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.found.extend(self.origins.crate_of(path, self.externs));
        visit::visit_path(self, path);
    }

    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Fn(it) if is_public(&it.vis) => self.visit_signature(&it.sig),
            Item::Struct(it) if is_public(&it.vis) => {
                self.visit_generics(&it.generics);
                self.visit_public_fields(&it.fields);
            }
            Item::Enum(it) if is_public(&it.vis) => visit::visit_item_enum(self, it),
            Item::Type(it) if is_public(&it.vis) => visit::visit_item_type(self, it),
            Item::Const(it) if is_public(&it.vis) => self.visit_type(&it.ty),
            Item::Static(it) if is_public(&it.vis) => self.visit_type(&it.ty),
            Item::Trait(it) if is_public(&it.vis) => self.visit_trait(it),
            Item::Use(it) if is_public(&it.vis) => self.visit_reexport(&it.tree, None),
            Item::Impl(it) => self.visit_impl(it),
            Item::Mod(it) => {
                let inner = it.content.iter().flat_map(|(_, items)| items);
                inner.for_each(|item| self.visit_item(item));
            }
            _ => {}
        }
    }
}

impl Signatures<'_> {
    fn visit_public_fields(&mut self, fields: &Fields) {
        fields
            .iter()
            .filter(|field| is_public(&field.vis))
            .for_each(|it| self.visit_type(&it.ty));
    }

    fn visit_trait(&mut self, item: &syn::ItemTrait) {
        self.visit_generics(&item.generics);
        item.supertraits
            .iter()
            .for_each(|bound| self.visit_type_param_bound(bound));
        for member in &item.items {
            match member {
                syn::TraitItem::Fn(it) => self.visit_signature(&it.sig),
                syn::TraitItem::Type(it) => visit::visit_trait_item_type(self, it),
                _ => {}
            }
        }
    }

    fn visit_impl(&mut self, item: &syn::ItemImpl) {
        for member in &item.items {
            if let ImplItem::Fn(it) = member
                && is_public(&it.vis)
            {
                self.visit_signature(&it.sig);
            }
        }
        // `impl From<Foreign> for Ours` is public whatever its methods say.
        if let Some((path, _)) = &item.trait_ {
            path.segments
                .iter()
                .for_each(|it| self.visit_path_arguments(&it.arguments));
        }
    }

    fn visit_reexport(&mut self, tree: &UseTree, root: Option<String>) {
        match tree {
            UseTree::Path(path) => {
                let root = root.unwrap_or_else(|| path.ident.to_string());
                self.visit_reexport(&path.tree, Some(root));
            }
            UseTree::Group(group) => {
                group
                    .items
                    .iter()
                    .for_each(|tree| self.visit_reexport(tree, root.clone()));
            }
            _ => self
                .found
                .extend(root.filter(|root| self.externs.contains(root))),
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn foreign_crates(source: &str, externs: &BTreeSet<String>) -> BTreeSet<String> {
    let file = syn::parse_file(source).expect("our sources parse");
    let mut reader = Signatures {
        origins: Origins::read(&file.items),
        externs,
        found: BTreeSet::new(),
    };
    // Test modules are not part of any public API.
    let items = file.items.iter().filter(|item| !is_test_module(item));
    items.for_each(|item| reader.visit_item(item));
    reader.found
}

fn is_test_module(item: &Item) -> bool {
    matches!(item, Item::Mod(module) if module.ident == "tests")
}

/// The names of the crates that a library depends on, as they are written in Rust.
fn externs(library: &Path) -> BTreeSet<String> {
    let manifest = fs::read_to_string(library.join("Cargo.toml")).expect("a manifest");
    let dependencies = manifest
        .lines()
        .scan(false, |within, line| {
            if line.starts_with('[') {
                *within = line.contains("dependencies") && !line.contains("dev-dependencies");
            }
            Some((*within, line))
        })
        .filter(|(within, line)| *within && !line.starts_with(['[', '#']))
        .filter_map(|(_, line)| line.split(['.', ' ', '=']).next())
        .filter(|name| !name.is_empty())
        .map(|name| name.replace('-', "_"));
    dependencies.chain(["std".to_owned()]).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn public_signatures_name_only_the_allowed_crates() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut misfits = Vec::new();
    for library in LIBRARIES {
        let library = root.join(library);
        let externs = externs(&library);
        for source in sources(&library.join("src")) {
            let text = fs::read_to_string(&source).expect("a source");
            let foreign = foreign_crates(&text, &externs);
            let misfit: Vec<&String> = foreign
                .iter()
                .filter(|name| !ALLOWED.contains(&name.as_str()))
                .collect();
            if !misfit.is_empty() {
                misfits.push(format!("{}: {misfit:?}", source.display()));
            }
        }
    }
    assert!(
        misfits.is_empty(),
        "foreign types in public signatures:\n{}",
        misfits.join("\n")
    );
}

#[test]
fn the_reader_sees_every_kind_of_leak() {
    let externs: BTreeSet<String> = ["reqwest", "tokio", "std", "http"]
        .map(str::to_owned)
        .into_iter()
        .collect();
    let leaks = [
        "pub fn f() -> reqwest::Client { todo!() }",
        "use reqwest::Client; pub struct S { pub client: Client }",
        "use reqwest::{Client as C}; pub enum E { V(C) }",
        "pub struct S; impl From<reqwest::Error> for S { fn from(_: reqwest::Error) -> S { S } }",
        "pub use reqwest::Client;",
        "pub struct S; impl S { pub fn f(&self, _: &[reqwest::Url]) {} }",
        "pub trait T { fn f(&self) -> Option<reqwest::Body>; }",
        "pub type A = Vec<reqwest::Client>;",
        "mod m { pub fn f(_: reqwest::Client) {} }",
    ];
    for leak in leaks {
        assert!(
            foreign_crates(leak, &externs).contains("reqwest"),
            "not seen: {leak}"
        );
    }
    let clean = [
        "use reqwest::Client; pub struct S { client: Client }",
        "fn f() -> reqwest::Client { todo!() }",
        "pub fn f() -> u8 { let _ = reqwest::get; 1 }",
        "pub(crate) fn f() -> reqwest::Client { todo!() }",
    ];
    for source in clean {
        assert!(
            !foreign_crates(source, &externs).contains("reqwest"),
            "false alarm: {source}"
        );
    }
}
