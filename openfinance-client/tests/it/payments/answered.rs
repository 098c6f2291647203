//! What counts as an answer.

use std::error::Error as _;

use openfinance_client::jose::JoseError;
use openfinance_client::message::MessageError;
use openfinance_client::model::{LifeCycle as _, PaymentConsentStatus, PaymentStatus};
use openfinance_client::sandbox::{MessageForgery, Sandbox};
use openfinance_client::{Error, ErrorKind, Outcome};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::coverage::payments::{asked, order};
use crate::harness::{CUSTOMER_TOKEN, MockBank, bearer, signed};

#[tokio::test]
async fn a_refusal_counts_when_it_is_signed_and_is_doubted_when_not() {
    let body = json!({"errors": [{"code": "SALDO_INSUFICIENTE", "title": "x", "detail": "y"}]});
    let body = body.to_string();
    let plain = ResponseTemplate::new(422).set_body_raw(body.clone(), "application/json");
    for (answer, outcome) in [
        (signed(422, &body).await, Outcome::Refused),
        (plain, Outcome::Unknown),
    ] {
        let mock = MockBank::answering(answer).await;
        let call = mock
            .bank
            .payments()
            .initiate(&order(), bearer(CUSTOMER_TOKEN));
        let error = call.send().await.unwrap_err();
        assert_eq!(error.code(), Some("SALDO_INSUFICIENTE"));
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Api, outcome));
    }
}

fn cause<T: std::error::Error + Copy + 'static>(error: &Error) -> Option<T> {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(found) = cause.downcast_ref::<T>() {
            return Some(*found);
        }
        source = cause.source();
    }
    None
}

#[tokio::test]
async fn a_forged_answer_is_refused_with_its_reason_and_settles_nothing() {
    use MessageForgery as F;
    let sandbox = Sandbox::start().await.unwrap();
    let bank = sandbox.bank().unwrap();
    let jose = [
        (F::NotSigned, JoseError::NotSigned),
        (F::Unsigned, JoseError::Algorithm),
        (F::SwappedKey, JoseError::Signature),
        (F::UnknownKey, JoseError::UnknownKey),
        (F::SignedWithPublicKey, JoseError::Algorithm),
        (F::EmbeddedKey, JoseError::ForbiddenMember),
    ];
    let claims = [
        (F::OtherIssuer, MessageError::Issuer),
        (F::OtherAudience, MessageError::Audience),
        (F::Stale, MessageError::Stale),
        (F::FromTheFuture, MessageError::FromTheFuture),
        (F::NoTime, MessageError::NoTime),
        (F::NoId, MessageError::NoId),
    ];
    let meet = async |forgery| {
        sandbox.forge_message(forgery);
        let answer = bank.payments().create_consent(&asked()).send().await;
        let error = answer.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Untrusted, Outcome::Unknown),
            "{forgery:?}"
        );
        assert_eq!(error.attempts(), 1, "{forgery:?} is not asked again");
        error
    };
    for (forgery, reason) in jose {
        assert_eq!(cause::<JoseError>(&meet(forgery).await), Some(reason));
    }
    for (forgery, reason) in claims {
        assert_eq!(cause::<MessageError>(&meet(forgery).await), Some(reason));
    }
}

#[test]
fn no_status_follows_a_final_one() {
    for last in [
        PaymentStatus::Settled,
        PaymentStatus::Rejected,
        PaymentStatus::Cancelled,
    ] {
        assert!(last.is_final());
        for next in PaymentStatus::KNOWN {
            let next = PaymentStatus::from(*next);
            assert_eq!(last.may_become(&next), last == next);
        }
        assert!(last.may_become(&"NOVO".into()));
    }
    let (settling, held) = (PaymentStatus::InSettlement, PaymentStatus::Pending);
    let error = settling.check_next(&held).unwrap_err();
    assert_eq!((error.from, error.to), (settling, held));
    assert!(PaymentStatus::Scheduled.may_become(&PaymentStatus::Settled));
    assert!(!PaymentConsentStatus::Authorised.may_become(&PaymentConsentStatus::PartiallyAccepted));
}
