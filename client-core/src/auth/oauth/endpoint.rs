//! An address of the authorization server, under the executor.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Map, Value};
use url::Url;

use super::OAuthClientBuilder;
use crate::auth::HeaderCredential;
use crate::dialect::{Dialect, ProviderError, outcome_of_status};
use crate::error::{Error, ErrorKind, Outcome, Result};
use crate::executor::{Executor, check_base_url};
use crate::http::{Call, Response};
use crate::operation::Operation;
use crate::retry::NoRetry;

#[derive(Debug)]
pub(super) struct Endpoint {
    executor: Executor,
    url: Url,
}

impl Endpoint {
    pub(super) fn new(
        url: Url,
        settings: &OAuthClientBuilder,
        proof: Option<HeaderCredential>,
    ) -> Result<Self> {
        let mut builder = Executor::builder("oauth", origin(&url)?)
            .dialect(Arc::new(OAuthDialect))
            .retry_policy(Arc::new(NoRetry))
            .attempt_timeout(settings.timeout)
            .deadline(settings.timeout);
        if let Some(transport) = &settings.transport {
            builder = builder.transport(Arc::clone(transport));
        }
        if let Some(observer) = &settings.observer {
            builder = builder.observer(Arc::clone(observer));
        }
        if let Some(proof) = proof {
            builder = builder.credential(Arc::new(proof));
        }
        let executor = builder.build()?;
        Ok(Self { executor, url })
    }

    pub(super) async fn post(
        &self,
        operation: &'static Operation,
        fields: &[(&str, &str)],
    ) -> Result<Response> {
        let call = Call::new(operation).at_link(self.url.clone()).form(fields);
        self.executor
            .send(call)
            .await
            .map_err(speaking_of_the_grant)
    }
}

/// The origin of an address that secrets are sent to, if it is one that may have them.
pub(super) fn origin(url: &Url) -> Result<Url> {
    let mut origin = url.clone();
    origin.set_path("/");
    origin.set_query(None);
    origin.set_fragment(None);
    check_base_url(&origin)?;
    Ok(origin)
}

/// A refusal here is about the client or its grant, not about an API's resource; and the answer's
/// bytes, which may hold tokens, stay here.
fn speaking_of_the_grant(error: Error) -> Error {
    let refused = error.outcome() == Outcome::Refused && error.kind() == ErrorKind::Api;
    let error = error.with_body(Bytes::new());
    if refused {
        error.with_kind(ErrorKind::Auth)
    } else {
        error
    }
}

/// RFC 6749 §5.2, with the finer code that Conta Azul adds.
#[derive(Debug)]
struct OAuthDialect;

impl Dialect for OAuthDialect {
    fn is_failure(&self, response: &Response) -> bool {
        !response.status.is_success() || error_fields(response).is_some()
    }

    fn provider_error(&self, response: &Response) -> ProviderError {
        let Some(fields) = error_fields(response) else {
            return ProviderError::default();
        };
        let text = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
        ProviderError {
            code: text("error_subtype").or_else(|| text("error")),
            message: text("error_description"),
        }
    }

    fn outcome(&self, response: &Response) -> Outcome {
        // A success that holds an error is a refusal.
        if response.status.is_success() {
            Outcome::Refused
        } else {
            outcome_of_status(response.status)
        }
    }

    fn rejects_token(&self, _: &Response) -> bool {
        // 401 here is about the client's own secret: there is no other to try.
        false
    }
}

/// The fields of an answer that says `error`, under whatever status.
fn error_fields(response: &Response) -> Option<Map<String, Value>> {
    let fields: Map<String, Value> = serde_json::from_slice(&response.body).ok()?;
    let says_error = match fields.get("error")? {
        Value::Null | Value::Bool(false) => false,
        Value::String(code) => !code.is_empty(),
        _ => true,
    };
    says_error.then_some(fields)
}
