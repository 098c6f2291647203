//! Lists and answers of payments.

use belvo_client::api::payments::Reconciled;
use belvo_client::model::Direction;
use belvo_client::model::payments::{ExternalId, PaymentIntentStatus};
use belvo_client::{
    Amount, ConfigureCall as _, IdempotencyKey, Lookup, Outcome, Polling, Tracked as _,
};
use serde_json::{Value, json};
use time::macros::date;
use wiremock::matchers::any;
use wiremock::{Mock, ResponseTemplate};

use super::refused::complaint;
use super::sending::lia;
use crate::coverage::payments::{authorization, external_id, mill, plain_intent};
use crate::harness::{Provider, builder_for, fixture};

#[tokio::test]
async fn lists_of_payments_take_the_filters_that_belvo_documents() {
    let query = async |provider: Provider| {
        let pairs = provider.query().await;
        let pairs = pairs.into_iter().filter(|(name, _)| name != "page_size");
        pairs
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("&")
    };
    let empty = async || Provider::with_json(200, r#"{"results":[]}"#).await;

    let provider = empty().await;
    let other = ExternalId::derived_from("other");
    let list = provider.client.payment_intents().list();
    let list = list
        .ids([&"i1".into()])
        .amount(Lookup::between(
            Amount::from_cents(100),
            Amount::from_cents(200),
        ))
        .updated_at(Lookup::from(date!(2026 - 11 - 01)))
        .external_id([&external_id(), &other])
        .status([&PaymentIntentStatus::Scheduled])
        .search("trigo")
        .by_last_change();
    list.send().try_collect().await.unwrap();
    let expected = format!(
        "id__in=i1&amount__range=1.00,2.00&updated_at__gte=2026-11-01&external_id__in={},{}\
         &status=SCHEDULED&search=trigo&ordering=-updated_at",
        external_id(),
        other
    );
    assert_eq!(query(provider).await, expected);

    let provider = empty().await;
    let list = provider.client.payment_transactions().list();
    let list = list
        .direction(&Direction::Inflow)
        .payer(["p1"])
        .charge([&"ch1".into()]);
    list.send().try_collect().await.unwrap();
    assert_eq!(
        query(provider).await,
        "transaction__type=INFLOW&payer=p1&charge=ch1"
    );

    let provider = empty().await;
    let list = provider
        .client
        .enrollments()
        .list()
        .customer_identifier("11144477735");
    list.send().try_collect().await.unwrap();
    assert_eq!(query(provider).await, "customer__identifier=11144477735");

    let provider = empty().await;
    let one = Amount::from_cents(100);
    let charges = || provider.client.charges().list();
    let between = charges().amount(Lookup::between(one, one)).send();
    assert!(complaint(between.into_pages().try_next().await).contains("amount__range"));
    let short = provider.client.payment_institutions().list().name("au");
    assert!(complaint(short.send().into_pages().try_next().await).contains("three letters"));
    charges()
        .amount(Lookup::after(one))
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(query(provider).await, "amount__gt=1.00");
}

#[tokio::test]
async fn a_keyed_intent_says_whether_belvo_knows_the_key() {
    for status in [Some("REPLAYED"), None] {
        let body = fixture("payment_intents/create");
        let mut answer = ResponseTemplate::new(201).set_body_raw(body, "application/json");
        if let Some(status) = status {
            answer = answer.insert_header("Belvo-Idempotency-Status", status);
        }
        let provider = Provider::answering(answer).await;
        let intents = provider.client.payment_intents();
        let made = intents.create_keyed(&plain_intent()).send().await.unwrap();
        assert_eq!(made.key_status.as_ref().map(|known| known.as_str()), status);
        let request = provider.request().await;
        assert_eq!(
            request.headers["belvo-idempotency-key"],
            external_id().as_str()
        );
    }
    let provider = Provider::with_json(500, "").await;
    let create = provider.client.payment_intents().create(&plain_intent());
    let key = IdempotencyKey::new("another").unwrap();
    assert!(complaint(create.with_idempotency_key(key).send().await).contains("key"));
}

#[tokio::test]
async fn a_key_in_use_is_of_unknown_outcome() {
    for (status, code, outcome) in [
        (409, "idempotency_key_conflict", Outcome::Unknown),
        (422, "idempotency_payload_mismatch", Outcome::Refused),
        (400, "idempotency_key_invalid", Outcome::Refused),
        (500, "unexpected_error", Outcome::Unknown),
    ] {
        let body = format!(r#"[{{"code":"{code}","message":"m","request_id":"r"}}]"#);
        let provider = Provider::with_json(status, &body).await;
        let intents = provider.client.payment_intents();
        let error = intents
            .create_keyed(&plain_intent())
            .send()
            .await
            .unwrap_err();
        assert_eq!(error.outcome(), outcome, "{code}");
    }
}

#[tokio::test]
async fn statuses_that_cannot_follow_each_other_are_told() {
    let server = wiremock::MockServer::start().await;
    for status in ["PROCESSING", "REQUIRES_ACTION", "SCHEDULED"] {
        let body = fixture("payment_intents/get").replace("REQUIRES_ACTION", status);
        Mock::given(any())
            .respond_with(ResponseTemplate::new(200).set_body_raw(body, "application/json"))
            .up_to_n_times(1)
            .named(status)
            .mount(&server)
            .await;
    }
    let belvo = builder_for(&server).build().unwrap();
    let wait = std::time::Duration::from_millis(1);
    let polling = Polling::new().with_waits(wait, wait);
    let intents = belvo.payment_intents();
    let watched = intents
        .wait_until_final(&"i1".into(), &polling)
        .await
        .unwrap();
    assert_eq!(watched.last.status, PaymentIntentStatus::Scheduled);
    let [illegal] = &watched.illegal[..] else {
        panic!("one step back");
    };
    assert_eq!(illegal.from, PaymentIntentStatus::Processing);
    assert_eq!(illegal.to, PaymentIntentStatus::RequiresAction);
    assert!(!watched.timed_out);
}

#[tokio::test]
async fn what_bears_no_id_is_neither_taken_for_ours_nor_passed_over() {
    let look = async |change: &dyn Fn(&mut Value)| {
        let mut page: Value = serde_json::from_str(&fixture("payment_intents/list")).unwrap();
        page["results"].as_array_mut().unwrap().truncate(1);
        change(&mut page["results"][0]);
        let provider = Provider::with_json(200, &page.to_string()).await;
        let amount = Amount::from_cents(25_000);
        let intents = provider.client.payment_intents();
        let found = intents.reconcile(&external_id(), amount).await.unwrap();
        let query = provider.query().await;
        assert_eq!(query[0].0, "external_id");
        assert_eq!(query[0].1, external_id().as_str());
        found
    };
    assert!(matches!(look(&|_| {}).await, Reconciled::Found(_)));
    let upper = |intent: &mut Value| {
        intent["external_id"] = json!(external_id().as_str().to_uppercase());
    };
    assert!(matches!(look(&upper).await, Reconciled::Found(_)));
    let nameless = |intent: &mut Value| intent["external_id"] = Value::Null;
    assert!(matches!(look(&nameless).await, Reconciled::Undecided(_)));
    let another = |intent: &mut Value| {
        intent["external_id"] = Value::Null;
        intent["amount"] = json!("250.01");
    };
    assert_eq!(look(&another).await, Reconciled::NotThere);
    let other = |intent: &mut Value| intent["external_id"] = json!("other");
    assert_eq!(
        look(&other).await,
        Reconciled::NotThere,
        "a filter that was ignored"
    );
}

#[tokio::test]
async fn nobody_is_printed() {
    let provider = Provider::with_fixture("customers/list").await;
    let customers = provider
        .client
        .customers()
        .list()
        .send()
        .try_collect()
        .await
        .unwrap();
    let mut shown = format!("{customers:?}");
    let provider = Provider::with_fixture("bank_accounts/list").await;
    let accounts = provider
        .client
        .bank_accounts()
        .list()
        .send()
        .try_collect()
        .await
        .unwrap();
    shown += &format!("{accounts:?}");
    let provider = Provider::with_fixture("payment_intents/list").await;
    let intents = provider
        .client
        .payment_intents()
        .list()
        .send()
        .try_collect()
        .await
        .unwrap();
    shown += &format!("{intents:?}");
    let provider = Provider::with_fixture("charges/list").await;
    let charges = provider
        .client
        .charges()
        .list()
        .send()
        .try_collect()
        .await
        .unwrap();
    shown += &format!("{charges:?}");
    let provider = Provider::with_fixture("payment_authorizations/list").await;
    let list = provider.client.payment_authorizations().list().send();
    shown += &format!("{:?}", list.try_collect().await.unwrap());
    let provider = Provider::with_fixture("payment_authorizations/list_charges").await;
    let charges = provider
        .client
        .payment_authorizations()
        .list_charges(&"p1".into());
    shown += &format!("{:?}", charges.send().try_collect().await.unwrap());
    let provider = Provider::with_fixture("enrollments/list").await;
    let list = provider.client.enrollments().list().send();
    shown += &format!("{:?}", list.try_collect().await.unwrap());
    shown += &format!("{:?} {:?} {:?}", lia(), mill(), authorization());
    for secret in [
        "Lia",
        "11144477735",
        "444.777",
        "457220",
        "90817263",
        "1234567\"",
        "agree?",
        "enrol?",
        "lia@",
        "contas@",
        "Moinho",
        "44555666",
        "11222333",
        "Pedido",
        "Rua das",
        "+5511",
        "d-1",
        "FLOR DE TRIGO",
        "\"10233\"",
        "centro",
    ] {
        assert!(!shown.contains(secret), "{secret} is printed");
    }
}

/// Belvo promises neither: an answer that was paid for is not lost for want of them.
#[tokio::test]
async fn a_charge_and_an_enrolment_are_read_without_id_and_status() {
    let provider = Provider::with_json(201, r#"{"amount":"10.00"}"#).await;
    let authorizations = provider.client.payment_authorizations();
    let more = json!({"amount": "10.00"});
    let charge = authorizations.create_charge(&"a1".into(), &more);
    let charge = charge.send().await.unwrap();
    assert_eq!(charge.amount, Some(Amount::from_cents(1_000)));
    assert!(charge.id.is_none() && !charge.is_at_rest());
    let provider = Provider::with_json(200, r#"{"status":null}"#).await;
    let enrollment = provider.client.enrollments().get(&"e1".into());
    assert!(!enrollment.send().await.unwrap().is_at_rest());
}
