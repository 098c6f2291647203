//! Nights, companies and places: what the program knows after it was killed.

use std::sync::Arc;

use client_core::wire;
use contaazul_client::model::CompanyId;
use thiserror::Error;
use time::OffsetDateTime;

use super::store::{Row, Store, StoreError, Value, Write};
use crate::story::CalendarMonth;

/// One run over all companies. A run that was killed goes on as the same night.
#[derive(Debug, Clone, Copy)]
pub struct Night {
    /// Counts up.
    pub id: i64,
    /// Which month the workbooks are of.
    pub month: CalendarMonth,
    /// Whether everything is read anew, instead of what changed.
    pub whole: bool,
    /// When it began: what changed later is for the next one.
    pub started_at: OffsetDateTime,
    /// Whether it was begun by a run that did not come to its end.
    pub resumed: bool,
}

/// Where a list stands tonight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Not begun.
    AtTheBeginning,
    /// To go on at this page.
    At(String),
    /// Read to its end.
    Done,
}

/// A company whose books are here.
#[derive(Debug, Clone)]
pub struct Client {
    /// Digits and letters only.
    pub cnpj: String,
    /// Legal name.
    pub name: String,
}

/// Why the ledger cannot go on.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Two connections claim to be one company.
    #[error(
        "another connection has the same CNPJ; end one of the two, or their books would be mixed"
    )]
    SameCnpj,
}

/// Reads and writes what stands in the tables `night`, `company`, `outcome` and `place`.
#[derive(Clone)]
pub struct Ledger(Arc<dyn Store>);

impl Ledger {
    /// The ledger in this database.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self(store)
    }

    /// The database itself.
    pub fn store(&self) -> &dyn Store {
        self.0.as_ref()
    }

    /// Goes on with the last night if it was not finished and is of this month, else begins one.
    pub async fn night(
        &self,
        month: CalendarMonth,
        whole: bool,
        now: OffsetDateTime,
    ) -> Result<Night, StoreError> {
        const LAST: &str = "SELECT id, month, whole, started_at, finished_at
            FROM night ORDER BY id DESC LIMIT 1";
        const BEGIN: &str =
            "INSERT INTO night (id, month, whole, started_at) VALUES ($1, $2, $3, $4)";
        let last = self.0.read(LAST, &[]).await?;
        let last = last.first();
        if let Some(row) = last {
            let is_same = row.text(1)? == month.to_string() && row.optional_text(4)?.is_none();
            let was_whole = row.integer(2)? == 1;
            if is_same && (was_whole || !whole) {
                return Ok(Night {
                    id: row.integer(0)?,
                    month,
                    whole: was_whole,
                    started_at: moment(row, 3)?,
                    resumed: true,
                });
            }
        }
        let id = last.map_or(Ok(0), |row| row.integer(0))? + 1;
        // To the second, as the ERP counts.
        let started_at = now.replace_nanosecond(0).unwrap_or(now);
        let values = [
            id.into(),
            month.to_string().into(),
            i64::from(whole).into(),
            text_of(started_at),
        ];
        self.0.write(&[Write::new(BEGIN, values)]).await?;
        Ok(Night {
            id,
            month,
            whole,
            started_at,
            resumed: false,
        })
    }

    /// Says that nothing of the night is left to do.
    pub async fn finish(&self, night: &Night, now: OffsetDateTime) -> Result<(), StoreError> {
        const FINISH: &str = "UPDATE night SET finished_at = $1 WHERE id = $2";
        let values = [text_of(now), night.id.into()];
        self.0.write(&[Write::new(FINISH, values)]).await
    }

    /// Says whose connection this is.
    pub async fn introduce(&self, id: &CompanyId, client: &Client) -> Result<(), LedgerError> {
        const KNOWN: &str = "SELECT company_id FROM company WHERE cnpj = $1";
        const INTRODUCE: &str = "INSERT INTO company (cnpj, company_id, name) VALUES ($1, $2, $3)
            ON CONFLICT (cnpj) DO UPDATE SET name = excluded.name";
        let cnpj: Value = client.cnpj.as_str().into();
        let known = self.0.read(KNOWN, std::slice::from_ref(&cnpj)).await?;
        if let Some(row) = known.first()
            && row.text(0)? != id.as_str()
        {
            return Err(LedgerError::SameCnpj);
        }
        let values = [cnpj, id.as_str().into(), client.name.as_str().into()];
        Ok(self.0.write(&[Write::new(INTRODUCE, values)]).await?)
    }

    /// Whose connection this is, if it was introduced before.
    pub async fn client(&self, id: &CompanyId) -> Result<Option<Client>, StoreError> {
        const CLIENT: &str = "SELECT cnpj, name FROM company WHERE company_id = $1";
        let rows = self.0.read(CLIENT, &[id.as_str().into()]).await?;
        let client = |row: &Row| {
            Ok(Client {
                cnpj: row.text(0)?,
                name: row.text(1)?,
            })
        };
        rows.first().map(client).transpose()
    }

    /// Up to when all changes of the company are stored.
    pub async fn checkpoint(&self, cnpj: &str) -> Result<Option<OffsetDateTime>, StoreError> {
        const CHECKPOINT: &str = "SELECT checkpoint FROM company WHERE cnpj = $1";
        let rows = self.0.read(CHECKPOINT, &[cnpj.into()]).await?;
        match rows.first() {
            Some(row) if row.optional_text(0)?.is_some() => moment(row, 0).map(Some),
            _ => Ok(None),
        }
    }

    /// Says, together with what is stored by then, up to when all changes are.
    pub fn checkpoint_at(cnpj: &str, moment: OffsetDateTime) -> Write {
        const MOVE: &str = "UPDATE company SET checkpoint = $1 WHERE cnpj = $2";
        Write::new(MOVE, [text_of(moment), cnpj.into()])
    }

    /// Where the list stands tonight.
    pub async fn standing(
        &self,
        company: &CompanyId,
        list: &str,
        night: &Night,
    ) -> Result<Standing, StoreError> {
        const STANDING: &str =
            "SELECT page FROM place WHERE company_id = $1 AND list = $2 AND night = $3";
        let values = [company.as_str().into(), list.into(), night.id.into()];
        let rows = self.0.read(STANDING, &values).await?;
        Ok(match rows.first().map(|row| row.optional_text(0)) {
            None => Standing::AtTheBeginning,
            Some(page) => page?.map_or(Standing::Done, Standing::At),
        })
    }

    /// Says, together with the page that is stored, where the list goes on: nowhere, at its end.
    pub fn stands(company: &CompanyId, list: &str, night: &Night, page: Option<String>) -> Write {
        const STAND: &str = "INSERT INTO place (company_id, list, night, page)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (company_id, list) DO UPDATE SET
                night = excluded.night, page = excluded.page";
        let values = [
            company.as_str().into(),
            list.into(),
            night.id.into(),
            page.into(),
        ];
        Write::new(STAND, values)
    }

    /// Says what became of the company tonight.
    pub async fn conclude(
        &self,
        company: &CompanyId,
        night: &Night,
        problem: Option<String>,
    ) -> Result<(), StoreError> {
        const CONCLUDE: &str =
            "INSERT INTO outcome (company_id, night, problem) VALUES ($1, $2, $3)
            ON CONFLICT (company_id, night) DO UPDATE SET problem = excluded.problem";
        let values = [company.as_str().into(), night.id.into(), problem.into()];
        self.0.write(&[Write::new(CONCLUDE, values)]).await
    }
}

fn text_of(moment: OffsetDateTime) -> Value {
    wire::instant::format(moment).ok().into()
}

fn moment(row: &Row, column: usize) -> Result<OffsetDateTime, StoreError> {
    wire::instant::parse(&row.text(column)?).map_err(|_| StoreError::Damaged(column))
}
