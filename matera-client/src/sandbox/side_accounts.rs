//! Side accounts: money beside the account they hang off, in books of their own.

use serde_json::{Value, json};
use time::OffsetDateTime;

use super::bank::Bank;
use super::reading::moment;
use super::request::{Answer, Ask, Reply, cents_at, money, text_at};

#[derive(Clone, Debug)]
pub(super) struct SideAccount {
    id: String,
    account: usize,
    classification: String,
    movements: Vec<Movement>,
    /// Id and cents of each lock.
    locks: Vec<(String, i64)>,
}

#[derive(Clone, Debug)]
struct Movement {
    transaction: String,
    kind: &'static str,
    cents: i64,
    at: OffsetDateTime,
}

impl SideAccount {
    fn real_cents(&self) -> i64 {
        self.movements.iter().map(|movement| movement.cents).sum()
    }

    fn locked_cents(&self) -> i64 {
        self.locks.iter().map(|(_, cents)| cents).sum()
    }
}

/// `/v1/accounts/{id}/side-account…`
pub(super) fn of_account(bank: &mut Bank, account: usize, ask: &Ask, rest: &[&str]) -> Answer {
    if let [id, ..] = rest
        && found(bank, id)?.account != account
    {
        return Err(Reply::not_found("side account"));
    }
    match (ask.method.as_str(), rest) {
        ("POST", []) => create(bank, account, ask),
        ("GET", [id, "balance"]) => {
            let side = found(bank, id)?;
            Ok(Reply::data(json!({
                "sideAccountId": side.id,
                "real": money(side.real_cents()),
                "available": money(side.real_cents() - side.locked_cents()),
                "blocked": money(side.locked_cents()),
            })))
        }
        ("GET", [id, "statement"]) => {
            let movements = found(bank, id)?.movements.iter().map(|movement| {
                json!({
                    "entryDate": moment(movement.at),
                    "transactionId": movement.transaction,
                    "amount": money(movement.cents.abs()),
                    "type": if movement.cents < 0 { "D" } else { "C" },
                })
            });
            Ok(Reply::data(
                json!({"statement": movements.collect::<Vec<_>>()}),
            ))
        }
        ("POST", [id, "cash-out", "external"]) => {
            let cents = ask.cents("totalAmount")?;
            check_funds(bank, id, cents)?;
            book(bank, "debit", &[(id, -cents)], ask)
        }
        _ => Err(Reply::no_such_route()),
    }
}

/// `/v1/accounts/side-account…`
pub(super) fn answer(bank: &mut Bank, ask: &Ask, rest: &[&str]) -> Answer {
    match (ask.method.as_str(), rest) {
        ("POST", ["cash-in", "external"]) => {
            let recipients = recipients(ask, "sideAccountId")?;
            let movements: Vec<_> = recipients
                .iter()
                .map(|(id, cents)| (&**id, *cents))
                .collect();
            book(bank, "credit", &movements, ask)
        }
        ("POST", ["payment" | "transfer"]) => transfer(bank, ask),
        ("DELETE", ["cash-in", "external", id]) => refund(bank, "credit", id),
        ("DELETE", ["cash-out", "external", id]) => refund(bank, "debit", id),
        ("POST", [id, "balance", "lock"]) => {
            let cents = ask.cents("amount")?;
            ask.required("reasonIdentifier")?;
            check_funds(bank, id, cents)?;
            let lock = bank.issue("10C5");
            found(bank, id)?.locks.push((lock.clone(), cents));
            Ok(receipt(&lock, ask))
        }
        ("POST", [id, "balance", "unlock", lock]) => unlock(bank, id, lock, ask),
        _ => Err(Reply::no_such_route()),
    }
}

fn create(bank: &mut Bank, account: usize, ask: &Ask) -> Answer {
    ask.required("externalIdentifier")?;
    let classification = ask.required("classificationId")?;
    let taken = bank
        .side_accounts
        .iter()
        .any(|side| side.account == account && side.classification == classification);
    if taken {
        return Err(Reply::wrong_field("classificationId", "has a side account"));
    }
    let id = bank.issue("51DE");
    bank.side_accounts.push(SideAccount {
        id: id.clone(),
        account,
        classification,
        movements: Vec::new(),
        locks: Vec::new(),
    });
    Ok(Reply::data(json!({"sideAccountId": id})))
}

fn found<'a>(bank: &'a mut Bank, id: &str) -> Result<&'a mut SideAccount, Reply> {
    let mut all = bank.side_accounts.iter_mut();
    let side = all.find(|side| side.id == id);
    side.ok_or_else(|| Reply::not_found("side account"))
}

fn check_funds(bank: &mut Bank, id: &str, cents: i64) -> Result<(), Reply> {
    let side = found(bank, id)?;
    match side.real_cents() - side.locked_cents() < cents {
        true => Err(Reply::error(
            422,
            "INSUFFICIENT_BALANCE",
            "insufficient balance",
        )),
        false => Ok(()),
    }
}

/// Id and cents of each recipient.
fn recipients(ask: &Ask, id: &str) -> Result<Vec<(String, i64)>, Reply> {
    let items = ask.body.get("recipients").and_then(Value::as_array);
    let one = |item: &Value| {
        let named = text_at(item, id);
        let named = named.ok_or_else(|| Reply::wrong_field("recipients", "must be named"))?;
        Ok((named, cents_at(item, "amount")?))
    };
    let all: Result<Vec<_>, Reply> = items.into_iter().flatten().map(one).collect();
    match all? {
        none if none.is_empty() => Err(Reply::wrong_field("recipients", "is required")),
        all => Ok(all),
    }
}

fn transfer(bank: &mut Bank, ask: &Ask) -> Answer {
    let sender = ask.required("sender.sideAccount.sideAccountId")?;
    let total = ask.cents("totalAmount")?;
    let recipients = recipients(ask, "sideAccount.sideAccountId")?;
    if recipients.iter().map(|(_, cents)| cents).sum::<i64>() != total {
        return Err(Reply::wrong_field(
            "recipients",
            "must add up to totalAmount",
        ));
    }
    check_funds(bank, &sender, total)?;
    let mut movements = vec![(&*sender, -total)];
    movements.extend(recipients.iter().map(|(id, cents)| (&**id, *cents)));
    book(bank, "transfer", &movements, ask)
}

/// All movements of one transaction, or none.
fn book(bank: &mut Bank, kind: &'static str, movements: &[(&str, i64)], ask: &Ask) -> Answer {
    ask.required("externalIdentifier")?;
    for (id, _) in movements {
        found(bank, id)?;
    }
    let transaction = bank.issue("7A0C");
    let at = OffsetDateTime::now_utc();
    for (id, cents) in movements {
        let movement = Movement {
            transaction: transaction.clone(),
            kind,
            cents: *cents,
            at,
        };
        found(bank, id)?.movements.push(movement);
    }
    Ok(receipt(&transaction, ask))
}

fn refund(bank: &mut Bank, kind: &'static str, id: &str) -> Answer {
    let is_it = |movement: &Movement| movement.transaction == id && movement.kind == kind;
    let mut back = Vec::new();
    for side in &mut bank.side_accounts {
        let cents: i64 = side
            .movements
            .iter()
            .filter(|one| is_it(one))
            .map(|one| one.cents)
            .sum();
        if cents == 0 {
            continue;
        }
        if side.real_cents() - side.locked_cents() < cents {
            return Err(Reply::error(
                422,
                "INSUFFICIENT_BALANCE",
                "insufficient balance",
            ));
        }
        back.push((side.id.clone(), -cents));
    }
    if back.is_empty() {
        return Err(Reply::not_found("transaction"));
    }
    for (side, cents) in back {
        let movement = Movement {
            transaction: id.to_owned(),
            // Taken back once: the two no longer add up to anything.
            kind,
            cents,
            at: OffsetDateTime::now_utc(),
        };
        found(bank, &side)?.movements.push(movement);
    }
    Ok(Reply::data(
        json!({"transactionId": id, "status": "CANCELED"}),
    ))
}

fn unlock(bank: &mut Bank, id: &str, lock: &str, ask: &Ask) -> Answer {
    let cents = ask.cents("amount")?;
    let side = found(bank, id)?;
    let mut locks = side.locks.iter_mut();
    let held = locks.find(|(known, held)| known == lock && *held >= cents);
    let held = held.ok_or_else(|| Reply::not_found("lock of that amount"))?;
    held.1 -= cents;
    side.locks.retain(|(_, held)| *held > 0);
    Ok(receipt(lock, ask))
}

fn receipt(transaction: &str, ask: &Ask) -> Reply {
    Reply::data(json!({
        "transactionId": transaction,
        "externalIdentifier": ask.text("externalIdentifier"),
        "status": "APPROVED",
    }))
}
