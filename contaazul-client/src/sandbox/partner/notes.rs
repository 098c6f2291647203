//! Issuing fiscal notes: asked for, looked at once more, then issued or rejected.

use client_core::money::Amount;
use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::super::fiscal_notes::{self, GoodsInvoice, ServiceInvoice, access_key};
use super::super::json::Json;
use super::super::ledger::{Ledger, Record, day_in_brasilia};
use super::super::request::{Answer, Ask, Reply, cents};
use super::{fresh_reference, listed, not_found};

#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    nfe: Vec<Nfe>,
    nfse: Vec<Nfse>,
}

#[derive(Clone, Debug)]
struct Nfe {
    id: String,
    reference: String,
    number: u32,
    sale_id: Option<String>,
    invoice: GoodsInvoice,
    fate: Fate,
}

#[derive(Clone, Debug)]
enum Fate {
    Processing {
        rejected: bool,
    },
    /// With the access key.
    Authorized(String),
    Rejected,
}

#[derive(Debug, Deserialize)]
struct NfeBody {
    referencia_externa: Option<String>,
    id_venda: Option<String>,
    destinatario: PartyBody,
    #[serde(default)]
    itens: Vec<ItemBody>,
    exporta: Option<ExportBody>,
}

#[derive(Debug, Deserialize)]
struct PartyBody {
    nome: String,
    documento: Option<String>,
    id_estrangeiro: Option<String>,
}

#[derive(Debug, Deserialize)]
struct ItemBody {
    cfop: String,
    quantidade: Amount,
    valor_unitario: Amount,
}

#[derive(Debug, Deserialize)]
struct ExportBody {
    #[serde(rename = "UFSaidaPais")]
    state: String,
    #[serde(rename = "xLocExporta")]
    place: String,
}

pub(super) fn nfe(
    ledger: &mut Ledger,
    method: &str,
    path: &[&str],
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    match (method, path) {
        ("POST", []) => issue_nfe(ledger, ask, now),
        ("GET", []) => {
            let wanted = ask.text("referencia_externa");
            let issued = ledger.partner.notes.nfe.iter();
            let found = issued.filter(|one| wanted.is_none_or(|text| one.reference == text));
            listed(ask, found.map(nfe_json).collect())
        }
        ("GET", [id]) => read_nfe(ledger, id),
        _ => Err(Reply::no_such_page()),
    }
}

fn issue_nfe(ledger: &mut Ledger, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let body: NfeBody = ask.body()?;
    if body.itens.is_empty() {
        return Err(Reply::error(400, "itens obrigatorio"));
    }
    let used = ledger
        .partner
        .notes
        .nfe
        .iter()
        .map(|one| one.reference.as_str());
    let reference = fresh_reference(body.referencia_externa, used)?;
    let exported = body.itens.iter().any(|item| item.cfop.starts_with('7'));
    let complete = body
        .exporta
        .as_ref()
        .is_some_and(|export| export.state.len() == 2 && !export.place.is_empty());
    let total: i64 = body.itens.iter().map(item_cents).sum::<Result<_, _>>()?;
    let number = u32::try_from(9_000 + ledger.partner.notes.nfe.len()).unwrap_or(u32::MAX);
    let party = body.destinatario;
    let tax_id = party.documento.or(party.id_estrangeiro).unwrap_or_default();
    let day = day_in_brasilia(now);
    let mut invoice = GoodsInvoice::new(number, day, &party.nome, &tax_id, total);
    if let Some(sale) = &body.id_venda {
        invoice = invoice.of_sale(sale);
    }
    let one = Nfe {
        id: ledger.issue(Record::Nfse),
        reference,
        number,
        sale_id: body.id_venda,
        invoice,
        fate: Fate::Processing {
            rejected: exported != complete,
        },
    };
    let answer = nfe_json(&one);
    ledger.partner.notes.nfe.push(one);
    Ok(Reply::json(201, answer))
}

/// What an item costs, in cents. The sandbox takes quantities and prices of two decimals at most.
fn item_cents(item: &ItemBody) -> Result<i64, Reply> {
    let quantity = cents(item.quantidade, "quantidade")?;
    let price = cents(item.valor_unitario, "valor_unitario")?;
    let product = quantity.checked_mul(price);
    product
        .map(|product| product / 100)
        .ok_or_else(|| Reply::error(400, "valor total fora do limite"))
}

fn read_nfe(ledger: &mut Ledger, id: &str) -> Answer {
    let tax_id = ledger.tax_id.clone();
    let mut issued = ledger.partner.notes.nfe.iter_mut();
    let one = issued.find(|one| one.id == id).ok_or_else(not_found)?;
    let mut authorized = None;
    if let Fate::Processing { rejected } = one.fate {
        one.fate = if rejected {
            Fate::Rejected
        } else {
            authorized = Some(one.invoice.clone());
            Fate::Authorized(access_key(&tax_id, one.invoice.issued_on(), one.number))
        };
    }
    let answer = nfe_json(one);
    if let Some(invoice) = authorized {
        fiscal_notes::add_nfe(ledger, &invoice);
    }
    Ok(Reply::ok(answer))
}

fn nfe_json(one: &Nfe) -> Json {
    let status = match one.fate {
        Fate::Processing { .. } => "EM_PROCESSAMENTO",
        Fate::Authorized(_) => "AUTORIZADA",
        Fate::Rejected => "REJEITADA",
    };
    let key = match &one.fate {
        Fate::Authorized(key) => Some(key),
        _ => None,
    };
    let rejection = matches!(one.fate, Fate::Rejected).then(|| {
        Json::object([
            ("codigo", "355".into()),
            ("motivo", "Local de saida do pais em desacordo".into()),
        ])
    });
    Json::object([
        ("id", (&one.id).into()),
        ("referencia_externa", (&one.reference).into()),
        ("status", status.into()),
        ("chave_acesso", key.into()),
        ("numero", key.map(|_| i64::from(one.number)).into()),
        ("serie", 1_i64.into()),
        ("id_venda", one.sale_id.as_ref().into()),
        ("rejeicao", rejection.into()),
    ])
}

#[derive(Clone, Debug)]
struct Nfse {
    id: String,
    reference: String,
    status: &'static str,
    number: i64,
    cents: i64,
}

#[derive(Debug, Deserialize)]
struct NfseBody {
    referencia_externa: Option<String>,
    tomador: PartyBody,
    valor: Amount,
    data_competencia: String,
}

pub(super) fn nfse(ledger: &mut Ledger, method: &str, path: &[&str], ask: &Ask<'_>) -> Answer {
    match (method, path) {
        ("POST", []) => issue_nfse(ledger, ask),
        ("GET", []) => {
            let wanted = ask.text("referencia_externa");
            let issued = ledger.partner.notes.nfse.iter();
            let found = issued.filter(|one| wanted.is_none_or(|text| one.reference == text));
            listed(ask, found.map(nfse_json).collect())
        }
        ("GET", [id]) => {
            let mut issued = ledger.partner.notes.nfse.iter_mut();
            let one = issued.find(|one| one.id == *id).ok_or_else(not_found)?;
            one.status = "EMITIDA";
            let (answer, number) = (nfse_json(one), one.number);
            fiscal_notes::mark_issued(ledger, number);
            Ok(Reply::ok(answer))
        }
        _ => Err(Reply::no_such_page()),
    }
}

fn issue_nfse(ledger: &mut Ledger, ask: &Ask<'_>) -> Answer {
    let body: NfseBody = ask.body()?;
    let used = ledger
        .partner
        .notes
        .nfse
        .iter()
        .map(|one| one.reference.as_str());
    let reference = fresh_reference(body.referencia_externa, used)?;
    let accrued_on: Date = client_core::wire::date::parse(&body.data_competencia)
        .map_err(|_| Reply::error(400, "data_competencia invalida"))?;
    let cents = cents(body.valor, "valor")?;
    let number = i64::try_from(7_000 + ledger.partner.notes.nfse.len()).unwrap_or(i64::MAX);
    let tax_id = body.tomador.documento.unwrap_or_default();
    let invoice = ServiceInvoice::new(number, accrued_on, &body.tomador.nome, &tax_id, cents);
    fiscal_notes::add_nfse(ledger, invoice.status("AGUARDANDO_RETORNO"));
    let one = Nfse {
        id: ledger.issue(Record::Nfse),
        reference,
        status: "AGUARDANDO_RETORNO",
        number,
        cents,
    };
    let answer = nfse_json(&one);
    ledger.partner.notes.nfse.push(one);
    Ok(Reply::json(201, answer))
}

fn nfse_json(one: &Nfse) -> Json {
    let number = (one.status == "EMITIDA").then_some(one.number);
    Json::object([
        ("id", (&one.id).into()),
        ("referencia_externa", (&one.reference).into()),
        ("status", one.status.into()),
        ("numero_nfse", number.into()),
        ("valor", Json::money(one.cents)),
        ("rejeicao", Json::Null),
    ])
}
