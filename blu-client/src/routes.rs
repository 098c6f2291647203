//! Where each operation really goes and with which headers: its row, or what the caller put in its
//! place.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use client_core::{Error, Operation, Result};
use http::Method;

use crate::header_form::HeaderForm;
use crate::operations::{Endpoint, OPERATIONS};

/// What a caller put in the place of rows, by the operation's name. Checked when the client is
/// built.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overrides {
    paths: Vec<(String, Method, String)>,
    headers: Vec<(String, HeaderForm)>,
}

impl Overrides {
    pub(crate) fn path(&mut self, name: String, method: Method, template: String) {
        self.paths.push((name, method, template));
    }

    pub(crate) fn headers(&mut self, name: String, form: HeaderForm) {
        self.headers.push((name, form));
    }

    pub(crate) fn routes(&self) -> Result<Routes> {
        let mut routes = Routes::default();
        for (name, method, template) in &self.paths {
            let row = known(name)?;
            check_template(row, template)?;
            let operation = interned(row, method, template);
            routes.operations.insert(row.name, operation);
        }
        for (name, form) in &self.headers {
            routes.headers.insert(known(name)?.name, *form);
        }
        Ok(routes)
    }
}

fn known(name: &str) -> Result<&'static Operation> {
    let row = OPERATIONS.iter().find(|operation| operation.name == name);
    row.copied().ok_or_else(|| {
        Error::config(
            "an override names an operation that is not in OPERATIONS; names are of the form \
             blu.debits.list",
        )
    })
}

/// Every argument of the row has its place in the new path, and no other: one that is left out
/// would silently not be sent.
fn check_template(row: &Operation, template: &str) -> Result<()> {
    let wanted = arguments(row.path);
    if template.starts_with('/') && !template.contains('?') && arguments(template) == wanted {
        return Ok(());
    }
    let wanted: Vec<_> = wanted
        .into_iter()
        .map(|name| format!("{{{name}}}"))
        .collect();
    Err(Error::config(format!(
        "the new path of {} must begin with a slash, have no query and hold each of these once: \
         [{}]",
        row.name,
        wanted.join(", ")
    )))
}

fn arguments(template: &str) -> BTreeSet<&str> {
    let pieces = template.split('{').skip(1);
    pieces.filter_map(|piece| piece.split('}').next()).collect()
}

/// Where each operation really goes, and with which headers.
#[derive(Debug, Default)]
pub(crate) struct Routes {
    operations: HashMap<&'static str, &'static Operation>,
    headers: HashMap<&'static str, HeaderForm>,
}

impl Routes {
    pub(crate) fn operation(&self, endpoint: &'static Endpoint) -> &'static Operation {
        let given = self.operations.get(endpoint.operation.name).copied();
        given.unwrap_or(&endpoint.operation)
    }

    pub(crate) fn headers(&self, endpoint: &Endpoint) -> HeaderForm {
        let given = self.headers.get(endpoint.operation.name).copied();
        given.unwrap_or(endpoint.headers)
    }

    /// Where the path of an endpoint is from, for whoever finds nothing there.
    pub(crate) fn origin_of_path(&self, endpoint: &Endpoint) -> &'static str {
        if self.operations.contains_key(endpoint.operation.name) {
            return "the path is the one set with `with_path`";
        }
        endpoint.origin_of_path()
    }
}

/// A row of the caller's, which lives as long as the table's own: calls and spans refer to rows for
/// good. Equal ones are made once, so that building clients again and again takes no memory.
fn interned(row: &'static Operation, method: &Method, path: &str) -> &'static Operation {
    static MADE: Mutex<Vec<&'static Operation>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let known = made.iter().copied().find(|operation| {
        operation.name == row.name && operation.method == *method && operation.path == path
    });
    known.unwrap_or_else(|| {
        let operation: &'static Operation = Box::leak(Box::new(Operation {
            name: row.name,
            method: method.clone(),
            path: String::leak(path.to_owned()),
            idempotency: row.idempotency,
            paging: row.paging,
            mark: row.mark,
        }));
        made.push(operation);
        operation
    })
}
