//! What Belvo's description has no longer.

use serde_json::{Value, json};

use super::Shelf;
use crate::sandbox::bank::{CREATED, FIRST_ACCOUNT, LINK};

pub(super) fn below_api() -> Vec<Shelf> {
    vec![
        Shelf::bare(&["balances"], daily_balance())
            .requiring(&["date_from", "date_to"])
            .resumable(),
    ]
}

pub(super) fn elsewhere() -> Vec<Shelf> {
    vec![
        Shelf::bare(&["receivables", "transactions"], receivable())
            .requiring(&["date_from", "date_to"])
            .single(),
        Shelf::bare(&["investments", "portfolios"], portfolio())
            .single()
            .resumable(),
    ]
}

fn daily_balance() -> Value {
    json!({
        "account": {"id": FIRST_ACCOUNT, "link": LINK,
            "institution": {"name": "ofmockbank_br_retail", "type": "bank"},
            "collected_at": CREATED, "created_at": CREATED, "category": "RECEIVABLES_ACCOUNT",
            "balance_type": "ASSET", "type": "Recebiveis", "name": "Maquininha", "number": null,
            "balance": {"current": 158.14, "available": 148.24}, "currency": "BRL",
            "last_accessed_at": CREATED, "credit_data": null, "loan_data": null,
            "funds_data": null,
            "receivables_data": {"current": 158.14, "available": 148.24, "anticipated": 9.9,
                "collected_at": CREATED}},
        "value_date": "2026-11-01", "balance": 158.14, "current_balance": 158.14,
        "statement": null, "collected_at": CREATED,
    })
}

fn receivable() -> Value {
    json!({
        "account": {"id": FIRST_ACCOUNT,
            "institution": {"name": "ofmockbank_br_retail", "type": "bank"}},
        "created_at": CREATED, "collected_at": CREATED, "value_hour": "10:15:00",
        "value_date": "2026-11-01", "institution_transaction_id": "receivable-1",
        "currency": "BRL", "type": "VISA_CREDIT", "gross_amount": 100, "net_amount": 97.5,
        "fees": [{"type": "TRANSACTION_FEE", "value": 2.5}], "status": "APPROVED",
        "number_of_installments": {"paid": 1, "total": 3},
    })
}

fn portfolio() -> Value {
    json!({
        "name": "Renda fixa", "type": "FIXED_INCOME", "balance_type": "ASSET",
        "balance_gross": 1012.35, "balance_net": 1009.88, "currency": "BRL",
        "instruments": [{"id": "5e1f0a7c-0001-4000-8000-000000000004",
            "public_id": [{"type": "ISIN", "value": "BRXXXXXXXXX1"}], "type": "DEPOSIT",
            "subtype": "CDB", "name": "CDB", "currency": "BRL", "price": 1012.35, "quantity": 1,
            "balance_gross": 1012.35, "balance_net": 1009.88,
            "average_acquisition_price": 1000, "profit": 12.35, "open_date": "2026-11-01",
            "redemption_conditions": [{"type": "LIQUIDITY", "value": "D+0"}],
            "fees": [{"type": "OTHERS", "value": 0}],
            "interest_rates": [{"type": "YEARLY", "value": 1.1, "index": "CDI"}]}],
    })
}
