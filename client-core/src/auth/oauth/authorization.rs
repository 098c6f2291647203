//! Sending a person to the provider, and reading what they come back with.

use std::borrow::Cow;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use secrecy::{ExposeSecret as _, SecretString};
use url::{Url, form_urlencoded};

use super::pkce::random_text;
use super::{OAuthClient, PkceVerifier};
use crate::error::{Error, ErrorKind, Outcome, Result};

/// An authorization request in the making, with PKCE S256 and a random `state`.
#[derive(Debug)]
#[must_use = "nothing happens before `start()`"]
pub struct AuthorizationRequest<'a> {
    client: &'a OAuthClient,
    redirect_uri: String,
    scope: Option<String>,
    with_pkce: bool,
    with_nonce: bool,
    parameters: Vec<(String, String)>,
}

impl<'a> AuthorizationRequest<'a> {
    pub(super) fn new(client: &'a OAuthClient, redirect_uri: String) -> Self {
        Self {
            client,
            redirect_uri,
            scope: None,
            with_pkce: true,
            with_nonce: false,
            parameters: Vec::new(),
        }
    }

    /// What to ask for: names with spaces between them.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// Adds an OpenID Connect `nonce`; its value is in the pending authorization, to be compared
    /// with the id token's.
    pub fn with_nonce(mut self) -> Self {
        self.with_nonce = true;
        self
    }

    /// Leaves PKCE out, for servers that refuse what they do not know.
    pub fn without_pkce(mut self) -> Self {
        self.with_pkce = false;
        self
    }

    /// Adds a parameter that only this provider knows.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// The address to open in the person's browser, and what must be kept until they come back.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the client was built without an authorize URL, or the system has
    /// no randomness.
    pub fn start(self) -> Result<(Url, PendingAuthorization)> {
        let base = self.client.shared.authorize_url.as_ref().ok_or_else(|| {
            Error::config("this client has no authorize URL: give one to its builder")
        })?;
        let mut pending =
            PendingAuthorization::resume(self.redirect_uri, SecretString::from(random_text()?));
        if self.with_pkce {
            pending.verifier = Some(PkceVerifier::generate()?);
        }
        if self.with_nonce {
            pending.nonce = Some(random_text()?);
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", self.client.client_id())
            .append_pair("redirect_uri", &pending.redirect_uri)
            .append_pair("state", pending.state.expose_secret());
        if let Some(scope) = &self.scope {
            query.append_pair("scope", scope);
        }
        if let Some(verifier) = &pending.verifier {
            query
                .append_pair("code_challenge", &verifier.challenge())
                .append_pair("code_challenge_method", "S256");
        }
        if let Some(nonce) = &pending.nonce {
            query.append_pair("nonce", nonce);
        }
        query.extend_pairs(&self.parameters);
        // Both forms of a space are legal, and login pages that parse by hand know only this one.
        let query = query.finish().replace('+', "%20");
        Ok((with_query(base, &query), pending))
    }
}

/// Adds `query` where the page reads it: behind the fragment when the page is routed by one.
fn with_query(base: &Url, query: &str) -> Url {
    let joined = |before: &str, sign: char| format!("{before}{sign}{query}");
    let mut url = base.clone();
    match (base.fragment(), base.query()) {
        (Some(fragment), _) => {
            let sign = if fragment.contains('?') { '&' } else { '?' };
            url.set_fragment(Some(&joined(fragment, sign)));
        }
        (None, Some(before)) if !before.is_empty() => url.set_query(Some(&joined(before, '&'))),
        (None, _) => url.set_query(Some(query)),
    }
    url
}

/// What must be kept from the start of an authorization to its callback, in the person's session
/// and nowhere they could change it.
#[derive(Clone, Debug)]
pub struct PendingAuthorization {
    redirect_uri: String,
    state: SecretString,
    verifier: Option<PkceVerifier>,
    nonce: Option<String>,
}

impl PendingAuthorization {
    /// Restores what was kept: see also [`PendingAuthorization::with_verifier`].
    pub fn resume(redirect_uri: impl Into<String>, state: impl Into<SecretString>) -> Self {
        Self {
            redirect_uri: redirect_uri.into(),
            state: state.into(),
            verifier: None,
            nonce: None,
        }
    }

    /// Restores the PKCE verifier.
    #[must_use]
    pub fn with_verifier(mut self, verifier: PkceVerifier) -> Self {
        self.verifier = Some(verifier);
        self
    }

    /// Restores the nonce.
    #[must_use]
    pub fn with_nonce(mut self, nonce: impl Into<String>) -> Self {
        self.nonce = Some(nonce.into());
        self
    }

    /// Where the person is sent back to.
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// What the callback must repeat.
    pub fn state(&self) -> &SecretString {
        &self.state
    }

    /// The PKCE verifier, unless the request went without.
    pub fn verifier(&self) -> Option<&PkceVerifier> {
        self.verifier.as_ref()
    }

    /// The nonce that the id token must repeat, if one was sent.
    pub fn nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }

    /// Reads the callback: its whole address, or what stands behind the `?` or the `#`.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`] when the state is not ours (somebody else's callback: ignore it), or
    /// the person or provider said no, with [`Error::code`] such as `access_denied`.
    /// [`ErrorKind::Input`] when there is no code, or a parameter stands twice.
    pub fn read_callback(&self, callback: &str) -> Result<CallbackAnswer> {
        let parameters = Parameters::of(callback);
        let state = parameters.get("state")?.unwrap_or_default();
        // Compared in constant time: the state is what keeps forged callbacks out.
        verify_slices_are_equal(state.as_bytes(), self.state.expose_secret().as_bytes()).map_err(
            |_| {
                Error::new(
                    ErrorKind::Auth,
                    Outcome::NotSent,
                    "the callback's state is not the one sent: start the authorization again",
                )
            },
        )?;
        if let Some(code) = parameters.get("error")? {
            let message = parameters.get("error_description")?;
            return Err(Error::new(
                ErrorKind::Auth,
                Outcome::Refused,
                "the person or the provider refused the authorization",
            )
            .with_code(Some(code.into_owned()))
            .with_provider_message(message.map(Cow::into_owned)));
        }
        let code = parameters
            .get("code")?
            .filter(|code| !code.is_empty())
            .ok_or_else(|| Error::input("the callback holds no code"))?;
        Ok(CallbackAnswer {
            code: SecretString::from(code.as_ref()),
            id_token: parameters
                .get("id_token")?
                .map(|text| SecretString::from(text.as_ref())),
            issuer: parameters.get("iss")?.map(Cow::into_owned),
        })
    }
}

/// What a person came back with.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallbackAnswer {
    /// The code to exchange, once and within minutes.
    pub code: SecretString,
    /// The id token of the hybrid flow, neither decrypted nor verified.
    pub id_token: Option<SecretString>,
    /// Who answered (RFC 9207), where the provider says so.
    pub issuer: Option<String>,
}

/// The parameters of a callback, from its query and its fragment.
struct Parameters<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Parameters<'a> {
    fn of(callback: &'a str) -> Self {
        let (before, fragment) = callback.split_once('#').unwrap_or((callback, ""));
        // Without a `?` the text is the query itself or, before a fragment, an address without one.
        let query = before.split_once('?').map_or(before, |(_, query)| query);
        let pairs = |text: &'a str| form_urlencoded::parse(text.as_bytes());
        Self(pairs(query).chain(pairs(fragment)).collect())
    }

    /// A parameter that must not be there twice: two readers would not agree on which one counts.
    fn get(&self, name: &'static str) -> Result<Option<Cow<'a, str>>> {
        let mut found = self.0.iter().filter(|(key, _)| key == name);
        let first = found.next().map(|(_, value)| value.clone());
        match found.next() {
            None => Ok(first),
            Some(_) => Err(Error::input(format!(
                "the callback holds {name} more than once"
            ))),
        }
    }
}
