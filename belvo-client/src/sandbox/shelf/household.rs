//! What a household's banks and employer know beside its accounts. It is Lia's: she bakes, and is
//! paid for it once a month.

use serde_json::{Value, json};

use super::Shelf;
use crate::sandbox::bank::{CREATED, FIRST_ACCOUNT, LINK};

const CPF: &str = "11144477735";

pub(super) fn shelves() -> Vec<Shelf> {
    vec![
        Shelf::new(&["owners"], owner()).resumable(),
        Shelf::bare(&["bills"], bill()),
        Shelf::bare(&["br", "investments"], investment()),
        Shelf::new(&["br", "investment-transactions"], investment_transaction()),
        Shelf::new(&["br", "exchanges"], exchange()),
        Shelf::new(&["br", "employments"], employment()).in_background(),
        Shelf::new(&["incomes"], income()).single().resumable(),
        Shelf::bare(&["recurring-expenses"], recurring_expense()).resumable(),
    ]
}

fn owner() -> Value {
    json!({
        "internal_identification": "owner-1", "display_name": "Lia Ficticia", "social_name": null,
        "birth_date": "1990-01-01", "marital_status": "SOLTEIRO", "gender": "FEMALE",
        "companies_id": [], "is_local_resident": true,
        "document_id": {"document_type": "CPF", "document_number": CPF},
        "additional_documents": [], "nationalities": [],
        "email": "lia@exemplo.com.br", "emails": [{"is_main": true, "email": "lia@exemplo.com.br"}],
        "address": "Rua Inventada, 10", "addresses": [], "phone_number": null,
        "phone_numbers": [], "filiations": [], "financial_profile": null,
        "financial_relation": null,
    })
}

fn bill() -> Value {
    json!({
        "created_at": CREATED, "collected_at": CREATED,
        "account": null, "internal_identification": "bill-2026-10", "bill_name": "Outubro 2026",
        "due_date": "2026-11-10", "currency": "BRL", "total_amount": 158.14,
        "minimum_amount": 23.72, "is_installment": false,
        "finance_charges": [{"type": "IOF", "additional_info": null, "currency": "BRL",
            "amount": 0.6}],
        "payments": [{"type": "FULL", "payment_date": "2026-11-10", "payment_mode": "PIX",
            "currency": "BRL", "amount": 158.14}],
    })
}

fn investment() -> Value {
    json!({
        "id": "5e1f0a7c-0001-4000-8000-000000000002", "type": "FIXED_INCOME_BANKING", "issuer_id_number": "11222333000181",
        "isin_number": null, "currency": "BRL", "product_name": "CDB",
        "is_tax_exempt": false, "clearing_code": null, "due_date": "2028-11-01",
        "issue_date": "2026-11-01", "purchase_date": "2026-11-01", "grace_period_date": null,
        "issue_unit_price": 1000,
        "balance": {"reference_date": CREATED, "gross_value": 1012.35, "blocked_amount": 0,
            "quantity": 1.00, "gross_unit_price": 1012.35, "net_value": 1009.88,
            "withheld_amount": 2.47},
        "remuneration": {"pre_fixed_rate": null, "post_fixed_rate": 1.100000,
            "rate_type": "EXPONENCIAL", "rate_periodicity": "ANUAL",
            "calculation_base": "DIAS_UTEIS", "indexer": "CDI", "indexer_additional_info": null},
        "classification_details": null, "voucher_payment_details": null, "debtor_details": null,
    })
}

fn investment_transaction() -> Value {
    json!({
        "investment": investment(), "internal_identification": "investment-transaction-1",
        "value_date": "2026-11-01", "gross_value": 1000, "net_value": 1000, "unit_price": 1000,
        "transaction_tax": 0, "income_tax": 0, "quantity": 1, "type": "INFLOW",
        "subtype": "APLICACAO", "subtype_additional_info": null, "indexer_percentage": 1.1,
        "rate": 0, "broker_note_details": null,
    })
}

fn exchange() -> Value {
    json!({
        "operation_identifier": "exchange-1", "operation_number": "000000000123",
        "operation_type": "COMPRA", "operation_requested_at": "2026-10-20T14:00:00Z",
        "authorized_institution_identifier": 11222333, "authorized_institution_name": "Banco de mentira",
        "intermediary_institution_identifier": null, "intermediary_institution_name": null,
        "operation_due_date": "2026-10-22", "local_operation_tax_amount": 5.4321,
        "local_operation_tax_currency": "BRL", "local_operation_value_amount": 543.21,
        "local_operation_value_currency": "BRL", "foreign_operation_value_amount": 100.00,
        "foreign_operation_value_currency": "USD", "operation_outstanding_balance_amount": null,
        "operation_outstanding_balance_currency": null, "tev_amount_amount": 5.49,
        "tev_amount_currency": "BRL", "local_currency_advance_percentage": null,
        "settlement_method": "TELETRANSMISSAO", "operation_category_code": "32016",
    })
}

/// The one event of an exchange.
pub(in crate::sandbox) fn exchange_event(exchange: &str) -> Value {
    json!({
        "id": "5e1f0a7c-0001-4000-8000-000000000001", "link": LINK, "exchange_id": exchange,
        "created_at": CREATED, "collected_at": CREATED, "operation_identifier": "exchange-1",
        "event_sequence_number": "000000000001", "event_type": "1",
        "event_created_at": "2026-10-20T14:00:00Z", "operation_due_date": "2026-10-22",
        "local_operation_value_amount": 543.21, "local_operation_value_currency": "BRL",
        "foreign_operation_value_amount": 100.00, "foreign_operation_value_currency": "USD",
        "settlement_method": "TELETRANSMISSAO", "operation_category_code": "32016",
    })
}

fn employment() -> Value {
    json!({
        "start_date": "2020-11-09", "end_date": null,
        "employer_data": {"name": "PADARIA FLOR DE TRIGO LTDA", "code": "11222333000181",
            "economic_activity": "Padaria e confeitaria"},
        "occupations": [{"start_date": "2020-11-09", "end_date": null, "description": "Padeiro",
            "name": "Padeiro", "locale": null}],
        "salaries": [{"base_amount": 3512.66, "retained_amount": 386.39, "type": "REGULAR",
            "month": "2026-10", "currency": "BRL"}],
    })
}

fn income() -> Value {
    json!({
        "income_streams": [{"account_id": FIRST_ACCOUNT, "income_type": "SALARY",
            "frequency": "MONTHLY", "monthly_average": 3126.27, "monthly_median": 3126.27,
            "average_income_amount": 3126.27, "last_income_amount": 3126.27, "currency": "BRL",
            "last_income_description": "SALARIO PADARIA FLOR DE TRIGO",
            "last_income_date": "2026-11-05", "stability": 1, "regularity": 1, "trend": 0,
            "lookback_periods": 12, "full_periods": 12, "periods_with_income": 12,
            "number_of_incomes": 12, "confidence": "HIGH"}],
        "income_source_type": "BANK", "first_transaction_date": "2025-12-05",
        "last_transaction_date": "2026-11-05", "best_working_day_to_charge": 6,
        "good_working_days_to_charge": [6, 7], "number_of_income_streams": 1,
        "monthly_average": 3126.27, "monthly_average_regular": 3126.27,
        "monthly_average_irregular": 0, "monthly_average_low_confidence": 0,
        "monthly_average_medium_confidence": 0, "monthly_average_high_confidence": 3126.27,
        "total_income_amount": 37515.24, "total_regular_income_amount": 37515.24,
        "total_irregular_income_amount": 0, "total_low_confidence": 0,
        "total_medium_confidence": 0, "total_high_confidence": 37515.24,
    })
}

fn recurring_expense() -> Value {
    json!({
        "account": null, "name": "Energia Inventada", "frequency": "MONTHLY",
        "transactions": [{"amount": 100.1, "description": "ENERGIA", "value_date": "2026-10-12"},
            {"amount": 110.3, "description": "ENERGIA", "value_date": "2026-09-12"}],
        "average_transaction_amount": 105.2, "median_transaction_amount": 105.2,
        "days_since_last_transaction": 20, "category": "Bills & Utilities",
        "payment_type": "REGULAR",
    })
}

/// The consent to the one link.
pub(in crate::sandbox) fn consent() -> Value {
    json!({
        "id": "5e1f0a7c-0001-4000-8000-000000000003", "created_at": CREATED,
        "display_name": "Lia Ficticia", "document_number": CPF,
        "belvo_institution_name": "ofmockbank_br_retail",
        "institution_display_name": "Banco de mentira", "institution_icon_logo": null,
        "belvo_organization_name": "Padaria Flor de Trigo", "link_id": LINK, "user_name": null,
        "expired_at": "2027-11-01T09:00:00Z", "undefined_consent_expiration": false,
        "consent_duration": 366, "status": "AUTHORISED",
        "permissions": {"ACCOUNTS": ["ACCOUNTS_READ"], "CREDIT_CARDS": [],
            "CREDIT_OPERATIONS": [], "REGISTER": [], "RESOURCES": ["RESOURCES_READ"],
            "INVESTMENTS": []},
    })
}
