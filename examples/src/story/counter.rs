//! Orders at the counter, paid by Pix on the day.

use brazil_types::{EndToEndId, Ispb, ParseError};
use time::macros::offset;
use time::{Date, Duration, Weekday};

use super::bank_file::BankLine;
use super::books::{Direction, Party};
use super::cast;
use super::teller::Teller;
use super::truth::Trap;

/// What is on the board, in cents; several hundred orders share few prices.
const PRICES: [i64; 20] = [
    4_590, 5_200, 6_490, 7_500, 7_990, 8_650, 8_990, 9_900, 10_500, 11_990, 12_700, 13_800, 14_500,
    15_900, 16_800, 18_900, 21_000, 24_500, 28_900, 36_000,
];

const CAKES: [&str; 6] = [
    "bolo de fubá",
    "torta de limão",
    "kit festa",
    "bolo de nozes",
    "salgados",
    "panetone",
];

/// Banks that customers pay from.
const PAYER_BANKS: [&str; 5] = ["18236120", "60701190", "00360305", "60746948", "90400888"];

pub(super) fn tell(teller: &mut Teller) -> Result<(), ParseError> {
    for day in teller.month.days() {
        let orders = match day.weekday() {
            Weekday::Sunday => 6,
            Weekday::Saturday => 10,
            _ => 7,
        };
        for _ in 0..orders {
            order(teller, day)?;
        }
    }
    Ok(())
}

fn order(teller: &mut Teller, day: Date) -> Result<(), ParseError> {
    let name = cast::customer_name(&mut teller.rng);
    let customer = cast::person(&mut teller.rng, &name)?;
    let mut cents = teller.rng.pick(&PRICES).copied().unwrap_or(9_900);
    if teller.rng.chance(45) {
        // By the kilo.
        cents += teller.rng.between(1, 99) * 10 + teller.rng.between(0, 9);
    }
    match teller.rng.below(100) {
        0..65 => by_code(teller, day, cents, &customer),
        65..82 => by_key_with_id(teller, day, cents, &customer)?,
        _ => by_key(teller, day, cents, &customer),
    }
    Ok(())
}

/// An order as the ERP describes it, and its number.
fn describe(teller: &mut Teller) -> (String, String) {
    let cake = teller.rng.pick(&CAKES).copied().unwrap_or_default();
    let number = format!("PED{}", teller.order_number());
    (format!("Encomenda {number} {cake}"), number)
}

/// The Pix code on the receipt holds the order's number as its txid, and the bank gives it back.
fn by_code(teller: &mut Teller, day: Date, cents: i64, customer: &Party) {
    let (description, number) = describe(teller);
    let mut order = teller.installment(Direction::In, customer, day, cents, description);
    order.paid_on = teller.rng.chance(80).then_some(day);
    let order = teller.book(order);
    let mut line = teller.pix_in(day, cents, customer, "Pix-Recebido QR Code");
    line.reference = Some(number);
    let line = teller.post(line);
    teller.pair(&line, &order);
}

/// The customer typed the key; somebody copied the payment's id into the ERP.
fn by_key_with_id(
    teller: &mut Teller,
    day: Date,
    cents: i64,
    customer: &Party,
) -> Result<(), ParseError> {
    let mut line = teller.pix_in(day, cents, customer, "Pix - Recebido");
    let payment = payment_id(teller, &line)?;
    line.reference = Some(payment.as_str().to_owned());
    let line = teller.post(line);
    let (description, _) = describe(teller);
    let description = format!("{description} Pix {}", payment.as_str());
    let mut order = teller.installment(Direction::In, customer, day, cents, description);
    order.paid_on = Some(day);
    let order = teller.book(order);
    teller.pair(&line, &order);
    Ok(())
}

/// The id that the payer's bank gave the payment, at the line's minute in Brasília.
fn payment_id(teller: &mut Teller, line: &BankLine) -> Result<EndToEndId, ParseError> {
    let bank = teller.rng.pick(&PAYER_BANKS).copied().unwrap_or("60701190");
    let sequence = teller.rng.letters_and_digits(11);
    let midnight = line.day.midnight().assume_offset(offset!(-3));
    let at = midnight.saturating_add(Duration::minutes(i64::from(line.minute)));
    EndToEndId::new(Ispb::parse(bank)?, at, &sequence)
}

/// The customer typed the key, and nobody copied anything: a cut name is all there is.
fn by_key(teller: &mut Teller, day: Date, cents: i64, customer: &Party) {
    let (description, _) = describe(teller);
    let order = teller.installment(Direction::In, customer, day, cents, description);
    let order = teller.book(order);
    let line = teller.pix_in(day, cents, customer, "Pix - Recebido");
    let line = teller.post(line);
    teller.pair(&line, &order);
    teller.trap(Trap::CutName, &[&line, &order]);
}
