//! What must be kept between sending a customer away and their coming back.

use std::fmt;

use client_core::auth::oauth::{PendingAuthorization, PkceVerifier};
use client_core::secret::{ExposeSecret as _, SecretString};
use client_core::{Error, ErrorKind, Outcome, Result};
use serde::{Deserialize, Serialize};

use super::ResponseType;
use crate::model::ConsentId;

/// A login under way. Keep it in the customer's session and nowhere they could change it;
/// [`PendingLogin::expose_as_json`] writes it for a session store.
///
/// `Debug` shows nothing of it.
#[derive(Clone)]
pub struct PendingLogin {
    pub(super) kept: Kept,
}

/// What is written down of it. Apart, so that nobody writes it by accident.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Kept {
    pub(super) consent: Option<ConsentId>,
    pub(super) redirect_uri: String,
    pub(super) response_type: ResponseType,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
}

impl PendingLogin {
    /// All of it, secrets in the clear, as JSON for a store to guard.
    ///
    /// # Errors
    /// [`ErrorKind::Store`] when it cannot be written, which does not happen.
    pub fn expose_as_json(&self) -> Result<SecretString> {
        serde_json::to_string(&self.kept)
            .map(SecretString::from)
            .map_err(|_| damaged("the pending login cannot be written as JSON"))
    }

    /// Reads what [`PendingLogin::expose_as_json`] wrote.
    ///
    /// # Errors
    /// [`ErrorKind::Store`] for anything else. The error quotes nothing of the text.
    pub fn from_exposed_json(json: &SecretString) -> Result<Self> {
        serde_json::from_str(json.expose_secret())
            .map(|kept| Self { kept })
            .map_err(|_| damaged("the stored login is not one that was written here"))
    }

    /// The consent it is about.
    pub fn consent_id(&self) -> Option<&ConsentId> {
        self.kept.consent.as_ref()
    }

    /// The part of it that plain OAuth knows.
    pub(super) fn oauth(&self) -> Result<PendingAuthorization> {
        let kept = &self.kept;
        let verifier = PkceVerifier::new(kept.verifier.clone())?;
        Ok(
            PendingAuthorization::resume(kept.redirect_uri.clone(), kept.state.clone())
                .with_verifier(verifier)
                .with_nonce(kept.nonce.clone()),
        )
    }
}

impl fmt::Debug for PendingLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingLogin").finish_non_exhaustive()
    }
}

fn damaged(what: &'static str) -> Error {
    Error::new(ErrorKind::Store, Outcome::NotSent, what)
}
