//! An OpenAPI document as routes with validators.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::OnceLock;

use client_core::http::Request;
use jsonschema::Validator;
use serde_json::{Map, Value, json};

pub(super) struct Document {
    content: Value,
    routes: Vec<Route>,
}

/// One method of one path.
pub(super) struct Route {
    pub(super) method: String,
    pub(super) path: String,
    content: Value,
    body: Schema,
    answers: BTreeMap<u16, Schema>,
}

/// A schema of the document, compiled when it is first needed. `None` where no body is described.
struct Schema {
    /// The document's schemas, in which nothing undescribed may stand.
    strict: Option<Value>,
    /// The same for answers of a later release: unknown fields and enum values may stand.
    open: Option<Value>,
    compiled: OnceLock<Validator>,
}

impl Document {
    pub(super) fn read(yaml: &str) -> Self {
        let content: Value = serde_saphyr::from_str(yaml).unwrap();
        let open = content["components"]["schemas"].clone();
        let mut strict = open.clone();
        forbid_what_is_not_described(&mut strict);
        let paths = content["paths"].as_object().unwrap();
        let routes = paths
            .iter()
            .flat_map(|(path, methods)| {
                let methods = methods.as_object().unwrap();
                methods
                    .iter()
                    .map(move |(method, content)| (path, method, content))
            })
            .map(|(path, method, content)| Route::read(path, method, content, &strict, &open))
            .collect();
        Self { content, routes }
    }

    pub(super) fn routes(&self) -> impl Iterator<Item = &Route> {
        self.routes.iter()
    }

    /// The route of a request; one with more words in its path wins over one with placeholders.
    pub(super) fn route(&self, method: &str, path: &str) -> &Route {
        self.routes
            .iter()
            .filter(|route| route.method == method && route.leads_to(path))
            .min_by_key(|route| route.placeholders().count())
            .unwrap_or_else(|| panic!("{method} {path} is not in the file"))
    }

    pub(super) fn schemas(&self) -> impl Iterator<Item = &str> {
        let schemas = self.content["components"]["schemas"].as_object().unwrap();
        schemas.keys().map(String::as_str)
    }

    /// Collects the names of all schemas that are referred to.
    pub(super) fn references<'a>(&'a self, used: &mut BTreeSet<&'a str>) {
        references(&self.content, used);
    }
}

fn references<'a>(value: &'a Value, used: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(target)) = fields.get("$ref") {
                used.insert(target.strip_prefix("#/components/schemas/").unwrap());
            }
            fields.values().for_each(|value| references(value, used));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, used)),
        _ => {}
    }
}

/// What a program of today may send and get: described fields, known enum values.
fn forbid_what_is_not_described(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(known) = fields.get("x-extensible-enum").cloned() {
                fields.insert("enum".to_owned(), known);
            }
            if fields.get("properties").is_some_and(Value::is_object) {
                let closed = fields.entry("additionalProperties");
                closed.or_insert(Value::Bool(false));
            }
            fields.values_mut().for_each(forbid_what_is_not_described);
        }
        Value::Array(items) => items.iter_mut().for_each(forbid_what_is_not_described),
        _ => {}
    }
}

impl Route {
    fn read(path: &str, method: &str, content: &Value, strict: &Value, open: &Value) -> Self {
        let answers = content["responses"].as_object().unwrap();
        let answers = answers
            .iter()
            .filter_map(|(status, answer)| Some((status.parse().ok()?, answer)))
            .map(|(status, answer)| (status, Schema::read(answer, strict, open)))
            .collect();
        Self {
            method: method.to_uppercase(),
            path: path.to_owned(),
            content: content.clone(),
            body: Schema::read(&content["requestBody"], strict, open),
            answers,
        }
    }

    pub(super) fn text(&self, field: &str) -> &str {
        let text = self.content[field].as_str();
        text.unwrap_or_else(|| panic!("{self:?} has no {field}"))
    }

    pub(super) fn has_success(&self) -> bool {
        self.answers
            .keys()
            .any(|status| (200..300).contains(status))
    }

    pub(super) fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.path
            .split('/')
            .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
    }

    pub(super) fn parameters(&self, place: &str) -> impl Iterator<Item = &str> {
        let all = self.content["parameters"].as_array();
        all.into_iter()
            .flatten()
            .filter(move |parameter| parameter["in"] == place)
            .map(|parameter| parameter["name"].as_str().unwrap())
    }

    fn leads_to(&self, path: &str) -> bool {
        let (mut given, mut known) = (path.split('/'), self.path.split('/'));
        loop {
            match (given.next(), known.next()) {
                (None, None) => return true,
                (Some(given), Some(known)) if known.starts_with('{') || known == given => {}
                _ => return false,
            }
        }
    }

    pub(super) fn check_request(&self, request: &Request) {
        let declared: Vec<_> = self.parameters("query").collect();
        for (name, _) in request.url.query_pairs() {
            assert!(declared.contains(&&*name), "{self:?} has no query {name}");
        }
        for parameter in self.content["parameters"].as_array().into_iter().flatten() {
            self.check_parameter(parameter, request);
        }
        match &self.body.strict {
            Some(_) => self
                .body
                .check(&json_of(&request.body), &format!("{self:?} body")),
            None => assert!(
                request.body.is_empty() || self.content["requestBody"].is_object(),
                "{self:?} takes no body"
            ),
        }
    }

    fn check_parameter(&self, parameter: &Value, request: &Request) {
        if parameter["in"] != "query" {
            return;
        }
        let name = parameter["name"].as_str().unwrap();
        let values: Vec<_> = request
            .url
            .query_pairs()
            .filter(|(given, _)| given == name)
            .map(|(_, value)| value.into_owned())
            .collect();
        assert!(
            !values.is_empty() || parameter["required"] != true,
            "{self:?} needs the query {name}"
        );
        let schema = &parameter["schema"];
        let repeats = schema["type"] == "array" && parameter["explode"] != false;
        assert!(values.len() <= 1 || repeats, "{self:?}: one {name} only");
        let kind = match repeats {
            true => &schema["items"]["type"],
            false => &schema["type"],
        };
        for value in values {
            let fits = match kind.as_str() {
                Some("integer") => value.parse::<i64>().is_ok(),
                Some("boolean") => value == "true" || value == "false",
                _ => true,
            };
            assert!(fits, "{self:?}: {name} is no {kind}");
        }
    }

    pub(super) fn check_answer(&self, status: u16, body: &[u8]) {
        let Some(schema) = self.answers.get(&status) else {
            panic!("{self:?} does not describe status {status}");
        };
        let place = format!("{self:?} {status}");
        match &schema.strict {
            Some(_) => schema.check(&json_of(body), &place),
            None => assert!(
                body.is_empty()
                    || !self.content["responses"][status.to_string()]["content"].is_null(),
                "{place} has a body"
            ),
        }
    }

    /// An answer of a later release must fit too, but for what is new in it.
    pub(super) fn check_foreign_answer(&self, body: &Value) {
        let mut successes = self
            .answers
            .values()
            .filter_map(|schema| schema.open.as_ref());
        let Some(open) = successes.next() else {
            panic!("{self:?} describes no JSON answer");
        };
        check(&validator(open), body, &format!("{self:?} fixture"));
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

impl Schema {
    fn read(body: &Value, strict: &Value, open: &Value) -> Self {
        let schema = body["content"]["application/json"]["schema"].as_object();
        let within = |all: &Value, mut schema: Map<String, Value>| {
            schema.insert("components".to_owned(), json!({ "schemas": all }));
            Value::Object(schema)
        };
        let strict = schema.cloned().map(|schema| {
            let mut schema = Value::Object(schema);
            forbid_what_is_not_described(&mut schema);
            within(strict, schema.as_object().unwrap().clone())
        });
        Self {
            strict,
            open: schema.cloned().map(|schema| within(open, schema)),
            compiled: OnceLock::new(),
        }
    }

    fn check(&self, body: &Value, place: &str) {
        let schema = self.strict.as_ref().unwrap();
        check(self.compiled.get_or_init(|| validator(schema)), body, place);
    }
}

fn validator(schema: &Value) -> Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn check(validator: &Validator, body: &Value, place: &str) {
    let faults: Vec<_> = validator
        .iter_errors(body)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{place}\n{}", faults.join("\n"));
}

fn json_of(body: &[u8]) -> Value {
    match body {
        [] => Value::Null,
        body => serde_json::from_slice(body).unwrap(),
    }
}
