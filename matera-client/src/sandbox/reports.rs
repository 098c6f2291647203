//! What other systems tell Matera, and what Matera tells the holder's app.

use serde_json::Value;

use super::bank::Bank;
use super::money_out::found;
use super::request::{Answer, Ask, Reply};

/// `POST /v1/callback/transactions` and the same of `v2`: a billing system says what came.
pub(super) fn pending(bank: &mut Bank, ask: &Ask) -> Answer {
    ask.required("externalIdentifier")?;
    check_amounts(ask)?;
    let kind = ask.required("transactionType")?;
    if !matches!(kind.as_str(), "Boleto" | "DirectDebit") {
        return Err(Reply::wrong_field("transactionType", "is unknown"));
    }
    let billed = ask.text("billingIdentifier.transactionId");
    let account = ask.body.pointer("/recipient/account");
    match (billed, account) {
        (Some(_), Some(_)) => {
            let text = "and recipient.account exclude each other";
            Err(Reply::wrong_field("billingIdentifier", text))
        }
        (None, Some(_)) => {
            found(bank, &ask.body, "recipient.account")?;
            Ok(Reply::empty(204))
        }
        (Some(id), None) => settle(bank, &id, ask),
        (None, None) => Err(Reply::wrong_field("billingIdentifier", "is required")),
    }
}

/// The boleto that was waiting is paid or gone; of a part that came it goes on waiting.
fn settle(bank: &mut Bank, id: &str, ask: &Ask) -> Answer {
    let status = ask.required("status")?;
    let waiting = bank.transaction_mut(id)?;
    if waiting.status != "CREATED" {
        return Err(Reply::error(422, "NOT_PENDING", "nothing is waited for"));
    }
    match status.as_str() {
        "Partial" => {}
        "Canceled" => waiting.status = "CANCELED",
        _ => {
            waiting.status = "APPROVED";
            waiting.cents = ask.cents("receivedAmount")?;
        }
    }
    bank.to_tell.push(id.to_owned());
    Ok(Reply::empty(204))
}

/// What came and what was expected fit the status.
fn check_amounts(ask: &Ask) -> Result<(), Reply> {
    let expected = ask.cents("recipient.amount")?;
    let status = ask.required("status")?;
    if status == "Canceled" {
        ask.required("rejectionReason")?;
        let received = ask.text("receivedAmount");
        return match received {
            None => Ok(()),
            Some(_) => Err(Reply::wrong_field("receivedAmount", "must be absent")),
        };
    }
    let received = ask.cents("receivedAmount")?;
    let fits = match status.as_str() {
        "Fulfilled" => received == expected,
        "Partial" | "Unfinished" => received < expected,
        "Overfilled" => received > expected,
        _ => return Err(Reply::wrong_field("status", "is unknown")),
    };
    let text = "does not fit the status";
    fits.then_some(())
        .ok_or_else(|| Reply::wrong_field("receivedAmount", text))
}

/// `POST /v2/callback/withdraw`: another system says what became of a withdrawal.
pub(super) fn withdrawal(ask: &Ask) -> Answer {
    ask.required("externalId")?;
    let has = |name: &str| ask.body.get(name).is_some_and(Value::is_object);
    match ask.required("status")?.as_str() {
        "COMPLETED" if !has("error") => Ok(Reply::empty(204)),
        "ERROR" if has("error") && !has("report") => Ok(Reply::empty(204)),
        "COMPLETED" | "ERROR" => Err(Reply::wrong_field("error", "does not fit the status")),
        _ => Err(Reply::wrong_field("status", "is unknown")),
    }
}

/// What a bureau found out about a transaction.
pub(super) fn validation(ask: &Ask) -> Answer {
    ask.required("metadata.transactionId")?;
    ask.required("metadata.validationTimestamp")?;
    ask.required("results.status")?;
    Ok(Reply::empty(204))
}

/// `POST /v1/accounts/{id}/notifications/push`
pub(super) fn push(ask: &Ask) -> Answer {
    match ask.body.get("message") {
        Some(Value::Null) | None => Err(Reply::wrong_field("message", "is required")),
        Some(_) => Ok(Reply::empty(204)),
    }
}
