//! Links.

use std::fmt::{self, Display};

use client_core::http::{Call, CallOptions, ConfigureCall, Response};
use client_core::{Action, Executor, Result};
use http::StatusCode;
use serde::Serialize;
use time::Date;

use super::Get;
use crate::client::Belvo;
use crate::model::{
    AccessMode, Link, LinkCredentials, LinkId, LinkStatus, LinkUpdate, NewLink, RefreshRate,
    SessionId,
};
use crate::operations::links as rows;
use crate::query::{Lookup, Query};
use crate::retrieval::{Accepted, Body, Retrieve, accepted, in_background};

/// Links: reached by [`Belvo::links`].
#[derive(Clone, Copy, Debug)]
pub struct Links<'a> {
    pub(crate) client: &'a Belvo,
}

impl Links<'_> {
    /// Lists links.
    pub fn list(&self) -> Query<Link> {
        Query::new(self.client.executor(), &rows::LIST)
    }

    /// Reads a link.
    ///
    /// # Errors
    /// Status 404 when there is none.
    pub fn get(&self, id: &LinkId) -> Get<Link> {
        Get::new(self.client.executor(), Call::new(&rows::GET), id)
    }

    /// Registers a link with a person's login. Links to Brazilian banks are not made this way:
    /// their owners consent in the [widget](Belvo::widget).
    ///
    /// Nothing is repeated whose outcome is not known, for a second registration is a second link.
    /// `too_many_sessions` is: Belvo did not begin then.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the login has not the form that
    /// its kind of institution takes; `login_error` when the institution refuses it.
    pub fn register(&self, link: &NewLink) -> Retrieve<Link> {
        let call = link
            .check()
            .and_then(|()| Call::new(&rows::REGISTER).json(link));
        Retrieve::of(
            self.client,
            call,
            Some(&rows::RESUME),
            read_link,
            Body::default(),
        )
    }

    /// Goes on with a registration or an update that waits for a token, for a session that was
    /// kept.
    pub fn resume(
        &self,
        link: &LinkId,
        session: &SessionId,
        token: Option<String>,
    ) -> Retrieve<Link> {
        let waiting = (link, session);
        Retrieve::resuming(self.client, Some(&rows::RESUME), read_link, waiting, token)
    }

    /// Changes how a link is refreshed. Only another access mode has Belvo fetch history anew,
    /// which Belvo charges for.
    ///
    /// # Errors
    /// Status 400 with `invalid_credentials_storage` when a link that stores no credentials is to
    /// become recurrent.
    #[doc(alias = "ModifyLinkDataRetrieval")]
    pub fn update(&self, id: &LinkId, update: &LinkUpdate) -> Action<Link> {
        let call = update
            .check()
            .and_then(|()| with_body(Call::new(&rows::UPDATE), id, update));
        Action::json(self.client.executor(), call)
    }

    /// Replaces the credentials of a link. A recurrent one is refreshed afterwards.
    ///
    /// # Errors
    /// `login_error` when the institution refuses them.
    #[doc(alias = "UpdateLink")]
    pub fn replace_credentials(
        &self,
        id: &LinkId,
        credentials: &LinkCredentials,
    ) -> Retrieve<Link> {
        let call = with_body(Call::new(&rows::REPLACE_CREDENTIALS), id, credentials);
        Retrieve::of(
            self.client,
            call,
            Some(&rows::RESUME),
            read_link,
            Body::default(),
        )
    }

    /// Has Belvo fetch the data of a link in the background: these resources, or all that the
    /// institution has when there are none. Webhooks tell when they are there.
    ///
    /// # Errors
    /// Status 409 with `link_refreshed` within ten minutes of the last time.
    pub fn refresh<R: Display>(
        &self,
        id: &LinkId,
        resources: impl IntoIterator<Item = R>,
    ) -> Action<Accepted> {
        let names = resources.into_iter().map(|name| name.to_string());
        let body = Refresh {
            fetch_resources: names.collect(),
        };
        let call = with_body(Call::new(&rows::REFRESH), id, &body);
        Action::reading(self.client.executor(), call, |_, _, response| {
            Ok(accepted(&response))
        })
    }

    /// Deletes a link with all its data, for good.
    ///
    /// # Errors
    /// Status 429 after five in a minute, unless done in the background.
    pub fn delete(&self, id: &LinkId) -> DeleteLink {
        DeleteLink {
            executor: self.client.executor().clone(),
            call: Call::new(&rows::DELETE).argument("id", id),
            options: CallOptions::default(),
        }
    }
}

#[derive(Serialize)]
struct Refresh {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fetch_resources: Vec<String>,
}

fn with_body(call: Call, id: &LinkId, body: &impl Serialize) -> Result<Call> {
    call.argument("id", id).json(body)
}

fn read_link(executor: &Executor, operation: &'static str, response: &Response) -> Result<Link> {
    executor.decode(operation, response)
}

/// Deletes a link, ready to go. Nothing is sent before [`DeleteLink::send`].
#[must_use = "nothing is sent before `send()`"]
pub struct DeleteLink {
    executor: Executor,
    call: Call,
    options: CallOptions,
}

impl DeleteLink {
    /// Answers at once; the webhook `link_deleted` tells when it is done. Not limited to five in a
    /// minute.
    #[doc(alias = "async")]
    #[doc(alias = "X-Belvo-Request-Mode")]
    pub fn in_background(mut self) -> Self {
        self.call = in_background(self.call);
        self
    }

    /// Deletes the link. `None` when it is done, and what the webhook will refer to when it is
    /// done in the background.
    ///
    /// # Errors
    /// Status 404 when there is none.
    pub async fn send(self) -> Result<Option<Accepted>> {
        let call = self.call.options(self.options);
        let response = self.executor.send(call).await?;
        let later = response.status == StatusCode::ACCEPTED;
        Ok(later.then(|| accepted(&response)))
    }
}

impl ConfigureCall for DeleteLink {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl fmt::Debug for DeleteLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeleteLink")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}

impl Query<Link> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v LinkId>) -> Self {
        self.one_of("id", values)
    }

    /// Only those with one of these values in `institution`.
    pub fn institution<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("institution", values)
    }

    /// Only those with this value in `access_mode`.
    pub fn access_mode(self, value: &AccessMode) -> Self {
        self.filter("access_mode", value)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// Only those with none of these values in `created_by`.
    pub fn not_created_by<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.any_of("created_by__not_in", values)
    }

    /// Only those with one of these values in `external_id`.
    pub fn external_id<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("external_id", values)
    }

    /// Only those with one of these values in `institution_user_id`.
    pub fn institution_user_id<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("institution_user_id", values)
    }

    /// Only those with this value in `refresh_rate`.
    pub fn refresh_rate(self, value: &RefreshRate) -> Self {
        self.filter("refresh_rate", value)
    }

    /// Only those with one of these values in `status`.
    pub fn status<'v>(self, values: impl IntoIterator<Item = &'v LinkStatus>) -> Self {
        self.one_of("status", values)
    }
}
