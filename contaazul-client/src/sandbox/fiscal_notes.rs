//! Fiscal notes: read-only, in short windows and small pages.

use brazil_types::FiscalKey;
use serde::Deserialize;
use time::Date;

use super::json::Json;
use super::ledger::{Ledger, Record, at};
use super::request::{Answer, Ask, PageAsked, Reply, paginated};

/// The fiscal notes of a company.
#[derive(Clone, Debug, Default)]
pub(super) struct FiscalBooks {
    nfe: Vec<Nfe>,
    nfse: Vec<(String, ServiceInvoice)>,
    /// Access keys and the manifests they were linked to.
    links: Vec<(String, String)>,
    /// Whether a service invoice is issued whenever a charge is paid.
    pub(super) automatic: bool,
}

#[derive(Clone, Debug)]
struct Nfe {
    access_key: String,
    invoice: GoodsInvoice,
}

/// A goods invoice (NF-e) that was issued, for [`Company::with_nfe`](super::Company::with_nfe).
#[derive(Clone, Debug)]
#[must_use]
pub struct GoodsInvoice {
    number: u32,
    issued_on: Date,
    recipient: (String, String),
    cents: i64,
    corrected: bool,
    sale_id: Option<String>,
}

impl GoodsInvoice {
    /// An invoice of `cents` to somebody by name and tax id, digits only.
    pub fn new(number: u32, issued_on: Date, name: &str, tax_id: &str, cents: i64) -> Self {
        Self {
            number,
            issued_on,
            recipient: (name.to_owned(), tax_id.to_owned()),
            cents,
            corrected: false,
            sale_id: None,
        }
    }

    /// Corrected since: it is downloaded as an archive.
    pub fn corrected(mut self) -> Self {
        self.corrected = true;
        self
    }

    pub(super) fn issued_on(&self) -> Date {
        self.issued_on
    }

    /// Issued for this sale.
    pub fn of_sale(mut self, sale_id: &str) -> Self {
        self.sale_id = Some(sale_id.to_owned());
        self
    }
}

/// A service invoice (NFS-e), for [`Company::with_nfse`](super::Company::with_nfse).
#[derive(Clone, Debug)]
#[must_use]
pub struct ServiceInvoice {
    number: i64,
    accrued_on: Date,
    customer: (String, String),
    cents: i64,
    status: String,
    sale: Option<(String, i64)>,
}

impl ServiceInvoice {
    /// An issued invoice of `cents` to somebody by name and tax id, digits only.
    pub fn new(number: i64, accrued_on: Date, name: &str, tax_id: &str, cents: i64) -> Self {
        Self {
            number,
            accrued_on,
            customer: (name.to_owned(), tax_id.to_owned()),
            cents,
            status: "EMITIDA".to_owned(),
            sale: None,
        }
    }

    /// Where it stands, in the ERP's word.
    pub fn status(mut self, status: &str) -> Self {
        status.clone_into(&mut self.status);
        self
    }

    /// Issued for this sale, by id and number.
    pub fn of_sale(mut self, sale_id: &str, number: i64) -> Self {
        self.sale = Some((sale_id.to_owned(), number));
        self
    }
}

pub(super) fn add_nfe(ledger: &mut Ledger, invoice: &GoodsInvoice) {
    let access_key = access_key(&ledger.tax_id, invoice.issued_on, invoice.number);
    ledger.fiscal_notes.nfe.push(Nfe {
        access_key,
        invoice: invoice.clone(),
    });
}

pub(super) fn add_nfse(ledger: &mut Ledger, invoice: ServiceInvoice) {
    let id = ledger.issue(Record::Nfse);
    ledger.fiscal_notes.nfse.push((id, invoice));
}

/// The city has issued the service invoice of this number.
pub(super) fn mark_issued(ledger: &mut Ledger, number: i64) {
    let mut invoices = ledger.fiscal_notes.nfse.iter_mut();
    if let Some((_, one)) = invoices.find(|(_, one)| one.number == number) {
        "EMITIDA".clone_into(&mut one.status);
    }
}

/// The key of an invoice of series 1 from Santa Catarina.
pub(super) fn access_key(tax_id: &str, issued_on: Date, number: u32) -> String {
    let (year, month) = (
        issued_on.year().rem_euclid(100),
        u8::from(issued_on.month()),
    );
    let base = format!(
        "42{year:02}{month:02}{tax_id:0>14}55001{number:09}1{:08}",
        number % 97
    );
    FiscalKey::from_base(&base).map_or(base, |key| key.to_string())
}

pub(super) fn answer(ledger: &mut Ledger, method: &str, path: &[&str], ask: &Ask<'_>) -> Answer {
    match (method, path) {
        ("GET", ["notas-fiscais"]) => list_nfe(ledger, ask),
        ("GET", ["notas-fiscais-servico"]) => list_nfse(ledger, ask),
        ("POST", ["notas-fiscais", "vinculo-mdfe"]) => link(ledger, ask),
        ("GET", ["notas-fiscais", key]) => download(ledger, key),
        _ => Err(Reply::no_such_page()),
    }
}

fn page(ask: &Ask<'_>) -> Result<PageAsked, Reply> {
    ask.page_of(&[10, 20, 50, 100])
        .ok_or_else(|| Reply::error(400, "pagina ou tamanho_pagina invalidos"))
}

fn window(ask: &Ask<'_>, from: &str, to: &str) -> Result<(Date, Date), Reply> {
    let day = |name: &str| {
        let text = ask.text(name).unwrap_or_default();
        client_core::wire::date::parse(text)
            .map_err(|_| Reply::error(400, format!("{name} obrigatorio no formato AAAA-MM-DD")))
    };
    let (from, to) = (day(from)?, day(to)?);
    if to < from || (to - from).whole_days() > 15 {
        return Err(Reply::error(400, "periodo maximo de 15 dias"));
    }
    Ok((from, to))
}

fn list_nfe(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let (page, (from, to)) = (page(ask)?, window(ask, "data_inicial", "data_final")?);
    let number = |one: &Nfe| one.invoice.number.to_string();
    let found: Vec<_> = ledger
        .fiscal_notes
        .nfe
        .iter()
        .filter(|one| (from..=to).contains(&one.invoice.issued_on))
        .filter(|one| {
            let tax_id = ask.text("documento_tomador");
            tax_id.is_none_or(|wanted| one.invoice.recipient.1 == wanted)
        })
        .filter(|one| {
            ask.text("numero_nota")
                .is_none_or(|wanted| number(one) == wanted)
        })
        .filter(|one| {
            let sale = one.invoice.sale_id.as_deref();
            ask.text("id_venda")
                .is_none_or(|wanted| sale == Some(wanted))
        })
        .collect();
    if found.is_empty() {
        return Ok(nothing());
    }
    // Over-counted, as measured in production.
    let total = found.len() + 3;
    Ok(paginated(page, total, page.of(found).map(nfe)))
}

/// An empty list tells a page size that only 64 bits hold, as measured in production.
fn nothing() -> Reply {
    let block = Json::object([
        ("pagina_atual", 1_i64.into()),
        ("tamanho_pagina", i64::MAX.into()),
        ("total_itens", 0_i64.into()),
        ("total_paginas", 0_i64.into()),
    ]);
    Reply::ok(Json::object([
        ("itens", Json::list([])),
        ("paginacao", block),
    ]))
}

fn nfe(one: &Nfe) -> Json {
    let invoice = &one.invoice;
    let status = if invoice.corrected {
        "CORRIGIDA_SUCESSO"
    } else {
        "EMITIDA"
    };
    let issued_at = client_core::wire::instant::format(at(invoice.issued_on, 10)).ok();
    Json::object([
        ("chave_acesso", (&one.access_key).into()),
        ("data_emissao", issued_at.into()),
        ("nome_destinatario", (&invoice.recipient.0).into()),
        ("numero_nota", i64::from(invoice.number).into()),
        ("status", status.into()),
    ])
}

fn list_nfse(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = page(ask)?;
    let (from, to) = window(ask, "data_competencia_de", "data_competencia_ate")?;
    let numbers = |name: &str| ask.text(name).and_then(|text| text.parse::<i64>().ok());
    let least = numbers("numero_nfse_inicial").unwrap_or(i64::MIN);
    let most = numbers("numero_nfse_final").unwrap_or(i64::MAX);
    let (ids, statuses) = (ask.all("ids"), ask.all("status"));
    let found: Vec<_> = ledger
        .fiscal_notes
        .nfse
        .iter()
        .filter(|(_, one)| (from..=to).contains(&one.accrued_on))
        .filter(|(id, _)| ids.is_empty() || ids.contains(&id.as_str()))
        .filter(|(_, one)| statuses.is_empty() || statuses.contains(&one.status.as_str()))
        .filter(|(_, one)| (least..=most).contains(&one.number))
        .filter(|(_, one)| {
            let sale = one.sale.as_ref().map(|(_, number)| *number);
            numbers("numero_venda").is_none_or(|wanted| sale == Some(wanted))
        })
        .collect();
    let total = found.len();
    Ok(paginated(page, total, page.of(found).map(nfse)))
}

fn nfse((id, one): &(String, ServiceInvoice)) -> Json {
    let issued = ["EMITIDA", "CANCELADA"].contains(&one.status.as_str());
    let sale = one.sale.as_ref();
    let sale_number = sale.map(|(_, number)| number.to_string());
    Json::object([
        ("id", id.into()),
        ("status", (&one.status).into()),
        ("numero_nfse", issued.then_some(one.number).into()),
        ("numero_rps", one.number.into()),
        ("numero_venda", sale_number.into()),
        ("valor_total_nfse", Json::money(one.cents)),
        ("data_competencia", Json::date(one.accrued_on)),
        ("nome_cliente", (&one.customer.0).into()),
        ("documento_cliente", (&one.customer.1).into()),
        ("id_venda", sale.map(|(id, _)| id).into()),
        ("id_contrato", Json::Null),
        ("codigo_cnae", "1091-1/02".into()),
        ("escriturado_manualmente", false.into()),
        (
            "cidade_emissao",
            Json::object([("nome", "Joinville".into()), ("estado", "SC".into())]),
        ),
        (
            "informacao_transmissao",
            Json::object([("data_inicio_emissao", Json::moment(at(one.accrued_on, 10)))]),
        ),
    ])
}

#[derive(Debug, Deserialize)]
struct LinkBody {
    #[serde(default)]
    chaves_acesso: Vec<String>,
    identificador: Option<String>,
    status: Option<String>,
}

fn link(ledger: &mut Ledger, ask: &Ask<'_>) -> Answer {
    let body: LinkBody = ask.body()?;
    // An empty list is answered with 500, as measured in production.
    let (Some(manifest), false) = (body.identificador, body.chaves_acesso.is_empty()) else {
        return Err(Reply::empty(500));
    };
    if body.status.is_none() {
        return Err(Reply::error(400, "status obrigatorio"));
    }
    let books = &mut ledger.fiscal_notes;
    for key in &body.chaves_acesso {
        if !books.nfe.iter().any(|one| one.access_key == *key) {
            return Err(Reply::error(404, "Nota fiscal nao encontrada"));
        }
    }
    let links = body.chaves_acesso.into_iter();
    books.links.extend(links.map(|key| (key, manifest.clone())));
    Ok(Reply::empty(204))
}

fn download(ledger: &Ledger, key: &str) -> Answer {
    let one = ledger
        .fiscal_notes
        .nfe
        .iter()
        .find(|one| one.access_key == key)
        .ok_or_else(|| Reply::error(404, "Nota fiscal nao encontrada"))?;
    let xml = xml(one);
    Ok(Reply::file(match one.invoice.corrected {
        true => archive(&format!("{key}-nfe.xml"), xml.as_bytes()),
        false => xml.into_bytes(),
    }))
}

/// The bones of an invoice in the national layout.
fn xml(one: &Nfe) -> String {
    let (key, invoice) = (&one.access_key, &one.invoice);
    let total = client_core::money::Amount::from_cents(invoice.cents);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <nfeProc xmlns=\"http://www.portalfiscal.inf.br/nfe\" versao=\"4.00\"><NFe>\
         <infNFe Id=\"NFe{key}\" versao=\"4.00\"><ide><nNF>{}</nNF></ide>\
         <total><ICMSTot><vNF>{total}</vNF></ICMSTot></total></infNFe></NFe></nfeProc>",
        invoice.number
    )
}

/// A ZIP archive of one file, stored as it is.
fn archive(name: &str, content: &[u8]) -> Vec<u8> {
    let two = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes();
    let four = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let size = four(content.len());
    // Version, flags, method, time and date, checksum, sizes, length of the name, no extra field.
    let about = [
        &[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..],
        &crc32(content).to_le_bytes(),
        &size,
        &size,
        &two(name.len()),
        &[0, 0],
    ]
    .concat();
    let local = [b"PK\x03\x04", about.as_slice(), name.as_bytes(), content].concat();
    let directory = [
        b"PK\x01\x02\x14\0",
        about.as_slice(),
        &[0; 14],
        name.as_bytes(),
    ]
    .concat();
    let end = [
        &b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..],
        &four(directory.len()),
        &four(local.len()),
        &[0, 0],
    ]
    .concat();
    [local, directory, end].concat()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksum_and_archive_are_of_the_known_form() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        let zip = archive("a.xml", b"<a/>");
        assert_eq!(zip.len(), 30 + 5 + 4 + 46 + 5 + 22);
        assert!(zip.ends_with(&[51, 0, 0, 0, 39, 0, 0, 0, 0, 0]));
    }
}
