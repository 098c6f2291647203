//! Static Pix QR codes, and the decoding of any that was made here.

use serde_json::json;

use super::bank::Bank;
use super::emv;
use super::request::{Answer, Ask, Reply, cents_at, money};

/// A static code that was made here.
#[derive(Clone, Debug)]
pub(super) struct StaticCode {
    text: String,
    key: String,
    cents: Option<i64>,
}

/// `POST /v1/accounts/{id}/static-qrcode`
pub(super) fn create_static(bank: &mut Bank, account: usize, ask: &Ask) -> Answer {
    ask.required("externalIdentifier")?;
    let key = ask.required("alias.alias")?;
    if !bank.holds_key(account, &key) {
        return Err(Reply::wrong_field(
            "alias.alias",
            "is not a key of the account",
        ));
    }
    let description = ask.text("description").unwrap_or_default();
    let room = if description.is_empty() { 77 } else { 73 };
    if key.chars().count() + description.chars().count() > room {
        return Err(Reply::wrong_field(
            "description",
            "leaves no room for the key",
        ));
    }
    let cents = match ask.text("amount") {
        Some(_) => Some(cents_at(&ask.body, "amount")?),
        None => None,
    };
    let reference = ask.text("reference").unwrap_or_else(|| "***".to_owned());
    let text = emv::static_code(&key, cents, &description, &reference);
    let data = json!({"textContent": text, "reference": reference});
    bank.static_codes.push(StaticCode { text, key, cents });
    Ok(Reply::data(data))
}

/// `POST /v1/qrcode/decoding`
pub(super) fn decode(bank: &Bank, ask: &Ask) -> Answer {
    let document = ask.required("document")?;
    let code = bank.static_codes.iter().find(|code| code.text == document);
    if let Some(code) = code {
        // The field is left out where the payer says the amount.
        let data = match code.cents {
            Some(cents) => json!({"alias": code.key, "value": money(cents)}),
            None => json!({"alias": code.key}),
        };
        return Ok(Reply::data(json!({"staticQrcodeData": data})));
    }
    let mut charges = bank.transactions.iter();
    let charge = charges.find(|one| one.text.as_deref() == Some(&*document));
    match charge {
        Some(charge) if charge.status == "CREATED" => {
            let value = json!({"original": money(charge.cents)});
            let payload = json!({"txid": charge.id.replace('-', ""), "valor": value});
            Ok(Reply::data(
                json!({"dynamicQrcodeData": {"payload": payload}}),
            ))
        }
        Some(_) => Err(Reply::error(
            422,
            "QRCODE_NOT_PAYABLE",
            "the charge is not open",
        )),
        None => Err(Reply::wrong_field(
            "document",
            "is no Pix code of the sandbox",
        )),
    }
}
