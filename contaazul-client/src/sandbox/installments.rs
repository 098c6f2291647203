//! One installment, whole.

use client_core::money::Amount;
use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::charges;
use super::json::Json;
use super::ledger::{Account, Event, Installment, Ledger};
use super::request::{Answer, Ask, PartsBody, Reply, cents};
use super::settlements;

pub(super) fn read(ledger: &Ledger, id: &str, today: Date) -> Answer {
    let (event, one) = ledger.installment(id).ok_or_else(|| Reply::empty(404))?;
    Ok(Reply::ok(json(ledger, event, one, today)))
}

/// A bare list, without pages.
pub(super) fn of_event(ledger: &Ledger, event: &str, today: Date) -> Answer {
    let event = ledger.events.event(event);
    let event = event.ok_or_else(|| Reply::empty(404))?;
    let installments = event.installments.iter();
    Ok(Reply::ok(Json::list(
        installments.map(|one| json(ledger, event, one, today)),
    )))
}

/// The body of a change. Names differ from the names read, as they do in production.
#[derive(Debug, Deserialize)]
struct ChangeBody {
    versao: Option<i64>,
    nota: Option<String>,
    descricao: Option<String>,
    vencimento: Option<String>,
    composicao_valor: Option<PartsBody>,
    data_pagamento_esperado: Option<String>,
    metodo_pagamento: Option<String>,
    perda: Option<LossBody>,
    nsu: Option<String>,
    id_conta_financeira: Option<String>,
}

#[derive(Debug, Deserialize)]
struct LossBody {
    data: String,
    valor: Amount,
}

pub(super) fn change(ledger: &mut Ledger, id: &str, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let body: ChangeBody = ask.body()?;
    let day = |text: &Option<String>, name: &str| match text {
        Some(text) => client_core::wire::date::parse(text)
            .map(Some)
            .map_err(|_| Reply::bad(format!("{name} invalido"))),
        None => Ok(None),
    };
    let (due_on, expected_on) = (
        day(&body.vencimento, "vencimento")?,
        day(&body.data_pagamento_esperado, "data_pagamento_esperado")?,
    );
    let value = body
        .composicao_valor
        .map(|value| value.parts())
        .transpose()?;
    let loss = match &body.perda {
        Some(loss) => day(&Some(loss.data.clone()), "perda.data")?
            .map(|day| cents(loss.valor, "perda.valor").map(|cents| (day, cents)))
            .transpose()?,
        None => None,
    };
    if let Some(account) = &body.id_conta_financeira {
        ledger
            .account(account)
            .ok_or_else(|| Reply::bad("conta financeira inexistente"))?;
    }
    let one = ledger
        .installment_mut(id)
        .ok_or_else(|| Reply::empty(404))?;
    if body.versao != Some(one.version) {
        return Err(Reply::empty(409));
    }
    one.version += 1;
    one.changed_at = now;
    one.note = body.nota.unwrap_or_else(|| one.note.clone());
    one.description = body.descricao.unwrap_or_else(|| one.description.clone());
    one.due_on = due_on.unwrap_or(one.due_on);
    one.expected_on = expected_on.unwrap_or(one.expected_on);
    one.value = value.unwrap_or(one.value);
    one.method = body.metodo_pagamento.or_else(|| one.method.clone());
    one.loss = loss.or(one.loss);
    one.nsu = body.nsu.or_else(|| one.nsu.clone());
    one.account_id = body
        .id_conta_financeira
        .unwrap_or_else(|| one.account_id.clone());
    let one = one.clone();
    Ok(Reply::ok(changed(ledger, &one)))
}

fn changed(ledger: &Ledger, one: &Installment) -> Json {
    let account = ledger.account(&one.account_id).map(|account| {
        Json::object([
            ("id", (&account.id).into()),
            ("versao", 0_i64.into()),
            ("nome", (&account.name).into()),
            ("agencia", "0001".into()),
            ("numero", "12345-6".into()),
            ("tipo", (&account.kind).into()),
            ("banco", (&account.bank).into()),
        ])
    });
    Json::object([
        ("nota", (&one.note).into()),
        ("descricao", (&one.description).into()),
        ("vencimento", Json::date(one.due_on)),
        ("composicao_valor", one.value.json()),
        ("versao", one.version.into()),
        ("data_pagamento_esperado", Json::date(one.expected_on)),
        ("metodo_pagamento", one.method.as_ref().into()),
        ("perda", loss(one)),
        ("nsu", one.nsu.as_ref().into()),
        ("pagamento_agendado", false.into()),
        ("conta_financeira", account.into()),
    ])
}

pub(super) fn json(ledger: &Ledger, event: &Event, one: &Installment, today: Date) -> Json {
    let place = event
        .installments
        .iter()
        .position(|other| other.id == one.id);
    let index = place.map_or(0, |place| place + 1);
    let last_charge = ledger
        .charges
        .iter()
        .rfind(|charge| charge.installment_id == one.id)
        .map(|charge| &charge.id);
    let invoice = one.invoice.map(|(kind, number)| {
        Json::object([
            ("numero", number.into()),
            ("rps", Json::Null),
            ("tipo_fatura", kind.into()),
        ])
    });
    let settled = one
        .settlements
        .iter()
        .map(|paid| settlements::json(ledger, event, one, paid));
    Json::object([
        ("id", (&one.id).into()),
        ("versao", one.version.into()),
        ("referencia", Json::Null),
        ("indice", index.into()),
        ("conciliado", one.reconciled.into()),
        ("status", one.state(today).detailed().into()),
        ("valor_pago", Json::money(one.paid())),
        ("nao_pago", Json::money(one.open())),
        ("perda", loss(one)),
        ("data_vencimento", Json::date(one.due_on)),
        ("data_pagamento_previsto", Json::date(one.expected_on)),
        ("descricao", (&one.description).into()),
        ("nota", (&one.note).into()),
        (
            "conta_financeira",
            ledger.account(&one.account_id).map(account).into(),
        ),
        ("id_conta_financeira", (&one.account_id).into()),
        ("valor_composicao", one.value.json()),
        ("valor_total_liquido", Json::money(one.value.net())),
        ("metodo_pagamento", one.method.as_ref().into()),
        ("nsu", one.nsu.as_ref().into()),
        ("baixa_agendada", event.scheduled.into()),
        ("evento", event_json(ledger, event)),
        ("baixas", Json::list(settled)),
        ("anexos", Json::list([])),
        (
            "solicitacoes_cobrancas",
            Json::list(charges::of_installment(ledger, event, &one.id)),
        ),
        ("id_ultima_solicitacao_pagamento", Json::Null),
        ("id_boleto_bancario_autorizado", Json::Null),
        ("fatura", invoice.into()),
        ("renegociacao", Json::Null),
        ("id_ultimo_solicitacao_cobranca", last_charge.into()),
        ("data_alteracao", Json::moment(one.changed_at)),
    ])
}

fn loss(one: &Installment) -> Json {
    one.loss
        .map(|(day, cents)| {
            Json::object([("data", Json::date(day)), ("valor", Json::money(cents))])
        })
        .into()
}

/// An account as most answers show it.
pub(super) fn account(account: &Account) -> Json {
    Json::object([
        ("id", (&account.id).into()),
        ("banco", (&account.bank).into()),
        ("codigo_banco", account.bank_code.into()),
        ("nome", (&account.name).into()),
        ("ativo", account.active.into()),
        ("tipo", (&account.kind).into()),
        ("conta_padrao", false.into()),
        ("possui_config_boleto_bancario", false.into()),
        ("agencia", "0001".into()),
        ("numero", "12345-6".into()),
    ])
}

fn event_json(ledger: &Ledger, event: &Event) -> Json {
    let allocations = event.allocations.iter().map(|part| {
        let name = ledger.category(&part.category_id).map(|one| &one.name);
        let centers = part.cost_centers.iter().map(|(id, cents)| {
            let name = ledger.cost_center(id).map(|center| &center.name);
            Json::object([
                ("id_centro_custo", id.into()),
                ("nome_centro_custo", name.into()),
                ("valor", Json::money(*cents)),
            ])
        });
        Json::object([
            ("id_categoria", (&part.category_id).into()),
            ("nome_categoria", name.into()),
            ("valor", Json::money(part.cents)),
            ("valor_bruto", Json::money(part.cents)),
            ("rateio_centro_custo", Json::list(centers)),
        ])
    });
    // The record it came from: the sale, where there is one.
    let origin = ledger.trade.sale_of_event(&event.id);
    let origin = origin.map_or(&event.id, |sale| &sale.id);
    Json::object([
        ("id", (&event.id).into()),
        ("data_competencia", Json::date(event.accrued_on)),
        ("tipo", event.side.as_str().into()),
        ("agendado", event.scheduled.into()),
        ("codigo_referencia", Json::Null),
        (
            "referencia",
            Json::object([
                ("id", origin.into()),
                ("revisao", "1".into()),
                ("origem", event.origin.into()),
            ]),
        ),
        (
            "condicao_pagamento",
            Json::object([
                ("quantidade_parcelas", event.installments.len().into()),
                ("montante_fixo", false.into()),
            ]),
        ),
        ("rateio", Json::list(allocations)),
    ])
}
