//! How long one parse takes, and that none allocates.

use brazil_types::boleto::{Boleto, DueDateFactor, DueDateWindow};
use brazil_types::br_code::BrCode;
use brazil_types::{Cnpj, Cpf, EndToEndId, FiscalKey, ParseError, PixKey, TaxId, calendar};
use divan::black_box;
use time::macros::date;

// Shows allocations in a column of their own; parsing has none.
#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench]
fn cpf() -> Result<Cpf, ParseError> {
    Cpf::parse(black_box("52998224725"))
}

#[divan::bench]
fn cpf_formatted() -> Result<Cpf, ParseError> {
    Cpf::parse(black_box("529.982.247-25"))
}

#[divan::bench]
fn cnpj() -> Result<Cnpj, ParseError> {
    Cnpj::parse(black_box("12ABC34501DE35"))
}

#[divan::bench]
fn tax_id_padded_cpf() -> Result<TaxId, ParseError> {
    TaxId::parse(black_box("00052998224725"))
}

#[divan::bench]
fn end_to_end_id() -> Result<EndToEndId, ParseError> {
    EndToEndId::parse(black_box("E18236120202604121800s1B2c3D4e5F"))
}

#[divan::bench]
fn pix_key_email() -> Result<PixKey, ParseError> {
    PixKey::parse(black_box("contato@exemplo.com.br"))
}

#[divan::bench]
fn br_code() -> Result<Option<u64>, ParseError> {
    let text = "00020126570014br.gov.bcb.pix0122contato@exemplo.com.br0209Pedido 42\
                52040000530398654071842.505802BR5920EMPRESA EXEMPLO LTDA6009SAO PAULO\
                62120508PEDIDO42630442B3";
    BrCode::parse(black_box(text)).map(|code| code.amount_cents())
}

#[divan::bench]
fn boleto_barcode() -> Result<Boleto, ParseError> {
    Boleto::parse(black_box("34196164600001842501090000001234567812345000"))
}

#[divan::bench]
fn boleto_line() -> Result<Boleto, ParseError> {
    Boleto::parse(black_box(
        "34191.09008 00001.234566 78123.450005 6 16460000184250",
    ))
}

#[divan::bench]
fn fiscal_key() -> Result<FiscalKey, ParseError> {
    FiscalKey::parse(black_box("35261112345678000195550010000001231456789013"))
}

#[divan::bench]
fn due_date() -> Result<Option<time::Date>, ParseError> {
    let factor = DueDateFactor::new(black_box(1566))?;
    Ok(factor
        .resolve(date!(2026 - 11 - 21), DueDateWindow::LIVE)
        .date())
}

#[divan::bench]
fn business_days_in_a_year() -> i32 {
    calendar::business_days_between(black_box(date!(2026 - 01 - 01)), date!(2027 - 01 - 01))
}
