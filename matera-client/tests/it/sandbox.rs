//! The client against the sandbox.

use std::sync::Arc;

use client_core::retry::NoRetry;
use http::{Method, StatusCode};
use matera_client::api::{Reconciled, Sought};
use matera_client::hash::Part;
use matera_client::model::{
    AccountNumber, AccountStatus, BalanceKind, BankAccount, BankAccountKind, BoletoToPay, Client,
    EntryKind, NewAccount, NewBankTransfer, NewDeposit, NewInternalPayment, NewPayment,
    NewPixCharge, NewPixReturn, NewWithdrawal, PixPayment, Sender, StatementDate,
    TransactionStatus,
};
use matera_client::sandbox::{Duplicates, Fault, FaultRule, Holder, Sandbox, SandboxBuilder};
use matera_client::{
    Amount, ConfigureCall as _, ErrorKind, HashRule, IdempotencyKey, Matera, Outcome,
};
use time::{Date, OffsetDateTime};

const MILL_KEY: &str = "contas@moinho-serra.example";
const MILL_TAX_ID: &str = "11222333000181";

fn bank() -> SandboxBuilder {
    let bakery = Holder::new("Padaria Flor de Trigo Ltda", "44555666000181");
    let mill = Holder::new("Moinho Serra Azul Ltda", MILL_TAX_ID).with_pix_key(MILL_KEY);
    Sandbox::builder()
        .with_account(bakery.with_balance(100_000))
        .with_account(mill)
}

fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

/// The name that the look-up of the mill's key gives a Pix of this amount.
fn looked_up(amount: &str) -> String {
    format!("E1112223320261120{:0>15}", amount.replace('.', ""))
}

/// A Pix to the mill.
fn pix(amount: &str) -> NewWithdrawal {
    let account = BankAccount::new("1", "3233", BankAccountKind::Payment);
    let pix = PixPayment::to_key(
        MILL_KEY,
        looked_up(amount),
        "11122233",
        MILL_TAX_ID,
        account,
    );
    NewWithdrawal::pix(reais(amount), pix)
}

fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::new(text).unwrap()
}

/// Yesterday to tomorrow, wherever midnight is.
fn around_today() -> (Date, Date) {
    let today = OffsetDateTime::now_utc().date();
    (today.previous_day().unwrap(), today.next_day().unwrap())
}

fn cents(sandbox: &Sandbox) -> [i64; 2] {
    let [bakery, mill] = sandbox.accounts() else {
        panic!("two accounts");
    };
    [bakery, mill].map(|account| sandbox.balance(account).unwrap())
}

/// A client that does not try again.
fn once(sandbox: &Sandbox) -> Matera {
    let builder = sandbox.client_builder();
    builder
        .with_retry_policy(Arc::new(NoRetry))
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_token_is_fetched_once_and_again_when_it_ends() {
    let sandbox = bank().start().await.unwrap();
    let matera = sandbox.client().unwrap();
    let account = &sandbox.accounts()[0];
    for _ in 0..3 {
        let balance = matera.balances().get(account).send().await.unwrap();
        assert_eq!(balance.available, Some(reais("1000")));
    }
    let token = "/auth/realms/Matera/protocol/openid-connect/token";
    assert_eq!(sandbox.front().count(&Method::POST, token), 1);
    sandbox.expire_tokens();
    matera.balances().get(account).send().await.unwrap();
    assert_eq!(sandbox.front().count(&Method::POST, token), 2);

    let number = AccountNumber::new(1, 3232);
    let old = matera
        .balances()
        .get_v1_by_number(&number)
        .send()
        .await
        .unwrap();
    assert_eq!(old.amount(&BalanceKind::Real), Some(reais("1000")));
    assert_eq!(old.amount(&BalanceKind::Future), None);
}

#[tokio::test]
async fn a_pix_moves_money_once_and_shows_on_both_sides() {
    let sandbox = bank().start().await.unwrap();
    let matera = sandbox.client().unwrap();
    let [bakery, mill] = sandbox.accounts() else {
        panic!("two accounts");
    };
    let action = matera.withdrawals().create(bakery, &pix("150.99"));
    let sent = action
        .with_idempotency_key(key("order-871"))
        .send()
        .await
        .unwrap();
    assert_eq!(sent.status, Some(TransactionStatus::Approved));
    assert_eq!(cents(&sandbox), [84_901, 15_099]);

    let read = matera
        .withdrawals()
        .get(sent.id.as_ref().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(read, sent);
    let received = matera
        .transactions()
        .list(mill)
        .send()
        .try_collect()
        .await
        .unwrap();
    let pix = received[0].pix.as_ref().unwrap();
    let sender = pix.sender.as_ref().unwrap().name.as_ref().unwrap();
    assert_eq!(sender.expose(), "Padaria Flor de Trigo Ltda");

    // The mill gives part of it back.
    let back = NewPixReturn::new(reais("50.99"), "MD06");
    let id = received[0].id.as_ref().unwrap();
    matera
        .withdrawals()
        .return_pix(mill, id, &back)
        .send()
        .await
        .unwrap();
    assert_eq!(cents(&sandbox), [90_000, 10_000]);
    let too_much = NewPixReturn::new(reais("100.01"), "MD06");
    let error = matera
        .withdrawals()
        .return_pix(mill, id, &too_much)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.outcome(), error.code()),
        (Outcome::Refused, Some("INVALID_FIELD"))
    );

    let today = OffsetDateTime::now_utc();
    let day = time::Duration::days(1);
    let statement = matera
        .accounts()
        .statement(bakery, today - day, today + day);
    let lines = statement.page_size(1).send().try_collect().await.unwrap();
    let moved = lines.iter().map(|line| line.signed_amount().unwrap());
    assert_eq!(Amount::checked_sum(moved).unwrap(), reais("-100.00"));
}

#[tokio::test]
async fn money_that_is_not_there_does_not_go_out() {
    let sandbox = bank().start().await.unwrap();
    let matera = sandbox.client().unwrap();
    let bakery = &sandbox.accounts()[0];
    let lock = matera.accounts().lock_balance(bakery, reais("900"), 1);
    let lock = lock.send().await.unwrap().id.unwrap();
    let error = matera
        .withdrawals()
        .create(bakery, &pix("100.01"))
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("INSUFFICIENT_BALANCE"));
    let balance = matera.balances().get(bakery).send().await.unwrap();
    let parts = (balance.real, balance.available, balance.blocked);
    assert_eq!(
        parts,
        (Some(reais("1000")), Some(reais("100")), Some(reais("900")))
    );
    matera
        .accounts()
        .unlock_balance(bakery, &lock)
        .send()
        .await
        .unwrap();
    matera
        .withdrawals()
        .create(bakery, &pix("100.01"))
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn internal_payments_charges_and_deposits_add_up() {
    let sandbox = bank().start().await.unwrap();
    let matera = sandbox.client().unwrap();
    let [bakery, mill] = sandbox.accounts() else {
        panic!("two accounts");
    };
    let payment = NewInternalPayment::new(Sender::account(bakery), mill, reais("12.34"));
    matera
        .payments()
        .create_internal(&payment)
        .send()
        .await
        .unwrap();
    assert_eq!(cents(&sandbox), [98_766, 1_234]);

    let charge = NewPixCharge::immediate(MILL_KEY, 1_800);
    let charge = NewPayment::pix_qr_code(mill, reais("10.50"), charge);
    let charge = matera.payments().create(&charge).send().await.unwrap();
    let id = charge.id.clone().unwrap();
    assert_eq!(charge.status(), Some(&TransactionStatus::Created));
    let text = charge.qr_code_text().unwrap();
    let code = brazil_types::br_code::BrCode::parse(text).unwrap();
    assert!(code.charge_kind().is_some());
    sandbox.pay(&id).unwrap();
    assert!(sandbox.pay(&id).is_err(), "paid once");
    let paid = matera.payments().get(&id).send().await.unwrap();
    assert_eq!(paid.status(), Some(&TransactionStatus::Approved));

    let deposit = NewDeposit::external(bakery, reais("1.00"));
    matera.deposits().create(&deposit).send().await.unwrap();
    assert_eq!(cents(&sandbox), [98_866, 2_284]);
}

#[tokio::test]
async fn a_wrong_hash_is_refused_with_the_message_that_was_expected() {
    let sandbox = bank().start().await.unwrap();
    let wrong = HashRule::Values(&[Part::Literal("wrong")]);
    let builder = sandbox
        .client_builder()
        .with_hash_rule("matera.balances.get", wrong);
    let matera = builder.build().unwrap();
    let account = &sandbox.accounts()[0];
    let error = matera.balances().get(account).send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(error.code(), Some("INVALID_TRANSACTION_HASH"));
    let expected = format!("Transaction-Hash must be of: {account}");
    assert_eq!(error.provider_message(), Some(&*expected));
    // One replay with a fresh token, and no loop.
    let path = format!("/v2/accounts/{account}/balance");
    assert_eq!(sandbox.front().count(&Method::GET, &path), 2);

    let silent = bank().without_hash_explanations().start().await.unwrap();
    let builder = silent
        .client_builder()
        .with_hash_rule("matera.balances.get", HashRule::None);
    let account = &silent.accounts()[0];
    let error = builder
        .build()
        .unwrap()
        .balances()
        .get(account)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        error.provider_message(),
        Some("Transaction-Hash is missing")
    );
}

#[tokio::test]
async fn a_repeated_key_is_not_executed_again_whatever_it_answers() {
    for duplicates in [Duplicates::Repeat, Duplicates::Refuse] {
        let sandbox = bank().with_duplicates(duplicates).start().await.unwrap();
        let matera = sandbox.client().unwrap();
        let send = || {
            let action = matera
                .withdrawals()
                .create(&sandbox.accounts()[0], &pix("10.00"));
            action.with_idempotency_key(key("order-1")).send()
        };
        let first = send().await.unwrap();
        match (duplicates, send().await) {
            (Duplicates::Repeat, Ok(again)) => assert_eq!(again, first),
            (Duplicates::Refuse, Err(error)) => assert_eq!(error.outcome(), Outcome::Unknown),
            (_, other) => panic!("{other:?}"),
        }
        assert_eq!(cents(&sandbox), [99_000, 1_000], "{duplicates:?}");
    }
}

/// What reconciling finds after one Pix of 10.00 met a fault.
async fn after(fault: Fault, builder: SandboxBuilder, by_name: bool) -> Reconciled {
    let sandbox = builder.start().await.unwrap();
    let matera = once(&sandbox);
    let account = &sandbox.accounts()[0];
    let path = format!("/v1/accounts/{account}/withdraw");
    sandbox
        .front()
        .inject(FaultRule::new(fault).on(Method::POST, path));
    let action = matera.withdrawals().create(account, &pix("10.00"));
    let key = action.idempotency_key().unwrap().clone();
    let error = action.send().await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unknown, "{error}");

    let (from, to) = around_today();
    let mut sought = Sought::new(key, reais("10.00"), from, to);
    if by_name {
        sought = sought.with_end_to_end_id(looked_up("10.00"));
    }
    matera
        .transactions()
        .reconcile(account, &sought)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_lost_answer_is_found_and_one_that_never_was_is_not() {
    let lost = || Fault::DropBeforeAnswer;
    let found = after(lost(), bank(), false).await;
    let Reconciled::Found(transaction) = found else {
        panic!("{found:?}");
    };
    assert_eq!(transaction.total, Some(reais("10.00")));
    assert!(matches!(
        after(Fault::DropBeforeProcessing, bank(), false).await,
        Reconciled::NotThere
    ));

    // Without keys in the list nothing is taken for it, and nothing is passed over.
    let nameless = || bank().without_external_identifiers();
    let undecided = after(lost(), nameless(), false).await;
    assert!(matches!(&undecided, Reconciled::Undecided(some) if some.len() == 1));
    // But the name of the Pix is in every list.
    assert!(matches!(
        after(lost(), nameless(), true).await,
        Reconciled::Found(_)
    ));
}

#[tokio::test]
async fn lists_go_on_behind_the_first_page() {
    let sandbox = bank().start().await.unwrap();
    let matera = sandbox.client().unwrap();
    let bakery = &sandbox.accounts()[0];
    for number in 1..=7 {
        let pix = pix(&format!("0.0{number}"));
        matera
            .withdrawals()
            .create(bakery, &pix)
            .send()
            .await
            .unwrap();
    }
    let (from, to) = around_today();
    let list = matera
        .transactions()
        .list(bakery)
        .between(from, to)
        .oldest_first();
    let all = list.page_size(3).send().try_collect().await.unwrap();
    let totals: Vec<_> = all
        .iter()
        .map(|one| one.total.unwrap().to_cents().unwrap())
        .collect();
    assert_eq!(totals, [1, 2, 3, 4, 5, 6, 7]);
}

#[tokio::test]
async fn a_client_certificate_is_presented_to_both_hosts() {
    let sandbox = bank().with_mutual_tls().start().await.unwrap();
    let account = &sandbox.accounts()[0];
    sandbox
        .client()
        .unwrap()
        .balances()
        .get(account)
        .send()
        .await
        .unwrap();

    let plain = client_core::sandbox::loopback_transport().unwrap();
    let builder = sandbox.client_builder().with_transport(plain);
    let builder = builder.with_retry_policy(Arc::new(NoRetry));
    let error = builder
        .build()
        .unwrap()
        .balances()
        .get(account)
        .send()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Connect, Outcome::NotSent)
    );
}

#[tokio::test]
async fn an_account_is_being_created_before_it_is_regular_and_closed_when_it_is_empty() {
    let sandbox = bank().start().await.unwrap();
    let matera = sandbox.client().unwrap();
    let holder = Client::new("Joana Ficticia", "52998224725");
    let opened = matera
        .accounts()
        .create(&NewAccount::new(holder, []))
        .send()
        .await
        .unwrap();
    assert_eq!(opened.status, Some(AccountStatus::Creating));
    let id = opened.account.unwrap().id.unwrap();
    let account = matera.accounts().get(&id).send().await.unwrap();
    assert_eq!(account.status, Some(AccountStatus::Regular));

    matera.accounts().deactivate(&id).send().await.unwrap();
    let closed = matera.accounts().get(&id).send().await.unwrap();
    assert_eq!(closed.status, Some(AccountStatus::Closed));
    let bakery = &sandbox.accounts()[0];
    let error = matera
        .accounts()
        .deactivate(bakery)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("BALANCE_NOT_ZERO"));
}

#[tokio::test]
async fn the_first_statement_ends_with_the_balance_and_adds_up_to_it() {
    let sandbox = bank().start().await.unwrap();
    let matera = sandbox.client().unwrap();
    let bakery = &sandbox.accounts()[0];
    let kind = BankAccountKind::Checking;
    let ted = NewBankTransfer::new(
        "341",
        "0001",
        "12345",
        kind,
        "Joana Ficticia",
        "52998224725",
    );
    let ted = NewWithdrawal::bank_transfer(reais("99.99"), ted);
    let number = AccountNumber::new(1, 3232);
    matera
        .withdrawals()
        .create_by_number(&number, &ted)
        .send()
        .await
        .unwrap();
    let boleto = BoletoToPay::by_line("34190100080004977000100000010009581030000007435");
    let boleto = NewWithdrawal::boleto(reais("74.35"), boleto);
    matera
        .withdrawals()
        .create(bakery, &boleto)
        .send()
        .await
        .unwrap();

    let (from, to) = around_today();
    let statement = matera
        .accounts()
        .statement_v1(bakery, from, to, &StatementDate::Entry);
    let entries = statement.send().await.unwrap().entries;
    let moved = entries.iter().filter_map(|entry| entry.signed_amount());
    let after = Amount::checked_sum(moved)
        .unwrap()
        .checked_add(reais("1000"))
        .unwrap();
    let last = entries.last().unwrap();
    assert_eq!(last.kind, Some(EntryKind::Balance));
    assert_eq!(last.amount, Some(after));
    assert_eq!(cents(&sandbox)[0], after.to_cents().unwrap());
}
