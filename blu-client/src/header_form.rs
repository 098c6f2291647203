//! The headers by which an endpoint knows who asks, and for which version of itself.
//!
//! Blu's endpoints do not agree on them, so they are a property of the endpoint, not of the client.

use std::sync::Arc;

use client_core::auth::{Credential, HeaderCredential};
use client_core::http::Call;
use client_core::secret::{ExposeSecret as _, SecretString};
use client_core::{Error, Result};
use http::header::{ACCEPT, AUTHORIZATION, HeaderName, HeaderValue};

/// How an endpoint wants the token, and how it is told which version of it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderForm {
    token: TokenForm,
    version: VersionForm,
}

/// How the token stands in `Authorization`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenForm {
    /// `Authorization: Bearer <token>`.
    Bearer,
    /// `Authorization: <token>`.
    Raw,
    /// `Authorization: Token token=<token>`.
    TokenToken,
    /// No token at all.
    Unsent,
}

/// How the version is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VersionForm {
    /// Not at all.
    Unstated,
    /// `version: 2`, as report endpoints have it.
    Version2,
    /// `Accept: version=1`, as business endpoints have it.
    AcceptVersion1,
}

impl HeaderForm {
    /// `Authorization: Bearer <token>` and no version.
    pub const BEARER: Self = Self::new(TokenForm::Bearer, VersionForm::Unstated);
    /// `Authorization: <token>` and `version: 2`.
    pub const RAW_VERSION_2: Self = Self::new(TokenForm::Raw, VersionForm::Version2);
    /// `Authorization: <token>` and `Accept: version=1`.
    pub const RAW_ACCEPT_VERSION_1: Self = Self::new(TokenForm::Raw, VersionForm::AcceptVersion1);

    /// `Authorization: Token token=<token>` and `Accept: version=1`.
    pub const TOKEN_ACCEPT_VERSION_1: Self =
        Self::new(TokenForm::TokenToken, VersionForm::AcceptVersion1);
    /// No token, and `Accept: version=1`.
    pub const NO_TOKEN_ACCEPT_VERSION_1: Self =
        Self::new(TokenForm::Unsent, VersionForm::AcceptVersion1);

    /// Any other combination.
    pub const fn new(token: TokenForm, version: VersionForm) -> Self {
        Self { token, version }
    }

    pub(crate) fn put_on(self, call: Call, token: &Token) -> Call {
        let call = match self.token {
            TokenForm::Bearer => call.credential(Arc::clone(&token.bearer)),
            TokenForm::Raw => call.credential(Arc::clone(&token.raw)),
            TokenForm::TokenToken => call.credential(Arc::clone(&token.token_token)),
            TokenForm::Unsent => call,
        };
        match self.version {
            VersionForm::Unstated => call,
            VersionForm::Version2 => call.header(
                HeaderName::from_static("version"),
                HeaderValue::from_static("2"),
            ),
            VersionForm::AcceptVersion1 => {
                call.header(ACCEPT, HeaderValue::from_static("version=1"))
            }
        }
    }
}

/// A token in every form.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    bearer: Arc<dyn Credential>,
    raw: Arc<dyn Credential>,
    token_token: Arc<dyn Credential>,
}

impl Token {
    /// People paste the token with the word it is sent with; Blu's own pages invite them to.
    pub(crate) fn new(secret: &SecretString) -> Result<Self> {
        let secret = SecretString::from(without_bearer(secret.expose_secret()));
        if secret.expose_secret().is_empty() {
            return Err(Error::config(
                "the token is empty; ask Blu's integration team for the token of this CNPJ",
            ));
        }
        Ok(Self {
            bearer: Arc::new(HeaderCredential::bearer(&secret)?),
            raw: Arc::new(HeaderCredential::new(AUTHORIZATION, &secret)?),
            token_token: Arc::new(HeaderCredential::prefixed(
                AUTHORIZATION,
                "Token token=",
                &secret,
            )?),
        })
    }
}

fn without_bearer(token: &str) -> &str {
    let token = token.trim();
    match token.split_once(char::is_whitespace) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("bearer") => rest.trim_start(),
        None if token.eq_ignore_ascii_case("bearer") => "",
        _ => token,
    }
}

#[cfg(test)]
mod tests {
    use super::without_bearer;

    #[test]
    fn an_accidental_bearer_goes_and_nothing_else() {
        for (pasted, token) in [
            ("Bearer abc", "abc"),
            (" bearer   abc\n", "abc"),
            ("abc", "abc"),
            ("Bearer ", ""),
            ("Bearerabc", "Bearerabc"),
            ("Token token=abc", "Token token=abc"),
        ] {
            assert_eq!(without_bearer(pasted), token, "{pasted:?}");
        }
    }
}
