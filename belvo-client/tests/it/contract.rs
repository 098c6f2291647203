//! Our half of `scripts/belvo-contract`: what every operation sends is written down for another
//! program to judge, and bodies made from Belvo's description are read. The folder that both
//! halves share is named by `BELVO_CONTRACT`; without it there is nothing to do.

use std::fs;
use std::path::PathBuf;

use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use tokio::task::LocalSet;
use wiremock::{Request, ResponseTemplate};

use crate::coverage::{Case, assert_holds, cases, expected, named};
use crate::harness::{Provider, fixture, has_fixture};

fn folder() -> Option<PathBuf> {
    std::env::var_os("BELVO_CONTRACT").map(PathBuf::from)
}

/// One request, as the judge reads it.
#[derive(Serialize)]
struct Sent {
    operation: &'static str,
    mark: &'static str,
    method: String,
    template: &'static str,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Option<Value>,
}

impl Sent {
    fn of(case: &Case, request: &Request) -> Self {
        let operation = named(case.operation);
        let text = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
            (name.as_str().to_owned(), value.to_str().unwrap().to_owned())
        };
        Self {
            operation: operation.name,
            mark: operation.mark,
            method: request.method.to_string(),
            template: operation.path,
            query: request.url.query_pairs().into_owned().collect(),
            headers: request.headers.iter().map(text).collect(),
            body: serde_json::from_slice(&request.body).ok(),
        }
    }
}

#[tokio::test]
async fn every_request_is_written_down() {
    let Some(folder) = folder() else { return };
    let mut lines = Vec::new();
    for case in cases() {
        let name = case.operation.replace('.', "/");
        let answer = match has_fixture(&name) {
            true => ResponseTemplate::new(200).set_body_string(fixture(&name)),
            false => ResponseTemplate::new(204),
        };
        let provider = Provider::answering(answer).await;
        (case.send)(provider.client.clone()).await.unwrap();
        let sent = Sent::of(&case, &provider.request().await);
        lines.push(serde_json::to_string(&sent).unwrap());
    }
    fs::write(folder.join("requests.jsonl"), lines.join("\n")).unwrap();
}

/// A body that the judge made.
#[derive(Deserialize)]
struct Made {
    kind: String,
    method: String,
    template: String,
    status: u16,
    body: Option<Box<RawValue>>,
}

/// What became of it.
#[derive(Serialize)]
struct Verdict {
    method: String,
    template: String,
    status: u16,
    kind: String,
    error: Option<String>,
}

#[tokio::test]
async fn every_made_body_is_read_and_nothing_of_it_lost() {
    let Some(folder) = folder() else { return };
    let bodies = fs::read_to_string(folder.join("bodies.jsonl")).unwrap();
    let mut lines = Vec::new();
    for line in bodies.lines() {
        let made: Made = serde_json::from_str(line).unwrap();
        let case = cases().into_iter().find(|case| {
            let operation = named(case.operation);
            operation.method.as_str() == made.method && operation.path == made.template
        });
        let error = match case {
            Some(case) => read(case, &made).await.err(),
            None => Some("the client has no such operation".to_owned()),
        };
        let verdict = Verdict {
            method: made.method,
            template: made.template,
            status: made.status,
            kind: made.kind,
            error,
        };
        lines.push(serde_json::to_string(&verdict).unwrap());
    }
    fs::write(folder.join("verdicts.jsonl"), lines.join("\n")).unwrap();
}

async fn read(case: Case, made: &Made) -> Result<(), String> {
    let text = made.body.as_ref().map_or("", |body| body.get()).to_owned();
    let template = ResponseTemplate::new(made.status);
    let template = template.set_body_raw(text.clone(), "application/json");
    let provider = Provider::answering(template).await;
    // A case may find fault with a body by its assertions too.
    let tasks = LocalSet::new();
    let sending = tasks.spawn_local((case.send)(provider.client.clone()));
    let answered = tasks
        .run_until(sending)
        .await
        .map_err(|panic| panic_text(panic.into_panic().as_ref()))?;
    match answered {
        Ok(Some(written)) => holds(written, text).await,
        Ok(None) if text.is_empty() => Ok(()),
        Ok(None) => Err("the client throws this body away".to_owned()),
        // What comes later holds no data yet.
        Err(error) if error.status() == Some(StatusCode::ACCEPTED) => Ok(()),
        Err(error) => Err(format!("{error} {:?}", std::error::Error::source(&error))),
    }
}

async fn holds(written: Value, text: String) -> Result<(), String> {
    let check = move || assert_holds(&written, &expected(&text), "body");
    let checked = tokio::task::spawn_blocking(check).await;
    checked.map_err(|panic| panic_text(panic.into_panic().as_ref()))
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let owned = panic.downcast_ref::<String>().cloned();
    owned
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
        .unwrap_or_default()
}
