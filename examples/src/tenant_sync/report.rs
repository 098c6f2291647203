//! What the night came to, for people and for machines.

use std::fmt::Write as _;

use serde::Serialize;

use super::ledger::{Client, Night};
use super::store::{Row, Store, StoreError};
use crate::report::Language;

/// The night.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Its number.
    pub night: i64,
    /// The month of the workbooks, as `YYYY-MM`.
    pub month: String,
    /// Whether an earlier run began it.
    pub resumed: bool,
    /// Every company, by the id of its connection.
    pub companies: Vec<CompanyLine>,
}

/// One company.
#[derive(Debug, Serialize)]
pub struct CompanyLine {
    /// The id of its connection.
    pub company_id: String,
    /// CNPJ, unless it never answered.
    pub cnpj: Option<String>,
    /// Legal name, likewise.
    pub name: Option<String>,
    /// How many receivables and payables are stored.
    pub bills: i64,
    /// How many settlements.
    pub settlements: i64,
    /// How many NF-e and NFS-e.
    pub fiscal_notes: i64,
    /// Why its books are not complete tonight.
    pub problem: Option<String>,
}

impl CompanyLine {
    /// Whose books these are, if the company ever answered.
    pub fn client(&self) -> Option<Client> {
        Some(Client {
            cnpj: self.cnpj.clone()?,
            name: self.name.clone()?,
        })
    }
}

const COMPANIES: &str = "
    SELECT outcome.company_id, company.cnpj, company.name,
        (SELECT count(*) FROM bill WHERE bill.cnpj = company.cnpj),
        (SELECT count(*) FROM settlement WHERE settlement.cnpj = company.cnpj),
        (SELECT count(*) FROM fiscal_note WHERE fiscal_note.cnpj = company.cnpj),
        outcome.problem
    FROM outcome LEFT JOIN company ON company.company_id = outcome.company_id
    WHERE outcome.night = $1 ORDER BY outcome.company_id";

impl Report {
    /// Reads what became of the companies.
    pub async fn of(night: &Night, store: &dyn Store) -> Result<Self, StoreError> {
        let rows = store.read(COMPANIES, &[night.id.into()]).await?;
        let line = |row: &Row| {
            Ok(CompanyLine {
                company_id: row.text(0)?,
                cnpj: row.optional_text(1)?,
                name: row.optional_text(2)?,
                bills: row.integer(3)?,
                settlements: row.integer(4)?,
                fiscal_notes: row.integer(5)?,
                problem: row.optional_text(6)?,
            })
        };
        Ok(Self {
            night: night.id,
            month: night.month.to_string(),
            resumed: night.resumed,
            companies: rows.iter().map(line).collect::<Result<_, StoreError>>()?,
        })
    }

    /// The companies whose books are not complete.
    pub fn refused(&self) -> impl Iterator<Item = &CompanyLine> {
        let lines = self.companies.iter();
        lines.filter(|line| line.problem.is_some())
    }

    /// In a few lines, with every company that refused.
    pub fn text(&self, language: Language) -> String {
        let sum = |count: fn(&CompanyLine) -> i64| {
            let sum: i64 = self.companies.iter().map(count).sum();
            language.number(usize::try_from(sum).unwrap_or_default())
        };
        let (bills, settlements) = (sum(|line| line.bills), sum(|line| line.settlements));
        let notes = sum(|line| line.fiscal_notes);
        let refused = self.refused().count();
        let complete = self.companies.len() - refused;
        let month = &self.month;
        let mut text = match language {
            Language::English => format!(
                "{month}: {complete} companies complete, {refused} not\n\
                 {bills} bills, {settlements} settlements, {notes} fiscal notes\n"
            ),
            Language::Portuguese => format!(
                "{month}: {complete} empresas completas, {refused} não\n\
                 {bills} contas, {settlements} baixas, {notes} notas fiscais\n"
            ),
        };
        for line in self.refused() {
            let who = line.name.as_deref().unwrap_or(&line.company_id);
            let problem = line.problem.as_deref().unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {who}: {problem}");
        }
        text
    }
}
