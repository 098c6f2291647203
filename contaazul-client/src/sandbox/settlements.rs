//! Settlements: reading, recording, undoing.

use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::installments;
use super::json::Json;
use super::ledger::{Event, Installment, Ledger, Parts, Record, Settlement};
use super::request::{Answer, Ask, PartsBody, Reply};

/// A bare list, without pages.
pub(super) fn list(ledger: &Ledger, installment: &str) -> Answer {
    let (event, one) = ledger
        .installment(installment)
        .ok_or_else(|| Reply::empty(404))?;
    Ok(Reply::ok(Json::list(
        one.settlements
            .iter()
            .map(|paid| json(ledger, event, one, paid)),
    )))
}

pub(super) fn read(ledger: &Ledger, id: &str) -> Answer {
    let (event, one, paid) = find(ledger, id)?;
    Ok(Reply::ok(json(ledger, event, one, paid)))
}

pub(super) fn find<'a>(
    ledger: &'a Ledger,
    id: &str,
) -> Result<(&'a Event, &'a Installment, &'a Settlement), Reply> {
    // An empty body, as measured in production.
    let missing = || Reply::empty(404);
    let (event, one) = ledger.settled_installment(id).ok_or_else(missing)?;
    let paid = one.settlements.iter().find(|paid| paid.id == id);
    Ok((event, one, paid.ok_or_else(missing)?))
}

/// The body of a settlement to be recorded; also of one to be changed, where `versao` is there.
#[derive(Debug, Deserialize)]
pub(super) struct SettlementBody {
    versao: Option<i64>,
    data_pagamento: Option<String>,
    composicao_valor: Option<PartsBody>,
    conta_financeira: Option<String>,
    metodo_pagamento: Option<String>,
    observacao: Option<String>,
    nsu: Option<String>,
}

impl SettlementBody {
    fn day(&self) -> Result<Option<Date>, Reply> {
        self.data_pagamento
            .as_deref()
            .map(client_core::wire::date::parse)
            .transpose()
            .map_err(|_| Reply::bad("data_pagamento invalida"))
    }

    fn value(&self) -> Result<Option<Parts>, Reply> {
        self.composicao_valor
            .as_ref()
            .map(PartsBody::parts)
            .transpose()
    }

    fn check_account(&self, ledger: &Ledger) -> Result<(), Reply> {
        match &self.conta_financeira {
            Some(account) if ledger.account(account).is_none() => {
                Err(Reply::bad("conta financeira inexistente"))
            }
            _ => Ok(()),
        }
    }
}

pub(super) fn create(
    ledger: &mut Ledger,
    installment: &str,
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    let id = record(ledger, installment, &ask.body()?, now)?;
    let (_, _, paid) = find(ledger, &id)?;
    Ok(Reply::ok(saved(paid)))
}

/// Records a settlement and returns its id.
pub(super) fn record(
    ledger: &mut Ledger,
    installment: &str,
    body: &SettlementBody,
    now: OffsetDateTime,
) -> Result<String, Reply> {
    let required = |field: &str| Reply::bad(format!("{field} obrigatorio"));
    let paid_on = body.day()?.ok_or_else(|| required("data_pagamento"))?;
    let value = body.value()?.ok_or_else(|| required("composicao_valor"))?;
    body.check_account(ledger)?;
    let account_id = body
        .conta_financeira
        .clone()
        .ok_or_else(|| required("conta_financeira"))?;
    let (_, one) = ledger
        .installment(installment)
        .ok_or_else(|| Reply::empty(404))?;
    if value.gross > one.open() {
        return Err(Reply::bad("valor maior que o valor em aberto"));
    }
    let id = ledger.issue(Record::Settlement);
    let settlement = Settlement {
        id: id.clone(),
        version: 0,
        paid_on,
        value,
        account_id,
        method: body.metodo_pagamento.clone(),
        remark: body.observacao.clone(),
        nsu: body.nsu.clone(),
        charge_id: None,
        changed_at: now,
    };
    add(ledger, installment, settlement, now);
    Ok(id)
}

/// Adds a settlement to an installment that is there.
pub(super) fn add(
    ledger: &mut Ledger,
    installment: &str,
    settlement: Settlement,
    now: OffsetDateTime,
) {
    if let Some(one) = ledger.installment_mut(installment) {
        one.version += 1;
        one.changed_at = now;
        one.settlements.push(settlement);
    }
}

pub(super) fn change(ledger: &mut Ledger, id: &str, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    apply_change(ledger, id, &ask.body()?, now)?;
    let (_, _, paid) = find(ledger, id)?;
    Ok(Reply::ok(saved(paid)))
}

pub(super) fn apply_change(
    ledger: &mut Ledger,
    id: &str,
    body: &SettlementBody,
    now: OffsetDateTime,
) -> Result<(), Reply> {
    let (day, value) = (body.day()?, body.value()?);
    body.check_account(ledger)?;
    let (_, one, _) = find(ledger, id)?;
    let installment = one.id.clone();
    let Some(one) = ledger.installment_mut(&installment) else {
        return Err(Reply::empty(404));
    };
    let Some(paid) = one.settlements.iter_mut().find(|paid| paid.id == id) else {
        return Err(Reply::empty(404));
    };
    if body.versao != Some(paid.version) {
        return Err(Reply::empty(409));
    }
    paid.version += 1;
    paid.changed_at = now;
    paid.paid_on = day.unwrap_or(paid.paid_on);
    paid.value = value.unwrap_or(paid.value);
    paid.method = body
        .metodo_pagamento
        .clone()
        .or_else(|| paid.method.clone());
    paid.remark = body.observacao.clone().or_else(|| paid.remark.clone());
    paid.nsu = body.nsu.clone().or_else(|| paid.nsu.clone());
    if let Some(account) = &body.conta_financeira {
        paid.account_id.clone_from(account);
    }
    one.changed_at = now;
    Ok(())
}

/// 200 with an empty body; the installment is open again.
pub(super) fn delete(ledger: &mut Ledger, id: &str, now: OffsetDateTime) -> Answer {
    let (_, one, _) = find(ledger, id)?;
    let installment = one.id.clone();
    if let Some(one) = ledger.installment_mut(&installment) {
        one.settlements.retain(|paid| paid.id != id);
        one.version += 1;
        one.changed_at = now;
    }
    Ok(Reply::empty(200))
}

/// A settlement as it is read: with the account as an object, whatever the description says.
pub(super) fn json(ledger: &Ledger, event: &Event, one: &Installment, paid: &Settlement) -> Json {
    let account = ledger.account(&paid.account_id).map(installments::account);
    Json::object([
        ("id", (&paid.id).into()),
        ("versao", paid.version.into()),
        ("data_pagamento", Json::date(paid.paid_on)),
        ("valor_composicao", paid.value.json()),
        ("conta_financeira", account.into()),
        ("id_reconciliacao", Json::Null),
        ("id_parcela", (&one.id).into()),
        ("id_solicitacao_cobranca", paid.charge_id.as_ref().into()),
        ("observacao", paid.remark.as_ref().into()),
        ("metodo_pagamento", paid.method.as_ref().into()),
        ("origem", "LANCAMENTO_FINANCEIRO".into()),
        ("id_recibo_digital", Json::Null),
        ("tipo_evento_financeiro", event.side.as_str().into()),
        ("nsu", paid.nsu.as_ref().into()),
        ("id_referencia", Json::Null),
        ("atualizado_em", Json::moment(paid.changed_at)),
        ("anexos", Json::list([])),
    ])
}

/// A settlement as it is confirmed: in the names of the body.
fn saved(paid: &Settlement) -> Json {
    Json::object([
        ("id", (&paid.id).into()),
        ("versao", paid.version.into()),
        ("data_pagamento", Json::date(paid.paid_on)),
        ("composicao_valor", paid.value.json()),
        ("conta_financeira", (&paid.account_id).into()),
        ("metodo_pagamento", paid.method.as_ref().into()),
        ("observacao", paid.remark.as_ref().into()),
        ("nsu", paid.nsu.as_ref().into()),
    ])
}
