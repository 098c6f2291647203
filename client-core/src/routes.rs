//! Where operations really go: where their rows say, or where the caller knows better.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use ::http::Method;

use crate::error::{Error, Result};
use crate::http::Call;
use crate::operation::Operation;

/// What a caller put in the place of paths, by the operation's name. For providers that do not
/// publish all of theirs; [`checked`](Self::checked) when the client is built.
#[derive(Clone, Debug, Default)]
pub struct Overrides(Vec<(String, Method, String)>);

impl Overrides {
    /// Sends an operation elsewhere. Given twice, the later one counts.
    pub fn set(&mut self, operation: String, method: Method, template: String) {
        self.0.push((operation, method, template));
    }

    /// Holds them against the table that they are for.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when there is no such operation, or the
    /// new path does not take the arguments of the row: one that is left out would silently not be
    /// sent.
    pub fn checked(self, operations: &[&'static Operation]) -> Result<Routes> {
        let mut moved = HashMap::new();
        for (name, method, template) in self.0 {
            let row = Operation::named(operations, &name)?;
            check_template(row, &template)?;
            let template = Arc::from(template);
            moved.insert(row.name, Route { method, template });
        }
        Ok(Routes { moved })
    }
}

/// Where each operation of a client goes.
///
/// ```
/// use client_core::{Idempotency, Operation, Overrides, Paging};
/// use http::Method;
///
/// static REFUND: Operation = Operation {
///     name: "shop.sales.refund",
///     method: Method::POST,
///     path: "/sales/{id}/refund",
///     idempotency: Idempotency::Unsafe,
///     paging: Paging::None,
///     mark: "guess",
/// };
/// let mut overrides = Overrides::default();
/// overrides.set("shop.sales.refund".into(), Method::PUT, "/refunds/{id}".into());
/// let routes = overrides.checked(&[&REFUND])?;
///
/// let call = routes.call(&REFUND).argument("id", 7);
/// assert_eq!((call.name(), call.template()), ("shop.sales.refund", "/refunds/{id}"));
/// # Ok::<(), client_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Routes {
    moved: HashMap<&'static str, Route>,
}

#[derive(Clone, Debug)]
struct Route {
    method: Method,
    template: Arc<str>,
}

impl Routes {
    /// A call of an operation, to where it goes.
    pub fn call(&self, operation: &'static Operation) -> Call {
        match self.moved.get(operation.name) {
            Some(route) => Call::moved(operation, route.method.clone(), route.template.clone()),
            None => Call::new(operation),
        }
    }

    /// The method that an operation is sent with.
    pub fn method(&self, operation: &'static Operation) -> &Method {
        let route = self.moved.get(operation.name);
        route.map_or(&operation.method, |route| &route.method)
    }

    /// The path template that an operation is sent to.
    pub fn template(&self, operation: &'static Operation) -> &str {
        let route = self.moved.get(operation.name);
        route.map_or(operation.path, |route| &route.template)
    }

    /// Whether the caller put something in the place of a row.
    pub fn is_moved(&self, operation: &Operation) -> bool {
        self.moved.contains_key(operation.name)
    }
}

/// Every argument of the row has its place in the new path, and no other.
fn check_template(row: &Operation, template: &str) -> Result<()> {
    let wanted = arguments(row.path);
    let closed = template.matches('{').count() == template.matches('}').count();
    let is_path = template.starts_with('/') && !template.contains('?') && closed;
    if is_path && arguments(template) == wanted {
        return Ok(());
    }
    let wanted: Vec<_> = wanted
        .into_iter()
        .map(|name| format!("{{{name}}}"))
        .collect();
    Err(Error::config(format!(
        "the new path of {} must begin with a slash, have no query, close its braces and hold each \
         of these: [{}]",
        row.name,
        wanted.join(", ")
    )))
}

fn arguments(template: &str) -> BTreeSet<&str> {
    let pieces = template.split('{').skip(1);
    pieces.filter_map(|piece| piece.split('}').next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{Idempotency, Paging};

    static GET: Operation = Operation {
        name: "shop.sales.get",
        method: Method::GET,
        path: "/sales/{id}",
        idempotency: Idempotency::Safe,
        paging: Paging::None,
        mark: "guess",
    };

    fn moved(name: &str, template: &str) -> Result<Routes> {
        let mut overrides = Overrides::default();
        overrides.set(
            "shop.sales.get".to_owned(),
            Method::PUT,
            "/a/{id}".to_owned(),
        );
        overrides.set(name.to_owned(), Method::POST, template.to_owned());
        overrides.checked(&[&GET])
    }

    #[test]
    fn the_later_override_counts_and_shows() {
        let routes = moved("shop.sales.get", "/v2/{id}/sale").unwrap();
        let call = routes.call(&GET);
        assert_eq!(
            (&call.method, call.template()),
            (&Method::POST, "/v2/{id}/sale")
        );
        assert_eq!(call.idempotency, Idempotency::Safe, "the row's");
        assert_eq!(routes.method(&GET), Method::POST);
        assert_eq!(routes.template(&GET), call.template());
        assert!(routes.is_moved(&GET));

        let none = Routes::default();
        assert_eq!(none.call(&GET).template(), "/sales/{id}");
        assert_eq!(
            (none.method(&GET), none.template(&GET)),
            (&Method::GET, GET.path)
        );
        assert!(!none.is_moved(&GET));
    }

    #[test]
    fn what_does_not_fit_the_table_is_refused() {
        for (name, template, told) in [
            ("shop.sale.get", "/x/{id}", "shop.sales.get"),
            ("shop.sales.get", "/x", "{id}"),
            ("shop.sales.get", "/x/{id}/{other}", "{id}"),
            ("shop.sales.get", "/x/{id}?a=b", "query"),
            ("shop.sales.get", "x/{id}", "slash"),
            ("shop.sales.get", "/x/{id", "braces"),
        ] {
            let error = moved(name, template).unwrap_err().to_string();
            assert!(error.contains(told), "{template}: {error}");
        }
    }
}
