//! The DDA inbox.

use serde::Deserialize;
use time::Date;

use super::super::json::Json;
use super::super::ledger::{Ledger, Record};
use super::super::request::{Answer, Ask, Reply};
use super::{listed, not_found};

/// A boleto that somebody issued to a company, for
/// [`Company::with_dda_boleto`](crate::sandbox::Company::with_dda_boleto).
#[derive(Clone, Debug)]
#[must_use]
pub struct IncomingBoleto {
    barcode: String,
    payee: (String, String),
    due_on: Date,
    cents: i64,
}

impl IncomingBoleto {
    /// A boleto of 44 digits, from a payee by name and tax id, digits only.
    pub fn new(barcode: &str, name: &str, tax_id: &str, due_on: Date, cents: i64) -> Self {
        Self {
            barcode: barcode.to_owned(),
            payee: (name.to_owned(), tax_id.to_owned()),
            due_on,
            cents,
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct Boleto {
    id: String,
    incoming: IncomingBoleto,
    paid: bool,
    installment_id: Option<String>,
}

pub(in super::super) fn add(ledger: &mut Ledger, incoming: IncomingBoleto) {
    let id = ledger.issue(Record::Document);
    ledger.partner.dda.push(Boleto {
        id,
        incoming,
        paid: false,
        installment_id: None,
    });
}

/// The boleto of this barcode was paid.
pub(super) fn paid(ledger: &mut Ledger, barcode: &str) {
    let mut boletos = ledger.partner.dda.iter_mut();
    if let Some(one) = boletos.find(|one| one.incoming.barcode == barcode) {
        one.paid = true;
    }
}

#[derive(Debug, Deserialize)]
struct LinkBody {
    id_parcela: String,
}

pub(super) fn answer(ledger: &mut Ledger, method: &str, path: &[&str], ask: &Ask<'_>) -> Answer {
    match (method, path) {
        ("GET", []) => list(ledger, ask),
        ("POST", [id, "vinculo"]) => link(ledger, id, &ask.body()?),
        _ => Err(Reply::no_such_page()),
    }
}

fn list(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let from = ask.required_date("data_vencimento_de")?;
    let to = ask.required_date("data_vencimento_ate")?;
    let statuses = ask.all("status");
    let found = ledger
        .partner
        .dda
        .iter()
        .filter(|one| (from..=to).contains(&one.incoming.due_on))
        .filter(|one| statuses.is_empty() || statuses.contains(&one.status()))
        .filter(|one| {
            let payee = ask.text("beneficiario_documento");
            payee.is_none_or(|wanted| one.incoming.payee.1 == wanted)
        });
    listed(ask, found.map(json).collect())
}

fn link(ledger: &mut Ledger, id: &str, body: &LinkBody) -> Answer {
    if ledger.installment(&body.id_parcela).is_none() {
        return Err(not_found());
    }
    let mut boletos = ledger.partner.dda.iter_mut();
    let one = boletos.find(|one| one.id == id).ok_or_else(not_found)?;
    if one
        .installment_id
        .as_ref()
        .is_some_and(|linked| *linked != body.id_parcela)
    {
        return Err(Reply::error(409, "boleto ja vinculado"));
    }
    one.installment_id = Some(body.id_parcela.clone());
    Ok(Reply::ok(json(one)))
}

impl Boleto {
    fn status(&self) -> &'static str {
        if self.paid { "PAGO" } else { "ABERTO" }
    }
}

fn json(one: &Boleto) -> Json {
    let incoming = &one.incoming;
    Json::object([
        ("id", (&one.id).into()),
        ("codigo_barras", (&incoming.barcode).into()),
        ("beneficiario_nome", (&incoming.payee.0).into()),
        ("beneficiario_documento", (&incoming.payee.1).into()),
        ("valor", Json::money(incoming.cents)),
        ("valor_atualizado", Json::money(incoming.cents)),
        ("data_vencimento", Json::date(incoming.due_on)),
        ("status", one.status().into()),
        ("id_parcela", one.installment_id.as_ref().into()),
    ])
}
