//! Credit cards, API 2.x.

use serde_json::{Value, json};

use super::accounts::{days_before, direction, year_before};
use super::ask::Ask;
use super::reply::{Answer, Reply, put};
use super::router::World;
use super::story::{Bill, CARD, Purchase, amount, bill_of, signed};

const CARD_NUMBER: &str = "4453";

pub(super) fn answer(world: &mut World, ask: &Ask<'_>, method: &str, path: &[&str]) -> Answer {
    let ("GET", ["accounts", rest @ ..]) = (method, path) else {
        return Err(Reply::empty(404));
    };
    let permission = match rest {
        [] | [_] => "CREDIT_CARDS_ACCOUNTS_READ",
        [_, "limits"] => "CREDIT_CARDS_ACCOUNTS_LIMITS_READ",
        [_, "bills"] => "CREDIT_CARDS_ACCOUNTS_BILLS_READ",
        [_, "bills", _, "transactions"] => "CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ",
        [_, "transactions" | "transactions-current"] => "CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ",
        _ => return Err(Reply::empty(404)),
    };
    ask.reads(world, "credit-cards-accounts", permission)?;
    let [id, rest @ ..] = rest else {
        let mut account = product();
        put(&mut account, "creditCardAccountId", CARD);
        put(&mut account, "brandName", "Banco Fictício");
        put(&mut account, "companyCnpj", "11222333000181");
        return ask.page(&[account]);
    };
    if *id != CARD {
        return Err(Reply::complaint(404, "RECURSO_INEXISTENTE"));
    }
    match rest {
        [] => {
            let mut account = product();
            let card = json!({"identificationNumber": CARD_NUMBER, "isMultipleCreditCard": false});
            put(&mut account, "paymentMethod", json!([card]));
            ask.one_counted(&account)
        }
        ["limits"] => ask.one_counted(&limits(world)),
        ["bills"] => bills(world, ask),
        ["bills", bill, ..] => bill_transactions(world, ask, bill),
        [list] => transactions(world, ask, list),
        _ => Err(Reply::empty(404)),
    }
}

fn product() -> Value {
    json!({
        "name": "Cartão Fictício Empresarial",
        "productType": "EMPRESARIAL",
        "creditCardNetwork": "ELO",
    })
}

fn limits(world: &World) -> Value {
    let limit = 200_000_000;
    let used: i64 = world.story.purchases().iter().map(|one| one.parts).sum();
    json!([{
        "creditLineLimitType": "LIMITE_CREDITO_TOTAL",
        "consolidationType": "CONSOLIDADO",
        "identificationNumber": CARD_NUMBER,
        "isLimitFlexible": false,
        "limitAmount": amount(limit),
        "usedAmount": signed(used),
        "availableAmount": signed(limit - used),
    }])
}

fn bills(world: &World, ask: &Ask<'_>) -> Answer {
    let today = world.story.today();
    let names = ["fromDueDate", "toDueDate"];
    let asked = ask.days(names, today, ("0001-01-01", "9999-12-31"))?;
    let filters = ask.query(names[0]).is_some();
    let shown: Vec<Value> = world
        .story
        .bills()
        .iter()
        .filter(|bill| {
            let due = bill.due.to_string();
            !filters || (asked.0 <= due && due <= asked.1)
        })
        .map(|bill| bill_json(bill, bill.due <= today))
        .collect();
    ask.page(&shown)
}

fn bill_json(bill: &Bill, is_paid: bool) -> Value {
    let mut payments = Vec::new();
    if is_paid && bill.total > 0 {
        let mut payment = amount(bill.total);
        put(
            &mut payment,
            "valueType",
            "VALOR_PAGAMENTO_FATURA_REALIZADO",
        );
        put(&mut payment, "paymentDate", bill.due.to_string());
        put(&mut payment, "paymentMode", "DEBITO_CONTA_CORRENTE");
        payments.push(payment);
    }
    json!({
        "billId": bill.id,
        "dueDate": bill.due.to_string(),
        "billClosingDate": bill.closed.to_string(),
        "billTotalAmount": signed(bill.total),
        "billMinimumAmount": amount(bill.total / 10),
        "isInstalment": true,
        "payments": payments,
    })
}

fn bill_transactions(world: &World, ask: &Ask<'_>, bill: &str) -> Answer {
    if !world.story.bills().iter().any(|one| one.id == bill) {
        return Err(Reply::complaint(404, "RECURSO_INEXISTENTE"));
    }
    let on_it: Vec<Value> = world
        .story
        .purchases()
        .iter()
        .filter(|one| one.kind == "PAGAMENTO" && bill_of(one.posted) == bill)
        .map(|one| purchase(world, one))
        .collect();
    ask.page(&on_it)
}

fn transactions(world: &World, ask: &Ask<'_>, list: &str) -> Answer {
    let today = world.story.today();
    let first = match list {
        "transactions" => year_before(today),
        _ => days_before(today, 6),
    };
    let names = ["fromTransactionDate", "toTransactionDate"];
    let (from, to) = ask.days(names, today, (&first, &today.to_string()))?;
    let wanted = ask.query("transactionType");
    let category = ask.query("payeeMCC");
    let shown: Vec<Value> = world
        .story
        .purchases()
        .iter()
        .filter(|one| {
            one.moment
                .get(..10)
                .is_some_and(|day| *from <= *day && *day <= *to)
        })
        .filter(|one| wanted.as_deref().is_none_or(|wanted| wanted == one.kind))
        .filter(|one| {
            category
                .as_deref()
                .is_none_or(|wanted| one.kind == "PAGAMENTO" && wanted == "742")
        })
        .map(|one| {
            let mut data = purchase(world, one);
            let month = bill_of(one.posted);
            put(
                &mut data,
                "billForecastDate",
                month.trim_start_matches("fatura-"),
            );
            data
        })
        .collect();
    ask.page_without_totals(&shown)
}

fn purchase(world: &World, one: &Purchase) -> Value {
    let mut data = json!({
        "transactionId": one.id,
        "identificationNumber": CARD_NUMBER,
        "transactionName": one.name,
        // What is owed grows by a debit.
        "creditDebitType": direction(-one.parts),
        "transactionType": one.kind,
        "brazilianAmount": amount(one.parts),
        "amount": amount(one.parts),
        "transactionDateTime": one.moment,
        "billPostDate": one.posted.to_string(),
    });
    let bill = bill_of(one.posted);
    if world.story.bills().iter().any(|closed| closed.id == bill) {
        put(&mut data, "billId", bill);
    }
    if one.kind == "PAGAMENTO" {
        put(&mut data, "payeeMCC", 742);
        put(&mut data, "paymentType", "A_VISTA");
    }
    if let Some((number, of)) = one.instalment {
        put(&mut data, "paymentType", "A_PRAZO");
        put(&mut data, "chargeIdentificator", number);
        put(&mut data, "chargeNumber", of);
    }
    data
}
