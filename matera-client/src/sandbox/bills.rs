//! Boletos and bills of others before they are paid, and mobile recharge.

use serde_json::{Value, json};

use super::bank::Bank;
use super::request::{Answer, Ask, Reply, money};
use super::undo::receipt;

/// `POST /v1/boleto`
pub(super) fn boleto(bank: &Bank, ask: &Ask) -> Answer {
    let (barcode, line) = (ask.text("barcode"), ask.text("typeableLine"));
    let document = match (barcode, line) {
        (Some(document), None) | (None, Some(document)) => document,
        _ => {
            let text = "or typeableLine is required, and not both";
            return Err(Reply::wrong_field("barcode", text));
        }
    };
    if ask
        .body
        .get("payingAccount")
        .is_some_and(|payer| !payer.is_null())
    {
        super::money_out::found(bank, &ask.body, "payingAccount")?;
    }
    bill_json(&document).map(Reply::data)
}

/// `GET /v3/bills`
pub(super) fn bill(bank: &Bank, ask: &Ask) -> Answer {
    let document = ask.parameter("document").unwrap_or_default();
    let number = (
        ask.parameter("branchNumber"),
        ask.parameter("accountNumber"),
    );
    match (ask.parameter("accountId"), number) {
        (Some(id), _) => drop(bank.named(id)?),
        (None, (Some(branch), Some(account))) => drop(bank.numbered(branch, account)?),
        _ => {}
    }
    bill_json(document).map(Reply::data)
}

/// What the digits themselves say; of what is registered about it nothing is known here.
fn bill_json(document: &str) -> Result<Value, Reply> {
    let wrong = || Reply::wrong_field("document", "is no bar code and no typeable line");
    if !document.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    let (name, value) = match document.len() {
        44 if document.starts_with('8') => ("barcode", document.get(4..15)),
        44 => ("barcode", document.get(9..19)),
        47 => ("typeableLine", document.get(37..47)),
        48 => ("typeableLine", None),
        _ => return Err(wrong()),
    };
    // Eleven digits of value stand on both sides of the first check digit of a bill's line.
    let of_bill_line = || Some(format!("{}{}", document.get(4..11)?, document.get(12..16)?));
    let value = value.map(str::to_owned).or_else(of_bill_line);
    let cents: i64 = value
        .and_then(|value| value.parse().ok())
        .ok_or_else(wrong)?;
    Ok(json!({
        name: document,
        "value": money(cents),
        "interestAmount": money(0),
        "fineAmount": money(0),
        "discount": money(0),
        "total": money(cents),
    }))
}

const CARRIERS: [(&str, &str); 2] = [("11", "Operadora Sol"), ("12", "Operadora Lua")];
const VALUES: [i64; 3] = [1_500, 2_000, 3_500];

/// `GET /v1/country/{country}/area-code/{area}…`
pub(super) fn recharges(country: &str, area: &str, rest: &[&str]) -> Answer {
    let is_area = area.len() == 2 && area.bytes().all(|byte| (b'1'..=b'9').contains(&byte));
    if country != "BRA" || !is_area {
        return Err(Reply::not_found("area"));
    }
    match rest {
        ["carriers"] => {
            let carrier = |(id, name)| json!({"carrierId": id, "carrierName": name});
            Ok(Reply::data(CARRIERS.map(carrier).into_iter().collect()))
        }
        ["carrier", id, "values"] => {
            check_carrier(id)?;
            let value = |cents| json!({"value": money(cents)});
            Ok(Reply::data(VALUES.map(value).into_iter().collect()))
        }
        _ => Err(Reply::no_such_route()),
    }
}

fn check_carrier(id: &str) -> Result<(), Reply> {
    let is_known = CARRIERS.iter().any(|(known, _)| *known == id);
    is_known
        .then_some(())
        .ok_or_else(|| Reply::not_found("carrier"))
}

/// `POST /v1/account/{id}/recharge`
pub(super) fn recharge(bank: &mut Bank, account: usize, ask: &Ask) -> Answer {
    let key = ask.required("externalIdentifier")?;
    ask.required("mobilePhone.phoneNumber")?;
    check_carrier(&ask.required("carrierId")?)?;
    let cents = ask.cents("totalAmount")?;
    if !VALUES.contains(&cents) {
        let text = "is not one of the carrier's values";
        return Err(Reply::wrong_field("totalAmount", text));
    }
    bank.check_funds(account, cents)?;
    let mut out = bank.book(account, "WithdrawRecharge", -cents);
    out.external_identifier = Some(key.clone());
    let id = out.id.clone();
    bank.transactions.push(out);
    Ok(receipt(&id, Some(&key), "APPROVED"))
}
