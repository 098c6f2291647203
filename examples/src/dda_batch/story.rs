//! The bakery's inbox on the sandbox: bills as they come, and a night in which interest grows.

use std::sync::Arc;

use client_core::Result;
use contaazul_client::ContaAzul;
use contaazul_client::sandbox::{Bill, BoletoChange, Company, IncomingBoleto, Sandbox};
use time::{Date, Duration};

/// Payee, CNPJ, what for, days until due, cents, barcode.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    i64,
    i64,
    &'static str,
);

const MILL: (&str, &str) = ("Moinho Serra Azul Ltda", "77888999000163");
const DAIRY: (&str, &str) = ("Laticinios Campo Claro Ltda", "44555666000181");
const PACKER: (&str, &str) = ("Embalagens Rio Manso Ltda", "22333444000181");

/// The bills that are certain.
const CERTAIN: [Row; 4] = [
    (MILL.0, MILL.1, "Farinha", 0, 184_250, BARCODES[0]),
    (DAIRY.0, DAIRY.1, "Leite e manteiga", 0, 61_990, BARCODES[1]),
    (PACKER.0, PACKER.1, "Caixas", -3, 23_000, BARCODES[2]),
    (MILL.0, MILL.1, "Fermento", 5, 12_345, BARCODES[3]),
];

/// Titles of invented payees, without amount and due date in the barcode, as the DDA shows them.
pub const BARCODES: [&str; 6] = [
    "75694000000000000001432101012345678901234561",
    "75696000000000000001432101012345678901234672",
    "75698000000000000001432101012345678901234783",
    "75691000000000000001432101012345678901234894",
    "75697000000000000001432101012345678901235005",
    "75699000000000000001432101012345678901235116",
];

/// The company whose bills are paid, on this day: four certain bills, of which one is overdue and
/// one is due later; one whose payable is of another amount; one that nobody ordered.
pub fn bakery(today: Date) -> Company {
    let mut company =
        Company::new("Padaria Flor de Trigo Ltda", "11222333000181").with_approvals(2);
    for (payee, tax_id, what, days, cents, barcode) in CERTAIN {
        let due = today + Duration::days(days);
        company = company
            .with_payable(Bill::new(what, due, cents).counterparty(payee, tax_id))
            .with_dda_boleto(IncomingBoleto::new(barcode, payee, tax_id, due, cents));
    }
    let (payee, tax_id) = DAIRY;
    company
        .with_payable(Bill::new("Queijo", today, 40_000).counterparty(payee, tax_id))
        .with_dda_boleto(IncomingBoleto::new(
            BARCODES[4],
            payee,
            tax_id,
            today,
            44_000,
        ))
        .with_dda_boleto(IncomingBoleto::new(
            BARCODES[5],
            "Guia de Empresas Brasil ME",
            "33444555000181",
            today,
            29_900,
        ))
}

/// The sandbox of a run, and what happens there.
pub(super) struct Story {
    sandbox: Arc<Sandbox>,
}

impl Story {
    pub(super) async fn begin(today: Date) -> Result<(Self, ContaAzul)> {
        let sandbox = Sandbox::builder()
            .with_company(bakery(today))
            .without_limits()
            .with_today(today)
            .start()
            .await?;
        let erp = sandbox.client().await?;
        let sandbox = Arc::new(sandbox);
        Ok((Self { sandbox }, erp))
    }

    /// While people approve, interest on the overdue bill grows.
    pub(super) fn interest_grows(&self) -> Result<()> {
        self.change(BARCODES[2], BoletoChange::AmountDue(23_529))
    }

    /// The issuer takes a bill back that was to be paid later; then its day comes.
    pub(super) fn days_pass(&self, today: Date) -> Result<()> {
        self.change(BARCODES[3], BoletoChange::Withdrawn)?;
        self.sandbox.set_today(today + Duration::days(5));
        Ok(())
    }

    fn change(&self, barcode: &str, change: BoletoChange) -> Result<()> {
        match self.sandbox.companies().first() {
            Some(company) => self.sandbox.change_boleto(company, barcode, change),
            None => Ok(()),
        }
    }
}
