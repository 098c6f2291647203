//! Cards of an account: `/v1/wallet…`. What they look like is not published; it is made up here.

use serde_json::{Value, json};
use time::OffsetDateTime;

use super::bank::Bank;
use super::reading::{day_of, moment};
use super::request::{Answer, Ask, Reply, money};
use super::undo::receipt;

/// Ten million million reais, less a real and a cent: above it no amount is taken.
const LARGEST_CENTS: i64 = 999_999_999_999_900;

#[derive(Clone, Debug)]
pub(super) struct Card {
    account: usize,
    short_id: String,
    /// What stands for the card in requests; `None` for a prepaid one on its way.
    token: Option<String>,
    kind: String,
    name: Option<String>,
    is_prepaid: bool,
    /// Amounts put on it and taken off it, and when.
    movements: Vec<(i64, OffsetDateTime)>,
}

impl Card {
    fn cents(&self) -> i64 {
        self.movements.iter().map(|(cents, _)| cents).sum()
    }
}

/// `/v1/wallet/{account}…` and `/v1/wallet/card/{token}`
pub(super) fn answer(bank: &mut Bank, ask: &Ask, rest: &[&str]) -> Answer {
    match (ask.method.as_str(), rest) {
        ("DELETE", ["card", token]) => delete(bank, token),
        (_, [account, rest @ ..]) => of_account(bank, bank.named(account)?, ask, rest),
        _ => Err(Reply::no_such_route()),
    }
}

fn of_account(bank: &mut Bank, account: usize, ask: &Ask, rest: &[&str]) -> Answer {
    match (ask.method.as_str(), rest) {
        ("GET", ["card"]) => {
            let cards = bank.cards.iter().filter(|card| card.account == account);
            let cards: Vec<_> = cards.map(card_json).collect();
            Ok(Reply::data(json!({ "cards": cards })))
        }
        ("POST", ["card"]) => add(bank, account, ask),
        ("POST", ["prepaid", "card"]) => request_prepaid(bank, account, ask),
        ("PUT", ["card", id, "alias"]) => {
            found(bank, account, id)?.name = Some(ask.required("alias")?);
            Ok(Reply::empty(204))
        }
        ("GET", ["card", id, "balance"]) => {
            let cents = found(bank, account, id)?.cents();
            Ok(Reply::data(
                json!({"balance": money(cents), "currency": "BRL"}),
            ))
        }
        ("GET", ["card", id, "statement"]) => statement(bank, account, id, ask),
        ("POST", ["card", id, "withdraw"]) => {
            let cents = cents(ask, "amount")?;
            move_money(bank, account, id, -cents, ask)
        }
        ("POST", ["prepaid", "card", id, "funds"]) => {
            let cents = cents(ask, "value")?;
            move_money(bank, account, id, cents, ask)
        }
        _ => Err(Reply::no_such_route()),
    }
}

fn card_json(card: &Card) -> Value {
    json!({
        "shortId": card.short_id,
        "cardType": card.kind,
        "alias": card.name,
        "prepaid": card.is_prepaid,
    })
}

fn add(bank: &mut Bank, account: usize, ask: &Ask) -> Answer {
    ask.required("externalIdentifier")?;
    let token = ask.required("creditCardToken")?;
    let kind = ask.required("cardType")?;
    let known = ["VISA", "MASTER", "VEGAS", "AMEX", "DINERS", "ELO", "VR"];
    if !known.contains(&kind.as_str()) {
        return Err(Reply::wrong_field("cardType", "is unknown"));
    }
    let is_taken = |card: &Card| card.token.as_ref() == Some(&token);
    if bank.cards.iter().any(is_taken) {
        return Err(Reply::wrong_field("creditCardToken", "is in a wallet"));
    }
    Ok(Reply::data(issue(bank, account, Some(token), kind)))
}

/// The card comes by mail. Its token is known when it is here.
fn request_prepaid(bank: &mut Bank, account: usize, ask: &Ask) -> Answer {
    ask.required("externalIdentifier")?;
    ask.required("mailAddress.logradouro")?;
    ask.required("mailAddress.cep")?;
    issue(bank, account, None, "ELO".to_owned());
    Ok(Reply::empty(204))
}

fn issue(bank: &mut Bank, account: usize, token: Option<String>, kind: String) -> Value {
    let card = Card {
        account,
        short_id: bank.issue("CA4D").replace('-', "").to_lowercase(),
        is_prepaid: token.is_none(),
        token,
        kind,
        name: None,
        movements: Vec::new(),
    };
    let answer = card_json(&card);
    bank.cards.push(card);
    answer
}

fn delete(bank: &mut Bank, token: &str) -> Answer {
    let before = bank.cards.len();
    bank.cards
        .retain(|card| card.token.as_deref() != Some(token));
    if bank.cards.len() == before {
        return Err(Reply::not_found("card"));
    }
    Ok(Reply::empty(204))
}

fn found<'a>(bank: &'a mut Bank, account: usize, id: &str) -> Result<&'a mut Card, Reply> {
    let mut cards = bank.cards.iter_mut();
    cards
        .find(|card| card.account == account && card.short_id == id)
        .ok_or_else(|| Reply::not_found("card"))
}

fn statement(bank: &mut Bank, account: usize, id: &str, ask: &Ask) -> Answer {
    let (from, to) = (ask.day("startDate")?, ask.day("endDate")?);
    let card = found(bank, account, id)?;
    let entries = card.movements.iter().filter(|(_, at)| {
        let day = day_of(*at);
        from.is_none_or(|from| day >= Some(from)) && to.is_none_or(|to| day <= Some(to))
    });
    let entries = entries.map(|(cents, at)| json!({"date": moment(*at), "amount": money(*cents)}));
    let entries: Vec<_> = entries.collect();
    Ok(Reply::data(json!({ "entries": entries })))
}

/// Above a cent, and not above the largest.
fn cents(ask: &Ask, field: &str) -> Result<i64, Reply> {
    if ask.required("currency")? != "BRL" {
        return Err(Reply::wrong_field("currency", "must be BRL here"));
    }
    match ask.cents(field)? {
        cents if cents > 1 && cents <= LARGEST_CENTS => Ok(cents),
        _ => Err(Reply::wrong_field(field, "is out of range")),
    }
}

/// Between an account and its prepaid card: `cents` onto the card, or off it when negative.
fn move_money(bank: &mut Bank, account: usize, id: &str, cents: i64, ask: &Ask) -> Answer {
    let key = ask.required("externalIdentifier")?;
    let card = found(bank, account, id)?;
    if !card.is_prepaid {
        return Err(Reply::wrong_field("shortId", "is not a prepaid card"));
    }
    if card.cents() + cents < 0 {
        return Err(Reply::error(
            422,
            "INSUFFICIENT_BALANCE",
            "insufficient balance of the card",
        ));
    }
    if cents > 0 {
        bank.check_balance(account, cents)?;
    }
    let kind = if cents > 0 {
        "WithdrawPrepaid"
    } else {
        "DepositPrepaid"
    };
    let mut moved = bank.book(account, kind, -cents);
    moved.external_identifier = Some(key.clone());
    let (transaction, at) = (moved.id.clone(), moved.at);
    bank.transactions.push(moved);
    found(bank, account, id)?.movements.push((cents, at));
    Ok(receipt(&transaction, Some(&key), "APPROVED"))
}
