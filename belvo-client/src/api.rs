//! What can be asked of Belvo, by area. Reached through [`Belvo`](crate::Belvo).

mod accounts;
mod balances;
mod bills;
mod chilean_debt_reports;
mod chilean_invoices;
mod chilean_tax_status;
mod consents;
mod current_employments;
mod data;
mod employment_metrics;
mod employment_records;
mod employments;
mod exchanges;
mod financial_statements;
mod get;
mod incomes;
mod institutions;
mod investment_transactions;
mod investments;
mod invoices;
mod links;
mod owners;
pub mod payments;
mod recurring_expenses;
pub mod retired;
mod risk_insights;
mod tax_compliance_status;
mod tax_retentions;
mod tax_returns;
mod tax_status;
mod transactions;
mod widget;

pub use self::consents::Consents;
pub use self::data::{
    Background, Data, Deletable, Periodic, Resource, Resumable, RetrievedByLink, Selectable,
    TokenAhead, Unlinked, WithPdf, WithXml,
};
pub use self::get::Get;
pub use self::institutions::Institutions;
pub use self::links::{DeleteLink, Links};
pub use self::widget::Widget;
