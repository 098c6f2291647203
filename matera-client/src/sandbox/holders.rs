//! Accounts as their holders change them.

use serde_json::json;

use super::bank::Bank;
use super::reading::{account_json, identifier};
use super::request::{Answer, Ask, Reply};

/// `GET /v1/accounts/mobile-phone/{number}`: the country may stand before it.
pub(super) fn by_phone(bank: &Bank, number: &str) -> Answer {
    let number = number.strip_prefix("BRA").unwrap_or(number);
    let accounts = bank.accounts.iter();
    let accounts = accounts.filter(|account| account.phone.as_deref() == Some(number));
    let accounts: Vec<_> = accounts.map(identifier).collect();
    Ok(Reply::data(json!({ "accounts": accounts })))
}

/// `PUT /v1/accounts/{id}`
pub(super) fn update(bank: &mut Bank, index: usize, ask: &Ask) -> Answer {
    ask.required("externalIdentifier")?;
    let tax_id = ask.required("client.taxIdentifier.taxId")?;
    let account = bank.account_mut(index)?;
    if account.holder.tax_id != tax_id {
        let text = "is not the holder's";
        return Err(Reply::wrong_field("client.taxIdentifier.taxId", text));
    }
    if let Some(name) = ask.text("client.name") {
        account.holder.name = name;
    }
    if let Some(number) = ask.text("mobilePhone.phoneNumber") {
        account.phone = Some(number);
    }
    Ok(Reply::data(account_json(bank, index)))
}

/// `PUT` and `DELETE /v1/accounts/{id}/mobile-phone`
pub(super) fn phone(bank: &mut Bank, index: usize, ask: &Ask) -> Answer {
    let number = match ask.method.as_str() {
        "DELETE" => None,
        _ => Some(ask.required("mobilePhone.phoneNumber")?),
    };
    let is_taken = number.is_some() && bank.accounts.iter().any(|account| account.phone == number);
    if is_taken {
        let text = "belongs to another account";
        return Err(Reply::wrong_field("mobilePhone.phoneNumber", text));
    }
    bank.account_mut(index)?.phone = number;
    Ok(Reply::empty(204))
}

/// `PUT /v1/accounts/{id}/overdraft`: a proposal, which nobody here accepts.
pub(super) fn overdraft(bank: &mut Bank, index: usize, ask: &Ask) -> Answer {
    bank.account(index)?;
    ask.cents("overdraftAmount")?;
    Ok(Reply::data(json!({"proposalId": bank.issue("04D4")})))
}
