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
        (_, ["v1", "schedules", ..] | ["v1", "webhook"]) => return None,
        ("GET", ["v1", "accounts", _, "aliases"] | ["v2", "accounts", _, "aliases", ..]) => {
            return None;
        }
        ("POST", ["v1", "accounts", _, "aliases"]) => method_and_path() + ":" + &body("alias.name"),
        ("POST", ["v1", "accounts", _, "aliases", _, "update"]) => method_and_path() + ":update",
        (
            "POST",
            [
                "v1",
                "accounts",
                _,
                "aliases",
                _,
                "portability-claim-responses" | "ownership-claim-responses",
            ],
        ) => method_and_path() + ":" + &body("confirm"),
        ("POST", ["v1", "accounts", _, "static-qrcode"]) => {
            method_and_path() + ":" + &body("alias.alias")
        }
        ("POST", ["v1", "qrcode", "decoding"]) => method_and_path() + ":" + &body("document"),
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
        (_, segments) => return others(ask, segments),
    })
}

/// What must be hashed for operations that the sandbox does not serve, or serves by method and path.
fn others(ask: &Ask, segments: &[&str]) -> Option<String> {
    let body = |path: &str| ask.text(path).unwrap_or_default();
    let whole = |path: &str| whole_of(&body(path));
    let method_and_path = || format!("{}:{}", ask.method.to_lowercase(), ask.path);
    let key = "externalIdentifier";
    Some(match (ask.method.as_str(), segments) {
        (_, ["v1", "country", ..]) => return None,
        ("POST", ["v1", "payments", id, "unlock"]) => (*id).to_owned() + &body(key),
        ("POST", ["v1", "account", id, "recharge"]) => {
            (*id).to_owned() + &body("mobilePhone.phoneNumber") + &whole("totalAmount")
        }
        ("GET", ["v1", "accounts", "mobile-phone", number]) => (*number).to_owned(),
        ("DELETE" | "PUT", ["v1", "accounts", id, "mobile-phone"])
        | ("GET", ["v1", "accounts", id, "balance-period"])
        | ("POST", ["v1", "accounts", id, "notifications", "push"]) => (*id).to_owned(),
        ("PUT", ["v1", "accounts", _, "overdraft"] | ["v1", "accounts", _, _, "overdraft"]) => {
            whole("overdraftAmount")
        }
        ("PUT", ["v1", "accounts", _] | ["v1", "accounts", _, _]) => {
            body(key) + &body("client.taxIdentifier.taxId")
        }
        ("DELETE", ["v1", "accounts", "deposits", _]) => method_and_path(),
        ("DELETE", ["v1", "accounts", branch, account]) => format!("{branch}{account}"),
        ("POST", ["v2", "callback", "withdraw"]) => method_and_path() + ":" + &body("externalId"),
        ("POST", ["v1" | "v2", "callback", "transactions"]) => pending(ask),
        ("POST", ["v1", "instant-payments", "non-priority"]) => batch(ask),
        ("POST", ["v1", "boleto"]) => body("barcode") + &body("typeableLine"),
        ("GET", ["v3", "bills"]) => ask.parameter("document").unwrap_or_default().to_owned(),
        ("POST", ["v1", "accounts", "cashin"]) => {
            whole("amount") + &body("recipient.taxIdentifier.taxId")
        }
        ("POST", ["v1", "accounts", _, _, "limits"]) => {
            [method_and_path(), body("amount"), body("limitType")].join(":")
        }
        (_, ["v1", "wallet", ..]) => card(ask, segments),
        (
            "POST",
            ["v1", "accounts", _, "side-account", ..] | ["v1", "accounts", "side-account", ..],
        ) => side_account(ask, segments),
        _ => method_and_path(),
    })
}

/// Both versions: what names the receiver in one does not stand in the other.
fn pending(ask: &Ask) -> String {
    let body = |path: &str| ask.text(path).unwrap_or_default();
    let whole = |path: &str| whole_of(&body(path));
    let receiver = [
        "accountId",
        "account.accountId",
        "account.branch",
        "account.accountNumber",
        "account.account",
        "account.mobilePhone.phoneNumber",
    ];
    let receiver = receiver
        .map(|name| body(&format!("recipient.{name}")))
        .concat();
    [
        whole("receivedAmount"),
        body("transactionType"),
        body("billingIdentifier.transactionId"),
        body("status"),
        receiver,
        whole("recipient.amount"),
    ]
    .concat()
}

fn card(ask: &Ask, segments: &[&str]) -> String {
    let body = |path: &str| ask.text(path).unwrap_or_default();
    let method_and_path = format!("{}:{}", ask.method.to_lowercase(), ask.path);
    let key = body("externalIdentifier");
    match (ask.method.as_str(), segments) {
        ("PUT", ["v1", "wallet", account, "card", card, "alias"]) => {
            format!("{account}{card}{}", body("alias"))
        }
        ("POST", ["v1", "wallet", account, "prepaid", "card"]) => format!("{key}{account}"),
        ("POST", ["v1", "wallet", _, "card"]) => format!("{method_and_path}:{key}"),
        ("POST", ["v1", "wallet", .., "withdraw"]) => {
            format!("{method_and_path}:{}:{key}", whole_of(&body("amount")))
        }
        ("POST", ["v1", "wallet", .., "funds"]) => {
            format!("{method_and_path}:{}:{key}", whole_of(&body("value")))
        }
        _ => method_and_path,
    }
}

fn side_account(ask: &Ask, segments: &[&str]) -> String {
    let body = |path: &str| ask.text(path).unwrap_or_default();
    let key = body("externalIdentifier");
    let of_each = |names: [&str; 3]| -> String {
        let items = ask.body.get("recipients").and_then(Value::as_array);
        let one = |item: &Value| {
            let [id, amount, code] = names.map(|name| text_at(item, name).unwrap_or_default());
            format!("{id}{}{code}", whole_of(&amount))
        };
        items.into_iter().flatten().map(one).collect()
    };
    match segments {
        ["v1", "accounts", account, "side-account"] => {
            format!("{key}{}{account}", body("classificationId"))
        }
        ["v1", "accounts", "side-account", "cash-in", "external"] => {
            key + &of_each(["sideAccountId", "amount", "historyCode"])
        }
        ["v1", "accounts", "side-account", "payment" | "transfer"] => {
            let sender = body("sender.sideAccount.sideAccountId");
            let total = whole_of(&body("totalAmount"));
            sender + &total + &of_each(["sideAccount.sideAccountId", "amount", ""])
        }
        ["v1", "accounts", "side-account", side, "balance", ..] => whole_of(&body("amount")) + side,
        _ => key + &whole_of(&body("totalAmount")) + &body("historyCode"),
    }
}

fn batch(ask: &Ask) -> String {
    let items = ask
        .body
        .get("instantPaymentNonPriority")
        .and_then(Value::as_array);
    let first = |text: String| text.chars().take(6).collect::<String>();
    let one = |item: &Value| {
        let text = |path: &str| text_at(item, path).unwrap_or_default();
        let tax_id = text("recipient.taxIdentifier.taxId");
        whole_of(&text("totalAmount")) + &first(text("externalIdentifier")) + &first(tax_id)
    };
    items.into_iter().flatten().map(one).collect()
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
