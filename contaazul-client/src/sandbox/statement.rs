//! The statement query that only the seed description knows.

use time::Date;

use super::json::Json;
use super::ledger::{Ledger, Side, State};
use super::request::{Answer, Ask, Reply};

pub(super) fn list(ledger: &Ledger, ask: &Ask<'_>, today: Date) -> Answer {
    let page = ask.seed_page()?;
    let (from, to) = (
        ask.required_date("data_inicio")?,
        ask.required_date("data_fim")?,
    );
    let wanted: Vec<_> = ask.text("status").unwrap_or("PAGO").split(',').collect();
    let mut lines = Vec::new();
    for (event, one) in ledger.installments() {
        let customer = event.person_id.as_deref().and_then(|id| ledger.person(id));
        let category = event.allocations.first();
        let category = category.and_then(|part| ledger.category(&part.category_id));
        let line = |id: &str, day: Option<Date>, cents: i64| {
            let tax_id = customer
                .filter(|_| event.side == Side::Income)
                .and_then(|person| person.tax_id.as_deref());
            Json::object([
                ("id", id.into()),
                ("tipo", event.side.as_str().into()),
                ("valor", Json::money(cents)),
                ("data_pagamento", day.map(Json::date).into()),
                ("categoria", category.map(|one| &one.name).into()),
                ("cliente_cnpj", tax_id.into()),
                ("origem", event.origin.into()),
            ])
        };
        if wanted.contains(&"PAGO") {
            let paid = one.settlements.iter();
            let paid = paid.filter(|paid| (from..=to).contains(&paid.paid_on));
            lines.extend(paid.map(|paid| line(&paid.id, Some(paid.paid_on), paid.value.net())));
        }
        let overdue = one.state(today) == State::Overdue && (from..=to).contains(&one.due_on);
        if wanted.contains(&"VENCIDO") && overdue {
            lines.push(line(&one.id, None, one.open()));
        }
    }
    let total = lines.len();
    Ok(Reply::ok(Json::object([
        ("items", Json::list(page.of(lines))),
        ("page", page.number.into()),
        ("total", total.into()),
    ])))
}
