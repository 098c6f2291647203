//! The clients of an invented accounting office, in the sandbox.

use std::sync::Arc;

use brazil_types::Cnpj;
use client_core::auth::store::MemoryTokenStore;
use client_core::{Error, Result};
use contaazul_client::Companies;
use contaazul_client::sandbox::{
    BankAccount, Bill, Company, GoodsInvoice, Payment, Sandbox, SandboxBuilder, ServiceInvoice,
};
use time::macros::datetime;
use time::{Date, Duration, OffsetDateTime};

use crate::story::CalendarMonth;

/// What time it is there: the night after April.
pub const NOW: OffsetDateTime = datetime!(2026-05-01 02:00 -3);

const TRADES: [&str; 10] = [
    "Padaria",
    "Oficina",
    "Farmácia",
    "Papelaria",
    "Floricultura",
    "Mercearia",
    "Gráfica",
    "Marcenaria",
    "Livraria",
    "Lavanderia",
];
const NAMES: [&str; 10] = [
    "Flor de Trigo",
    "Boa Hora",
    "Serra Azul",
    "Ida e Volta",
    "Três Marias",
    "Bem-te-vi",
    "Aurora",
    "Ponto Certo",
    "Mandacaru",
    "Beira-Rio",
];
const CUSTOMER: (&str, &str) = ("Escola Aurora Ltda", "44555666000172");
const SUPPLIER: &str = "Atacado Monte Claro";
const RENT: &str = "Imobiliária Porto Novo";

/// Which of the companies ended its trial, and answers everything with 403.
pub const TRIAL_ENDED: u32 = 4;
/// Which of the companies removed the application from its ERP.
pub const REVOKED: u32 = 8;

/// A sandbox of so many companies with books around `month`; two of the first ten refuse.
pub fn sandbox(companies: u32, month: CalendarMonth) -> Result<SandboxBuilder> {
    (1..=companies).try_fold(Sandbox::builder(), |sandbox, number| {
        Ok(sandbox.with_company(company(number, month)?))
    })
}

/// The sandbox, and all its companies connected in one store.
pub(super) async fn open(companies: u32, month: CalendarMonth) -> Result<(Sandbox, Companies)> {
    let sandbox = sandbox(companies, month)?;
    let sandbox = sandbox.with_today(NOW.date()).start().await?;
    let store = Arc::new(MemoryTokenStore::new());
    for company in sandbox.companies() {
        sandbox.connect(store.as_ref(), company).await?;
    }
    let revoked = usize::try_from(REVOKED - 1).unwrap_or(usize::MAX);
    if let Some(company) = sandbox.companies().get(revoked) {
        sandbox.remove_application(company);
    }
    let application = sandbox.application().build()?;
    let companies = Companies::new(&application, store);
    Ok((sandbox, companies))
}

/// The `number`th company: a dozen bills in every state, a transfer, some notes.
pub fn company(number: u32, month: CalendarMonth) -> Result<Company> {
    let name = name(number);
    let cnpj = Cnpj::from_base(&format!("{:08}0001", 20_000_000 + number * 37))
        .map_err(|cause| Error::config("an invented CNPJ is not one").with_source(cause))?;
    let size = i64::from(number % 17 + 3);
    let day = |days: i64| month.first().saturating_add(Duration::days(days));
    let savings = BankAccount::of_kind("Reserva", "POUPANCA").opening_balance(day(-40), 500_000);
    let mut company = Company::new(&name, cnpj.expose())
        .with_account(savings)
        .with_transfer(day(14), 10_000 * size, "Conta Corrente", "Reserva");
    for place in 0..8_i64 {
        company = company.with_receivable(sale(place, 4_000 * size + place * 137, day(place * 4)));
    }
    for (place, (description, who, cents)) in [
        ("Aluguel", RENT, 150_000),
        ("Mercadorias", SUPPLIER, 23_450 * size),
        ("Energia elétrica", "Companhia de Luz do Vale", 8_123 * size),
        ("Mercadorias, segunda remessa", SUPPLIER, 11_725 * size),
    ]
    .into_iter()
    .enumerate()
    {
        let due = day(i64::try_from(place).unwrap_or_default() * 9 + 4);
        let bill = Bill::new(description, due, cents)
            .unidentified_counterparty(who)
            .category(description);
        company = company.with_payable(match place {
            3 => bill,
            _ => bill.paid(Payment::on(due, cents)),
        });
    }
    for place in 0..3_u32 {
        let (days, cents) = (i64::from(place) * 9, 4_000 * size + i64::from(place) * 137);
        let (customer, tax_id) = CUSTOMER;
        let goods = GoodsInvoice::new(100 + place, day(days), customer, tax_id, cents);
        let service =
            ServiceInvoice::new(10 + i64::from(place), day(days), customer, tax_id, cents);
        company = company.with_nfe(goods).with_nfse(match place {
            2 => service.status("CANCELADA"),
            _ => service,
        });
    }
    Ok(match number {
        TRIAL_ENDED => company.with_trial_ended(),
        _ => company,
    })
}

/// Paid on its day, late with interest, in part, or not at all.
fn sale(place: i64, cents: i64, due: Date) -> Bill {
    let bill = Bill::new(&format!("Pedido {}", 1_001 + place), due, cents);
    let bill = bill.counterparty(CUSTOMER.0, CUSTOMER.1);
    match place % 4 {
        0 | 1 => bill.paid(Payment::on(due, cents)),
        2 => bill.paid(Payment::on(due.saturating_add(Duration::days(2)), cents).interest(345)),
        _ if place == 3 => bill.paid(Payment::on(due, cents / 2)),
        _ => bill,
    }
}

fn name(number: u32) -> String {
    let pick = |list: &'static [&'static str; 10], place: u32| {
        let place = usize::try_from(place % 10).unwrap_or_default();
        list.get(place).copied().unwrap_or_default()
    };
    let (trade, name) = (pick(&TRADES, number), pick(&NAMES, number / 10));
    format!("{trade} {name} {number} Ltda")
}
