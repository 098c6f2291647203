//! What the bank answers.

use serde_json::{Value, json};
use time::OffsetDateTime;
use wiremock::ResponseTemplate;

/// An answer in the making.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    status: u16,
    body: Option<Value>,
    /// The body once it is signed.
    jws: Option<String>,
    headers: Vec<(&'static str, String)>,
}

/// An answer, or an answer that says no.
pub(super) type Answer = Result<Reply, Reply>;

impl Reply {
    pub(super) fn json(status: u16, body: Value) -> Self {
        Self {
            status,
            body: Some(body),
            jws: None,
            headers: Vec::new(),
        }
    }

    pub(super) fn empty(status: u16) -> Self {
        Self {
            status,
            body: None,
            jws: None,
            headers: Vec::new(),
        }
    }

    /// One thing in the envelope of all APIs.
    pub(super) fn data(status: u16, data: Value) -> Self {
        Self::json(
            status,
            json!({"data": data, "meta": {"requestDateTime": now()}}),
        )
    }

    /// A complaint in the envelope of all APIs.
    pub(super) fn complaint(status: u16, code: &str) -> Self {
        Self::json(
            status,
            json!({
                "errors": [{"code": code, "title": code, "detail": "Recusado pelo banco fictício."}],
                "meta": {"requestDateTime": now()},
            }),
        )
    }

    /// A complaint of the authorization server.
    pub(super) fn refusal(status: u16, error: &str, description: &str) -> Self {
        Self::json(
            status,
            json!({"error": error, "error_description": description}),
        )
    }

    /// The body, to be changed before it is sent.
    pub(super) fn body_mut(&mut self) -> Option<&mut Value> {
        self.body.as_mut()
    }

    /// The body, where the contract has it signed.
    pub(super) fn signable(&self) -> Option<&Value> {
        let signed = [200, 201, 422].contains(&self.status);
        self.body.as_ref().filter(|_| signed)
    }

    /// The same answer as a signed message.
    pub(super) fn signed(mut self, jws: String) -> Self {
        self.jws = Some(jws);
        self
    }

    pub(super) fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl From<Reply> for ResponseTemplate {
    fn from(reply: Reply) -> Self {
        let template = Self::new(reply.status);
        let template = match (reply.jws, reply.body) {
            (Some(jws), _) => template.set_body_raw(jws, "application/jwt"),
            (None, Some(body)) => {
                template.set_body_raw(body.to_string(), "application/json; charset=utf-8")
            }
            (None, None) => template,
        };
        reply
            .headers
            .into_iter()
            .fold(template, |template, (name, value)| {
                template.insert_header(name, value.as_str())
            })
    }
}

/// A moment as the APIs write it.
pub(super) fn moment(at: OffsetDateTime) -> String {
    let (hour, minute, second) = at.to_hms();
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", at.date())
}

pub(super) fn now() -> String {
    moment(OffsetDateTime::now_utc())
}

/// Adds a field to an object.
pub(super) fn put(object: &mut Value, name: &str, value: impl Into<Value>) {
    if let Value::Object(fields) = object {
        fields.insert(name.to_owned(), value.into());
    }
}
