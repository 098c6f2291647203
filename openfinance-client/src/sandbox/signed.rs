//! Signed messages on the bank's side: opened, checked, answered.

use std::collections::HashSet;

use serde_json::{Map, Value, json};
use time::OffsetDateTime;

use super::ask::Ask;
use super::authority::unique;
use super::deviation::Deviation;
use super::reply::{Answer, Reply, put};
use super::router::World;
use crate::jose::verify;

/// The receiver's organisation in the directory: who signs what comes.
pub(super) const RECEIVER: &str = "00000000-0000-4000-8000-0000000000c1";
/// The bank's organisation in the directory: who signs what goes.
pub(super) const BANK: &str = "00000000-0000-4000-8000-0000000000b1";

const TOLERANCE: i64 = 60;

/// What is wrong with the next signed answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MessageForgery {
    /// Plain JSON, not signed.
    NotSigned,
    /// `alg: none`, without a signature.
    Unsigned,
    /// Signed by one key, and naming another of the bank's.
    SwappedKey,
    /// Signed by a key that the bank never published.
    UnknownKey,
    /// Signed by HS256, the bank's public key being the secret.
    SignedWithPublicKey,
    /// Bringing the key it is signed by in its header.
    EmbeddedKey,
    /// In the name of another organisation.
    OtherIssuer,
    /// For another organisation.
    OtherAudience,
    /// Made two minutes before the request.
    Stale,
    /// Made in two minutes.
    FromTheFuture,
    /// Without a time.
    NoTime,
    /// Without an id.
    NoId,
}

impl MessageForgery {
    fn spoil(self, claims: &mut Value) {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let (name, value) = match self {
            Self::OtherIssuer => ("iss", json!("00000000-0000-4000-8000-0000000000ff")),
            Self::OtherAudience => ("aud", json!("00000000-0000-4000-8000-0000000000ff")),
            Self::Stale => ("iat", json!(now - 120)),
            Self::FromTheFuture => ("iat", json!(now + 120)),
            Self::NoTime => ("iat", Value::Null),
            Self::NoId => ("jti", Value::Null),
            Self::NotSigned
            | Self::Unsigned
            | Self::SwappedKey
            | Self::UnknownKey
            | Self::SignedWithPublicKey
            | Self::EmbeddedKey => return,
        };
        put(claims, name, value);
    }
}

/// What the bank remembers of messages.
#[derive(Debug, Default)]
pub(super) struct Messages {
    used_ids: HashSet<String>,
    pub(super) forgery: Option<MessageForgery>,
}

/// The same request with its message opened, if the profile is kept.
pub(super) fn open<'a>(world: &mut World, mut ask: Ask<'a>) -> Result<Ask<'a>, Reply> {
    let header = |name: &str| {
        let value = ask.request.headers.get(name);
        value.and_then(|value| value.to_str().ok())
    };
    if header("accept") != Some("application/jwt") {
        return Err(Reply::complaint(406, "ACCEPT_INVALIDO"));
    }
    if ask.request.body.is_empty() {
        return Ok(ask);
    }
    if header("content-type") != Some("application/jwt") {
        return Err(Reply::complaint(415, "CONTENT_TYPE_INVALIDO"));
    }
    let key = header("x-idempotency-key").unwrap_or_default();
    // The one exception: cancelling a payment in version 4.
    let path = ask.request.url.path();
    let keyless = path.contains("/payments/v4/pix/payments/") && !path.contains("/consents/");
    if !keyless && !(1..=40).contains(&key.len()) {
        return Err(Reply::complaint(422, "PARAMETRO_NAO_INFORMADO"));
    }
    let jws = std::str::from_utf8(&ask.request.body).unwrap_or_default();
    let verified = verify(jws, world.authority.receiver_keys())
        .map_err(|_| Reply::complaint(400, "BAD_SIGNATURE"))?;
    let claims: Value = serde_json::from_slice(&verified.payload)
        .map_err(|_| Reply::complaint(400, "BAD_SIGNATURE"))?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let called = format!("{}{}", world.authority.base, ask.request.url.path());
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let made = claims.get("iat").and_then(Value::as_i64);
    let fresh = made.is_some_and(|made| (made - now).abs() <= TOLERANCE);
    let id = text("jti").unwrap_or_default().to_owned();
    let holds = text("iss") == Some(RECEIVER) && text("aud") == Some(called.as_str()) && fresh;
    if !holds || id.len() != 36 || !world.messages.used_ids.insert(id) {
        return Err(Reply::complaint(403, "INVALID_CLIENT"));
    }
    ask.message = Some(claims);
    Ok(ask)
}

/// The answer as the bank signs it: what it did, and what it refuses by a rule of business.
pub(super) fn seal(world: &mut World, answer: Answer) -> Answer {
    match answer {
        Ok(reply) => sealed(world, reply),
        Err(refusal) => Err(sealed(world, refusal)?),
    }
}

fn sealed(world: &mut World, reply: Reply) -> Answer {
    let Some(body) = reply.signable() else {
        return Ok(reply);
    };
    let forgery = world.messages.forgery.take();
    if forgery == Some(MessageForgery::NotSigned) {
        return Ok(reply);
    }
    let now = OffsetDateTime::now_utc().unix_timestamp();
    let mut claims = json!({
        "iss": BANK,
        "aud": RECEIVER,
        "jti": unique()?,
        // As text, as in the official samples.
        "iat": now.to_string(),
    });
    for (name, value) in body.as_object().unwrap_or(&Map::new()) {
        put(&mut claims, name, value.clone());
    }
    if world
        .authority
        .deviations
        .contains(&Deviation::AudienceAsList)
    {
        put(&mut claims, "aud", json!([RECEIVER]));
    }
    if let Some(forgery) = forgery {
        forgery.spoil(&mut claims);
    }
    let jws = world.authority.sign_message(forgery, &claims)?;
    Ok(reply.signed(jws))
}
