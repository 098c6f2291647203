//! A request before it is prepared: which operation, which arguments, which body.

use std::fmt;

use client_core::http::IdempotencyKey;
use client_core::{Error, Result, wire};
use http::{HeaderName, HeaderValue};
use serde::Serialize;
use time::Date;

use crate::model::{AccountId, AccountNumber};
use crate::operations::Endpoint;
use crate::paging::out_of_order;

/// A request of one operation. [`Matera::prepare`](crate::Matera) turns it into a call, and is the
/// only thing that does: path, key and hash are put on there.
#[derive(Clone)]
pub(crate) struct Draft {
    endpoint: &'static Endpoint,
    pub(crate) arguments: Vec<(&'static str, String)>,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Vec<u8>,
}

impl Draft {
    pub(crate) fn of(endpoint: &'static Endpoint) -> Self {
        Self {
            endpoint,
            arguments: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub(crate) fn endpoint(&self) -> &'static Endpoint {
        self.endpoint
    }

    /// Fills `{name}` of the path.
    pub(crate) fn argument(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// Fills `{accountId}`.
    pub(crate) fn of_account(self, account: &AccountId) -> Self {
        self.argument("accountId", account)
    }

    /// Fills `{branch}` and `{account}`.
    pub(crate) fn of_number(self, number: &AccountNumber) -> Self {
        self.argument("branch", number.branch.expose())
            .argument("account", number.account.expose())
    }

    /// Sets a query parameter. Given twice, the later one counts.
    pub(crate) fn with_query(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.query.retain(|(known, _)| *known != name);
        self.query.push((name, value.to_string()));
        self
    }

    /// Sets a range of days, both included.
    pub(crate) fn with_days(
        self,
        (from_name, from): (&'static str, Date),
        (to_name, to): (&'static str, Date),
    ) -> Result<Self> {
        if from > to {
            return Err(out_of_order(from_name, to_name));
        }
        Ok(self
            .with_query(from_name, day(from_name, from)?)
            .with_query(to_name, day(to_name, to)?))
    }

    pub(crate) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Sends `body` as JSON. It must be an object where the operation takes its key in the body.
    pub(crate) fn json(mut self, body: &impl Serialize) -> Result<Self> {
        // The cause is dropped: its text may quote the value.
        self.body = serde_json::to_vec(body).map_err(|_| {
            Error::input("the request body cannot be written as JSON")
                .with_operation(self.endpoint.operation.name)
        })?;
        Ok(self)
    }

    /// Puts `externalIdentifier` into the body, before all other fields.
    pub(crate) fn insert_external_identifier(&mut self, key: &IdempotencyKey) -> Result<()> {
        let fields = match self.body.as_slice() {
            [] => &b"}"[..],
            [b'{', fields @ ..] => fields,
            _ => return Err(Error::input("the request body must be a JSON object")),
        };
        // Visible ASCII, of which only two characters mean something in JSON.
        let key = key.as_str().replace('\\', "\\\\").replace('"', "\\\"");
        let comma = if fields == b"}" { "" } else { "," };
        let mut body = format!(r#"{{"externalIdentifier":"{key}"{comma}"#).into_bytes();
        body.extend_from_slice(fields);
        self.body = body;
        Ok(())
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft")
            .field("operation", &self.endpoint.operation.name)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// A day as the provider writes it.
pub(crate) fn day(name: &str, day: Date) -> Result<String> {
    wire::date::format(day).map_err(|cause| {
        Error::input(format!("{name} is not a day between the years 0 and 9999")).with_source(cause)
    })
}
