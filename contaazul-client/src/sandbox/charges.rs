//! Charges, which take their time.

use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::fiscal_notes::{self, ServiceInvoice};
use super::json::Json;
use super::ledger::{Charge, Event, Ledger, Parts, Record, Settlement, Side};
use super::request::{Answer, Ask, Reply};
use super::{installments, settlements};

/// How often a charge is read before its next status shows.
const READS_PER_STATUS: u32 = 1;

#[derive(Debug, Deserialize)]
struct ChargeBody {
    conta_bancaria: Option<String>,
    descricao_fatura: Option<String>,
    id_parcela: Option<String>,
    data_vencimento: Option<String>,
    tipo: Option<String>,
}

pub(super) fn create(ledger: &mut Ledger, ask: &Ask<'_>) -> Answer {
    let id = issue(ledger, ask)?;
    read_silently(ledger, &id).map(|charge| Reply::ok(short(charge)))
}

/// Issues a charge and returns its id.
pub(super) fn issue(ledger: &mut Ledger, ask: &Ask<'_>) -> Result<String, Reply> {
    let body: ChargeBody = ask.body()?;
    // An incomplete body is answered with 500, as measured in production.
    let (Some(account_id), Some(description), Some(installment_id), Some(due), Some(kind)) = (
        body.conta_bancaria,
        body.descricao_fatura,
        body.id_parcela,
        body.data_vencimento,
        body.tipo,
    ) else {
        return Err(Reply::empty(500));
    };
    let due_on =
        client_core::wire::date::parse(&due).map_err(|_| Reply::bad("data_vencimento invalida"))?;
    let account = ledger
        .account(&account_id)
        .ok_or_else(|| Reply::bad("conta bancaria inexistente"))?;
    let charges = account.kind == "COBRANCAS_CONTA_AZUL"
        || (account.kind == "CONTA_CORRENTE" && account.digital);
    if !charges {
        return Err(Reply::bad("conta bancaria nao permite cobrancas"));
    }
    let (event, one) = ledger
        .installment(&installment_id)
        .ok_or_else(|| Reply::bad("parcela inexistente"))?;
    if event.side == Side::Expense || one.open() == 0 {
        return Err(Reply::bad("parcela nao permite cobranca"));
    }
    let cents = one.open();
    let id = ledger.issue(Record::Charge);
    ledger.charges.push(Charge {
        id: id.clone(),
        installment_id,
        account_id,
        kind,
        due_on,
        description,
        status: "AGUARDANDO_CONFIRMACAO",
        paid_on: None,
        cents,
        reads: 0,
    });
    Ok(id)
}

/// The charge by id, status and page only; its status moves on as it is read.
pub(super) fn read(ledger: &mut Ledger, id: &str) -> Answer {
    advance(ledger, id)?;
    read_silently(ledger, id).map(|charge| Reply::ok(short(charge)))
}

pub(super) fn read_silently<'a>(ledger: &'a Ledger, id: &str) -> Result<&'a Charge, Reply> {
    let mut charges = ledger.charges.iter();
    charges
        .find(|charge| charge.id == id)
        .ok_or_else(|| Reply::empty(404))
}

/// Moves a charge on: confirmed or found invalid after a while, gone and then cancelled.
pub(super) fn advance(ledger: &mut Ledger, id: &str) -> Result<(), Reply> {
    let payer_is_known = payer_is_known(ledger, id);
    let charge = ledger
        .charges
        .iter_mut()
        .find(|charge| charge.id == id)
        .ok_or_else(|| Reply::empty(404))?;
    charge.reads += 1;
    if charge.reads <= READS_PER_STATUS {
        return Ok(());
    }
    let cancelling = charge.status == "EM_CANCELAMENTO";
    let next = match charge.status {
        "AGUARDANDO_CONFIRMACAO" if payer_is_known => "REGISTRADO",
        "AGUARDANDO_CONFIRMACAO" => "INVALIDO",
        "EM_CANCELAMENTO" => "CANCELADO",
        _ => return Ok(()),
    };
    charge.status = next;
    charge.reads = 0;
    if cancelling {
        // For a moment there is nothing to be read, as measured in production.
        return Err(Reply::empty(404));
    }
    Ok(())
}

fn payer_is_known(ledger: &Ledger, id: &str) -> bool {
    ledger
        .charges
        .iter()
        .find(|charge| charge.id == id)
        .and_then(|charge| ledger.installment(&charge.installment_id))
        .and_then(|(event, _)| ledger.person(event.person_id.as_deref()?))
        .is_some_and(|person| person.tax_id.is_some())
}

/// 200 with an empty body; done later.
pub(super) fn cancel(ledger: &mut Ledger, id: &str) -> Answer {
    let charge = ledger
        .charges
        .iter_mut()
        .find(|charge| charge.id == id)
        .ok_or_else(|| Reply::empty(404))?;
    charge.status = "EM_CANCELAMENTO";
    charge.reads = 0;
    Ok(Reply::empty(200))
}

/// The payer pays: the charge is paid and its installment settled. `None` when there is no such
/// charge.
pub(super) fn pay(
    ledger: &mut Ledger,
    id: &str,
    paid_on: Date,
    now: OffsetDateTime,
) -> Option<Charge> {
    let charge = ledger.charges.iter_mut().find(|charge| charge.id == id)?;
    charge.status = "PAGO";
    charge.paid_on = Some(paid_on);
    let charge = charge.clone();
    let settlement = Settlement {
        id: ledger.issue(Record::Settlement),
        version: 0,
        paid_on,
        value: Parts::gross_of(charge.cents),
        account_id: charge.account_id.clone(),
        method: Some("PIX_PAGAMENTO_INSTANTANEO".to_owned()),
        remark: None,
        nsu: None,
        charge_id: Some(charge.id.clone()),
        changed_at: now,
    };
    settlements::add(ledger, &charge.installment_id, settlement, now);
    if ledger.fiscal_notes.automatic {
        issue_nfse(ledger, &charge, paid_on);
    }
    Some(charge)
}

fn issue_nfse(ledger: &mut Ledger, charge: &Charge, paid_on: Date) {
    let payer = ledger
        .installment(&charge.installment_id)
        .and_then(|(event, _)| ledger.person(event.person_id.as_deref()?));
    let (name, tax_id) = payer.map_or_else(Default::default, |payer| {
        (payer.name.clone(), payer.tax_id.clone().unwrap_or_default())
    });
    let number = i64::try_from(ledger.charges.len()).unwrap_or_default();
    let invoice = ServiceInvoice::new(number, paid_on, &name, &tax_id, charge.cents);
    fiscal_notes::add_nfse(ledger, invoice);
}

fn short(charge: &Charge) -> Json {
    Json::object([
        ("id", (&charge.id).into()),
        ("url", page(charge)),
        ("status", charge.status.into()),
    ])
}

/// Where the payer pays; nowhere before the charge is confirmed.
pub(super) fn page(charge: &Charge) -> Json {
    match charge.status {
        "AGUARDANDO_CONFIRMACAO" | "INVALIDO" => Json::Null,
        _ => Json::Text(format!(
            "https://faturas.example.com/#/fatura/visualizar/{}",
            charge.id
        )),
    }
}

/// The charges of an installment, as the installment shows them.
pub(super) fn of_installment(
    ledger: &Ledger,
    event: &Event,
    installment: &str,
) -> impl Iterator<Item = Json> {
    let of_it = move |charge: &&Charge| charge.installment_id == installment;
    ledger.charges.iter().filter(of_it).map(move |charge| {
        let account = ledger
            .account(&charge.account_id)
            .map(installments::account);
        Json::object([
            ("id", (&charge.id).into()),
            ("versao", 0_i64.into()),
            ("status_solicitacao_cobranca", charge.status.into()),
            ("valor_composicao", Parts::gross_of(charge.cents).json()),
            ("data_vencimento", Json::date(charge.due_on)),
            ("data_quitacao", charge.paid_on.map(Json::date).into()),
            ("tipo_solicitacao_cobranca", (&charge.kind).into()),
            ("id_cliente", event.person_id.as_ref().into()),
            ("id_referencia", Json::Null),
            ("url", page(charge)),
            ("detalhe_erro", Json::Null),
            ("conta_financeira", account.into()),
            ("notificacao_cobranca", Json::Null),
            ("confirmado_em", Json::Null),
            ("descricao", (&charge.description).into()),
            ("referencia_externa", Json::Null),
            ("recuperado", false.into()),
            ("combinado", false.into()),
            ("atributos_personalizados", Json::Null),
        ])
    })
}
