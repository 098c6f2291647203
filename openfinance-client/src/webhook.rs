//! Notifications that banks send when a payment, a consent or an enrolment changes.
//!
//! A notification says what changed and not how: answer 202 at once with the `x-webhook-interaction-id`
//! that came ([`Notification::interaction_id`]), then read the resource. It may come before the answer
//! to your own call, twice, out of order, or never: go on polling, more slowly.
//!
//! Nothing in it is signed. Who sends it shows in the client certificate of the connection (the
//! bank's, under ICP-Brasil), which your server must ask for; check that the bank owns the id. A
//! forged notification can do no more than make you read something once.
//!
//! ```
//! use http::HeaderMap;
//! use openfinance_client::webhook::{Subject, read};
//!
//! let path = "/hooks/open-banking/webhook/v1/payments/v5/pix/payments/TXpRMU9";
//! let body = br#"{"data": {"timestamp": "2026-11-20T13:06:01Z"}}"#;
//! let notification = read(path, &HeaderMap::new(), body)?;
//! assert!(matches!(notification.subject, Subject::Payment(id) if id.as_str() == "TXpRMU9"));
//! # Ok::<(), openfinance_client::webhook::WebhookError>(())
//! ```

use client_core::wire;
use http::HeaderMap;
use serde::Deserialize;
use time::OffsetDateTime;
use url::form_urlencoded;

use crate::model::{
    EnrollmentId, PaymentConsentId, PaymentId, RecurringConsentId, RecurringPaymentId,
};

/// Something changed at a bank: read it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notification {
    /// What changed.
    pub subject: Subject,
    /// The version of the API it is to be read by, such as 5.
    pub api_version: u32,
    /// When it changed.
    pub at: OffsetDateTime,
    /// What kind of change it was; not told for payments and by older senders.
    pub event: Option<EventType>,
    /// The id of the notification: put it on your answer.
    pub interaction_id: Option<String>,
    /// The bank's authorisation server, told for enrolments.
    pub server_id: Option<String>,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Subject {
    /// A payment consent.
    PaymentConsent(PaymentConsentId),
    /// A payment.
    Payment(PaymentId),
    /// A consent to automatic payments.
    RecurringConsent(RecurringConsentId),
    /// An automatic payment.
    RecurringPayment(RecurringPaymentId),
    /// An enrolment.
    Enrollment(EnrollmentId),
}

client_core::open_enum! {
    /// What kind of change it was.
    pub enum EventType {
        /// The status changed.
        StateChanged = "STATE_CHANGED",
        /// Something else changed.
        DataChanged = "DATA_CHANGED",
    }
}

/// Why a request is no notification. Answer 400, or 404 for [`WebhookError::Path`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum WebhookError {
    /// The path is none that banks notify at.
    #[error("the path is none of the webhook's; register the part before /open-banking/webhook/v1")]
    Path,
    /// The body is not JSON with a timestamp in `data`.
    #[error("the body holds no data.timestamp")]
    Body,
}

const BASE: &str = "/open-banking/webhook/v1/";

/// Reads a notification: the path it was posted to, with or without what stands before
/// `/open-banking`, its headers and its body.
///
/// # Errors
/// [`WebhookError`], which quotes nothing of the request.
pub fn read(path: &str, headers: &HeaderMap, body: &[u8]) -> Result<Notification, WebhookError> {
    #[derive(Deserialize)]
    struct Envelope {
        data: Data,
    }
    #[derive(Deserialize)]
    struct Data {
        #[serde(with = "wire::instant")]
        timestamp: OffsetDateTime,
        #[serde(rename = "eventType")]
        event: Option<EventType>,
    }
    let (subject, api_version) = subject_of(path).ok_or(WebhookError::Path)?;
    let envelope: Envelope = serde_json::from_slice(body).map_err(|_| WebhookError::Body)?;
    let header = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.filter(|value| !value.is_empty()).map(str::to_owned)
    };
    Ok(Notification {
        subject,
        api_version,
        at: envelope.data.timestamp,
        event: envelope.data.event,
        interaction_id: header("x-webhook-interaction-id"),
        server_id: header("x-authorization-server-id"),
    })
}

fn subject_of(path: &str) -> Option<(Subject, u32)> {
    let (_, rest) = path.split_once(BASE)?;
    let rest = rest.split(['?', '#']).next()?.trim_end_matches('/');
    let segments: Vec<&str> = rest.split('/').collect();
    let (version, subject) = match segments.as_slice() {
        ["payments", version, "consents", id] => {
            (version, Subject::PaymentConsent(decoded(id)?.into()))
        }
        ["payments", version, "pix", "payments", id] => {
            (version, Subject::Payment(decoded(id)?.into()))
        }
        ["automatic-payments", version, "recurring-consents", id] => {
            (version, Subject::RecurringConsent(decoded(id)?.into()))
        }
        [
            "automatic-payments",
            version,
            "pix",
            "recurring-payments",
            id,
        ] => (version, Subject::RecurringPayment(decoded(id)?.into())),
        ["enrollments", version, "enrollments", id] => {
            (version, Subject::Enrollment(decoded(id)?.into()))
        }
        _ => return None,
    };
    let version = version.strip_prefix('v')?.parse().ok()?;
    Some((subject, version))
}

/// Banks write the colons of a URN with and without percent signs.
fn decoded(segment: &str) -> Option<String> {
    let pair = format!("x={}", segment.replace('+', "%2B"));
    let (_, value) = form_urlencoded::parse(pair.as_bytes()).next()?;
    let is_id = !value.is_empty() && value != "." && value != "..";
    is_id.then(|| value.into_owned())
}
