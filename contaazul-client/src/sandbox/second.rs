//! The flat resources of the second generation.

use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::json::Json;
use super::ledger::{Event, Installment, Ledger, Parts, Settlement, Side, day_in_brasilia};
use super::request::{Answer, Ask, Reply, envelope};
use super::{charges, events, installments, registers, settlements};

pub(super) fn answer(
    ledger: &mut Ledger,
    method: &str,
    path: &[&str],
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    let today = day_in_brasilia(now);
    match (method, path) {
        ("POST", ["contas-a-receber"]) => events::create(ledger, Side::Income, ask, now),
        ("POST", ["contas-a-pagar"]) => events::create(ledger, Side::Expense, ask, now),
        ("GET", ["contas-a-receber"]) => due(ledger, Side::Income, ask, today),
        ("GET", ["contas-a-pagar"]) => due(ledger, Side::Expense, ask, today),
        ("GET", ["parcelas"]) => of_event(ledger, ask, today),
        ("GET", ["parcelas", id]) => read(ledger, id, today),
        ("PATCH", ["parcelas", id]) => {
            installments::change(ledger, id, ask, now)?;
            read(ledger, id, today)
        }
        ("GET", ["baixas"]) => settlements_of(ledger, ask),
        ("POST", ["baixas"]) => settle(ledger, ask, now),
        ("GET", ["baixas", id]) => read_settlement(ledger, id),
        ("PATCH", ["baixas", id]) => {
            settlements::apply_change(ledger, id, &ask.body()?, now)?;
            read_settlement(ledger, id)
        }
        ("DELETE", ["baixas", id]) => settlements::delete(ledger, id, now),
        ("POST", ["cobrancas"]) => {
            let id = charges::issue(ledger, ask)?;
            charge(ledger, &id)
        }
        ("GET", ["cobrancas", id]) => {
            charges::advance(ledger, id)?;
            charge(ledger, id)
        }
        ("DELETE", ["cobrancas", id]) => charges::cancel(ledger, id),
        ("GET", ["categorias"]) => registers::categories(ledger, ask, false),
        ("GET", ["categorias", "configuracao-padrao"]) => {
            Ok(registers::default_categories(ledger, ask))
        }
        ("GET", ["categorias", id]) => registers::category_by_id(ledger, id),
        ("GET", ["centros-de-custo"]) => cost_centers(ledger, ask),
        ("POST", ["centros-de-custo"]) => registers::create_cost_center(ledger, ask, 201),
        ("PATCH", ["centros-de-custo", id]) => registers::change_cost_center(ledger, id, ask),
        ("GET", ["contas-financeiras"]) => registers::accounts(ledger, ask),
        ("GET", ["contas-financeiras", "saldo-inicial"]) => {
            registers::opening_balances(ledger, ask)
        }
        ("GET", ["contas-financeiras", id, "saldo-atual"]) => registers::balance(ledger, id),
        _ => Err(Reply::no_such_page()),
    }
}

fn due(ledger: &Ledger, side: Side, ask: &Ask<'_>, today: Date) -> Answer {
    let page = ask.page(false)?;
    let from = ask.required_date("data_vencimento_de")?;
    let to = ask.required_date("data_vencimento_ate")?;
    let found: Vec<_> = ledger
        .installments()
        .filter(|(event, one)| event.side == side && (from..=to).contains(&one.due_on))
        .collect();
    let total = found.len();
    let items = page.of(found).map(|(event, one)| json(event, one, today));
    Ok(envelope("itens", total, items, None))
}

/// Filters by a parameter whose name nobody has published; like the ERP, it ignores any other.
fn of_event(ledger: &Ledger, ask: &Ask<'_>, today: Date) -> Answer {
    let page = ask.page(false)?;
    let wanted = ask.text("id_evento");
    let found: Vec<_> = ledger
        .installments()
        .filter(|(event, _)| wanted.is_none_or(|id| event.id == id))
        .collect();
    let total = found.len();
    let items = page.of(found).map(|(event, one)| json(event, one, today));
    Ok(envelope("itens", total, items, None))
}

fn read(ledger: &Ledger, id: &str, today: Date) -> Answer {
    let (event, one) = ledger.installment(id).ok_or_else(|| Reply::empty(404))?;
    Ok(Reply::ok(json(event, one, today)))
}

fn json(event: &Event, one: &Installment, today: Date) -> Json {
    let place = event
        .installments
        .iter()
        .position(|other| other.id == one.id);
    let settled = one.settlements.iter().map(|paid| {
        Json::object([
            ("id", (&paid.id).into()),
            ("versao", paid.version.into()),
            ("data_baixa", Json::date(paid.paid_on)),
            ("forma_pagamento", paid.method.as_ref().into()),
            ("id_conta_financeira", (&paid.account_id).into()),
            ("origem", "LANCAMENTO_FINANCEIRO".into()),
            ("composicao_valor", paid.value.json()),
        ])
    });
    let person_field = match event.side {
        Side::Income => "id_cliente",
        Side::Expense => "id_fornecedor",
    };
    let total = event.allocations.iter().map(|part| part.cents).sum();
    Json::object([
        ("id", (&one.id).into()),
        ("versao", one.version.into()),
        ("indice", place.map_or(0, |place| place + 1).into()),
        ("baixa_agendada", event.scheduled.into()),
        ("conciliado", one.reconciled.into()),
        ("possui_cobranca", false.into()),
        ("status", one.state(today).searched().into()),
        ("data_vencimento", Json::date(one.due_on)),
        ("data_prevista_pagamento", Json::date(one.expected_on)),
        ("descricao", (&one.description).into()),
        ("forma_pagamento", one.method.as_ref().into()),
        ("id_conta_financeira", (&one.account_id).into()),
        ("nao_pago", Json::money(one.open())),
        ("pago", Json::money(one.paid())),
        ("valor_liquido_total", Json::money(one.value.net())),
        ("composicao_valor", one.value.json()),
        ("baixas", Json::list(settled)),
        ("perda", Json::Null),
        (
            "evento_financeiro",
            Json::object([
                ("id", (&event.id).into()),
                ("versao", 0_i64.into()),
                ("agendado", event.scheduled.into()),
                ("data_competencia", Json::date(event.accrued_on)),
                ("descricao", (&event.description).into()),
                (person_field, event.person_id.as_ref().into()),
                ("numero_parcelas", event.installments.len().into()),
                ("observacao", event.remark.as_ref().into()),
                ("tipo", event.side.as_str().into()),
                ("valor", Json::money(total)),
                (
                    "referencia_externa",
                    event.external_reference.as_ref().into(),
                ),
                ("rateio_categorias", Json::list([])),
            ]),
        ),
    ])
}

/// Filters by a parameter whose name nobody has published; like the ERP, it ignores any other.
fn settlements_of(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let wanted = ask.text("id_parcela");
    let found: Vec<_> = ledger
        .installments()
        .filter(|(_, one)| wanted.is_none_or(|id| one.id == id))
        .flat_map(|(event, one)| one.settlements.iter().map(move |paid| (event, one, paid)))
        .collect();
    let total = found.len();
    let items = page
        .of(found)
        .map(|(event, one, paid)| settlement(ledger, event, one, paid));
    Ok(envelope("itens", total, items, None))
}

#[derive(Debug, Deserialize)]
struct InstallmentOf {
    id_parcela: Option<String>,
}

fn settle(ledger: &mut Ledger, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let of: InstallmentOf = ask.body()?;
    let installment = of
        .id_parcela
        .ok_or_else(|| Reply::bad("id_parcela obrigatorio"))?;
    let id = settlements::record(ledger, &installment, &ask.body()?, now)?;
    let (event, one, paid) = settlements::find(ledger, &id)?;
    Ok(Reply::json(201, settlement(ledger, event, one, paid)))
}

fn read_settlement(ledger: &Ledger, id: &str) -> Answer {
    let (event, one, paid) = settlements::find(ledger, id)?;
    Ok(Reply::ok(settlement(ledger, event, one, paid)))
}

fn settlement(ledger: &Ledger, event: &Event, one: &Installment, paid: &Settlement) -> Json {
    let account = ledger.account(&paid.account_id).map(|account| {
        Json::object([
            ("id", (&account.id).into()),
            ("versao", 0_i64.into()),
            ("nome", (&account.name).into()),
            ("tipo", (&account.kind).into()),
            ("instituicao_bancaria", (&account.bank).into()),
            ("ativo", account.active.into()),
            ("conta_padrao", false.into()),
            ("conta_caixa", (account.kind == "CAIXINHA").into()),
            ("conta_azul_digital", account.digital.into()),
            ("tem_configuracao_boleto", false.into()),
        ])
    });
    Json::object([
        ("id", (&paid.id).into()),
        ("versao", paid.version.into()),
        ("tipo", event.side.as_str().into()),
        ("id_parcela", (&one.id).into()),
        ("id_cobranca", paid.charge_id.as_ref().into()),
        ("origem", "LANCAMENTO_FINANCEIRO".into()),
        ("data_baixa", Json::date(paid.paid_on)),
        ("forma_pagamento", paid.method.as_ref().into()),
        ("nsu", paid.nsu.as_ref().into()),
        ("observacao", paid.remark.as_ref().into()),
        ("atualizado_em", Json::moment(paid.changed_at)),
        ("composicao_valor", paid.value.json()),
        ("conta_financeira", account.into()),
    ])
}

fn charge(ledger: &Ledger, id: &str) -> Answer {
    let charge = charges::read_silently(ledger, id)?;
    let customer = ledger
        .installment(&charge.installment_id)
        .and_then(|(event, _)| event.person_id.as_ref());
    Ok(Reply::ok(Json::object([
        ("id", (&charge.id).into()),
        ("tipo", (&charge.kind).into()),
        ("status", charge.status.into()),
        ("id_cliente", customer.into()),
        ("data_vencimento", Json::date(charge.due_on)),
        ("url", charges::page(charge)),
        ("composicao_valor", Parts::gross_of(charge.cents).json()),
    ])))
}

fn cost_centers(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let found =
        registers::wanted_cost_centers(ledger, ask.text("busca_textual"), ask.text("status"));
    let total = found.len();
    let items = page
        .of(found)
        .map(|center| registers::cost_center(center, true));
    let all = ledger.cost_centers.len();
    let active = ledger.cost_centers.iter().filter(|one| one.active).count();
    let totals = Json::object([
        ("ativos", active.into()),
        ("inativos", (all - active).into()),
        ("todos", all.into()),
    ]);
    Ok(envelope("itens", total, items, Some(totals)))
}
