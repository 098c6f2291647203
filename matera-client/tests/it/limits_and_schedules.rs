//! Limits, favoured payees and scheduled payments: what is sent, and their life in the sandbox.

use matera_client::model::{
    AccountId, AccountNumber, FavoredKind, InitiationForm, LimitChange, LimitGroup, LimitKindV1,
    NewFavored, NewLimitV1, NewSchedule, NewWithdrawal, QrCodeForm, ScheduleRecipient,
    ScheduleStatus, Unpublished,
};
use matera_client::sandbox::{Holder, Sandbox};
use matera_client::{Amount, ConfigureCall as _, ErrorKind, HashAmbiguity, IdempotencyKey, Matera};
use serde_json::{Value, json};
use time::macros::{date, datetime};
use wiremock::ResponseTemplate;

use crate::harness::{Provider, fixture};

const MILL_KEY: &str = "contas@moinho-serra.example";

fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn number() -> AccountNumber {
    AccountNumber::new(1, 3232)
}

fn unpublished(value: &Value) -> Unpublished {
    Unpublished::of(value).unwrap()
}

#[tokio::test]
async fn only_what_changes_is_sent_and_amounts_are_text() {
    let provider = Provider::with_fixture("limits/adjust").await;
    let change = LimitChange::new().global(reais("100000")).unwrap();
    let change = change.night_from(22).unwrap().set(
        LimitGroup::Products,
        "instantPayment",
        unpublished(&json!({"amount": "20000"})),
    );
    let limits = provider.client.limits();
    limits.adjust(&number(), &change).send().await.unwrap();
    let expected = json!({
        "limits": {"global": {"amount": "100000"}},
        "transactionProductsLimit": {"instantPayment": {"amount": "20000"}},
        "times": {"startNight": 22},
    });
    assert_eq!(provider.body().await, expected);
    let request = provider.request().await;
    assert_eq!(request.url.path(), "/v2/accounts/1/3232/limits/");
    let secret = provider.client.secret_key();
    let hash = secret.hash("patch:/v2/accounts/1/3232/limits/");
    assert_eq!(
        request.headers.get("transaction-hash").unwrap(),
        hash.as_str()
    );

    for wrong in [
        limits
            .adjust(&number(), &LimitChange::new())
            .send()
            .await
            .unwrap_err(),
        LimitChange::new().night_from(19).unwrap_err(),
        LimitChange::new().global(reais("-1")).unwrap_err(),
        LimitChange::new().global(reais("0.001")).unwrap_err(),
    ] {
        assert_eq!(wrong.kind(), ErrorKind::Input, "{wrong}");
    }
    assert_eq!(provider.requests().await, 1);
}

#[tokio::test]
async fn a_limit_of_the_first_version_is_text_and_hashed_as_it_is_sent() {
    let limit = NewLimitV1::of(LimitKindV1::Nightly, reais("1500.5"));
    for (other_reading, hashed) in [(false, "1500.50"), (true, "1500")] {
        let answer = ResponseTemplate::new(200);
        let answer = answer.set_body_raw(fixture("limits_v1/adjust"), "application/json");
        let provider = Provider::built(answer, |builder| match other_reading {
            true => builder.with_other_hash_reading(HashAmbiguity::LimitAmount),
            false => builder,
        })
        .await;
        let action = provider.client.limits_v1().adjust(&number(), &limit);
        let key = IdempotencyKey::new("limite-1").unwrap();
        action.with_idempotency_key(key).send().await.unwrap();
        let expected = json!({
            "externalIdentifier": "limite-1", "limitType": "NIGHTLY", "amount": "1500.50",
        });
        assert_eq!(provider.body().await, expected);
        let message = format!("post:/v1/accounts/1/3232/limits:{hashed}:NIGHTLY");
        let hash = provider.client.secret_key().hash(&message);
        let request = provider.request().await;
        assert_eq!(
            request.headers.get("transaction-hash").unwrap(),
            hash.as_str()
        );
    }
}

#[tokio::test]
async fn unpublished_forms_of_a_limit_take_fields_of_the_callers_own() {
    let provider = Provider::with_fixture("limits_v1/adjust").await;
    let limits = provider.client.limits_v1();
    let night = NewLimitV1::without_amount(LimitKindV1::StartOfNight);
    let night = night.with("startNight", unpublished(&json!(20)));
    limits.adjust(&number(), &night).send().await.unwrap();
    let mut body = provider.body().await;
    body.as_object_mut().unwrap().remove("externalIdentifier");
    assert_eq!(
        body,
        json!({"limitType": "START_NIGHT_TIME", "startNight": 20})
    );

    let twice = night.with("amount", unpublished(&json!(1)));
    for wrong in [twice, NewLimitV1::without_amount(LimitKindV1::Daily)] {
        let error = limits.adjust(&number(), &wrong).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().contains("amount"), "{error}");
    }
    assert_eq!(provider.requests().await, 1);
}

#[tokio::test]
async fn a_schedule_is_sent_with_every_field() {
    let provider = Provider::with_fixture("schedules/create").await;
    let at = datetime!(2026-12-01 09:00 -3);
    let to = ScheduleRecipient::key(MILL_KEY);
    let schedule = NewSchedule::new(&AccountId::new("A1"), reais("250.75"), at, to)
        .mediator_fee(reais("0.5"))
        .message("Farinha")
        .txid("PEDIDO42")
        .by_qr_code(QrCodeForm::Static)
        .history_code("101")
        .open_finance("44555666000181", InitiationForm::StaticQrCode)
        .transaction_identification("TI-1");
    let action = provider.client.schedules().create(&schedule);
    let key = IdempotencyKey::new("agendamento-871").unwrap();
    action.with_idempotency_key(key).send().await.unwrap();
    let expected = json!({
        "externalIdentifier": "agendamento-871",
        "accountId": "A1",
        "totalAmount": 250.75,
        "mediatorFee": 0.5,
        "currency": "BRL",
        "scheduleDate": "2026-12-01T09:00:00-03:00",
        "recipient": {"addressingKey": MILL_KEY},
        "typeOrigin": "OPEN_FINANCE",
        "receiverReconciliationIdentifier": "PEDIDO42",
        "additionalInformation": "Farinha",
        "qrCodeType": "STATIC",
        "historyCode": "101",
        "initiatingInstitution": "44555666000181",
        "initiationForm": "QRES",
        "transactionIdentification": "TI-1",
    });
    assert_eq!(provider.body().await, expected);
    let request = provider.request().await;
    assert!(request.headers.get("transaction-hash").is_none());

    let plain = || {
        let to = ScheduleRecipient::account(unpublished(&json!({"branch": "1"})));
        NewSchedule::new(&AccountId::new("A1"), reais("1"), at, to)
    };
    let other = InitiationForm::Initiator;
    let zero = NewSchedule::new(
        &AccountId::new("A1"),
        reais("0"),
        at,
        ScheduleRecipient::key(MILL_KEY),
    );
    for wrong in [
        zero,
        plain().txid("x".repeat(36)),
        plain().message("x".repeat(141)),
        plain().mediator_fee(reais("-1")),
        plain().open_finance("44.555.666/0001-72", other),
    ] {
        let refused = provider.client.schedules().create(&wrong).send().await;
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::Input);
    }
    assert_eq!(provider.requests().await, 1);
}

/// A bakery with R$ 1,000.00 and a mill with a key.
async fn bank() -> (Sandbox, Matera) {
    let sandbox = Sandbox::builder()
        .with_account(
            Holder::new("Padaria Flor de Trigo Ltda", "44555666000181").with_balance(100_000),
        )
        .with_account(
            Holder::new("Moinho Serra Azul Ltda", "11222333000181").with_pix_key(MILL_KEY),
        )
        .start()
        .await
        .unwrap();
    let matera = sandbox.client().unwrap();
    (sandbox, matera)
}

#[tokio::test]
async fn the_limit_of_the_day_is_kept_to() {
    let (sandbox, matera) = bank().await;
    let bakery = &sandbox.accounts()[0];
    let change = LimitChange::new().global(reais("100.00")).unwrap();
    matera
        .limits()
        .adjust(&number(), &change)
        .send()
        .await
        .unwrap();
    let pay = async |amount: &str| {
        let found = matera
            .aliases()
            .look_up(bakery, MILL_KEY)
            .send()
            .await
            .unwrap();
        let pix = NewWithdrawal::pix(reais(amount), found.payment().unwrap());
        matera.withdrawals().create(bakery, &pix).send().await
    };
    pay("60").await.unwrap();
    let error = pay("40.01").await.unwrap_err();
    assert_eq!(error.code(), Some("LIMIT_EXCEEDED"));
    pay("40").await.unwrap();
    assert_eq!(sandbox.balance(bakery), Some(90_000));

    let kept = LimitChange::new().night_from(21).unwrap();
    let limits = matera
        .limits()
        .adjust(&number(), &kept)
        .send()
        .await
        .unwrap();
    let global: Value = limits.money_out.unwrap().read().unwrap();
    assert_eq!(global["global"]["amount"], "100.00");
    let all = matera
        .limits()
        .list_of_branch("1")
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(
        all[0].id,
        matera.limits().get(&number()).send().await.unwrap().id
    );
}

#[tokio::test]
async fn favoured_payees_are_added_paged_through_and_removed() {
    let (_sandbox, matera) = bank().await;
    let limits = matera.limits();
    for name in ["Moinho", "Gráfica", "Gelo"] {
        let data = unpublished(&json!({"alias": MILL_KEY}));
        let favored = NewFavored::new(FavoredKind::Alias, data).nickname(name);
        let added = limits
            .add_favored(&number(), &favored)
            .send()
            .await
            .unwrap();
        assert!(added.starts_at.unwrap().instant() > added.created_at.unwrap().instant());
    }
    let all = limits.list_favored(&number()).page_size(2).send();
    let all = all.try_collect().await.unwrap();
    let names: Vec<_> = all
        .iter()
        .map(|one| one.nickname.as_ref().unwrap().expose())
        .collect();
    assert_eq!(names, ["Moinho", "Gráfica", "Gelo"]);

    let id = all[1].id.clone().unwrap();
    let one = limits.get_favored(&number(), &id).send().await.unwrap();
    assert_eq!(one, all[1]);
    limits.remove_favored(&number(), &id).send().await.unwrap();
    let gone = limits.get_favored(&number(), &id).send().await.unwrap_err();
    assert_eq!(gone.status().map(|status| status.as_u16()), Some(404));
    assert!(
        gone.to_string().contains("with_path"),
        "the path is a guess: {gone}"
    );
}

#[tokio::test]
async fn schedules_wait_for_their_time_and_are_paid_once() {
    let (sandbox, matera) = bank().await;
    let [bakery, mill] = sandbox.accounts() else {
        panic!("two accounts");
    };
    let schedules = matera.schedules();
    let order = |amount: &str, at| {
        NewSchedule::new(bakery, reais(amount), at, ScheduleRecipient::key(MILL_KEY))
    };
    let (first, second) = (datetime!(2026-12-01 9:00 -3), datetime!(2026-12-02 9:00 -3));
    let key = IdempotencyKey::new("agendamento-1").unwrap();
    for _ in 0..2 {
        let action = schedules.create(&order("300", first));
        action
            .with_idempotency_key(key.clone())
            .send()
            .await
            .unwrap();
    }
    let much = schedules
        .create(&order("900", second))
        .send()
        .await
        .unwrap();
    let dropped = schedules
        .create(&order("10", second))
        .send()
        .await
        .unwrap()
        .id
        .unwrap();
    let all = schedules
        .list(bakery)
        .page_size(1)
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(all.len(), 3, "the repetition is no second schedule");
    assert_eq!(sandbox.balance(bakery), Some(100_000));

    let canceled = schedules.cancel(&dropped).send().await.unwrap();
    assert_eq!(canceled.status, Some(ScheduleStatus::Canceled));
    assert!(schedules.cancel(&dropped).send().await.is_err());

    assert_eq!(sandbox.run_schedules(first), 1);
    assert_eq!(sandbox.run_schedules(first), 0);
    assert_eq!(sandbox.run_schedules(second), 1);
    let balances = [bakery, mill].map(|account| sandbox.balance(account));
    assert_eq!(balances, [Some(70_000), Some(30_000)]);
    let paid = schedules.list(bakery).status(&ScheduleStatus::Accepted);
    let paid = paid
        .between(date!(2026 - 12 - 01), date!(2026 - 12 - 01))
        .send();
    let paid = paid.try_collect().await.unwrap();
    assert_eq!(paid.len(), 1);
    let transaction = paid[0].transaction_id.clone().unwrap();
    let found = matera
        .transactions()
        .get(bakery, &transaction)
        .send()
        .await
        .unwrap();
    assert_eq!(found.transactions.len(), 1);

    let refused = schedules.get(&much.id.unwrap()).send().await.unwrap();
    assert_eq!(refused.status, Some(ScheduleStatus::Rejected));
    let error: Value = refused.payment_error.unwrap().read().unwrap();
    assert_eq!(error["code"], "INSUFFICIENT_BALANCE");
}

#[tokio::test]
async fn the_webhook_of_schedules_is_set_read_and_deleted() {
    let (_sandbox, matera) = bank().await;
    let schedules = matera.schedules();
    assert!(schedules.get_webhook().send().await.is_err());
    let config = json!({"url": "https://example.com/hook"});
    let set = schedules.put_webhook(&config).send().await.unwrap();
    let read = schedules.get_webhook().send().await.unwrap();
    assert_eq!(set, read);
    let deleted = schedules.delete_webhook().send().await.unwrap();
    assert!(deleted.status.is_some());
    assert!(schedules.delete_webhook().send().await.is_err());
}

#[tokio::test]
async fn limits_of_the_first_version_are_kept_and_shown() {
    let (_sandbox, matera) = bank().await;
    let limits = matera.limits_v1();
    let daily = NewLimitV1::of(LimitKindV1::Daily, reais("1500.50"));
    let change = limits.adjust(&number(), &daily).send().await.unwrap();
    assert_eq!(change.amount, Some(reais("1500.50")));
    let favored = NewLimitV1::without_amount(LimitKindV1::Favored);
    let favored = limits.adjust(&number(), &favored).send().await.unwrap();
    let favored = favored.favored.unwrap();

    let one = limits.get_by_kind(&number(), &LimitKindV1::Daily);
    let one = one.send().await.unwrap();
    assert_eq!(
        (one.set, one.most),
        (Some(reais("1500.5")), Some(reais("100000")))
    );
    let all = limits.get(&number()).send().await.unwrap();
    assert_eq!((all.limits.len(), all.favored.len()), (1, 1));
    assert_eq!(limits.list_of_branch("1").send().await.unwrap().len(), 1);

    limits
        .remove_favored(&number(), &favored)
        .send()
        .await
        .unwrap();
    assert!(
        limits
            .get(&number())
            .send()
            .await
            .unwrap()
            .favored
            .is_empty()
    );
    let much = NewLimitV1::of(LimitKindV1::Daily, reais("100000.01"));
    assert!(limits.adjust(&number(), &much).send().await.is_err());
}
