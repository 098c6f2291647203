//! What gives money back: refunds, reversals, and locks of transactions let go.

use serde_json::json;

use super::bank::{Bank, Transaction};
use super::request::{Answer, Ask, Reply};

/// `DELETE /v1/payments/{id}`, also below `internal-payment`, and `DELETE /v1/accounts/deposits/{id}`
pub(super) fn refund(bank: &mut Bank, id: &str, kinds: &[&str], ask: &Ask) -> Answer {
    ask.required("externalIdentifier")?;
    let original = bank.transaction(id)?.clone();
    // Of a transfer within the sandbox only the sender's side has a name outside.
    if !kinds.contains(&original.kind) || original.part_of.is_some() {
        return Err(Reply::not_found("transaction"));
    }
    match original.status {
        "CREATED" => cancel(bank, &original.id, ask),
        "APPROVED" if original.kind == "InstantPayment" => Err(Reply::error(
            422,
            "PIX_IS_RETURNED",
            "a Pix that was paid is returned, not refunded",
        )),
        "APPROVED" if original.returned == 0 => give_back(bank, &original, ask),
        _ => Err(Reply::error(
            422,
            "ALREADY_REFUNDED",
            "the transaction was given back before",
        )),
    }
}

/// `DELETE /v1/accounts/{account}/withdraw/{id}`
pub(super) fn reverse(bank: &mut Bank, account: usize, id: &str, ask: &Ask) -> Answer {
    if bank.transaction(id)?.account != account {
        return Err(Reply::not_found("withdrawal"));
    }
    let kinds = [
        "WithdrawBankTransfer",
        "WithdrawBoleto",
        "WithdrawUtilities",
    ];
    refund(bank, id, &kinds, ask)
}

/// `POST /v1/payments/{id}/unlock` and `DELETE /v1/accounts/deposits/{id}/unlock`: nothing is locked
/// here, so it only says how the transaction stands.
pub(super) fn unlock(bank: &Bank, id: &str) -> Answer {
    let known = bank.transaction(id)?;
    Ok(receipt(
        &known.id,
        known.external_identifier.as_deref(),
        known.status,
    ))
}

/// Takes an open charge off the books.
fn cancel(bank: &mut Bank, id: &str, ask: &Ask) -> Answer {
    let charge = bank.transaction_mut(id)?;
    charge.status = "CANCELED";
    bank.to_tell.push(id.to_owned());
    let key = ask.text("externalIdentifier");
    Ok(receipt(id, key.as_deref(), "CANCELED"))
}

/// Books every part of a transaction once more, with the opposite sign.
fn give_back(bank: &mut Bank, original: &Transaction, ask: &Ask) -> Answer {
    let parts = bank.parts_of(original);
    for part in parts.iter().filter(|part| part.cents > 0) {
        bank.check_balance(part.account, part.cents)?;
    }
    let mut first = None;
    for part in parts {
        bank.transaction_mut(&part.id)?.returned = part.cents.abs();
        let kind = match part.cents > 0 {
            true => "WithdrawReversal",
            false => "DepositReversal",
        };
        let mut back = bank.book(part.account, kind, -part.cents);
        back.counterparty = part.counterparty;
        if part.id == original.id {
            back.external_identifier = ask.text("externalIdentifier");
            first = Some(back.id.clone());
        }
        bank.transactions.push(back);
    }
    let id = first.ok_or_else(|| Reply::not_found("transaction"))?;
    let key = ask.text("externalIdentifier");
    Ok(receipt(&id, key.as_deref(), "APPROVED"))
}

/// The short answer of whatever moves money.
pub(super) fn receipt(id: &str, key: Option<&str>, status: &str) -> Reply {
    Reply::data(json!({"transactionId": id, "externalIdentifier": key, "status": status}))
}
