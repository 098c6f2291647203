//! What Belvo offers: one row per operation of its OpenAPI document, version 1.223.0, all marked
//! `doc`; what newer pages have besides is marked `page`, what only an older document has, 1.35.0,
//! `retired`.

pub(crate) mod accounts;
pub(crate) mod balances;
pub(crate) mod bank_accounts;
pub(crate) mod bills;
pub(crate) mod charges;
pub(crate) mod consents;
pub(crate) mod current_employments;
pub(crate) mod customers;
pub(crate) mod debt_reports_chile;
pub(crate) mod employment_metrics;
pub(crate) mod employment_records;
pub(crate) mod employments;
pub(crate) mod enrollments;
pub(crate) mod exchanges;
pub(crate) mod financial_statements;
pub(crate) mod incomes;
pub(crate) mod institutions;
pub(crate) mod investment_transactions;
pub(crate) mod investments;
pub(crate) mod invoices;
pub(crate) mod invoices_chile;
pub(crate) mod links;
pub(crate) mod owners;
pub(crate) mod payment_authorizations;
pub(crate) mod payment_institutions;
pub(crate) mod payment_intents;
pub(crate) mod payment_transactions;
pub(crate) mod payment_widget;
pub(crate) mod recurring_expenses;
pub(crate) mod retired;
pub(crate) mod risk_insights;
pub(crate) mod tax_compliance_status;
pub(crate) mod tax_retentions;
pub(crate) mod tax_returns;
pub(crate) mod tax_status;
pub(crate) mod tax_status_chile;
pub(crate) mod transactions;
pub(crate) mod widget;

use client_core::{Idempotency, Operation, Paging};
use http::Method;

/// Every operation of Belvo, area by area. What Belvo adds later is reached by
/// [`Belvo::request`](crate::Belvo::request).
pub static OPERATIONS: &[&Operation] = &Operation::joined::<{ Operation::total(AREAS) }>(AREAS);

const AREAS: &[&[&Operation]] = &[
    institutions::OPERATIONS,
    links::OPERATIONS,
    consents::OPERATIONS,
    widget::OPERATIONS,
    owners::OPERATIONS,
    accounts::OPERATIONS,
    balances::OPERATIONS,
    transactions::OPERATIONS,
    bills::OPERATIONS,
    investments::OPERATIONS,
    investment_transactions::OPERATIONS,
    exchanges::OPERATIONS,
    employments::OPERATIONS,
    employment_records::OPERATIONS,
    current_employments::OPERATIONS,
    employment_metrics::OPERATIONS,
    incomes::OPERATIONS,
    recurring_expenses::OPERATIONS,
    risk_insights::OPERATIONS,
    financial_statements::OPERATIONS,
    invoices::OPERATIONS,
    tax_compliance_status::OPERATIONS,
    tax_returns::OPERATIONS,
    tax_retentions::OPERATIONS,
    tax_status::OPERATIONS,
    invoices_chile::OPERATIONS,
    tax_status_chile::OPERATIONS,
    debt_reports_chile::OPERATIONS,
    payment_institutions::OPERATIONS,
    charges::OPERATIONS,
    customers::OPERATIONS,
    bank_accounts::OPERATIONS,
    payment_intents::OPERATIONS,
    payment_authorizations::OPERATIONS,
    payment_transactions::OPERATIONS,
    enrollments::OPERATIONS,
    payment_widget::OPERATIONS,
    retired::OPERATIONS,
];

const fn get(name: &'static str, path: &'static str) -> Operation {
    operation(name, Method::GET, path, Idempotency::Safe)
}

const fn list(name: &'static str, path: &'static str) -> Operation {
    row(name, Method::GET, path, Idempotency::Safe, Paging::NextLink)
}

/// Has Belvo read the institution. Belvo asks for repetition after a server error, and a second
/// reading changes nothing at the institution; when to repeat is for
/// [`BelvoRetry`](crate::BelvoRetry) to say, for each reading costs a login or a regulator's quota.
const fn retrieve(name: &'static str, path: &'static str) -> Operation {
    operation(name, Method::POST, path, Idempotency::Safe)
}

/// Makes something short-lived of which two do no harm.
const fn once(name: &'static str, path: &'static str) -> Operation {
    operation(name, Method::POST, path, Idempotency::Safe)
}

const fn post(name: &'static str, path: &'static str) -> Operation {
    operation(name, Method::POST, path, Idempotency::Unsafe)
}

const fn patch(name: &'static str, path: &'static str) -> Operation {
    operation(name, Method::PATCH, path, Idempotency::Unsafe)
}

const fn put(name: &'static str, path: &'static str) -> Operation {
    operation(name, Method::PUT, path, Idempotency::Unsafe)
}

const fn delete(name: &'static str, path: &'static str) -> Operation {
    operation(name, Method::DELETE, path, Idempotency::Unsafe)
}

const fn operation(
    name: &'static str,
    method: Method,
    path: &'static str,
    idempotency: Idempotency,
) -> Operation {
    row(name, method, path, idempotency, Paging::None)
}

const fn row(
    name: &'static str,
    method: Method,
    path: &'static str,
    idempotency: Idempotency,
    paging: Paging,
) -> Operation {
    Operation {
        name,
        method,
        path,
        idempotency,
        paging,
        mark: "doc",
    }
}
