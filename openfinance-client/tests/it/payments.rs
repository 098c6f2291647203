//! Payments.

mod answered;
mod archived;
mod followed;
mod sent;
mod version_4;

use std::time::Duration;

use brazil_types::{Cpf, PixKey, TaxId};
use openfinance_client::model::{Creditor, NewPaymentConsent, PixTarget};
use openfinance_client::{Amount, Polling};
use time::{Date, Duration as Days, OffsetDateTime};

pub(super) fn cpf() -> Cpf {
    Cpf::parse("52998224725").unwrap()
}

pub(super) fn tomorrow() -> Date {
    brazil_types::calendar::brasilia_date(OffsetDateTime::now_utc()) + Days::days(1)
}

pub(super) fn quickly() -> Polling {
    let wait = Duration::from_millis(1);
    Polling::new()
        .with_waits(wait, wait)
        .with_limit(Duration::from_secs(20))
}

pub(super) fn at_sandbox_bank(instrument: PixTarget, amount: &str) -> NewPaymentConsent {
    let shop = Creditor::new(TaxId::parse("12ABC34501DE35").unwrap(), "Loja Fictícia");
    NewPaymentConsent::of_person(cpf(), shop, Amount::parse(amount).unwrap(), instrument)
}

/// A static code of the key and amount.
pub(super) fn static_code(key: &PixKey, cents: u64) -> String {
    brazil_types::br_code::BrCodeBuilder::for_key(*key, "Loja Ficticia", "Brasilia")
        .amount_cents(cents)
        .txid(brazil_types::Txid::parse("PEDIDO42").unwrap())
        .build()
        .unwrap()
}
