//! The bank's own charges, and money moved between the bakery's accounts.

use brazil_types::ParseError;
use time::Date;

use super::books::{Direction, Party, Transfer};
use super::teller::Teller;
use super::truth::Trap;

pub(super) fn tell(teller: &mut Teller) -> Result<(), ParseError> {
    let bank = Party {
        name: "Banco do Brasil".to_owned(),
        tax_id: "00000000000191".to_owned(),
    };
    let tenth = teller.month.business_day(10)?;
    booked_charge(teller, &bank, tenth, 8_950, "Tarifa Pacote de Serviços");
    for day in [7, 14, 21, 28] {
        let day = teller.month.business_day(day)?;
        let boletos = teller.rng.between(3, 12);
        booked_charge(
            teller,
            &bank,
            day,
            boletos * 245,
            "Tarifa Cobrança Liquidação",
        );
    }
    unbooked_charge(teller, 15, 6_370, "Tarifa Pix Recebido QR Code")?;
    unbooked_charge(teller, 24, 1_218, "IOF Saldo Devedor Conta")?;
    move_money(teller, 11, 450_000, Direction::Out)?;
    move_money(teller, 23, 600_000, Direction::Out)?;
    move_money(teller, 19, 250_000, Direction::In)
}

fn booked_charge(teller: &mut Teller, bank: &Party, day: Date, cents: i64, what: &'static str) {
    let bill = teller.installment(Direction::Out, bank, day, cents, what.to_owned());
    let bill = teller.book(bill);
    let line = teller.line(day, -cents, what, "Cobrada pelo Banco do Brasil".to_owned());
    let line = teller.post(line);
    teller.pair(&line, &bill);
}

fn unbooked_charge(
    teller: &mut Teller,
    day: i64,
    cents: i64,
    what: &'static str,
) -> Result<(), ParseError> {
    let day = teller.month.business_day(day)?;
    let line = teller.line(day, -cents, what, String::new());
    let line = teller.post(line);
    teller.stays_open_at_bank(&line, &["looks_like_fee"]);
    teller.trap(Trap::UnbookedTariff, &[&line]);
    Ok(())
}

fn move_money(
    teller: &mut Teller,
    day: i64,
    cents: i64,
    direction: Direction,
) -> Result<(), ParseError> {
    let day = teller.month.business_day(day)?;
    let (signed, kind) = match direction {
        Direction::Out => (-cents, "Transferência p/ Poupança"),
        Direction::In => (cents, "Resgate de Poupança"),
    };
    let line = teller.line(day, signed, kind, "FLOR DO TRIGAL VAR 51".to_owned());
    let line = teller.post(line);
    let id = teller.name();
    teller.transfer(Transfer {
        id: id.clone(),
        day,
        cents,
        direction,
    });
    teller.pair(&line, &id);
    teller.trap(Trap::OwnTransfer, &[&line, &id]);
    Ok(())
}
