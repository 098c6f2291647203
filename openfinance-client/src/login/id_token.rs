//! Id tokens, checked one claim at a time.

use aws_lc_rs::digest::{SHA256, digest};
use client_core::secret::Redacted;
use client_core::{Error, ErrorKind, Outcome};
use serde::Deserialize;
use time::OffsetDateTime;

use crate::jose::encode;

/// What an id token said, once every check passed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IdToken {
    /// The bank's name for the customer; stays the same.
    pub subject: Redacted<String>,
    /// How sure the bank is of who logged in.
    pub assurance: AssuranceLevel,
    /// When the token was issued.
    pub issued_at: OffsetDateTime,
}

/// How sure a bank is of who logged in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "acr")]
pub enum AssuranceLevel {
    /// Level 2: one factor and more. Enough for data.
    Loa2,
    /// Level 3: two factors. Recommended for payments.
    Loa3,
}

impl AssuranceLevel {
    /// As banks write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Loa2 => "urn:brasil:openbanking:loa2",
            Self::Loa3 => "urn:brasil:openbanking:loa3",
        }
    }

    fn of(acr: &str) -> Option<Self> {
        [Self::Loa2, Self::Loa3]
            .into_iter()
            .find(|level| level.as_str() == acr)
    }
}

/// Why an id token is refused. One reason per check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum IdTokenError {
    /// The answer should have held one.
    #[error("the bank sent no id token")]
    Missing,
    /// Its claims are not JSON of the expected types.
    #[error("the id token's claims cannot be read")]
    Claims,
    /// It is of another server (`iss`).
    #[error("the id token is of another issuer")]
    Issuer,
    /// It is for another client (`aud`).
    #[error("the id token is for another client")]
    Audience,
    /// It is for several clients and authorises another (`azp`).
    #[error("the id token authorises another client")]
    AuthorizedParty,
    /// Its time is over (`exp`).
    #[error("the id token has expired; compare this machine's clock")]
    Expired,
    /// It was issued in the future (`iat`).
    #[error("the id token was issued in the future; compare this machine's clock")]
    IssuedInFuture,
    /// It answers another request (`nonce`).
    #[error("the id token answers another request")]
    Nonce,
    /// It does not vouch for the state (`s_hash`), which it must on the way through the browser.
    #[error("the id token does not vouch for the state")]
    StateHashMissing,
    /// It vouches for another state.
    #[error("the id token vouches for another state")]
    StateHash,
    /// It does not vouch for the code (`c_hash`), which it must on the way through the browser.
    #[error("the id token does not vouch for the code")]
    CodeHashMissing,
    /// It vouches for another code.
    #[error("the id token vouches for another code")]
    CodeHash,
    /// It vouches for another access token (`at_hash`).
    #[error("the id token vouches for another access token")]
    AccessTokenHash,
    /// It does not say how sure the bank is (`acr`).
    #[error("the id token does not say how the customer was authenticated")]
    AssuranceMissing,
    /// It names a level that the profile does not know.
    #[error("the id token names a level of assurance that the profile does not know")]
    Assurance,
    /// It names no customer (`sub`).
    #[error("the id token names no subject")]
    SubjectMissing,
    /// The two id tokens of one login are about different customers.
    #[error("the id tokens of this login are about different subjects")]
    SubjectChanged,
}

impl From<IdTokenError> for Error {
    fn from(reason: IdTokenError) -> Self {
        Self::new(ErrorKind::Auth, Outcome::Applied, reason.to_string()).with_source(reason)
    }
}

/// Where an id token came from, and what it has to vouch for there.
#[derive(Clone, Copy)]
pub(super) enum Channel<'a> {
    /// Through the browser, together with a state and a code.
    Front { state: &'a str, code: &'a str },
    /// From the token endpoint, together with an access token.
    Token { access_token: &'a str },
}

/// What an id token is compared with.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce: &'a str,
    pub(super) channel: Channel<'a>,
    pub(super) now: OffsetDateTime,
}

/// How far clocks may differ, in seconds.
const SKEW: i64 = 60;

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: Option<String>,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    nonce: Option<String>,
    acr: Option<String>,
    s_hash: Option<String>,
    c_hash: Option<String>,
    at_hash: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Expected<'_> {
    /// Checks the claims of a token whose signature holds.
    pub(super) fn check(&self, payload: &[u8]) -> Result<IdToken, IdTokenError> {
        let claims: Claims = serde_json::from_slice(payload).map_err(|_| IdTokenError::Claims)?;
        if claims.iss != self.issuer {
            return Err(IdTokenError::Issuer);
        }
        self.check_audience(&claims)?;
        let issued_at = self.check_times(&claims)?;
        if claims.nonce.as_deref() != Some(self.nonce) {
            return Err(IdTokenError::Nonce);
        }
        self.check_hashes(&claims)?;
        let acr = claims.acr.as_deref();
        let acr = acr.ok_or(IdTokenError::AssuranceMissing)?;
        let assurance = AssuranceLevel::of(acr).ok_or(IdTokenError::Assurance)?;
        let subject = claims.sub.filter(|subject| !subject.is_empty());
        Ok(IdToken {
            subject: subject.ok_or(IdTokenError::SubjectMissing)?.into(),
            assurance,
            issued_at,
        })
    }

    fn check_audience(&self, claims: &Claims) -> Result<(), IdTokenError> {
        let audiences = match &claims.aud {
            Audience::One(one) => std::slice::from_ref(one),
            Audience::Several(several) => several.as_slice(),
        };
        if !audiences.iter().any(|audience| audience == self.client_id) {
            return Err(IdTokenError::Audience);
        }
        let authorized = match &claims.azp {
            Some(party) => party == self.client_id,
            None => audiences.len() == 1,
        };
        match authorized {
            true => Ok(()),
            false => Err(IdTokenError::AuthorizedParty),
        }
    }

    fn check_times(&self, claims: &Claims) -> Result<OffsetDateTime, IdTokenError> {
        let now = self.now.unix_timestamp();
        if claims.exp.saturating_add(SKEW) <= now {
            return Err(IdTokenError::Expired);
        }
        if claims.iat > now.saturating_add(SKEW) {
            return Err(IdTokenError::IssuedInFuture);
        }
        OffsetDateTime::from_unix_timestamp(claims.iat).map_err(|_| IdTokenError::Claims)
    }

    fn check_hashes(&self, claims: &Claims) -> Result<(), IdTokenError> {
        let matches = |hash: &String, of: &str| *hash == half_hash(of);
        match self.channel {
            Channel::Front { state, code } => {
                let s_hash = claims
                    .s_hash
                    .as_ref()
                    .ok_or(IdTokenError::StateHashMissing)?;
                if !matches(s_hash, state) {
                    return Err(IdTokenError::StateHash);
                }
                let c_hash = claims
                    .c_hash
                    .as_ref()
                    .ok_or(IdTokenError::CodeHashMissing)?;
                if !matches(c_hash, code) {
                    return Err(IdTokenError::CodeHash);
                }
            }
            Channel::Token { access_token } => {
                let at_hash = claims.at_hash.as_ref();
                if at_hash.is_some_and(|hash| !matches(hash, access_token)) {
                    return Err(IdTokenError::AccessTokenHash);
                }
            }
        }
        Ok(())
    }
}

/// The left half of a text's SHA-256 in base64url, as id tokens vouch for what comes with them.
pub(crate) fn half_hash(text: &str) -> String {
    let hash = digest(&SHA256, text.as_bytes());
    let (half, _) = hash.as_ref().split_at(hash.as_ref().len() / 2);
    encode(half)
}
