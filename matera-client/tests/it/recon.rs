//! Answers as entries of a reconciliation.

use matera_client::Amount;
use matera_client::model::autopix_receiver::Charge;
use matera_client::model::{
    BankAccount, BankAccountKind, NewPayment, NewPixCharge, NewWithdrawal, Payment, PixPayment,
    Statement, Transaction, Withdrawal,
};
use matera_client::recon::{self, Direction, EntryError, StatementBook};
use matera_client::sandbox::{Holder, Sandbox};
use recon_core::{Book, Entry, Plan, ReferenceKind, reconcile};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use time::macros::date;
use time::{Date, Duration, OffsetDateTime};

use crate::harness::fixture;

fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn references(entry: &Entry, wanted: ReferenceKind) -> Vec<&str> {
    let all = entry.references();
    all.filter(|(kind, _)| *kind == wanted)
        .map(|(_, value)| value)
        .collect()
}

#[test]
fn lines_of_a_statement_are_numbered_and_balances_left_out() {
    let line = |kind: &str, amount: &str| {
        json!({
            "transactionId": "T1", "type": kind, "amount": amount, "creditDate": "2026-11-19",
            "description": "Pix enviado", "comment": "NF 871",
            "counterpart": {"name": "Joana Ficticia", "taxIdentifier": {"taxId": "52998224725"}},
        })
    };
    let nameless = json!({"type": "C", "amount": 1, "entryDate": "2026-11-19T23:30:00-03:00"});
    let statement: Statement = read(json!({"statement": [
        line("D", "150.99"), line("D", "0.50"), line("S", "1000"), nameless, nameless,
        line("C", "0.00"),
    ]}));
    let mut book = StatementBook::new();
    let entries: Vec<_> = statement
        .entries
        .iter()
        .filter_map(|line| book.entry(line).unwrap())
        .collect();
    let short: Vec<_> = entries.iter().map(|one| (one.id(), one.amount())).collect();
    let expected = [
        ("matera:T1", -15_099),
        ("matera:T1#2", -50),
        ("matera:line:2026-11-19", 100),
        ("matera:line:2026-11-19#2", 100),
    ];
    assert_eq!(short, expected);
    let first = &entries[0];
    assert_eq!(first.date(), date!(2026 - 11 - 19));
    assert_eq!(first.name(), Some("Joana Ficticia"));
    assert_eq!(first.text(), Some("Pix enviado NF 871"));
    assert_eq!(references(first, ReferenceKind::Free), ["T1"]);

    let mut alone = StatementBook::new().without_transactions();
    let entry = alone.entry(&statement.entries[0]).unwrap().unwrap();
    assert_eq!((entry.id(), entry.references().count()), ("matera:T1", 0));

    let unreadable = [
        (line("NEW_KIND", "1"), "type"),
        (json!({"type": "C", "creditDate": "2026-11-19"}), "amount"),
        (json!({"type": "C", "amount": 1}), "creditDate"),
    ];
    for (line, wanted) in unreadable {
        let error = StatementBook::new().entry(&read(line)).unwrap_err();
        assert!(
            matches!(error, EntryError::Missing { field, .. } if field == wanted),
            "{error}"
        );
    }
    let error = StatementBook::new()
        .entry(&read(line("C", "0.001")))
        .unwrap_err();
    assert!(matches!(error, EntryError::NotCents { .. }), "{error}");
}

fn transactions() -> Vec<Transaction> {
    let envelope: Value = serde_json::from_str(&fixture("transactions/get")).unwrap();
    // A part of an answer that is kept as raw text is read from text.
    let text = envelope["data"]["transactions"].to_string();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn transactions_have_the_names_of_their_pix_and_what_was_paid() {
    let all = transactions();
    assert_eq!(recon::direction(&all[0]), Some(Direction::Out));
    let entry = recon::transaction(&all[0], Direction::Out)
        .unwrap()
        .unwrap();
    assert_eq!(
        (entry.amount(), entry.date()),
        (-15_099, date!(2026 - 11 - 19))
    );
    let names = references(&entry, ReferenceKind::EndToEndId);
    assert_eq!(names, ["E11122233202611191703abcdEFGH123"], "once");
    assert_eq!(
        references(&entry, ReferenceKind::Free)[0],
        "order-2026-000871"
    );
    assert_eq!(entry.text(), Some("Farinha NF 871"));

    let mut received = all[1].clone();
    assert_eq!(recon::direction(&received), Some(Direction::In));
    let unknown = recon::transaction(&received, Direction::In).unwrap();
    assert!(
        unknown.is_none(),
        "nobody knows whether NEW_STATE moved money"
    );
    let with = |status: &str, paid: Value| -> Transaction {
        read(json!({
            "transactionId": "T1", "transactionDate": "2026-11-18", "transactionStatus": status,
            "totalAmount": 10.5, "paidAmount": paid,
        }))
    };
    let cents = |one: &Transaction| {
        let entry = recon::transaction(one, Direction::In).unwrap();
        entry.map(|entry| entry.amount())
    };
    assert_eq!(cents(&with("APPROVED", json!(null))), Some(1_050));
    assert_eq!(
        cents(&with("APPROVED", json!(10))),
        Some(1_000),
        "what was paid counts"
    );
    assert_eq!(cents(&with("PARTIAL", json!(3))), Some(300));
    assert_eq!(cents(&with("UNFINISHED", json!(null))), None);
    for status in [
        "CREATED", "REJECTED", "CANCELED", "EXPIRED", "TIMEOUT", "ERROR",
    ] {
        assert_eq!(cents(&with(status, json!(10.5))), None, "{status}");
    }
    received.status = None;
    assert!(recon::transaction(&received, Direction::In).is_err());
}

#[test]
fn the_direction_is_said_or_not_known_and_never_guessed() {
    let side = |tax_id: &str| json!({"taxIdentifier": {"taxId": tax_id}});
    let between = |sender: &str, recipient: &str, other: &str| -> Transaction {
        let pix = json!({"sender": side(sender), "recipient": side(recipient)});
        read(json!({
            "transactionType": "ReturnInstantPayment", "counterPart": side(other),
            "instantPayment": pix,
        }))
    };
    assert_eq!(
        recon::direction(&between("A", "B", "A")),
        Some(Direction::In)
    );
    assert_eq!(
        recon::direction(&between("A", "B", "B")),
        Some(Direction::Out)
    );
    assert_eq!(
        recon::direction(&between("A", "A", "A")),
        None,
        "accounts of one holder"
    );
    assert_eq!(recon::direction(&between("A", "B", "C")), None);
    let kind = |kind: &str| read::<Transaction>(json!({ "transactionType": kind }));
    assert_eq!(
        recon::direction(&kind("DepositBoleto")),
        Some(Direction::In)
    );
    assert_eq!(recon::direction(&kind("InternalPayment")), None);
}

#[test]
fn charges_and_their_receipts_have_txid_and_end_to_end_id() {
    let paid: Charge = serde_json::from_str(&fixture("autopix_receiver/get_charge")).unwrap();
    let entry = recon::charge(&paid).unwrap().unwrap();
    assert_eq!(
        (entry.amount(), entry.date()),
        (8_990, date!(2026 - 12 - 05))
    );
    let txid = "a7c1f09b2d4e48e19b30c5d6e7f80912";
    let name = "E11122233202612051200s0a1b2c3d4e";
    let receipts = recon::receipts(&paid).unwrap();
    assert_eq!((receipts.len(), receipts[0].amount()), (1, 8_990));
    for entry in [&entry, &receipts[0]] {
        assert_eq!(references(entry, ReferenceKind::Txid), [txid]);
        assert_eq!(references(entry, ReferenceKind::EndToEndId), [name]);
    }
    let canceled: Charge = read(json!({"txid": "T", "status": "CANCELADA"}));
    assert!(recon::charge(&canceled).unwrap().is_none());
    let dateless: Charge = read(json!({"txid": "T", "valor": {"original": "1.00"}}));
    let error = recon::charge(&dateless).unwrap_err();
    assert!(
        error.to_string().contains("calendario.dataDeVencimento"),
        "{error}"
    );
}

#[test]
fn what_came_to_nothing_is_not_expected() {
    let sent = |status: &str| -> Withdrawal {
        read(json!({"transactionId": "T1", "externalIdentifier": "K1", "status": status}))
    };
    let (amount, day) = (Amount::from_cents(100), date!(2026 - 11 - 19));
    let entry = recon::withdrawal(&sent("CREATED"), amount, day, Some(&"E1".into()));
    let entry = entry.unwrap().unwrap();
    assert_eq!((entry.id(), entry.amount()), ("matera:T1", -100));
    assert_eq!(references(&entry, ReferenceKind::EndToEndId), ["E1"]);
    assert_eq!(references(&entry, ReferenceKind::Free), ["K1", "T1"]);
    let refused = recon::withdrawal(&sent("REJECTED"), amount, day, None);
    assert!(refused.unwrap().is_none());
    let charge = |status: &str| -> Payment {
        read(json!({
            "transactionId": "T1", "financialStatement": {"status": status}, "totalAmount": 10.5,
            "dueDate": "2026-12-01", "instantPayment": {"reference": "R1"},
        }))
    };
    let entry = recon::payment(&charge("CREATED")).unwrap().unwrap();
    assert_eq!(
        (entry.amount(), entry.date()),
        (1_050, date!(2026 - 12 - 01))
    );
    assert_eq!(references(&entry, ReferenceKind::Txid), ["R1"]);
    assert!(recon::payment(&charge("EXPIRED")).unwrap().is_none());
}

/// Brasília's today, which is the day of what happens now.
fn today() -> Date {
    let now = OffsetDateTime::now_utc() - Duration::hours(3);
    now.date()
}

#[tokio::test]
async fn a_day_of_the_sandbox_reconciles_with_its_ledger() {
    let mill = Holder::new("Moinho Serra Azul Ltda", "11222333000181").with_pix_key("K1");
    let sandbox = Sandbox::builder().with_account(mill.with_balance(50_000));
    let sandbox = sandbox.start().await.unwrap();
    let matera = sandbox.client().unwrap();
    let account = &sandbox.accounts()[0];
    let mut ledger = Vec::new();
    for number in 1..=5_i64 {
        // Equal amounts: only the references tell them apart.
        let amount = Amount::from_cents(1_000);
        let to = BankAccount::new("0001", "998877", BankAccountKind::Checking);
        let pix = PixPayment::to_account("99988877", "44555666000181", to);
        let pix = NewWithdrawal::pix(amount, pix);
        let sent = matera
            .withdrawals()
            .create(account, &pix)
            .send()
            .await
            .unwrap();
        ledger.extend(recon::withdrawal(&sent, amount, today(), None).unwrap());

        let pix = NewPixCharge::immediate("K1", 1_800);
        let charge = NewPayment::pix_qr_code(account, Amount::from_cents(number * 100), pix);
        let made = matera.payments().create(&charge).send().await.unwrap();
        sandbox.pay(made.id.as_ref().unwrap()).unwrap();
        ledger.extend(recon::payment(&made).unwrap());
    }
    let list = matera.transactions().list(account).send();
    let mut bank = Vec::new();
    for one in list.try_collect().await.unwrap() {
        // The sandbox shows who received its own charges, and so the direction.
        let direction = recon::direction(&one).unwrap();
        bank.extend(recon::transaction(&one, direction).unwrap());
    }
    assert_eq!((bank.len(), ledger.len()), (10, 10));
    let bank = Book::from_entries(bank).unwrap();
    let ledger = Book::from_entries(ledger).unwrap();
    let outcome = reconcile(&bank, &ledger, &Plan::brazilian_bank());
    assert_eq!(outcome.matches.len(), 10);
    for found in &outcome.matches {
        // The same transaction on both sides, though all amounts out are equal.
        assert_eq!(bank.id(found.left[0]), ledger.id(found.right[0]));
    }
}
