//! Blu's answers, field by field.

use client_core::money::Amount;
use serde_json::{Value, json};

use super::books::{Books, Installment, Kind, Operation, Part, Sale};
use super::merchant::{Card, Merchant};

/// An operation with these of its parts; a page may hold but some.
pub(super) fn liquidation(
    merchant: &Merchant,
    books: &Books,
    operation: &Operation,
    parts: &[Part],
) -> Value {
    let (category_id, category) = match operation.kind {
        Kind::Anticipation => ("0041", Some("Antecipação")),
        Kind::Debit => ("0007", None),
        Kind::Credit => ("0012", None),
    };
    let parts: Vec<Value> = parts
        .iter()
        .filter_map(|part| settled(books, part))
        .collect();
    let record = json!({
        "client_id": books.client_id,
        "cpf_cnpj": merchant.tax_id.expose(),
        "client_name": merchant.name.expose(),
        "id": operation.id,
        "transaction_category_id": category_id,
        "released_at": released_at(operation),
        "gross_value": money(operation.gross()),
        "net_value": money(operation.net()),
        "rate_value": money(operation.fee()),
        "liquidated_installments": parts,
    });
    match category {
        Some(name) => with(record, "transaction_category", name),
        None => record,
    }
}

/// Debit settlements tell the day as midnight in São Paulo, in UTC.
fn released_at(operation: &Operation) -> String {
    match operation.kind {
        Kind::Debit => format!("{}T03:00:00.000Z", operation.day),
        Kind::Anticipation | Kind::Credit => operation.day.to_string(),
    }
}

fn settled(books: &Books, part: &Part) -> Option<Value> {
    let (sale, installment) = books.at(part.of)?;
    Some(json!({
        "nsu_code": sale.nsu,
        "authorization_code": sale.authorization_code,
        "id": installment.id,
        "gross_value": money(installment.gross),
        "net_value": money(installment.net()),
        "liquidated_gross_value": money(part.gross),
        "liquidated_net_value": money(part.net()),
        "installment_rate": money(part.fee),
        "proportional_mdr": money(part.mdr),
    }))
}

/// Of a sale only `id_venda` and `id_transaction` are documented; the other names are ours.
pub(super) fn sale(sale: &Sale, status: &str) -> Value {
    let installments: Vec<Value> = sale.installments.iter().map(expected).collect();
    let gross: i64 = sale.installments.iter().map(|it| it.gross).sum();
    let answer = json!({
        "id_venda": sale.id,
        "data_venda": sale.sold_on.to_string(),
        "nsu": sale.nsu,
        "codigo_autorizacao": sale.authorization_code,
        "tipo": kind(sale),
        "status": status,
        "valor_bruto": money(gross),
        "parcelas": installments,
    });
    match sale.split {
        Some(share) => with(answer, "percentual", money(i64::from(share))),
        None => answer,
    }
}

fn kind(sale: &Sale) -> &'static str {
    match sale.card {
        Card::Debit => "debito",
        Card::Credit { .. } => "credito",
    }
}

/// Of the details two fields are documented, and that others begin with `status`.
pub(super) fn details(sale: &Sale, status: &str) -> Value {
    json!({
        "data_ocorrencia": format!("{} 14:03:11", sale.sold_on),
        "tipo_da_venda": kind(sale),
        "status_da_venda": status,
    })
}

/// Of the statement nothing is documented; the names are ours.
pub(super) fn line(operation: &Operation, balance: i64) -> Value {
    json!({
        "data": operation.day.to_string(),
        "id": operation.id,
        "valor": money(operation.net()),
        "saldo": money(balance),
    })
}

fn expected(installment: &Installment) -> Value {
    json!({
        "id_transaction": installment.id,
        "numero": installment.number,
        "data_prevista": installment.due.to_string(),
        "valor_bruto": money(installment.gross),
        "valor_liquido": money(installment.net()),
    })
}

/// An object with one more field.
pub(super) fn with(mut object: Value, name: &str, value: impl Into<Value>) -> Value {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(name.to_owned(), value.into());
    }
    object
}

fn money(cents: i64) -> String {
    Amount::from_cents(cents).to_string()
}
