//! What people and machines see of the database. Neither names nor amounts nor messages.

use std::io::{self, Write};

use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::store::{DeadLetter, Kept, Store, StoreError};

#[derive(Serialize)]
struct OrderLine {
    order: String,
    pay_by: super::order::PayBy,
    charge: Option<String>,
    paid_at: Option<String>,
    invoice: Option<i64>,
    state: String,
}

#[derive(Serialize)]
struct DeadLine {
    id: i64,
    what: String,
    reason: String,
    seen: u32,
    last_seen: Option<String>,
}

/// Lists the orders.
pub(super) fn orders(
    store: &Store,
    json: bool,
    out: &mut dyn Write,
) -> Result<io::Result<()>, StoreError> {
    let lines = store.orders()?;
    let lines = lines.iter().map(|kept| order_line(store, kept));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    Ok(match json {
        true => write_json(&lines, out),
        false => write_orders(&lines, out),
    })
}

fn order_line(store: &Store, kept: &Kept) -> Result<OrderLine, StoreError> {
    let open = store.open_jobs(&kept.order.id)?;
    let state = match open.first() {
        Some((job, state)) => format!("{job} {state}"),
        None if kept.paid_at.is_some() => "complete".to_owned(),
        None => "waiting to be paid".to_owned(),
    };
    Ok(OrderLine {
        order: kept.order.id.clone(),
        pay_by: kept.order.pay_by,
        charge: kept.charge_id.as_ref().map(ToString::to_string),
        paid_at: kept.paid_at.and_then(in_words),
        invoice: kept.invoice_number,
        state,
    })
}

fn write_orders(lines: &[OrderLine], out: &mut dyn Write) -> io::Result<()> {
    let (paid, invoice) = ("paid", "invoice");
    writeln!(out, "{:<12} {paid:<22} {invoice:<9} state", "order")?;
    for line in lines {
        let paid = line.paid_at.as_deref().unwrap_or("-");
        let invoice = line
            .invoice
            .map_or_else(|| "-".to_owned(), |number| number.to_string());
        writeln!(
            out,
            "{:<12} {paid:<22} {invoice:<9} {}",
            line.order, line.state
        )?;
    }
    Ok(())
}

/// Lists what needs a person.
pub(super) fn dead_letters(
    letters: &[DeadLetter],
    json: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    if json {
        let line = |letter: &DeadLetter| DeadLine {
            id: letter.id,
            what: letter.what.clone(),
            reason: letter.reason.clone(),
            seen: letter.seen,
            last_seen: in_words(letter.last_seen),
        };
        let lines: Vec<_> = letters.iter().map(line).collect();
        return write_json(&lines, out);
    }
    for DeadLetter {
        id,
        what,
        reason,
        seen,
        ..
    } in letters
    {
        let times = if *seen > 1 {
            format!(" ({seen} times)")
        } else {
            String::new()
        };
        writeln!(out, "{id:>4}  {what}{times}: {reason}")?;
    }
    Ok(())
}

fn write_json(lines: &[impl Serialize], out: &mut dyn Write) -> io::Result<()> {
    for line in lines {
        serde_json::to_writer(&mut *out, line)?;
        writeln!(out)?;
    }
    Ok(())
}

fn in_words(moment: OffsetDateTime) -> Option<String> {
    moment.format(&Rfc3339).ok()
}
