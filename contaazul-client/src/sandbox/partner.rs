//! The operations that only the seed description knows, in the wire form that the client proposes.

mod connections;
mod dda;
mod notes;
mod payments;
mod pix;

use time::OffsetDateTime;

pub use self::connections::BankLink;
pub(super) use self::connections::connect;
pub(super) use self::dda::add as add_dda;
pub use self::dda::{BoletoChange, IncomingBoleto};
use super::json::Json;
use super::ledger::Ledger;
use super::request::{Answer, Ask, Reply};

/// What a company holds at the partner.
#[derive(Clone, Debug, Default)]
pub(super) struct PartnerBooks {
    notes: notes::Notes,
    dda: Vec<dda::Boleto>,
    payments: payments::Payments,
    pub(super) approvals_needed: Option<usize>,
    pix: pix::Pix,
    connections: Vec<connections::Connection>,
}

pub(super) fn answer(
    ledger: &mut Ledger,
    method: &str,
    path: &[&str],
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    match path {
        ["nfe", rest @ ..] => notes::nfe(ledger, method, rest, ask, now),
        ["nfse", rest @ ..] => notes::nfse(ledger, method, rest, ask),
        ["dda", "boletos", rest @ ..] => dda::answer(ledger, method, rest, ask),
        ["pagamentos", rest @ ..] => payments::answer(ledger, method, rest, ask, now),
        ["pix", rest @ ..] => pix::answer(ledger, method, rest, ask, now),
        ["open-finance", "conexoes", rest @ ..] => connections::answer(ledger, method, rest, ask),
        _ => Err(Reply::no_such_page()),
    }
}

/// The envelope of the statement, which these lists share.
fn listed(ask: &Ask<'_>, items: Vec<Json>) -> Answer {
    let page = ask.seed_page()?;
    let total = items.len();
    Ok(Reply::ok(Json::object([
        ("items", Json::list(page.of(items))),
        ("page", page.number.into()),
        ("total", total.into()),
    ])))
}

/// A reference that is there and was not used before.
fn fresh_reference<'a>(
    reference: Option<String>,
    mut used: impl Iterator<Item = &'a str>,
) -> Result<String, Reply> {
    let reference = reference
        .filter(|text| !text.is_empty())
        .ok_or_else(|| Reply::error(400, "referencia_externa obrigatoria"))?;
    if used.any(|known| known == reference) {
        return Err(Reply::error(409, "referencia_externa ja utilizada"));
    }
    Ok(reference)
}

fn not_found() -> Reply {
    Reply::error(404, "registro nao encontrado")
}
