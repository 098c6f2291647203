//! Those who are invoiced twice a week.

use brazil_types::ParseError;

use super::books::Party;
use super::cast::{self, REGULARS};
use super::teller::Teller;

/// On which days of the month invoices are due.
const DUE_DAYS: [i64; 8] = [2, 5, 9, 12, 15, 18, 21, 24];

pub(super) fn tell(teller: &mut Teller) -> Result<(), ParseError> {
    for (number, name) in REGULARS.iter().enumerate() {
        let customer = cast::company(&mut teller.rng, name)?;
        for day in DUE_DAYS {
            deliver(teller, &customer, day, number % 3 == 0)?;
        }
    }
    Ok(())
}

fn deliver(
    teller: &mut Teller,
    customer: &Party,
    day: i64,
    by_boleto: bool,
) -> Result<(), ParseError> {
    let due = teller.month.plus(day - 1 + teller.rng.between(0, 2));
    let cents = teller.rng.between(18_000, 168_000);
    let lag = [0, 0, 0, 1, 1, 2, 3];
    let lag = teller.rng.pick(&lag).copied().unwrap_or_default();
    let paid = teller.later(due, lag)?;
    let (mut invoice, line) = if by_boleto {
        let (invoice, number) = teller.invoice_by_boleto(customer, due, cents);
        (invoice, teller.boleto_in(paid, cents, customer, &number))
    } else {
        let invoice = teller.invoice(customer, due, cents);
        let line = if teller.rng.chance(60) {
            teller.pix_in(paid, cents, customer, "Pix - Recebido")
        } else {
            teller.ted_in(paid, cents, customer)
        };
        (invoice, line)
    };
    let line = teller.post(line);
    invoice.paid_on = teller.rng.chance(40).then_some(paid);
    let invoice = teller.book(invoice);
    teller.pair(&line, &invoice);
    Ok(())
}
