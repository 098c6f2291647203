//! Tokens of the client itself.

use async_trait::async_trait;

use super::{CLIENT_CREDENTIALS, OAuthClient};
use crate::auth::events::TokenEvent;
use crate::auth::{AccessToken, IssuedToken, TokenSource};
use crate::error::Result;

/// Tokens of the client itself (`client_credentials`). A new one costs nothing, so nothing is
/// stored, and a request whose answer was lost is simply repeated.
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    client: OAuthClient,
    parameters: Vec<(String, String)>,
}

impl ClientCredentials {
    pub(super) fn new(client: OAuthClient) -> Self {
        Self {
            client,
            parameters: Vec::new(),
        }
    }

    /// What to ask for: names with spaces between them.
    #[must_use]
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.parameter("scope", scope)
    }

    /// Adds a field of the form that only this provider knows, such as `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }
}

#[async_trait]
impl TokenSource for ClientCredentials {
    async fn fetch(&self, _: Option<&AccessToken>) -> Result<IssuedToken> {
        let mut fields = vec![("grant_type", "client_credentials")];
        for (name, value) in &self.parameters {
            fields.push((name, value));
        }
        let answer = self
            .client
            .token_request(&CLIENT_CREDENTIALS, &fields)
            .await
            .and_then(|answer| answer.check_bearer().map(|()| answer))
            .map_err(|error| error.with_note("while fetching an access token"));
        let mut event = TokenEvent {
            client_id: self.client.client_id(),
            grant: None,
            scope: None,
            expires_at: None,
            generation: 0,
        };
        match &answer {
            Ok(answer) => {
                event.scope = answer.scope.as_deref();
                event.expires_at = Some(answer.obtained_at + answer.lifetime);
                self.client.events().granted(&event).await;
            }
            Err(error) => self.client.events().refresh_failed(&event, error).await,
        }
        answer.map(super::TokenAnswer::into_issued)
    }
}
