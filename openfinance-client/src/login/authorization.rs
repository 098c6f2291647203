//! What is asked of a customer, as a signed request object.

use client_core::auth::oauth::PkceVerifier;
use client_core::secret::ExposeSecret as _;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::PendingLogin;
use super::pending::Kept;
use crate::interaction::fresh_uuid;
use crate::model::{ConsentId, EnrollmentId, PaymentConsentId, RecurringConsentId};

/// How the customer comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum ResponseType {
    /// With a code and an id token, behind the `#`: what the profile asks for. A page of yours has
    /// to hand the fragment over, for browsers do not send it.
    #[default]
    CodeIdToken,
    /// With a code alone, behind the `?`.
    Code,
}

impl ResponseType {
    /// As it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CodeIdToken => "code id_token",
            Self::Code => "code",
        }
    }

    fn mode(self) -> &'static str {
        match self {
            Self::CodeIdToken => "fragment",
            Self::Code => "query",
        }
    }
}

/// What to ask a customer for.
#[derive(Clone, Debug)]
pub struct Authorization {
    consent: Option<ConsentId>,
    redirect_uri: String,
    scopes: Vec<String>,
    response_type: ResponseType,
}

/// Every scope of data: the consent's permissions decide what comes.
const DATA_SCOPES: [&str; 14] = [
    "resources",
    "accounts",
    "credit-cards-accounts",
    "customers",
    "loans",
    "financings",
    "invoice-financings",
    "unarranged-accounts-overdraft",
    "bank-fixed-incomes",
    "credit-fixed-incomes",
    "variable-incomes",
    "treasure-titles",
    "funds",
    "exchanges",
];

impl Authorization {
    /// To agree to a consent to data, with the scopes of all data APIs. `redirect_uri` is one of
    /// those in the software statement, letter by letter.
    pub fn of_consent(consent: &ConsentId, redirect_uri: impl Into<String>) -> Self {
        let request = Self::with_dynamic_scope(format!("consent:{consent}"), redirect_uri);
        let mut request = request.only(DATA_SCOPES);
        request.consent = Some(consent.clone());
        request
    }

    /// To agree to a payment. The login's token ([`Login::credential`](super::Login::credential))
    /// initiates it.
    pub fn of_payment(consent: &PaymentConsentId, redirect_uri: impl Into<String>) -> Self {
        let scope = format!("consent:{consent}");
        Self::with_dynamic_scope(scope, redirect_uri).also("payments")
    }

    /// To agree to automatic payments. Save the login: its grant pays from then on.
    pub fn of_recurring_consent(
        consent: &RecurringConsentId,
        redirect_uri: impl Into<String>,
    ) -> Self {
        let scope = format!("recurring-consent:{consent}");
        let mut request = Self::with_dynamic_scope(scope, redirect_uri).also("recurring-payments");
        request.consent = Some(ConsentId::new(consent.as_str()));
        request
    }

    /// To enrol a device for payments; add `recurring-payments` by [`Authorization::also`] where it
    /// may agree to those too. Save the login.
    pub fn of_enrollment(enrollment: &EnrollmentId, redirect_uri: impl Into<String>) -> Self {
        let scope = format!("enrollment:{enrollment}");
        let mut request = Self::with_dynamic_scope(scope, redirect_uri).also("payments");
        request.consent = Some(ConsentId::new(enrollment.as_str()));
        request
    }

    /// To agree to something else; further scopes by [`Authorization::also`].
    pub fn with_dynamic_scope(scope: impl Into<String>, redirect_uri: impl Into<String>) -> Self {
        Self {
            consent: None,
            redirect_uri: redirect_uri.into(),
            scopes: vec![scope.into()],
            response_type: ResponseType::default(),
        }
    }

    /// Asks for one more scope.
    #[must_use]
    pub fn also(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// Asks for these scopes instead of those of all data APIs; the consent's own stays. For banks
    /// that refuse scopes they did not register.
    #[must_use]
    pub fn only<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes.retain(|scope| scope.contains(':'));
        self.scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// How the customer comes back; by [`ResponseType::CodeIdToken`] unless told otherwise.
    #[must_use]
    pub fn response_type(mut self, response_type: ResponseType) -> Self {
        self.response_type = response_type;
        self
    }

    /// `openid`, then what was asked for.
    pub(super) fn scope(&self) -> String {
        let scopes = self.scopes.iter().map(String::as_str);
        let all: Vec<_> = std::iter::once("openid").chain(scopes).collect();
        all.join(" ")
    }

    /// Fresh secrets for this one login.
    pub(super) fn pending(&self) -> Result<PendingLogin> {
        if self.redirect_uri.is_empty() {
            return Err(Error::input("redirect_uri is empty"));
        }
        let verifier = PkceVerifier::generate()?;
        let kept = Kept {
            consent: self.consent.clone(),
            redirect_uri: self.redirect_uri.clone(),
            response_type: self.response_type,
            state: fresh_uuid()?,
            nonce: fresh_uuid()?,
            verifier: verifier.secret().expose_secret().to_owned(),
        };
        Ok(PendingLogin { kept })
    }

    /// The claims of the request object.
    pub(super) fn claims(
        &self,
        pending: &PendingLogin,
        client_id: &str,
        issuer: &str,
        now: OffsetDateTime,
    ) -> Result<Value> {
        let challenge = PkceVerifier::new(pending.kept.verifier.clone())?.challenge();
        Ok(json!({
            "iss": client_id,
            "aud": issuer,
            "client_id": client_id,
            "jti": fresh_uuid()?,
            "iat": now.unix_timestamp(),
            "nbf": now.unix_timestamp(),
            "exp": (now + REQUEST_LIFETIME).unix_timestamp(),
            "response_type": self.response_type.as_str(),
            "response_mode": self.response_type.mode(),
            "redirect_uri": self.redirect_uri,
            "scope": self.scope(),
            "state": pending.kept.state,
            "nonce": pending.kept.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            // Essential, and without a value: the bank says how sure it is.
            "claims": {"id_token": {"acr": {"essential": true}}},
        }))
    }
}

/// It is pushed at once; banks allow an hour at most.
const REQUEST_LIFETIME: Duration = Duration::minutes(5);
