//! Taxes of Mexico and Chile.

use belvo_client::model::Direction;
use time::macros::date;

use super::{Case, done, id, none, one, page, session};
use crate::harness::link;

pub(super) fn cases() -> Vec<Case> {
    cases! {
        "financial_statements.list": |belvo| page(belvo.financial_statements().list(&link()).send()).await;
        "financial_statements.get": |belvo| one(&belvo.financial_statements().get(&id()).send().await?);
        "financial_statements.retrieve": |belvo| {
            done(belvo.financial_statements().retrieve(&link()).send().await?)
        };
        "financial_statements.delete": |belvo| none(belvo.financial_statements().delete(&id()).send().await?);
        "invoices.list": |belvo| page(belvo.invoices().list(&link()).send()).await;
        "invoices.get": |belvo| one(&belvo.invoices().get(&id()).send().await?);
        "invoices.retrieve": |belvo| {
            done(belvo.invoices().retrieve(&link(), &Direction::Inflow, date!(2026 - 01 - 01), date!(2026 - 11 - 20)).with_xml().send().await?)
        };
        "invoices.delete": |belvo| none(belvo.invoices().delete(&id()).send().await?);
        "invoices.resume": |belvo| {
            done(belvo.invoices().resume(&link(), &session(), Some("1234".to_owned())).send().await?)
        };
        "tax_compliance_status.list": |belvo| page(belvo.tax_compliance_status().list(&link()).send()).await;
        "tax_compliance_status.get": |belvo| one(&belvo.tax_compliance_status().get(&id()).send().await?);
        "tax_compliance_status.retrieve": |belvo| {
            done(belvo.tax_compliance_status().retrieve(&link()).send().await?)
        };
        "tax_compliance_status.delete": |belvo| none(belvo.tax_compliance_status().delete(&id()).send().await?);
        "tax_returns.list": |belvo| page(belvo.tax_returns().list(&link()).send()).await;
        "tax_returns.get": |belvo| one(&belvo.tax_returns().get(&id()).send().await?);
        "tax_returns.retrieve": |belvo| {
            done(belvo.tax_returns().retrieve_yearly(&link(), 2024, 2025).with_pdf().send().await?)
        };
        "tax_returns.delete": |belvo| none(belvo.tax_returns().delete(&id()).send().await?);
        "tax_retentions.list": |belvo| page(belvo.tax_retentions().list(&link()).send()).await;
        "tax_retentions.get": |belvo| one(&belvo.tax_retentions().get(&id()).send().await?);
        "tax_retentions.retrieve": |belvo| {
            done(belvo.tax_retentions().retrieve(&link(), &Direction::Outflow, date!(2026 - 01 - 01), date!(2026 - 11 - 20)).send().await?)
        };
        "tax_retentions.delete": |belvo| none(belvo.tax_retentions().delete(&id()).send().await?);
        "tax_status.list": |belvo| page(belvo.tax_status().list(&link()).send()).await;
        "tax_status.get": |belvo| one(&belvo.tax_status().get(&id()).send().await?);
        "tax_status.retrieve": |belvo| {
            done(belvo.tax_status().retrieve(&link()).send().await?)
        };
        "tax_status.delete": |belvo| none(belvo.tax_status().delete(&id()).send().await?);
        "invoices_chile.list": |belvo| page(belvo.chilean_invoices().list(&link()).send()).await;
        "invoices_chile.get": |belvo| one(&belvo.chilean_invoices().get(&id()).send().await?);
        "invoices_chile.retrieve": |belvo| {
            done(belvo.chilean_invoices().retrieve(&link(), date!(2026 - 01 - 01), date!(2026 - 11 - 20)).kind(&Direction::Outflow).send().await?)
        };
        "invoices_chile.delete": |belvo| none(belvo.chilean_invoices().delete(&id()).send().await?);
        "tax_status_chile.list": |belvo| page(belvo.chilean_tax_status().list(&link()).send()).await;
        "tax_status_chile.get": |belvo| one(&belvo.chilean_tax_status().get(&id()).send().await?);
        "tax_status_chile.retrieve": |belvo| {
            done(belvo.chilean_tax_status().retrieve(&link()).send().await?)
        };
        "tax_status_chile.delete": |belvo| none(belvo.chilean_tax_status().delete(&id()).send().await?);
        "debt_reports_chile.list": |belvo| page(belvo.chilean_debt_reports().list(&link()).send()).await;
        "debt_reports_chile.get": |belvo| one(&belvo.chilean_debt_reports().get(&id()).send().await?);
        "debt_reports_chile.retrieve": |belvo| {
            done(belvo.chilean_debt_reports().retrieve(&link()).send().await?)
        };
        "debt_reports_chile.delete": |belvo| none(belvo.chilean_debt_reports().delete(&id()).send().await?);
    }
}
