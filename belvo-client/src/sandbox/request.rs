//! Reading requests and wording answers as Belvo does.

use serde_json::{Value, json};
use url::Url;
use wiremock::{Request, ResponseTemplate};

pub(super) const REQUEST_ID: &str = "4f3e2d1c0b0a49788695a4b3c2d1e0ff";

/// What the sandbox answers.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    status: u16,
    body: Option<Value>,
    header: Option<(&'static str, &'static str)>,
}

/// An answer, or an answer that says no.
pub(super) type Answer = Result<Reply, Reply>;

impl Reply {
    pub(super) fn json(status: u16, body: Value) -> Self {
        Self {
            body: Some(body),
            ..Self::empty(status)
        }
    }

    pub(super) fn empty(status: u16) -> Self {
        Self {
            status,
            body: None,
            header: None,
        }
    }

    pub(super) fn header(self, name: &'static str, value: &'static str) -> Self {
        let header = Some((name, value));
        Self { header, ..self }
    }

    pub(super) fn error(status: u16, code: &str, message: &str) -> Self {
        let reason = json!({"code": code, "message": message, "request_id": REQUEST_ID});
        Self::json(status, json!([reason]))
    }

    pub(super) fn wrong_field(code: &str, field: &str, message: &str) -> Self {
        let reason = json!({"code": code, "message": message, "field": field,
            "request_id": REQUEST_ID});
        Self::json(400, json!([reason]))
    }

    pub(super) fn not_found() -> Self {
        Self::error(404, "not_found", "Not found")
    }
}

impl From<Reply> for ResponseTemplate {
    fn from(reply: Reply) -> Self {
        let mut template = Self::new(reply.status);
        if let Some((name, value)) = reply.header {
            template = template.insert_header(name, value);
        }
        match reply.body {
            Some(body) => template.set_body_raw(body.to_string(), "application/json"),
            None => template,
        }
    }
}

/// The parts of one request.
pub(super) struct Ask {
    pub(super) method: String,
    pub(super) path: String,
    query: Vec<(String, String)>,
    pub(super) body: Value,
    pub(super) in_background: bool,
    /// Whether it asks for version 2 of payments.
    pub(super) is_v2: bool,
    pub(super) idempotency_key: Option<String>,
}

impl Ask {
    pub(super) fn of(request: &Request) -> Self {
        let header = |name: &str| request.headers.get(name)?.to_str().ok();
        Self {
            method: request.method.as_str().to_owned(),
            path: request.url.path().to_owned(),
            query: request.url.query_pairs().into_owned().collect(),
            body: serde_json::from_slice(&request.body).unwrap_or(Value::Null),
            in_background: header("x-belvo-request-mode") == Some("async"),
            is_v2: header("x-belvo-api-resource-version") == Some("Payments-BR.V2"),
            idempotency_key: header("belvo-idempotency-key").map(str::to_owned),
        }
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let (_, value) = self.query.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    pub(super) fn required(&self, field: &str) -> Result<&str, Reply> {
        let missing = || Reply::wrong_field("required", field, "This field is required.");
        self.body
            .get(field)
            .and_then(Value::as_str)
            .ok_or_else(missing)
    }

    /// Whether `text` passes the filters on `field`. Days compare as texts do.
    pub(super) fn admits(&self, field: &str, text: &str) -> bool {
        let holds = |suffix: &str, test: &dyn Fn(&str) -> bool| {
            self.parameter(&format!("{field}{suffix}")).is_none_or(test)
        };
        holds("", &|value| text == value)
            && holds("__gt", &|value| text > value)
            && holds("__gte", &|value| text >= value)
            && holds("__lt", &|value| text < value)
            && holds("__lte", &|value| text <= value)
            && holds("__in", &|values| {
                values.split(',').any(|value| value == text)
            })
            && holds("__range", &|values| {
                let ends = values.split_once(',');
                ends.is_some_and(|(first, last)| first <= text && text <= last)
            })
    }

    /// One page of `items`. Ten a page when nothing else is asked for, as Belvo's own sandbox does.
    pub(super) fn page(&self, address: &Url, items: &[Value]) -> Reply {
        let number = |name: &str| {
            self.parameter(name)
                .and_then(|text| text.parse::<usize>().ok())
        };
        let size = number("page_size").unwrap_or(10).clamp(1, 1_000);
        let page = number("page").unwrap_or(1).max(1);
        let before = size.saturating_mul(page - 1);
        let results: Vec<_> = items.iter().skip(before).take(size).cloned().collect();
        let to = |page: usize| {
            let mut link = address.clone();
            link.set_path(&self.path);
            let kept = self.query.iter().filter(|(name, _)| name != "page");
            link.query_pairs_mut()
                .extend_pairs(kept)
                .append_pair("page", &page.to_string());
            link.to_string()
        };
        let next = (before.saturating_add(results.len()) < items.len()).then(|| to(page + 1));
        let previous = (page > 1).then(|| to(page - 1));
        let body = json!({"count": items.len(), "next": next, "previous": previous,
            "results": results});
        Reply::json(200, body)
    }
}
