//! What the sandbox tells, and whom the reader believes.

use client_core::webhook::{SignatureScheme, Verifier, WebhookSigner};
use http::{HeaderMap, HeaderName, HeaderValue};
use matera_client::model::autopix_payer::NewPayerWebhook;
use matera_client::model::autopix_receiver::{ChargeRetries, ChargeStatus};
use matera_client::model::{
    NewDeposit, NewInternalPayment, NewPayment, NewPixCharge, Sender, TransactionStatus,
};
use matera_client::sandbox::{Collected, Holder, Sandbox};
use matera_client::webhook::{Hmac, NoticeError, Notices, SharedHeader, Unauthenticated};
use matera_client::{Amount, SecretString};
use time::OffsetDateTime;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::autopix::life::Town;
use crate::harness::fixture;

const SECRET: &str = "6f1d0c9a-of-the-webhook";
const HEADER: HeaderName = HeaderName::from_static("x-notice-secret");

/// Somebody's webhook, which fails as often as `failures` says and then takes everything.
async fn somebody(failures: u64) -> MockServer {
    let server = MockServer::start().await;
    if failures > 0 {
        Mock::given(any())
            .respond_with(ResponseTemplate::new(500))
            .up_to_n_times(failures)
            .mount(&server)
            .await;
    }
    let taken = Mock::given(any()).respond_with(ResponseTemplate::new(200));
    taken.mount(&server).await;
    server
}

fn address(server: &MockServer) -> url::Url {
    server.uri().parse().unwrap()
}

async fn received(server: &MockServer) -> Vec<Request> {
    server.received_requests().await.unwrap()
}

fn shared(secret: &str) -> Notices<SharedHeader> {
    Notices::new(SharedHeader::new(HEADER, SecretString::from(secret)).unwrap())
}

#[tokio::test]
async fn both_sides_are_told_what_happens_in_order() {
    let town = Town::new().await;
    let (payers, receivers) = (somebody(0).await, somebody(0).await);
    let webhooks = town.matera.autopix_webhooks();
    let webhook = NewPayerWebhook::new(address(&payers)).header(HEADER.as_str(), SECRET);
    let set = webhooks.set_for_payers(&webhook).send().await.unwrap();
    assert_eq!(set.headers.unwrap()[HEADER.as_str()].expose(), SECRET);
    webhooks
        .set_for_receivers(&address(&receivers))
        .send()
        .await
        .unwrap();
    let shown = webhooks.for_receivers().send().await.unwrap();
    assert_eq!(
        *shown.url.unwrap().expose(),
        address(&receivers).to_string()
    );

    let id = town.agreed(ChargeRetries::NotAllowed).await;
    let txid = town.charge(&id, "20.00").await;
    assert_eq!(town.sandbox.collect(&txid).unwrap(), Collected::Paid);
    let sent = town.sandbox.send_notices().await.unwrap();
    assert_eq!(town.sandbox.send_notices().await.unwrap(), 0, "told once");

    let told = received(&payers).await;
    let notices = shared(SECRET);
    let statuses: Vec<_> = told
        .iter()
        .map(|request| notices.payer(&request.headers, &request.body).unwrap())
        .map(|notice| notice.status.clone().unwrap())
        .collect();
    // The request, its answer, the recurrence, the charge, its payment.
    let expected = ["RECEIVED", "ACCEPTED", "APPROVED", "ACTIVATED", "CONCLUDED"];
    assert_eq!(statuses, expected);
    let liar = shared("another secret of 16 bytes");
    let refused = liar.payer(&told[0].headers, &told[0].body).unwrap_err();
    assert_eq!(refused, NoticeError::Unauthenticated);

    let told = received(&receivers).await;
    assert_eq!(sent, statuses.len() + told.len());
    let open = Notices::new(Unauthenticated);
    let last = told.last().unwrap();
    let notice = open.receiver(&last.headers, &last.body).unwrap();
    assert_eq!(notice.charges[0].txid.as_ref(), Some(&txid));
    assert_eq!(notice.charges[0].status, Some(ChargeStatus::Concluded));
    let first = open.receiver(&told[0].headers, &told[0].body).unwrap();
    assert_eq!(first.recurrences[0].id.as_ref(), Some(&id));

    webhooks.delete_for_payers().send().await.unwrap();
    webhooks.delete_for_receivers().send().await.unwrap();
    town.charge(&id, "20.00").await;
    assert_eq!(town.sandbox.send_notices().await.unwrap(), 0);
    assert!(webhooks.for_payers().send().await.is_err());
}

#[tokio::test]
async fn a_notice_that_is_not_taken_is_told_again_and_before_newer_ones() {
    let mill = Holder::new("Moinho Serra Azul Ltda", "11222333000181").with_pix_key("K1");
    let sandbox = Sandbox::builder().with_account(mill).start().await.unwrap();
    let matera = sandbox.client().unwrap();
    let server = somebody(1).await;
    let mut charges = Vec::new();
    for cents in [100, 200] {
        let pix = NewPixCharge::immediate("K1", 1_800);
        let amount = Amount::from_cents(cents);
        let payment = NewPayment::pix_qr_code(&sandbox.accounts()[0], amount, pix);
        let payment = payment.callback(address(&server));
        let made = matera.payments().create(&payment).send().await.unwrap();
        charges.push(made.id.unwrap());
    }
    assert_eq!(
        sandbox.send_notices().await.unwrap(),
        0,
        "nothing is paid yet"
    );
    for charge in &charges {
        sandbox.pay(charge).unwrap();
    }
    assert_eq!(sandbox.send_notices().await.unwrap(), 0);
    assert_eq!(sandbox.send_notices().await.unwrap(), 2);

    let told = received(&server).await;
    assert_eq!(told.len(), 3, "the first one twice");
    assert_eq!(told[0].body, told[1].body);
    let notices = Notices::new(Unauthenticated);
    for (request, charge) in told[1..].iter().zip(&charges) {
        let paid = notices
            .transaction(&request.headers, &request.body)
            .unwrap();
        assert_eq!(paid.id.as_ref(), Some(charge));
        assert_eq!(paid.status, Some(TransactionStatus::Approved));
        assert!(paid.external_identifier.is_some());
    }
}

#[tokio::test]
async fn internal_payments_and_deposits_are_told_at_once_when_they_ask_for_it() {
    let bakery = Holder::new("Padaria Flor de Trigo Ltda", "44555666000181");
    let mill = Holder::new("Moinho Serra Azul Ltda", "11222333000181");
    let builder = Sandbox::builder().with_account(bakery.with_balance(1_000));
    let sandbox = builder.with_account(mill).start().await.unwrap();
    let matera = sandbox.client().unwrap();
    let [bakery, mill] = sandbox.accounts() else {
        panic!("two accounts");
    };
    let server = somebody(0).await;
    let amount = Amount::from_cents(250);
    let payment = || NewInternalPayment::new(Sender::account(bakery), mill, amount);
    let payments = matera.payments();
    payments.create_internal(&payment()).send().await.unwrap();
    assert_eq!(sandbox.send_notices().await.unwrap(), 0, "nobody asked");

    let told = payment().callback(address(&server));
    let paid = payments.create_internal(&told).send().await.unwrap();
    let deposit = NewDeposit::external(mill, amount).callback(address(&server));
    let deposits = matera.deposits();
    let deposited = deposits.create(&deposit).send().await.unwrap();
    let much = NewInternalPayment::new(Sender::account(bakery), mill, Amount::from_cents(501));
    let refused = payments.create_internal(&much.callback(address(&server)));
    refused.send().await.unwrap_err();
    assert_eq!(sandbox.send_notices().await.unwrap(), 2);

    let open = Notices::new(Unauthenticated);
    let told = received(&server).await;
    let told: Vec<_> = told
        .iter()
        .map(|request| open.transaction(&request.headers, &request.body).unwrap())
        .map(|told| (told.id.clone(), told.total))
        .collect();
    let expected = [paid.id, deposited.id].map(|id| (id, Some(amount)));
    assert_eq!(told, expected);
}

#[test]
fn only_the_secret_alone_is_believed() {
    let body = br#"{"recId":"R1","status":"APPROVED"}"#;
    let with = |values: &[&'static str]| {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(HEADER, HeaderValue::from_static(value));
        }
        headers
    };
    let old = SecretString::from("the secret of last year");
    let header = SharedHeader::new(HEADER, SecretString::from(SECRET)).unwrap();
    assert!(!format!("{header:?}").contains(SECRET));
    let notices = Notices::new(header.or(old).unwrap());
    for headers in [with(&[SECRET]), with(&["the secret of last year"])] {
        let notice = notices.payer(&headers, body).unwrap();
        assert_eq!(notice.recurrence_id, Some("R1".into()));
    }
    let wrong = [
        with(&[]),
        with(&[""]),
        with(&["6f1d0c9a-of-the-webhooK"]),
        with(&["6f1d0c9a-of-the-webhook "]),
        with(&[SECRET, SECRET]),
    ];
    for headers in wrong {
        let refused = notices.payer(&headers, body).unwrap_err();
        assert_eq!(refused, NoticeError::Unauthenticated, "{headers:?}");
    }
    assert!(SharedHeader::new(HEADER, SecretString::from("short")).is_err());

    for broken in [&b"{\"recId\":{}}"[..], b"[]", b""] {
        let error = notices.payer(&with(&[SECRET]), broken).unwrap_err();
        assert_eq!(error, NoticeError::Unreadable);
    }
}

#[test]
fn other_senders_are_known_by_a_signature_or_by_a_rule_of_ones_own() {
    let body = fixture("transactions/get");
    let scheme = SignatureScheme::new(HeaderName::from_static("x-callback-hash"));
    let secret = SecretString::from("callback secret key of the holder");
    let signer = WebhookSigner::new(scheme.clone(), &secret);
    let verifier = Verifier::builder(scheme)
        .with_secret("2026", secret)
        .build()
        .unwrap();
    let notices = Notices::new(Hmac::new(verifier));
    let headers = signer
        .sign(body.as_bytes(), OffsetDateTime::now_utc())
        .unwrap();
    assert!(notices.other(&headers, body.as_bytes()).is_ok());
    let refused = notices.other(&headers, b"{}").unwrap_err();
    assert_eq!(refused, NoticeError::Unauthenticated);

    let own = Notices::new(|headers: &HeaderMap, _: &[u8]| headers.contains_key("x-own"));
    assert!(own.other(&headers, b"{}").is_err());
    let mut headers = HeaderMap::new();
    headers.insert("x-own", HeaderValue::from_static("1"));
    assert_eq!(own.other(&headers, b"{}").unwrap().as_json(), "{}");
}
