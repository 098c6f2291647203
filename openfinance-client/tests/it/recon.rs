//! Answers as entries of a reconciliation.

use openfinance_client::model::{
    AccountTransaction, CardTransaction, CardTransactionKind, PermissionGroup, PixPayment,
};
use openfinance_client::recon::{self, EntryError};
use recon_core::{Book, Entry, Plan, ReferenceKind, Tag, reconcile};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use time::macros::{date, datetime};

use crate::visitor::connected;

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_str(&value.to_string()).unwrap()
}

fn reais(amount: &str) -> Value {
    json!({"amount": amount, "currency": "BRL"})
}

fn pix(change: impl FnOnce(&mut Value)) -> AccountTransaction {
    let mut movement = json!({
        "transactionId": "T1",
        "completedAuthorisedPaymentType": "TRANSACAO_EFETIVADA",
        "creditDebitType": "DEBITO",
        "transactionName": "PIX ENVIADO MOINHO FICTICIO",
        "type": "PIX",
        "transactionAmount": reais("150.9900"),
        "transactionDateTime": "2026-11-20T01:10:00.000Z",
        "partieCnpjCpf": "44555666000172",
    });
    change(&mut movement);
    read(&movement)
}

fn movement(change: impl FnOnce(&mut Value)) -> Result<Option<Entry>, EntryError> {
    recon::movement(&"A1".into(), &pix(change))
}

fn references(entry: &Entry, wanted: ReferenceKind) -> Vec<&str> {
    let all = entry.references();
    all.filter(|(kind, _)| *kind == wanted)
        .map(|(_, value)| value)
        .collect()
}

#[test]
fn a_movement_has_its_sign_and_brasilias_day() {
    let entry = movement(|_| ()).unwrap().unwrap();
    assert_eq!(entry.id(), "openfinance:A1/T1");
    assert_eq!(
        (entry.amount(), entry.date()),
        (-15_099, date!(2026 - 11 - 19))
    );
    assert_eq!(entry.text(), Some("PIX ENVIADO MOINHO FICTICIO"));
    assert_eq!(
        entry.references().count(),
        0,
        "no ledger knows the bank's id"
    );
    let received = movement(|one| one["creditDebitType"] = json!("CREDITO"));
    assert_eq!(received.unwrap().unwrap().amount(), 15_099);
    let abroad = movement(|one| one["transactionAmount"]["currency"] = json!("USD"));
    assert_eq!(abroad.unwrap().unwrap().currency(), "USD");
}

#[test]
fn what_may_change_and_what_moves_nothing_is_left_out() {
    for status in ["TRANSACAO_PROCESSANDO", "LANCAMENTO_FUTURO", "ESTADO_NOVO"] {
        let entry = movement(|one| one["completedAuthorisedPaymentType"] = json!(status));
        assert_eq!(entry, Ok(None), "{status}");
    }
    assert_eq!(
        movement(|one| one["transactionAmount"] = reais("0.00")),
        Ok(None)
    );
}

#[test]
fn what_cannot_be_counted_names_the_field() {
    let unknown = movement(|one| one["creditDebitType"] = json!("TALVEZ")).unwrap_err();
    assert!(
        unknown.to_string().contains("T1 has no creditDebitType"),
        "{unknown}"
    );
    let finer = movement(|one| one["transactionAmount"] = reais("0.0050")).unwrap_err();
    let expected = EntryError::NotCents {
        of: "T1".to_owned(),
        field: "transactionAmount",
    };
    assert_eq!(finer, expected);
}

fn card(change: impl FnOnce(&mut Value)) -> Option<Entry> {
    let mut transaction = json!({
        "transactionId": "C1",
        "transactionName": "FORNOS FICTICIOS",
        "creditDebitType": "DEBITO",
        "transactionType": "PAGAMENTO",
        "brazilianAmount": reais("60.00"),
        "amount": {"amount": "11.00", "currency": "USD"},
        "transactionDateTime": "2026-09-12T18:00:00.000Z",
        "billPostDate": "2026-10-12",
    });
    change(&mut transaction);
    let transaction: CardTransaction = read(&transaction);
    recon::card_transaction(&"K1".into(), &transaction).unwrap()
}

#[test]
fn a_card_transaction_counts_in_reais_and_tells_its_kind() {
    let bought = card(|_| ()).unwrap();
    assert_eq!(bought.id(), "openfinance:K1/C1");
    assert_eq!((bought.amount(), bought.currency()), (-6_000, "BRL"));
    assert_eq!(bought.date(), date!(2026 - 09 - 12));
    assert_eq!(bought.tag(Tag::Product), Some("PAGAMENTO"));
    let returned = card(|one| {
        one["creditDebitType"] = json!("CREDITO");
        one["transactionType"] = json!("ESTORNO");
    });
    let returned = returned.unwrap();
    assert_eq!(
        (returned.amount(), returned.tag(Tag::Product)),
        (6_000, Some("ESTORNO"))
    );
}

#[test]
fn later_instalments_stand_on_the_day_of_their_bill_and_not_before() {
    let instalment = |number: u32, posted: &str| {
        card(|one| {
            one["chargeIdentificator"] = json!(number);
            one["chargeNumber"] = json!(3);
            one["billPostDate"] = json!(posted);
        })
    };
    let first = instalment(1, "2026-09-12").unwrap();
    assert_eq!(
        (first.date(), first.installments()),
        (date!(2026 - 09 - 12), Some(3))
    );
    let second = instalment(2, "2026-10-12").unwrap();
    assert_eq!(second.date(), date!(2026 - 10 - 12));
    assert_eq!(instalment(3, "0001-01-01"), None, "told in advance");
}

#[test]
fn a_payment_meets_its_movement_by_the_end_to_end_id_in_the_text() {
    let name = "E11222333202611191703abcdEFGH123";
    let payment = |status: &str| -> PixPayment {
        read(&json!({
            "paymentId": "P1", "endToEndId": name, "status": status,
            "creationDateTime": "2026-11-20T01:09:00Z",
            "statusUpdateDateTime": "2026-11-20T01:10:00Z",
            "payment": reais("150.99"), "transactionIdentification": "NF871",
        }))
    };
    for status in ["RJCT", "CANC"] {
        assert_eq!(recon::pix_payment(&payment(status)), Ok(None), "{status}");
    }
    let expected = recon::pix_payment(&payment("ACSC")).unwrap().unwrap();
    assert_eq!(
        (expected.amount(), expected.date()),
        (-15_099, date!(2026 - 11 - 19))
    );
    assert_eq!(references(&expected, ReferenceKind::EndToEndId), [name]);
    assert_eq!(references(&expected, ReferenceKind::Txid), ["NF871"]);

    // Two of one amount and day: only the text tells them apart.
    let told = |id: &str, text: String| {
        movement(|one| {
            one["transactionId"] = json!(id);
            one["transactionName"] = json!(text);
        })
    };
    let bank = [
        told("T1", "PIX ENVIADO".to_owned()).unwrap().unwrap(),
        told("T2", format!("PIX ENVIADO {name}")).unwrap().unwrap(),
    ];
    let bank = Book::from_entries(bank).unwrap();
    let ledger = Book::from_entries([expected]).unwrap();
    let outcome = reconcile(&bank, &ledger, &Plan::brazilian_bank());
    assert_eq!(outcome.matches.len(), 1);
    assert_eq!(bank.id(outcome.matches[0].left[0]), "openfinance:A1/T2");

    let mut incomplete = payment("ACCP");
    incomplete.payment = None;
    let error = recon::pix_payment(&incomplete).unwrap_err();
    assert!(error.to_string().contains("P1 has no payment"), "{error}");
}

#[tokio::test]
async fn a_month_of_the_sandbox_adds_up_on_account_and_card() {
    let groups = [
        PermissionGroup::AccountStatements,
        PermissionGroup::CardTransactions,
    ];
    let (sandbox, connection) = connected(&groups).await;
    let now = datetime!(2026-11-22 15:00 UTC);
    sandbox.set_clock(now);
    let (from, to) = (date!(2026 - 10 - 01), date!(2026 - 10 - 31));
    let account = "conta-001".into();
    let movements = connection.accounts().movements(&account, from, to, now);
    let movements = movements.send().try_collect().await.unwrap();
    let entries = movements
        .iter()
        .map(|one| recon::movement(&account, one).unwrap().unwrap());
    let bank: Vec<Entry> = entries.collect();
    assert_eq!(bank.len(), movements.len());
    assert!(bank.iter().all(|one| (from..=to).contains(&one.date())));

    let card = "cartao-001".into();
    let transactions = connection.cards().movements(&card, from, to, now);
    let transactions = transactions.send().try_collect().await.unwrap();
    let paid = transactions
        .iter()
        .find(|one| one.kind == CardTransactionKind::BillPayment)
        .unwrap();
    let paid = recon::card_transaction(&card, paid).unwrap().unwrap();
    // What left the account is what the card was paid.
    let left = bank
        .iter()
        .find(|one| one.amount() == -paid.amount())
        .unwrap();
    assert_eq!((left.date(), paid.amount() > 0), (paid.date(), true));
    assert!(left.text().unwrap().contains("FATURA"));
}
