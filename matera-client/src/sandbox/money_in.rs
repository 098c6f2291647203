//! Charges and deposits.

use serde_json::{Value, json};

use super::bank::{Bank, Transaction};
use super::emv;
use super::money_out::found;
use super::request::{Answer, Ask, Reply, cents_at, money};
use super::undo::receipt;

/// `POST /v1/payments`: a Pix QR code.
pub(super) fn charge(bank: &mut Bank, ask: &Ask) -> Answer {
    if ask.required("paymentInfo.transactionType")? != "InstantPayment" {
        let text = "the sandbox makes Pix QR codes only";
        return Err(Reply::wrong_field("paymentInfo.transactionType", text));
    }
    let total = ask.cents("totalAmount")?;
    let key = ask.required("paymentInfo.instantPayment.alias")?;
    let (account, cents) = receiver(bank, ask)?;
    if cents != total {
        return Err(Reply::wrong_field(
            "recipients",
            "must add up to totalAmount",
        ));
    }
    if !bank.holds_key(account, &key) {
        let field = "paymentInfo.instantPayment.alias";
        return Err(Reply::wrong_field(field, "is not a key of the account"));
    }
    let mut charge = bank.book(account, "InstantPayment", cents);
    charge.status = "CREATED";
    charge.external_identifier = ask.text("externalIdentifier");
    charge.callback = ask.text("callbackAddress");
    let address = format!("pix.sandbox.example/qr/{}", charge.id.replace('-', ""));
    charge.text = Some(emv::dynamic_code(&address));
    let answer = payment_json(&charge);
    bank.transactions.push(charge);
    Ok(Reply::data(answer))
}

fn receiver(bank: &Bank, ask: &Ask) -> Result<(usize, i64), Reply> {
    let items = ask.body.get("recipients").and_then(Value::as_array);
    match items.map(Vec::as_slice) {
        Some([item]) => Ok((found(bank, item, "account")?, cents_at(item, "amount")?)),
        _ => Err(Reply::wrong_field("recipients", "must be one here")),
    }
}

fn payment_json(payment: &Transaction) -> Value {
    let paid = if payment.status == "APPROVED" {
        payment.cents.abs()
    } else {
        0
    };
    json!({
        "transactionId": payment.id,
        "externalIdentifier": payment.external_identifier,
        "financialStatement": {"status": payment.status},
        "transactionType": payment.kind,
        "transactionDate": super::reading::moment(payment.at),
        "totalAmount": money(payment.cents.abs()),
        "paidAmount": money(paid),
        "instantPayment": {
            "textContent": payment.text,
            "reference": payment.id.replace('-', ""),
            "dynamicQrCodeType": "IMMEDIATE",
        },
    })
}

/// `GET /v1/payments/{id}`
pub(super) fn read_payment(bank: &Bank, id: &str) -> Answer {
    Ok(Reply::data(payment_json(bank.transaction(id)?)))
}

/// `POST /v1/accounts/deposits`
pub(super) fn deposit(bank: &mut Bank, ask: &Ask) -> Answer {
    let (account, cents) = receiver(bank, ask)?;
    let (kind, status) = match ask.required("paymentInfo.transactionType")?.as_str() {
        "Boleto" => ("DepositBoleto", "CREATED"),
        "External" => ("DepositExternal", "APPROVED"),
        _ => {
            let field = "paymentInfo.transactionType";
            return Err(Reply::wrong_field(field, "must be Boleto or External here"));
        }
    };
    let mut deposit = bank.book(account, kind, cents);
    deposit.status = status;
    deposit.external_identifier = ask.text("externalIdentifier");
    deposit.callback = ask.text("callbackAddress");
    deposit.text = ask.text("paymentInfo.boleto.dueDate");
    let answer = deposit_json(&deposit);
    if status == "APPROVED" {
        bank.to_tell.push(deposit.id.clone());
    }
    bank.transactions.push(deposit);
    Ok(Reply::data(answer))
}

/// `POST /v1/accounts/cashin`: a bank transfer came in. Its receiver's account is found by number
/// or id where given, and otherwise by the CPF or CNPJ, which must be the holder's in any case.
pub(super) fn cash_in(bank: &mut Bank, ask: &Ask) -> Answer {
    let key = ask.required("externalIdentifier")?;
    let tax_id = ask.required("recipient.taxIdentifier.taxId")?;
    if ask.required("currency")? != "BRL" {
        return Err(Reply::wrong_field("currency", "must be BRL here"));
    }
    let kind = match ask.text("type").as_deref() {
        None | Some("TED") => "DepositTed",
        Some("TEF") => "DepositTef",
        Some(_) => return Err(Reply::wrong_field("type", "is unknown")),
    };
    let account = match ask.body.pointer("/recipient/account") {
        Some(_) => Some(found(bank, &ask.body, "recipient.account")?),
        None => bank
            .accounts
            .iter()
            .position(|one| one.holder.tax_id == tax_id),
    };
    let account = account.ok_or_else(|| Reply::not_found("account"))?;
    if bank.account(account)?.holder.tax_id != tax_id {
        let field = "recipient.taxIdentifier.taxId";
        return Err(Reply::wrong_field(field, "is not the holder's"));
    }
    let mut received = bank.book(account, kind, ask.cents("amount")?);
    received.external_identifier = Some(key.clone());
    let id = received.id.clone();
    bank.transactions.push(received);
    Ok(receipt(&id, Some(&key), "APPROVED"))
}

pub(super) fn deposit_json(deposit: &Transaction) -> Value {
    let status = match (deposit.kind, deposit.status) {
        ("DepositBoleto", "APPROVED") => "PAID",
        (_, status) => status,
    };
    let mut answer = json!({
        "transactionId": deposit.id,
        "externalIdentifier": deposit.external_identifier,
        "status": status,
        "totalAmount": money(deposit.cents),
    });
    if let (Some(due), Some(fields)) = (&deposit.text, answer.as_object_mut()) {
        let url = format!("https://boleto.sandbox.example/{}", deposit.id);
        let boleto = json!({"url": url, "dueDate": due});
        fields.insert("boletoUrl".to_owned(), json!(url));
        fields.insert("boleto".to_owned(), boleto);
    }
    answer
}

/// `GET /v1/accounts/deposits/{id}`
pub(super) fn read_deposit(bank: &Bank, id: &str) -> Answer {
    let deposit = bank.transaction(id)?;
    if !deposit.kind.starts_with("Deposit") {
        return Err(Reply::not_found("deposit"));
    }
    Ok(Reply::data(deposit_json(deposit)))
}
