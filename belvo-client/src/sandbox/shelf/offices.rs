//! What offices and employers know of a person and two small companies.

use serde_json::{Value, json};

use super::Shelf;
use crate::sandbox::bank::CREATED;

pub(super) fn shelves() -> Vec<Shelf> {
    const PERIOD: &[&str] = &["date_from", "date_to"];
    const TYPED_PERIOD: &[&str] = &["date_from", "date_to", "type"];
    vec![
        Shelf::new(&["employment-records"], employment_record()).in_background(),
        Shelf::new(&["mx", "current-employments"], current_employment()),
        Shelf::new(&["employment-metrics"], employment_metric()).single(),
        Shelf::new(&["risk-insights"], risk_insights())
            .single()
            .resumable(),
        Shelf::new(&["financial-statements"], financial_statement()).in_background(),
        Shelf::new(&["invoices"], invoice())
            .requiring(TYPED_PERIOD)
            .in_background()
            .resumable(),
        Shelf::new(&["tax-compliance-status"], tax_compliance()).single(),
        Shelf::new(&["tax-returns"], tax_return()).requiring(&["type"]),
        Shelf::new(&["tax-retentions"], tax_retention()).requiring(TYPED_PERIOD),
        Shelf::new(&["tax-status"], tax_status()).single(),
        Shelf::new(&["cl", "invoices"], chilean_invoice())
            .requiring(PERIOD)
            .in_background(),
        Shelf::new(&["cl", "tax-status"], chilean_tax_status()),
        Shelf::new(&["cl", "debt-reports"], debt_report()).in_background(),
    ]
}

fn employment_record() -> Value {
    json!({
        "report_date": "2026-11-01", "days_since_extraction": 0,
        "internal_identification": "12345678901",
        "personal_data": {"official_name": "ABRIL INVENTADA RIOS", "first_name": null,
            "last_name": null, "birth_date": "1990-01-01", "email": null,
            "entitlements": {"entitled_to_health_insurance": true,
                "entitled_to_company_benefits": true, "valid_until": null, "status": "EMPLOYED"},
            "document_ids": [{"document_type": "NSS", "document_number": "12345678901"}]},
        "social_security_summary": {"weeks_redeemed": 0, "weeks_reinstated": 0,
            "weeks_contributed": 312},
        "employment_records": [{"collected_at": CREATED, "employer": "PANADERIA LA ESPIGA SA DE CV",
            "employer_id": "A1234567890", "start_date": "2020-11-09", "end_date": null,
            "weeks_employed": 312, "state": "CIUDAD DE MEXICO", "most_recent_base_salary": 512.66,
            "monthly_salary": 15593.41, "currency": "MXN", "employment_status_updates": []}],
        "employment_scores": [], "salary_estimation": null, "files": [],
    })
}

fn current_employment() -> Value {
    json!({
        "month": "2026-10", "internal_identification": "12345678901", "status": "EMPLOYED",
        "personal_data": {"official_name": "ABRIL INVENTADA RIOS", "first_name": "ABRIL",
            "last_name": "INVENTADA RIOS", "birth_date": "1990-01-01", "document_ids": []},
        "current_employment_records": [{"employer": "PANADERIA LA ESPIGA SA DE CV",
            "employer_id": "A1234567890", "employer_rfc": "PLE101010AB1",
            "state": "CIUDAD DE MEXICO", "days_employed": 31, "base_salary": 512.66,
            "monthly_salary": 15593.41}],
    })
}

fn employment_metric() -> Value {
    json!({
        "updated_at": CREATED, "reference_date": "2026-11-01", "age": 36,
        "current_status": "EMPLOYED", "current_employer_count": 1, "base_salary_last": 512.66,
        "weeks_employed_total": 312.0, "employer_count": 1, "yearly_change_1y": 4.5,
        "max_monthly_salary_5y": 15593.41,
    })
}

fn risk_insights() -> Value {
    json!({
        "accounts": [], "assets_metrics": null, "credit_cards_metrics": null,
        "loans_metrics": null, "transactions_metrics": null, "cashflow_metrics": null,
        "balances_metrics": {"closing_balance": 148.24, "min_balance_1w": -9.9,
            "days_balance_below_0_1w": 1, "balance_threshold_x": 1000},
        "category_metrics": [],
    })
}

fn financial_statement() -> Value {
    json!({
        "error": null, "year": "2025", "currency": "MXN",
        "balance_sheet": {
            "current_assets": {"cash_and_equivalents": 80250.1, "total": 80250.1},
            "non_current_assets": {"total": 0},
            "current_liabilities": {"taxes_payable": 250.1, "total": 250.1},
            "non_current_liabilities": {"total": 0},
            "equity": {"stockholders_equity": 80000, "total": 80000}},
        "income_statement": {"net_revenue": 500000, "net_income": 30000, "net_loss": 0},
    })
}

fn invoice() -> Value {
    json!({
        "invoice_identification": "5f1c2d3e-4a5b-4c6d-8e7f-9a0b1c2d3e4f",
        "invoice_date": "2026-10-15", "status": "Vigente", "invoice_type": "Ingreso",
        "type": "OUTFLOW", "sender_id": "PLE101010AB1", "receiver_id": "CEM111111CD2",
        "sender_name": "PANADERIA LA ESPIGA SA DE CV", "receiver_name": "CAFE EL MOLINO SA DE CV",
        "payment_method": "PUE", "currency": "MXN", "subtotal_amount": 1000, "exchange_rate": 1,
        "tax_amount": 160, "discount_amount": 0, "total_amount": 1160, "invoice_details": [],
        "payments": [], "payroll": null, "xml": null,
    })
}

fn tax_compliance() -> Value {
    json!({"internal_identification": "26AA1234567", "rfc": "PLE101010AB1",
        "outcome": "POSITIVE", "pdf": null})
}

fn tax_return() -> Value {
    json!({
        "type": "monthly", "pdf": null, "receipt_pdf": null,
        "informacion_general": {"RFC": "PLE101010AB1", "ejercicio": "2026", "periodo": "Octubre"},
        "determinacion_iva": {"iva_a_cargo": 158.14}, "detalle_pago_iva": null,
        "determinacion_isr": null, "detalle_pago_isr": null,
    })
}

fn tax_retention() -> Value {
    json!({
        "invoice_identification": "6a1c2d3e-4a5b-4c6d-8e7f-9a0b1c2d3e4f", "version": "2.0",
        "code": 14, "issued_at": CREATED, "certified_at": CREATED, "cancelled_at": null,
        "sender_id": "PLE101010AB1", "sender_name": "PANADERIA LA ESPIGA SA DE CV",
        "receiver_nationality": "NATIONAL", "receiver_id": "IIRA900101AB1",
        "receiver_name": "ABRIL INVENTADA RIOS", "total_invoice_amount": 100,
        "total_exempt_amount": 0, "total_retained_amount": 10, "total_taxable_amount": 100,
        "retention_breakdown": [{"base_amount": 100, "tax_type": "ISR", "retained_amount": 10,
            "payment_status": "PAID"}], "xml": null,
    })
}

fn tax_status() -> Value {
    json!({
        "place_and_date_of_issuance": "CIUDAD DE MEXICO A 01 DE NOVIEMBRE DE 2026",
        "official_name": "PANADERIA LA ESPIGA", "id_cif": "26010000001",
        "tax_payer_information": {"rfc": "PLE101010AB1", "social_name": "PANADERIA LA ESPIGA",
            "start_operations_date": "2010-10-10", "status_padron": "ACTIVO",
            "last_status_change_date": "2010-10-10"},
        "address": {"postal_code": "06700", "state": "CIUDAD DE MEXICO"},
        "economic_activity": [], "regimes": [], "obligations": [], "digital_stamp": null,
        "digital_stamp_chain": null, "pdf": null,
    })
}

fn chilean_invoice() -> Value {
    json!({
        "total_amount": 11900, "net_amount": 10000, "vat_amount": 1900, "currency": "CLP",
        "issue_date": "2026-10-15", "received_at": CREATED, "acknowledged_at": CREATED,
        "claim_date": null, "status": "REGISTRO", "document_code": 33,
        "category": "Factura Electronica", "folio": "4711", "sender_id": "76543210-3",
        "sender_name": "PANADERIA LA ESPIGA SPA", "receiver_id": "77654321-6",
        "receiver_name": "CAFE EL MOLINO SPA", "type": "OUTFLOW",
        "purchase_invoice_details": null, "sales_invoice_details": null,
        "summary_invoice_details": null,
    })
}

fn chilean_tax_status() -> Value {
    json!({
        "entity_details": {"document_id_type": "RUT", "document_id_number": "76543210-3",
            "name": "PANADERIA LA ESPIGA SPA", "incorporation_date": "2015-03-02",
            "start_date": "2015-03-02", "end_date": null},
        "addresses": [], "emails": [], "phone_numbers": [], "economic_activities": [],
        "legal_representative": [], "equity_holders": [], "company_partnership_stakes": [],
        "regimes": [], "authorized_tax_documents": [], "property_tax_liabilities": [],
        "fiscal_office": {"name": "SANTIAGO CENTRO", "address": "TEATINOS 1"},
    })
}

fn debt_report() -> Value {
    json!({
        "personal_data": {"full_name": "BENITO FICTICIO SOTO", "document_id_type": "RUT",
            "document_id_number": "12345678-5"},
        "debt_data_last_update": "2026-10-31", "currency": "CLP", "total": 158140,
        "current": 158140, "delinquent": 0, "severely_delinquent": 0, "defaulted": 0,
        "direct_debts": [{"financial_institution": "Banco de mentira", "credit_type": "Consumo",
            "amount": 158140, "current": 158140}],
        "indirect_debts": [], "credit_lines": [], "other_credits": [],
    })
}
