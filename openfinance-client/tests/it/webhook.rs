//! Notifications of banks.

use http::{HeaderMap, HeaderValue};
use openfinance_client::login::Authorization;
use openfinance_client::model::PixOrder;
use openfinance_client::sandbox::Sandbox;
use openfinance_client::webhook::{EventType, Subject, WebhookError, read};
use time::macros::datetime;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::coverage::payments::{asked, initiator};

const BODY: &[u8] = br#"{"data":{"timestamp":"2026-11-20T13:06:01Z","campoNovo":1}}"#;

#[test]
fn each_path_names_what_changed() {
    let urn = "urn:bancoficticio:C1";
    for (path, subject, version) in [
        (
            "payments/v5/consents/urn:bancoficticio:C1",
            Subject::PaymentConsent(urn.into()),
            5,
        ),
        (
            "payments/v10/pix/payments/P1",
            Subject::Payment("P1".into()),
            10,
        ),
        (
            "automatic-payments/v2/recurring-consents/urn%3Abancoficticio%3AC1",
            Subject::RecurringConsent(urn.into()),
            2,
        ),
        (
            "automatic-payments/v2/pix/recurring-payments/RP1/",
            Subject::RecurringPayment("RP1".into()),
            2,
        ),
        (
            "enrollments/v2/enrollments/urn:bancoficticio:C1",
            Subject::Enrollment(urn.into()),
            2,
        ),
    ] {
        for before in ["", "/hooks/of"] {
            let path = format!("{before}/open-banking/webhook/v1/{path}");
            let notification = read(&path, &HeaderMap::new(), BODY).unwrap();
            assert_eq!(notification.subject, subject);
            assert_eq!(notification.api_version, version);
            assert_eq!(notification.at, datetime!(2026-11-20 13:06:01 UTC));
            assert_eq!(notification.event, None);
        }
    }
}

#[test]
fn events_and_headers_are_read() {
    let mut headers = HeaderMap::new();
    headers.insert("x-webhook-interaction-id", HeaderValue::from_static("i-1"));
    headers.insert("x-authorization-server-id", HeaderValue::from_static("s-1"));
    let path = "/open-banking/webhook/v1/enrollments/v2/enrollments/E1";
    let body = br#"{"data":{"timestamp":"2026-11-20T13:06:01Z","eventType":"DATA_CHANGED"}}"#;
    let notification = read(path, &headers, body).unwrap();
    assert_eq!(notification.event, Some(EventType::DataChanged));
    assert_eq!(notification.interaction_id.as_deref(), Some("i-1"));
    assert_eq!(notification.server_id.as_deref(), Some("s-1"));
}

#[test]
fn what_is_no_notification_is_refused() {
    for path in [
        "/",
        "/open-banking/webhook/v2/payments/v5/consents/C1",
        "/open-banking/webhook/v1/payments/5/consents/C1",
        "/open-banking/webhook/v1/payments/v5/consents/",
        "/open-banking/webhook/v1/payments/v5/consents/..",
        "/open-banking/webhook/v1/payments/v5/consents/C1/more",
        "/open-banking/webhook/v1/accounts/v2/accounts/A1",
    ] {
        let refused = read(path, &HeaderMap::new(), BODY);
        assert_eq!(refused, Err(WebhookError::Path), "{path}");
    }
    let path = "/open-banking/webhook/v1/payments/v5/consents/C1";
    let bodies: [&[u8]; 4] = [
        b"",
        b"{}",
        br#"{"data":{}}"#,
        br#"{"data":{"timestamp":"x"}}"#,
    ];
    for body in bodies {
        let refused = read(path, &HeaderMap::new(), body);
        assert_eq!(refused, Err(WebhookError::Body));
    }
}

#[tokio::test]
async fn the_sandbox_notifies_of_what_changed() {
    let receiver = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(202))
        .named("our webhook")
        .mount(&receiver)
        .await;
    let sandbox = Sandbox::start().await.unwrap();
    let (bank, party) = (sandbox.bank().unwrap(), sandbox.relying_party().unwrap());
    let consent = bank
        .payments()
        .create_consent(&asked())
        .send()
        .await
        .unwrap();
    let request = Authorization::of_payment(&consent.id, sandbox.redirect_uri());
    let (address, pending) = party.start(&request).await.unwrap();
    let callback = sandbox.agree(&address).await.unwrap();
    let login = party.finish(&pending, &callback).await.unwrap();
    let order = PixOrder::under(&consent, &initiator()).unwrap();
    let customer = login.credential().unwrap();
    let paid = bank
        .payments()
        .initiate(&order, customer)
        .send()
        .await
        .unwrap();
    for _ in 0..3 {
        bank.payments().get(&paid[0].id).send().await.unwrap();
    }
    let base = url::Url::parse(&format!("{}/hooks", receiver.uri())).unwrap();
    assert_eq!(sandbox.deliver_webhooks(&base).await.unwrap(), 2);
    let mut subjects = Vec::new();
    for request in receiver.received_requests().await.unwrap() {
        let notification = read(request.url.path(), &request.headers, &request.body).unwrap();
        assert!(notification.interaction_id.is_some());
        subjects.push(notification.subject);
    }
    let expected = [
        Subject::PaymentConsent(consent.id),
        Subject::Payment(paid[0].id.clone()),
    ];
    assert_eq!(subjects, expected);
    assert_eq!(sandbox.deliver_webhooks(&base).await.unwrap(), 0);
}
