//! Recharge, bills, cards, side accounts, cash-in, income reports: what is sent and what is refused.

use matera_client::model::{
    AccountId, AccountIdentifier, AccountNumber, BoletoQuery, BureauStatus, BureauValidation,
    CardBrand, CashInKind, Currency, MobilePhone, NewCashIn, NewRecharge, NewSideAccountCredit,
    NewSideAccountDebit, NewSideAccountTransfer, SideAccountId, TransactionId, Unpublished,
};
use matera_client::sandbox::{Holder, Sandbox};
use matera_client::{Amount, ConfigureCall as _, ErrorKind, IdempotencyKey, Result, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use time::macros::{date, datetime};
use wiremock::ResponseTemplate;

use crate::harness::Provider;

const LINE: &str = "34190100080004977000100000010009581030000007435";

fn account() -> AccountId {
    AccountId::new("A1")
}

fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

/// A provider that answers every write, as one fixture.
async fn provider() -> Provider {
    Provider::with_fixture("cash_in/create").await
}

/// The body of the one request, without its key.
async fn body(provider: &Provider) -> Value {
    let mut body = provider.body().await;
    let key = body.as_object_mut().unwrap().remove("externalIdentifier");
    assert!(key.unwrap().is_string());
    body
}

fn refused<T>(sent: Result<T>, field: &str) {
    let Err(error) = sent else {
        panic!("{field} was sent");
    };
    assert_eq!(error.kind(), ErrorKind::Input, "{error}");
    assert!(error.to_string().contains(field), "{error}");
}

#[tokio::test]
async fn a_recharge_names_telephone_and_carrier() {
    let provider = provider().await;
    let recharge = provider.client.recharge();
    let phone = || MobilePhone::new("47999990000");
    let new = NewRecharge::new(phone(), "11", reais("20"));
    recharge.create(&account(), &new).send().await.unwrap();
    let expected = json!({
        "mobilePhone": {"country": "BRA", "phoneNumber": "47999990000"},
        "totalAmount": 20,
        "carrierId": "11",
    });
    assert_eq!(body(&provider).await, expected);
    let cases = [
        (
            NewRecharge::new(MobilePhone::new(""), "11", reais("20")),
            "phoneNumber",
        ),
        (NewRecharge::new(phone(), "", reais("20")), "carrierId"),
        (NewRecharge::new(phone(), "11", reais("0")), "totalAmount"),
    ];
    for (wrong, field) in cases {
        refused(recharge.create(&account(), &wrong).send().await, field);
    }
    assert_eq!(provider.requests().await, 1);
}

#[tokio::test]
async fn an_empty_list_of_carriers_may_come_as_null() {
    let provider = Provider::with_json(r#"{"data":null}"#).await;
    let none = provider
        .client
        .recharge()
        .carriers("47")
        .send()
        .await
        .unwrap();
    assert!(none.is_empty());
    let provider = Provider::with_json("{}").await;
    let error = provider
        .client
        .recharge()
        .carriers("47")
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn a_bill_is_looked_up_for_a_payer_named_in_any_way() {
    let phone = AccountIdentifier::of_mobile_phone(MobilePhone::new("47999990000"));
    let cases = [
        (AccountIdentifier::from(&account()), "&accountId=A1"),
        (
            AccountNumber::new("0001", "77").into(),
            "&branchNumber=0001&accountNumber=77",
        ),
        (phone, "&phoneNumber=47999990000"),
    ];
    for (payer, expected) in cases {
        let provider = Provider::with_fixture("bills/get").await;
        provider
            .client
            .bills()
            .get_for_payer(LINE, payer)
            .send()
            .await
            .unwrap();
        let request = provider.request().await;
        assert_eq!(
            request.url.query(),
            Some(&*format!("document={LINE}{expected}"))
        );
        let hash = provider.client.secret_key().hash(LINE);
        assert_eq!(
            request.headers.get("transaction-hash").unwrap(),
            hash.as_str()
        );
    }
    let provider = Provider::with_json("{}").await;
    let bills = provider.client.bills();
    let nobody = AccountIdentifier::default();
    refused(bills.get_for_payer(LINE, nobody).send().await, "payer");
    refused(bills.get("").send().await, "document");
    refused(
        bills
            .get_boleto(&BoletoQuery::by_barcode(LINE))
            .send()
            .await,
        "44 digits",
    );
    assert_eq!(provider.requests().await, 0);
}

#[tokio::test]
async fn a_boleto_query_goes_by_line_or_bar_code_and_names_who_pays() {
    let provider = Provider::with_fixture("bills/get_boleto").await;
    let query = BoletoQuery::by_line(LINE).paid_by(&account());
    provider
        .client
        .bills()
        .get_boleto(&query)
        .send()
        .await
        .unwrap();
    let expected = json!({"typeableLine": LINE, "payingAccount": {"accountId": "A1"}});
    assert_eq!(provider.body().await, expected);
}

#[tokio::test]
async fn cards_take_amounts_above_a_cent() {
    let provider = provider().await;
    let wallet = provider.client.wallet();
    let (card, brl) = ("1661354488464".into(), Currency::Brl);
    let withdraw = |amount| wallet.withdraw(&account(), &card, reais(amount), &brl);
    withdraw("0.02").send().await.unwrap();
    assert_eq!(
        body(&provider).await,
        json!({"amount": 0.02, "currency": "BRL"})
    );
    for wrong in ["0.01", "0", "-1", "1.001", "9999999999999.01"] {
        refused(withdraw(wrong).send().await, "amount");
        let funds = wallet.add_funds(&account(), &card, reais(wrong), &brl);
        refused(funds.send().await, "value");
    }
    refused(
        wallet.add(&account(), &CardBrand::Elo, "").send().await,
        "creditCardToken",
    );
    let backwards = (date!(2026 - 11 - 20), date!(2026 - 11 - 01));
    let statement = wallet.statement(&account(), &card, backwards.0, backwards.1);
    refused(statement.send().await, "startDate");
    assert_eq!(provider.requests().await, 1);
}

#[tokio::test]
async fn side_accounts_are_credited_debited_and_paid_between() {
    let (one, two) = (SideAccountId::new("S1"), SideAccountId::new("S2"));
    let provider_of_credit = provider().await;
    let credit = NewSideAccountCredit::to(&one, reais("10.50"), "101");
    let credit = credit.and_to(&two, reais("4"), "102").order("pedido-42");
    let side = provider_of_credit.client.side_accounts();
    side.credit(&credit).send().await.unwrap();
    let expected = json!({
        "recipients": [
            {"sideAccountId": "S1", "amount": 10.50, "historyCode": "101"},
            {"sideAccountId": "S2", "amount": 4, "historyCode": "102"},
        ],
        "orderId": "pedido-42",
    });
    assert_eq!(body(&provider_of_credit).await, expected);

    let provider_of_transfer = provider().await;
    let transfer = NewSideAccountTransfer::new(&one, &two, reais("10.50"));
    let transfer = transfer.and_to(&"S3".into(), reais("0.25")).unwrap();
    let side = provider_of_transfer.client.side_accounts();
    side.transfer(&transfer).send().await.unwrap();
    let expected = json!({
        "totalAmount": 10.75,
        "sender": {"sideAccount": {"sideAccountId": "S1"}},
        "recipients": [
            {"sideAccount": {"sideAccountId": "S2"}, "amount": 10.50},
            {"sideAccount": {"sideAccountId": "S3"}, "amount": 0.25},
        ],
    });
    assert_eq!(body(&provider_of_transfer).await, expected);
    let hash = provider_of_transfer.client.secret_key().hash("S110S210S30");
    let request = provider_of_transfer.request().await;
    assert_eq!(
        request.headers.get("transaction-hash").unwrap(),
        hash.as_str()
    );

    let code = NewSideAccountCredit::to(&one, reais("1"), "");
    refused(side.credit(&code).send().await, "historyCode");
    let zero = NewSideAccountCredit::to(&one, reais("0"), "101");
    refused(side.credit(&zero).send().await, "recipients.amount");
    let less = NewSideAccountTransfer::new(&one, &two, reais("10"));
    let less = less.and_to(&two, reais("-4")).unwrap();
    refused(side.pay(&less).send().await, "recipients.amount");
    let debit = NewSideAccountDebit::new(reais("0"));
    refused(
        side.debit(&account(), &one, &debit).send().await,
        "totalAmount",
    );
    refused(side.create(&account(), "").send().await, "classificationId");
    let unlock = side.unlock_balance(&one, &"T1".into(), reais("9999999999999.01"), None);
    refused(unlock.send().await, "amount");
    assert_eq!(provider_of_transfer.requests().await, 1);
}

#[tokio::test]
async fn locks_of_side_accounts_say_why() {
    let provider = provider().await;
    let side = provider.client.side_accounts();
    let lock = side.lock_balance(&"S1".into(), reais("5"), 3, Some("disputa"));
    lock.send().await.unwrap();
    let expected = json!({"amount": 5, "reasonIdentifier": 3, "comment": "disputa"});
    assert_eq!(body(&provider).await, expected);
}

#[tokio::test]
async fn a_cash_in_is_sent_with_every_field() {
    let provider = provider().await;
    let origin = Unpublished::of(&json!({"bank": "341"})).unwrap();
    let cash_in = NewCashIn::new(reais("59.90"), "52998224725")
        .kind(CashInKind::Ted)
        .into_account(&account())
        .registered_on(date!(2026 - 11 - 20))
        .made_at(datetime!(2026-11-20 10:10 -3))
        .origin(origin);
    provider
        .client
        .cash_in()
        .create(&cash_in)
        .send()
        .await
        .unwrap();
    let expected = json!({
        "type": "TED",
        "amount": 59.90,
        "currency": "BRL",
        "registrationDate": "2026-11-20",
        "operationTimestamp": "2026-11-20T10:10:00-03:00",
        "origin": {"bank": "341"},
        "recipient": {
            "taxIdentifier": {"taxId": "52998224725", "country": "BRA"},
            "account": {"accountId": "A1"},
        },
    });
    assert_eq!(body(&provider).await, expected);
    let nothing = NewCashIn::new(reais("0"), "52998224725");
    refused(
        provider.client.cash_in().create(&nothing).send().await,
        "amount",
    );
}

#[tokio::test]
async fn an_income_report_is_of_a_year_and_may_need_another_key() {
    let provider = Provider::with_fixture("income_reports/get").await;
    let reports = provider.client.income_reports();
    let key = SecretString::from("api-key-of-reports");
    let report = reports
        .get(&account(), 2025)
        .with_api_key(&key)
        .send()
        .await
        .unwrap();
    assert_eq!(report.mime_type.as_deref(), Some("application/pdf"));
    assert_eq!(
        provider.query().await,
        [("year".to_owned(), "2025".to_owned())]
    );
    let request = provider.request().await;
    assert_eq!(
        request.headers.get("x-api-key").unwrap(),
        "api-key-of-reports"
    );
}

#[tokio::test]
async fn a_bureau_says_what_it_found() {
    let provider = Provider::answering(ResponseTemplate::new(200)).await;
    let id = TransactionId::new("T1");
    let found = BureauValidation::new(&id, datetime!(2026-11-20 10:00 -3), BureauStatus::Approved)
        .source("MP")
        .validated_by("BUREAU", "P-77")
        .remark("documento legivel");
    let transactions = provider.client.transactions();
    transactions
        .report_validation(&id, &found)
        .send()
        .await
        .unwrap();
    let expected = json!({
        "metadata": {
            "validationTimestamp": "2026-11-20T10:00:00-03:00",
            "sourceSystem": "MP",
            "transactionId": "T1",
            "validationProtocol": "P-77",
            "validationSystem": "BUREAU",
        },
        "results": {"status": "APPROVED", "remarks": ["documento legivel"]},
    });
    assert_eq!(provider.body().await, expected);
}

#[derive(Deserialize)]
struct Shown {
    real: Amount,
    available: Amount,
}

#[tokio::test]
async fn side_accounts_of_the_sandbox_add_up() {
    let holder = Holder::new("Padaria Flor de Trigo Ltda", "44555666000181");
    let sandbox = Sandbox::builder()
        .with_account(holder)
        .start()
        .await
        .unwrap();
    let matera = sandbox.client().unwrap();
    let main = &sandbox.accounts()[0];
    let side = matera.side_accounts();
    let open = async |class| side.create(main, class).send().await.unwrap().id.unwrap();
    let (one, two) = (open("RESERVA").await, open("FERIAS").await);
    assert!(
        side.create(main, "RESERVA").send().await.is_err(),
        "one of each"
    );
    let balances = async || {
        let mut balances = Vec::new();
        for id in [&one, &two] {
            let balance = side.balance(main, id).send().await.unwrap();
            let balance: Shown = balance.read().unwrap();
            balances.push((balance.real, balance.available));
        }
        balances
    };
    let shown = |one: (&str, &str), two: (&str, &str)| {
        [one, two].map(|(real, available)| (reais(real), reais(available)))
    };

    let credit = NewSideAccountCredit::to(&one, reais("100.00"), "101");
    let credit = side.credit(&credit).send().await.unwrap().id.unwrap();
    let transfer = NewSideAccountTransfer::new(&one, &two, reais("30.50"));
    let key = IdempotencyKey::new("transferencia-1").unwrap();
    for _ in 0..2 {
        let action = side.transfer(&transfer).with_idempotency_key(key.clone());
        action.send().await.unwrap();
    }
    assert_eq!(
        balances().await,
        shown(("69.50", "69.50"), ("30.50", "30.50"))
    );

    let lock = side
        .lock_balance(&one, reais("50"), 3, None)
        .send()
        .await
        .unwrap();
    let debit = NewSideAccountDebit::new(reais("19.51"));
    let refused = side.debit(main, &one, &debit).send().await.unwrap_err();
    assert_eq!(refused.code(), Some("INSUFFICIENT_BALANCE"));
    let unlock = side.unlock_balance(&one, &lock.id.unwrap(), reais("20"), None);
    unlock.send().await.unwrap();
    assert_eq!(
        balances().await,
        shown(("69.50", "39.50"), ("30.50", "30.50"))
    );

    let debit = side
        .debit(main, &one, &debit)
        .send()
        .await
        .unwrap()
        .id
        .unwrap();
    side.refund_debit(&debit).send().await.unwrap();
    assert!(side.refund_debit(&debit).send().await.is_err(), "only once");
    let spent = side.refund_credit(&credit).send().await.unwrap_err();
    assert_eq!(spent.code(), Some("INSUFFICIENT_BALANCE"));
    assert_eq!(
        balances().await,
        shown(("69.50", "39.50"), ("30.50", "30.50"))
    );
}
