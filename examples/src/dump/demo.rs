//! The invented bakery of `--sandbox`: the same in every run.

use blu_client::Amount;
use blu_client::sandbox::{CardSale, Merchant};
use brazil_types::Cpf;
use client_core::{Error, Result};
use contaazul_client::model::CompanyId;
use contaazul_client::sandbox::{
    BankAccount, Bill, Company, GoodsInvoice, Payment, Person, Product, Service, ServiceInvoice,
};
use matera_client::sandbox::Movement;
use openfinance_client::Connection;
use time::macros::{date, datetime, offset, time};
use time::{Date, Duration, OffsetDateTime};

/// What time it is there.
pub(super) const NOW: OffsetDateTime = datetime!(2026-05-04 10:00 -3);
pub(super) const TOKEN: &str = "token-of-the-bakery";

const FIRST_DAY: Date = date!(2026 - 01 - 05);
const NAME: &str = "Padaria Flor de Trigo Ltda";
const TAX_ID: &str = "11222333000181";
const TAX_ID_OF_BAKER: &str = "52998224725";

/// Four months of bills: 240 to receive, 60 to pay, most of them paid.
pub(super) async fn erp() -> Result<contaazul_client::sandbox::Sandbox> {
    let savings = BankAccount::of_kind("Reserva", "POUPANCA").opening_balance(FIRST_DAY, 500_000);
    let mut bakery = Company::new(NAME, TAX_ID).with_account(savings);
    for number in 0..240_i64 {
        let due = FIRST_DAY.saturating_add(Duration::days(number / 2));
        let cents = 8_000 + number * 137;
        let bill = Bill::new(&format!("Encomenda {}", number + 1), due, cents)
            .counterparty("Escola Aurora Ltda", "44555666000172");
        bakery = bakery.with_receivable(match number % 5 {
            0 => bill,
            1 => bill.paid(Payment::on(due, cents / 2)),
            _ => bill.paid(Payment::on(due, cents)),
        });
    }
    for number in 0..60_i64 {
        let due = FIRST_DAY.saturating_add(Duration::days(number * 2));
        let cents = 15_000 + number * 211;
        let bill = Bill::new(&format!("Farinha {}", number + 1), due, cents)
            .unidentified_counterparty("Moinho Serra Azul");
        bakery = bakery.with_payable(bill.paid(Payment::on(due, cents)));
    }
    let bakery = bakery
        .with_transfer(FIRST_DAY, 50_000, "Conta Corrente", "Reserva")
        .with_person(Person::company("Transportes Ida e Volta Ltda", "33444555000162").carrier())
        .with_product(Product::new("Bolo de fubá", "BOLO-1", 3_500).stock(12))
        .with_product(Product::new("Panetone", "PAN-1", 6_990).inactive())
        .with_service(Service::provided("Coffee break", 184_257))
        .with_seller("Marina Invencível")
        .with_nfe(GoodsInvoice::new(
            1_042,
            FIRST_DAY,
            "Escola Aurora Ltda",
            "44555666000172",
            8_000,
        ))
        .with_nfse(ServiceInvoice::new(
            77,
            FIRST_DAY,
            "Escola Aurora Ltda",
            "44555666000172",
            8_137,
        ));
    contaazul_client::sandbox::Sandbox::builder()
        .with_company(bakery)
        .with_today(NOW.date())
        .without_limits()
        .start()
        .await
}

pub(super) fn company_of(sandbox: &contaazul_client::sandbox::Sandbox) -> Result<CompanyId> {
    let company = sandbox.companies().first().cloned();
    company.ok_or_else(|| Error::config("the sandbox has no company"))
}

/// Four months of Pix on an account that Belvo has read.
pub(super) async fn aggregator() -> Result<belvo_client::sandbox::Sandbox> {
    let account = belvo_client::sandbox::BankAccount::checking("Conta corrente");
    let account = (0..120_i64).fold(account, |account, number| {
        let day = FIRST_DAY.saturating_add(Duration::days(number));
        match number % 6 {
            5 => account.with_entry(
                day,
                -(15_000 + number * 211),
                "PIX ENVIADO MOINHO SERRA AZUL",
            ),
            _ => account.with_entry(day, 8_000 + number * 137, "PIX RECEBIDO ESCOLA AURORA"),
        }
    });
    let sandbox = belvo_client::sandbox::Sandbox::builder().with_account(account);
    sandbox.start().await
}

/// Four months of Pix on an account of a payment institution.
pub(super) async fn payment_institution() -> Result<matera_client::sandbox::Sandbox> {
    let bakery = matera_client::sandbox::Holder::new(NAME, TAX_ID)
        .with_balance(500_000)
        .with_pix_key("padaria@flordetrigo.example");
    let bakery = (0..120_i64).fold(bakery, |bakery, number| {
        let day = FIRST_DAY.saturating_add(Duration::days(number));
        let at = day.with_time(time!(14:30)).assume_offset(offset!(-3));
        bakery.with_movement(match number % 6 {
            5 => Movement::new(at, -(15_000 + number * 211))
                .with_counterparty("Moinho Serra Azul", "33444555000162"),
            _ => Movement::new(at, 8_000 + number * 137)
                .with_counterparty("Escola Aurora Ltda", "44555666000172"),
        })
    });
    let sandbox = matera_client::sandbox::Sandbox::builder().with_account(bakery);
    sandbox.start().await
}

/// A bank whose customer let us see everything. It has a story of its own, which ends today.
pub(super) async fn bank() -> Result<(openfinance_client::sandbox::Sandbox, Connection)> {
    let sandbox = openfinance_client::sandbox::Sandbox::start().await?;
    let baker = Cpf::parse(TAX_ID_OF_BAKER)
        .map_err(|cause| Error::config("the baker's CPF is not one").with_source(cause))?;
    let connection = sandbox.connect(&sandbox.bank()?, baker).await?;
    Ok((sandbox, connection))
}

/// Four months of card sales, with an anticipation in each.
pub(super) async fn acquirer() -> Result<blu_client::sandbox::Sandbox> {
    let mut bakery = Merchant::new(TAX_ID, TOKEN).named(NAME);
    for number in 0..240_i64 {
        let sold_on = FIRST_DAY.saturating_add(Duration::days(number / 2));
        let amount = Amount::from_cents(2_500 + number * 93);
        bakery = bakery.with_sale(match number % 3 {
            0 => CardSale::debit(sold_on, amount),
            1 => CardSale::credit(sold_on, amount, 1),
            _ => CardSale::credit(sold_on, amount, 3),
        });
    }
    for month in 1..4_i64 {
        let day = FIRST_DAY.saturating_add(Duration::days(month * 30));
        bakery = bakery.with_anticipation(day, Amount::from_cents(100_000));
    }
    blu_client::sandbox::Sandbox::builder(NOW)
        .with_merchant(bakery)
        .start()
        .await
}
