//! What the bakery pays: suppliers, people, taxes and the house.

use brazil_types::ParseError;
use time::Date;

use super::books::{Direction, Party};
use super::cast::{self, STAFF, SUPPLIERS};
use super::teller::Teller;

/// On which days of the month suppliers' bills fall due.
const DUE_DAYS: [i64; 3] = [6, 14, 22];

/// Paid once a month: who, what for, day, cents from and to.
const HOUSE: [(&str, &str, i64, i64, i64); 8] = [
    (
        "Imobiliária Pedra Branca Ltda",
        "Aluguel da loja",
        5,
        620_000,
        620_000,
    ),
    (
        "Energia Litoral Paulista S/A",
        "Conta de luz",
        12,
        180_000,
        290_000,
    ),
    (
        "Saneamento do Vale S/A",
        "Conta de água",
        15,
        42_000,
        78_000,
    ),
    (
        "Fibra Sul Telecom Ltda",
        "Internet e telefone",
        10,
        24_990,
        24_990,
    ),
    (
        "Contabilidade Prumo Certo Ltda",
        "Honorários contábeis",
        8,
        89_000,
        89_000,
    ),
    (
        "Receita Federal",
        "DAS Simples Nacional",
        20,
        210_000,
        380_000,
    ),
    ("Caixa Econômica Federal", "FGTS", 20, 98_000, 130_000),
    (
        "Seguradora Horizonte Azul S/A",
        "Seguro da loja",
        18,
        31_000,
        36_000,
    ),
];

pub(super) fn tell(teller: &mut Teller) -> Result<(), ParseError> {
    for name in SUPPLIERS {
        let supplier = cast::company(&mut teller.rng, name)?;
        for day in DUE_DAYS {
            let due = teller.month.plus(day - 1 + teller.rng.between(0, 5));
            let cents = teller.rng.between(23_000, 420_000);
            let number = teller.rng.between(40_000, 99_999);
            let by_boleto = teller.rng.chance(65);
            pay(
                teller,
                &supplier,
                due,
                cents,
                format!("Compra NF {number}"),
                by_boleto,
            )?;
        }
    }
    for (name, what, day, low, high) in HOUSE {
        let party = cast::company(&mut teller.rng, name)?;
        let due = teller.month.plus(day - 1);
        let cents = teller.rng.between(low, high);
        pay(teller, &party, due, cents, what.to_owned(), true)?;
    }
    for name in STAFF {
        wages(teller, name)?;
    }
    Ok(())
}

/// Four parts of ten on the 20th, the rest by the fifth.
fn wages(teller: &mut Teller, name: &str) -> Result<(), ParseError> {
    let employee = cast::person(&mut teller.rng, name)?;
    let cents = teller.rng.between(178_000, 312_000);
    let advance = cents * 4 / 10;
    let (fifth, twentieth) = (
        teller.month.business_day(5)?,
        teller.month.business_day(20)?,
    );
    pay(
        teller,
        &employee,
        fifth,
        cents - advance,
        "Salário".to_owned(),
        false,
    )?;
    pay(
        teller,
        &employee,
        twentieth,
        advance,
        "Adiantamento de salário".to_owned(),
        false,
    )
}

fn pay(
    teller: &mut Teller,
    to: &Party,
    due: Date,
    cents: i64,
    what: String,
    by_boleto: bool,
) -> Result<(), ParseError> {
    let mut bill = teller.installment(Direction::Out, to, due, cents, what);
    let paid = teller.later(due, 0)?;
    let line = if by_boleto {
        teller.boleto_out(paid, cents, to)
    } else {
        teller.pix_out(paid, cents, to, "Pix - Enviado")
    };
    let line = teller.post(line);
    bill.paid_on = teller.rng.chance(50).then_some(paid);
    let bill = teller.book(bill);
    teller.pair(&line, &bill);
    Ok(())
}
