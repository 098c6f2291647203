//! Accounts, balances, statements, transactions: what is read.

use client_core::wire::{self, LocalRule};
use serde_json::{Value, json};
use time::{Date, OffsetDateTime};

use super::bank::{Account, BRANCH, Bank, Holder, ISPB, Transaction};
use super::request::{Answer, Ask, Reply, money};

/// A moment with the offset of Brasília.
pub(super) fn moment(at: OffsetDateTime) -> Value {
    let offset = time::UtcOffset::from_hms(-3, 0, 0).unwrap_or(time::UtcOffset::UTC);
    let text = wire::instant::format(at.to_offset(offset));
    text.map_or(Value::Null, Value::from)
}

pub(super) fn day_of(at: OffsetDateTime) -> Option<Date> {
    LocalRule::BRASILIA.day_of(at).ok()
}

fn day_json(at: OffsetDateTime) -> Value {
    day_of(at).map_or(Value::Null, date_json)
}

pub(super) fn date_json(day: Date) -> Value {
    wire::date::format(day).map_or(Value::Null, Value::from)
}

pub(super) fn identifier(account: &Account) -> Value {
    json!({
        "accountId": account.id,
        "branch": 1,
        "account": account.number,
        "accountType": "UNLIMITED_ORDINARY",
    })
}

pub(super) fn tax_json(tax_id: &str) -> Value {
    json!({"taxId": tax_id, "country": "BRA"})
}

/// `GET /v1/accounts`
pub(super) fn search(bank: &Bank, ask: &Ask) -> Answer {
    let tax_id = ask.parameter("taxId");
    let tax_id = tax_id.ok_or_else(|| Reply::wrong_field("taxId", "is required here"))?;
    let accounts: Vec<_> = bank
        .accounts
        .iter()
        .filter(|account| account.holder.tax_id == tax_id)
        .collect();
    let Some(first) = accounts.first() else {
        return Err(Reply::not_found("account holder"));
    };
    let holder = json!({
        "accountHolderId": holder_id(first),
        "name": first.holder.name,
        "status": "ACTIVE",
        "taxIdentifier": tax_json(tax_id),
    });
    let accounts: Vec<_> = accounts.into_iter().map(identifier).collect();
    Ok(Reply::data(
        json!({"accounts": accounts, "accountHolder": holder}),
    ))
}

fn holder_id(account: &Account) -> String {
    account.id.replacen("ACC0", "401D", 1)
}

/// `POST /v1/accounts`: answers that the account is being created; it is regular when next read.
pub(super) fn open(bank: &mut Bank, ask: &Ask) -> Answer {
    ask.required("externalIdentifier")?;
    let name = ask.required("client.name")?;
    let tax_id = ask.required("client.taxIdentifier.taxId")?;
    let index = bank.open(Holder::new(name, tax_id));
    let mut answer = account_json(bank, index);
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("accountStatus".to_owned(), json!("CREATING"));
    }
    Ok(Reply::data(answer))
}

pub(super) fn account_json(bank: &Bank, index: usize) -> Value {
    let Ok(account) = bank.account(index) else {
        return Value::Null;
    };
    let is_company = account.holder.tax_id.len() == 14;
    json!({
        "accountHolderId": holder_id(account),
        "account": identifier(account),
        "accountStatus": account.status,
        "clientType": if is_company { "CORPORATE" } else { "PERSON" },
        "client": {
            "name": account.holder.name,
            "taxIdentifier": tax_json(&account.holder.tax_id),
        },
    })
}

/// `GET /v1/accounts/{id}`
pub(super) fn account(bank: &Bank, id: &str) -> Answer {
    Ok(Reply::data(account_json(bank, bank.named(id)?)))
}

/// `DELETE /v1/accounts/{id}`
pub(super) fn close(bank: &mut Bank, index: usize) -> Answer {
    if bank.real_cents(index) != 0 {
        return Err(Reply::error(
            422,
            "BALANCE_NOT_ZERO",
            "the account is not empty",
        ));
    }
    bank.account_mut(index)?.status = "CLOSED";
    Ok(Reply::empty(202))
}

/// `GET /v2/accounts/{id}/balance`
pub(super) fn balance(bank: &Bank, index: usize) -> Answer {
    let account = bank.account(index)?;
    let available = money(bank.available_cents(index));
    Ok(Reply::data(json!({
        "accountId": account.id,
        "date": day_json(OffsetDateTime::now_utc()),
        "real": money(bank.real_cents(index)),
        "available": available,
        "future": money(0),
        "overdraft": money(0),
        "blocked": money(account.locked_cents()),
        "autoInvest": money(0),
        "availableBalanceForTransactions": available,
    })))
}

/// `GET /v1/accounts/{id}/balance`: the old list, without an amount for the future.
pub(super) fn balances(bank: &Bank, index: usize) -> Answer {
    let account = bank.account(index)?;
    let date = day_json(OffsetDateTime::now_utc());
    let line = |kind: &str, cents: Option<i64>| {
        let mut line = json!({"balanceType": kind, "date": date, "accountId": account.id});
        if let (Some(cents), Some(fields)) = (cents, line.as_object_mut()) {
            fields.insert("amount".to_owned(), money(cents));
        }
        line
    };
    Ok(Reply::data(json!({
        "balances": [
            line("REAL", Some(bank.real_cents(index))),
            line("AVAILABLE", Some(bank.available_cents(index))),
            line("FUTURE", None),
            line("BLOCKED", Some(account.locked_cents())),
        ],
        "accountStatus": account.status,
    })))
}

fn approved(bank: &Bank, index: usize) -> impl Iterator<Item = &Transaction> {
    let all = bank.transactions.iter();
    all.filter(move |one| one.account == index && one.status == "APPROVED" && one.cents != 0)
}

/// Whoever is on the other side, if anybody is.
fn party((name, tax_id): &(String, String)) -> Value {
    match name.is_empty() {
        true => Value::Null,
        false => json!({"name": name, "taxIdentifier": tax_json(tax_id)}),
    }
}

fn entry(one: &Transaction) -> Value {
    json!({
        "entryDate": moment(one.at),
        "creditDate": day_json(one.at),
        "transactionType": one.kind,
        "description": one.text.as_deref().unwrap_or(one.kind),
        "amount": money(one.cents.abs()),
        "transactionId": one.id,
        "type": if one.cents < 0 { "D" } else { "C" },
        "historyCode": 1021,
        "counterpart": party(&one.counterparty),
    })
}

/// `GET /v1/accounts/{id}/statement`: movements, and a balance line at the end.
pub(super) fn statement_of_days(bank: &Bank, index: usize, ask: &Ask) -> Answer {
    let (from, to) = (ask.day("start")?, ask.day("ending")?);
    let within = |one: &&Transaction| is_within(one.at, from, to);
    let mut lines: Vec<_> = approved(bank, index).filter(within).map(entry).collect();
    let cents = bank.real_cents(index);
    lines.push(json!({"description": "SALDO", "amount": money(cents), "type": "S"}));
    Ok(Reply::data(json!({"statement": lines})))
}

pub(super) fn is_within(at: OffsetDateTime, from: Option<Date>, to: Option<Date>) -> bool {
    let day = day_of(at);
    from.is_none_or(|from| day >= Some(from)) && to.is_none_or(|to| day <= Some(to))
}

/// `GET /v3/accounts/{id}/statement`
pub(super) fn statement_page(bank: &Bank, index: usize, ask: &Ask) -> Answer {
    let (from, to) = (local(ask, "startDateTime")?, local(ask, "endDateTime")?);
    let number = |name: &str| {
        ask.parameter(name)
            .and_then(|text| text.parse::<usize>().ok())
    };
    let (Some(page), Some(size @ 1..=100)) = (number("pageNumber"), number("pageSize")) else {
        return Err(Reply::wrong_field(
            "pageSize",
            "must be 1 to 100, with a pageNumber",
        ));
    };
    let within = approved(bank, index).filter(|one| from <= one.at && one.at <= to);
    let lines = within.skip(page.saturating_mul(size)).take(size);
    let lines: Vec<_> = lines.map(entry).collect();
    Ok(Reply::data(json!({"statement": lines})))
}

/// A moment without an offset; one with an offset is refused.
fn local(ask: &Ask, name: &str) -> Result<OffsetDateTime, Reply> {
    let wrong = || Reply::wrong_field(name, "must be yyyy-MM-ddTHH:mm:ss");
    let text = ask.parameter(name).ok_or_else(wrong)?;
    if text.len() != 19 {
        return Err(wrong());
    }
    LocalRule::BRASILIA.read(text).map_err(|_| wrong())
}

/// `GET /v2/accounts/{id}/transactions`
pub(super) fn transactions(bank: &Bank, index: usize, ask: &Ask, shows_keys: bool) -> Answer {
    let (from, to) = (ask.day("begin")?, ask.day("end")?);
    let listed = |value: &str, name: &str| {
        let wanted = ask.parameter(name);
        wanted.is_none_or(|wanted| wanted.split(',').any(|one| one == value))
    };
    let mut found: Vec<_> = bank
        .transactions
        .iter()
        .filter(|one| one.account == index && is_within(one.at, from, to))
        .filter(|one| listed(one.status, "status") && listed(one.kind, "paymentTypes"))
        .filter(|one| {
            let wanted = ask.parameter("endToEndId");
            wanted.is_none() || wanted == one.end_to_end_id.as_deref()
        })
        .collect();
    if ask.parameter("pageOrder") != Some("ASC") {
        found.reverse();
    }
    let limit = ask
        .parameter("pageLimit")
        .map_or(Ok(50), str::parse::<usize>);
    let limit = limit.map_err(|_| Reply::wrong_field("pageLimit", "must be a number"))?;
    let start = match ask.parameter("hashNextPage") {
        None => 0,
        Some(token) => token
            .strip_prefix("page-")
            .and_then(|start| start.parse().ok())
            .ok_or_else(|| Reply::wrong_field("hashNextPage", "is not one of this list"))?,
    };
    let next = start + limit;
    let token = (next < found.len()).then(|| format!("page-{next}"));
    let page = found.into_iter().skip(start).take(limit);
    let page: Vec<_> = page
        .map(|one| transaction_json(bank, one, shows_keys))
        .collect();
    let mut data = json!({"transactions": page});
    if let (Some(token), Some(fields)) = (token, data.as_object_mut()) {
        fields.insert("hashNextPage".to_owned(), json!(token));
    }
    Ok(Reply::data(data))
}

/// `GET /v2/accounts/{id}/transactions/{transaction}`: a list even for one.
pub(super) fn transaction(bank: &Bank, index: usize, id: &str, shows_keys: bool) -> Answer {
    let one = bank.transaction(id)?;
    if one.account != index {
        return Err(Reply::not_found("transaction"));
    }
    let one = transaction_json(bank, one, shows_keys);
    Ok(Reply::data(json!({"transactions": [one]})))
}

pub(super) fn transaction_json(bank: &Bank, one: &Transaction, shows_keys: bool) -> Value {
    let account = bank.accounts.get(one.account);
    let mut json = json!({
        "accountId": account.map(|account| &account.id),
        "transactionId": one.id,
        "transactionDate": moment(one.at),
        "transactionType": one.kind,
        "transactionStatus": one.status,
        "totalAmount": money(one.cents.abs()),
        "currentAmount": money(one.cents.abs() - one.returned),
        "endToEndId": one.end_to_end_id,
        "counterPart": party(&one.counterparty),
    });
    let Some(fields) = json.as_object_mut() else {
        return json;
    };
    if shows_keys {
        fields.insert(
            "externalIdentifier".to_owned(),
            json!(one.external_identifier),
        );
    }
    if one.end_to_end_id.is_some() {
        fields.insert("instantPayment".to_owned(), pix_json(account, one));
    }
    json
}

fn pix_json(account: Option<&Account>, one: &Transaction) -> Value {
    let own = account.map(|account| {
        json!({
            "name": account.holder.name,
            "taxIdentifier": tax_json(&account.holder.tax_id),
            "account": {"branch": BRANCH, "account": account.number.to_string(), "accountType": "IP"},
            "psp": {"id": ISPB, "name": "Sandbox IP", "country": "BRA", "currencies": ["BRL"]},
        })
    });
    let other = json!({
        "name": one.counterparty.0,
        "taxIdentifier": tax_json(&one.counterparty.1),
    });
    let (sender, recipient) = match one.cents < 0 {
        true => (own, Some(other)),
        false => (Some(other), own),
    };
    let mut pix =
        json!({"endToEndId": one.end_to_end_id, "sender": sender, "recipient": recipient});
    if let (Some((name, reason)), Some(fields)) = (&one.returns, pix.as_object_mut()) {
        let returns = json!({
            "originalEndToEndId": name,
            "returnReasonInformation": {"reasonCode": reason},
        });
        fields.insert("returnInfo".to_owned(), returns);
    }
    pix
}

/// `GET /v1/instant-payments/{country}/psps`
pub(super) fn participants() -> Reply {
    Reply::data(json!({"psps": [
        {"id": ISPB, "name": "Sandbox IP", "country": "BRA", "currencies": ["BRL"]},
        {"id": "22233344", "name": "Banco Ficticio", "country": "BRA", "currencies": ["BRL"]},
    ]}))
}

/// `GET /v1/instant-payments/{country}/return-codes`
pub(super) fn return_codes() -> Reply {
    let code = |code: &str, text: &str| json!({"code": code, "description": text});
    Reply::data(json!({"returnCodes": [
        code("MD06", "Solicitada pelo usuario recebedor"),
        code("BE08", "Erro do PSP"),
        code("FR01", "Fundada suspeita de fraude"),
        code("AM09", "Valor incorreto"),
        code("SL02", "Pix Saque ou Pix Troco nao efetivado"),
    ]}))
}
