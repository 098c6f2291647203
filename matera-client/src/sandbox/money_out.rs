//! Withdrawals, transfers between accounts, returns, locks.

use serde_json::{Value, json};

use super::bank::{Bank, ISPB, Transaction};
use super::request::{Answer, Ask, Reply, cents_at, text_at};

/// `POST /v1/accounts/{id}/withdraw`
pub(super) fn withdraw(bank: &mut Bank, account: usize, ask: &Ask) -> Answer {
    let cents = ask.cents("totalAmount")?;
    let key = ask.required("externalIdentifier")?;
    let kind = match ask.required("withdrawInfo.withdrawType")?.as_str() {
        "InstantPayment" => "WithdrawInstantPayment",
        "BankTransfer" => "WithdrawBankTransfer",
        "Boleto" => "WithdrawBoleto",
        "Utilities" => "WithdrawUtilities",
        _ => {
            return Err(Reply::wrong_field(
                "withdrawInfo.withdrawType",
                "is unknown",
            ));
        }
    };
    bank.check_funds(account, cents)?;
    let mut out = bank.book(account, kind, -cents);
    out.external_identifier = Some(key);
    if kind == "WithdrawInstantPayment" {
        send_pix(bank, &mut out, ask, cents)?;
    }
    let answer = withdrawal_json(&out);
    bank.transactions.push(out);
    Ok(Reply::data(answer))
}

/// `POST /v1/instant-payments/non-priority`: each item is a Pix of its own, which may be refused
/// without harm to the others. Says how many were taken; a known key counts and moves nothing.
pub(super) fn batch(bank: &mut Bank, ask: &Ask) -> Answer {
    const PROCESS: &str = "item of instant-payments/non-priority";
    let items = ask.body.get("instantPaymentNonPriority");
    let items = items.and_then(Value::as_array).map(Vec::as_slice);
    let items = items.filter(|items| (1..=100).contains(&items.len()));
    let items = items.ok_or_else(|| {
        Reply::wrong_field("instantPaymentNonPriority", "must have 1 to 100 items")
    })?;
    let mut accepted = 0;
    for item in items {
        let pix = Ask::with_body(json!({
            "totalAmount": item.get("totalAmount"),
            "externalIdentifier": item.get("externalIdentifier"),
            "withdrawInfo": {"withdrawType": "InstantPayment", "instantPayment": item},
        }));
        let key = pix.required("externalIdentifier")?;
        let account = found(bank, item, "account")?;
        if bank.remembered(PROCESS.to_owned(), &key).is_none() {
            let Ok(reply) = withdraw(bank, account, &pix) else {
                continue;
            };
            bank.remember(PROCESS.to_owned(), &key, reply);
        }
        accepted += 1;
    }
    Ok(Reply::data(json!({ "accepted": accepted })))
}

/// Names a Pix, and credits it where the receiver is an account of the sandbox.
fn send_pix(bank: &mut Bank, out: &mut Transaction, ask: &Ask, cents: i64) -> Result<(), Reply> {
    const RECIPIENT: &str = "withdrawInfo.instantPayment.recipient";
    let psp = ask.required(&format!("{RECIPIENT}.pspId"))?;
    let tax_id = ask.required(&format!("{RECIPIENT}.taxIdentifier.taxId"))?;
    let looked_up = ask.text(&format!("{RECIPIENT}.endToEndIdQuery"));
    let name = looked_up.unwrap_or_else(|| bank.issue_end_to_end_id());
    out.end_to_end_id = Some(name.clone());
    out.counterparty = ("Recebedor Ficticio".to_owned(), tax_id.clone());

    let key = ask.text(&format!("{RECIPIENT}.alias"));
    let number = ask.text(&format!("{RECIPIENT}.accountDestination.account"));
    let by_key = key.and_then(|key| bank.owner_of(&key));
    let by_number = || {
        let mut accounts = bank.accounts.iter();
        accounts.position(|account| {
            psp == ISPB && number.as_deref() == Some(&account.number.to_string())
        })
    };
    let receiver = by_key.or_else(by_number).filter(|index| {
        let account = bank.accounts.get(*index);
        account.is_some_and(|account| account.holder.tax_id == tax_id)
    });
    let Some(receiver) = receiver else {
        return Ok(());
    };
    out.counterparty = holder_of(bank, receiver)?;
    let mut received = bank.book(receiver, "InstantPayment", cents);
    received.end_to_end_id = Some(name);
    received.counterparty = holder_of(bank, out.account)?;
    bank.transactions.push(received);
    Ok(())
}

fn holder_of(bank: &Bank, account: usize) -> Result<(String, String), Reply> {
    let holder = &bank.account(account)?.holder;
    Ok((holder.name.clone(), holder.tax_id.clone()))
}

fn withdrawal_json(out: &Transaction) -> Value {
    json!({
        "transactionId": out.id,
        "externalIdentifier": out.external_identifier,
        "status": out.status,
        "receipt": format!("Comprovante {}", out.id),
        "authenticationCode": out.id.replace('-', ""),
    })
}

/// `GET /v1/accounts/withdraw/{id}`
pub(super) fn read(bank: &Bank, id: &str) -> Answer {
    let out = bank.transaction(id)?;
    if !out.kind.starts_with("Withdraw") {
        return Err(Reply::not_found("withdrawal"));
    }
    Ok(Reply::data(withdrawal_json(out)))
}

/// `POST /v1/payments/internal-payment`
pub(super) fn transfer(bank: &mut Bank, ask: &Ask) -> Answer {
    let total = ask.cents("totalAmount")?;
    let key = ask.required("externalIdentifier")?;
    let sender = found(bank, &ask.body, "sender.account")?;
    let items = ask.body.get("recipients").and_then(Value::as_array);
    let mut receivers = Vec::new();
    for item in items.into_iter().flatten() {
        receivers.push((found(bank, item, "account")?, cents_at(item, "amount")?));
    }
    let sum: i64 = receivers.iter().map(|(_, cents)| cents).sum();
    if receivers.is_empty() || sum != total {
        return Err(Reply::wrong_field(
            "recipients",
            "must add up to totalAmount",
        ));
    }
    bank.check_funds(sender, total)?;
    let mut out = bank.book(sender, "InternalPayment", -total);
    out.external_identifier = Some(key.clone());
    out.callback = ask.text("callbackAddress");
    if let Some((receiver, _)) = receivers.first() {
        out.counterparty = holder_of(bank, *receiver)?;
    }
    let id = out.id.clone();
    bank.transactions.push(out);
    bank.to_tell.push(id.clone());
    for (receiver, cents) in receivers {
        let mut received = bank.book(receiver, "InternalPayment", cents);
        received.counterparty = holder_of(bank, sender)?;
        received.part_of = Some(id.clone());
        bank.transactions.push(received);
    }
    Ok(Reply::data(json!({
        "transactionId": id,
        "externalIdentifier": key,
        "financialStatement": {"status": "APPROVED"},
    })))
}

/// The account that an `AccountIdentifier` names.
pub(super) fn found(bank: &Bank, value: &Value, path: &str) -> Result<usize, Reply> {
    let text = |name: &str| text_at(value, &format!("{path}.{name}"));
    match (text("accountId"), text("branch"), text("account")) {
        (Some(id), _, _) => bank.named(&id),
        (None, Some(branch), Some(number)) => bank.numbered(&branch, &number),
        _ => Err(Reply::wrong_field(path, "must name an account")),
    }
}

/// `POST /v1/accounts/{id}/instant-payments/{received}/returns`
pub(super) fn return_pix(bank: &mut Bank, account: usize, received: &str, ask: &Ask) -> Answer {
    let cents = ask.cents("amount")?;
    let reason = ask.required("returnReasonCode")?;
    let known = ["MD06", "BE08", "FR01", "AM09", "SL02"];
    if !known.contains(&reason.as_str()) {
        return Err(Reply::wrong_field("returnReasonCode", "is unknown"));
    }
    let original = bank.transaction(received)?.clone();
    let open = original.cents - original.returned;
    if original.account != account || original.end_to_end_id.is_none() || open < cents {
        return Err(Reply::wrong_field("amount", "is more than can be returned"));
    }
    bank.check_funds(account, cents)?;
    let mut out = bank.book(account, "ReturnInstantPayment", -cents);
    out.external_identifier = ask.text("externalIdentifier");
    out.counterparty = original.counterparty;
    out.returns = original
        .end_to_end_id
        .clone()
        .map(|name| (name, reason.clone()));
    // A return has a name of its own, which begins with D.
    let name = bank.issue_end_to_end_id().replacen('E', "D", 1);
    out.end_to_end_id = Some(name.clone());
    let id = out.id.clone();
    bank.transactions.push(out);
    bank.transaction_mut(received)?.returned += cents;

    let sent = |one: &&Transaction| one.end_to_end_id == original.end_to_end_id && one.cents < 0;
    let payer = bank.transactions.iter().find(sent).map(|one| one.account);
    if let Some(payer) = payer {
        let mut back = bank.book(payer, "ReturnInstantPayment", cents);
        back.counterparty = holder_of(bank, account)?;
        back.end_to_end_id = Some(name);
        back.returns = original.end_to_end_id.map(|name| (name, reason));
        bank.transactions.push(back);
    }
    let answer = json!({"data": {"transactionId": id}});
    Ok(Reply::json(202, answer))
}

/// `POST /v1/accounts/{id}/balance/lock`
pub(super) fn lock(bank: &mut Bank, account: usize, ask: &Ask) -> Answer {
    let cents = ask.cents("amount")?;
    ask.required("externalIdentifier")?;
    bank.check_funds(account, cents)?;
    let id = bank.issue("10C4");
    let answer = json!({"transactionId": id});
    bank.account_mut(account)?.locks.push((id, cents));
    Ok(Reply::data(answer))
}

/// `DELETE /v1/accounts/{id}/balance/lock/{lock}`
pub(super) fn unlock(bank: &mut Bank, account: usize, id: &str) -> Answer {
    let locks = &mut bank.account_mut(account)?.locks;
    let before = locks.len();
    locks.retain(|(lock, _)| lock != id);
    if locks.len() == before {
        return Err(Reply::not_found("lock"));
    }
    Ok(Reply::data(json!({"transactionId": id})))
}
