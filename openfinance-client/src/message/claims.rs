//! What a signed message says beside its content.

use client_core::Result;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use time::{Duration, OffsetDateTime};

use crate::interaction::fresh_uuid;

/// Why an answer does not count as the bank's, although its signature may hold. One reason per
/// check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum MessageError {
    /// What was signed is not a JSON object.
    #[error("the signed answer holds no JSON object")]
    Payload,
    /// It is signed in the name of another organisation than the bank.
    #[error("the signed answer is of another organisation than the bank")]
    Issuer,
    /// It is meant for somebody else.
    #[error("the signed answer is meant for another organisation than ours")]
    Audience,
    /// It does not say when it was made, or not as a number.
    #[error("the signed answer does not say when it was made")]
    NoTime,
    /// It was made before we asked: an old answer played again.
    #[error("the signed answer is older than the request")]
    Stale,
    /// It was made in the future.
    #[error("the signed answer was made in the future")]
    FromTheFuture,
    /// It has no id of its own.
    #[error("the signed answer has no id")]
    NoId,
}

/// The claims of a request: ours, before its content.
pub(super) struct Outgoing<'a> {
    pub(super) issuer: &'a str,
    /// The exact address that is called.
    pub(super) audience: &'a str,
    pub(super) now: OffsetDateTime,
}

#[derive(Serialize)]
pub(super) struct SignedRequest<'a> {
    iss: &'a str,
    aud: &'a str,
    jti: String,
    iat: i64,
    #[serde(flatten)]
    content: Map<String, Value>,
}

impl<'a> Outgoing<'a> {
    pub(super) fn around(self, content: Map<String, Value>) -> Result<SignedRequest<'a>> {
        Ok(SignedRequest {
            iss: self.issuer,
            aud: self.audience,
            jti: fresh_uuid()?,
            iat: self.now.unix_timestamp(),
            content,
        })
    }
}

/// What an answer must say of itself.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) audience: &'a str,
    pub(super) asked_at: OffsetDateTime,
    pub(super) now: OffsetDateTime,
}

/// How far clocks may be apart, as the profile has it.
const CLOCK_TOLERANCE: Duration = Duration::seconds(60);

#[derive(Deserialize)]
struct Claims {
    iss: Option<String>,
    aud: Option<Value>,
    jti: Option<String>,
    iat: Option<Value>,
}

impl Expected<'_> {
    pub(super) fn check(&self, payload: &[u8]) -> Result<(), MessageError> {
        let claims: Claims = serde_json::from_slice(payload).map_err(|_| MessageError::Payload)?;
        if claims.iss.as_deref() != Some(self.issuer) {
            return Err(MessageError::Issuer);
        }
        if !names(claims.aud.as_ref(), self.audience) {
            return Err(MessageError::Audience);
        }
        let made = seconds(claims.iat.as_ref()).ok_or(MessageError::NoTime)?;
        if made < (self.asked_at - CLOCK_TOLERANCE).unix_timestamp() {
            return Err(MessageError::Stale);
        }
        if made > (self.now + CLOCK_TOLERANCE).unix_timestamp() {
            return Err(MessageError::FromTheFuture);
        }
        if claims.jti.is_none_or(|id| id.is_empty()) {
            return Err(MessageError::NoId);
        }
        Ok(())
    }
}

/// Banks write one audience as text or as a list.
fn names(audience: Option<&Value>, us: &str) -> bool {
    match audience {
        Some(Value::String(one)) => one == us,
        Some(Value::Array(several)) => several.iter().any(|one| one.as_str() == Some(us)),
        _ => false,
    }
}

/// Banks write the time as a number or as text.
fn seconds(time: Option<&Value>) -> Option<i64> {
    match time? {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::datetime;

    use super::*;

    const ASKED: OffsetDateTime = datetime!(2026-11-20 12:00:00 UTC);
    const NOW: OffsetDateTime = datetime!(2026-11-20 12:00:10 UTC);

    fn check(change: impl FnOnce(&mut Value)) -> Result<(), MessageError> {
        let mut claims = json!({
            "iss": "bank", "aud": "us", "jti": "1", "iat": NOW.unix_timestamp(), "data": {},
        });
        change(&mut claims);
        let expected = Expected {
            issuer: "bank",
            audience: "us",
            asked_at: ASKED,
            now: NOW,
        };
        expected.check(claims.to_string().as_bytes())
    }

    #[test]
    fn what_banks_write_is_accepted_in_both_spellings() {
        assert_eq!(check(|_| {}), Ok(()));
        assert_eq!(check(|claims| claims["aud"] = json!(["x", "us"])), Ok(()));
        let text = NOW.unix_timestamp().to_string();
        assert_eq!(check(|claims| claims["iat"] = json!(text)), Ok(()));
        let skewed = ASKED.unix_timestamp() - 60;
        assert_eq!(check(|claims| claims["iat"] = json!(skewed)), Ok(()));
    }

    #[test]
    fn each_check_fails_by_itself() {
        let early = ASKED.unix_timestamp() - 61;
        let late = NOW.unix_timestamp() + 61;
        let cases = [
            ("iss", json!("other"), MessageError::Issuer),
            ("iss", json!(null), MessageError::Issuer),
            ("aud", json!("other"), MessageError::Audience),
            ("aud", json!([]), MessageError::Audience),
            ("aud", json!(null), MessageError::Audience),
            ("iat", json!(null), MessageError::NoTime),
            ("iat", json!("soon"), MessageError::NoTime),
            ("iat", json!(early), MessageError::Stale),
            ("iat", json!(late), MessageError::FromTheFuture),
            ("jti", json!(null), MessageError::NoId),
            ("jti", json!(""), MessageError::NoId),
            ("iss", json!(7), MessageError::Payload),
        ];
        for (name, value, reason) in cases {
            let found = check(|claims| claims[name] = value);
            assert_eq!(found, Err(reason), "{name}");
        }
    }
}
