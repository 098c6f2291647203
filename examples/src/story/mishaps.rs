//! What goes wrong, or nearly, each in a scene of its own.

use brazil_types::ParseError;

use super::books::Direction;
use super::cast;
use super::teller::Teller;
use super::truth::{Ending, Trap};

pub(super) fn tell(teller: &mut Teller) -> Result<(), ParseError> {
    equal_amounts(
        teller,
        [
            "Clínica Santa Quitéria S/S",
            "Escola Infantil Pingo de Gente Ltda",
        ],
    )?;
    equal_amounts_without_a_name(
        teller,
        [
            "Churrascaria Laço de Prata Ltda",
            "Academia Corpo em Movimento Ltda",
        ],
    )?;
    twins(teller, "Livraria Café Entrelinhas Ltda")?;
    partial_payment(teller, "Construtora Rocha Firme S/A")?;
    duplicate(teller, "Cooperativa de Táxi Rodamais")?;
    never_paid(teller, "Sorveteria Polo Doce ME")?;
    batch(teller, "Distribuidora Estação do Pão Ltda", 3)?;
    batch(teller, "Padaria Irmãos Quaresma ME", 8)?;
    batch(teller, "Casa de Repouso Bem Viver Ltda", 13)?;
    late_with_interest(teller, "Associação dos Moradores do Jardim Acácia")?;
    refund(teller)?;
    refund_of_matched(teller, "Espaço de Eventos Villa Magnólia Ltda")?;
    mistyped(teller, "Utilidades Panela de Cobre Ltda")?;
    prior_period(teller, "Hospedaria Mirante do Cais Ltda")?;
    interest_earned(teller)
}

/// Two customers owe the same and pay the same on one day.
fn equal_amounts(teller: &mut Teller, customers: [&str; 2]) -> Result<(), ParseError> {
    let due = teller.month.business_day(16)?;
    let cents = teller.rng.between(40_000, 90_000);
    for name in customers {
        let customer = &cast::company(&mut teller.rng, name)?;
        let invoice = teller.invoice(customer, due, cents);
        let invoice = teller.book(invoice);
        let line = teller.pix_in(due, cents, customer, "Pix - Recebido");
        let line = teller.post(line);
        teller.pair(&line, &invoice);
        teller.trap(Trap::EqualAmounts, &[&line, &invoice]);
    }
    Ok(())
}

/// Two customers owe the same, one of them brings cash to the bank: nobody can tell which.
fn equal_amounts_without_a_name(
    teller: &mut Teller,
    customers: [&str; 2],
) -> Result<(), ParseError> {
    let due = teller.month.business_day(11)?;
    let cents = teller.rng.between(40_000, 90_000);
    for name in customers {
        let customer = &cast::company(&mut teller.rng, name)?;
        let invoice = teller.invoice(customer, due, cents);
        let invoice = teller.book(invoice);
        teller
            .truth
            .open_ledger
            .insert(invoice.clone(), Ending::ReviewOrOpen);
        teller.trap(Trap::EqualAmountsNameless, &[&invoice]);
    }
    let memo = "AG 0001 CAIXA ELETRONICO".to_owned();
    let line = teller.line(due, cents, "Depósito em Dinheiro", memo);
    let line = teller.post(line);
    teller
        .truth
        .open_bank
        .insert(line.clone(), Ending::ReviewOrOpen);
    teller.trap(Trap::EqualAmountsNameless, &[&line]);
    Ok(())
}

/// One customer owes the same twice and pays twice.
fn twins(teller: &mut Teller, customer: &str) -> Result<(), ParseError> {
    let customer = &cast::company(&mut teller.rng, customer)?;
    let due = teller.month.business_day(18)?;
    let cents = teller.rng.between(30_000, 60_000);
    for _ in 0..2 {
        let invoice = teller.invoice(customer, due, cents);
        let invoice = teller.book(invoice);
        let line = teller.ted_in(due, cents, customer);
        let line = teller.post(line);
        teller.pair(&line, &invoice);
        teller.trap(Trap::Twins, &[&line, &invoice]);
    }
    Ok(())
}

/// A customer short of money pays a part and says of which invoice.
fn partial_payment(teller: &mut Teller, customer: &str) -> Result<(), ParseError> {
    let customer = &cast::company(&mut teller.rng, customer)?;
    let due = teller.month.business_day(9)?;
    let cents = teller.rng.between(180_000, 260_000);
    let invoice = teller.invoice(customer, due, cents);
    let number = invoice.invoice.unwrap_or_default();
    let invoice = teller.book(invoice);
    let mut line = teller.pix_in(due, cents * 6 / 10, customer, "Pix - Recebido");
    line.memo = format!("{} NF {number}", line.memo);
    let line = teller.post(line);
    teller.pair(&line, &invoice);
    teller.trap(Trap::PartialPayment, &[&line, &invoice]);
    Ok(())
}

/// A boleto paid at two banks.
fn duplicate(teller: &mut Teller, customer: &str) -> Result<(), ParseError> {
    let customer = &cast::company(&mut teller.rng, customer)?;
    let due = teller.month.business_day(12)?;
    let cents = teller.rng.between(50_000, 120_000);
    let (invoice, number) = teller.invoice_by_boleto(customer, due, cents);
    let invoice = teller.book(invoice);
    let first = teller.boleto_in(due, cents, customer, &number);
    let first = teller.post(first);
    let again = teller.later(due, 2)?;
    let second = teller.boleto_in(again, cents, customer, &number);
    let second = teller.post(second);
    teller.pair(&first, &invoice);
    teller.stays_open_at_bank(&second, &["looks_like_duplicate"]);
    teller.trap(Trap::Duplicate, &[&first, &second, &invoice]);
    Ok(())
}

/// Invoices that nobody pays.
fn never_paid(teller: &mut Teller, customer: &str) -> Result<(), ParseError> {
    let customer = &cast::company(&mut teller.rng, customer)?;
    for day in [6, 17] {
        let due = teller.month.plus(day);
        let cents = teller.rng.between(33_000, 71_000);
        let invoice = teller.invoice(customer, due, cents);
        let invoice = teller.book(invoice);
        teller.stays_open_in_books(&invoice, &["no_candidate", "nearest"]);
        teller.trap(Trap::NeverPaid, &[&invoice]);
    }
    Ok(())
}

/// Five invoices: two are paid alone, three together.
fn batch(teller: &mut Teller, customer: &str, first_day: i64) -> Result<(), ParseError> {
    let customer = &cast::company(&mut teller.rng, customer)?;
    let mut together = Vec::new();
    let mut sum = 0;
    for number in 0..5 {
        let due = teller.month.plus(first_day - 1 + number);
        let cents = teller.rng.between(21_000, 98_000);
        let invoice = teller.invoice(customer, due, cents);
        let invoice = teller.book(invoice);
        if number % 2 == 0 {
            sum += cents;
            together.push(invoice);
        } else {
            let paid = teller.later(due, 0)?;
            let line = teller.ted_in(paid, cents, customer);
            let line = teller.post(line);
            teller.pair(&line, &invoice);
        }
    }
    let paid = teller.later(teller.month.plus(first_day + 4), 0)?;
    let line = teller.pix_in(paid, sum, customer, "Pix - Recebido");
    let line = teller.post(line);
    teller.trap(Trap::Batch, &[&line]);
    for invoice in &together {
        teller.pair(&line, invoice);
        teller.trap(Trap::Batch, &[invoice]);
    }
    Ok(())
}

/// A boleto paid eleven days late: two per cent, and one per cent a month.
fn late_with_interest(teller: &mut Teller, customer: &str) -> Result<(), ParseError> {
    let customer = &cast::company(&mut teller.rng, customer)?;
    let due = teller.month.business_day(5)?;
    let paid = teller.month.business_day(16)?;
    let cents = teller.rng.between(60_000, 140_000);
    let (invoice, number) = teller.invoice_by_boleto(customer, due, cents);
    let invoice = teller.book(invoice);
    let days = (paid - due).whole_days();
    let with_interest = cents + cents * 2 / 100 + cents * days / 3_000;
    let line = teller.boleto_in(paid, with_interest, customer, &number);
    let line = teller.post(line);
    teller.pair(&line, &invoice);
    teller.trap(Trap::LateWithInterest, &[&line, &invoice]);
    Ok(())
}

/// An order paid and called off; the money goes back, and the ERP never hears of it.
fn refund(teller: &mut Teller) -> Result<(), ParseError> {
    let name = cast::customer_name(&mut teller.rng);
    let customer = &cast::person(&mut teller.rng, &name)?;
    let day = teller.month.business_day(13)?;
    let cents = teller.rng.between(15_000, 32_000);
    let paid = teller.pix_in(day, cents, customer, "Pix - Recebido");
    let paid = teller.post(paid);
    let back = teller.later(day, 2)?;
    let returned = teller.pix_out(back, cents, customer, "Pix - Devolução Enviada");
    let returned = teller.post(returned);
    teller
        .truth
        .reversals
        .insert((paid.clone(), returned.clone()));
    teller.trap(Trap::Refund, &[&paid, &returned]);
    Ok(())
}

/// An order paid and delivered, and then taken back; the ERP says only that it was paid.
fn refund_of_matched(teller: &mut Teller, customer: &str) -> Result<(), ParseError> {
    let customer = &cast::company(&mut teller.rng, customer)?;
    let day = teller.month.business_day(6)?;
    let cents = teller.rng.between(70_000, 110_000);
    let mut order = teller.invoice(customer, day, cents);
    order.paid_on = Some(day);
    let order = teller.book(order);
    let paid = teller.pix_in(day, cents, customer, "Pix - Recebido");
    let paid = teller.post(paid);
    let back = teller.later(day, 3)?;
    let returned = teller.pix_out(back, cents, customer, "Pix - Devolução Enviada");
    let returned = teller.post(returned);
    teller.pair(&paid, &order);
    teller.stays_open_at_bank(&returned, &["looks_like_reversal"]);
    teller.trap(Trap::RefundOfMatched, &[&paid, &returned, &order]);
    Ok(())
}

/// Two digits swapped when the bill was entered.
fn mistyped(teller: &mut Teller, supplier: &str) -> Result<(), ParseError> {
    let supplier = &cast::company(&mut teller.rng, supplier)?;
    let due = teller.month.business_day(19)?;
    let tens = teller.rng.between(4, 8);
    let paid = 100_000 + tens * 1_000 + 130;
    let typed = 100_000 + tens * 100 + 1_030;
    let bill = teller.installment(
        Direction::Out,
        supplier,
        due,
        typed,
        "Formas e assadeiras".to_owned(),
    );
    let bill = teller.book(bill);
    let line = teller.boleto_out(due, paid, supplier);
    let line = teller.post(line);
    teller.stays_open_at_bank(&line, &["nearest"]);
    teller.stays_open_in_books(&bill, &["no_candidate", "nearest"]);
    teller.trap(Trap::Mistyped, &[&line, &bill]);
    Ok(())
}

/// Due at the end of last month, paid at the beginning of this one; and one that was paid in time,
/// which is none of this month's business.
fn prior_period(teller: &mut Teller, customer: &str) -> Result<(), ParseError> {
    let customer = &cast::company(&mut teller.rng, customer)?;
    let due = teller.month.plus(-4);
    let cents = teller.rng.between(48_000, 77_000);
    let invoice = teller.invoice(customer, due, cents);
    let invoice = teller.book(invoice);
    let paid = teller.later(teller.month.plus(1), 0)?;
    let line = teller.ted_in(paid, cents, customer);
    let line = teller.post(line);
    teller.pair(&line, &invoice);
    teller.trap(Trap::PriorPeriod, &[&line, &invoice]);

    let due = teller.month.plus(-9);
    let mut in_time = teller.invoice(customer, due, cents + 1_700);
    in_time.paid_on = Some(due);
    let in_time = teller.book(in_time);
    teller.truth.other_months.insert(in_time);
    Ok(())
}

/// The bank pays interest, and the ERP knows nothing of it.
fn interest_earned(teller: &mut Teller) -> Result<(), ParseError> {
    let day = teller.month.business_day(2)?;
    let cents = teller.rng.between(311, 987);
    let line = teller.line(day, cents, "Rendimento Aplicação Automática", String::new());
    let line = teller.post(line);
    teller.stays_open_at_bank(&line, &["no_candidate", "nearest"]);
    Ok(())
}
