//! Where each operation really goes: its row, or what the caller put in its place.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use client_core::{Error, Operation, Result};
use http::Method;

use crate::hash::HashRule;
use crate::operations::{self, Endpoint};

/// What a caller put in the place of rows, by the operation's name. Checked when the client is
/// built.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overrides {
    paths: Vec<(String, Method, String)>,
    rules: Vec<(String, HashRule)>,
}

impl Overrides {
    pub(crate) fn path(&mut self, name: String, method: Method, template: String) {
        self.paths.push((name, method, template));
    }

    pub(crate) fn rule(&mut self, name: String, rule: HashRule) {
        self.rules.push((name, rule));
    }

    pub(crate) fn routes(self) -> Result<Routes> {
        let mut routes = Routes::default();
        for (name, method, template) in self.paths {
            let endpoint = known(&name)?;
            check_template(endpoint, &template)?;
            let operation = interned(&endpoint.operation, method, &template);
            routes.operations.insert(endpoint.number, operation);
        }
        for (name, rule) in self.rules {
            routes.rules.insert(known(&name)?.number, rule);
        }
        Ok(routes)
    }
}

fn known(name: &str) -> Result<&'static Endpoint> {
    operations::find(name).ok_or_else(|| {
        Error::config(
            "an override names an operation that is not in OPERATIONS; names are of the form \
             matera.payments.refund",
        )
    })
}

/// Every argument of the row has its place in the new path, and no other: one that is left out
/// would silently not be sent.
fn check_template(endpoint: &Endpoint, template: &str) -> Result<()> {
    let name = endpoint.operation.name;
    let wanted = arguments(endpoint.operation.path);
    if template.starts_with('/') && !template.contains('?') && arguments(template) == wanted {
        return Ok(());
    }
    let wanted: Vec<_> = wanted
        .into_iter()
        .map(|name| format!("{{{name}}}"))
        .collect();
    Err(Error::config(format!(
        "the new path of {name} must begin with a slash, have no query and hold each of these \
         once: [{}]",
        wanted.join(", ")
    )))
}

fn arguments(template: &str) -> BTreeSet<&str> {
    let pieces = template.split('{').skip(1);
    pieces.filter_map(|piece| piece.split('}').next()).collect()
}

/// Where each operation really goes.
#[derive(Debug, Default)]
pub(crate) struct Routes {
    operations: HashMap<u8, &'static Operation>,
    rules: HashMap<u8, HashRule>,
}

impl Routes {
    pub(crate) fn operation(&self, endpoint: &'static Endpoint) -> &'static Operation {
        let given = self.operations.get(&endpoint.number).copied();
        given.unwrap_or(&endpoint.operation)
    }

    pub(crate) fn rule<'a>(&'a self, endpoint: &'a Endpoint) -> &'a HashRule {
        self.rules.get(&endpoint.number).unwrap_or(&endpoint.hash)
    }

    pub(crate) fn is_given(&self, endpoint: &Endpoint) -> bool {
        self.operations.contains_key(&endpoint.number)
    }
}

/// A row of the caller's, which lives as long as the table's own: calls and spans refer to rows for
/// good. Equal ones are made once, so that building clients again and again takes no memory.
fn interned(row: &'static Operation, method: Method, path: &str) -> &'static Operation {
    static MADE: Mutex<Vec<&'static Operation>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let known = made.iter().copied().find(|operation| {
        operation.name == row.name && operation.method == method && operation.path == path
    });
    known.unwrap_or_else(|| {
        let operation: &'static Operation = Box::leak(Box::new(Operation {
            name: row.name,
            method,
            path: String::leak(path.to_owned()),
            idempotency: row.idempotency,
            paging: row.paging,
            mark: row.mark,
        }));
        made.push(operation);
        operation
    })
}
