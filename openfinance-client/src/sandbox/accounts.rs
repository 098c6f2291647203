//! Accounts, API 2.x.

use serde_json::{Value, json};
use time::Date;

use super::ask::Ask;
use super::reply::{Answer, Reply, now, put};
use super::router::World;
use super::story::{CHECKING, Entry, SAVINGS, amount, signed};

/// Who keeps the accounts, and under which number the checking account.
#[derive(Clone, Debug)]
pub(super) struct Keeper {
    pub(super) brand: String,
    pub(super) bank_code: String,
    pub(super) number: String,
}

impl Default for Keeper {
    fn default() -> Self {
        Self {
            brand: "Banco Fictício".to_owned(),
            bank_code: "999".to_owned(),
            number: "00123456".to_owned(),
        }
    }
}

/// Id, kind and number of the accounts.
fn accounts(keeper: &Keeper) -> [(&'static str, &'static str, &str); 2] {
    [
        (CHECKING, "CONTA_DEPOSITO_A_VISTA", &keeper.number),
        (SAVINGS, "CONTA_POUPANCA", "00654321"),
    ]
}

pub(super) fn answer(world: &mut World, ask: &Ask<'_>, method: &str, path: &[&str]) -> Answer {
    let ("GET", ["accounts", rest @ ..]) = (method, path) else {
        return Err(Reply::empty(404));
    };
    let permission = match rest {
        [] | [_] => "ACCOUNTS_READ",
        [_, "balances" | "reserved-balances"] => "ACCOUNTS_BALANCES_READ",
        [_, "overdraft-limits"] => "ACCOUNTS_OVERDRAFT_LIMITS_READ",
        [_, "transactions" | "transactions-current"] => "ACCOUNTS_TRANSACTIONS_READ",
        _ => return Err(Reply::empty(404)),
    };
    ask.reads(world, "accounts", permission)?;
    let [id, rest @ ..] = rest else {
        return list(&world.keeper, ask);
    };
    let known = accounts(&world.keeper);
    let known = known.iter().find(|(known, _, _)| known == id);
    let (_, kind, number) = known.ok_or_else(|| Reply::complaint(404, "RECURSO_INEXISTENTE"))?;
    match rest {
        [] => ask.one_counted(&details(&world.keeper, kind, number)),
        ["balances"] => ask.one_counted(&balance(world, id)),
        ["reserved-balances"] => ask.page(&reserved(id)),
        ["overdraft-limits"] => ask.one_counted(&overdraft(id)),
        [list] => transactions(world, ask, id, list),
        _ => Err(Reply::empty(404)),
    }
}

fn list(keeper: &Keeper, ask: &Ask<'_>) -> Answer {
    let wanted = ask.query("accountType");
    let shown: Vec<Value> = accounts(keeper)
        .iter()
        .filter(|(_, kind, _)| wanted.as_deref().is_none_or(|wanted| wanted == *kind))
        .map(|(id, kind, number)| {
            let mut account = numbered(keeper, kind, number);
            put(&mut account, "accountId", *id);
            put(&mut account, "brandName", keeper.brand.as_str());
            put(&mut account, "companyCnpj", "11222333000181");
            account
        })
        .collect();
    ask.page(&shown)
}

fn numbered(keeper: &Keeper, kind: &str, number: &str) -> Value {
    json!({
        "type": kind,
        "compeCode": keeper.bank_code,
        "branchCode": "0001",
        "number": number,
        "checkDigit": "X",
    })
}

fn details(keeper: &Keeper, kind: &str, number: &str) -> Value {
    let mut account = numbered(keeper, kind, number);
    put(&mut account, "subtype", "INDIVIDUAL");
    put(&mut account, "currency", "BRL");
    account
}

fn balance(world: &World, id: &str) -> Value {
    let balance = world.story.balance(id).unwrap_or_default();
    let blocked = world.story.blocked(id).unwrap_or_default();
    json!({
        "availableAmount": signed(balance - blocked),
        "blockedAmount": amount(blocked),
        "automaticallyInvestedAmount": signed(balance - blocked),
        "updateDateTime": now(),
        "hasReservedBalance": id == CHECKING,
    })
}

fn reserved(id: &str) -> Vec<Value> {
    let reserve = json!({
        "reservedName": "Forno novo",
        "reservedIdentification": "0f8fad5b-d9cb-469f-a165-70867728950e",
        "availableAmount": [{
            "amount": "1500.0000",
            "currency": "BRL",
            "remuneration": {
                "postFixedIndexerPercentage": "1.000000",
                "rateType": "EXPONENCIAL",
                "indexer": "CDI",
                "calculation": "DIAS_UTEIS",
                "ratePeriodicity": "ANUAL",
            },
        }],
    });
    match id {
        CHECKING => vec![reserve],
        _ => Vec::new(),
    }
}

fn overdraft(id: &str) -> Value {
    match id {
        CHECKING => json!({
            "overdraftContractedLimit": amount(50_000_000),
            "overdraftUsedLimit": amount(0),
            "unarrangedOverdraftAmount": amount(0),
        }),
        _ => json!({}),
    }
}

fn transactions(world: &World, ask: &Ask<'_>, id: &str, list: &str) -> Answer {
    let today = world.story.today();
    let (first, last) = match list {
        "transactions" => (year_before(today), year_after(today)),
        _ => (days_before(today, 6), year_after(today)),
    };
    let names = ["fromBookingDate", "toBookingDate"];
    let (from, to) = ask.days(names, today, (&first, &last))?;
    let wanted = ask.query("creditDebitIndicator");
    let entries = world.story.entries(id).unwrap_or_default();
    let shown: Vec<Value> = entries
        .iter()
        // The bank goes by the day of the text, which is UTC's.
        .filter(|entry| {
            entry
                .moment
                .get(..10)
                .is_some_and(|day| *from <= *day && *day <= *to)
        })
        .filter(|entry| {
            wanted
                .as_deref()
                .is_none_or(|wanted| wanted == direction(entry.parts))
        })
        .map(transaction)
        .collect();
    ask.page_without_totals(&shown)
}

fn transaction(entry: &Entry) -> Value {
    let mut data = json!({
        "transactionId": entry.id,
        "completedAuthorisedPaymentType": entry.status,
        "creditDebitType": direction(entry.parts),
        "transactionName": entry.name,
        "type": entry.kind,
        "transactionAmount": amount(entry.parts),
        "transactionDateTime": entry.moment,
    });
    if entry.kind == "OUTROS" {
        put(&mut data, "typeAdditionalInfo", "Pagamento de fatura");
    }
    if let Some(document) = &entry.document {
        let person = match document.len() {
            11 => "PESSOA_NATURAL",
            _ => "PESSOA_JURIDICA",
        };
        put(&mut data, "partieCnpjCpf", document.as_str());
        put(&mut data, "partiePersonType", person);
        put(&mut data, "codeISPB", "1A2B3C4D");
    }
    data
}

pub(super) fn direction(parts: i64) -> &'static str {
    match parts < 0 {
        true => "DEBITO",
        false => "CREDITO",
    }
}

pub(super) fn days_before(day: Date, days: i64) -> String {
    day.saturating_sub(time::Duration::days(days)).to_string()
}

pub(super) fn year_before(day: Date) -> String {
    years_on(day, -1)
}

fn year_after(day: Date) -> String {
    years_on(day, 1)
}

fn years_on(day: Date, years: i32) -> String {
    let year = day.year() + years;
    // Only 29 February is not there every year.
    let same = day.replace_year(year);
    let same = same.or_else(|_| day.replace_day(28).and_then(|day| day.replace_year(year)));
    same.unwrap_or(day).to_string()
}
