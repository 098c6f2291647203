//! What the workbook of a company shows, out of the database.

use super::ledger::{Client, Night};
use super::store::{Row, Store, StoreError};

/// Something that moved money in the month.
#[derive(Debug, Clone)]
pub struct Moved {
    /// `receivable`, `payable`, or `transfer`.
    pub kind: String,
    /// The day.
    pub on: String,
    /// When the bill was due.
    pub due_date: Option<String>,
    /// What for.
    pub description: Option<String>,
    /// From whom, or to whom.
    pub counterparty: Option<String>,
    /// Categories.
    pub category: Option<String>,
    /// Cents, negative when they left.
    pub cents: i64,
}

/// A bill that is not settled whole.
#[derive(Debug, Clone)]
pub struct Open {
    /// `receivable` or `payable`.
    pub side: String,
    /// When it is due.
    pub due_date: Option<String>,
    /// What for.
    pub description: Option<String>,
    /// Who owes, or is owed.
    pub counterparty: Option<String>,
    /// Categories.
    pub category: Option<String>,
    /// Cents in all.
    pub total: i64,
    /// Cents still open.
    pub open: i64,
    /// Whether it was due before the night.
    pub overdue: bool,
}

/// A fiscal note of the month.
#[derive(Debug, Clone)]
pub struct Note {
    /// `NF-e` or `NFS-e`.
    pub kind: String,
    /// Its number, once it has one.
    pub number: Option<i64>,
    /// The day it was issued, or accrues.
    pub issued_on: Option<String>,
    /// Whom it is for.
    pub counterparty: Option<String>,
    /// In the ERP's word.
    pub status: Option<String>,
    /// Cents; the list of NF-e does not tell them.
    pub total: Option<i64>,
}

/// The books of one company.
#[derive(Debug, Clone)]
pub struct Books {
    /// Whose.
    pub client: Client,
    /// What moved, day by day.
    pub moved: Vec<Moved>,
    /// What is open.
    pub open: Vec<Open>,
    /// Fiscal notes.
    pub notes: Vec<Note>,
}

const SETTLED: &str = "
    SELECT bill.side, settlement.paid_on, bill.due_date, bill.description, bill.counterparty,
        bill.category, settlement.amount
    FROM settlement JOIN bill
        ON bill.cnpj = settlement.cnpj AND bill.id = settlement.installment_id
    WHERE settlement.cnpj = $1 AND settlement.paid_on >= $2 AND settlement.paid_on <= $3
    ORDER BY settlement.paid_on, settlement.id";
const TRANSFERRED: &str = "
    SELECT direction, moved_on, description, amount FROM transfer
    WHERE cnpj = $1 AND moved_on >= $2 AND moved_on <= $3 ORDER BY moved_on, id, direction";
// What was renegotiated, written off or cancelled is owed no more.
const OPEN: &str = "
    SELECT side, due_date, description, counterparty, category, total, open FROM bill
    WHERE cnpj = $1 AND open <> 0
        AND coalesce(status, '') NOT IN ('RENEGOCIADO', 'PERDIDO', 'CANCELADO')
    ORDER BY side DESC, due_date, id";
const NOTES: &str = "
    SELECT kind, number, issued_on, counterparty, status, total FROM fiscal_note
    WHERE cnpj = $1 AND issued_on >= $2 AND issued_on <= $3 ORDER BY kind, issued_on, id";

impl Books {
    /// Reads them.
    pub async fn of(client: Client, store: &dyn Store, night: &Night) -> Result<Self, StoreError> {
        let cnpj = || client.cnpj.as_str().into();
        let (first, last) = (night.month.first(), night.month.last());
        let month = [cnpj(), first.to_string().into(), last.to_string().into()];
        let settled = store.read(SETTLED, &month).await?;
        let transferred = store.read(TRANSFERRED, &month).await?;
        let moved = settled.iter().map(settled_line);
        let moved = moved.chain(transferred.iter().map(transfer_line));
        let mut moved = moved.collect::<Result<Vec<_>, _>>()?;
        moved.sort_by(|a, b| a.on.cmp(&b.on));
        let tonight = night.started_at.date().to_string();
        let open = store.read(OPEN, &[cnpj()]).await?;
        let open = open.iter().map(|row| open_line(row, &tonight));
        let notes = store.read(NOTES, &month).await?;
        Ok(Self {
            client,
            moved,
            open: open.collect::<Result<_, _>>()?,
            notes: notes.iter().map(note_line).collect::<Result<_, _>>()?,
        })
    }
}

fn settled_line(row: &Row) -> Result<Moved, StoreError> {
    let (kind, amount) = (row.text(0)?, row.integer(6)?);
    Ok(Moved {
        cents: if kind == "payable" { -amount } else { amount },
        kind,
        on: row.text(1)?,
        due_date: row.optional_text(2)?,
        description: row.optional_text(3)?,
        counterparty: row.optional_text(4)?,
        category: row.optional_text(5)?,
    })
}

fn transfer_line(row: &Row) -> Result<Moved, StoreError> {
    let (direction, amount) = (row.text(0)?, row.integer(3)?);
    Ok(Moved {
        kind: "transfer".to_owned(),
        on: row.text(1)?,
        due_date: None,
        description: row.optional_text(2)?,
        counterparty: None,
        category: None,
        cents: if direction == "out" { -amount } else { amount },
    })
}

fn open_line(row: &Row, tonight: &str) -> Result<Open, StoreError> {
    let due_date = row.optional_text(1)?;
    Ok(Open {
        side: row.text(0)?,
        overdue: due_date.as_deref().is_some_and(|due| due < tonight),
        due_date,
        description: row.optional_text(2)?,
        counterparty: row.optional_text(3)?,
        category: row.optional_text(4)?,
        total: row.integer(5)?,
        open: row.integer(6)?,
    })
}

fn note_line(row: &Row) -> Result<Note, StoreError> {
    Ok(Note {
        kind: row.text(0)?,
        number: row.optional_integer(1)?,
        issued_on: row.optional_text(2)?,
        counterparty: row.optional_text(3)?,
        status: row.optional_text(4)?,
        total: row.optional_integer(5)?,
    })
}
