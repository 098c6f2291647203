use std::error::Error;
use std::fmt;

use aws_lc_rs::hmac;
use http::{HeaderMap, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use super::scheme::SignatureScheme;
use crate::digest::{hmac_key, hmac_sha256};

/// Signs messages the way a provider does, to test a receiver or to play the provider.
///
/// ```
/// use client_core::webhook::{SignatureScheme, Verifier, WebhookSigner};
/// use http::HeaderName;
/// use secrecy::SecretString;
/// use time::OffsetDateTime;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
/// let scheme = SignatureScheme::new(HeaderName::from_static("x-signature"));
/// let secret = SecretString::from("shared with the provider");
/// let now = OffsetDateTime::now_utc();
/// let headers = WebhookSigner::new(scheme.clone(), &secret).sign(b"{}", now)?;
///
/// let verifier = Verifier::builder(scheme).with_secret("only", secret).build()?;
/// assert_eq!(verifier.verify(&headers, b"{}", now)?.secret_id(), "only");
/// # Ok(())
/// # }
/// ```
pub struct WebhookSigner {
    scheme: SignatureScheme,
    key: hmac::Key,
}

impl WebhookSigner {
    /// Signs by `scheme` with `secret`.
    pub fn new(scheme: SignatureScheme, secret: &SecretString) -> Self {
        Self {
            scheme,
            key: hmac_key(secret.expose_secret().as_bytes()),
        }
    }

    /// The headers that go with `body` when it is sent at `sent_at`.
    ///
    /// # Errors
    /// A prefix that no header can carry, or a year that RFC 3339 cannot write.
    pub fn sign(
        &self,
        body: &[u8],
        sent_at: OffsetDateTime,
    ) -> Result<HeaderMap, Box<dyn Error + Send + Sync>> {
        let mut headers = HeaderMap::new();
        let mut timestamp = None;
        if let Some(rule) = &self.scheme.timestamp {
            let text = rule.format.write(sent_at)?;
            headers.insert(rule.header.clone(), HeaderValue::try_from(text.as_str())?);
            timestamp = Some(text);
        }
        let content = self.scheme.signed_content(timestamp.as_deref(), body);
        let tag = hmac_sha256(&self.key, &content);
        let value = HeaderValue::try_from(format!(
            "{}{}",
            self.scheme.prefix,
            self.scheme.encoding.encode(&tag)
        ))?;
        headers.insert(self.scheme.header.clone(), value);
        Ok(headers)
    }
}

impl fmt::Debug for WebhookSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebhookSigner")
            .field("scheme", &self.scheme)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::WebhookSigner;
    use crate::webhook::{
        SignatureEncoding, SignatureScheme, TimestampFormat, TimestampRule, Verifier, WebhookError,
    };
    use http::HeaderName;
    use secrecy::SecretString;
    use time::macros::datetime;

    #[test]
    fn what_it_signs_verifies_in_every_scheme_and_only_with_its_secret() {
        let now = datetime!(2026-11-21 12:00:00 UTC);
        let timestamp = HeaderName::from_static("x-sent-at");
        for encoding in [SignatureEncoding::Hex, SignatureEncoding::Base64] {
            for format in [
                TimestampFormat::UnixSeconds,
                TimestampFormat::UnixMillis,
                TimestampFormat::Rfc3339,
            ] {
                let scheme = SignatureScheme::new(HeaderName::from_static("x-signature"))
                    .with_prefix("v1,")
                    .with_encoding(encoding)
                    .with_timestamp(TimestampRule::signed(timestamp.clone()).with_format(format));
                let verifier = Verifier::builder(scheme.clone())
                    .with_secret("only", SecretString::from("right"))
                    .build()
                    .unwrap();
                let sign = |secret: &str| {
                    WebhookSigner::new(scheme.clone(), &SecretString::from(secret))
                        .sign(b"[1]", now)
                        .unwrap()
                };
                let verified = verifier.verify(&sign("right"), b"[1]", now).unwrap();
                assert_eq!(verified.sent_at(), Some(now));
                let forged = verifier.verify(&sign("wrong"), b"[1]", now);
                assert!(matches!(
                    forged,
                    Err(WebhookError::NoSecretMatched { tried: 1 })
                ));
            }
        }
    }

    #[test]
    fn a_prefix_no_header_can_carry_is_an_error() {
        let scheme =
            SignatureScheme::new(HeaderName::from_static("x-signature")).with_prefix("line\n");
        let signer = WebhookSigner::new(scheme, &SecretString::from("any"));
        assert!(
            signer
                .sign(b"", datetime!(2026-11-21 12:00:00 UTC))
                .is_err()
        );
        assert!(!format!("{signer:?}").contains("any"));
    }
}
