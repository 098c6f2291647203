//! Reading requests and wording answers as the provider does.

use client_core::money::Amount;
use client_core::wire;
use serde_json::{Value, json};
use time::Date;
use wiremock::{Request, ResponseTemplate};

/// What the sandbox answers.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    status: u16,
    media_type: &'static str,
    body: Option<Value>,
}

/// An answer, or an answer that says no.
pub(super) type Answer = Result<Reply, Reply>;

impl Reply {
    pub(super) fn json(status: u16, body: Value) -> Self {
        Self {
            status,
            media_type: "application/json",
            body: Some(body),
        }
    }

    /// A failure of Pix Automático.
    pub(super) fn problem(status: u16, body: Value) -> Self {
        Self {
            media_type: "application/problem+json",
            ..Self::json(status, body)
        }
    }

    pub(super) fn ok(body: Value) -> Self {
        Self::json(200, body)
    }

    /// What it holds.
    pub(super) fn into_body(self) -> Value {
        self.body.unwrap_or(Value::Null)
    }

    /// The envelope of the core API.
    pub(super) fn data(data: Value) -> Self {
        Self::ok(json!({ "data": data }))
    }

    pub(super) fn empty(status: u16) -> Self {
        Self {
            body: None,
            ..Self::json(status, Value::Null)
        }
    }

    /// The envelope of a failure of the core API.
    pub(super) fn error(status: u16, code: &str, description: &str) -> Self {
        let error = json!({"code": code, "description": description});
        Self::json(status, json!({ "error": error }))
    }

    /// A failure about one field.
    pub(super) fn wrong_field(field: &str, description: &str) -> Self {
        let error = json!({"code": "INVALID_FIELD", "description": description, "field": field});
        Self::json(422, json!({ "error": error }))
    }

    pub(super) fn not_found(what: &str) -> Self {
        Self::error(404, "NOT_FOUND", &format!("{what} not found"))
    }

    /// What the gateway answers to a path that nobody serves.
    pub(super) fn no_such_route() -> Self {
        Self::json(
            404,
            json!({"message": "no Route matched with those values"}),
        )
    }
}

impl From<Reply> for ResponseTemplate {
    fn from(reply: Reply) -> Self {
        let template = Self::new(reply.status);
        match reply.body {
            Some(body) => template.set_body_raw(body.to_string(), reply.media_type),
            None => template,
        }
    }
}

/// The path, query and body of one request.
pub(super) struct Ask {
    pub(super) method: String,
    /// As the caller gave it: without percent-encoding.
    pub(super) path: String,
    pub(super) segments: Vec<String>,
    pub(super) query: Vec<(String, String)>,
    pub(super) body: Value,
}

impl Ask {
    pub(super) fn of(request: &Request) -> Self {
        let segments: Vec<_> = request.url.path().split('/').map(decoded).collect();
        Self {
            method: request.method.as_str().to_owned(),
            path: segments.join("/"),
            segments,
            query: request.url.query_pairs().into_owned().collect(),
            body: serde_json::from_slice(&request.body).unwrap_or(Value::Null),
        }
    }

    /// Something that came within another request.
    pub(super) fn with_body(body: Value) -> Self {
        Self {
            method: String::new(),
            path: String::new(),
            segments: Vec::new(),
            query: Vec::new(),
            body,
        }
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let (_, value) = self.query.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    pub(super) fn day(&self, name: &str) -> Result<Option<Date>, Reply> {
        let Some(text) = self.parameter(name) else {
            return Ok(None);
        };
        let day = wire::date::parse(text);
        day.map(Some)
            .map_err(|_| Reply::wrong_field(name, "must be yyyy-MM-dd"))
    }

    /// The text at a path of the body, numbers and booleans as they are written.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        text_at(&self.body, path)
    }

    pub(super) fn required(&self, path: &str) -> Result<String, Reply> {
        self.text(path)
            .ok_or_else(|| Reply::wrong_field(path, "is required"))
    }

    /// An amount above zero, in cents.
    pub(super) fn cents(&self, path: &str) -> Result<i64, Reply> {
        cents_at(&self.body, path)
    }
}

/// Percent-decodes one segment: as a form value, but for the plus sign.
fn decoded(segment: &str) -> String {
    let kept = format!("k={}", segment.replace('+', "%2B").replace('&', "%26"));
    let pair = url::form_urlencoded::parse(kept.as_bytes()).next();
    pair.map_or_else(String::new, |(_, value)| value.into_owned())
}

pub(super) fn text_at(value: &Value, path: &str) -> Option<String> {
    let mut place = value;
    for name in path.split('.') {
        place = place.get(name)?;
    }
    match place {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

pub(super) fn cents_at(value: &Value, path: &str) -> Result<i64, Reply> {
    let text = text_at(value, path).ok_or_else(|| Reply::wrong_field(path, "is required"))?;
    let cents = Amount::parse(&text).and_then(Amount::to_cents);
    match cents {
        Ok(cents) if cents > 0 => Ok(cents),
        _ => Err(Reply::wrong_field(path, "must be a positive amount")),
    }
}

/// An amount of cents as a JSON number.
pub(super) fn money(cents: i64) -> Value {
    let text = Amount::from_cents(cents).to_string();
    serde_json::from_str(&text).unwrap_or(Value::Null)
}
