//! Secrets and personal data, planted everywhere, show nowhere.

use client_core::testing::LeakCheck;
use matera_client::model::autopix_payer::{self, RecurrenceLimits, RequestAnswer};
use matera_client::model::autopix_receiver::{Charge, Recurrence};
use matera_client::model::{
    Account, AccountId, AliasLookUp, Aliases, BankAccount, BankAccountKind, Client, DecodedQrCode,
    Favored, FoundAccounts, IncomeReport, MobilePhone, NewAccount, NewAlias, NewBankTransfer,
    NewCashIn, NewRecharge, NewSchedule, NewStaticQrCode, NewWithdrawal, PartlyPublished, Payment,
    PixCharge, PixPayment, QrCodeToDecode, Schedule, ScheduleRecipient, Statement, Transactions,
    Unpublished,
};
use matera_client::{Amount, Credentials, Environment, Matera, PixKey};
use serde::de::DeserializeOwned;
use serde_json::Value;
use time::macros::datetime;
use wiremock::ResponseTemplate;

use crate::harness::{Provider, SECRET_KEY, TOKEN, fixture};

fn check() -> LeakCheck {
    LeakCheck::planted([
        TOKEN,
        SECRET_KEY,
        "client-secret-93a1",
        "Joana Ficticia",
        "52998224725",
        "11222333000181",
        "Padaria Flor de Trigo",
        "financeiro@padaria-flor.example",
        "47999990000",
        "Rua das Flores",
        "cb-secret-fict",
        "998877-5",
        "tok-fict",
        "boleto.example.com",
        "contas@padaria-flor.example",
        "contas@moinho-serra.example",
        "JVBERi0xLjQK",
    ])
}

fn read_bare<T: DeserializeOwned>(name: &str) -> T {
    serde_json::from_str(&fixture(name)).unwrap()
}

fn read<T: DeserializeOwned>(name: &str) -> T {
    let envelope: Value = serde_json::from_str(&fixture(name)).unwrap();
    serde_json::from_str(&envelope["data"].to_string()).unwrap()
}

#[test]
fn answers_keep_personal_data_to_themselves() {
    let check = check();
    check.assert_debug_clean("account", &read::<Account>("accounts/get"));
    check.assert_debug_clean("holder", &read::<FoundAccounts>("accounts/search"));
    check.assert_debug_clean("statement", &read::<Statement>("accounts/statement_v1"));
    check.assert_debug_clean("transactions", &read::<Transactions>("transactions/get"));
    check.assert_debug_clean("payment", &read::<Payment>("payments/get"));
    check.assert_debug_clean("unpublished", &read::<Unpublished>("accounts/get"));
    check.assert_debug_clean("look-up", &read::<AliasLookUp>("aliases/look_up"));
    check.assert_debug_clean("keys", &read::<Aliases>("aliases/list"));
    check.assert_debug_clean("QR code", &read::<PixCharge>("qr_codes/create_static"));
    check.assert_debug_clean("decoded", &read::<DecodedQrCode>("qr_codes/decode"));
    check.assert_debug_clean("schedule", &read_bare::<Schedule>("schedules/get"));
    check.assert_debug_clean("favored", &read_bare::<Favored>("limits/add_favored"));
    check.assert_debug_clean("report", &read_bare::<IncomeReport>("income_reports/get"));
}

#[test]
fn requests_keep_personal_data_to_themselves() {
    let check = check();
    let account = BankAccount::new("0001", "998877-5", BankAccountKind::Checking);
    let pix = PixPayment::to_account("11122233", "52998224725", account).message("Joana Ficticia");
    let amount = Amount::from_cents(100);
    check.assert_debug_clean("pix", &NewWithdrawal::pix(amount, pix));
    let kind = BankAccountKind::Checking;
    let transfer = NewBankTransfer::new(
        "341",
        "0001",
        "998877-5",
        kind,
        "Joana Ficticia",
        "52998224725",
    );
    check.assert_debug_clean("transfer", &NewWithdrawal::bank_transfer(amount, transfer));
    let client = Client::new("Joana Ficticia", "52998224725")
        .with_mobile_phone(MobilePhone::new("47999990000"))
        .with_email("financeiro@padaria-flor.example");
    check.assert_debug_clean("account", &NewAccount::new(client, []));
    let key = PixKey::parse("contas@padaria-flor.example").unwrap();
    check.assert_debug_clean("key", &NewAlias::of(&key).unwrap());
    let code = NewStaticQrCode::for_key(key.expose()).receiver("52998224725");
    check.assert_debug_clean("QR code", &code.description("Joana Ficticia"));
    let text = QrCodeToDecode::new("contas@padaria-flor.example");
    check.assert_debug_clean("text", &text);
    let to = ScheduleRecipient::key(key.expose());
    let at = datetime!(2026-12-01 09:00 -3);
    let schedule = NewSchedule::new(&AccountId::new("A1"), amount, at, to);
    check.assert_debug_clean("schedule", &schedule.message("Joana Ficticia"));
    let phone = MobilePhone::new("47999990000");
    check.assert_debug_clean("recharge", &NewRecharge::new(phone, "11", amount));
    check.assert_debug_clean("cash-in", &NewCashIn::new(amount, "52998224725"));
}

#[tokio::test]
async fn pix_automatico_keeps_personal_data_to_itself() {
    let check = check();
    let read = |name: &str| fixture(&format!("autopix_receiver/{name}"));
    let recurrence: Recurrence = serde_json::from_str(&read("get")).unwrap();
    check.assert_debug_clean("recurrence", &recurrence);
    let charge: Charge = serde_json::from_str(&read("get_charge")).unwrap();
    check.assert_debug_clean("charge", &charge);
    let half = fixture("autopix_receiver/get_with_qr_code");
    let half: PartlyPublished<autopix_payer::Recurrence> = serde_json::from_str(&half).unwrap();
    check.assert_debug_clean("half-published", &half);
    let webhook: autopix_payer::PayerWebhook =
        serde_json::from_str(&fixture("autopix_payer/get_webhook")).unwrap();
    check.assert_debug_clean("webhook", &webhook);

    let provider = Provider::answering(ResponseTemplate::new(404)).await;
    let account = "A1".into();
    let area = provider.client.autopix_payer(&account, "52998224725");
    check.assert_debug_clean("area", &area);
    let error = area.get(&"R1".into()).send().await.unwrap_err();
    check.assert_error_clean(&error);
    let answer = RequestAnswer::accept("Joana Ficticia", RecurrenceLimits::of_account());
    check.assert_debug_clean("answer", &answer);
}

#[tokio::test]
async fn clients_calls_and_errors_show_neither_secrets_nor_people() {
    let check = check();
    let credentials = Credentials::client("client-id", "client-secret-93a1");
    let builder = Matera::builder(Environment::production(), credentials, SECRET_KEY);
    check.assert_debug_clean("builder", &builder);
    check.assert_debug_clean("client", &builder.build().unwrap());

    let body = r#"{"error":{"code":"X","description":"Joana Ficticia 52998224725"}}"#;
    let answer = ResponseTemplate::new(422).set_body_raw(body, "application/json");
    let provider = Provider::answering(answer).await;
    let action = provider.client.accounts().find_by_tax_id("52998224725");
    check.assert_debug_clean("action", &action);
    let error = action.send().await.unwrap_err();
    check.assert_error_clean(&error);
    assert!(
        error.provider_message().unwrap().contains("Joana"),
        "on purpose it does"
    );
}
