//! What each request must be hashed over, written down by hand from the provider's page and apart
//! from the client's own rules.

use aws_lc_rs::hmac;
use serde_json::Value;

use super::request::{Ask, text_at};

pub(super) const SECRET_KEY: &str = "5A3D0B1C-7E2F-4A6B-9C8D-1F2E3D4C5B6A";

/// Whether `given` is the hash of `message`.
pub(super) fn is_of(given: &str, message: &str) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET_KEY.as_bytes());
    let tag = hmac::sign(&key, message.as_bytes());
    let hex: String = tag
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    given == hex
}

/// The message that must be hashed; `None` where no hash is asked for.
pub(super) fn message(ask: &Ask) -> Option<String> {
    let segments: Vec<&str> = ask.segments.iter().skip(1).map(String::as_str).collect();
    let body = |path: &str| ask.text(path).unwrap_or_default();
    let whole = |path: &str| whole_of(&body(path));
    let method_and_path = || format!("{}:{}", ask.method.to_lowercase(), ask.path);
    Some(match (ask.method.as_str(), segments.as_slice()) {
        ("POST", ["v1", "payments"]) => {
            format!("{}{}{}", sender(ask), whole("totalAmount"), recipients(ask))
        }
        ("POST", ["v1", "payments", "internal-payment"]) => {
            format!("{}{}", sender(ask), recipients(ask))
        }
        ("GET", ["v1", "accounts"]) => {
            let value = |name: &str| ask.parameter(name).unwrap_or_default();
            let names = ["phoneNumberCountry", "phoneNumber", "taxIdCountry", "taxId"];
            names.map(value).concat()
        }
        ("POST", ["v1", "accounts"]) => {
            body("externalIdentifier") + &body("client.taxIdentifier.taxId")
        }
        ("POST", ["v1", "accounts", "deposits"]) => recipients(ask),
        ("GET", ["v1", "accounts", "withdraw" | "deposits", _]) => method_and_path(),
        ("GET" | "DELETE", ["v1", "accounts", id]) => (*id).to_owned(),
        ("GET", ["v1" | "v2", "accounts", id, "balance"]) => (*id).to_owned(),
        ("GET", ["v1" | "v2", "accounts", branch, account, "balance"]) => {
            format!("{branch}{account}")
        }
        ("GET", ["v1", "accounts", id, "statement"]) => (*id).to_owned(),
        ("GET", ["v1", "accounts", _, "deposits"]) => return None,
        ("POST", ["v1", "accounts", id, "withdraw"]) => {
            format!("{}{id}{}", whole("totalAmount"), destination(ask))
        }
        ("POST", ["v1", "accounts", branch, account, "withdraw"]) => {
            format!(
                "{}{branch}{account}{}",
                whole("totalAmount"),
                destination(ask)
            )
        }
        (
            "POST",
            [
                "v1",
                "accounts",
                id,
                "instant-payments",
                transaction,
                "returns",
            ],
        ) => {
            let reason = body("returnReasonCode");
            format!("{}{id}{transaction}{reason}", whole("amount"))
        }
        ("POST", ["v1", "accounts", id, "balance", "lock"]) => whole("amount") + id,
        ("DELETE", ["v1", "accounts", id, "balance", "lock", transaction]) => {
            format!("{transaction}{id}")
        }
        (_, ["v1", "instant-payments", _, "return-codes" | "psps"]) => return None,
        _ => method_and_path(),
    })
}

fn whole_of(amount: &str) -> String {
    let whole = amount.split('.').next().unwrap_or_default();
    whole.to_owned()
}

fn sender(ask: &Ask) -> String {
    let body = |path: &str| ask.text(path).unwrap_or_default();
    let number = body("sender.account.branch") + &body("sender.account.account");
    let others = [
        body("sender.account.accountId"),
        body("sender.client.taxIdentifier.taxId"),
        body("paymentInfo.instantPayment.alias"),
    ];
    let mut given = std::iter::once(number)
        .chain(others)
        .filter(|text| !text.is_empty());
    given.next().unwrap_or_default()
}

fn recipients(ask: &Ask) -> String {
    let items = ask.body.get("recipients").and_then(Value::as_array);
    let text = |item: &Value, path: &str| text_at(item, path).unwrap_or_default();
    let one = |item: &Value| {
        let number = text(item, "account.branch") + &text(item, "account.account");
        let id = text(item, "account.accountId");
        let who = if number.is_empty() { id } else { number };
        who + &whole_of(&text(item, "amount"))
    };
    items.into_iter().flatten().map(one).collect()
}

fn destination(ask: &Ask) -> String {
    let body = |path: &str| {
        ask.text(&format!("withdrawInfo.{path}"))
            .unwrap_or_default()
    };
    match body("withdrawType").as_str() {
        "BankTransfer" => ["bankDestination", "branchDestination", "accountDestination"]
            .map(|name| body(&format!("bankTransfer.{name}")))
            .concat(),
        "Boleto" => body("boleto.barcode") + &body("boleto.typeableLine"),
        "Utilities" => body("utilities.barcode") + &body("utilities.typeableLine"),
        _ => {
            let recipient = "instantPayment.recipient";
            body(&format!("{recipient}.pspId")) + &body(&format!("{recipient}.taxIdentifier.taxId"))
        }
    }
}
