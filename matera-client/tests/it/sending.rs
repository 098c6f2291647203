//! What is sent: names, numbers, and what is refused before it goes out.

use client_core::Result;
use matera_client::model::{
    AccountId, AccountIdentifier, AccountNumber, BankAccount, BankAccountKind, BillingDueDate,
    BoletoToPay, ChargePayer, EarlyDiscountMode, InitiationProcedure, InstructionPriority,
    InterestMode, NewBankTransfer, NewDeposit, NewInternalPayment, NewPayment, NewPixCharge,
    NewPixReturn, NewWithdrawal, NonPriorityPix, PixPayment, PixReturnKind, QrCodeForm, Recipient,
    Sender, ValueMode, WithdrawAgentKind,
};
use matera_client::{Amount, ConfigureCall as _, ErrorKind, IdempotencyKey, Matera, Outcome};
use serde_json::{Value, json};
use time::macros::{date, datetime};

use crate::harness::{Provider, fixture};

fn account() -> AccountId {
    AccountId::new("A1")
}

fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn pix() -> PixPayment {
    let to = BankAccount::new("0001", "998877", BankAccountKind::Payment);
    PixPayment::to_key("a@b.example", "E1", "11122233", "52998224725", to)
}

/// The body of a withdrawal, without its key.
async fn withdrawal(new: NewWithdrawal) -> Value {
    let provider = Provider::with_fixture("withdrawals/create").await;
    let action = provider.client.withdrawals().create(&account(), &new);
    let key = IdempotencyKey::new("order-871").unwrap();
    action.with_idempotency_key(key).send().await.unwrap();
    let mut body = provider.body().await;
    let sent = body.as_object_mut().unwrap().remove("externalIdentifier");
    assert_eq!(sent, Some(json!("order-871")));
    body
}

#[tokio::test]
async fn a_pix_by_key_is_sent_as_public_clients_send_it() {
    let pix = pix()
        .message("NF 871")
        .by_qr_code(QrCodeForm::Dynamic, "TX1");
    let new = NewWithdrawal::pix(reais("99.50"), pix).mediator_fee(reais("0.5"));
    let expected = json!({
        "totalAmount": 99.5, "mediatorFee": 0.5, "currency": "BRL",
        "withdrawInfo": {
            "withdrawType": "InstantPayment",
            "instantPayment": {
                "recipient": {
                    "pspId": "11122233",
                    "taxIdentifier": {"taxId": "52998224725", "country": "BRA"},
                    "alias": "a@b.example",
                    "endToEndIdQuery": "E1",
                    "accountDestination":
                        {"branch": "0001", "account": "998877", "accountType": "IP"},
                },
                "initiationForm": "QRDN",
                "qrcodeType": "DYNAMIC",
                "receiverReconciliationIdentifier": "TX1",
                "additionalInformation": "NF 871",
            },
        },
    });
    assert_eq!(withdrawal(new).await, expected);
}

#[tokio::test]
async fn banks_boletos_and_bills_each_have_their_own_object() {
    let transfer = NewBankTransfer::new(
        "341",
        "0001",
        "12345",
        BankAccountKind::Checking,
        "Joana Ficticia",
        "52998224725",
    );
    let transfer = transfer.digit("6").history_code("201").method("TED");
    let new = NewWithdrawal::bank_transfer(reais("99.99"), transfer);
    let info = &withdrawal(new).await["withdrawInfo"];
    assert_eq!(info["withdrawType"], "BankTransfer");
    assert_eq!(info["bankTransfer"]["accountDigitDestination"], "6");
    assert_eq!(info["bankTransfer"]["accountTypeDestination"], "CC");
    assert_eq!(info["bankTransfer"]["historyCode"], "201");
    assert_eq!(info["bankTransfer"]["transferMethod"], "TED");

    let line = "34190100080004977000100000010009581030000007435";
    let boleto = BoletoToPay::by_line(line).due_date(date!(2026 - 12 - 01));
    let boleto = boleto.paid(reais("74.35")).history_code("202");
    let new = NewWithdrawal::boleto(reais("74.35"), boleto).on(date!(2026 - 11 - 30));
    let info = &withdrawal(new).await["withdrawInfo"];
    let expected = json!({
        "withdrawType": "Boleto",
        "boleto": {
            "typeableLine": line, "dueDate": "2026-12-01", "paidAmount": 74.35, "historyCode": "202",
        },
        "futureDate": "2026-11-30",
    });
    assert_eq!(*info, expected);

    let barcode = "84670000001435900240200240500024384221010811";
    let new = NewWithdrawal::boleto(reais("143.59"), BoletoToPay::by_barcode(barcode));
    let info = &withdrawal(new).await["withdrawInfo"];
    let expected = json!({"withdrawType": "Utilities", "utilities": {"barcode": barcode}});
    assert_eq!(*info, expected);
}

#[tokio::test]
async fn a_qr_code_is_asked_for_as_public_clients_ask() {
    let provider = Provider::with_fixture("payments/create").await;
    let charge = NewPixCharge::due_on("a@b.example", date!(2026 - 12 - 01), 5);
    let payment = NewPayment::pix_qr_code(&account(), reais("10.5"), charge.note("order", "9"));
    let payment = provider
        .client
        .payments()
        .create(&payment)
        .send()
        .await
        .unwrap();
    assert_eq!(payment.qr_code_text(), Some("00020101021226BR.GOV.BCB.PIX"));
    let mut body = provider.body().await;
    body.as_object_mut().unwrap().remove("externalIdentifier");
    let expected = json!({
        "totalAmount": 10.5, "currency": "BRL",
        "paymentInfo": {
            "transactionType": "InstantPayment",
            "instantPayment": {
                "alias": "a@b.example",
                "dynamicQRCodeType": "BILLING_DUE_DATE",
                "billingDueDate": {"dueDate": "2026-12-01", "daysAfterDueDate": 5},
                "additionalInformation":
                    [{"name": "order", "content": "9", "showToPayer": true}],
            },
        },
        "recipients": [{"account": {"accountId": "A1"}, "amount": 10.5, "currency": "BRL"}],
    });
    assert_eq!(body, expected);
}

#[tokio::test]
async fn branch_and_number_go_as_numbers_unless_zeros_would_be_lost() {
    let provider = Provider::with_fixture("payments/create_internal").await;
    let from = Sender::account(AccountNumber::new(1, 3232));
    let to = AccountIdentifier::of_number(AccountNumber::new("0001", "77"));
    let payment = NewInternalPayment::new(from, to, reais("1.10"));
    let payment = payment
        .and_to(Recipient::new(&account(), reais("2.20")))
        .unwrap()
        .mediator_account(&AccountId::new("M1"));
    provider
        .client
        .payments()
        .create_internal(&payment)
        .send()
        .await
        .unwrap();
    let body = provider.body().await;
    assert_eq!(body["totalAmount"], json!(3.3));
    assert_eq!(
        body["sender"]["account"],
        json!({"branch": 1, "account": 3232})
    );
    let receiver = &body["recipients"][0]["account"];
    assert_eq!(*receiver, json!({"branch": "0001", "account": 77}));
    assert_eq!(body["myAccount"], json!({"accountId": "M1"}));
}

#[tokio::test]
async fn a_batch_names_each_item() {
    let provider = Provider::with_fixture("instant_payments/send_batch").await;
    let item = |key: &str| {
        let key = IdempotencyKey::new(key).unwrap();
        NonPriorityPix::new(key, &account(), reais("10.00"), pix())
    };
    let pix = provider.client.instant_payments();
    let answer = pix
        .send_batch(&[item("k1"), item("k2")])
        .send()
        .await
        .unwrap();
    assert_eq!(answer.read::<Value>().unwrap()["accepted"], 2);
    let body = provider.body().await;
    let items = body["instantPaymentNonPriority"].as_array().unwrap();
    assert_eq!(items[1]["externalIdentifier"], "k2");
    assert_eq!(items[1]["recipient"]["pspId"], "11122233");

    for wrong in [
        vec![],
        vec![item("k1"), item("k1")],
        (0..101).map(|_| item("k")).collect(),
    ] {
        let error = pix.send_batch(&wrong).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input, "{} items", wrong.len());
    }
}

#[tokio::test]
async fn a_statement_is_asked_for_in_the_time_of_brasilia() {
    let provider = Provider::with_fixture("accounts/statement").await;
    let (from, to) = (
        datetime!(2026-11-01 03:00 UTC),
        datetime!(2026-11-20 02:59:59 UTC),
    );
    let list = provider
        .client
        .accounts()
        .statement(&account(), from, to)
        .send();
    let page = list.into_pages().try_next().await.unwrap().unwrap();
    let signed: Vec<_> = page
        .items
        .iter()
        .map(|entry| entry.signed_amount())
        .collect();
    assert_eq!(signed, [Some(reais("150.99")), None, None]);
    let query = provider.query().await;
    let query: Vec<_> = query
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let expected = [
        ("startDateTime", "2026-11-01T00:00:00"),
        ("endDateTime", "2026-11-19T23:59:59"),
        ("pageSize", "100"),
        ("pageNumber", "0"),
    ];
    assert_eq!(query, expected);
}

async fn refused<T>(what: &str, result: Result<T>, message: &str) {
    let Err(error) = result else {
        panic!("{what} was sent");
    };
    let expected = (ErrorKind::Input, Outcome::NotSent);
    assert_eq!((error.kind(), error.outcome()), expected, "{what}: {error}");
    assert!(error.to_string().contains(message), "{what}: {error}");
}

#[tokio::test]
async fn what_cannot_be_right_is_refused_before_it_is_sent() {
    let provider = Provider::with_json(&fixture("withdrawals/create")).await;
    let client: &Matera = &provider.client;
    let out = client.withdrawals();
    let cases = [
        (
            "nothing",
            NewWithdrawal::pix(Amount::ZERO, pix()),
            "totalAmount",
        ),
        (
            "a fraction",
            NewWithdrawal::pix(reais("0.001"), pix()),
            "cents",
        ),
        (
            "a long text",
            NewWithdrawal::pix(reais("1"), pix().message("x".repeat(141))),
            "141",
        ),
        (
            "half a boleto",
            NewWithdrawal::boleto(reais("1"), BoletoToPay::by_line("3419")),
            "47",
        ),
        (
            "change that does not add up",
            NewWithdrawal::pix(reais("10"), pix().with_change(reais("5"), reais("6"))),
            "added up",
        ),
    ];
    for (what, new, message) in cases {
        refused(what, out.create(&account(), &new).send().await, message).await;
    }
    let too_much = NewPixReturn::new(reais("99999999999999.99"), "MD06");
    let sent = out
        .return_pix(&account(), &"T1".into(), &too_much)
        .send()
        .await;
    refused("too large a return", sent, "amount").await;

    let to = Recipient::new(&account(), reais("1")).mediator_fee(reais("2"));
    let payment = NewPayment::new(
        reais("1"),
        matera_client::model::PaymentInfo::of("External".into()),
    );
    let sent = client
        .payments()
        .create(&payment.clone().to(to))
        .send()
        .await;
    refused("a fee above the amount", sent, "mediatorFee").await;
    let less = payment.to(Recipient::new(&account(), reais("0.99")));
    let sent = client.payments().create(&less).send().await;
    refused("a sum that is not the total", sent, "add up").await;
    let negative = NewDeposit::external(&account(), reais("-1"));
    let sent = client.deposits().create(&negative).send().await;
    refused("a negative deposit", sent, "above zero").await;
    let (from, to) = (date!(2026 - 02 - 01), date!(2026 - 01 - 01));
    let sent = client.balances().period(&account(), from, to).send().await;
    refused("a period backwards", sent, "startDate").await;
    assert_eq!(provider.requests().await, 0);
}

#[tokio::test]
async fn holders_are_found_by_telephone_too() {
    let provider = Provider::with_fixture("accounts/search").await;
    let accounts = provider.client.accounts();
    let found = accounts
        .find_by_mobile_phone("11987654321")
        .send()
        .await
        .unwrap();
    assert_eq!(found.accounts.len(), 2);
    let query = provider.query().await;
    let query: Vec<_> = query
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    assert_eq!(
        query,
        [
            ("phoneNumberCountry", "BRA"),
            ("phoneNumber", "11987654321")
        ]
    );
    let sent = provider.request().await;
    let hash = provider.client.secret_key().hash("BRA11987654321");
    assert_eq!(sent.headers.get("transaction-hash").unwrap(), hash.as_str());
}

#[tokio::test]
async fn a_failed_withdrawal_is_told_with_its_error_and_without_a_report() {
    let provider = Provider::with_json("").await;
    let out = provider.client.withdrawals();
    out.fail_external("W1", &json!({"code": "AB03"}))
        .send()
        .await
        .unwrap();
    let expected = json!({"externalId": "W1", "status": "ERROR", "error": {"code": "AB03"}});
    assert_eq!(provider.body().await, expected);
    refused(
        "no id",
        out.complete_external("", &()).send().await,
        "externalId",
    )
    .await;
}

/// The charge's terms as they are sent.
async fn terms(terms: BillingDueDate) -> Value {
    let provider = Provider::with_fixture("payments/create").await;
    let charge = NewPixCharge::due("a@b.example", terms);
    let payment = NewPayment::pix_qr_code(&account(), reais("100"), charge);
    let payments = provider.client.payments();
    payments.create(&payment).send().await.unwrap();
    provider.body().await["paymentInfo"]["instantPayment"]["billingDueDate"].take()
}

#[tokio::test]
async fn a_charge_with_a_due_date_says_what_being_late_or_early_does() {
    let day = date!(2026 - 12 - 01);
    let payer = ChargePayer::new("Joana Ficticia", "52998224725")
        .email("joana@example.com")
        .address("Rua das Flores 10", "Joinville", "SC", "89200000");
    let whole = BillingDueDate::new(day, 5)
        .payer(payer)
        .interest(InterestMode::PercentPerMonth, reais("1"))
        .fine(ValueMode::Percent, reais("2"))
        .reduction(ValueMode::Amount, reais("3.50"))
        .discounts_until(ValueMode::Amount, [(date!(2026 - 11 - 25), reais("4"))]);
    let expected = json!({
        "dueDate": "2026-12-01",
        "daysAfterDueDate": 5,
        "payerInformation": {
            "cpfCnpj": "52998224725",
            "name": "Joana Ficticia",
            "email": "joana@example.com",
            "addressing": {
                "street": "Rua das Flores 10", "city": "Joinville", "uf": "SC", "cep": "89200000",
            },
        },
        "interests": {"valuePerc": 1, "modality": 3},
        "fines": {"valuePerc": 2, "modality": 2},
        "reduction": {"valuePerc": 3.50, "modality": 1},
        "discounts": {"fixedDateDiscountList": {
            "modality": 1,
            "fixedDateDiscounts": [{"date": "2026-11-25", "valuePerc": 4}],
        }},
    });
    assert_eq!(terms(whole).await, expected);
    let early = BillingDueDate::new(day, 0);
    let early = early.early_discount(EarlyDiscountMode::PercentPerBusinessDay, reais("0.1"));
    let discounts = json!({"uniqueDiscount": {"uniqueValuePercDiscount": 0.1, "modality": 6}});
    assert_eq!(terms(early).await["discounts"], discounts);

    let provider = Provider::with_json("{}").await;
    let plain = || BillingDueDate::new(day, 0);
    let late = [(date!(2026 - 12 - 02), reais("4"))];
    let cases = [
        (
            plain().interest(InterestMode::AmountPerDay, reais("0")),
            "interests",
        ),
        (plain().fine(ValueMode::Amount, reais("-1")), "fines"),
        (
            plain().reduction(ValueMode::Amount, reais("0")),
            "reduction",
        ),
        (plain().discounts_until(ValueMode::Amount, late), "dueDate"),
        (
            plain().discounts_until(ValueMode::Amount, []),
            "fixedDateDiscounts",
        ),
    ];
    for (wrong, field) in cases {
        let charge = NewPixCharge::due("a@b.example", wrong);
        let payment = NewPayment::pix_qr_code(&account(), reais("100"), charge);
        let sent = provider.client.payments().create(&payment).send().await;
        refused(field, sent, field).await;
    }
    assert_eq!(provider.requests().await, 0);
}

#[tokio::test]
async fn a_pix_of_cash_says_who_hands_it_out() {
    let pix = pix()
        .with_change(reais("80"), reais("20"))
        .cash_from(WithdrawAgentKind::Shop, "11122233")
        .procedure(InitiationProcedure::PreStored)
        .queued(InstructionPriority::High)
        .debiting(true);
    let sent = withdrawal(NewWithdrawal::pix(reais("100"), pix)).await;
    let sent = &sent["withdrawInfo"]["instantPayment"];
    let agent = json!({"modality": "AGTEC", "serviceProvider": "11122233"});
    assert_eq!(sent["withdrawAgent"], agent);
    assert_eq!(sent["initiationProcedure"], "PRE_STORED");
    assert_eq!(sent["instructionPriority"], "HIGH");
    assert_eq!(sent["performDebit"], true);
}

#[tokio::test]
async fn a_return_says_what_it_is_of() {
    let provider = Provider::with_fixture("withdrawals/return_pix").await;
    let back = NewPixReturn::new(reais("10"), "FR01")
        .kind(PixReturnKind::Fraud)
        .reason_information("boletim 77")
        .debiting(false);
    let out = provider.client.withdrawals();
    out.return_pix(&account(), &"T1".into(), &back)
        .send()
        .await
        .unwrap();
    let mut body = provider.body().await;
    body.as_object_mut().unwrap().remove("externalIdentifier");
    let expected = json!({
        "amount": 10,
        "returnReasonCode": "FR01",
        "returnReasonInformation": "boletim 77",
        "returnType": "FRAUD",
        "performDebit": false,
    });
    assert_eq!(body, expected);
}
