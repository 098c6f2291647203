//! Money in, out, back, and what others report of it. Whatever is not paid to the outside stays in
//! the town.

use matera_client::model::{
    BankAccount, BankAccountKind, BoletoToPay, BureauStatus, BureauValidation, NewBankTransfer,
    NewBoleto, NewCashIn, NewDeposit, NewInternalPayment, NewPayment, NewPixCharge, NewPixReturn,
    NewWithdrawal, NonPriorityPix, PendingKind, PendingOutcome, PendingReport, PixPayment, Sender,
};
use matera_client::{ConfigureCall as _, IdempotencyKey, Result};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::date;

use super::{BAKERY, EMAIL, JOANA, Town, around_today, number, reais};

pub(super) async fn live(town: &Town) -> Result<()> {
    between_accounts(town).await?;
    charges_and_deposits(town).await?;
    withdrawals(town).await?;
    reports(town).await
}

async fn between_accounts(town: &Town) -> Result<()> {
    let (payments, before) = (town.matera.payments(), town.cents());
    let from = Sender::account(town.joana());
    let payment = NewInternalPayment::new(from, town.bakery(), reais("40"));
    let paid = payments.create_internal(&payment).send().await?;
    let id = paid.id.unwrap();
    payments.get_internal(&id).send().await?;
    assert_eq!(town.sandbox.balance(town.bakery()), Some(4_000));
    payments.refund_internal(&id, "twice").send().await?;
    assert_eq!(town.sandbox.balance(town.bakery()), Some(0));
    let again = payments.refund_internal(&id, "twice").send().await;
    assert_eq!(again.unwrap_err().code(), Some("ALREADY_REFUNDED"));
    assert_eq!(town.cents(), before);
    Ok(())
}

async fn charges_and_deposits(town: &Town) -> Result<()> {
    let (payments, deposits) = (town.matera.payments(), town.matera.deposits());
    let charge = || {
        let charge = NewPixCharge::immediate(EMAIL, 1_800);
        NewPayment::pix_qr_code(town.bakery(), reais("10.50"), charge)
    };
    let open = payments.create(&charge()).send().await?.id.unwrap();
    payments.unlock(&open).send().await?;
    payments.refund(&open, "not wanted").send().await?;
    assert!(town.sandbox.pay(&open).is_err(), "it is no longer there");
    let id = payments.create(&charge()).send().await?.id.unwrap();
    town.sandbox.pay(&id)?;
    payments.get(&id).send().await?;
    let paid = payments.refund(&id, "a Pix is returned").send().await;
    assert_eq!(paid.unwrap_err().code(), Some("PIX_IS_RETURNED"));
    let back = NewPixReturn::new(reais("10.50"), "MD06");
    let withdrawals = town.matera.withdrawals();
    withdrawals
        .return_pix(town.bakery(), &id, &back)
        .send()
        .await?;
    assert_eq!(town.sandbox.balance(town.bakery()), Some(0));

    let outside = NewDeposit::external(town.bakery(), reais("5"));
    let id = deposits.create(&outside).send().await?.id.unwrap();
    deposits.get(&id).send().await?;
    deposits.unlock(&id).send().await?;
    deposits.refund(&id, "by mistake").send().await?;
    assert_eq!(town.sandbox.balance(town.bakery()), Some(0));
    let cash_in = NewCashIn::new(reais("59.90"), JOANA);
    town.matera.cash_in().create(&cash_in).send().await?;
    assert_eq!(town.sandbox.balance(town.joana()), Some(1_005_990));
    Ok(())
}

async fn withdrawals(town: &Town) -> Result<()> {
    let (withdrawals, joana) = (town.matera.withdrawals(), town.joana());
    let to = || BankAccount::new("1", "3233", BankAccountKind::Payment);
    let pix = || PixPayment::to_account("11122233", BAKERY, to());
    let order = NewWithdrawal::pix(reais("20"), pix());
    let sent = withdrawals.create(joana, &order).send().await?.id.unwrap();
    withdrawals.get(&sent).send().await?;
    withdrawals
        .create_by_number(&number(), &order)
        .send()
        .await?;
    let before = town.sandbox.balance(joana);
    let ted = NewBankTransfer::new(
        "341",
        "0001",
        "12345",
        BankAccountKind::Checking,
        "Joana Ficticia",
        JOANA,
    );
    let ted = NewWithdrawal::bank_transfer(reais("7"), ted);
    let id = withdrawals.create(joana, &ted).send().await?.id.unwrap();
    let accounts = town.matera.accounts();
    accounts
        .reverse_withdrawal(joana, &id, "wrong account")
        .send()
        .await?;
    assert_eq!(town.sandbox.balance(joana), before);

    let item = |key: &str| {
        let key = IdempotencyKey::new(key).unwrap();
        NonPriorityPix::new(key, joana, reais("1"), pix())
    };
    let instant = town.matera.instant_payments();
    for items in [&[item("a"), item("b")][..], &[item("b"), item("c")]] {
        let told: Value = instant.send_batch(items).send().await?.read()?;
        assert_eq!(told["accepted"], 2);
    }
    let held = town.sandbox.balance(town.bakery());
    assert_eq!(held, Some(4_000 + 300), "three keys, three Pix");
    instant.participants().send().await?;
    assert_eq!(instant.return_codes().send().await?.codes.len(), 5);
    let transactions = town.matera.transactions();
    transactions.list(joana).send().try_collect().await?;
    transactions.get(joana, &sent).send().await?;
    let bills = town.matera.bills();
    let line = "34190100080004977000100000010009581030000007435";
    let bill: Value = bills.get(line).send().await?.read()?;
    assert_eq!(bill["value"], 74.35);
    let boleto = BoletoToPay::by_line(line);
    let query = matera_client::model::BoletoQuery::by_line(line);
    bills.get_boleto(&query).send().await?;
    let paid = NewWithdrawal::boleto(reais("74.35"), boleto);
    withdrawals.create(joana, &paid).send().await?;
    Ok(())
}

async fn reports(town: &Town) -> Result<()> {
    let (callbacks, deposits) = (town.matera.callbacks(), town.matera.deposits());
    let (from, to) = around_today();
    assert!(from < to);
    let report = async |outcome, is_first_version: bool| {
        let boleto = NewBoleto::new("341", date!(2026 - 12 - 01));
        let deposit = NewDeposit::boleto(town.bakery(), reais("80"), boleto);
        let id = deposits.create(&deposit).send().await?.id.unwrap();
        let kind = PendingKind::Boleto;
        let report = PendingReport::of_transaction(kind, id, reais("80"), outcome);
        match is_first_version {
            true => callbacks.report_v1(town.bakery(), &report).send().await,
            false => callbacks.report(&report).send().await,
        }
    };
    let before = town.sandbox.balance(town.bakery()).unwrap();
    report(PendingOutcome::Fulfilled, true).await?;
    report(PendingOutcome::Overfilled(reais("81")), false).await?;
    report(PendingOutcome::Canceled("unpaid".to_owned()), false).await?;
    let held = town.sandbox.balance(town.bakery()).unwrap();
    assert_eq!(held, before + 8_000 + 8_100);

    let withdrawals = town.matera.withdrawals();
    withdrawals
        .complete_external("W1", &json!({"authenticationCode": "1"}))
        .send()
        .await?;
    let key = IdempotencyKey::new("kept").unwrap();
    let from = Sender::account(town.joana());
    let payment = NewInternalPayment::new(from, town.bakery(), reais("1"));
    let paid = town.matera.payments().create_internal(&payment);
    let id = paid.with_idempotency_key(key).send().await?.id.unwrap();
    let now = OffsetDateTime::now_utc();
    let found = BureauValidation::new(&id, now, BureauStatus::Approved);
    town.matera
        .transactions()
        .report_validation(&id, &found)
        .send()
        .await
}
