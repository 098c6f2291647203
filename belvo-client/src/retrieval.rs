//! Having Belvo read an institution, which may end in four ways.

use std::fmt;
use std::time::Duration;

use client_core::http::{Call, CallOptions, ConfigureCall, Response};
use client_core::secret::Redacted;
use client_core::{Error, ErrorKind, Executor, Operation, Outcome, Result};
use http::{HeaderName, HeaderValue, StatusCode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use time::Date;

use crate::api::Selectable;
use crate::client::Belvo;
use crate::model::{AccountId, LinkId, RequestId, SessionId};

/// How a retrieval ended.
#[derive(Debug)]
#[must_use = "three of the four ends are not errors and hold no data"]
pub enum Retrieval<A> {
    /// Belvo read the institution; this is what it found.
    Done(A),
    /// Belvo will read the institution later, and say so by a webhook with this request id. Then
    /// read the list.
    Accepted(Accepted),
    /// The institution wants a token of the person: ask them, then [`Session::resume`].
    TokenRequired(Session<A>),
    /// Belvo stopped waiting for the institution. Ask for fewer days, or in the background.
    TimedOut {
        /// What Belvo's support asks for.
        request_id: Option<RequestId>,
    },
}

impl<A> Retrieval<A> {
    /// What was found, for links that never ask for tokens, as those of Open Finance.
    ///
    /// # Errors
    /// Any other end, as [`ErrorKind::Api`] with Belvo's status and code.
    pub fn into_done(self) -> Result<A> {
        let (status, code, request_id) = match self {
            Self::Done(answer) => return Ok(answer),
            Self::Accepted(accepted) => (StatusCode::ACCEPTED, None, accepted.request_id),
            Self::TokenRequired(session) => (
                StatusCode::PRECONDITION_REQUIRED,
                Some("token_required"),
                session.request_id,
            ),
            Self::TimedOut { request_id } => (
                StatusCode::REQUEST_TIMEOUT,
                Some("request_timeout"),
                request_id,
            ),
        };
        let (outcome, what) = match status {
            StatusCode::ACCEPTED => (Outcome::Applied, "the data will come later"),
            StatusCode::REQUEST_TIMEOUT => (Outcome::Unknown, "Belvo stopped waiting"),
            _ => (
                Outcome::Refused,
                "the institution wants a token of the person",
            ),
        };
        Err(Error::new(ErrorKind::Api, outcome, what)
            .with_status(status)
            .with_code(code.map(str::to_owned))
            .with_request_id(request_id.map(RequestId::into_string)))
    }
}

/// Belvo will do it later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Accepted {
    /// The webhook that announces the result has the same one. Documented, and still some answers
    /// were seen to be empty.
    pub request_id: Option<RequestId>,
}

/// An institution that waits for a token of the person.
///
/// It lives until [`Session::expires_in`] is over. To go on in another process keep
/// [`Session::link`] and [`Session::id`], and resume by [`Data::resume`](crate::api::Data::resume).
pub struct Session<A> {
    client: Belvo,
    operation: Option<&'static Operation>,
    read: Read<A>,
    save_data: Option<bool>,
    request_id: Option<RequestId>,
    challenge: Challenge,
}

impl<A> Session<A> {
    /// The session. It stands in for the person's login: keep it as a secret.
    pub fn id(&self) -> Option<&SessionId> {
        self.challenge.session.as_ref().map(Redacted::expose)
    }

    /// The link it is for.
    pub fn link(&self) -> Option<&LinkId> {
        self.challenge.link.as_ref()
    }

    /// How long the session is open.
    pub fn expires_in(&self) -> Option<Duration> {
        self.challenge.expiry.map(Duration::from_secs)
    }

    /// What to tell the person.
    pub fn prompt(&self) -> &Prompt {
        &self.challenge.token_generation_data
    }

    /// Goes on with what the person typed. May end in a further [`Retrieval::TokenRequired`].
    pub fn resume(&self, token: impl Into<String>) -> Retrieve<A> {
        self.resumed(Some(token.into()))
    }

    /// Goes on without a token, after the person confirmed on another device: where
    /// [`Prompt::expects_input`] says so.
    pub fn resume_without_token(&self) -> Retrieve<A> {
        self.resumed(None)
    }

    fn resumed(&self, token: Option<String>) -> Retrieve<A> {
        let Challenge { link, session, .. } = &self.challenge;
        let (Some(link), Some(session)) = (link, session) else {
            let error = Error::input("this session cannot go on: Belvo sent no session or no link");
            return Retrieve::of(&self.client, Err(error), None, self.read, Body::default());
        };
        let waiting = (link, session.expose());
        Retrieve::resuming(&self.client, self.operation, self.read, waiting, token)
            .map_body(|body| body.save_data = self.save_data)
    }
}

impl<A> fmt::Debug for Session<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("link", &self.challenge.link)
            .field("expires_in", &self.expires_in())
            .field("prompt", self.prompt())
            .finish_non_exhaustive()
    }
}

/// What to tell a person whose institution wants a token.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Prompt {
    /// What the institution says.
    pub instructions: Option<String>,
    /// What kind of token it is, such as `numeric` or `qr`.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// What to show: a challenge, or the content of a QR code.
    pub value: Option<Redacted<String>>,
    expects_user_input: Option<bool>,
}

impl Prompt {
    /// Whether the person has something to type; otherwise they confirm elsewhere.
    #[doc(alias = "expects_user_input")]
    pub fn expects_input(&self) -> bool {
        self.expects_user_input.unwrap_or(true)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Challenge {
    session: Option<Redacted<SessionId>>,
    expiry: Option<u64>,
    link: Option<LinkId>,
    #[serde(deserialize_with = "null_as_default")]
    token_generation_data: Prompt,
}

fn null_as_default<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Prompt, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// How a finished retrieval's answer is read.
pub(crate) type Read<A> = fn(&Executor, &'static str, &Response) -> Result<A>;

/// A call that has Belvo read an institution, ready to go. Nothing is sent before
/// [`Retrieve::send`].
#[must_use = "nothing is sent before `send()`"]
pub struct Retrieve<A> {
    client: Belvo,
    call: Result<Call>,
    body: Body,
    resume_by: Option<&'static Operation>,
    read: Read<A>,
    options: CallOptions,
}

/// What is sent: each retrieval fills in what its resource documents.
#[derive(Clone, Default, Serialize)]
pub(crate) struct Body {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) link: Option<LinkId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) session: Option<SessionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<AccountId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account_id: Option<AccountId>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "client_core::wire::date"
    )]
    pub(crate) date_from: Option<Date>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "client_core::wire::date"
    )]
    pub(crate) date_to: Option<Date>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        with = "client_core::wire::date"
    )]
    pub(crate) reference_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) year_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) year_to: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attach_pdf: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attach_xml: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) allowed_income_types: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) minimum_confidence_level: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) save_data: Option<bool>,
}

const REQUEST_MODE: HeaderName = HeaderName::from_static("x-belvo-request-mode");

/// The header that asks Belvo to answer at once and work later.
pub(crate) fn in_background(call: Call) -> Call {
    call.header(REQUEST_MODE, HeaderValue::from_static("async"))
}

impl<A> Retrieve<A> {
    pub(crate) fn new(
        client: &Belvo,
        operation: &'static Operation,
        resume_by: Option<&'static Operation>,
        read: Read<A>,
        body: Body,
    ) -> Self {
        Self::of(client, Ok(client.call(operation)), resume_by, read, body)
    }

    pub(crate) fn of(
        client: &Belvo,
        call: Result<Call>,
        resume_by: Option<&'static Operation>,
        read: Read<A>,
        body: Body,
    ) -> Self {
        let retrieve = Self {
            client: client.clone(),
            call,
            body,
            resume_by,
            read,
            options: CallOptions::default(),
        };
        retrieve.with_attempt_timeout(client.retrieval_timeout())
    }

    pub(crate) fn resuming(
        client: &Belvo,
        operation: Option<&'static Operation>,
        read: Read<A>,
        (link, session): (&LinkId, &SessionId),
        token: Option<String>,
    ) -> Self {
        let body = Body {
            link: Some(link.clone()),
            session: Some(session.clone()),
            token,
            ..Body::default()
        };
        let call = operation.map(|row| client.call(row)).ok_or_else(|| {
            Error::input("this retrieval cannot go on: Belvo documents no way to send the token")
        });
        Self::of(client, call, operation, read, body)
    }

    pub(crate) fn between(mut self, from: Date, to: Date) -> Self {
        if from > to {
            let error = Error::input("date_from is after date_to; give the earlier one first");
            self.call = self.call.and(Err(error));
        }
        (self.body.date_from, self.body.date_to) = (Some(from), Some(to));
        self
    }

    pub(crate) fn between_years(mut self, from: u16, to: u16) -> Self {
        let complaint = if from > to {
            Some("year_from is after year_to; give the earlier one first")
        } else if from < 1900 || to > 2099 {
            Some("year_from and year_to are not between 1900 and 2099")
        } else {
            None
        };
        if let Some(complaint) = complaint {
            self.call = self.call.and(Err(Error::input(complaint)));
        }
        (self.body.year_from, self.body.year_to) = (Some(from.to_string()), Some(to.to_string()));
        self
    }

    pub(crate) fn of_kind(self, kind: &impl fmt::Display) -> Self {
        self.map_body(|body| body.kind = Some(kind.to_string()))
    }

    pub(crate) fn map_body(mut self, change: impl FnOnce(&mut Body)) -> Self {
        change(&mut self.body);
        self
    }

    pub(crate) fn map_call(mut self, change: impl FnOnce(Call) -> Call) -> Self {
        self.call = self.call.map(change);
        self
    }

    /// Has Belvo read the institution. A synchronous retrieval may take minutes.
    ///
    /// # Errors
    /// [`ErrorKind::Api`] for every refusal but 408 and 428, which are a [`Retrieval`]; see
    /// [`ErrorCode`](crate::ErrorCode) for what to do.
    pub async fn send(self) -> Result<Retrieval<A>> {
        let call = match self.call? {
            // Registering a link brings a body of its own.
            call if self.body.link.is_none() => call,
            call => call.json(&self.body)?,
        };
        let call = call.options(self.options);
        let (executor, operation) = (self.client.executor().clone(), call.name());
        let answered = executor
            .read(call, |response| match response.status {
                StatusCode::ACCEPTED => Ok(Retrieval::Accepted(accepted(&response))),
                _ => (self.read)(&executor, operation, &response).map(Retrieval::Done),
            })
            .await;
        let error = match answered {
            Ok(retrieval) => return Ok(retrieval),
            Err(error) => error,
        };
        let request_id = error.request_id().map(RequestId::from);
        match error.status() {
            Some(StatusCode::REQUEST_TIMEOUT) => Ok(Retrieval::TimedOut { request_id }),
            Some(StatusCode::PRECONDITION_REQUIRED) => match challenge(&error) {
                Some(challenge) => Ok(Retrieval::TokenRequired(Session {
                    client: self.client,
                    operation: self.resume_by,
                    read: self.read,
                    save_data: self.body.save_data,
                    request_id,
                    challenge,
                })),
                None => Err(error.with_note("the session to resume could not be read")),
            },
            _ => Err(error),
        }
    }
}

impl<T: Selectable> Retrieve<Vec<T>> {
    /// Leaves these fields out of the answer.
    pub fn omit(self, fields: impl IntoIterator<Item = T::Field>) -> Self {
        self.select("omit", fields)
    }

    /// Asks for these fields and no others.
    #[doc(alias = "fields")]
    pub fn only(self, fields: impl IntoIterator<Item = T::Field>) -> Self {
        self.select("fields", fields)
    }

    fn select(self, name: &'static str, fields: impl IntoIterator<Item = T::Field>) -> Self {
        let names: Vec<_> = fields.into_iter().map(|field| field.to_string()).collect();
        self.map_call(|call| call.query(name, names.join(",")))
    }
}

impl<A> ConfigureCall for Retrieve<A> {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl<A> fmt::Debug for Retrieve<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retrieve")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}

/// What a 202 says; some say nothing.
pub(crate) fn accepted(response: &Response) -> Accepted {
    serde_json::from_slice(&response.body).unwrap_or_default()
}

fn challenge(error: &Error) -> Option<Challenge> {
    let body = error.body()?;
    let of_list = serde_json::from_slice::<Vec<Challenge>>(body);
    match of_list {
        Ok(list) => list.into_iter().next(),
        Err(_) => serde_json::from_slice(body).ok(),
    }
}

/// Reads what the description types as one object here and as a list there: both as a list.
pub(crate) fn one_or_many<T: DeserializeOwned>(
    executor: &Executor,
    operation: &'static str,
    response: &Response,
) -> Result<Vec<T>> {
    let first = response
        .body
        .iter()
        .find(|byte| !byte.is_ascii_whitespace());
    match first {
        Some(b'{') => executor.decode(operation, response).map(|one| vec![one]),
        _ => {
            let entries: Vec<Option<T>> = executor.decode(operation, response)?;
            Ok(entries.into_iter().flatten().collect())
        }
    }
}
