//! The DDA inbox.

use serde::Deserialize;
use time::Date;

use client_core::{Error, Result};

use super::super::Sandbox;
use super::super::json::Json;
use super::super::ledger::{Ledger, Record};
use super::super::request::{Answer, Ask, Reply};
use super::{listed, not_found, payments};
use crate::model::CompanyId;

/// A boleto that somebody issued to a company, for
/// [`Company::with_dda_boleto`](crate::sandbox::Company::with_dda_boleto).
#[derive(Clone, Debug)]
#[must_use]
pub struct IncomingBoleto {
    barcode: String,
    payee: (String, String),
    due_on: Date,
    cents: i64,
    cents_due: i64,
}

impl IncomingBoleto {
    /// A boleto of 44 digits, from a payee by name and tax id, digits only.
    pub fn new(barcode: &str, name: &str, tax_id: &str, due_on: Date, cents: i64) -> Self {
        Self {
            barcode: barcode.to_owned(),
            payee: (name.to_owned(), tax_id.to_owned()),
            due_on,
            cents,
            cents_due: cents,
        }
    }

    /// What is to be paid today, with interest or discount; the face amount by default.
    #[doc(alias = "valor_atualizado")]
    pub fn amount_due(mut self, cents: i64) -> Self {
        self.cents_due = cents;
        self
    }
}

/// What happens to a boleto of the inbox, for [`Sandbox::change_boleto`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BoletoChange {
    /// Another amount, in cents, is due from now on: interest, or the end of a discount. Payments
    /// of any other amount fail.
    AmountDue(i64),
    /// Its issuer takes it back. Payments of it fail.
    Withdrawn,
    /// The last day it could be paid is over. Payments of it fail.
    Expired,
}

impl Sandbox {
    /// Something happens to every boleto of this barcode that is in the company's inbox.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) when there is none.
    pub fn change_boleto(
        &self,
        company: &CompanyId,
        barcode: &str,
        change: BoletoChange,
    ) -> Result<()> {
        let mut world = self.router.world();
        let ledger = world.ledger_mut(company.as_str());
        let boletos = ledger.into_iter().flat_map(|one| &mut one.partner.dda);
        let mut found = false;
        for one in boletos.filter(|one| one.incoming.barcode == barcode) {
            found = true;
            match change {
                BoletoChange::AmountDue(cents) => one.incoming.cents_due = cents,
                BoletoChange::Withdrawn => one.ended = Some("BAIXADO"),
                BoletoChange::Expired => one.ended = Some("VENCIDO"),
            }
        }
        match found {
            true => Ok(()),
            false => Err(Error::input("the inbox has no boleto of this barcode")),
        }
    }

    /// Every payment of a boleto that was made: its barcode, and the cents paid. The stand-in lets
    /// a boleto be paid twice, so that a program that does it is caught.
    pub fn paid_boletos(&self, company: &CompanyId) -> Vec<(String, i64)> {
        let mut world = self.router.world();
        let ledger = world.ledger_mut(company.as_str());
        ledger.map_or_else(Vec::new, |ledger| {
            payments::of_boletos(&ledger.partner.payments)
        })
    }
}

#[derive(Clone, Debug)]
pub(super) struct Boleto {
    id: String,
    incoming: IncomingBoleto,
    paid: bool,
    /// Why it cannot be paid any more, in the inbox's word.
    ended: Option<&'static str>,
    installment_id: Option<String>,
}

pub(in super::super) fn add(ledger: &mut Ledger, incoming: IncomingBoleto) {
    let id = ledger.issue(Record::Document);
    ledger.partner.dda.push(Boleto {
        id,
        incoming,
        paid: false,
        ended: None,
        installment_id: None,
    });
}

/// Why a payment of so many cents cannot be made. Boletos that are in no inbox can be paid.
pub(super) fn refusal(ledger: &Ledger, barcode: &str, cents: i64) -> Option<&'static str> {
    let mut boletos = ledger.partner.dda.iter();
    let one = boletos.find(|one| one.incoming.barcode == barcode)?;
    match one.ended {
        Some("BAIXADO") => Some("boleto baixado pelo beneficiario"),
        Some(_) => Some("boleto fora do prazo de pagamento"),
        None if one.incoming.cents_due != cents => Some("valor diverge do valor atualizado"),
        None => None,
    }
}

/// The boleto of this barcode was paid.
pub(super) fn paid(ledger: &mut Ledger, barcode: &str) {
    let boletos = ledger.partner.dda.iter_mut();
    boletos
        .filter(|one| one.incoming.barcode == barcode)
        .for_each(|one| one.paid = true);
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
        match self.ended {
            _ if self.paid => "PAGO",
            Some(ended) => ended,
            None => "ABERTO",
        }
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
        ("valor_atualizado", Json::money(incoming.cents_due)),
        ("data_vencimento", Json::date(incoming.due_on)),
        ("status", one.status().into()),
        ("id_parcela", one.installment_id.as_ref().into()),
    ])
}
