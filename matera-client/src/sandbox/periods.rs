//! Balances, deposits and the income report of a span of time.

use serde_json::json;
use time::{Date, OffsetDateTime};

use super::bank::{Bank, Transaction};
use super::money_in::deposit_json;
use super::reading::{date_json, day_of};
use super::request::{Answer, Ask, Reply, money};

/// `GET /v1/accounts/{id}/balance-period`: closed days only, so none later than yesterday.
pub(super) fn balances(bank: &Bank, index: usize, ask: &Ask) -> Answer {
    let (from, to) = span(ask)?;
    if day_of(OffsetDateTime::now_utc()).is_none_or(|today| to >= today) {
        return Err(Reply::wrong_field("endDate", "must be before today"));
    }
    let closing = |day: Date| {
        let later = |one: &&Transaction| day_of(one.at).is_none_or(|booked| booked > day);
        let moved = bank.approved(index).filter(later).map(|one| one.cents);
        bank.real_cents(index) - moved.sum::<i64>()
    };
    let days = std::iter::successors(Some(from), |day| day.next_day());
    let days = days.take_while(|day| *day <= to);
    let days = days.map(|day| json!({"date": date_json(day), "real": money(closing(day))}));
    let periods: Vec<_> = days.collect();
    let account = bank.account(index)?;
    Ok(Reply::data(
        json!({"accountId": account.id, "periods": periods}),
    ))
}

/// `GET /v1/accounts/{id}/deposits`
pub(super) fn deposits(bank: &Bank, index: usize, ask: &Ask) -> Answer {
    let (from, to) = span(ask)?;
    let kind = match ask.parameter("transactionType") {
        Some("Boleto") => "DepositBoleto",
        Some("InstantPayment") => "InstantPayment",
        _ => return Err(Reply::wrong_field("transactionType", "is required")),
    };
    let status = ask.parameter("status");
    let found = bank.transactions.iter().filter(|one| {
        let day = day_of(one.at);
        one.account == index
            && one.kind == kind
            && one.cents > 0
            && status.is_none_or(|status| status == one.status)
            && day.is_some_and(|day| (from..=to).contains(&day))
    });
    let found: Vec<_> = found.map(deposit_json).collect();
    Ok(Reply::data(json!({ "deposits": found })))
}

/// `GET /v1/accounts/{id}/income-report`: of years that are over. The file is a PDF without pages.
pub(super) fn income_report(bank: &Bank, index: usize, ask: &Ask) -> Answer {
    const PDF: &str = "JVBERi0xLjQK";
    bank.account(index)?;
    let year = ask.parameter("year").and_then(|year| year.parse().ok());
    let year: i32 = year.ok_or_else(|| Reply::wrong_field("year", "is required"))?;
    if day_of(OffsetDateTime::now_utc()).is_none_or(|today| year >= today.year()) {
        return Err(Reply::wrong_field("year", "is not over"));
    }
    let report = json!({"contentFile": PDF, "mimeType": "application/pdf"});
    Ok(Reply::ok(report))
}

fn span(ask: &Ask) -> Result<(Date, Date), Reply> {
    let day = |name: &str| {
        let day = ask.day(name)?;
        day.ok_or_else(|| Reply::wrong_field(name, "is required"))
    };
    let (from, to) = (day("startDate")?, day("endDate")?);
    match from <= to {
        true => Ok((from, to)),
        false => Err(Reply::wrong_field("startDate", "is after endDate")),
    }
}
