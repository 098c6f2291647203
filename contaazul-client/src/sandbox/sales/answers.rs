//! Sales as answers show them, in three forms.

use super::Sale;
use crate::sandbox::json::Json;
use crate::sandbox::ledger::{Ledger, at};
use crate::sandbox::request::Reply;
use crate::sandbox::trade::priced;

pub(super) fn kind_of(sale: &Sale) -> &'static str {
    match sale.contract_id {
        Some(_) => "SCHEDULED_SALE",
        None => "SALE",
    }
}

fn situation(name: &str) -> Json {
    Json::object([("nome", name.into()), ("descricao", name.into())])
}

/// A sale in the search: scalars where the detail has a list and an object.
pub(super) fn item(ledger: &Ledger, sale: &Sale) -> Json {
    let customer = ledger
        .person(&sale.customer_id)
        .map(|person| Json::object([("id", (&person.id).into()), ("nome", (&person.name).into())]));
    Json::object([
        ("id", (&sale.id).into()),
        ("id_legado", sale.legacy_id.into()),
        ("numero", sale.number.into()),
        ("total", Json::money(sale.total)),
        ("data", Json::date(sale.date)),
        ("criado_em", Json::moment(sale.created_at)),
        ("data_alteracao", Json::moment(sale.changed_at)),
        ("tipo", kind_of(sale).into()),
        ("itens", "PRODUTO".into()),
        ("condicao_pagamento", true.into()),
        ("cliente", customer.into()),
        ("situacao", situation(&sale.situation)),
        ("versao", sale.version.into()),
        ("id_contrato", sale.contract_id.as_ref().into()),
        ("origem", "API".into()),
    ])
}

fn payment(sale: &Sale) -> Vec<(&'static str, Json)> {
    let installments = sale.due.iter().zip(1_usize..).map(|(due, number)| {
        Json::object([
            ("numero", number.into()),
            ("data_vencimento", Json::date(due.on)),
            ("valor", Json::money(due.cents)),
            ("descricao", due.description.as_ref().into()),
        ])
    });
    vec![
        ("tipo_pagamento", sale.method.as_ref().into()),
        ("id_conta_financeira", (&sale.account_id).into()),
        ("opcao_condicao_pagamento", (&sale.option).into()),
        ("parcelas", Json::list(installments)),
        (
            "observacoes_pagamento",
            sale.payment_remarks.as_ref().into(),
        ),
    ]
}

/// What creation answers: the one place where situations are English, and the day a moment.
pub(super) fn created(sale: &Sale) -> Json {
    let state = match sale.situation.as_str() {
        "EM_ANDAMENTO" => "IN_PROCESS",
        _ => "APPROVED",
    };
    let noon =
        client_core::wire::instant::format(at(sale.date, 12).to_offset(time::UtcOffset::UTC));
    Json::object([
        ("id", (&sale.id).into()),
        ("id_legado", sale.legacy_id.into()),
        ("id_cliente", (&sale.customer_id).into()),
        ("numero", sale.number.into()),
        ("origem", "API".into()),
        ("id_categoria", sale.category_id.as_ref().into()),
        ("data_venda", noon.map_or(Json::Null, Json::Text)),
        ("situacao", situation(state)),
        ("pendencia", situation("NENHUMA")),
        ("valor_composicao", sale.pricing.with_net(sale.total)),
        ("condicao_pagamento", Json::Object(payment(sale))),
        ("observacoes", sale.remarks.as_ref().into()),
        ("id_vendedor", sale.seller_id.as_ref().into()),
        ("versao", sale.version.into()),
    ])
}

pub(super) fn negotiation(sale: &Sale) -> Result<Json, Reply> {
    let value = priced(&sale.items, &sale.pricing)?;
    let status = match (sale.situation.as_str(), &sale.contract_id) {
        ("CANCELADO", _) => "CANCELADO",
        (_, Some(_)) => "PREVISAO",
        _ => "EM_ANDAMENTO",
    };
    Ok(Json::object([
        ("id", (&sale.id).into()),
        ("status", status.into()),
        ("id_legado", sale.legacy_id.into()),
        ("tipo_negociacao", "VENDA".into()),
        ("numero", sale.number.into()),
        ("id_categoria", sale.category_id.as_ref().into()),
        ("data_compromisso", Json::date(sale.date)),
        (
            "composicao_valor",
            Json::object([
                ("valor_bruto", Json::money(value.gross)),
                ("desconto", Json::money(value.discount)),
                ("frete", Json::money(value.freight)),
                ("valor_liquido", Json::money(value.net)),
            ]),
        ),
        ("condicao_pagamento", Json::Object(payment(sale))),
        ("observacoes", sale.remarks.as_ref().into()),
        ("id_cliente", (&sale.customer_id).into()),
        ("versao", sale.version.into()),
        ("situacao", situation(&sale.situation)),
        ("origem", "API".into()),
    ]))
}
