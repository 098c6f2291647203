//! What a client proves: who it is, and that a request is its own.

use std::collections::HashSet;

use aws_lc_rs::digest::{SHA256, digest};
use serde_json::Value;
use time::OffsetDateTime;

use super::authority::{CLIENT_ID, REDIRECT_URI};
use super::reply::Reply;
use crate::jose::{JwkSet, encode, verify};

/// The longest a request object may be valid.
const LONGEST_REQUEST: i64 = 60 * 60;

/// The claims of a token that the receiver signed.
fn signed_claims(token: &str, keys: &JwkSet) -> Option<Value> {
    let verified = verify(token, keys).ok()?;
    serde_json::from_slice(&verified.payload).ok()
}

fn text<'a>(claims: &'a Value, name: &str) -> &'a str {
    claims.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn seconds(claims: &Value, name: &str) -> i64 {
    claims.get(name).and_then(Value::as_i64).unwrap_or_default()
}

/// Checks a `private_key_jwt`; `audiences` are those the server goes by.
pub(super) fn check_assertion(
    assertion: &str,
    keys: &JwkSet,
    audiences: &[String],
    used: &mut HashSet<String>,
) -> Result<(), Reply> {
    let refused = |why: &str| Reply::refusal(401, "invalid_client", why);
    let claims = signed_claims(assertion, keys).ok_or_else(|| refused("bad signature"))?;
    if text(&claims, "iss") != CLIENT_ID || text(&claims, "sub") != CLIENT_ID {
        return Err(refused("iss and sub must be the client"));
    }
    if !audiences
        .iter()
        .any(|audience| audience == text(&claims, "aud"))
    {
        return Err(refused("aud is not this server"));
    }
    if seconds(&claims, "exp") <= OffsetDateTime::now_utc().unix_timestamp() {
        return Err(refused("expired"));
    }
    let jti = text(&claims, "jti");
    if jti.is_empty() || !used.insert(jti.to_owned()) {
        return Err(refused("jti was used before"));
    }
    Ok(())
}

/// A request object that passed every check.
#[derive(Clone, Debug)]
pub(super) struct RequestObject {
    pub(super) scope: String,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) challenge: String,
    pub(super) with_id_token: bool,
}

pub(super) fn check_request_object(
    object: &str,
    keys: &JwkSet,
    issuer: &str,
) -> Result<RequestObject, Reply> {
    let refused = |why: &str| Reply::refusal(400, "invalid_request_object", why);
    let claims = signed_claims(object, keys).ok_or_else(|| refused("bad signature"))?;
    let claim = |name: &str| text(&claims, name);
    let own = claim("iss") == CLIENT_ID && claim("client_id") == CLIENT_ID;
    if !own || claim("aud") != issuer {
        return Err(refused("iss, client_id or aud"));
    }
    let (now, nbf, exp) = (
        OffsetDateTime::now_utc().unix_timestamp(),
        seconds(&claims, "nbf"),
        seconds(&claims, "exp"),
    );
    if nbf > now || exp <= now || exp - nbf > LONGEST_REQUEST {
        return Err(refused("nbf or exp"));
    }
    if claim("code_challenge_method") != "S256" || claim("code_challenge").len() != 43 {
        return Err(Reply::refusal(
            400,
            "invalid_request",
            "PKCE S256 is mandatory",
        ));
    }
    if claim("redirect_uri") != REDIRECT_URI {
        return Err(refused("redirect_uri is not registered"));
    }
    let with_id_token = match (claim("response_type"), claim("response_mode")) {
        ("code id_token", "fragment") => true,
        ("code", "query") => false,
        _ => return Err(refused("response_type or response_mode")),
    };
    if claims.pointer("/claims/id_token/acr") != Some(&serde_json::json!({"essential": true})) {
        return Err(refused("acr must be essential, without a value"));
    }
    for name in ["jti", "state", "nonce"] {
        if claim(name).is_empty() {
            return Err(refused("jti, state and nonce are mandatory"));
        }
    }
    if claim("scope").split(' ').next() != Some("openid") {
        return Err(Reply::refusal(400, "invalid_scope", "openid is mandatory"));
    }
    Ok(RequestObject {
        scope: claim("scope").to_owned(),
        state: claim("state").to_owned(),
        nonce: claim("nonce").to_owned(),
        challenge: claim("code_challenge").to_owned(),
        with_id_token,
    })
}

/// What a PKCE verifier was announced as.
pub(super) fn challenge_of(verifier: &str) -> String {
    encode(digest(&SHA256, verifier.as_bytes()))
}
