//! Authorization requests pushed to the server beforehand (RFC 9126).

use std::time::Duration;

use serde::Deserialize;

use super::{OAuthClient, PUSH_AUTHORIZATION};
use crate::error::{Error, ErrorKind, Outcome, Result};

/// What the server keeps of a pushed request, for the person's browser to refer to.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PushedAuthorization {
    /// What stands for the request. Good for one use.
    pub request_uri: String,
    /// How long it is good.
    pub lifetime: Duration,
}

#[derive(Deserialize)]
struct Answer {
    request_uri: String,
    expires_in: u64,
}

impl OAuthClient {
    /// Pushes the parameters of an authorization request; client id and proof are added.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the client was built without a pushed authorization URL,
    /// [`ErrorKind::Auth`] when the server refuses the request, with its reason as the code.
    pub async fn push_authorization(
        &self,
        parameters: &[(&str, &str)],
    ) -> Result<PushedAuthorization> {
        let endpoint = self.shared.pushed_authorization.as_ref().ok_or_else(|| {
            Error::config("this client has no pushed authorization URL: give one to its builder")
        })?;
        let response = self.post(endpoint, &PUSH_AUTHORIZATION, parameters).await?;
        let answer: Answer = serde_json::from_slice(&response.body).map_err(|_| {
            Error::new(
                ErrorKind::Decode,
                Outcome::Applied,
                "the answer to the pushed request holds no request_uri and expires_in",
            )
            .with_operation(PUSH_AUTHORIZATION.name)
            .with_status(response.status)
        })?;
        Ok(PushedAuthorization {
            request_uri: answer.request_uri,
            lifetime: Duration::from_secs(answer.expires_in),
        })
    }
}
